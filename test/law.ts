// A small district for a law: organizations, people and things by name, records through the real door, status and figures out.
import { afterAll, beforeAll } from 'vitest'
import type { Charter } from '../src/charter/charter.ts'
import { compile, shipped } from '../src/charter/compile.ts'
import type { BrokenMonth, Standard, System } from '../src/charter/language.ts'
import type { Status } from '../src/charter/standing.ts'
import { loadDistrict } from '../src/district/load.sql.ts'
import type { DutyRow } from '../src/duty/duty.api.ts'
import { duties, settle } from '../src/duty/duty.sql.ts'
import { previewStandard } from '../src/duty/preview.sql.ts'
import type { FigureRow } from '../src/measure/figure.api.ts'
import { type Asked, figures, keep } from '../src/measure/figure.sql.ts'
import { append } from '../src/record/record.sql.ts'
import { leave } from '../src/register/change.sql.ts'
import type { District, Membership, OrgSpan, PersonSpan, Post } from '../src/register/facts.ts'
import { keepSince } from '../src/register/kept-since.sql.ts'
import { findOrg } from '../src/register/organization.sql.ts'
import { openStore } from '../src/store/postgres.node.ts'
import type { Store, Tx } from '../src/store/store.ts'
import { SYSTEMS } from '../src/systems/index.ts'
import { type Day, day } from '../src/time/day.ts'
import { monthOf, readPeriod } from '../src/time/period.ts'
import { migrated, type TestPlace } from './place.ts'

const shippedCharter = compile(shipped(SYSTEMS))
const BEGIN = '2010-01-01'
let at: TestPlace
let store: Store
let regions = 0

/** One database for the laws of a file; each law has a region of its own. */
export function aHouse(): void {
  beforeAll(async () => {
    at = await migrated()
    store = await openStore(at.place)
  })
  afterAll(async () => {
    await store.close()
    await at.remove()
  })
}

type Roll = {
  present?: string[]
  excused?: string[]
  absent?: string[]
  madeUp?: string[]
  madeUpOn?: Record<string, string>
}
type Facts = Exclude<keyof District, 'pledges' | 'clock' | 'keptSince'>
type Spans = { from?: string; to?: string }

/** A district in the making. Codes of organizations and names of people and things are their handles. */
export class Law {
  private readonly told: { -readonly [K in Facts]: District[K][number][] } = {
    orgs: [],
    people: [],
    memberships: [],
    posts: [],
    things: [],
    ties: [],
    records: [],
    accounts: [],
  }
  private get facts() {
    if (this.region) throw new Error('the district is loaded already: tell its facts before its records and figures')
    return this.told
  }
  private readonly ids = new Map<string, string>()
  private region = 0
  private charter = shippedCharter
  /** The day on which the reader stands. */
  today = '2013-06-30'

  constructor() {
    this.org('D', 'district', 'district')
  }

  /** An organization under the district, or under another. */
  org(
    code: string,
    tier: OrgSpan['tier'],
    sector: OrgSpan['sector'],
    { from = BEGIN, to, under = 'D', model = 'pastoral' }: Spans & { under?: string; model?: OrgSpan['model'] } = {},
  ): string {
    this.facts.orgs.push({
      id: this.id(code),
      code,
      parent: code === 'D' ? null : this.id(under),
      tier,
      sector,
      model,
      name: `\u4e2d\u5171${code}`,
      short: code,
      english: `Org ${code}`,
      aliases: [],
      from: day(from),
      to: to ? day(to) : null,
    })
    return code
  }

  village(code: string, spans: Spans & { under?: string } = {}): string {
    return this.org(code, 'branch', 'village', spans)
  }

  community(code: string, spans: Spans = {}): string {
    return this.org(code, 'branch', 'community', spans)
  }

  /** A person; a member of the organization if one is named. */
  person(
    name: string,
    org?: string,
    known: Partial<Pick<PersonSpan, 'sex' | 'nationality' | 'education' | 'occupation' | 'rank'>> & {
      born?: string
    } & Spans = {},
  ): string {
    const { from = BEGIN, to, born = '1970-01-01', ...rest } = known
    this.facts.people.push({
      id: this.id(name),
      name,
      english: name,
      sex: 1,
      born: day(born),
      nationality: '02',
      education: 60,
      occupation: 'farmer_herder',
      rank: null,
      ...rest,
      from: day(BEGIN),
      to: null,
    })
    if (org) this.member(name, org, { from, ...(to ? { to } : {}) })
    return name
  }

  /** A membership of somebody who is there. */
  member(
    name: string,
    org: string,
    { from = BEGIN, to, kind = 'full' }: Spans & { kind?: Membership['kind'] } = {},
  ): void {
    this.facts.memberships.push({
      id: this.id(`${name} in ${org} ${from}`),
      person: this.id(name),
      org: this.id(org),
      kind,
      from: day(from),
      to: to ? day(to) : null,
    } satisfies Membership)
  }

