// Names in cells and the ids that they mean: organizations, people and things, each told apart the way people do. Pure.

import { UUID } from '../charter/body.ts'
import type { Words } from '../charter/language.ts'
import { nearest } from '../problem/nearest.ts'
import { nameKey } from '../register/name.ts'
import type { Day } from '../time/day.ts'
import type { Told } from './cells.ts'

interface Lived {
  readonly id: string
  readonly from: Day
  readonly to: Day | null
}
export interface NamedOrg extends Lived {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly english: string
  readonly aliases: readonly string[]
}
export interface NamedPerson extends Lived {
  readonly name: string
  readonly english: string
  readonly born: Day
}
export interface NamedThing extends Lived {
  readonly kind: string
  readonly org: string
  readonly name: string
  readonly english: string
  readonly aliases: readonly string[]
}
/** A record that another one may name, by its day and title. */
export interface NamedRecord {
  readonly id: string
  readonly kind: string
  readonly title: Words
}
/** Who belongs where: a membership, a post, or a tie that names the person. */
export interface Belonging {
  readonly person: string
  readonly org: string
  readonly member: boolean
  readonly from: Day
  readonly to: Day | null
}

/** Everybody of the organization who is not on another list of the roll. */
export const EVERYBODY: ReadonlySet<string> = new Set(['全体', '全体党员', '全员', '全部', 'all', 'everybody'])

const holds = (span: { from: Day; to: Day | null }, on: Day) => span.from <= on && (span.to === null || on < span.to)

/** The names in a cell: separated by 、 or any comma, semicolon or line. */
export function namesIn(cell: string): string[] {
  return cell
    .split(/[、，,；;\n]/)
    .map(text => text.trim())
    .filter(text => text !== '')
}

/** The names that a reader may use, by what they mean. */
export class Names {
  private readonly orgs = new Map<string, NamedOrg[]>()
  private readonly orgById = new Map<string, NamedOrg>()
  private readonly people = new Map<string, NamedPerson[]>()
  private readonly personById = new Map<string, NamedPerson>()
  private readonly things = new Map<string, NamedThing[]>()
  private readonly thingById = new Map<string, NamedThing>()
  private readonly records: readonly NamedRecord[]
  private readonly belongs = new Map<string, Belonging[]>()
  private readonly allOrgs: readonly string[]

  constructor(given: {
    orgs: readonly NamedOrg[]
    people: readonly NamedPerson[]
    belongs: readonly Belonging[]
    things: readonly NamedThing[]
    records: readonly NamedRecord[]
  }) {
    this.records = given.records
    for (const org of given.orgs) {
      this.orgById.set(org.id, org)
      for (const text of [org.code, org.id, org.name, org.short, org.english, ...org.aliases])
        put(this.orgs, nameKey(text), org)
    }
    for (const person of given.people) {
      this.personById.set(person.id, person)
      for (const text of [person.name, person.english]) put(this.people, nameKey(text), person)
    }
    for (const thing of given.things) {
      this.thingById.set(thing.id, thing)
      for (const text of [thing.name, thing.english, ...thing.aliases]) put(this.things, nameKey(text), thing)
    }
    for (const one of given.belongs) put(this.belongs, one.org, one)
    this.allOrgs = [...new Set(given.orgs.flatMap(org => [org.short, org.name, org.code, org.english]))]
  }

  /** The organization that a cell means. */
  org(text: string): Told<string> {
    const found = idsOf(this.orgs.get(nameKey(text)) ?? [])
    if (found.length === 1) return { value: found[0]! }
    if (found.length > 1) {
      const codes = found.map(id => this.orgById.get(id)!.code)
      return why(
        `“${text}”对应多个组织（${codes.join('、')}）。请改写代码。`,
        `"${text}" names several organizations (${codes.join(', ')}). Write the code.`,
      )
    }
    const near = nearest(text, this.allOrgs)
    return why(
      `“${text}”不是您范围内的组织${near ? `；是否指“${near}”？` : '。'}请从下拉列表中选择。`,
      `"${text}" is no organization in your sight${near ? `; did you mean "${near}"?` : '.'} Choose one from the list.`,
    )
  }

  /** How an organization is written so that the same one is read again. */
  orgLabel(id: string, language: 'zh' | 'en'): string {
    const org = this.orgById.get(id)
    if (!org) return id
    const name = language === 'zh' ? org.short : org.english
    return this.means(this.org(name), id) ? name : org.code
  }

  orgOf(id: string): NamedOrg | undefined {
    return this.orgById.get(id)
  }

