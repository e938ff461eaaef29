// Every code of a problem with its details, its HTTP status, and its sentence in both languages. One list for all faces.

interface Pair {
  zh: string
  en: string
}

/** A fault in a workbook: where it stands, and what to do about it. */
export interface SheetFault {
  sheet: string
  /** As Excel counts, from 1; null where the whole sheet is meant. */
  row: number | null
  cell: string | null
  field: Pair | null
  why: Pair
}

/** The details that each code carries. A call with wrong details does not compile. */
export interface Details {
  'input.day': { text: string; where: string }
  'input.period': { text: string }
  'input.file': { file: string; line: number; why: { zh: string; en: string } }
  'input.field': { where: string; field: string; why: { zh: string; en: string } }
  'input.unreadable': { file: string; why: string }
  'input.encoding': { file: string }
  'input.foreign': { file: string; what: Pair }
  'option.missing': { command: string; option: string; codes: { code: string; name: Pair }[] }
  'sheet.unread': { file: string; why: Pair }
  'sheet.faults': { file: string; faults: SheetFault[] }
  'sheet.many': { kind: Pair; most: number }
  'sheet.pay': { duty: string; near: string | null; money: boolean }
  'input.ahead': { period: string; today: string }
  'output.format': { file: string; format: string | null; formats: readonly string[] }
  'output.unwritable': { file: string; why: string }
  'org.unknown': { org: string; near: string | null }
  'org.ambiguous': { org: string; codes: string[] }
  'org.absent': { org: Pair; day: string; opened: string; closed: string | null }
  'org.circle': { org: Pair; to: Pair; day: string; itself: boolean }
  'org.heir': { org: Pair; to: Pair; day: string; why: 'itself' | 'below' | 'back' }
  'org.root': { org: Pair }
  'org.code': { code: string }
  'org.first_day': { org: Pair; day: string }
  'org.occupied': { org: Pair; day: string; members: number; below: number }
  'org.recorded': { org: Pair; code: string; day: string; after: string; recorded: Pair }
  'org.recorded_split': { org: Pair; code: string; day: string; recorded: Pair }
  'org.recorded_before': { org: Pair; day: string; recorded: Pair }
  'org.beyond': { org: Pair }
  'change.nothing': Record<string, never>
  'change.unknown': { change: string }
  'change.undo': { change: Pair }
  'change.undone': { change: Pair }
  'change.stage': { change: Pair; record: string }
  'change.rests': { change: Pair; later: { id: string; what: Pair } | null; records: boolean; recorded: Pair | null }
  'change.meanwhile': { later: { id: string; what: Pair } | null; author: string; at: string }
  'member.none': { person: Pair; day: string }
  'post.none': { person: Pair; org: Pair; post: Pair; day: string }
  'person.unknown': { person: string }
  'person.unnamed': { person: string; near: string | null }
  'person.ambiguous': { person: string; people: { id: string; name: string; born: string; org: string }[] }
  'person.absent': { person: Pair; day: string; first: string }
  'person.present': { person: Pair; born: string; id: string; org: Pair | null }
  'person.unborn': { person: Pair; born: string; day: string }
  'person.mongolian': { text: string }
  'member.young': { person: Pair; born: string; day: string; least: number; clause: Pair }
  'member.full': { person: Pair; org: Pair; from: string }
  'member.twice': { person: Pair; org: Pair; day: string }
  'post.twice': { person: Pair; org: Pair; post: Pair; day: string }
  'post.taken': { org: Pair; post: Pair; day: string }
  'kind.unknown': { kind: string; near: string | null }
  'field.unknown': { kind: string; field: string; near: string | null }
  'record.conflict': { id: string }
  'record.sealed': { kind: Pair }
  'record.writer': { kind: Pair; org: Pair; who: Pair }
  'record.judged': { kind: Pair; org: Pair; who: Pair }
  'record.hand': { kind: Pair }
  'record.unknown': { id: string }
  'complaint.unknown': { complaint: string }
  'record.corrected': { id: string; by: string }
  'record.named': {
    where: string
    field: string
    kind: Pair
    id: string
    why: 'unknown' | 'withdrawn' | 'elsewhere' | 'later'
    day: string
  }
  'record.needed': { kind: Pair; by: Pair; count: number; day: string; withdraws: boolean }
  'attachment.form': { file: string; endings: string; megabytes: number }
  'attachment.unknown': { id: string }
  'pay.nobody': { kind: Pair; org: Pair; from: string; to: string }
  'pay.above': { kind: Pair; org: Pair; turn: string; owed: number; paid: number }
  'member.elsewhere': { org: Pair; day: string }
  'case.owner': { kind: Pair }
  'case.due': { kind: Pair; due: string | null; least: string }
  'record.outsider': {
    person: Pair
    member: boolean
    kind: Pair
    org: Pair
    day: string
    full: boolean
  }
  'case.order': { kind: Pair; stage: Pair; day: string; first: Pair }
  'case.again': { kind: Pair; stage: Pair; day: string }
  'case.closed': { kind: Pair; stage: Pair; day: string; reopening: Pair | null }
  'case.elsewhere': Record<string, never>
  'case.early': { kind: Pair; stage: Pair; day: string; opened: string }
  'case.begun': { kind: Pair; steps: number }
  'case.unknown': { case: string }
  'case.stage': { kind: Pair; stage: string; near: string | null }
  'case.kind': { kind: string; near: string | null }
  'parcel.passphrase': { why: 'short' | 'wrong' }
  'parcel.foreign': { file: string }
  'thing.unknown': { thing: string; kind: string | null }
  'thing.absent': { thing: Pair; day: string; opened: string; closed: string | null }
  'thing.empty': { thing: Pair; day: string }
  'tie.unknown': { tie: string }
  'tie.absent': { kind: Pair; from: string; to: string | null; day: string }
  'tie.twice': { kind: Pair; org: Pair; from: string }
  'tie.empty': { kind: Pair; from: string; to: string }
  'record.future': { day: string; today: string }
  'figure.unknown': { figure: string; near: string | null }
  'report.unknown': { template: string; near: string | null }
  'report.unsettled': { figures: string[] }
  'report.leak': { names: { name: string; place: string }[] }
  'report.language': { template: string; language: 'zh' | 'en' }
  'report.foreign': { file: string; why: { zh: string; en: string } }
  'report.unread': { file: string; why: Pair }
  'charter.invalid': { faults: { file: string; line: number; zh: string; en: string }[] }
  'charter.unknown': { system: string; near: string | null }
  'charter.source': { standard: string }
  'charter.past': { standard: string; since: string; from: string; value: number; clause: { zh: string; en: string } }
  'charter.reason': { standard: string; since: string; before: number; value: number }
  'charter.nothing': { id: string; since: string; days: string[] }
  'charter.begun': { id: string; since: string }
  'charter.needed': { id: string; since: string; faults: { zh: string; en: string }[] }
  'charter.value': { standard: string; value: string }
  'charter.scope': { org: Pair; top: string }
  'kind.retired': { kind: string; retired: string; day: string }
  'access.denied': { verb: Pair; org: Pair }
  'audit.reason': Record<string, never>
  'audit.narrow': Record<string, never>
  'audit.summed': Record<string, never>
  'audit.about': { about: string }
  'audit.head': { text: string }
  'audit.folded': { n: number }
  'audit.broken': Record<string, never>
  'access.unsigned': Record<string, never>
  'access.account': { account: string; near: string | null }
  'access.refused': Record<string, never>
  'access.code': { why: 'needed' | 'wrong' }
  'access.wait': { seconds: number }
  'access.stale': Record<string, never>
  'access.postless': { day: string }
  'access.capacity': Record<string, never>
  'access.demo': Record<string, never>
  'access.password': { why: 'short' | 'long' | 'known' | 'plain' | 'name' }
  'access.name': Record<string, never>
  'access.name_taken': { name: string }
  'access.present': { account: string }
  'access.invitation': Record<string, never>
  'access.organizer': { day: string }
  'access.passkey': Record<string, never>
  'access.last': Record<string, never>
  'access.sign_on': { why: string }
  'access.stranger': Record<string, never>
  'access.foreign': Record<string, never>
  'access.reach': { account: string }
  'access.key': { file: string; why: string }
  'calendar.unknown': Record<string, never>
  'calendar.many': { most: number }
  'robot.unknown': Record<string, never>
  'robot.address': { make: 'wecom' | 'dingtalk' | 'feishu'; why: 'shape' | 'host' | 'path' }
  'stand_in.own': Record<string, never>
  'stand_in.dates': { from: string; last: string; today: string; days: number }
  'stand_in.wider': Record<string, never>
  'stand_in.unknown': Record<string, never>
  'ballot.question': { field: string; why: { zh: string; en: string } }
  'ballot.unknown': { ballot: string }
  'ballot.foreign': Record<string, never>
  'ballot.taken': { way: 'token' | 'paper' }
  'ballot.ended': { opens: string }
  'ballot.early': { opens: string }
  'ballot.late': { closed: string }
  'ballot.token': Record<string, never>
  'ballot.content': Record<string, never>
  'ballot.double': Record<string, never>
  'ballot.category': { category: string }
  'ballot.post': { post: string }
  'ballot.lines': { post: string; lines: number }
  'ballot.clerk': { serial: number }
  'ballot.entered': { serial: number; entry: number }
  'ballot.papers': { serials: number[] }
  'ballot.open': { closes: string }
  'ballot.closed': { closed: string }
  'ballot.given': Record<string, never>
  'ballot.begun': { opens: string }
  'pledge.norm': { measure: Pair }
  'pledge.value': { value: string; why: Pair }
  'pledge.unknown': { pledge: string }
  'pledge.twice': { org: Pair; measure: Pair; year: number; value: string }
  'pledge.contrary': { org: Pair; measure: Pair; year: number; floor: string; ceiling: string }
  'pledge.whole': { measure: Pair }
  'pledge.own': { measure: Pair; own: string }
  'pledge.outside': { org: Pair; part: Pair }
  'pledge.layer': { org: Pair; part: Pair; between: Pair; clause: Pair }
  'pledge.signed': { org: Pair; measure: Pair; certificate: string }
  'pledge.sum': { org: Pair; measure: Pair; value: string; parts: string; rest: string; over: boolean }
  'pledge.short': { org: Pair; measure: Pair; value: string; part: Pair; asked: string; atLeast: boolean }
  'pledge.certificate': { certificate: string }
  'pledge.nothing': { year: number; giver: string | null; taker: string }
  'pledge.above': { org: Pair; measure: Pair }
  'pledge.order': { giver: Pair; taker: Pair }
  'pledge.office': { person: string; day: string; sides: { org: Pair; holder: string | null }[] }
  'pledge.again': { person: string; day: string }
  'pledge.key': { person: string }
  'pledge.passphrase': { why: 'short' | 'wrong' | 'absent' }
  'pledge.rests': { org: Pair; below: Pair[] }
  'pledge.withdrawn': { day: string; why: string }
  'pledge.changed': Record<string, never>
  'appraisal.unknown': { appraisal: string; near: string | null }
  'appraisal.turn': { title: Pair; period: string; every: 'month' | 'quarter' | 'half' | 'year'; from: string }
  'appraisal.subject': { title: Pair; subject: Pair }
  'appraisal.early': { period: string; ends: string }
  'appraisal.own': { subject: Pair }
  'appraisal.rating': { rating: string; ratings: string[] }
  'appraisal.reason': { rating: Pair; suggested: Pair }
  'appraisal.stands': { subject: Pair }
  'district.present': { code: string }
  'district.root': { tops: string[] }
  'store.binary': { platform: string; arch: string }
  'store.program': { program: string }
  'store.start': { why: string }
  'store.address': { why: Pair }
  'store.reach': { why: string }
  'store.version': { found: string }
  'store.role': { role: string; why: string }
  'store.empty': { home: string }
  'store.newer': { name: string }
  'store.migration': { name: string }
  'store.shape': { columns: string[] }
  'backup.passphrase': { why: 'absent' | 'short' | 'differs'; least: number }
  'backup.key': { why: 'public' | 'none' }
  'backup.folder': { folder: string; why: string }
  'archive.foreign': { file: string }
  'archive.locked': { file: string; way: 'passphrase' | 'key' }
  'archive.damaged': { file: string }
  'archive.newer': { file: string; what: string }
  'archive.changed': { file: string; name: string }
  /** `member` is null where all of it together is meant. */
  'archive.unsafe': { file: string; member: string | null; why: 'name' | 'size' | 'twice' | 'bomb' }
  'archive.wrong': { file: string; why: Pair }
  'restore.occupied': { place: string }
  'restore.key': { file: string }
  'server.port': { port: number }
  'server.database': Record<never, never>
  /** `reading`: the request was to change nothing, so that nothing is stored; of any other it is not known. */
  'server.fault': { ticket: string; reading: boolean }
  'server.route': { path: string }
}

