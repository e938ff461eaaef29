// The wire contract of reports: the draft to read on the page, and the file to take away.
import { z } from 'zod'
import { route, tree } from '../problem/route.api.ts'
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
