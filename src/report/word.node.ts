// The report as a Word file in the typography of GB/T 9704-2012, every figure marked so that it can be found again.
import { createHash } from 'node:crypto'
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  ImportedXmlComponent,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import type { Block, Draft, Inline } from './draft.ts'
import { clean, type Entry, escaped, type Ledger, ledgerOf } from './ledger.ts'
import { font, MARGIN, PAGE, pitch, styles, TEXT_WIDTH, TITLE_WIDTH } from './typography.ts'

/** Namespace of the custom XML part that holds the ledger. */
export const LEDGER_SPACE = 'urn:jiceng:ledger'

/** Writes the report. The same draft gives the same bytes. */
export async function toWord(draft: Draft): Promise<Uint8Array> {
  const ledger = ledgerOf(draft)
  const xml = ledgerXml(ledger)
  const document = new Writing(draft, ledger).document(properties(ledger, xml))
  const parts = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)))
  return pack({ ...parts, ...ledgerParts(parts, xml), 'docProps/core.xml': strToU8(coreXml(draft)) })
}

const STYLES = { to: 'Addressee', signed: 'Signature' } as const

/** Height of a table's row in which somebody signs and puts a seal. */
const ROOM = { value: 1400, rule: HeightRule.ATLEAST }

class Writing {
  private readonly draft: Draft
  private readonly ledger: Ledger
  private readonly chinese: boolean
  private n = 0

  constructor(draft: Draft, ledger: Ledger) {
    this.draft = draft
    this.ledger = ledger
    this.chinese = draft.binding.language === 'zh'
  }

  document(customProperties: { name: string; value: string }[]): Document {
    const title = titleLines(this.draft.title, this.chinese)
    return new Document({
      title: this.draft.title,
      customProperties,
      evenAndOddHeaderAndFooters: true,
      compatabilityModeVersion: 15,
      styles: {
        default: { document: { run: { language: { value: 'en-US', eastAsia: 'zh-CN' } } } },
        paragraphStyles: styles(this.draft.binding.language),
      },
      sections: [
        {
          properties: {
            page: { size: PAGE, margin: MARGIN },
            grid: { type: DocumentGridType.LINES, linePitch: pitch(this.draft.binding.language) },
          },
          footers: { default: this.footer('right'), even: this.footer('left') },
          children: [
            new Paragraph({
              style: 'Title',
              children: title.map((text, index) => this.run(text, index > 0 ? { break: 1 } : {})),
            }),
            ...this.draft.blocks.flatMap(block => this.block(block)),
          ],
        },
      ],
    })
  }

  private block(block: Block): (Paragraph | Table)[] {
    if (block.kind === 'paragraph') return [this.paragraph(block.place ? STYLES[block.place] : 'Body', block.inlines)]
    if (block.kind === 'heading') return [this.paragraph(`Heading${block.level}`, block.inlines)]
    return [
      this.paragraph('Caption', [{ kind: 'text', text: block.caption }]),
      this.table(block),
      new Paragraph({ style: 'TableText' }),
    ]
  }

  private paragraph(style: string, inlines: readonly Inline[], options: IParagraphOptions = {}): Paragraph {
    return new Paragraph({ style, ...options, children: inlines.flatMap(inline => this.inline(inline)) })
  }

  private inline(inline: Inline): ParagraphChild[] {
    if (inline.kind === 'text') return [this.run(inline.text, inline.strong ? { bold: true } : {})]
    this.n += 1
    return figureMarks(this.ledger.entries[this.n - 1]!, this.chinese)
  }

  private run(text: string, options: object): TextRun {
    return new TextRun({ text: clean(text), ...(this.chinese && { font: { hint: 'eastAsia' } as never }), ...options })
  }

  private table(block: Extract<Block, { kind: 'table' }>): Table {
    const widths = columns(block)
    const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
    const frame = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
    const cell = (index: number, content: Paragraph) =>
      new TableCell({
        width: { size: widths[index]!, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        margins: { top: 40, bottom: 40, left: 100, right: 100 },
        children: [content],
      })
    const head = block.head.map((text, index) => cell(index, this.paragraph('TableHead', [{ kind: 'text', text }])))
    // Words stand left, values and days in the middle, as in the tables people already exchange.
    const body = block.rows.map(row =>
      row.map((inlines, index) =>
        cell(
          index,
          this.paragraph('TableText', inlines, {
            ...(index > 0 && !block.wordy?.includes(index) ? { alignment: AlignmentType.CENTER } : {}),
            // Nobody signs at the head of a page what stands on the one before.
            ...(block.room ? { keepNext: true } : {}),
          }),
        ),
      ),
    )
    const height = { value: 480, rule: HeightRule.ATLEAST }
    return new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      alignment: AlignmentType.CENTER,
      borders: { top: frame, bottom: frame, left: frame, right: frame, insideHorizontal: rule, insideVertical: rule },
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, height, children: head }),
        ...body.map(
          (children, index) =>
            new TableRow({ cantSplit: true, height: block.room?.includes(index) ? ROOM : height, children }),
        ),
      ],
    })
  }

  /** — 1 — in size 4 宋体, one character in from the outer edge: right on odd pages, left on even ones. */
  private footer(side: 'left' | 'right'): Footer {
    const children = [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: font('footer') })]
    const alignment = side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT
    return new Footer({ children: [new Paragraph({ style: 'Footer', alignment, indent: { [side]: 280 }, children })] })
  }
}

