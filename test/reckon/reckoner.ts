// The second reckoner: every measure and every duty from the facts and the words of the charter alone, written anew. It imports
// the calendar and the shapes of the charter's data: no statement, no operator and no rule of the program that it judges.
import type {
  Bound,
  CaseKind,
  Condition,
  Duty,
  Follows,
  Measure,
  RecordKind,
  Standard,
  System,
  ThingKind,
  TieKind,
  Where,
  WhichOrg,
  Who,
} from '../../src/charter/language.ts'
import { ageOn, type Day, daysBetween, plusDays } from '../../src/time/day.ts'
import {
  firstOf,
  lastDay,
  lastOf,
  type Month,
  monthOf,
  type Period,
  readPeriod,
  turnOf,
} from '../../src/time/period.ts'
import type { Facts, OrgFact, PersonFact, RecordFact, Span, ThingFact, TieFact } from './facts.ts'

export type Tree = 'then' | 'now'

/** One fact that a measure looks at: whose it is, where that stood, its fields, and who stands on its roll. */
interface Seen {
  readonly org: string
  readonly path: readonly string[]
  /** The day on which it is judged: ages, people and the standards that conditions name. */
  readonly judged: string
  readonly field: (name: string) => unknown
  readonly ties: readonly TieFact[]
  readonly record: Standing | null
  /** What it counts for in one month of a plan: uses of a place, and how many would be full use. */
  readonly use?: { readonly days: number; readonly full: number; readonly records: number }
}

interface Sums {
  num: number
  den: number
  facts: number
}

/** A record that stands: `org` is where it counts, `home` in whose name it was written. */
type Standing = RecordFact & { readonly home: string }

export interface Turn {
  readonly duty: string
  readonly org: string
  readonly turn: string
  readonly owed: number
  readonly value: number | null
  readonly status: string
}

/** Which facts: those of a subtree under a reading of the tree, or an organization's own. */
type Whose = { readonly below: string; readonly tree: Tree } | { readonly own: string }

export class Reckoner {
  readonly measures = new Map<string, Measure>()
  readonly duties = new Map<string, Duty>()
  private readonly standards = new Map<string, Standard>()
  private readonly kinds = new Map<string, RecordKind & ThingKind & TieKind & CaseKind>()
  private readonly forms = new Map<string, 'record' | 'thing' | 'tie' | 'case'>()
  private readonly follows = new Map<string, Readonly<Record<string, Follows>>>()
  private readonly facts: Facts
  private readonly today: Day
  private readonly now: Day
  /** What stands of the records, by kind, by case, and by what they name. */
  private readonly ofKind: ReadonlyMap<string, readonly Standing[]>
  private readonly steps: ReadonlyMap<string, readonly Standing[]>
  private readonly uses: ReadonlyMap<string, readonly Standing[]>
  private readonly lives: ReadonlyMap<string, readonly OrgFact[]>
  private readonly people: ReadonlyMap<string, readonly PersonFact[]>
  private readonly tied: ReadonlyMap<string, readonly TieFact[]>

  /** `today` is the day on which the reader stands, `now` the one on which the house judges what is overdue. */
  constructor(systems: readonly System[], facts: Facts, today: Day, now: Day) {
    this.facts = facts
    this.today = today
    this.now = now
    this.lives = grouped(facts.orgs, one => [one.id])
    this.people = grouped(facts.people, one => [one.id])
    this.tied = grouped(facts.ties, one => [one.org])
    const standing = this.left(facts.records)
    this.ofKind = grouped(standing, one => [one.kind])
    this.steps = grouped(standing, one => (typeof one.body.case === 'string' ? [one.body.case] : []))
    this.uses = grouped(standing, one => Object.values(one.body).filter(value => typeof value === 'string'))
    for (const system of systems) {
      for (const [id, one] of Object.entries(system.measures ?? {})) this.measures.set(id, one)
      for (const [id, one] of Object.entries(system.standards ?? {})) this.standards.set(id, one)
      for (const [id, one] of Object.entries(system.duties ?? {})) this.duties.set(id, one as Duty)
      for (const [kind, named] of Object.entries(system.follows ?? {}))
        this.follows.set(kind, { ...this.follows.get(kind), ...named })
      for (const form of ['record', 'thing', 'tie', 'case'] as const)
        for (const [id, one] of Object.entries(system[`${form}s`] ?? {})) {
          this.kinds.set(id, one as never)
          this.forms.set(id, form)
        }
      // Every step of a case is a record of its own.
      for (const [id, one] of Object.entries(system.cases ?? {}))
        for (const [stage, step] of Object.entries({ ...one.stages, ...BESIDE })) {
          this.kinds.set(`${id}.${stage}`, { name: one.name, fields: {}, ...step } as never)
          this.forms.set(`${id}.${stage}`, 'record')
        }
    }
  }

