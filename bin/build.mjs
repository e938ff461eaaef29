// Builds dist/: the page by vite, the command line and server as one file by esbuild, and the files that are no code.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { install, keepStamp, ROOT, say, stampOf } from './ground.mjs'

if (!install()) process.exit(1)

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
const dist = join(ROOT, 'dist')
mkdirSync(dist, { recursive: true })
rmSync(join(dist, '.stamp'), { force: true })
// Taken before the build: a file saved meanwhile makes the next command build again.
const stamp = stampOf()

async function page() {
  if (!existsSync(join(ROOT, 'src', 'web', 'index.html')))
    return say('网页：没有源文件，略过', 'page: no src/web/index.html, skipped')
  const start = Date.now()
  // Tests build too, and a page for development would be three times as large.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const configFile = join(ROOT, 'vite.config.ts')
  await build({ configFile, logLevel: 'warn' })
  await build({ configFile, logLevel: 'warn', mode: 'phone' })
  await worker(join(dist, 'web', 'm'))
  const assets = ['assets', 'm/assets'].map(name => join(dist, 'web', name))
  await Promise.all(assets.flatMap(folder => readdirSync(folder).map(name => pack(join(folder, name)))))
  say('网页 → dist/web', `page → dist/web, ${Date.now() - start} ms`)
}

/** The phone's service worker, with every file of its route by name and one version for them all. */
async function worker(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
  const version = createHash('sha256')
  for (const name of names) version.update(`${name}\n`).update(readFileSync(join(folder, name)))
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/web/phone/worker.ts'],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    define: {
      FILES: JSON.stringify(names.map(name => (name === 'index.html' ? '/m' : `/m/${name}`))),
      VERSION: JSON.stringify(version.digest('hex').slice(0, 16)),
    },
    logLevel: 'warning',
  })
}

/** Sets packed twins beside a file, so that the server need not pack it for every reader. */
async function pack(path) {
  const bytes = readFileSync(path)
  writeFileSync(`${path}.br`, await brotli(bytes))
  writeFileSync(`${path}.gz`, await gzipped(bytes))
}

async function program() {
  const start = Date.now()
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/jiceng.js',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  say('程序 → dist/jiceng.js', `program → dist/jiceng.js, ${Date.now() - start} ms`)
}

async function files(from, to) {
  rmSync(join(dist, to), { recursive: true, force: true })
  cpSync(join(ROOT, from), join(dist, to), { recursive: true })
  say(`文件 → dist/${to}`, `files → dist/${to}`)
}

const results = await Promise.allSettled([page(), program(), files('src/store/migrations', 'migrations')])
const failed = results.filter(result => result.status === 'rejected')
for (const { reason } of failed) console.error(reason instanceof Error ? reason.message : reason)
if (failed.length > 0) {
  say('构建失败。', 'The build failed.')
  process.exit(1)
}
keepStamp(stamp)
