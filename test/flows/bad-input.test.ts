// Bad input at both doors: one clear sentence with place and remedy in the reader's language, and nothing has changed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { readDistrict } from '../../src/district/reading.ts'
import { Problem } from '../../src/problem/problem.ts'
import { append } from '../../src/record/record.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { day } from '../../src/time/day.ts'
import { everything, jiceng, type Ready, ready } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''
let cookie = ''
let folder = ''
let person = ''
let stored = ''
let before: Record<string, string> = {}

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'district' }),
  })
  cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  folder = mkdtempSync(join(tmpdir(), 'jiceng-bad-'))
  const one = (sql: string) =>
    place.house.store.asOwner(REGION, tx => tx.one(composed<{ id: string }>(sql))).then(row => row!.id)
  person = await one('select person as id from membership order by id limit 1')
  stored = await one(`select id from record where kind = 'herds.introduction' order by id limit 1`)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await app.close()
  await place.remove()
})

beforeEach(async () => {
  before = await everything(place.house.store)
})
afterEach(async () => {
  expect(await everything(place.house.store), 'the tables').toEqual(before)
})

type Language = 'zh' | 'en'
const LANGUAGES: readonly Language[] = ['zh', 'en']

interface Bad {
  readonly name: string
  readonly code: string
  /** What the sentence must name, and the remedy that it must tell, in each language. */
  readonly zh: RegExp
  readonly en: RegExp
}

const ask = (path: string, language: Language, init: RequestInit = {}) =>
  fetch(`${base}${path}`, {
    ...init,
    headers: { cookie, 'accept-language': language, 'content-type': 'application/json', ...init.headers },
  })

/** The problem document of an answer (RFC 9457), of the expected code and in the expected words. */
async function problem(answer: Response, bad: Bad, language: Language): Promise<void> {
  const text = await answer.text()
  expect(answer.headers.get('content-type'), text).toMatch(/^application\/problem\+json/)
  const document = JSON.parse(text) as { type: string; title: string; status: number; detail: string }
  expect(document).toMatchObject({ type: `urn:jiceng:problem:${bad.code}`, title: bad.code, status: answer.status })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(document.detail).toMatch(bad[language])
}

/** The command line refuses with one sentence, no trace of the program, and exit code 2. */
async function refused(args: readonly string[], bad: Bad, language: Language, input = ''): Promise<void> {
  const said = await jiceng([...args, ...place.at.args], { env: place.at.env, language, input })
  expect(said, said.err).toMatchObject({ code: 2, out: '' })
  expect(said.err).toMatch(bad[language])
  expect(said.err).not.toMatch(/^\s+at /m)
}

const geese = (more: object = {}) => ({
  kind: 'herds.introduction',
  org: 'V01',
  day: '2012-05-05',
  body: { animal: 'goose', head: 5, invested: '10.00' },
  ...more,
})
const nobody = '01370000-0000-7000-8000-00000000dead'

