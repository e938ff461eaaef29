// What the files of the ready district's cadres hold beside the register: appointment forms, performance entries, duty
// reports and comments; and the members who are away. One office is behind with its files, as offices are.
import type { PersonSpan, RecordLine, ThingSpan, Tie } from '../register/facts.ts'
import { type Day, day, dayOf } from '../time/day.ts'
import { Chance, type Ids } from './making.ts'
import { BEGIN, type Unit } from './organizations.ts'
import type { People } from './people.ts'

/** This office has not entered anything since the middle of 2012, and lacks two forms. */
const BEHIND = 'O05'
const MISSING_FORMS = 2

const SCHOOLS: Readonly<Record<number, readonly [degree: string, school: string]>> = {
  10: ['研究生', '农业大学农业经济管理专业'],
  20: ['大学本科', '师范大学汉语言文学专业'],
  30: ['大学专科', '财经学院会计专业'],
  40: ['中专', '农牧学校畜牧兽医专业'],
}
const IN_SERVICE = ['中央党校函授经济管理专业', '广播电视大学法学专业', '自治区党校公共管理专业'] as const
const STEPS = ['科员', '副主任科员', '主任科员', '副科长', '科长'] as const
const PLACES = ['农牧业局', '办公室', '经济局', '民政局', '教育局', '水利站', '林业站', '财政所'] as const
const ACHIEVED = [
  '牵头完成棚圈建设项目验收',
  '办结牧民来访事项十二件',
  '组织全旗农牧民技术培训两期',
  '协调落实饮水安全工程资金',
  '起草的制度文件印发执行',
  '承办现场会，材料被上级采用',
  '包联嘎查村合作社完成注册',
  '按期完成草原补奖面积核查',
] as const
const REPORTED = [
  '全年组织集中学习，落实联系点走访，推动阵地使用和公开承诺，各项任务按期完成。',
  '抓住学习、走访、公开三个环节，党员到课率逐季提高，联系点问题逐件有着落。',
] as const
const FLAWS = ['农忙季节补课不够及时。', '公开栏更新偏慢，流动党员联系不够经常。'] as const
const AWAY = ['区外务工', '外旗县经商', '随子女居住'] as const

export interface CadreFiles {
  readonly things: readonly ThingSpan[]
  readonly ties: readonly Tie[]
  readonly records: readonly RecordLine[]
}

/** Makes the files; the same call gives the same facts. */
export function cadreFiles(units: readonly Unit[], people: People, ids: Ids): CadreFiles {
  const chance = new Chance(20_120_630)
  const cadres = [...people.sections, ...people.reserves]
  const homes = new Map(people.memberships.filter(one => one.to === null).map(one => [one.person, one.org]))
  const behind = units.find(unit => unit.code === BEHIND)!.id
  const known = new Map(people.people.map(person => [person.id, person]))
  const records: RecordLine[] = []
  const record = (kind: string, org: string, on: Day, body: Record<string, unknown>) =>
    records.push({ id: ids.of(on), kind, org, day: on, body })

  let lacking = 0
  const things = cadres.flatMap((person): ThingSpan[] => {
    const org = homes.get(person)!
    const form = formOf(known.get(person)!, chance)
    if (org === behind && lacking++ < MISSING_FORMS) return []
    const { name, english } = known.get(person)!
    return [
      { id: ids.of(BEGIN), kind: 'cadre_form', org, name, english, aliases: [], body: form, from: BEGIN, to: null },
    ]
  })
  for (const person of cadres)
    for (const [from, to] of [
      [2, 6],
      [8, 12],
    ] as const) {
      const org = homes.get(person)!
      const on = dayOf(2012, chance.between(from, to), chance.between(3, 27))
      const what = chance.pick(ACHIEVED)
      if (!(org === behind && to === 12)) record('cadre.performance', org, on, { person, what })
    }

  for (const unit of units)
    if (unit.parent !== null)
      for (const [half, on] of [
        ['2012-H1', day('2012-07-02')],
        ['2012-H2', day('2012-12-28')],
      ] as const) {
        const [done, problems] = [chance.pick(REPORTED), chance.pick(FLAWS)]
        const about = { appraisal: 'appraisal.half', period: half }
        record('appraisal.report', unit.id, on, { ...about, done, problems, plans: '补齐短板，逐项对账销号。' })
        if (unit.tier === 'committee')
          record('appraisal.comment', unit.id, on, { ...about, text: '学习制度落实较好，补课和档案更新还要抓实。' })
      }

  const ties: Tie[] = []
  for (const unit of units.filter(one => one.sector === 'village')) {
    const members = people.memberships.filter(one => one.org === unit.id && one.to === null).map(one => one.person)
    const holder = people.posts.find(
      post => post.org === unit.id && post.post === 'secretary' && post.to === null,
    )!.person
    const from = day('2011-10-01')
    const person = members.findLast(
      one => one !== holder && one !== people.graduates.get(unit.code) && since(people, one, from),
    )
    if (!person) continue
    ties.push({
      id: ids.of(from),
      kind: 'member.mobile',
      org: unit.id,
      from,
      to: null,
      body: { person, where: chance.pick(AWAY), contact: holder },
    })
    record('member.mobile_contact', unit.id, dayOf(2012, 2, chance.between(1, 25)), {
      person,
      how: '电话联系，通报支部工作',
    })
    // Two villages have not been in touch since.
    if (unit.code !== 'V04' && unit.code !== 'V08')
      record('member.mobile_contact', unit.id, dayOf(2012, 9, chance.between(1, 25)), {
        person,
        how: '返乡时参加集中学习',
      })
  }
  return { things, ties, records }
}

/** True for somebody who belonged to the organization by then. */
function since(people: People, person: string, on: Day): boolean {
  return people.memberships.some(one => one.person === person && one.to === null && one.from <= on)
}

/** A form as its file would tell it: schools by the education of the register, a career by age. */
function formOf(person: PersonSpan, chance: Chance): Record<string, unknown> {
  const born = Number(person.born.slice(0, 4))
  const began = Math.min(born + 22, 2010)
  const [degree, school] = SCHOOLS[person.education] ?? SCHOOLS[40]!
  const months = ['07', '09', '03'] as const
  const steps = Math.max(1, Math.min(STEPS.length, Math.floor((2011 - began) / 5)))
  const at = Array.from({ length: steps + 1 }, (_, n) => Math.min(2011, began + n * 5))
  const office = chance.pick(PLACES)
  const month = chance.pick(months)
  const lines = at.map((year, n) => {
    const end = n === at.length - 1 ? '        ' : `${at[n + 1]}.${month}`
    return `${year}.${month}--${end}  ${n === 0 ? chance.pick(PLACES) : office}${STEPS[Math.min(n, STEPS.length - 1)]}`
  })
  return {
    person: person.id,
    native_place: '朔方自治区',
    work_began: `${began}${month}`,
    party_joined: `${began + chance.between(1, 6)}06`,
    full_time_education: degree,
    full_time_school: school,
    ...(chance.next() < 0.4 ? { in_service_education: '大学本科', in_service_school: chance.pick(IN_SERVICE) } : {}),
    post_now: `${office}${STEPS[Math.min(steps, STEPS.length - 1)]}`,
    resume: [`${began - 4}.09--${began}.${month}  ${school}学习`, ...lines].join('\n'),
    ...(chance.next() < 0.3 ? { rewards: '2011年被评为优秀共产党员' } : {}),
    appraisals: '2009年称职；2010年称职',
    filled_on: '201101',
  }
}