  post(
    person: string,
    org: string,
    post: Post['post'],
    { from = BEGIN, to, team = null }: Spans & { team?: Post['team'] } = {},
  ): void {
    this.facts.posts.push({
      id: this.id(`${person} ${post} ${org} ${from}`),
      person: this.id(person),
      org: this.id(org),
      post,
      team,
      from: day(from),
      to: to ? day(to) : null,
    })
  }

  thing(
    kind: string,
    name: string,
    org: string,
    body: Record<string, unknown> = {},
    { from = BEGIN, to }: Spans = {},
  ): string {
    this.facts.things.push({
      id: this.id(name),
      kind,
      org: this.id(org),
      name,
      english: name,
      aliases: [],
      body: Object.fromEntries(
        Object.entries(body).map(([field, value]) => [field, this.ids.get(String(value)) ?? value]),
      ),
      from: day(from),
      to: to ? day(to) : null,
    })
    return name
  }

  /** An enterprise of C1, as it is covered: by a branch of its own or a joint one, by another branch, or by none; with so many full
   *  members, of its own branch or, where it has none, of the branch of its village. */
  firm(
    name: string,
    cover: 'own' | 'joint' | 'affiliated' | 'none',
    { members = 0, ...spans }: Spans & { members?: number } = {},
  ): string {
    const of = { own: 'enterprise', joint: 'enterprise', affiliated: 'organ', none: null } as const
    this.thing('enterprise', name, 'C1', { staff: 30 }, spans)
    const sector = of[cover]
    const branch = `\u652f${name}`
    if (sector || members > 0)
      this.org(branch, cover === 'joint' ? 'joint_branch' : 'branch', sector ?? 'village', { ...spans, under: 'C1' })
    if (sector) this.tie('enterprise.organization', 'C1', { enterprise: name, org: branch }, spans)
    for (let n = 1; n <= members; n += 1) {
      this.person(`${name}${n}`, branch)
      if (cover !== 'own') this.tie('enterprise.member', 'C1', { person: `${name}${n}`, enterprise: name }, spans)
    }
    return name
  }

  /** A tie whose fields name parties; `more` are its other fields. */
  tie(
    kind: string,
    org: string,
    named: Record<string, string>,
    { from = BEGIN, to }: Spans = {},
    more: Record<string, unknown> = {},
  ): void {
    const parties = Object.entries(named).map(([field, handle]) => [field, this.id(handle)])
    const body = { ...Object.fromEntries(parties), ...more }
    this.facts.ties.push({
      id: this.id(`${kind} ${org} ${from} ${Object.values(named)}`),
      kind,
      org: this.id(org),
      body,
      from: day(from),
      to: to ? day(to) : null,
    })
  }

  /** A record that is loaded with the district. Gives its id. */
  tell(
    kind: string,
    org: string,
    on: string,
    body: Record<string, unknown> = {},
    { voids, ...roll }: Roll & { voids?: string } = {},
  ): string {
    const id = this.id(`${kind} ${org} ${on} ${this.facts.records.length}`)
    const people = (names: string[] = []) => names.map(name => this.id(name))
    const { madeUpOn } = roll
    this.facts.records.push({
      ...{ id, kind, org: this.id(org), day: day(on) },
      body: Object.fromEntries(
        Object.entries(body).map(([field, value]) => [field, this.ids.get(String(value)) ?? value]),
      ),
      ...(voids ? { voids } : {}),
      ...(Object.keys(roll).length > 0
        ? {
            roll: {
              present: people(roll.present),
              excused: people(roll.excused),
              absent: people(roll.absent),
              madeUp: people(roll.madeUp),
              madeUpOn: Object.fromEntries(
                Object.entries(madeUpOn ?? {}).map(([name, made]) => [this.id(name), day(made)]),
              ),
            },
          }
        : {}),
    })
    return id
  }

  /** Records something that happened, through the door that every record passes. Gives its id. */
  async record(
    kind: string,
    org: string,
    on: string,
    body: Record<string, unknown> = {},
    { voids, makesUp, for: turn, ...roll }: Roll & { voids?: string; makesUp?: string; for?: string } = {},
  ): Promise<string> {
    await this.load()
    await store.keepMonths([monthOf(day(on))])
    const people = (names: string[] = []) => names.map(name => this.id(name))
    const known = Object.fromEntries(
      Object.entries(body).map(([field, value]) => [field, this.ids.get(String(value)) ?? value]),
    )
    const listed = {
      present: people(roll.present),
      excused: people(roll.excused),
      absent: people(roll.absent),
      madeUp: people(roll.madeUp),
    }
    const called = Object.values(listed).some(list => list.length > 0)
    const madeUpOn = Object.fromEntries(
      Object.entries(roll.madeUpOn ?? {}).map(([name, made]) => [this.id(name), day(made)]),
    )
    const line = {
      ...{ kind, org, day: on, body: known },
      ...(called ? { roll: { ...listed, ...(roll.madeUpOn ? { madeUpOn } : {}) } } : {}),
      ...(voids ? { voids } : {}),
      ...(makesUp ? { makesUp } : {}),
      ...(turn ? { for: turn } : {}),
    }
    const [added] = await this.within(tx =>
      append(tx, this.charter, [line], { name: 'law', hand: null, today: day(this.today) }),
    )
    return added!.id
  }

