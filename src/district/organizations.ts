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
  row('D', null, 'district', 'district', '塔敏嘎管理区', 'Taminga District', 0, ['塔敏嘎']),
  row('C1', 'D', 'committee', 'state_farm', '苏敏达图农牧场', 'Sumindatu Farm Ranch', 0, [
    '苏敏达图',
    '苏场',
    'Sumindatu',
  ]),
  row('C2', 'D', 'committee', 'state_farm', '塔敏嘎牧场', 'Taminga Ranch', 0, ['Taminga']),
  row('C3', 'D', 'committee', 'state_farm', '贺仁格希拉牧场', 'Herengexila Ranch', 0, ['贺仁格希拉', 'Herengexila']),
  row('C4', 'D', 'committee', 'town', '巴彦朔敏镇', 'Bayinshuomin Town', 0, ['巴彦朔敏', '巴音朔敏', 'Bayinshuomin']),
  row('C5', 'D', 'committee', 'public_security', '公安局', 'Public Security'),
  row('C6', 'D', 'committee', 'organ', '机关', 'Government Organs'),
  row('G1', 'C4', 'general_branch', 'town', '社区工作', 'Community Work'),
  row('G2', 'C6', 'general_branch', 'organ', '教育系统', 'Education'),
  row('G3', 'C1', 'general_branch', 'organ', '场直机关', 'Farm Offices'),
  ...branches('V', 'village', [
    ['C4', '乌恩哈穆嘎查', 'Wuenhamu Gacha', 11],
    ['C4', '青格敏图嘎查', 'Qinggemintu Gacha', 11],
    ['C4', '苏日敏嘎查', 'Surimin Gacha', 11],
    ['C4', '那木敏嘎查', 'Namumin Gacha', 11],
    ['C4', '新禾坡村', 'Xinhepo Village', 10],
    ['C4', '朝露村', 'Chaolu Village', 10],
    ['C1', '阿日敏图嘎查', 'Arimintu Gacha', 10],
    ['C2', '赛音塔敏嘎查', 'Saiyintamin Gacha', 10],
    ['C3', '松岭原村', 'Songlingyuan Village', 10],
  ]),
  ...branches('F', 'sub_bureau', [
    ['C1', '苏敏达图一分场', 'Sumindatu First Sub-farm', 24],
    ['C1', '苏敏达图二分场', 'Sumindatu Second Sub-farm', 23],
    ['C1', '苏敏达图三分场', 'Sumindatu Third Sub-farm', 23],
    ['C1', '苏敏达图四分场', 'Sumindatu Fourth Sub-farm', 22],
    ['C1', '苏敏达图五分场', 'Sumindatu Fifth Sub-farm', 22],
    ['C1', '苏敏达图六分场', 'Sumindatu Sixth Sub-farm', 22],
    ['C2', '塔敏嘎一分场', 'Taminga First Sub-farm', 21],
    ['C2', '塔敏嘎二分场', 'Taminga Second Sub-farm', 21],
    ['C2', '塔敏嘎三分场', 'Taminga Third Sub-farm', 21],
    ['C2', '塔敏嘎四分场', 'Taminga Fourth Sub-farm', 21],
    ['C2', '塔敏嘎五分场', 'Taminga Fifth Sub-farm', 20],
    ['C3', '贺仁格希拉一分场', 'Herengexila First Sub-farm', 20],
    ['C3', '贺仁格希拉二分场', 'Herengexila Second Sub-farm', 20],
    ['C3', '贺仁格希拉三分场', 'Herengexila Third Sub-farm', 19],
    ['C3', '贺仁格希拉四分场', 'Herengexila Fourth Sub-farm', 19],
    ['C3', '贺仁格希拉五分场', 'Herengexila Fifth Sub-farm', 18],
  ]),
  ...branches('S', 'community', [
    ['G1', '努明化社区', 'Numinghua Community', 34],
    ['G1', '巴彦朔明社区', 'Bayanshuoming Community', 30],
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
    ['G3', '苏敏达图场部', 'Sumindatu Farm Office', 14],
    ['G3', '苏敏达图场直医院', 'Sumindatu Farm Hospital', 13],
  ]),
  ...branches('E', 'enterprise', [
    ['C6', '经济局与大青川肉业', 'Economic Bureau and Daqingchuan Meat Industry', 22],
    ['C4', '锡敏河煤化工', 'Ximinhe Coal Chemical Industry', 21],
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
