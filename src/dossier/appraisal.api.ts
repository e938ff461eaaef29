// The wire contract of appraisals: the evidence of one organization or one person, and its rating. No answer tells a grade of
// several: grades are for one's own file, and nothing ranks.
import { z } from 'zod'
import { dayText, route, settling, words } from '../problem/route.api.ts'

const org = z.object({ code: z.string(), name: words })
const subject = { org: z.string().optional(), person: z.string().optional() }

export const criterionRow = z.object({
  id: z.string(),
  title: words,
  weight: z.number(),
  /** Measure, duty, pledge, hours or records, and the id of what is weighed. */
  form: z.enum(['measure', 'duty', 'pledge', 'hours', 'records']),
  ref: z.string(),
  /** Counted; or left out because nothing was owed, or because nothing is recorded that could tell. */
  status: z.enum(['counted', 'not_owed', 'not_recorded']),
  value: z.number().nullable(),
  full: z.number().nullable(),
  unit: z.string(),
  /** What of the weight the evidence gives, before and after deductions. */
  mark: z.number(),
  left: z.number(),
  deductions: z.array(z.object({ id: z.string(), day: dayText, amount: z.number(), reason: z.string() })),
})
export type CriterionRow = z.infer<typeof criterionRow>

const remark = z.object({
  id: z.string(),
  day: dayText,
  by: z.string(),
  fields: z.array(z.object({ name: words, value: z.string() })),
})

export const appraisalPage = z.object({
  appraisal: z.string(),
  title: words,
  clause: words,
  of: z.enum(['orgs', 'people']),
  period: z.string(),
  on: dayText,
  /** True when the period is over, so that a rating may be confirmed. */
  over: z.boolean(),
  settled: z.boolean(),
  org,
  person: z.object({ id: z.string(), name: words }).nullable(),
  criteria: z.array(criterionRow),
  /** What the counted criteria give of what they could give, from 0 to 100; null where none counts. */
  share: z.number().nullable(),
  suggested: z.string().nullable(),
  bands: z.array(z.object({ id: z.string(), name: words, from: z.number(), clause: words })),
  reports: z.array(remark),
  comments: z.array(remark),
  problems: z.array(z.object({ id: z.string(), day: dayText, what: z.string(), due: z.string(), closed: z.boolean() })),
  rating: z
    .object({
      id: z.string(),
      day: dayText,
      by: z.string(),
      rating: z.string(),
      suggested: z.string(),
      reason: z.string().nullable(),
      /** The evidence as it stood when the rating was confirmed. */
      evidence: z.array(
        z.object({ criterion: z.string(), value: z.string(), full: z.string(), left: z.number(), weight: z.number() }),
      ),
    })
    .nullable(),
  /** True where the reader may confirm or replace the rating. */
  mayRate: z.boolean(),
})
export type AppraisalPage = z.infer<typeof appraisalPage>

export const showAppraisal = route({
  method: 'GET',
  path: '/api/appraisal/:appraisal',
  about: 'The evidence of one organization or one person over a period, with the records behind each criterion',
  query: z.object({ appraisal: z.string(), period: z.string(), ...subject }),
  out: appraisalPage,
})

export const rateAppraisal = route({
  method: 'POST',
  path: '/api/appraisal/:appraisal/rating',
  about: 'Confirms a rating, frozen with the evidence as it stands; a later one replaces it by a correction',
  query: z.object({ appraisal: z.string() }),
  body: z.object({ period: z.string(), ...subject, rating: z.string(), reason: z.string().max(2000).optional() }),
  out: z.object({ id: z.string(), ...settling }),
})

export const withdrawRating = route({
  method: 'DELETE',
  path: '/api/appraisal/:appraisal/rating',
  about:
    'Takes a rating back, on the day and by the account that confirmed it; later it is replaced by a correction alone',
  query: z.object({ appraisal: z.string(), period: z.string(), ...subject, id: z.uuid() }),
})

export const listSubjects = route({
  method: 'GET',
  path: '/api/appraisal/:appraisal/subjects',
  about: 'Whom an appraisal is about, in the order of the tree, and who waits for a rating; it tells nobody how',
  query: z.object({ appraisal: z.string(), period: z.string(), org: z.string().optional() }),
  out: z.object({
    over: z.boolean(),
    subjects: z.array(
      z.object({
        /** Id of the person, or code of the organization. */
        id: z.string(),
        org,
        person: words.nullable(),
        rated: z.boolean(),
        mayRate: z.boolean(),
      }),
    ),
  }),
})
export type AppraisalSubject = z.infer<typeof listSubjects.out>['subjects'][number]

export const takeAppraisal = route({
  method: 'GET',
  path: '/api/appraisal/:appraisal/word',
  about: 'The appraisal of one organization or one person as a Word document',
  query: z.object({ appraisal: z.string(), period: z.string(), ...subject, lang: z.enum(['zh', 'en']).default('zh') }),
})

export const listAppraisals = route({
  method: 'GET',
  path: '/api/appraisals',
  about: 'The appraisals of the charter and what they weigh; it tells of nobody',
  out: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      title: words,
      of: z.enum(['orgs', 'people']),
      every: z.enum(['month', 'quarter', 'half', 'year']),
      tier: z.array(z.string()).nullable(),
      sector: z.array(z.string()).nullable(),
    }),
  ),
})
