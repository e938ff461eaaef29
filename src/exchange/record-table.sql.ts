// Tables of records out of the database and back into it. What comes in goes through the one writer of records, all or nothing.

import { normalized } from '../charter/body.ts'
import type { Charter, Kind } from '../charter/charter.ts'
import type { Fields, Words } from '../charter/language.ts'
import { type Above, aboveOwed, type Coming, refuseAbove } from '../duty/above.sql.ts'
import { refuse } from '../problem/problem.ts'
import type { SheetFault } from '../problem/words.ts'
import { inSight, kindsNamed } from '../record/named.sql.ts'
import type { RecordInput } from '../record/record.api.ts'
import { type Author, examine, keepSound, kindOf, type Sound } from '../record/record.sql.ts'
import { monthSettled } from '../record/turn.ts'
import { mayBeTwins, sameEvent, tellingOf } from '../record/twin.ts'
import { keyOf, nameKey, orgWords } from '../register/name.ts'
import { everyOrg, type Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { lastDay, monthOf } from '../time/period.ts'
import { blank } from './cells.ts'
import { type Found, tableIn } from './heading.ts'
import { type Belonging, EVERYBODY, type NamedPerson, type NamedThing, Names, namesIn } from './names.ts'
import { type Column, columnsOf, LISTS } from './record-columns.ts'
import {
  alike,
  cellsOf,
  checkLine,
  faultAt,
  idIn,
  type Kept,
  type Line,
  readLine,
  type Said,
  untouched,
} from './record-table.ts'
import type { SheetPlan } from './sheet.api.ts'
import { addressOf, CHOICES, type Grid, MOST_ROWS, type Table } from './sheet.ts'

/** Rows of each sort that a plan shows; all are counted. */
const SHOWN = 200
/** Empty rows that a sheet has for what is to come. */
const ROOM = 300
/** Names that a list offers. */
const MOST_CHOICES = 3000

const OUR_LISTS: ReadonlySet<string> = new Set(Object.values(CHOICES))

const KEPT = `r.id, r.kind, r.org, r.day, r.settles, r.body, r.present, r.excused, r.absent, r.made_up as "madeUp", r.made_up_on::text[] as "madeUpOn", r.voided_by as "voidedBy"`
const byIds = statement<Kept>(
  'sheet.by_ids',
  `select ${KEPT} from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = any($2::uuid[])`,
)
const together = statement<Kept>(
  'sheet.together',
  `select ${KEPT} from record r where r.region = $1 and r.kind = $2 and r.org = any($3::uuid[]) and r.day = any($4::date[]) and r.voided_by is null`,
)
const between = statement<Kept>(
  'sheet.between',
  `select ${KEPT} from record r where r.region = $1 and r.kind = $2 and r.seat >= $3 and r.seat < left($3, -1) || '0'
     and r.day >= $4 and r.day <= $5 and r.voided_by is null and exists (select from org o where o.region = $1 and o.id = r.org)
   order by r.day, r.seat, r.id limit $6`,
)
const PERSON = 'id, name, english, born, lower(valid) as from, upper(valid) as to'
const peopleById = statement<NamedPerson>(
  'sheet.people',
  `select ${PERSON} from person where region = $1 and id = any($2::uuid[])`,
)
const peopleByName = statement<NamedPerson>(
  'sheet.people_named',
  `select ${PERSON} from person where region = $1 and (${keyOf('name')} = any($2::text[]) or ${keyOf('english')} = any($2::text[]))`,
)
const belongings = statement<Belonging>(
  'sheet.belongings',
  `select person, org, true as member, lower(valid) as from, upper(valid) as to from membership where region = $1 and person = any($2::uuid[])
   union all select person, org, false, lower(valid), upper(valid) from post where region = $1 and person = any($2::uuid[])
   union all select (body->>'person')::uuid, org, false, lower(valid), upper(valid) from tie where region = $1 and body->>'person' = any($3::text[])`,
)
const members = statement<Belonging>(
  'sheet.members',
  'select person, org, true as member, lower(valid) as from, upper(valid) as to from membership where region = $1',
)
const THING = 'id, kind, org, name, english, aliases, lower(valid) as from, upper(valid) as to'
const thingsOf = statement<NamedThing>(
  'sheet.things',
  `select ${THING} from thing where region = $1 and kind = any($2)`,
)
const anyThings = statement<NamedThing>('sheet.any_things', `select ${THING} from thing where region = $1`)

/** The sheet of a kind: its columns, with the records of an organization's subtree and some days where these are asked. */
export async function recordTable(
  tx: Tx,
  charter: Charter,
  asked: { kind: string; org: Org; days: { from: Day; to: Day } | null; on: Day },
  language: 'zh' | 'en',
): Promise<Table> {
  const kind = enterable(charter, asked.kind)
  const columns = columnsOf(charter, kind)
  const { from, to } = asked.days ?? { from: asked.on, to: asked.on }
  const records = asked.days ? await tx.all(between, [tx.region, kind.id, asked.org.seat, from, to, MOST_ROWS + 1]) : []
  const most = MOST_ROWS - ROOM - 10
  if (records.length > most) refuse('sheet.many', { kind: kind.name, most })
  const names = await namesFor(tx, charter, columns, { records, texts: [], all: false })
  const choices = await choicesOf(tx, charter, columns, names, asked.org, asked.on, language)
  const zh = language === 'zh'
  return {
    name: kind.name[language],
    title: zh ? `${asked.org.short}　${kind.name.zh}` : `${asked.org.english}: ${kind.name.en}`,
    lead: [
      zh
        ? '带 * 的必填。日期写成 2026-03-05；多个姓名用“、”隔开；新增的行“记录编号”留空，已有的行不要改动编号。'
        : 'Columns with * are required. Write days like 2026-03-05 and separate names by commas. Leave "Record id" empty in new rows and as it is in old ones.',
    ],
    columns: columns.map(column => {
      const offered = choices.get(column.key)
      return {
        head: column.head[language],
        width: widthOf(column),
        form: formOf(column),
        note: noteOf(column, kind, language),
        ...(offered ? { choices: offered } : {}),
      }
    }),
    rows: records.map(record => cellsOf(columns, record, names, language)),
    frozen: 2,
    room: ROOM,
  }
}

/** A kind whose records people enter themselves. Throws kind.unknown, record.sealed. */
function enterable(charter: Charter, id: string): Kind {
  const kind = kindOf(charter, id)
  return kind.sealed ? refuse('record.sealed', { kind: kind.name }) : kind
}

function widthOf({ part, field, name }: Column): number {
  if (part === 'org') return 22
  if (part === 'id') return 38
  if (part === 'roll') return 30
  if (part === 'madeUpOn') return 20
  if (part === 'for') return 12
  if (part === 'day' || field!.type === 'day') return 13
  return field!.type === 'text' ? 28 : Math.max(12, name.zh.length * 2 + 6)
}

function formOf({ part, field }: Column): 'text' | 'day' | 'number' | 'money' {
  if (part === 'day' || field?.type === 'day') return 'day'
  if (field?.type === 'money') return 'money'
  return field?.type === 'integer' || field?.type === 'decimal' ? 'number' : 'text'
}

function noteOf({ part, key, field }: Column, kind: Kind, language: 'zh' | 'en'): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  if (part === 'org') return say('从下拉列表中选择。', 'Choose from the list.')
  if (part === 'day') return say('事情发生的日期。', 'The day on which it happened.')
  if (part === 'for')
    return say(
      '事情办在期后、补前一期的，写那一期，如 2012-Q4、2012年四季度、2012-12；其余留空。',
      'Where it was done after the turn that it settles, that turn: 2012-Q4 or 2012-12. Empty otherwise.',
    )
  if (part === 'id')
    return say('新增的行留空；已有的行不要改动。', 'Leave it empty in new rows; do not change it in old ones.')
  if (part === 'roll' && key === 'present' && (kind.roll === 'members' || kind.roll === 'full'))
    return say(
      '写姓名，用“、”隔开；除后面几列的人以外全到的，写“全体”。重名的在姓名后写出生年，如 张三（1975）。',
      'Names, separated by commas; write "all" where everybody came but those in the next columns. Tell namesakes apart by the year of birth: Zhang San (1975).',
    )
  if (part === 'roll') return say('写姓名，用“、”隔开。', 'Names, separated by commas.')
  if (part === 'madeUpOn')
    return say(
      '同一天补的写一个日期；不同天的逐人写，如 张三 2026-03-05、李四 2026-03-09。',
      'One day where all made it up on it, otherwise each name with its day: Zhang San 2026-03-05, Li Si 2026-03-09.',
    )
  switch (field!.type) {
    case 'person':
      return say('写姓名；重名的在姓名后写出生年。', 'A name; namesakes with the year of birth.')
    case 'integer':
      return say('整数。', 'A whole number.')
    case 'money':
      return say('以元计，至多两位小数。', 'In yuan, with at most two decimals.')
    case 'choice':
    case 'flag':
    case 'org':
    case 'thing':
    case 'record':
      return say('从下拉列表中选择。', 'Choose from the list.')
    default:
      return field!.optional ? say('可不填。', 'May stay empty.') : say('必填。', 'Required.')
  }
}

