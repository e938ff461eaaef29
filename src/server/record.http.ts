// Answers that add records and list them.

import type { Actor } from '../access/session.sql.ts'
import { byHand, type Charter, type Kind, withoutGrades } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { insistNotAbove } from '../duty/above.sql.ts'
import { codeWord, fieldWord } from '../measure/formula.ts'
import { refuse } from '../problem/problem.ts'
import { attach, attachmentsOf, openAttachment, withdrawAttachment } from '../record/attachment.sql.ts'
import { namesOf } from '../record/case.sql.ts'
import { insistEnteredSeen } from '../record/entering.sql.ts'
import { type Company, companyOf, type Held, heldBy, madeUpLate, makeUpUntil } from '../record/held.ts'
import { type Entry, historyOf, recordOf, withdraws } from '../record/history.sql.ts'
import { recordNames, recordsIn } from '../record/named.sql.ts'
import {
  addAttachment,
  addRecords,
  listAttachments,
  listRecords,
  showRecord,
  takeAttachment,
  withdrawAttachment as withdrawRoute,
} from '../record/record.api.ts'
import { type Author, append, kindOf, lacksMonth, list } from '../record/record.sql.ts'
import { listTwins } from '../record/twin.api.ts'
import { twins } from '../record/twin.sql.ts'
import { mayCorrect } from '../record/writer.sql.ts'
import { beganAt, seenBy } from '../register/journal.sql.ts'
import { orgWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import { type Day, plusDays, readDay } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { answer, file, showing } from './answer.ts'
import { type House, latest, pass, periodOf } from './house.node.ts'

/** Adds lines and settles, so that the figures that rest on them read right in the next breath. */
export const recordAdd = answer(addRecords, async ({ house, actor }, _query, body) =>
  add(house, actor, body.lines, body),
)

/** Who writes, in which post, on the house's day. */
export function authorOf(house: House, actor: Actor): Author {
  return { name: actor.account, hand: actor.hand, today: latest(house) }
}

/** The same for lines of a file, whose place each problem names. `seen` is the newest change of the register that their author
 *  saw, for stages that enter something there. */
export async function add(
  house: Parameters<typeof pass>[0],
  actor: Parameters<typeof pass>[1],
  lines: Parameters<typeof append>[2],
  { place, seen }: { readonly place?: Parameters<typeof append>[4]; readonly seen?: string | undefined } = {},
) {
  // Without a word of what was seen, it is what stood when the request came: two that are on their way at once still meet.
  const came = beganAt(Date.now())
  const days = () => lines.flatMap(line => readDay(line.day) ?? [])
  const { done, alike } = await keepingMonths(house, days, () =>
    pass(house, actor, 'record', async tx => {
      const known = seen ?? (await seenBy(tx, came))
      const done = await append(tx, house.charter, lines, authorOf(house, actor), place)
      const added = new Set(done.filter(one => one.added).map(one => one.id))
      await insistEnteredSeen(tx, [...added], known)
      await insistNotAbove(tx, house.charter, [...added])
      const span = days().sort()
      const pairs =
        added.size > 0
          ? await twins(tx, house.charter, {
              // Where the lines were written: whoever answers for a case opened elsewhere acts there, out of sight of their own.
              seat: actor.scope.path,
              from: span[0]!,
              to: plusDays(span.at(-1)!, 1),
            })
          : []
      return { done, alike: pairs.filter(pair => pair.twins.some(twin => added.has(twin.id))) }
    }),
  )
  const settled = await house.settleStored()
  const added = done.filter(one => one.added).length
  const called = (org: { code: string; short: string; english: string }) => ({
    code: org.code,
    name: orgWords(org),
  })
  return {
    ids: done.map(one => one.id),
    added,
    already: done.length - added,
    taken: done.flatMap(({ id, taken }) => (taken ? [{ id, org: called(taken.org), by: called(taken.by) }] : [])),
    twins: alike,
    ...settled,
  }
}

/** Stores records, making room for the months of their days where there is none yet. */
export async function keepingMonths<T>(
  house: Parameters<typeof pass>[0],
  days: () => Iterable<Day>,
  attempt: () => Promise<T>,
): Promise<T> {
  return attempt().catch(async error => {
    if (!lacksMonth(error)) throw error
    // Every line was found sound before the first was stored: a refused one leaves not even an empty month behind.
    await house.store.keepMonths(new Set([...days()].map(monthOf)))
    return attempt()
  })
}

export const recordList = answer(listRecords, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    if (query.kind) kindOf(house.charter, query.kind)
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const rows = await list(tx, {
      seat: org.seat,
      limit: query.limit,
      offset: query.offset,
      ...(query.kind ? { kind: query.kind } : {}),
      ...(query.period ? { period: periodOf(query.period) } : {}),
    })
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      kindName: house.charter.kinds.get(row.kind)?.name ?? { zh: row.kind, en: row.kind },
      org: row.org,
      orgName: { zh: row.orgShort, en: row.orgEnglish },
      origin: originOf(row.origin),
      day: row.day,
      for: row.settles,
      body: withoutGrades(house.charter.kinds.get(row.kind), row.body),
      present: row.present,
      due: row.due,
      held: heldAt(house.charter.kinds.get(row.kind), row.body, row),
      voids: row.voids,
      voidedBy: row.voidedBy,
      by: row.author,
      at: row.at.toISOString(),
    }))
  }),
)

