// The text of a report file as paragraphs with their lines: txt, md, docx and pdf. Files come from outside.

import { strFromU8, unzipSync } from 'fflate'
import { extractTextItems, getDocumentProxy } from 'unpdf'
import { decoded } from '../../problem/encoding.ts'
import { Problem, refuse } from '../../problem/problem.ts'
import { inside, type Node, nameOf, parseXml } from '../xml.ts'
import type { Finding, Paragraph } from './text.ts'

/** The endings of files that can be checked. */
export const CHECKED_ENDINGS = ['txt', 'md', 'docx', 'pdf'] as const

/** Limits of an honest report; what is beyond is refused before it is unpacked or read further. */
const LIMIT = { bytes: 20 << 20, entries: 500, unpacked: 100 << 20, signs: 2_000_000, pages: 500, cells: 200_000 }

const WHY = {
  kind: {
    zh: '只能检查 .txt、.md、.docx 和 .pdf 文件；旧的 .doc 和 .wps 请先另存为 .docx。',
    en: 'only .txt, .md, .docx and .pdf can be checked; save an old .doc or .wps as .docx first.',
  },
  large: {
    zh: '文件过大，或解压后过大；报告一般不超过 20 MB，请拆分或去掉图片后重试。',
    en: 'it is too large, or would be when unpacked; a report has at most 20 MB: split it or take the pictures out.',
  },
  broken: {
    zh: '文件已损坏，或不是文件名所称的类型；请重新保存后重试。',
    en: 'it is damaged, or not of the type that its name says; save it again and retry.',
  },
  empty: {
    zh: '文件里没有文字；请确认是否选对了文件。',
    en: 'there is no text in it; make sure that it is the right file.',
  },
  scanned: {
    zh: '其中没有可读的文字，可能是扫描件；请先识别文字，再检查。',
    en: 'it holds no text that can be read and may be a scan; recognize its text first.',
  },
  locked: {
    zh: '文件设有密码；请去掉密码后重试。',
    en: 'it is locked with a password; remove the password and try again.',
  },
} as const

/** What a file holds: its paragraphs, and findings about the file itself (tracked changes, hidden text). */
export interface ReadReport {
  readonly paragraphs: readonly Paragraph[]
  readonly findings: readonly Finding[]
}

function unread(file: string, why: keyof typeof WHY): never {
  return refuse('report.unread', { file, why: WHY[why] })
}

/** Reads the text of a report. Takes the name of the file, of which the ending counts, and its bytes. A line is that of the file for
 *  txt and md, the number of the paragraph for docx, and the printed line for pdf. Throws report.unread and input.encoding. */
export async function readReportFile(file: string, bytes: Uint8Array): Promise<ReadReport> {
  if (bytes.length > LIMIT.bytes) unread(file, 'large')
  const ending = file.toLowerCase().split('.').at(-1) ?? ''
  const read = { txt: fromText, md: fromMarkdown, docx: fromWord, pdf: fromPdf }[ending]
  if (!read) return unread(file, 'kind')
  if (bytes.length === 0) unread(file, 'empty')
  checkType(file, ending, bytes)
  let report: ReadReport
  try {
    report = await read(file, bytes)
  } catch (fault) {
    // Parsers throw what they like at hostile bytes; none of it should reach the reader.
    if (fault instanceof Problem) throw fault
    return unread(file, 'broken')
  }
  if (report.paragraphs.every(({ text }) => text.trim() === '')) unread(file, ending === 'pdf' ? 'scanned' : 'empty')
  return report
}

