// The language of norms: what a charter file may say. Data only; a charter file holds no functions.
import type { Day } from '../time/day.ts'
import type { Length } from '../time/period.ts'

/** A text in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** What a field holds. Money is yuan with at most two decimals and travels as text, so that it stays exact.
 *  A point is longitude and latitude in decimal degrees; it is offered and never demanded. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'day'
  | 'choice'
  | 'flag'
  | 'person'
  | 'org'
  | 'thing'
  | 'point'

export interface Field {
  readonly name: Words
  readonly type: FieldType
  readonly choices?: Readonly<Record<string, Words>>
  readonly optional?: boolean
  /** Kind of the thing meant, for fields of type thing. */
  readonly of?: string
  /** A retired field keeps its old values readable and is not asked any more. Fields are never renamed or reused. */
  readonly retired?: boolean
  /** A grade, or what it rests on. It stands in the file of its own subject alone: no list shows it and no measure counts by it. */
  readonly grade?: boolean
}

export type Fields = Readonly<Record<string, Field>>

/** Something that happens: a record of this kind has these fields, and a roll when people are due. */
export interface RecordKind {
  readonly name: Words
  readonly fields: Fields
  /** First day on which nothing of this kind is recorded any more; what is there stays readable. Kinds are never reused. */
  readonly retired?: Day
  /** Who is due when nothing else is said; a kind without a roll has no attendance. */
  readonly roll?: 'members' | 'named'
  /** Written only by the act that computes or checks it, never from a form or a file of records; nor corrected from there. */
  readonly sealed?: boolean
  /** The duty by which this money is owed for every holder of a post; where nobody held one, paying is refused. */
  readonly pays?: string
}

/** A registered thing with dated attributes: a place, an enterprise, a household, a document. */
export interface ThingKind {
  readonly name: Words
  readonly fields: Fields
  readonly retired?: Day
  /** Its things bear common words (a television set, a rule), no names: a masked report leaves them as they are. */
  readonly common?: boolean
}

/** A relation that holds for a time. It belongs to the organization it serves; its fields name the parties. */
export interface TieKind {
  readonly name: Words
  readonly fields: Fields
  readonly retired?: Day
}

/** One step on the way of a case, recorded when it is taken. */
export interface Stage {
  readonly name: Words
  /** What is asked at this step, beside a note. */
  readonly fields?: Fields
  /** May be passed over. */
  readonly optional?: boolean
  /** What was reported as done proved false: the case is open again, with a new due day, and goes on with the stage named here. */
  readonly reopens?: string
}

/** Something opened that must be closed. Opening names an owner and a due day; every stage is a record of its own. */
export interface CaseKind {
  readonly name: Words
  readonly fields: Fields
  readonly retired?: Day
  /** The stages after opening, in order; the last one that does not reopen closes. */
  readonly stages: Readonly<Record<string, Stage>>
  /** Fields by which two cases of one organization are the same matter: opened again after closing, it is repeated. */
  readonly same?: readonly string[]
  /** What must be kept at the opening; a case beyond it is refused. */
  readonly limits?: readonly Limit[]
  /** A standard in days: a case that has been open for longer stands out in every list, though it may not be due yet. */
  readonly alert?: string
}

/** A bound that a standard of strength must or floor sets to a number field of a case; to `due`, in days after the opening. */
export interface Limit {
  readonly field: string
  readonly atLeast?: string
  readonly atMost?: string
}

/** What a condition may ask of a case beside its fields: of any, how it stood on the day (`at: 'day'`), or how it was closed (`at: 'closed'`). */
export const CASE_ASKS = {
  opened: ['repeated'],
  day: ['repeated', 'reopened', 'stage', 'state', 'overdue'],
  closed: ['repeated', 'reopened', 'late'],
} as const
export type CaseAsk = (typeof CASE_ASKS)[keyof typeof CASE_ASKS][number]

