// What happened in the ready district in 2011 and 2012: meetings, lessons, trips, payments, visits, supervision.
import type { RecordLine, Roll } from '../register/facts.ts'
import { byFrom } from '../register/places.ts'
import { type Day, day, dayOf, plusDays } from '../time/day.ts'
import type { Holdings } from './holdings.ts'
import { Chance, type Ids } from './making.ts'
import type { Unit } from './organizations.ts'
import type { People } from './people.ts'

const TOPICS = [
  '科学发展观学习读本',
  '党章党规',
  '党的十八大精神',
  '草原生态保护补助政策',
  '基层组织工作条例',
  '反腐倡廉教育',
  '民族政策',
  '牧区实用技术',
  '先进典型事迹',
  '经济转型专题',
] as const

/** Attendance of each special lecture, lecture and distance session of 2012. */
const SPECIAL = [120, 110, 100, 105, 105] as const
const LECTURES = [110, 90, 100, 105, 95, 100, 98, 102, 100, 100, 96, 104, 100, 108, 92] as const
/** The six departments that give lectures beside the Party school. */
const LECTURING = ['O03', 'O04', 'O05', 'O06', 'O07', 'O08'] as const
const SESSIONS = [60, 58, 57, 56, 57, 56, 56] as const

/** What farmers and herders of each village brought in: cattle, geese. */
const HERDS = [
  [52, 8_000],
  [51, 7_500],
  [51, 7_200],
  [51, 7_000],
  [51, 7_000],
  [51, 6_900],
  [50, 6_800],
  [51, 6_800],
  [50, 6_800],
] as const
/** How many of the cattle each village brought home from the trip to Jilan. */
const BROUGHT = [22, 22, 22, 22, 22, 22, 22, 21, 21] as const
const YUAN_A_COW = 4_000
const YUAN_A_GOOSE = 12.9375

/** Farmers and herders who changed occupation, by contact point: the villages first, then the sub-farms that report any. */
const CHANGED = [40, 40, 40, 40, 40, 40, 40, 40, 40, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15] as const

/** Support for a household, by its project. */
const SUPPORT: Readonly<Record<string, string>> = {
  cattle: '120000.00',
  sheep: '100000.00',
  service: '80000.00',
  migration: '80000.00',
}

/** Days of the rounds of supervision. */
export const ROUNDS = [
  '2011-03-24',
  '2011-06-22',
  '2011-09-22',
  '2011-12-06',
  '2012-03-21',
  '2012-06-20',
  '2012-09-19',
  '2012-12-05',
].map(day)

/** Makes the records of two years. */
export function happenings(units: readonly Unit[], people: People, held: Holdings, ids: Ids): RecordLine[] {
  return new Telling(units, people, held, ids).tell()
}

class Telling {
  private readonly chance = new Chance(20_111_231)
  private readonly units: readonly Unit[]
  private readonly people: People
  private readonly held: Holdings
  private readonly ids: Ids
  private readonly records: RecordLine[] = []
  /** The first day on which each belonged anywhere. */
  private readonly since: ReadonlyMap<string, Day>

  constructor(units: readonly Unit[], people: People, held: Holdings, ids: Ids) {
    this.units = units
    this.people = people
    this.since = new Map(
      byFrom(people.memberships)
        .toReversed()
        .map(one => [one.person, one.from]),
    )
    this.held = held
    this.ids = ids
  }

  tell(): RecordLine[] {
    this.studyDays()
    this.lessons()
    this.goingOut()
    this.money()
    this.pastoral()
    this.responsibility()
    return this.records
  }

  private record(kind: string, org: string, on: Day, body: Record<string, unknown>, roll?: Roll): string {
    const id = this.ids.of(on)
    this.records.push({ id, kind, org, day: on, body, ...(roll ? { roll } : {}) })
    return id
  }

  private org(code: string): Unit {
    return this.units.find(unit => unit.code === code)!
  }

  private present(people: readonly string[]): Roll {
    return { present: [...people], excused: [], absent: [], madeUp: [] }
  }

  /** Who is due on a day: the members of a branch, the leading team of a committee, the secretaries below a general branch. */
  private due(unit: Unit, on: Day): string[] {
    const holds = (span: { from: Day; to: Day | null }) => span.from <= on && (span.to === null || on < span.to)
    if (unit.members > 0)
      return this.people.memberships.filter(one => one.org === unit.id && holds(one)).map(one => one.person)
    const below = new Set(this.units.filter(one => one.parent === unit.id).map(one => one.id))
    const team = this.people.posts.filter(
      one =>
        holds(one) && (one.org === unit.id ? one.team === 'committee' : below.has(one.org) && one.post === 'secretary'),
    )
    return [...new Set(team.map(one => one.person))]
  }

