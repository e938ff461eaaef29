// The register of a history as it is loaded: a small district with what its measures ask for, and everything that records name.
import type { Charter, Kind } from '../../src/charter/charter.ts'
import type { Condition, Field, Measure, Where, WhichOrg, Who } from '../../src/charter/language.ts'
import type { District, Membership, OrgSpan, PersonSpan, Post, Span, ThingSpan, Tie } from '../../src/register/facts.ts'
import { ageOn, type Day, day, plusDays } from '../../src/time/day.ts'
import type { Chance } from './chance.ts'

export const FIRST = day('2011-11-01')
export const LAST = day('2012-12-31')
const DAYS = 426
const LONG_AGO = day('2010-01-01')
const MIDDLE = day('2012-06-30')

/** How many facts are to be made that a measure counts. */
export type Aims = ReadonlyMap<string, number>

/** Everything of the register of a history, and by what chance it is made. */
export interface Ground {
  readonly charter: Charter
  readonly chance: Chance
  readonly orgs: OrgSpan[]
  readonly people: PersonSpan[]
  readonly memberships: Membership[]
  readonly posts: Post[]
  readonly things: ThingSpan[]
  readonly ties: Tie[]
}

/** A record that stands as it was told, as far as others may name it. */
export interface Named {
  readonly id: string
  readonly kind: string
  readonly day: Day
}

/** What a measure asks of a fact that it counts, or of the part of which it tells the share. */
export function asked(measure: Measure, chance: Chance): Where {
  const { where = {} } = measure as { where?: Where }
  return measure.op === 'share' && chance.odds(0.6) ? { ...where, ...(measure.part as Where) } : where
}

/** The kind or list of the register over which a measure counts. */
export function sourceOf(measure: Measure): string | null {
  return measure.op === 'utilization' ? measure.of : 'over' in measure ? measure.over : null
}

/** Makes the register of a history. */
export function groundOf(charter: Charter, chance: Chance, aims: Aims): Ground {
  const ground: Ground = { charter, chance, orgs: [], people: [], memberships: [], posts: [], things: [], ties: [] }
  const each = (which: (source: string) => boolean, make: (source: string, where: Where) => void) => {
    for (const [id, times] of aims) {
      const { is } = charter.measures.get(id)!
      const source = sourceOf(is)
      if (source !== null && which(source)) for (let n = times; n > 0; n -= 1) make(source, asked(is, chance))
    }
  }
  const formOf = (source: string) => charter.kinds.get(source)?.form
  openFirst(ground)
  const opened: (readonly [OrgSpan, Where])[] = []
  each(
    source => source === 'orgs',
    (_, where) => opened.push([openOne(ground, where), where]),
  )
  for (let n = chance.int(16, 26); n > 0; n -= 1) enterPerson(ground, {})
  // Of a roll some count only those who are as they ask.
  for (const [id, times] of aims) {
    const { among } = charter.measures.get(id)!.is as { among?: Where }
    if (among) for (let n = times; n > 0; n -= 1) enterPerson(ground, among)
  }
  for (const [org, where] of opened) tieTo(ground, where, org, {})
  each(
    source => source === 'members',
    (_, where) => enterMember(ground, where),
  )
  for (let n = chance.int(3, 10); n > 0; n -= 1) enterMember(ground, {})
  for (const post of charter.posts.keys())
    for (let n = chance.int(1, 4); n > 0; n -= 1) enterPost(ground, { post }, chance.one(ground.people))
  each(
    source => source === 'posts',
    (_, where) => enterPost(ground, where, enterPerson(ground, where)),
  )
  const kinds = [...charter.kinds.values()]
  const named = new Set(kinds.flatMap(kind => Object.values(kind.fields).flatMap(field => field.of ?? [])))
  for (const kind of kinds)
    if (kind.form === 'thing')
      for (let n = named.has(kind.id) ? chance.int(4, 8) : chance.int(0, 1); n > 0; n -= 1) enterThing(ground, kind, {})
  // What counts each thing once counts no more than there are.
  for (const [id, times] of aims) {
    const { is } = charter.measures.get(id)!
    const once = is.op === 'count' && is.once ? charter.kinds.get(is.over)?.fields[is.once]?.of : undefined
    const kind = once === undefined ? undefined : charter.kinds.get(once)
    if (kind?.form === 'thing') for (let n = times; n > 0; n -= 1) enterThing(ground, kind, {})
  }
  each(
    source => formOf(source) === 'thing',
    (source, where) => enterThing(ground, charter.kinds.get(source)!, where),
  )
  for (const kind of kinds)
    if (kind.form === 'tie') for (let n = chance.int(1, 3); n > 0; n -= 1) enterTie(ground, kind, {})
  each(
    source => formOf(source) === 'tie',
    (source, where) => enterTie(ground, charter.kinds.get(source)!, where),
  )
  return ground
}