interface BadLine extends Bad {
  readonly line: () => object
  /** Over the wire only; both doors end in the same statements, and each process at the command line takes its second. */
  readonly wire?: true
}
const LINES: readonly BadLine[] = [
  {
    name: 'an unknown organization',
    code: 'org.unknown',
    line: () => geese({ org: 'VV1' }),
    zh: /没有组织“VV1”。是否指“V\d1”.*org list/,
    en: /no organization "VV1".*Did you mean "V\d1".*org list/,
  },
  {
    name: 'an unknown kind',
    code: 'kind.unknown',
    line: () => geese({ kind: 'herd.introduction' }),
    zh: /没有类型“herd.introduction”.*“herds.introduction”/,
    en: /no kind "herd.introduction".*"herds.introduction"/,
  },
  {
    name: 'a thing recorded as if it had happened',
    wire: true,
    code: 'kind.unknown',
    line: () => geese({ kind: 'venue', body: {} }),
    zh: /没有类型“venue”/,
    en: /no kind "venue"/,
  },
  {
    name: 'pay for a post that nobody held',
    code: 'pay.nobody',
    line: () => geese({ kind: 'village.pay_payment', org: 'F01', body: { amount: '400.00' } }),
    zh: /嘎查村干部报酬发放.*2012.*没有人任应领报酬的职务.*请先在名册中补登/,
    en: /Pay of village cadres.*nobody held a paid post.*enter it there first/,
  },
  {
    name: 'an unknown field',
    code: 'input.field',
    line: () => geese({ body: { animal: 'goose', heads: 5, invested: '1' } }),
    zh: /herds.introduction.*“heads”.*是否指“head”/,
    en: /herds.introduction.*"heads".*did you mean "head"/,
  },
  {
    name: 'a missing field',
    wire: true,
    code: 'input.field',
    line: () => geese({ body: { animal: 'goose', invested: '1' } }),
    zh: /“head”.*没有填写，请补上/,
    en: /"head".*is missing; fill it in/,
  },
  {
    name: 'a choice that is none',
    wire: true,
    code: 'input.field',
    line: () => geese({ body: { animal: 'unicorn', head: 1, invested: '1' } }),
    zh: /“animal”应为 .*goose.*之一.*unicorn/,
    en: /"animal" must be one of .*goose.*unicorn/,
  },
  {
    name: 'a day that does not exist',
    code: 'input.day',
    line: () => geese({ day: '2012-02-30' }),
    zh: /2012-02-30”不是存在的日期.*2012-04-30/,
    en: /2012-02-30" is not a day that exists.*2012-04-30/,
  },
  {
    name: 'a day to come',
    wire: true,
    code: 'record.future',
    line: () => geese({ day: '2199-01-01' }),
    zh: /2199-01-01 还没有到/,
    en: /2199-01-01 has not come yet/,
  },
  {
    name: 'a record before the organization existed',
    code: 'org.absent',
    line: () => geese({ day: '2005-03-01' }),
    zh: /自 2008-01-01 起才成立，2005-03-01 尚不存在.*请核对日期/,
    en: /was opened on 2008-01-01 and does not exist on 2005-03-01.*Check the day/,
  },
  {
    name: 'negative money',
    code: 'input.field',
    line: () => geese({ body: { animal: 'goose', head: 1, invested: '-5.00' } }),
    zh: /“invested”金额不能为负.*请更正原记录/,
    en: /"invested" must not be negative money.*correct its record/,
  },
  {
    name: 'money in thirds of a cent',
    wire: true,
    code: 'input.field',
    line: () => geese({ body: { animal: 'goose', head: 1, invested: '5.333' } }),
    zh: /“invested”.*至多两位小数/,
    en: /"invested".*at most two decimals/,
  },
  {
    name: 'a member counted in two places of a roll',
    code: 'input.field',
    line: () => ({
      kind: 'study.day',
      org: 'V01',
      day: '2012-05-05',
      body: { topic: 'x' },
      roll: { present: [person], absent: [person] },
    }),
    zh: /“roll”.*出现了两次；每人只能在一个名单里/,
    en: /"roll".*twice; each person stands on one list only/,
  },
  {
    name: 'a roll where none is kept',
    wire: true,
    code: 'input.field',
    line: () => geese({ roll: { present: [person] } }),
    zh: /“roll”.*没有签到名单，请去掉/,
    en: /"roll" is not kept for this kind; leave it out/,
  },
  {
    name: 'a person whom nobody knows',
    wire: true,
    code: 'person.unknown',
    line: () => ({
      kind: 'study.day',
      org: 'V01',
      day: '2012-05-05',
      body: { topic: 'x' },
      roll: { present: [nobody] },
    }),
    zh: /没有编号为 .*dead 的人员。请先在名册中登记/,
    en: /no person with the id .*dead. Enter the person in the register first/,
  },
  {
    name: 'a thing that nobody knows',
    wire: true,
    code: 'thing.unknown',
    line: () => ({ kind: 'study.day', org: 'V01', day: '2012-05-05', body: { topic: 'x', venue: nobody } }),
    zh: /没有编号为 .*dead 的“venue”/,
    en: /no venue with the id .*dead/,
  },
  {
    name: 'a correction of a record that is not there',
    wire: true,
    code: 'record.unknown',
    line: () => geese({ voids: nobody }),
    zh: /没有编号为 .*dead 的记录/,
    en: /no record .*dead/,
  },
  {
    name: 'a stage of a case that was never opened',
    wire: true,
    code: 'record.unknown',
    line: () => ({ kind: 'supervision.finding.closed', org: 'V01', day: '2012-05-05', body: { case: 'that one' } }),
    zh: /没有编号为 that one 的记录/,
    en: /no record that one/,
  },
  {
    name: 'other content under an id that is taken',
    code: 'record.conflict',
    line: () => geese({ id: stored }),
    zh: /已存在且内容不同.*voids/,
    en: /exists with other content.*voids/,
  },
]

