// The embedded database server: made once in a folder, started and stopped by us, reachable by a private socket only.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { refuse } from '../problem/problem.ts'
import { type Guise, guise, nativeFolder } from './binary.node.ts'

const USER = 'jiceng'
const DATABASE = 'postgres'
const PORT = 5432
const START_MS = 30_000

/** A server that answers on a socket. It stops when the last process that holds it has closed it or has ended. */
export interface Embedded {
  readonly socket: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly started: boolean
  close(): Promise<void>
}

// The server hangs on a named pipe that every process using it holds open: when the last of them ends, however it ends, the
// pipe closes and the server is told to stop. So a crash leaves no orphan, and nobody stops it while another works.
const LEASH =
  'exec 3<&0; "$@" 3<&- & pid=$!; { read -r _ <&3; kill -INT $pid 2> /dev/null; } & watch=$!; wait $pid; kill $watch 2> /dev/null'

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Opens the database server of a folder: makes it if need be, joins it if another process of ours runs it, starts it otherwise.
 *  Throws store.binary and store.start. */
export async function openEmbedded(home: string): Promise<Embedded> {
  const folder = resolve(home)
  mkdirSync(folder, { recursive: true })
  const native = nativeFolder()
  const as = guise()
  const socket = socketFolder(folder, as)
  const leash = leashIn(socket)
  const held = openSync(leash, 'r+')
  const log = join(folder, 'postgres.log')
  const deadline = Date.now() + START_MS
  let server: ChildProcess | null = null
  // Another process of ours may be running it; a stale file of a crashed one is no answer.
  while (!(existsSync(join(folder, 'postgres', 'postmaster.pid')) && (await answers(socket)))) {
    if (Date.now() > deadline) {
      closeSync(held)
      refuse('store.start', { why: tail(log) })
    }
    if (server === null || hasEnded(server)) {
      // It ended because another was first, or because the one before is still on its way out.
      if (server) await pause(100)
      create(folder, native, as)
      server = start(folder, native, socket, leash, log, as)
    }
    await pause(10)
  }
  return {
    socket,
    port: PORT,
    user: USER,
    database: DATABASE,
    started: server !== null,
    close: () => leave(held, server, socket),
  }
}

/** Lets the leash go. Who started the server waits until it has stopped, unless others hold it still. */
async function leave(held: number, server: ChildProcess | null, socket: string): Promise<void> {
  closeSync(held)
  if (!server) return
  const ended = new Promise<boolean>(done => server.once('exit', () => done(true)))
  while (!hasEnded(server) && !(await Promise.race([ended, pause(100, false)])))
    if (await answers(socket)) return server.unref()
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

/** The pipe on which the server of a socket hangs. */
function leashIn(socket: string): string {
  const path = join(socket, 'leash')
  if (existsSync(path)) return path
  const made = spawnSync('mkfifo', ['-m', '600', path], { encoding: 'utf8' })
  if (made.status !== 0 && !existsSync(path)) refuse('store.start', { why: made.stderr || String(made.error) })
  return path
}

/** A folder for the socket that nobody else may enter; short, because the system allows 107 bytes for a socket's path. */
function socketFolder(folder: string, as: Guise): string {
  const user = process.getuid?.() ?? 0
  const path = join(tmpdir(), `jiceng-${user}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (as.uid !== null) chownSync(path, as.uid, as.uid)
  else if (statSync(path).uid !== user) refuse('store.start', { why: `${path} belongs to another user` })
  chmodSync(path, 0o700)
  return path
}

/** Makes the database cluster beside its place and renames it, so that a crash in the middle leaves nothing half made. */
function create(folder: string, native: string, as: Guise): void {
  const target = join(folder, 'postgres')
  if (existsSync(join(target, 'PG_VERSION'))) return
  const making = join(folder, `postgres.making.${process.pid}`)
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  if (as.uid !== null) chownSync(making, as.uid, as.uid)
  const [program, ...args] = [
    ...as.prefix,
    join(native, 'bin', 'initdb'),
    '-D',
    making,
    '-U',
    USER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const made = spawnSync(program!, args, { encoding: 'utf8', ...(as.uid === null ? {} : { uid: as.uid, gid: as.uid }) })
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true })
    refuse('store.start', { why: `${made.stderr ?? ''}${made.error?.message ?? ''}`.trim() })
  }
  try {
    renameSync(making, target)
  } catch {
    // Another process was first; its cluster is as good as ours.
    rmSync(making, { recursive: true, force: true })
  }
}

function start(folder: string, native: string, socket: string, leash: string, log: string, as: Guise): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socket, port: String(PORT) }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  const command = [...as.prefix, join(native, 'bin', 'postgres'), '-D', join(folder, 'postgres'), ...settings]
  const end = openSync(leash, 'r')
  const out = openSync(log, 'a')
  try {
    // Its own process group: an interrupt from the keyboard reaches us, and we stop the server in order.
    return spawn('sh', ['-c', LEASH, 'sh', ...command], {
      detached: true,
      stdio: [end, out, out],
      ...(as.uid === null ? {} : { uid: as.uid, gid: as.uid }),
    })
  } finally {
    closeSync(end)
    closeSync(out)
  }
}

async function answers(socket: string): Promise<boolean> {
  const client = new pg.Client({
    host: socket,
    port: PORT,
    user: USER,
    database: DATABASE,
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n') : ''
}
