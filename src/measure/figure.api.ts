// The wire contract of figures: values with their state, and the proof behind each.
import { z } from 'zod'
import { dayText, route, tree, words } from '../problem/route.api.ts'

/** What is doubtful about the records behind a value: pairs that may tell of one event and count twice until somebody says
 *  which they are; what was held with nobody there, and does not count as held; and what does not say who came. */
export const doubts = z.object({ twins: z.number(), nobody: z.number(), untold: z.number() })
export type Doubts = z.infer<typeof doubts>

export const figureRow = z.object({
  id: z.string(),
  title: words,
  /** System to which the figure belongs, such as S08. */
  system: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  digits: z.number(),
  status: z.enum(['ok', 'missing', 'unsettled']),
  /** Number of facts behind the value: records, register entries, ties, cases. 0 for a norm. */
  records: z.number(),
  /** For a norm the clause and the day from which it holds; otherwise how it is counted, in words. */
  source: words,
  kind: z.enum(['measure', 'norm']),
  asOf: dayText,
  doubts,
})
export type FigureRow = z.infer<typeof figureRow>
/** A figure without what is doubtful about it. */
export type Figure = Omit<FigureRow, 'doubts'>

/** What a proof lists: what happened in the period, or what is for its turns, as a duty counts. */
export const by = z.enum(['day', 'turn'])

const asked = { org: z.string().optional(), period: z.string(), tree: tree.default('then') }

/** Figures and organizations in one table. */
export const MOST_FIGURES = 40
export const MOST_ROWS = 2000

/** What a table is asked for: figures, and the organizations whose they are. */
export const tableAsked = z.object({
  ...asked,
  /** Ids of figures, separated by commas, in the order of their columns. */
  figures: z
    .string()
    .transform(text => text.split(',').filter(Boolean))
    .pipe(z.array(z.string()).min(1).max(MOST_FIGURES)),
  level: z.enum(['below', 'all']).default('below'),
  tier: z.string().optional(),
  sector: z.string().optional(),
})

const tableRow = z.object({
  code: z.string(),
  name: words,
  /** Levels below the organization of the table; 0 for itself. */
  below: z.number(),
  /** In the order of the figures. Null where the value is missing; missing is no zero. */
  values: z.array(z.number().nullable()),
})

export const showTable = route({
  method: 'GET',
  path: '/api/table',
  about: 'A table made to order: figures by organizations, the organization itself first and those below in tree order',
  query: tableAsked,
  out: z.object({
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    asOf: dayText,
    tree,
    figures: z.array(figureRow),
    rows: z.array(tableRow),
    /** Organizations that were asked for, of which `rows` holds the first 2,000. */
    count: z.number(),
    settled: z.boolean(),
  }),
})
export type TableShown = z.output<typeof showTable.out>

export const listFigures = route({
  method: 'GET',
  path: '/api/figures',
  about: 'Every figure of the charter for an organization and a period',
  query: z.object(asked),
  out: z.array(figureRow),
})

/** One fact behind a value, ready to be shown. */
export const factRow = z.object({
  id: z.string(),
  /** Kind of the record, thing, tie or case, or orgs, members, posts. */
  source: z.string(),
  /** The id is that of a record, which has a page of its own. */
  record: z.boolean(),
  sourceName: words,
  org: z.string(),
  orgName: words,
  day: dayText,
  /** The turn that a record says it is for; null where its day says it. */
  for: z.string().nullable(),
  /** What the fact is called: the organization's, person's or thing's name, or the record's leading field. */
  title: words,
  /** The fields that the kind declares, named for the reader. */
  fields: z.array(z.object({ name: words, value: words })),
  /** What the fact adds to the value; null where the value counts distinct people, days or things. */
  adds: z.number().nullable(),
  /** Of a record: held with nobody there, so that it does not count as held; or it does not say who came. */
  held: z.enum(['nobody', 'untold']).nullable(),
  /** Others that may tell of the same event, and that nobody has decided about. */
  twins: z.number(),
})
export type FactRow = z.infer<typeof factRow>

/** A place of a utilization, with the days on which it was used and how many are full use. */
export const placeRow = z.object({
  id: z.string(),
  name: words,
  org: z.string(),
  orgName: words,
  /** Days that count: a day once, and in a month at most to full use. */
  used: z.number(),
  full: z.number(),
  state: z.enum(['unused', 'below', 'full']),
})
export type PlaceRow = z.infer<typeof placeRow>

export const showFigure = route({
  method: 'GET',
  path: '/api/figures/:id',
  about: 'One figure with its formula in words, its parts, its organizations and the facts behind it',
  query: z.object({
    id: z.string(),
    ...asked,
    by: by.default('day'),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  out: z.object({
    figure: figureRow,
    org: z.object({ code: z.string(), name: words }),
    period: z.string(),
    tree,
    by,
    /** How it is counted, in words. */
    formula: words,
    /** Numerator and denominator where the value is a ratio. */
    parts: z.object({ numerator: z.number(), denominator: z.number() }).nullable(),
    /** Why a value is missing and who owes the record. */
    missing: z.object({ why: words, owedBy: z.array(z.object({ code: z.string(), name: words })) }).nullable(),
    /** The same figure for each organization directly below. */
    below: z.array(z.object({ code: z.string(), name: words, value: z.number().nullable(), records: z.number() })),
    facts: z.array(factRow),
    /** Of a utilization, every place with the days on which it was used and how many are full use, month by month added up;
     *  places used less than that are idle. In the order of the tree. */
    places: z.array(placeRow),
    /** Dated entries of the standard, for a norm. */
    entries: z.array(z.object({ from: dayText, value: z.number(), clause: words })),
  }),
})
