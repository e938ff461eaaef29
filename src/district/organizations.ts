// The organizations of the ready district: six committees, three general branches, fifty-seven branches.
// Each branch stands with the number of its members, which is a fact of the branch; totals are counted, never written.

import type { OrgSpan } from '../register/facts.ts'
import type { Sector, Tier } from '../systems/vocabulary.ts'
import { day } from '../time/day.ts'
import type { Ids } from './making.ts'

/** First day of the register: earlier lives are not known. */
export const BEGIN = day('2008-01-01')

interface Row {
  code: string
  above: string | null
  tier: Tier
  sector: Sector
  model: 'urban' | 'pastoral'
  /** Name of the place or unit; the names of the organization follow from it. */
  unit: string
  english: string
  members: number
  aliases?: string[]
}

const row = (
  code: string,
  above: string | null,
  tier: Tier,
  sector: Sector,
  unit: string,
  english: string,
  members = 0,
  aliases: string[] = [],
): Row => ({
  code,
  above,
  tier,
  sector,
  unit,
  english,
  members,
  aliases,
  model: sector === 'village' ? 'pastoral' : 'urban',
})

const branches = (
  prefix: string,
  sector: Sector,
  units: readonly (readonly [above: string, unit: string, english: string, members: number])[],
) =>
  units.map(([above, unit, english, members], index) =>
    row(`${prefix}${String(index + 1).padStart(2, '0')}`, above, 'branch', sector, unit, english, members),
  )

