// A district's own charter in YAML: every fault is told with its file, its line, the thing meant and the nearest valid name.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, normalized } from '../../src/charter/body.ts'
import { brokenLocks, type Fault, lockOf } from '../../src/charter/charter.ts'
import { examine, shipped } from '../../src/charter/compile.ts'
import { readSystem } from '../../src/charter/reading.ts'
import { Problem } from '../../src/problem/problem.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day } from '../../src/time/day.ts'
import { jiceng } from '../ready.ts'

/** A sound system; each test breaks one line of it. */
const SOUND = `id: L01
name: { zh: 体育, en: Sport }
group: education
clause: { zh: 体育制度, en: Rules of sport }
records:
  sport.match:
    name: { zh: 比赛, en: Match }
    roll: named
    fields:
      game: { name: { zh: 项目, en: Game }, type: choice, choices: { ball: { zh: 球, en: Ball } } }
      cost: { name: { zh: 费用, en: Cost }, type: money }
      venue: { name: { zh: 阵地, en: Venue }, type: thing, of: venue }
standards:
  sport.per_month:
    title: { zh: 每月比赛, en: Matches a month }
    unit: activity/month
    strength: must
    entries:
      - { from: 2012-01-01, value: 1, clause: { zh: 每月一次, en: Once a month } }
      - { from: 2012-07-01, value: 2, clause: { zh: 每月两次, en: Twice a month } }
measures:
  sport.matches: { title: { zh: 比赛, en: Matches }, unit: activity, op: count, over: sport.match }
  sport.cost: { title: { zh: 费用, en: Cost }, unit: yuan, op: sum, over: sport.match, field: cost }
  sport.comers: { title: { zh: 人次, en: Comers }, unit: person, op: attendances, over: sport.match }
  sport.ball: { title: { zh: 球赛, en: Ball games }, unit: activity, op: count, over: sport.match, where: { game: ball } }
duties:
  sport.monthly:
    title: { zh: 每月比赛, en: A match a month }
    who: { tier: [branch] }
    every: month
    measure: sport.matches
    atLeast: { standard: sport.per_month }
    from: 2012-01-01
    grace: 10
`

/** Every fault of a text, with the shipped systems beside it. */
function faultsOf(text: string): readonly Fault[] {
  try {
    return examine([...shipped(SYSTEMS), readSystem('sport.yaml', text)]).faults
  } catch (error) {
    if (error instanceof Problem && error.code === 'charter.invalid')
      return (error as Problem<'charter.invalid'>).details.faults
    throw error
  }
}

const broken = (old: string, by: string) => {
  expect(SOUND.split(old), old).toHaveLength(2)
  return SOUND.replace(old, by)
}
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

interface Broken {
  readonly name: string
  readonly old: string
  readonly by: string
  /** What stands at the end besides. */
  readonly more?: string
  /** The part of the broken text on whose line the fault stands. */
  readonly at: string
  readonly zh: RegExp
  readonly en: RegExp
}

const CUP = `cases:
  sport.cup:
    name: { zh: 联赛, en: Cup }
    fields: { players: { name: { zh: 人数, en: Players }, type: integer } }
    stages: { played: { name: { zh: 已赛, en: played } } }
`

