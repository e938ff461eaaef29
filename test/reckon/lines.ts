// What is told in a history: records that measures ask for and others, cases with their stages, turns that they are for,
// excuses; then corrections and withdrawals of it, and withdrawals of these.
import { caseKindOf, type Kind, recordable } from '../../src/charter/charter.ts'
import type { CaseKind, Limit, Measure, Where, Who } from '../../src/charter/language.ts'
import type { RecordInput } from '../../src/record/record.api.ts'
import type { OrgSpan } from '../../src/register/facts.ts'
import { type Day, daysBetween, plusDays } from '../../src/time/day.ts'
import { monthOf, turnOf } from '../../src/time/period.ts'
import { type Aims, asked, bodyFor, covers, FIRST, type Ground, isSo, lacking, type Named, orgsFor } from './ground.ts'

/** A record that was told and stored. */
export interface Told extends Named {
  readonly org: string
  /** It corrects another. */
  readonly voids: boolean
  /** The case of which it is a step. */
  readonly step: string | null
}

/** So many facts of one kind are told for the sake of measures. */
const MOST_OF_A_KIND = 12

/** How far a case is to be carried. */
interface Way {
  readonly steps: 'all' | 'none' | 'any'
  readonly again: boolean
  readonly repeated: boolean
  readonly due: 'soon' | 'far' | 'any'
}

export class Lines {
  private readonly ground: Ground
  private readonly today: Day
  private readonly told: readonly Told[]
  /** Kinds that others name: they are told first, and rarely taken back. */
  private readonly named: ReadonlySet<string>

  constructor(ground: Ground, today: Day, told: readonly Told[]) {
    this.ground = ground
    this.today = today
    this.told = told
    const kinds = [...ground.charter.kinds.values()]
    this.named = new Set(kinds.flatMap(kind => Object.values(kind.fields).flatMap(field => field.of ?? [])))
  }

  /** What the aims ask for, and a few of every kind, in chapters: each is written when it is told, for it may name what was
   *  told before. In no order of days: what happened early may well be told last. */
  chapters(aims: Aims, many: number): (() => RecordInput[])[] {
    const { charter, chance } = this.ground
    const kinds = [...charter.kinds.values()].filter(
      kind => recordable(kind) && !kind.stage && kind.system.group !== '',
    )
    const aimed = kinds.flatMap(kind => {
      const counting = chance.shuffled([...aims]).filter(([id]) => {
        return kindsCounted(charter.measures.get(id)!.is).includes(kind.id)
      })
      return counting
        .sort(([, one], [, other]) => other - one)
        .flatMap(([id, times]) => Array.from({ length: times }, () => ({ kind, is: charter.measures.get(id)!.is })))
        .slice(0, MOST_OF_A_KIND)
    })
    const others = kinds.flatMap(kind =>
      Array.from({ length: chance.int(0, 1) }, () => ({ kind, is: undefined as Measure | undefined })),
    )
    // What counts each of them once counts no more than there are.
    const once = kinds.flatMap(kind => {
      const times = [...aims].flatMap(([id, many]) => {
        const { is } = charter.measures.get(id)!
        return is.op === 'count' && is.once && charter.kinds.get(is.over)?.fields[is.once]?.of === kind.id ? [many] : []
      })
      return Array.from({ length: kind.form === 'record' ? Math.max(0, ...times) : 0 }, () => ({ kind, is: undefined }))
    })
    const events = chance.shuffled([...aimed, ...once, ...others])
    events.sort((one, other) => Number(this.named.has(other.kind.id)) - Number(this.named.has(one.kind.id)))
    const size = Math.ceil(events.length / many)
    const chapters = Array.from({ length: many }, (_, index) => events.slice(index * size, (index + 1) * size))
    return [
      () => [...this.waivers(), ...this.belated()],
      ...chapters.map(chapter => () => chapter.flatMap(({ kind, is }) => this.linesOf(kind, is))),
    ]
  }