  /** Two study days a month; now and then an organization holds one only, and who missed one makes it up or does not. */
  private studyDays(): void {
    for (const unit of this.units)
      for (let year = 2011; year <= 2012; year += 1)
        for (let month = 1; month <= 12; month += 1) {
          const busy = (unit.sector === 'village' || unit.sector === 'sub_bureau') && (month === 4 || month === 8)
          const held = this.chance.next() < (busy ? 0.22 : 0.03) ? 1 : 2
          for (let n = 0; n < held; n += 1) {
            const on = dayOf(year, month, (n === 0 ? 4 : 18) + this.chance.between(0, 6))
            const roll: { [L in Exclude<keyof Roll, 'madeUpOn'>]: string[] } = {
              present: [],
              excused: [],
              absent: [],
              madeUp: [],
            }
            for (const person of this.due(unit, on)) {
              const luck = this.chance.next()
              // Most make it up; herders in the busy months do not always come to it.
              const list =
                luck < 0.86
                  ? roll.present
                  : luck < 0.92
                    ? roll.excused
                    : luck < (busy ? 0.965 : 0.992)
                      ? roll.madeUp
                      : roll.absent
              // Some were secretaries before they had belonged here.
              if (this.since.get(person)! <= on) list.push(person)
            }
            // A week later, well within the days that the rules give.
            const made = Object.fromEntries(roll.madeUp.map(person => [person, plusDays(on, 7)]))
            const venue = this.held.venues.get(unit.id)
            const used =
              venue &&
              this.chance.next() < (unit.sector === 'sub_bureau' ? 0.25 : unit.sector === 'village' ? 0.6 : 0.9)
            this.record(
              'study.day',
              unit.id,
              on,
              { topic: this.chance.pick(TOPICS), hours: this.chance.pick([2, 4]), ...(used ? { venue } : {}) },
              roll.madeUp.length > 0 ? { ...roll, madeUpOn: made } : roll,
            )
          }
        }
  }

  /** Who gave a lecture: one of the six departments that take part, or the Party school, which is of the department for cadres. */
  private giver(department: number | null): { host: string; by: string } {
    return department === null
      ? { host: 'party_school', by: this.org('O02').id }
      : { host: 'department', by: this.org(LECTURING[department % LECTURING.length]!).id }
  }

  private lessons(): void {
    const district = this.org('D')
    const everybody = this.people.memberships
      .filter(one => one.from <= day('2011-01-01') && one.to === null)
      .map(one => one.person)
    const audience = (start: number, count: number) =>
      this.present(Array.from({ length: count }, (_, n) => everybody[(start * 61 + n * 7) % everybody.length]!))
    for (const [n, count] of SPECIAL.entries())
      this.record(
        'training.lecture',
        district.id,
        dayOf(2012, 2 + n * 2, 12),
        { level: 'special', topic: this.chance.pick(TOPICS), ...this.giver(n < 3 ? null : n) },
        audience(n, count),
      )
    for (const [n, count] of LECTURES.entries())
      this.record(
        'training.lecture',
        district.id,
        dayOf(2012, 1 + Math.floor((n * 12) / LECTURES.length), 22),
        { level: 'ordinary', topic: this.chance.pick(TOPICS), ...this.giver(n % 2 === 0 ? null : (n - 1) / 2) },
        audience(n + 5, count),
      )
    for (let n = 0; n < 6; n += 1)
      this.record(
        'training.lecture',
        district.id,
        dayOf(2011, 2 + n, 20),
        { level: n < 2 ? 'special' : 'ordinary', topic: this.chance.pick(TOPICS) },
        audience(n + 30, 80 + n),
      )
    const ranked = new Set(this.people.people.filter(one => one.rank !== null).map(one => one.id)).size
    this.record('recommendation.held', district.id, dayOf(2012, 6, 12), {
      title: '科级后备干部民主推荐',
      posts: 2,
      eligible: ranked,
      voted: ranked - 3,
    })
    const communities = this.units.filter(unit => unit.sector === 'community')
    for (const [n, count] of SESSIONS.entries())
      this.record(
        'distance.session',
        communities[n % communities.length]!.id,
        dayOf(2012, 3 + n, 8),
        { topic: this.chance.pick(TOPICS) },
        audience(n + 50, count),
      )
    for (let n = 0; n < 3; n += 1)
      this.record(
        'distance.session',
        communities[n]!.id,
        dayOf(2011, 5 + n, 9),
        { topic: this.chance.pick(TOPICS) },
        audience(n + 60, 40),
      )
    const homes = new Map(this.people.memberships.map(one => [one.person, one.org]))
    for (const year of [2011, 2012])
      for (const person of [...this.people.sections, ...this.people.reserves]) {
        const luck = this.chance.next()
        this.record('cadre.evaluation', homes.get(person)!, dayOf(year, 12, 20), {
          person,
          grade: luck < 0.15 ? 'excellent' : luck < 0.96 ? 'competent' : 'basic',
        })
      }
    for (const [campaign, month] of [
      ['three_levels', 2],
      ['two_chains', 4],
      ['five_ones', 6],
      ['three_innovations', 9],
    ] as const)
      this.record(
        'campaign.activity',
        district.id,
        dayOf(2012, month, 6),
        { campaign, result: '已按方案开展' },
        this.present(this.people.leaders),
      )
  }