/** The district of a ground, without records. */
export function districtOf({ orgs, people, memberships, posts, things, ties }: Ground): District {
  return { orgs, people, memberships, posts, things, ties, records: [], accounts: [] }
}

export function covers({ from, to }: Span, on: Day): boolean {
  return from <= on && (to === null || on < to)
}

function openFirst(ground: Ground): void {
  open(ground, 'D', { tier: 'district', sector: 'district' }, null, LONG_AGO)
  const top = ground.orgs[0]!
  open(ground, 'C1', { tier: 'committee', sector: 'town' }, top, LONG_AGO)
  open(ground, 'C2', { tier: 'committee', sector: 'state_farm' }, top, LONG_AGO)
  for (const sector of ['village', 'community', ...ground.chance.some(SECTORS, 0.4)]) openOne(ground, { sector })
}

const SECTORS = ['village', 'sub_bureau', 'community', 'organ', 'enterprise', 'public_security']

/** An organization that is as asked: one that stands, or that is founded while the history runs. */
function openOne(ground: Ground, where: Where): OrgSpan {
  const { chance, orgs } = ground
  const of = (name: string, otherwise: string) => {
    const one = where[name] as string | readonly string[] | undefined
    return one === undefined ? otherwise : chance.one([one].flat())
  }
  const tier = of('tier', chance.odds(0.15) ? 'joint_branch' : 'branch')
  const high = tier === 'committee' || tier === 'general_branch'
  const sector = of('sector', high ? chance.one(['town', 'state_farm', 'community']) : chance.one(SECTORS))
  const from = chance.odds(0.6) ? LONG_AGO : plusDays(FIRST, chance.int(1, 330))
  const above = orgs.filter(org => org.from <= from && (org.tier === 'district' || (!high && org.tier === 'committee')))
  const fresh = open(
    ground,
    `${sector[0]!.toUpperCase()}${orgs.length}`,
    { tier, sector, ...('model' in where ? { model: of('model', '') } : {}) },
    chance.one(above),
    from,
  )
  return fresh
}

function open(
  { orgs, chance }: Ground,
  code: string,
  { tier, sector, model }: { tier: string; sector: string; model?: string },
  parent: OrgSpan | null,
  from: Day,
): OrgSpan {
  const org: OrgSpan = {
    ...{ id: chance.id(), code, parent: parent?.id ?? null, tier, sector, from, to: null },
    ...{ model: model ?? chance.one(['urban', 'pastoral']) },
    ...{ name: `中共${code}`, short: code, english: `Org ${code}`, aliases: [] },
  }
  orgs.push(org)
  return org
}

/** The ties that a measure asks a fact for: one of them, at its organization, that names it. */
function tieTo(ground: Ground, where: Where, org: OrgSpan, naming: { thing?: string; person?: string }): void {
  const ties = where.ties as { has?: string | readonly string[]; who?: Who; org?: WhichOrg } | undefined
  if (ties?.has === undefined) return
  const kind = ground.charter.kinds.get(ground.chance.one([ties.has].flat()))!
  if (ties.org && !ground.orgs.some(one => isSuch(one, ties.org as Where))) openOne(ground, ties.org as Where)
  const whom = { ...(ties.who && { person: { who: ties.who } }), ...(ties.org && { org: { has: [], org: ties.org } }) }
  enterTie(ground, kind, whom, org, naming)
}

