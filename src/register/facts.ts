// What the register holds, as plain facts in time: the shape in which districts are loaded, generated and exported.
import type { Day } from '../time/day.ts'
import type { Known } from '../time/partial.ts'

/** Holds from the first day up to, and without, the second; an open end is null. */
export interface Span {
  readonly from: Day
  readonly to: Day | null
}

/** One stretch of an organization's life. Several with the same id follow each other when something changes. */
export interface OrgSpan extends Span {
  readonly id: string
  /** Short unique code that people type and addresses carry, letters, digits and hyphens: D, C1, V03. Never reused. */
  readonly code: string
  /** Id of the organization above; null for the top of the district. */
  readonly parent: string | null
  /** Codes that the charter has words for: its tier, its sector, and by which model it is managed. */
  readonly tier: string
  readonly sector: string
  readonly model: string
  /** Full Chinese name as on the seal, the short name for lists, the English name, and every other spelling in use. */
  readonly name: string
  readonly short: string
  readonly english: string
  readonly aliases: readonly string[]
  /** Who took over when it ended, said alike of its whole life; missing where it stands or ended without anybody. */
  readonly successor?: string
}

/** One stretch of what is known of a person. Education by GB/T 4658-2006, nationality by GB/T 3304, sex by GB/T 2261.1. */
export interface PersonSpan extends Span {
  readonly id: string
  readonly name: string
  readonly english: string
  /** The name in Mongolian script, where it is known. */
  readonly mongolian?: string | undefined
  readonly sex: 1 | 2
  readonly born: Day
  /** How much of the day of birth is known, the whole day unless said. Of a month or a year `born` is the last day, so that nobody
   *  is older than is certain. */
  readonly bornKnown?: Known | undefined
  readonly nationality: string
  readonly education: number
  readonly occupation: string
  /** Rank by a code of the charter, such as section; null for others. */
  readonly rank: string | null
}

/** Belongs to an organization as a member; never to two on one day. */
export interface Membership extends Span {
  readonly id: string
  readonly person: string
  readonly org: string
  readonly kind: 'full' | 'probationary'
}

/** Holds an office in an organization. `team` names the leading team to which the office belongs, if any. */
export interface Post extends Span {
  readonly id: string
  readonly person: string
  readonly org: string
  /** Code of a post that the charter declares. */
  readonly post: string
  readonly team: string | null
}

/** One stretch of a thing; its kind and the fields of its body are declared by the charter. */
export interface ThingSpan extends Span {
  readonly id: string
  readonly kind: string
  readonly org: string
  readonly name: string
  readonly english: string
  readonly aliases: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
}

/** A relation that holds for a time and belongs to the organization it serves. */
export interface Tie extends Span {
  readonly id: string
  readonly kind: string
  readonly org: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Who was due at what a record tells, and how it went. Ids of people; `due` is everybody on the other lists together. */
export interface Roll {
  readonly present: readonly string[]
  readonly excused: readonly string[]
  readonly absent: readonly string[]
  /** Absent then, taught later. */
  readonly madeUp: readonly string[]
  /** The days on which they did, by person; nobody said it of those who are not named. */
  readonly madeUpOn?: Readonly<Record<string, Day>> | undefined
}

/** Something that happened. `voids` names the record that this one corrects; with an empty body it only withdraws it. */
export interface RecordLine {
  readonly id: string
  readonly kind: string
  readonly org: string
  readonly day: Day
  readonly body: Readonly<Record<string, unknown>>
  readonly roll?: Roll
  readonly voids?: string
  /** The period that it is for, where that is not the one of its day. */
  readonly for?: string
}

/** An objective of an organization on a measure, with what it carries itself and its parts below. Organizations by code. */
export interface Objective {
  readonly org: string
  readonly year: number
  readonly measure: string
  readonly direction: 'at_least' | 'at_most'
  readonly value: string
  readonly own: string
  readonly parts: readonly Objective[]
}

/** A side of a certificate signed on a day by whoever held the office then; `giver` is null at the top. */
export interface Signing {
  readonly day: Day
  readonly year: number
  readonly giver: string | null
  readonly taker: string
  readonly side: 'giver' | 'taker'
}

/** The author of what came in with the files of a district. */
export const LOADER = 'district load'

/** Everything that makes a district. */
export interface District {
  readonly orgs: readonly OrgSpan[]
  readonly people: readonly PersonSpan[]
  readonly memberships: readonly Membership[]
  readonly posts: readonly Post[]
  readonly things: readonly ThingSpan[]
  readonly ties: readonly Tie[]
  readonly records: readonly RecordLine[]
  /** Sign-in names of the demo accounts; only a ready district has them. */
  readonly accounts: readonly { readonly name: string; readonly person: string }[]
  /** The day on which its clock stands; only a ready district has one. Today is this day then, whatever is recorded. */
  readonly clock?: Day
  /** The day since which its records are kept; without it turns are judged however long ago they were. */
  readonly keptSince?: Day
  /** Objectives and their signatures, in the order in which they were given; only a ready district has them. */
  readonly pledges?: { readonly objectives: readonly Objective[]; readonly signings: readonly Signing[] }
}

/** Since when a district's records may be taken as kept: the year of the earliest that it brings along, or the day of its load. */
export function firstKept({ records }: Pick<District, 'records'>, today: Day): Day {
  const earliest = records.reduce<Day | null>((least, { day }) => (least !== null && least <= day ? least : day), null)
  return earliest === null ? today : (`${earliest.slice(0, 4)}-01-01` as Day)
}
