// The life of a case: which stage may follow which, where it stands on a day, whether it is overdue. Pure.
import {
  caseKindOf,
  EXTENDED,
  HANDED,
  type Kind,
  OPENED,
  type StageDoes,
  stagesOf,
  stageWords,
} from '../charter/charter.ts'
import type { CaseKind, Words } from '../charter/language.ts'
import { refuse } from '../problem/problem.ts'
import { type Day, daysBetween, readDay } from '../time/day.ts'

/** One recorded stage of a case; `due` where it sets another due day. */
export interface Step {
  readonly id: string
  readonly stage: string
  readonly day: Day
  readonly due: Day | null
}

/** The first day of a case and the day by which it is to be closed. */
export interface Opening {
  readonly day: Day
  readonly due: Day
}

/** How a case stands on a day. */
export interface Standing {
  readonly stage: string
  readonly closed: boolean
  /** The day on which it came to its stage. */
  readonly since: Day
  /** The due day in force, after extensions and reopenings. */
  readonly due: Day
  readonly extended: number
  readonly reopened: number
  /** Place of the last step among the stages; -1 before the first. */
  readonly place: number
}

/** Why a step may not be taken. */
export type Misstep =
  | { readonly why: 'closed' | 'again' }
  | { readonly why: 'before' | 'skipped'; readonly stage: string }
  | { readonly why: 'early'; readonly opened: Day }
  | { readonly why: 'due'; readonly due: Day; readonly least: Day }

/** Steps in the order in which they count: by day, and on one day by id, which is made where the fact is captured. */
export function inOrder<S extends Pick<Step, 'id' | 'day'>>(steps: readonly S[]): S[] {
  return [...steps].sort((a, b) => (a.day < b.day || (a.day === b.day && a.id < b.id) ? -1 : 1))
}

/** A case on the day of its opening. */
export function begun({ day, due }: Opening): Standing {
  return { stage: OPENED, closed: false, since: day, due, extended: 0, reopened: 0, place: -1 }
}

/** How a case stands at the end of a day, by the steps recorded up to it. */
export function standingOn(kind: CaseKind, opening: Opening, steps: readonly Step[], on: Day): Standing {
  return inOrder(steps.filter(step => step.day <= on)).reduce((at, step) => after(kind, at, step), begun(opening))
}

/** True on the days after the due day, while the case is open. */
export function overdue(at: Standing, on: Day): boolean {
  return !at.closed && at.due < on
}

/** True where the case was closed after its due day. */
export function late(at: Standing): boolean {
  return at.closed && at.since > at.due
}

/** Days left to the due day; negative when it is past. */
export function daysLeft(at: Standing, on: Day): number {
  return daysBetween(on, at.due)
}

function after(kind: CaseKind, at: Standing, step: Step): Standing {
  const does = stagesOf(kind).get(step.stage)
  const due = step.due ?? at.due
  if (does === 'extend') return { ...at, due, extended: at.extended + 1 }
  if (does === 'hand') return at
  const names = Object.keys(kind.stages)
  const on = kind.stages[step.stage]?.reopens
  return {
    ...at,
    stage: step.stage,
    closed: does === 'close',
    since: step.day,
    due,
    reopened: at.reopened + Number(on !== undefined),
    place: on === undefined ? names.indexOf(step.stage) : names.indexOf(on) - 1,
  }
}

/** Why a step cannot follow, or null where it can. The due day of an extension must be later than the one before,
 *  that of a reopened case not before the day on which it is opened again. */
export function misstep(kind: CaseKind, at: Standing, step: Step): Misstep | null {
  const does = stagesOf(kind).get(step.stage)
  const names = Object.keys(kind.stages)
  if (does === 'hand') return at.closed ? { why: 'closed' } : null
  if (does === 'extend') {
    if (at.closed) return { why: 'closed' }
    return step.due !== null && step.due > at.due ? null : { why: 'due', due: at.due, least: at.due }
  }
  const on = kind.stages[step.stage]!.reopens
  if (on !== undefined) {
    // Only what has been reported as done can prove false.
    if (at.place < names.indexOf(on)) return { why: 'before', stage: on }
    return step.due !== null && step.due >= step.day ? null : { why: 'due', due: at.due, least: step.day }
  }
  if (at.closed) return { why: 'closed' }
  const place = names.indexOf(step.stage)
  if (place <= at.place) return { why: 'again' }
  const left = forward(kind).find(([name, index]) => index > at.place && index < place && !kind.stages[name]!.optional)
  return left ? { why: 'skipped', stage: left[0] } : null
}

