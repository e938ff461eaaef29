// Punctuation marks that stand twice or against each other. Pure.
import type { Doc } from './doc.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

const ZH = /[，、；：。！？]\s?[，、；：。](?![.…])/g
const EN =
  /(?<!\b(?:Co|etc|Ltd|Inc|No|al|Corp|Jr|[ap]\.m|i\.e|e\.g)|\.)[.,;:]\s?[,;](?!\))|,\s?\.(?!\d)|(?<!\.)\.\.(?!\.)/g

/** Marks of which one is too many. */
export function marks(doc: Doc): Finding[] {
  return doc.paragraphs.flatMap(paragraph =>
    paragraph.row
      ? []
      : [...paragraph.text.matchAll(isChinese(paragraph.text) ? ZH : EN)].map(match => ({
          line: lineAt(paragraph, match.index),
          words: paragraph.text.slice(Math.max(0, match.index - 10), match.index + match[0].length + 8).trim(),
          kind: 'mark' as const,
          why: { zh: `标点“${match[0]}”重复或相抵。`, en: `The marks "${match[0]}" stand together; one is too many.` },
          suggest: { zh: '只留一个标点，并看是否漏了字句。', en: 'Keep one mark, and see whether words are missing.' },
        })),
  )
}
