// Reads a district's own systems from YAML: the same shape as the shipped ones, with the line of every part.
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { refuse } from '../problem/problem.ts'
import { readShape } from '../problem/shape.ts'
import type { Fault, Sourced } from './charter.ts'
import { type System, VERBS, type Verb } from './language.ts'

/** A text in both languages; one that is given plain stands for both. */
const words = z.preprocess(
  text => (typeof text === 'string' ? { zh: text, en: text } : text),
  z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) }),
)
const field = z.strictObject({
  name: words,
  type: z.enum(['text', 'integer', 'decimal', 'money', 'day', 'choice', 'flag', 'person', 'org', 'thing', 'point']),
  choices: z.record(z.string(), words).optional(),
  optional: z.boolean().optional(),
  of: z.string().optional(),
  retired: z.boolean().optional(),
  grade: z.boolean().optional(),
})
const fields = z.record(z.string(), field)
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2012-04-30')
const kind = { name: words, fields, retired: dayText.optional() }
// A stage of which nothing more is said is written as its name alone.
const stage = z.preprocess(
  given =>
    typeof given === 'string' || (given && typeof given === 'object' && 'zh' in given) ? { name: given } : given,
  z.strictObject({
    name: words,
    fields: fields.optional(),
    optional: z.boolean().optional(),
    reopens: z.string().optional(),
  }),
)
const codes = z.record(z.string(), words)
const scalar = z.union([z.string(), z.number(), z.boolean()])
const bound = z.union([z.number(), z.string()]).optional()
const range = z.strictObject({ atLeast: bound, atMost: bound, below: bound })
const where = z.record(
  z.string(),
  z.union([
    scalar,
    z.array(z.union([z.string(), z.number()])),
    z.strictObject({ has: z.union([z.string(), z.array(z.string())]) }),
    range,
  ]),
)
const titled = { title: words, unit: z.string(), digits: z.number().int().min(0).max(4).optional() }
const selecting = {
  ...titled,
  over: z.string(),
  where: where.optional(),
  at: z.union([z.enum(['day', 'opened', 'closed']), z.strictObject({ eveOf: z.string() })]).optional(),
  years: z.number().int().min(1).max(10).optional(),
}
const measure = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('count'), ...selecting, once: z.string().optional() }),
  z.strictObject({ op: z.literal('sum'), ...selecting, field: z.string() }),
  z.strictObject({ op: z.literal('people'), ...selecting, who: z.string().optional() }),
  z.strictObject({
    op: z.literal('attendances'),
    ...selecting,
    of: z.enum(['present', 'due', 'missed', 'absent', 'made_up']).optional(),
  }),
  z.strictObject({ op: z.literal('presence'), ...selecting }),
  z.strictObject({ op: z.literal('share'), ...selecting, part: where }),
  z.strictObject({ op: z.literal('average'), ...selecting, field: z.string() }),
  z.strictObject({ op: z.literal('latest'), ...selecting, field: z.string() }),
  z.strictObject({ op: z.literal('difference'), ...titled, of: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ op: z.literal('standard'), ...titled, standard: z.string(), take: z.enum(['before', 'change']) }),
  z.strictObject({
    op: z.literal('utilization'),
    ...titled,
    of: z.string(),
    by: z.array(z.string()),
    field: z.string(),
    per: z.string(),
    where: where.optional(),
  }),
])

const codeList = z.array(z.string()).optional()
const personWho = { rank: codeList, post: codeList }
const full = z.union([z.number().positive(), z.string()])

