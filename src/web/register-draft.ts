// What is typed to change the register at an organization: its acts, their fields, what is wrong in them, and the change they ask for.
import type { z } from 'zod'
import type { intended, listKinds } from '../register/change.api.ts'
import type { OrgRow } from '../register/register.api.ts'
import type { Day } from '../time/day.ts'
import type { Given } from './client.ts'
import type { Wrong } from './faults.ts'
import { type Values, valuesFor, wrongIn } from './kind-values.ts'
import { type Facts, NOBODY, wireFacts, wrongFacts } from './person-facts.ts'

/** A change as the register is asked for it. */
export type Intent = z.input<typeof intended>
export type EntryKind = Given<typeof listKinds>[number]
type Field =
  | ('to' | 'heir' | 'person' | 'day' | 'name' | 'code' | 'keeps')
  | ('post' | 'kind' | 'facts' | 'joins' | 'thing' | 'tie')

export const ORG_ACTS = [
  'org.change',
  'org.move',
  'org.merge',
  'org.split',
  'org.open',
  'org.begin',
  'org.close',
  'org.keep',
] as const
export const PEOPLE_ACTS = [
  'person.enter',
  'member.join',
  'member.confirm',
  'member.transfer',
  'member.leave',
  'post.appoint',
  'post.release',
] as const
export const FACT_ACTS = ['thing.enter', 'tie.enter'] as const
/** What is done to an organization here; a person or a thing is changed on its own page. */
export type OrgAct = (typeof ORG_ACTS | typeof PEOPLE_ACTS | typeof FACT_ACTS)[number]

/** The act that an address names; the first where it names none. */
export function actOf(name: string): OrgAct {
  return [...ORG_ACTS, ...PEOPLE_ACTS, ...FACT_ACTS].find(act => act === name) ?? 'org.change'
}

/** What is typed, before it becomes a change. */
export interface Draft {
  readonly act: OrgAct
  readonly day: Day
  readonly to: string | null
  readonly people: readonly string[]
  readonly post: string
  readonly kind: 'full' | 'probationary'
  readonly name: string
  readonly short: string
  readonly english: string
  readonly code: string
  readonly tier: string
  readonly sector: string
  readonly model: string
  readonly facts: Facts
  /** What a person who is entered becomes at once. */
  readonly joins: '' | 'full' | 'probationary'
  readonly another: boolean
  /** What was recorded for the day of a split or later stays where it is. */
  readonly keeps: boolean
  /** The kind of what is entered, and what is typed into its fields. */
  readonly of: string
  readonly typed: Values
}

/** Acts that the top of the tree does not allow. */
export const BELOW_TOP: ReadonlySet<OrgAct> = new Set(['org.move', 'org.merge', 'org.split', 'org.begin', 'org.close'])

export function begun(org: OrgRow, act: OrgAct, day: Day): Draft {
  const fresh = act !== 'org.change'
  return {
    act,
    day,
    to: null,
    people: [],
    post: '',
    kind: 'full',
    name: fresh ? '' : org.name,
    short: fresh ? '' : org.short,
    english: fresh ? '' : org.english,
    code: '',
    tier: act === 'org.open' ? '' : org.tier,
    sector: org.sector,
    model: org.model,
    facts: NOBODY,
    joins: '',
    another: false,
    keeps: false,
    of: '',
    typed: {},
  }
}

export function fieldsOf(act: OrgAct): readonly Field[] {
  switch (act) {
    case 'org.open':
      return ['name', 'kind', 'code', 'day']
    case 'org.split':
      return ['name', 'kind', 'person', 'code', 'keeps', 'day']
    case 'org.change':
      return ['name', 'kind', 'day']
    case 'org.move':
    case 'org.merge':
      return ['to', 'day']
    case 'org.close':
      return ['heir', 'day']
    case 'org.begin':
    case 'org.keep':
      return ['day']
    case 'member.transfer':
      return ['person', 'to', 'day']
    case 'post.appoint':
      return ['person', 'post', 'day']
    case 'person.enter':
      return ['facts', 'joins', 'day']
    case 'thing.enter':
      return ['thing', 'day']
    case 'tie.enter':
      return ['tie', 'day']
    default:
      return ['person', 'day']
  }
}