export type Code = keyof Details

interface Entry<D> {
  readonly status: number
  readonly zh: (details: D) => string
  readonly en: (details: D) => string
}

/** One amount less another, to the cent. */
const more = (one: number, other: number) => Math.round((one - other) * 100) / 100
const nearZh = (near: string | null) => (near ? `是否指“${near}”？` : '')
const nearEn = (near: string | null) => (near ? ` Did you mean "${near}"?` : '')

/** One fault of a workbook: sheet, cell or row, field, and what to do. */
export function faultIn(fault: SheetFault, language: 'zh' | 'en'): string {
  const { sheet, row, cell, field, why } = fault
  return language === 'zh'
    ? `工作表“${sheet}”${row === null ? '' : `第 ${row} 行`}${cell ? `（${cell}）` : ''}${field ? `“${field.zh}”` : ''}：${why.zh}`
    : `Sheet "${sheet}"${row === null ? '' : `, row ${row}`}${cell ? ` (${cell})` : ''}${field ? `, "${field.en}"` : ''}: ${why.en}`
}

/** The makers of group robots, and how the addresses that they give begin. */
const ROBOTS: Readonly<Record<Details['robot.address']['make'], Pair & { begins: string }>> = {
  wecom: { zh: '企业微信群机器人', en: 'WeCom', begins: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=' },
  dingtalk: { zh: '钉钉群机器人', en: 'DingTalk', begins: 'https://oapi.dingtalk.com/robot/send?access_token=' },
  feishu: { zh: '飞书群机器人', en: 'Feishu', begins: 'https://open.feishu.cn/open-apis/bot/v2/hook/' },
}
const ROBOT_FAULTS: Readonly<Record<Details['robot.address']['why'], Pair>> = {
  shape: { zh: '不是完整的网址', en: 'it is no complete address' },
  host: { zh: '主机不对，或不是 https', en: 'the host is not theirs, or it is not https' },
  path: { zh: '网址不全，缺了路径或密钥', en: 'a part is missing, its path or its key' },
}

const WEAK: Readonly<Record<Details['access.password']['why'], Pair>> = {
  short: { zh: '太短，至少要 10 个字', en: 'is too short: it needs at least 10 characters' },
  long: { zh: '太长，最多 256 个字', en: 'is too long: at most 256 characters' },
  known: { zh: '是人人会先猜的', en: 'is one that everybody tries first' },
  plain: { zh: '只是几个字反复或依次排列', en: 'only repeats a few characters or counts along' },
  name: { zh: '里面有用户名', en: 'contains the user name' },
}

export const WORDS: { readonly [C in Code]: Entry<Details[C]> } = {
  'input.day': {
    status: 400,
    zh: d => `${d.where}：“${d.text}”不是存在的日期。请写成 2012-04-30 这样的形式。`,
    en: d => `${d.where}: "${d.text}" is not a day that exists. Write it like 2012-04-30.`,
  },
  'input.period': {
    status: 400,
    zh: d =>
      `“${d.text}”不是期间。请写年（2012）、半年（2012-H1）、季度（2012-Q3）、月（2012-04）或年段（2011..2012）。`,
    en: d =>
      `"${d.text}" is not a period. Write a year (2012), half (2012-H1), quarter (2012-Q3), month (2012-04) or run of years (2011..2012).`,
  },
  'input.file': {
    status: 400,
    zh: d => `${d.file} 第 ${d.line} 行：${d.why.zh} 此次没有写入任何内容，请改正后重试。`,
    en: d => `${d.file}, line ${d.line}: ${d.why.en} Nothing was stored; correct it and try again.`,
  },
  'input.field': {
    status: 400,
    zh: d => `${d.where}：字段“${d.field}”${d.why.zh}`,
    en: d => `${d.where}: field "${d.field}" ${d.why.en}`,
  },
  'input.unreadable': {
    status: 400,
    zh: d => `读不了文件 ${d.file}：${d.why}。请检查路径和权限。`,
    en: d => `Cannot read the file ${d.file}: ${d.why}. Check its path and permissions.`,
  },
  'option.missing': {
    status: 400,
    zh: d =>
      `${d.command}：缺少 ${d.option}${d.codes.length > 0 ? `；可选：${d.codes.map(one => `${one.code}（${one.name.zh}）`).join('、')}` : '，请补上'}。`,
    en: d =>
      `${d.command}: ${d.option} is missing${d.codes.length > 0 ? `; one of: ${d.codes.map(one => `${one.code} (${one.name.en})`).join(', ')}` : '; add it'}.`,
  },
  'input.encoding': {
    status: 400,
    zh: d => `${d.file} 不是 UTF-8，也不是 GBK，读不出文字。请用记事本或 WPS 另存为 UTF-8 后重试。`,
    en: d => `${d.file} is neither UTF-8 nor GBK and cannot be read as text. Save it as UTF-8 and try again.`,
  },
  'input.foreign': {
    status: 400,
    zh: d => `${d.file} 不是${d.what.zh}。请使用由系统导出、未经改动的文件。`,
    en: d => `${d.file} is not ${d.what.en}. Use the file as the system wrote it.`,
  },
  'sheet.unread': {
    status: 400,
    zh: d => `读不了 ${d.file}：${d.why.zh}`,
    en: d => `Cannot read ${d.file}: ${d.why.en}`,
  },
  'sheet.faults': {
    status: 400,
    zh: d =>
      `${d.file} 有 ${d.faults.length} 处问题，没有写入任何内容。请一并改正后重新导入：\n${d.faults.map(one => faultIn(one, 'zh')).join('\n')}`,
    en: d =>
      `${d.file} has ${d.faults.length} ${d.faults.length === 1 ? 'fault' : 'faults'}; nothing was stored. Correct them all and import it again:\n${d.faults.map(one => faultIn(one, 'en')).join('\n')}`,
  },
  'sheet.pay': {
    status: 404,
    zh: d =>
      d.money ? `“${d.duty}”不是按钱计的事项，没有发放表。${nearZh(d.near)}` : `没有事项“${d.duty}”。${nearZh(d.near)}`,
    en: d =>
      d.money
        ? `"${d.duty}" is not owed in money and has no pay sheet.${nearEn(d.near)}`
        : `There is no duty "${d.duty}".${nearEn(d.near)}`,
  },
  'sheet.many': {
    status: 400,
    zh: d => `“${d.kind.zh}”的记录超过 ${d.most} 条，一张表放不下。请缩短起止日期，或选择下级组织。`,
    en: d =>
      `There are more than ${d.most} records of "${d.kind.en}", too many for one sheet. Choose fewer days, or an organization below.`,
  },
  'input.ahead': {
    status: 400,
    zh: d => `${d.period} 尚未开始（今天是 ${d.today}），还没有可以报告的内容。请选择已开始的期间。`,
    en: d =>
      `${d.period} has not begun (today is ${d.today}), so there is nothing to report yet. Choose a period that has begun.`,
  },
  'output.format': {
    status: 400,
    zh: d =>
      d.format === null
        ? `不能写成 ${d.file}：这里能生成的格式有 ${d.formats.join('、')}。请改用其中一种后缀，或写明 --format。`
        : `${d.file} 的后缀与 --format ${d.format} 不一致。请去掉 --format，或改用后缀 .${d.format}。`,
    en: d =>
      d.format === null
        ? `${d.file} cannot be written: the formats here are ${d.formats.join(', ')}. Give the file one of these endings, or say --format.`
        : `The ending of ${d.file} contradicts --format ${d.format}. Leave --format out, or let the file end in .${d.format}.`,
  },
  'output.unwritable': {
    status: 400,
    zh: d => `写不了文件 ${d.file}：${d.why}。请检查路径和权限。`,
    en: d => `Cannot write the file ${d.file}: ${d.why}. Check its path and permissions.`,
  },
  'org.unknown': {
    status: 404,
    zh: d => `没有组织“${d.org}”。${nearZh(d.near)}用 jiceng org list 可查看全部组织。`,
    en: d => `There is no organization "${d.org}".${nearEn(d.near)} List them with: jiceng org list`,
  },
  'org.ambiguous': {
    status: 400,
    zh: d => `“${d.org}”对应多个组织：${d.codes.join('、')}。请用代码指明。`,
    en: d => `"${d.org}" names several organizations: ${d.codes.join(', ')}. Say which by its code.`,
  },
  'org.absent': {
    status: 400,
    zh: d =>
      d.closed && d.day >= d.closed
        ? `组织“${d.org.zh}”已于 ${d.closed} 撤销，${d.day} 不存在。请核对日期，或选择承接它的组织。`
        : `组织“${d.org.zh}”自 ${d.opened} 起才成立，${d.day} 尚不存在。请核对日期，或登记当时的组织。`,
    en: d =>
      d.closed && d.day >= d.closed
        ? `Organization "${d.org.en}" was closed on ${d.closed} and does not exist on ${d.day}. Check the day or choose its successor.`
        : `Organization "${d.org.en}" was opened on ${d.opened} and does not exist on ${d.day}. Check the day or choose the organization of that time.`,
  },
  'org.circle': {
    status: 400,
    zh: d =>
      d.itself
        ? `“${d.org.zh}”不能归到自己之下。请选择另一个组织。`
        : `不能从 ${d.day} 起把“${d.org.zh}”归到“${d.to.zh}”之下：后者本身在前者之下，会成为循环。请选择不在其下级的组织。`,
    en: d =>
      d.itself
        ? `"${d.org.en}" cannot stand below itself. Choose another organization.`
        : `"${d.org.en}" cannot be moved below "${d.to.en}" from ${d.day}: that one stands below it, so the tree would form a circle. Choose an organization outside its own subtree.`,
  },
  'org.heir': {
    status: 400,
    zh: d =>
      d.why === 'itself'
        ? `“${d.org.zh}”不能由自己承接。请选择并入或承接的另一个组织。`
        : d.why === 'below'
          ? `“${d.org.zh}”自 ${d.day} 起不能并入“${d.to.zh}”：后者是它的下级。请选择不在其下级的组织。`
          : `“${d.org.zh}”自 ${d.day} 起不能由“${d.to.zh}”承接：后者终止后正是由前者承接。请选择另一个组织。`,
    en: d =>
      d.why === 'itself'
        ? `"${d.org.en}" cannot be taken over by itself. Choose another organization to merge into or to take over.`
        : d.why === 'below'
          ? `"${d.org.en}" cannot be merged into "${d.to.en}" from ${d.day}, which stands below it. Choose an organization outside its own subtree.`
          : `"${d.org.en}" cannot be taken over by "${d.to.en}" from ${d.day}: once that one has ended, what it had comes back to the first. Choose another organization.`,
  },
  'org.root': {
    status: 400,
    zh: d => `“${d.org.zh}”是最上级组织，不能移动、合并或撤销。`,
    en: d => `"${d.org.en}" is the top of the tree; it cannot be moved, merged or closed.`,
  },
  'org.code': {
    status: 409,
    zh: d => `代码“${d.code}”已被使用，代码不重复使用。请另选一个。`,
    en: d => `The code "${d.code}" is in use or was used before; codes are never reused. Choose another.`,
  },
  'org.first_day': {
    status: 409,
    zh: d => `“${d.org.zh}”于 ${d.day} 才设立，不能从同一天起撤销或并入。如设立有误，请撤回那次设立。`,
    en: d =>
      `"${d.org.en}" opened on ${d.day}, so it neither closes nor merges on that very day. If it was opened by mistake, undo the opening.`,
  },
  'org.occupied': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”在 ${d.day} 仍有成员 ${d.members} 名、下级组织 ${d.below} 个，不能撤销。请先转出，或改用合并。`,
    en: d =>
      `"${d.org.en}" still has ${d.members} members and ${d.below} organizations below it on ${d.day} and cannot be closed. Transfer them first, or merge it into another.`,
  },
  'org.recorded': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”自 ${d.day} 起不能撤销：该日及以后它名下仍有${d.recorded.zh}，撤销后将无处归属。请写明由谁承接（jiceng org close ${d.code} --from ${d.day} --into …），或改用合并，或自 ${d.after} 起撤销。`,
    en: d =>
      `"${d.org.en}" cannot be closed from ${d.day}: it still has ${d.recorded.en} of that day or later, which would belong nowhere. Say who takes over (jiceng org close ${d.code} --from ${d.day} --into …), merge it into another, or close it from ${d.after}.`,
  },
  'org.recorded_split': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”自 ${d.day} 起不能分设：该日及以后它名下已有${d.recorded.zh}，分设后归哪一方须写明。请写明仍归“${d.org.zh}”（jiceng org split ${d.code} --keeps-records …），属于新组织的事后逐条更正其组织；或改选更晚的日期。`,
    en: d =>
      `"${d.org.en}" cannot be split from ${d.day}: it has ${d.recorded.en} of that day or later, and which part takes them must be said. Say that they stay with "${d.org.en}" (jiceng org split ${d.code} --keeps-records ...), then correct the organization of those that belong to the new one; or choose a later day.`,
  },
  'org.recorded_before': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”不能改为自 ${d.day} 起成立：此前它名下已有${d.recorded.zh}。请先更正这些事项的日期或组织，或改选更早的日期。`,
    en: d =>
      `"${d.org.en}" cannot begin on ${d.day}: it has ${d.recorded.en} of the days before. Correct their day or organization first, or choose an earlier day.`,
  },
  'org.beyond': {
    status: 403,
    zh: d => `“${d.org.zh}”的变动涉及您看不到的上级或其他组织，您不能单独决定。请由看得到双方的上级组织部门办理。`,
    en: d =>
      `A change of "${d.org.en}" concerns a superior or another organization that you cannot see. Ask the organization department that sees both sides to make it.`,
  },
  'change.nothing': {
    status: 409,
    zh: () => '名册上本来就是这样，没有任何变化。请核对日期和内容。',
    en: () => 'The register says so already; nothing would change. Check the day and what was entered.',
  },
  'change.unknown': {
    status: 404,
    zh: d => `没有编号为“${d.change}”的变动，或者您看不到它。用 jiceng org changes 可查看变动。`,
    en: d => `There is no change "${d.change}", or it is out of your sight. List them with: jiceng org changes`,
  },
  'change.undo': {
    status: 409,
    zh: d => `“${d.change.zh}”本身就是一次撤回，不能再撤回。请重新办理原来的变动。`,
    en: d => `"${d.change.en}" is itself an undo and cannot be undone. Make the original change again.`,
  },
  'change.undone': {
    status: 409,
    zh: d => `“${d.change.zh}”已经撤回过了，无需再撤回。`,
    en: d => `"${d.change.en}" has been undone already; there is nothing left to do.`,
  },
  'change.stage': {
    status: 409,
    zh: d =>
      `“${d.change.zh}”是随事项的环节办理的，不能单独撤回。请撤回该环节的记录（编号 ${d.record}），名册随之恢复。`,
    en: d =>
      `"${d.change.en}" was made by the stage of a case and is not undone by itself. Withdraw the record of that stage (${d.record}); the register goes back with it.`,
  },
  'change.rests': {
    status: 409,
    zh: d =>
      d.later
        ? `不能撤回“${d.change.zh}”：后来的变动“${d.later.what.zh}”以它为基础。请先撤回后者（编号 ${d.later.id}）。`
        : d.records
          ? `不能撤回“${d.change.zh}”：新设的组织名下已有${d.recorded?.zh ?? '记录、目标或登记事项'}。请改为撤销该组织或并入其他组织。`
          : `不能撤回“${d.change.zh}”：有关登记后来已另有变动，不是经名册变动办理的。请按现状另行办理变动。`,
    en: d =>
      d.later
        ? `"${d.change.en}" cannot be undone: the later change "${d.later.what.en}" rests on it. Undo that one first (${d.later.id}).`
        : d.records
          ? `"${d.change.en}" cannot be undone: the new organization already has ${d.recorded?.en ?? 'records, objectives or entries of its own'}. Close it or merge it into another instead.`
          : `"${d.change.en}" cannot be undone: what it changed was altered since by other ways than a change of the register. Make a new change from where things stand.`,
  },
  'change.meanwhile': {
    status: 409,
    zh: d =>
      `您查看之后，${d.author} 已于 ${d.at} 作了变动${d.later ? `：“${d.later.what.zh}”` : '（不在您的管理范围内）'}，涉及同一事项，所以您的变动没有写入。请重新查看后再决定。`,
    en: d =>
      `Since you looked, ${d.author} made ${d.later ? 'this change' : 'a change beyond your sight'} on ${d.at}${d.later ? `: "${d.later.what.en}"` : ''}. It concerns the same, so yours was not made. Look again and decide.`,
  },
  'member.none': {
    status: 404,
    zh: d => `${d.person.zh} 在 ${d.day} 不属于任何组织。请核对日期，或先办理转入。`,
    en: d =>
      `${d.person.en} is not a member of any organization on ${d.day}. Check the day, or let the person join first.`,
  },
  'post.none': {
    status: 404,
    zh: d => `${d.person.zh} 在 ${d.day} 没有担任“${d.org.zh}”的${d.post.zh}。请核对职务和日期。`,
    en: d =>
      `${d.person.en} does not hold the post of ${d.post.en} in "${d.org.en}" on ${d.day}. Check the post and the day.`,
  },
  'person.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.person} 的人员。请先在名册中登记。`,
    en: d => `There is no person with the id ${d.person}. Enter the person in the register first.`,
  },
  'person.unnamed': {
    status: 404,
    zh: d => `名册中没有叫“${d.person}”的人，或不在您的范围内。${nearZh(d.near)}请核对姓名，或改用编号。`,
    en: d => `Nobody in sight is called "${d.person}".${nearEn(d.near)} Check the name, or give the id.`,
  },
  'person.ambiguous': {
    status: 409,
    zh: d =>
      `“${d.person}”不止一人：${d.people.map(one => `${one.name}，${one.born} 年生，${one.org}（${one.id}）`).join('；')}。请用编号指明是哪一位。`,
    en: d =>
      `"${d.person}" may be several people: ${d.people.map(one => `${one.name}, born ${one.born}, ${one.org} (${one.id})`).join('; ')}. Say which one by the id.`,
  },
  'person.absent': {
    status: 400,
    zh: d => `${d.person.zh}自 ${d.first} 起才在名册中，${d.day} 的情况无从变更。请选不早于该日的日期。`,
    en: d =>
      `${d.person.en} is in the register from ${d.first}; nothing can be changed on ${d.day}. Choose a later day.`,
  },
  'person.present': {
    status: 409,
    zh: d =>
      `名册中已有${d.person.zh}，${d.born} 出生${d.org ? `，在${d.org.zh}` : ''}（编号 ${d.id}）。如为同一人，请直接为其办理加入或任职；确是同名同日出生的另一人，请注明后再录入。`,
    en: d =>
      `The register already has ${d.person.en}, born ${d.born}${d.org ? `, at ${d.org.en}` : ''} (id ${d.id}). If it is the same person, let them join or be appointed; if it is another person of that name and birthday, say so and enter them.`,
  },
  'person.unborn': {
    status: 400,
    zh: d => `${d.person.zh}的出生日期 ${d.born} 晚于录入日期 ${d.day}。请核对两个日期。`,
    en: d => `${d.person.en} was born ${d.born}, after the day of entry ${d.day}. Check both days.`,
  },
  'member.young': {
    status: 400,
    zh: d =>
      `${d.person.zh} ${d.born} 出生，到 ${d.day} 不满 ${d.least} 周岁，不能加入。依据：${d.clause.zh}。请核对出生日期和加入日期。`,
    en: d =>
      `${d.person.en}, born ${d.born}, is not ${d.least} years old on ${d.day} and cannot be a member. Source: ${d.clause.en}. Check the day of birth and the day of joining.`,
  },
  'person.mongolian': {
    status: 400,
    zh: d => `“${d.text}”不是蒙古文。请用蒙古文输入法输入姓名，或留空。`,
    en: d => `"${d.text}" is not in Mongolian script. Type the name with a Mongolian keyboard, or leave it empty.`,
  },
  'member.full': {
    status: 409,
    zh: d => `${d.person.zh}自 ${d.from} 起已是“${d.org.zh}”的正式成员，无须再转正。`,
    en: d => `${d.person.en} has been a full member in "${d.org.en}" from ${d.from}; there is nothing to confirm.`,
  },
  'member.twice': {
    status: 409,
    zh: d => `${d.person.zh} 在 ${d.day} 已在“${d.org.zh}”，一个人同一天只能属于一个组织。请先转出，或核对日期。`,
    en: d =>
      `${d.person.en} already belongs to "${d.org.en}" on ${d.day}; a member is counted in one place only. Transfer the membership first, or check the day.`,
  },
  'post.twice': {
    status: 409,
    zh: d => `${d.person.zh} 在 ${d.day} 已任“${d.org.zh}”的${d.post.zh}，不能重复任职。请先免去，或核对日期。`,
    en: d =>
      `${d.person.en} already holds the post of ${d.post.en} in "${d.org.en}" on ${d.day}. Release the person first, or check the day.`,
  },
  'post.taken': {
    status: 409,
    zh: d => `“${d.org.zh}”的${d.post.zh}在 ${d.day} 已有人担任，此职务只能一人担任。请先免去现任。`,
    en: d =>
      `The post of ${d.post.en} in "${d.org.en}" is held on ${d.day} and only one person can hold it. Release the holder first.`,
  },
  'kind.unknown': {
    status: 400,
    zh: d => `没有类型“${d.kind}”。${nearZh(d.near)}用 jiceng charter kinds 可查看全部类型。`,
    en: d => `There is no kind "${d.kind}".${nearEn(d.near)} List them with: jiceng charter kinds`,
  },
  'field.unknown': {
    status: 400,
    zh: d => `类型“${d.kind}”没有字段“${d.field}”。${nearZh(d.near)}`,
    en: d => `The kind "${d.kind}" has no field "${d.field}".${nearEn(d.near)}`,
  },
  'record.sealed': {
    status: 409,
    zh: d => `“${d.kind.zh}”由系统在办理时写入，不能手工填写或更正。请到对应页面办理。`,
    en: d => `"${d.kind.en}" is written by its own act and is neither entered nor corrected by hand. Go to its page.`,
  },
  'record.writer': {
    status: 403,
    zh: d => `“${d.kind.zh}”由${d.who.zh}记录、更正和撤回，您现任的职务不能为“${d.org.zh}”办理。请交${d.who.zh}办理。`,
    en: d =>
      `"${d.kind.en}" is written, corrected and withdrawn by ${d.who.en}; the post you hold does not allow it for "${d.org.en}". Leave it to them.`,
  },
  'record.judged': {
    status: 403,
    zh: d => `“${d.kind.zh}”是对您或“${d.org.zh}”的评判，被评判的一方不能记录、更正或撤回。请由${d.who.zh}办理。`,
    en: d =>
      `"${d.kind.en}" judges you or "${d.org.en}"; whoever is judged neither writes it nor corrects or withdraws it. Leave it to ${d.who.en}.`,
  },
  'record.hand': {
    status: 403,
    zh: d => `“${d.kind.zh}”所评判的办理情况是您报告的，不能再由您评判。请由另一人办理。`,
    en: d => `"${d.kind.en}" judges what you reported yourself. Let another person do it.`,
  },
  'record.conflict': {
    status: 409,
    zh: d => `编号 ${d.id} 的记录已存在且内容不同。记录不可改写；如需更正，请新增一条并用 voids 指明原记录。`,
    en: d =>
      `A record with the id ${d.id} exists with other content. Records are never rewritten; to correct one, add a record that names it in "voids".`,
  },
  'record.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.id} 的记录可供更正或续办。请核对编号。`,
    en: d => `There is no record ${d.id} to correct or to carry on. Check the id.`,
  },
  'complaint.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.complaint} 的反映，或者不归您答复。请刷新页面核对。`,
    en: d => `There is no complaint ${d.complaint}, or it is not yours to answer. Reload the page and check.`,
  },
  'record.corrected': {
    status: 409,
    zh: d => `编号 ${d.id} 的记录已由 ${d.by} 更正。如需再改，请更正 ${d.by}。`,
    en: d => `The record ${d.id} has been corrected by ${d.by} already. To change it again, correct ${d.by}.`,
  },
  'record.named': {
    status: 400,
    zh: d =>
      `“${d.where}”的“${d.field}”所指的“${d.kind.zh}”（编号 ${d.id}）${
        {
          unknown: '不存在、不是这一类记录或不在可见范围内。请从表单列出的记录中选择',
          withdrawn: '已经撤回。请改选没有撤回的记录',
          elsewhere: '不是本组织或其上级组织的记录。请改选本组织或上级的记录',
          later: `发生在 ${d.day}，晚于本记录。请改选较早的记录，或核对日期`,
        }[d.why]
      }。`,
    en: d =>
      `The "${d.kind.en}" named by "${d.field}" of "${d.where}" (id ${d.id}) ${
        {
          unknown: 'does not exist, is of another kind or is out of sight. Choose one of those that the form offers',
          withdrawn: 'was withdrawn. Choose one that stands',
          elsewhere: 'is of neither this organization nor one above it. Choose one of these',
          later: `is of ${d.day}, which is later. Choose an earlier one, or check the day`,
        }[d.why]
      }.`,
  },
  'record.needed': {
    status: 409,
    zh: d =>
      d.withdraws
        ? `已有 ${d.count} 条“${d.by.zh}”（最早 ${d.day}）指明这条“${d.kind.zh}”，不能撤回。请先更正或撤回那些记录。`
        : `已有 ${d.count} 条“${d.by.zh}”（最早 ${d.day}）指明这条“${d.kind.zh}”，日期不能改到它们之后。请改用不晚于 ${d.day} 的日期。`,
    en: d =>
      d.withdraws
        ? `${d.count} of "${d.by.en}" (the first of ${d.day}) name this "${d.kind.en}", so it cannot be withdrawn. Correct or withdraw those first.`
        : `${d.count} of "${d.by.en}" (the first of ${d.day}) name this "${d.kind.en}", so its day cannot be after theirs. Give a day no later than ${d.day}.`,
  },
  'attachment.form': {
    status: 400,
    zh: d =>
      `“${d.file}”不能作附件：只收 ${d.megabytes} MB 以内的 ${d.endings} 文件，且内容须与扩展名一致。请另存为其中一种后再试。`,
    en: d =>
      `"${d.file}" cannot stand beside a record: files of ${d.endings} up to ${d.megabytes} MB are taken, whose content agrees with the name. Save it as one of these and try again.`,
  },
  'attachment.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.id} 的附件，或它已被撤回。请在记录下查看现有附件。`,
    en: d => `There is no attachment ${d.id}, or it has been taken back. See which files stand beside the record.`,
  },
  'pay.nobody': {
    status: 400,
    zh: d =>
      `“${d.kind.zh}”不能登记：${d.from} 至 ${d.to}，“${d.org.zh}”没有人任应领报酬的职务。请核对组织和日期；任职漏登的，请先在名册中补登。`,
    en: d =>
      `"${d.kind.en}" cannot be recorded: from ${d.from} to ${d.to} nobody held a paid post in "${d.org.en}". Check the organization and the day; if a post is missing from the register, enter it there first.`,
  },
  'pay.above': {
    status: 400,
    zh: d =>
      `“${d.org.zh}” ${d.turn} 的“${d.kind.zh}”应付 ${d.owed} 元，连同这一笔共 ${d.paid} 元，超出 ${more(d.paid, d.owed)} 元。金额或期次有误的，请改正；确应多付的，请写明理由（why）。`,
    en: d =>
      `"${d.kind.en}" of ${d.org.en} for ${d.turn}: ${d.owed} yuan are owed and this makes ${d.paid}, which is ${more(d.paid, d.owed)} more. Correct the amount or the turn; if more is due, say why (why).`,
  },
  'case.owner': {
    status: 400,
    zh: d => `“${d.kind.zh}”没有写明由谁负责。请填责任人（owner）或责任单位（owner_org）。`,
    en: d => `"${d.kind.en}" needs an owner. Name a person (owner) or an organization (owner_org).`,
  },
  'case.due': {
    status: 400,
    zh: d =>
      d.due
        ? `“${d.kind.zh}”的时限 ${d.due} 太早。请填 ${d.least} 以后的日期。`
        : `“${d.kind.zh}”没有写明时限，不能立项。请填办结时限（due），不早于 ${d.least}。`,
    en: d =>
      d.due
        ? `The due day ${d.due} of "${d.kind.en}" is too early. Give a day after ${d.least}.`
        : `"${d.kind.en}" cannot be opened without a due day. Give the day by which it is to be closed (due), not before ${d.least}.`,
  },
  'record.outsider': {
    status: 409,
    zh: d =>
      d.member && d.full
        ? `${d.person.zh}在 ${d.day} 是“${d.org.zh}”的预备党员，没有表决权，不能列入“${d.kind.zh}”的名单。请去掉；列席的写在内容里。`
        : `${d.person.zh}在 ${d.day} 不是“${d.org.zh}”（含下级组织）的党员，也不在那里任职，不能列入“${d.kind.zh}”的名单。请核对日期和名单；邀请列席的写在内容里，组织关系有变的先在名册中登记。`,
    en: d =>
      d.member && d.full
        ? `${d.person.en} is a probationary member of "${d.org.en}" on ${d.day} and has no vote, so stands on no roll of "${d.kind.en}". Take the name out; who was invited is told in the text.`
        : `${d.person.en} is no member of "${d.org.en}" on ${d.day}, nor of what stands below it, holds no post there, and stands on no roll of "${d.kind.en}". Check the day and the roll; who was invited is told in the text, and a change of membership is entered in the register first.`,
  },
  'case.order': {
    status: 409,
    zh: d => `“${d.kind.zh}”在 ${d.day} 还不能登记“${d.stage.zh}”：“${d.first.zh}”尚未登记。请先登记“${d.first.zh}”。`,
    en: d =>
      `"${d.kind.en}" cannot come to "${d.stage.en}" on ${d.day}: "${d.first.en}" is not recorded yet. Record "${d.first.en}" first.`,
  },
  'case.again': {
    status: 409,
    zh: d => `“${d.kind.zh}”已登记过“${d.stage.zh}”或其后的阶段，${d.day} 不能再退回。如前一条有误，请先撤回那一条。`,
    en: d =>
      `"${d.kind.en}" has "${d.stage.en}", or a later stage, on record already and cannot go back to it on ${d.day}. If that was wrong, take it back first.`,
  },
  'case.closed': {
    status: 409,
    zh: d =>
      `“${d.kind.zh}”已经办结，${d.day} 不能再登记“${d.stage.zh}”。${d.reopening ? `如复查发现不实，请登记“${d.reopening.zh}”。` : '如办结有误，请撤回办结的那一条。'}`,
    en: d =>
      `"${d.kind.en}" is closed and cannot come to "${d.stage.en}" on ${d.day}. ${d.reopening ? `If it proved false, record "${d.reopening.en}".` : 'If the closing was wrong, take it back.'}`,
  },
  'case.elsewhere': {
    status: 400,
    zh: () => '所选事项由几个外单位开立，不能一次一并办理。请按单位分开办理。',
    en: () =>
      'The chosen cases were opened by several organizations beyond your own. Take them on one organization at a time.',
  },
  'case.early': {
    status: 400,
    zh: d => `“${d.kind.zh}”于 ${d.opened} 立项，“${d.stage.zh}”不能早在 ${d.day}。请核对日期。`,
    en: d =>
      `"${d.kind.en}" was opened on ${d.opened}, so "${d.stage.en}" cannot be as early as ${d.day}. Check the day.`,
  },
  'member.elsewhere': {
    status: 409,
    zh: d => `这名党员在 ${d.day} 不在${d.org.zh}，不能由此转出。请核对党员所在组织和日期。`,
    en: d =>
      `The member does not belong to ${d.org.en} on ${d.day} and cannot go from there. Check where they belong, and the day.`,
  },
  'case.begun': {
    status: 409,
    zh: d => `“${d.kind.zh}”已有 ${d.steps} 条办理记录，立项不能更正或撤回。请先撤回这些办理记录。`,
    en: d =>
      `"${d.kind.en}" has ${d.steps} later records, so its opening cannot be corrected or withdrawn. Take those back first.`,
  },
  'case.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.case} 的事项，或者它不在可见范围内。用 jiceng case list 可查看全部事项。`,
    en: d => `There is no case ${d.case}, or it is out of sight. List them with: jiceng case list`,
  },
  'case.stage': {
    status: 404,
    zh: d => `“${d.kind.zh}”没有阶段“${d.stage}”。${nearZh(d.near)}`,
    en: d => `"${d.kind.en}" has no stage "${d.stage}".${nearEn(d.near)}`,
  },
  'case.kind': {
    status: 404,
    zh: d => `章程中没有事项类型“${d.kind}”。${nearZh(d.near)}`,
    en: d => `The charter has no kind of case "${d.kind}".${nearEn(d.near)}`,
  },
  'parcel.passphrase': {
    status: 422,
    zh: d =>
      d.why === 'short'
        ? '口令太短，保护不了文件。请用至少 8 个字符的口令。'
        : '口令不对，或文件已损坏，没有打开。请核对口令，或重新导出。',
    en: d =>
      d.why === 'short'
        ? 'The passphrase is too short to protect the file. Use at least 8 characters.'
        : 'The passphrase is wrong or the file is damaged, so it was not opened. Check the passphrase or export again.',
  },
  'parcel.foreign': {
    status: 422,
    zh: d => `${d.file} 不是手机导出的待发记录。请选择在手机“未发出的记录”页上导出的文件。`,
    en: d =>
      `${d.file} holds no records exported from a phone. Choose a file exported on the phone's page of unsent records.`,
  },
  'thing.unknown': {
    status: 404,
    zh: d =>
      `没有编号为 ${d.thing} 的${d.kind ? `“${d.kind}”` : '事物'}，或不在您的范围内。请核对编号，或先在名册中登记。`,
    en: d =>
      `There is no ${d.kind ?? 'thing'} with the id ${d.thing} in sight. Check the id, or enter it in the register first.`,
  },
  'thing.absent': {
    status: 400,
    zh: d =>
      `“${d.thing.zh}”在 ${d.day} 不存在（${d.opened} 起${d.closed ? `，至 ${d.closed} 止` : ''}）。请选其存续期间的日期。`,
    en: d =>
      `"${d.thing.en}" does not exist on ${d.day} (from ${d.opened}${d.closed ? ` to ${d.closed}` : ''}). Choose a day on which it does.`,
  },
  'thing.empty': {
    status: 400,
    zh: d =>
      `“${d.thing.zh}”${d.day} 才登记，当天注销等于没有登记过。请选以后的日期；登记错了，请撤回登记它的那次变动。`,
    en: d =>
      `"${d.thing.en}" was entered on ${d.day}; ended on that day it would never have been. Choose a later day, or undo the change that entered it.`,
  },
  'tie.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.tie} 的联系，或不在您的范围内。请在组织页上选择。`,
    en: d => `There is no tie with the id ${d.tie} in sight. Choose it on the page of its organization.`,
  },
  'tie.absent': {
    status: 400,
    zh: d => `“${d.kind.zh}”自 ${d.from} 起${d.to ? `，至 ${d.to} 止` : ''}，在 ${d.day} 不能解除。请选其间的日期。`,
    en: d =>
      `"${d.kind.en}" holds from ${d.from}${d.to ? ` to ${d.to}` : ''} and cannot end on ${d.day}. Choose a day within.`,
  },
  'tie.twice': {
    status: 409,
    zh: d => `“${d.org.zh}”自 ${d.from} 起已有内容相同的“${d.kind.zh}”。请先解除原有的，或改变内容。`,
    en: d =>
      `"${d.org.en}" has the same "${d.kind.en}" from ${d.from} already. End that one first, or say something else.`,
  },
  'tie.empty': {
    status: 400,
    zh: d => `“${d.kind.zh}”的结束日期 ${d.to} 不晚于开始日期 ${d.from}。请改正日期，或不填结束日期。`,
    en: d =>
      `"${d.kind.en}" would end on ${d.to}, not after its first day ${d.from}. Correct the days, or leave the end open.`,
  },
  'record.future': {
    status: 400,
    zh: d => `${d.day} 还没有到（今天是 ${d.today}），不能登记尚未发生的事。`,
    en: d => `${d.day} has not come yet (today is ${d.today}); what has not happened cannot be recorded.`,
  },
  'figure.unknown': {
    status: 404,
    zh: d => `没有数据项“${d.figure}”。${nearZh(d.near)}用 jiceng figure list 可查看全部数据项。`,
    en: d => `There is no figure "${d.figure}".${nearEn(d.near)} List them with: jiceng figure list --period 2012`,
  },
  'report.unknown': {
    status: 404,
    zh: d => `章程中没有报告模板“${d.template}”。${nearZh(d.near)}`,
    en: d => `The charter has no report template "${d.template}".${nearEn(d.near)}`,
  },
  'report.unsettled': {
    status: 409,
    zh: d =>
      `报告中有 ${d.figures.length} 项数据尚未汇总完毕（${d.figures.slice(0, 5).join('、')}）。请稍候片刻再生成。`,
    en: d =>
      `${d.figures.length} figures of the report are not settled yet (${d.figures.slice(0, 5).join(', ')}). Wait a moment and make it again.`,
  },
  'report.leak': {
    status: 409,
    zh: d =>
      `遮名稿中仍有 ${d.names.length} 处真名，已停止输出：${d.names
        .slice(0, 20)
        .map(n => `${n.name}(${n.place})`)
        .join('、')}。请在名册中补上该名称或修改模板。`,
    en: d =>
      `The masked report still shows ${d.names.length} real names, so nothing was written: ${d.names
        .slice(0, 20)
        .map(n => `${n.name} (${n.place})`)
        .join(', ')}. Add the name to the register or change the template.`,
  },
  'report.language': {
    status: 404,
    zh: d =>
      d.language === 'zh'
        ? `报告“${d.template}”只有英文文本。请改为生成英文稿（--lang en）。`
        : `报告“${d.template}”只有中文文本。请改为生成中文稿（--lang zh）。`,
    en: d =>
      d.language === 'zh'
        ? `The report "${d.template}" is written in English only. Ask for it in English (--lang en).`
        : `The report "${d.template}" is written in Chinese only. Ask for it in Chinese (--lang zh).`,
  },
  'report.foreign': {
    status: 400,
    zh: d => `${d.file} 不是本系统生成的报告：${d.why.zh}。请选择由 jiceng report make 生成的文件。`,
    en: d => `${d.file} is no report of Jiceng: ${d.why.en}. Choose a file made with: jiceng report make`,
  },
  'report.unread': {
    status: 400,
    zh: d => `读不了 ${d.file}：${d.why.zh}`,
    en: d => `Cannot read ${d.file}: ${d.why.en}`,
  },
  'charter.invalid': {
    status: 400,
    zh: d =>
      `章程有 ${d.faults.length} 处错误：\n${d.faults.map(f => `${f.file} 第 ${f.line} 行：${f.zh}`).join('\n')}`,
    en: d =>
      `The charter has ${d.faults.length} faults:\n${d.faults.map(f => `${f.file}, line ${f.line}: ${f.en}`).join('\n')}`,
  },
  'charter.unknown': {
    status: 404,
    zh: d => `没有制度或标准“${d.system}”。${nearZh(d.near)}用 jiceng charter list 可查看全部制度。`,
    en: d =>
      `There is no system or standard "${d.system}".${nearEn(d.near)} List the systems with: jiceng charter list`,
  },
  'charter.source': {
    status: 422,
    zh: d => `标准“${d.standard}”的新数值没有依据。请写明出自哪个文件、哪一条。`,
    en: d => `The new value of "${d.standard}" has no source. Say which document and which clause it comes from.`,
  },
  'charter.past': {
    status: 409,
    zh: d =>
      `标准“${d.standard}”自 ${d.from} 起才有规定（${d.clause.zh}，${d.value}），不能自 ${d.since} 起另定数值。请从 ${d.from} 或之后的日期起施行。`,
    en: d =>
      `"${d.standard}" has been a norm only from ${d.from} (${d.clause.en}, ${d.value}), so it cannot have a value from ${d.since}. Let the change begin on ${d.from} or later.`,
  },
  'charter.reason': {
    status: 422,
    zh: d =>
      `自 ${d.since} 起把标准“${d.standard}”由 ${d.before} 改为 ${d.value}，会改动已经结束或正在进行的期次。请先预览会改变哪些期次，再写明更正的理由。`,
    en: d =>
      `Changing "${d.standard}" from ${d.before} to ${d.value} from ${d.since} on alters turns that are over or running. Look first at what it would change, then say the reason.`,
  },
  'charter.nothing': {
    status: 404,
    zh: d =>
      d.days.length > 0
        ? `“${d.id}”没有自 ${d.since} 起的文本或数值。本地所定的从这些日期起：${d.days.join('、')}。请改用其中一个日期。`
        : `“${d.id}”没有本地所定的文本或数值，无可撤回。请核对编号。`,
    en: d =>
      d.days.length > 0
        ? `Nothing was said of "${d.id}" from ${d.since}. What the district said of it begins on: ${d.days.join(', ')}. Use one of these days.`
        : `The district has said nothing of "${d.id}", so there is nothing to withdraw. Check the id.`,
  },
  'charter.begun': {
    status: 409,
    zh: d => `“${d.id}”自 ${d.since} 起的规定已经施行，不能撤回。请写明理由予以更正，或另定自以后日期起的规定。`,
    en: d =>
      `What was said of "${d.id}" from ${d.since} is in force and cannot be withdrawn. Correct it with a reason, or say something else from a later day.`,
  },
  'charter.needed': {
    status: 409,
    zh: d =>
      `“${d.id}”自 ${d.since} 起的规定还有别的规定要用，不能撤回。请先撤回或改写后者：\n${d.faults.map(f => f.zh).join('\n')}`,
    en: d =>
      `What was said of "${d.id}" from ${d.since} is needed by other norms and cannot be withdrawn. Withdraw or rewrite those first:\n${d.faults.map(f => f.en).join('\n')}`,
  },
  'charter.value': {
    status: 422,
    zh: d => `“${d.value}”不能作为标准“${d.standard}”的数值。请填不小于 0 的数。`,
    en: d => `"${d.value}" cannot be a value of "${d.standard}". Give a number of at least 0.`,
  },
  'charter.scope': {
    status: 403,
    zh: d => `章程由“${d.top}”统一制定，“${d.org.zh}”不能增加或修改制度。请报上级组织部门办理。`,
    en: d =>
      `The charter is made for all of "${d.top}"; "${d.org.en}" cannot add to it. Ask the organization department there.`,
  },
  'kind.retired': {
    status: 409,
    zh: d => `类型“${d.kind}”已自 ${d.retired} 起停用，${d.day} 的事不能再这样登记。请核对日期，或改用现行的类型。`,
    en: d =>
      `The kind "${d.kind}" was retired from ${d.retired}, so nothing of ${d.day} is recorded under it. Check the day, or use the kind that replaced it.`,
  },
  'audit.reason': {
    status: 400,
    zh: () => '查阅“谁看过谁”须写明理由（至少五个字），理由本身也会记入审计。请补写。',
    en: () =>
      'Looks at people are opened with a reason of at least five characters, which is itself noted. Say why you look.',
  },
  'audit.narrow': {
    status: 400,
    zh: () => '查阅记录只能就一个人或一件事打开：请写明一个人、一条记录，或者某一天。',
    en: () => 'Looks at people are opened for one person or one incident: name a person, a record, or a single day.',
  },
  'audit.summed': {
    status: 400,
    zh: () => '查阅记录不按账号筛选或汇总。请去掉账号，改为写明一个人、一条记录或某一天。',
    en: () =>
      'Looks at people are never sought or summed by account. Leave the account out and name a person, a record or a day.',
  },
  'audit.about': {
    status: 404,
    zh: d => `您的范围内没有“${d.about}”这个人、组织或记录。请核对编号、全名或代码。`,
    en: d =>
      `No person, organization or record "${d.about}" is in your sight. Check the id, the whole name or the code.`,
  },
  'audit.head': {
    status: 400,
    zh: d => `“${d.text}”不是审计链首。应为编号、冒号和 64 位摘要，照印在纸上的那一行填写。`,
    en: d =>
      `"${d.text}" is no head of the audit chain. It is a number, a colon and 64 hexadecimal digits, as printed on the paper.`,
  },
  'audit.folded': {
    status: 409,
    zh: d => `第 ${d.n} 条已过留存期并汇总，无法再与纸上的链首核对。请用较新的纸件核对。`,
    en: d =>
      `Line ${d.n} was folded after the time for which it is kept, so the head on the paper can no longer be compared. Use a newer paper.`,
  },
  'audit.broken': {
    status: 500,
    zh: () => '审计链有断裂，到期的记录没有汇总。请先运行 jiceng audit verify 查明断裂处。',
    en: () => 'The audit chain is broken, so nothing old was folded. Run jiceng audit verify to see where it breaks.',
  },
  'access.denied': {
    status: 403,
    zh: d => `您现任的职务不能对“${d.org.zh}”进行此项操作（${d.verb.zh}）。如有需要，请联系上级组织部门。`,
    en: d =>
      `The post you hold does not allow this (${d.verb.en}) for "${d.org.en}". Ask the organization department above you.`,
  },
  'access.unsigned': {
    status: 401,
    zh: () => '请先登录。',
    en: () => 'Sign in first.',
  },
  'access.account': {
    status: 404,
    zh: d => `没有账号“${d.account}”。${nearZh(d.near)}`,
    en: d => `There is no account "${d.account}".${nearEn(d.near)}`,
  },
  'access.refused': {
    status: 401,
    zh: () => '用户名或密码不对。请核对后再试；忘记了请找管理员重置。',
    en: () =>
      'User name or password is not right. Check both and try again; an administrator can reset what is forgotten.',
  },
  'access.code': {
    status: 401,
    zh: d =>
      d.why === 'needed'
        ? '请输入验证器上的六位数字，或一个恢复码。'
        : '验证码不对或已用过。请等验证器换下一个数字再试，或用一个恢复码。',
    en: d =>
      d.why === 'needed'
        ? 'Enter the six digits of your authenticator, or a recovery code.'
        : 'This code is not right or was used already. Wait for the next one of the authenticator, or use a recovery code.',
  },
  'access.wait': {
    status: 429,
    zh: d => `连续多次没有通过。请过 ${d.seconds} 秒再试；在以前登录过的设备上可以照常登录。`,
    en: d =>
      `Several attempts failed in a row. Try again in ${d.seconds} seconds; a device from which you signed in before is not held up.`,
  },
  'access.stale': {
    status: 403,
    zh: () => '更改登录方式之前，请再输入一次密码；没有密码的，请退出后重新登录。',
    en: () =>
      'Before a way to sign in is changed, enter your password again; without a password, leave and sign in again.',
  },
  'access.postless': {
    status: 403,
    zh: d => `您的账号没有问题，但 ${d.day} 没有可以进入的职务，也没有代理。职务以名册为准，请联系组织部门。`,
    en: d =>
      `Your account is fine, but on ${d.day} you hold no post that opens the district and stand in for nobody. The register decides; ask the organization department.`,
  },
  'access.capacity': {
    status: 404,
    zh: () => '这个职务或代理今天已不属于您。请刷新页面。',
    en: () => 'This post or stand-in is not yours today. Load the page again.',
  },
  'access.demo': {
    status: 403,
    zh: () => '演示账号没有密码，也没有登录方式可改。请用邀请码建立自己的账号再试。',
    en: () =>
      'A demo account has no password and no way to sign in that could be changed. Take up an account of your own with an invitation.',
  },
  'access.password': {
    status: 400,
    zh: d => `这个密码${WEAK[d.why].zh}。换一个长一些的，例如几个不相干的词。`,
    en: d =>
      `This password ${WEAK[d.why].en}. Choose a longer one, such as a few words that have nothing to do with each other.`,
  },
  'access.name': {
    status: 400,
    zh: () => '用户名要 2 到 32 个字，可以用汉字、字母、数字和中间的 . _ -。',
    en: () => 'A user name has 2 to 32 letters and digits of any script, with . _ - between them.',
  },
  'access.name_taken': {
    status: 409,
    zh: d => `用户名“${d.name}”已有人用。请换一个。`,
    en: d => `The user name "${d.name}" is taken. Choose another one.`,
  },
  'access.present': {
    status: 409,
    zh: d => `此人已有账号“${d.account}”。忘记密码请用“重置”。`,
    en: d => `This person has the account "${d.account}" already. Reset it where the password is forgotten.`,
  },
  'access.invitation': {
    status: 404,
    zh: () => '这个一次性代码无效：写错了、用过了，或已过期。请找发码的人再要一个。',
    en: () => 'This one-time code does not hold: it is mistyped, used or too old. Ask whoever gave it for another one.',
  },
  'access.organizer': {
    status: 409,
    zh: d => `${d.day} 全区最上级组织没有此人任组织委员的记载，不能设为第一位管理员。请先任命：jiceng post appoint。`,
    en: d =>
      `On ${d.day} the register has no such organizer at the top of the district, who could be the first administrator. Appoint one first: jiceng post appoint.`,
  },
  'access.passkey': {
    status: 401,
    zh: () => '通行密钥没有通过验证。请再试一次，或用密码登录。',
    en: () => 'The passkey was not accepted. Try again, or sign in by password.',
  },
  'access.last': {
    status: 409,
    zh: () => '这是您唯一的登录方式，去掉就进不来了。请先设密码或另加一种。',
    en: () => 'This is your only way to sign in. Set a password or add another way first.',
  },
  'access.sign_on': {
    status: 502,
    zh: d => `统一登录没有完成（${d.why}）。请再试一次，或用密码登录。`,
    en: d => `The district's sign-on did not complete (${d.why}). Try again, or sign in by password.`,
  },
  'access.stranger': {
    status: 403,
    zh: () => '统一登录认识您，但这里没有与之相连的账号。请先用邀请码建立账号，或登录后在“账号”页连接。',
    en: () =>
      "The district's sign-on knows you, but no account here is connected with it. Take up your invitation first, or connect it on the account page.",
  },
  'access.foreign': {
    status: 403,
    zh: () => '这个请求来自别的网站，没有执行。请在本系统的页面上操作。',
    en: () => 'This request came from another site and was not carried out. Use the pages of this house.',
  },
  'access.reach': {
    status: 403,
    zh: d => `“${d.account}”的职务超出您的范围。请由其上级组织部门办理。`,
    en: d =>
      `The posts of "${d.account}" reach beyond yours. The organization department above looks after this account.`,
  },
  'access.key': {
    status: 500,
    zh: d =>
      `密钥文件 ${d.file} 不能用（${d.why}）。请放回这个数据库原来的密钥文件，或用 JICENG_KEY_FILE 指明它在哪里。`,
    en: d =>
      `The key file ${d.file} cannot be used (${d.why}). Put back the key file of this database, or say by JICENG_KEY_FILE where it is.`,
  },
  'calendar.unknown': {
    status: 404,
    zh: () => '这个日历地址无效：抄错了，或已经停用。请在“账号”页另取一个。',
    en: () => 'This calendar address does not hold: it is mistyped or has ended. Take another one on the account page.',
  },
  'calendar.many': {
    status: 409,
    zh: d => `一个账号最多有 ${d.most} 个日历地址。请先停用不用的。`,
    en: d => `An account has at most ${d.most} calendar addresses. End one that is not used.`,
  },
  'robot.unknown': {
    status: 404,
    zh: () => '没有这个群机器人，或它的组织不在您的范围内。请刷新页面看现有的。',
    en: () =>
      'There is no such robot, or its organization is beyond your sight. Reload the page to see those there are.',
  },
  'robot.address': {
    status: 400,
    zh: d =>
      `这不是${ROBOTS[d.make].zh}的地址：${ROBOT_FAULTS[d.why].zh}。请从群里机器人的设置中整段复制，应以 ${ROBOTS[d.make].begins} 开头。`,
    en: d =>
      `This is no address of a ${ROBOTS[d.make].en} robot: ${ROBOT_FAULTS[d.why].en}. Copy it whole from the robot's settings in the group; it begins with ${ROBOTS[d.make].begins}`,
  },
  'stand_in.own': {
    status: 400,
    zh: () => '不能代理自己。请另选一人。',
    en: () => 'Nobody stands in for themselves. Choose somebody else.',
  },
  'stand_in.dates': {
    status: 400,
    zh: d => `代理从 ${d.from} 到 ${d.last} 不行：要从今天（${d.today}）或以后起，末日不早于首日，最长 ${d.days} 天。`,
    en: d =>
      `A stand-in from ${d.from} to ${d.last} is not possible: it begins today (${d.today}) or later, ends no earlier than it begins, and lasts ${d.days} days at most.`,
  },
  'stand_in.wider': {
    status: 403,
    zh: () => '代理的范围和事项不能超出您本人今天的职务，代理来的职务也不能再转给别人。',
    en: () =>
      'A stand-in reaches no further than your own post of today, and what you hold as a stand-in cannot be handed on.',
  },
  'stand_in.unknown': {
    status: 404,
    zh: () => '没有这项代理，或它已经结束。',
    en: () => 'There is no such stand-in, or it has ended.',
  },
  'ballot.question': {
    status: 422,
    zh: d => `推荐的“${d.field}”${d.why.zh}`,
    en: d => `The recommendation's "${d.field}" ${d.why.en}`,
  },
  'ballot.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.ballot} 的推荐。请从推荐列表中打开。`,
    en: d => `There is no recommendation ${d.ballot}. Open it from the list.`,
  },
  'ballot.foreign': {
    status: 403,
    zh: () => '您不在这次推荐的投票人名册中。如有疑问，请联系主持推荐的组织部门。',
    en: () => 'You are not on the roll of this recommendation. If that is wrong, ask the department that holds it.',
  },
  'ballot.taken': {
    status: 409,
    zh: d =>
      d.way === 'paper'
        ? '您已领取纸质票，不能再领投票凭证。'
        : '您已在另一台设备上领取投票凭证，每人只有一个；请在那台设备上投票。',
    en: d =>
      d.way === 'paper'
        ? 'You were given a paper ballot, so there is no token for you.'
        : 'Your token was taken on another device; there is one for each voter. Vote on that device.',
  },
  'ballot.ended': {
    status: 409,
    zh: d => `投票凭证须在投票日 ${d.opens} 之前领取，现已停止签发。请在会场领取纸质票。`,
    en: d => `Tokens are given out before ${d.opens}, the first day of voting. Ask for a paper ballot at the meeting.`,
  },
  'ballot.early': {
    status: 409,
    zh: d => `投票自 ${d.opens} 开始，现在还不能投。`,
    en: d => `Voting begins on ${d.opens}; it is too early.`,
  },
  'ballot.late': {
    status: 409,
    zh: d => `投票已于 ${d.closed} 截止，这张票没有投入，也不会计入。如需补投，请组织部门另行组织一次推荐。`,
    en: d =>
      `Voting ended on ${d.closed}; this ballot was not taken and does not count. If votes are still wanted, ask the organization department to hold another recommendation.`,
  },
  'ballot.token': {
    status: 422,
    zh: () => '这个投票凭证不是本次推荐为该类别签发的，票没有投入。请在领取凭证的设备上重试。',
    en: () => 'This token was not signed for this recommendation and category. Try again on the device that took it.',
  },
  'ballot.content': {
    status: 422,
    zh: () => '票的内容与封签不符，没有投入。请重新填写后再投。',
    en: () => 'The content does not match its seal, and the ballot was not taken. Fill it in again.',
  },
  'ballot.double': {
    status: 409,
    zh: () => '这个投票凭证已经用过，每个凭证只能投一次；先前的票有效。',
    en: () => 'This token was used before. It is good for one ballot; the earlier one stands.',
  },
  'ballot.category': {
    status: 422,
    zh: d => `本次推荐没有“${d.category}”这一投票人类别。`,
    en: d => `This recommendation has no category "${d.category}".`,
  },
  'ballot.post': {
    status: 422,
    zh: d => `本次推荐没有“${d.post}”这一职位。`,
    en: d => `This recommendation does not ask for "${d.post}".`,
  },
  'ballot.lines': {
    status: 422,
    zh: d => `“${d.post}”最多推荐 ${d.lines} 人，这张票写得太多，请删减。`,
    en: d => `"${d.post}" has ${d.lines} lines; this ballot has far more. Shorten it.`,
  },
  'ballot.clerk': {
    status: 409,
    zh: d => `第 ${d.serial} 号纸质票的两次录入须由不同的人完成，请换人录入。`,
    en: d => `Paper ballot ${d.serial} must be entered by two different people. Let somebody else enter it.`,
  },
  'ballot.entered': {
    status: 409,
    zh: d => `第 ${d.serial} 号纸质票的第 ${d.entry} 次录入已有，如需重录请先撤回。`,
    en: d => `Entry ${d.entry} of paper ballot ${d.serial} is there already. Take it back first.`,
  },
  'ballot.papers': {
    status: 409,
    zh: d => `纸质票 ${d.serials.slice(0, 10).join('、')} 号两次录入不一致或只录了一次。请核对原票后再计票。`,
    en: d =>
      `Paper ballots ${d.serials.slice(0, 10).join(', ')} were entered once, or differently twice. Look at the papers before counting.`,
  },
  'ballot.open': {
    status: 409,
    zh: d => `投票尚未结束（截止 ${d.closes}），结束投票之后才能看到票的内容。`,
    en: d => `Voting is not closed yet (it ends on ${d.closes}). Ballots can be seen after it is closed.`,
  },
  'ballot.closed': {
    status: 409,
    zh: d => `投票已于 ${d.closed} 结束，不能再改。请查看计票结果；仍需推荐的，请另行组织一次。`,
    en: d =>
      `Voting was closed on ${d.closed} and cannot be changed any more. Read the count; if a recommendation is still wanted, hold another one.`,
  },
  'ballot.given': {
    status: 409,
    zh: () => '已有人领取选票凭证或纸质票，这次推荐不能撤回。请按期投票，或从投票首日起结束投票。',
    en: () =>
      'Somebody has a token or a paper already, so this recommendation is not taken back. Hold it, or close it from its first day on.',
  },
  'ballot.begun': {
    status: 409,
    zh: d => `投票已于 ${d.opens} 开始，不能再撤回。如不再进行，请结束投票。`,
    en: d => `Voting began on ${d.opens}, so it is not taken back any more. Close it if it is not to go on.`,
  },
  'pledge.norm': {
    status: 422,
    zh: d => `“${d.measure.zh}”是标准，不是实绩，没有人能去完成它。请改选一项由记录算出的数据。`,
    en: d =>
      `"${d.measure.en}" is a norm, nothing that anybody can bring about. Choose a figure that is counted from records.`,
  },
  'pledge.value': {
    status: 422,
    zh: d => `目标值“${d.value}”${d.why.zh}`,
    en: d => `The target "${d.value}" ${d.why.en}`,
  },
  'pledge.unknown': {
    status: 404,
    zh: d => `没有编号为 ${d.pledge} 的目标，或它不在您的范围内。用 jiceng pledge list 可查看。`,
    en: d => `There is no objective ${d.pledge}, or it is not in your sight. List them with: jiceng pledge list`,
  },
  'pledge.twice': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”${d.year} 年的“${d.measure.zh}”已有目标 ${d.value}，同一组织的同一指标只能有一个。请修改原目标，或先把它撤下。`,
    en: d =>
      `"${d.org.en}" already has a target of ${d.value} for "${d.measure.en}" in ${d.year}; one organization has one target on one measure. Change that one, or take it away first.`,
  },
  'pledge.contrary': {
    status: 422,
    zh: d =>
      `“${d.org.zh}”${d.year} 年的“${d.measure.zh}”既要不少于 ${d.floor}，又要不超过 ${d.ceiling}，不可能同时做到。请改其中一个。`,
    en: d =>
      `"${d.org.en}" would owe at least ${d.floor} and at most ${d.ceiling} for "${d.measure.en}" in ${d.year}, which cannot both be. Change one of the two.`,
  },
  'pledge.whole': {
    status: 422,
    zh: d =>
      `“${d.measure.zh}”对同一个人（事物）只计一次，分到各单位会重复，加不成总数。请由本级整体承担，或改选按次数、人次计算的指标。`,
    en: d =>
      `"${d.measure.en}" counts a person or thing once wherever it comes, so parts of it do not add up to the whole. Leave it undivided, or choose a measure that counts how often.`,
  },
  'pledge.own': {
    status: 422,
    zh: d => `“${d.measure.zh}”由各单位分别达到，没有本级承担的份额（${d.own}）。请去掉本级份额。`,
    en: d =>
      `"${d.measure.en}" is to be reached by each on its own, so nothing of it (${d.own}) can be kept back. Leave the own part out.`,
  },
  'pledge.outside': {
    status: 422,
    zh: d => `“${d.part.zh}”不在“${d.org.zh}”之下，不能分给它。请选择“${d.org.zh}”的下级组织或部门。`,
    en: d =>
      `"${d.part.en}" does not stand below "${d.org.en}" and cannot be given a part. Choose an organization or department below "${d.org.en}".`,
  },
  'pledge.layer': {
    status: 422,
    zh: d =>
      `“${d.part.zh}”是“${d.between.zh}”的下级，不能由“${d.org.zh}”越级分给它（${d.clause.zh}）。请分给“${d.between.zh}”，再由“${d.between.zh}”向下分解。`,
    en: d =>
      `"${d.part.en}" stands below "${d.between.en}", so "${d.org.en}" would pass over a layer (${d.clause.en}). Give the part to "${d.between.en}", which divides it further.`,
  },
  'pledge.signed': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”的“${d.measure.zh}”已写入签署的责任状 ${d.certificate}，不能再改。如需更改，请先撤回该责任状（jiceng pledge withdraw）。`,
    en: d =>
      `"${d.measure.en}" of "${d.org.en}" stands in the signed certificate ${d.certificate} and is not changed any more. To change it, withdraw the certificate first (jiceng pledge withdraw).`,
  },
  'pledge.sum': {
    status: 409,
    zh: d =>
      `“${d.measure.zh}”加不起来，不能签署：“${d.org.zh}”的目标是 ${d.value}，分解（含本级）合计 ${d.parts}，${d.over ? '多出' : '尚有'} ${d.rest}${d.over ? '' : ' 未落实'}。请调整各单位的份额或本级承担部分，使合计等于 ${d.value}。`,
    en: d =>
      `"${d.measure.en}" does not add up and cannot be signed: the target of "${d.org.en}" is ${d.value}, the parts with its own make ${d.parts}, ${d.over ? `${d.rest} too much` : `${d.rest} are given to nobody`}. Change the parts or the own part until they make ${d.value}.`,
  },
  'pledge.short': {
    status: 409,
    zh: d =>
      `“${d.measure.zh}”须由各单位分别达到，不能签署：“${d.org.zh}”的目标是${d.atLeast ? '不少于' : '不超过'} ${d.value}，而“${d.part.zh}”只定为 ${d.asked}。请把它改到${d.atLeast ? '不少于' : '不超过'} ${d.value}，或调整总目标。`,
    en: d =>
      `"${d.measure.en}" is to be reached by each and cannot be signed: the target of "${d.org.en}" is ${d.atLeast ? 'at least' : 'at most'} ${d.value}, but "${d.part.en}" has only ${d.asked}. Set it to ${d.atLeast ? 'at least' : 'at most'} ${d.value}, or change the target of the whole.`,
  },
  'pledge.certificate': {
    status: 404,
    zh: d => `没有责任状“${d.certificate}”，或它不在您的范围内。用 jiceng pledge list 可查看。`,
    en: d =>
      `There is no certificate "${d.certificate}", or it is not in your sight. List them with: jiceng pledge list`,
  },
  'pledge.nothing': {
    status: 404,
    zh: d =>
      `${d.giver ? `“${d.giver}”与“${d.taker}”之间` : `“${d.taker}”`}${d.year} 年没有等待签署的目标。请先设定或分解目标。`,
    en: d =>
      `There is no objective of ${d.year} that waits for a signature ${d.giver ? `between "${d.giver}" and "${d.taker}"` : `of "${d.taker}"`}. Set or divide one first.`,
  },
  'pledge.above': {
    status: 409,
    zh: d =>
      `责任状须自上而下逐级签订：“${d.org.zh}”自己的“${d.measure.zh}”还没有双方签署。请先签上一级的责任状，再签这一份。`,
    en: d =>
      `Certificates are signed from the top down: "${d.measure.en}" of "${d.org.en}" itself is not signed by both sides yet. Sign the certificate above first, then this one.`,
  },
  'pledge.order': {
    status: 409,
    zh: d => `甲方“${d.giver.zh}”还没有签署，内容尚未确定，乙方“${d.taker.zh}”不能先签。请待甲方签署后再签。`,
    en: d =>
      `"${d.giver.en}" has not signed as first party, so the content is not fixed yet and "${d.taker.en}" cannot sign before it. Sign after the first party.`,
  },
  'pledge.office': {
    status: 403,
    zh: d =>
      `${d.person}在 ${d.day} 不任可代表${d.sides.map(side => `“${side.org.zh}”`).join('或')}签署的职务，不能签署。请由当日在任者签署：${d.sides.map(side => `“${side.org.zh}”${side.holder ?? '（空缺，请先在名册中任命）'}`).join('；')}。`,
    en: d =>
      `${d.person} does not hold the post that signs for ${d.sides.map(side => `"${side.org.en}"`).join(' or ')} on ${d.day} and cannot sign. Let the holder of that day sign: ${d.sides.map(side => `"${side.org.en}" ${side.holder ?? '(vacant; appoint somebody in the register first)'}`).join('; ')}.`,
  },
  'pledge.again': {
    status: 409,
    zh: d => `${d.person}已于 ${d.day} 签署这份责任状，不必再签。`,
    en: d => `${d.person} signed this certificate on ${d.day}; once is enough.`,
  },
  'pledge.key': {
    status: 409,
    zh: d => `${d.person}没有登记签名密钥，或所用的不是登记的那一把。请先制作并登记密钥（jiceng pledge key make）。`,
    en: d =>
      `${d.person} has no signing key on register, or this is not the one. Make and register a key first (jiceng pledge key make).`,
  },
  'pledge.passphrase': {
    status: 422,
    zh: d =>
      d.why === 'short'
        ? '口令太短，保护不了密钥。请用至少 8 个字符的口令。'
        : d.why === 'absent'
          ? '没有输入口令。请在终端中运行，或用环境变量 JICENG_PASSPHRASE 给出。'
          : '口令不对，密钥没有打开，什么也没有签。请核对后重试。',
    en: d =>
      d.why === 'short'
        ? 'The passphrase is too short to protect a key. Use at least 8 characters.'
        : d.why === 'absent'
          ? 'No passphrase was given. Run this in a terminal, or give it in the environment as JICENG_PASSPHRASE.'
          : 'The passphrase is not the right one; the key stayed closed and nothing was signed. Check it and try again.',
  },
  'pledge.rests': {
    status: 409,
    zh: d =>
      `“${d.org.zh}”的这份责任状之下已签有${d.below.map(one => `“${one.zh}”`).join('、')}的责任状，不能先撤回。请先撤回下级的责任状。`,
    en: d =>
      `The certificates of ${d.below.map(one => `"${one.en}"`).join(', ')} rest on this one of "${d.org.en}", so it cannot be withdrawn first. Withdraw those below first.`,
  },
  'pledge.withdrawn': {
    status: 409,
    zh: d => `这份责任状已于 ${d.day} 撤回（${d.why}），不能再签。请签新的一份。`,
    en: d => `This certificate was withdrawn on ${d.day} (${d.why}) and takes no signature. Sign the new one.`,
  },
  'pledge.changed': {
    status: 409,
    zh: () => '签署期间目标被他人改动，什么也没有签。请重新核对内容后再签。',
    en: () =>
      'The objectives were changed by somebody else meanwhile; nothing was signed. Read them again and sign then.',
  },
  'appraisal.unknown': {
    status: 404,
    zh: d => `章程中没有考核“${d.appraisal}”。${nearZh(d.near)}`,
    en: d => `The charter has no appraisal "${d.appraisal}".${nearEn(d.near)}`,
  },
  'appraisal.turn': {
    status: 400,
    zh: d =>
      `“${d.title.zh}”自 ${d.from} 起${d.every === 'half' ? '按半年' : '按年'}进行，“${d.period}”不是它的考核期。请写成 ${d.every === 'half' ? '2012-H1' : '2012'} 这样的形式。`,
    en: d =>
      `"${d.title.en}" is held ${d.every === 'half' ? 'every half-year' : 'every year'} from ${d.from}; "${d.period}" is none of its periods. Write it like ${d.every === 'half' ? '2012-H1' : '2012'}.`,
  },
  'appraisal.subject': {
    status: 400,
    zh: d => `“${d.title.zh}”不适用于${d.subject.zh}。请换一项考核，或换对象。`,
    en: d => `"${d.title.en}" does not apply to ${d.subject.en}. Choose another appraisal or another subject.`,
  },
  'appraisal.early': {
    status: 409,
    zh: d => `考核期 ${d.period} 到 ${d.ends} 才结束，之后方可评定。`,
    en: d => `The period ${d.period} ends on ${d.ends}; a rating may be confirmed after that day.`,
  },
  'appraisal.own': {
    status: 403,
    zh: d => `${d.subject.zh}由上一级评定，不能自己评定自己。`,
    en: d => `${d.subject.en} is rated by the level above; nobody rates themselves.`,
  },
  'appraisal.rating': {
    status: 400,
    zh: d => `没有等次“${d.rating}”。可用的有：${d.ratings.join('、')}。`,
    en: d => `There is no rating "${d.rating}". There are: ${d.ratings.join(', ')}.`,
  },
  'appraisal.reason': {
    status: 400,
    zh: d => `评定为“${d.rating.zh}”，而依据记录的等次是“${d.suggested.zh}”。请写明理由。`,
    en: d => `The rating is "${d.rating.en}", but the records suggest "${d.suggested.en}". Say why.`,
  },
  'appraisal.stands': {
    status: 409,
    zh: d => `“${d.subject.zh}”的评定只能由评定人当天撤销。请打开考核表更正评定，并写明理由。`,
    en: d =>
      `The rating of "${d.subject.en || d.subject.zh}" is undone only on its day, by whoever confirmed it. Open the appraisal and correct it, with a reason.`,
  },
  'district.present': {
    status: 409,
    zh: d => `这里已有地区“${d.code}”，不能再次装入。请换一个 --home 文件夹或数据库。`,
    en: d =>
      `There is already a district "${d.code}" here; a second one is not loaded. Choose another --home folder or database.`,
  },
  'district.root': {
    status: 400,
    zh: d =>
      `一个地区应有且只有一个最上级组织，现有 ${d.tops.length} 个${d.tops.length > 0 ? `（${d.tops.join('、')}）` : ''}。请核对各组织的“parent”。`,
    en: d =>
      `A district has exactly one organization at its top, not ${d.tops.length}${d.tops.length > 0 ? ` (${d.tops.join(', ')})` : ''}. Check the "parent" of the organizations.`,
  },
  'store.binary': {
    status: 500,
    zh: d =>
      `没有适用于 ${d.platform}-${d.arch} 的内置 PostgreSQL。请运行 npm install --include=optional，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。`,
    en: d =>
      `There is no embedded PostgreSQL for ${d.platform}-${d.arch}. Run npm install --include=optional, or point DATABASE_URL to a PostgreSQL server (15 or newer).`,
  },
  'store.program': {
    status: 500,
    zh: d =>
      `内置 PostgreSQL 缺少程序 ${d.program}。请运行 npm ci 重新安装，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。`,
    en: d =>
      `The embedded PostgreSQL lacks its program ${d.program}. Run npm ci to install it again, or point DATABASE_URL to a PostgreSQL server (15 or newer).`,
  },
  'store.start': {
    status: 500,
    zh: d => `内置数据库未能启动：${d.why}。请排除这一原因后重试，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器。`,
    en: d =>
      `The embedded database did not start: ${d.why}. Remove this cause and start again, or point DATABASE_URL to a PostgreSQL server (15 or newer).`,
  },
  'store.address': {
    status: 400,
    zh: d =>
      `DATABASE_URL 不是 PostgreSQL 服务器的地址：${d.why.zh}。请写成 postgres://用户:密码@主机:5432/数据库，密码中的 @ : / # 等符号用百分号编码；不设此项则使用内置数据库。`,
    en: d =>
      `DATABASE_URL is not the address of a PostgreSQL server: ${d.why.en}. Write it as postgres://user:password@host:5432/database, with @ : / # and the like in a password percent-encoded, or leave it unset for the embedded database.`,
  },
  'store.reach': {
    status: 500,
    zh: d => `连不上 DATABASE_URL 所指的数据库服务器：${d.why}。请检查地址，并确认服务器已启动。`,
    en: d =>
      `The database server of DATABASE_URL cannot be reached: ${d.why}. Check the address and that the server runs.`,
  },
  'store.version': {
    status: 500,
    zh: d => `数据库服务器版本为 ${d.found}，需要 PostgreSQL 15 或更新版本。`,
    en: d => `The database server is version ${d.found}; PostgreSQL 15 or newer is needed.`,
  },
  'store.role': {
    status: 500,
    zh: d =>
      `无法准备数据库角色 ${d.role}：${d.why}。请让 DATABASE_URL 的用户具有 CREATEROLE 权限，或请管理员先建立该角色并授予此用户。`,
    en: d =>
      `The database role ${d.role} could not be prepared: ${d.why}. Give the user of DATABASE_URL the right CREATEROLE, or have the role made and granted to it.`,
  },
  'store.empty': {
    status: 404,
    zh: d => `${d.home} 里还没有地区数据。请先运行：jiceng district load demo`,
    en: d => `There is no district in ${d.home} yet. Load one first: jiceng district load demo`,
  },
  'store.newer': {
    status: 500,
    zh: d =>
      `这个数据库经过了本程序不认识的迁移 ${d.name}，多半是用更新的版本打开过。请用不低于那个版本的基层打开；数据没有改动。`,
    en: d =>
      `This database has been through the migration ${d.name}, which this program does not know: a newer version has opened it. Open it with that version or a newer one; nothing was changed.`,
  },
  'store.migration': {
    status: 500,
    zh: d =>
      `这个数据库经过的迁移 ${d.name} 与本程序里的同名文件内容不同。数据没有改动。请换回建库时的版本打开并做备份，再用发布的版本恢复。`,
    en: d =>
      `This database has been through a migration ${d.name} whose text is not that of this program. Nothing was changed. Open it with the version that made it, make a backup there, and restore that with a released version.`,
  },
  'store.shape': {
    status: 500,
    zh: d =>
      `这个数据库的表与它记下的迁移不符（${d.columns.slice(0, 5).join('、')}${d.columns.length > 5 ? ` 等 ${d.columns.length} 处` : ''}），多半由未发布的版本建成。数据没有改动。请用原来的版本打开并导出。`,
    en: d =>
      `The tables of this database are not what its migrations make (${d.columns.slice(0, 5).join(', ')}${d.columns.length > 5 ? ` and ${d.columns.length - 5} more` : ''}): an unreleased version made it. Nothing was changed. Open it with the version that made it and export it there.`,
  },
  'backup.passphrase': {
    status: 422,
    zh: d =>
      d.why === 'absent'
        ? '没有口令。请在终端中运行，或用 --passphrase-file 指明放口令的文件，或先用 jiceng backup key 设一把公钥。什么也没有写。'
        : d.why === 'short'
          ? `口令太短，挡不住离线试猜。请用至少 ${d.least} 个字符，比如几个不相干的词。什么也没有写。`
          : '两次输入的口令不一样。什么也没有写，请重来。',
    en: d =>
      d.why === 'absent'
        ? 'There is no passphrase. Run it on a terminal, name a file by --passphrase-file, or set a public key first with jiceng backup key. Nothing was written.'
        : d.why === 'short'
          ? `The passphrase is too short against guessing at leisure. Use at least ${d.least} characters, such as some words that have nothing to do with each other. Nothing was written.`
          : 'The passphrase was typed differently the second time. Nothing was written; try again.',
  },
  'backup.key': {
    status: 422,
    zh: d =>
      d.why === 'public'
        ? '这不是备份用的公钥：它以 age1 开头，在设公钥时给出，也可用 age-keygen 生成。没有改动。'
        : '还没有设备份用的公钥。请先运行：jiceng backup key --folder 文件夹',
    en: d =>
      d.why === 'public'
        ? 'This is no public key for backups: it begins with age1, and is given when the key is set or made by age-keygen. Nothing was changed.'
        : 'No public key for backups is set yet. Run first: jiceng backup key --folder FOLDER',
  },
  'backup.folder': {
    status: 422,
    zh: d => `每夜备份的文件夹 ${d.folder} 不能写（${d.why}）。请先建好并让运行基层的用户能写。没有改动。`,
    en: d =>
      `The folder of the nightly backups, ${d.folder}, cannot be written (${d.why}). Make it, and let the user that runs Jiceng write there. Nothing was changed.`,
  },
  'archive.foreign': {
    status: 400,
    zh: d => `${d.file} 不是基层的备份档案。没有改动。请核对文件名，档案由 jiceng backup 做成。`,
    en: d =>
      `${d.file} is no archive of Jiceng. Nothing was changed. Check the file name; jiceng backup makes archives.`,
  },
  'archive.locked': {
    status: 422,
    zh: d =>
      d.way === 'passphrase'
        ? `口令打不开 ${d.file}。没有改动。请核对做备份时的口令。`
        : `这把钥匙打不开 ${d.file}：它要以 AGE-SECRET-KEY- 开头的私钥，就是设公钥时显示过一次的那把。没有改动。`,
    en: d =>
      d.way === 'passphrase'
        ? `The passphrase does not open ${d.file}. Nothing was changed. Check with which one it was made.`
        : `This key does not open ${d.file}: it wants the private key that begins with AGE-SECRET-KEY- and was shown once when the public key was set. Nothing was changed.`,
  },
  'archive.damaged': {
    status: 400,
    zh: d => `${d.file} 不完整或被改动过（截断、接长或传坏了）。没有改动。请换一份备份，或重新拷贝。`,
    en: d =>
      `${d.file} is not whole: it was cut off, added to or changed on its way. Nothing was changed. Take another backup, or copy it anew.`,
  },
  'archive.newer': {
    status: 400,
    zh: d => `${d.file} 由更新的版本做成（${d.what}）。没有改动。请用不低于那个版本的基层恢复。`,
    en: d =>
      `${d.file} was made by a newer version (${d.what}). Nothing was changed. Restore it with that version or a newer one.`,
  },
  'archive.changed': {
    status: 400,
    zh: d =>
      `${d.file} 里的迁移 ${d.name} 与本程序里的同名文件内容不同，多半由未发布的版本做成。没有改动。请用做它的版本恢复。`,
    en: d =>
      `${d.file} has been through a migration ${d.name} whose text is not that of this program: an unreleased version made it. Nothing was changed. Restore it with the version that made it.`,
  },
  'archive.unsafe': {
    status: 400,
    zh: d =>
      d.why === 'name'
        ? `${d.file} 里有不该有的成员 ${d.member}，不是基层做的档案。没有改动。`
        : d.why === 'size'
          ? `${d.file} 的成员 ${d.member} 自称超过 1 GB，不是基层做的档案。没有改动。`
          : d.why === 'twice'
            ? `${d.file} 里的成员 ${d.member} 出现了两次，不是基层做的档案。没有改动。`
            : `${d.file} 解开后大得不合常理，像是故意做的压缩炸弹。没有改动。`,
    en: d =>
      d.why === 'name'
        ? `${d.file} holds a member that no archive of Jiceng has, ${d.member}. Nothing was changed.`
        : d.why === 'size'
          ? `${d.file} holds a member that says it is over 1 GB, ${d.member}; no archive of Jiceng has one. Nothing was changed.`
          : d.why === 'twice'
            ? `${d.file} holds the member ${d.member} twice; no archive of Jiceng does. Nothing was changed.`
            : `${d.file} opens to more than it can honestly hold, as a bomb does. Nothing was changed.`,
  },
  'archive.wrong': {
    status: 400,
    zh: d => `${d.file} 的内容对不上：${d.why.zh}。没有改动。请换一份备份。`,
    en: d => `${d.file} does not agree with itself: ${d.why.en}. Nothing was changed. Take another backup.`,
  },
  'restore.occupied': {
    status: 409,
    zh: d => `${d.place} 里已有数据，恢复只能进空的地方。没有改动。请用 --home 指明一个新文件夹，或换一个空数据库。`,
    en: d =>
      `${d.place} holds something already, and a restore goes only into an empty house. Nothing was changed. Name a new folder by --home, or another, empty database.`,
  },
  'restore.key': {
    status: 409,
    zh: d => `${d.file} 已有另一把密钥。没有改动。请把它移走，或用 JICENG_KEY_FILE 指明放密钥的地方，再恢复。`,
    en: d =>
      `${d.file} holds another key already. Nothing was changed. Move it away, or say by JICENG_KEY_FILE where the key shall stand, and restore again.`,
  },
  'server.port': {
    status: 500,
    zh: d => `端口 ${d.port} 已被占用。请用 --port 指定另一个端口。`,
    en: d => `Port ${d.port} is in use. Choose another with --port.`,
  },
  'server.database': {
    status: 503,
    zh: () => '数据库没有应答。请稍候再试；一直这样的话，请看服务器的日志。',
    en: () => 'The database does not answer. Try again in a moment; if it stays so, look into the log of the server.',
  },
  'server.fault': {
    status: 500,
    zh: d =>
      `系统内部出错。请把编号 ${d.ticket} 告诉管理员。${d.reading ? '没有写入任何内容。' : '可能已经保存，也可能没有：再办之前，请先看一看。'}`,
    en: d =>
      `Something failed inside. Give the administrator this number: ${d.ticket}. ${d.reading ? 'Nothing was stored.' : 'It may or may not have been stored: look before you do it again.'}`,
  },
  'server.route': {
    status: 404,
    zh: d => `没有地址 ${d.path}。`,
    en: d => `There is nothing at ${d.path}.`,
  },
}
