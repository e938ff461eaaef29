// What every command of the project stands on: the packages of the lock file and a build of the present sources.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const LOCK = join(ROOT, 'package-lock.json')
const LOCK_STAMP = join(ROOT, 'node_modules', '.jiceng-lock')
const BUILD_STAMP = join(ROOT, 'dist', '.stamp')
const SOURCES = ['src', 'docs/guide', 'package-lock.json', 'bin/build.mjs', 'vite.config.ts']

export function say(zh, en) {
  console.log(`${zh}  ${en}`)
}

const read = path => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)

/** Installs the packages if none are there or if they were made from another lock file. */
export function install() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  if (read(LOCK_STAMP) === wanted) return true
  // npm writes its hidden lock last: one younger than ours and without our stamp is an `npm ci` made by hand.
  const hidden = join(ROOT, 'node_modules', '.package-lock.json')
  const byHand = read(LOCK_STAMP) === null && existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(LOCK).mtimeMs
  if (!byHand) {
    say('安装依赖…', 'Installing packages…')
    // The build needs the development packages even where NODE_ENV says production. A shell, because npm is a .cmd on Windows.
    const done = spawnSync('npm ci --include=dev --no-audit --no-fund --loglevel=error', {
      cwd: ROOT,
      shell: true,
      stdio: 'inherit',
    })
    if (done.status !== 0) {
      say('依赖安装失败。', 'Installing the packages failed.')
      return false
    }
  }
  writeFileSync(LOCK_STAMP, `${wanted}\n`)
  return true
}

/** What the build was made from: names, sizes and times of the sources; contents are not read, so that a second start is quick. */
export function stampOf() {
  const hash = createHash('sha256')
  const walk = name => {
    const path = join(ROOT, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const child of readdirSync(path).sort()) walk(`${name}/${child}`)
    else hash.update(`${name} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const name of SOURCES) walk(name)
  return hash.digest('hex')
}

export function keepStamp(stamp) {
  writeFileSync(BUILD_STAMP, `${stamp}\n`)
}

/** Builds if dist is missing or older than the sources. */
export function build() {
  if (existsSync(join(ROOT, 'dist', 'jiceng.js')) && read(BUILD_STAMP) === stampOf()) return true
  say('构建…', 'Building…')
  return spawnSync(process.execPath, [join(ROOT, 'bin', 'build.mjs')], { cwd: ROOT, stdio: 'inherit' }).status === 0
}
