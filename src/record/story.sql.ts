// The stories of cases as they are stored: read with their steps, and insisted on before a line is added to one.

import { UUID } from '../charter/body.ts'
import { type Charter, caseKindOf, type Kind } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { findNamesake, holderOn, type Namesake } from '../register/succession.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import { firstMisstep, insistStory, type Misstep, type Opening, type Step } from './case.ts'
import { unkept } from './limit.ts'
import type { RecordInput } from './record.api.ts'

/** A line that is sound by itself and about to be stored. */
interface Line {
  readonly id: string
  readonly line: RecordInput
  readonly kind: Kind
  readonly on: Day
  readonly standing: { readonly id: string }
  readonly origin: { readonly id: string } | null
  readonly withdraws: boolean
}

interface OpeningRow {
  id: string
  day: Day
  kind: string
  org: string
  /** In whose name it was written, where another has taken it over. */
  origin: string | null
  due: Day
  body: Record<string, unknown>
}
interface StepRow {
  id: string
  case: string
  kind: string
  day: Day
  due: Day | null
  body: Record<string, unknown>
}

/** A step with what was told at it, and an opening with whose it is. */
type Told = Step & { readonly body: Readonly<Record<string, unknown>> }
type Begun = Opening & { readonly org: string; readonly body: Readonly<Record<string, unknown>> }

const openings = statement<OpeningRow>(
  'story.opening',
  `select r.id, r.day, r.kind, r.org, r.origin, (r.body->>'due')::date as due, r.body from record_key k
   join record r on r.region = $1 and r.id = k.id and r.day = k.day
   where k.region = $1 and k.id = $2 and r.voided_by is null`,
)
const stepsOf = statement<StepRow>(
  'story.steps',
  `select r.id, r.step_of as case, r.kind, r.day, (r.body->>'due')::date as due, r.body from record r
   where r.region = $1 and r.step_of = $2 and r.kind = any($3::text[]) and r.voided_by is null`,
)
const named = statement<{ kind: string; case: string | null }>(
  'story.named',
  `select r.kind, r.step_of as case from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day
   where k.region = $1 and k.id = $2`,
)
// Whoever adds to a case waits for whoever is adding to it: two next stages at one moment would both fit.
const alone = statement(
  'story.alone',
  `select pg_advisory_xact_lock(hashtextextended('jiceng.case ' || $1 || ' ' || $2, 0))`,
)

/** Kinds of the records that are steps of a kind of case. */
export function stepKinds(charter: Charter, kind: string): string[] {
  return [...charter.kinds.values()].filter(one => one.stage?.of === kind).map(one => one.id)
}

/** Whether the lines that are about to be stored tell sound stories, together with what is stored. */
export class Stories {
  private readonly tx: Tx
  private readonly charter: Charter
  private readonly lines: readonly Line[]
  private readonly told = new Map<string, { step: Step; misstep: Misstep } | null>()

  constructor(tx: Tx, charter: Charter, lines: readonly Line[]) {
    this.tx = tx
    this.charter = charter
    this.lines = lines
  }

  /** Gives whoever opened the case of which a line is a step; null for what is none.
   *  Throws record.unknown, input.field for a stage at another organization, case.begun, and case.* for a step out of place. */
  async insist(line: Line): Promise<Namesake | null> {
    if (line.line.voids) await this.insistUndone(line, line.line.voids)
    if (!line.kind.stage || line.withdraws) return null
    const kind = this.charter.kinds.get(line.kind.stage.of)!
    const id = String(line.line.body.case)
    const opening = await this.opening(kind, id)
    const opener = opening.named === line.standing.id ? null : await findNamesake(this.tx, opening.named)
    // Where its opener has ended, its stages are recorded by whoever carries it on the day.
    if (opener && (await holderOn(this.tx, opener, line.on)).id !== line.standing.id)
      refuse('input.field', {
        where: line.kind.id,
        field: 'case',
        why: {
          zh: '：该事项由另一组织开立，请登记到那个组织。',
          en: 'was opened by another organization; record its stages there.',
        },
      })
    await this.insistStory(kind, id, opening, line)
    return opener
  }

  /** What is taken back or corrected must leave a sound story behind. */
  private async insistUndone(line: Line, wrong: string): Promise<void> {
    const before = await this.tx.one(named, [this.tx.region, wrong])
    const kind = before && this.charter.kinds.get(before.kind)
    if (kind?.form === 'case') {
      const steps = await this.steps(kind, wrong)
      if (steps.length > 0) refuse('case.begun', { kind: kind.name, steps: steps.length })
    }
    if (kind?.stage && before?.case) {
      const of = this.charter.kinds.get(kind.stage.of)!
      await this.insistStory(of, before.case, await this.opening(of, before.case), line)
    }
  }

  private async insistStory(kind: Kind, id: string, opening: Begun, line: Line): Promise<void> {
    if (!this.told.has(id)) {
      await this.tx.one(alone, [String(this.tx.region), id])
      this.told.set(id, firstMisstep(caseKindOf(kind), opening, await this.steps(kind, id)))
    }
    await this.insistKept(kind, id, opening)
    const wrong = this.told.get(id)
    const blamed = wrong && this.lines.some(one => one.id === wrong.step.id) ? wrong.step.id : line.id
    if (wrong && blamed === line.id) insistStory(kind, wrong)
  }

  /** Intervals and limits of the stages that the lines add: judged with everything that stands before each. */
  private async insistKept(kind: Kind, id: string, opening: Begun): Promise<void> {
    const mine = new Set(this.lines.map(one => one.id))
    const found = unkept(this.charter, kind, opening, await this.steps(kind, id), step => mine.has(step.id))
    if (found) refuse('input.field', { where: found.stage.id, ...found.issue })
  }

  private async opening(kind: Kind, id: string): Promise<Begun & { named: string }> {
    const line = this.lines.find(one => one.id === id && one.kind.id === kind.id)
    if (line) {
      const named = line.origin?.id ?? line.standing.id
      const due = readDay(String(line.line.body.due))!
      return { day: line.on, due, org: line.standing.id, body: line.line.body, named }
    }
    const stored = UUID.test(id) ? await this.tx.one(openings, [this.tx.region, id]) : null
    return stored?.kind === kind.id
      ? { ...stored, named: stored.origin ?? stored.org }
      : refuse('record.unknown', { id })
  }

  /** The steps as they will stand: stored ones without those taken back, and those of the lines. */
  private async steps(kind: Kind, id: string): Promise<Told[]> {
    const stored = await this.tx.all(stepsOf, [this.tx.region, id, stepKinds(this.charter, kind.id)])
    const undone = new Set(this.lines.flatMap(one => one.line.voids ?? []))
    const steps = new Map<string, Told>()
    for (const row of stored)
      if (!undone.has(row.id))
        steps.set(row.id, {
          id: row.id,
          stage: this.charter.kinds.get(row.kind)!.stage!.name,
          day: row.day,
          due: row.due,
          body: row.body,
        })
    for (const one of this.lines)
      if (one.kind.stage?.of === kind.id && !one.withdraws && one.line.body.case === id && !undone.has(one.id))
        steps.set(one.id, {
          id: one.id,
          stage: one.kind.stage.name,
          day: one.on,
          due: readDay(String(one.line.body.due ?? '')),
          body: one.line.body,
        })
    return [...steps.values()]
  }
}