/** The single inputs of an act, with what is wrong in each: that it must be filled and is not. */
export function wrongOf(draft: Draft, entered: EntryKind['fields'], missing: string): Wrong {
  const blank = (text: string) => text.trim() === '' && missing
  const parts: Readonly<Record<Field, Wrong>> = {
    to: { to: blank(draft.to ?? '') },
    // Where nothing was recorded for the day or later, nobody need take over.
    heir: { to: null },
    // Nobody need go along to an organization that is set apart.
    person: { person: draft.people.length === 0 && draft.act !== 'org.split' && missing },
    day: { day: null },
    name: { short: blank(draft.short), name: null, english: null },
    code: { code: null },
    post: { post: blank(draft.post) },
    kind: { tier: blank(draft.tier), sector: blank(draft.sector), model: blank(draft.model) },
    facts: { facts: null, ...wrongFacts(draft.facts, missing) },
    joins: { joins: null },
    keeps: { keeps: null },
    thing: {
      kind: blank(draft.of),
      name: blank(draft.short),
      english: null,
      ...wrongIn(entered, draft.typed, missing),
    },
    tie: { kind: blank(draft.of), ...wrongIn(entered, draft.typed, missing) },
  }
  return Object.assign({}, ...fieldsOf(draft.act).map(field => parts[field]))
}

/** The change that a draft without faults asks for; null where nothing is changed. */
export function intentOf(org: OrgRow, draft: Draft, fields: EntryKind['fields']): Intent | null {
  const { act, day, people, post, kind, name, short, english, code, tier, sector, model } = draft
  const [to, person] = [draft.to ?? '', people[0] ?? '']
  const named = { name: name.trim() || short.trim(), short: short.trim(), english, tier, sector, model }
  const own = code.trim() ? { code: code.trim() } : {}
  switch (act) {
    case 'org.open':
      return { act, parent: org.code, day, ...named, ...own }
    case 'org.split':
      return { act, org: org.code, day, people: [...people], keeps: draft.keeps, ...named, ...own }
    case 'org.change': {
      const changed = Object.entries(named).filter(([key, value]) => value !== org[key as keyof OrgRow])
      return changed.length > 0 ? { act, org: org.code, day, ...Object.fromEntries(changed) } : null
    }
    case 'org.move':
      return { act, org: org.code, to, day }
    case 'org.merge':
      return { act, org: org.code, into: to, day }
    case 'org.begin':
    case 'org.keep':
      return { act, org: org.code, day }
    case 'org.close':
      return { act, org: org.code, into: draft.to, day }
    case 'person.enter':
      return {
        act,
        org: org.code,
        day,
        ...wireFacts(draft.facts),
        kind: draft.joins || null,
        another: draft.another,
      }
    case 'thing.enter':
      return {
        act,
        kind: draft.of,
        org: org.code,
        day,
        name: short.trim(),
        english: english.trim(),
        body: valuesFor(fields, draft.typed),
      }
    case 'tie.enter':
      return { act, kind: draft.of, org: org.code, day, body: valuesFor(fields, draft.typed) }
    case 'member.confirm':
      return { act, person, day }
    case 'member.join':
      return { act, person, org: org.code, day, kind }
    case 'member.leave':
      return { act, person, day }
    case 'member.transfer':
      return { act, person, to, day }
    case 'post.appoint':
      return { act, person, org: org.code, post, day }
    case 'post.release': {
      // A post is named by its holder and the office together.
      const [holder = '', office = ''] = person.split(' ')
      return { act, person: holder, org: org.code, post: office, day }
    }
  }
}