export const recordShow = showing(
  showRecord,
  'look.record',
  ({ house, actor }, { record: id }) =>
    pass(house, actor, 'read', async tx => {
      const { charter } = house
      const record = (await recordOf(tx, id)) ?? refuse('record.unknown', { id })
      const kind = charter.kinds.get(record.kind)
      const history = await historyOf(tx, record)
      const names = new Map([
        ...(await namesOf(tx, named(charter, history))),
        ...(await recordNames(tx, charter, recordsIn(charter, history))),
      ])
      const person = (one: string) => ({ id: one, name: pair(names.get(one)) ?? { zh: one, en: one } })
      const told = (entry: Entry) => toldIn(charter, entry, names)
      const last = history.at(-1)!
      const state = record.voidedBy === null ? 'stands' : withdraws(last) ? 'withdrawn' : 'corrected'
      const mine =
        state === 'stands' &&
        !withdraws(record) &&
        actor.verbs.includes('record') &&
        kind !== undefined &&
        (await mayCorrect(tx, charter, kind, record, { hand: actor.hand, today: house.today() }))
      const until = kind ? makeUpUntil(charter, kind, record.day) : null
      const graded = Object.values(kind?.fields ?? {}).some(field => field.grade)
      return {
        id,
        kind: record.kind,
        kindName: kind?.name ?? { zh: record.kind, en: record.kind },
        system: kind
          ? { id: kind.system.id, name: kind.system.name, clause: kind.system.clause }
          : { id: '', name: { zh: '', en: '' }, clause: { zh: '', en: '' } },
        org: { code: record.orgCode, name: { zh: record.orgShort, en: record.orgEnglish } },
        origin: originOf(record.origin),
        day: record.day,
        for: record.settles,
        body: withoutGrades(kind, record.body),
        fields: told(record).map(field => ({ ...field, type: kind?.fields[field.id]?.type ?? 'text' })),
        roll: kind?.roll
          ? {
              present: record.present.map(person),
              excused: record.excused.map(person),
              absent: record.absent.map(person),
              madeUp: record.madeUp.map((one, n) => {
                const on = record.madeUpOn[n] ?? null
                return { ...person(one), on, late: madeUpLate(until, on) }
              }),
            }
          : null,
        makeUpUntil: until,
        held: heldAt(kind, record.body, companyOf(record)),
        case: kind?.form === 'case' ? record.id : kind?.stage ? String(record.body.case) : null,
        state,
        now: state === 'corrected' ? last.id : null,
        correctable: mine && kind !== undefined && byHand(kind, record.day) && !graded,
        withdrawable: mine && kind !== undefined && !kind.sealed,
        by: record.author,
        at: record.at.toISOString(),
        history: history.map((entry, index) => {
          const change = withdraws(entry)
            ? ('withdrawn' as const)
            : index === 0
              ? ('recorded' as const)
              : ('corrected' as const)
          return {
            id: entry.id,
            change,
            day: entry.day,
            by: entry.author,
            at: entry.at.toISOString(),
            why: entry.why,
            turned: change === 'corrected' ? turned(history[index - 1]!, entry, told) : [],
          }
        }),
      }
    }),
  (_asking, _query, { id, org, roll, fields }) => {
    const { present, excused, absent, madeUp } = roll ?? { present: [], excused: [], absent: [], madeUp: [] }
    const named = fields.filter(field => field.person !== null)
    const count = present.length + excused.length + absent.length + madeUp.length + named.length
    return count > 0 ? { of: org.code, about: id, what: { count } } : null
  },
)

function heldAt(kind: Kind | undefined, body: Readonly<Record<string, unknown>>, company: Company): Held | null {
  return kind ? heldBy(kind, body, company) : null
}

function originOf(origin: Entry['origin']) {
  return origin && { code: origin.code, name: { zh: origin.zh, en: origin.en } }
}

