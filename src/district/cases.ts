// The cases of the ready district: findings, decisions, promises, goals, selections, foundings, buildings and problems,
// closed in time, closed late, opened again, overdue, or still under way at the end of 2012.
import type { RecordLine } from '../register/facts.ts'
import { type Day, day, dayOf, plusDays } from '../time/day.ts'
import { ROUNDS } from './happenings.ts'
import type { Holdings } from './holdings.ts'
import { Chance, type Ids } from './making.ts'
import type { Unit } from './organizations.ts'
import type { People } from './people.ts'

/** Nothing is recorded after it. */
const LAST = day('2012-12-31')

const FINDINGS = [
  ['study', '学习记录不完整', '补齐记录，指定专人登记', '学习记录本抽查合格'],
  ['venue', '阵地使用少', '排出每月活动计划', '当月活动两次，有记录'],
  ['study', '补课未落实', '逐人补课', '补课签字名单'],
  ['openness', '公开栏更新慢', '每月初更新', '公开栏当月内容'],
  ['meetings', '组织生活次数不足', '按季排定组织生活', '会议记录'],
] as const
const PROMISES = [
  '帮助两户困难家庭过冬',
  '每周打扫楼道',
  '调解邻里纠纷',
  '为独居老人代购药品',
  '办好社区读书角',
  '组织义务巡逻',
] as const
const GOALS = ['办结来信来访', '精简会议和文件', '结对帮扶联系点', '完成岗位练兵', '窗口服务满意'] as const
/** Days from the opening of a finding to its notice, ledger, proof, re-check and closing, in good order. */
const GOOD = [5, 12, 25, 32, 34]
const SLOW = [5, 14, 60, 68, 75]
const FINDING_DAYS = 40

/** Makes the cases with all their steps. */
export function casesOf(
  units: readonly Unit[],
  people: People,
  held: Holdings,
  ids: Ids,
  happened: readonly RecordLine[],
): RecordLine[] {
  return new Following(units, people, held, ids, happened).tell()
}

type Step = readonly [stage: string, on: Day, body?: Readonly<Record<string, unknown>>]

class Following {
  private readonly chance = new Chance(30_313_303)
  private readonly units: readonly Unit[]
  private readonly people: People
  private readonly held: Holdings
  private readonly ids: Ids
  private readonly happened: readonly RecordLine[]
  private readonly records: RecordLine[] = []

  constructor(units: readonly Unit[], people: People, held: Holdings, ids: Ids, happened: readonly RecordLine[]) {
    this.happened = happened
    this.units = units
    this.people = people
    this.held = held
    this.ids = ids
  }

  tell(): RecordLine[] {
    this.findings()
    this.decisions()
    this.promises()
    this.tasks()
    this.goals()
    this.selections()
    this.foundings()
    this.buildings()
    this.problems()
    this.transfers()
    return this.records
  }

  private org(code: string): Unit {
    return this.units.find(unit => unit.code === code)!
  }

  /** The secretary of an organization on a day. */
  private secretary(unit: Unit, on: Day): string {
    return this.people.posts.find(
      post =>
        post.org === unit.id && post.post === 'secretary' && post.from <= on && (post.to === null || on < post.to),
    )!.person
  }

  /** The record of a kind on a day at an organization, where there is one: the round or meeting of which a case came. */
  private of(kind: string, unit: Unit, on: Day): string | undefined {
    return this.happened.find(one => one.kind === kind && one.org === unit.id && one.day === on)?.id
  }

  /** A case with its steps; those after the last day have not happened. Its owner is the secretary unless said. */
  private follow(
    kind: string,
    unit: Unit,
    on: Day,
    due: Day,
    body: Readonly<Record<string, unknown>>,
    steps: readonly Step[],
  ): void {
    const id = this.ids.of(on)
    const owned = 'owner' in body || 'owner_org' in body
    this.records.push({
      id,
      kind,
      org: unit.id,
      day: on,
      body: { ...body, ...(owned ? {} : { owner: this.secretary(unit, on) }), due },
    })
    for (const [stage, day, more] of steps)
      if (day <= LAST)
        this.records.push({
          id: this.ids.of(day),
          kind: `${kind}.${stage}`,
          org: unit.id,
          day,
          body: { case: id, ...more },
        })
  }

