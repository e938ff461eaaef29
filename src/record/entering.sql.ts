// What the last stage of a case enters in the register: a received member belongs elsewhere, a founded organization stands,
// an accepted building is a place. One act: made with the stage, on its day, in its transaction, and taken back with it.

import { type Charter, caseKindOf, type Kind } from '../charter/charter.ts'
import type { Entering, Given } from '../charter/language.ts'
import { Problem, refuse } from '../problem/problem.ts'
import * as register from '../register/change.sql.ts'
import * as entry from '../register/entry.sql.ts'
import { type Changer, changesBy, insistSeen, marksOf, undo } from '../register/journal.sql.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, type Org, orgAt } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { titleOf } from './case.ts'

/** A line that was just stored. */
interface Line {
  readonly id: string
  readonly kind: Kind
  readonly on: Day
  readonly standing: Org
  readonly line: { readonly body: Readonly<Record<string, unknown>>; readonly voids?: string | undefined }
  readonly withdraws: boolean
}

const openingOf = statement<{ body: Record<string, unknown> }>(
  'entering.opening',
  `select r.body from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = $2`,
)
const belongs = statement<{ org: string }>(
  'entering.belongs',
  'select org from membership where region = $1 and person = $2 and valid @> $3::date',
)
const below = statement<{ id: string }>(
  'entering.below',
  'select id from org where region = $1 and parent = $2 and $3 in (name, short) and valid @> $4::date limit 1',
)
const standing = statement<{ id: string }>(
  'entering.standing',
  'select id from thing where region = $1 and org = $2 and kind = $3 and name = $4 and valid @> $5::date limit 1',
)
const stepsOf = statement<{ id: string }>(
  'entering.steps',
  'select id from record where region = $1 and step_of = $2 and kind = $3 and voided_by is null',
)
const tiesNaming = statement<{ id: string; body: Record<string, unknown> }>(
  'entering.ties',
  `select id, body from tie where region = $1 and kind = $2 and valid @> $4::date
     and exists (select 1 from jsonb_each_text(body) as b where b.value = $3) order by id`,
)
const holderOf = statement<{ org: string }>(
  'entering.holder',
  'select org from thing where region = $1 and id = any($2::uuid[]) and valid @> $3::date limit 1',
)
const thingOn = statement<{ id: string }>(
  'entering.thing_on',
  'select id from thing where region = $1 and id = $2 and valid @> $3::date',
)

/** Enters what a stored line says, and takes back what the line entered that it corrects or withdraws. What the register
 *  says already is not entered again. Throws whatever the register refuses, so that the stage is refused with it. */
export async function enter(
  tx: Tx,
  charter: Charter,
  line: Line,
  author: { readonly name: string; readonly today: Day },
): Promise<void> {
  const by: Changer = { name: author.name, today: author.today, record: line.id }
  if (line.line.voids)
    for (const change of await changesBy(tx, [line.line.voids])) await undo(tx, charter, change.id, by)
  const { stage } = line.kind
  if (!stage || line.withdraws) return
  const of = charter.kinds.get(stage.of)!
  const acts = caseKindOf(of).stages[stage.name]?.enters ?? []
  if (acts.length === 0) return
  const opening = (await tx.one(openingOf, [tx.region, String(line.line.body.case)]))!.body
  const known = { ...opening, ...line.line.body }
  const because = { zh: `${of.name.zh}“${titleOf(of, opening)}”`, en: `${of.name.en} "${titleOf(of, opening)}"` }
  let opened: string | null = null
  for (const act of acts)
    if (act.act === 'org.open') opened = await openOrg(tx, act, known, line, { ...by, because })
    else
      await enterOne(tx, charter, act, { ...known, ...(opened ? { [OPENED_ORG]: opened } : {}) }, line, {
        ...by,
        because,
      })
}

/** Refuses what these records have entered where the same was changed since their author looked: change.meanwhile. */
export async function insistEnteredSeen(tx: Tx, records: readonly string[], seen: string): Promise<void> {
  const made = await changesBy(tx, records)
  if (made.length > 0) await insistSeen(tx, seen, new Set(made.flatMap(one => [...marksOf(one)])), made)
}

type Known = Readonly<Record<string, unknown>>
/** The organization that the stage has opened, beside the fields, none of which is called so. */
const OPENED_ORG = ' opened'

