// The in-memory twin of the selector: the same measures over plain facts, for previews and as the proof of the SQL.
// It follows the words of the operators, not the statements; a property test holds the two equal.
import { type Charter, caseKindOf } from '../charter/charter.ts'
import type { At, Attending, Bound, Condition, Measure, Where } from '../charter/language.ts'
import { rangeOf } from '../charter/norms.ts'
import { late, overdue, standingOn } from '../record/case.ts'
import type { District, RecordLine, Roll, Span } from '../register/facts.ts'
import { type Placed, placesOf } from '../register/places.ts'
import { inForce } from '../time/dated.ts'
import { ageOn, type Day, dayAt, plusDays, readDay } from '../time/day.ts'
import { firstOf, lastOf, type Month, monthOf } from '../time/period.ts'
import { distinct, type Parts } from './value.ts'

/** One fact as a measure sees it: whose, on which day its place in the tree counts, and its fields. */
interface Fact {
  readonly org: string
  readonly placedOn: Day
  /** The day whose standards count, where that is another one. */
  readonly judgedOn?: Day
  readonly fields: Readonly<Record<string, unknown>>
  readonly roll: Roll
}

const NOBODY: Roll = { present: [], excused: [], absent: [], madeUp: [] }

/** A district laid out for counting. */
export class World {
  readonly district: District
  readonly charter: Charter
  private readonly placed: Map<string, Placed>

  constructor(charter: Charter, district: District) {
    this.charter = charter
    this.district = district
    this.placed = placesOf(district.orgs)
  }

  /** Parts of a measure for the subtree of an organization and a run of months. */
  parts(id: string, org: string, first: Month, last: Month, tree: 'then' | 'now'): Parts {
    const { is } = this.charter.measures.get(id)!
    let [num, den, facts] = [0, 0, 0]
    const subjects = new Set<unknown>()
    for (let month = first; month <= last; month += 1) {
      if (is.op === 'utilization') {
        const used = this.use(is, month).filter(fact => this.within(fact, org, tree))
        num += used.filter(fact => fact.fields.uses === undefined).length
        facts += used.filter(fact => fact.fields.uses === undefined).length
        den += sum(used.map(fact => Number(fact.fields.uses ?? 0)))
        continue
      }
      if (is.op === 'difference' || is.op === 'standard') continue
      const selected = this.factsOf(is, month).filter(
        fact => this.within(fact, org, tree) && this.holds(is.where as Where | undefined, fact),
      )
      if (distinct(is)) {
        const field = is.op === 'people' ? is.who : (is as { once: string }).once
        for (const fact of selected) {
          const named =
            field === undefined
              ? fact.roll.present
              : [fact.fields[field]].filter(one => one !== undefined && one !== null)
          for (const one of named) subjects.add(one)
          if (field === undefined || named.length > 0) facts += 1
        }
        num = subjects.size
        continue
      }
      const part = this.contribution(is, selected)
      num = exact([num, part.num])
      den += part.den
      facts += part.facts
    }
    return { num, den, facts }
  }

  private within(fact: Fact, org: string, tree: 'then' | 'now'): boolean {
    const place = this.placed.get(fact.org)!
    const path = tree === 'now' ? place.seat : place.stretches.find(stretch => covers(stretch, fact.placedOn))?.path
    return path?.split('/').includes(this.placed.get(org)!.stretches[0]!.code) ?? false
  }

  private standing(org: string, on: Day) {
    return this.placed.get(org)?.stretches.find(stretch => covers(stretch, on))
  }

