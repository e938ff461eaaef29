// The house keeps its floor plan, its words, the shape of its tables and the kinds it once promised to keep.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { brokenLocks } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import { SYSTEMS } from '../../src/systems/index.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SRC = join(ROOT, 'src')
const RECKONER = 'test/reckon/reckoner.ts'

const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'))
const files = (ending: RegExp) => names.filter(name => ending.test(name))
const read = (name: string) => readFileSync(join(SRC, name), 'utf8')

interface Violation {
  readonly rule: { readonly name: string }
  readonly from: string
  readonly to: string
}

/** What the dependency checker finds in `folder`/src and in the second reckoner, as «rule: from → to». */
function sinsOf(folder: string): string[] {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [program, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src', RECKONER]
  const said = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (!said.stdout.startsWith('{')) throw new Error(said.stderr)
  const { summary } = JSON.parse(said.stdout) as { summary: { violations: Violation[]; totalCruised: number } }
  if (summary.totalCruised === 0) throw new Error('nothing was looked at')
  return summary.violations.map(one => `${one.rule.name}: ${one.from} → ${one.to}`)
}

describe('floors', () => {
  const planted = mkdtempSync(join(tmpdir(), 'jiceng-floors-'))
  afterAll(() => rmSync(planted, { recursive: true, force: true }))

  test('every folder imports only from the floors below it', () => {
    expect(sinsOf(ROOT)).toEqual([])
  })

  test('a sin is found by its name', () => {
    for (const name of ['time/day.ts', 'problem/problem.ts', 'store/store.ts']) {
      cpSync(join(SRC, name), join(planted, 'src', name), { recursive: true })
    }
    const plant = (name: string, text: string) => {
      mkdirSync(dirname(join(planted, 'src', name)), { recursive: true })
      writeFileSync(join(planted, 'src', name), text)
    }
    plant('duty/owed.ts', `export const owed = 2\n`)
    plant('measure/upward.ts', `import { owed } from '../duty/owed.ts'\nexport const up = owed\n`)
    plant('record/typed.ts', `import type { Store } from '../store/store.ts'\nexport type Mine = Store\n`)
    plant('record/file.ts', `import { readFileSync } from 'node:fs'\nexport const text = () => readFileSync('x')\n`)
    plant('record/kept.sql.ts', `import type { Tx } from '../store/store.ts'\nexport type Kept = Tx\n`)
    plant('record/between.ts', `import type { Kept } from './kept.sql.ts'\nexport type Between = Kept\n`)
    plant('web/page.ts', `import type { Between } from '../record/between.ts'\nexport type Page = Between\n`)
    plant('cellar/wine.ts', `import { day } from '../time/day.ts'\nexport const wine = day\n`)
    plant(`../${RECKONER}`, `import { up } from '../../src/measure/upward.ts'\nexport const mine = up\n`)
    plant('pledge/one.ts', `import { two } from './two.ts'\nexport const one = () => two\n`)
    plant('pledge/two.ts', `import { one } from './one.ts'\nexport const two = () => one\n`)

    const sins = sinsOf(planted)
    for (const sin of [
      'floor-measure: src/measure/upward.ts → src/duty/owed.ts',
      'pure-store: src/record/typed.ts → src/store/store.ts',
      'store-door: src/record/typed.ts → src/store/store.ts',
      'pure-builtin: src/record/file.ts → fs',
      'pure-suffix: src/record/between.ts → src/record/kept.sql.ts',
      'web-reach: src/web/page.ts → src/record/kept.sql.ts',
      'web-reach: src/web/page.ts → src/store/store.ts',
      'floor-unknown: src/cellar/wine.ts → src/time/day.ts',
      'no-circular: src/pledge/one.ts → src/pledge/two.ts',
      'second-reckoner: test/reckon/reckoner.ts → src/measure/upward.ts',
    ]) {
      expect(sins).toContain(sin)
    }
    // The statements may do what the pure files may not.
    expect(sins.filter(sin => sin.includes(': src/record/kept.sql.ts →'))).toEqual([])
  })
})

describe('names', () => {
  const BANNED = /^(manager|helper|util|common|service|data|info|handler|process|base|impl|core)s?$/

  test('no file or folder bears a word that says nothing', () => {
    const words = (name: string) => basename(name).split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    expect(names.filter(name => words(name).some(word => BANNED.test(word.toLowerCase())))).toEqual([])
  })
})

const migrations = files(/^store\/migrations\/.*\.sql$/)
const withoutComments = (sql: string) => sql.replace(/--.*$/gm, '')
const schema = migrations.map(name => withoutComments(read(name))).join('\n')

describe('migrations', () => {
  const tables = [...schema.matchAll(/create table (?:if not exists )?(\w+)\s*\(([\s\S]*?)\n\)/gi)].map(
    ([, name = '', body = '']) => ({ name, body }),
  )
  const statements = schema.split(';').map(one => one.trim())

  test('every table is read here', () => {
    expect(tables.length).toBeGreaterThan(0)
    expect(tables.length).toBe([...schema.matchAll(/create table/gi)].length)
  })

  test('the region is the first column of every primary key', () => {
    const first = (body: string) =>
      /primary key\s*\(\s*(\w+)/i.exec(body)?.[1] ?? /^\s*(\w+)[^,\n]*\bprimary key\b/im.exec(body)?.[1] ?? 'none'
    const wrong = tables.filter(({ name, body }) => name !== 'migration' && first(body) !== 'region')
    expect(wrong.map(({ name, body }) => `${name}: ${first(body)}`)).toEqual([])
  })

  test('the region is the first column of every index, and the first condition of every exclusion', () => {
    const keys = [
      ...schema.matchAll(/create (?:unique )?index (\w+) on \w+(?: using \w+)?\s*\(\s*([^,)\s]+)/gi),
      ...schema.matchAll(/constraint (\w+) (?:exclude using \w+|unique)\s*\(\s*([^,)\s]+)/gi),
    ].map(([, name, first]) => ({ name, first }))
    const said = [...schema.matchAll(/create (?:unique )?index|exclude using|\bunique\s*\(/gi)]
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.length, 'every index and exclusion is read here').toBe(said.length)
    expect(keys.filter(({ first }) => first !== 'region')).toEqual([])
  })

  test('a place in the tree is text that sorts by its bytes', () => {
    const places = tables.flatMap(({ name, body }) =>
      [...body.matchAll(/^\s*(path|seat|above)\s+([^,\n]*)/gim)].map(([, column, type]) => `${name}.${column} ${type}`),
    )
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter(place => !/ text collate "C" not null$/.test(place))).toEqual([])
  })

  test('there is no trigger', () => {
    expect(statements.filter(one => /create\s+(or\s+replace\s+)?(constraint\s+)?trigger/i.test(one))).toEqual([])
  })

  const policies = statements.filter(one => /^create policy/i.test(one))

  test('no policy selects', () => {
    expect(policies.length).toBeGreaterThan(0)
    // «for select» says which command the policy is for; it is no sub-select.
    expect(policies.filter(one => /\bselect\b/i.test(one.replace(/\bfor select\b/gi, '')))).toEqual([])
  })

  test('every policy reads every setting by nullif, so that an unset one matches nothing', () => {
    const SAFE = /nullif\(current_setting\('[\w.]+', true\), ''\)/g
    expect(policies.filter(one => !one.match(SAFE) || one.replace(SAFE, '').includes('current_setting'))).toEqual([])
  })
})

/** The source file as a tree. */
const parse = (name: string) => ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true)

