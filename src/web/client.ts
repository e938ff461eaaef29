// The typed client: it reads the same route objects as the server, and turns every refusal into one clear sentence.
// First here, too: the bundler may load this part before the page's beginning.
import './wire.ts'
import type { z } from 'zod'
import { type Language, Problem } from '../problem/problem.ts'
import { problemDocument, type Route } from '../problem/route.api.ts'
import { type Code, WORDS } from '../problem/words.ts'

export type Asked<R extends Route> = z.input<R['query']>
export type Given<R extends Route> = z.output<R['out']>

/** Why an answer could not be had. `status` is that of HTTP, 0 where no answer came. */
export class Trouble extends Error {
  readonly kind: 'network' | 'shape' | 'foreign' | 'problem'
  readonly status: number
  readonly problem: Problem | null
  /** Milliseconds after which the server wants to be asked again (Retry-After, RFC 9110); 0 where it says nothing. */
  readonly wait: number

  constructor(kind: Trouble['kind'], status: number, problem: Problem | null = null, wait = 0) {
    super(problem ? problem.say('en') : `${kind} ${status}`)
    this.kind = kind
    this.status = status
    this.problem = problem
    this.wait = wait
  }
}

/** The address of a route with its parameters: those of the path in their place, the others as the query. */
export function addressOf<R extends Route>(route: R, asked: Asked<R>): string {
  const left = new URLSearchParams()
  let path = route.path
  for (const [name, value] of Object.entries(asked as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue
    const slot = `:${name}`
    if (path.split('/').includes(slot)) path = path.replace(slot, encodeURIComponent(String(value)))
    else left.set(name, String(value))
  }
  const query = left.toString()
  return query ? `${path}?${query}` : path
}

async function send<R extends Route>(
  route: R,
  asked: Asked<R>,
  body: unknown,
  language: Language,
  { signal, unknown = false }: { signal?: AbortSignal | undefined; unknown?: boolean } = {},
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  // Who sends without being known sends no cookie, and not where from.
  const request: RequestInit = unknown
    ? { method: route.method, headers, credentials: 'omit', referrerPolicy: 'no-referrer' }
    : { method: route.method, headers, credentials: 'same-origin' }
  if (signal) request.signal = signal
  if (body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(body)
  }
  let answer: Response
  try {
    answer = await fetch(addressOf(route, asked), request)
  } catch (fault) {
    if (signal?.aborted) throw fault
    throw new Trouble('network', 0)
  }
  if (!answer.ok) throw await troubleOf(answer)
  return answer
}

/** Asks a route and proves that the answer has the declared shape: a page older than the server says so. */
export async function ask<R extends Route>(
  route: R,
  asked: Asked<R>,
  language: Language,
  signal?: AbortSignal,
): Promise<Given<R>> {
  return read(route, await send(route, asked, undefined, language, { signal }))
}

/** Tells a route something: the same with a body; `asked` are the parameters of its path. */
export async function tell<R extends Route>(
  route: R,
  body: z.input<R['body']>,
  language: Language,
  asked: Asked<R> = {} as Asked<R>,
): Promise<Given<R>> {
  const empty = route.method === 'DELETE'
  return read(route, await send(route, asked, empty ? undefined : body, language))
}

/** Tells a route something without saying who does: no session goes along. */
export async function tellUnknown<R extends Route>(
  route: R,
  body: z.input<R['body']>,
  language: Language,
  asked: Asked<R>,
): Promise<Given<R>> {
  return read(route, await send(route, asked, body, language, { unknown: true }))
}

/** Takes a file away: its content and the name that the server gives it. */
export async function take<R extends Route>(
  route: R,
  asked: Asked<R>,
  language: Language,
): Promise<{ file: Blob; name: string }> {
  const answer = await send(route, asked, undefined, language)
  return { file: await answer.blob(), name: nameIn(answer.headers.get('content-disposition') ?? '') }
}

async function read<R extends Route>(route: R, answer: Response): Promise<Given<R>> {
  const text = await answer.text()
  try {
    const parsed = route.out.safeParse(text === '' ? undefined : JSON.parse(text))
    if (parsed.success) return parsed.data as Given<R>
  } catch {
    // Not JSON at all: the same remedy.
  }
  throw new Trouble('shape', answer.status)
}

async function troubleOf(answer: Response): Promise<Trouble> {
  const document = problemDocument.safeParse(await answer.json().catch(() => null))
  const wait = waitIn(answer.headers.get('retry-after') ?? '')
  if (!document.success) return new Trouble('foreign', answer.status, null, wait)
  const code = document.data.type.replace('urn:jiceng:problem:', '')
  // The page says the sentence itself from the code and its details, so that it follows a switch of language.
  return code in WORDS
    ? new Trouble('problem', answer.status, new Problem(code as Code, document.data as never), wait)
    : new Trouble('foreign', answer.status, null, wait)
}

/** The milliseconds of a Retry-After header: seconds, or a date. An hour at most, whatever it says. */
function waitIn(header: string): number {
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Math.min(Math.max(seconds || 0, 0), 3_600_000)
}

/** The file name of a content-disposition header (RFC 6266), the one with other than Latin letters first. */
function nameIn(header: string): string {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(header)
  if (wide) return decodeURIComponent(wide[1]!)
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? 'jiceng'
}