  /** Corrections and withdrawals of what was told, and of these again. */
  amended(): RecordInput[] {
    const { charter, chance, orgs } = this.ground
    const some = this.told.filter(one => chance.odds(one.voids ? 0.3 : 0.03))
    return some.flatMap((wrong): RecordInput[] => {
      const kind = charter.kinds.get(wrong.kind)!
      if (this.named.has(kind.id) && chance.odds(0.8)) return []
      // Steps are taken back from the last one on, and openings before their first.
      const later = (one: Told) => one.step === (wrong.step ?? wrong.id) && one.id > wrong.id
      if ((kind.form === 'case' || kind.stage) && this.told.some(later)) return []
      const line = { id: chance.id(), kind: kind.id, org: wrong.org, voids: wrong.id }
      const withdrawn = { ...line, day: wrong.day, body: {} }
      if (kind.form === 'case' || kind.stage || chance.odds(wrong.voids ? 0.8 : 0.4)) return [withdrawn]
      const moved = plusDays(wrong.day, chance.int(-40, 40))
      const day = moved > this.today || moved < FIRST ? wrong.day : moved
      const org = orgs.find(one => one.code === wrong.org)
      if (!org) return [withdrawn]
      const body = bodyFor(this.ground, kind, {}, day, this.near(org))
      return lacking(kind, body) ? [] : [{ ...line, day, body, ...this.rollOf(kind, org.id, day) }]
    })
  }

  /** Excuses from single turns and exemptions for a time, of duties that organizations owe. */
  private waivers(): RecordInput[] {
    const { charter, chance, orgs } = this.ground
    return [...charter.duties].flatMap(([duty, { is }]): RecordInput[] => {
      if (chance.odds(0.4)) return []
      const day = plusDays(FIRST, chance.int(60, 400))
      if (day > this.today) return []
      const fit = orgsFor(orgs, is.who as Where, day)
      const line = { id: chance.id(), org: chance.one(fit).code }
      if (chance.odds(0.5)) return [{ ...line, day, kind: 'duty.excuse', body: { duty, reason: '经批准' } }]
      const from = turnOf(monthOf(day), is.every).from
      const until = plusDays(from, chance.int(30, 300))
      return [{ ...line, day: from, kind: 'duty.exempt', body: { duty, until, reason: '经批准' } }]
    })
  }

  /** What is done for a turn when its days of grace are long over, as often as is owed of it. */
  private belated(): RecordInput[] {
    const { charter, chance, orgs } = this.ground
    return [...charter.duties.values()].flatMap(({ is }) => {
      const measure = charter.measures.get(is.measure)!.is
      const kind = charter.kinds.get(kindsCounted(measure)[0] ?? '')
      if (measure.op === 'utilization' || kind?.form !== 'record' || kind.stage || chance.odds(0.3)) return []
      const turn = turnOf(monthOf(plusDays(FIRST, chance.int(60, 300))), is.every)
      const day = plusDays(turn.to, is.grace + chance.int(1, 40))
      if (turn.to > this.today || day > this.today) return []
      const where = asked(measure, chance)
      const fit = orgsFor(orgs, { ...(is.who as Where), ...where }, day)
      const org = this.orgFor(kind, { ...(is.who as Where), ...where }, day)
      if (!fit.includes(org)) return []
      const times = Math.min(5, Math.ceil(this.valueOn(is.atLeast.standard, day)))
      return Array.from({ length: times }, (_, nth) => plusDays(day, nth)).flatMap((on): RecordInput[] => {
        const body = bodyFor(this.ground, kind, where, on, this.near(org))
        this.name(kind, where, body, org, on)
        // So much money that it suffices whatever is owed.
        for (const [name, { type }] of Object.entries(kind.fields)) if (type === 'money') body[name] = '900000.00'
        if (on > this.today || lacking(kind, body)) return []
        const line = { id: chance.id(), kind: kind.id, org: org.code, day: on, body, for: turn.label }
        return [{ ...line, ...this.rollOf(kind, org.id, on) }]
      })
    })
  }