  /** Whoever left in 2012 was transferred; two more are on their way, one of them with a letter that has run out. */
  private transfers(): void {
    const unitOf = (id: string) => this.units.find(unit => unit.id === id)!
    const left = this.people.memberships.filter(one => one.to?.startsWith('2012'))
    for (const { person, org, to } of left) {
      const on = plusDays(to!, -40)
      this.follow('member.transfer', unitOf(org), on, plusDays(on, 60), { person, to: '云林浩特市某社区党支部' }, [
        ['received', to!],
      ])
    }
    for (const [code, on, days, to] of [
      ['V02', '2012-09-05', 90, '东敏旗某嘎查党支部'],
      ['F03', '2012-11-20', 60, '青和浩特市某企业党支部'],
    ] as const) {
      const unit = this.org(code)
      const { person } = this.people.memberships.findLast(one => one.org === unit.id && one.to === null)!
      this.follow('member.transfer', unit, day(on), plusDays(day(on), days), { person, to }, [])
    }
  }

  private findings(): void {
    const points = this.units.filter(unit => ['village', 'sub_bureau', 'community'].includes(unit.sector))
    for (const [round, on] of ROUNDS.entries())
      for (let n = 0; n < 3; n += 1) {
        // The same matter in one village each June, a year after it was closed.
        const known = n === 0 && on.slice(5, 7) === '06'
        const [topic, what, measure, proof] = known ? FINDINGS[1] : this.chance.pick(FINDINGS)
        const due = plusDays(on, FINDING_DAYS)
        const at = (days: number) => plusDays(on, days)
        const way = ([notified, listed, rectified, rechecked, closed]: readonly number[]): Step[] => [
          ['notified', at(notified!)],
          ['listed', at(listed!), { measure }],
          ['rectified', at(rectified!), { proof }],
          ['rechecked', at(rechecked!)],
          ['closed', at(closed!)],
        ]
        const sort = known ? 0 : (round * 3 + n) % 6
        const steps: Step[] =
          sort === 1
            ? way(SLOW)
            : sort === 2
              ? [
                  ...way(GOOD),
                  ['reopened', at(60), { due: at(100), reason: '回访发现没有真正整改' }],
                  ['rectified', at(85), { proof: `${proof}，附照片说明` }],
                  // Of the last one opened again the proof is in, and nobody has checked it yet.
                  ...(round < 5
                    ? ([
                        ['rechecked', at(92)],
                        ['closed', at(95)],
                      ] as Step[])
                    : []),
                ]
              : sort === 4
                ? [
                    ['notified', at(5)],
                    ['listed', at(14), { measure }],
                    ['extended', at(36), { due: at(70), reason: '牧忙，人员不在' }],
                    // Half of the extended ones are done by then, the others wait to this day.
                    ...(round % 4 === 1 ? (way([5, 14, 55, 60, 64]).slice(2) as Step[]) : []),
                  ]
                : way(GOOD)
        this.follow(
          'supervision.finding',
          known ? this.org('V05') : round === ROUNDS.length - 1 && n === 1 ? this.org('V01') : this.chance.pick(points),
          on,
          due,
          { what, topic, round: this.of('supervision.round', this.org('D'), on)! },
          steps,
        )
      }
  }

