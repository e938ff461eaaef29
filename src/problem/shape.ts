// Reads what arrives in a shape: everything that does not fit, with its place, in both languages, and the nearest valid name.
import { z } from 'zod'
import { nearest } from './nearest.ts'
import { fitting } from './text.ts'

/** Something that does not fit its shape, and where. */
export interface Misfit {
  readonly path: readonly PropertyKey[]
  readonly zh: string
  readonly en: string
}

export type Read<T> = { readonly fits: true; readonly value: T } | { readonly fits: false; readonly misfits: Misfit[] }

const ZH = z.locales.zhCN().localeError
const EN = z.locales.en().localeError

/** Reads an input in a shape. Gives the value, or every misfit as a sentence. Throws nothing. Before any shape is asked, every
 *  text must be one that can be carried; one of blanks is read as the empty text that it is. */
export function readShape<S extends z.ZodType>(shape: S, input: unknown): Read<z.output<S>> {
  const fit = fitting(input)
  if (!fit.fits) return { fits: false, misfits: [fit] }
  const read = shape.safeParse(fit.value, { reportInput: true })
  if (read.success) return { fits: true, value: read.data }
  return { fits: false, misfits: read.error.issues.map(issue => misfit(shape, issue)) }
}

function misfit(shape: z.ZodType, issue: z.core.$ZodIssue): Misfit {
  const { told, near } = unknownName(shape, issue)
  if (told !== null)
    return {
      path: issue.code === 'unrecognized_keys' ? [...issue.path, told] : issue.path,
      zh: `没有“${told}”${near ? `；是否指“${near}”？` : '。'}`,
      en: `there is no "${told}"${near ? `; did you mean "${near}"?` : '.'}`,
    }
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1)
    return { path: issue.path, zh: '不能为空。', en: 'must not be empty.' }
  if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null)) {
    const known = codesOf(shape, issue.path)
    const [zh, en] =
      issue.input === null
        ? ['不能为 null，请填写，或去掉这一项', 'is null; give a value, or leave it out']
        : ['没有填写，请补上', 'is missing; fill it in']
    return {
      path: issue.path,
      zh: `${zh}${known.length > 0 ? `；可选：${known.join('、')}` : ''}。`,
      en: `${en}${known.length > 0 ? `. One of: ${known.join(', ')}` : ''}.`,
    }
  }
  // A shape that explains itself is not spoken over.
  const say = (locale: typeof ZH) => {
    const said = issue.code === 'custom' ? issue.message : locale(issue as z.core.$ZodRawIssue)
    return (typeof said === 'string' ? said : (said?.message ?? issue.message)).replace(/[.。]$/, '')
  }
  return { path: issue.path, zh: `${say(ZH)}。`, en: `${say(EN)}.` }
}

type Node = z.core.JSONSchema.BaseSchema

/** The key or value that the shape does not know, and the nearest one that it does; null when the fault is another one. */
function unknownName(shape: z.ZodType, issue: z.core.$ZodIssue): { told: string | null; near: string | null } {
  const nodes = () => nodesAt(shape, issue.path)
  if (issue.code === 'unrecognized_keys') {
    const told = issue.keys[0]!
    const known = nodes().flatMap(node => Object.keys(node.properties ?? {}))
    return { told, near: nearest(told, known) }
  }
  const chosen = issue.code === 'invalid_value' || (issue.code === 'invalid_union' && issue.discriminator !== undefined)
  const last = issue.path.at(-1)
  const input = issue.input as string | Record<PropertyKey, unknown> | null | undefined
  const told = typeof input === 'object' && input !== null && last !== undefined ? input[last] : input
  if (!chosen || typeof told !== 'string') return { told: null, near: null }
  return { told, near: nearest(told, codesOf(shape, issue.path)) }
}

/** The values that a place of the shape may have, where they are counted. */
function codesOf(shape: z.ZodType, path: readonly PropertyKey[]): string[] {
  return nodesAt(shape, path)
    .flatMap(node => [...(node.enum ?? []), ...(node.const === undefined ? [] : [node.const])])
    .map(String)
}

function nodesAt(shape: z.ZodType, path: readonly PropertyKey[]): Node[] {
  return at(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }), path)
}

/** Every form that a part of a shape may have, by its path. */
function at(root: Node, path: readonly PropertyKey[]): Node[] {
  let nodes = forms(root)
  for (const step of path)
    nodes = nodes
      .flatMap(node => [node.properties?.[String(step)], node.items, node.additionalProperties])
      .filter((node): node is Node => typeof node === 'object' && !Array.isArray(node))
      .flatMap(forms)
  return nodes
}

function forms(node: Node): Node[] {
  const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as Node[]
  return choices.length > 0 ? choices.flatMap(forms) : [node]
}