const shape = z.strictObject({
  id: z.string(),
  name: words,
  group: z.string(),
  clause: words,
  vocabulary: z.strictObject({ fields: codes.optional(), codes: z.record(z.string(), codes).optional() }).optional(),
  head: z.array(z.string()).optional(),
  records: z
    .record(
      z.string(),
      z.strictObject({
        ...kind,
        roll: z.enum(['members', 'named']).optional(),
        sealed: z.boolean().optional(),
        pays: z.string().optional(),
      }),
    )
    .optional(),
  things: z.record(z.string(), z.strictObject({ ...kind, common: z.boolean().optional() })).optional(),
  ties: z.record(z.string(), z.strictObject(kind)).optional(),
  cases: z
    .record(
      z.string(),
      z.strictObject({
        ...kind,
        stages: z.record(z.string(), stage),
        same: z.array(z.string()).optional(),
        alert: z.string().optional(),
        limits: z
          .array(
            z.union([
              z.strictObject({ field: z.string(), atLeast: z.string() }),
              z.strictObject({ field: z.string(), atMost: z.string() }),
            ]),
          )
          .optional(),
      }),
    )
    .optional(),
  posts: z
    .record(
      z.string(),
      z.strictObject({
        name: words,
        sole: z.boolean().optional(),
        signs: z.boolean().optional(),
        may: z.array(z.enum(Object.keys(VERBS) as Verb[])).optional(),
      }),
    )
    .optional(),
  standards: z
    .record(
      z.string(),
      z.strictObject({
        title: words,
        unit: z.string(),
        strength: z.enum(['must', 'floor', 'normally', 'may']),
        entries: z.array(z.strictObject({ from: dayText, value: z.number(), clause: words })).min(1),
      }),
    )
    .optional(),
  measures: z.record(z.string(), measure).optional(),
  duties: z
    .record(
      z.string(),
      z.strictObject({
        title: words,
        who: z.strictObject({ tier: z.array(z.string()).optional(), sector: z.array(z.string()).optional() }),
        every: z.enum(['month', 'quarter', 'half', 'year']),
        months: z.array(z.number().int()).optional(),
        measure: z.string(),
        atLeast: z.strictObject({ standard: z.string(), times: z.string().optional(), each: z.string().optional() }),
        from: dayText,
        to: dayText.optional(),
        grace: z.number().int().min(0),
      }),
    )
    .optional(),
  hours: z
    .record(
      z.string(),
      z.strictObject({
        title: words,
        counts: z
          .array(z.strictObject({ over: z.string(), field: z.string().optional(), standard: z.string().optional() }))
          .min(1),
        norms: z.array(z.strictObject({ who: z.strictObject(personWho), standard: z.string() })),
      }),
    )
    .optional(),
  appraisals: z
    .record(
      z.string(),
      z.strictObject({
        title: words,
        of: z.enum(['orgs', 'people']),
        who: z.strictObject({ tier: codeList, sector: codeList, ...personWho }),
        every: z.enum(['half', 'year']),
        from: dayText,
        clause: words,
        criteria: z.record(
          z.string(),
          z.strictObject({
            title: words,
            weight: z.number().positive(),
            by: z.union([
              z.strictObject({ measure: z.string(), full }),
              z.strictObject({ duty: z.string() }),
              z.strictObject({ pledge: z.string() }),
              z.strictObject({ hours: z.string() }),
              z.strictObject({ records: z.string(), full }),
            ]),
          }),
        ),
        bands: z.record(z.string(), z.strictObject({ name: words, from: z.number().min(0).max(100), clause: words })),
      }),
    )
    .optional(),
  templates: z
    .record(
      z.string(),
      z.strictObject({
        name: words,
        title: words,
        // A text stands for its own language alone.
        text: z.strictObject({ zh: z.string().optional(), en: z.string().optional() }),
      }),
    )
    .optional(),
})

/** Reads one YAML system. Throws charter.invalid with file and line of every fault in its shape. */
export function readSystem(file: string, text: string): Sourced {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true })
  const lineOf = (path: readonly PropertyKey[], within?: number) =>
    lines.linePos(offsetOf(document.contents as Node | null, path)).line +
    (within !== undefined && isBlock(document.getIn(path, true)) ? within : 0)
  const broken: Fault[] = document.errors.map(error => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    zh: `YAML 写法有误：${error.message.split('\n')[0]}`,
    en: `not valid YAML: ${error.message.split('\n')[0]}`,
  }))
  if (broken.length > 0) refuse('charter.invalid', { faults: broken })
  const read = readShape(shape, document.toJS())
  if (!read.fits)
    return refuse('charter.invalid', {
      faults: read.misfits.map(({ path, zh, en }) => {
        const place = path.join('.') || 'file'
        const at = { file, line: lineOf(path), path: path.map(String) }
        if (path.at(-1) === 'clause' && absent(document.toJS(), path))
          return {
            ...at,
            zh: `${place}：没有依据。请写明出自哪个文件、哪一条`,
            en: `${place}: there is no source. Say which document and which clause it comes from`,
          }
        return { ...at, zh: `${place}：${zh}`, en: `${place}: ${en}` }
      }),
    })
  return { file, system: read.value as unknown as System, lineOf }
}

/** A text that stands below its key, line by line. */
function isBlock(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
}

function absent(value: unknown, path: readonly PropertyKey[]): boolean {
  return (
    path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], value) == null
  )
}

/** Offset of the deepest part of the path that the document has. */
function offsetOf(node: Node | null, path: readonly PropertyKey[]): number {
  let at = node?.range?.[0] ?? 0
  let current: unknown = node
  for (const step of path) {
    if (isMap(current)) {
      const pair = current.items.find(
        item => isPair(item) && String((item.key as { value?: unknown }).value) === String(step),
      )
      if (!pair) break
      at = (pair.key as Node).range?.[0] ?? at
      current = pair.value
    } else if (isSeq(current)) {
      current = current.items[Number(step)]
      at = (current as Node | undefined)?.range?.[0] ?? at
    } else break
  }
  return at
}
