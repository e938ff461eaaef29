// The wire contract of Excel: sheets of records out and in, and the tables of the pages as workbooks.
import { z } from 'zod'
import { by, tableAsked } from '../measure/figure.api.ts'
import { dayText, route, settling, tree, words } from '../problem/route.api.ts'

const lang = z.enum(['zh', 'en']).default('zh')
const row = z.object({
  sheet: z.string(),
  /** As Excel counts, from 1. */
  row: z.number(),
  day: z.string(),
  org: z.object({ code: z.string(), name: words }).nullable(),
  told: z.array(z.object({ name: words, text: z.string() })),
})

/** What the rows of a workbook come to: stored, corrected, doubled, known, refused, above what is owed. Lists hold the first 200, counts all. */
export const sheetPlan = z.object({
  ...settling,
  file: z.string(),
  kind: z.string(),
  kindName: words,
  /** False for a preview. */
  stored: z.boolean(),
  counts: z.object({
    store: z.number(),
    correct: z.number(),
    doubled: z.number(),
    /** Rows that carry the id of a record and say nothing new. */
    known: z.number(),
    faults: z.number(),
  }),
  /** For which turns more would be paid than is owed: one reason (`why`) for all of them, before anything is stored. */
  above: z.array(z.object({ org: words, turn: z.string(), owed: z.number(), paid: z.number() })),
  store: z.array(row),
  correct: z.array(row),
  /** With the record, or the row above, that says the same. */
  doubled: z.array(row.extend({ record: z.string() })),
  faults: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().nullable(),
      cell: z.string().nullable(),
      field: words.nullable(),
      why: words,
    }),
  ),
  /** What of the workbook is not read: columns, rows of totals, notes, sheets. */
  left: z.array(words),
})
export type SheetPlan = z.infer<typeof sheetPlan>

/** Bytes of a workbook that is read. */
export const MOST_WORKBOOK = 10 << 20

export const importSheet = route({
  method: 'POST',
  path: '/api/kinds/:kind/sheet',
  about: 'Reads a workbook as records of a kind, all or nothing; with preview it only says what would be stored',
  query: z.object({ kind: z.string() }),
  body: z.object({
    file: z.string().min(1).max(200),
    /** The bytes of the file, in base64. */
    bytes: z.base64(),
    preview: z.boolean().default(true),
    /** Store rows, too, that say what is on record already. */
    doubled: z.boolean().default(false),
    /** Why more is paid than is owed, where rows do; said of all of them. */
    why: z.string().max(500).optional(),
  }),
  out: sheetPlan,
  room: Math.ceil((MOST_WORKBOOK * 4) / 3) + 4096,
})

export const takeSheet = route({
  method: 'GET',
  path: '/api/kinds/:kind/sheet',
  about: 'The sheet of a kind of record as a workbook: blank, or with the records from one day to another',
  query: z.object({
    kind: z.string(),
    org: z.string().optional(),
    from: dayText.optional(),
    to: dayText.optional(),
    lang,
  }),
})

export const takeBoard = route({
  method: 'GET',
  path: '/api/board/sheet',
  about: 'The board as a workbook: systems by organizations, in words',
  query: z.object({ org: z.string().optional(), period: z.string(), tree: tree.default('then'), lang }),
})

export const takeFigures = route({
  method: 'GET',
  path: '/api/figures/sheet',
  about: 'Every figure of an organization and a period as a workbook',
  query: z.object({ org: z.string().optional(), period: z.string(), tree: tree.default('then'), lang }),
})

export const takeTable = route({
  method: 'GET',
  path: '/api/table/sheet',
  about: 'A table made to order as a workbook: figures by organizations',
  query: tableAsked.extend({ lang }),
})

export const takeChart = route({
  method: 'GET',
  path: '/api/charts/:id/sheet',
  about: 'The numbers of a chart as a workbook',
  query: z.object({ id: z.string(), org: z.string().optional(), period: z.string(), tree: tree.default('then'), lang }),
})

export const takeMap = route({
  method: 'GET',
  path: '/api/map/sheet',
  about: 'The places of the map as a workbook',
  query: z.object({ org: z.string().optional(), period: z.string(), lang }),
})

export const takeDueForms = route({
  method: 'GET',
  path: '/api/due-forms/sheet',
  about: 'Which form is due of each thing, why, and whether it is in place, as a workbook',
  query: z.object({ org: z.string().optional(), period: z.string(), lang }),
})

export const takeProof = route({
  method: 'GET',
  path: '/api/figures/:id/sheet',
  about: 'A figure as a workbook, with every fact behind it',
  query: z.object({
    id: z.string(),
    org: z.string().optional(),
    period: z.string(),
    tree: tree.default('then'),
    by: by.default('day'),
    lang,
  }),
})

export const takeHours = route({
  method: 'GET',
  path: '/api/people/:id/hours/sheet',
  about: 'The class hours of a person as a workbook, year by year, with the records that give them',
  query: z.object({ id: z.string(), on: dayText.optional(), lang }),
})

export const takePay = route({
  method: 'GET',
  path: '/api/duties/:duty/sheet',
  about: 'The pay sheet of a duty that is owed in money: who is due how much by which standard, unit by unit',
  query: z.object({ duty: z.string(), org: z.string().optional(), period: z.string(), lang }),
})