// The farms are managed by the urban model (the report's third problem), the villages by the pastoral one.
const ROWS: readonly Row[] = [
  row('D', null, 'district', 'district', '乌拉盖管理区', 'Wulagai District', 0, ['乌拉盖']),
  row('C1', 'D', 'committee', 'state_farm', '哈拉盖图农牧场', 'Haragaitu Farm Ranch', 0, [
    '哈拉盖图',
    '哈场',
    'Haragaitu',
  ]),
  row('C2', 'D', 'committee', 'state_farm', '乌拉盖牧场', 'Wulagai Ranch', 0, ['Wulagai']),
  row('C3', 'D', 'committee', 'state_farm', '贺斯格乌拉牧场', 'Hesgewula Ranch', 0, ['贺斯格乌拉', 'Hesgewula']),
  row('C4', 'D', 'committee', 'town', '巴彦胡硕镇', 'Bayinhushuo Town', 0, ['巴彦胡硕', '巴音胡硕', 'Bayinhushuo']),
  row('C5', 'D', 'committee', 'public_security', '公安局', 'Public Security'),
  row('C6', 'D', 'committee', 'organ', '机关', 'Government Organs'),
  row('G1', 'C4', 'general_branch', 'town', '社区工作', 'Community Work'),
  row('G2', 'C6', 'general_branch', 'organ', '教育系统', 'Education'),
  row('G3', 'C1', 'general_branch', 'organ', '场直机关', 'Farm Offices'),
  ...branches('V', 'village', [
    ['C4', '乌兰哈达嘎查', 'Wulanhada Gacha', 11],
    ['C4', '青格勒图嘎查', 'Qinggeletu Gacha', 11],
    ['C4', '苏日图嘎查', 'Suritu Gacha', 11],
    ['C4', '那木日嘎查', 'Namuri Gacha', 11],
    ['C4', '新禾坡村', 'Xinhepo Village', 10],
    ['C4', '朝露村', 'Chaolu Village', 10],
    ['C1', '阿日善图嘎查', 'Arishantu Gacha', 10],
    ['C2', '赛音图雅嘎查', 'Saiyintuya Gacha', 10],
    ['C3', '松岭原村', 'Songlingyuan Village', 10],
  ]),
  ...branches('F', 'sub_bureau', [
    ['C1', '哈拉盖图一分场', 'Haragaitu First Sub-farm', 24],
    ['C1', '哈拉盖图二分场', 'Haragaitu Second Sub-farm', 23],
    ['C1', '哈拉盖图三分场', 'Haragaitu Third Sub-farm', 23],
    ['C1', '哈拉盖图四分场', 'Haragaitu Fourth Sub-farm', 22],
    ['C1', '哈拉盖图五分场', 'Haragaitu Fifth Sub-farm', 22],
    ['C1', '哈拉盖图六分场', 'Haragaitu Sixth Sub-farm', 22],
    ['C2', '乌拉盖一分场', 'Wulagai First Sub-farm', 21],
    ['C2', '乌拉盖二分场', 'Wulagai Second Sub-farm', 21],
    ['C2', '乌拉盖三分场', 'Wulagai Third Sub-farm', 21],
    ['C2', '乌拉盖四分场', 'Wulagai Fourth Sub-farm', 21],
    ['C2', '乌拉盖五分场', 'Wulagai Fifth Sub-farm', 20],
    ['C3', '贺斯格乌拉一分场', 'Hesgewula First Sub-farm', 20],
    ['C3', '贺斯格乌拉二分场', 'Hesgewula Second Sub-farm', 20],
    ['C3', '贺斯格乌拉三分场', 'Hesgewula Third Sub-farm', 19],
    ['C3', '贺斯格乌拉四分场', 'Hesgewula Fourth Sub-farm', 19],
    ['C3', '贺斯格乌拉五分场', 'Hesgewula Fifth Sub-farm', 18],
  ]),
  ...branches('S', 'community', [
    ['G1', '努仁化社区', 'Nuri Community', 34],
    ['G1', '巴彦胡舒社区', 'Bayanhushu Community', 30],
    ['G1', '青禾社区', 'Qinghe Community', 28],
    ['G1', '云岭社区', 'Yunling Community', 25],
    ['G1', '星原社区', 'Xingyuan Community', 23],
  ]),
  ...branches('P', 'public_security', [
    ['C5', '公安局机关', 'Public Security Headquarters', 22],
    ['C5', '刑事侦查大队', 'Criminal Investigation Unit', 19],
    ['C5', '治安管理大队', 'Public Order Unit', 17],
    ['C5', '交通管理大队', 'Traffic Police Unit', 16],
    ['C5', '城镇派出所', 'Town Police Station', 15],
    ['C5', '牧区派出所', 'Pastoral Police Station', 13],
  ]),
  ...branches('O', 'organ', [
    ['C6', '党政综合办公室', 'General Office', 26],
    ['C6', '组织人事部', 'Organization and Personnel', 24],
    ['C6', '宣传部', 'Publicity', 23],
    ['C6', '财政审计局', 'Finance and Audit', 22],
    ['C6', '农牧业局', 'Agriculture and Animal Husbandry', 21],
    ['C6', '建设国土局', 'Construction and Land', 20],
    ['C6', '卫生计生局', 'Health and Family Planning', 19],
    ['C6', '民政就业局', 'Civil Affairs and Employment', 19],
    ['C6', '林业水务局', 'Forestry and Water', 18],
    ['C6', '司法综治办', 'Justice and Public Order', 18],
    ['G2', '第一中学', 'First Middle School', 17],
    ['G2', '蒙古族学校', 'Mongolian School', 16],
    ['G2', '中心小学', 'Central Primary School', 15],
    ['G3', '哈拉盖图场部', 'Haragaitu Farm Office', 14],
    ['G3', '哈拉盖图场直医院', 'Haragaitu Farm Hospital', 13],
  ]),
  ...branches('E', 'enterprise', [
    ['C6', '经济局与大青山肉业', 'Economic Bureau and Daqingshan Meat Industry', 22],
    ['C4', '锡林河煤化工', 'Xilinhe Coal Chemical Industry', 21],
    ['C4', '原野乳业', 'Yuanye Dairy', 20],
    ['C4', '星河热电', 'Xinghe Heat and Power', 20],
    ['C4', '青岚商贸', 'Qinglan Trading', 20],
    ['C4', '北岭运输', 'Beiling Transport', 19],
  ]).map(one => (one.code === 'E01' ? { ...one, tier: 'joint_branch' as const } : one)),
]

const KIND: Readonly<Record<Tier, { full: string; short: string; english: string }>> = {
  district: { full: '工作委员会', short: '党工委', english: 'Party Working Committee' },
  committee: { full: '委员会', short: '党委', english: 'Party Committee' },
  general_branch: { full: '总支部委员会', short: '党总支', english: 'General Branch' },
  branch: { full: '支部委员会', short: '党支部', english: 'Party Branch' },
  joint_branch: { full: '联合支部委员会', short: '联合党支部', english: 'Joint Party Branch' },
}

/** An organization of the ready district with what the other facts need of it. */
export interface Unit extends OrgSpan {
  readonly unit: string
  readonly members: number
}

/** All organizations, the one above before those below. */
export function organizations(ids: Ids): Unit[] {
  const byCode = new Map<string, string>()
  return ROWS.map(one => {
    const id = ids.of(BEGIN)
    byCode.set(one.code, id)
    const kind = KIND[one.tier]
    return {
      id,
      code: one.code,
      parent: one.above && byCode.get(one.above)!,
      tier: one.tier,
      sector: one.sector,
      model: one.model,
      name: `中共${one.unit}${kind.full}`,
      short: `${one.unit}${kind.short}`,
      english: `${one.english} ${kind.english}`,
      aliases: [one.unit, one.english, ...(one.aliases ?? [])],
      from: BEGIN,
      to: null,
      unit: one.unit,
      members: one.members,
    }
  })
}
