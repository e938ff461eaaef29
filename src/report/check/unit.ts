// Units and measure words that do not fit what is counted. Pure.
import type { Doc } from './doc.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

const N = '\\d[\\d,.]*(?:余|多)?万?'
const PERSON =
  '(?:正式|预备|女|男|流动|农牧民|少数民族|老)?(?:党员|干部|书记|委员|指导员|联络员|入党积极分子|积极分子|发展对象|致富带头人|村官|社区工作者)'
const BODY = '(?:基层)?(?:党委|党总支|党支部|联合党支部|党组织|支部)'
const MONEY = '(?:资金|经费|工资|报酬|补贴|投资|拨款)'

/** Chinese: what was written, and the word that belongs there. */
const ZH: readonly (readonly [shape: RegExp, zh: string, en: string, right: string])[] = [
  [
    new RegExp(
      `${N}(?:个|只|头|家|项|户|件)(?=${PERSON}(?![\\p{Script=Han}]{0,3}(?:组|班|队|会|站|户|中心|阵地|活动)))|${PERSON}(?:共|有|共有|现有|为)?${N}(?:个|只|头|家|项|户|件)(?![\\p{Script=Han}]*?(?:支部|组))`,
      'gu',
    ),
    '人员用“名”计',
    'people are counted by 名',
    '名',
  ],
  [
    new RegExp(
      `${N}(?:名|人|位|只|头|人次|户)(?=${BODY}(?!书记|委员|党员|成员|班子|负责人|人员))|${BODY}(?:共|有|共有|现有|为)?${N}(?:名|人|位|只|头|人次|户)(?![\\p{Script=Han}]*?(?:书记|委员|党员|成员))(?=[，。、；）]|$)`,
      'gu',
    ),
    '组织用“个”计',
    'organizations are counted by 个',
    '个',
  ],
  [
    new RegExp(
      `(?:企业|公司|合作社|经济实体)(?:共|有|共有)?${N}(?:名|人|头|只)(?=[，。、；）]|$)|${N}(?:名|头|只)(?=(?:非公)?(?:企业|公司|合作社)(?![\\p{Script=Han}]{0,4}(?:职工|党员|负责人|代表|员)))`,
      'gu',
    ),
    '企业用“家”计',
    'enterprises are counted by 家',
    '家',
  ],
  [
    new RegExp(
      `(?:牛|西门塔尔牛|奶牛|肉牛)${N}(?:只|名|个|人|匹)(?=[，。、；）]|$)|${N}(?:只|名|个|匹)(?=(?:西门塔尔|肉|奶|改良)?牛(?![棚舍圈]))`,
      'gu',
    ),
    '牛用“头”计',
    'cattle are counted by 头',
    '头',
  ],
  [
    new RegExp(
      `(?:羊|鹅|鸡|鸭|雏鹅)${N}(?:名|个|人|匹|户)(?=[，。、；）]|$)|${N}(?:名|匹|户)(?=(?:黑头|种|雏)?(?:羊|鹅|鸡|鸭)(?![舍圈]))`,
      'gu',
    ),
    '羊、禽用“只”计',
    'sheep and fowl are counted by 只',
    '只',
  ],
  [
    new RegExp(
      `(?:示范户|贫困户|农户|牧户|中心户)(?:共|有)?${N}(?:名|人|只|头|次|家)(?=[，。、；）]|$)|${N}(?:名|只|头|次)(?=(?:典型)?(?:示范户|贫困户|农户|牧户|中心户))`,
      'gu',
    ),
    '户用“户”计',
    'households are counted by 户',
    '户',
  ],
  [
    new RegExp(`${MONEY}(?:共|共计|为|达|达到)?${N}(?:名|人|个|户|次|人次|头|只)(?=[，。、；）]|$)`, 'gu'),
    '金额的单位应为“元”',
    'money is told in 元',
    '元',
  ],
  [
    new RegExp(`(?:平均年龄|年龄)(?:为|是|达|达到)?${N}(?:名|人|个|年|%|元)`, 'gu'),
    '年龄的单位应为“岁”',
    'age is told in 岁',
    '岁',
  ],
  [
    /(?:[\p{Script=Han}]率|比例|占比)(?:为|是|达|达到|提高到)?\d+(?:\.\d+)?(?:名|人|个|户|元|次|人次|项)/gu,
    '比率应为百分比',
    'a rate is told in per cent',
    '%',
  ],
  [
    new RegExp(`(?:面积)(?:为|共|达|达到)?${N}(?:名|人|个|元|米|户)(?![\\p{Script=Han}²])`, 'gu'),
    '面积的单位应为“平方米”等',
    'an area is told in 平方米 or the like',
    '平方米',
  ],
  [
    new RegExp(
      `(?:召开|开展|组织)[\\p{Script=Han}]{0,10}(?:会议|督查|例会|检查)(?:共)?${N}(?:名|人|家|户|元)(?=[，。、；）]|$)`,
      'gu',
    ),
    '会议和督查用“次”计',
    'meetings and rounds of supervision are counted by 次',
    '次',
  ],
]

