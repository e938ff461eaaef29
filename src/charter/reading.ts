// Reads a district's own systems from YAML: the same shape as the shipped ones, with the line of every part.
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import { z } from 'zod'
import { refuse } from '../problem/problem.ts'
import { readShape } from '../problem/shape.ts'
import { unfitSign, unfitWords } from '../problem/text.ts'
import type { Fault, Sourced } from './charter.ts'
import { ATTENDING, BY_DEFAULT, FIELD_TYPES, type System, VERBS, type Verb } from './language.ts'

/** A text in both languages; one that is given plain stands for both. */
const words = z.preprocess(
  text => (typeof text === 'string' ? { zh: text, en: text } : text),
  z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) }),
)
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2012-04-30')
const field = z.strictObject({
  name: words,
  type: z.enum(FIELD_TYPES),
  choices: z.record(z.string(), words).optional(),
  optional: z.boolean().optional(),
  of: z.string().optional(),
  retired: z.boolean().optional(),
  demanded: dayText.optional(),
  grade: z.boolean().optional(),
  known: z.strictObject({ of: z.string(), as: z.string() }).optional(),
})
const fields = z.record(z.string(), field)
const writer = z.union([
  z.enum(['own', 'above', 'person']),
  z.strictObject({ tier: z.array(z.string()).min(1) }),
  z.strictObject({ post: z.array(z.string()).min(1), at: z.enum(['own', 'above']) }),
])
// What a text does not say is what the language says of every kind.
const written = z
  .strictObject({
    by: z.array(writer).min(1),
    as: z.enum(['report', 'judgement']),
    of: z.string().optional(),
    narrower: z
      .array(z.strictObject({ field: z.string(), values: z.array(z.string()).min(1), by: z.array(writer).min(1) }))
      .optional(),
  })
  .default(() => ({ ...BY_DEFAULT, by: [...BY_DEFAULT.by] }))
const kind = { name: words, written, fields, retired: dayText.optional() }
const given = z.union([
  z.strictObject({ field: z.string(), as: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ is: z.string() }),
  z.strictObject({ opened: z.literal(true) }),
])
const entering = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('member.transfer'),
    person: z.string(),
    to: z.string(),
    called: z.string().optional(),
  }),
  z.strictObject({ act: z.literal('org.open'), name: z.string(), tier: given, sector: given }),
  z.strictObject({
    act: z.literal('thing.enter'),
    kind: z.string(),
    name: z.string(),
    body: z.record(z.string(), given),
  }),
  z.strictObject({ act: z.literal('thing.end'), entered: z.string() }),
  z.strictObject({ act: z.literal('tie.enter'), kind: z.string(), body: z.record(z.string(), given) }),
  z.strictObject({ act: z.literal('tie.end'), kind: z.string(), thing: z.string() }),
])
const subjects = { tier: z.array(z.string()).optional(), sector: z.array(z.string()).optional() }
const complete = z.strictObject({ fields: z.array(z.string()).min(1), clause: words }).optional()
const layered = z.strictObject({ clause: words, departments: z.strictObject(subjects).optional() }).optional()
const limitBound = z.union([z.string(), z.strictObject({ field: z.string() })])
const binding = {
  field: z.string(),
  where: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  unless: z.string().optional(),
}
const limits = z
  .array(z.strictObject({ ...binding, atLeast: limitBound.optional(), atMost: limitBound.optional() }))
  .optional()