const BREAKS: readonly Broken[] = [
  {
    name: 'a use that is told by a field of another type',
    old: '  sport.cost: {',
    by: `  sport.use: { title: { zh: 利用, en: Use }, unit: percent, op: utilization, of: venue, by: [sport.match], field: game, per: sport.per_month }
  sport.cost: {`,
    at: 'sport.use:',
    zh: /“sport.match”的字段“game”填的不是“venue”/,
    en: /"game" of "sport.match" does not name a "venue"/,
  },
  {
    name: 'an alert that is not counted in days',
    old: 'measures:\n',
    by: `${CUP}    alert: sport.per_month
measures:
`,
    at: 'alert:',
    zh: /标准“sport.per_month”的单位不是天/,
    en: /"sport.per_month" is not counted in days/,
  },
  {
    name: 'limits of a case that shut each other out',
    old: 'measures:\n',
    by: `${CUP}    limits: [{ field: players, atLeast: sport.per_month }, { field: players, atMost: organ.goals_each }]
measures:
`,
    at: 'limits:',
    zh: /“sport.per_month”与“organ.goals_each”相抵触：自 2012-07-01 起“players”不得低于 2（每月两次），又不得超过 1（/,
    en: /"sport.per_month" and "organ.goals_each" contradict each other: from 2012-07-01 .* Change one of the standards/,
  },
  {
    name: 'more kinds than a choice has',
    old: 'op: count, over: sport.match }',
    by: 'op: count, over: sport.match, once: game }',
    at: 'atLeast',
    zh: /“sport.monthly”永远无法完成：标准“sport.per_month”自 2012-07-01 起要求 2.*总共只有 1 种/,
    en: /"sport.monthly" can never be met: .*asks 2 from 2012-07-01.*only 1/,
  },
  {
    name: 'a point that is demanded',
    old: 'type: money }',
    by: 'type: money }\n      spot: { name: { zh: 地点, en: Spot }, type: point }',
    at: 'spot:',
    zh: /坐标字段“spot”不得必填/,
    en: /"spot" is a point, which may not be demanded/,
  },
  {
    name: 'a value known of a field that is not there',
    old: 'type: money }',
    by: 'type: money, known: { of: hall, as: rent } }',
    at: 'type: money',
    zh: /取自字段“hall”，而“sport.match”没有这样一个台账字段/,
    en: /is known from the field "hall", which "sport.match" does not have/,
  },
  {
    name: 'a value that does not follow of what a field names',
    old: 'type: money }',
    by: 'type: money, known: { of: venue, as: rent } }',
    at: 'type: money',
    zh: /取自“rent”，而“venue”没有推得这一项/,
    en: /is known as "rent", which does not follow of "venue"/,
  },
  {
    name: 'a measure that is not there',
    old: 'measure: sport.matches',
    by: 'measure: sport.match_count',
    at: 'measure: sport.match_count',
    zh: /没有指标“sport.match_count”；最接近的是“sport.matches”/,
    en: /no measure "sport.match_count"; the nearest is "sport.matches"/,
  },
  {
    name: 'a standard that is not there',
    old: 'standard: sport.per_month }',
    by: 'standard: sport.per_moth }',
    at: 'atLeast',
    zh: /没有标准“sport.per_moth”；最接近的是“sport.per_month”/,
    en: /no standard "sport.per_moth"; the nearest is "sport.per_month"/,
  },
  {
    name: 'a source that is not there',
    old: 'op: count, over: sport.match }',
    by: 'op: count, over: sport.mach }',
    at: 'sport.matches:',
    zh: /没有类型“sport.mach”；最接近的是“sport.match”/,
    en: /no kind "sport.mach"; the nearest is "sport.match"/,
  },
  {
    name: 'a source of the register that is not there',
    old: 'op: count, over: sport.match }',
    by: 'op: count, over: membres }',
    at: 'sport.matches:',
    zh: /最接近的是“members”/,
    en: /the nearest is "members"/,
  },
  {
    name: 'a field that is not there',
    old: 'field: cost }',
    by: 'field: csot }',
    at: 'sport.cost:',
    zh: /“sport.match”没有字段“csot”；最接近的是“cost”/,
    en: /"sport.match" has no field "csot"; the nearest is "cost"/,
  },
  {
    name: 'a condition on a field that is not there',
    old: 'where: { game: ball }',
    by: 'where: { gmae: ball }',
    at: 'sport.ball:',
    zh: /没有字段“gmae”；最接近的是“game”/,
    en: /no field "gmae"; the nearest is "game"/,
  },
  {
    name: 'a sum over a field that is no number',
    old: 'field: cost }',
    by: 'field: game }',
    at: 'sport.cost:',
    zh: /字段“game”不是数值，不能合计/,
    en: /"game" is not a number/,
  },
  {
    name: 'attendance where no roll is kept',
    old: '    roll: named\n',
    by: '',
    at: 'sport.comers:',
    zh: /“sport.match”没有签到名单/,
    en: /"sport.match" has no roll/,
  },
  {
    name: 'a thing of a kind that is not there',
    old: 'of: venue }',
    by: 'of: venues }',
    at: 'venue: { name',
    zh: /没有类型“venues”；最接近的是“venue”/,
    en: /no kind "venues"; the nearest is "venue"/,
  },
  {
    name: 'a choice without choices',
    old: ', choices: { ball: { zh: 球, en: Ball } }',
    by: '',
    at: 'game: { name',
    zh: /选择字段“game”没有选项/,
    en: /choice field "game" has no choices/,
  },
  {
    name: 'entries of a standard that overlap',
    old: 'from: 2012-07-01, value: 2',
    by: 'from: 2012-01-01, value: 2',
    at: '- { from: 2012-01-01, value: 2',
    zh: /“sport.per_month”的两条数值 2012-01-01 与 2012-01-01 时间重叠或次序颠倒/,
    en: /two entries of the standard "sport.per_month".*overlap or are out of order/,
  },
  {
    name: 'entries of a standard out of order',
    old: 'from: 2012-07-01, value: 2',
    by: 'from: 2011-07-01, value: 2',
    at: '- { from: 2011-07-01',
    zh: /2012-01-01 与 2011-07-01 时间重叠或次序颠倒/,
    en: /2012-01-01 and 2011-07-01, overlap/,
  },
  {
    name: 'a standard from a day that does not exist',
    old: 'from: 2012-07-01, value: 2',
    by: 'from: 2012-02-30, value: 2',
    at: '- { from: 2012-02-30',
    zh: /“2012-02-30”不是存在的日期/,
    en: /"2012-02-30" is not a day that exists/,
  },
  {
    name: 'a negative standard',
    old: 'value: 2,',
    by: 'value: -2,',
    at: 'value: -2',
    zh: /标准“sport.per_month”为负数/,
    en: /"sport.per_month" is negative/,
  },
  {
    name: 'a duty before its standard holds',
    old: '    from: 2012-01-01\n',
    by: '    from: 2011-01-01\n',
    at: 'atLeast',
    zh: /自 2011-01-01 起应履行，但标准“sport.per_month”当时没有数值。请补一条/,
    en: /is owed from 2011-01-01, but the standard "sport.per_month" has no value by then. Add an entry/,
  },
  {
    name: 'a duty from a day that does not exist',
    old: '    from: 2012-01-01\n',
    by: '    from: 2012-02-30\n',
    at: 'from: 2012-02-30',
    zh: /“2012-02-30”不是存在的日期/,
    en: /"2012-02-30" is not a day that exists/,
  },
  {
    name: 'a source clause that is missing',
    old: ', clause: { zh: 每月两次, en: Twice a month }',
    by: '',
    at: '- { from: 2012-07-01',
    zh: /standards.sport.per_month.entries.1.clause：/,
    en: /standards.sport.per_month.entries.1.clause: /,
  },
  {
    name: 'the clause of the system that is missing',
    old: 'clause: { zh: 体育制度, en: Rules of sport }\n',
    by: '',
    at: 'id: L01',
    zh: /clause：/,
    en: /clause: /,
  },
  {
    name: 'a part under another name',
    old: 'measures:\n',
    by: 'mesures:\n',
    at: 'mesures:',
    zh: /没有“mesures”；是否指“measures”？/,
    en: /no "mesures"; did you mean "measures"\?/,
  },
  {
    name: 'an operator that is none',
    old: 'op: sum,',
    by: 'op: smu,',
    at: 'sport.cost:',
    zh: /measures\.sport\.cost\.op：没有“smu”；是否指“sum”？/,
    en: /measures\.sport\.cost\.op: there is no "smu"; did you mean "sum"\?/,
  },
  {
    name: 'a type that is none',
    old: 'type: money',
    by: 'type: mony',
    at: 'cost: { name',
    zh: /没有“mony”；是否指“money”？/,
    en: /no "mony"; did you mean "money"\?/,
  },
  {
    name: 'a word in one language only',
    old: 'name: { zh: 比赛, en: Match }',
    by: 'name: { zh: 比赛 }',
    at: 'name: { zh: 比赛 }',
    zh: /records.sport.match.name.en：/,
    en: /records.sport.match.name.en: /,
  },
  {
    name: 'a group that is none',
    old: 'group: education',
    by: 'group: eduction',
    at: 'group: eduction',
    zh: /没有“eduction”；是否指“education”？/,
    en: /no "eduction"; did you mean "education"\?/,
  },
  {
    name: 'a tier that is none',
    old: 'tier: [branch]',
    by: 'tier: [brnach]',
    at: 'who:',
    zh: /没有“brnach”；是否指“branch”？/,
    en: /no "brnach"; did you mean "branch"\?/,
  },
  {
    name: 'a unit that is none',
    old: 'unit: yuan',
    by: 'unit: yuna',
    at: 'sport.cost:',
    zh: /没有“yuna”；是否指“yuan”？/,
    en: /no "yuna"; did you mean "yuan"\?/,
  },
  {
    name: 'a name that is taken by a shipped system',
    old: '  sport.match:\n',
    by: '  study.day:\n',
    at: '  study.day:',
    zh: /“study.day”重复声明/,
    en: /"study.day" is declared twice/,
  },
  {
    name: 'a bracket that nobody closed',
    old: 'who: { tier: [branch] }',
    by: 'who: { tier: [branch }',
    at: 'who: { tier',
    zh: /YAML 写法有误/,
    en: /not valid YAML/,
  },
  {
    name: 'a norm that contradicts another',
    old: '  sport.monthly:\n',
    by: `  sport.also:
    title: { zh: 比赛, en: Matches }
    who: { tier: [branch, general_branch] }
    every: month
    measure: sport.matches
    atLeast: { standard: supervision.per_year }
    from: 2012-01-01
    grace: 0
  sport.monthly:
`,
    at: 'sport.monthly:',
    zh: /“sport.monthly”（L01）与“sport.also”（L01）相抵触：同样的组织自 2012-01-01 起，前者要求 1（每月一次），后者要求 4（.*）。请调整其中一项标准/,
    en: /"sport.monthly" \(L01\) and "sport.also" \(L01\) contradict each other: .*asks 1 \(Once a month\), the other 4 \(.*Change one of the standards/,
  },
  {
    name: 'a norm that is said twice for the same time',
    old: '  sport.monthly:\n',
    by: `  sport.also:
    title: { zh: 比赛, en: Matches }
    who: { tier: [branch] }
    every: month
    measure: sport.matches
    atLeast: { standard: sport.per_month }
    from: 2012-03-01
    grace: 0
  sport.monthly:
`,
    at: 'sport.monthly:',
    zh: /“sport.monthly”（L01）与“sport.also”（L01）自 2012-03-01 起是同一件事规定了两次，时间重叠。请去掉其中一项/,
    en: /"sport.monthly" \(L01\) and "sport.also" \(L01\) ask the same thing twice from 2012-03-01: they overlap in time. Leave one out/,
  },
  {
    name: 'a field that names a retired kind',
    old: 'type: thing, of: venue }\n',
    by: `type: thing, of: sport.ground }
things:
  sport.ground: { name: { zh: 球场, en: Ground }, fields: {}, retired: 2013-01-01 }
`,
    at: 'venue: {',
    zh: /“sport.match”的字段“venue”要填类型“sport.ground”，而“L01”已自 2013-01-01 起停用该类型.*请改用在用的类型/,
    en: /field "venue" of "sport.match" asks for a "sport.ground", but "L01" retired that kind from 2013-01-01.*Name a kind in use/,
  },
  {
    name: 'a duty that counts a retired kind',
    old: '    roll: named\n',
    by: '    roll: named\n    retired: 2013-01-01\n',
    at: 'measure: sport.matches',
    zh: /“sport.monthly”长期由类型“sport.match”计算，而“L01”已自 2013-01-01 起停用该类型。请改用在用的类型，或让“sport.monthly”最迟于 2013-01-01 停止/,
    en: /"sport.monthly" is measured by the kind "sport.match", but "L01" retired that kind from 2013-01-01.*or end "sport.monthly" by 2013-01-01/,
  },
  {
    name: 'a duty that reads a retired tie',
    old: 'unit: activity, op: count, over: sport.match }\n',
    by: 'unit: activity, op: count, over: orgs, where: { ties: { has: sport.coach } } }\n',
    more: 'ties:\n  sport.coach: { name: { zh: 教练, en: Coach }, fields: {}, retired: 2013-01-01 }\n',
    at: 'measure: sport.matches',
    zh: /“sport.monthly”长期由类型“sport.coach”计算，而“L01”已自 2013-01-01 起停用该类型/,
    en: /"sport.monthly" is measured by the kind "sport.coach", but "L01" retired that kind from 2013-01-01/,
  },
  {
    name: 'a duty in another unit than its measure',
    old: 'unit: activity, op: count, over: sport.match }',
    by: 'unit: person, op: count, over: sport.match }',
    at: 'atLeast',
    zh: /“sport.monthly”永远无法完成：标准“sport.per_month”以“activity”计，指标“sport.matches”以“person”计.*请让单位一致/,
    en: /"sport.monthly" can never be met: .*is in "activity".*in "person".*Give both the same unit/,
  },
  {
    name: 'a duty of organizations that its measure does not count',
    old: 'unit: activity, op: count, over: sport.match }',
    by: 'unit: activity, op: count, over: sport.match, where: { tier: committee } }',
    at: 'measure: sport.matches',
    zh: /永远无法完成：承担者是“branch”，而指标“sport.matches”只统计“committee”/,
    en: /can never be met: it is owed by branch, but the measure "sport.matches" counts only committee/,
  },
  {
    name: 'a condition that no record can meet',
    old: 'field: cost }',
    by: 'field: cost, where: { cost: { atLeast: 9, atMost: 5 } } }',
    at: 'sport.cost:',
    zh: /对“cost”的要求自相矛盾：既不低于 9，又不超过 5.*请改其中一个/,
    en: /asked of "cost" contradicts itself: at least 9, and at most 5.*Change one of the two/,
  },
  {
    name: 'a second post that signs',
    old: 'grace: 10\n',
    by: 'grace: 10\nposts:\n  scout: { name: { zh: 球探, en: Scout }, sole: true, signs: true }\n',
    at: 'scout:',
    zh: /职务“secretary”与“scout”都代表组织签署。请只留一个/,
    en: /both "secretary" and "scout" sign for their organization. Let one of them sign/,
  },
  {
    name: 'a post that signs and that several may hold',
    old: 'grace: 10\n',
    by: 'grace: 10\nposts:\n  scout: { name: { zh: 球探, en: Scout }, signs: true }\n',
    at: 'scout:',
    zh: /职务“scout”代表组织签署，却可由多人同时担任。请写明 sole: true/,
    en: /"scout" signs for its organization, but several may hold it at a time. Say sole: true/,
  },
  {
    name: 'a report of a figure that is not there',
    old: 'grace: 10\n',
    by: `grace: 10
templates:
  season:
    name: { zh: 赛季, en: Season }
    title: { zh: 赛季, en: Season }
    text:
      zh: |
        本季比赛:fig{i="sport.matches"}，
        花费:fig{i="sport.cots"}。
`,
    at: '花费:fig',
    zh: /报告模板“season”中的“sport.cots”无法识别；最接近的是“sport.cost”/,
    en: /"sport.cots" in the template "season" is not known; the nearest is "sport.cost"/,
  },
  {
    name: 'a report without a text',
    old: 'grace: 10\n',
    by: `grace: 10
templates:
  season: { name: { zh: 赛季, en: Season }, title: { zh: 赛季, en: Season }, text: {} }
`,
    at: 'season:',
    zh: /报告模板“season”没有正文。请至少写一种语言的正文/,
    en: /the template "season" has no text. Write it in one language at least/,
  },
  {
    name: 'a report whose name is no name of a file',
    old: 'grace: 10\n',
    by: `grace: 10
templates:
  ../Season: { name: { zh: 赛季, en: Season }, title: { zh: 赛季, en: Season }, text: { en: Played. } }
`,
    at: '../Season:',
    zh: /报告模板不能叫“\.\.\/Season”.*请只用小写字母/,
    en: /a template cannot be called "\.\.\/Season".*Use small letters/,
  },
  {
    name: 'a unit with three words',
    old: 'grace: 10\n',
    by: 'grace: 10\nvocabulary: { codes: { unit: { goal: { zh: 球, en: goal|goals|goalses } } } }\n',
    at: 'vocabulary:',
    zh: /计量单位“goal”的名称“goal\|goals\|goalses”不合写法/,
    en: /the unit "goal" cannot be called "goal\|goals\|goalses": .*such as dose\|doses/,
  },
  {
    name: 'a function instead of a value',
    old: 'grace: 10',
    by: 'grace: !!js/function "() => 10"',
    at: 'grace',
    zh: /grace/,
    en: /grace/,
  },
]

describe('a charter file', () => {
  it('that is sound has no fault', () => {
    expect(faultsOf(SOUND)).toEqual([])
  })

  for (const { name, old, by, more = '', at, zh, en } of BREAKS)
    it(`with ${name} is refused at its line`, () => {
      const text = broken(old, by) + more
      const found = faultsOf(text)
      const meant = found.find(fault => zh.test(fault.zh) && en.test(fault.en))
      expect(meant, JSON.stringify(found, null, 1)).toBeDefined()
      expect(meant!.file).toBe('sport.yaml')
      expect(meant!.line).toBe(lineOf(text, at))
      for (const fault of found) {
        expect(fault.zh, 'Chinese').toMatch(/[一-鿿]/)
        expect(fault.en, 'English').not.toMatch(/[一-鿿]/)
      }
    })

  it('tells every fault at once, not the first alone', () => {
    const text = SOUND.replace('field: cost }', 'field: csot }').replace(
      'where: { game: ball }',
      'where: { gmae: ball }',
    )
    expect(faultsOf(text).map(fault => fault.line)).toEqual([lineOf(text, 'sport.cost:'), lineOf(text, 'sport.ball:')])
  })
})

describe('a point', () => {
  const kind = examine(shipped(SYSTEMS)).charter.kinds.get('venue')!
  const body = (at: unknown) => ({ use: 'room', at })
  const ON = day('2012-03-05')

  it('is longitude and latitude in degrees, as people type them, kept to the metre', () => {
    for (const typed of ['118.831524,45.71', ' 118.831524， 45.71 ', '118.831524 45.710000'])
      expect(check(kind, body(typed), ON)).toEqual([])
    expect(normalized(kind, body('118.831524， 45.710000'))).toEqual(body('118.83152,45.71'))
    expect(check(kind, { use: 'room' }, ON)).toEqual([])
  })

  it('is refused with an example where it is none, or where latitude stands first', () => {
    for (const typed of ['45.71', '45.71,118.83', '181,45', '118°49′,45°42′', 45.71]) {
      const [issue] = check(kind, body(typed), ON)
      expect(issue).toMatchObject({ field: 'at', why: { zh: expect.stringContaining('118.83,45.71') } })
    }
  })
})

describe('the command', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiceng-charter-'))
    writeFileSync(join(folder, 'a.yaml'), SOUND)
    writeFileSync(join(folder, 'b.yml'), broken('op: sum,', 'op: smu,').replaceAll('sport.', 'game.'))
    writeFileSync(join(folder, 'notes.txt'), 'not a charter')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('names the file and the line, and ends with 2', async () => {
    for (const language of ['zh', 'en'] as const) {
      const said = await jiceng(['charter', 'check', folder], { language })
      expect(said.code).toBe(2)
      expect(said.out + said.err).toMatch(
        language === 'zh' ? /b\.yml 第 23 行：.*是否指“sum”/ : /b\.yml, line 23: .*did you mean "sum"/,
      )
      expect(said.out + said.err).not.toMatch(/^\s+at /m)
    }
  })

  it('refuses a duty whose standard has no value for the first months that it is owed in, and says what to add', async () => {
    const apart = mkdtempSync(join(tmpdir(), 'jiceng-gap-'))
    try {
      const text = broken('from: 2012-01-01, value: 1', 'from: 2012-03-01, value: 1')
      const line = lineOf(text, 'atLeast:')
      writeFileSync(join(apart, 'late.yaml'), text)
      for (const [language, words] of [
        [
          'zh',
          `late.yaml 第 ${line} 行：“sport.monthly”自 2012-01-01 起应履行，但标准“sport.per_month”当时没有数值。请补一条`,
        ],
        [
          'en',
          `late.yaml, line ${line}: "sport.monthly" is owed from 2012-01-01, but the standard "sport.per_month" has no value by then. Add an entry`,
        ],
      ] as const) {
        const said = await jiceng(['charter', 'check', apart], { language })
        expect(said.code).toBe(2)
        expect(said.out + said.err).toContain(words)
      }
    } finally {
      rmSync(apart, { recursive: true, force: true })
    }
  })

  it('tells the faults in JSON in one shape, whether a file cannot be read or does not fit', async () => {
    const said = await jiceng(['charter', 'check', folder, '--json'])
    expect(said.code).toBe(2)
    const { faults } = JSON.parse(said.out) as { faults: Fault[] }
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ file: join(folder, 'b.yml'), line: 23 })
  })
})

