// Words inside names that name nobody: levels such as 镇 or Town, organizations such as 党支部, trades, and ordinary words.

/** A level word: what an alias carries in the place of the name's own. Equal `rank` means: one series of letters. */
export interface Level {
  readonly zh: string
  readonly en: string
  readonly rank:
    | 'region'
    | 'upper'
    | 'village'
    | 'part'
    | 'community'
    | 'company'
    | 'office'
    | 'site'
    | 'household'
    | 'unit'
    | 'place'
    | 'item'
    | 'person'
}

type Row = readonly [ends: string, zh: string, en: string, rank: Level['rank']]

/** Endings of Chinese names, the longer before the shorter that it contains. */
const ZH_ROWS: readonly Row[] = [
  ['管理区 开发区 示范区 自治区 新区 区', '区', 'District', 'region'],
  ['自治旗 旗', '旗', 'Banner', 'region'],
  ['自治县 县', '县', 'County', 'region'],
  ['市', '市', 'City', 'region'],
  ['盟', '盟', 'League', 'region'],
  ['自治州 州', '州', 'Prefecture', 'region'],
  ['省', '省', 'Province', 'region'],
  ['农牧场', '农牧场', 'Farm', 'upper'],
  ['农场 国营农场', '农场', 'Farm', 'upper'],
  ['林场', '林场', 'Forest Farm', 'upper'],
  ['牧场 种畜场 马场', '牧场', 'Ranch', 'upper'],
  ['镇', '镇', 'Town', 'upper'],
  ['乡', '乡', 'Township', 'upper'],
  ['苏木', '苏木', 'Sumu', 'upper'],
  ['街道办事处 街道', '街道', 'Subdistrict', 'upper'],
  ['嘎查村 嘎查', '嘎查', 'Gacha', 'village'],
  ['行政村 自然村 村', '村', 'Village', 'village'],
  ['牧业分场 农业分场 分场 总场 场部', '分场', 'Sub-farm', 'part'],
  ['生产队 牧业队 队 小组', '队', 'Team', 'part'],
  ['社区 小区', '社区', 'Community', 'community'],
  ['股份有限公司 有限责任公司 有限公司 集团公司 分公司 总公司 公司 集团', '公司', 'Company', 'company'],
  ['农牧民专业合作社 专业合作社 合作社', '合作社', 'Cooperative', 'company'],
  ['厂', '厂', 'Plant', 'company'],
  ['煤矿 矿', '矿', 'Mine', 'company'],
  ['公安分局 分局', '分局', 'Sub-bureau', 'office'],
  ['边防派出所 派出所', '派出所', 'Station', 'office'],
  ['局', '局', 'Bureau', 'office'],
  ['中心校 学校 中学 小学 幼儿园', '学校', 'School', 'office'],
  ['卫生院 医院', '医院', 'Hospital', 'office'],
  ['党员活动阵地 党建活动阵地 组织活动场所 活动场所 活动阵地 阵地 活动中心 活动室', '阵地', 'Position', 'site'],
  ['示范户 户 家庭', '户', 'Household', 'household'],
]

const level = (row: Row): Level => ({ zh: row[1], en: row[2], rank: row[3] })
const longestFirst = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length)

/** Chinese endings with their levels, longest first. */
export const ZH_LEVELS: readonly (readonly [end: string, level: Level])[] = ZH_ROWS.flatMap(row =>
  row[0].split(' ').map(end => [end, level(row)] as const),
).toSorted(([a], [b]) => b.length - a.length)

