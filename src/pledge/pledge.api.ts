// The wire contract of objectives and certificates. Targets travel as text, so that they stay exact.
import { z } from 'zod'
import { dayText, route, settling, tree, words } from '../problem/route.api.ts'

export const state = z.enum(['drafted', 'unbalanced', 'ready', 'signed_by_one', 'signed', 'gap'])
const direction = z.enum(['at_least', 'at_most'])
const rule = z.enum(['sum', 'each', 'whole'])
const side = z.enum(['giver', 'taker'])
const year = z.coerce.number().int().min(1921).max(2199)
const amount = z.string().max(20)
const party = z.object({ code: z.string(), name: words })
const one = z.object({ id: z.uuid() })
const ref = z.object({ ref: z.string() })

/** How far an objective is. `left`: still missing to a floor, or still free under a ceiling; negative when that is passed. */
const progress = z.object({
  value: z.number().nullable(),
  status: z.enum(['ok', 'missing', 'unsettled']),
  records: z.number(),
  asOf: dayText,
  reached: z.boolean().nullable(),
  left: z.number().nullable(),
})

export const pledgeRow = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  org: party,
  sector: z.string(),
  year: z.number(),
  measure: z.string(),
  title: words,
  unit: z.string(),
  digits: z.number(),
  direction,
  rule,
  value: z.string(),
  /** What the organization carries itself, what its parts make together, what is given to nobody. */
  own: z.string(),
  parts: z.string(),
  rest: z.string(),
  balanced: z.boolean(),
  /** Names of the parts that ask for less than the whole, where each must reach it. */
  short: z.array(words),
  state,
  /** Id of its certificate, or the name under which its draft is signed; null where that is out of sight. */
  certificate: z.string().nullable(),
  progress,
})
export type PledgeRow = z.infer<typeof pledgeRow>

export const certificateRow = z.object({
  ref: z.string(),
  year: z.number(),
  giver: party.nullable(),
  taker: party,
  state,
  /** True where the second party does not stand below the first any more: the new superior gives a certificate of its own. */
  moved: z.boolean(),
  signedOn: dayText.nullable(),
  objectives: z.int(),
  sides: z.array(
    z.object({
      side,
      org: party,
      /** Who is in office on the day that counts; null when nobody is. The name is missing where it is out of sight. */
      holder: words.nullable(),
      holds: z.boolean(),
      since: dayText.nullable(),
      signatures: z.array(z.object({ name: words, day: dayText, fingerprint: z.string(), inOffice: z.boolean() })),
      gap: z.boolean(),
      /** True where the reader holds the office and has not signed yet. */
      mine: z.boolean(),
    }),
  ),
})
export type CertificateRow = z.infer<typeof certificateRow>

const asked = { year, org: z.string().optional(), tree: tree.default('then') }

export const listPledges = route({
  method: 'GET',
  path: '/api/pledges',
  about: 'The objectives of a year in a subtree, each with its parts, what is left over, its state and its progress',
  query: z.object(asked),
  out: z.object({
    /** The day whose offices count: today, or the last of a year that is over. */
    on: dayText,
    settled: z.boolean(),
    pledges: z.array(pledgeRow),
    certificates: z.array(certificateRow),
  }),
})

export const setPledge = route({
  method: 'POST',
  path: '/api/pledges',
  about: 'Sets an objective of an organization for a year, or gives an unsigned one another value',
  body: z.object({ year, org: z.string(), measure: z.string(), direction, value: amount }),
  out: z.object({ id: z.string() }),
})

export const dividePledge = route({
  method: 'POST',
  path: '/api/pledges/:id/parts',
  about:
    'Divides an objective among organizations and departments below; the parts need not add up until somebody signs',
  query: one,
  body: z.object({ own: amount.default('0'), parts: z.array(z.object({ org: z.string(), value: amount })).max(2000) }),
  out: z.object({ rest: z.string(), balanced: z.boolean() }),
})

export const proposeParts = route({
  method: 'GET',
  path: '/api/pledges/:id/proposal',
  about: 'How an objective would divide by last year: for sums in proportion to it, otherwise the same target for each',
  query: one,
  out: z.object({ parts: z.array(z.object({ org: party, value: z.string(), before: z.number().nullable() })) }),
})

export const dropPledge = route({
  method: 'DELETE',
  path: '/api/pledges/:id',
  about: 'Takes an objective and its parts away, as long as nothing of it is signed',
  query: one,
})

export const showCertificate = route({
  method: 'GET',
  path: '/api/certificates/:ref',
  about: 'One certificate with its objectives, how far they are, its sides and signatures',
  query: ref,
  out: certificateRow.extend({
    lines: z.array(
      z.object({
        pledge: z.string(),
        measure: z.string(),
        title: words,
        formula: words,
        unit: z.string(),
        digits: z.number(),
        direction,
        rule,
        value: z.string(),
        progress,
      }),
    ),
  }),
})

export const signCertificate = route({
  method: 'POST',
  path: '/api/certificates/:ref/signatures',
  about: 'Signs with the key that is kept sealed for the signed-in person, who must be in office today',
  query: ref,
  body: z.object({ passphrase: z.string().max(200) }),
  out: z.object({ id: z.string(), state, ...settling }),
})

export const withdrawCertificate = route({
  method: 'POST',
  path: '/api/certificates/:ref/withdrawal',
  about: 'Takes a certificate back, so that its objectives can be changed and signed anew',
  query: ref,
  body: z.object({ why: z.string().trim().min(1).max(200) }),
})

export const exportCertificate = route({
  method: 'GET',
  path: '/api/certificates/:ref/file',
  about: 'The signed certificate as a file that anybody can check without the database',
  query: ref,
})

export const takeCertificate = route({
  method: 'GET',
  path: '/api/certificates/:ref/word',
  about: 'The certificate as a Word file for signing on paper',
  query: ref.extend({ lang: z.enum(['zh', 'en']).default('zh') }),
})

export const showKey = route({
  method: 'GET',
  path: '/api/key',
  about: 'The signing key of the signed-in person, if there is one',
  out: z.object({ key: z.object({ fingerprint: z.string(), madeOn: dayText, kept: z.boolean() }).nullable() }),
})

export const makeOwnKey = route({
  method: 'POST',
  path: '/api/key',
  about:
    'Makes a signing key for the signed-in person, sealed by a passphrase that is stored nowhere; an earlier key ends',
  body: z.object({ passphrase: z.string().max(200) }),
  out: z.object({ fingerprint: z.string() }),
})
