// Builds dist/: the page by vite, the command line and server as one file by esbuild, and the files that are no code.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  const assets = join(dist, 'web', 'assets')
  await Promise.all(readdirSync(assets).map(name => pack(join(assets, name))))
  say('网页 → dist/web', `page → dist/web, ${Date.now() - start} ms`)
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

const results = await Promise.allSettled([
  page(),
  program(),
  files('src/store/migrations', 'migrations'),
  files('src/report/templates', 'templates'),
])
const failed = results.filter(result => result.status === 'rejected')
for (const { reason } of failed) console.error(reason instanceof Error ? reason.message : reason)
if (failed.length > 0) {
  say('构建失败。', 'The build failed.')
  process.exit(1)
}
keepStamp(stamp)
