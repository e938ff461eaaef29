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
export const FIELD_TYPES = [
  'text',
  'integer',
  'decimal',
  'money',
  'day',
  'choice',
  'flag',
  'person',
  'org',
  'thing',
  'record',
  'point',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface Field {
  readonly name: Words
  readonly type: FieldType
  readonly choices?: Readonly<Record<string, Words>>
  readonly optional?: boolean
  /** Kind of the thing or record meant, for fields of type thing and record. A record that is named stands at the same organization
   *  or one above, on no later day. */
  readonly of?: string
  /** A retired field keeps its old values readable and is not asked any more. Fields are never renamed or reused. */
  readonly retired?: boolean
  /** First day of the facts of which it is demanded, though it is optional of those before: what is asked anew never makes
   *  an old fact wrong. */
  readonly demanded?: Day
  /** A grade, or what it rests on. It stands in the file of its own subject alone: no list shows it and no measure counts by it. */
  readonly grade?: boolean
  /** What the house knows already: it follows of the thing that the field `of` names, as `as`. Forms offer it instead of asking. */
  readonly known?: { readonly of: string; readonly as: string }
}

export type Fields = Readonly<Record<string, Field>>

/** Who writes a kind of fact: the organization that it is about, an organization that stands above it, the person it names, an
 *  organization of a tier for itself and for what stands below it, or the holder of a post, there or above. At the top of the
 *  tree, where nobody stands above, `above` is another holder of a post than the one who is judged. */
export type Writer =
  | 'own'
  | 'above'
  | 'person'
  | { readonly tier: readonly string[] }
  | { readonly post: readonly string[]; readonly at: 'own' | 'above' }

/** Who writes a kind or a stage, and whether that reports what one did or judges it. The right to write is the right to correct
 *  and to withdraw. A shipped system says it of every kind and stage; what a text of a district's own leaves out may be reported
 *  by the organization itself and by those above (BY_DEFAULT). */
export interface Written {
  readonly by: readonly Writer[]
  /** A judgement is never written, corrected or withdrawn by whom it judges, nor at the hand that reported what it judges. */
  readonly as: 'report' | 'judgement'
  /** Of a judgement: the field with the person who is judged; the organization unless said, with the owner where it is a case. */
  readonly of?: string
  /** Values of a choice field that fewer may write. */
  readonly narrower?: readonly {
    readonly field: string
    readonly values: readonly string[]
    readonly by: readonly Writer[]
  }[]
}

/** What holds of a kind or a stage whose text, of a district's own, does not say who writes it. */
export const BY_DEFAULT = { by: ['own', 'above'], as: 'report' } as const satisfies Written

/** When a fact is complete, though it may be kept before: the fields that must be filled, and the clause that says so.
 *  Conditions ask for it by the field `complete`. */
export interface Complete {
  readonly fields: readonly string[]
  readonly clause: Words
}

/** Something that happens: a record of this kind has these fields, and a roll when people are due. */
export interface RecordKind {
  readonly name: Words
  readonly written: Written
  readonly fields: Fields
  /** First day on which nothing of this kind is recorded any more; what is there stays readable. Kinds are never reused. */
  readonly retired?: Day
  /** Who is due when nothing else is said: all members of the organization on the day, its full members alone (a vote), or
   *  those who are named. On a roll of members nobody else stands. A kind without a roll has no attendance. */
  readonly roll?: 'members' | 'full' | 'named'
  readonly complete?: Complete
  /** Written only by the act that computes or checks it, never from a form or a file of records; nor corrected from there. */
  readonly sealed?: boolean
  /** The duty by which this money is owed for every holder of a post; where nobody held one, paying is refused. */
  readonly pays?: string
  /** The number field that says how many came. Without it the roll says so, where the kind has one. What was held with nobody
   *  there is kept and does not count as held; `false` says that it takes place with nobody. */
  readonly held?: string | false
  /** What makes two records of one organization and day tell of one event: names of fields, and `roll` for who was there.
   *  Unless said, whatever is chosen from a list, and money, and the roll. */
  readonly same?: readonly string[]
  /** A standard in days after the month's end: who missed it makes it up by then; what comes later is made up late. */
  readonly makeUp?: string
}

/** What `same` calls the roll, and what `once` calls the day on which something happened. */
export const ROLL = 'roll'
export const DAY = 'day'

/** A registered thing with dated attributes: a place, an enterprise, a household, a document. */
export interface ThingKind {
  readonly name: Words
  readonly written: Written
  readonly fields: Fields
  readonly retired?: Day
  readonly complete?: Complete
  /** Its things bear common words (a television set, a rule), no names: a masked report leaves them as they are. */
  readonly common?: boolean
}

/** What follows of a thing on a day from the register, its ties and its neighbours: asked by conditions like a field, listed with
 *  its reasons, never typed. */
export type Follows = { readonly name: Words } & (
  | FollowingPeople
  /** A number that follows of each thing of the kind at the same organization, added up where it lies within bounds. */
  | { readonly sum: string; readonly where: Range }
  /** The first form whose conditions hold; the last asks nothing, so that there always is one. */
  | { readonly first: Readonly<Record<string, Form>> }
)

/** How many people: those whom ties of a kind name with the thing, and the members of organizations that ties of a kind name with
 *  it, each once, that are so. */
export interface FollowingPeople {
  readonly people: { readonly tie: string; readonly members?: { readonly tie: string; readonly org?: WhichOrg } }
  readonly who: Who
}

/** A form that follows, with the clause that says so. */
export interface Form {
  readonly name: Words
  readonly where?: Where
  readonly clause: Words
  /** What shows that it is in place, where it is one that is due. */
  readonly met?: Where
}

/** A relation that holds for a time. It belongs to the organization it serves; its fields name the parties. */
export interface TieKind {
  readonly name: Words
  readonly written: Written
  readonly fields: Fields
  readonly retired?: Day
  readonly layered?: Layered
}

/** What goes down from layer to layer passes over none, by a clause; but to departments, wherever below they stand, it goes
 *  at once. */
export interface Layered {
  readonly clause: Words
  readonly departments?: Subjects
}

/** One step on the way of a case, recorded when it is taken. */
export interface Stage {
  readonly name: Words
  readonly written: Written
  /** What is asked at this step, beside a note. */
  readonly fields?: Fields
  /** May be passed over. */
  readonly optional?: boolean
  /** What was reported as done proved false: the case is open again, with a new due day, and goes on with the stage named here. */
  readonly reopens?: string
  /** What it enters in the register: made with it, refused with it, taken back with it. */
  readonly enters?: readonly Entering[]
  /** Days that must lie, or at most may lie, between an earlier stage (or the opening, `open`) and this one. */
  readonly after?: Interval
  /** What must be kept at this step; one beyond it is refused. */
  readonly limits?: readonly Limit[]
}

/** Bounds in days from an earlier stage to a later one, each a standard of strength must or floor. */
export interface Interval {
  readonly stage: string
  readonly atLeast?: string
  readonly atMost?: string
}

/** A value that a stage enters: that of a field of the case or of the stage, as another code where it says so, one that is given,
 *  or the organization that the same stage opens. */
export type Given =
  | { readonly field: string; readonly as?: Readonly<Record<string, string>> }
  | { readonly is: string }
  | { readonly opened: true }

/** What taking a stage enters in the register on its day. Plain texts name fields of the case or of the stage. */
export type Entering =
  /** The person goes over to the organization of the field `to`, or to the one that the text of `called` names;
   *  where that names none of the district, they leave. */
  | { readonly act: 'member.transfer'; readonly person: string; readonly to: string; readonly called?: string }
  /** An organization opens under that of the case. */
  | { readonly act: 'org.open'; readonly name: string; readonly tier: Given; readonly sector: Given }
  | {
      readonly act: 'thing.enter'
      readonly kind: string
      readonly name: string
      readonly body: Readonly<Record<string, Given>>
    }
  /** The thing ends that an earlier stage of the case entered; where that entered none, nothing does. */
  | { readonly act: 'thing.end'; readonly entered: string }
  /** A tie begins that serves the organization of the thing in its body; where a field is empty, none does. */
  | { readonly act: 'tie.enter'; readonly kind: string; readonly body: Readonly<Record<string, Given>> }
  /** The ties of a kind end that name the thing of a field. */
  | { readonly act: 'tie.end'; readonly kind: string; readonly thing: string }

/** Something opened that must be closed. Opening names an owner and a due day; every stage is a record of its own. */
export interface CaseKind {
  readonly name: Words
  /** Who opens it, and who gives it another due day. */
  readonly written: Written
  readonly fields: Fields
  /** An organization answers for it, alone or with a person; unless said either of them does. */
  readonly owned?: 'org'
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

/** A bound that a standard, or another number field of the case and its earlier stages, sets to a number field of an opening
 *  or of a stage; to `due`, in days after the opening. */
export interface Limit {
  readonly field: string
  readonly atLeast?: LimitBound
  readonly atMost?: LimitBound
  /** Binds only openings whose choice fields are so. */
  readonly where?: Readonly<Record<string, string | readonly string[]>>
  /** A text field, such as the approval and its reason: where it is filled, the norm may be passed. A norm that binds without
   *  exception (must, floor) has none, one that leaves room (normally, may) always has one. */
  readonly unless?: string
}
export type LimitBound = string | { readonly field: string }

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
  'month',
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

/** What a condition asks of one field. A list means any of; `has` asks a list field for a member, or for any of several,
 *  `lacks` for none of them. The field `ties` of a thing lists the ties of its organization that name it. `who` asks the
 *  person whom a field names, or a tie that is there, `org` the organization that such a tie names: by the register of the day
 *  on which the fact is judged. `given` asks whether a field is filled at all. */
export type Condition =
  | string
  | boolean
  | number
  | readonly (string | number)[]
  | Range
  | { readonly has: string | readonly string[]; readonly who?: Who; readonly org?: WhichOrg }
  | { readonly lacks: string | readonly string[] }
  | { readonly who: Who }
  | { readonly given: boolean }

/** What is asked of an organization that a tie names. That it stands on the day is always asked. */
export interface WhichOrg {
  readonly tier?: readonly string[]
  readonly sector?: readonly string[]
}

/** What is asked of a person. `kind` is how they belong to the Party that day, full or probationary, wherever it is; `ties` are
 *  those of the fact's organization that name them. */
export type Who = Readonly<Partial<Record<WhoField, Condition>>>
export const WHO_FIELDS = ['occupation', 'education', 'sex', 'nationality', 'age', 'rank', 'kind', 'ties'] as const
export type WhoField = (typeof WHO_FIELDS)[number]

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
    | 'kind'
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
 *  those of them who still have to make it up, those who have in time, those who have too late, and those who have at all: in a
 *  duty each of these on the day on which they did. */
export const ATTENDING = ['present', 'due', 'missed', 'absent', 'made_up', 'made_up_late', 'made_good'] as const
export type Attending = (typeof ATTENDING)[number]

/** Which facts of the register count: those that hold on the period's last day, or those that began in the period,
 *  or those that held on the eve of the organization's latest record of a kind.
 *  Of cases: those opened in the period unless said; all that were opened by its last day, as they stood then; those closed in it
 *  that are closed on its last day.
 *  Of records: those of the period's days unless said; `turn`: those that are for it, whenever they were made. */
export type At = 'day' | 'opened' | 'closed' | 'turn' | { readonly eveOf: string }

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
    | {
        readonly op: 'count'
        /** Count each value of this field once; `day` counts the days of each organization on which something happened. */
        readonly once?: Names | typeof DAY
      }
    | { readonly op: 'sum'; readonly field: Numbers }
    | {
        readonly op: 'people' /** The person field; for records with a roll, everybody present. */
        readonly who?: Names
        /** Of a roll, only those present who are so count. */
        readonly among?: Who
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

/** How a broken month is owed in money: `days`, each day its part of the month; `begun`, a month begun counts whole; a number
 *  from 1 to 31, whole for whom it is owed on that day of the month (or on its last, where it is shorter), and not otherwise. */
export type BrokenMonth = 'days' | 'begun' | number

/** The rule for broken months with the day from which it holds and the clause that says so. */
export interface BrokenRule {
  readonly from: Day
  readonly value: BrokenMonth
  readonly clause: Words
}

export interface Standard {
  readonly title: Words
  readonly unit: Unit
  readonly strength: Strength
  readonly entries: readonly Entry[]
  /** Of money per time: how a month is owed in which a post, an organization or a value begins or ends. */
  readonly broken?: readonly BrokenRule[]
}

/** Who owes: organizations by tier and sector, or the top of the district. */
export interface Subjects<T extends string = string, S extends string = string> {
  readonly tier?: readonly T[]
  readonly sector?: readonly S[]
}

/** Subjects by a figure of their own: those alone whose measure reaches its standard in the turn, or keeps below it: by size,
 *  by a tie that they have or lack. One of which nothing is known counts as nought. */
export interface Sized<MeasureId extends string = string, StandardId extends string = string> {
  readonly measure: MeasureId
  readonly atLeast?: StandardId
  readonly atMost?: StandardId
}

/** The value that a duty asks for; for a standard per time, what falls on the turn; `times` multiplies it month by month.
 *  With `each`, a measure that counts people, it is owed for every one of them: only what names one of them counts. */
export interface Norm<MeasureId extends string = string, StandardId extends string = string> {
  readonly standard: StandardId
  readonly times?: MeasureId
  readonly each?: MeasureId
}

/** A duty as a charter file says it: a value to reach, or a ceiling that is not to be passed. */
export type WrittenDuty<MeasureId extends string = string, StandardId extends string = string> = Turned<
  MeasureId,
  StandardId
> &
  (
    | { readonly atLeast: Norm<MeasureId, StandardId>; readonly atMost?: undefined }
    | { readonly atMost: Omit<Norm<MeasureId, StandardId>, 'each'>; readonly atLeast?: undefined }
  )

/** A duty as it is judged: its norm is the value to reach, or the one that is not to be passed where it is a ceiling. */
export interface Duty extends Turned<string, string> {
  readonly atLeast: Norm
  readonly ceiling: boolean
}

interface Turned<MeasureId extends string, StandardId extends string> {
  readonly title: Words
  readonly who: Subjects & { readonly sized?: Sized<MeasureId, StandardId> }
  readonly every: Length
  /** Calendar months (1 to 12) whose turns are owed, for a duty of a season; every month unless said. Monthly duties only. */
  readonly months?: readonly number[]
  readonly measure: MeasureId
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
  /** The standard that says from which age on one may be a member. */
  readonly leastAge?: string
  /** The standards that say, in months, how long the audit is kept, and how long what was given to others. */
  readonly keeps?: { readonly audit: string; readonly exports: string }
  /** Figures that stand over the board, of this system or of any other, in this order. */
  readonly head?: readonly string[]
  readonly records?: Readonly<Record<string, RecordKind>>
  readonly things?: Readonly<Record<string, ThingKind>>
  readonly ties?: Readonly<Record<string, TieKind>>
  readonly cases?: Readonly<Record<string, CaseKind>>
  /** What follows of things of a kind, of this system or of another: by kind, and by the name under which it is asked. */
  readonly follows?: Readonly<Record<string, Readonly<Record<string, Follows>>>>
  readonly standards?: Readonly<Record<string, Standard>>
  readonly measures?: Readonly<Record<string, Measure>>
  readonly duties?: Readonly<Record<string, WrittenDuty>>
  readonly hours?: Readonly<Record<string, HourRule>>
  readonly appraisals?: Readonly<Record<string, Appraisal>>
  /** Reports that are made from the figures of all systems. */
  readonly templates?: Readonly<Record<string, TemplateText>>
}

/** A measure as the compiler reads it. */
export type Measure = Selected<string, string, string> | Derived<string, string, string, string>