  /** The facts that a measure reads in a month, before its conditions. */
  private factsOf(measure: Exclude<Measure, { op: 'difference' | 'standard' | 'utilization' }>, month: Month): Fact[] {
    const [first, last] = [firstOf(month), lastOf(month)]
    const form = this.charter.kinds.get(measure.over)?.form ?? 'register'
    const began = (day: Day) => day >= first && day <= last
    const opened = measure.at === 'opened'
    const fact = (org: string, placedOn: Day, fields: Record<string, unknown>, roll: Roll = NOBODY): Fact[] => {
      const stretch = this.standing(org, placedOn)
      return stretch
        ? [
            {
              org,
              placedOn,
              fields: { present: roll.present.length, ...fields, tier: stretch.tier, sector: stretch.sector },
              roll,
            },
          ]
        : []
    }
    if (form === 'case') return this.casesOf(measure, month)
    if (form === 'record') {
      const counted = this.counted(measure.over)
      const chosen =
        measure.op === 'latest'
          ? latestOf(counted.filter(record => record.day <= last))
          : counted.filter(record => began(record.day))
      return chosen.flatMap(record => fact(record.org, record.day, { ...record.body }, record.roll))
    }
    const on = (org: string): Day | null =>
      typeof measure.at === 'object' ? this.eve(measure.at.eveOf, org, last) : last
    const holding = <T extends Span & { org: string }>(
      spans: readonly T[],
      began_: (span: T) => boolean,
    ): { span: T; day: Day }[] =>
      spans.flatMap(span => {
        if (opened) return began_(span) ? [{ span, day: span.from }] : []
        const day = on(span.org)
        return day !== null && covers(span, day) ? [{ span, day }] : []
      })
    if (form === 'thing') {
      const things = this.district.things.filter(thing => thing.kind === measure.over)
      const start = (id: string) =>
        things
          .filter(thing => thing.id === id)
          .map(thing => thing.from)
          .sort()[0]
      return holding(things, thing => began(thing.from) && thing.from === start(thing.id)).flatMap(({ span, day }) =>
        fact(span.org, day, {
          ...span.body,
          ties: this.district.ties
            .filter(tie => tie.org === span.org && covers(tie, opened ? last : day))
            .filter(tie => Object.values(tie.body).includes(span.id))
            .map(tie => tie.kind),
        }),
      )
    }
    if (form === 'tie') {
      const ties = this.district.ties.filter(tie => tie.kind === measure.over)
      return holding(ties, tie => began(tie.from)).flatMap(({ span, day }) => fact(span.org, day, span.body))
    }
    if (measure.over === 'orgs') {
      const stretches = [...this.placed.values()].flatMap(place =>
        place.stretches.map((stretch, index) => ({ ...stretch, org: stretch.id, first: index === 0 })),
      )
      return holding(stretches, stretch => began(stretch.from) && stretch.first).flatMap(({ span, day }) =>
        fact(span.id, day, {
          model: span.model,
          ties: this.district.ties
            .filter(tie => tie.org === span.id && covers(tie, opened ? last : day))
            .map(tie => tie.kind),
        }),
      )
    }
    const spans = measure.over === 'posts' ? this.district.posts : this.district.memberships
    return holding<(typeof spans)[number]>(spans, span => began(span.from)).flatMap(({ span, day }) => {
      const person = this.district.people.find(one => one.id === span.person && covers(one, day))
      if (!person) return []
      const { sex, nationality, education, occupation, rank } = person
      const post = 'post' in span ? { post: span.post, team: span.team } : {}
      return fact(span.org, day, {
        person: span.person,
        sex,
        nationality,
        education,
        occupation,
        rank,
        age: ageOn(person.born, day),
        ties: this.district.ties
          .filter(tie => tie.org === span.org && tie.body.person === span.person && covers(tie, day))
          .map(tie => tie.kind),
        ...post,
      })
    })
  }

  /** Records of a kind that stand: neither corrected nor mere withdrawals. */
  private counted(kind: string) {
    const voided = new Set(this.district.records.map(record => record.voids))
    return this.district.records.filter(
      record =>
        record.kind === kind &&
        !voided.has(record.id) &&
        !(record.voids && Object.keys(record.body).length === 0 && !record.roll),
    )
  }

