// The tree over the wire: one level at a time, under the day asked, and organizations by whatever people type.
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { pinyin } from 'pinyin-pro'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TreeRow } from '../../src/register/register.api.ts'
import { serve } from '../../src/server/serve.node.ts'
import { type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''
const cookies = new Map<string, string>()
beforeAll(async () => {
  place = await ready(false)
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const json = { 'content-type': 'application/json', 'accept-language': 'en' }
async function cookieOf(account: string): Promise<string> {
  const known = cookies.get(account)
  if (known) return known
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ account }),
  })
  cookies.set(account, entered.headers.get('set-cookie')!.split(';')[0]!)
  return cookies.get(account)!
}
async function orgs(query: Record<string, string> = {}, account = 'district'): Promise<TreeRow[]> {
  const answer = await fetch(`${base}/api/orgs?${new URLSearchParams(query)}`, {
    headers: { cookie: await cookieOf(account) },
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as TreeRow[]
}
const codes = (rows: readonly TreeRow[]) => rows.map(row => row.code)
const called = async (q: string, account?: string) => codes(await orgs({ q, on: '2012-06-30' }, account))

describe('the tree, level by level', () => {
  it.each(['2008-06-30', '2012-06-30', '2012-12-31'])(
    'is the whole tree of %s when every level is opened',
    async on => {
      const walk = async (rows: TreeRow[]): Promise<TreeRow[]> => {
        const found: TreeRow[] = []
        for (const row of rows) {
          found.push(row)
          const below = row.below > 0 ? await orgs({ above: row.code, on }) : []
          expect(below.length, `below ${row.code}`).toBe(row.below)
          found.push(...(await walk(below)))
        }
        return found
      }
      expect(await walk(await orgs({ on }))).toEqual(await orgs({ on, levels: 'all' }))
    },
  )

  it('begins at the top of what the reader may see, and names nothing above it', async () => {
    const [village, ...others] = await orgs({ on: '2012-06-30' }, 'village')
    expect(others).toEqual([])
    expect(village).toMatchObject({ code: 'V01', parent: null, way: [] })
    expect((await orgs({ codes: 'D,V01,V02', on: '2012-06-30' }, 'village')).map(row => row.code)).toEqual(['V01'])
  })

  it('says where an organization stands, from the top', async () => {
    const [row] = await orgs({ codes: 'V01', on: '2012-06-30' })
    const above = await orgs({ codes: row!.way.map(one => one.code).join(','), on: '2012-06-30' })
    expect(codes(above)).toEqual(row!.way.map(one => one.code))
    expect(row!.way.at(-1)!.code).toBe(row!.parent)
  })
})

describe('finding', () => {
  it('finds every organization by any part of its names, by pinyin from any syllable, by initials and by its code', async () => {
    const all = await orgs({ on: '2012-06-30', levels: 'all' })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.nat(5),
        fc.integer({ min: 2, max: 6 }),
        async (org, from, length) => {
          const part = [...org.name].slice(from, from + length).join('')
          fc.pre(part.length > 1)
          const found = await orgs({ q: part, on: '2012-06-30', limit: '100' })
          expect(found.every(row => row.name.includes(part) || row.short.includes(part))).toBe(true)
          if (found.length < 100) expect(codes(found)).toContain(org.code)
          expect(await called(org.code.toLowerCase())).toContain(org.code)
          for (const word of org.english.split(' ').filter(one => one.length > 3))
            expect(await called(`${word} ${org.code}`)).toContain(org.code)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('reads pinyin and its first letters', async () => {
    const [village] = await orgs({ codes: 'V01', on: '2012-06-30' })
    const syllables = pinyin(village!.short, { toneType: 'none', type: 'array' })
    expect(await called(syllables.join(''))).toContain('V01')
    expect(await called(syllables.slice(1).join(' '))).toContain('V01')
    expect(
      await called(
        syllables
          .map(one => one[0])
          .join('')
          .toUpperCase(),
      ),
    ).toContain('V01')
  })

  it('reads full-width letters, and nothing at all finds nothing', async () => {
    expect(await called('\uff36\uff10\uff11')).toEqual(['V01'])
    expect(await called('  ')).toEqual([])
    expect(await called('\u4e0d\u5b58\u5728\u7684\u540d\u5b57')).toEqual([])
    expect(await called("'%_\\")).toEqual([])
  })

  it('shows what stood on the day, under a name it had on any other', async () => {
    const answer = await fetch(`${base}/api/register/changes`, {
      method: 'POST',
      headers: { ...json, cookie: await cookieOf('district') },
      body: JSON.stringify({
        preview: false,
        change: {
          act: 'org.change',
          org: 'V02',
          day: '2012-09-01',
          short: '\u65b0\u9633\u560e\u67e5\u515a\u652f\u90e8',
        },
      }),
    })
    expect(answer.status, await answer.clone().text()).toBe(200)
    const [before] = await orgs({ q: 'xinyang', on: '2012-06-30' })
    const [after] = await orgs({ q: 'xyg', on: '2012-12-31' })
    expect([before?.code, after?.code]).toEqual(['V02', 'V02'])
    expect(before?.short).not.toBe(after?.short)
  })

  it('finds nothing beyond what the reader may see', async () => {
    expect(await called('V02', 'village')).toEqual([])
    expect(await called('V01', 'village')).toEqual(['V01'])
  })
})
