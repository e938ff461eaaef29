// Things and ties of the ready district: venues, enterprises, households, documents, bureaus, and who answers for what.
import type { ThingSpan, Tie } from '../register/facts.ts'
import { type Day, day, dayOf } from '../time/day.ts'
import { ground } from './ground.ts'
import { Chance, type Ids } from './making.ts'
import { BEGIN, type Unit } from './organizations.ts'
import type { People } from './people.ts'

/** Places outside the district, invented like all names here. */
const PLACES = [
  ['huaxi', '江澜华汐村', 'Huaxi in Jianglan', ['华汐村', '华汐', '江澜', 'Huaxi', 'Jianglan']],
  ['huominguole', '霍敏郭勒', 'Huominguole', []],
  ['shenchuan', '沈川', 'Shenchuan', []],
  ['wenlan', '温岚', 'Wenlan', []],
  ['tonglin', '通霖', 'Tonglin', []],
  ['jilan', '吉岚', 'Jilan', []],
  ['yilan', '吉岚省伊澜满族自治县', 'Yilan Manchu Autonomous County', ['伊澜', '伊澜县', 'Yilan']],
] as const

/** Bureaus and offices that answer for a contact point; several share one branch. */
const BUREAUS = [
  ['O01', '党政综合办公室', 'General Office'],
  ['O01', '信访局', 'Petitions Bureau'],
  ['O01', '档案史志局', 'Archives'],
  ['O02', '组织部', 'Organization Department'],
  ['O02', '人事劳动局', 'Personnel and Labour Bureau'],
  ['O02', '老干部局', 'Retired Cadres Bureau'],
  ['O03', '宣传部', 'Publicity Department'],
  ['O03', '文化体育局', 'Culture and Sports Bureau'],
  ['O03', '广播电视局', 'Broadcasting Bureau'],
  ['O04', '财政局', 'Finance Bureau'],
  ['O04', '审计局', 'Audit Bureau'],
  ['O04', '统计局', 'Statistics Bureau'],
  ['O05', '农牧业局', 'Agriculture and Animal Husbandry Bureau'],
  ['O05', '扶贫办', 'Poverty Relief Office'],
  ['O05', '草原监督管理局', 'Grassland Bureau'],
  ['O06', '建设局', 'Construction Bureau'],
  ['O06', '国土资源局', 'Land Bureau'],
  ['O06', '环保局', 'Environment Bureau'],
  ['O06', '交通局', 'Transport Bureau'],
  ['O07', '卫生局', 'Health Bureau'],
  ['O07', '计划生育局', 'Family Planning Bureau'],
  ['O07', '药品监督局', 'Drug Administration'],
  ['O08', '民政局', 'Civil Affairs Bureau'],
  ['O08', '就业服务局', 'Employment Bureau'],
  ['O08', '残联', "Disabled Persons' Federation"],
  ['O09', '林业局', 'Forestry Bureau'],
  ['O09', '水务局', 'Water Bureau'],
  ['O10', '司法局', 'Justice Bureau'],
  ['O10', '综治办', 'Public Order Office'],
  ['O11', '教育局', 'Education Bureau'],
  ['E01', '经济局', 'Economic Bureau'],
  ['P01', '公安局', 'Public Security Bureau'],
] as const

/** Enterprises with the organization that covers each, since when, and how many members who belong elsewhere work there, and where
 *  they belong: those of a branch of its own are its members. */
const ENTERPRISES = [
  ['C4', '大青川肉业有限公司', 'Daqingchuan Meat Industry Co., Ltd.', 140, 'E01', '2012-01-16', 9, 'E01'],
  ['C4', '白驹皮毛有限公司', 'Baiju Fur Co., Ltd.', 36, 'E01', '2012-01-16', 3, 'E01'],
  ['C4', '锡敏河煤化工有限公司', 'Ximinhe Coal Chemical Industry Co., Ltd.', 620, 'E02', '2010-03-01', 0, null],
  ['C4', '原野乳业有限公司', 'Yuanye Dairy Co., Ltd.', 210, 'E03', '2010-03-01', 0, null],
  ['C4', '星河热电有限公司', 'Xinghe Heat and Power Co., Ltd.', 180, 'E04', '2010-03-01', 0, null],
  ['C4', '青岚商贸有限公司', 'Qinglan Trading Co., Ltd.', 95, 'E05', '2011-09-26', 0, null],
  ['C4', '北岭运输有限公司', 'Beiling Transport Co., Ltd.', 88, 'E06', '2010-03-01', 0, null],
  ['C2', '银沙建材有限公司', 'Yinsha Building Materials Co., Ltd.', 45, 'F07', '2010-03-01', 4, 'F07'],
  ['C4', '百灵酒店', 'Bailing Hotel', 32, null, null, 1, 'S01'],
  ['C4', '云杉装饰有限公司', 'Yunshan Decoration Co., Ltd.', 18, null, null, 0, null],
  ['C4', '晨露食品厂', 'Chenlu Food Works', 26, null, null, 2, 'S02'],
  ['C4', '远帆物流有限公司', 'Yuanfan Logistics Co., Ltd.', 22, null, null, 1, 'S03'],
  ['C2', '绿洲饲料厂', 'Lvzhou Feed Works', 19, null, null, 1, 'F08'],
  ['C2', '牧歌旅游有限公司', 'Muge Travel Co., Ltd.', 14, null, null, 0, null],
  ['C1', '金穗粮油有限公司', 'Jinsui Grain and Oil Co., Ltd.', 30, null, null, 2, 'F01'],
] as const

