// Answers about duties: the board, who owes what, and the systems of the charter.

import { EXCUSE } from '../charter/charter.ts'
import { isUnfinished, UNFINISHED } from '../charter/standing.ts'
import { type Beside, boardRows, columnsOf, dutiesOf, groupsOwing } from '../duty/board.sql.ts'
import { board as boardRoute, listDuties, listSystems, recordCounts, type Tally } from '../duty/duty.api.ts'
import { duties, runningSpan } from '../duty/duty.sql.ts'
import { figures } from '../measure/figure.sql.ts'
import { refuse } from '../problem/problem.ts'
import { recordOf } from '../record/history.sql.ts'
import { writableAt } from '../record/writer.sql.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, seatsByCode, subtreeNow } from '../register/organization.sql.ts'
import type { Tx } from '../store/store.ts'
import { lastDay, lastOf } from '../time/period.ts'
import { type Asking, answer } from './answer.ts'
import { askedOf, dayOrToday, latest, pass, periodOf, ready, todayFor } from './house.node.ts'

export const boardShow = answer(boardRoute, async ({ house, actor }, query) => {
  const { charter } = house
  await ready(house, actor, periodOf(query.period))
  if (query.against) await ready(house, actor, periodOf(query.against))
  return pass(house, actor, 'read', async tx => {
    const asked = await askedOf(house, actor, tx, query)
    const on = dayOrToday(house, query.on, 'on', asked.period)
    const end = lastDay(asked.period)
    const day = asked.tree === 'now' || end > asked.today ? asked.today : end
    const before =
      query.against || query.againstTree
        ? {
            ...asked,
            period: periodOf(query.against ?? query.period),
            tree: query.againstTree ?? asked.tree,
          }
        : null
    const duties = dutiesOf(charter, query.group)
    const { tier, sector, level, q, status } = query
    const standing = status === 'unfinished' ? UNFINISHED : status ? [status] : undefined
    const changedFrom = (query.changed && before) || undefined
    const wanted = { level, tier, sector, called: q, standing, changedFrom }
    const { count, columns } = await columnsOf(tx, asked, day, on, duties, wanted, query)
    const ids = columns.map(org => org.id)
    const rows = await boardRows(tx, asked, duties, ids, on)
    const held = before && (await boardRows(tx, before, duties, ids, on))
    const groups = await groupsOwing(tx, charter, before ? [asked, before] : [asked])
    const [probe] = await figures(tx, charter, asked, [...charter.measures.keys()].slice(0, 1))
    return {
      org: { code: asked.place.code, name: orgWords(asked.place) },
      period: asked.period.label,
      tree: asked.tree,
      on,
      asOf: end < on ? end : on,
      settled: probe?.status !== 'unsettled',
      against: before && { period: before.period.label, tree: before.tree },
      groups,
      count,
      offset: query.offset,
      columns: columns.map(org => ({
        code: org.code,
        name: orgWords(org),
        tier: org.tier,
        sector: org.sector,
        depth: org.below,
      })),
      rows: rows.flatMap((row, index) => {
        const was = held?.[index]
        // A duty that nobody in sight owes has no row.
        if (row.total.due === 0 && !was?.total.due) return []
        const beside = (now: Tally & Beside, then: Tally | undefined) => (then ? { ...now, before: then } : now)
        return {
          system: row.duty.system.id,
          group: row.duty.system.group,
          name: row.duty.system.name,
          duty: row.duty.id,
          title: row.duty.is.title,
          every: row.duty.is.every,
          strength: charter.standards.get(row.duty.is.atLeast.standard)!.is.strength,
          measure: row.duty.is.measure,
          total: beside(row.total, was?.total),
          own: beside(row.own, was?.own),
          cells: row.cells.map((cell, at) => beside(cell, was?.cells[at])),
        }
      }),
    }
  })
})

export const dutyList = answer(listDuties, async (asking, query) => {
  const { house, actor } = asking
  const period = query.period === undefined ? undefined : periodOf(query.period)
  const on = dayOrToday(house, query.on, 'on', period)
  await ready(house, actor, period ?? runningSpan(house.charter, on))
  return pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const rows = await duties(tx, house.charter, {
      orgs: await subtreeNow(tx, org.seat),
      on,
      ...(period ? { period } : {}),
      ...(query.duty ? { duties: [query.duty] } : {}),
      ...(query.status ? { status: query.status } : {}),
    })
    const excused = await excusableAt(
      tx,
      asking,
      new Set(rows.filter(row => isUnfinished(row.status)).map(row => row.org)),
    )
    return rows.map(row => ({ ...row, excusable: isUnfinished(row.status) && excused.has(row.org) }))
  })
})

/** Codes of the organizations that the reader may excuse from what they owe. */
async function excusableAt(tx: Tx, { house, actor }: Asking, codes: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (codes.size === 0 || !actor.verbs.includes('record')) return new Set()
  const seats = await seatsByCode(tx, [...codes])
  const kind = house.charter.kinds.get(EXCUSE)!
  const writable = await writableAt(tx, house.charter, kind, [...seats.values()], {
    hand: actor.hand,
    today: latest(house),
  })
  return new Set([...codes].filter(code => writable.has(seats.get(code) ?? '')))
}

export const countList = answer(recordCounts, async ({ house, actor }, { record: id }) => {
  const { charter } = house
  const found = (tx: Tx) => recordOf(tx, id).then(one => one ?? refuse('record.unknown', { id }))
  const { day, settledMonth } = await pass(house, actor, 'read', found)
  const counted = settledMonth === null ? day : lastOf(settledMonth)
  await ready(house, actor, periodOf(counted.slice(0, 4)))
  return pass(house, actor, 'read', async tx => {
    const record = await found(tx)
    const over = [...charter.measures.values()].filter(({ is }) => 'over' in is && is.over === record.kind)
    const measures = new Set(over.map(measure => measure.id))
    const rows = await duties(tx, charter, {
      orgs: [record.org],
      on: todayFor(house, periodOf(counted.slice(0, 4))),
      period: periodOf(counted.slice(0, 4)),
    })
    return {
      duties: rows.filter(row => {
        const turn = periodOf(row.turn)
        return measures.has(row.measure) && turn.from <= counted && counted < turn.to
      }),
      figures: over.map(({ id: measure, is }) => ({ id: measure, title: is.title })),
    }
  })
})

export const systemList = answer(listSystems, async ({ house }) =>
  house.charter.systems.map(system => ({
    id: system.id,
    name: system.name,
    group: system.group,
    clause: system.clause,
    duties: Object.entries(system.duties ?? {}).map(([id, duty]) => ({ id, title: duty.title })),
    figures: [...Object.keys(system.standards ?? {}), ...Object.keys(system.measures ?? {})],
    records: Object.entries(system.records ?? {}).map(([id, kind]) => ({ id, name: kind.name })),
  })),
)