/** Codes of units. The part after the slash is the time over which a standard is owed. */
export const UNITS = [
  'organization',
  'person',
  'attendance',
  'document',
  'day',
  'day/month',
  'yuan',
  'yuan/year',
  'yuan/month',
  'book',
  'm2',
  'activity',
  'activity/year',
  'activity/quarter',
  'activity/month',
  'enterprise',
  'percent',
  'point',
  'year',
  'animal',
  'household',
  'level',
  'item',
  'use/month',
  'hour',
  'hour/year',
] as const
export type Unit = (typeof UNITS)[number]

/** A bound: a number, or the id of a standard, whose value on the fact's own day counts. */
export type Bound = number | string

/** Bounds of one field, all of which must hold. */
export interface Range {
  readonly atLeast?: Bound
  readonly atMost?: Bound
  readonly below?: Bound
}

/** What a condition asks of one field. A list means any of; `has` asks a list field for a member, or for any of several.
 *  The field `ties` of a thing lists the ties of its organization that name it. */
export type Condition =
  | string
  | boolean
  | number
  | readonly (string | number)[]
  | Range
  | { readonly has: string | readonly string[] }

export type Where = Readonly<Record<string, Condition>>

/** The register's own sources, beside the kinds that systems declare. */
export type RegisterSource = 'orgs' | 'members' | 'posts'

/** Fields of the register's facts. Education is the code of GB/T 4658-2006: smaller is higher (30 college, 60 senior high school). */
export interface RegisterFields {
  readonly orgs: 'tier' | 'sector' | 'model' | 'ties'
  /** `ties` are those of the organization that name the person. */
  readonly members:
    | 'person'
    | 'occupation'
    | 'education'
    | 'sex'
    | 'nationality'
    | 'age'
    | 'rank'
    | 'tier'
    | 'sector'
    | 'ties'
  readonly posts:
    | 'person'
    | 'post'
    | 'team'
    | 'occupation'
    | 'education'
    | 'sex'
    | 'nationality'
    | 'age'
    | 'rank'
    | 'tier'
    | 'sector'
    | 'ties'
}

/** Who of a roll counts: those present, all who were due, those who missed it,
 *  those of them who still have to make it up, and those who have. */
export type Attending = 'present' | 'due' | 'missed' | 'absent' | 'made_up'

/** Which facts of the register count: those that hold on the period's last day, or those that began in the period,
 *  or those that held on the eve of the organization's latest record of a kind.
 *  Of cases: those opened in the period unless said; all that were opened by its last day, as they stood then; those closed in it. */
export type At = 'day' | 'opened' | 'closed' | { readonly eveOf: string }

interface Titled {
  readonly title: Words
  readonly unit: Unit
  /** Decimals shown; 0 unless said. Rounding is half away from zero, at the last step only. */
  readonly digits?: number
}

interface Selecting<Over extends string, Names extends string> {
  readonly over: Over
  readonly where?: Readonly<Partial<Record<Names | 'tier' | 'sector', Condition>>>
  readonly at?: At
  /** Count over so many years up to the period's end, instead of the period alone. */
  readonly years?: number
}

/** One measure over one source: `Names` are the fields that conditions may ask, `Numbers` those that add up. */
export type Selected<Over extends string, Names extends string, Numbers extends string> = Titled &
  Selecting<Over, Names> &
  (
    | { readonly op: 'count' /** Count each value of this field once. */; readonly once?: Names }
    | { readonly op: 'sum'; readonly field: Numbers }
    | {
        readonly op: 'people' /** The person field; for records with a roll, everybody present. */
        readonly who?: Names
      }
    | { readonly op: 'attendances'; readonly of?: Attending }
    | { readonly op: 'presence' }
    | { readonly op: 'share'; readonly part: Readonly<Partial<Record<Names | 'tier' | 'sector', Condition>>> }
    | { readonly op: 'average'; readonly field: Numbers }
    | { readonly op: 'latest'; readonly field: Numbers }
  )