  /** What was not corrected or withdrawn and does not itself only withdraw, each where it counts: with the organization in whose
   *  name it was written, and after its end with whoever has taken over. */
  private left(records: readonly RecordFact[]): Standing[] {
    const gone = new Set(records.flatMap(record => record.voids ?? []))
    const only = ({ voids, body, present, excused, absent, madeUp }: RecordFact) =>
      voids !== null && Object.keys(body).length + present.length + excused.length + absent.length + madeUp.length === 0
    const heirs = new Map(this.facts.successions.map(one => [one.org, one]))
    const holder = (org: string, day: string): string => {
      const next = heirs.get(org)
      return next && next.day <= day && !this.stretch(org, day) ? holder(next.successor, day) : org
    }
    return records
      .filter(record => !gone.has(record.id) && !only(record))
      .map(record => ({ ...record, home: record.org, org: holder(record.org, record.day) }))
  }

  /** The value of a measure for an organization with everything below it, rounded as the charter says; null where nothing gives one. */
  figure(id: string, org: string, period: Period, tree: Tree): number | null {
    const measure = this.measures.get(id)!
    const end = lastDay(period) < this.today ? lastDay(period) : this.today
    if (measure.op === 'standard') {
      const entries = this.standards.get(measure.standard)!.entries.filter(entry => entry.from <= end)
      const [before, now] = entries.slice(-2)
      if (!before || !now) return null
      return measure.take === 'before' ? before.value : now.value - before.value
    }
    if (measure.op === 'difference') {
      const [one, other] = measure.of.map(part => this.figure(part, org, period, tree))
      return one == null || other == null ? null : rounded(one - other, measure.digits)
    }
    const value = this.value(measure, { below: org, tree }, period)
    return value === null ? null : rounded(value, measure.digits)
  }

  /** Numerator, denominator and number of facts of a measure, for an organization with everything below it. */
  parts(id: string, org: string, period: Period, tree: Tree): Readonly<Sums> {
    return this.sums(this.measures.get(id)!, { below: org, tree }, period)
  }

  private value(measure: Measure, whose: Whose, period: Period): number | null {
    const { num, den, facts } = this.sums(measure, whose, period)
    switch (measure.op) {
      case 'count':
      case 'people':
      case 'attendances':
        return num
      case 'sum':
      case 'latest':
        return facts === 0 ? null : num
      case 'average':
        return den === 0 ? null : num / den
      default:
        return den === 0 ? null : (num / den) * 100
    }
  }

  /** What the facts of a period add. In a period that still runs, its last month is the one in which today lies. */
  private sums(measure: Measure, whose: Whose, period: Period): Sums {
    const last = Math.min(monthOf(lastDay(period)), monthOf(this.today))
    const years = 'years' in measure ? (measure.years ?? 0) : 0
    const first = years > 0 ? monthOf(period.to) - years * 12 : monthOf(period.from)
    return this.add(measure, this.seen(measure, whose, first, last))
  }

  private seen(measure: Measure, whose: Whose, first: Month, last: Month): Seen[] {
    if (measure.op === 'difference' || measure.op === 'standard') return []
    const meant = this.once(measure, `${first} ${last}`, () => {
      if (measure.op === 'utilization') return this.used(measure, first, last)
      const meet = this.selected(measure, first, last).filter(one =>
        this.holds(measure.where as Where | undefined, one),
      )
      const ofPosts = measure.over === 'posts' && (measure.op === 'share' || measure.op === 'average')
      return ofPosts ? this.holders(measure, meet) : meet
    })
    return meant.filter(one => this.isOf(one, whose))
  }

  /** Of the posts of one person in one organization, one: that which is of the part, if any is. */
  private holders(measure: Measure, posts: readonly Seen[]): Seen[] {
    const inPart = (one: Seen) => measure.op === 'share' && this.holds(measure.part as Where, one)
    const kept = new Map<string, Seen>()
    for (const one of posts) {
      const whose = `${one.org} ${one.field('person')} ${monthOf(one.judged as Day)}`
      if (!kept.has(whose) || inPart(one)) kept.set(whose, one)
    }
    return [...kept.values()]
  }

  private readonly known = new Map<Measure, Map<string, Seen[]>>()
  /** Facts that were selected before are not selected again: the asked ones differ only in whose they are. */
  private once(measure: Measure, span: string, select: () => Seen[]): Seen[] {
    const spans = this.known.get(measure) ?? new Map<string, Seen[]>()
    this.known.set(measure, spans)
    const found = spans.get(span) ?? select()
    spans.set(span, found)
    return found
  }

  private add(measure: Measure, seen: readonly Seen[]): Sums {
    const held = seen.filter(one => !this.empty(one))
    const numbers = (list: readonly Seen[], field: string) =>
      list
        .map(one => one.field(field))
        .filter(present)
        .map(Number)
    const roll = (list: readonly Seen[], of: (record: Standing) => number) =>
      exact(list.map(one => (one.record ? of(one.record) : 0)))
    switch (measure.op) {
      case 'difference':
      case 'standard':
        return { num: 0, den: 0, facts: 0 }
      case 'utilization':
        return {
          num: exact(seen.map(({ use }) => Math.min(use!.days, use!.full))),
          den: exact(seen.map(({ use }) => use!.full)),
          facts: exact(seen.map(({ use }) => use!.records)),
        }
      case 'count':
        if (!measure.once) return { num: held.length, den: 0, facts: seen.length }
        return named(seen, held, one => [
          measure.once === 'day' ? `${one.record!.home} ${one.record!.day}` : one.field(measure.once!),
        ])
      case 'people':
        if (measure.who !== undefined) return named(seen, held, one => [one.field(measure.who!)])
        return { ...named(seen, held, one => this.there(one, measure)), facts: seen.length }
      case 'sum':
      case 'latest': {
        const values = numbers(held, measure.field)
        return { num: exact(values), den: 0, facts: values.length }
      }
      case 'average': {
        const values = numbers(held, measure.field)
        return { num: exact(values), den: values.length, facts: values.length }
      }
      case 'attendances': {
        const of = measure.of ?? 'present'
        return { num: roll(seen, record => this.attended(record, of)), den: 0, facts: seen.length }
      }
      case 'presence':
        return {
          num: roll(seen, record => record.present.length + this.attended(record, 'made_up')),
          den: roll(seen, record => this.attended(record, 'due') - record.excused.length),
          facts: seen.length,
        }
      case 'share':
        return {
          num: held.filter(one => this.holds(measure.part as Where, one)).length,
          den: held.length,
          facts: held.length,
        }
    }
  }

