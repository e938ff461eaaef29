// Masks: whether a report hides names, whether it hides them in one way, and which names it still shows. Pure.
import type { Gazetteer } from '../gazetteer.ts'
import { EN_LEVELS, isGenericZh, ORDINARY, ZH_LEVELS } from '../name-words.ts'
import type { Doc } from './doc.ts'
import { type Finding, isChinese, lineAt } from './text.ts'

/** Signs that stand for a name. Those in a number hide digits and are not meant. */
const MASK =
  /(?<![A-Za-z\d])(?:X{2,4}|x{2,4}|Ｘ{1,4})(?![A-Za-z\d])|(?<![\d×])×{2,4}(?!\d)|(?<![\d*])\*{2,4}(?=\p{Script=Han})|[○〇]{2,4}(?!年)|(?<!甲|乙|丙|丁|戊|[\p{Script=Han}]{1}姓)某{1,2}(?=省|市|县|区|旗|盟|州|镇|乡|村|嘎查|苏木|牧场|农场|农牧场|林场|场|街道|社区|局|公司|地|管理区)/gu
const ALIAS =
  /(?<![A-Za-z])[A-Z]{1,2}(?=镇|乡|牧场|农场|农牧场|嘎查|村|社区|公司|分场|苏木|区|局|地)|\b(?:Town|Farm|Ranch|Village|Gacha|Community|Company|District|County|Banner|City|Position|Sub-farm|Place) [A-Z]\b/g

interface Mask {
  readonly paragraph: number
  readonly at: number
  readonly text: string
}

function masksIn(doc: Doc): Mask[] {
  return doc.paragraphs.flatMap(({ text }, paragraph) =>
    [...text.matchAll(MASK)].map(match => ({ paragraph, at: match.index, text: match[0] })),
  )
}

/** Whether the report hides names: only then a name that can be read is one that was left. */
export function isMasked(doc: Doc): boolean {
  const aliases = doc.paragraphs.reduce((sum, { text }) => sum + (text.match(ALIAS)?.length ?? 0), 0)
  return masksIn(doc).length > 1 || aliases > 1
}

/** Masks of several forms in one report: a reader cannot tell whether they hide one name or two. */
export function unevenMasks(doc: Doc): Finding[] {
  const masks = masksIn(doc)
  const forms = [...new Set(masks.map(one => one.text))].map(text => ({
    text,
    count: masks.filter(one => one.text === text).length,
  }))
  if (forms.length < 2) return []
  const [most] = forms.toSorted((a, b) => b.count - a.count)
  const first = masks.find(one => one.text !== most!.text)!
  const paragraph = doc.paragraphs[first.paragraph]!
  const counts = (one: { text: string; count: number }) => `${one.text} × ${one.count}`
  return [
    {
      line: lineAt(paragraph, first.at),
      words: paragraph.text
        .slice(first.at, first.at + 24)
        .split(/[，。,.]/)[0]!
        .trim(),
      kind: 'mask',
      why: {
        zh: `遮名的写法不一：${forms.map(counts).join('，')}；看不出是一个名称还是几个。`,
        en: `Names are hidden in several forms (${forms.map(counts).join(', ')}); it cannot be told whether they mean one name or more.`,
      },
      suggest: { zh: '一个名称用一个代号，全文统一。', en: 'Use one mask for one name throughout.' },
    },
  ]
}

interface Seen {
  readonly at: number
  readonly end: number
  readonly name: string
}

/** Names that a masked report still shows: those of the register, and those that look like names of places and companies. */
export function readableNames(doc: Doc, register: Gazetteer | null): Finding[] {
  if (!isMasked(doc)) return []
  return doc.paragraphs.flatMap((paragraph, index) => {
    const { text } = paragraph
    const known = register?.find(text).map(({ start, end, name }) => ({ at: start, end, name })) ?? []
    const guessed = isChinese(text) ? placesZh(text) : placesEn(text, index < 4)
    const seen: Seen[] = [...known]
    for (const one of guessed) if (!seen.some(other => one.at < other.end && other.at < one.end)) seen.push(one)
    const names = new Map<string, Seen>()
    for (const one of seen.toSorted((a, b) => a.at - b.at)) if (!names.has(one.name)) names.set(one.name, one)
    return [...names.values()].map(one => {
      const registered = known.includes(one)
      return {
        line: lineAt(paragraph, one.at),
        words: one.name,
        kind: 'name' as const,
        why: registered
          ? { zh: '遮名稿中仍能读出名册里的名称。', en: 'The masked report still shows a name of the register.' }
          : {
              zh: '遮名稿中仍能读出像是地名或单位名的字样。',
              en: 'The masked report still shows what looks like the name of a place or company.',
            },
        suggest: { zh: '确认后用代号替换。', en: 'Confirm it, and put a mask in its place.' },
      }
    })
  })
}

