// npm test: every check on a bare clone, on the embedded database and on a PostgreSQL 15 server. The last line counts them.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, install, root, tell } from './ground.mjs'

install()
build()

const bin = name => join(root, 'node_modules', '.bin', name)
const out = mkdtempSync(join(tmpdir(), 'jiceng-check-'))
const count = { passed: 0, failed: 0 }

function check(name, program, args) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  count[status === 0 ? 'passed' : 'failed'] += 1
  tell(`${status === 0 ? '通过' : '未通过'}:${name}`, `${status === 0 ? 'passed' : 'FAILED'}: ${name}`)
}

/** Runs a test suite; one that executes no test has failed. */
function suite(name, filters, env) {
  const file = join(out, `${name}.json`)
  spawnSync(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile=${file}`, ...filters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const result = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1, testResults: [] }
  // A file that does not even load counts as a failure, though none of its tests ran.
  const unloaded = result.testResults.filter(one => one.status === 'failed' && one.assertionResults.length === 0).length
  count.passed += result.numPassedTests
  count.failed += result.numFailedTests + unloaded + (result.numPassedTests + result.numFailedTests === 0 ? 1 : 0)
}

check('biome', bin('biome'), ['check', '--diagnostic-level=error', '.'])
check('types', bin('tsc'), ['-p', 'tsconfig.json'])
check('types of the pure part', bin('tsc'), ['-p', 'tsconfig.pure.json'])
check('types of the page', bin('tsc'), ['-p', 'tsconfig.web.json'])
suite('embedded', [], {})

const server = '/usr/lib/postgresql/15/bin'
if (existsSync(join(server, 'postgres'))) {
  const stop = startServer()
  suite('server', ['test/laws', 'test/flows'], {
    JICENG_TEST_SERVER: `postgres://jiceng@localhost:5432/postgres?host=${encodeURIComponent(stop.socket)}`,
  })
  await stop.end()
} else
  tell(
    '没有找到 PostgreSQL 15 服务器程序,这一半测试没有运行',
    'No PostgreSQL 15 server found: that half of the tests was NOT run',
  )
rmSync(out, { recursive: true, force: true })

/** A private server of version 15 on a socket in a temporary folder; as root it runs as nobody. */
function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-pg15-'))
  const user = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {}
  if (user.uid) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(server, 'initdb'),
    ['-D', data, '-U', 'jiceng', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, encoding: 'utf8', cwd: folder },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  const postgres = spawn(
    join(server, 'postgres'),
    ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'],
    { ...user, stdio: 'ignore', cwd: folder },
  )
  for (let tries = 0; tries < 200 && !existsSync(join(folder, '.s.PGSQL.5432')); tries += 1)
    spawnSync('sleep', ['0.05'])
  return {
    socket: folder,
    end: () =>
      new Promise(done => {
        postgres.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          done()
        })
        postgres.kill('SIGINT')
      }),
  }
}

process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`)
process.exit(count.failed > 0 ? 1 : 0)
