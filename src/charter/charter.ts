// The compiled charter: everything that the systems declare, by id, proved to fit together.
import type { Language } from '../problem/problem.ts'
import type { Day } from '../time/day.ts'
import type { FieldRow } from './charter.api.ts'
import {
  type Appraisal,
  type CaseKind,
  type Complete,
  type Duty,
  type Field,
  type Fields,
  type Follows,
  type HourRule,
  type Layered,
  type Measure,
  type Office,
  type RecordKind,
  ROLL,
  type Standard,
  type System,
  type TemplateText,
  type ThingKind,
  type TieKind,
  type Vocabulary,
  type Words,
  type Written,
} from './language.ts'
import type { Template } from './template.ts'

/** A kind of fact. Opening a case and each of its stages are records; the case itself is what they tell together. */
export interface Kind {
  readonly id: string
  readonly form: 'record' | 'thing' | 'tie' | 'case'
  readonly system: System
  readonly name: Words
  readonly fields: Fields
  /** Who writes it, and with it corrects and withdraws it. */
  readonly written: Written
  readonly roll: RecordKind['roll'] | null
  /** Written only by the act that computes or checks it. */
  readonly sealed: boolean
  /** The duty that pays the holders of posts in this kind. */
  readonly pays: string | null
  /** What says that somebody was there: the roll, or a number field; null where nothing does. */
  readonly held: string | null
  /** What makes two records of one day the same event: names of fields, and the roll; null for what is chosen. */
  readonly same: readonly string[] | null
  /** The standard that says in how many days after the month's end it is to be made up. */
  readonly makeUp: string | null
  /** First day on which nothing of this kind is recorded any more. */
  readonly retired: Day | null
  /** When a fact of the kind is complete; null where the charter does not say. */
  readonly complete: Complete | null
  /** Whether no layer is passed over; null where one may be. */
  readonly layered: Layered | null
  /** For the record of a stage: the case kind and what the stage does to a case. */
  readonly stage: { readonly of: string; readonly name: string; readonly does: StageDoes } | null
}

/** A stage goes one step on, closes the case, opens it again, or only gives it another due day or another owner. */
export type StageDoes = 'step' | 'close' | 'reopen' | 'extend' | 'hand'

export interface Declared<T> {
  readonly id: string
  readonly system: System
  readonly is: T
}

export interface Charter {
  readonly systems: readonly System[]
  readonly kinds: ReadonlyMap<string, Kind>
  /** What follows of things, by kind and by name, in the order in which it was declared. */
  readonly follows: ReadonlyMap<string, Readonly<Record<string, Follows>>>
  readonly measures: ReadonlyMap<string, Declared<Measure>>
  readonly standards: ReadonlyMap<string, Declared<Standard>>
  readonly duties: ReadonlyMap<string, Declared<Duty>>
  readonly hours: ReadonlyMap<string, Declared<HourRule>>
  readonly appraisals: ReadonlyMap<string, Declared<Appraisal>>
  /** The reports, each with what was read in the languages it is written in. */
  readonly templates: ReadonlyMap<string, Declared<TemplateText> & { readonly texts: Texts }>
  /** The posts of the register in the order of their declaration. */
  readonly posts: ReadonlyMap<string, Office>
  /** The standard of the age from which one may be a member; null where no system says one. */
  readonly leastAge: Declared<Standard> | null
  /** The standards of how long the audit is kept, and what was given to others; null where no system says it. */
  readonly keeps: { readonly audit: Declared<Standard>; readonly exports: Declared<Standard> } | null
  /** The words of the register, from all systems together. */
  readonly vocabulary: Vocabulary
}

/** A template in one language or both. */
export type Texts = Readonly<Partial<Record<Language, Template>>>

/** True for a post that only one person can hold in an organization at a time. */
export function isSole(charter: Charter, post: string): boolean {
  return charter.posts.get(post)?.sole ?? false
}

/** The post whose holder signs for an organization, by its code; empty where nobody does. */
export function signingPost(charter: Charter): string {
  return [...charter.posts].find(([, office]) => office.signs)?.[0] ?? ''
}

