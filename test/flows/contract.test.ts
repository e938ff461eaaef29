// Bad input is never a fault of ours: the whole contract is fed with it, property by property, and every answer is below 500.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/server/serve.node.ts'
import { type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''
let cookie = ''
let paths: Record<string, Record<string, Operation>>

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  minItems?: number
  prefixItems?: Schema[]
}
interface Operation {
  parameters: { name: string; in: 'path' | 'query'; schema: Schema }[]
  requestBody?: { content: { 'application/json': { schema: Schema } } }
}

beforeAll(async () => {
  place = await ready(false)
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  paths = ((await (await fetch(`${base}/api/openapi.json`)).json()) as { paths: typeof paths }).paths
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

async function signIn(): Promise<void> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'district' }),
  })
  cookie = answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

const UUID = '01370000-0000-7000-8000-00000000dead'
/** What is sensible by the names that the contract uses everywhere. */
const KNOWN: Record<string, unknown> = {
  org: 'V01',
  into: 'V02',
  to: 'V02',
  parent: 'C1',
  day: '2012-08-01',
  since: '2027-01-01',
  period: '2012',
  on: '2012-08-01',
  kind: 'study.day',
  year: 2012,
  tree: 'then',
  lang: 'zh',
  limit: 5,
  measure: 'study.days',
  duty: 'study.days',
  preview: true,
}
const forms = (schema: Schema): Schema[] => [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]

/** A value that a shape takes, as far as the shape can tell. */
function sample(schema: Schema, name = ''): unknown {
  const choices = forms(schema)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (choices.length > 0) return sample(choices[0]!, name)
  if (KNOWN[name] !== undefined) return KNOWN[name]
  if (schema.type === 'object' || schema.properties)
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sample(inner, key)]))
  if (schema.prefixItems) return schema.prefixItems.map(inner => sample(inner))
  if (schema.type === 'array') return [sample(schema.items ?? {}, name)]
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (schema.type === 'boolean') return true
  if (schema.type === 'null') return null
  if (schema.format === 'uuid') return UUID
  if (schema.pattern?.includes('\\d{4}')) return '2012-08-01'
  return 'V01'
}

type Path = (string | number)[]

/** Every place of a shape, with a body in which it stands. */
function* placesOf(
  schema: Schema,
  around: (inner: unknown) => unknown,
  path: Path,
  name = '',
): Generator<[Path, (inner: unknown) => unknown]> {
  if (path.length > 0) yield [path, around]
  if (path.length > 6) return
  for (const choice of forms(schema)) yield* placesOf(choice, around, path, name)
  if (schema.items) yield* placesOf(schema.items, inner => around([inner]), [...path, 0], name)
  if (typeof schema.additionalProperties === 'object')
    yield* placesOf(schema.additionalProperties, inner => around({ topic: inner }), [...path, 'topic'])
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const others = sample({ type: 'object', properties: schema.properties ?? {} }) as object
    yield* placesOf(inner, value => around({ ...others, [key]: value }), [...path, key], key)
  }
}

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
/** Bad values as they stand in the text of a body. */
const BAD: readonly [string, string][] = [
  ['null', 'null'],
  ['a number', '7'],
  ['a huge number', '1e308'],
  ['a negative number', '-1'],
  ['a truth', 'true'],
  ['a list', '[]'],
  ['an object', '{"a":null}'],
  ['nothing to read', '" "'],
  ['half a pair', '"a\\ud83d"'],
  ['U+0000', '"a\\u0000b"'],
  ['U+FFFF', '"a\\uffff"'],
  ['no id', '"0137-not-an-id"'],
  ['a foreign id', `"${UUID}"`],
  ['no day', '"2012-02-31"'],
  ['huge', `"${'长'.repeat(20_000)}"`],
  ['nested', deep(10_000)],
]
/** Refused whatever place of whatever route they stand in. */
const NEVER = new Set(['half a pair', 'U+0000', 'U+FFFF', 'nested'])

/** One of several, another each time: over the whole contract each comes to every door that many routes share. */
let turn = 0
const next = <T>(all: readonly T[]): T => all[turn++ % all.length]!