  private attended(record: RecordFact, of: string): number {
    const { present, excused, absent, madeUp } = record
    const late = madeUp.filter((_, index) => this.madeUpLate(record, record.madeUpOn[index] ?? null)).length
    switch (of) {
      case 'present':
        return present.length
      case 'due':
        return present.length + excused.length + absent.length + madeUp.length
      case 'missed':
        return absent.length + madeUp.length
      case 'absent':
        return absent.length
      case 'made_up':
        return madeUp.length - late
      case 'made_good':
        return madeUp.length
      default:
        return late
    }
  }

  /** Made up later than the days after the month's end that its standard allowed on the day of the record. */
  private madeUpLate(record: RecordFact, on: string | null): boolean {
    const { makeUp } = this.kinds.get(record.kind) ?? {}
    const days = makeUp === undefined ? null : this.inForce(makeUp, record.day)
    return days !== null && on !== null && on > plusDays(lastOf(monthOf(record.day as Day)), days)
  }

  /** Held with nobody there, by its roll or by the number that it says. */
  private empty({ record }: Seen): boolean {
    if (!record) return false
    const kind = this.kinds.get(record.kind)
    if (!kind || kind.held === false || (kind.held === undefined && !kind.roll)) return false
    if (this.attended(record, 'due') > 0) return record.present.length === 0
    const said = kind.held ? record.body[kind.held] : undefined
    return present(said) && Number(said) === 0
  }

  /** Those on the roll of a record who were there and are as the measure asks. */
  private there(one: Seen, measure: Measure): string[] {
    const asked = (measure as { among?: Who }).among
    return (one.record?.present ?? []).filter(id => !asked || this.isSo(id, asked, one))
  }

  /** The facts that a measure reads in months, whosever they are, before its conditions. */
  private selected(
    measure: Exclude<Measure, { op: 'difference' | 'standard' | 'utilization' }>,
    first: Month,
    last: Month,
  ): Seen[] {
    const form = this.forms.get(measure.over) ?? 'register'
    const [from, to] = [firstOf(first), lastOf(last)]
    if (form === 'case') return this.casesOf(measure.over, measure.at, from, to)
    if (form === 'record') {
      const all = this.ofKind.get(measure.over) ?? []
      if (measure.op === 'latest')
        return newest(all.filter(record => record.day <= to)).map(record => this.ofRecord(record))
      const counted = all.filter(record => {
        const month = measure.at === 'turn' ? turnMonth(record) : monthOf(record.day as Day)
        return month >= first && month <= last
      })
      if (measure.at !== 'turn') return counted.map(record => this.ofRecord(record))
      // What settles a turn stands where its organization stood at that turn's end.
      return counted.map(record => {
        const month = turnMonth(record)
        const path = month < monthOf(record.day as Day) ? this.pathOn(record.org, lastOf(month)) : []
        return { ...this.ofRecord(record), ...(path.length > 0 ? { path } : {}) }
      })
    }
    const opened = measure.at === 'opened'
    const dayFor = (org: string): string | null => {
      if (typeof measure.at !== 'object') return to
      const { eveOf } = measure.at
      const days = (this.ofKind.get(eveOf) ?? []).filter(one => one.org === org && one.day <= to).map(one => one.day)
      return days.length === 0 ? null : plusDays(days.sort().at(-1)! as Day, -1)
    }
    const onDay = <S extends Span>(spans: readonly S[], org: (span: S) => string, begins: (span: S) => boolean) =>
      spans.flatMap(span => {
        if (opened) return begins(span) && span.from >= from && span.from <= to ? [{ span, on: span.from }] : []
        const on = dayFor(org(span))
        return on !== null && covers(span, on) ? [{ span, on }] : []
      })
    // What a thing or an organization is tied to is asked on the last day of the month in which it was opened.
    const tiedOn = (on: string) => (opened ? lastOf(monthOf(on as Day)) : on)
    if (form === 'thing')
      return onDay(
        this.facts.things.filter(thing => thing.kind === measure.over),
        thing => thing.org,
        thing => thing.from === thing.opened,
      ).flatMap(({ span, on }) =>
        this.at(
          span.org,
          on,
          name => this.ofThing(span, name, tiedOn(on)),
          this.tiesOfThing(span, tiedOn(on)),
          measure.over,
        ),
      )
    if (form === 'tie')
      return onDay(
        this.facts.ties.filter(tie => tie.kind === measure.over),
        tie => tie.org,
        () => true,
      ).flatMap(({ span, on }) => this.at(span.org, on, name => span.body[name], [], measure.over))
    if (measure.over === 'orgs')
      return onDay(
        this.facts.orgs,
        org => org.id,
        org => !this.facts.orgs.some(other => other.id === org.id && other.from < org.from),
      ).flatMap(({ span, on }) =>
        this.at(
          span.id,
          on,
          name => ({ model: span.model })[name],
          (this.tied.get(span.id) ?? []).filter(tie => covers(tie, tiedOn(on))),
        ),
      )
    const spans: readonly (Span & { org: string; person: string })[] =
      measure.over === 'posts' ? this.facts.posts : this.facts.memberships
    return onDay(
      spans,
      span => span.org,
      () => true,
    ).flatMap(({ span, on }) => {
      const person = this.person(span.person, on)
      if (!person) return []
      const own = span as unknown as Record<string, unknown>
      const fields: Record<string, unknown> = {
        ...person,
        person: span.person,
        ...(measure.over === 'posts' ? { post: own.post, team: own.team } : { kind: own.kind }),
      }
      return this.at(span.org, on, name => fields[name], this.tiesNaming(span.person, span.org, on))
    })
  }

