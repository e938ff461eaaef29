// Opens a finished file and looks for names of the register in every part of it: what a masked report must not carry.
import { strFromU8, unzipSync } from 'fflate'
import { type Gazetteer, leaks } from './gazetteer.ts'

/** Every real name in a finished file with the place where it stands: text across runs, attributes, properties, embedded
 *  JSON, the parts of a Word file, and the file's own name. An empty list lets the file go out. */
export function leaksInFile(fileName: string, bytes: Uint8Array, names: Gazetteer): { name: string; place: string }[] {
  const found = new Map<string, { name: string; place: string }>()
  const look = (text: string, place: string) => {
    for (const { name } of leaks(text, names)) found.set(`${place}\n${name}`, { name, place })
  }
  look(fileName, 'file name')
  lookInto(fileName, bytes, look)
  return [...found.values()]
}

type Look = (text: string, place: string) => void

function lookInto(name: string, bytes: Uint8Array, look: Look): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    for (const [part, content] of Object.entries(unzipSync(bytes))) {
      look(part, 'part name')
      lookInto(part, content, look)
    }
    return
  }
  const text = decode(bytes)
  if (/\.(?:xml|rels|html?|xhtml|svg)$/i.test(name)) lookIntoMarkup(text, name, look)
  else {
    look(text, name)
    // In Markdown a sign may be guarded by a backslash, a name may be half bold, and a figure is written as a directive.
    if (/\.md$/i.test(name))
      look(text.replace(/:fig\[((?:\\.|[^\]\\])*)\]\{[^}]*\}/g, '$1').replace(/\\(?=[^\w\s])|\*\*|__/g, ''), name)
  }
}

function decode(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (wide === 'utf-16be')
    return new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1).map((_, index, all) => all[index ^ 1]!))
  return wide ? new TextDecoder(wide).decode(bytes) : strFromU8(bytes)
}

const MARKUP =
  /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<([/?!]?)([^\s<>/?]+)((?:"[^"]*"|'[^']*'|[^"'<>])*)>|([^<]+|<)/g
const ATTRIBUTE = /([^\s"'=/?]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** Elements that do not end the sentence they stand in: HTML by name, Word by being inside a paragraph. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/
/** Inside a Word paragraph these end a stretch of text or part two words. */
const WORD_ENDS = /^w:(?:p|tc|tr|txbxContent|footnote|endnote|comment)$/
const WORD_PARTS = /^w:(?:tab|br|cr|ptab)$/
/** What the formats themselves write: name spaces, and the faces of type. */
const FORMAT_URI =
  /(?:https?:\/\/(?:schemas\.(?:openxmlformats|microsoft)\.(?:org|com)|purl\.(?:org|oclc\.org)|www\.w3\.org)|urn:schemas-microsoft-com)[^\s"']*/g
const FACES = /^(?:w:rFonts|w:font|a:latin|a:ea|a:cs|a:font)$/

/** XML and HTML: sentences joined across their runs, every attribute, comment and script. */
function lookIntoMarkup(markup: string, part: string, look: Look): void {
  const word = /<w:(?:document|hdr|ftr|comments|footnotes|endnotes|styles|numbering|settings|glossaryDocument)\b/.test(
    markup,
  )
  /** The sentence as it stands, and as it stood with what was deleted since. */
  let [shown, whole, code] = ['', '', '']
  let deleted = false
  let raw = ''
  const end = () => {
    for (const text of new Set([shown, whole, code])) if (text !== '') look(text, part)
    shown = whole = code = ''
  }
  const say = (text: string) => {
    whole += text
    if (!deleted) shown += text
  }
  for (const [, comment, literal, sign, name, attributes, text] of markup.matchAll(MARKUP)) {
    if (comment !== undefined) look(entities(comment), `${part} comment`)
    else if (literal !== undefined) say(literal)
    else if (text !== undefined) {
      // The blanks between the elements of an indented part are no text.
      if (word && /^\s*\n\s*$/.test(text)) continue
      if (raw === 'script') lookIntoScript(text, part, look)
      else if (raw === 'w:instrText') code += entities(text)
      else say(entities(text))
    } else {
      const tag = name!
      if (word ? WORD_ENDS.test(tag) : !INLINE.test(tag.toLowerCase())) end()
      if (word && WORD_PARTS.test(tag)) say('\n')
      if (sign === '' && !attributes!.trimEnd().endsWith('/'))
        raw = /^(?:script|style|w:instrText)$/i.test(tag) ? tag : raw
      if (sign === '/') raw = raw === tag ? '' : raw
      if (tag === 'w:del' || tag === 'w:moveFrom') deleted = sign === '' && !attributes!.trimEnd().endsWith('/')
      if (!FACES.test(tag))
        for (const [, key, double, single] of attributes!.matchAll(ATTRIBUTE))
          look(entities(double ?? single ?? '').replace(FORMAT_URI, ''), `${part} ${tag}@${key}`)
    }
  }
  end()
}

/** Embedded JSON by its texts and keys, whatever way its signs are written; other scripts as they stand. */
function lookIntoScript(text: string, part: string, look: Look): void {
  look(text, part)
  try {
    JSON.parse(text, (key, value) => {
      look(key, `${part} script`)
      if (typeof value === 'string') look(value, `${part} script`)
      return value
    })
  } catch {
    // Not JSON: it has been read as it stands.
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  apos: "'",
  nbsp: '\u00a0',
  shy: '\u00ad',
  middot: '·',
}

function entities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (written, decimal, hex, name) => {
    if (name) return SIGNS[name] ?? written
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : written
  })
}