  private decisions(): void {
    const district = this.org('D')
    const told: [on: string, what: string, owner: number | null, due: string, ...Step[]][] = [
      ['2011-03-08', '清理整顿软弱涣散党支部', 4, '2011-09-30', ['done', day('2011-09-12')]],
      [
        '2011-07-05',
        '制定后备干部管理办法',
        5,
        '2011-10-31',
        ['reported', day('2011-10-20')],
        ['done', day('2011-11-18')],
      ],
      ['2012-02-14', '调整社区办公经费', 0, '2012-03-31', ['done', day('2012-03-25')]],
      ['2012-03-06', '选派党建指导员', 1, '2012-03-31', ['done', day('2012-03-30')]],
      ['2012-06-05', '启动阵地建设', 2, '2012-11-30', ['reported', day('2012-09-28'), { note: '已开工' }]],
      ['2012-09-11', '流动阵地使用办法', null, '2013-03-31', ['reported', day('2012-11-30'), { note: '征求意见' }]],
      [
        '2012-09-11',
        '远程教育站点管理人员培训',
        6,
        '2012-10-31',
        ['extended', day('2012-10-26'), { due: day('2012-12-20'), reason: '教员另有任务' }],
        ['done', day('2012-12-18')],
      ],
    ]
    for (const [on, what, owner, due, ...steps] of told)
      this.follow(
        'meetings.decision',
        district,
        day(on),
        day(due),
        {
          what,
          ...(this.of('meetings.held', district, day(on))
            ? { meeting: this.of('meetings.held', district, day(on)) }
            : {}),
          ...(owner === null ? { owner_org: district.id } : { owner: this.people.leaders[owner]! }),
        },
        steps,
      )
    this.follow(
      'meetings.decision',
      this.org('C4'),
      day('2012-04-10'),
      day('2012-06-30'),
      {
        what: '改造社区活动室',
        owner: this.secretary(this.org('C4'), day('2012-04-10')),
        owner_org: this.org('G1').id,
      },
      [['done', day('2012-07-09')]],
    )
  }

  private promises(): void {
    for (const unit of this.units.filter(one => one.sector === 'community')) {
      const members = this.people.memberships.filter(one => one.org === unit.id && one.from <= day('2011-01-01'))
      for (const year of [2011, 2012])
        for (let n = 0; n < 5; n += 1) {
          const on = dayOf(year, 2 + n, 6)
          const due = plusDays(on, 150)
          const sort = this.chance.between(0, 9)
          const kept = (days: number): Step[] => [
            ['kept', plusDays(due, days), { result: '已兑现，群众签字' }],
            ['confirmed', plusDays(due, days + 7)],
          ]
          const steps: Step[] =
            sort < 6
              ? kept(-20)
              : sort < 8
                ? kept(12)
                : sort === 8
                  ? [
                      ...kept(-30),
                      ['doubted', due, { due: plusDays(due, 30), reason: '居民反映只做了一次' }],
                      ...(year === 2011
                        ? ([
                            ['kept', plusDays(due, 20), { result: '重新兑现' }],
                            ['confirmed', plusDays(due, 25)],
                          ] as Step[])
                        : []),
                    ]
                  : year === 2011
                    ? kept(40)
                    : []
          const body = { what: PROMISES[(n + members.length) % PROMISES.length]!, owner: members[n * 3]!.person }
          this.follow('promise', unit, on, due, body, steps)
        }
    }
  }

  private tasks(): void {
    const committees = this.units.filter(unit => unit.tier === 'committee')
    const told: [campaign: string, goal: string, on: string, due: string][] = [
      ['three_levels', '每个嘎查村党支部达标', '2012-02-10', '2012-06-30'],
      ['two_chains', '产业链上建立党小组', '2012-04-10', '2012-09-30'],
      ['five_ones', '五个一活动覆盖每个支部', '2012-06-10', '2012-11-30'],
    ]
    for (const [n, [campaign, goal, on, until]] of told.entries())
      for (const [index, unit] of committees.entries()) {
        const due = day(until)
        const sort = (index + n * 2) % 6
        const done = (days: number): Step[] => [
          ['reported', plusDays(due, days), { result: '按方案完成' }],
          ['accepted', plusDays(due, days + 8)],
        ]
        const steps: Step[] =
          sort < 3
            ? [['started', plusDays(day(on), 15)], ...done(-20)]
            : sort === 3
              ? done(9)
              : sort === 4
                ? [
                    ...done(-25),
                    ['returned', plusDays(due, -10), { due: plusDays(due, 30), reason: '两个支部没有开展' }],
                    ...done(15),
                  ]
                : [['started', plusDays(day(on), 30)]]
        this.follow('campaign.task', unit, day(on), due, { campaign, goal, owner_org: unit.id }, steps)
      }
  }