  private tiesOfThing(thing: ThingFact, on: string): TieFact[] {
    return (this.tied.get(thing.org) ?? []).filter(tie => covers(tie, on) && Object.values(tie.body).includes(thing.id))
  }

  /** A field of a thing on a day, or what follows of it. */
  private ofThing(thing: ThingFact, name: string, on: string): unknown {
    const is = this.follows.get(thing.kind)?.[name]
    if (!is) return thing.body[name]
    const ties = this.tiesOfThing(thing, on)
    if ('people' in is) {
      const { tie, members } = is.people
      const people = new Set(ties.filter(one => one.kind === tie).map(one => one.body.person))
      for (const one of ties.filter(({ kind }) => kind === members?.tie))
        if (this.isSuch(one.body.org, members!.org ?? {}, on))
          for (const member of this.facts.memberships)
            if (member.org === one.body.org && covers(member, on)) people.add(member.person)
      return [...people].filter(person => this.isSo(person, is.who, { org: thing.org, judged: on })).length
    }
    if ('sum' in is)
      return this.facts.things
        .filter(other => other.kind === thing.kind && other.org === thing.org && covers(other, on))
        .map(other => Number(this.ofThing(other, is.sum, on)))
        .filter(number => this.meets(number, is.where, on))
        .reduce((sum, number) => sum + number, 0)
    const field = (asked: string) => (asked === 'ties' ? ties.map(tie => tie.kind) : this.ofThing(thing, asked, on))
    const seen = { org: thing.org, path: [], judged: on, field, ties, record: null }
    return Object.entries(is.first).find(([, form]) => this.holds(form.where, seen))?.[0]
  }

  /** Whether an organization stands on a day and is as a condition asks. */
  private isSuch(id: unknown, asked: WhichOrg, on: string): boolean {
    const org = this.facts.orgs.find(one => one.id === id && covers(one, on))
    return org !== undefined && (asked.tier?.includes(org.tier) ?? true) && (asked.sector?.includes(org.sector) ?? true)
  }

  /** A fact at the place where its organization stands on a day; none where that does not stand then. */
  private at(
    org: string,
    on: string,
    field: (name: string) => unknown,
    ties: readonly TieFact[],
    kind?: string,
  ): Seen[] {
    const stretch = this.stretch(org, on)
    if (!stretch) return []
    const complete = kind === undefined ? undefined : this.kinds.get(kind)?.complete?.fields
    return [
      {
        org,
        path: this.pathOn(org, on),
        judged: on,
        ties,
        record: null,
        field: name => {
          if (name === 'tier' || name === 'sector') return stretch[name]
          if (name === 'ties') return ties.map(tie => tie.kind)
          if (name === 'complete' && complete) return complete.every(part => present(field(part)) && field(part) !== '')
          return field(name)
        },
      },
    ]
  }

  private stretch(org: string, on: string): OrgFact | undefined {
    return this.lives.get(org)?.find(one => covers(one, on))
  }

  private ofRecord(record: Standing): Seen {
    const kind = this.kinds.get(record.kind)!
    const stretch = this.stretch(record.org, record.day)
    return {
      org: record.org,
      path: this.pathOn(record.org, record.day),
      judged: record.day,
      ties: [],
      record,
      field: name => {
        if (name === 'tier' || name === 'sector') return stretch?.[name]
        if (name === 'present' && kind.roll) return record.present.length
        if (name === 'complete' && kind.complete)
          return kind.complete.fields.every(part => present(record.body[part]) && record.body[part] !== '')
        return record.body[name]
      },
    }
  }

