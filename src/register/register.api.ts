// The wire contract of the register: the tree on a day, and one organization with everything that stands at it.
import { z } from 'zod'
import { dayText, route, words } from '../problem/route.api.ts'

export const orgRow = z.object({
  id: z.string(),
  code: z.string(),
  /** Code of the organization above; null at the top of what the reader may see. */
  parent: z.string().nullable(),
  name: z.string(),
  short: z.string(),
  english: z.string(),
  tier: z.string(),
  sector: z.string(),
  model: z.string(),
  from: dayText,
  to: dayText.nullable(),
})
export type OrgRow = z.infer<typeof orgRow>

const named = z.object({ code: z.string(), name: words })

/** An organization in the tree: how many stand directly below it, and those above it that the reader may see, from the top. */
export const treeRow = orgRow.extend({ below: z.number(), way: z.array(named) })
export type TreeRow = z.infer<typeof treeRow>

/** What may be done to the register. */
export const act = z.enum([
  'org.open',
  'org.move',
  'org.merge',
  'org.split',
  'org.change',
  'org.begin',
  'org.close',
  'org.keep',
  'member.join',
  'member.confirm',
  'member.leave',
  'member.transfer',
  'post.appoint',
  'post.release',
  'person.enter',
  'person.change',
  'register.import',
  'thing.enter',
  'thing.change',
  'thing.end',
  'tie.enter',
  'tie.end',
])
export type Act = z.infer<typeof act>

export const listOrgs = route({
  method: 'GET',
  path: '/api/orgs',
  about:
    'Organizations of the tree of a day, in tree order: the top of what the reader may see, or what stands below one; those of given codes; or those found by what is typed, the closest first',
  query: z.object({
    on: dayText.optional(),
    /** Code of the organization whose next level is wanted. */
    above: z.string().optional(),
    /** Without `codes` and `q`: one level of the tree, or everything. */
    levels: z.enum(['one', 'all']).default('one'),
    /** Codes or ids, separated by commas. */
    codes: z.string().max(4000).optional(),
    /** A part of a name in Chinese, English, pinyin or its first letters, or of a code. */
    q: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  out: z.array(treeRow),
})

export const showOrg = route({
  method: 'GET',
  path: '/api/orgs/:code',
  about: 'One organization on a day: its history, who holds which post, its members in numbers, things, ties',
  query: z.object({ code: z.string(), on: dayText.optional() }),
  out: z.object({
    org: orgRow,
    /** Every stretch of its life, oldest first. */
    history: z.array(orgRow),
    /** Every organization that ever stood directly above it. */
    parents: z.array(named),
    above: z.array(orgRow),
    below: z.array(treeRow),
    posts: z.array(
      z.object({
        post: z.string(),
        team: z.string().nullable(),
        /** Id of the person. */
        id: z.string(),
        person: z.string(),
        english: z.string(),
        born: dayText,
        education: z.number(),
        from: dayText,
        to: dayText.nullable(),
      }),
    ),
    members: z.number(),
    /** What the charter compares with the day before the latest change of team. */
    compared: z.array(
      z.object({
        id: z.string(),
        title: words,
        unit: z.string(),
        digits: z.number(),
        now: z.number(),
        before: z.number(),
        change: z.number(),
      }),
    ),
    things: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        kindName: words,
        name: z.string(),
        english: z.string(),
        from: dayText,
        body: z.record(z.string(), z.unknown()),
      }),
    ),
    ties: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        kindName: words,
        parties: z.array(words),
        from: dayText,
        to: dayText.nullable(),
      }),
    ),
  }),
})
