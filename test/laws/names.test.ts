// Names: what is one name, how it is stored, read and ordered. The database and the program keep one rule.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLines, tally, writtenNames } from '../../src/ballot/ballot.ts'
import { isCalled } from '../../src/register/called.ts'
import { keyOf, nameKey, storedName, storedPersonName } from '../../src/register/name.ts'
import { readingsOf } from '../../src/register/readings.ts'
import { byStrokes, strokeKey } from '../../src/register/strokes.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { composed } from '../../src/store/store.ts'
import { migrated } from '../place.ts'

/** Signs that make no other name: blanks of every width, signs without width, direction marks, selectors, fillers. */
const SILENT = [
  ...[0x20, 0xa0, 0x1680, 0x2000, 0x2003, 0x2009, 0x202f, 0x205f, 0x3000, 0x09, 0x85, 0x2028],
  ...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xad, 0x61c],
  ...[0x34f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x180f, 0x3164, 0xffa0, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef],
].map(code => String.fromCodePoint(code))
const DOTS = [...'·•‧・･．.∙⋅●᛫◦°﹒']
const silence = fc.array(fc.constantFrom(...SILENT), { maxLength: 3 }).map(signs => signs.join(''))
const NAMES = ['张伟', '曾秀英', '阿不都·热合曼', '𠮷田䶮', 'Bater Bold', '乌兰图雅']

describe('the same name', () => {
  it('is the same with blanks of every width, signs without width and every kind of dot', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.array(silence, { minLength: 24, maxLength: 24 }),
        fc.nat(12),
        (name, gaps, dot) => {
          const padded = [...name].map((sign, at) => `${gaps[at]}${sign === '·' ? DOTS[dot] : sign}`).join('')
          expect(nameKey(padded + gaps[23])).toBe(nameKey(name))
        },
      ),
    )
    expect(nameKey('⽅凉')).toBe('方凉')
    expect(nameKey('ＡＢ')).toBe(nameKey('ab'))
    expect(nameKey('张一-山')).not.toBe(nameKey('张一·山'))
    expect(new Set(NAMES.map(nameKey)).size).toBe(NAMES.length)
  })

  it('is one in the database and in the program, whatever is typed', async () => {
    const at = await migrated()
    const store = await openStore(at.place)
    const keys = composed<{ name: string; key: string }>(
      `select n as name, ${keyOf('n')} as key from unnest($1::text[]) n`,
    )
    const sign = fc.oneof(
      fc.constantFrom(...SILENT, ...DOTS),
      fc.constantFrom(...'张伟曾方ａＡz９⽅凉㈠ﾊﾞ'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 2 }),
    )
    const names = fc.sample(
      fc.array(sign, { maxLength: 12 }).map(signs => signs.join('')),
      800,
    )
    const rows = await store.asOwner(1, tx => tx.all(keys, [names]))
    await store.close()
    await at.remove()
    expect(rows.length).toBe(names.length)
    for (const row of rows) expect(row.key, JSON.stringify(row.name)).toBe(nameKey(row.name))
  })

  it('is stored without signs that have no width, a Chinese one without blanks; Mongolian spelling stays', () => {
    expect(storedPersonName('\u200b张　三\u202e')).toBe('张三')
    expect(storedPersonName(' 曾 秀英 ')).toBe('曾秀英')
    expect(storedPersonName('Bater \u00a0 Bold')).toBe('Bater Bold')
    expect(storedName('第一 支部\u2060')).toBe('第一 支部')
    // A free variation selector, a vowel separator, a joiner and the narrow blank before a case ending.
    const mongolian = '\u182d\u180b\u1820\u180e\u1820\u200d \u1828\u202f\u1836\u1822\u1828'
    expect(storedName(mongolian)).toBe(mongolian)
    expect(storedName('张\u180b三\u200d')).toBe('张三')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(storedName(storedName(name))).toBe(storedName(name))
        expect(nameKey(storedPersonName(name))).toBe(nameKey(name))
      }),
    )
  })

  it('is one name on a ballot, shown as it was written', () => {
    const post = { code: 'p', name: { zh: '职务', en: 'post' }, lines: 3 }
    const question = { posts: [post], categories: [{ code: 'all', name: { zh: '全体', en: 'all' } }], minimum: 1 }
    const cast = (...lines: string[]) => ({ category: 'all', choices: { p: lines } })
    expect(readLines(post, ['张 伟', '张\u200b伟', ' ']).spoilt).toEqual(['twice'])
    const ballots = [cast('阿不都•热合曼'), cast('阿不都・热合曼', '张　伟'), cast('张伟', 'BATER')]
    const counted = tally(question, [...ballots, cast('Bater')], [])
    expect(counted.posts[0]!.names.map(one => [one.name, one.votes])).toEqual([
      ['张伟', 2],
      ['阿不都·热合曼', 2],
      ['BATER', 2],
    ])
    expect(writtenNames([post], ballots)).toHaveLength(3)
  })
})