  private goingOut(): void {
    const district = this.org('D')
    const place = (key: string) => this.held.places.get(key)!
    const travellers = this.people.sections
    this.record(
      'training.study_tour',
      district.id,
      day('2011-05-16'),
      { place: place('huaxi'), topic: '新农村建设' },
      this.present(travellers.slice(0, 22)),
    )
    this.record(
      'training.study_tour',
      district.id,
      day('2011-09-07'),
      { place: place('huominguole'), topic: '工业转型' },
      this.present(travellers.slice(22, 40)),
    )
    this.record(
      'training.study_tour',
      district.id,
      day('2012-06-11'),
      { place: place('huaxi'), topic: '基层党建' },
      this.present(travellers.slice(40, 60)),
    )
    this.record(
      'training.secondment',
      district.id,
      day('2011-03-01'),
      { place: place('shenchuan'), months: 12, task: '招商引资' },
      this.present(this.people.reserves.slice(0, 1)),
    )
    this.record(
      'training.secondment',
      district.id,
      day('2012-02-20'),
      { place: place('wenlan'), months: 12, task: '招商引资' },
      this.present(this.people.reserves.slice(1, 2)),
    )
    const cadres = this.people.posts
      .filter(post => post.team === 'two_committees' && post.to === null)
      .map(post => post.person)
    for (const [on, to, topic] of [
      ['2011-04-18', 'tonglin', '肉牛育肥'],
      ['2011-08-23', 'jilan', '合作社'],
      ['2012-04-10', 'tonglin', '日光温室'],
      ['2012-04-16', 'jilan', '日光温室和养殖'],
    ] as const)
      this.record('village.trip', district.id, day(on), { place: place(to), topic }, this.present(cadres.slice(0, 12)))
    this.record('trip.contract', district.id, day('2012-04-12'), {
      place: place('tonglin'),
      animal: 'gosling',
      head: 36_000,
    })
    this.record('trip.contract', district.id, day('2012-04-18'), {
      place: place('jilan'),
      animal: 'gosling',
      head: 22_000,
    })
  }

  private money(): void {
    const district = this.org('D')
    const spent: [string, string, string][] = [
      ['2011-03-22', '处级干部理论培训班', '68000.00'],
      ['2011-05-30', '外出考察学习', '112500.00'],
      ['2011-09-20', '科级干部轮训', '96800.00'],
      ['2011-11-25', '教材和师资', '34200.00'],
      ['2012-03-15', '后备干部培训班', '74600.00'],
      ['2012-04-26', '图书阅览室购书', '58000.00'],
      ['2012-06-29', '外出考察学习', '98400.00'],
      ['2012-09-18', '专题讲座师资', '45500.00'],
      ['2012-11-20', '科级干部轮训', '61900.00'],
    ]
    for (const [on, purpose, amount] of spent)
      this.record('training.spending', district.id, day(on), { purpose, amount })
    const communities = this.units.filter(unit => unit.sector === 'community')
    for (const [index, unit] of communities.entries()) {
      this.record('community.office_payment', unit.id, day('2011-06-15'), { amount: '3000.00' })
      this.record('community.office_payment', unit.id, day('2012-03-20'), { amount: '2500.00' })
      this.record('community.office_payment', unit.id, day('2012-09-20'), { amount: '2500.00' })
      for (const year of [2011, 2012])
        for (let quarter = 1; quarter <= 4; quarter += 1)
          // One community waits for the last quarter of 2012.
          if (!(year === 2012 && quarter === 4 && index === 3))
            this.record('community.salary_payment', unit.id, dayOf(year, quarter * 3, 25), {
              amount: year === 2011 ? '4050.00' : '4680.00',
            })
    }
    for (const [index, unit] of this.units.filter(one => one.sector === 'village').entries())
      for (const year of [2011, 2012])
        for (let quarter = 1; quarter <= 4; quarter += 1) {
          const on = dayOf(year, quarter * 3, 26)
          // One village is unpaid in the second quarter of 2012, another short of office expenses in the third.
          if (!(year === 2012 && quarter === 2 && index === 4))
            this.record('village.pay_payment', unit.id, on, { amount: year === 2011 ? '1200.00' : '2400.00' })
          this.record('village.office_payment', unit.id, on, {
            amount: year === 2011 ? '1250.00' : quarter === 3 && index === 6 ? '4000.00' : '5000.00',
          })
        }
  }