/** A measure that reads other declarations instead of facts. */
export type Derived<
  MeasureId extends string,
  StandardId extends string,
  RecordId extends string,
  ThingId extends string,
> = Titled &
  (
    | { readonly op: 'difference'; readonly of: readonly [MeasureId, MeasureId] }
    | { readonly op: 'standard'; readonly standard: StandardId; readonly take: 'before' | 'change' }
    | {
        readonly op: 'utilization'
        /** The things used, the kinds of record that use them (by their field of type thing), and the standard of full use. */
        readonly of: ThingId
        readonly by: readonly RecordId[]
        readonly field: string
        readonly per: StandardId
        readonly where?: Where
      }
  )

/** How strongly a norm speaks: 必须 must, 不少于 floor, 一般 normally, 可以 may. Only must and floor can be violated. */
export type Strength = 'must' | 'floor' | 'normally' | 'may'

/** A value with the day from which it holds and the clause that says so. */
export interface Entry {
  readonly from: Day
  readonly value: number
  readonly clause: Words
}

export interface Standard {
  readonly title: Words
  readonly unit: Unit
  readonly strength: Strength
  readonly entries: readonly Entry[]
}

/** Who owes: organizations by tier and sector, or the top of the district. */
export interface Subjects<T extends string = string, S extends string = string> {
  readonly tier?: readonly T[]
  readonly sector?: readonly S[]
}

/** Who owes what, how often, how much. */
export interface Duty<MeasureId extends string = string, StandardId extends string = string> {
  readonly title: Words
  readonly who: Subjects
  readonly every: Length
  /** Calendar months (1 to 12) whose turns are owed, for a duty of a season; every month unless said. Monthly duties only. */
  readonly months?: readonly number[]
  readonly measure: MeasureId
  /** The value to reach; for a standard per time, what falls on the turn; `times` multiplies it month by month.
   *  With `each`, a measure that counts people, it is owed for every one of them: only what names one of them counts. */
  readonly atLeast: { readonly standard: StandardId; readonly times?: MeasureId; readonly each?: MeasureId }
  /** The day from which it is owed; the standard must have a value by then. */
  readonly from: Day
  /** The day from which it is owed no more. */
  readonly to?: Day
  /** Days after the turn's end in which it may still be done and entered. */
  readonly grace: number
}

/** Class hours of a person: which records count, by a field of theirs or by a standard, and how many are owed a year. */
export interface HourRule<RecordId extends string = string, StandardId extends string = string> {
  readonly title: Words
  readonly counts: readonly {
    readonly over: RecordId
    /** The field that holds the hours. */
    readonly field?: string
    /** Hours that count where the field is absent or empty: half a day, a day. */
    readonly standard?: StandardId
  }[]
  /** Who owes how many a year; the first that fits a person counts. Conditions ask rank, post and occupation. */
  readonly norms: readonly { readonly who: PersonWho; readonly standard: StandardId }[]
}

/** People by what the register says of them on a day; what is left open fits everybody. */
export interface PersonWho {
  readonly rank?: readonly string[]
  readonly post?: readonly string[]
}

/** What an appraisal weighs: a measure against its full mark, a duty by the share of its turns that were kept, an objective
 *  by how far it is reached; for a person class hours against their norm, or records that name the person. */
export type Evidence =
  | { readonly measure: string; readonly full: Bound }
  | { readonly duty: string }
  | { readonly pledge: string }
  | { readonly hours: string }
  | { readonly records: string; readonly full: Bound }

export interface Criterion {
  readonly title: Words
  readonly weight: number
  readonly by: Evidence
}

/** A rating that the evidence suggests from a share of the full mark (0 to 100) on; an officer confirms or changes it. */
export interface Band {
  readonly name: Words
  readonly from: number
  readonly clause: Words
}