/** Excuses one turn of a duty: the turn in which the record's day lies, or the one that it is for. Every charter has it. */
export const EXCUSE = 'duty.excuse'

/** Frees from a duty in every turn that begins from the record's day until the last day named. Every charter has it. */
export const EXEMPT = 'duty.exempt'

/** Says that two records which look alike tell of two events. Every charter has it. */
export const BOTH = 'record.both'

/** Count the duties excused and exempted from, so that they are settled like everything else. */
export const EXCUSES = 'duty.excuses'
export const EXEMPTIONS = 'duty.exemptions'

/** A fault in a charter file: where, and what in both languages. The path leads to the part of the system that is meant. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly path?: readonly string[]
  readonly zh: string
  readonly en: string
}

/** A system with the file it came from and the line on which each of its parts stands; for a text of several lines, the line of one of them. */
export interface Sourced {
  readonly file: string
  readonly system: System
  readonly lineOf: (path: readonly string[], within?: number) => number
}

/** The stages that every case has beside those of its kind: another due day, and another owner, each with the reason. */
export const EXTENDED = 'extended'
export const HANDED = 'handed_over'
const BESIDE: Readonly<Record<string, Words>> = {
  [EXTENDED]: { zh: '延期', en: 'extended' },
  [HANDED]: { zh: '移交', en: 'handed over' },
}
/** How a case stands before its first stage. */
export const OPENED = 'open'

const DUE: Field = { name: { zh: '时限', en: 'Due day' }, type: 'day' }
const CASE: Field = { name: { zh: '事项编号', en: 'Case' }, type: 'text' }
const NOTE: Field = { name: { zh: '说明', en: 'Note' }, type: 'text', optional: true }
const REASON: Field = { name: { zh: '理由', en: 'Reason' }, type: 'text' }

/** Every case is owned by a person, an organization, or both, and has a day by which it is to be closed. */
const OWNER: Readonly<Record<'owner' | 'owner_org', Field>> = {
  owner: { name: { zh: '责任人', en: 'Owner' }, type: 'person', optional: true },
  owner_org: { name: { zh: '责任单位', en: 'Owning organization' }, type: 'org', optional: true },
}
const CASE_FIELDS: Readonly<Record<string, Field>> = { ...OWNER, due: DUE }

/** The owner's fields of a case kind: where an organization must answer for it, that is demanded. */
function ownerOf({ owned }: CaseKind): typeof OWNER {
  return owned === 'org' ? { ...OWNER, owner_org: { ...OWNER.owner_org, optional: false } } : OWNER
}

const STAGE_FIELDS: Readonly<Record<StageDoes, Readonly<Record<string, Field>>>> = {
  step: { case: CASE, note: NOTE },
  close: { case: CASE, note: NOTE },
  reopen: { case: CASE, due: DUE, reason: REASON, note: NOTE },
  extend: { case: CASE, due: DUE, reason: REASON },
  hand: { case: CASE, ...OWNER, reason: REASON },
}

/** Names that a case kind or a stage may not give to a field of its own. */
export const CASE_RESERVED: ReadonlySet<string> = new Set([
  ...Object.keys(CASE_FIELDS),
  ...Object.keys(STAGE_FIELDS.reopen),
])

/** What each stage of a case kind does; the last one that does not reopen closes. Extending and handing over come last. */
export function stagesOf(kind: CaseKind): Map<string, StageDoes> {
  const names = Object.keys(kind.stages)
  const closing = names.findLast(name => kind.stages[name]!.reopens === undefined)
  return new Map([
    ...names.map((name): [string, StageDoes] => [
      name,
      kind.stages[name]!.reopens !== undefined ? 'reopen' : name === closing ? 'close' : 'step',
    ]),
    [EXTENDED, 'extend'],
    [HANDED, 'hand'],
  ])
}

/** What a stage of a case kind is called. */
export function stageWords(kind: CaseKind, stage: string): Words {
  return kind.stages[stage]?.name ?? BESIDE[stage] ?? { zh: '已立项', en: 'opened' }
}

/** The case kind with this id; every kind of form case has one. */
export function caseKindOf(kind: Kind): CaseKind {
  return kind.system.cases![kind.id]!
}

