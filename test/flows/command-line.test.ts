// The command line as scripts use it: every promised form as a process of its own, its JSON and its exit code.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureIds } from '../../src/measure/figure.sql.ts'
import { carried } from '../../src/report/carried.node.ts'
import { jiceng, type Ready, ready, type Said } from '../ready.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

let place: Ready
let folder = ''

beforeAll(async () => {
  place = await ready()
  folder = mkdtempSync(join(tmpdir(), 'jiceng-line-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await place.remove()
})

const run = (args: string, language: 'zh' | 'en' = 'en', input = ''): Promise<Said> =>
  jiceng([...args.split(' '), ...place.at.args], { env: place.at.env, language, input })

/** Runs a form that must be done, and reads its JSON. */
async function json<T = Record<string, unknown>>(args: string, input = ''): Promise<T> {
  const said = await run(`${args} --json`, 'en', input)
  expect(said, args).toMatchObject({ code: 0, err: '' })
  return JSON.parse(said.out) as T
}

interface Figure {
  id: string
  title: string
  value: number | null
  unit: string
  status: string
  records: number
  source: string
  asOf: string
}
const figure = async (id: string, more = '') =>
  (await json<Figure[]>(`figure list --period 2012${more}`)).find(one => one.id === id)!

describe('org', () => {
  it('lists the tree as of a day, the one above first', async () => {
    const rows =
      await json<{ code: string; parent: string | null; from: string; to: string | null }[]>('org list --on 2012-06-30')
    expect(rows.filter(row => row.parent === null).map(row => row.code)).toEqual(['D'])
    const seen = new Set<string>()
    for (const row of rows) {
      expect(row.parent === null || seen.has(row.parent), row.code).toBe(true)
      expect(Object.keys(row).sort()).toEqual(
        'below code english from id model name parent sector short tier to way'.split(' '),
      )
      seen.add(row.code)
    }
    expect(await json('org list --on 2007-12-31')).toEqual([])
  })

  it('moves an organization from a day on: before it the old tree stands, and a figure can be read both ways', async () => {
    const villages = (rows: { code: string; parent: string | null }[]) =>
      rows.filter(row => row.parent === 'C4' && row.code.startsWith('V')).length
    const before = villages(await json('org list --on 2012-06-30'))
    const own = 'figure show orgs.villages --org C4 --period 2012-H1'
    expect(await json('org move V05 --to C3 --from 2012-07-10')).toMatchObject({
      org: 'V05',
      to: 'C3',
      from: '2012-07-10',
    })
    expect(villages(await json('org list --on 2012-07-09'))).toBe(before)
    expect(villages(await json('org list --on 2012-07-10'))).toBe(before - 1)
    expect(await json(`${own} --tree then`)).toMatchObject({ value: before, tree: 'then' })
    expect(await json(`${own} --tree now`)).toMatchObject({ value: before - 1, tree: 'now' })
  })
})

describe('figure', () => {
  it('lists every figure of the charter in the promised shape, in the order of the systems', async () => {
    const rows = await json<Figure[]>('figure list --period 2012')
    expect(rows.map(row => row.id)).toEqual(figureIds(place.house.charter))
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'title', 'value', 'unit', 'status', 'records', 'source', 'asOf'])
      expect(['ok', 'missing', 'unsettled'], row.id).toContain(row.status)
      expect(row.status === 'ok' ? typeof row.value : row.value, row.id).toBe(row.status === 'ok' ? 'number' : null)
      expect(row.asOf, row.id).toMatch(DAY)
      expect(row.source.length, row.id).toBeGreaterThan(3)
    }
    const norm = rows.find(row => row.id === 'study.days_per_month')!
    expect(norm).toMatchObject({ value: 2, records: 0 })
    expect(norm.source).toContain('2011-01-01')
  })

  it('narrows to an organization and a period', async () => {
    const [all, own] = [await figure('members.total'), await figure('members.total', ' --org V01')]
    expect(own.value).toBeLessThan(all.value!)
    expect(own.records).toBe(own.value)
    expect((await json<Figure[]>('figure list --org V01 --period 2012-Q2'))[0]!.asOf).toBe('2012-06-30')
  })

  it('shows a figure with its formula in words and the records behind it', async () => {
    const shown = await json<{
      value: number
      unit: string
      status: string
      formula: { zh: string; en: string }
      records: { id: string; day: string; org: string; adds: number | null }[]
    }>('figure show herds.geese_introduced --period 2012 --limit 1000')
    expect(shown.formula.zh).toMatch(/[一-鿿]/)
    expect(shown.formula.en).toMatch(/sum/i)
    expect(shown.records.reduce((sum, record) => sum + record.adds!, 0)).toBe(shown.value)
    const spoken = await run('figure show herds.geese_introduced --period 2012', 'zh')
    expect(spoken.code).toBe(0)
    expect(spoken.out).toContain(shown.formula.zh)
    expect(spoken.out).toContain(shown.records.at(0)!.day)
  })

  it('says why a value is missing and who owes the record', async () => {
    const missing = (await json<Figure[]>('figure list --period 2012')).filter(row => row.status === 'missing')
    expect(missing.length).toBeGreaterThan(0)
    const shown = await json<{ value: null; missing: { why: { zh: string; en: string } } }>(
      `figure show ${missing[0]!.id} --period 2012`,
    )
    expect(shown.value).toBe(null)
    expect(shown.missing.why.zh.length).toBeGreaterThan(5)
    expect((await run(`figure show ${missing[0]!.id} --period 2012`)).out).toContain(shown.missing.why.en)
  })
})

