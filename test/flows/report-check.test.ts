// Checking any report: what a careful reader finds in the renamed seed, planted faults in ten reports, files of every kind.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkReport } from '../../src/report/check/check.ts'
import { type Paragraph, paragraphOf } from '../../src/report/check/text.ts'
import { openWindow, type Window } from '../browser.ts'
import { jiceng } from '../ready.ts'
import { REPORTS } from '../reports/foreign.ts'

const paragraphs = (text: string): Paragraph[] =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [paragraphOf(line, index + 1)]))
const check = (text: string) => checkReport(paragraphs(text)).findings
const told = (text: string) => check(text).map(({ kind, words }) => `${kind}: ${words}`)
const kinds = (text: string) => [...new Set(check(text).map(({ kind }) => kind))]

/** The same numbers always, so that a failure can be looked at. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A number with one slip: a digit changed, two neighbours exchanged, or a digit lost. Never one that the rounding
 *  of what is printed beside it would allow: 1634 of 6540 is 25.0 % as well. */
function slipped(number: string, below: (n: number) => number, scaled: boolean): string {
  const places = [...number].flatMap((sign, index) => (/\d/.test(sign) ? [index] : []))
  for (let turn = 0; turn < 100; turn += 1) {
    const at = places[below(places.length)]!
    const next = places[places.indexOf(at) + 1]
    const sort = below(3)
    const signs = [...number]
    if (sort === 0) signs[at] = String((Number(signs[at]) + 1 + below(9)) % 10)
    else if (sort === 1 && next !== undefined) [signs[at], signs[next]] = [signs[next]!, signs[at]!]
    else if (sort === 2 && places.length > 1) signs[at] = ''
    const other = signs.join('')
    const value = (text: string) => Number(text.replace(/[,%]/g, ''))
    const step = 10 ** -(number.replace('%', '').split('.')[1]?.length ?? 0)
    const grouped = !number.includes(',') || /^\d{1,3}(?:,\d{3})+$/.test(other)
    if (
      /^[1-9]/.test(other) &&
      grouped &&
      !/\.%?$/.test(other) &&
      Math.abs(value(other) - value(number)) >
        Math.max((number.endsWith('%') || scaled ? 2.1 : 0) * step, value(number) * 0.015)
    )
      return other
  }
  return number
}

interface Planted {
  readonly report: number
  readonly text: string
  readonly line: number
  readonly was: string
  readonly is: string
}

function planted(): Planted[] {
  const below = chance(20121231)
  return REPORTS.flatMap((report, index) => {
    const marks = [...report.matchAll(/\{([^}]*)\}/g)]
    return marks.map(mark => {
      const is = slipped(mark[1]!, below, report.charAt(mark.index + mark[0].length) === '万')
      const text = report.slice(0, mark.index) + is + report.slice(mark.index + mark[0].length)
      return {
        report: index,
        text: text.replace(/[{}]/g, ''),
        line: report.slice(0, mark.index).split('\n').length,
        was: mark[1]!,
        is,
      }
    })
  })
}

describe('ten reports in the manner of public ones', () => {
  it('have no findings as they stand', () => {
    for (const report of REPORTS) expect(told(report.replace(/[{}]/g, ''))).toEqual([])
  })

  it('show at least 95 in a hundred of the faults planted in related numbers, and hardly a false alarm', () => {
    const all = planted()
    const missed: string[] = []
    const alarms = REPORTS.map(() => 0)
    for (const one of all) {
      const findings = check(one.text)
      const right = findings.filter(({ line, kind }) => line === one.line || kind === 'twice')
      if (right.length === 0) missed.push(`${one.report + 1}:${one.line} ${one.was} → ${one.is}`)
      alarms[one.report]! += findings.length - right.length
    }
    console.log(
      `planted ${all.length}, found ${all.length - missed.length}, false alarms ${alarms.join(' ')}; missed: ${missed.join('; ')}`,
    )
    expect(1 - missed.length / all.length).toBeGreaterThanOrEqual(0.95)
    expect(Math.max(...alarms)).toBeLessThanOrEqual(1)
  })
})