  /** Cases opened in the days, or as they stand at their end: all opened by then, or those closed in the days and closed at their end. */
  private casesOf(kind: string, at: unknown, from: string, to: string): Seen[] {
    const openings = this.ofKind.get(kind) ?? []
    const is = this.kinds.get(kind)!
    return openings.flatMap((opening): Seen[] => {
      const repeated =
        (is.same ?? []).length > 0 &&
        openings.some(
          other =>
            other.id !== opening.id &&
            other.home === opening.home &&
            other.day <= opening.day &&
            is.same!.every(name => present(opening.body[name]) && opening.body[name] === other.body[name]) &&
            this.told(is, kind, other, opening.day).closed,
        )
      if (at !== 'day' && at !== 'closed') {
        if (opening.day < from || opening.day > to) return []
        const seen = this.ofRecord(opening)
        return [{ ...seen, field: name => (name === 'repeated' ? repeated : seen.field(name)) }]
      }
      if (opening.day > to) return []
      const told = this.told(is, kind, opening, to)
      if (at === 'closed' && !(told.closed && told.since >= from)) return []
      const asked = to < this.now ? to : this.now
      const columns: Record<string, unknown> = {
        stage: told.stage,
        state: told.closed ? 'closed' : 'open',
        overdue: !told.closed && told.due < asked,
        late: told.closed && told.since > told.due,
        reopened: told.reopened,
        repeated,
      }
      // A closing counts as of the month in which it was; how a case stands, as of the last day.
      const judged = at === 'closed' ? lastOf(monthOf(told.since as Day)) : to
      // It goes on with whoever took over; where nobody did, it stays with an organization that has ended, where that stood last.
      const org = this.carrier(opening.org, judged)
      const place = this.facts.orgs
        .filter(one => one.id === org && one.from <= judged)
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .at(-1)!
      const on = place.to !== null && place.to <= judged ? plusDays(place.to as Day, -1) : judged
      return [
        {
          org,
          path: this.pathOn(org, on),
          judged,
          ties: [],
          record: null,
          field: name =>
            name === 'tier' || name === 'sector' ? place[name] : name in columns ? columns[name] : opening.body[name],
        },
      ]
    })
  }

  /** Who carries on a day what an organization opened. */
  private carrier(org: string, on: string): string {
    const next = this.facts.successions.find(one => one.org === org && one.day <= on)
    return next ? this.carrier(next.successor, on) : org
  }

  /** How a case stands at the end of a day, by its steps in the order of their days and ids. */
  private told(is: CaseKind, kind: string, opening: RecordFact, on: string) {
    const steps = (this.steps.get(opening.id) ?? [])
      .filter(step => step.kind.startsWith(`${kind}.`) && step.day <= on)
      .sort((a, b) => (a.day < b.day || (a.day === b.day && a.id < b.id) ? -1 : 1))
    const closing = Object.keys(is.stages)
      .filter(name => is.stages[name]!.reopens === undefined)
      .at(-1)
    const state = { stage: 'open', closed: false, since: opening.day, due: String(opening.body.due), reopened: 0 }
    for (const step of steps) {
      const stage = step.kind.slice(kind.length + 1)
      if (present(step.body.due)) state.due = String(step.body.due)
      if (!(stage in is.stages)) continue
      state.stage = stage
      state.closed = stage === closing
      state.since = step.day
      if (is.stages[stage]!.reopens !== undefined) state.reopened += 1
    }
    return state
  }

  /** For each thing that stands at the end of a month: the days on which it was used, and how many would be full use. */
  private used(measure: Extract<Measure, { op: 'utilization' }>, first: Month, last: Month): Seen[] {
    return range(first, last).flatMap(month => {
      const [from, to] = [firstOf(month), lastOf(month)]
      const full = this.inForce(measure.per, from) ?? 0
      return this.facts.things
        .filter(thing => thing.kind === measure.of && covers(thing, to))
        .flatMap(thing =>
          this.at(thing.org, to, name => thing.body[name], [], measure.of).flatMap(seen => {
            if (!this.holds(measure.where as Where | undefined, seen)) return []
            const uses = (this.uses.get(thing.id) ?? []).filter(
              record =>
                (measure.by as readonly string[]).includes(record.kind) &&
                record.body[measure.field] === thing.id &&
                record.day >= from &&
                record.day <= to &&
                !this.empty(this.ofRecord(record)),
            )
            return [{ ...seen, use: { days: different(uses.map(one => one.day)), full, records: uses.length } }]
          }),
        )
    })
  }

  private person(id: string, on: string): Record<string, unknown> | null {
    const person = this.people.get(id)?.find(one => covers(one, on))
    if (!person) return null
    const { sex, nationality, education, occupation, rank, born } = person
    const kind = this.facts.memberships.find(one => one.person === id && covers(one, on))?.kind
    return { sex, nationality, education, occupation, rank, kind, age: ageOn(born as Day, on as Day) }
  }

  private tiesNaming(person: string, org: string, on: string): TieFact[] {
    return (this.tied.get(org) ?? []).filter(tie => tie.body.person === person && covers(tie, on))
  }

  /** Whether a person is as a condition asks on the day on which the fact that names them is judged. */
  private isSo(id: unknown, who: Who, one: Pick<Seen, 'org' | 'judged'>): boolean {
    if (typeof id !== 'string') return false
    const known = this.person(id, one.judged)
    const ties = this.tiesNaming(id, one.org, one.judged).map(tie => tie.kind)
    return Object.entries(who).every(([name, asked]) => {
      if (name === 'ties') return this.meets(ties, asked as Condition, one.judged)
      return known !== null && this.meets(known[name], asked as Condition, one.judged)
    })
  }