describe('the lock', () => {
  const charter = (text: string) => examine([...shipped(SYSTEMS), readSystem('sport.yaml', text)]).charter
  const lock = lockOf(charter(SOUND))

  it('is kept by the charter that it was made from, and by one that grew', () => {
    expect(brokenLocks(lock, charter(SOUND))).toEqual([])
    const grown = SOUND.replace(
      '    fields:\n',
      '    fields:\n      more: { name: { zh: 注, en: Note }, type: text, optional: true }\n',
    )
    expect(brokenLocks(lock, charter(grown))).toEqual([])
  })

  it('notices a kind that vanished, a field that vanished, and one that changed its type or what it names', () => {
    const without = SOUND.replaceAll('sport.match', 'sport.game').replaceAll('sport.gamees', 'sport.matches')
    expect(brokenLocks(lock, charter(without))).toEqual(['record sport.match vanished'])
    expect(
      brokenLocks(lock, charter(broken('      cost: {', '      price: {').replace('field: cost', 'field: price'))),
    ).toEqual(['record sport.match: field cost vanished; retire it instead'])
    expect(brokenLocks(lock, charter(broken('type: money', 'type: decimal')))).toEqual([
      'record sport.match: field cost changed from money to decimal',
    ])
    expect(brokenLocks(lock, charter(broken('of: venue }', 'of: enterprise }')))).toEqual([
      'record sport.match: field venue changed from thing venue to thing enterprise',
    ])
  })

  it('is kept by a field that is retired', () => {
    expect(brokenLocks(lock, charter(broken('type: money }', 'type: money, retired: true }')))).toEqual([])
  })
})
