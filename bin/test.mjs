// `npm test`: build, checks, every test on the embedded database, and what rests on the database once more on a server of PostgreSQL 15.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { build, install, ROOT, say } from './ground.mjs'

const PORT = 5432
const total = { passed: 0, failed: 0 }
/** What failed, said once more at the end, where the beginning of a long output is cut off. */
const failures = []
const work = mkdtempSync(join(tmpdir(), 'jiceng-run-'))

process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 5 }))
// An interrupted run has not passed; ending in order removes the folder.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

function note(ok, name) {
  total[ok ? 'passed' : 'failed'] += 1
  if (!ok) failures.push(name)
  console.log(`${ok ? '✓' : '✗'} ${name}`)
}

/** Runs a program of a package; its output is shown at once, or given to `hear`. Gives its exit code. */
function run(program, args, { env = process.env, hear = null } = {}) {
  const stdio = hear ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd: ROOT, env, stdio })
  for (const stream of hear ? [child.stdout, child.stderr] : []) stream.on('data', hear)
  return new Promise(done => {
    child.on('error', () => done(1))
    child.on('close', code => done(code ?? 1))
  })
}

/** A check counts as one test; what it says is shown only when it fails. */
async function check(name, program, ...args) {
  const said = []
  const code = await run(program, args, { hear: part => said.push(part) })
  if (code !== 0) process.stdout.write(Buffer.concat(said))
  note(code === 0, name)
}

async function checks() {
  const tsc = 'typescript/bin/tsc'
  const depcruise = 'dependency-cruiser/bin/dependency-cruise.mjs'
  const types = async () => {
    await check('tsc: code and tests', tsc, '-p', 'tsconfig.json')
    await check('tsc: pure files know no Node', tsc, '-p', 'tsconfig.pure.json')
  }
  const others = async () => {
    await check('biome', '@biomejs/biome/bin/biome', 'check', 'src', 'test', 'bin')
    await check('tsc: page', tsc, '-p', 'tsconfig.web.json')
    await check('depcruise: floors', depcruise, '--config', '.dependency-cruiser.cjs', 'src', 'test/reckon/reckoner.ts')
    await check('picture of the architecture', '../bin/picture.mjs', '--check')
  }
  // Each takes one core, and there are two.
  await Promise.all([types(), others()])
}

/** Runs vitest and adds what it counted. A file that does not load is one failure; so is a run without a test. */
async function tests(zh, en, folders, more) {
  say(`测试：${zh}`, `Tests: ${en}`)
  const file = join(work, `${en}.json`)
  const { DATABASE_URL: _url, JICENG_TEST_SERVER: _server, ...rest } = process.env
  const args = ['run', ...folders, '--reporter=default', '--reporter=json', `--outputFile=${file}`]
  const code = await run('vitest/vitest.mjs', args, { env: { ...rest, ...more } })
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  if (!result) return note(false, `${en}: vitest gave no result`)
  const unloaded = result.testResults.filter(
    one => one.status === 'failed' && one.assertionResults.every(test => test.status !== 'failed'),
  )
  const failed = result.numFailedTests + unloaded.length
  failures.push(
    ...unloaded.map(one => `${en}: ${relative(ROOT, one.name)}: ${one.message.split('\n')[0]}`),
    ...result.testResults.flatMap(one =>
      one.assertionResults
        .filter(test => test.status === 'failed')
        .map(
          test => `${en}: ${relative(ROOT, one.name)}: ${test.fullName}: ${test.failureMessages[0]?.split('\n')[0]}`,
        ),
    ),
  )
  total.passed += result.numPassedTests
  total.failed += failed
  if (result.numPassedTests + result.numFailedTests === 0) note(false, `${en}: no test was executed`)
  // An error outside any test, such as a rejection that nobody awaited.
  else if (code !== 0 && failed === 0) note(false, `${en}: vitest ended with ${code}`)
}

/** Folder with the programs of a PostgreSQL server of version 15 or later, or null. */
function serverPrograms() {
  const complete = folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))
  const debian = '/usr/lib/postgresql/15/bin'
  if (complete(debian)) return debian
  const ask = flag => spawnSync('pg_config', [flag], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const folder = ask('--bindir')
  return Number(/\d+/.exec(ask('--version'))?.[0]) >= 15 && folder && complete(folder) ? folder : null
}