interface Fault {
  readonly at: string
  readonly status: number
}
let asked = 0
async function send(
  method: string,
  address: string,
  body?: string,
): Promise<{ status: number; type: string; text: string }> {
  asked++
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const answer = await fetch(`${base}${address}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  // Some requests end the session on purpose.
  if (answer.status === 401) await signIn()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text }
}

function addressOf(path: string, operation: Operation, bad?: { name: string; value: string }): string {
  const value = (name: string, schema: Schema) =>
    bad?.name === name ? bad.value : encodeURIComponent(String(sample(schema, name)))
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    value(name, operation.parameters.find(one => one.name === name)?.schema ?? {}),
  )
  const query = operation.parameters
    .filter(one => one.in === 'query')
    .map(one => `${one.name}=${value(one.name, one.schema)}`)
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled
}

/** Signing out and the doors that throttle are asked like all others; whoever was thrown out comes back. */
const operations = () =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )

describe('the whole contract', () => {
  it('answers bad values in every property of every body with a problem of the asker', {
    timeout: 900_000,
  }, async () => {
    await signIn()
    const faults: Fault[] = []
    for (const { path, method, operation } of operations()) {
      const schema = operation.requestBody?.content['application/json'].schema
      if (!schema) continue
      const address = addressOf(path, operation)
      const fed = new Set<string>()
      for (const [place, around] of placesOf(schema, inner => inner, [])) {
        // Every value once at the first two levels; deeper, and where a form repeats a place of another, nothing and in turn one
        // of those that no place may hold.
        const first = place.length <= 2 && !fed.has(place.join('.'))
        fed.add(place.join('.'))
        const never = next([...NEVER])
        for (const [name, value] of BAD.filter(([bad]) =>
          first ? bad === never || !NEVER.has(bad) : bad === never || bad === 'null',
        )) {
          const text = JSON.stringify(around('\u2603hole')).replace('"\u2603hole"', () => value)
          const told = await send(method, address, text)
          const at = `${method} ${path} ${place.join('.')}: ${name} → ${told.text.slice(0, 200)}`
          if (told.status >= 500) faults.push({ at, status: told.status })
          else if (NEVER.has(name) && told.status === 400 && !told.type.startsWith('application/problem+json'))
            faults.push({ at: `${at} (no problem document)`, status: told.status })
          else if (NEVER.has(name) && told.status < 400) faults.push({ at: `${at} (taken)`, status: told.status })
        }
      }
    }
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(1500)
    console.log(asked)
  })

  it('answers bad values in every parameter likewise', { timeout: 600_000 }, async () => {
    await signIn()
    const faults: Fault[] = []
    const values = [
      '%00',
      'a%EF%BF%BF',
      '%ED%A0%BD',
      '%E0%A4%A',
      '%20',
      '-1',
      '1e99',
      UUID,
      '0137-not-an-id',
      '2012-02-31',
      '%F0%9F%98%80',
      'x'.repeat(3000),
      '..%2F..',
      '%27%22%3B--',
      '99999999999999999999',
    ]
    for (const { path, method, operation } of operations())
      for (const { name } of operation.parameters)
        for (const value of Array.from({ length: 5 }, () => next(values))) {
          const body = operation.requestBody
            ? JSON.stringify(sample(operation.requestBody.content['application/json'].schema))
            : undefined
          const told = await send(method, addressOf(path, operation, { name, value }), body)
          if (told.status >= 500)
            faults.push({
              at: `${method} ${path} ${name}=${value.slice(0, 30)} → ${told.text.slice(0, 200)}`,
              status: told.status,
            })
        }
    expect(faults).toEqual([])
  })

  it('answers what is no body at all likewise', async () => {
    await signIn()
    const faults: Fault[] = []
    for (const { path, method, operation } of operations())
      if (operation.requestBody)
        for (const body of [
          '',
          'null',
          '[]',
          '"x"',
          '7',
          '{',
          deep(100_000),
          '{"__proto__":{"x":1}}',
          '{"constructor":1}',
          '{"toString":null}',
        ]) {
          const told = await send(method, addressOf(path, operation), body)
          if (told.status >= 500)
            faults.push({
              at: `${method} ${path} ${body.slice(0, 20)} → ${told.text.slice(0, 200)}`,
              status: told.status,
            })
        }
    expect(faults).toEqual([])
  })
})