// A stage of which nothing more is said is written as its name alone.
const stage = z.preprocess(
  given =>
    typeof given === 'string' || (given && typeof given === 'object' && 'zh' in given) ? { name: given } : given,
  z.strictObject({
    name: words,
    written,
    fields: fields.optional(),
    optional: z.boolean().optional(),
    reopens: z.string().optional(),
    enters: z.array(entering).optional(),
    after: z
      .strictObject({ stage: z.string(), atLeast: z.string().optional(), atMost: z.string().optional() })
      .optional(),
    limits,
  }),
)
const codes = z.record(z.string(), words)
const scalar = z.union([z.string(), z.number(), z.boolean()])
const bound = z.union([z.number(), z.string()]).optional()
const range = z.strictObject({ atLeast: bound, atMost: bound, below: bound })
const several = z.union([z.string(), z.array(z.string())])
const plain = [scalar, z.array(z.union([z.string(), z.number()])), range] as const
const who = z.record(
  z.string(),
  z.union([...plain, z.strictObject({ has: several }), z.strictObject({ lacks: several })]),
)
const whichOrg = z
  .strictObject({ tier: z.array(z.string()).optional(), sector: z.array(z.string()).optional() })
  .optional()
const where = z.record(
  z.string(),
  z.union([
    ...plain,
    z.strictObject({ has: several, who: who.optional(), org: whichOrg }),
    z.strictObject({ lacks: several }),
    z.strictObject({ who }),
    z.strictObject({ given: z.boolean() }),
  ]),
)
const following = z.union([
  z.strictObject({
    name: words,
    people: z.strictObject({
      tie: z.string(),
      members: z.strictObject({ tie: z.string(), org: whichOrg }).optional(),
    }),
    who,
  }),
  z.strictObject({ name: words, sum: z.string(), where: range }),
  z.strictObject({
    name: words,
    first: z.record(
      z.string(),
      z.strictObject({ name: words, where: where.optional(), clause: words, met: where.optional() }),
    ),
  }),
])
const titled = { title: words, unit: z.string(), digits: z.number().int().min(0).max(4).optional() }
const selecting = {
  ...titled,
  over: z.string(),
  where: where.optional(),
  at: z.union([z.enum(['day', 'opened', 'closed', 'turn']), z.strictObject({ eveOf: z.string() })]).optional(),
  years: z.number().int().min(1).max(10).optional(),
}
const measure = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('count'), ...selecting, once: z.string().optional() }),
  z.strictObject({ op: z.literal('sum'), ...selecting, field: z.string() }),
  z.strictObject({ op: z.literal('people'), ...selecting, who: z.string().optional(), among: who.optional() }),
  z.strictObject({
    op: z.literal('attendances'),
    ...selecting,
    of: z.enum(ATTENDING).optional(),
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

const turned = {
  title: words,
  who: z.strictObject({
    ...subjects,
    sized: z
      .strictObject({ measure: z.string(), atLeast: z.string().optional(), atMost: z.string().optional() })
      .optional(),
  }),
  every: z.enum(['month', 'quarter', 'half', 'year']),
  months: z.array(z.number().int()).optional(),
  measure: z.string(),
  from: dayText,
  to: dayText.optional(),
  grace: z.number().int().min(0),
}
const norm = { standard: z.string(), times: z.string().optional() }
// That a duty has one of the two is for the compiler to say.
const duty = z.strictObject({
  ...turned,
  atLeast: z.strictObject({ ...norm, each: z.string().optional() }).optional(),
  atMost: z.strictObject(norm).optional(),
})

const codeList = z.array(z.string()).optional()
const personWho = { rank: codeList, post: codeList }
const full = z.union([z.number().positive(), z.string()])

const shape = z.strictObject({
  id: z.string(),
  name: words,
  group: z.string(),
  clause: words,
  vocabulary: z.strictObject({ fields: codes.optional(), codes: z.record(z.string(), codes).optional() }).optional(),
  leastAge: z.string().optional(),
  keeps: z.strictObject({ audit: z.string(), exports: z.string() }).optional(),
  head: z.array(z.string()).optional(),
  records: z
    .record(
      z.string(),
      z.strictObject({
        ...kind,
        roll: z.enum(['members', 'full', 'named']).optional(),
        complete,
        sealed: z.boolean().optional(),
        pays: z.string().optional(),
        held: z.union([z.string(), z.literal(false)]).optional(),
        same: z.array(z.string()).optional(),
        makeUp: z.string().optional(),
      }),
    )
    .optional(),
  things: z.record(z.string(), z.strictObject({ ...kind, complete, common: z.boolean().optional() })).optional(),
  ties: z.record(z.string(), z.strictObject({ ...kind, layered })).optional(),
  cases: z
    .record(
      z.string(),
      z.strictObject({
        ...kind,
        owned: z.literal('org').optional(),
        stages: z.record(z.string(), stage),
        same: z.array(z.string()).optional(),
        alert: z.string().optional(),
        limits,
      }),
    )
    .optional(),
  follows: z.record(z.string(), z.record(z.string(), following)).optional(),
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
        broken: z
          .array(
            z.strictObject({
              from: dayText,
              value: z.union([z.enum(['days', 'begun']), z.number().int().min(1).max(31)]),
              clause: words,
            }),
          )
          .min(1)
          .optional(),
      }),
    )
    .optional(),
  measures: z.record(z.string(), measure).optional(),
  duties: z.record(z.string(), duty).optional(),
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
  const document = parsed(file, text, lines)
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
  const mistaken = misread(document).map(({ at, zh, en }) => ({ file, line: lines.linePos(at).line, zh, en }))
  if (mistaken.length > 0) refuse('charter.invalid', { faults: mistaken })
  const given = plainOf(document)
  if (given === undefined)
    refuse('charter.invalid', {
      faults: [
        {
          file,
          line: 1,
          zh: '引用（* 和 &）太多或层次太深，不予读取。请逐项写出',
          en: 'it has too many references (* and &), or is nested too deep. Write every part out',
        },
      ],
    })
  const read = readShape(shape, given)
  if (!read.fits)
    return refuse('charter.invalid', {
      faults: read.misfits.map(({ path, zh, en }) => {
        const place = path.join('.') || 'file'
        const at = { file, line: lineOf(path), path: path.map(String) }
        if (path.at(-1) === 'clause' && absent(given, path))
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

/** The document of a text; one that is nested too deep for its reader is refused like any other fault. */
function parsed(file: string, text: string, lines: LineCounter): Document {
  const sign = unfitSign(text)
  const deep = { zh: '层次太深，不予读取', en: 'it is nested too deep to be read' }
  try {
    const document = sign ? null : parseDocument(text, { lineCounter: lines, keepSourceTokens: true })
    // The reader tells of its own exhaustion among hundreds of faults that follow from it.
    if (document && !document.errors.some(error => /call stack/.test(error.message))) return document
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault
  }
  return refuse('charter.invalid', { faults: [{ file, line: 1, ...(sign ? unfitWords(sign) : deep) }] })
}

/** What the text holds; undefined where it would grow beyond measure. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return undefined
  }
}

/** Names that YAML reads as something else than is written, such as 010, 1e3 and null, and numbers that lose their first nought. */
function misread(document: Document): { at: number; zh: string; en: string }[] {
  const found: { at: number; zh: string; en: string }[] = []
  const told = (node: Scalar, zh: string, en: string) => found.push({ at: node.range?.[0] ?? 0, zh, en })
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key)) return
      const written = key.source ?? ''
      if (key.value === null || (typeof key.value !== 'string' && String(key.value) !== written))
        told(
          key,
          `“${written}”作名称时会被读成“${key.value ?? '空'}”。请加引号，写成 "${written}"`,
          `the name ${written || '(empty)'} would be read as "${key.value ?? ''}". Write it in quotes: "${written}"`,
        )
    },
    Scalar(key, node) {
      const written = node.source ?? ''
      if (key === 'key' || typeof node.value !== 'number' || !/^[-+]?0\d/.test(written)) return
      told(
        node,
        `“${written}”会被读成 ${node.value}。是代码请加引号，写成 "${written}"；是数请去掉前面的 0`,
        `${written} would be read as ${node.value}. Write a code in quotes, "${written}"; write a number without the nought before it`,
      )
    },
  })
  return found
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
