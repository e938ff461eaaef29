// Answers about cases: what waits for whom, the story of one, opening and taking on.
import { v7 } from 'uuid'
import { UUID } from '../charter/body.ts'
import { type Charter, caseKindOf, fieldsAsked, type Kind, OPENED, stagesOf, stageWords } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
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
import { caseBy, casesIn, namesOf, ownersOf, peopleCalled, standingOf, type Told } from '../record/case.sql.ts'
import { daysLeft, inOrder, late, nextSteps, overdue, ownerOf, titleOf } from '../record/case.ts'
import type { RecordInput } from '../record/record.api.ts'
import { findOrg } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import { type Day, daysBetween } from '../time/day.ts'
import { type Asking, answer } from './answer.ts'
import { dayOrToday, pass } from './house.node.ts'
import { add } from './record.http.ts'

/** Shown as the owner of the case, and by the story itself. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['case', 'owner', 'owner_org'])

type Names = Awaited<ReturnType<typeof namesOf>>

export const caseList = answer(listCases, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const { charter } = house
    const on = dayOrToday(house, query.on, 'on')
    const place = await findOrg(tx, query.org ?? actor.org.code)
    if (query.kind) insistCase(charter, query.kind)
    const kinds = caseKinds(charter)
    const told = await casesIn(tx, charter, { seat: place.seat, kinds: kinds.map(kind => kind.id), on })
    const rows = await rowsOf(tx, charter, told, on, actor)
    const sought = query.q?.trim().toLowerCase()
    const fits = ({ title, org, owner }: CaseRow) =>
      !sought ||
      [title, org.name.zh, org.name.en, owner?.zh, owner?.en].some(text => text?.toLowerCase().includes(sought))
    const found = rows.filter(fits)
    const ofKind = found.filter(row => !query.kind || row.kind === query.kind)
    const shown = ofKind.filter(row => stands(row, query.state)).sort(pressing)
    return {
      on,
      counts: Object.fromEntries(
        listCases.query.shape.state
          .unwrap()
          .options.map(state => [state, ofKind.filter(row => stands(row, state)).length]),
      ) as Record<CaseState, number>,
      kinds: kinds
        .map(kind => ({
          kind: kind.id,
          name: kind.name,
          count: found.filter(row => row.kind === kind.id && stands(row, query.state)).length,
        }))
        .filter(kind => kind.count > 0 || kind.kind === query.kind),
      total: shown.length,
      cases: shown.slice(query.offset, query.offset + query.limit),
    }
  }),
)

export const caseKindList = answer(listCaseKinds, async ({ house }) =>
  caseKinds(house.charter)
    .filter(kind => !(kind.retired && kind.retired <= house.today()))
    .map(kind => kindRow(house.charter, kind)),
)

export const ownerList = answer(listOwners, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, query.org)
    const rows = await ownersOf(tx, org.id, dayOrToday(house, query.on, 'on'))
    return rows.map(row => ({
      id: row.id,
      name: { zh: row.zh, en: row.en },
      post: row.post,
      org: { code: row.code, name: { zh: row.short, en: row.english } },
    }))
  }),
)

export const caseShow = answer(showCase, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const { charter } = house
    const on = dayOrToday(house, query.on, 'on')
    const told = await caseIn(tx, charter, query.id, on)
    const kind = charter.kinds.get(told.kind)!
    const siblings = await casesIn(tx, charter, { seat: (await findOrg(tx, told.code)).seat, kinds: [kind.id], on })
    const row = (await rowsOf(tx, charter, siblings, on, actor)).find(one => one.id === told.id)!
    const names = await namesOf(tx, mentioned(charter, [told]))
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
      case: row,
      kind: kindRow(charter, kind),
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
  }),
)

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
  const { ids } = await add(house, actor, [{ kind: kind.id, org: asked.org, day, body }])
  return { id: ids[0]! }
})

/** Takes cases on, all or none. */
export const caseStep = answer(stepCases, async ({ house, actor }, _query, { steps }) => {
  const { charter } = house
  const today = house.today()
  const lines = await pass(house, actor, 'record', async tx => {
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
        org: told.org,
        day: step.day ?? today,
        body: { ...step.body, case: told.id },
      })
    }
    return found
  })
  await add(house, actor, lines)
  return {
    ids: lines.map(line => line.id),
    undo: lines.toReversed().map(({ id, kind, org, day }) => ({ kind, org, day, body: {}, voids: id })),
  }
})

