// Answers about cases: what waits for whom, the story of one, opening and taking on.

import { v7 } from 'uuid'
import { UUID } from '../charter/body.ts'
import {
  type Charter,
  caseKindOf,
  fieldsAsked,
  type Kind,
  kindsOfCase,
  OPENED,
  stagesOf,
  stageWords,
} from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { type About, aboutOrg, barrier, type Hand, writerWords, writesWithin } from '../charter/writer.ts'
import { meantIn } from '../dossier/meant.sql.ts'
import { codeWord, fieldWord } from '../measure/formula.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import {
  type CaseRow,
  type CaseState,
  listCaseKinds,
  listCases,
  listOwners,
  openCase,
  showCase,
  stepCases,
} from '../record/case.api.ts'
import { casesBy, namesOf, ownersOf, peopleCalled, standingOf, type Told } from '../record/case.sql.ts'
import { daysLeft, inOrder, late, nextSteps, overdue, ownerOf, titleOf } from '../record/case.ts'
import {
  type Answering,
  type CaseCounts,
  caseIds,
  countCases,
  earlierOf,
  seatsOfCases,
} from '../record/case-state.sql.ts'
import { recordNames, recordsIn } from '../record/named.sql.ts'
import type { RecordInput } from '../record/record.api.ts'
import { append } from '../record/record.sql.ts'
import { aboutSteps } from '../record/writer.sql.ts'
import { beganAt, type Change, changesBy, seenBy, tellAll } from '../register/journal.sql.ts'
import { orgWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import { successors } from '../register/succession.sql.ts'
import { sayChange } from '../register/told.ts'
import type { Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import { type Day, daysBetween, readDay } from '../time/day.ts'
import { type Asking, answer, showing } from './answer.ts'
import { lookedAt } from './change.http.ts'
import { dayOrToday, type House, latest, pass } from './house.node.ts'
import { add, authorOf, keepingMonths } from './record.http.ts'

/** Shown as the owner of the case, and by the story itself. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['case', 'owner', 'owner_org'])

type Names = ReadonlyMap<string, Words>

export const caseList = answer(listCases, async ({ house, actor }, query) => {
  const { charter } = house
  const on = dayOrToday(house, query.on, 'on')
  if (query.kind) insistCase(charter, query.kind)
  const kinds = kindsOfCase(charter)
  const { ids, mine, found } = await pass(house, actor, 'read', async tx => {
    const place = await findOrg(tx, query.org ?? actor.org.code)
    const reader = await readerOf(tx, actor, house.today())
    const here = { on, seat: place.seat, sought: query.q?.trim() }
    // What waits for the reader waits wherever it was opened.
    const { seat: _seat, ...everywhere } = here
    const waits = { ...(place.id === reader.org ? everywhere : here), mine: reader }
    const page = { limit: query.limit, offset: query.offset, ...(query.kind ? { kinds: [query.kind] } : {}) }
    return {
      found: await countCases(tx, here),
      mine: await countCases(tx, waits),
      ids:
        query.state === 'mine'
          ? await caseIds(tx, { ...waits, ...page, state: 'open' })
          : await caseIds(tx, { ...here, ...page, state: query.state }),
    }
  })
  const count = (state: CaseState, kind: string | undefined) => {
    const rows = (state === 'mine' ? mine : found).filter(row => kind === undefined || row.kind === kind)
    return rows.reduce((sum, row) => sum + standing(row, state), 0)
  }
  const states = listCases.query.shape.state.unwrap().options
  return {
    on,
    counts: Object.fromEntries(states.map(state => [state, count(state, query.kind)])) as Record<CaseState, number>,
    kinds: kinds
      .map(kind => ({ kind: kind.id, name: kind.name, count: count(query.state, kind.id) }))
      .filter(kind => kind.count > 0 || kind.kind === query.kind),
    total: count(query.state, query.kind),
    cases: await rowsBy(house, actor, ids, on),
  }
})

export const caseKindList = answer(listCaseKinds, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const { seat } = await findOrg(tx, query.org ?? actor.org.code)
    return kindsOfCase(house.charter)
      .filter(kind => !(kind.retired && kind.retired <= house.today()))
      .map(kind => kindRow(house.charter, kind, actor, query.org === undefined ? null : seat))
  }),
)

export const ownerList = showing(
  listOwners,
  'look.people',
  ({ house, actor }, query) =>
    pass(house, actor, 'read', async tx => {
      const org = await findOrg(tx, query.org)
      const rows = await ownersOf(tx, org.id, dayOrToday(house, query.on, 'on'))
      return rows.map(row => ({
        id: row.id,
        name: { zh: row.zh, en: row.en },
        post: row.post,
        org: { code: row.code, name: orgWords(row) },
      }))
    }),
  (_asking, { org }, people) => (people.length > 0 ? { of: org, what: { count: people.length } } : null),
)

export const caseShow = answer(showCase, async ({ house, actor }, query) => {
  const { charter } = house
  const asked = dayOrToday(house, query.on, 'on')
  // A case that was opened after the day on which a clock stands is shown by the true day, and as unknown on no other.
  const later = query.on === undefined && (await placesOf(house, actor, [query.id], asked)).size === 0
  const on = later ? latest(house) : asked
  const acting = await inPlace(house, actor, [query.id], on)
  const reader = await pass(house, actor, 'read', tx => readerOf(tx, actor, house.today()))
  return pass(house, acting, 'read', async tx => {
    const told = await caseIn(tx, charter, query.id, on)
    const [row] = await rowsOf(tx, charter, [told], on, reader)
    const kind = charter.kinds.get(told.kind)!
    const names = new Map([
      ...(await namesOf(tx, mentioned(charter, [told]))),
      ...(await recordNames(tx, charter, recordsIn(charter, [told, ...told.steps]))),
    ])
    const { stages } = caseKindOf(kind)
    const at = standingOf(charter, told, on)
    const said = (of: string, body: Readonly<Record<string, unknown>>, untold = TOLD_ELSEWHERE) =>
      // In the order in which the charter asks them; what is shown beside the story is not said twice.
      Object.keys(charter.kinds.get(of)!.fields)
        .filter(name => !untold.has(name) && body[name] !== undefined)
        .map(name => ({
          name: fieldWords(charter, of, name),
          value: valueWords(charter, of, name, body[name], names),
        }))
    return {
      case: row!,
      kind: kindRow(charter, kind, actor, told.seat),
      // The due day in force stands with the case, the first one at the beginning of its story.
      fields: said(kind.id, { ...told.body, due: undefined }),
      story: [
        { entry: told, stage: OPENED, name: { zh: '立项', en: 'opened' }, does: 'open' as const },
        ...inOrder(told.steps).map(step => ({
          entry: step,
          stage: step.stage,
          name: stageName(kind, step.stage),
          does: charter.kinds.get(step.kind)!.stage!.does,
        })),
      ].map(({ entry, ...rest }) => ({
        ...rest,
        id: entry.id,
        day: entry.day,
        by: entry.author,
        at: entry.at.toISOString(),
        fields: said(entry.kind, rest.does === 'open' ? { due: entry.body.due } : entry.body, new Set(['case'])),
      })),
      way: Object.entries(stages)
        .map(([stage, { name, optional, reopens }], place) => ({
          stage,
          name,
          optional: optional ?? false,
          reopens,
          place,
        }))
        .filter(one => one.reopens === undefined)
        .map(({ reopens: _reopens, place, ...one }) => ({ ...one, passed: place <= at.place })),
    }
  })
})

/** Opens a case and settles, so that the figures count it in the next breath. */
export const caseOpen = answer(openCase, async ({ house, actor }, _query, asked) => {
  const { charter } = house
  const day = asked.day ?? house.today()
  const kind = insistCase(charter, asked.kind)
  const body = await pass(house, actor, 'record', async tx => ({
    ...(await meantIn(tx, kind, asked.body, dayOrToday(house, asked.day, kind.id))),
    ...(asked.owner ? { owner: await personCalled(tx, asked.owner, dayOrToday(house, asked.day, kind.id)) } : {}),
    ...(asked.ownerOrg ? { owner_org: (await findOrg(tx, asked.ownerOrg)).id } : {}),
    ...(asked.due ? { due: asked.due } : {}),
  }))
  const {
    ids,
    added: _added,
    already: _already,
    ...settled
  } = await add(house, actor, [{ kind: kind.id, org: asked.org, day, body }])
  return { id: ids[0]!, ...settled }
})

/** Takes cases on, all or none. */
export const caseStep = answer(stepCases, async ({ house, actor }, _query, { steps, preview, seen }) => {
  const { charter } = house
  const today = latest(house)
  const acting = await inPlace(
    house,
    actor,
    steps.map(step => step.case),
    today,
  )
  const came = beganAt(Date.now())
  const { lines, known } = await pass(house, acting, 'record', async tx => {
    const found: (RecordInput & { id: string })[] = []
    for (const step of steps) {
      const told = await caseIn(tx, charter, step.case, today)
      const kind = charter.kinds.get(told.kind)!
      const stages = [...stagesOf(caseKindOf(kind)).keys()]
      if (!stages.includes(step.stage))
        refuse('case.stage', { kind: kind.name, stage: step.stage, near: nearest(step.stage, stages) })
      found.push({
        id: v7(),
        kind: `${kind.id}.${step.stage}`,
        org: told.writer,
        day: step.day ?? today,
        body: { ...step.body, case: told.id },
      })
    }
    return { lines: found, known: seen ?? (await seenBy(tx, came)) }
  })
  if (preview) {
    const by = authorOf(house, acting)
    const entered = await keepingMonths(
      house,
      () => lines.flatMap(line => readDay(line.day) ?? []),
      () =>
        lookedAt({ house, actor: acting }, 'record', async tx => {
          await append(tx, charter, lines, by)
          return enteredBy(tx, lines)
        }),
    )
    return { ids: [], undo: [], entered, seen: known }
  }
  const { ids: _ids, added: _added, already: _already, ...settled } = await add(house, acting, lines, { seen: known })
  const entered = await pass(house, acting, 'record', async tx => {
    const changes = await enteredBy(tx, lines)
    return (await tellAll(tx, changes)).map(one => ({ said: sayChange(one), consequences: null }))
  })
  return {
    ...settled,
    entered,
    seen: null,
    ids: lines.map(line => line.id),
    undo: lines.toReversed().map(({ id, kind, org, day }) => ({ kind, org, day, body: {}, voids: id })),
  }
})

/** What lines entered in the register, in the order in which it was done. */
async function enteredBy(tx: Tx, lines: readonly { readonly id: string }[]): Promise<Change[]> {
  const changes = await changesBy(
    tx,
    lines.map(line => line.id),
  )
  return changes.toReversed()
}

/** The case, or case.unknown. */
async function caseIn(tx: Tx, charter: Charter, id: string, on: Day): Promise<Told> {
  const [told] = UUID.test(id) ? await casesBy(tx, charter, [id], on) : []
  return told && told.day <= on ? told : refuse('case.unknown', { case: id })
}

function insistCase(charter: Charter, id: string): Kind {
  const kinds = kindsOfCase(charter)
  return (
    kinds.find(kind => kind.id === id) ??
    refuse('case.kind', {
      kind: id,
      near: nearest(
        id,
        kinds.map(kind => kind.id),
      ),
    })
  )
}

async function personCalled(tx: Tx, name: string, on: Day): Promise<string> {
  if (UUID.test(name)) return name
  const found = await peopleCalled(tx, name, on)
  if (found.length > 1)
    refuse('input.field', {
      where: 'case',
      field: 'owner',
      why: {
        zh: `“${name}”有 ${found.length} 人同名，请改填编号：${found.map(one => one.id).join('、')}。`,
        en: `"${name}" is the name of ${found.length} people; give the id instead: ${found.map(one => one.id).join(', ')}.`,
      },
    })
  return found[0]?.id ?? refuse('person.unknown', { person: name })
}

/** Who asks about cases: their person and organization, what the organization is called, and the hand with which they write. */
export interface Reader extends Answering {
  readonly acting: { readonly hand: Hand | null; readonly today: Day }
  /** Whether their post records anything at all. */
  readonly records: boolean
  readonly party: { readonly code: string; readonly name: Words }
}

/** Who asks, by the register. */
export async function readerOf(tx: Tx, actor: Asking['actor'], today: Day): Promise<Reader> {
  const { id, code, short, english } = await findOrg(tx, actor.org.code)
  return {
    person: actor.person.id,
    org: id,
    party: { code, name: { zh: short, en: english } },
    acting: { hand: actor.hand, today },
    records: actor.verbs.includes('record'),
  }
}

/** The ids of cases by the place from which each is seen on a day: the reader's own scope or, where the reader answers for
 *  a case that was opened elsewhere, the organization that opened it. Those out of sight are missing. */
async function placesOf(house: House, actor: Asking['actor'], ids: readonly string[], on: Day) {
  const known = ids.filter(id => UUID.test(id))
  const seats = await pass(house, actor, 'read', tx => seatsOfCases(tx, known, on))
  const places = new Map<string, string[]>()
  for (const [id, seat] of seats) {
    const place = seat.startsWith(actor.scope.path) ? actor.scope.path : seat
    places.set(place, [...(places.get(place) ?? []), id])
  }
  return places
}

/** Whoever answers for cases that another organization opened acts in its place: there their story stands, and there it goes on.
 *  Throws case.unknown, and case.elsewhere for cases that are not all seen from one place. */
async function inPlace(
  house: House,
  actor: Asking['actor'],
  ids: readonly string[],
  on: Day,
): Promise<Asking['actor']> {
  const places = await placesOf(house, actor, ids, on)
  const seen = new Set([...places.values()].flat())
  for (const id of ids) if (!seen.has(id)) refuse('case.unknown', { case: id })
  const [place, ...others] = places.keys()
  return others.length > 0 ? refuse('case.elsewhere', {}) : at(actor, place!)
}

function at(actor: Asking['actor'], path: string): Asking['actor'] {
  return { ...actor, scope: { ...actor.scope, path } }
}

/** Cases as rows in the order of their ids, also those outside the reader's scope for which the reader answers. */
async function rowsBy(house: House, actor: Asking['actor'], ids: readonly string[], on: Day): Promise<CaseRow[]> {
  const reader = await pass(house, actor, 'read', tx => readerOf(tx, actor, house.today()))
  const rows = new Map<string, CaseRow>()
  for (const [place, some] of await placesOf(house, actor, ids, on))
    for (const row of await pass(house, at(actor, place), 'read', async tx =>
      rowsOf(tx, house.charter, await casesBy(tx, house.charter, some, on), on, reader),
    ))
      rows.set(row.id, row)
  return ids.flatMap(id => rows.get(id) ?? [])
}

/** How many cases of a kind a list shows in this state; of those that wait, only open ones were counted. */
function standing({ open, overdue, closed }: CaseCounts, state: CaseState): number {
  if (state === 'all') return open + closed
  return { mine: open, open, overdue, closed }[state]
}

/** Rows of cases as they stand on a day. */
export async function rowsOf(
  tx: Tx,
  charter: Charter,
  told: readonly Told[],
  on: Day,
  reader: Reader,
): Promise<CaseRow[]> {
  const named = told.map(one => ownerOf(one.body, one.steps) as { owner?: string; owner_org?: string })
  const answering = await successors(
    tx,
    named.flatMap(({ owner_org }) => owner_org ?? []),
    on,
  )
  const owners = named.map(({ owner, owner_org }) => ({ owner, owner_org: owner_org && answering(owner_org) }))
  const names = await namesOf(tx, {
    people: owners.flatMap(one => one.owner ?? []),
    orgs: owners.flatMap(one => one.owner_org ?? []),
    things: [],
  })
  const earlier = await earlierOf(tx, charter, told)
  const abouts = await aboutSteps(tx, charter, told, reader.acting)
  return told.map((one, index) => {
    const kind = charter.kinds.get(one.kind)!
    const at = standingOf(charter, one, on)
    const state = at.closed ? ('closed' as const) : overdue(at, on) ? ('overdue' as const) : ('open' as const)
    const { owner, owner_org } = owners[index]!
    const party = names.get(String(owner_org))
    const ownerOrg = owner_org === reader.org ? reader.party : party ? { code: party.code!, name: pair(party)! } : null
    return {
      id: one.id,
      kind: one.kind,
      kindName: kind.name,
      org: { code: one.code, name: orgWords(one) },
      origin: one.origin && { code: one.origin.code, name: { zh: one.origin.zh, en: one.origin.en } },
      title: titleOf(kind, one.body),
      day: one.day,
      due: at.due,
      stage: at.stage,
      stageName: stageName(kind, at.stage),
      since: at.since,
      state,
      late: late(at),
      left: at.closed ? null : daysLeft(at, on),
      owner: pair(names.get(String(owner))),
      ownerOrg,
      mine: !at.closed && (owner === reader.person || owner_org === reader.org),
      extended: at.extended,
      alert: at.closed ? null : alerting(charter, one, on),
      reopened: at.reopened,
      repeats: earlier.get(one.id) ?? null,
      ...offered(charter, kind, nextSteps(caseKindOf(kind), at), abouts.get(one.id), reader),
    }
  })
}

/** The next steps that the reader may take, and who takes the next one on its way where the reader may not. */
function offered(
  charter: Charter,
  kind: Kind,
  steps: ReturnType<typeof nextSteps>,
  about: About | undefined,
  { records, acting }: Reader,
): Pick<CaseRow, 'next' | 'awaits'> {
  const kindOf = (stage: string) => charter.kinds.get(`${kind.id}.${stage}`)!
  const next = steps.filter(({ stage }) => records && (!about || barrier(kindOf(stage), acting.hand, about) === null))
  const on = steps.find(({ does }) => does === 'step' || does === 'close')
  return {
    next,
    awaits:
      on && !next.some(one => one.stage === on.stage)
        ? { stage: stageName(kind, on.stage), who: writerWords(charter, kindOf(on.stage)) }
        : null,
  }
}

/** Days for which an open case has been open, once they are more than its kind's alert says. */
function alerting(charter: Charter, { kind, day }: Told, on: Day): number | null {
  const { alert } = caseKindOf(charter.kinds.get(kind)!)
  const entry = alert && inForce(charter.standards.get(alert)!.is.entries, on)
  const open = daysBetween(day, on)
  return entry && open > entry.value ? open : null
}

function pair(words: Words | undefined): Words | null {
  return words ? { zh: words.zh, en: words.en } : null
}

function stageName(kind: Kind, stage: string): Words {
  return stageWords(caseKindOf(kind), stage)
}

/** A kind of case; whether the reader opens it at a seat, anywhere within their own unless one is named. */
function kindRow(charter: Charter, kind: Kind, { hand, verbs, scope }: Asking['actor'], seat: string | null) {
  const { stages } = caseKindOf(kind)
  const may = seat ? barrier(kind, hand, aboutOrg(seat)) === null : writesWithin(kind, hand, scope.path)
  return {
    opens: verbs.includes('record') && may,
    kind: kind.id,
    name: kind.name,
    system: kind.system.id,
    clause: kind.system.clause,
    fields: fieldsAsked(kind.fields),
    stages: [...stagesOf(caseKindOf(kind))].map(([stage, does]) => ({
      stage,
      name: stageName(kind, stage),
      does,
      enters: (stages[stage]?.enters ?? []).length > 0,
      optional: stages[stage]?.optional ?? false,
      fields: fieldsAsked(charter.kinds.get(`${kind.id}.${stage}`)!.fields).filter(field => field.id !== 'case'),
    })),
  }
}

/** Ids that cases and their steps mention, by what they are. */
function mentioned(charter: Charter, told: readonly Told[]) {
  const found = { people: [] as string[], orgs: [] as string[], things: [] as string[] }
  const lists = { person: found.people, org: found.orgs, thing: found.things }
  for (const one of told)
    for (const entry of [one, ...one.steps])
      for (const [name, value] of Object.entries(entry.body)) {
        const type = charter.kinds.get(entry.kind)!.fields[name]?.type
        if (typeof value === 'string' && type && type in lists) lists[type as keyof typeof lists].push(value)
      }
  return found
}

function fieldWords(charter: Charter, kind: string, name: string): Words {
  return { zh: fieldWord(charter, kind, name, 'zh'), en: fieldWord(charter, kind, name, 'en') }
}

function valueWords(charter: Charter, kind: string, name: string, value: unknown, names: Names): Words {
  const known = pair(names.get(String(value)))
  return known ?? { zh: codeWord(charter, kind, name, value, 'zh'), en: codeWord(charter, kind, name, value, 'en') }
}