/** English level words, in small letters. */
export const EN_LEVELS: ReadonlyMap<string, Level> = new Map(
  (
    [
      ['district area region zone', '区', 'District', 'region'],
      ['banner', '旗', 'Banner', 'region'],
      ['county', '县', 'County', 'region'],
      ['city municipality', '市', 'City', 'region'],
      ['league', '盟', 'League', 'region'],
      ['prefecture', '州', 'Prefecture', 'region'],
      ['province', '省', 'Province', 'region'],
      ['farm', '农牧场', 'Farm', 'upper'],
      ['ranch pasture', '牧场', 'Ranch', 'upper'],
      ['town', '镇', 'Town', 'upper'],
      ['township', '乡', 'Township', 'upper'],
      ['sumu', '苏木', 'Sumu', 'upper'],
      ['subdistrict street', '街道', 'Subdistrict', 'upper'],
      ['gacha', '嘎查', 'Gacha', 'village'],
      ['village', '村', 'Village', 'village'],
      ['subfarm', '分场', 'Sub-farm', 'part'],
      ['team', '队', 'Team', 'part'],
      ['community', '社区', 'Community', 'community'],
      ['company co ltd limited corporation corp inc group', '公司', 'Company', 'company'],
      ['cooperative', '合作社', 'Cooperative', 'company'],
      ['plant factory', '厂', 'Plant', 'company'],
      ['mine', '矿', 'Mine', 'company'],
      ['subbureau', '分局', 'Sub-bureau', 'office'],
      ['station', '派出所', 'Station', 'office'],
      ['bureau', '局', 'Bureau', 'office'],
      ['school', '学校', 'School', 'office'],
      ['hospital clinic', '医院', 'Hospital', 'office'],
      ['position positions site', '阵地', 'Position', 'site'],
      ['household family', '户', 'Household', 'household'],
    ] satisfies Row[]
  ).flatMap(row => row[0].split(' ').map(word => [word, level(row)] as const)),
)

/** What a person is called. */
export const PERSON: Level = { zh: '某', en: 'Person', rank: 'person' }

/** An organization of which neither its name nor the charter's word tells the level. */
export const UNIT: Level = { zh: '单位', en: 'Unit', rank: 'unit' }

/** Ends of the words that a charter has for what a thing is, Chinese or in small English letters: 非公企业, wool cooperative. */
export const WORD_LEVELS: readonly (readonly [end: string, level: Level])[] = [
  ...ZH_LEVELS,
  ...EN_LEVELS,
  ...(
    [
      ['企业', '公司', 'Company', 'company'],
      ['地点 地方', '地', 'Place', 'place'],
      ['place', '地', 'Place', 'place'],
      ['联合会 联合社 federation union', '联合会', 'Federation', 'upper'],
    ] satisfies Row[]
  ).flatMap(row => row[0].split(' ').map(end => [end, level(row)] as const)),
].toSorted(([a], [b]) => b.length - a.length)

/** Party words before and after a Chinese name; they stay in the text, so that A镇党委 keeps its sense. */
export const ZH_LEADS = longestFirst('中共 中国共产党 国有 国营'.split(' '))
export const ZH_TAILS = longestFirst(
  `党委 党工委 党组 党总支 党支部 总支 支部 联合党支部 联合支部 联合党总支 总支部 党总支部 支部委员会 总支部委员会 党支部委员会 党总支部委员会
   委员会 工作委员会 基层委员会 机关 机关党委 机关党支部 直属党支部 离退休党支部 老干部党支部 村民委员会 居民委员会 牧民委员会 村委会 居委会 党员 直属 离退休 老干部`.split(
    /\s+/,
  ),
)

/** Trades in the names of companies: 大青川肉业 is also called 大青川. */
export const ZH_TRADES = longestFirst(
  `肉业 肉食品 食品 煤化工 煤业 煤电 煤炭 能源 矿业 化工 热电 电力 发电 水泥 建材 乳业 牧业 农业 农牧业 种业 草业 旅游 商贸 贸易 物流 运输 建筑
   建筑安装 房地产 工程 科技 实业 投资 发展 开发 农牧业发展 新能源 供热 供水 水务 环保 酒店 宾馆 畜牧 养殖 种植 绒毛 皮革 粮油`.split(
    /\s+/,
  ),
)