/** The first bytes must be of the type that the name says. */
function checkType(file: string, ending: string, bytes: Uint8Array): void {
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  const zip = head.startsWith('PK')
  const pdf = String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-')
  // A Word file with a password is no zip but a compound file, as the old .doc is.
  const compound = head.startsWith('\xd0\xcf\x11\xe0')
  if (ending === 'docx' && compound)
    unread(file, new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage') ? 'locked' : 'broken')
  if ((ending === 'docx') !== zip || (ending === 'pdf') !== pdf || (compound && ending !== 'docx'))
    unread(file, 'broken')
}

// Text

function textOf(file: string, bytes: Uint8Array): string {
  const { text } = decoded(bytes) ?? refuse('input.encoding', { file })
  if (text.length > LIMIT.signs) unread(file, 'large')
  if (text.includes('\0')) unread(file, 'broken')
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

function fromText(file: string, bytes: Uint8Array): ReadReport {
  return {
    paragraphs: joined(
      textOf(file, bytes)
        .split('\n')
        .map((text, index) => ({ text, line: index + 1 })),
    ),
    findings: [],
  }
}

interface Line {
  readonly text: string
  readonly line: number
}

const width = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)
/** What opens a paragraph of its own however the line before it ended. */
const OPENS =
  /^\s*(?:#|[-*+>|] |\d+[.、)）]|[（(][一二三四五六七八九十\dA-Za-z]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条章节]|\u3000| {2,}\S)/

/** Lines that were broken by a narrow page become one paragraph again. */
function joined(lines: readonly Line[], full = 60): Paragraph[] {
  const paragraphs: { text: string; lines: { at: number; line: number }[] }[] = []
  let open = false
  for (const { text, line } of lines) {
    const bare = text.trim()
    const last = paragraphs.at(-1)
    if (bare !== '' && last && open && !OPENS.test(text)) {
      const gap = /[\w,.;:%)]$/.test(last.text) && /^[\w(“"]/.test(bare) ? ' ' : ''
      const whole = last.text.endsWith('-') && /^[a-z]/.test(bare) ? last.text.slice(0, -1) : last.text + gap
      last.lines.push({ at: whole.length, line })
      last.text = whole + bare
    } else if (bare !== '') paragraphs.push({ text: text.trimEnd(), lines: [{ at: 0, line }] })
    open = bare !== '' && width(text.trimEnd()) >= full && !/[。！？.!?：:；;”"]$/.test(bare)
  }
  return paragraphs
}

// Markdown

function fromMarkdown(file: string, bytes: Uint8Array): ReadReport {
  const text = textOf(file, bytes)
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? ''
  const skip = front.split('\n').length - 1
  const plain = text
    .slice(front.length)
    .replace(/<!--[\s\S]*?-->/g, part => part.replace(/[^\n]/g, ''))
    .replace(/:fig\[((?:\\.|[^\]\\])*)\]\{[^}]*\}/g, '$1')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/\*\*|__|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])|`/g, '')
    .replace(/\\([^\w\s])/g, '$1')
  let table = 0
  let within = false
  const paragraphs: Paragraph[] = []
  let run: Line[] = []
  const close = () => {
    paragraphs.push(...joined(run, 0).map(one => ({ ...one, text: one.text.replace(/^\s*(?:#{1,6}|>|[-+*])\s+/, '') })))
    run = []
  }
  plain.split('\n').forEach((line, index) => {
    const at = skip + index + 1
    const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]
    if (row === undefined) {
      within = false
      if (/^\s*#/.test(line)) close()
      run.push({ text: line, line: at })
      if (/^\s*#/.test(line)) close()
      return
    }
    close()
    if (/^[\s|:-]+$/.test(row)) return
    if (!within) table += 1
    within = true
    const cells = row.split('|').map(cell => cell.trim())
    paragraphs.push({ text: cells.join(' | '), lines: [{ at: 0, line: at }], row: { table, cells } })
  })
  close()
  return { paragraphs, findings: [] }
}

// Word

function fromWord(file: string, bytes: Uint8Array): ReadReport {
  let [entries, unpacked] = [0, 0]
  const parts = unzipSync(bytes, {
    filter: entry => {
      entries += 1
      unpacked += entry.originalSize
      if (entries > LIMIT.entries || unpacked > LIMIT.unpacked) unread(file, 'large')
      return /^word\/(?:document|comments|footnotes|endnotes)\.xml$/.test(entry.name)
    },
  })
  const xml = parts['word/document.xml']
  if (!xml) return unread(file, 'broken')
  const words = new WordText()
  for (const name of ['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml']) {
    const part = parts[name]
    if (!part) continue
    words.walk(parseXml(strFromU8(part)))
  }
  const comments = (strFromU8(parts['word/comments.xml'] ?? new Uint8Array()).match(/<w:comment\b/g) ?? []).length
  return { paragraphs: words.paragraphs, findings: words.asides(comments) }
}

/** The final text of a Word file, paragraph by paragraph, as it stands when tracked changes are accepted. */
class WordText {
  readonly paragraphs: Paragraph[] = []
  private text = ''
  private line = 0
  private tables = 0
  private changed = { count: 0, line: 1, words: '' }
  private hidden = { count: 0, line: 1, words: '' }

  walk(nodes: readonly Node[]): void {
    for (const node of nodes) this.visit(node)
  }

  /** What the file holds beside its final text. */
  asides(comments: number): Finding[] {
    const told = (count: number, line: number, words: string, zh: string, en: string): Finding[] =>
      count === 0
        ? []
        : [
            {
              line,
              words,
              kind: 'hidden',
              why: { zh, en },
              suggest: { zh: '发出之前请处理。', en: 'Settle it before the file goes out.' },
            },
          ]
    const { changed, hidden } = this
    return [
      ...told(
        changed.count,
        changed.line,
        changed.words,
        `文件里留有 ${changed.count} 处修订，检查的是接受修订后的文字。`,
        `The file holds ${changed.count} tracked changes; the text was checked as if they were accepted.`,
      ),
      ...told(
        hidden.count,
        hidden.line,
        hidden.words,
        `文件里有 ${hidden.count} 处隐藏文字，没有检查。`,
        `The file holds hidden text in ${hidden.count} places; it was not checked.`,
      ),
      ...told(comments, 1, '', `文件里留有 ${comments} 条批注。`, `The file holds ${comments} comments.`),
    ]
  }

  private visit(node: Node): void {
    switch (nameOf(node)) {
      case 'w:del':
      case 'w:moveFrom':
        this.note(this.changed, this.plain(inside(node)))
        break
      case 'w:ins':
        this.note(this.changed, this.plain(inside(node)))
        this.walk(inside(node))
        break
      // A fallback repeats the choice beside it; a field's instruction is no text.
      case 'mc:Fallback':
      case 'w:instrText':
      case 'w:delText':
      case 'w:pPr':
      case 'w:sdtPr':
        break
      case 'w:r':
        if (this.isHidden(node)) this.note(this.hidden, this.plain(inside(node)))
        else this.walk(inside(node))
        break
      case 'w:t':
        this.text += this.plain([node])
        break
      case 'w:tab':
      case 'w:br':
        this.text += ' '
        break
      case 'w:noBreakHyphen':
        this.text += '-'
        break
      case 'w:tbl':
        this.table(node)
        break
      case 'w:p':
        this.paragraph(node)
        break
      default:
        this.walk(inside(node))
    }
  }

  private paragraph(node: Node): void {
    const outer = this.text
    this.text = ''
    this.line += 1
    const line = this.line
    this.walk(inside(node))
    if (this.text.trim() !== '') this.paragraphs.push({ text: this.text, lines: [{ at: 0, line }] })
    this.text = outer
  }

  private table(node: Node): void {
    this.tables += 1
    const table = this.tables
    for (const row of inside(node).filter(child => nameOf(child) === 'w:tr')) {
      this.line += 1
      const line = this.line
      const cells = inside(row)
        .filter(child => nameOf(child) === 'w:tc')
        .map(cell => this.plain(inside(cell)).trim())
      if (cells.length > 0)
        this.paragraphs.push({ text: cells.join(' | '), lines: [{ at: 0, line }], row: { table, cells } })
    }
  }

  private plain(nodes: readonly Node[]): string {
    return nodes
      .map(node => {
        const name = nameOf(node)
        if (name === '#text') return String(node['#text'])
        return name === 'w:instrText' || name === 'w:rPr' || name === 'w:pPr' || name === 'mc:Fallback'
          ? ''
          : this.plain(inside(node))
      })
      .join('')
  }

  private isHidden(run: Node): boolean {
    const properties = inside(run).find(child => nameOf(child) === 'w:rPr')
    return (
      properties !== undefined &&
      inside(properties).some(
        child => nameOf(child) === 'w:vanish' && !/^(?:0|false)$/.test(child[':@']?.['w:val'] ?? ''),
      )
    )
  }

  private note(into: { count: number; line: number; words: string }, words: string): void {
    if (into.count === 0) Object.assign(into, { line: Math.max(1, this.line), words: words.slice(0, 40) })
    into.count += 1
  }
}

// PDF

async function fromPdf(file: string, bytes: Uint8Array): Promise<ReadReport> {
  let items: Awaited<ReturnType<typeof extractTextItems>>['items']
  try {
    // The reader takes the bytes for its own, and refuses Node's buffers: it is given a copy.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 } as never)
    if (pdf.numPages > LIMIT.pages) unread(file, 'large')
    items = (await extractTextItems(pdf)).items
  } catch (fault) {
    if (fault instanceof Problem) throw fault
    return unread(file, (fault as Error).name === 'PasswordException' ? 'locked' : 'broken')
  }
  let line = 0
  const lines: { text: string; line: number; left: number; right: number }[] = []
  for (const page of items) {
    const rows = new Map<number, typeof page>()
    for (const item of page) {
      if (item.str === '') continue
      const y = [...rows.keys()].find(one => Math.abs(one - item.y) < 3) ?? item.y
      rows.set(y, [...(rows.get(y) ?? []), item])
    }
    const printed = [...rows].sort(([a], [b]) => b - a).map(([, row]) => row.sort((a, b) => a.x - b.x))
    for (const row of printed) {
      const text = row
        .map((item, index) => {
          const before = row[index - 1]
          const gap = before ? item.x - (before.x + before.width) : 0
          return (
            (before &&
            gap > item.fontSize * 0.2 &&
            /[A-Za-z,.;:)]$|^[A-Za-z(]/.test(`${before.str}\n${item.str}`.replace('\n', '')) &&
            !/\s$/.test(before.str)
              ? ' '
              : '') + item.str
          )
        })
        .join('')
      // A number alone between dashes at the edge of a page is its number.
      if (text.trim() === '' || /^\s*[—–-]?\s*\d{1,3}\s*[—–-]?\s*$/.test(text)) continue
      line += 1
      lines.push({ text: text.trimEnd(), line, left: row[0]!.x, right: row.at(-1)!.x + row.at(-1)!.width })
    }
  }
  const edge = Math.max(0, ...lines.map(one => one.right))
  const start = Math.min(...lines.map(one => one.left))
  // A line that reaches the right edge goes on in the next, unless that one is indented.
  const paragraphs: { text: string; lines: { at: number; line: number }[] }[] = []
  let open = false
  for (const one of lines) {
    const last = paragraphs.at(-1)
    const bare = one.text.trim()
    if (last && open && one.left - start < 12 && !OPENS.test(bare)) {
      const gap = /[\w,.;:%)]$/.test(last.text) && /^[\w(“"]/.test(bare) ? ' ' : ''
      last.lines.push({ at: last.text.length + gap.length, line: one.line })
      last.text += gap + bare
    } else paragraphs.push({ text: bare, lines: [{ at: 0, line: one.line }] })
    open = one.right > edge - Math.max(40, (edge - start) * 0.12)
  }
  return { paragraphs, findings: [] }
}
