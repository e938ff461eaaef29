// The wire contract of an office's own lists: organizations and people come into the register, and go out again in the same form.
import { z } from 'zod'
import { dayText, route, settling, words } from '../problem/route.api.ts'
import { MOST_WORKBOOK } from './sheet.api.ts'

/** What the words of a file do not say: how headings are read, what a missing column would hold, which tier and sector are meant. */
export const listMap = z.strictObject({
  /** By heading: the key of a field, or null for a column that is not read. */
  columns: z.record(z.string(), z.string().nullable()).optional(),
  /** By name of a sheet. */
  sheets: z.record(z.string(), z.enum(['roster', 'organizations', 'none'])).optional(),
  /** Words for cells that are empty or whose column is missing, by field. */
  constants: z.record(z.string(), z.string().min(1)).optional(),
  /** By name of an organization: a code or a word of the charter. */
  tiers: z.record(z.string(), z.string()).optional(),
  sectors: z.record(z.string(), z.string()).optional(),
  /** By sheet and row, such as "花名册!5": "new" for another person than the one found, or the id of the one who is meant. */
  people: z.record(z.string(), z.union([z.literal('new'), z.uuid()])).optional(),
  /** First day of organizations, and of posts, of which the file names none. */
  since: dayText.optional(),
})
export type ListMap = z.output<typeof listMap>

/** How many of a sort came new, stand already, differ from what stood, and were refused. */
const counts = z.object({ new: z.number(), same: z.number(), changed: z.number(), refused: z.number() })
export type Counts = z.infer<typeof counts>

const meaning = z.object({ code: z.string(), name: words, guessed: z.boolean() })

export const listPlan = z.object({
  ...settling,
  file: z.string(),
  /** False for a preview, and where nothing was left to store. */
  stored: z.boolean(),
  /** The one change of the register that the import is, by which it is taken back. */
  change: z.string().nullable(),
  organizations: counts,
  people: counts,
  /** Of people: one who is a member counts once, whatever stages the membership has. */
  memberships: counts,
  posts: counts,
  /** How each sheet was read, for checking. Columns by their letters; `field` is null for one that is not read. */
  sheets: z.array(
    z.object({
      sheet: z.string(),
      form: z.enum(['roster', 'organizations']),
      heading: z.number(),
      rows: z.number(),
      columns: z.array(
        z.object({ column: z.string(), heading: z.string(), field: z.string().nullable(), name: words.nullable() }),
      ),
    }),
  ),
  /** Organizations of the file as they stand below each other, in its order; `level` 0 stands under what the register has. */
  tree: z.array(
    z.object({
      level: z.number(),
      name: z.string(),
      under: z.string(),
      tier: meaning,
      sector: meaning,
      from: dayText,
      state: z.enum(['new', 'same', 'changed']),
    }),
  ),
  /** What differs from what the register has; the first 500. */
  changes: z.array(z.object({ who: words, field: words, before: words, after: words })),
  /** Tiers and sectors that were guessed, to be corrected and given back as --map. */
  map: listMap,
  notes: z.array(words),
  left: z.array(words),
  faults: z.array(
    z.object({
      file: z.string(),
      sheet: z.string(),
      /** As Excel counts, from 1; null where the whole sheet is meant. */
      row: z.number().nullable(),
      column: z.string().nullable(),
      what: words,
      remedy: words,
    }),
  ),
  /** The same file with a column 问题, in base64, where that was asked. */
  back: z.base64().nullable(),
})
export type ListPlan = z.infer<typeof listPlan>

export const importLists = route({
  method: 'POST',
  path: '/api/register/lists',
  about:
    "Reads an office's lists of organizations and rosters of people into the register; rows that cannot be read are told of and left, with preview nothing is stored",
  body: z.object({
    file: z.string().min(1).max(200),
    /** The bytes of the file, in base64. */
    bytes: z.base64(),
    map: listMap.default({}),
    preview: z.boolean().default(true),
    /** Give the same file back, with a column that says what is wrong with each row. */
    back: z.boolean().default(false),
  }),
  out: listPlan,
  room: Math.ceil((MOST_WORKBOOK * 4) / 3) + 65_536,
})

export const takeList = route({
  method: 'GET',
  path: '/api/register/lists/:form',
  about:
    'The roster of an organization and of those below it, a sheet each, or the list of organizations, as a workbook for printing',
  query: z.object({
    form: z.enum(['roster', 'organizations']),
    org: z.string().optional(),
    on: dayText.optional(),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
})