/** The ties from which what is asked of a thing follows, or anything where nothing is asked. */
function tieSoThat(ground: Ground, kind: Kind, where: Where, org: OrgSpan, thing: string): void {
  const { charter, chance } = ground
  for (const [name, is] of Object.entries(charter.follows.get(kind.id) ?? {})) {
    const condition = where[name] as string | readonly string[] | undefined
    if ('first' in is) {
      const form = chance.one(condition === undefined ? Object.keys(is.first) : [condition].flat())
      tieTo(ground, is.first[form]!.where ?? {}, org, { thing })
    } else if ('people' in is)
      for (let n = numberFor(ground, condition, MIDDLE, 2); n > 0; n -= 1)
        enterTie(ground, charter.kinds.get(is.people.tie)!, { person: { who: is.who } }, org, { thing })
  }
}

/** Organizations that are as a condition asks, and stand on a day. */
export function orgsFor(orgs: readonly OrgSpan[], where: Where, on: Day): OrgSpan[] {
  const standing = orgs.filter(org => covers(org, on))
  const fit = standing.filter(org => isSuch(org, where))
  return fit.length > 0 ? fit : standing
}

function isSuch(org: OrgSpan, where: Where): boolean {
  const fields = ['tier', 'sector', 'model'] as const
  return fields.every(field => where[field] === undefined || ([where[field]].flat() as unknown[]).includes(org[field]))
}

/** The value of a bound on a day. */
function boundOn(charter: Charter, bound: unknown, on: Day): number | undefined {
  if (typeof bound !== 'string') return bound as number | undefined
  return charter.standards.get(bound)!.is.entries.findLast(entry => entry.from <= on)?.value
}

/** The least and the most that a condition allows a number, and a number between them. */
function numberFor({ charter, chance }: Ground, condition: unknown, on: Day, reach: number): number {
  const { atLeast, atMost, below } = (typeof condition === 'object' ? condition : {}) as Record<string, unknown>
  const least = boundOn(charter, atLeast, on)
  const under = boundOn(charter, below, on)
  const most = under === undefined ? boundOn(charter, atMost, on) : under - 1
  if (least !== undefined) return chance.int(least, most ?? least + reach)
  return chance.int(Math.max(0, (most ?? reach) - reach), most ?? reach)
}

/** A code that is as asked, of those that there are. */
function codeFor<T extends string | number>(ground: Ground, condition: unknown, codes: readonly T[], on: Day): T {
  if (condition === undefined) return ground.chance.one(codes)
  if (typeof condition !== 'object') return codes.find(code => String(code) === String(condition)) ?? (condition as T)
  if (Array.isArray(condition)) return ground.chance.one(condition as T[])
  const { atLeast, atMost } = condition as Record<string, unknown>
  const [least, most] = [boundOn(ground.charter, atLeast, on), boundOn(ground.charter, atMost, on)]
  const fit = codes.filter(code => (least === undefined || +code >= least) && (most === undefined || +code <= most))
  return ground.chance.one(fit.length > 0 ? fit : codes)
}

const EDUCATION = [10, 20, 30, 40, 60, 70, 80]

/** A person who is as a condition asks, for one of a few changed in the course of the history. */
function enterPerson(ground: Ground, where: Where): PersonSpan {
  const { charter, chance, people } = ground
  const codes = (field: string) => Object.keys(charter.vocabulary.codes[field] ?? {})
  const age = where.age === undefined ? chance.int(20, 70) : Math.max(18, numberFor(ground, where.age, MIDDLE, 14))
  const index = people.length
  const person: PersonSpan = {
    ...{ id: chance.id(), name: `人${String.fromCodePoint(0x4e00 + index * 7)}${index}`, english: `Person ${index}` },
    sex: Number(codeFor(ground, where.sex, ['1', '2'], MIDDLE)) as 1 | 2,
    born: plusDays(day(`${2012 - age}-06-30`), -chance.int(0, 364)),
    nationality: codeFor(ground, where.nationality, ['01', '02', '03'], MIDDLE),
    education: Number(codeFor(ground, where.education, EDUCATION, MIDDLE)),
    occupation: codeFor(ground, where.occupation, codes('occupation'), MIDDLE),
    rank: where.rank === undefined && chance.odds(0.4) ? null : codeFor(ground, where.rank, codes('rank'), MIDDLE),
    ...{ from: LONG_AGO, to: null },
  }
  if (chance.odds(0.85)) people.push(person)
  else {
    const on = plusDays(FIRST, chance.int(1, DAYS - 1))
    const rank = chance.odds(0.5) ? chance.one(codes('rank')) : null
    people.push({ ...person, to: on }, { ...person, education: chance.one(EDUCATION), rank, from: on })
  }
  return person
}

