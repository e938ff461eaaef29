// The guide: every page in both languages, every picture that a page names there and small, none left over.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const folder = (language: string) => join(ROOT, 'docs', 'guide', language)
const pages = (language: string) => readdirSync(folder(language)).filter(name => name.endsWith('.md'))
const text = (language: string, page: string) => readFileSync(join(folder(language), page), 'utf8')
const LANGUAGES = ['zh', 'en']

interface Node {
  readonly type: string
  readonly url?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}
const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)]
const parts = (language: string, page: string) => nodes(unified().use(remarkParse).parse(text(language, page)) as Node)
const named = (language: string) =>
  pages(language).flatMap(page => parts(language, page).filter(node => node.type === 'image'))

describe('the guide', () => {
  test('has every page that is offered, and no other, in both languages', () => {
    const offered = /GUIDE = \[(.*?)\]/.exec(readFileSync(join(ROOT, 'src', 'web', 'guide.ts'), 'utf8'))![1]!
    const names = [...offered.matchAll(/'(\w+)'/g)].map(([, name]) => `${name}.md`).sort()
    expect(names.length).toBeGreaterThan(5)
    for (const language of LANGUAGES) expect(pages(language).sort()).toEqual(names)
  })

  test('shows pictures that are there, the same in both languages, each with words for whoever does not see it', () => {
    const [chinese, english] = LANGUAGES.map(language => named(language).map(node => node.url!))
    expect(chinese!.length).toBeGreaterThan(15)
    expect(chinese).toEqual(english)
    for (const language of LANGUAGES) {
      expect(named(language).filter(node => !node.alt)).toEqual([])
      expect(named(language).filter(node => !existsSync(join(folder(language), node.url!)))).toEqual([])
    }
  })

  test('keeps no picture that no page shows, and all of them small', () => {
    const all = LANGUAGES.flatMap(language => {
      const used = new Set(named(language).map(node => node.url))
      const files = readdirSync(join(folder(language), 'pictures')).map(name => `pictures/${name}`)
      expect(files.filter(name => !used.has(name))).toEqual([])
      return files.map(name => statSync(join(folder(language), name)).size)
    })
    expect(Math.max(...all)).toBeLessThanOrEqual(60_000)
    expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_000_000)
  })

  test('is written in what the page of the guide can show', () => {
    const shown = readFileSync(join(ROOT, 'src', 'web', 'parts', 'Markdown.tsx'), 'utf8')
    const known = new Set(['root', ...[...shown.matchAll(/case '(\w+)'/g)].map(([, type]) => type!)])
    const odd = LANGUAGES.flatMap(language =>
      pages(language).flatMap(page => [
        ...parts(language, page)
          .filter(node => !known.has(node.type))
          .map(node => `${language}/${page}: ${node.type}`),
        ...(/^\|/m.test(text(language, page)) ? [`${language}/${page}: a table`] : []),
      ]),
    )
    expect(odd).toEqual([])
  })
})