  private linesOf(kind: Kind, is: Measure | undefined): RecordInput[] {
    const { chance } = this.ground
    const where = is ? asked(is, chance) : {}
    const way = wayOf(is, where)
    const days = daysBetween(FIRST, this.today)
    const day = plusDays(FIRST, chance.int(0, way.steps === 'all' ? Math.floor(days / 2) : days))
    const org = this.orgFor(kind, where, day)
    const body = bodyFor(this.ground, kind, where, day, this.near(org))
    this.name(kind, where, body, org, day)
    if (is && 'once' in is && is.once && is.once in kind.fields) {
      const fresh = this.freshFor(kind, is.once, body, org, day)
      if (fresh !== undefined) body[is.once] = fresh
    }
    const line: RecordInput = { id: chance.id(), kind: kind.id, org: org.code, day, body }
    if (kind.form !== 'case') {
      if (lacking(kind, body)) return []
      const among = is && 'among' in is ? is.among : undefined
      return [{ ...line, ...this.rollOf(kind, org.id, day, among), ...this.turnFor(kind, day) }]
    }
    const [least, most] = ({ soon: [0, 20], far: [60, 300], any: [0, 120] } as const)[way.due]
    const due = () => chance.int(least, most)
    body.due = plusDays(day, due())
    if (!body.owner && !body.owner_org) body.owner = chance.one(this.ground.people).id
    this.keepTo(caseKindOf(kind).limits ?? [], {}, body, day)
    if (lacking(kind, body)) return []
    const steps = this.stepsOf(kind, line, way)
    // The same matter once more, some time after it was closed.
    const last = steps.at(-1)
    const later = last && plusDays(last.day as Day, chance.int(1, 60))
    if (!caseKindOf(kind).same || !later || later > this.today || !(way.repeated || chance.odds(0.3)))
      return [line, ...steps]
    const again = { ...line, id: chance.id(), day: later, body: { ...body, due: plusDays(later, due()) } }
    this.keepTo(caseKindOf(kind).limits ?? [], {}, again.body, later)
    return [line, ...steps, again]
  }

  /** Where something happens that is as asked: at an organization that has ties or posts without which it does not count. */
  private orgFor(kind: Kind, where: Where, day: Day): OrgSpan {
    const { charter, chance, orgs, ties, posts, memberships } = this.ground
    const fit = orgsFor(orgs, where, day)
    const tied = tiesAsked(where)
    const times = kind.pays === null ? undefined : charter.duties.get(kind.pays)!.is.atLeast.times
    const paid = times === undefined ? undefined : (asked(charter.measures.get(times)!.is, chance).post as unknown)
    if (this.named.has(kind.id) && where.sector === undefined && chance.odds(0.6)) return orgs[0]!
    const good = fit.filter(
      org =>
        (tied.length === 0 || ties.some(tie => tie.org === org.id && tied.includes(tie.kind) && covers(tie, day))) &&
        (paid === undefined ||
          posts.some(one => one.org === org.id && [paid].flat().includes(one.post) && covers(one, day))),
    )
    // Where members are due there are some.
    const lived = kind.roll === 'members' || kind.roll === 'full' ? memberships.filter(one => covers(one, day)) : []
    const peopled = good.filter(org => lived.some(one => one.org === org.id))
    return chance.one(peopled.length > 0 ? peopled : good.length > 0 ? good : fit)
  }

  /** Whom and what a record names is mostly tied to its organization: the leader who visits is its contact. */
  private name(kind: Kind, where: Where, body: Record<string, unknown>, org: OrgSpan, day: Day): void {
    const { chance, ties, things, memberships } = this.ground
    for (const [name, field] of Object.entries(kind.fields)) {
      if (!(name in body)) continue
      const tied = tiesAsked({ [name]: where[name] ?? '' })
      const people = ties.filter(
        tie =>
          tie.org === org.id &&
          typeof tie.body.person === 'string' &&
          (tied.length === 0 || tied.includes(tie.kind)) &&
          covers(tie, day),
      )
      const free = where[name] === undefined
      if (field.type === 'person' && people.length > 0 && (tied.length > 0 || (free && chance.odds(0.4))))
        body[name] = chance.one(people).body.person
      const mine = memberships.filter(one => one.org === org.id && covers(one, day))
      if (field.type === 'person' && free && mine.length > 0 && (kind.form === 'case' || chance.odds(0.4)))
        body[name] = chance.one(mine).person
      const own = things.filter(thing => thing.org === org.id && thing.kind === field.of && covers(thing, day))
      if (field.type === 'thing' && own.length > 0 && chance.odds(0.2)) body[name] = chance.one(own).id
    }
  }

  /** Records that one of an organization may name: its own, and those above it. */
  private near(org: OrgSpan): Told[] {
    const { orgs } = this.ground
    const way = [org]
    for (let parent = org.parent; parent !== null; parent = way.at(-1)!.parent)
      way.push(orgs.find(one => one.id === parent)!)
    const codes = new Set(way.map(one => one.code))
    return this.told.filter(one => codes.has(one.org))
  }