/** Every node of a file, in order. */
function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodes(child)
}

describe('statements', () => {
  const tables = [...schema.matchAll(/create table (?:if not exists )?(\w+)/gi)].map(([, name]) => name)
  const READS = new RegExp(`\\b(from|join|update|delete from)\\s+(${tables.join('|')})\\b`, 'i')
  const isText = (node: ts.Node) =>
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)

  /** Texts that are not part of another text. */
  function* texts(node: ts.Node): Generator<ts.Node> {
    if (isText(node)) yield node
    else for (const child of node.getChildren()) yield* texts(child)
  }

  /** The text with its named fragments written out: `${of}` becomes what the last `const of = …` above it says. */
  function written(text: ts.Node, file: ts.SourceFile): string {
    const fragments = [...nodes(file)].filter(ts.isVariableDeclaration)
    return text.getText().replace(/\$\{(\w+)\}/g, (whole, name: string) => {
      const said = fragments.findLast(one => one.name.getText() === name && one.end <= text.pos)?.initializer
      return said && isText(said) ? said.getText() : whole
    })
  }

  const all = files(/\.sql\.ts$/).flatMap(name => {
    const file = parse(name)
    return [...texts(file)].map(node => ({ name, text: written(node, file) }))
  })

  test('every statement that reads a table stays in its region', () => {
    const reading = all.filter(({ text }) => READS.test(text))
    expect(reading.length).toBeGreaterThan(0)
    const loose = reading.filter(({ text }) => !/\bregion\b/.test(text))
    expect(loose.map(({ name, text }) => `${name}: ${text}`)).toEqual([])
  })

  test('no two statements have one name: a connection keeps its plans by it', () => {
    const names = files(/\.sql\.ts$/).flatMap(name =>
      [...nodes(parse(name))]
        .filter(node => ts.isCallExpression(node) && node.expression.getText() === 'statement')
        .map(node => (node as ts.CallExpression).arguments[0]!.getText()),
    )
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('promises', () => {
  test('every kind and field of the lock file is kept', () => {
    const path = join(SRC, 'systems', 'charter.lock.json')
    expect(existsSync(path)).toBe(true)
    const lock = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>
    expect(Object.keys(lock).length).toBeGreaterThan(0)
    expect(brokenLocks(lock, compile(shipped(SYSTEMS)))).toEqual([])
  })

  test('each of the 36 systems of the seed has a law that names it', () => {
    const told = ['laws', 'flows'].flatMap(folder =>
      readdirSync(join(ROOT, 'test', folder))
        .filter(name => name.endsWith('.test.ts'))
        .flatMap(name => [
          ...readFileSync(join(ROOT, 'test', folder, name), 'utf8').matchAll(/\bdescribe\(\s*['"`]((?:[^'"`])*)/g),
        ])
        .flatMap(([, title]) => title!.match(/\bS\d\d\b/g) ?? []),
    )
    const seed = Array.from({ length: 36 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`)
    expect(seed.filter(id => !told.includes(id))).toEqual([])
  })

  test('a kind that vanishes is noticed', () => {
    expect(brokenLocks({ 'record gone.kind': {} }, compile(shipped(SYSTEMS)))).toEqual(['record gone.kind vanished'])
  })

  test('no total of the investigation report is typed: it comes out of facts', () => {
    // Party members, yuan put into herds, yuan of support to households.
    const TOTALS = new Set([1079, 2_660_000, 4_800_000])
    const typed = files(/\.tsx?$/).flatMap(name =>
      [...nodes(parse(name))]
        .filter(node => ts.isNumericLiteral(node) && TOTALS.has(Number(node.text)))
        .map(node => `${name}: ${node.getText()}`),
    )
    expect(typed).toEqual([])
  })
})