/** Whom the server runs as: it refuses root, so root lends it to postgres or nobody. */
function owner() {
  if (process.getuid?.() !== 0) return {}
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = lines.find(one => one.startsWith('postgres:')) ?? lines.find(one => one.startsWith('nobody:'))
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

// The server hangs on our standard input: however this run ends, the pipe closes and the server is told to stop.
const LEASH = '"$@" & pid=$!; cat > /dev/null; kill -INT $pid 2> /dev/null; wait $pid'

/** Starts a private server on a socket of its own; null if it does not start. */
async function startServer(programs) {
  const as = owner()
  const [cluster, socket] = [join(work, 'cluster'), join(work, 'socket')]
  // The other user must pass through; the two folders below are closed to everybody else.
  chmodSync(work, 0o711)
  for (const folder of [cluster, socket]) {
    mkdirSync(folder, { mode: 0o700 })
    if (as.uid !== undefined) chownSync(folder, as.uid, as.gid)
  }
  const initdb = ['-D', cluster, '-U', 'jiceng', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(programs, 'initdb'), initdb, { ...as, cwd: socket, encoding: 'utf8' })
  if (made.status !== 0) {
    console.error(made.stderr || made.error)
    return null
  }
  const settings = Object.entries({
    listen_addresses: '',
    unix_socket_directories: socket,
    port: PORT,
    max_connections: 100,
    fsync: 'off',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [join(programs, 'postgres'), '-D', cluster, ...settings]
  const server = spawn('sh', ['-c', LEASH, 'sh', ...command], { ...as, cwd: socket, detached: true })
  const said = []
  for (const stream of [server.stdout, server.stderr]) stream.on('data', part => said.push(part))
  const ended = new Promise(done => server.once('exit', done))
  const stop = () => {
    server.stdin.end()
    return ended
  }
  const { default: pg } = await import('pg')
  for (let tries = 0; tries < 300; tries += 1) {
    const client = new pg.Client({ host: socket, port: PORT, user: 'jiceng', database: 'postgres' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return { address: `postgres://jiceng@localhost:${PORT}/postgres?host=${encodeURIComponent(socket)}`, stop }
    } catch {
      await new Promise(done => setTimeout(done, 100))
    }
  }
  await stop()
  process.stderr.write(Buffer.concat(said))
  return null
}

// What a page shows, a file holds, a door says or the embedded server does is the same whichever database stands behind it.
const EMBEDDED_FLOWS = [
  'page',
  '*-page',
  'phone',
  'embedded',
  'command-line',
  'bad-input',
  'contract',
  'text',
  'clock',
  'person',
  'mask',
  'report-files',
  'scenarios',
  'forms',
  'federation',
  'foreign',
  'sheet',
  'register-import',
  'report-check',
  'archive',
  'notice',
]

// Time, tree, access and computing are tried on both. The law of one system says what its numbers mean: its statements
// are executed on the server too, where the ready district settles every measure and every duty.
const SERVER_LAWS = ['access', 'district', 'measure', 'pledge', 'undo']

async function testsOnServer() {
  const programs = serverPrograms()
  if (!programs)
    return say(
      '没有找到 PostgreSQL 15 服务器：这一半测试没有运行。',
      'No PostgreSQL 15 server was found: this half of the tests was NOT run.',
    )
  const server = await startServer(programs)
  if (!server) return note(false, 'PostgreSQL 15: the server did not start')
  await tests(
    'PostgreSQL 15 服务器',
    'PostgreSQL 15 server',
    [
      ...SERVER_LAWS.map(name => `test/laws/${name}.test.ts`),
      'test/flows',
      ...EMBEDDED_FLOWS.map(name => `--exclude=test/flows/${name}.test.ts`),
    ],
    {
      JICENG_TEST_SERVER: server.address,
    },
  )
  await server.stop()
}

if (install()) {
  note(build(), 'build')
  await checks()
  await tests('内嵌数据库', 'embedded database', [], {})
  await testsOnServer()
} else note(false, 'install')

for (const failure of failures) console.log(`✗ ${failure}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
