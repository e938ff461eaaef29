// The wire contract of reports: the draft to read on the page, and the file to take away.
import { z } from 'zod'
import { route, tree, words } from '../problem/route.api.ts'
import { FINDING_KINDS } from './check/text.ts'
import type { Draft } from './draft.ts'

const asked = {
  template: z.string(),
  org: z.string().optional(),
  period: z.string(),
  tree: tree.default('then'),
  lang: z.enum(['zh', 'en']).default('zh'),
  mask: z.stringbool().default(false),
}

export const listReports = route({
  method: 'GET',
  path: '/api/reports',
  about: 'The report templates of the charter, each with the languages it is written in',
  out: z.array(
    z.object({
      template: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      /** Kinds of case that it lists. */
      lists: z.array(z.string()),
      languages: z.array(z.enum(['zh', 'en'])),
    }),
  ),
})

export const readReport = route({
  method: 'GET',
  path: '/api/reports/:template/draft',
  about: 'The composed report as blocks, every number a figure with its reference',
  query: z.object(asked),
  out: z.custom<Draft>(),
})

export const takeReport = route({
  method: 'GET',
  path: '/api/reports/:template/file',
  about: 'The report as a file: Word in GB/T 9704 typography, HTML or Markdown',
  query: z.object({ ...asked, format: z.enum(['docx', 'html', 'md']) }),
})

/** Bytes of a report that is checked. */
export const MOST_REPORT = 20 << 20

/** What the rules found in a report that somebody wrote, and how much of it they could test. */
export const checkedReport = z.object({
  file: z.string(),
  findings: z.array(
    z.object({
      /** Of the file for txt and md, the number of the paragraph for docx, the printed line for pdf. */
      line: z.number(),
      words: z.string(),
      kind: z.enum(FINDING_KINDS),
      why: words,
      suggest: words.optional(),
    }),
  ),
  numbers: z.number(),
  /** Numbers that stand in a relation which could be tested; the rest cannot be checked. */
  tested: z.number(),
  /** The period of whose figures the district was asked; null where the report is not held against records. */
  against: z.string().nullable(),
})
export type CheckedReport = z.infer<typeof checkedReport>

export const checkReportFile = route({
  method: 'POST',
  path: '/api/reports/check',
  about:
    'Checks any report (txt, md, docx, pdf): broken numbers, sums, shares, dates, sections, norms, masks; nothing of it is kept',
  body: z.object({
    file: z.string().min(1).max(200),
    /** The bytes of the file, in base64. */
    bytes: z.base64(),
  }),
  out: checkedReport,
  room: Math.ceil((MOST_REPORT * 4) / 3) + 4096,
})