async function choicesOf(
  tx: Tx,
  charter: Charter,
  columns: readonly Column[],
  names: Names,
  org: Org,
  on: Day,
  language: 'zh' | 'en',
): Promise<Map<string, string[]>> {
  const inForce = (span: { from: Day; to: Day | null }) => span.from <= on && (span.to === null || on < span.to)
  const orgs = (await everyOrg(tx)).filter(inForce)
  const below = orgs.filter(one => one.path.startsWith(org.path))
  const labels = (list: readonly Org[]) => list.map(one => names.orgLabel(one.id, language)).slice(0, MOST_CHOICES)
  const kinds = columns.flatMap(column => (column.field?.type === 'thing' && column.field.of ? [column.field.of] : []))
  const things = kinds.length > 0 ? (await tx.all(thingsOf, [tx.region, kinds])).filter(inForce) : []
  const offered = new Map<string, string[]>()
  for (const { part, key, field } of columns) {
    if (part === 'org') offered.set(key, labels(below))
    if (field?.type === 'org') offered.set(key, labels(orgs))
    if (field?.type === 'flag') offered.set(key, language === 'zh' ? ['是', '否'] : ['yes', 'no'])
    if (field?.type === 'choice')
      offered.set(
        key,
        Object.values(field.choices ?? {}).map(words => words[language]),
      )
    if (field?.type === 'record')
      offered.set(
        key,
        (await inSight(tx, charter, [field.of!], MOST_CHOICES)).map(one =>
          names.recordLabel(one.id, field.of, language),
        ),
      )
    if (field?.type === 'thing' && field.of) {
      const own = things.filter(one => one.kind === field.of).map(one => (language === 'zh' ? one.name : one.english))
      offered.set(key, [...new Set(own)].sort().slice(0, MOST_CHOICES))
    }
  }
  return offered
}