/** A figure in the text: a bookmark around a rich content control. The bookmark outlives every office program, the control
 *  names the figure in Word. Never a plain-text control (w:text): LibreOffice 7.4 multiplies what stands in it. */
function figureMarks(entry: Entry, chinese: boolean): ParagraphChild[] {
  const { n } = entry
  const properties = chinese ? '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' : ''
  return [
    `<w:bookmarkStart w:id="${n}" w:name="_jc_${n}"/>`,
    `<w:sdt><w:sdtPr><w:alias w:val="${escaped([...entry.title].slice(0, 60).join(''))}"/><w:tag w:val="jc:fig:${n}"/>` +
      `<w:id w:val="${1_000_000 + n}"/><w:lock w:val="sdtLocked"/></w:sdtPr>` +
      `<w:sdtContent><w:r>${properties}<w:t xml:space="preserve">${escaped(entry.text)}</w:t></w:r></w:sdtContent></w:sdt>`,
    `<w:bookmarkEnd w:id="${n}"/>`,
  ].map(xml => ImportedXmlComponent.fromXmlString(xml) as never)
}

/** Column widths by their shares; the first one takes what rounding leaves. */
function columns(block: Extract<Block, { kind: 'table' }>): number[] {
  const shares = block.shares ?? block.head.map((_, index) => (index === 0 ? 2 : 1))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map(share => Math.floor((TEXT_WIDTH * share) / all))
  widths[0]! += TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0)
  return widths
}

/** A title too long for one line is broken between words into lines of like length, the longer one first. */
function titleLines(title: string, chinese: boolean): string[] {
  if (!chinese || title.length <= TITLE_WIDTH) return [title]
  const lines = Math.ceil(title.length / TITLE_WIDTH)
  const target = title.length / lines
  const broken: string[] = ['']
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)) {
    const line = broken.at(-1)!
    if (line.length >= target || line.length + segment.length > TITLE_WIDTH) broken.push(segment)
    else broken[broken.length - 1] = line + segment
  }
  return broken
}

/** What survives every office program, also those that drop custom XML: identity, digest, binding and references. */
function properties(ledger: Ledger, xml: string): { name: string; value: string }[] {
  const binding = JSON.stringify(ledger.binding)
  // Word shows and keeps 255 characters of a property; references are cut into runs that stay below.
  const runs = ledger.entries
    .map(entry => entry.ref)
    .reduce<string[]>((found, ref) => {
      const last = found.at(-1)
      if (last !== undefined && last.length + ref.length < 240) found[found.length - 1] = `${last} ${ref}`
      else found.push(ref)
      return found
    }, [])
  return [
    { name: 'jiceng.report', value: sha256(binding).slice(0, 16) },
    { name: 'jiceng.ledger', value: sha256(xml) },
    { name: 'jiceng.binding', value: binding },
    ...runs.map((value, index) => ({ name: `jiceng.refs.${index + 1}`, value })),
  ]
}

function ledgerXml({ binding, entries }: Ledger): string {
  const attributes = (values: object) =>
    Object.entries(values)
      .map(([key, value]) => ` ${key}="${value === null ? '' : escaped(String(value))}"`)
      .join('')
  const lines = entries.map(entry => `<figure${attributes(entry)}/>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ledger xmlns="${LEDGER_SPACE}"><binding${attributes(binding)}/>${lines.join('')}</ledger>`
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The custom XML part with its properties and relations (ECMA-376 part 1, 15.2.5). */
function ledgerParts(parts: Readonly<Record<string, Uint8Array>>, xml: string): Record<string, Uint8Array> {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const amend = (name: string, before: string, added: string) => {
    const text = strFromU8(parts[name]!)
    return { [name]: strToU8(text.replace(before, added + before)) }
  }
  return {
    'customXml/item1.xml': strToU8(xml),
    'customXml/itemProps1.xml': strToU8(
      `${head}<ds:datastoreItem ds:itemID="{6A6963E5-B182-4C65-8D67-6A6365726E67}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${LEDGER_SPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
    ),
    'customXml/_rels/item1.xml.rels': strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
    ),
    ...amend(
      '[Content_Types].xml',
      '</Types>',
      '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>',
    ),
    ...amend(
      'word/_rels/document.xml.rels',
      '</Relationships>',
      `<Relationship Id="rIdLedger" Type="${RELATIONS}/customXml" Target="../customXml/item1.xml"/>`,
    ),
  }
}

/** Core properties: the title and the report's day. No author: a report speaks for the organization. */
function coreXml(draft: Draft): string {
  const moment = `${draft.asOf}T00:00:00Z`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(draft.title)}</dc:title><dc:language>${draft.binding.language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}

/** Zips with a fixed date and order; the content types come first, as readers of the format expect. */
function pack(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(parts).sort(
    (a, b) => Number(b.startsWith('[')) - Number(a.startsWith('[')) || (a < b ? -1 : 1),
  )
  const files: Zippable = {}
  for (const name of names) files[name] = parts[name]!
  // Zip dates are local civil time, so the date is given by its parts and not as an instant.
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
