// The guide of docs/guide: its pages in both languages as plain Markdown, and the address of each picture.
import type { Root } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Language } from '../problem/problem.ts'

/** The pages in the order of the table of contents; each is a file of that name in every language. */
export const GUIDE = ['secretary', 'organizer', 'department', 'leader', 'auditor', 'notices', 'setup'] as const
export type GuidePage = (typeof GUIDE)[number]

const texts = import.meta.glob<string>('../../docs/guide/*/*.md', { query: '?raw', import: 'default', eager: true })
const pictures = import.meta.glob<string>('../../docs/guide/*/pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
})
const reader = unified().use(remarkParse).use(remarkCjkFriendly)

/** A page of the guide as a tree of Markdown. */
export function guidePage(page: GuidePage, language: Language): Root {
  return reader.parse(texts[`../../docs/guide/${language}/${page}.md`]!)
}

/** Where the browser finds a picture that a page names. */
export function pictureAddress(name: string, language: Language): string | undefined {
  return pictures[`../../docs/guide/${language}/${name}`]
}
