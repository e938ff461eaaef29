// A route of the wire, written once: the handler, the typed client and OpenAPI are readings of the same object.
import { z } from 'zod'

export interface Route<
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with `:name` for parameters; parameters arrive together with the query. */
  readonly path: string
  /** Says in one line what the route gives; shown in OpenAPI. */
  readonly about: string
  readonly query: Q
  readonly body: B
  readonly out: O
  /** Bytes that the body may have, where it carries a file. */
  readonly room?: number
}

const nothing = z.object({}).strict()

/** Declares a route; a part that is left out is empty. */
export function route<
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  O extends z.ZodType = z.ZodUnknown,
>(declared: {
  method: Route['method']
  path: string
  about: string
  query?: Q
  body?: B
  out?: O
  room?: number
}): Route<Q, B, O> {
  return { query: nothing as never, body: nothing as never, out: z.unknown() as never, ...declared }
}

/** A problem document (RFC 9457) as it arrives. */
export const problemDocument = z
  .object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() })
  .loose()

export const words = z.object({ zh: z.string(), en: z.string() })
const required = z.string().trim().min(1)
/** Words that somebody must have written, in both languages. */
export const written = z.object({ zh: required, en: required })
export const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Said only where what was told is stored, and the figures that rest on it are still to be added up. */
export const settling = { settled: z.literal(false).optional() }
export const tree = z.enum(['then', 'now'])
