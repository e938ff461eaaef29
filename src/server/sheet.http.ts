// Answers in Excel: sheets of records out and in, and the tables of the pages as workbooks, through the same answers as the pages.

import { countTable } from '../burden/burden.sql.ts'
import { writerWords, writesWithin } from '../charter/writer.ts'
import { payTable } from '../exchange/pay.sql.ts'
import { importRecords, recordTable } from '../exchange/record-table.sql.ts'
import {
  importSheet,
  takeBoard,
  takeChart,
  takeFigures,
  takeHours,
  takePay,
  takeProof,
  takeSheet,
  takeTable,
} from '../exchange/sheet.api.ts'
import { readGrids, writeTables } from '../exchange/sheet.node.ts'
import type { Table } from '../exchange/sheet.ts'
import { boardTable, chartTable, figuresTable, hoursTables, orderedTable, proofTables } from '../exchange/tables.ts'
import type { FactRow } from '../measure/figure.api.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import type { Day } from '../time/day.ts'
import { answer, file } from './answer.ts'
import { chartList } from './chart.http.ts'
import { boardShow } from './duty.http.ts'
import { figureList, figureShow, tableShow } from './figure.http.ts'
import { askedOf, dayOrToday, pass, periodOf, ready } from './house.node.ts'
import { personShow } from './person.http.ts'
import { authorOf, keepingMonths } from './record.http.ts'

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Facts that are fetched at a time. */
const PAGE = 1000
/** Organizations of the board that are fetched at a time. */
const COLUMNS = 500

/** Tables as a file to take away. */
export async function workbook(name: string, tables: readonly Table[], language: 'zh' | 'en') {
  return { name: `${name}.xlsx`, type: EXCEL, bytes: await writeTables(tables, language) }
}

export const sheetTake = file(takeSheet, 'export.records', async ({ house, actor }, query) => {
  const on = house.today()
  const days =
    query.from === undefined && query.to === undefined
      ? null
      : {
          from: dayOrToday(house, query.from ?? '1900-01-01', 'from'),
          to: dayOrToday(house, query.to, 'to'),
        }
  const table = await pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const kind = house.charter.kinds.get(query.kind)
    // An empty sheet is for writing; one with what is recorded is for reading.
    if (!days && kind && !writesWithin(kind, actor.hand, org.seat))
      refuse('record.writer', { kind: kind.name, org: orgWords(org), who: writerWords(house.charter, kind) })
    return recordTable(tx, house.charter, { kind: query.kind, org, days, on }, query.lang)
  })
  return workbook(`${table.name}${days ? `-${days.from}-${days.to}` : ''}`, [table], query.lang)
})

export const sheetImport = answer(importSheet, async ({ house, actor }, { kind }, { file, bytes, ...asked }) => {
  const grids = await readGrids(file, Buffer.from(bytes, 'base64'))
  const days = new Set<Day>()
  const author = authorOf(house, actor)
  const plan = await keepingMonths(
    house,
    () => days,
    () =>
      pass(house, actor, 'record', tx =>
        importRecords(tx, house.charter, { file, grids, kind, ...asked }, author, days),
      ),
  )
  return plan.stored ? { ...plan, ...(await house.settleStored()) } : plan
})

export const boardSheet = file(takeBoard, 'export.board', async (asking, { lang, ...query }) => {
  const page = (offset: number) =>
    boardShow.give(asking, { ...query, level: 'below', changed: false, offset, limit: COLUMNS }, {})
  const shown = await page(0)
  for (let from = COLUMNS; from < shown.count; from += COLUMNS) {
    const next = await page(from)
    const cells = new Map(next.rows.map(row => [row.duty, row.cells]))
    shown.columns.push(...next.columns)
    for (const row of shown.rows) row.cells.push(...(cells.get(row.duty) ?? []))
  }
  return workbook(
    `${lang === 'zh' ? '看板' : 'board'}-${shown.org.code}-${shown.period}`,
    [boardTable(asking.house.charter, shown, lang)],
    lang,
  )
})

export const figuresSheet = file(takeFigures, 'export.figures', async (asking, { lang, ...query }) => {
  const { house, actor } = asking
  const rows = await figureList.give(asking, query, {})
  const { place, period } = await pass(house, actor, 'read', tx => askedOf(house, actor, tx, query))
  const given = { org: orgWords(place), period: period.label, rows }
  return workbook(
    `${lang === 'zh' ? '数据' : 'figures'}-${place.code}-${period.label}`,
    [figuresTable(house.charter, given, lang)],
    lang,
  )
})

export const tableSheet = file(takeTable, 'export.table', async (asking, { lang, ...query }) => {
  const { house, actor } = asking
  const shown = await tableShow.give(asking, query, {})
  const numbers = shown.rows.flatMap(row => row.values)
  await pass(house, actor, 'read', async tx =>
    countTable(tx, await findOrg(tx, shown.org.code), numbers, house.today()),
  )
  const name = `${lang === 'zh' ? '数据表' : 'table'}-${shown.org.code}-${shown.period}`
  return workbook(name, [orderedTable(shown, lang)], lang)
})

export const chartSheet = file(takeChart, 'export.chart', async (asking, { lang, id, ...query }) => {
  const { org, period, asOf, charts } = await chartList.give(asking, query, {})
  const ids = charts.map(one => one.id)
  const chart = charts.find(one => one.id === id) ?? refuse('figure.unknown', { figure: id, near: nearest(id, ids) })
  return workbook(
    `${chart.title[lang]}-${org.code}-${period}`,
    [chartTable({ org: org.name, period, asOf: asOf as Day, chart }, lang)],
    lang,
  )
})

export const proofSheet = file(takeProof, 'export.proof', async (asking, { lang, ...query }) => {
  const page = (offset: number) => figureShow.plain(asking, { ...query, limit: PAGE, offset }, {})
  const proof = await page(0)
  const facts: FactRow[] = [...proof.facts]
  for (let from = PAGE; from < proof.figure.records && facts.length >= from; from += PAGE)
    facts.push(...(await page(from)).facts)
  return workbook(`${proof.figure.id}-${proof.org.code}-${proof.period}`, proofTables(proof, facts, lang), lang)
})

export const hoursSheet = file(takeHours, 'export.hours', async (asking, { lang, ...query }) => {
  const file = await personShow.plain(asking, query, {})
  const name = file.person.name[lang] || file.person.name.zh
  const given = await workbook(`${lang === 'zh' ? '学时' : 'hours'}-${name}-${file.on}`, hoursTables(file, lang), lang)
  return { ...given, person: file.person.id }
})

export const paySheet = file(takePay, 'export.pay', async ({ house, actor }, query) => {
  const period = periodOf(query.period)
  await ready(house, actor, period)
  const table = await pass(house, actor, 'read', async tx =>
    payTable(
      tx,
      house.charter,
      { duty: query.duty, org: await findOrg(tx, query.org ?? actor.org.code), period, on: house.today() },
      query.lang,
    ),
  )
  return workbook(`${query.lang === 'zh' ? '发放表' : 'pay'}-${query.duty}-${period.label}`, [table], query.lang)
})