describe('a line of records', () => {
  const good = geese({ body: { animal: 'goose', head: 1, invested: '1' } })

  for (const [index, bad] of LINES.entries())
    it(`with ${bad.name} is refused${bad.wire ? '' : ' at both doors'}`, async () => {
      for (const language of LANGUAGES)
        await problem(
          await ask('/api/records', language, { method: 'POST', body: JSON.stringify({ lines: [good, bad.line()] }) }),
          bad,
          language,
        )
      if (bad.wire) return
      const language = LANGUAGES[index % 2]!
      const place = language === 'zh' ? '第 3 行' : 'line 3'
      const words = { ...bad, [language]: new RegExp(`${place}.*${bad[language].source}`) }
      await refused(
        ['record', 'add', '-'],
        words,
        language,
        `${JSON.stringify(good)}\n\n${JSON.stringify(bad.line())}\n`,
      )
    })

  it('that is no record at all is refused with its number', async () => {
    const words = { name: '', code: 'input.file' }
    await refused(
      ['record', 'add', '-'],
      { ...words, zh: /第 2 行：不是有效的 JSON.*没有写入任何内容/, en: /./ },
      'zh',
      `${JSON.stringify(good)}\n{`,
    )
    await refused(
      ['record', 'add', '-'],
      { ...words, zh: /./, en: /line 1: there is no "dya"; did you mean "day"\?|line 1: .*day/ },
      'en',
      '{"kind":"x","org":"V01","dya":"2012-05-05"}',
    )
    await refused(['record', 'add', '-'], { ...words, zh: /没有记录/, en: /./ }, 'zh', '\n')
    await refused(
      ['record', 'add', join(folder, 'none.jsonl')],
      { ...words, zh: /./, en: /Cannot read the file .*none.jsonl.*Check its path/ },
      'en',
    )
  })
})

