// A handler bound to its route: one object that the server serves and the command line calls.
import type { z } from 'zod'
import type { Actor } from '../access/session.sql.ts'
import type { AuditKind } from '../audit/audit.ts'
import { noteAt, type Told } from '../audit/note.sql.ts'
import { type Language, refuse } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import { readShape } from '../problem/shape.ts'
import { type House, REGION } from './house.node.ts'

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
  /** The answer without its note, for another one that notes what it gives itself. */
  readonly plain: Give<R>
  /** What giving it leaves in the audit besides what it does. */
  readonly kind: Extract<AuditKind, 'looks' | 'exports'> | null
}

/** Whom or what an answer that was given shows: a person, an organization by its code, a record. */
export interface Shown {
  readonly person?: string | null
  readonly of?: string | null
  readonly about?: string | null
  readonly what?: object
}

/** Says whom an answer shows; null where it shows nobody. */
export type Shows<R extends Route> = (
  asking: Asking,
  query: z.output<R['query']>,
  given: z.input<R['out']>,
) => Shown | null

/** Binds a handler to its route. */
export function answer<R extends Route>(route: R, give: Give<R>): Answer<R> {
  return { route, give, plain: give, kind: null }
}

/** Binds a handler that shows people to its route: whom somebody looked at is noted within a moment. */
export function showing<R extends Route>(route: R, act: string, give: Give<R>, shows: Shows<R>): Answer<R> {
  const noted: Give<R> = async (asking, query, body) => {
    const given = await give(asking, query, body)
    const shown = shows(asking, query, given)
    if (shown) asking.house.soon.note(lineOf(asking, 'looks', act, shown))
    return given
  }
  return { route, give: noted, plain: give, kind: 'looks' }
}

/** A file that is given out. */
export interface GivenFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Id of the person whom it is about alone. */
  readonly person?: string
}

/** Binds a handler that gives a file out to its route: it is noted before anybody has it. */
export function file<R extends Route>(
  route: R,
  act: string,
  give: (...asked: Parameters<Give<R>>) => Promise<GivenFile>,
): Answer<R> {
  const noted: Give<R> = async (asking, query, body) => {
    const given = await give(asking, query, body)
    const { person = null, bytes } = given
    const { org, id, ...asked } = query as Record<string, unknown>
    const what = { ...asked, ...(person ? {} : { id }), bytes: bytes.length }
    const shown = { person, of: typeof org === 'string' ? org : null, what }
    await asking.house.store.asOwner(REGION, tx => noteAt(tx, lineOf(asking, 'exports', act, shown)))
    return given as never
  }
  return { route, give: noted, plain: give as never, kind: 'exports' }
}

function lineOf({ actor }: Asking, kind: AuditKind, act: string, { person, of, about, what = {} }: Shown): Told {
  // Where the organization is not said it is the reader's own.
  const place = person ? { person } : { of: of ?? actor.org.code }
  return { kind, author: actor.account, act, ...place, about: about ?? person ?? null, what }
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
