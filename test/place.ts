// Where a test's database lives: a fresh embedded one, or a fresh database on the server that JICENG_TEST_SERVER names.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Place } from '../src/store/postgres.node.ts'

export interface TestPlace {
  readonly place: Place
  /** Arguments and environment that send the command line to the same place. */
  readonly env: Readonly<Record<string, string>>
  readonly args: readonly string[]
  remove(): Promise<void>
}

/** Makes an empty place; remove it when the test is over. */
export async function freshPlace(): Promise<TestPlace> {
  const server = process.env.JICENG_TEST_SERVER
  if (!server) {
    const home = mkdtempSync(join(tmpdir(), 'jiceng-test-'))
    return {
      place: { home },
      env: {},
      args: ['--home', home],
      remove: async () => rmSync(home, { recursive: true, force: true }),
    }
  }
  // A server has no folder of its own for the key of the house; the databases of one test process share one.
  process.env.JICENG_KEY_FILE ??= join(mkdtempSync(join(tmpdir(), 'jiceng-key-')), 'access.key')
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6)}`
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await admin(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    place: { url: url.href },
    env: { DATABASE_URL: url.href, JICENG_KEY_FILE: process.env.JICENG_KEY_FILE },
    args: [],
    remove: () => admin(`drop database ${name} with (force)`),
  }
}
