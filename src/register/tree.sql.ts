// The tree one level at a time, and organizations by what people type: costs grow with what is shown, not with the tree.

import type { Words } from '../charter/language.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { findingWord, findingWords } from './finding.ts'
import { orgWords } from './name.ts'
import { COLUMNS, isId, type Org } from './organization.sql.ts'
import type { Placed } from './places.ts'
import type { OrgRow, TreeRow } from './register.api.ts'

interface Line extends Org {
  /** Code of the organization above, if the reader may see it. */
  readonly above: string | null
  readonly below: number
}

/** Above every word that begins as asked; no text holds this sign. */
const BEYOND = '\u{10ffff}'
/** So many stretches that stood outside the tree of a day are shown beside its root. */
const STRAYED = 1000
/** So many words are looked at before the best organizations are chosen. */
const LOOKED_AT = 200

const ABOVE = '(select a.code from org a where a.region = $1 and a.id = o.parent order by a.valid limit 1) as above'
const LINE = `${COLUMNS}, ${ABOVE},
  (select count(*)::int from org c where c.region = $1 and c.parent = o.id and c.valid @> $2::date) as below`

const children = statement<Line>(
  'tree.children',
  `select ${LINE} from org o where o.region = $1 and o.valid @> $2::date and o.parent = $3 order by o.path`,
)
const whole = statement<Line>(
  'tree.whole',
  `select ${LINE} from org o where o.region = $1 and o.valid @> $2::date and o.path > $3 and o.path < left($3, -1) || '0' order by o.path`,
)
const root = statement<{ path: string | null; seat: string }>(
  'tree.root',
  `select (select path from org r where r.region = $1 and r.id = o.id and r.valid @> $2::date) as path, o.seat
   from org o where o.region = $1 order by o.seat limit 1`,
)
// Whoever stood elsewhere than below the root of that day has moved since: only such stretches have a place that is not their seat.
const tops = statement<Line>(
  'tree.tops',
  `select ${LINE} from (
     select * from org where region = $1 and path = $3
     union all (select * from org where region = $1 and path <> seat and (path < $3 or path >= left($3, -1) || '0') order by seat limit ${STRAYED})) o
   where o.region = $1 and o.valid @> $2::date
     and not exists (select from org p where p.region = $1 and p.id = o.parent and p.valid @> $2::date)
   order by o.path`,
)
const coded = statement<Line>(
  'tree.coded',
  `select ${LINE} from org o where o.region = $1 and o.valid @> $2::date and (o.code = any($3::text[]) or o.id = any($4::uuid[])) order by o.path`,
)
const called = statement<Line>(
  'tree.called',
  `select ${LINE} from org o
   join (select w.org, min(w.word) as word from
           (select org, word from org_word where region = $1 and word >= $3 and word < $3 || '${BEYOND}' order by word limit ${LOOKED_AT}) w
         group by w.org) w on w.org = o.id
   where o.region = $1 and o.valid @> $2::date
     and not exists (select from unnest($4::text[]) as part where not exists (
       select from org_word other where other.region = $1 and other.org = o.id and other.word >= part and other.word < part || '${BEYOND}'))
   order by lower(o.code) = any($4 || $3) desc, length(w.word), o.path limit $5`,
)
const names = statement<{ code: string; short: string; english: string }>(
  'tree.names',
  'select code, short, english from org where region = $1 and code = any($3::text[]) and valid @> $2::date',
)
const newest = statement<{ code: string; short: string; english: string }>(
  'tree.newest',
  'select distinct on (code) code, short, english from org where region = $1 and code = any($2::text[]) order by code, valid desc',
)
const parents = statement<{ id: string; above: string }>(
  'tree.parents',
  'select distinct id, code as above from org where region = $1 and id = any($2::uuid[])',
)
const clearWords = statement('tree.clear_words', 'delete from org_word where region = $1 and org = any($2::uuid[])')
const writeWords = statement(
  'tree.write_words',
  'insert into org_word (region, org, word, seat) select $1, * from unnest($2::uuid[], $3::text[], $4::text[])',
)

