// The office's own lists going out again, in the form in which they come in: rosters by strokes, a sheet each branch, and the list of
// organizations, for printing on A4.
import type { Charter } from '../charter/charter.ts'
import { orgWords } from '../register/name.ts'
import { type Org, orgAt, orgsOn } from '../register/organization.sql.ts'
import { byStrokes } from '../register/strokes.ts'
import { codeOf, postWords } from '../register/vocabulary.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Known, sayKnown } from '../time/partial.ts'
import type { Cell, Table } from './sheet.ts'

interface Member {
  readonly org: string
  readonly name: string
  readonly english: string
  readonly sex: number
  readonly born: Day
  readonly bornKnown: Known
  readonly nationality: string
  readonly education: number
  readonly occupation: string
  readonly kind: string
  readonly joined: Day
  readonly confirmed: Day | null
  readonly posts: readonly string[]
}

const members = statement<Member>(
  'office.members',
  `select m.org, p.name, p.english, p.sex, p.born, p.born_known as "bornKnown", p.nationality, p.education, p.occupation, m.kind,
     (select min(lower(f.valid)) from membership f where f.region = $1 and f.person = p.id) as joined,
     (select min(lower(f.valid)) from membership f where f.region = $1 and f.person = p.id and f.kind = 'full'
        and exists (select from membership b where b.region = $1 and b.person = p.id and b.kind = 'probationary')) as confirmed,
     array(select t.post from post t where t.region = $1 and t.person = p.id and t.org = m.org and t.valid @> $2::date order by lower(t.valid)) as posts
   from membership m join person p on p.region = $1 and p.id = m.person and p.valid @> $2::date
   where m.region = $1 and m.valid @> $2::date and m.org = any($3::uuid[])`,
)
const counted = statement<{ org: string; n: number }>(
  'office.counted',
  'select org, count(*)::int as n from membership where region = $1 and valid @> $2::date group by org',
)
const founded = statement<{ id: string; day: Day }>(
  'office.founded',
  'select id, min(lower(valid)) as day from org where region = $1 group by id',
)
const heads = statement<{ org: string; name: string }>(
  'office.heads',
  `select t.org, p.name from post t join person p on p.region = $1 and p.id = t.person and p.valid @> $2::date
   where t.region = $1 and t.signs and t.valid @> $2::date`,
)

/** The members of an organization and of those below it on a day, a sheet for each that has some. */
export async function rosterTables(
  tx: Tx,
  charter: Charter,
  org: Org,
  on: Day,
  language: 'zh' | 'en',
): Promise<Table[]> {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const places = await below(tx, org, on)
  const rows = await tx.all(members, [tx.region, on, places.map(one => one.id)])
  const of = (code: string, field: string) => codeOf(charter, field, code)?.[language] ?? ''
  const full = places.filter(place => rows.some(row => row.org === place.id))
  return (full.length > 0 ? full : [places[0]!]).map(place => {
    const own = rows.filter(row => row.org === place.id).sort((a, b) => byStrokes(a.name, b.name))
    const named = orgWords(place)[language]
    return {
      name: named,
      title: say(`${named}党员花名册`, `${named}: roster of members`),
      lead: [
        say(
          `党组织：${named}　截至 ${on}　共 ${own.length} 人，按姓氏笔画为序`,
          `${named}, as of ${on}: ${own.length} members, by strokes`,
        ),
      ],
      columns: [
        { head: say('序号', 'No.'), width: 6, form: 'number' as const },
        { head: say('姓名', 'name'), width: 13 },
        { head: say('性别', 'sex'), width: 7 },
        { head: say('民族', 'nationality'), width: 11 },
        { head: say('出生年月', 'born'), width: 12 },
        { head: say('学历', 'education'), width: 12 },
        { head: say('职业', 'occupation'), width: 12 },
        { head: say('入党时间', 'joined'), width: 12 },
        { head: say('转正时间', 'confirmed'), width: 12 },
        { head: say('党内职务', 'post'), width: 14 },
        { head: say('人员类别', 'member kind'), width: 14 },
        { head: say('所在党支部', 'branch'), width: 24 },
      ],
      rows: own.map((one, index): Cell[] => [
        index + 1,
        say(one.name, one.english || one.name),
        of(String(one.sex), 'sex'),
        of(one.nationality, 'nationality'),
        sayKnown(one.born, one.bornKnown),
        of(String(one.education), 'education'),
        of(one.occupation, 'occupation'),
        one.joined,
        one.confirmed,
        one.posts.map(post => postWords(charter, post)[language]).join(say('、', ', ')),
        of(one.kind, 'kind'),
        named,
      ]),
      frozen: 2,
      print: true,
    }
  })
}

/** The organizations below one on a day, itself first, in tree order. */
export async function organizationTable(
  tx: Tx,
  charter: Charter,
  org: Org,
  on: Day,
  language: 'zh' | 'en',
): Promise<Table> {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const places = await below(tx, org, on)
  const named = (one: Org) => say(one.name, orgWords(one).en)
  const byId = new Map(places.map(one => [one.id, one]))
  const count = new Map((await tx.all(counted, [tx.region, on])).map(row => [row.org, row.n]))
  const since = new Map((await tx.all(founded, [tx.region])).map(row => [row.id, row.day]))
  const head = new Map((await tx.all(heads, [tx.region, on])).map(row => [row.org, row.name]))
  return {
    name: say('组织机构一览表', 'Organizations'),
    title: say(`${orgWords(org).zh}党组织一览表`, `Organizations of ${orgWords(org).en}`),
    lead: [say(`截至 ${on}　共 ${places.length} 个`, `As of ${on}: ${places.length}`)],
    columns: [
      { head: say('序号', 'No.'), width: 6, form: 'number' },
      { head: say('党组织名称', 'organization'), width: 34 },
      { head: say('简称', 'short name'), width: 20 },
      { head: say('党组织编码', 'code'), width: 11 },
      { head: say('党组织类别', 'organization kind'), width: 14 },
      { head: say('上级党组织', 'superior'), width: 30 },
      { head: say('单位类别', 'sector'), width: 13 },
      { head: say('成立时间', 'founded'), width: 12, form: 'day' },
      { head: say('书记', 'secretary'), width: 11 },
      { head: say('党员人数', 'members'), width: 10, form: 'number' },
    ],
    rows: places.map((one, index): Cell[] => [
      index + 1,
      named(one),
      orgWords(one)[language],
      one.code,
      codeOf(charter, 'tier', one.tier)?.[language] ?? one.tier,
      (one.parent && byId.get(one.parent) && named(byId.get(one.parent)!)) || null,
      codeOf(charter, 'sector', one.sector)?.[language] ?? one.sector,
      since.get(one.id) ?? one.from,
      head.get(one.id) ?? null,
      count.get(one.id) ?? 0,
    ]),
    frozen: 2,
    print: true,
  }
}

async function below(tx: Tx, org: Org, on: Day): Promise<Org[]> {
  const top = await orgAt(tx, org, on)
  return (await orgsOn(tx, on)).filter(one => one.path.startsWith(top.path))
}