  private holds(where: Where | undefined, one: Seen): boolean {
    return Object.entries(where ?? {}).every(([name, asked]) => {
      const who = typeof asked === 'object' && 'who' in asked ? (asked as { who: Who }).who : undefined
      const org = typeof asked === 'object' && 'org' in asked ? (asked as { org: WhichOrg }).org : undefined
      if (!who && !org) return this.meets(one.field(name), asked, one.judged)
      if (typeof asked === 'object' && 'has' in asked)
        return one.ties.some(
          tie =>
            [asked.has].flat().includes(tie.kind) &&
            (!who || this.isSo(tie.body.person, who, one)) &&
            (!org || this.isSuch(tie.body.org, org, one.judged)),
        )
      return this.isSo(one.field(name), who!, one)
    })
  }

  private meets(value: unknown, asked: Condition, on: string): boolean {
    if (typeof asked === 'object' && 'given' in asked) return present(value) === asked.given
    if (!present(value)) return false
    if (Array.isArray(asked)) return asked.some(one => String(one) === String(value))
    if (typeof asked !== 'object') return String(value) === String(asked)
    const bounds = asked as {
      has?: string | string[]
      lacks?: string | string[]
      atLeast?: Bound
      atMost?: Bound
      below?: Bound
    }
    if (bounds.has !== undefined) return [bounds.has].flat().some(one => (value as string[]).includes(one))
    if (bounds.lacks !== undefined) return ![bounds.lacks].flat().some(one => (value as string[]).includes(one))
    const passes = (bound: Bound | undefined, test: (limit: number) => boolean) => {
      if (bound === undefined) return true
      const limit = typeof bound === 'number' ? bound : this.inForce(bound, on)
      return limit !== null && test(limit)
    }
    const number = Number(value)
    return (
      passes(bounds.atLeast, limit => number >= limit) &&
      passes(bounds.atMost, limit => number <= limit) &&
      passes(bounds.below, limit => number < limit)
    )
  }

  /** How an organization stands with a duty in a turn, as far as it owes it; judged on a day by all that is known. */
  turn(id: string, org: string, turn: Period, on: Day): Turn | null {
    const duty = this.duties.get(id)!
    const norm = (duty.atLeast ?? (duty as unknown as { atMost: Duty['atLeast'] }).atMost)!
    const ceiling = (duty as unknown as { atMost?: unknown }).atMost !== undefined
    const standard = this.standards.get(norm.standard)!
    const life = [...this.lives.get(org)!].sort((a, b) => (a.from < b.from ? -1 : 1))
    const end = lastDay(turn)
    if (turn.from < duty.from || (duty.to !== undefined && turn.to > duty.to)) return null
    if (duty.months && !duty.months.includes(Number(turn.from.slice(5, 7)))) return null
    const per = { month: 1, quarter: 3, half: 6, year: 12 }[standard.unit.split('/')[1] ?? ''] ?? null
    const daily = standard.unit.startsWith('yuan/') && per !== null
    const subject = (one: OrgFact) =>
      (duty.who.tier?.includes(one.tier) ?? true) && (duty.who.sector?.includes(one.sector) ?? true)
    const there = (day: string) => life.find(one => covers(one, day))
    const last = there(end)
    const days = range(0, daysBetween(turn.from, end)).map(count => plusDays(turn.from, count))
    if (daily ? !days.some(day => there(day) && subject(there(day)!)) : !there(turn.from) || !last || !subject(last))
      return null
    if (!this.sized(duty, org, turn)) return null
    const own = { own: org }
    const whole = (measure: string, span: Period) => this.inTurn(this.measures.get(measure)!, own, span, turn)
    const owedFor = norm.each ? this.names(this.measures.get(norm.each)!, own, turn) : null
    const owed = daily
      ? this.money(standard, norm.times, org, turn, per, day => there(day) !== undefined && subject(there(day)!))
      : (per === null
          ? (valueOn(standard, end) ?? 0) * (norm.times ? (whole(norm.times, turn) ?? 0) : 1)
          : Math.round(
              monthsIn(turn).reduce((sum, month) => {
                const times = norm.times ? (whole(norm.times, turnOf(month, 'month')) ?? 0) : 1
                return sum + ((valueOn(standard, firstOf(month)) ?? 0) * times) / per
              }, 0) * 100,
            ) / 100) * (owedFor ? owedFor.size : 1)
    if ((norm.times || owedFor) && owed === 0 && !ceiling) return null
    const valueBy = (by: string | null): number | null => {
      const measure = this.measures.get(duty.measure)!
      if (owedFor) {
        const done = this.names(measure, own, turn, by)
        return [...owedFor].filter(person => done.has(person)).length
      }
      return this.inTurn(measure, own, turn, turn, by)
    }
    const value = valueBy(null)
    const reached = (done: number | null) => (ceiling ? (done ?? 0) <= owed + 1e-9 : (done ?? 0) >= owed - 1e-9)
    const until = plusDays(end, duty.grace)
    const judge = (): string | null => {
      if (reached(value)) return ceiling || reached(valueBy(until)) ? 'met' : 'met_late'
      const stretch = life.filter(one => one.from <= end).at(-1)!
      if (this.before(stretch.id, plusDays((stretch.to ?? '9999-12-31') as Day, -1), turn)) return 'not_kept'
      if (this.waived('duty.exempt', id, org, turn)) return 'exempt'
      if (this.waived('duty.excuse', id, org, turn)) return 'excused'
      if (on < turn.to) return 'open'
      if (on <= until) return 'late'
      return { must: 'not_met', floor: 'not_met', normally: 'asks', may: null }[standard.strength]
    }
    const status = judge()
    return status === null ? null : { duty: id, org, turn: turn.label, owed, value, status }
  }

