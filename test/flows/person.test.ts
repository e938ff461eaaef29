// One person, one file: who may see it, what it puts together, finding people, and the appointment form in and out.
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, demo } from '../../src/access/session.sql.ts'
import type { PersonFile, PersonRow } from '../../src/dossier/person.api.ts'
import { formImport } from '../../src/server/exchange.http.ts'
import { REGION } from '../../src/server/house.node.ts'
import { personList, personShow, personWord } from '../../src/server/person.http.ts'
import { everything, jiceng, type Ready, running } from '../ready.ts'

const ON = '2012-12-31'
let place: Ready
const actors = new Map<string, Actor>()

beforeAll(async () => {
  place = await running()
  const today = place.house.today()
  for (const actor of await place.house.store.asOwner(REGION, tx => demo(tx, place.house.charter, today)))
    actors.set(actor.account, actor)
})
afterAll(() => place.remove())

const as = (account: string) => ({ house: place.house, actor: actors.get(account)!, language: 'en' as const })
const show = (account: string, id: string, on = ON) =>
  personShow.give(as(account), { id, on }, {}) as Promise<PersonFile>
const find = (account: string, q: string, org?: string) =>
  personList.give(as(account), { q, org, on: ON, limit: 100 }, {}) as Promise<PersonRow[]>
const cadreOf = async (org: string) => (await find('district', '', org)).find(one => one.rank === 'section')!
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    problem => (problem as { code: string }).code,
  )

describe('the file of a cadre', () => {
  it('holds the evaluations, entries and hours of the records, and each sum is that of its records', async () => {
    const cadre = await cadreOf('O03')
    const file = await show('district', cadre.id)
    const of = (kind: string) => file.records.find(group => group.kind === kind)?.rows ?? []
    expect(of('cadre.evaluation').map(row => row.day)).toEqual(['2012-12-20', '2011-12-20'])
    expect(of('cadre.performance')).toHaveLength(2)
    const [year] = file.hours[0]!.years
    expect(year).toMatchObject({ year: 2012, owed: 90 })
    expect(year!.hours).toBe(year!.rows.reduce((sum, row) => sum + row.hours, 0))
    expect(file.form!.career.length).toBeGreaterThan(1)
    expect(JSON.stringify(file)).not.toMatch(/\d{17}[\dX]/)
  })

  it('says what is missing and who owes it, from the norms and for this person alone', async () => {
    const behind = await show('district', (await cadreOf('O05')).id)
    const lacking = behind.missing.find(one => one.title.en.includes('performance'))!
    expect(lacking).toMatchObject({ owedBy: { code: 'O05' }, turn: '2012-H2', until: '2013-01-15', status: 'open' })
    expect((await show('district', behind.person.id, '2013-01-16')).missing.map(one => one.turn)).not.toContain(
      '2012-H2',
    )
    const ahead = await show('district', (await cadreOf('O03')).id)
    expect(ahead.missing.filter(one => one.title.en.includes('performance'))).toEqual([])
  })

  it('is seen in the subtree of the reader and nowhere else', async () => {
    const own = (await find('village', '', 'V01'))[0]!
    expect((await show('village', own.id)).org!.code).toBe('V01')
    const other = (await find('district', '', 'V02'))[0]!
    expect(await code(show('village', other.id))).toBe('person.unknown')
    expect(await find('village', other.name.zh)).toEqual([])
  })

  it('is a Word document with the same facts', async () => {
    const cadre = await cadreOf('O03')
    const file = (await personWord.give(as('district'), { id: cadre.id, on: ON, lang: 'zh' }, {})) as {
      bytes: Uint8Array
    }
    const text = strFromU8(unzipSync(file.bytes)['word/document.xml']!).replace(/<[^>]+>/g, '')
    for (const said of [cadre.name.zh, '干部档案', '教育培训学时', '尚缺材料']) expect(text).toContain(said)
  })
})

describe('finding people', () => {
  it('takes Chinese, Latin letters, and the first letters of the pinyin', async () => {
    const cadre = await cadreOf('O03')
    const ids = async (q: string) => (await find('district', q)).map(one => one.id)
    expect(await ids(cadre.name.zh)).toContain(cadre.id)
    expect(await ids(cadre.name.en.toLowerCase().replace(' ', ''))).toContain(cadre.id)
    const zhen = (await find('district', '甄')).find(one => one.name.zh.length === 3)!
    const initials = zhen.name.en.replace(/^(\w)\w* /, '$1').toLowerCase()
    expect(initials.startsWith('z')).toBe(true)
    expect((await find('district', 'z')).length).toBeGreaterThan(0)
  })

  it('asks which one is meant where several bear a name', async () => {
    const all = await find('district', '')
    const names = all.map(one => one.name.zh)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice) expect(await code(show('district', twice))).toBe('person.ambiguous')
    expect(await code(show('district', '查无此人'))).toBe('person.unnamed')
  })
})