  /** The person that a name means at an organization on a day: one of its own before any other in sight. */
  person(text: string, org: string, on: Day): Told<string> {
    if (UUID.test(text)) return { value: text.toLowerCase() }
    const parts = /^(.+?)\((\d{4})\)$/.exec(text.normalize('NFKC').trim())
    const key = nameKey(parts ? parts[1]! : text)
    const named = (this.people.get(key) ?? []).filter(one => !parts || one.born.startsWith(parts[2]!))
    const all = idsOf(named)
    const here = new Set((this.belongs.get(org) ?? []).filter(one => holds(one, on)).map(one => one.person))
    const own = all.filter(id => here.has(id))
    if (own.length === 1) return { value: own[0]! }
    if (own.length === 0 && all.length === 1) return { value: all[0]! }
    if (all.length === 0)
      return why(
        `名册中没有叫“${text}”的人，或不在您的范围内。请核对姓名，或先在名册中登记。`,
        `nobody in sight is called "${text}". Check the name, or enter the person in the register first.`,
      )
    const meant = (own.length > 0 ? own : all).map(
      id => `${this.personById.get(id)!.name}（${this.personById.get(id)!.born.slice(0, 4)}）`,
    )
    const apart = new Set(meant).size === meant.length
    return why(
      `“${text}”不止一人：${meant.join('、')}。请${apart ? '在姓名后写明出生年' : '改写人员编号'}。`,
      `"${text}" may be several people: ${meant.join(', ')}. ${apart ? 'Write the year of birth after the name' : 'Write the id of the person'}.`,
    )
  }

  /** How a person is written so that the same one is read again: the name, with the year of birth, or the id. */
  personLabel(id: string, org: string, on: Day, language: 'zh' | 'en'): string {
    const person = this.personById.get(id)
    if (!person) return id
    const name = language === 'zh' ? person.name : person.english
    const whole = namesIn(name).length === 1 && !EVERYBODY.has(nameKey(name))
    for (const text of whole ? [name, `${name}（${person.born.slice(0, 4)}）`] : [])
      if (this.means(this.person(text, org, on), id)) return text
    return id
  }

  /** Ids of the members of an organization on a day. */
  members(org: string, on: Day): string[] {
    return [
      ...new Set((this.belongs.get(org) ?? []).filter(one => one.member && holds(one, on)).map(one => one.person)),
    ]
  }

  /** The thing of a kind that a name means at an organization on a day. */
  thing(text: string, kind: string | undefined, org: string, on: Day): Told<string> {
    if (UUID.test(text)) return { value: text.toLowerCase() }
    const named = (this.things.get(nameKey(text)) ?? []).filter(one => kind === undefined || one.kind === kind)
    const all = idsOf(named)
    const own = idsOf(named.filter(one => one.org === org))
    const now = idsOf(named.filter(one => one.org === org && holds(one, on)))
    for (const ids of [now, own, all]) if (ids.length === 1) return { value: ids[0]! }
    if (all.length > 1) return why(`“${text}”不止一个。请改写编号。`, `"${text}" names several. Write the id.`)
    return why(
      `没有登记过“${text}”，或不在您的范围内。请核对名称，或先登记。`,
      `"${text}" is not registered, or out of your sight. Check the name, or enter it first.`,
    )
  }

  thingLabel(id: string, kind: string | undefined, org: string, on: Day, language: 'zh' | 'en'): string {
    const thing = this.thingById.get(id)
    if (!thing) return id
    const name = language === 'zh' ? thing.name : thing.english
    return this.means(this.thing(name, kind, org, on), id) ? name : id
  }

  /** The record of a kind that a day with a title means. */
  record(text: string, kind: string | undefined): Told<string> {
    if (UUID.test(text)) return { value: text.toLowerCase() }
    const key = nameKey(text)
    const ids = idsOf(
      this.records.filter(
        one => one.kind === kind && [one.title.zh, one.title.en].some(title => nameKey(title) === key),
      ),
    )
    if (ids.length === 1) return { value: ids[0]! }
    if (ids.length > 1)
      return why(`“${text}”不止一条。请改写记录编号。`, `"${text}" may be several records. Write the id of the record.`)
    return why(
      `没有“${text}”这条记录，或不在您的范围内。请从下拉列表中选择，或先记录。`,
      `There is no record "${text}" in sight. Choose one from the list, or record it first.`,
    )
  }

  recordLabel(id: string, kind: string | undefined, language: 'zh' | 'en'): string {
    const title = this.records.find(one => one.id === id)?.title[language]
    return title && this.means(this.record(title, kind), id) ? title : id
  }

  private means(told: Told<string>, id: string): boolean {
    return 'value' in told && told.value === id
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return [...new Set(rows.map(row => row.id))]
}

function why(zh: string, en: string): { why: Words } {
  return { why: { zh, en } }
}