  /** True where the duty says by no figure who owes it, or where the organization's figure fits. */
  private sized(duty: Duty, org: string, turn: Period): boolean {
    const size = (duty.who as { sized?: { measure: string; atLeast?: string; atMost?: string } }).sized
    if (!size) return true
    const value = this.inTurn(this.measures.get(size.measure)!, { own: org }, turn, turn) ?? 0
    const bound = valueOn(this.standards.get((size.atLeast ?? size.atMost)!)!, lastDay(turn))
    if (bound === null) return false
    return size.atLeast === undefined ? value <= bound : value >= bound
  }

  /** The value of a measure for a span of a turn; what happened counts for the turn that it is for. */
  private inTurn(measure: Measure, whose: Whose, span: Period, turn: Period, by: string | null = null): number | null {
    const { num, den, facts } = this.add(measure, this.forTurn(measure, whose, span, turn, by))
    switch (measure.op) {
      case 'count':
      case 'people':
      case 'attendances':
        return num
      case 'sum':
      case 'latest':
        return facts === 0 ? null : rounded(num, Math.max(measure.digits ?? 0, 2))
      case 'average':
        return den === 0 ? null : rounded(num / den, Math.max(measure.digits ?? 0, 2))
      default:
        return den === 0 ? null : rounded((num / den) * 100, Math.max(measure.digits ?? 0, 2))
    }
  }

  private forTurn(measure: Measure, whose: Whose, span: Period, turn: Period, by: string | null = null): Seen[] {
    const today = monthOf(this.today)
    const [first, last] = [monthOf(span.from), monthOf(lastDay(span))]
    const adds = 'over' in measure && this.forms.get(measure.over) === 'record' && measure.op !== 'latest'
    if (adds)
      return this.once(measure, `for ${first} ${last} ${by}`, () =>
        (this.ofKind.get(measure.over) ?? [])
          .filter(record => {
            const month = turnMonth(record)
            return month >= first && month <= last && (by === null || record.day <= by)
          })
          .map(record =>
            this.ofRecord(measure.op === 'attendances' && measure.of === 'made_good' ? madeUpBy(record, by) : record),
          )
          .filter(one => this.holds(measure.where as Where | undefined, one)),
      ).filter(one => this.isOf(one, whose))
    // What holds on a day is read at the end of the span, in a turn that still runs as far as it has come.
    const end = Math.min(last, Math.min(monthOf(lastDay(turn)), today))
    return this.seen(measure, whose, Math.min(first, end), end)
  }

  /** Whom a measure names in a turn. */
  private names(measure: Measure, whose: Whose, turn: Period, by: string | null = null): Set<unknown> {
    const seen = this.forTurn(measure, whose, turn, turn, by).filter(one => !this.empty(one))
    return new Set(
      seen
        .flatMap(one =>
          measure.op === 'people' && !measure.who
            ? this.there(one, measure)
            : [one.field((measure as { who: string }).who)],
        )
        .filter(present),
    )
  }

  /** Money of a turn, day by day: whoever counts on a day is owed that day's part of the month, or the month by its rule. */
  private money(
    standard: Standard,
    times: string | undefined,
    org: string,
    turn: Period,
    per: number,
    owes: (day: string) => boolean,
  ): number {
    const measure = times === undefined ? null : this.measures.get(times)!
    const on = (day: string): string[] => {
      if (!owes(day)) return []
      if (!measure) return ['']
      const seen = this.onDay(measure, org, day)
      return seen
    }
    let cents = 0
    for (const month of monthsIn(turn)) {
      const rule = standard.broken?.filter(one => one.from <= firstOf(month)).at(-1)?.value
      const days = range(0, daysBetween(firstOf(month), lastOf(month))).map(count => plusDays(firstOf(month), count))
      const whole = (day: string) => ((valueOn(standard, day) ?? 0) * 100) / per
      if (rule === 'days') for (const day of days) cents += (whole(day) * on(day).length) / days.length
      else if (rule === 'begun') cents += whole(days.at(-1)!) * new Set(days.flatMap(on)).size
      else if (rule !== undefined) {
        const day = days[Math.min(rule, days.length) - 1]!
        cents += whole(day) * on(day).length
      }
    }
    return Math.floor(cents + 0.5 + 1e-6) / 100
  }

