// A handler bound to its route: one object that the server serves and the command line calls.
import type { z } from 'zod'
import type { Actor } from '../access/session.sql.ts'
import { type Language, refuse } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import { readShape } from '../problem/shape.ts'
import type { House } from './house.node.ts'

/** Who asks, where, and in which language. */
export interface Asking {
  readonly house: House
  readonly actor: Actor
  readonly language: Language
}

export type Give<R extends Route> = (
  asking: Asking,
  query: z.output<R['query']>,
  body: z.output<R['body']>,
) => Promise<z.input<R['out']>>

export interface Answer<R extends Route = Route> {
  readonly route: R
  readonly give: Give<R>
}

/** Binds a handler to its route. */
export function answer<R extends Route>(route: R, give: Give<R>): Answer<R> {
  return { route, give }
}

/** Reads input in the shape of a route; the first misfit becomes a problem that names its field. Throws input.field. */
export function parse<S extends z.ZodType>(shape: S, input: unknown, where: string): z.output<S> {
  const read = readShape(shape, input)
  if (read.fits) return read.value
  const [first] = read.misfits
  return refuse('input.field', {
    where,
    field: first!.path.join('.') || where,
    why: { zh: `不符合要求：${first!.zh}`, en: `is not as expected: ${first!.en}` },
  })
}
