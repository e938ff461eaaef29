// What the ready district records beside the great figures: what trips taught, whom villages train for office, day-to-day
// supervision, the use of mobile venues, outreach of households, subsidies, analysis and joint meetings of 2012.
import type { RecordLine, Tie } from '../register/facts.ts'
import { type Day, day, dayOf } from '../time/day.ts'
import type { Holdings } from './holdings.ts'
import type { Ids } from './making.ts'
import type { Unit } from './organizations.ts'
import type { People } from './people.ts'

/** One farm did not supervise in the third quarter, and one sub-farm's venue stands idle. */
const UNSUPERVISED = 'C2'
const IDLE = 'F07'

/** Makes the records; the same call gives the same facts. */
export function outcomes(
  units: readonly Unit[],
  people: People,
  held: Holdings,
  ids: Ids,
  happened: readonly RecordLine[],
): { records: RecordLine[]; ties: Tie[] } {
  const records: RecordLine[] = []
  const record = (kind: string, unit: Unit, on: Day, body: Record<string, unknown>) =>
    records.push({ id: ids.of(on), kind, org: unit.id, day: on, body })
  const district = units.find(unit => unit.parent === null)!
  const villages = units.filter(unit => unit.sector === 'village')

  for (const [place, on, outcome] of [
    ['tonglin', '2012-05-02', '日光温室建造和管护办法；购进鹅雏合同'],
    ['jilan', '2012-05-08', '舍饲养殖办法；引进西门塔尔牛意向'],
  ] as const)
    record('trip.outcome', district, day(on), {
      trip: happened.find(
        one => one.kind === 'village.trip' && one.day.startsWith('2012') && one.body.place === held.places.get(place),
      )!.id,
      outcome,
    })
  for (const [on, type, topic] of [
    ['2012-06-26', 'analysis', '上半年基层党建分析研判'],
    ['2012-12-18', 'analysis', '全年基层党建分析研判'],
    ['2012-10-16', 'joint', '阵地建设和远程教育协调'],
  ] as const)
    record('meetings.held', district, day(on), { type, topic })

  const supervisors = units.filter(
    unit => unit.tier === 'committee' && (unit.sector === 'town' || unit.sector === 'state_farm'),
  )
  for (const unit of supervisors) {
    const below = units.filter(one => one.parent === unit.id)
    for (let quarter = 1; quarter <= 4; quarter += 1)
      if (!(unit.code === UNSUPERVISED && quarter === 3))
        record('supervision.daily', unit, dayOf(2012, quarter * 3 - 1, 16), {
          visited: below[quarter % below.length]!.id,
          topic: ['学习制度', '阵地使用', '党务公开', '年度目标'][quarter - 1]!,
        })
  }
  for (const unit of units.filter(one => one.sector === 'sub_bureau' && one.code !== IDLE))
    for (const [month, what] of [
      [2, '放映党员教育片'],
      [5, '接羔育幼技术讲座'],
      [9, '打草季节政策宣讲'],
      [11, '党员中心户座谈'],
    ] as const)
      record('positions.activity', unit, dayOf(2012, month, 19), { venue: held.venues.get(unit.id)!, what })
  for (const [index, unit] of villages.entries())
    record('household.outreach', unit, dayOf(2012, 8, 3 + index), {
      form: (['visit', 'talk', 'brochure'] as const)[index % 3]!,
      people: 18 + index * 3,
    })
  for (const unit of units.filter(one => one.sector === 'community'))
    for (const task of ['family_planning', 'employment'] as const)
      record('community.subsidy_payment', unit, day('2012-12-10'), { task, amount: '360.00' })

  const ties = villages.flatMap((unit): Tie[] => {
    const from = day('2011-06-01')
    const taken = people.posts.find(
      post => post.org === unit.id && post.team === 'two_committees' && post.post === 'committee_member' && !post.to,
    )
    const member = people.memberships.find(one => one.org === unit.id && one.to === null && one.from <= from)
    const tie = (person: string, way: string): Tie => ({
      id: ids.of(from),
      kind: 'teams.candidate',
      org: unit.id,
      body: { person, way },
      from,
      to: null,
    })
    return [
      ...(taken ? [tie(taken.person, 'both_to_cadre')] : []),
      ...(member && member.person !== taken?.person ? [tie(member.person, 'member_to_able')] : []),
    ]
  })
  return { records, ties }
}