/** A member who is as asked, of an organization that is; for one of a few not for the whole history. */
function enterMember(ground: Ground, where: Where): void {
  const { chance, memberships } = ground
  const person = enterPerson(ground, where)
  const org = chance.one(orgsFor(ground.orgs, where, MIDDLE))
  const aged = plusDays(person.born, 21 * 366)
  const began = chance.odds(0.75) ? LONG_AGO : plusDays(FIRST, chance.int(0, DAYS - 60))
  const from = [began, aged, org.from].reduce((last, one) => (one > last ? one : last))
  const to = chance.odds(0.1) ? plusDays(from > FIRST ? from : FIRST, chance.int(1, 200)) : null
  const kind = codeFor(ground, where.kind, chance.odds(0.2) ? ['probationary'] : ['full'], MIDDLE)
  memberships.push({ id: chance.id(), person: person.id, org: org.id, kind, from, to })
  tieTo(ground, where, org, { person: person.id })
}

function enterPost(ground: Ground, where: Where, { id: person }: PersonSpan): void {
  const { charter, chance, posts } = ground
  const post = codeFor(ground, where.post, [...charter.posts.keys()], MIDDLE)
  const team =
    where.team === undefined && chance.odds(0.4) ? null : codeFor(ground, where.team, teamsOf(charter), MIDDLE)
  const org = chance.one(orgsFor(ground.orgs, where, MIDDLE))
  const { sole = false } = charter.posts.get(post)!
  if (posts.some(one => one.post === post && one.org === org.id && (sole || one.person === person))) return
  const begin = FIRST > org.from ? FIRST : org.from
  const from = chance.odds(0.6) ? org.from : plusDays(begin, chance.int(0, 200))
  const to = chance.odds(0.25) ? plusDays(from > FIRST ? from : FIRST, chance.int(1, 160)) : null
  posts.push({ id: chance.id(), person, org: org.id, post, team, from, to })
  tieTo(ground, where, org, { person })
}

function teamsOf(charter: Charter): string[] {
  return Object.keys(charter.vocabulary.codes.team ?? {})
}

function enterThing(ground: Ground, kind: Kind, where: Where): void {
  const { chance, things } = ground
  const begin = chance.odds(0.6) ? LONG_AGO : plusDays(FIRST, chance.int(0, DAYS - 10))
  const org = chance.one(orgsFor(ground.orgs, where, begin))
  const from = begin < org.from ? org.from : begin
  const body = bodyFor(ground, kind, where, from)
  if (lacking(kind, body)) return
  const to = chance.odds(0.12) ? plusDays(from > FIRST ? from : FIRST, chance.int(1, 120)) : null
  const thing = {
    ...{ id: chance.id(), kind: kind.id, org: org.id, aliases: [] },
    ...{ name: `${kind.name.zh}${things.length}`, english: `${kind.name.en} ${things.length}` },
  }
  const on = plusDays(from > FIRST ? from : FIRST, chance.int(1, 90))
  if (chance.odds(0.2) && (to === null || on < to))
    things.push(
      { ...thing, body, from, to: on },
      { ...thing, body: { ...body, ...bodyFor(ground, kind, where, on) }, from: on, to },
    )
  else things.push({ ...thing, body, from, to })
  tieTo(ground, where, org, { thing: thing.id })
  tieSoThat(ground, kind, where, org, thing.id)
}

function enterTie(
  ground: Ground,
  kind: Kind,
  where: Where,
  at?: OrgSpan,
  naming: { thing?: string; person?: string } = {},
): void {
  const { chance } = ground
  const begin = chance.odds(0.6) ? LONG_AGO : plusDays(FIRST, chance.int(0, DAYS - 60))
  const org = at ?? chance.one(orgsFor(ground.orgs, where, begin))
  const from = begin < org.from ? org.from : begin
  const body = bodyFor(ground, kind, where, from)
  const mine = ground.memberships.filter(one => one.org === org.id)
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type === 'thing' && naming.thing) body[name] = naming.thing
    if (field.type !== 'person') continue
    if (naming.person) body[name] = naming.person
    // Whom a tie names is mostly one of its own people.
    else if (where[name] === undefined && mine.length > 0 && chance.odds(0.6)) body[name] = chance.one(mine).person
  }
  if (lacking(kind, body)) return
  const to = chance.odds(0.15) ? plusDays(from > FIRST ? from : FIRST, chance.int(30, 300)) : null
  ground.ties.push({ id: chance.id(), kind: kind.id, org: org.id, body, from, to })
}