  private readonly uses = new Map<unknown, number>()
  /** What a field names that is counted once: what it has named least often. */
  private freshFor(kind: Kind, name: string, body: Readonly<Record<string, unknown>>, org: OrgSpan, day: Day): unknown {
    const { chance, orgs, things } = this.ground
    const { type, of } = kind.fields[name]!
    const able = {
      record: this.near(org).filter(one => one.kind === of && one.day <= day),
      thing: things.filter(one => one.kind === of && covers(one, day)),
      org: orgs.filter(one => covers(one, day)),
    }[type as string]
    const used = (id: unknown) => this.uses.get(`${kind.id} ${name} ${id}`) ?? 0
    const ids = able ? chance.shuffled([...new Set(able.map(one => one.id))]) : [body[name]]
    const id = ids.sort((one, other) => used(one) - used(other))[0] ?? body[name]
    this.uses.set(`${kind.id} ${name} ${id}`, used(id) + 1)
    return id
  }

  private rollOf(kind: Kind, org: string, day: Day, among?: Who): Pick<RecordInput, 'roll'> {
    const { chance, people, memberships } = this.ground
    if (!kind.roll || chance.odds(0.08)) return {}
    const belongs = memberships.filter(one => one.org === org && covers(one, day))
    const members = belongs.filter(one => kind.roll !== 'full' || one.kind === 'full').map(one => one.person)
    const standing = people.filter(person => covers(person, day))
    const fit = among ? standing.filter(person => isSo(this.ground, person, among, day)) : []
    const some = [...chance.some(standing, 0.1), ...chance.some(fit, 0.5)].map(one => one.id)
    const roll: Record<'present' | 'excused' | 'absent' | 'madeUp', string[]> = {
      ...{ present: [], excused: [], absent: [], madeUp: [] },
    }
    const nobody = chance.odds(0.05)
    for (const person of new Set(kind.roll === 'named' ? some : members))
      roll[
        nobody
          ? 'absent'
          : chance.one(['present', 'present', 'present', 'excused', 'absent', 'madeUp', 'madeUp'] as const)
      ].push(person)
    const madeUpOn = Object.fromEntries(
      roll.madeUp.flatMap(person => {
        const on = plusDays(day, chance.int(1, 130))
        return kind.makeUp && on <= this.today && chance.odds(0.8) ? [[person, on]] : []
      }),
    )
    return { roll: { ...roll, ...(Object.keys(madeUpOn).length > 0 ? { madeUpOn } : {}) } }
  }

  /** The turn that a record is for, where a duty counts it: one that is over, or runs. */
  private turnFor(kind: Kind, day: Day): { for?: string } {
    const { charter, chance } = this.ground
    const duty = [...charter.duties.values()].find(({ is }) => {
      const measure = charter.measures.get(is.measure)!.is
      return measure.op !== 'latest' && measure.op !== 'utilization' && kindsCounted(measure).includes(kind.id)
    })
    if (!duty || chance.odds(0.6)) return {}
    return { for: turnOf(monthOf(plusDays(day, -chance.int(5, 180))), duty.is.every).label }
  }

