// Everything that stands at one organization on a day: posts, members in numbers, things and ties, named for the reader.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { byStrokes } from './strokes.ts'

const posts = statement<{
  post: string
  team: string | null
  id: string
  person: string
  english: string
  born: Day
  education: number
  from: Day
  to: Day | null
}>(
  'page.posts',
  `select t.post, t.team, t.person as id, p.name as person, p.english, p.born, p.education, lower(t.valid) as from, upper(t.valid) as to
   from post t join person p on p.region = $1 and p.id = t.person and p.valid @> $3::date
   where t.region = $1 and t.org = $2 and t.valid @> $3::date
   order by array_position($4::text[], t.post), p.name, t.id`,
)
const members = statement<{ members: number }>(
  'page.members',
  'select count(*)::int as members from membership where region = $1 and org = $2 and valid @> $3::date',
)
const things = statement<{
  id: string
  kind: string
  name: string
  english: string
  from: Day
  body: Record<string, unknown>
}>(
  'page.things',
  'select id, kind, name, english, opened as from, body from thing where region = $1 and org = $2 and valid @> $3::date order by kind, opened, id',
)
const ties = statement<{ id: string; kind: string; from: Day; to: Day | null; body: Record<string, unknown> }>(
  'page.ties',
  'select id, kind, lower(valid) as from, upper(valid) as to, body from tie where region = $1 and org = $2 and valid @> $3::date order by kind, lower(valid), id',
)
const parties = statement<{ id: string; zh: string; en: string }>(
  'page.parties',
  `select distinct on (id) id, name as zh, english as en from person where region = $1 and id = any($2::uuid[])
   union all select distinct on (id) id, name, english from thing where region = $1 and id = any($2::uuid[])`,
)

/** Holders of one office follow each other by the strokes of their names, as on every official list. */
function holdersByStrokes<Holder extends { readonly post: string; readonly person: string }>(
  holders: readonly Holder[],
): Holder[] {
  return [...holders].sort((a, b) => (a.post === b.post ? byStrokes(a.person, b.person) : 0))
}

/** What the organization's page shows on a day. */
export async function pageOf(tx: Tx, charter: Charter, org: string, on: Day) {
  const key = [tx.region, org, on]
  const found = await tx.all(ties, key)
  const named = new Set(
    found
      .flatMap(tie => Object.values(tie.body))
      .filter((value): value is string => typeof value === 'string' && value.length === 36),
  )
  const names = new Map<string, Words>(
    (await tx.all(parties, [tx.region, [...named]])).map(row => [row.id, { zh: row.zh, en: row.en }]),
  )
  const kindName = (id: string): Words => charter.kinds.get(id)?.name ?? { zh: id, en: id }
  return {
    posts: holdersByStrokes(await tx.all(posts, [...key, [...charter.posts.keys()]])),
    members: (await tx.one(members, key))?.members ?? 0,
    things: (await tx.all(things, key)).map(thing => ({ ...thing, kindName: kindName(thing.kind) })),
    ties: found.map(tie => ({
      id: tie.id,
      kind: tie.kind,
      kindName: kindName(tie.kind),
      from: tie.from,
      to: tie.to,
      parties: Object.values(tie.body).flatMap(value => names.get(String(value)) ?? []),
    })),
  }
}