const PLACE_ENDS = ZH_LEVELS.map(([end, { rank }]) => ({ end, rank }))
  .filter(({ rank }) => ['region', 'upper', 'village', 'part', 'community', 'company'].includes(rank))
  .map(({ end }) => end)
  .filter(
    end => !/^(?:区|市|州|队|小组|厂|矿|总场|场部|小区|新区|集团|总公司|分公司|农村|马场|自然村|行政村)$/.test(end),
  )
const SUFFIX = new RegExp(
  `(?<core>[\\p{Script=Han}]{1,8}?)(?<end>${PLACE_ENDS.join('|')}|(?<=[\\p{Script=Han}]{2})[市区州](?=[\\p{Script=Han}，。、]))(?!民|务|级|干|官|委会|长|支|貌|域|别|场|校)`,
  'gu',
)
/** Words that end where a name begins; never signs that names use. */
const LEAD =
  /^.*(?:[在的到由与对从于为是各该将赴往去至向和及或等，、有把让使了按以经并]|位于|来自|共有|包括|其中|组织|联系|走访|考察|学习|调研|参观|以来|建设|包联|挂点|所属|下辖|加强|落实|完善|邀请|参与|结合|制定|套用|新建|目前|本期|推进|推动|开展|深化|健全|改善|支持|帮助|协调|督促|要求|选派|选取|召开|举办|打造|建成|创建|启动|实施|实行|扩大|优化|整合|依托|围绕|立足|覆盖|服务|引导|鼓励|指导|检查|督查|抽查|通报|表彰|确定|选定|安排|成立|设立|撤销|合并|划归|隶属|管理|分管|负责|进驻|深入|走进|入驻|进入|返回|前往|途经|抵达|赶赴|投入|修建|改造|重建|迁至|今年|去年|上年|年初|年底|全年|驻|原|某)/u
const GENERIC =
  /^(?:草|草原|行政|自然|农|全|各|每|该|本|我|两|空壳|示范|建制|样本|个|某+|城|城市|城乡|乡|集|牧|国有|国营|基层|中心|重点|先进|后进|软弱涣散|文明|和谐|新|老|所有|多数|部分|其他|有关|相关|下属|试点|场镇|农牧|农村|牧区|民族|边境|贫困|非公|企业|股份|有限|责任|专业|农牧民专业|农民专业|农牧民|农民|牧民|养殖|种植|党|镇|村|嘎查|苏木|旗|县|市|区|盟|街道|社区|居民|一|二|三|四|五|六|七|八|九|十|几|数|首|第[一二三四五六七八九十]|[一二三四五六七八九十百]+个?|管理|开发|功能|居住|园|全国|自治|地|中|小|大|上|下|东|西|南|北|工矿|林|分|总|市场|乡镇|村镇|旗县|嘎查村|县乡|街|居|郊|市辖|城关|辖|片|山|景|灾|灾害|生活|办公|库|试验|特|校|社|军|战|边|责任|分管|包|村村|校外|牧业|农业|直属|综合|非公有制|民营|私营|国企|建筑|煤炭|上市|分支|派驻|驻|辖)$/
const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆'
const VISITED =
  /(?:赴|前往|(?<![达会实应来得])到(?![位会课期达]))(?<list>[\p{Script=Han}]{2,6}(?:、[\p{Script=Han}]{2,6}){0,4})(?:等地|等处|等省|两地|三地|学习|考察|参观|观摩|招商|挂职)/gu
const VISITED_NO =
  /学习|考察|单位|岗位|基层|现场|外地|区外|先进|发达|上级|党校|一线|家中|村里|会场|各|农村|牧区|户|机关|企业|学校|社区$|地区$|国外|外省|兄弟|周边|某/