describe('record', () => {
  const line = (more: object = {}) =>
    JSON.stringify({
      kind: 'herds.introduction',
      org: 'V01',
      day: '2012-05-05',
      body: { animal: 'goose', head: 7, invested: '70.50' },
      ...more,
    })

  it('answers with the ids of what it added, so that a script can void it', async () => {
    const before = await figure('herds.geese_introduced')
    const file = join(folder, 'lines.jsonl')
    writeFileSync(file, `${line()}\n\n${line({ body: { animal: 'goose', head: 3, invested: 1 } })}\n`)
    const added = await json<{ ids: string[]; added: number; already: number }>(`record add ${file}`)
    expect(added).toMatchObject({ added: 2, already: 0 })
    for (const id of added.ids) expect(id).toMatch(UUID)
    expect(await figure('herds.geese_introduced')).toMatchObject({
      value: before.value! + 10,
      records: before.records + 2,
    })

    const voids = added.ids.map(id => line({ voids: id, body: {} })).join('\n')
    expect(await json('record add -', voids)).toMatchObject({ added: 2, already: 0 })
    expect(await figure('herds.geese_introduced')).toEqual(before)
    const listed = await json<{ id: string; voidedBy: string | null }[]>(
      'record list --kind herds.introduction --org V01 --period 2012-05',
    )
    for (const id of added.ids) expect(listed.find(one => one.id === id)!.voidedBy).not.toBe(null)
  })

  it('takes the same line twice without harm', async () => {
    const own = line({ id: '01370000-0000-7000-8000-000000000001' })
    expect(await json('record add -', own)).toMatchObject({ added: 1, already: 0 })
    expect(await json('record add -', own)).toMatchObject({ added: 0, already: 1 })
    await json('record add -', line({ voids: '01370000-0000-7000-8000-000000000001', body: {} }))
  })

  it('lists records of a kind, an organization and a period, newest first', async () => {
    const rows = await json<{ kind: string; org: string; day: string; present: number; due: number }[]>(
      'record list --kind study.day --org C4 --period 2012-Q2',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.kind).toBe('study.day')
      expect(row.day >= '2012-04-01' && row.day < '2012-07-01', row.day).toBe(true)
      expect(row.present).toBeLessThanOrEqual(row.due)
    }
    expect(rows.map(row => row.day)).toEqual(
      rows
        .map(row => row.day)
        .sort()
        .reverse(),
    )
    expect(await json<object[]>('record list --kind study.day --limit 3')).toHaveLength(3)
  })
})

