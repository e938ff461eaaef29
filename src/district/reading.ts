// Reads a district from JSON lines: each line one fact, told by its field «fact».
import { z } from 'zod'
import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { readShape } from '../problem/shape.ts'
import type { District } from '../register/facts.ts'
import { isMongolian } from '../register/mongolian.ts'
import { type Day, readDay } from '../time/day.ts'

const day = z
  .string()
  .refine(text => readDay(text) !== null, { error: '不是存在的日期 / not a day that exists' })
  .transform(text => text as Day)
const span = { from: day, to: day.nullable() }
const id = z.uuid()
const body = z.record(z.string(), z.unknown())
// Without an English name the Chinese one stands in its place.
const named = { name: z.string().min(1), english: z.string().default('') }
const ids = z.array(id).default([])

/** The shape of each fact: its codes are those that the charter has words for. */
const shapesOf = ({ vocabulary }: Charter) => {
  const code = (field: string) => z.enum(Object.keys(vocabulary.codes[field] ?? {}))
  return {
    org: z.strictObject({
      id,
      code: z.string().regex(/^[A-Za-z0-9-]+$/),
      parent: id.nullable(),
      tier: code('tier'),
      sector: code('sector'),
      model: code('model'),
      ...named,
      short: z.string().min(1),
      aliases: z.array(z.string()),
      ...span,
    }),
    person: z.strictObject({
      id,
      ...named,
      mongolian: z.string().refine(isMongolian, '须为蒙古文 must be in Mongolian script').optional(),
      sex: z.union([z.literal(1), z.literal(2)]),
      born: day,
      bornKnown: z.enum(['day', 'month', 'year']).optional(),
      nationality: z.string(),
      education: z.number().int(),
      occupation: z.string(),
      rank: code('rank').nullable(),
      ...span,
    }),
    membership: z.strictObject({ id, person: id, org: id, kind: z.enum(['full', 'probationary']), ...span }),
    post: z.strictObject({
      id,
      person: id,
      org: id,
      post: code('post'),
      team: code('team').nullable(),
      ...span,
    }),
    thing: z.strictObject({ id, kind: z.string(), org: id, ...named, aliases: z.array(z.string()), body, ...span }),
    tie: z.strictObject({ id, kind: z.string(), org: id, body, ...span }),
    record: z.strictObject({
      id,
      kind: z.string(),
      org: id,
      day,
      body: body.default({}),
      roll: z
        .strictObject({ present: ids, excused: ids, absent: ids, madeUp: ids, madeUpOn: z.record(id, day).optional() })
        .optional(),
      voids: id.optional(),
      for: z.string().optional(),
    }),
    account: z.strictObject({ name: z.string().min(1), person: id }),
  }
}

const LISTS = {
  org: 'orgs',
  person: 'people',
  membership: 'memberships',
  post: 'posts',
  thing: 'things',
  tie: 'ties',
  record: 'records',
  account: 'accounts',
} as const satisfies Record<
  keyof ReturnType<typeof shapesOf>,
  Exclude<keyof District, 'pledges' | 'clock' | 'keptSince'>
>

/** Puts the facts of all files together. Throws input.file with the first line that is no fact.
 *  Whether the facts fit each other is found when they are stored. */
export function readDistrict(charter: Charter, files: readonly { file: string; text: string }[]): District {
  const district: Record<Exclude<keyof District, 'pledges' | 'clock' | 'keptSince'>, unknown[]> = {
    orgs: [],
    people: [],
    memberships: [],
    posts: [],
    things: [],
    ties: [],
    records: [],
    accounts: [],
  }
  const shapes = shapesOf(charter)
  for (const { file, text } of files)
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const fault = (zh: string, en: string): never => refuse('input.file', { file, line: index + 1, why: { zh, en } })
      let fact: { fact?: unknown } | null
      try {
        fact = JSON.parse(line)
      } catch {
        return fault('不是有效的 JSON。', 'this is not valid JSON.')
      }
      const { fact: told, ...rest } = fact ?? {}
      if (typeof told !== 'string' || !Object.hasOwn(LISTS, told))
        return fault(
          `“fact”应为 ${Object.keys(LISTS).join('、')} 之一。`,
          `"fact" must be one of ${Object.keys(LISTS).join(', ')}.`,
        )
      const sort = told as keyof typeof LISTS
      const read = readShape<z.ZodType>(shapes[sort], rest)
      if (read.fits) district[LISTS[sort]].push(read.value)
      else {
        const { path, zh, en } = read.misfits[0]!
        return fault(`${path.join('.')}：${zh}`, `${path.join('.')}: ${en}`)
      }
    }
  return district as unknown as District
}