/** Everything that names in cells, or ids in records, may mean; `all` where a cell says «all members». */
async function namesFor(
  tx: Tx,
  charter: Charter,
  columns: readonly Column[],
  met: { records: readonly Kept[]; texts: readonly string[]; all: boolean },
): Promise<Names> {
  const personal = columns.filter(one => one.field?.type === 'person')
  const ids = new Set(
    met.records.flatMap(record => [
      ...LISTS.flatMap(list => record[list]),
      ...personal.flatMap(one => (typeof record.body[one.key] === 'string' ? [String(record.body[one.key])] : [])),
    ]),
  )
  const keys = new Set(
    met.texts.flatMap(text => namesIn(text)).map(text => nameKey(text.normalize('NFKC').replace(/\(\d{4}\)\s*$/, ''))),
  )
  const known = ids.size > 0 ? await tx.all(peopleById, [tx.region, [...ids]]) : []
  for (const one of known) for (const name of [one.name, one.english]) keys.add(nameKey(name))
  const people = keys.size > 0 ? [...known, ...(await tx.all(peopleByName, [tx.region, [...keys]]))] : []
  const meant = [...new Set(people.map(one => one.id))]
  const belongs = meant.length > 0 ? await tx.all(belongings, [tx.region, meant, meant]) : []
  const fields = columns.flatMap(one => (one.field?.type === 'thing' ? [one.field] : []))
  const kinds = fields.flatMap(field => field.of ?? [])
  const things =
    fields.length === 0
      ? []
      : kinds.length === fields.length
        ? await tx.all(thingsOf, [tx.region, kinds])
        : await tx.all(anyThings, [tx.region])
  return new Names({
    orgs: await everyOrg(tx),
    people,
    belongs: met.all ? [...belongs, ...(await tx.all(members, [tx.region]))] : belongs,
    things,
    records: await inSight(tx, charter, kindsNamed([{ fields: fieldsOf(columns) }]), MOST_CHOICES),
  })
}