describe('the wire', () => {
  const GETS: readonly (Bad & { path: string })[] = [
    {
      name: 'an unknown organization',
      code: 'org.unknown',
      path: '/api/orgs/VV1',
      zh: /没有组织“VV1”/,
      en: /no organization "VV1"/,
    },
    {
      name: 'a day that does not exist',
      code: 'input.day',
      path: '/api/orgs?on=2012-02-30',
      zh: /on：“2012-02-30”不是存在的日期/,
      en: /on: "2012-02-30" is not a day/,
    },
    {
      name: 'a day before the organization',
      code: 'org.absent',
      path: '/api/orgs/V01?on=2005-01-01',
      zh: /尚不存在/,
      en: /does not exist on 2005-01-01/,
    },
    {
      name: 'an unknown figure',
      code: 'figure.unknown',
      path: '/api/figures/members.totl?period=2012',
      zh: /没有数据项“members.totl”.*“members.total”/,
      en: /no figure "members.totl".*"members.total"/,
    },
    {
      name: 'a period that is none',
      code: 'input.period',
      path: '/api/figures?period=2012-13',
      zh: /“2012-13”不是期间.*2012-H1/,
      en: /"2012-13" is not a period.*2012-H1/,
    },
    {
      name: 'a reading that is none',
      code: 'input.field',
      path: '/api/figures?period=2012&tree=them',
      zh: /字段“tree”.*没有“them”；是否指“then”/,
      en: /field "tree".*no "them"; did you mean "then"/,
    },
    {
      name: 'a limit that is none',
      code: 'input.field',
      path: '/api/records?kind=study.day&limit=0',
      zh: /字段“limit”不符合要求/,
      en: /field "limit" is not as expected/,
    },
    {
      name: 'an unknown kind',
      code: 'kind.unknown',
      path: '/api/records?kind=study.dya',
      zh: /“study.day”/,
      en: /"study.day"/,
    },
    {
      name: 'an unknown template',
      code: 'report.unknown',
      path: '/api/reports/investigatoin/draft?period=2012',
      zh: /没有报告模板“investigatoin”.*“investigation”/,
      en: /no report template "investigatoin".*"investigation"/,
    },
    {
      name: 'a report of a time to come',
      code: 'input.ahead',
      path: '/api/reports/investigation/draft?period=2199',
      zh: /2199 尚未开始.*请选择已开始的期间/,
      en: /2199 has not begun.*Choose a period that has begun/,
    },
    { name: 'no such address', code: 'server.route', path: '/api/nothing', zh: /没有地址/, en: /nothing at/ },
  ]
  for (const bad of GETS)
    it(`answers ${bad.name} with a problem document`, async () => {
      for (const language of LANGUAGES) await problem(await ask(bad.path, language), bad, language)
    })

  it('answers a body that is none with a problem document', async () => {
    for (const body of ['{', '[]', '{"lines":[]}', '{"lines":[{"kind":1}]}', '{"lines":"x"}', 'null'])
      for (const language of LANGUAGES)
        await problem(
          await ask('/api/records', language, { method: 'POST', body }),
          { name: body, code: 'input.field', zh: /字段“.*”/, en: /field ".*"/ },
          language,
        )
  })

  it('lets nobody in who has not signed in', async () => {
    for (const path of ['/api/orgs', '/api/figures?period=2012', '/api/reports/investigation/draft?period=2012'])
      for (const language of LANGUAGES)
        await problem(
          await ask(path, language, { headers: { cookie: 'jiceng=guessed' } }),
          { name: path, code: 'access.unsigned', zh: /请先登录/, en: /Sign in first/ },
          language,
        )
  })

  it('does not know an account by a name like it', async () => {
    for (const language of LANGUAGES)
      await problem(
        await ask('/api/session', language, { method: 'POST', body: '{"account":"vilage"}' }),
        { name: '', code: 'access.account', zh: /“vilage”.*“village”/, en: /"vilage".*"village"/ },
        language,
      )
  })
})

describe('a report', () => {
  it('whose figure is unsettled is not made, and is made once it is settled', async () => {
    const { house } = place
    const unsettled: Bad = {
      name: '',
      code: 'report.unsettled',
      zh: /尚未汇总完毕.*herds\.geese_introduced.*稍候/,
      en: /not settled yet.*herds\.geese_introduced.*again/,
    }
    const scope = { region: REGION, path: '/D/' }
    const add = (line: object) =>
      house.store.within(scope, tx =>
        append(tx, house.charter, [line as never], { hand: null, name: 'phone', today: day('2026-01-01') }),
      )
    const [added] = await add(geese())
    const waiting = await everything(house.store)
    for (const language of LANGUAGES)
      for (const path of ['draft?period=2012', 'file?period=2012&format=docx'])
        await problem(await ask(`/api/reports/investigation/${path}`, language), unsettled, language)
    expect(await everything(house.store)).toEqual(waiting)
    await house.settle()
    expect((await ask('/api/reports/investigation/draft?period=2012', 'zh')).status).toBe(200)
    await add(geese({ voids: added!.id, body: {} }))
    await house.settle()
    before = await everything(house.store)
  })
})