describe('duty', () => {
  it('lists who owes what in the turns that run on a day', async () => {
    const rows = await json<{ org: string; duty: string; status: string; owed: number; turn: string; until: string }[]>(
      'duty list --org C4 --on 2012-06-30',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(['met', 'open', 'late', 'not_met', 'excused']).toContain(row.status)
      expect(row.until >= '2012-06-30', row.duty).toBe(true)
    }
    expect(new Set(rows.map(row => row.turn))).toContain('2012-06')
    expect((await run('duty list --org V01 --on 2012-06-30', 'zh')).out).toContain('每月两次集中学习')
  })

  it('judges a day by all that is known today, also of what was done later, and says so with both days', async () => {
    const asked = 'duty list --org F03 --on 2012-07-20'
    const rows = await json<Record<string, string>[]>(asked)
    expect(rows.find(row => row.duty === 'appraisal.held' && row.turn === '2012-H1')).toMatchObject({
      ...{ status: 'met_late', until: '2012-08-14' },
      settled: expect.stringMatching(/^2012-08-2\d$/),
    })
    expect((await run(asked, 'zh')).out).toMatch(
      /2012-08-2\d 完成，可补至 2012-08-14[\s\S]*按今天所知的全部记录评判 2012-07-20/,
    )
    expect((await run(asked)).out).toContain('by all that is known today')
    const proof = await json<{ by: string; records: { day: string; for: string | null }[] }>(
      'figure show appraisal.organizations_rated --org F03 --period 2012-H1 --by turn',
    )
    expect(proof).toMatchObject({ by: 'turn', records: [{ for: '2012-H1' }] })
  })
})

describe('charter', () => {
  it('prints the kinds of record with their fields', async () => {
    const kinds =
      await json<{ kind: string; roll: string | null; fields: Record<string, { type: string }> }[]>('charter kinds')
    const study = kinds.find(one => one.kind === 'study.day')!
    expect(study.roll).toBe('members')
    expect(study.fields.topic!.type).toBe('text')
    expect(kinds.map(one => one.kind)).toContain('supervision.finding.closed')
    expect(
      kinds.map(one => one.kind),
      'a thing is not recorded',
    ).not.toContain('venue')
  })

  it('checks the shipped systems, and those of a folder with them', async () => {
    expect(await json<{ faults: object[] }>('charter check')).toMatchObject({ faults: [] })
    const own = join(folder, 'own')
    mkdirSync(own)
    const words = (text: string) => `{ zh: ${text}, en: ${text} }`
    // As old Notepad saves it: the two signs of 体育 in GBK.
    const sport = Buffer.from([0xcc, 0xe5, 0xd3, 0xfd])
    const [head, tail] = [
      'id: L01',
      'name: { en: sport, zh: §§ }',
      'group: education',
      `clause: ${words('rules')}`,
      'records:',
      `  sport.match: { name: ${words('match')}, fields: { game: { name: ${words('game')}, type: text } } }`,
      'measures:',
      `  sport.matches: { title: ${words('matches')}, unit: activity, op: count, over: sport.match }`,
    ]
      .join('\n')
      .split('§§') as [string, string]
    writeFileSync(join(own, 'sport.yaml'), Buffer.concat([Buffer.from(head), sport, Buffer.from(tail)]))
    const shipped = await json<{ systems: number }>('charter check')
    const said = await run(`charter check ${own} --json`)
    expect(JSON.parse(said.out)).toEqual({ systems: shipped.systems + 1, faults: [] })
    expect(said.err).toMatch(/sport\.yaml: read as GBK/)
  })
})