function fieldsOf(columns: readonly Column[]): Fields {
  return Object.fromEntries(columns.flatMap(one => (one.field ? [[one.key, one.field]] : [])))
}

/** What the rows of a workbook come to. */
interface Sorted {
  readonly store: { line: Line; said: Said; input: RecordInput }[]
  readonly correct: { line: Line; said: Said; input: RecordInput }[]
  readonly doubled: { line: Line; said: Said; record: string }[]
  readonly known: number
  readonly faults: SheetFault[]
  readonly left: Words[]
  readonly names: Names
}

/** Reads the sheets of a workbook as records of a kind: with `preview` it says what would be stored, otherwise it stores.
 *  `days` takes the days of what is about to be stored.
 *  Throws sheet.faults with every fault of the file when one is found and nothing is asked but storing. */
export async function importRecords(
  tx: Tx,
  charter: Charter,
  asked: {
    file: string
    grids: readonly Grid[]
    kind: string
    preview: boolean
    doubled: boolean
    why?: string | undefined
  },
  author: Author,
  days: Set<Day>,
): Promise<SheetPlan> {
  const kind = enterable(charter, asked.kind)
  const columns = columnsOf(charter, kind)
  const sorted = await sort(tx, charter, kind, columns, asked)
  const wanted = [...sorted.store, ...sorted.correct]
  const { sound, faults } = await examine(
    tx,
    charter,
    wanted.map(one => one.input),
    author,
  )
  for (const { index, problem } of faults) {
    const { line } = wanted[index]!
    const { code, details } = problem
    const key =
      code === 'input.field'
        ? (details as { field: string }).field
        : code === 'record.future' || code === 'org.absent' || code === 'kind.retired'
          ? 'day'
          : code === 'case.due'
            ? 'due'
            : code === 'case.owner'
              ? 'owner'
              : ''
    const column = columns.find(one => one.key === (key === 'roll' ? 'present' : key)) ?? null
    const why =
      code === 'input.field' ? (details as { why: Words }).why : { zh: problem.say('zh'), en: problem.say('en') }
    const fault = faultAt(line, column, why)
    // What the row, or its whole table, has been told of this very field is told once.
    const told = (one: SheetFault) =>
      one.sheet === fault.sheet && (one.row === fault.row || one.row === null) && one.field === column?.name
    if (!column || !sorted.faults.some(told)) sorted.faults.push(fault)
  }
  const order = asked.grids.map(grid => grid.name)
  sorted.faults.sort((a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || (a.row ?? 0) - (b.row ?? 0))
  const above = sorted.faults.length > 0 ? [] : await aboveOwed(tx, charter, await comingIn(tx, sound))
  const why = asked.why?.trim()
  if (!asked.preview) {
    if (sorted.faults.length > 0) refuse('sheet.faults', { file: asked.file, faults: sorted.faults })
    if (!why) refuseAbove(above)
    for (const line of sound) days.add(line.on)
    await keepSound(tx, charter, why ? sound.map(one => excused(one, above, why)) : sound, author, (_, problem) => {
      throw problem
    })
  }
  // Of a faulty row, or of a table that is faulty as a whole, nothing would be stored.
  const faulty = new Set(sorted.faults.map(fault => `${fault.sheet}!${fault.row}`))
  const whole = ({ line }: { line: Line }) =>
    !faulty.has(`${line.sheet}!${line.row + 1}`) && !faulty.has(`${line.sheet}!null`)
  return planOf(asked, kind, {
    ...sorted,
    above,
    store: sorted.store.filter(whole),
    correct: sorted.correct.filter(whole),
    doubled: sorted.doubled.filter(whole),
  })
}

async function sort(
  tx: Tx,
  charter: Charter,
  kind: Kind,
  columns: readonly Column[],
  asked: { grids: readonly Grid[]; doubled: boolean },
): Promise<Sorted> {
  const faults: SheetFault[] = []
  const left: Words[] = []
  const tables: { grid: Grid; found: Found; lines: Line[] }[] = []
  for (const grid of asked.grids) {
    if (grid.rows.every(row => row.every(blank)) || (grid.hidden && OUR_LISTS.has(grid.name))) continue
    const found = grid.hidden ? null : tableIn(grid, columns)
    if (!found) {
      left.push({
        zh: `工作表“${grid.name}”（${grid.hidden ? '隐藏的表不读' : '没有找到与这类记录相符的表头'}）`,
        en: `the sheet "${grid.name}" (${grid.hidden ? 'hidden sheets are not read' : 'no headings that fit this kind of record'})`,
      })
      continue
    }
    tables.push({ grid, found, lines: linesOf(grid, found, faults) })
    left.push(...found.left, ...hiddenIn(grid, found))
    faults.push(...mergedNumbers(grid, found))
    for (const { cell, column, unit } of found.units)
      faults.push({
        sheet: grid.name,
        row: null,
        cell,
        field: column.name,
        why: {
          zh: `表头的单位“${unit}”不能换算。请改用${column.head.zh.replace(/^\*/, '')}。`,
          en: `the unit "${unit}" of the heading cannot be converted. Use ${column.head.en.replace(/^\*/, '')}.`,
        },
      })
  }
  if (tables.length === 0) faults.push(headless(asked.grids, columns))
  const lines = tables.flatMap(table => table.lines)
  const ids = [...new Set(lines.flatMap(line => line.id ?? []))]
  const byId = new Map((ids.length > 0 ? await tx.all(byIds, [tx.region, ids]) : []).map(one => [one.id, one]))
  const successors = [...byId.values()].flatMap(one => (one.voidedBy && one.voidedBy !== one.id ? [one.voidedBy] : []))
  for (const one of successors.length > 0 ? await tx.all(byIds, [tx.region, successors]) : [])
    if (!byId.has(one.id)) byId.set(one.id, one)
  const texts = lines.flatMap(line => namesOfLine(line))
  const all = texts.some(text => namesIn(text).some(one => EVERYBODY.has(nameKey(one))))
  const names = await namesFor(tx, charter, columns, { records: [...byId.values()], texts, all })
  const sorted: Sorted = { store: [], correct: [], doubled: [], known: 0, faults, left, names }
  const result = { ...sorted, known: 0 }
  const whole = columns.map((column, at) => ({ column, at, power: 0 }))
  const saidOf = (record: Kept): Said =>
    normal(
      kind,
      readLine(
        { sheet: '', row: 0, placed: whole, cells: cellsOf(columns, record, names, 'zh'), id: null },
        names,
        null,
      ).said,
    )
  const seen = new Set<string>()
  const fresh: { line: Line; said: Said; input: RecordInput }[] = []
  for (const { grid, found, lines: own } of tables) {
    const home = names.org(grid.name)
    const homeId = 'value' in home ? home.value : null
    tellLacking(grid, found, columns, homeId, own, faults)
    for (const line of own) {
      const record = line.id === null ? undefined : byId.get(line.id)
      if (line.id !== null && seen.has(line.id)) {
        faults.push(faultAt(line, columns.at(-1)!, TWICE))
        continue
      }
      if (line.id !== null) seen.add(line.id)
      if (record && record.kind !== kind.id) {
        faults.push(faultAt(line, columns.at(-1)!, FOREIGN))
        continue
      }
      if (record && untouched(line, columns, record, names)) {
        result.known++
        continue
      }
      const read = readLine(line, names, homeId)
      const said = normal(kind, read.said)
      if (record && read.faults.length === 0 && alike(said, saidOf(record), line.placed)) {
        result.known++
        continue
      }
      const next = record?.voidedBy ? byId.get(record.voidedBy) : undefined
      if (record?.voidedBy) {
        if (next && next.id !== record.id && read.faults.length === 0 && alike(said, saidOf(next), line.placed))
          result.known++
        else faults.push(faultAt(line, columns.at(-1)!, CORRECTED))
        continue
      }
      faults.push(...read.faults)
      // What has no column in the table, or is a grade, stays as it was.
      const body = record ? { ...carried(record, columns, line), ...said.body } : said.body
      const faulty = new Set(
        columns.filter(one => read.faults.some(fault => fault.field === one.name)).map(one => one.key),
      )
      faults.push(...checkLine(line, kind, columns, body, faulty, said.day ?? record?.day))
      for (const part of ['org', 'day'] as const) {
        const column = columns.find(one => one.part === part)!
        const there = line.placed.some(one => one.column.part === part)
        if (there && said[part] === undefined && !read.faults.some(fault => fault.field === column.name))
          faults.push(faultAt(line, column, { zh: '没有填写，请补上。', en: 'is missing; fill it in.' }))
      }
      const [org, day] = [said.org ?? (record && !has(line, 'org') ? record.org : undefined), said.day]
      if (org === undefined || day === undefined) continue
      const turn = said.for ?? (record && !has(line, 'for') ? (record.settles ?? undefined) : undefined)
      const roll = kind.roll ? rollOf(said, record, line) : undefined
      const input: RecordInput = {
        kind: kind.id,
        org,
        day,
        ...(turn === undefined ? {} : { for: turn }),
        body: { ...body },
        ...(roll ? { roll } : {}),
        ...(record ? { voids: record.id } : line.id !== null ? { id: line.id } : {}),
      }
      if (record) result.correct.push({ line, said, input })
      else fresh.push({ line, said, input })
    }
  }
  await tellDoubled(tx, kind, fresh, asked.doubled, saidOf, result)
  return result
}

const TWICE: Words = {
  zh: '与上面一行的编号相同。复制出来的行请清空编号。',
  en: 'is the same as in a row above. Clear the id of a row that you copied.',
}
const FOREIGN: Words = {
  zh: '是另一类记录的编号。请清空编号，或导入到那一类。',
  en: 'is the id of a record of another kind. Clear it, or import the row there.',
}
const CORRECTED: Words = {
  zh: '的记录在导出之后已被更正或撤回。请重新导出后再改。',
  en: 'belongs to a record that was corrected or taken back since. Export the sheet again and change that one.',
}

function normal(kind: Kind, said: Said): Said {
  return { ...said, body: normalized(kind, said.body) }
}

function has(line: Line, part: Column['part'], key: string = part): boolean {
  return line.placed.some(one => one.column.part === part && one.column.key === key)
}

function carried(record: Kept, columns: readonly Column[], line: Line): Record<string, unknown> {
  const shown = new Set(
    columns.filter(one => one.part === 'field' && !one.field!.grade && has(line, 'field', one.key)).map(one => one.key),
  )
  return Object.fromEntries(Object.entries(record.body).filter(([name]) => !shown.has(name)))
}

function rollOf(said: Said, record: Kept | undefined, line: Line): RecordInput['roll'] {
  const list = (name: (typeof LISTS)[number]) => [
    ...(has(line, 'roll', name) ? (said.roll[name] ?? []) : (record?.[name] ?? [])),
  ]
  const roll = { present: list('present'), excused: list('excused'), absent: list('absent'), madeUp: list('madeUp') }
  if (Object.values(roll).every(ids => ids.length === 0)) return undefined
  const before = Object.fromEntries(
    (record?.madeUp ?? []).flatMap((id, n) => (record!.madeUpOn[n] ? [[id, record!.madeUpOn[n]!]] : [])),
  )
  const told = has(line, 'madeUpOn') ? (said.madeUpOn ?? {}) : before
  const days = Object.entries(told).filter(([id]) => roll.madeUp.includes(id) || has(line, 'madeUpOn'))
  return days.length > 0 ? { ...roll, madeUpOn: Object.fromEntries(days) } : roll
}

/** Texts of the cells that hold names of people. */
function namesOfLine(line: Line): string[] {
  return line.placed
    .filter(({ column }) => column.part === 'roll' || column.field?.type === 'person')
    .flatMap(({ at }) => (blank(line.cells[at]) ? [] : [String(line.cells[at])]))
}

function linesOf(grid: Grid, found: Found, faults: SheetFault[]): Line[] {
  const id = found.placed.find(one => one.column.part === 'id')
  return shownRows(grid, found).map(row => {
    const cells = grid.rows[row]!
    const line = { sheet: grid.name, row, placed: found.placed, cells }
    const told = id ? idIn(cells[id.at]) : { value: null }
    if ('why' in told) faults.push(faultAt(line, id!.column, told.why))
    return { ...line, id: 'value' in told ? told.value : null }
  })
}

/** The rows of a table that its reader sees: what a filter has put away is not read. */
function shownRows(grid: Grid, found: Found): number[] {
  return found.rows.filter(row => !grid.hiddenRows.has(row))
}

function hiddenIn(grid: Grid, found: Found): Words[] {
  const rows = found.rows.filter(row => grid.hiddenRows.has(row)).map(row => row + 1)
  if (rows.length === 0) return []
  return [
    {
      zh: `工作表“${grid.name}”第 ${rows.join('、')} 行（隐藏或被筛选掉的行不读；要读入，请先取消隐藏）`,
      en: `row ${rows.join(', ')} of the sheet "${grid.name}" (what is hidden or filtered away is not read; show it to have it read)`,
    },
  ]
}

const NUMBERS: ReadonlySet<string | undefined> = new Set(['integer', 'decimal', 'money'])

/** A number in a cell that was merged over several: nobody can tell which part of it is whose, and a sum is never copied. Names,
 *  days, choices and texts go down their rows. */
function mergedNumbers(grid: Grid, found: Found): SheetFault[] {
  const rows = shownRows(grid, found)
  return grid.merges.flatMap(({ top, left, bottom, right }): SheetFault[] => {
    const columns = found.placed.filter(
      ({ at, column }) => at >= left && at <= right && NUMBERS.has(column.field?.type),
    )
    const covered = rows.filter(row => row >= top && row <= bottom)
    const cells = covered.length * columns.length
    if (cells < 2 || blank(grid.rows[top]?.[left] ?? null)) return []
    return [
      {
        sheet: grid.name,
        row: covered[0]! + 1,
        cell: `${addressOf(top, left)}:${addressOf(bottom, right)}`,
        field: columns[0]!.column.name,
        why: {
          zh: `一个数合并在 ${cells} 格里，分不清哪一格是多少。请取消合并，逐格填写。`,
          en: `holds one number for ${cells} cells, and nobody can tell which part is whose. Unmerge it and fill in each cell.`,
        },
      },
    ]
  })
}

function headless(grids: readonly Grid[], columns: readonly Column[]): SheetFault {
  const [zh, en] = (['zh', 'en'] as const).map(language =>
    columns
      .filter(one => one.part !== 'id')
      .map(one => one.head[language])
      .join(language === 'zh' ? '、' : ', '),
  )
  return {
    sheet: grids.find(grid => !grid.hidden)?.name ?? grids[0]?.name ?? '',
    row: null,
    cell: null,
    field: null,
    why: {
      zh: `没有找到表头。请用这类记录的空表填写；它的列有：${zh}。`,
      en: `no headings were found. Fill in the blank sheet of this kind of record; its columns are: ${en}.`,
    },
  }
}

/** Tells once of each required column that a table with rows lacks. */
function tellLacking(
  grid: Grid,
  found: Found,
  columns: readonly Column[],
  home: string | null,
  lines: readonly Line[],
  faults: SheetFault[],
): void {
  // A row that only corrects what is stored keeps what has no column.
  if (!lines.some(line => line.id === null)) return
  for (const column of columns) {
    const there = found.placed.some(one => one.column === column)
    if (!column.required || there || (column.part === 'org' && home !== null)) continue
    faults.push({
      sheet: grid.name,
      row: null,
      cell: null,
      field: column.name,
      why:
        column.part === 'org'
          ? {
              zh: '表中没有这一列，表名也不是您范围内的组织。请加上这一列，或以组织名称为工作表命名。',
              en: 'has no column, and the sheet is not named after an organization in your sight. Add the column, or name the sheet after the organization.',
            }
          : { zh: '表中没有这一列，而它是必填的。请加上。', en: 'has no column, but is required. Add it.' },
    })
  }
}

/** Sorts new rows into those to store and those that say what is on record already: by the rule of twins for events, word for
 *  word for everything else and within the file. */
async function tellDoubled(
  tx: Tx,
  kind: Kind,
  fresh: Sorted['store'],
  both: boolean,
  saidOf: (record: Kept) => Said,
  result: Sorted,
): Promise<void> {
  const orgs = [...new Set(fresh.map(one => one.input.org))]
  const days = [...new Set(fresh.map(one => one.input.day))]
  const stored = new Map<string, Kept[]>()
  for (const one of fresh.length > 0 ? await tx.all(together, [tx.region, kind.id, orgs, days]) : []) {
    const key = `${one.org} ${one.day}`
    stored.set(key, [...(stored.get(key) ?? []), one])
  }
  const before = new Map<string, Sorted['store']>()
  for (const one of fresh) {
    const key = `${one.input.org} ${one.input.day}`
    const placed = one.line.placed
    const known = (stored.get(key) ?? []).find(
      record =>
        alike(one.said, saidOf(record), placed) ||
        (mayBeTwins(kind) &&
          sameEvent(
            kind,
            tellingOf({ ...one.input, day: record.day }, one.input.roll?.present ?? []),
            tellingOf({ ...record, for: record.settles }, record.present),
          )),
    )
    const above = (before.get(key) ?? []).find(other => alike(plain(kind, one.said), plain(kind, other.said), placed))
    before.set(key, [...(before.get(key) ?? []), one])
    const other = known?.id ?? (above ? `${above.line.sheet}!${above.line.row + 1}` : null)
    // A row with an id is an export of another house: it is stored under that id, once.
    if (other !== null && !both && one.line.id === null)
      result.doubled.push({ line: one.line, said: one.said, record: other })
    else result.store.push(one)
  }
}

/** What a row says, however it was typed: money with or without its cents, texts with blanks about them. */
function plain(kind: Kind, said: Said): Said {
  const trimmed = Object.entries(said.body).map(([name, value]) => [
    name,
    typeof value === 'string' && kind.fields[name]?.type === 'text' ? value.replace(/\s/g, '') : value,
  ])
  return normal(kind, { ...said, body: Object.fromEntries(trimmed) })
}

/** The month of the turn that a record is for. */
const monthFor = ({ on, settles }: Pick<Sound, 'on' | 'settles'>) => settles ?? monthOf(on)

/** The money that lines bring, and what their corrections take back. */
async function comingIn(tx: Tx, sound: readonly Sound[]): Promise<Coming[]> {
  const voided = sound.flatMap(({ line }) => line.voids ?? [])
  const wrong = voided.length > 0 ? await tx.all(byIds, [tx.region, voided]) : []
  return [
    ...sound
      .filter(one => !one.again)
      .map(one => ({
        ...{ kind: one.kind.id, org: one.standing.id, month: monthFor(one), body: one.line.body },
        times: 1 as const,
      })),
    ...wrong.map(({ kind, org, day, settles, body }) => ({
      ...{ kind, org, body, times: -1 as const },
      month: monthFor({ on: day, settles: monthSettled(settles ?? undefined, day) }),
    })),
  ]
}

/** A line that says why more is paid than is owed, where it is of a turn of which that was asked. */
function excused(one: Sound, above: readonly Above[], why: string): Sound {
  const month = monthFor(one)
  const asked = above.some(
    ({ org, turn }) => org.id === one.standing.id && month >= monthOf(turn.from) && month <= monthOf(lastDay(turn)),
  )
  return asked ? { ...one, line: { ...one.line, why } } : one
}

function planOf(
  asked: { file: string; preview: boolean },
  kind: Kind,
  sorted: Sorted & { readonly above: readonly Above[] },
): SheetPlan {
  const { names } = sorted
  const row = ({ line, said }: { line: Line; said: Said }) => {
    const org = said.org === undefined ? undefined : names.orgOf(said.org)
    const told = line.placed
      .filter(one => ['for', 'field', 'roll', 'madeUpOn'].includes(one.column.part))
      .flatMap(({ column, at }) => {
        const cell = line.cells[at]
        if (blank(cell)) return []
        const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
        return [{ name: column.name, text: text.length > 60 ? `${text.slice(0, 60)}…` : text }]
      })
    return {
      sheet: line.sheet,
      row: line.row + 1,
      day: said.day ?? '',
      org: org ? { code: org.code, name: orgWords(org) } : null,
      told,
    }
  }
  return {
    file: asked.file,
    kind: kind.id,
    kindName: kind.name,
    stored: !asked.preview,
    counts: {
      store: sorted.store.length,
      correct: sorted.correct.length,
      doubled: sorted.doubled.length,
      known: sorted.known,
      faults: sorted.faults.length,
    },
    above: sorted.above.map(({ org, turn, owed, paid }) => {
      return { org: { zh: org.zh, en: org.en }, turn: turn.label, owed, paid }
    }),
    store: sorted.store.slice(0, SHOWN).map(row),
    correct: sorted.correct.slice(0, SHOWN).map(row),
    doubled: sorted.doubled.slice(0, SHOWN).map(one => ({ ...row(one), record: one.record })),
    faults: sorted.faults,
    left: sorted.left,
  }
}