/** The case, or case.unknown. */
async function caseIn(tx: Tx, charter: Charter, id: string, on: Day): Promise<Told> {
  const told = UUID.test(id) ? await caseBy(tx, charter, id, on) : null
  return told && told.day <= on ? told : refuse('case.unknown', { case: id })
}

function caseKinds(charter: Charter): Kind[] {
  return [...charter.kinds.values()].filter(kind => kind.form === 'case')
}

function insistCase(charter: Charter, id: string): Kind {
  const kinds = caseKinds(charter)
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

function stands(row: CaseRow, state: CaseState): boolean {
  if (state === 'all') return true
  if (state === 'mine') return row.mine
  return state === 'open' ? row.state !== 'closed' : row.state === state
}

/** Open before closed; of the open ones the earliest due day first, of the closed ones the latest closed. */
export function pressing(a: CaseRow, b: CaseRow): number {
  const [x, y] = [a.state === 'closed', b.state === 'closed']
  if (x !== y) return Number(x) - Number(y)
  const [p, q] = x ? [b.since, a.since] : [a.due, b.due]
  return p < q ? -1 : p > q ? 1 : a.id < b.id ? -1 : 1
}

/** Rows of cases as they stand on a day. Repeated matters are found among the given ones of the same organization. */
export async function rowsOf(
  tx: Tx,
  charter: Charter,
  told: readonly Told[],
  on: Day,
  actor: Asking['actor'],
): Promise<CaseRow[]> {
  const owned = new Map(told.map(one => [one.id, ownerOf(one.body, one.steps)]))
  const owners = [...owned.values()]
  const names = await namesOf(tx, {
    people: owners.flatMap(one => (one.owner as string | undefined) ?? []),
    orgs: owners.flatMap(one => (one.owner_org as string | undefined) ?? []),
    things: [],
  })
  const alike = new Map<string, Told[]>()
  for (const one of told) {
    const key = sameKey(charter, one)
    if (key) alike.set(key, [...(alike.get(key) ?? []), one])
  }
  return told.map(one => {
    const kind = charter.kinds.get(one.kind)!
    const at = standingOf(charter, one, on)
    const state = at.closed ? ('closed' as const) : overdue(at, on) ? ('overdue' as const) : ('open' as const)
    const { owner, owner_org } = owned.get(one.id)!
    const ownerOrg = names.get(String(owner_org))
    const before = alike
      .get(sameKey(charter, one) ?? '')
      ?.findLast(other => other.id !== one.id && other.day <= one.day && standingOf(charter, other, one.day).closed)
    return {
      id: one.id,
      kind: one.kind,
      kindName: kind.name,
      org: { code: one.code, name: { zh: one.short, en: one.english } },
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
      ownerOrg: ownerOrg ? { code: ownerOrg.code!, name: pair(ownerOrg)! } : null,
      mine: !at.closed && (owner === actor.person.id || ownerOrg?.code === actor.org.code),
      extended: at.extended,
      alert: at.closed ? null : alerting(charter, one, on),
      reopened: at.reopened,
      repeats: before?.id ?? null,
      next: nextSteps(caseKindOf(kind), at),
    }
  })
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

/** What makes two cases of one organization the same matter, as text; null where nothing does. */
function sameKey(charter: Charter, told: Told): string | null {
  const same = caseKindOf(charter.kinds.get(told.kind)!).same ?? []
  const values = same.map(name => told.body[name])
  return same.length === 0 || values.includes(undefined) ? null : JSON.stringify([told.kind, told.org, ...values])
}

function stageName(kind: Kind, stage: string): Words {
  return stageWords(caseKindOf(kind), stage)
}

function kindRow(charter: Charter, kind: Kind) {
  const { stages } = caseKindOf(kind)
  return {
    kind: kind.id,
    name: kind.name,
    system: kind.system.id,
    clause: kind.system.clause,
    fields: fieldsAsked(kind.fields),
    stages: [...stagesOf(caseKindOf(kind))].map(([stage, does]) => ({
      stage,
      name: stageName(kind, stage),
      does,
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