/** Fields of office: 公安局 names no place. They count as generic only before another one, before an office word, or at the end. */
const ZH_FIELDS =
  `公安 政府 经济 经济发展 发展改革 教育 教育体育 科技 卫生 计生 计划生育 卫生计生 财政 税务 国税 地税 农牧 农牧业 农业 畜牧 畜牧业 牧业 林业 水利 林水 交通
  建设 城建 城市建设 城市管理 城管 规划 国土 国土资源 环保 环境保护 民政 人事 劳动 社会保障 人力资源 就业 司法 法院 检察院 检察 监察 纪检 审计 统计 安监 安全生产 工商 质监
  市场监管 药监 食品药品 商务 招商 旅游 文化 文体 广电 广播电视 新闻 宣传 组织 统战 政法 信访 民族 宗教 老龄 档案 党校 工会 共青团 团委 妇联 武装 人武 人大 政协 机关事务 机关
  综合 行政 执法 服务 便民 扶贫 邮政 电信 移动 联通 供电 电力 银行 信用社 消防 边防 交警 森林 草原 监理 水务 气象 房产 直属 国资 国有资产 残联 工商联 红十字`
    .trim()
    .split(/\s+/)
const ZH_OFFICES =
  '局 委 办 部 厅 处 科 室 办公室 工委 分局 支队 大队 中队 派出所 中心 总站 站 所 院 校 系统 单位 部门 公司 企业 非公企业 事业单位'.split(
    ' ',
  )

const any = (words: readonly string[]) => `(?:${longestFirst(words).join('|')})`
const long = (words: readonly string[]) => words.filter(word => word.length > 1)
const ends = ZH_LEVELS.map(([end]) => end)
const field = any(ZH_FIELDS)
const office = any([...ZH_OFFICES, ...ZH_TAILS, '局', '分局', '派出所', ...ends.filter(end => end.endsWith('公司'))])
const company = any(ends.filter(end => ZH_LEVELS.find(([other]) => other === end)![1].rank === 'company'))
const trade = any(ZH_TRADES)
/** A name may be all of these; single characters only before a party word, for 站村 is a village. */
const rank = `${any([...long(ends), ...ZH_TAILS, ...ZH_LEADS, '联合', '农牧民', '农村', '牧区', '城市', '城镇', '工作', '场直', '镇直', '区直'])}|[镇乡村区县市旗盟](?=${any(ZH_TAILS)})`
const ordinal =
  '第?[〇零一二三四五六七八九十百\\d]+(?:分场|生产队|牧业队|队|组|小组|支部|党支部|连|号|网格|片区|中|小|中学|小学)'
/** A Chinese name that is made of such words alone names nobody: 公安局党委, 牧业一分场, 政府机关. */
const ZH_GENERIC = new RegExp(
  `^(?:${field}(?=${field}|${office}|${ordinal}|分场|$)|(?<=${field})${office}|${any(long(ZH_OFFICES))}|${trade}(?=${trade}|${company})|${ordinal}|${rank}|${company}$)+$`,
)

const EN_PARTY = new Set(
  'the of in at and for cpc communist party committee general joint branch branches organization organizations primary grass roots grassroots level leading work working'.split(
    ' ',
  ),
)
const EN_TRADES = new Set(
  `meat coal chemical chemicals industry industries industrial food foods energy power electric electricity mining dairy trade trading logistics transport construction building
   materials tourism technology investment development animal husbandry livestock agriculture agricultural audio visual education educational products group water heating cement hotel real estate`.split(
    /\s+/,
  ),
)
const EN_GENERIC = new Set(
  `public security economic economy government organ organs office urban rural finance financial health civil affairs police justice tax statistics culture cultural sports science
   transportation forestry planning land resources labour labor personnel propaganda discipline inspection supervision women youth union people peoples school middle primary court
   procuratorate activity activities centre center room hall new old north south east west central upper lower first second third fourth fifth one two three four five number no
   distance remote network electronic training reading service services technical technological demonstration management administration administrative administrations herders farmers members state owned non enterprise enterprises sub directly affiliated retired cadres street position positions publicity employment personnel department departments early stage mobile venue
   building`.split(/\s+/),
)

