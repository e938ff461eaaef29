// The report as one HTML file: readable on a phone, printable on A4, each figure a link to what stands behind it. No script.
import type { Block, Draft, Inline } from './draft.ts'
import { type Entry, escaped, type Ledger, ledgerOf } from './ledger.ts'
import { phrase, sayDay } from './phrase.ts'

const WORDS = {
  zh: {
    notes: '数据说明',
    about: '点按正文中的数据，可查看它的含义、计算方法和依据。',
    value: '数值',
    formula: '计算',
    why: '缺失原因',
    asOf: '截至',
    facts: '依据',
    records: (n: number) => (n === 0 ? '规定标准' : `${n} 条记录`),
    missing: '未记录',
    back: '返回正文',
    masked: '遮名稿',
  },
  en: {
    notes: 'The figures',
    about: 'Follow a figure in the text to see what it means, how it is counted and what stands behind it.',
    value: 'Value',
    formula: 'Counted',
    why: 'Why missing',
    asOf: 'As of',
    facts: 'Based on',
    records: (n: number) => (n === 0 ? 'a norm' : n === 1 ? '1 record' : `${n} records`),
    missing: 'not recorded',
    back: 'Back to the text',
    masked: 'Names masked',
  },
} as const

/** Writes the report as one file without outside parts; a strict content policy stands in the file itself. */
export function toHtml(draft: Draft): string {
  const { language, masked } = draft.binding
  const ledger = ledgerOf(draft)
  const words = WORDS[language]
  const body = new Writing(ledger).blocks(draft.blocks)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(draft.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<article>
<header>
<h1>${escaped(draft.title)}</h1>
<p class="asof">${words.asOf} <time datetime="${draft.asOf}">${sayDay(draft.asOf, language)}</time>${masked ? ` · ${words.masked}` : ''}</p>
</header>
${body}
</article>
<section class="notes" aria-labelledby="notes">
<h2 id="notes">${words.notes}</h2>
<p class="about">${words.about}</p>
<ol>
${ledger.entries.map(entry => note(entry, language)).join('\n')}
</ol>
</section>
<script type="application/json" id="jc-ledger">${json(ledger)}</script>
</body>
</html>
`
}

class Writing {
  private readonly ledger: Ledger
  private n = 0

  constructor(ledger: Ledger) {
    this.ledger = ledger
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map(block => this.block(block)).join('\n')
  }

  private block(block: Block): string {
    if (block.kind === 'paragraph')
      return `<p${block.place ? ` class="${block.place}"` : ''}>${this.sentence(block.inlines)}</p>`
    // The title is the page's h1, so the report's own levels begin at h2.
    if (block.kind === 'heading') return `<h${block.level + 1}>${this.sentence(block.inlines)}</h${block.level + 1}>`
    const head = block.head.map(text => `<th scope="col">${escaped(text)}</th>`).join('')
    const rows = block.rows.map(row => {
      const [first, ...others] = row.map(inlines => this.sentence(inlines))
      return `<tr><th scope="row">${first ?? ''}</th>${others.map(cell => `<td>${cell}</td>`).join('')}</tr>`
    })
    return `<div class="table"><table><caption>${escaped(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  }

  private sentence(inlines: readonly Inline[]): string {
    return inlines.map(inline => this.inline(inline)).join('')
  }

  private inline(inline: Inline): string {
    if (inline.kind === 'text') return inline.strong ? `<strong>${escaped(inline.text)}</strong>` : escaped(inline.text)
    this.n += 1
    const { n, ref, text, title, status } = this.ledger.entries[this.n - 1]!
    return `<a class="fig" id="f${n}" href="#n${n}" data-jc-fig="${n}" data-jc-ref="${escaped(ref)}" data-status="${status}" title="${escaped(title)}">${escaped(text)}</a>`
  }
}

function note(entry: Entry, language: 'zh' | 'en'): string {
  const words = WORDS[language]
  const known = entry.status === 'ok' && entry.value !== null
  const term = (name: string, content: string) => `<div><dt>${name}</dt><dd>${escaped(content)}</dd></div>`
  const facts = [
    term(words.value, known ? phrase(entry.value!, entry.unit, language, { rate: true, digits: 4 }) : words.missing),
    term(known ? words.formula : words.why, entry.formula),
    term(words.asOf, sayDay(entry.asOf, language)),
    known ? term(words.facts, words.records(entry.records)) : '',
  ]
  return `<li id="n${entry.n}"><strong>${escaped(entry.title)}</strong><dl>${facts.join('')}</dl><a class="back" href="#f${entry.n}" aria-label="${words.back}: ${escaped(entry.title)}">${words.back}</a></li>`
}

/** JSON that cannot end the element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/* A targeted note floats over the foot of the page, so that a reader does not lose the place; back to the figure closes it. */
const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1b19;--soft:#5d5a54;--line:#d8d4cc;--accent:#8c1d18;--card:#faf8f4}
@media (prefers-color-scheme:dark){:root{--paper:#191816;--ink:#eceae5;--soft:#aaa69d;--line:#403d38;--accent:#f0a59d;--card:#23211e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding:3rem 0 12rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.9 "Noto Serif SC","Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,Georgia,serif;overflow-wrap:anywhere}
:lang(en) body,body:lang(en){font:1.0625rem/1.65 Georgia,"Times New Roman",serif;hyphens:auto}
article,.notes{max-width:42rem;margin:0 auto;padding:0 1.25rem}
header{padding:3.5rem 0 1.5rem;text-align:center;border-bottom:1px solid var(--line);margin-bottom:2rem}
h1{font-size:1.7rem;line-height:1.45;margin:0 0 .75rem;text-wrap:balance}
h2,h3,h4,caption,.asof,dt,.back,.about{font-family:"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
h2{font-size:1.3rem;line-height:1.5;margin:2.75rem 0 .75rem;text-wrap:balance}
h3{font-size:1.08rem;line-height:1.6;margin:2rem 0 .5rem}
h4{font-size:1rem;line-height:1.6;margin:1.4rem 0 .25rem;font-weight:600}
p{margin:0 0 .75rem}
:lang(zh-CN) article>p{text-indent:2em;text-align:justify}
:lang(zh-CN) article>p.to,article>p.signed{text-indent:0}
article>p.signed{text-align:right;padding-right:2em}
.asof,.about{color:var(--soft);font-size:.9rem;margin:0}
.fig{color:inherit;text-decoration:underline dotted var(--accent) 1.5px;text-underline-offset:.28em;border-radius:2px;white-space:nowrap}
:lang(en) .fig{white-space:normal}
.fig:hover,.fig:target{background:color-mix(in srgb,var(--accent) 14%,transparent);text-decoration-style:solid}
.fig[data-status=missing]{border:1px dashed var(--accent);padding:0 .25em;text-decoration:none}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.table{overflow-x:auto;margin:1.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.95rem;line-height:1.6}
caption{font-weight:600;padding-bottom:.5rem}
th,td{border:1px solid var(--line);padding:.45rem .7rem;text-align:left;font-weight:400}
thead th{font-weight:600;background:var(--card)}
td{font-variant-numeric:tabular-nums}
.notes{margin-top:3rem;padding-bottom:4rem;border-top:1px solid var(--line)}
.notes ol{list-style:none;padding:0;margin:1.25rem 0 0}
.notes li{padding:.8rem 0;border-bottom:1px solid var(--line);font-size:.95rem;line-height:1.6}
dl{margin:.25rem 0}
dl div{display:grid;grid-template-columns:6em 1fr;gap:.75rem}
dt{color:var(--soft);font-size:.85rem;line-height:1.8}
dd{margin:0}
.back{font-size:.85rem;color:var(--accent);display:inline-block;padding:.35rem 0}
@media screen{
.notes li:target{position:fixed;z-index:1;left:50%;bottom:max(1rem,env(safe-area-inset-bottom));transform:translateX(-50%);width:min(40rem,calc(100% - 1.5rem));max-height:60vh;overflow:auto;padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:8px;box-shadow:0 8px 40px rgb(0 0 0/.22)}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
@page{size:A4;margin:37mm 26mm 35mm 28mm}
:root{--paper:#fff;--ink:#000;--soft:#333;--line:#888;--accent:#000;--card:#fff}
body{font-size:12pt;line-height:1.75}
article,.notes{max-width:none;padding:0}
header{padding:0 0 6mm}
h2,h3,h4{break-after:avoid}
tr,.notes li{break-inside:avoid}
.notes{break-before:page}
.notes ol{columns:2;column-gap:8mm}
.notes li{font-size:8.5pt;line-height:1.5;padding:1.5mm 0}
.notes :is(dl,dl div,dt,dd){display:inline;font-size:inherit}
.notes strong{display:block}
dt::after{content:" "}
dd::after{content:"; "}
dl div:last-child dd::after{content:""}
.fig{text-decoration:none}
.back,.about{display:none}
}
`.trim()
