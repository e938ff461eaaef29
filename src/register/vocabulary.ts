// The words that every register shares: its sources and fields, and the codes of open standards (GB/T 4658, GB/T 3304, GB/T 2261.1).
// What an organization calls its own tiers, sectors and posts stands in its charter, and so do its own words for these.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'

export const FIELDS: Readonly<Record<string, Words>> = {
  orgs: { zh: '组织', en: 'organizations' },
  members: { zh: '成员', en: 'members' },
  posts: { zh: '任职', en: 'posts' },
  tier: { zh: '层级', en: 'tier' },
  sector: { zh: '类别', en: 'sector' },
  model: { zh: '管理模式', en: 'management model' },
  ties: { zh: '联系', en: 'ties' },
  person: { zh: '人员', en: 'person' },
  occupation: { zh: '职业', en: 'occupation' },
  education: { zh: '学历', en: 'education' },
  born: { zh: '出生日期', en: 'born' },
  sex: { zh: '性别', en: 'sex' },
  nationality: { zh: '民族', en: 'nationality' },
  age: { zh: '年龄', en: 'age' },
  rank: { zh: '职级', en: 'rank' },
  kind: { zh: '党籍', en: 'membership' },
  complete: { zh: '材料齐全', en: 'complete' },
  post: { zh: '职务', en: 'post' },
  team: { zh: '班子', en: 'team' },
  present: { zh: '实到人数', en: 'number present' },
  stage: { zh: '阶段', en: 'stage' },
}

// In the order of their codes, 01 to 56; then those who belong to none of them.
const PEOPLES: Readonly<Record<string, Words>> = Object.fromEntries(
  [
    '汉 Han, 蒙古 Mongol, 回 Hui, 藏 Tibetan',
    '维吾尔 Uygur, 苗 Miao, 彝 Yi, 壮 Zhuang',
    '布依 Buyi, 朝鲜 Korean, 满 Manchu, 侗 Dong',
    '瑶 Yao, 白 Bai, 土家 Tujia, 哈尼 Hani',
    '哈萨克 Kazak, 傣 Dai, 黎 Li, 傈僳 Lisu',
    '佤 Va, 畲 She, 高山 Gaoshan, 拉祜 Lahu',
    '水 Sui, 东乡 Dongxiang, 纳西 Naxi, 景颇 Jingpo',
    '柯尔克孜 Kirgiz, 土 Tu, 达斡尔 Daur, 仫佬 Mulao',
    '羌 Qiang, 布朗 Blang, 撒拉 Salar, 毛南 Maonan',
    '仡佬 Gelao, 锡伯 Xibe, 阿昌 Achang, 普米 Pumi',
    '塔吉克 Tajik, 怒 Nu, 乌孜别克 Uzbek, 俄罗斯 Russ',
    '鄂温克 Ewenki, 德昂 Deang, 保安 Bonan, 裕固 Yugur',
    '京 Gin, 塔塔尔 Tatar, 独龙 Derung, 鄂伦春 Oroqen',
    '赫哲 Hezhen, 门巴 Monba, 珞巴 Lhoba, 基诺 Jino',
  ]
    .flatMap(line => line.split(', '))
    .map((both, index) => {
      const [zh, en] = both.split(' ') as [string, string]
      return [String(index + 1).padStart(2, '0'), { zh: `${zh}族`, en }]
    }),
)

export const CODES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  sex: { '1': { zh: '男', en: 'male' }, '2': { zh: '女', en: 'female' } },
  nationality: { ...PEOPLES, '97': { zh: '其他', en: 'other' }, '98': { zh: '外国血统', en: 'of foreign descent' } },
  education: {
    '10': { zh: '研究生', en: 'postgraduate' },
    '20': { zh: '本科', en: "bachelor's degree" },
    '30': { zh: '专科', en: 'college' },
    '40': { zh: '中专', en: 'secondary vocational' },
    '60': { zh: '高中', en: 'senior high school' },
    '70': { zh: '初中', en: 'junior high school' },
    '80': { zh: '小学', en: 'primary school' },
    '90': { zh: '其他', en: 'other' },
  },
}

/** The word of a source or field of the register; null for a name that the register does not have. */
export function fieldOf(charter: Charter, name: string): Words | null {
  return charter.vocabulary.fields[name] ?? FIELDS[name] ?? null
}

/** Every code of a field, those of the charter's own words before those of the open standards. */
export function codesOf(charter: Charter, field: string): string[] {
  return Object.keys(charter.vocabulary.codes[field] ?? CODES[field] ?? {})
}

/** What a post is called; its code where nobody gave it a word. */
export function postWords(charter: Charter, post: string): Words {
  return codeOf(charter, 'post', post) ?? { zh: post, en: post }
}

/** The word of a code, such as branch → 党支部; null where nobody gave it a word. */
export function codeOf(charter: Charter, field: string, code: string): Words | null {
  return charter.vocabulary.codes[field]?.[code] ?? CODES[field]?.[code] ?? null
}
