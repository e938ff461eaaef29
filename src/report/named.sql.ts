// Every name that the register knows, with what it names: what a masked report must not show.
import type { Charter } from '../charter/charter.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Named } from './gazetteer.ts'

const orgs = statement<{ id: string; tier: string; sector: string; names: string[] }>(
  'named.orgs',
  `select id, (array_agg(tier order by valid desc))[1] as tier, (array_agg(sector order by valid desc))[1] as sector,
     array_agg(distinct n) as names
   from org cross join lateral unnest(array[name, short, english] || aliases) as n where region = $1 group by id order by min(path)`,
)
const people = statement<{ id: string; names: string[] }>(
  'named.people',
  'select id, array_agg(distinct n) as names from person cross join lateral unnest(array[name, english]) as n where region = $1 group by id order by id',
)
const things = statement<{ id: string; kind: string; names: string[] }>(
  'named.things',
  `select id, (array_agg(kind))[1] as kind, array_agg(distinct n) as names from thing cross join lateral unnest(array[name, english] || aliases) as n
   where region = $1 and kind <> all($2::text[]) group by id order by id`,
)

/** Names of organizations, people and things in all their spellings, former ones too; things that bear common words left out. */
export async function namesKnown(tx: Tx, charter: Charter): Promise<Named[]> {
  const common = charter.systems.flatMap(system =>
    Object.entries(system.things ?? {}).flatMap(([id, kind]) => (kind.common ? [id] : [])),
  )
  return [
    ...(await tx.all(orgs, [tx.region])).map(org => ({
      kind:
        org.sector === 'town' || org.sector === 'state_farm'
          ? org.tier === 'committee'
            ? org.sector
            : 'branch'
          : org.sector,
      names: org.names,
    })),
    ...(await tx.all(people, [tx.region])).map(person => ({ kind: 'person', names: person.names })),
    ...(await tx.all(things, [tx.region, common])).map(thing => ({ kind: thing.kind, names: thing.names })),
  ]
}