describe('the seed, its names replaced by invented ones', () => {
  // What a careful reader finds in it: broken numbers, enumerations, sums, a mark, uneven masks, readable names.
  const READ = [
    '7 mask',
    ...['Sumindatu', 'Taminga', 'Herengexila', 'Bayinshuomin'].map(name => `17 name ${name}`),
    '23 unit lectures 15',
    ...['Huaxi', 'Huominguole', 'Jianglan', 'Shenyun', 'Wenlan'].map(name => `23 name ${name}`),
    '27 name Numing',
    ...['Daqingchuan', 'Baijuhe'].map(name => `29 name ${name}`),
    '31 number 654.38+million yuan',
    '31 number 654.38+million yuan',
    '31 unit cows 196',
    ...['Wuenhamu', 'Tonglin', 'Jilan', 'Yimeng'].map(name => `31 name ${name}`),
    '33 mark',
    '35 section (C)',
    '45 section Fourth,',
    '47 section Three,',
    ...['Numing', 'Wuenhamu'].map(name => `53 name ${name}`),
  ]

  it('has what a careful reader finds in it, and nothing else', () => {
    const text = readFileSync(join(import.meta.dirname, '..', 'reports', 'seed.txt'), 'utf8')
    const found = check(text).map(({ line, kind, words }) => `${line} ${kind} ${words}`)
    const left = [...found]
    const missing = READ.filter(one => {
      const at = left.findIndex(other => other.startsWith(one))
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    expect({ missing, beside: left }).toEqual({ missing: [], beside: [] })
  })
})

describe('each kind of fault', () => {
  const FAULTS: readonly (readonly [kind: string, wrong: string, right: string])[] = [
    ['number', '共有党员10 79名。', '共有党员1079名。'],
    ['number', '共有党员1O79名。', '2012年，共有党员1079名。'],
    ['number', '投入30万元元。', '投入30万元。'],
    ['sum', '党委6个，分别是甲党委、乙党委、丙党委、丁党委、戊党委。', '党委3个，分别是甲党委、乙党委、丙党委。'],
    ['sum', '党员100名，其中女党员120名。', '党员100名，其中女党员20名。'],
    ['share', '党员200名，其中女党员50名，占26%。', '党员200名，其中女党员50名，占25%。'],
    ['share', '女党员占128%。', '完成计划的128%。'],
    ['change', '经费由3000元提高到5000元，增加1000元。', '经费由3000元提高到5000元，增加2000元。'],
    ['change', '到课率由90%提高到95%，提高5%。', '到课率由90%提高到95%，提高5个百分点。'],
    ['product', '举办培训6期，每期80人，共培训460人次。', '举办培训6期，每期80人，共培训480人次。'],
    ['unit', '举办培训6期，每期80人，共培训480名。', '举办培训6期，每期80人，共培训480人次。'],
    ['unit', '共有党员1079个。', '共有党员1079名。'],
    ['unit', '引进西门塔尔牛196只。', '引进西门塔尔牛196头。'],
    [
      'twice',
      '全区共有党员1079名。\n全区党员1097名。',
      '全区共有党员1079名。\n全区党员1079名，干部540名，农牧民540名。',
    ],
    ['date', '2013年2月29日召开会议。', '2012年2月29日召开会议。'],
    ['date', '自2012年5月10日至2012年4月30日。', '自2012年11月至次年3月。'],
    ['section', '一、情况\n三、问题', '一、情况\n二、问题'],
    ['section', '一是学习。三是落实。', '一是学习。二是落实。'],
    ['section', '(1) One\n(3) Three', '(1) One\n(2) Two'],
    ['mark', '完成任务，，效果良好。', '完成任务……效果良好。'],
    ['mask', 'XX区党委和XXX镇党委，XX区政府。', 'XX区党委和XX镇党委。'],
    ['name', 'XX区党委到朝露镇调研，XX区政府参加。', 'XX区党委到XX镇调研，城市社区参加。'],
    [
      'name',
      'The XX district sent cadres to Shenyun, and XX paid.',
      'The XX district sent cadres to Party schools, and XX paid.',
    ],
  ]
  it.each(FAULTS)('%s: %s', (kind, wrong, right) => {
    expect(kinds(wrong)).toContain(kind)
    expect(kinds(right)).not.toContain(kind)
  })

  it('a norm below the regulation, and a norm that was raised since', () => {
    const norms = [
      {
        title: { zh: '嘎查村干部每月报酬', en: 'Pay of a village cadre a month' },
        unit: 'yuan/month',
        values: [
          { from: '2010-01-01', value: 200, clause: { zh: '甲', en: 'a' } },
          { from: '2012-01-01', value: 400, clause: { zh: '乙', en: 'b' } },
        ],
      },
    ]
    const of = (text: string) =>
      checkReport(paragraphs(text), { names: null, norms, figures: [] }).findings.map(({ kind }) => kind)
    expect(of('2012年工作总结\n按照规定，嘎查村干部报酬为每月300元。')).toEqual(['norm'])
    expect(of('2012年工作总结\n按照规定，嘎查村干部报酬由每月200元提高到400元，增加200元。')).toEqual([])
    expect(of('2011年工作总结\n按照规定，嘎查村干部报酬为每月300元。')).toEqual([])
  })
})

describe('files on the command line and on the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-check-'))
  const put = (name: string, content: Uint8Array | string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const alone = ['--home', join(folder, 'no-house')]
  let window: Window
  beforeAll(async () => {
    window = await openWindow()
  })
  afterAll(async () => {
    await window?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const paragraph = (text: string) => `<w:p>${text}</w:p>`
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  const word = (body: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    })
  const FAULT = 'The county has 128 organizations: 12 committees, 9 general branches and 106 branches.'
  /** The smallest PDF that shows lines of Latin text. */
  const pdf = (lines: readonly string[], trailer = '') => {
    const stream = `BT /F1 11 Tf 14 TL 60 780 Td ${lines.map(line => `(${line}) Tj T*`).join(' ')} ET`
    return `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length ${stream.length}>> stream
${stream}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R ${trailer}>>
%%EOF`
  }

  it('txt, md, docx and pdf are read, also where Word cut the number into runs and PDF the sentence into lines', async () => {
    const [first, second] = [FAULT.slice(0, 30), FAULT.slice(30)]
    const files = [
      put('a.txt', FAULT),
      put('a.md', `# Report\n\n${FAULT}\n`),
      put('a.docx', word(paragraph(run(first) + run(second)))),
      put('a.pdf', pdf(['The county has 128 organizations: 12 committees, 9 general', 'branches and 106 branches.'])),
    ]
    for (const file of files) {
      const { code, out, err } = await jiceng(['report', 'check', file, '--json', ...alone])
      expect({ file, err, code }).toEqual({ file, err: '', code: 1 })
      const found = JSON.parse(out) as { line: number; kind: string; words: string; why: string; suggest: string }[]
      expect(found.map(one => one.kind)).toEqual(['sum'])
      expect(found[0]).toMatchObject({
        line: file.endsWith('.md') ? 3 : 1,
        why: expect.stringContaining('12 + 9 + 106 = 127'),
      })
    }
    const clean = await jiceng(['report', 'check', put('b.txt', FAULT.replace('106', '107')), '--json', ...alone])
    expect([clean.code, JSON.parse(clean.out)]).toEqual([0, []])
  })

  it('a Word file tells of tracked changes and hidden text, and its tables add up', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`
    const body = `${paragraph(`${run('共有党员')}<w:del w:id="1"><w:r><w:delText>18</w:delText></w:r></w:del><w:ins w:id="2">${run('19')}</w:ins>${run('名。')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>不公开</w:t></w:r>`)}
      <w:tbl>${row('单位', '党员')}${row('甲镇', '12')}${row('乙镇', '7')}${row('合计', '20')}</w:tbl>`
    const { code, out } = await jiceng(['report', 'check', put('t.docx', word(body)), '--json', ...alone], {
      language: 'zh',
    })
    expect(code).toBe(1)
    expect((JSON.parse(out) as { kind: string }[]).map(one => one.kind)).toEqual(['hidden', 'hidden', 'sum'])
  })

  it('bad files get one clear sentence, in both languages, and exit 2', async () => {
    const compound = new Uint8Array(2048)
    compound.set([0xd0, 0xcf, 0x11, 0xe0])
    const locked = compound.slice()
    locked.set(
      [...'EncryptedPackage'].flatMap(sign => [sign.charCodeAt(0), 0]),
      512,
    )
    const BAD: readonly (readonly [name: string, content: Uint8Array | string, zh: RegExp, en: RegExp])[] = [
      ['x.docx', locked, /密码/, /password/],
      ['y.docx', 'plain text', /损坏/, /damaged/],
      ['z.docx', word('<w:p>').slice(0, 60), /损坏/, /damaged/],
      ['v.docx', zipSync({ 'a.txt': strToU8('x') }), /损坏/, /damaged/],
      [
        't.docx',
        zipSync({ 'word/document.xml': strToU8('<!DOCTYPE d [<!ENTITY a "x">]><w:document/>') }),
        /损坏/,
        /damaged/,
      ],
      ['w.pdf', '%PDF-1.4 nothing', /损坏/, /damaged/],
      [
        'l.pdf',
        pdf(
          ['x'],
          `/Encrypt <</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>/ID[<00><00>]`,
        ),
        /密码/,
        /password/,
      ],
      ['s.pdf', pdf([]), /扫描/, /scan/],
      ['u.doc', compound, /docx/, /docx/],
      ['n.txt', pdf(['x']), /损坏/, /damaged/],
      ['e.txt', '', /没有文字/, /no text/],
      ['g.txt', new Uint8Array(21 << 20).fill(65), /过大/, /too large/],
      ['b.docx', zipSync({ 'word/document.xml': new Uint8Array(120 << 20) }), /过大/, /too large/],
    ]
    for (const [name, content, zh, en] of BAD) {
      const file = put(name, content)
      const [chinese, english] = await Promise.all([
        jiceng(['report', 'check', file, ...alone], { language: 'zh' }),
        jiceng(['report', 'check', file, ...alone]),
      ])
      expect([name, chinese.code, chinese.out, english.code]).toEqual([name, 2, '', 2])
      expect(chinese.err.trim()).toMatch(zh)
      expect(english.err.trim()).toMatch(en)
      expect(english.err.trim().split('\n')).toHaveLength(1)
    }
    expect((await jiceng(['report', 'check', join(folder, 'none.txt'), ...alone])).code).toBe(2)
  })

  it('the reports of the ready district have no findings, and one that denies its records has', async () => {
    const page = await window.enter('district')
    const told = async (file: string, text: string) => {
      const answer = await page.request.post(`${window.base}/api/reports/check`, {
        data: { file, bytes: Buffer.from(text).toString('base64') },
      })
      const { findings, against } = (await answer.json()) as {
        findings: { kind: string; words: string }[]
        against: string | null
      }
      return { findings: findings.map(one => `${one.kind} ${one.words}`), against }
    }
    for (const template of ['investigation', 'supervision'])
      for (const lang of ['zh', 'en'])
        for (const mask of ['false', 'true']) {
          const made = await page.request.get(
            `${window.base}/api/reports/${template}/file?period=2012&format=md&lang=${lang}&mask=${mask}`,
          )
          expect((await told('made.md', await made.text())).findings).toEqual([])
        }
    const denied = await told('own.txt', '塔敏嘎管理区2012年党建工作总结\n全区共有党员1080名，党总支3个。')
    expect(denied).toEqual({ findings: ['record 全区共有党员1080名'], against: '2012' })
  })

  it('a file that is chosen on the page shows its findings, and a bad one its sentence', async () => {
    const page = await window.enter('district')
    await page.goto(`${window.base}/report?period=2012`)
    const choose = page.locator('.report-check input[type=file]')
    await choose.setInputFiles(put('page.txt', '共有党员200名，其中女党员50名，占26%。'))
    const list = page.locator('.check-list')
    await list.getByText('比例与数目不符').waitFor()
    expect(await list.locator('li').count()).toBe(1)
    await page.keyboard.press('Escape')
    await choose.setInputFiles(put('page.doc', 'x'))
    await page.locator('.report-check [role=alert]').getByText('docx').waitFor()
    // The refusal itself is told by the console, and nothing else.
    expect(window.complaints.filter(text => !/400/.test(text))).toEqual([])
  })
})