  /** A system of the district's own beside the shipped ones. */
  also(system: System): void {
    this.charter = compile(shipped([...this.charter.systems, system]))
  }

  /** Gives a standard a new value from a day on. */
  standard(id: string, from: string, value: number): void {
    const clause = { zh: '\u8c03\u6574', en: 'changed' }
    this.norm(id, is => ({ ...is, entries: [...is.entries, { from: day(from), value, clause }] }))
  }

  /** Gives a standard another rule for broken months from a day on. */
  broken(id: string, from: string, value: BrokenMonth): void {
    const clause = { zh: '\u89c4\u5b9a', en: 'rule' }
    this.norm(id, is => ({ ...is, broken: [...(is.broken ?? []), { from: day(from), value, clause }] }))
  }

  /** Says a norm otherwise, in place of what the charter says. */
  norm(id: string, said: (is: Standard) => Standard): void {
    const changed = this.charter.systems.map(system => {
      const is = system.standards?.[id]
      return is ? { ...system, standards: { ...system.standards, [id]: said(is) } } : system
    })
    this.charter = compile(shipped(changed))
  }

  /** What a reader of the whole district finds of a period, by the facts as they stand: a board, a proof, a sheet. */
  async read<T>(
    period: string,
    look: (tx: Tx, charter: Charter, asked: Asked) => Promise<T>,
    org = 'D',
    tree: 'then' | 'now' = 'then',
  ): Promise<T> {
    await this.settled(period)
    return this.within(async tx => {
      const asked = { place: await findOrg(tx, org), period: readPeriod(period)!, tree, today: day(this.today) }
      return look(tx, this.charter, asked)
    })
  }

  /** How the duties that a standard decides would stand at an organization: what the preview of another value looks at. */
  async foretold(standard: string, period: string, org: string) {
    await this.settled(period)
    return previewStandard(store, this.region, this.charter, standard, async tx => ({
      ...{ place: await findOrg(tx, org), period: readPeriod(period)!, tree: 'now', today: day(this.today) },
    }))
  }

  /** Excuses an organization from one turn of a duty. */
  excuse(duty: string, org: string, on: string): Promise<string> {
    return this.record('duty.excuse', org, on, { duty, reason: '\u7ecf\u6279\u51c6' })
  }

  /** Says since which day records are kept at an organization and below it. */
  async keepSince(org: string, on: string): Promise<void> {
    await this.load()
    await this.within(tx => keepSince(tx, org, day(on), { name: 'law', today: day(this.today) }))
  }

  /** Lets a member leave the Party's organization. */
  async leave(person: string, on: string): Promise<void> {
    await this.load()
    await this.within(tx => leave(tx, this.id(person), day(on), { name: 'law', today: day(this.today) }))
  }

  /** The figure of an organization, of the whole district unless one is named. */
  async figure(id: string, period: string, org = 'D', tree: 'then' | 'now' = 'then'): Promise<FigureRow> {
    const [found] = await this.read(period, (tx, charter, asked) => figures(tx, charter, asked, [id]), org, tree)
    return found!
  }

  async value(id: string, period: string, org?: string): Promise<number | null> {
    return (await this.figure(id, period, org)).value
  }

  /** How a turn of a duty stands on a day: its status, or «nothing owed». */
  async status(duty: string, org: string, turn: string, on = this.today): Promise<Status | 'nothing owed'> {
    return (await this.owed(duty, org, turn, on))?.status ?? 'nothing owed'
  }

  /** What is owed and done in a turn. */
  async owed(
    duty: string,
    org: string,
    turn: string,
    on = this.today,
  ): Promise<Pick<DutyRow, 'owed' | 'value' | 'status' | 'until' | 'settled'> | null> {
    await this.settled(turn)
    const rows = await this.within(tx =>
      duties(tx, this.charter, { orgs: [this.id(org)], on: day(on) as Day, period: readPeriod(turn)!, duties: [duty] }),
    )
    return rows[0] ?? null
  }

  private async settled(period: string): Promise<void> {
    await this.load()
    await this.within(tx => keep(tx, readPeriod(period)!, day(this.today)))
    await settle(store, this.charter, this.region)
  }

  private async load(): Promise<void> {
    if (this.region) return
    this.region = ++regions
    await loadDistrict(store, this.charter, this.region, this.told, false)
  }

  private within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return store.within({ region: this.region, path: '/D/' }, work)
  }

  /** The id behind a handle. */
  handle(name: string): string {
    return this.id(name)
  }

  private id(handle: string): string {
    const known = this.ids.get(handle) ?? `01340000-0000-7000-8000-${String(this.ids.size + 1).padStart(12, '0')}`
    this.ids.set(handle, known)
    return known
  }
}
