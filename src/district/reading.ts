// Reads a district from JSON lines: each line one fact, told by its field «fact».
import { refuse } from '../problem/problem.ts'
import type { District } from '../register/facts.ts'

const LISTS = {
  org: 'orgs',
  person: 'people',
  membership: 'memberships',
  post: 'posts',
  thing: 'things',
  tie: 'ties',
  record: 'records',
  account: 'accounts',
} as const satisfies Record<string, keyof District>

/** Puts the facts of all files together. Throws input.file with the first line that is no fact. What a fact says is checked when it is stored. */
export function readDistrict(files: readonly { file: string; text: string }[]): District {
  const district: Record<keyof District, unknown[]> = {
    orgs: [],
    people: [],
    memberships: [],
    posts: [],
    things: [],
    ties: [],
    records: [],
    accounts: [],
  }
  for (const { file, text } of files)
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const fault = (zh: string, en: string): never => refuse('input.file', { file, line: index + 1, why: { zh, en } })
      let fact: { fact?: string }
      try {
        fact = JSON.parse(line)
      } catch {
        return fault('不是有效的 JSON。', 'this is not valid JSON.')
      }
      const list = LISTS[fact.fact as keyof typeof LISTS]
      if (!list)
        fault(
          `“fact”应为 ${Object.keys(LISTS).join('、')} 之一。`,
          `"fact" must be one of ${Object.keys(LISTS).join(', ')}.`,
        )
      const { fact: _fact, ...rest } = fact
      district[list].push(rest)
    }
  return district as unknown as District
}