const EN: readonly (readonly [shape: RegExp, zh: string, en: string])[] = [
  [
    /\baverage age (?:of [\w ]{1,40} )?(?:is|was|of|stood at) \d+(?:\.\d+)?\s?(?:people|members|%|per cent|yuan|days|months)/gi,
    '年龄的单位应为岁',
    'age is told in years',
  ],
  [
    /\b(?:rate|share|proportion|coverage|attendance rate) (?:of [\w ]{1,30} )?(?:is|was|reached|of|stood at) \d+(?:\.\d+)?\s?(?:people|members|yuan|households|branches)/gi,
    '比率应为百分比',
    'a rate is told in per cent',
  ],
  [
    /\b(?:funds?|investment|allowance|salary|pay|subsid(?:y|ies)) (?:of|was|is|came to|reached) \d[\d,.]*(?: (?:thousand|million))? (?:people|members|households|branches|times|head)\b/gi,
    '金额的单位应为元',
    'money is told in yuan',
  ],
  [
    /(?<=\b(?:area|covers|covering)\b[\w ]{0,20} )\d[\d,.]*\s(?:met(?:re|er)s|people|yuan)\b(?! (?:long|wide|high))/gi,
    '面积的单位应为平方米等',
    'an area is told in square metres or the like',
  ],
  [
    /\b1 (?:people|members|organizations|branches|committees|cadres|meetings|households)\b|\b(?:[2-9]|\d{2,}) (?:member|organization|branch|committee|cadre|household|person)\b(?!-| (?:party|level|of the))/g,
    '单复数与数目不符',
    'singular and plural do not fit the number',
  ],
]
/** A number that stands behind its noun: «Organized lectures 15 and trained». Words before numbers of places and years are no such nouns. */
const BEHIND =
  /\b(?!years|pages|chapters|articles|items|sections|tables|parts|numbers|figures|documents|ages|types|lines|levels|rooms|classes|units|grades|phases|s\b)([a-z]{3,}s) (\d{1,3}(?:,\d{3})*)(?=[.,;](?:\s|$)| and [a-z])/g

/** Counts in a unit that their noun does not take. */
export function units(doc: Doc): Finding[] {
  return doc.paragraphs.flatMap((paragraph, index) => {
    if (paragraph.row) return []
    const text = doc.texts[index]!
    const place = (match: RegExpMatchArray) => ({
      line: lineAt(paragraph, match.index!),
      words: match[0],
      kind: 'unit' as const,
    })
    if (isChinese(text))
      return ZH.flatMap(([shape, zh, en, right]) =>
        [...text.matchAll(shape)].map(match => ({
          ...place(match),
          words: text.slice(match.index, match.index + match[0].length + 4).replace(/[，。、；].*$/, ''),
          why: { zh: `量词或单位不合：${zh}。`, en: `The unit does not fit: ${en}.` },
          suggest: { zh: `改用“${right}”，或核对所计的是什么。`, en: `Use ${right}, or check what is counted.` },
        })),
      )
    return [
      ...EN.flatMap(([shape, zh, en]) =>
        [...text.matchAll(shape)].map(match => ({
          ...place(match),
          why: { zh: `单位不合：${zh}。`, en: `The unit does not fit: ${en}.` },
          suggest: { zh: '请核对单位和所计的内容。', en: 'Check the unit and what is counted.' },
        })),
      ),
      ...[...text.matchAll(BEHIND)].map(match => ({
        ...place(match),
        why: {
          zh: '数字落在名词之后，可能是词序错乱。',
          en: 'The number stands behind its noun: the order of words may be broken.',
        },
        suggest: { zh: `核对后写作“${match[2]} ${match[1]}”。`, en: `Check it, and write "${match[2]} ${match[1]}".` },
      })),
    ]
  })
}