/** The kinds of case, in the order of their systems. */
export function kindsOfCase(charter: Pick<Charter, 'kinds'>): Kind[] {
  return [...charter.kinds.values()].filter(kind => kind.form === 'case')
}

/** The kind of case that a measure counts one by one; undefined where it counts anything else. */
export function caseCounted({ measures, kinds }: Pick<Charter, 'measures' | 'kinds'>, id: string): string | undefined {
  const is = measures.get(id)?.is
  if (is?.op !== 'count' || is.once) return undefined
  return kinds.get(is.over)?.form === 'case' ? is.over : undefined
}

/** The kinds that a system declares, each under its id; a case gives itself and one kind of record a stage. */
export function kindsOf(system: System): Kind[] {
  const plain = (form: Kind['form'], id: string, kind: RecordKind | ThingKind | TieKind): Kind => ({
    id,
    form,
    system,
    name: kind.name,
    fields: kind.fields,
    written: kind.written,
    roll: 'roll' in kind ? (kind.roll ?? null) : null,
    sealed: 'sealed' in kind && kind.sealed === true,
    pays: 'pays' in kind ? (kind.pays ?? null) : null,
    held: 'held' in kind && kind.held !== undefined ? kind.held || null : 'roll' in kind && kind.roll ? ROLL : null,
    same: 'same' in kind ? (kind.same ?? null) : null,
    makeUp: 'makeUp' in kind ? (kind.makeUp ?? null) : null,
    retired: kind.retired ?? null,
    complete: ('complete' in kind ? kind.complete : undefined) ?? null,
    layered: ('layered' in kind ? kind.layered : undefined) ?? null,
    stage: null,
  })
  return [
    ...Object.entries(system.records ?? {}).map(([id, kind]) => plain('record', id, kind)),
    ...Object.entries(system.things ?? {}).map(([id, kind]) => plain('thing', id, kind)),
    ...Object.entries(system.ties ?? {}).map(([id, kind]) => plain('tie', id, kind)),
    ...Object.entries(system.cases ?? {}).flatMap(([id, kind]) => caseKinds(system, id, kind)),
  ]
}

function caseKinds(system: System, id: string, kind: CaseKind): Kind[] {
  return [
    {
      id,
      form: 'case',
      system,
      name: kind.name,
      fields: { ...kind.fields, ...CASE_FIELDS, ...ownerOf(kind) },
      written: kind.written,
      roll: null,
      sealed: false,
      pays: null,
      held: null,
      same: null,
      makeUp: null,
      retired: kind.retired ?? null,
      complete: null,
      layered: null,
      stage: null,
    },
    ...[...stagesOf(kind)].map(([name, does]): Kind => {
      const stage = kind.stages[name]
      const called = stageWords(kind, name)
      const { note, ...asked } = STAGE_FIELDS[does]
      return {
        id: `${id}.${name}`,
        form: 'record',
        system,
        name: { zh: `${kind.name.zh}·${called.zh}`, en: `${kind.name.en}: ${called.en}` },
        fields: { ...asked, ...(does === 'hand' ? ownerOf(kind) : {}), ...stage?.fields, ...(note ? { note } : {}) },
        written: stage?.written ?? (does === 'hand' ? handedBy(kind) : kind.written),
        roll: null,
        sealed: false,
        pays: null,
        held: null,
        same: null,
        makeUp: null,
        // What was opened is still to be closed when its kind is opened no more.
        retired: null,
        complete: null,
        layered: null,
        stage: { of: id, name, does },
      }
    }),
  ]
}

/** A case is handed over by whoever may open it, and by those who answer for it; the day by which it is due stays. */
function handedBy({ written }: CaseKind): Written {
  return { by: ['own', ...written.by.filter(one => one !== 'own')], as: 'report' }
}

/** The kinds that can be recorded: plain records, openings of cases and their stages. */
export function recordable(kind: Kind): boolean {
  return kind.form === 'record' || kind.form === 'case'
}

/** Whether people write records of a kind by hand on a day: no stages of cases, which continue what is open, nothing that an act
 *  computes, and none of the engine's own. */