describe('the command line', () => {
  const own = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  const FORMS: readonly (Bad & { args: () => string[] })[] = [
    {
      name: 'a day that does not exist',
      code: 'input.day',
      args: () => ['org', 'list', '--on', '2012-02-30'],
      zh: /2012-02-30”不是存在的日期/,
      en: /./,
    },
    {
      name: 'a move that would make a circle',
      code: 'org.circle',
      args: () => ['org', 'move', 'C4', '--to', 'V01', '--from', '2012-03-01'],
      zh: /./,
      en: /cannot be moved below .*circle.*Choose an organization outside/,
    },
    {
      name: 'a move below itself',
      code: 'org.circle',
      args: () => ['org', 'move', 'V01', '--to', 'V01', '--from', '2012-03-01'],
      zh: /不能归到自己之下/,
      en: /cannot stand below itself/,
    },
    {
      name: 'a merger with itself',
      code: 'org.heir',
      args: () => ['org', 'merge', 'V01', '--into', 'V01', '--from', '2012-03-01'],
      zh: /不能由自己承接/,
      en: /cannot be taken over by itself/,
    },
    {
      name: 'a merger into what stands below',
      code: 'org.heir',
      args: () => ['org', 'merge', 'C4', '--into', 'V01', '--from', '2012-03-01'],
      zh: /不能并入.*后者是它的下级/,
      en: /cannot be merged into .*which stands below it/,
    },
    {
      name: 'a move of the top',
      code: 'org.root',
      args: () => ['org', 'move', 'D', '--to', 'C1', '--from', '2012-03-01'],
      zh: /./,
      en: /top of the tree/,
    },
    {
      name: 'a move in the future',
      code: 'record.future',
      args: () => ['org', 'move', 'V01', '--to', 'C1', '--from', '2199-03-01'],
      zh: /./,
      en: /2199-03-01 has not come yet/,
    },
    {
      name: 'a period that is none',
      code: 'input.period',
      args: () => ['figure', 'list', '--period', '12'],
      zh: /“12”不是期间/,
      en: /./,
    },
    {
      name: 'an unknown figure',
      code: 'figure.unknown',
      args: () => ['figure', 'show', 'members.totl', '--period', '2012'],
      zh: /./,
      en: /Did you mean "members.total"/,
    },
    {
      name: 'a limit that is no number',
      code: 'input.field',
      args: () => ['figure', 'show', 'members.total', '--period', '2012', '--limit', 'many'],
      zh: /字段“limit”/,
      en: /./,
    },
    {
      name: 'a kind that is none',
      code: 'kind.unknown',
      args: () => ['record', 'list', '--kind', 'study.dya'],
      zh: /./,
      en: /Did you mean "study.day"/,
    },
    {
      name: 'a report of a time to come',
      code: 'input.ahead',
      args: () => ['report', 'make', 'investigation', '--period', '2199', '--out', join(folder, 'x.docx')],
      zh: /./,
      en: /2199 has not begun/,
    },
    {
      name: 'a format that is none',
      code: '',
      args: () => [
        'report',
        'make',
        'investigation',
        '--period',
        '2012',
        '--format',
        'pdf',
        '--out',
        join(folder, 'x.pdf'),
      ],
      zh: /docx, html, md/,
      en: /./,
    },
    {
      name: 'a format that its file contradicts',
      code: 'output.format',
      args: () => ['charter', 'handbook', '--format', 'docx', '--out', join(folder, 'x.html')],
      zh: /./,
      en: /The ending of .*x\.html contradicts --format docx\. Leave --format out, or let the file end in \.docx\./,
    },
    {
      name: 'a file whose ending is no format',
      code: 'output.format',
      args: () => ['charter', 'handbook', '--out', join(folder, 'x.pdf')],
      zh: /不能写成 .*x\.pdf：这里能生成的格式有 docx、html、md/,
      en: /./,
    },
    {
      name: 'a place where nothing can be written',
      code: 'output.unwritable',
      args: () => ['report', 'make', 'investigation', '--period', '2012', '--out', join(folder, 'no', 'x.docx')],
      zh: /./,
      en: /Cannot write the file .*ENOENT.*Check its path/,
    },
    {
      name: 'a file that is no report',
      code: 'report.foreign',
      args: () => ['report', 'verify', own('letter.md', '# a letter')],
      zh: /不是本系统生成的报告.*jiceng report make/,
      en: /./,
    },
    {
      name: 'a port that is none',
      code: 'input.field',
      args: () => ['serve', '--port', '99999'],
      zh: /./,
      en: /field "port" is not as expected/,
    },
    {
      name: 'a second district',
      code: 'district.present',
      args: () => ['district', 'load', 'demo'],
      zh: /已有地区“D”.*换一个/,
      en: /./,
    },
  ]
  for (const bad of FORMS)
    it(`refuses ${bad.name}`, () => {
      const language = bad.zh.source === '.' ? 'en' : 'zh'
      return refused(bad.args(), bad, language)
    })

  it('refuses a charter with a missing standard, and says in which file and line', async () => {
    const charter = join(folder, 'charter')
    mkdirSync(charter)
    const words = (text: string) => `{ zh: ${text}, en: ${text} }`
    writeFileSync(
      join(charter, 'sport.yaml'),
      `id: L01
name: ${words('sport')}
group: education
clause: ${words('rules')}
records:
  sport.match: { name: ${words('match')}, fields: {} }
measures:
  sport.matches: { title: ${words('matches')}, unit: activity, op: count, over: sport.match }
standards:
  sport.per_month:
    title: ${words('often')}
    unit: activity/month
    strength: must
    entries: [{ from: 2012-01-01, value: 1, clause: ${words('c')} }]
duties:
  sport.monthly:
    title: ${words('monthly')}
    who: { tier: [branch] }
    every: month
    measure: sport.matches
    atLeast: { standard: sport.per_mont }
    from: 2012-01-01
    grace: 10
`,
    )
    for (const language of LANGUAGES) {
      const said = await jiceng(['charter', 'check', charter], { language })
      expect(said.code).toBe(2)
      expect(said.out).toMatch(
        language === 'zh'
          ? /sport\.yaml 第 21 行：没有标准“sport.per_mont”；最接近的是“sport.per_month”/
          : /sport\.yaml, line 21: there is no standard "sport.per_mont"; the nearest is "sport.per_month"/,
      )
    }
    const said = await jiceng(['charter', 'check', join(folder, 'nowhere')])
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toMatch(/Cannot read the file .*nowhere/)
  })
})