  private eve(kind: string, org: string, last: Day): Day | null {
    const days = this.counted(kind)
      .filter(record => record.org === org && record.day <= last)
      .map(record => record.day)
      .sort()
    const latest = days.at(-1)
    return latest === undefined ? null : plusDays(latest, -1)
  }

  /** Cases as a measure sees them at its moment; those of an organization that has ended stand where it stood last. */
  private casesOf(measure: { readonly over: string; readonly at?: At }, month: Month): Fact[] {
    const [first, last] = [firstOf(month), lastOf(month)]
    const kind = caseKindOf(this.charter.kinds.get(measure.over)!)
    const all = this.counted(measure.over)
    const today = dayAt(new Date())
    const on = last < today ? last : today
    return all.flatMap((opening): Fact[] => {
      if (opening.day > last) return []
      const standing = this.standingOf(measure.over, opening, last)
      const fields = {
        present: 0,
        ...opening.body,
        repeated: all.some(
          other =>
            other.id !== opening.id &&
            other.org === opening.org &&
            other.day <= opening.day &&
            (kind.same ?? []).length > 0 &&
            (kind.same ?? []).every(
              name => opening.body[name] !== undefined && opening.body[name] === other.body[name],
            ) &&
            this.standingOf(measure.over, other, opening.day).closed,
        ),
      }
      if (measure.at !== 'day' && measure.at !== 'closed') {
        const stretch = this.standing(opening.org, opening.day)
        if (opening.day < first || !stretch) return []
        return [{ org: opening.org, placedOn: opening.day, fields: { ...fields, ...codesOf(stretch) }, roll: NOBODY }]
      }
      if (measure.at === 'closed' && !(standing.closed && standing.since >= first)) return []
      const stretch = this.placed.get(opening.org)!.stretches.findLast(one => one.from <= last)
      if (!stretch) return []
      const ended = stretch.to !== null && stretch.to <= last
      return [
        {
          org: opening.org,
          placedOn: ended ? plusDays(stretch.to!, -1) : last,
          judgedOn: last,
          fields: {
            ...fields,
            ...codesOf(stretch),
            stage: standing.stage,
            state: standing.closed ? 'closed' : 'open',
            reopened: standing.reopened,
            overdue: overdue(standing, on),
            late: late(standing),
          },
          roll: NOBODY,
        },
      ]
    })
  }

  private standingOf(kind: string, opening: RecordLine, on: Day) {
    const steps = [...this.charter.kinds.values()]
      .filter(one => one.stage?.of === kind)
      .flatMap(one =>
        this.counted(one.id)
          .filter(step => step.body.case === opening.id)
          .map(step => ({
            id: step.id,
            stage: one.stage!.name,
            day: step.day,
            due: readDay(String(step.body.due ?? '')),
          })),
      )
    const due = opening.body.due as Day
    return standingOn(caseKindOf(this.charter.kinds.get(kind)!), { day: opening.day, due }, steps, on)
  }

  /** Uses of things in a month, and for each thing that stands at its end the full use that the standard asks. */
  private use(measure: Extract<Measure, { op: 'utilization' }>, month: Month): Fact[] {
    const last = lastOf(month)
    const full = inForce(this.charter.standards.get(measure.per)!.is.entries, firstOf(month))?.value ?? 0
    const things = this.district.things.filter(thing => thing.kind === measure.of)
    const asked = (thing: (typeof things)[number], on: Day) =>
      covers(thing, on) && this.holds(measure.where, { fields: thing.body, placedOn: on })
    const uses = measure.by
      .flatMap(kind => this.counted(kind))
      .filter(
        record =>
          monthOf(record.day) === month &&
          things.some(thing => thing.id === record.body[measure.field] && asked(thing, record.day)),
      )
    return [
      ...uses.map(record => ({ org: record.org, placedOn: record.day, fields: {}, roll: NOBODY })),
      ...things
        .filter(thing => asked(thing, last) && this.standing(thing.org, last))
        .map(thing => ({ org: thing.org, placedOn: last, fields: { uses: full }, roll: NOBODY })),
    ]
  }