describe('readings', () => {
  it('find a surname by either of its readings, by first letters, syllables and what is half typed', () => {
    const cases: [string, string[], string[]][] = [
      ['曾秀英', ['zxy', 'cxy', 'zengxiuying', 'zengxy', 'zeng xiu', 'cengx'], ['zyx', 'xxy']],
      ['单雄飞', ['sxf', 'dxf', 'cxf', 'shanxiongfei'], ['bxf']],
      ['仇丽', ['ql', 'cl', 'qiuli'], ['zl']],
      ['解放', ['xf', 'jf'], []],
      ['查小云', ['zxy', 'cxy'], []],
      ['区少华', ['osh', 'qsh'], []],
      ['朴正', ['pz', 'piaozheng'], []],
      ['翟红', ['zh', 'dh'], []],
      ['乐平', ['yp', 'lp'], []],
      ['尉迟山', ['ycs', 'wcs', 'yuchishan'], []],
      ['单于海', ['cyh', 'syh', 'chanyu'], []],
      ['万俟青', ['mqq', 'moqi'], []],
      ['种明', ['cm', 'zm'], []],
      ['秘书元', ['bsy', 'msy'], []],
      ['祭宁', ['zn', 'jn'], []],
      ['郇谟', ['xm', 'hm'], []],
      ['乌兰图雅', ['wlty', 'wulantuya'], ['wly']],
      ['覃海', ['qh', 'th'], []],
      ['盖文', ['gw', 'gewen'], []],
      ['员半千', ['ybq', 'yunban'], []],
      ['阿不都·热合曼', ['abdrhm'], []],
    ]
    for (const [name, found, missed] of cases) {
      const called = (typed: string) => isCalled({ zh: name, en: name }, typed, readingsOf(name))
      for (const typed of found) expect(called(typed), `${name} by ${typed}`).toBe(true)
      for (const typed of missed) expect(called(typed), `${name} by ${typed}`).toBe(false)
    }
    expect(isCalled({ zh: '曾秀英', en: 'Zeng Xiuying' }, 'ZX')).toBe(true)
    expect(isCalled({ zh: '曾秀英', en: '' }, '曾 秀')).toBe(true)
  })
})

describe('order by strokes', () => {
  const inOrder = (names: readonly string[]) => [...names].reverse().sort(byStrokes)

  it('follows GB 13000.1: strokes, then 横竖撇点折, then names of two signs before longer ones', () => {
    for (const list of [
      '王 方 尹 孔 邓 祁 李 张 陆 陈 林 周 郑',
      '邢 那 阮 邱 迟 阿 萧 董',
      '上官婉 王一 王乙 王伟 王一伟 长孙忌 乌力吉 乌兰图雅 东方红 令狐冲 司马光 司徒雷 宇文泰 欧阳明 单于成 皇甫谧 夏侯惇 诸葛亮 尉迟恭 慕容雪 澹台明',
      '李强 李干杰 李书磊 李鸿忠',
      // The members of the Political Bureau elected in October 2022, as they were published: by surname strokes.
      '丁薛祥 习近平 马兴瑞 王毅 王沪宁 尹力 石泰峰 刘国中 李希 李强 李干杰 李书磊 李鸿忠 何卫东 何立峰 张又侠 张国清 陈文清 陈吉宁 陈敏尔 赵乐际 袁家军 黄坤明 蔡奇',
    ]) {
      const names = list.split(' ')
      expect(inOrder(names)).toEqual(names)
    }
  })

  it('puts a sign beyond the table after those with as many strokes, and what is no Chinese sign last', () => {
    // 張 has eleven strokes; how many 𠮷 has no collation says, so that it follows all.
    expect(inOrder(['刘一', '严一', '𠮷一', 'Bater'])).toEqual(['刘一', '严一', '𠮷一', 'Bater'])
    expect(inOrder(['黄一', '張一', '董一'])).toEqual(['黄一', '張一', '董一'])
  })

  it('is one order: of any names, the texts it is stored by stand as the names compare', () => {
    const name = fc.string({ unit: fc.constantFrom(...'王李张陈欧阳𠮷張a· 乌〇'), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(byStrokes(a, b)) + Math.sign(byStrokes(b, a))).toBe(0)
        if (byStrokes(a, b) <= 0 && byStrokes(b, c) <= 0) expect(byStrokes(a, c)).toBeLessThanOrEqual(0)
        if (strokeKey(a) < strokeKey(b)) expect(byStrokes(a, b)).toBe(-1)
      }),
    )
  })
})