/** The organizations directly below one on a day, in tree order. */
export function childrenOf(tx: Tx, org: string, on: Day): Promise<Line[]> {
  return tx.all(children, [tx.region, on, org])
}

/** The organizations at the top of what the reader may see on a day: one, and what then stood elsewhere. */
export async function topsOn(tx: Tx, on: Day): Promise<Line[]> {
  const first = await tx.one(root, [tx.region, on])
  return first ? tx.all(tops, [tx.region, on, first.path ?? first.seat]) : []
}

/** Everything below an organization on a day, or the whole tree, in tree order. */
export function wholeOn(tx: Tx, above: Pick<Org, 'path'> | null, on: Day): Promise<Line[]> {
  return tx.all(whole, [tx.region, on, above?.path ?? '/'])
}

/** The organizations of these codes or ids on a day; those that did not stand are left out. */
export function codedOn(tx: Tx, codes: readonly string[], on: Day): Promise<Line[]> {
  return tx.all(coded, [tx.region, on, codes, codes.filter(isId)])
}

/** The organizations on a day that answer to a text: every part of it begins a word of theirs, the longest part first of all.
 *  Closest words come first. */
export function calledOn(tx: Tx, text: string, on: Day, limit: number): Promise<Line[]> {
  const [longest, ...others] = text
    .split(/\s+/)
    .map(findingWord)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
  return longest ? tx.all(called, [tx.region, on, longest, others, limit]) : Promise.resolve([])
}

/** Lines as the wire shows them, each with the names of those above it. */
export async function treeRows(tx: Tx, lines: readonly Line[], on: Day): Promise<TreeRow[]> {
  const codes = [...new Set(lines.flatMap(line => codesAbove(line)))]
  const known = new Map((await tx.all(names, [tx.region, on, codes])).map(row => [row.code, row]))
  return lines.map(line => ({
    ...orgRow(line, line.above),
    below: line.below,
    way: codesAbove(line).flatMap(code => {
      const one = known.get(code)
      return one ? { code, name: inWords(one) } : []
    }),
  }))
}

/** What organizations are called, or were called last. */
export async function namesOf(tx: Tx, codes: readonly string[]): Promise<{ code: string; name: Words }[]> {
  return (await tx.all(newest, [tx.region, codes])).map(row => ({ code: row.code, name: inWords(row) }))
}

/** Stretches as the wire shows them, each with the code of the organization above. */
export async function orgRows(tx: Tx, orgs: readonly Org[]): Promise<OrgRow[]> {
  const codes = new Map(
    (await tx.all(parents, [tx.region, orgs.flatMap(org => org.parent ?? [])])).map(row => [row.id, row.above]),
  )
  return orgs.map(org => orgRow(org, (org.parent && codes.get(org.parent)) || null))
}

/** Keeps the words by which organizations are found, under every name they ever had. `ids` may name some that are no more. */
export async function keepWords(
  tx: Tx,
  placed: ReadonlyMap<string, Placed>,
  ids: Iterable<string> = placed.keys(),
): Promise<void> {
  const rows = [...placed].flatMap(([org, { seat, stretches }]) =>
    [...new Set(stretches.flatMap(findingWords))].map(word => ({ org, word, seat })),
  )
  await tx.run(clearWords, [tx.region, [...ids]])
  await tx.run(writeWords, [tx.region, rows.map(row => row.org), rows.map(row => row.word), rows.map(row => row.seat)])
}

/** Codes of the organizations above one, from the top. */
export function codesAbove(line: Pick<Org, 'path'>): string[] {
  return line.path.split('/').slice(1, -2)
}

function inWords(org: { readonly short: string; readonly english: string }): Words {
  return orgWords(org)
}

function orgRow(org: Org, parent: string | null): OrgRow {
  return {
    id: org.id,
    code: org.code,
    parent,
    name: org.name,
    short: org.short,
    english: org.english,
    tier: org.tier,
    sector: org.sector,
    model: org.model,
    from: org.from,
    to: org.to,
  }
}