  private readonly counts = new Map<string, string[]>()
  /** Whom a measure of the register counts in an organization on one day. */
  private onDay(measure: Measure, org: string, day: string): string[] {
    const key = `${JSON.stringify(measure)} ${org} ${day}`
    const known = this.counts.get(key)
    if (known) return known
    if (measure.op !== 'people' || measure.over !== 'posts') throw new Error('money is owed for holders of posts alone')
    const found = new Set(
      this.facts.posts
        .filter(post => post.org === org && covers(post, day))
        .flatMap(post => {
          const person = this.person(post.person, day)
          if (!person) return []
          const fields: Record<string, unknown> = { ...person, person: post.person, post: post.post, team: post.team }
          const seen = this.at(org, day, name => fields[name], this.tiesNaming(post.person, org, day))
          return seen.some(one => this.holds(measure.where as Where | undefined, one)) ? [post.person] : []
        }),
    )
    this.counts.set(key, [...found])
    return [...found]
  }

  /** Excused from this turn, or exempt for a time in which it begins. */
  private waived(kind: string, duty: string, org: string, turn: Period): boolean {
    return (this.ofKind.get(kind) ?? []).some(record => {
      if (record.org !== org || record.home !== org || record.body.duty !== duty) return false
      if (kind === 'duty.exempt') return record.day <= turn.from && turn.from <= String(record.body.until)
      return turnMonth(record) >= monthOf(turn.from) && turnMonth(record) <= monthOf(lastDay(turn))
    })
  }

  /** The turn began before the day since which records are kept: the organization's own, else the nearest one above. */
  private before(org: string, on: string, turn: Period): boolean {
    const path = this.pathOn(org, on)
    const code = path.find(one => this.facts.keptSince.has(one))
    return code !== undefined && turn.from < this.facts.keptSince.get(code)!
  }

  private inForce(standard: string, on: string): number | null {
    return valueOn(this.standards.get(standard)!, on)
  }

  private isOf(one: Seen, whose: Whose): boolean {
    if ('own' in whose) return one.org === whose.own
    const { code } = this.lives.get(whose.below)![0]!
    return (whose.tree === 'then' ? one.path : this.seat(one.org)).includes(code)
  }

  /** Codes from the organization upwards on a day. */
  private pathOn(org: string, on: string): string[] {
    const stretch = this.stretch(org, on)
    if (!stretch) return []
    return stretch.parent === null ? [stretch.code] : [stretch.code, ...this.pathOn(stretch.parent, on)]
  }

  /** Where an organization stands today, or stood on its last day. */
  private readonly seats = new Map<string, string[]>()
  private seat(org: string): string[] {
    const known = this.seats.get(org)
    if (known) return known
    const last = this.facts.orgs
      .filter(one => one.id === org)
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .at(-1)!
    const seat = this.pathOn(org, last.to === null ? '9999-01-01' : plusDays(last.to as Day, -1))
    this.seats.set(org, seat)
    return seat
  }
}

/** The value of a standard on a day; null before its first. */
function valueOn(standard: Standard, on: string): number | null {
  return standard.entries.filter(one => one.from <= on).at(-1)?.value ?? null
}

function monthsIn(period: Period): Month[] {
  return range(monthOf(period.from), monthOf(lastDay(period)))
}

/** The steps that every case may take beside those of its kind. */
const BESIDE = { extended: {}, handed_over: {} }

function covers(span: Span, on: string): boolean {
  return span.from <= on && (span.to === null || on < span.to)
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** How many different ones those facts name to which somebody came, and how many facts name anybody at all. */
function named(seen: readonly Seen[], held: readonly Seen[], who: (one: Seen) => readonly unknown[]): Sums {
  return { num: different(held.flatMap(who)), den: 0, facts: seen.filter(one => who(one).some(present)).length }
}

function different(values: readonly unknown[]): number {
  return new Set(values.filter(present)).size
}

/** Adds without binary dust: amounts have at most four decimals. */
function exact(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.round(value * 10_000), 0) / 10_000
}

function rounded(value: number, digits = 0): number {
  const [whole, power = '0'] = String(Math.abs(value)).split('e')
  const shifted = Math.round(Number(`${whole}e${Number(power) + digits}`) * (1 + Number.EPSILON))
  return Math.sign(value) * Number(`${shifted}e-${digits}`) || 0
}

/** The last word of each in whose name records are written. */
function newest(records: readonly Standing[]): Standing[] {
  const found = new Map<string, Standing>()
  for (const record of records) {
    const known = found.get(record.home)
    if (!known || record.day > known.day || (record.day === known.day && record.id > known.id))
      found.set(record.home, record)
  }
  return [...found.values()]
}

/** The month whose turns a record counts for: the last of the turn that it names, where that was over by its day. */
function turnMonth({ day, settles }: RecordFact): Month {
  const turn = settles === null ? null : readPeriod(settles)!
  return turn && turn.to <= day ? monthOf(lastDay(turn)) : monthOf(day as Day)
}

function grouped<T>(list: readonly T[], keys: (one: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of list)
    for (const key of keys(one)) {
      const group = found.get(key)
      if (group) group.push(one)
      else found.set(key, [one])
    }
  return found
}

function range(first: Month, last: Month): Month[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

/** A record as it was made up by a day; a day that nobody said counts as in time. */
function madeUpBy(record: Standing, by: string | null): Standing {
  const kept = record.madeUp.map((_, index) => by === null || (record.madeUpOn[index] ?? by) <= by)
  const only = <T>(list: readonly T[]) => list.filter((_, index) => kept[index])
  return { ...record, madeUp: only(record.madeUp), madeUpOn: only(record.madeUpOn) }
}