/** Ordinary Chinese words that also name places: alone they stand for nothing, with their level word (团结社区) they do. */
const ZH_ORDINARY = new Set(
  `团结 胜利 幸福 和平 建设 新建 光明 红旗 东风 前进 跃进 永红 向阳 朝阳 曙光 黎明 富强 富裕 富民 民主 民族 文明 文化 文体 友谊 友好 解放 东方 西方 南方 北方 中心 中央 中华 中山 人民
   新生 新华 新兴 新民 新村 新城 新区 新风 新时代 兴旺 兴盛 兴牧 兴农 振兴 复兴 繁荣 昌盛 平安 安全 安康 健康 长安 太平 永安 安定 稳定 和谐 祥和 吉祥 如意 奋斗 奋进 创新 创业 先锋 先进
   模范 示范 劳动 勤劳 勤俭 勤奋 青年 青春 妇女 少年 五一 八一 七一 十一 三八 五四 五星 红星 金星 卫星 星光 阳光 春光 长春 长春花 四季 春天 花园 公园 广场 市场 车站 铁路 公路 大桥 工业 农业 牧业
   商业 工人 农民 牧民 学习 学校 教育 组织 合同 合作 互助 联合 联盟 统一 大同 共同 共和 共建 共享 共富 小康 开发 开放 改革 发展 发达 进步 进取 希望 理想 未来 明天 世纪 时代 历史 传统 草原 绿洲 森林
   山水 河流 湖泊 北京 中国 国家 党员 干部 领导 群众 社会 经济 政治 基层 城市 农村 牧区 地区 上级 下级 全区 全市 全国 机关 公安 党委 支部 社区 企业 单位 部门 政府 经济局 服务 便民 综合 友爱 博爱
   仁爱 正义 公平 公正 诚信 爱国 敬业 忠诚 奉献 光荣 英雄 凯旋 丰收 丰产 高产 增产 生产 致富 康居 宜居 乐业 方正 规范 标准 实验 试验 模式 目标 中兴 宏伟 宏大 伟大 辉煌 灿烂 美丽 美好 温馨 祥瑞 金融 双拥 园区 流动 固定 宣传 就业`.split(
    /\s+/,
  ),
)

const EN_ORDINARY =
  `unity victory happiness happy peace peaceful construction progress leap forward sunshine sunrise spring garden park square market railway highway bridge industry worker workers learning
   organization cooperation mutual union together prosperity prosperous development reform opening hope ideal future tomorrow century era history tradition grassland prairie oasis forest river
   lake mountain china chinese beijing nation national country cadre leader leaders masses society social political base city rural pastoral region superior innovation pioneer advanced model
   harmony harmonious stability safety healthy friendship liberation eastern western southern northern star stars light dawn red flag democracy ethnic civilization culture public company
   spirit story life people person member members white black green golden silver long great grand beautiful brilliant standard experimental integrity loyalty glory hero harvest`
    .trim()
    .split(/\s+/)

/** What stays unmasked when it stands alone. Pass a longer list for a district whose names are such words. */
export const ORDINARY: ReadonlySet<string> = new Set([...ZH_ORDINARY, ...EN_ORDINARY])

/** Whether a Chinese name is made only of words that name nobody. */
export function isGenericZh(name: string): boolean {
  return ZH_GENERIC.test(name)
}

/** Whether an English word names nobody by itself; digits do not. */
export function isGenericEn(word: string): boolean {
  return (
    /^\d+$/.test(word) ||
    word.length < 2 ||
    EN_PARTY.has(word) ||
    EN_LEVELS.has(word) ||
    EN_TRADES.has(word) ||
    EN_GENERIC.has(word)
  )
}

/** Party words that stay in the text around an English name. */
export function isPartyEn(word: string): boolean {
  return EN_PARTY.has(word)
}