/** The first step of a whole story that may not stand where it does, with the reason; null for a sound one. */
export function firstMisstep(
  kind: CaseKind,
  opening: Opening,
  steps: readonly Step[],
): { step: Step; misstep: Misstep } | null {
  let at = begun(opening)
  for (const step of inOrder(steps)) {
    const wrong: Misstep | null =
      step.day < opening.day ? { why: 'early', opened: opening.day } : misstep(kind, at, step)
    if (wrong) return { step, misstep: wrong }
    at = after(kind, at, step)
  }
  return null
}

/** What can be done next with a case that stands so: steps in their order, then extending, handing over and opening again. */
export function nextSteps(kind: CaseKind, at: Standing): { stage: string; does: StageDoes }[] {
  const does = stagesOf(kind)
  const may = (stage: string) => misstep(kind, at, { id: '', stage, day: at.since, due: '9999-12-31' as Day }) === null
  return [
    ...forward(kind).map(([name]) => name),
    EXTENDED,
    HANDED,
    ...Object.keys(kind.stages).filter(name => does.get(name) === 'reopen'),
  ]
    .filter(may)
    .map(stage => ({ stage, does: does.get(stage)! }))
}

/** The stages that lead on, with their places. */
function forward(kind: CaseKind): [name: string, place: number][] {
  return Object.keys(kind.stages)
    .map((name, place): [string, number] => [name, place])
    .filter(([name]) => kind.stages[name]!.reopens === undefined)
}

/** Refuses to open a case that nobody owns, or that has no day by which it is to be closed: case.owner, case.due. */
export function insistOwned(kind: Kind, on: Day, body: Readonly<Record<string, unknown>>): void {
  insistOwner(kind, body)
  const due = given(body.due) ? readDay(String(body.due)) : null
  if (given(body.due) && !due) refuse('input.day', { text: String(body.due), where: kind.id })
  if (!due || due < on) refuse('case.due', { kind: kind.name, due, least: on })
}

/** Refuses to open a case, or to hand it over, without anybody who answers for it: case.owner. */
export function insistOwner(kind: Kind, body: Readonly<Record<string, unknown>>): void {
  if (!given(body.owner) && !given(body.owner_org)) refuse('case.owner', { kind: kind.name })
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** Who answers for a case after these steps: the last one to whom it was handed over, otherwise its first owner. */
export function ownerOf(opening: Owned, steps: readonly (Step & { readonly body: Owned })[]): Owned {
  return inOrder(steps).findLast(step => step.stage === HANDED)?.body ?? opening
}

type Owned = Readonly<Record<string, unknown>>

/** What makes two cases of one organization the same matter, as text; null where nothing does. */
export function matterOf(kind: Kind, { org, body }: { readonly org: string; readonly body: Owned }): string | null {
  const same = caseKindOf(kind).same ?? []
  const values = same.map(name => body[name])
  return same.length === 0 || values.includes(undefined) ? null : JSON.stringify([kind.id, org, ...values])
}

/** A case is called by the first text that was written at its opening. */
export function titleOf(kind: Kind, body: Owned): string {
  const field = Object.keys(kind.fields).find(name => kind.fields[name]!.type === 'text' && body[name])
  return field ? String(body[field]) : kind.name.zh
}

/** Refuses a story with a step that may not stand where it does. `step` names the one to blame, if it is among the given. */
export function insistStory(kind: Kind, wrong: { step: Step; misstep: Misstep }): never {
  const { step, misstep } = wrong
  const stages = caseKindOf(kind).stages
  const name = (stage: string): Words => stageWords(caseKindOf(kind), stage)
  const told = { kind: kind.name, stage: name(step.stage), day: step.day }
  switch (misstep.why) {
    case 'early':
      return refuse('case.early', { ...told, opened: misstep.opened })
    case 'closed': {
      const reopening = Object.values(stages).find(stage => stage.reopens !== undefined)
      return refuse('case.closed', { ...told, reopening: reopening?.name ?? null })
    }
    case 'again':
      return refuse('case.again', told)
    case 'due':
      return refuse('case.due', { kind: kind.name, due: step.due, least: misstep.least })
    default:
      return refuse('case.order', { ...told, first: name(misstep.stage) })
  }
}