  private goals(): void {
    const organs = this.units.filter(unit => unit.sector === 'organ' && unit.members > 0)
    for (const year of [2011, 2012])
      for (const [index, unit] of organs.entries()) {
        // Two branches set no goal in the spring of 2012: one never did, the other in May.
        if (year === 2012 && index === 13) continue
        const on = year === 2012 && index === 8 ? day('2012-05-14') : dayOf(year, 1 + (index % 3), 12 + index)
        const due = dayOf(year, 12, 20)
        const shown = (days: number): Step[] => [
          ['shown', plusDays(due, days), { result: '年度目标完成，附考核表' }],
          ['accepted', plusDays(due, days + 5)],
        ]
        const sort = (index + year) % 7
        const steps: Step[] = [
          ...(sort % 2 ? ([['progress', dayOf(year, 7, 5), { progress: '过半' }]] as Step[]) : []),
          ...(sort < 5 ? shown(-8) : sort === 5 ? shown(4) : year === 2011 ? shown(25) : []),
        ]
        this.follow('organ.goal', unit, on, due, { goal: GOALS[index % GOALS.length]! }, steps)
      }
  }

  private selections(): void {
    const district = this.org('D')
    const owner = this.people.leaders[1]!
    const told: [post: string, places: number, channel: string, on: string, due: string, days: readonly number[]][] = [
      ['农牧业局副局长', 1, 'open', '2011-04-06', '2011-08-31', [2, 20, 30, 45, 70, 90, 100]],
      ['嘎查村大学生村官', 9, 'graduates', '2011-05-10', '2011-08-31', [2, 25, 40, 60, 90, 110, 125]],
      ['建设国土局副局长', 1, 'internal', '2012-03-12', '2012-07-31', [2, 18, 28, 42, 66, 85, 95]],
      ['中心小学副校长', 1, 'internal', '2012-10-08', '2013-01-31', [3, 20, 31, 48]],
    ]
    const STAGES = ['announced', 'signed_up', 'checked', 'examined', 'inspected', 'decided', 'published'] as const
    for (const [post, places, channel, opened, until, days] of told) {
      const on = day(opened)
      const body: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
        announced: { where: '公告栏、电视台' },
        signed_up: { candidates: places * 7 },
        checked: { qualified: places * 6 },
        examined: { seated: places * 5 },
        inspected: { inspected: places * 2 },
        decided: { chosen: places },
        published: { result: '公示无异议，予以任用' },
      }
      const steps = days.map((count, n): Step => [STAGES[n]!, plusDays(on, count), body[STAGES[n]!]!])
      this.follow('selection', district, on, day(until), { post, places, channel, owner }, steps)
    }
  }

  private foundings(): void {
    const town = this.org('C4')
    const enterprise = (index: number) => this.held.enterprises[index]!.id
    const owner = this.secretary(town, day('2011-07-01'))
    this.follow(
      'founding',
      town,
      day('2011-07-04'),
      day('2011-11-30'),
      { name: '青岚商贸党支部', enterprise: enterprise(5), form: 'branch', members: 20, owner },
      [
        ['surveyed', day('2011-07-20')],
        ['applied', day('2011-08-15')],
        ['approved', day('2011-09-08')],
        ['founded', day('2011-09-26')],
      ],
    )
    this.follow(
      'founding',
      town,
      day('2011-08-01'),
      day('2011-12-31'),
      { name: '大青川肉业联合党支部', enterprise: enterprise(0), form: 'joint_branch', members: 22, units: 3, owner },
      [
        ['surveyed', day('2011-08-22')],
        ['applied', day('2011-10-10')],
        ['approved', day('2011-11-04')],
        ['founded', day('2012-01-16')],
      ],
    )
    // The report's plan: a committee for one company. It has too few members yet, and waits.
    this.follow(
      'founding',
      town,
      day('2012-04-05'),
      day('2012-12-20'),
      { name: '锡敏河煤化工党委', enterprise: enterprise(2), form: 'committee', members: 21, owner_org: town.id },
      [['surveyed', day('2012-06-18'), { note: '党员 21 名，未达到设党委的人数' }]],
    )
    this.follow(
      'founding',
      town,
      day('2012-09-03'),
      day('2013-03-31'),
      {
        name: '晨露食品等企业联合党支部',
        enterprise: enterprise(10),
        form: 'joint_branch',
        members: 4,
        units: 4,
        owner,
      },
      [
        ['surveyed', day('2012-10-12')],
        ['applied', day('2012-12-03')],
      ],
    )
  }

  private buildings(): void {
    this.follow(
      'positions.construction',
      this.org('V01'),
      day('2012-05-10'),
      day('2012-11-30'),
      {
        what: '嘎查活动阵地',
        project: this.held.projects.get('venue')!,
        area: 120,
        budget: '100000.00',
        owner_org: this.org('C4').id,
      },
      [
        ['planned', day('2012-05-28')],
        ['begun', day('2012-07-16')],
        ['extended', day('2012-11-20'), { due: day('2013-06-30'), reason: '入冬停工' }],
      ],
    )
    this.follow(
      'positions.construction',
      this.org('S01'),
      day('2011-06-13'),
      day('2012-08-31'),
      { what: '社区综合楼', area: 750, budget: '900000.00', owner_org: this.org('G1').id },
      [
        ['planned', day('2011-07-04')],
        ['begun', day('2011-08-22')],
        ['built', day('2012-07-10')],
        ['equipped', day('2012-07-30'), { equipment: '电视机、电脑、影碟机' }],
        ['faulty', day('2012-08-06'), { due: day('2012-08-31'), reason: '屋面渗水' }],
        ['built', day('2012-08-10')],
        ['equipped', day('2012-08-13'), { equipment: '电视机、电脑、影碟机' }],
        ['accepted', day('2012-08-15')],
      ],
    )
    this.follow(
      'positions.construction',
      this.org('F07'),
      day('2012-03-19'),
      day('2012-09-30'),
      { what: '流动阵地蒙古包及影音设备', budget: '18000.00' },
      [
        ['planned', day('2012-04-09')],
        ['built', day('2012-08-20')],
      ],
    )
  }

  private problems(): void {
    const district = this.org('D')
    const on = day('2012-10-15')
    const told: [
      topic: string,
      what: string,
      evidence: string,
      measure: string,
      owner: number,
      due: string,
      ...Step[],
    ][] = [
      [
        'attention',
        '一手硬一手软，个别单位抓党建不主动',
        '四次督查中两次发现学习记录不完整',
        '责任状层层签订，半年通报一次',
        0,
        '2013-06-30',
        ['under_way', day('2012-11-20'), { progress: '已列入明年责任状' }],
      ],
      [
        'teams',
        '嘎查村班子文化偏低、年龄偏大',
        '名册中两委成员学历和年龄',
        '三向培养，换届时选进致富能人',
        3,
        '2012-12-20',
        ['solved', day('2012-12-10'), { result: '九个嘎查村换届，高中以上过半' }],
        ['confirmed', day('2012-12-18')],
      ],
      [
        'subordination',
        '国有农牧场按城市模式管理，隶属关系不顺',
        '三个农牧场党委管理模式为城市模式',
        '提请上级理顺隶属关系',
        1,
        '2012-12-15',
      ],
      [
        'positions',
        '牧民居住分散，阵地利用率低',
        '分场流动阵地月均使用不足一次',
        '推广流动阵地，党员中心户带动',
        2,
        '2013-03-31',
        ['under_way', day('2012-12-05'), { progress: '四个分场试行' }],
      ],
    ]
    for (const [topic, what, evidence, measure, owner, due, ...steps] of told)
      this.follow(
        'problem',
        district,
        on,
        day(due),
        { topic, what, evidence, measure, owner: this.people.leaders[owner]! },
        steps,
      )
    this.follow(
      'problem',
      this.org('C2'),
      day('2011-06-09'),
      day('2011-10-31'),
      {
        topic: 'money',
        what: '牧场分场活动经费没有着落',
        evidence: '2011 年一季度没有拨付记录',
        measure: '列入牧场年度预算',
      },
      [
        ['solved', day('2011-09-20'), { result: '已列预算' }],
        ['confirmed', day('2011-09-30')],
        ['unsolved', day('2011-12-12'), { due: day('2012-02-29'), reason: '预算未实际拨付' }],
        ['solved', day('2012-02-20'), { result: '已拨付到分场' }],
        ['confirmed', day('2012-02-27')],
      ],
    )
    this.follow(
      'problem',
      this.org('C2'),
      day('2012-08-20'),
      day('2012-12-10'),
      {
        topic: 'money',
        what: '分场活动经费再次拖欠',
        evidence: '2012 年三季度没有拨付记录',
        measure: '按季督办拨付',
      },
      [['under_way', day('2012-10-30'), { progress: '已拨一半' }]],
    )
  }
}