type Names = ReadonlyMap<string, Words>
interface ToldField {
  readonly id: string
  readonly name: Words
  readonly value: Words
  readonly person: string | null
  readonly record: string | null
}

const pair = (words: Words | undefined): Words | undefined => words && { zh: words.zh, en: words.en }

/** The fields of an entry in words, in the order in which they are asked; no grades. */
function toldIn(charter: Charter, entry: Entry, names: Names): ToldField[] {
  const kind = charter.kinds.get(entry.kind)
  const body = withoutGrades(kind, entry.body)
  const order = Object.keys(kind?.fields ?? {})
  return Object.entries(body)
    .filter(([id]) => id !== 'case')
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([id, value]) => ({
      id,
      name: { zh: fieldWord(charter, entry.kind, id, 'zh'), en: fieldWord(charter, entry.kind, id, 'en') },
      value: valueIn(charter, entry.kind, id, value, names),
      person: kind?.fields[id]?.type === 'person' && names.has(String(value)) ? String(value) : null,
      record: kind?.fields[id]?.type === 'record' ? String(value) : null,
    }))
}

function valueIn(charter: Charter, kind: string, id: string, value: unknown, names: Names): Words {
  const field = charter.kinds.get(kind)?.fields[id]
  if (field?.type === 'flag') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const word = (language: 'zh' | 'en') => codeWord(charter, kind, id, value, language)
  return pair(names.get(String(value))) ?? { zh: word('zh'), en: word('en') }
}

/** What a correction turned into what: day, fields, and how many were there. */
function turned(before: Entry, after: Entry, told: (entry: Entry) => ToldField[]) {
  const rows = (entry: Entry) =>
    new Map<string, { name: Words; value: Words }>([
      ['day', { name: { zh: '日期', en: 'Day' }, value: { zh: entry.day, en: entry.day } }],
      ...told(entry).map(field => [field.id, field] as const),
      ...(entry.present.length > 0
        ? [['present', { name: { zh: '到会人数', en: 'Present' }, value: many(entry.present.length) }] as const]
        : []),
    ])
  const [old, next] = [rows(before), rows(after)]
  return [...new Set([...old.keys(), ...next.keys()])].flatMap(id => {
    const [from, to] = [old.get(id), next.get(id)]
    if (from?.value.zh === to?.value.zh && from?.value.en === to?.value.en) return []
    return [{ name: (from ?? to)!.name, from: from?.value ?? null, to: to?.value ?? null }]
  })
}

const many = (count: number): Words => ({ zh: String(count), en: String(count) })

/** Ids that the entries of a history mention, by what they are. */
function named(charter: Charter, history: readonly Entry[]) {
  const of = (entry: Entry, type: Kind['fields'][string]['type']) =>
    Object.entries(charter.kinds.get(entry.kind)?.fields ?? {})
      .filter(([name, field]) => field.type === type && typeof entry.body[name] === 'string')
      .map(([name]) => String(entry.body[name]))
  return {
    people: history.flatMap(one => [
      ...of(one, 'person'),
      ...one.present,
      ...one.excused,
      ...one.absent,
      ...one.madeUp,
    ]),
    orgs: history.flatMap(one => of(one, 'org')),
    things: history.flatMap(one => of(one, 'thing')),
  }
}

export const attachmentAdd = answer(addAttachment, ({ house, actor }, { record }, { name, content }) =>
  pass(house, actor, 'record', tx =>
    attach(tx, house.charter, record, { name, bytes: Buffer.from(content, 'base64') }, authorOf(house, actor)),
  ),
)

export const attachmentList = answer(listAttachments, ({ house, actor }, { record }) =>
  pass(house, actor, 'read', async tx =>
    (await attachmentsOf(tx, record)).map(({ record: _record, author: by, at, ...row }) => ({
      ...row,
      by,
      at: at.toISOString(),
    })),
  ),
)

export const attachmentWithdraw = answer(withdrawRoute, ({ house, actor }, { record, id }) =>
  pass(house, actor, 'record', async tx => {
    await withdrawAttachment(tx, house.charter, record, id, authorOf(house, actor))
    return {}
  }),
)

export const attachmentFile = file(takeAttachment, 'export.attachment', ({ house, actor }, { id }) =>
  pass(house, actor, 'read', tx => openAttachment(tx, id)),
)

export const twinList = answer(listTwins, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const tomorrow = plusDays(latest(house), 1)
    const { from, to } = query.period ? periodOf(query.period) : { from: plusDays(tomorrow, -366), to: tomorrow }
    const pairs = await twins(tx, house.charter, { seat: org.seat, from, to })
    return query.record ? pairs.filter(pair => pair.twins.some(twin => twin.id === query.record)) : pairs
  }),
)