/** Instructors and liaison officers of the enterprises without an organization, in the order of the list above. */
const INSTRUCTORS = [2, 2, 2, 2, 2, 2, 1] as const
const LIAISONS = [2, 2, 1, 1, 1, 1, 1] as const

const DOCUMENTS = [
  ['关于加强党员经常性教育的意见', 'Opinion on the regular education of members', 'long_term', 'education'],
  ['关于做好党员联系和服务群众工作的意见', 'Opinion on members serving the people', 'long_term', 'masses'],
  ['关于加强和改进流动党员管理工作的意见', 'Opinion on managing mobile members', 'long_term', 'mobile'],
  [
    '关于建立健全地方党委抓基层党建工作责任制的意见',
    'Opinion on responsibility for primary-level Party building',
    'long_term',
    'responsibility',
  ],
  ['干部教育培训办法', 'Measures for cadre training', 'local', null],
  ['后备干部管理办法', 'Measures for reserve cadres', 'local', null],
  ['阵地建设和管理办法', 'Measures for building and managing venues', 'local', null],
] as const

/** What a mobile venue is: a yurt, a kit of equipment, a hub household. */
const FORMS = ['yurt', 'kit', 'hub'] as const
const CADRES_EACH = 4
/** Demonstration households by project, with how many of them there are. */
export const PROJECTS = [
  ['cattle', 20],
  ['sheep', 16],
  ['service', 6],
  ['migration', 4],
] as const

/** Things and ties, with the ids that records name. */
export interface Holdings {
  readonly things: ThingSpan[]
  readonly ties: Tie[]
  readonly places: ReadonlyMap<string, string>
  readonly venues: ReadonlyMap<string, string>
  readonly households: readonly { id: string; org: string; project: string }[]
  readonly enterprises: readonly { id: string; org: string }[]
  /** Building projects by what they are for. */
  readonly projects: ReadonlyMap<string, string>
}