  private pastoral(): void {
    const points = this.units.filter(unit => unit.sector === 'village' || unit.sector === 'sub_bureau')
    const villages = points.filter(unit => unit.sector === 'village')
    const toJilan = this.records.find(one => one.kind === 'village.trip' && one.day === '2012-04-16')!.id
    for (const [index, unit] of villages.entries()) {
      this.record('teams.election', unit.id, this.people.elections.get(unit.code)!, { term: 9 })
      const [cattle, geese] = HERDS[index]!
      const brought = BROUGHT[index]!
      for (const [on, head, more] of [
        [dayOf(2012, 5, 6 + index * 3), brought, { trip: toJilan }],
        [dayOf(2012, 7, 3 + index), cattle - brought, {}],
      ] as const)
        this.record('herds.introduction', unit.id, on, {
          animal: 'cattle',
          head,
          invested: (head * YUAN_A_COW).toFixed(2),
          ...more,
        })
      this.record('herds.introduction', unit.id, dayOf(2012, 7, 14 + index), {
        animal: 'goose',
        head: geese,
        invested: (geese * YUAN_A_GOOSE).toFixed(2),
      })
    }
    for (const [index, count] of CHANGED.entries())
      this.record('household.change_of_trade', points[index]!.id, dayOf(2012, 10, 1 + index), {
        people: count,
        trade: this.chance.pick(['餐饮服务', '运输', '矿区务工', '舍饲养殖']),
      })
    for (const [index, household] of this.held.households.entries())
      this.record('household.support', household.org, dayOf(2012, 5 + (index % 5), 12), {
        household: household.id,
        source: this.chance.pick(['牛改良项目', '扶贫资金', '生态移民项目', '民政补助']),
        amount: SUPPORT[household.project]!,
      })
    // One enterprise of the second ranch was not reached in 2011.
    for (const year of [2011, 2012])
      for (const [index, enterprise] of this.held.enterprises.entries())
        if (!(year === 2011 && index === 13))
          this.record('enterprise.survey', this.org(enterprise.org).id, dayOf(year, 3, 2 + index), {
            enterprise: enterprise.id,
            ...(index % 4 === 3 ? { elsewhere: 1 } : {}),
          })
  }

  private responsibility(): void {
    const district = this.org('D')
    const points = this.units.filter(unit => unit.sector === 'village' || unit.sector === 'sub_bureau')
    for (const [index, unit] of points.entries())
      for (const year of [2011, 2012])
        for (let quarter = 1; quarter <= 4; quarter += 1)
          if (this.chance.next() < 0.9)
            this.record(
              'contact.visit',
              unit.id,
              dayOf(year, quarter * 3 - this.chance.between(0, 2), this.chance.between(3, 27)),
              {
                person: this.people.leaders[index % this.people.leaders.length]!,
                ...(this.chance.next() < 0.5
                  ? { need: this.chance.pick(['饮水井维修', '棚圈建设资金', '通村道路', '饲草调运']) }
                  : {}),
                ...(this.chance.next() < 0.4
                  ? { help: this.chance.pick(['协调项目资金', '联系技术员上门', '帮助调运饲草']) }
                  : {}),
              },
            )
    const meetings: [string, string, string][] = [
      ['2012-02-14', 'party_committee', '基层组织建设年实施方案'],
      ['2012-07-03', 'party_committee', '社区干部待遇和经费'],
      ['2012-03-06', 'leading_group', '创新推进基层组织建设年'],
      ['2012-06-05', 'leading_group', '嘎查村活动阵地使用'],
      ['2012-09-11', 'leading_group', '基层班子教育管理和远程教育'],
      ['2012-08-21', 'report', '基层党委书记述职'],
    ]
    for (const [on, type, topic] of meetings) this.record('meetings.held', district.id, day(on), { type, topic })
    for (const [index, unit] of this.units.filter(one => one.sector === 'community').entries())
      for (let quarter = 1; quarter <= 4; quarter += 1)
        // One community was not analysed in the third quarter.
        if (!(quarter === 3 && index === 3))
          this.record('community.analysis', unit.id, dayOf(2012, quarter * 3, 20), {
            person: this.people.sections[60 + index]!,
            topic: ['党员设岗', '承诺践诺', '阵地使用', '全年工作'][quarter - 1]!,
            notified: true,
          })
    for (const on of ROUNDS) this.record('supervision.round', district.id, on, { topic: '基层组织建设督查' })
  }
}