/** Opens an organization under that of the case; one that stands there under the name is meant. Gives its id. */
async function openOrg(
  tx: Tx,
  act: Extract<Entering, { act: 'org.open' }>,
  known: Known,
  { standing: above, on }: Line,
  by: Changer,
): Promise<string> {
  const name = String(known[act.name])
  const there = await tx.one(below, [tx.region, above.id, name, on])
  if (there) return there.id
  const { model } = await orgAt(tx, above, on)
  const [tier, sector] = [String(givenOf(act.tier, known)), String(givenOf(act.sector, known))]
  const called = { name, short: name, english: '', aliases: [] }
  return (await register.openOrg(tx, { ...called, tier, sector, model, parent: above.id, from: on }, by)).org
}

async function enterOne(
  tx: Tx,
  charter: Charter,
  act: Exclude<Entering, { act: 'org.open' }>,
  known: Known,
  line: Line,
  by: Changer,
): Promise<void> {
  const kindOf = (id: string) => charter.kinds.get(id)!
  switch (act.act) {
    case 'member.transfer':
      return moveMember(tx, act, known, line, by)
    case 'thing.enter': {
      const kind = charter.kinds.get(act.kind)!
      const { standing: org, on } = line
      const name = String(known[act.name])
      if (await tx.one(standing, [tx.region, org.id, kind.id, name, on])) return
      const body = bodyOf(act.body, known)
      await entry.enterThing(tx, kind, { name, english: '', aliases: [], body, org: org.id, from: on }, by)
      return
    }
    case 'thing.end': {
      const entered = `${line.kind.stage!.of}.${act.entered}`
      const steps = await tx.all(stepsOf, [tx.region, String(known.case), entered])
      const changes = await changesBy(
        tx,
        steps.map(step => step.id),
      )
      for (const { id } of changes.filter(one => one.act === 'thing.enter').flatMap(one => one.images))
        if (await tx.one(thingOn, [tx.region, id, line.on])) await entry.endThing(tx, kindOf, id, line.on, by)
      return
    }
    case 'tie.enter': {
      const kind = kindOf(act.kind)
      const body = bodyOf(act.body, known)
      if (Object.keys(act.body).some(field => body[field] === undefined)) return
      const things = Object.keys(body)
        .filter(field => kind.fields[field]?.type === 'thing')
        .map(field => body[field])
      const held = await tx.all(tiesNaming, [tx.region, kind.id, String(things[0]), line.on])
      if (held.some(tie => Object.entries(body).every(([field, value]) => tie.body[field] === value))) return
      const org = (await tx.one(holderOf, [tx.region, things, line.on]))?.org ?? line.standing.id
      await entry.enterTie(tx, kind, { org, from: line.on, to: null, body }, by)
      return
    }
    case 'tie.end': {
      const thing = known[act.thing]
      if (typeof thing !== 'string') return
      for (const { id } of await tx.all(tiesNaming, [tx.region, act.kind, thing, line.on]))
        await entry.endTie(tx, kindOf, id, line.on, by)
    }
  }
}

/** Lets a member go where the case says: to an organization of the district, or out of it. */
async function moveMember(
  tx: Tx,
  act: Extract<Entering, { act: 'member.transfer' }>,
  known: Known,
  { on, kind, standing: from }: Line,
  by: Changer,
): Promise<void> {
  const person = String(known[act.person])
  const told = known[act.to] ?? (act.called === undefined ? undefined : await orgCalled(tx, known[act.called]))
  const to = typeof told === 'string' ? await findOrg(tx, told) : null
  if (!to && (act.called === undefined || !known[act.called]))
    refuse('input.field', {
      where: kind.id,
      field: act.to,
      why: {
        zh: '（接收组织）没有填写，请先在事项中补上。',
        en: '(who receives) is missing; say it in the case first.',
      },
    })
  const held = await tx.one(belongs, [tx.region, person, on])
  if (held ? held.org === to?.id : to === null) return
  if (held && held.org !== from.id) refuse('member.elsewhere', { org: orgWords(from), day: on })
  if (to) await register.transfer(tx, person, to.id, on, by)
  else await register.leave(tx, person, on, by)
}

/** The organization that a text names; undefined where it is none in sight. */
async function orgCalled(tx: Tx, text: unknown): Promise<string | undefined> {
  try {
    return typeof text === 'string' ? (await findOrg(tx, text)).id : undefined
  } catch (problem) {
    if (problem instanceof Problem && (problem.code === 'org.unknown' || problem.code === 'org.ambiguous'))
      return undefined
    throw problem
  }
}

function givenOf(given: Given, known: Known): unknown {
  if ('is' in given) return given.is
  if ('opened' in given) return known[OPENED_ORG]
  const value = known[given.field]
  return given.as ? given.as[String(value)] : value
}

function bodyOf(given: Readonly<Record<string, Given>>, known: Known): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .map(([field, one]) => [field, givenOf(one, known)] as const)
      .filter(([, value]) => value !== undefined),
  )
}