  /** What selected facts add, by operator. */
  private contribution(measure: Measure, facts: readonly Fact[]): Parts {
    const all = (roll: Roll) => roll.present.length + roll.excused.length + roll.absent.length + roll.madeUp.length
    const numbers = (field: string) =>
      facts
        .map(fact => fact.fields[field])
        .filter(value => value !== undefined && value !== null)
        .map(Number)
    switch (measure.op) {
      case 'sum':
      case 'latest':
        return { num: exact(numbers(measure.field)), den: 0, facts: numbers(measure.field).length }
      case 'average':
        return {
          num: exact(numbers(measure.field)),
          den: numbers(measure.field).length,
          facts: numbers(measure.field).length,
        }
      case 'attendances':
        return {
          num: sum(facts.map(({ roll }) => attending(measure.of ?? 'present', roll))),
          den: 0,
          facts: facts.length,
        }
      case 'presence':
        return {
          num: sum(facts.map(fact => fact.roll.present.length + fact.roll.madeUp.length)),
          den: sum(facts.map(fact => all(fact.roll) - fact.roll.excused.length)),
          facts: facts.length,
        }
      case 'share':
        return {
          num: facts.filter(fact => this.holds(measure.part as Where, fact)).length,
          den: facts.length,
          facts: facts.length,
        }
      default:
        return { num: facts.length, den: 0, facts: facts.length }
    }
  }

  private holds(where: Where | undefined, fact: Pick<Fact, 'fields' | 'placedOn' | 'judgedOn'>): boolean {
    const on = fact.judgedOn ?? fact.placedOn
    return Object.entries(where ?? {}).every(([field, asked]) => this.meets(fact.fields[field], asked, on))
  }

  private meets(value: unknown, asked: Condition, on: Day): boolean {
    if (value === undefined || value === null) return false
    if (Array.isArray(asked)) return asked.map(String).includes(String(value))
    if (typeof asked === 'object' && 'has' in asked)
      return [asked.has].flat().some(one => (value as unknown[]).includes(one))
    const range = rangeOf(asked)
    if (!range) return String(value) === String(asked)
    const meets = (bound: Bound | undefined, holds: (bound: number) => boolean) => {
      if (bound === undefined) return true
      const value =
        typeof bound === 'number' ? bound : inForce(this.charter.standards.get(bound)!.is.entries, on)?.value
      return value !== undefined && holds(value)
    }
    return (
      meets(range.atLeast, bound => Number(value) >= bound) &&
      meets(range.atMost, bound => Number(value) <= bound) &&
      meets(range.below, bound => Number(value) < bound)
    )
  }
}

function attending(who: Attending, roll: Roll): number {
  if (who === 'due') return roll.present.length + roll.excused.length + roll.absent.length + roll.madeUp.length
  if (who === 'missed') return roll.absent.length + roll.madeUp.length
  return roll[who === 'made_up' ? 'madeUp' : who].length
}

function codesOf({ tier, sector }: { readonly tier: string; readonly sector: string }) {
  return { tier, sector }
}

function covers(span: Span, on: Day): boolean {
  return span.from <= on && (span.to === null || on < span.to)
}

/** The latest record of each organization. */
function latestOf<R extends { org: string; day: Day; id: string }>(records: readonly R[]): R[] {
  const latest = new Map<string, R>()
  for (const record of records) {
    const before = latest.get(record.org)
    if (!before || record.day > before.day || (record.day === before.day && record.id > before.id))
      latest.set(record.org, record)
  }
  return [...latest.values()]
}

/** Adds amounts of at most four decimals without binary dust. */
function exact(values: readonly number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 10_000), 0) / 10_000
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