/** Makes what the organizations have and who answers for them. */
export function holdings(units: readonly Unit[], people: People, ids: Ids): Holdings {
  const chance = new Chance(46)
  const things: ThingSpan[] = []
  const ties: Tie[] = []
  const org = (code: string) => units.find(unit => unit.code === code)!
  const thing = (
    kind: string,
    owner: Unit,
    name: string,
    english: string,
    from: Day,
    body: Record<string, unknown>,
    aliases: readonly string[] = [],
  ) => {
    const id = ids.of(from)
    things.push({ id, kind, org: owner.id, name, english, aliases, body, from, to: null })
    return id
  }
  const tie = (kind: string, owner: Unit, from: Day, body: Record<string, unknown>) =>
    ties.push({ id: ids.of(from), kind, org: owner.id, body, from, to: null })
  const district = org('D')
  const points = ground(units)
  const at = (unit: Unit) => ({ at: points.get(unit.id)! })

  const places = new Map(
    PLACES.map(([key, name, english, aliases]) => [key, thing('place', district, name, english, BEGIN, {}, aliases)]),
  )
  for (const [name, english, series, subject] of DOCUMENTS)
    thing('document', district, name, english, day('2010-05-01'), { series, ...(subject ? { subject } : {}) })
  thing('training_place', district, '图书阅览室', 'Reading room', day('2012-04-20'), {
    use: 'reading_room',
    area: 180,
    books: 10_000,
  })
  thing('training_place', district, '党员教育培训基地', 'Training base', day('2012-05-18'), { use: 'base', area: 200 })
  const projects = new Map([
    [
      'venue',
      thing('project', district, '乌恩哈穆嘎查活动阵地建设', 'Building the Wuenhamu venue', day('2012-05-10'), {
        purpose: 'venue',
        ...at(org('V01')),
      }),
    ],
    [
      'distance_education',
      thing('project', district, '远程教育前期建设', 'Early stage of distance education', day('2012-03-05'), {
        purpose: 'distance_education',
      }),
    ],
  ])

  const venues = new Map<string, string>()
  for (const unit of units) {
    const name = `${unit.unit}活动室`
    const english = `Activity room of ${unit.aliases[1]}`
    if (unit.sector === 'community')
      venues.set(unit.id, thing('venue', unit, name, english, BEGIN, { use: 'room', area: 200, ...at(unit) }))
    if (unit.sector === 'village')
      venues.set(
        unit.id,
        thing('venue', unit, name, english, BEGIN, {
          use: 'room',
          area: chance.pick([80, 100, 120, 150]),
          ...at(unit),
        }),
      )
    if (unit.sector === 'sub_bureau')
      venues.set(
        unit.id,
        thing('venue', unit, `${unit.unit}流动阵地`, `Mobile venue of ${unit.aliases[1]}`, day('2010-06-01'), {
          use: 'mobile',
          form: FORMS[venues.size % FORMS.length],
          ...at(unit),
        }),
      )
    if (unit.sector === 'community') {
      for (const [item, zh, en] of [
        ['television', '电视机', 'Television'],
        ['computer', '电脑', 'Computer'],
        ['player', '影碟机', 'Video player'],
      ] as const)
        thing('equipment', unit, zh, en, day('2010-09-01'), { item })
      thing(
        'station',
        unit,
        `${unit.unit}远程教育站点`,
        `Distance-education station of ${unit.aliases[1]}`,
        day('2010-10-01'),
        at(unit),
      )
    }
  }
  const nuri = org('S01')
  thing('venue', nuri, `${nuri.unit}综合楼`, `Building of ${nuri.aliases[1]}`, day('2012-08-15'), {
    use: 'building',
    area: 750,
    storeys: 3,
    ...at(nuri),
  })

  // Every village and sub-farm has a leader, a bureau or two, and four cadres who answer for it.
  const contacts = units.filter(unit => unit.sector === 'village' || unit.sector === 'sub_bureau')
  const from = day('2011-01-10')
  contacts.forEach((unit, index) => {
    tie('contact.leader', unit, from, { person: people.leaders[index % people.leaders.length]! })
    for (let n = 0; n < CADRES_EACH; n += 1)
      tie('contact.cadre', unit, from, { person: people.sections[index * CADRES_EACH + n]! })
    const graduate = people.graduates.get(unit.code)
    if (graduate) tie('graduate.official', unit, day('2010-09-01'), { person: graduate })
  })
  BUREAUS.forEach(([branch, name, english], index) => {
    const bureau = thing('bureau', org(branch), name, english, BEGIN, {})
    tie('contact.bureau', contacts[index % contacts.length]!, from, { bureau })
  })

  const staff = [...people.reserves, ...people.sections.slice(-20)]
  let next = 0
  let uncovered = 0
  // Those at the end of a branch's list hold no post there.
  const working = new Set<string>()
  const worker = (code: string) => {
    const unit = org(code)
    const free = people.memberships.findLast(
      one => one.org === unit.id && one.from === BEGIN && one.to === null && !working.has(one.person),
    )!
    working.add(free.person)
    return free.person
  }
  const enterprises = ENTERPRISES.map(([code, name, english, workers, cover, covered, members, home]) => {
    const owner = org(code)
    const id = thing('enterprise', owner, name, english, day('2010-03-01'), { staff: workers }, [
      name.replace(/(有限公司|厂)$/, ''),
      english.replace(/ (Co., Ltd.|Works)$/, ''),
    ])
    if (cover) tie('enterprise.organization', owner, day(covered), { enterprise: id, org: org(cover).id })
    for (let n = 0; n < members; n += 1)
      tie('enterprise.member', owner, day('2010-03-01'), { person: worker(home!), enterprise: id })
    if (!cover) {
      for (let n = 0; n < INSTRUCTORS[uncovered]!; n += 1)
        tie('enterprise.instructor', owner, day('2012-02-20'), { person: staff[next++]!, enterprise: id })
      for (let n = 0; n < LIAISONS[uncovered]!; n += 1)
        tie('enterprise.liaison', owner, day('2012-02-20'), { person: people.sections[next + n + 40]!, enterprise: id })
      uncovered += 1
    }
    return { id, org: code }
  })

  const kinds = PROJECTS.flatMap(([project, count]) => Array.from({ length: count }, () => project))
  const households = kinds.map((project, index) => {
    const unit = contacts[index % contacts.length]!
    const name = `示范户${String(index + 1).padStart(2, '0')}号`
    const id = thing('household', unit, name, `Household ${index + 1}`, dayOf(2012, 2, 1 + (index % 27)), { project })
    tie('household.contact', unit, day('2012-03-01'), { person: people.sections[index]!, household: id })
    return { id, org: unit.id, project }
  })
  return { things, ties, places, venues, households, enterprises, projects }
}