describe('a file that is none of ours', () => {
  /** Every command that reads a file, with what stands after the name of the file. */
  const READERS: readonly (readonly [before: readonly string[], after: readonly string[]])[] = [
    [['record', 'add'], []],
    [['record', 'open'], []],
    [
      ['record', 'import'],
      ['--kind', 'study.day'],
    ],
    [['person', 'import'], []],
    [
      ['charter', 'add'],
      ['--from', '2027-01-01'],
    ],
    [['report', 'verify'], []],
    [
      ['ballot', 'open'],
      ['--org', 'D'],
    ],
    [['ballot', 'verify'], []],
    [['pledge', 'sign', '2012.D.C4', '--key'], []],
    [['pledge', 'verify'], []],
  ]
  const FILES: Readonly<Record<string, Uint8Array | string>> = {
    'bytes.bin': Buffer.from([0xff, 0, 0xd8, 0x80, 0xff, 0xfe, 0xdc]),
    'null.json': 'null',
    'cut.json': '{"format":"jiceng-box-1","ballots":[null],"paper":[',
    'strange.json': '{"format":"jiceng-box-1","ballots":[null],"paper":[{"choices":3}],"question":7}',
    'empty.json': '',
  }

  it('ends every command that reads one with 2 and a sentence, and never as a fault of the program', async () => {
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content)
    for (const [turn, [before, after]] of READERS.entries()) {
      // One file for each: every kind of file comes to several commands.
      const name = [...Object.keys(FILES), '.'][turn % 6]!
      const own = before[1] === 'verify' && before[0] !== 'report' ? [] : place.at.args
      const args = [...before, join(folder, name), ...after, ...own]
      const said = await jiceng(args, { env: { ...place.at.env, JICENG_PASSPHRASE: 'long enough' }, input: '' })
      const verdict = before[0] === 'pledge' && before[1] === 'verify' ? [1, 2] : [2]
      expect(verdict, `${args.join(' ')}: ${said.err}`).toContain(said.code)
      expect(`${said.out}${said.err}`).toMatch(/\S/)
      expect(said.err).not.toMatch(/^\s+at /m)
    }
  })
})

