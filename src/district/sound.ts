// Whether the facts of a district fit each other: everybody known, nobody in two places, each post held once, each record corrected once.

import { namedIn } from '../charter/body.ts'
import { type Charter, caseKindOf, isSole } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { firstMisstep, insistOwned, insistStory } from '../record/case.ts'
import { unkept } from '../record/limit.ts'
import { insistOfAge } from '../register/age.ts'
import type { District, RecordLine, Span } from '../register/facts.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { byFrom } from '../register/places.ts'
import { postWords } from '../register/vocabulary.ts'
import { type Day, readDay } from '../time/day.ts'
import { Rolls } from './rolls.ts'

/** Throws the first fault: org.code, district.root, person.unknown, thing.unknown, member.twice, post.twice, post.taken, record.*. */
export function insistSound(district: District, charter: Charter): void {
  const short = new Map(district.orgs.map(org => [org.id, orgWords(org)]))
  const names = new Map(district.people.map(person => [person.id, nameWords(person)]))
  const person = (id: string) => names.get(id) ?? refuse('person.unknown', { person: id })
  const org = (id: string) => short.get(id) ?? refuse('org.unknown', { org: id, near: null })

  const codes = new Map<string, string>()
  for (const one of district.orgs) {
    const code = one.code.toUpperCase()
    if ((codes.get(code) ?? one.id) !== one.id) refuse('org.code', { code: one.code })
    codes.set(code, one.id)
  }
  const tops = new Set(district.orgs.filter(one => one.parent === null).map(one => one.code))
  if (tops.size !== 1) refuse('district.root', { tops: [...tops] })

  for (const account of district.accounts) person(account.person)
  for (const [held, later] of overlaps(district.memberships, one => one.person))
    refuse('member.twice', { person: person(held.person), org: org(held.org), day: later.from })
  const born = new Map(district.people.map(one => [one.id, one]))
  for (const one of district.memberships) {
    person(one.person)
    insistOfAge(charter, born.get(one.person)!, one.from)
  }
  for (const one of district.posts) person(one.person)
  for (const [held, later] of overlaps(district.posts, one => `${one.person} ${one.org} ${one.post}`))
    refuse('post.twice', {
      person: person(held.person),
      org: org(held.org),
      post: postWords(charter, held.post),
      day: later.from,
    })
  for (const [held, later] of overlaps(
    district.posts.filter(one => isSole(charter, one.post)),
    one => `${one.org} ${one.post}`,
  ))
    refuse('post.taken', { org: org(held.org), post: postWords(charter, held.post), day: later.from })

  const kinds = new Map(district.things.map(thing => [thing.id, thing.kind]))
  const ids = new Set<string>()
  for (const record of district.records) {
    if (ids.has(record.id)) refuse('record.conflict', { id: record.id })
    ids.add(record.id)
  }
  const corrected = new Map<string, string>()
  const rolls = new Rolls(district)
  for (const record of district.records) {
    const { id, kind, body, roll, voids } = record
    if (voids && !ids.has(voids)) refuse('record.unknown', { id: voids })
    if (voids && corrected.has(voids)) refuse('record.corrected', { id: voids, by: corrected.get(voids)! })
    if (voids) corrected.set(voids, id)
    if (roll)
      for (const list of [roll.present, roll.excused, roll.absent, roll.madeUp, Object.keys(roll.madeUpOn ?? {})])
        for (const one of list) person(one)
    const declared = charter.kinds.get(kind)
    if (declared && roll) rolls.insist(declared, record, roll)
    const named = declared ? namedIn(declared, body) : { people: [], orgs: [], things: [] }
    for (const one of named.people) person(one)
    for (const one of named.orgs) org(one)
    for (const thing of named.things)
      if (!kinds.has(thing.id) || (thing.of && kinds.get(thing.id) !== thing.of))
        refuse('thing.unknown', { thing: thing.id, kind: thing.of ?? null })
  }
  insistStories(district, charter)
}

/** Every case has an owner and a due day, and its steps follow each other. */
function insistStories(district: District, charter: Charter): void {
  const undone = new Set(district.records.flatMap(record => record.voids ?? []))
  const standing = district.records.filter(
    record => !undone.has(record.id) && !(record.voids && Object.keys(record.body).length === 0),
  )
  const steps = new Map<string, RecordLine[]>()
  for (const record of standing)
    if (charter.kinds.get(record.kind)?.stage) {
      const id = String(record.body.case)
      steps.set(id, [...(steps.get(id) ?? []), record])
    }
  const openings = new Map(standing.map(record => [record.id, record]))
  for (const [id, told] of steps) {
    const opening = openings.get(id)
    for (const step of told)
      if (opening?.kind !== charter.kinds.get(step.kind)!.stage!.of || opening.org !== step.org)
        refuse('record.unknown', { id })
  }
  for (const opening of standing) {
    const kind = charter.kinds.get(opening.kind)
    if (kind?.form !== 'case') continue
    insistOwned(kind, opening.day, opening.body)
    const told = (steps.get(opening.id) ?? []).map(step => ({
      id: step.id,
      stage: charter.kinds.get(step.kind)!.stage!.name,
      day: step.day,
      due: readDay(String(step.body.due ?? '')),
      body: step.body,
    }))
    const wrong = firstMisstep(caseKindOf(kind), { day: opening.day, due: opening.body.due as Day }, told)
    if (wrong) insistStory(kind, wrong)
    const passed = unkept(charter, kind, opening, told)
    if (passed) refuse('input.field', { where: passed.stage.id, ...passed.issue })
  }
}

/** Pairs of spans with the same key that share a day, the earlier first. */
function* overlaps<T extends Span>(spans: readonly T[], key: (span: T) => string): Generator<[T, T]> {
  const last = new Map<string, T>()
  for (const span of byFrom(spans)) {
    const before = last.get(key(span))
    if (before && (before.to === null || before.to > span.from)) yield [before, span]
    last.set(key(span), span)
  }
}
