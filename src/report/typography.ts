// The typography of GB/T 9704-2012 for Word: page, lines, faces and styles. Lengths are twips (1/20 pt), sizes half points.
import { AlignmentType, LineRuleType } from 'docx'
import type { Language } from '../problem/problem.ts'

export const PAGE = { width: 11906, height: 16838 }
/** 37 mm above, 35 below, 28 at the left, 26 at the right; the page number stands 7 mm under the text. */
export const MARGIN = { top: 2098, bottom: 1984, left: 1588, right: 1474, header: 851, footer: 1304, gutter: 0 }
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right
/** Characters of a title that fit on one line at size 2. */
export const TITLE_WIDTH = 20

/** 22 lines × 28 characters of size 3: a line of 28.95 pt, and characters closer by a quarter point. */
const LINE = 579
const CLOSER = -5
const CHARACTER = 315

const FACE = { body: '仿宋_GB2312', first: '黑体', second: '楷体_GB2312', title: '方正小标宋简体', footer: '宋体' }
const LATIN = 'Times New Roman'

/** Digits and letters stand in Times New Roman: a Chinese face that is not installed would fall to a sans there. */
export function font(face: keyof typeof FACE) {
  // Page numbers alone are 宋体 throughout, so the standard (7.5).
  const latin = face === 'footer' ? FACE.footer : LATIN
  return { ascii: latin, hAnsi: latin, cs: LATIN, eastAsia: FACE[face] }
}

/** Twips from line to line: the standard's for Chinese; English at that pitch would fall apart. */
export function pitch(language: Language): number {
  return language === 'zh' ? LINE : 360
}

/** The paragraph styles of a report. */
export function styles(language: Language) {
  const zh = language === 'zh'
  const size = zh ? 32 : 24
  const line = pitch(language)
  const lines = (height: number, before = 0, after = 0) => ({
    spacing: { line: height, lineRule: LineRuleType.EXACT, before, after },
  })
  const style = (
    id: string,
    name: string,
    face: keyof typeof FACE,
    halfPoints: number,
    paragraph: object,
    run = {},
  ) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Body',
    quickFormat: true,
    // No gap is put between digits and hanzi: official text has none, and the grid of 28 characters would not hold.
    paragraph: { autoSpaceEastAsianText: false, ...lines(line), ...paragraph },
    run: { font: font(face), size: halfPoints, color: '000000', characterSpacing: zh ? CLOSER : 0, ...run },
  })
  const indent = zh ? { firstLine: 2 * CHARACTER, firstLineChars: 200 } : { firstLine: 480 }
  // English has no faces that tell the levels apart, so weight and space do.
  const heading = (outlineLevel: number, before: number) => ({
    ...(zh ? { ...lines(line), indent } : lines(line, before, before / 4)),
    outlineLevel,
    keepNext: true,
    alignment: AlignmentType.LEFT,
  })
  const weight = { bold: !zh }
  const centred = { alignment: AlignmentType.CENTER }
  const wide = { characterSpacing: 0 }
  return [
    style('Body', 'Body Text', 'body', size, { indent, alignment: AlignmentType.BOTH, widowControl: false }),
    style('Addressee', 'Addressee', 'body', size, { indent: {}, alignment: AlignmentType.LEFT }),
    // Two characters in from the right edge, as the standard has it (7.3.5).
    style('Signature', 'Signature', 'body', size, {
      indent: { right: 2 * CHARACTER },
      alignment: AlignmentType.RIGHT,
      keepLines: true,
    }),
    style('Title', 'Title', 'title', 44, { ...centred, ...lines(700, LINE, LINE) }, { ...wide, ...weight }),
    style('Heading1', 'heading 1', 'first', zh ? size : 30, heading(0, 320), weight),
    style('Heading2', 'heading 2', 'second', zh ? size : 26, heading(1, 240), weight),
    style('Heading3', 'heading 3', 'body', size, heading(2, 160), { ...weight, italics: !zh }),
    style('Caption', 'caption', 'first', zh ? 28 : 24, { ...centred, ...lines(line, 240), keepNext: true }, weight),
    style('TableText', 'Table Text', 'body', zh ? 24 : 21, lines(zh ? 440 : 320), wide),
    style(
      'TableHead',
      'Table Head',
      'first',
      zh ? 24 : 21,
      { ...centred, ...lines(zh ? 440 : 320), keepNext: true },
      { ...wide, ...weight },
    ),
    style('Footer', 'footer', 'footer', 28, { spacing: { line: 280, lineRule: LineRuleType.AUTO } }, wide),
  ]
}
