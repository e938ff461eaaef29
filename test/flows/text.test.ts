// Text that comes in by any door, names that are one name, and what happens when settling fails: through the real door.
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, normalized } from '../../src/charter/body.ts'
import { readSystem } from '../../src/charter/reading.ts'
import { educationOf } from '../../src/exchange/appointment-form.ts'
import { decoded } from '../../src/problem/encoding.ts'
import { Problem } from '../../src/problem/problem.ts'
import { isBlank, unfitSign } from '../../src/problem/text.ts'
import { append } from '../../src/record/record.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { day } from '../../src/time/day.ts'
import { type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

let place: Ready
let app: FastifyInstance
let district: Visitor
beforeAll(async () => {
  place = await ready(true, 5_000)
  app = await serve(place.house, 0)
  district = visitor(`http://127.0.0.1:${(app.server.address() as { port: number }).port}`)
  await district.post('/api/session', { account: 'district' })
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const CODE = (told: { body: { type?: string } }) => told.body.type?.replace('urn:jiceng:problem:', '') ?? 'taken'
const FACTS = { sex: 2, born: '1980-05-06', nationality: '01', education: 20, occupation: 'cadre' }
const enter = (name: string, more: object = {}) =>
  district.post('/api/register/changes', {
    change: { act: 'person.enter', org: 'V02', day: '2012-08-01', name, ...FACTS, ...more },
  })
const study = (topic: string) => ({ kind: 'study.day', org: 'V01', day: '2012-08-01', body: { topic } })

const UNFIT = ['\u0000', '\ud83d', '\udc00', '\ufffe', '\uffff', '\ufdd0', '\u{1fffe}', '\u0001', '\u000b', '\u001f']
const BLANK = [' ', '\u3000', '\u200b', '\u200e', '\ufeff', '\u2060', '\u00ad', '\u3164', '\u2800', '\t\n']
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...UNFIT, ...BLANK),
      fc.constantFrom(...'党课学习a1😀'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map(parts => parts.join(''))

describe('text', () => {
  it('of a record is stored as it was told, or refused with the field: never a fault, never changed', async () => {
    const { charter } = place.house
    const author = { name: 'law', hand: null, today: day('2013-01-01') }
    await fc.assert(
      fc.asyncProperty(text, async topic => {
        const line = study(topic)
        const stored = await place.house.store
          .within({ region: REGION, path: '/D/' }, async tx => {
            const [one] = await append(tx, charter, [line], author)
            const row = await tx.one(
              composed<{ body: { topic?: string } }>('select body from record where region = 1 and id = $1'),
              [one!.id],
            )
            return row!.body.topic
          })
          .catch((problem: unknown) => problem)
        if (unfitSign(topic) || isBlank(topic)) {
          expect(stored).toBeInstanceOf(Problem)
          expect((stored as Problem).details).toMatchObject({ field: 'topic' })
        } else expect(stored).toBe(topic)
      }),
      { numRuns: 150 },
    )
    const kind = charter.kinds.get('study.day')!
    for (const sign of BLANK)
      expect(check(kind, { topic: sign }, day('2012-03-05'))[0]?.field, JSON.stringify(sign)).toBe('topic')
    expect(normalized(kind, { topic: 'x', note: '\u200b' })).not.toHaveProperty('note')
  })

  it('is refused with its place at every door of the wire', async () => {
    for (const sign of UNFIT) {
      const bad = `党${sign}课`
      const asked: [string, object, RegExp][] = [
        ['/api/records', { lines: [study(bad)] }, /lines\.0\.body\.topic/],
        [
          '/api/register/changes',
          { change: { act: 'person.enter', org: 'V02', day: '2012-08-01', name: bad, ...FACTS } },
          /change\.name/,
        ],
        ['/api/charter', { text: bad, since: '2027-01-01' }, /text/],
        ['/api/sign-in', { name: bad, password: 'x', trust: false }, /name/],
      ]
      for (const [path, body, where] of asked) {
        const told = await district.post(path, body)
        expect(told.status, `${path} ${JSON.stringify(sign)}`).toBe(400)
        expect(JSON.stringify(told.body)).toMatch(where)
      }
    }
    expect((await district.get('/api/people?q=%00')).status).toBe(400)
  })

  it('of files comes in UTF-8, UTF-16 or GB18030, or not at all', () => {
    const gbk = Uint8Array.from([0xb5, 0xb3, 0xbf, 0xce])
    expect(decoded(gbk)).toEqual({ text: '党课', encoding: 'gb18030' })
    expect(decoded(new TextEncoder().encode('\ufeff党课'))).toEqual({ text: '党课', encoding: 'utf-8' })
    const wide = (label: string) => Uint8Array.from(Buffer.from(label, 'utf16le'))
    expect(decoded(wide('\ufeff党a课'))?.text).toBe('党a课')
    expect(decoded(wide('{"fact": "党课"}'))?.text).toBe('{"fact": "党课"}')
    expect(decoded(gbk.subarray(0, 3))).toBeNull()
    expect(decoded(Uint8Array.from([0xff, 0x80, 0xff]))).toBeNull()
  })

  it('of a charter may not name what YAML reads as something else', () => {
    const system = (key: string) =>
      `id: X1\nname: 渠\ngroup: report\nclause: 试\nvocabulary:\n  codes:\n    use:\n      ${key}: 用\n`
    const faults = (key: string): string => {
      try {
        readSystem('X1.yaml', system(key))
        return 'taken'
      } catch (problem) {
        return (problem as Problem).say('zh')
      }
    }
    for (const key of ['010', '1e3', 'null', '~', '0x1f', '1.0', '+5'])
      expect(faults(key), key).toMatch(/第 8 行.*加引号/)
    for (const key of ['"010"', '10', 'a', "'null'", '用']) expect(faults(key), key).toBe('taken')
    expect(faults(`a: ${'['.repeat(10_000)}`)).not.toBe('taken')
    expect(() => readSystem('X1.yaml', `id: X\nname: ${'{a: '.repeat(9000)}`)).toThrow(Problem)
    const bombs = Array.from(
      { length: 12 },
      (_, n) =>
        `a${n}: &a${n} [${
          n === 0
            ? '"x"'
            : Array(12)
                .fill(`*a${n - 1}`)
                .join(', ')
        }]`,
    )
    expect(() => readSystem('X1.yaml', `${bombs.join('\n')}\n`)).toThrow(Problem)
  })

  it('of forms names an education by its level', () => {
    const levels =
      '中等专科 40, 中师 40, 技工学校 40, 技校 40, 职业高中 40, 高职 30, 高职高专 30, 大专 30, 省委党校大专 30, 本科 20, 大学普通班 20, 硕士研究生 10, 文盲 90, 半文盲 90, 普高 60, 高小 80, 初中 70'
    for (const pair of levels.split(', ')) {
      const [words, code] = pair.split(' ')
      expect(educationOf(words!), words).toBe(Number(code))
    }
    expect(educationOf('夜校')).toBeNull()
  })
})

describe('a name', () => {
  it('entered again with blanks, signs without width or another dot is refused as present', async () => {
    expect((await enter('曾秀英')).status).toBe(200)
    for (const again of ['曾秀英', '曾 秀英', '曾　秀英', '\u200b曾秀英\u202e', '曾\u2003秀\ufeff英'])
      expect(CODE(await enter(again)), JSON.stringify(again)).toBe('person.present')
    expect((await enter('阿不都·热合曼')).status).toBe(200)
    for (const dot of '•‧・･．.∙⋅●᛫◦°﹒') expect(CODE(await enter(`阿不都${dot}热合曼`)), dot).toBe('person.present')
    for (const blank of BLANK) expect((await enter(blank)).status, JSON.stringify(blank)).toBe(400)
    const stored = (await enter('张　山\u200b')).body as { entered?: string }
    const file = (await district.get(`/api/people/${stored.entered}`)).body as unknown as {
      person: { name: { zh: string; en: string } }
    }
    expect(file.person.name).toEqual({ zh: '张山', en: '张山' })
  })

  it('is found however it is typed', async () => {
    const found = async (q: string) =>
      (
        (await district.get(`/api/people?q=${encodeURIComponent(q)}&on=2012-09-01`)).body as unknown as {
          name: { zh: string }
        }[]
      ).map(one => one.name.zh)
    await enter('单雄飞', { born: '1981-01-01' })
    for (const q of ['曾秀英', '曾 秀英', '秀　英', 'zxy', 'cxy', 'zengxiu'])
      expect(await found(q), q).toContain('曾秀英')
    for (const q of ['sxf', 'dxf', 'shanxf']) expect(await found(q), q).toContain('单雄飞')
    for (const q of ['阿不都•热合曼', '热合曼']) expect(await found(q), q).toContain('阿不都·热合曼')
  })

  it('without an English one is the Chinese in every English sentence, and follows it when it changes', async () => {
    const opened = await district.post('/api/register/changes', {
      change: {
        act: 'org.open',
        parent: 'C1',
        day: '2012-08-01',
        name: '新立党支部',
        short: '新立',
        tier: 'branch',
        sector: 'village',
        model: 'pastoral',
      },
    })
    expect((opened.body as unknown as { said: { en: string } }).said.en).toMatch(
      /^新立 opened under .+ from 2012-08-01$/,
    )
    const { code } = opened.body as { code: string }
    const renamed = await district.post('/api/register/changes', {
      change: { act: 'org.change', org: code, day: '2012-09-01', short: '新兴' },
    })
    expect((renamed.body as unknown as { said: { en: string } }).said.en).toMatch(/^新兴 changed/)
    const rows = await place.house.store.asOwner(REGION, tx =>
      tx.all(
        composed<{ english: string }>(
          "select english from org where region = 1 and english = '' union all select english from person where english = '' union all select english from thing where english = ''",
        ),
      ),
    )
    expect(rows).toEqual([])
  })

  it('of somebody younger than the charter says joins nothing', async () => {
    const child = await enter('童小', { born: '2008-01-01', kind: 'full' })
    expect(CODE(child)).toBe('member.young')
    expect(JSON.stringify(child.body)).toMatch(/18/)
    const youth = (await enter('童中', { born: '1994-08-02' })).body as { entered: string }
    const join = (on: string) =>
      district.post('/api/register/changes', {
        change: { act: 'member.join', person: youth.entered, org: 'V02', day: on },
      })
    expect(CODE(await join('2012-08-01'))).toBe('member.young')
    expect((await join('2012-08-02')).status).toBe(200)
    expect(
      CODE(
        await district.post('/api/register/changes', {
          change: { act: 'person.change', person: youth.entered, day: '2012-09-01', born: '1995-08-02' },
        }),
      ),
    ).toBe('member.young')
  })
})

describe('a workbook', () => {
  const head = ['*组织', '*日期', '*金额', '说明']
  const plan = async (sheet: object) => {
    const rows = [
      head,
      ['S04', '2012-03-05', 5000, '甲'],
      ['S05', '2012-03-05', null, '乙'],
      ['S06', '2012-03-05', 70, '丙'],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: '表', rows, ...sheet }] } as never)
    const told = await district.post('/api/kinds/community.office_payment/sheet', {
      file: '表.xlsx',
      bytes: Buffer.from(bytes).toString('base64'),
      preview: true,
    })
    return told.body as unknown as {
      faults: { cell: string; why: { zh: string } }[]
      left: { zh: string }[]
      lines?: unknown
    }
  }
  it('never copies a number that is merged over rows: it is refused with its range; a text goes down', async () => {
    const merge = (startRow: number, endRow: number, startCol: number, endCol = startCol) => ({
      merges: [{ startRow, endRow, startCol, endCol }],
    })
    expect((await plan(merge(1, 2, 2))).faults.map(one => one.cell)).toContain('C2:C3')
    expect((await plan(merge(1, 3, 2))).faults.map(one => one.cell)).toContain('C2:C4')
    expect((await plan(merge(1, 2, 3))).faults.every(one => !one.cell?.includes(':'))).toBe(true)
    expect((await plan(merge(1, 3, 1))).faults.every(one => !one.cell?.includes(':'))).toBe(true)
  })
  it('tells of rows that are hidden, and leaves them', async () => {
    const told = await plan({ rowDefs: new Map([[3, { hidden: true }]]) })
    expect(told.left.map(one => one.zh).join()).toMatch(/第 4 行（隐藏/)
  })
})