/** An appraisal of one organization or one person over a turn. It goes to their own file; nobody is compared with anybody. */
export interface Appraisal {
  readonly title: Words
  readonly of: 'orgs' | 'people'
  readonly who: Subjects & PersonWho
  readonly every: Length
  readonly from: Day
  readonly clause: Words
  readonly criteria: Readonly<Record<string, Criterion>>
  /** From the best down; the last begins at 0. */
  readonly bands: Readonly<Record<string, Band>>
}

/** Figures to look at beside reading them: people by age on two sides, one figure by organization, what was owed and done turn by turn. */
export type Chart = { readonly id: string; readonly title: Words } & (
  | {
      readonly form: 'pyramid'
      readonly sides: readonly [Words, Words]
      /** From the oldest down; for each side the measure that counts it. */
      readonly bands: readonly { readonly name: Words; readonly of: readonly [string, string] }[]
    }
  | { readonly form: 'below'; readonly measure: string; readonly standard: string }
  | { readonly form: 'turns'; readonly duty: string }
)

/** What a post may open in the subtree of its organization. Reading is what row-level security grants; the others ask for a post. */
export const VERBS = {
  read: { zh: '查看', en: 'look' },
  record: { zh: '记录', en: 'record' },
  register: { zh: '改名册', en: 'change the register' },
  report: { zh: '报告', en: 'reports' },
  ballot: { zh: '民主推荐', en: 'recommendations' },
  pledge: { zh: '责任状', en: 'pledges' },
  charter: { zh: '章程', en: 'the charter' },
  appraise: { zh: '考核', en: 'appraisal' },
  audit: { zh: '审计', en: 'audit' },
  account: { zh: '账号管理', en: 'accounts' },
} as const satisfies Readonly<Record<string, Words>>
export type Verb = keyof typeof VERBS

/** A post that people hold in an organization. They are declared in the order in which lists show their holders. */
export interface Office {
  readonly name: Words
  /** One holder at a time in an organization. */
  readonly sole?: boolean
  /** Its holder signs for the organization; one post of a charter, and a sole one. */
  readonly signs?: boolean
  /** What its holder may do; a post without it opens nothing. */
  readonly may?: readonly Verb[]
}

/** A report as its text is kept: what it is called, its title, and its text in one language or both, with directives in the place of numbers. */
export interface TemplateText {
  readonly name: Words
  /** May name the organization and the period. */
  readonly title: Words
  readonly text: Partial<Words>
}

/** What the register's sources, fields and codes are called: for each field its word, and the words of its codes.
 *  The words of groups stand under the field `group`. */
export interface Vocabulary {
  readonly fields: Readonly<Record<string, Words>>
  readonly codes: Readonly<Record<string, Readonly<Record<string, Words>>>>
}

/** A system with its parts untyped: what the compiler reads, from TypeScript and YAML alike. */
export interface System {
  readonly id: string
  readonly name: Words
  readonly group: string
  readonly clause: Words
  /** Words that this system gives to the register; a later one adds to an earlier one. */
  readonly vocabulary?: Partial<Vocabulary>
  /** Posts that people hold; the words of the field `post` follow from them. */
  readonly posts?: Readonly<Record<string, Office>>
  /** Figures that stand over the board, of this system or of any other, in this order. */
  readonly head?: readonly string[]
  readonly records?: Readonly<Record<string, RecordKind>>
  readonly things?: Readonly<Record<string, ThingKind>>
  readonly ties?: Readonly<Record<string, TieKind>>
  readonly cases?: Readonly<Record<string, CaseKind>>
  readonly standards?: Readonly<Record<string, Standard>>
  readonly measures?: Readonly<Record<string, Measure>>
  readonly duties?: Readonly<Record<string, Duty>>
  readonly hours?: Readonly<Record<string, HourRule>>
  readonly appraisals?: Readonly<Record<string, Appraisal>>
  /** Reports that are made from the figures of all systems. */
  readonly templates?: Readonly<Record<string, TemplateText>>
}

/** A measure as the compiler reads it. */
export type Measure = Selected<string, string, string> | Derived<string, string, string, string>
