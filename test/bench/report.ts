// Composing the investigation report with all its figures, and carrying it as Word, HTML and Markdown.
import { toHtml } from '../../src/report/html.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { toWord } from '../../src/report/word.node.ts'
import { makeDraft } from '../../src/server/report.http.ts'
import { asker, inReadyDistrict, medians, tell } from './rig.ts'

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const order = { template: 'investigation', period: '2012', tree: 'then', lang: 'zh', mask: false } as const
  const { draft } = await makeDraft(house, actor, order)
  const found = await medians(20, {
    compose: () => makeDraft(house, actor, order),
    masked: () => makeDraft(house, actor, { ...order, mask: true }),
    word: () => toWord(draft),
    html: async () => toHtml(draft),
    markdown: async () => toMarkdown(draft),
  })
  tell('The investigation report of 2012 (npm run bench -- report)', [
    ['compose, all figures', found.compose, 'target under 100'],
    ['compose and mask', found.masked, ''],
    ['Word, beside composing', found.word, 'target under 500'],
    ['HTML, beside composing', found.html, ''],
    ['Markdown, beside composing', found.markdown, ''],
  ])
})