describe('the appointment form', () => {
  const path = join(tmpdir(), `jiceng-form-${process.pid}.lrmx`)
  const run = (...args: string[]) => jiceng(['person', ...args, ...place.at.args], { env: place.at.env })
  const give = (text: string, preview = true) =>
    formImport.give(as('district'), {}, { file: 'a.lrmx', bytes: Buffer.from(text).toString('base64'), preview })

  it('goes out, and comes back in without a change', async () => {
    const cadre = await cadreOf('O03')
    expect((await run('export', cadre.id, '--out', path)).code).toBe(0)
    const plan = JSON.parse((await run('import', path, '--preview', '--json')).out)
    expect(plan).toMatchObject({ person: { id: cadre.id }, changes: [], differs: [] })
  })

  it('shows what it changes, stores nothing in a preview, and leaves out what the file does not need', async () => {
    const cadre = await cadreOf('O03')
    const changed = readFileSync(path, 'utf8')
      .replace(/<XianRenZhiWu>[^<]*/, '<XianRenZhiWu>农牧业局局长')
      .replace(/<QuanRiZhiJiaoYu_XueLi>[^<]*/, '<QuanRiZhiJiaoYu_XueLi>高中')
      .replace(/<ZaiZhiJiaoYu_XueLi>[^<]*/, '<ZaiZhiJiaoYu_XueLi>')
      .replace(
        '</Person>',
        '<ShenFenZheng>150000197001010011</ShenFenZheng><JiaTingChengYuan><Item><XingMing>甲</XingMing></Item></JiaTingChengYuan></Person>',
      )
    writeFileSync(path, changed)
    const before = await everything(place.house.store)
    const preview = JSON.parse((await run('import', path, '--preview', '--json')).out)
    expect(preview.changes.map((one: { field: string }) => one.field)).toContain('post_now')
    expect(preview.left.map((one: { en: string }) => one.en)).toEqual(['identity number', 'family'])
    expect(await everything(place.house.store)).toEqual(before)

    expect((await run('import', path)).code).toBe(0)
    const file = await show('district', cadre.id, place.house.today())
    expect(file.person.education).toBe('60')
    expect(file.form!.body.post_now).toBe('农牧业局局长')
    expect(file.changes).toMatchObject([{ field: 'education', to: '60' }])
    // The past keeps what held then.
    expect((await show('district', cadre.id)).form!.body.post_now).not.toBe('农牧业局局长')
    expect(JSON.stringify(file)).not.toContain('150000197001010011')
  })

  it('is refused with file and field, and nothing of it is kept', async () => {
    const before = await everything(place.house.store)
    const good = readFileSync(path, 'utf8')
    for (const [text, field] of [
      [good.replace(/<XingMing>[^<]*/, '<XingMing>'), 'XingMing'],
      [good.replace(/<ChuShengNianYue>[^<]*/, '<ChuShengNianYue>197113'), 'ChuShengNianYue'],
      [good.replace(/<XingBie>[^<]*/, '<XingBie>x'), 'XingBie'],
      [good.replace('?>', '?><!DOCTYPE Person [<!ENTITY a "aaaa">]>'), 'DOCTYPE'],
      [`<Person>${'<a>'.repeat(2000)}`, 'file'],
      ['<Person>'.padEnd(3 << 20, ' '), 'file'],
      ['<Person><XingMing>', 'Person'],
      [good.replace(/<JianLi>[^<]*/, `<JianLi>${'长'.repeat(4001)}`), 'resume'],
    ] as const) {
      const problem = await give(text, false).then(
        () => null,
        fault => fault,
      )
      expect(problem?.code, field).toBe('input.field')
      expect(problem.say('en'), field).toContain('a.lrmx')
      expect(problem.say('en'), field).toContain(field)
    }
    expect(await everything(place.house.store)).toEqual(before)
  })

  it('asks for the right to change the register', async () => {
    const text = readFileSync(path)
    const body = { file: 'a.lrmx', bytes: text.toString('base64'), preview: true }
    expect(await code(formImport.give(as('auditor'), {}, body))).toBe('access.denied')
  })
})