function placesZh(text: string): Seen[] {
  const found: Seen[] = []
  const keep = (at: number, name: string) => {
    if (!found.some(one => at < one.end && one.at < at + name.length)) found.push({ at, end: at + name.length, name })
  }
  for (const match of text.matchAll(SUFFIX)) {
    const { core, end } = match.groups! as { core: string; end: string }
    const cut = LEAD.exec(core)?.[0].length ?? 0
    const name = core.slice(cut)
    if (
      name === '' ||
      GENERIC.test(name) ||
      isGenericZh(name) ||
      /某|[一二三四五六七八九十]+分?$/.test(name) ||
      ORDINARY.has(name)
    )
      continue
    if (
      name.length < 2 ||
      (end.length === 1 && /(?:城|农|牧|乡|地|校|社|全|本|我|个|行政|自然|自治|管理|开发|嘎查|辖|示范)$/.test(name))
    )
      continue
    if (GENERIC.test(name.slice(0, -1)) && GENERIC.test(name.slice(-1))) continue
    keep(match.index + cut, name + end)
  }
  for (const match of text.matchAll(VISITED))
    for (const name of match.groups!.list!.split('、'))
      if (!VISITED_NO.test(name) && !isGenericZh(name)) keep(match.index + match[0].indexOf(name), name)
  for (const match of text.matchAll(
    new RegExp(`(?:${PROVINCES})(?:省|市|自治区|维吾尔自治区|壮族自治区|回族自治区)?`, 'g'),
  ))
    keep(match.index, match[0])
  return found
}

const SYLLABLE =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))+$/
/** Latin words made of such syllables that are none, and words of levels and peoples in Mongolian or Chinese. */
const NO_NAME = new Set(
  `gacha gachas sumu banner fentian fenchang qi xiang zhen cun manchu mongol mongolian han hui china party change women men long song page date made manage minute game genuine
   line time one none name home use huge gene tone tune bone pipe wine dine mine nine pine fine shine like bike hike make take wake sake lake cake bake here there june
   done gone zone sure pure cure lure more core bore sore wore tire fire hire wire mao marxism leninism can ban pan tan fan man ran hence fence since once dance chance
   advance finance balance ensure feature nature future culture measure include guide wide side ride hide tide office notice advice device police service choice voice
   leisure moreover rule module schedule reduce produce introduce due value issue tissue continue revenue venue unique technique
   bureau menu emu gu`.split(/\s+/),
)
const LEVEL =
  'Farm|Ranch|Pasture|Town|Township|Village|Gacha|Sumu|Community|County|Banner|City|League|Prefecture|Province|District|Meat|Coal|Chemical|Co|Autonomous|Sub-farm|Subdistrict'
const COMMON_EN = new Set(
  `the this that our all each every some any new old grassroots party general public security government organ organs state owned non urban rural first second third
   primary level central local provincial municipal joint economic communist youth people peoples national leading our your their its working work typical ordinary many
   several other both no in at of and for by to from with east west north south upper lower natural administrative demonstration model district county town village city
   banner league farm ranch gacha community company committee branch bureau office dual one two three four five six seven eight nine ten`.split(
    /\s+/,
  ),
)

function placesEn(text: string, opening: boolean): Seen[] {
  const found: Seen[] = []
  const words = [...text.matchAll(/[A-Za-z][A-Za-z'’-]*/g)].map(match => ({ at: match.index, word: match[0] }))
  const capital = words.filter(({ word }) => /^[A-Z]/.test(word)).length
  const titled = opening && words.length > 3 && capital > words.length * 0.6
  for (const [index, { at, word }] of words.entries()) {
    if (!/^[A-Z][a-z]{2,}$/.test(word)) continue
    const small = word.toLowerCase()
    if (NO_NAME.has(small) || COMMON_EN.has(small) || EN_LEVELS.has(small)) continue
    const behind = text.slice(at + word.length)
    const level = new RegExp(`^ (?:${LEVEL})\\b`).test(behind)
    const begins =
      index === 0 ||
      /[.!?:;]["”]?\s*$|^\s*$|[“"(]$/.test(text.slice(Math.max(0, at - 3), at)) ||
      /(?:^|\s)[\d(]+[.)]\s$/.test(text.slice(0, at).slice(-5))
    const romanised = SYLLABLE.test(small) && (small.match(/[aeiou]+/g)?.length ?? 0) > 1
    if (/ing$/.test(small) && !/(?:[jqxpynm]ing)$/.test(small) && !level) continue
    if ((romanised && !titled && (!begins || level)) || (level && !opening && !ENGLISH.test(small)))
      found.push({ at, end: at + word.length, name: word })
  }
  return found
}

/** Endings of English words, which names from Chinese and Mongolian do not have. */
const ENGLISH =
  /(?:tion|sion|ment|ness|able|ible|ical|ous|ive|ful|less|ship|ity|ism|ist|ally|ary|ery|ory|ern|try|ing|ed|ly|al|th|ck|rd|ll|ss|ral|an)$/