describe('the address of a server', () => {
  const remedy = {
    zh: /请写成 postgres:\/\/用户:密码@主机:5432\/数据库/,
    en: /Write it as postgres:\/\/user:password@host:5432\/database/,
  }
  for (const [url, zh, en] of [
    ['mysql://root:secret@localhost/district', /以 mysql:\/\/ 开头/, /begins with mysql:\/\//],
    ['district', /开头不是 postgres/, /does not begin with postgres/],
    ['postgres:///district', /没有写明主机/, /names no host/],
    ['postgres://user:secret@localhost:54x2/district', /主机或端口写得不对/, /its host or its port/],
  ] as const)
    it(`${url} is refused before anybody is called, and is not repeated`, async () => {
      for (const language of LANGUAGES) {
        const said = await jiceng(['org', 'list'], { env: { DATABASE_URL: url }, language })
        expect(said).toMatchObject({ code: 2, out: '' })
        expect(said.err).toMatch(language === 'zh' ? zh : en)
        expect(said.err).toMatch(remedy[language])
        expect(said.err).not.toContain('secret')
        expect(said.err.trim().split('\n')).toHaveLength(1)
      }
    })
})

describe('a district from files', () => {
  const id = (group: number, n = 1) => `0137000${group}-0000-7000-8000-${String(n).padStart(12, '0')}`
  const org = (n: number, parent: number | null, more: object = {}) => ({
    fact: 'org',
    id: id(1, n),
    code: `X${n}`,
    parent: parent === null ? null : id(1, parent),
    tier: parent === null ? 'district' : 'branch',
    sector: parent === null ? 'district' : 'village',
    model: 'pastoral',
    name: `组织${n}`,
    short: `组${n}`,
    english: `Org ${n}`,
    aliases: [],
    from: '2010-01-01',
    to: null,
    ...more,
  })
  const ada = {
    fact: 'person',
    id: id(2),
    name: '乌兰',
    english: 'Wulan',
    sex: 2,
    born: '1980-01-01',
    nationality: '02',
    education: 30,
    occupation: 'cadre',
    rank: null,
    from: '2010-01-01',
    to: null,
  }
  const member = (n: number, of: number, from: string, to: string | null) => ({
    fact: 'membership',
    id: id(3, n),
    person: id(2),
    org: id(1, of),
    kind: 'full',
    from,
    to,
  })
  const record = (more: object) => ({ fact: 'record', id: id(4), ...geese(), org: id(1, 1), ...more })
  const tree = [org(0, null), org(1, 0), org(2, 0), ada]
  const LOADS: readonly (Bad & { facts: readonly object[]; line?: true })[] = [
    {
      name: 'with a member counted in two places',
      line: true,
      code: 'member.twice',
      facts: [...tree, member(1, 1, '2010-01-01', null), member(2, 2, '2011-01-01', null)],
      zh: /乌兰 在 2011-01-01 已在“组1”，一个人同一天只能属于一个组织.*请先转出/,
      en: /./,
    },
    {
      name: 'with two secretaries at once',
      code: 'post.taken',
      facts: [
        ...tree,
        { ...ada, id: id(2, 2), name: '其其格' },
        ...[1, 2].map(n => ({
          fact: 'post',
          id: id(5, n),
          person: id(2, n),
          org: id(1, 1),
          post: 'secretary',
          team: null,
          from: '2010-01-01',
          to: null,
        })),
      ],
      zh: /./,
      en: /held on 2010-01-01 and only one person/,
    },
    {
      name: 'whose tree is a circle',
      line: true,
      code: 'org.circle',
      facts: [org(0, null), org(1, 2), org(2, 1)],
      zh: /成为循环/,
      en: /./,
    },
    {
      name: 'with two tops',
      code: 'district.root',
      facts: [org(0, null), org(1, null)],
      zh: /./,
      en: /not 2 \(X0, X1\)/,
    },
    { name: 'with nothing in it', code: 'district.root', facts: [ada], zh: /现有 0 个/, en: /./ },
    {
      name: 'with a code used twice',
      code: 'org.code',
      facts: [org(0, null), org(1, 0), org(2, 0, { code: 'x1' })],
      zh: /./,
      en: /"x1" is in use/,
    },
    {
      name: 'with an organization below one that is closed',
      code: 'org.absent',
      facts: [org(0, null), org(1, 0, { to: '2011-06-01' }), org(2, 1)],
      zh: /“组1”已于 2011-06-01 撤销/,
      en: /./,
    },
    {
      name: 'with a member whom nobody knows',
      code: 'person.unknown',
      facts: [org(0, null), member(1, 0, '2010-01-01', null)],
      zh: /./,
      en: /no person with the id/,
    },
    {
      name: 'with a record before the organization existed',
      code: 'org.absent',
      facts: [...tree, record({ day: '2009-05-05' })],
      zh: /2009-05-05 尚不存在/,
      en: /./,
    },
    {
      name: 'with negative money',
      code: 'input.field',
      facts: [...tree, record({ body: { animal: 'goose', head: 1, invested: '-1' } })],
      zh: /./,
      en: /negative money/,
    },
    {
      name: 'with a field that is none',
      code: 'input.file',
      facts: [org(0, null, { shrot: 'x' })],
      zh: /第 1 行：shrot：没有“shrot”；是否指“short”/,
      en: /./,
    },
    {
      name: 'with a tier that the charter does not have',
      line: true,
      code: 'input.file',
      facts: [org(0, null), org(1, 0, { tier: 'brnach' })],
      zh: /district\.jsonl 第 2 行：tier：没有“brnach”；是否指“branch”？/,
      en: /./,
    },
    {
      name: 'with a sector that the charter does not have',
      line: true,
      code: 'input.file',
      facts: [org(0, null), org(1, 0, { sector: 'vilage' })],
      zh: /./,
      en: /district\.jsonl.*line 2: sector: .*"vilage".*did you mean "village"/,
    },
    {
      name: 'with a post that the charter does not have',
      line: true,
      code: 'input.file',
      facts: [
        ...tree,
        {
          fact: 'post',
          id: id(5),
          person: id(2),
          org: id(1),
          post: 'secretery',
          team: null,
          from: '2010-01-01',
          to: null,
        },
      ],
      zh: /./,
      en: /district\.jsonl.*line 5: post: .*"secretery".*did you mean "secretary"/,
    },
    {
      name: 'with a day that does not exist',
      line: true,
      code: 'input.file',
      facts: [org(0, null), org(1, 0, { from: '2012-02-30' })],
      zh: /./,
      en: /line 2: from: .*not a day that exists/,
    },
  ]
  for (const bad of LOADS)
    it(`${bad.name} is refused`, async () => {
      const file = join(folder, 'district.jsonl')
      writeFileSync(file, bad.facts.map(fact => JSON.stringify(fact)).join('\n'))
      if (bad.line) return refused(['district', 'load', file], bad, bad.zh.source === '.' ? 'en' : 'zh')
      const { store, charter } = place.house
      const facts = () => readDistrict(charter, [{ file, text: readFileSync(file, 'utf8') }])
      const said = await Promise.resolve()
        .then(() => loadDistrict(store, charter, REGION, facts(), false))
        .then(
          () => null,
          error => error as Problem,
        )
      expect(said).toBeInstanceOf(Problem)
      expect([said!.code, said!.exit]).toEqual([bad.code, 2])
      for (const language of LANGUAGES) expect(said!.say(language)).toMatch(bad[language])
    })
})