const WORDS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']

/** A value of a field that meets what is asked of it, or any. Undefined where nothing of the kind is there. */
function valueFor(
  ground: Ground,
  field: Field,
  condition: Condition | undefined,
  on: Day,
  records: readonly Named[],
): unknown {
  const { chance, orgs, things } = ground
  if (Array.isArray(condition)) return chance.one(condition)
  if (condition !== undefined && typeof condition !== 'object') return condition
  const number = () => numberFor(ground, condition, on, condition === undefined ? 400 : 3)
  switch (field.type) {
    case 'text':
      return chance.one(WORDS)
    case 'integer':
      return number()
    case 'decimal':
      return number() + (condition === undefined ? chance.int(0, 9) / 10 : 0)
    case 'money':
      return (number() * chance.one([1, 10, 100]) + chance.int(0, 99) / 100).toFixed(2)
    case 'day':
      return plusDays(on, chance.int(0, 120))
    case 'choice':
      return chance.one(Object.keys(field.choices ?? {}))
    case 'flag':
      return chance.odds(0.6)
    case 'person':
      return personFor(ground, condition, on)
    case 'org': {
      const { org } = (condition ?? {}) as { org?: Where }
      return chance.one(org ? orgsFor(orgs, org, on) : orgs).id
    }
    case 'thing': {
      const fit = things.filter(thing => (field.of === undefined || thing.kind === field.of) && covers(thing, on))
      return fit.length > 0 ? chance.one(fit).id : undefined
    }
    case 'point':
      return '118.83,45.71'
    default: {
      const fit = records.filter(record => record.kind === field.of && record.day <= on)
      return fit.length > 0 ? chance.one(fit).id : undefined
    }
  }
}

function personFor(ground: Ground, condition: unknown, on: Day): string {
  const { who } = (condition ?? {}) as { who?: Who }
  const standing = ground.people.filter(person => covers(person, on))
  const fit = who ? standing.filter(person => isSo(ground, person, who, on)) : []
  return ground.chance.one(fit.length > 0 && ground.chance.odds(0.8) ? fit : standing).id
}

/** Whether a person is as a condition asks of them, as far as the register says it of them alone. */
export function isSo(ground: Ground, person: PersonSpan, who: Who, on: Day): boolean {
  const member = ground.memberships.find(one => one.person === person.id && covers(one, on))
  const known: Record<string, unknown> = { ...person, age: ageOn(person.born, on), kind: member?.kind }
  return Object.entries(who).every(([name, condition]) => {
    if (name === 'ties') return true
    const value = known[name]
    if (typeof condition !== 'object') return String(value) === String(condition)
    if (Array.isArray(condition)) return condition.some(one => String(one) === String(value))
    const { atLeast, atMost, below } = condition as Record<string, unknown>
    const [least, most, under] = [atLeast, atMost, below].map(bound => boundOn(ground.charter, bound, on))
    const number = Number(value)
    return number >= (least ?? number) && number <= (most ?? number) && (under === undefined || number < under)
  })
}

/** A body of a kind that goes towards what is asked; optional fields are left out now and then. */
export function bodyFor(
  ground: Ground,
  kind: Kind,
  where: Where,
  on: Day,
  records: readonly Named[] = [],
): Record<string, unknown> {
  const complete = where.complete === true || ground.chance.odds(0.5)
  return Object.fromEntries(
    Object.entries(kind.fields).flatMap(([name, field]) => {
      if (field.retired || (field.optional && !(name in where) && !complete && ground.chance.odds(0.4))) return []
      const value = valueFor(ground, field, where[name], on, records)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Whether a body lacks what must be said: there was nothing that it could name. */
export function lacking(kind: Kind, body: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(kind.fields).some(([name, field]) => !field.optional && !field.retired && !(name in body))
}