describe('settling that fails', () => {
  const owner = (sql: string) => place.house.store.asOwner(REGION, tx => tx.run(composed(sql)))
  const days = async () => {
    const { figure } = (await district.get('/api/figures/study.days?org=V03&period=2012-12&tree=then'))
      .body as unknown as { figure: { value: number; status: string } }
    return figure
  }
  it('takes nothing back: the answer says stored and not settled, and it is settled by itself', async () => {
    const before = await days()
    expect(before.status).toBe('ok')
    await owner('alter table cell add constraint never check (false) not valid')
    const told = await district.post('/api/records', { lines: [{ ...study('十二月'), org: 'V03', day: '2012-12-28' }] })
    expect(told.status).toBe(200)
    expect(told.body).toMatchObject({ added: 1, settled: false })
    expect((await days()).status).toBe('unsettled')
    const changed = await district.post('/api/register/changes', {
      change: { act: 'org.change', org: 'V03', day: '2012-12-01', model: 'farming' },
    })
    if (changed.status === 200) expect(changed.body).toMatchObject({ settled: false })
    await owner('alter table cell drop constraint never')
    await expect.poll(async () => (await days()).status, { interval: 500 }).toBe('ok')
    expect((await days()).value).toBe(before.value + 1)
  })

  it('does not keep the answer waiting for a lock that somebody holds', async () => {
    let release = () => undefined as void
    const held = new Promise<void>(done => {
      release = done
    })
    const locked = place.house.store.asOwner(REGION, async tx => {
      await tx.run(composed('lock table cell in access exclusive mode'))
      await held
    })
    const told = await district.post('/api/records', { lines: [{ ...study('锁'), org: 'V04', day: '2012-12-28' }] })
    expect(told.body).toMatchObject({ added: 1, settled: false })
    release()
    await locked
    await place.house.settle()
  })
})