describe('report', () => {
  it('is made in Word, HTML and Markdown, in Chinese and English, and each carries its figures', async () => {
    const texts = new Map<string, string>()
    for (const format of ['docx', 'html', 'md'])
      for (const language of ['zh', 'en']) {
        const file = join(folder, `report-${language}.${format}`)
        const made = await json<{ file: string; bytes: number }>(
          `report make investigation --period 2012 --format ${format} --lang ${language} --out ${file}`,
        )
        const bytes = readFileSync(file)
        expect(made).toEqual({ file, bytes: bytes.length })
        const { binding, figures } = carried(file, bytes)
        expect(binding).toMatchObject({ template: 'investigation', org: 'D', period: '2012', language, masked: false })
        expect(figures.length).toBeGreaterThan(50)
        texts.set(`${format} ${language}`, figures.map(one => `${one.ref} ${one.text}`).join('\n'))
      }
    for (const language of ['zh', 'en']) {
      expect(texts.get(`html ${language}`)).toBe(texts.get(`docx ${language}`))
      expect(texts.get(`md ${language}`)).toBe(texts.get(`docx ${language}`))
    }
    const chinese = readFileSync(join(folder, 'report-zh.md'), 'utf8')
    expect(chinese).toContain('塔敏嘎管理区党工委2012年的基层党建工作')
    expect(chinese).toMatch(/提高到:fig\[5000元\][^，]*，增加:fig\[2000元\]/)
  })

  it('lists the findings of supervision: as many rows as the figure says, and found is closed and open', async () => {
    const file = join(folder, 'notice.md')
    await json(`report make supervision --period 2012 --format md --lang zh --out ${file}`)
    const text = readFileSync(file, 'utf8')
    const { figures } = carried(file, readFileSync(file))
    const number = (ref: string) =>
      Number(figures.find(one => one.ref === `supervision.${ref}`)!.text.replace(/\D/g, ''))
    const rows = (caption: string) =>
      text
        .split(`**${caption}**`)[1]!
        .split('\n\n')[1]!
        .split('\n')
        .slice(2)
        .map(row => row.split(' | '))
    const found = rows('本期发现问题清单')
    const open = rows('未销号问题清单')
    expect(number('findings')).toBeGreaterThan(0)
    expect(found).toHaveLength(number('findings'))
    expect(found.filter(row => row[5]!.startsWith('是'))).toHaveLength(number('findings_repeated'))
    expect(rows('重复出现问题清单')).toHaveLength(number('findings_repeated'))
    expect(open).toHaveLength(number('findings_open'))
    expect(open.filter(row => row[4]!.includes('逾期'))).toHaveLength(number('findings_overdue'))
    expect(number('findings_settled') + number('findings_open')).toBe(number('findings_all'))
    for (const row of found) expect(row.slice(0, 5).every(cell => cell.trim() !== '')).toBe(true)

    const masked = join(folder, 'notice-masked.md')
    await json(`report make supervision --period 2012 --format md --lang zh --mask --out ${masked}`)
    expect(readFileSync(masked, 'utf8')).not.toMatch(/塔敏嘎|巴彦朔敏|苏敏达图/)
    expect(await json(`report verify ${masked}`)).toMatchObject({ differing: [] })
  })

  it('is masked when asked: no name of the register is left, and it still verifies', async () => {
    const file = join(folder, 'masked.docx')
    await json(`report make investigation --period 2012 --format docx --lang zh --mask --out ${file}`)
    const text = join(folder, 'masked.md')
    await json(`report make investigation --period 2012 --format md --lang zh --mask --out ${text}`)
    expect(readFileSync(text, 'utf8')).not.toMatch(/塔敏嘎|巴彦朔敏|苏敏达图/)
    expect(await json(`report verify ${file}`)).toMatchObject({ differing: [] })
  })

  it('verifies with 0 as long as the records say the same, and with 1 and the names of what differs afterwards', async () => {
    const files = ['docx', 'html', 'md'].map(format => join(folder, `verify.${format}`))
    for (const file of files)
      await json(`report make investigation --period 2012 --format ${file.split('.').at(-1)} --lang en --out ${file}`)
    const [word] = files
    expect(await json(`report verify ${word}`)).toMatchObject({ differing: [] })

    const body = { animal: 'goose', head: 11, invested: '1000000.00' }
    const wrong = JSON.stringify({ kind: 'herds.introduction', org: 'V02', day: '2012-08-08', body })
    const { ids } = await json<{ ids: string[] }>('record add -', wrong)
    for (const file of files) {
      const said = await run(`report verify ${file} --json`)
      expect(said.code).toBe(1)
      const { differing } = JSON.parse(said.out) as { differing: { ref: string; carried: string; now: string }[] }
      expect(new Set(differing.map(one => one.ref))).toContain('herds.geese_introduced')
      expect(new Set(differing.map(one => one.ref))).toContain('herds.investment')
      for (const one of differing) expect(one.carried).not.toBe(one.now)
    }
    const spoken = await run(`report verify ${word}`, 'zh')
    expect(spoken.code).toBe(1)
    expect(spoken.out).toContain('herds.geese_introduced')

    const back = { kind: 'herds.introduction', org: 'V02', day: '2012-08-08', voids: ids[0], body: {} }
    await json('record add -', JSON.stringify(back))
    expect(await json(`report verify ${word}`)).toMatchObject({ differing: [] })
  })
})

describe('the program', () => {
  it('tells its forms and its version', async () => {
    const help = await run('--help')
    expect(help.code).toBe(0)
    for (const verb of ['serve', 'district', 'org', 'figure', 'record', 'duty', 'charter', 'report'])
      expect(help.out).toContain(verb)
    expect(await run('--version')).toMatchObject({ code: 0 })
    expect(await run('conquer')).toMatchObject({ code: 2, out: '' })
  })
})
