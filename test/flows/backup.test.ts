// A house in a file: made while it answers, restored elsewhere, and equal to what it was. With JICENG_TEST_SERVER also from a server
// into a folder and back, across versions of PostgreSQL.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHouse, REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import type { Place } from '../../src/store/postgres.node.ts'
import { composed } from '../../src/store/store.ts'
import { freshPlace, type TestPlace } from '../place.ts'
import { jiceng, type Ready, ready } from '../ready.ts'
import { visitor } from '../visitor.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiceng-backup-'))
const at = (name: string) => join(folder, name)
const passphrase = at('passphrase')
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')
let place: Ready
let app: FastifyInstance
let base = ''

beforeAll(async () => {
  writeFileSync(passphrase, 'three words apart\n')
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
})
afterAll(async () => {
  await app.close()
  await place.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A digest of the rows of every table, whatever their order, but of those that are good for a moment or tell of this machine. */
async function content(of: Place): Promise<Record<string, string>> {
  const house = await openHouse(of)
  try {
    return await house.store.asOwner(REGION, async tx => {
      const tables = await tx.all(
        composed<{ name: string }>(
          `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
             and not relispartition and relname not in ('migration', 'session', 'ceremony', 'throttle', 'backup', 'own_settled', 'touched') order by 1`,
        ),
      )
      const rows: Record<string, string> = {}
      for (const { name } of tables) {
        const found = await tx.one(
          composed<{ sum: string }>(
            `select count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), '')) as sum from ${name} t`,
          ),
        )
        rows[name] = found!.sum
      }
      return rows
    })
  } finally {
    await house.close()
  }
}

it('is made while the house answers, and restored elsewhere holds the same facts, figures, accounts, journal and files', async () => {
  const district = visitor(base)
  await district.post('/api/session', { account: 'district' })
  const line = (topic: string) => ({
    lines: [{ id: v7(), kind: 'study.day', org: 'V01', day: '2012-12-20', body: { topic, hours: 2 } }],
  })
  const first = line('first')
  expect((await district.post('/api/records', first)).status).toBe(200)
  const filed = `/api/records/${first.lines[0]!.id}/attachments`
  expect((await district.post(filed, { name: 'minutes.pdf', content: PDF.toString('base64') })).status).toBe(200)
  const health = async () => ((await (await fetch(`${base}/api/health`)).json()) as { backup: unknown }).backup
  expect(await health()).toBe(null)

  // While records come in, each is wholly in the archive or wholly absent, and everybody is answered.
  let done = false
  const busy = jiceng(['backup', at('busy.age'), '--passphrase-file', passphrase, ...place.at.args, '--json'], {
    env: place.at.env,
  }).finally(() => {
    done = true
  })
  let added = 0
  while (!done) {
    expect((await district.post('/api/records', line(`meanwhile ${added}`))).status).toBe(200)
    added++
  }
  expect(await busy).toMatchObject({ code: 0, err: '' })
  expect(added).toBeGreaterThan(0)
  expect(statSync(at('busy.age')).mode & 0o777).toBe(0o600)
  expect(await health()).toEqual({ hours: 0 })
  const checked = await jiceng(['verify', at('busy.age'), '--passphrase-file', passphrase, '--json'])
  expect(checked).toMatchObject({ code: 0, err: '' })
  const rows = (name: string) =>
    (JSON.parse(checked.out) as { tables: { name: string; rows: number }[] }).tables.find(one => one.name === name)!
      .rows
  expect(rows('record')).toBe(rows('record_key'))

  // Nothing happens any more: what is restored must be the same to the last byte.
  await place.house.settle()
  const quiet = await jiceng(['backup', at('quiet.age'), '--passphrase-file', passphrase, ...place.at.args], {
    env: place.at.env,
  })
  expect(quiet).toMatchObject({ code: 0, err: '' })
  const wanted = await content(place.at.place)
  const home = { place: { home: at('home') }, env: {}, args: ['--home', at('home')], remove: async () => undefined }
  await restored('quiet.age', home)
  // Cells, own parts and tallies are among them: what the archive left out was computed again, and is the same.
  expect(await content(home.place)).toEqual(wanted)
  const shown = await jiceng(['figure', 'list', '--org', 'V01', '--period', '2012', '--json', ...home.args])
  const before = await jiceng(['figure', 'list', '--org', 'V01', '--period', '2012', '--json', ...place.at.args], {
    env: place.at.env,
  })
  expect(shown).toEqual(before)
  const files = await jiceng(['record', 'files', first.lines[0]!.id, '--json', ...home.args])
  const taken = at('taken.pdf')
  const [file] = JSON.parse(files.out) as { id: string }[]
  expect(await jiceng(['record', 'take', file!.id, '--out', taken, ...home.args])).toMatchObject({ code: 0 })
  expect(readFileSync(taken)).toEqual(PDF)

  if (process.env.JICENG_TEST_SERVER) {
    const again = await jiceng(['backup', at('again.age'), '--passphrase-file', passphrase, ...home.args])
    expect(again).toMatchObject({ code: 0, err: '' })
    const server = await freshPlace()
    await restored('again.age', server)
    // What was taken away meanwhile is noted there as well.
    expect(await content(server.place)).toEqual(await content(home.place))
    await server.remove()
  }
})

async function restored(file: string, into: TestPlace): Promise<void> {
  const said = await jiceng(['restore', at(file), '--passphrase-file', passphrase, ...into.args], { env: into.env })
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(said.out).toContain('Restored')
}
