// What the second reckoner reckons from: the facts of a region as their tables hold them, and nothing that was computed.
import { composed, type Store } from '../../src/store/store.ts'

/** Holds from the first day up to, and without, the second; an open end is null. Days are text: they sort and compare. */
export interface Span {
  readonly from: string
  readonly to: string | null
}

export type OrgFact = Span & {
  id: string
  code: string
  parent: string | null
  tier: string
  sector: string
  model: string
}
export type PersonFact = Span & {
  id: string
  sex: number
  born: string
  nationality: string
  education: number
  occupation: string
  rank: string | null
}
export type MemberFact = Span & { id: string; person: string; org: string; kind: string }
export type PostFact = Span & { id: string; person: string; org: string; post: string; team: string | null }
export type ThingFact = Span & { id: string; opened: string; kind: string; org: string; body: Body }
export type TieFact = Span & { id: string; kind: string; org: string; body: Body }
export type Body = Readonly<Record<string, unknown>>

/** A line as it was told; `org` is the organization in whose name, whoever holds it now. */
export interface RecordFact {
  readonly id: string
  readonly day: string
  readonly kind: string
  readonly org: string
  readonly body: Body
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  readonly madeUp: readonly string[]
  /** When each of those made up was taught, side by side. */
  readonly madeUpOn: readonly (string | null)[]
  /** The turn that it is said to be for. */
  readonly settles: string | null
  /** The line that it corrects, or only withdraws. */
  readonly voids: string | null
}

/** Who takes over from an organization that stands no more from a day on. */
export interface Succession {
  readonly org: string
  readonly day: string
  readonly successor: string
}

export interface Facts {
  readonly orgs: readonly OrgFact[]
  readonly people: readonly PersonFact[]
  readonly memberships: readonly MemberFact[]
  readonly posts: readonly PostFact[]
  readonly things: readonly ThingFact[]
  readonly ties: readonly TieFact[]
  readonly records: readonly RecordFact[]
  readonly successions: readonly Succession[]
  /** Days since which records are kept, by the code of the organization for which the day was set. */
  readonly keptSince: ReadonlyMap<string, string>
}

/** Reads the facts of a region. */
export async function factsOf(store: Store, region: number): Promise<Facts> {
  const span = 'lower(valid)::text as "from", upper(valid)::text as "to"'
  return store.asOwner(region, async tx => {
    const all = <T>(columns: string, table: string) =>
      tx.all(composed<T>(`select ${columns} from ${table} where region = $1 order by id`), [region])
    const kept = await tx.all(
      composed<{ code: string; day: string }>('select code, day::text as day from kept_since where region = $1'),
      [region],
    )
    const successions = await tx.all(
      composed<Succession>('select org, day::text as day, successor from succession where region = $1'),
      [region],
    )
    return {
      successions,
      keptSince: new Map(kept.map(row => [row.code, row.day])),
      orgs: await all<OrgFact>(`id, code, parent, tier, sector, model, ${span}`, 'org'),
      people: await all<PersonFact>(
        `id, sex, born::text as born, nationality, education, occupation, rank, ${span}`,
        'person',
      ),
      memberships: await all<MemberFact>(`id, person, org, kind, ${span}`, 'membership'),
      posts: await all<PostFact>(`id, person, org, post, team, ${span}`, 'post'),
      things: await all<ThingFact>(`id, opened::text as opened, kind, org, body, ${span}`, 'thing'),
      ties: await all<TieFact>(`id, kind, org, body, ${span}`, 'tie'),
      records: await all<RecordFact>(
        `id, day::text as day, kind, coalesce(origin, org) as org, body, present, excused, absent, made_up as "madeUp", made_up_on::text[] as "madeUpOn", settles, voids`,
        'record',
      ),
    }
  })
}