export function byHand(kind: Kind, on: Day): boolean {
  return (
    recordable(kind) && !kind.sealed && !kind.stage && kind.system.group !== '' && !(kind.retired && on >= kind.retired)
  )
}

/** The duties that count records of a kind, each for the turn that it is for. What stands on a day, or how a case stands, is for no turn. */
export function dutiesCounting(
  { duties, measures }: Pick<Charter, 'duties' | 'measures'>,
  kind: string,
): Declared<Duty>[] {
  return [...duties.values()].filter(duty => {
    const is = measures.get(duty.is.measure)?.is
    return is && 'over' in is && is.over === kind && is.op !== 'latest' && (is.at === undefined || is.at === 'turn')
  })
}

/** The duties by which money of a kind is owed to the yuan, no less and no more: a norm that must be kept, owed day by day. */
export function dutiesOwedInMoney(
  charter: Pick<Charter, 'duties' | 'measures' | 'standards'>,
  kind: string,
): Declared<Duty>[] {
  return dutiesCounting(charter, kind).filter(({ is }) => {
    const standard = charter.standards.get(is.atLeast.standard)?.is
    return (
      charter.measures.get(is.measure)!.is.op === 'sum' &&
      !is.ceiling &&
      standard?.strength === 'must' &&
      standard.unit.startsWith('yuan/')
    )
  })
}

/** Whether records of a kind may say for which turn they are: those that a duty counts, and excuses. */
export function isForTurns(charter: Pick<Charter, 'duties' | 'measures' | 'kinds'>, kind: string): boolean {
  return kind === EXCUSE || (charter.kinds.get(kind)?.form === 'record' && dutiesCounting(charter, kind).length > 0)
}

/** A body as lists may show it: without grades, which stand in the file of their own subject alone. */
export function withoutGrades(
  kind: Kind | undefined,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => kind?.fields[name]?.grade !== true))
}

/** What is remembered of a charter: each thing under its form and id, with what must stay of it. */
export type Lock = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What a lock file remembers: kinds with their fields and types, for old records; measures, duties and standards, which own
 *  systems, pledges, templates, appraisals and frozen reports name. A vanished or changed entry breaks them. */
export function lockOf(charter: Pick<Charter, 'kinds' | 'measures' | 'duties' | 'standards'>): Lock {
  const byId = <T extends { readonly id: string }>(map: ReadonlyMap<string, T>) =>
    [...map.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const ids = (form: string, map: ReadonlyMap<string, { readonly id: string }>) =>
    byId(map).map(({ id }): [string, Record<string, string>] => [`${form} ${id}`, {}])
  return Object.fromEntries([
    ...byId(charter.kinds).map((kind): [string, Record<string, string>] => [
      `${kind.form} ${kind.id}`,
      Object.fromEntries(
        Object.entries(kind.fields).map(([name, field]) => [name, field.of ? `${field.type} ${field.of}` : field.type]),
      ),
    ]),
    ...ids('measure', charter.measures),
    ...ids('duty', charter.duties),
    ...ids('standard', charter.standards),
  ])
}

/** What the charter no longer keeps of a lock: one sentence each, such as «record study.day: field topic vanished». */
export function brokenLocks(lock: Lock, charter: Parameters<typeof lockOf>[0]): string[] {
  const now = lockOf(charter)
  return Object.entries(lock).flatMap(([kind, fields]) => {
    const kept = now[kind]
    if (!kept) return [`${kind} vanished`]
    return Object.entries(fields).flatMap(([name, type]) => {
      if (!(name in kept)) return [`${kind}: field ${name} vanished; retire it instead`]
      return kept[name] === type ? [] : [`${kind}: field ${name} changed from ${type} to ${kept[name]}`]
    })
  })
}

/** The fields of a kind as forms ask them: those retired are asked no more. */
export function fieldsAsked(fields: Fields): FieldRow[] {
  return Object.entries(fields).flatMap(([id, { name, type, optional, choices, of, retired, known }]) =>
    retired
      ? []
      : [
          {
            ...{ id, name, type, optional: optional ?? false },
            ...{ choices: choices ?? null, of: of ?? null, known: known ?? null },
          },
        ],
  )
}