  /** A walk through the stages of a case: mostly in order, optional ones left out now and then, some opened again. */
  private stepsOf(kind: Kind, opening: RecordInput, way: Way): RecordInput[] {
    const { charter, chance, people } = this.ground
    const { stages } = caseKindOf(kind)
    const lines: RecordInput[] = []
    const days: Record<string, Day> = { open: opening.day as Day }
    let at = opening.day as Day
    let due = opening.body.due as Day
    let known = { ...opening.body }
    const step = (stage: string): boolean => {
      const of = charter.kinds.get(`${kind.id}.${stage}`)!
      const day = this.dayFor(stages[stage], plusDays(at, chance.int(0, way.steps === 'all' ? 20 : 45)), days)
      if (day > this.today) return false
      at = day
      const body: Record<string, unknown> = { ...bodyFor(this.ground, of, {}, day), case: opening.id }
      if (of.stage!.does === 'hand' && !body.owner && !body.owner_org) body.owner = chance.one(people).id
      if ('due' in of.fields) {
        const least = of.stage!.does === 'extend' ? due : day
        due = plusDays(least > day ? least : day, chance.int(1, 90))
        body.due = due
      }
      this.keepTo(stages[stage]?.limits ?? [], known, body, day)
      days[stage] = day
      known = { ...known, ...body }
      lines.push({ id: chance.id(), kind: of.id, org: opening.org, day, body })
      return true
    }
    const forward = Object.keys(stages).filter(name => stages[name]!.reopens === undefined)
    const back = Object.keys(stages).find(name => stages[name]!.reopens !== undefined)
    const part = {
      all: forward.length,
      none: 0,
      any: chance.odds(0.5) ? forward.length : chance.int(0, forward.length),
    }
    const until = part[way.steps]
    if (chance.odds(0.15)) step('handed_over')
    if (chance.odds(0.1)) step('extended')
    for (const name of forward.slice(0, until)) {
      if (stages[name]!.optional && chance.odds(0.4)) continue
      if (chance.odds(0.15)) step('extended')
      if (!step(name)) return lines
    }
    const done = until > 0 && until === forward.length
    if (done && back && (way.again || chance.odds(0.25)) && step(back) && chance.odds(0.5))
      for (const name of forward.slice(forward.indexOf(stages[back]!.reopens!))) if (!step(name)) break
    return lines
  }

  /** The day of a step, as far from an earlier stage as its interval asks. */
  private dayFor(stage: CaseKind['stages'][string] | undefined, day: Day, days: Readonly<Record<string, Day>>): Day {
    const from = stage?.after && days[stage.after.stage]
    if (!stage?.after || !from) return day
    const { atLeast, atMost } = stage.after
    const least = atLeast === undefined ? day : plusDays(from, this.valueOn(atLeast, from))
    const most = atMost === undefined ? null : plusDays(from, this.valueOn(atMost, from))
    return day < least ? least : most !== null && day > most ? most : day
  }

  private valueOn(standard: string, on: Day): number {
    return this.ground.charter.standards.get(standard)!.is.entries.findLast(entry => entry.from <= on)?.value ?? 0
  }

  /** Brings the numbers of a case within what the charter allows, or says who approved it. */
  private keepTo(
    limits: readonly Limit[],
    known: Record<string, unknown>,
    body: Record<string, unknown>,
    day: Day,
  ): void {
    for (const { field, atLeast, atMost, where, unless } of limits) {
      const told: Record<string, unknown> = { ...known, ...body }
      if (told[field] === undefined) continue
      if (Object.entries(where ?? {}).some(([name, one]) => ![one].flat().includes(String(told[name])))) continue
      const by = (atLeast ?? atMost)!
      const bound = typeof by === 'string' ? this.valueOn(by, day) : Number(told[by.field] ?? Number.NaN)
      const value = field === 'due' ? daysBetween(day, told.due as Day) : Number(told[field])
      if (Number.isNaN(bound) || (atLeast === undefined ? value <= bound : value >= bound)) continue
      if (unless !== undefined) body[unless] = '经批准'
      else if (field in body) body[field] = field === 'due' ? plusDays(day, bound) : bound
    }
  }
}

/** The kinds of record that a measure counts, or by which it tells the day. */
function kindsCounted(measure: Measure): readonly string[] {
  if (measure.op === 'utilization') return measure.by
  if (!('over' in measure)) return []
  return typeof measure.at === 'object' ? [measure.at.eveOf] : [measure.over]
}

/** The ties that a condition asks of a person whom a record names. */
function tiesAsked(where: Where): string[] {
  return Object.values(where).flatMap(one => {
    const ties = typeof one === 'object' && 'who' in one ? (one.who as { ties?: { has?: string | string[] } }).ties : {}
    return ties?.has === undefined ? [] : [ties.has].flat()
  })
}

function wayOf(is: Measure | undefined, where: Where): Way {
  const at = is && 'at' in is ? is.at : undefined
  const closed = at === 'closed' || where.state === 'closed' || where.late !== undefined
  const again = where.reopened !== undefined
  const repeated = where.repeated === true
  const open = where.overdue === true || where.stage === 'open'
  return {
    steps: closed || again || repeated ? 'all' : open ? 'none' : 'any',
    again,
    repeated,
    due: where.overdue === true ? 'soon' : where.late === false || where.overdue === false ? 'far' : 'any',
  }
}
