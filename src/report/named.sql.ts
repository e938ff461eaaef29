// Every name that the register knows, with what it names: what a masked report must not show.
import type { Charter } from '../charter/charter.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Named } from './gazetteer.ts'

/** `heads`: its sector is not that of the organization above it, so that the sector's word says what it is. */
const orgs = statement<{ tier: string; sector: string; top: boolean; heads: boolean; names: string[] }>(
  'named.orgs',
  `select (array_agg(org.tier order by org.valid desc))[1] as tier, (array_agg(org.sector order by org.valid desc))[1] as sector,
     bool_and(org.parent is null) as top, bool_or(above.sector is distinct from org.sector) as heads, array_agg(distinct n) as names
   from org left join org as above on above.region = org.region and above.id = org.parent and above.valid && org.valid
     cross join lateral unnest(array[org.name, org.short, org.english] || org.aliases) as n
   where org.region = $1 group by org.id order by min(org.path)`,
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
  const kinds = new Map(charter.systems.flatMap(system => Object.entries(system.things ?? {})))
  const common = [...kinds].flatMap(([id, kind]) => (kind.common ? [id] : []))
  const { tier: tiers = {}, sector: sectors = {} } = charter.vocabulary.codes
  return [
    ...(await tx.all(orgs, [tx.region])).map(({ tier, sector, top, heads, names }): Named => {
      const words = heads ? [sectors[sector], tiers[tier]] : [tiers[tier]]
      return {
        sort: top ? 'top' : 'org',
        kind: heads ? sector : tier,
        words: words.flatMap(word => word ?? []),
        names,
      }
    }),
    ...(await tx.all(people, [tx.region])).map(
      ({ names }): Named => ({ sort: 'person', kind: 'person', words: [], names }),
    ),
    ...(await tx.all(things, [tx.region, common])).map(({ kind, names }): Named => {
      const word = kinds.get(kind)?.name
      return { sort: 'thing', kind, words: word ? [word] : [], names }
    }),
  ]
}
