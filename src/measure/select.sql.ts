// The selector: which facts a measure counts, as SQL. The only place where SQL is composed; values travel as parameters,
// and the names of fields too. A reckoner written anew (test/reckon) is held equal to it.
import { BOTH, type Charter, caseKindOf, EXCUSE, type Kind, type StageDoes, stagesOf } from '../charter/charter.ts'
import { asksFollows, dueForm, tiesFollowed } from '../charter/follows.ts'
import {
  type Bound,
  type CaseAsk,
  type Condition,
  DAY,
  type FollowingPeople,
  type Follows,
  type Measure,
  ROLL,
  type Where,
  type WhichOrg,
  type Who,
} from '../charter/language.ts'
import { asksPeople, orgOf, rangeOf, wheresOf, whoOf } from '../charter/norms.ts'
import { mayBeTwins, sameBy } from '../record/twin.ts'
import { inForce } from '../time/dated.ts'
import { type Day, ZONE } from '../time/day.ts'
import { firstOf, lastOf, type Month } from '../time/period.ts'
import { describesDay, distinct } from './value.ts'

/** A measure that selects facts: all but those that read other declarations. */
export type Selecting = Exclude<Measure, { op: 'difference' | 'standard' | 'utilization' }>

/** Facts joined to the organizations and months wanted: `w` has org, seat, month, first and last day. */
export interface Selector {
  /** from … where …, over the wanted pairs. */
  readonly from: string
  readonly path: string
  readonly day: string
  /** The month for which the fact counts in a duty, and by how many days it came after that month. */
  readonly turn: string
  readonly after: string
  /** The turn that it names itself, as text. */
  readonly settles: string
  /** The day on which the fact is judged: standards that conditions name are those in force then. */
  readonly moment: string
  /** The month from which the fact does not count any more: what was closed is open again. NEVER for what stands. */
  readonly back: string
  readonly id: string
  /** What the fact is called, and its fields as JSON, for the proof. */
  readonly title: string
  readonly body: string
  readonly column: (field: string) => string
  /** Kinds of the ties that a condition on ties asks, as an array; only of those that meet a condition on `t` where one is given. */
  readonly tied?: (asked?: string) => string
  /** Of a post: that its holder has another one there for which a condition on `t` holds, and which comes first by an order of `t`
   *  and `f`. */
  readonly again?: (asked: string, first: string) => string
  /** Of what a fact adds on several days (those who missed it make it up one by one): one row a day, for the parts of duties. */
  readonly parted?: { readonly from: string; readonly after: string; readonly num: string; readonly once: string }
  /** Asks of a record whether it was held with nobody there, and what is doubtful about it; null for what is no such event.
   *  Named only where it is asked for: a parameter that no statement mentions would have no type. */
  readonly doubts: { readonly nobody: () => string; readonly untold: () => string; readonly twins: () => string } | null
}

// The only names that reach SQL as text; the compiler of the charter lets no others through.
const ORG_COLUMNS: Readonly<Record<string, string>> = { tier: 'o.tier', sector: 'o.sector', model: 'o.model' }
const PERSON_COLUMNS: Readonly<Record<string, string>> = {
  occupation: 'p.occupation',
  education: 'p.education',
  sex: 'p.sex',
  nationality: 'p.nationality',
  rank: 'p.rank',
}

/** Collects the values of a composed statement and gives each its placeholder. */
export class Parameters {
  readonly values: unknown[]
  /** For a reader who sees no more than a scope: what is asked of a person out of sight is taken for met, since the figure
   *  that is looked into has asked it already. */
  sighted = true

  constructor(...first: unknown[]) {
    this.values = first
  }

  /** The same text twice is the same parameter: one that is named but never used would have no type. */
  add(value: unknown): string {
    const known = typeof value === 'string' ? this.values.indexOf(value) : -1
    return `$${known >= 0 ? known + 1 : this.values.push(value)}`
  }
}

/** The last day of a running month, as SQL. */
const lastOfMonth = (month: string) =>
  `(make_date(${month} / 12, ${month} % 12 + 1, 1) + interval '1 month' - interval '1 day')::date`

/** The wanted pairs of organization and month, as the first part of every selecting statement. Parameters 2 to 4. */
export const WANTED = `with w as (
  select v.org, v.seat, v.month, make_date(v.month / 12, v.month % 12 + 1, 1) as first,
    ${lastOfMonth('v.month')} as last
  from unnest($2::uuid[], $3::text[], $4::int[]) as v(org, seat, month))`

/** First and last day of all wanted months: they let the planner leave out the partitions of other months. */
function bounds(parameters: Parameters): { low: () => string; high: () => string } {
  const months = parameters.values[3] as Month[]
  const [least, most] = months.reduce(
    ([low, high], month) => [Math.min(low, month), Math.max(high, month)],
    [months[0]!, months[0]!],
  )
  return { low: () => `${parameters.add(firstOf(least))}::date`, high: () => `${parameters.add(lastOf(most))}::date` }
}

/** The month in which what stands is taken back. */
export const NEVER = '2147483647'

/** The true day, as SQL. */
export const NOW = `(now() at time zone '${ZONE}')::date`

/** The day as of which a wanted month is read, as SQL: what falls due is not overdue before its day, though its month is in the
 *  cells already. The clock of a ready district stands; a month behind it is read as of the true day. */
const BY = `coalesce((select d.clock from district d where d.region = $1 and w.first <= d.clock), ${NOW})`

/** The running month of a day, as SQL: an equality that can be hashed, unlike a range. */
const monthIn = (day: string) => `(extract(year from ${day})::int * 12 + extract(month from ${day})::int - 1)`

/** Where a record f counts: where its organization stood on its day; in the turn that it names, where it stood at that turn's end,
 *  so that what is settled late alters no report of others after a move. */
const OF_TURN_PATH = `(case when f.settles_month is null then f.path else coalesce((select t.path from org t where t.region = $1 and t.id = f.org
    and t.valid @> ${lastOfMonth('f.settles_month')}), f.path) end)`

/** For which month a record f counts in a duty: that of the turn it names, else its own. */
const OF_RECORD = {
  settles: 'f.settles',
  turn: 'coalesce(f.settles_month, w.month)',
  after: `(case when f.settles_month is null then 0 else f.day - ${lastOfMonth('f.settles_month')} end)`,
}
const OF_MONTH = { settles: 'null::text', turn: 'w.month', after: '0' }
/** A record f by the days on which it was made up; a day that nobody said is held against nobody. */
const BY_MAKE_UP = {
  from: ` cross join lateral (select g.made, g.n, row_number() over (order by g.made nulls first) as nth from (
      select x.made, count(x.person)::int as n from unnest(f.made_up, f.made_up_on) as x(person, made) group by x.made
      union all select null::date, 0 where cardinality(f.made_up) = 0) g) u`,
  after: `greatest(${OF_RECORD.after}, coalesce(u.made - ${lastOfMonth(OF_RECORD.turn)}, 0))`,
  num: 'u.n',
  once: '(u.nth = 1)::int',
}

/** Builds the selector of a measure. Parameter 1 is the region. */
export function selectorOf(charter: Charter, measure: Selecting, parameters: Parameters): Selector {
  const kind = charter.kinds.get(measure.over)
  const form = kind?.form ?? 'register'
  const eve = typeof measure.at === 'object' ? measure.at.eveOf : null
  const on = eve ? 'w.day' : 'w.last'
  const wanted = eve
    ? `(select w.org, w.seat, w.month, w.first, w.last, max(r.day) - 1 as day from w
        join record r on r.region = $1 and r.org = w.org and r.kind = ${parameters.add(eve)} and r.day <= ${bounds(parameters).high()} and r.voided_by is null
        where r.day <= w.last group by w.org, w.seat, w.month, w.first, w.last) w`
    : 'w'
  const orgJoin = (day: string) => `join org o on o.region = $1 and o.id = w.org and o.valid @> ${day}`
  const orgColumn = (field: string) => (field === 'tier' || field === 'sector' ? `o.${field}` : null)
  const bodyColumn = (field: string) => orgColumn(field) ?? `(f.body->>${parameters.add(field)}::text)`

  if (form === 'case') return caseSelector(kind!, measure, parameters, { ...bounds(parameters), orgJoin, bodyColumn })
  if (form === 'record') {
    // An excuse is for the one that was excused; nobody takes it over.
    const own = measure.over === EXCUSE ? ' and f.origin is null' : ''
    const of = `f.region = $1 and f.org = w.org and f.kind = ${parameters.add(measure.over)} and f.voided_by is null${own}`
    const { low, high } = bounds(parameters)
    // What counts in the turn that it is for may have come any time after it.
    const span = (day: string) =>
      measure.op === 'latest'
        ? `${day} <= ${high()}`
        : measure.at === 'turn'
          ? `${day} >= ${low()}`
          : `${day} between ${low()} and ${high()}`
    const month = () => (measure.at === 'turn' ? `coalesce(f.settles_month, ${monthIn('f.day')})` : monthIn('f.day'))
    const source =
      measure.op === 'latest'
        ? // Of each in whose name records are written: what was taken over stays beside what its holder writes of its own.
          `join (select * from (
              select distinct on (w.org, w.month, coalesce(f.origin, f.org)) w.month as of_month, w.last as of_last, f.*
              from w join record f on ${of} and ${span('f.day')} where f.day <= w.last
              order by w.org, w.month, coalesce(f.origin, f.org), f.day desc, f.id desc) f
            where not exists (select 1 from record g where g.region = $1 and g.origin = coalesce(f.origin, f.org) and g.kind = f.kind
              and g.voided_by is null and (g.day, g.id) > (f.day, f.id) and g.day <= f.of_last)) f on f.org = w.org and f.of_month = w.month`
        : `join record f on ${of} and ${span('f.day')} and ${month()} = w.month`
    return {
      ...(measure.op === 'latest' ? OF_MONTH : OF_RECORD),
      from: `from w ${source} ${orgJoin('f.day')}`,
      path: measure.op === 'latest' ? 'o.path' : measure.at === 'turn' ? OF_TURN_PATH : 'f.path',
      day: 'f.day',
      moment: 'f.day',
      back: NEVER,
      id: 'f.id',
      title: 'null::text',
      body: 'f.body',
      column: field =>
        field === 'present' && kind?.roll
          ? 'cardinality(f.present)'
          : field === 'complete'
            ? completeColumn(kind, parameters)
            : bodyColumn(field),
      ...(measure.op === 'attendances' && measure.of === 'made_good' ? { parted: BY_MAKE_UP } : {}),
      doubts: doubtsOf(kind!, parameters, span),
    }
  }
  if (form === 'thing' || form === 'tie') {
    const began =
      form === 'thing'
        ? 'f.opened between w.first and w.last and lower(f.valid) = f.opened'
        : 'lower(f.valid) between w.first and w.last'
    const opened = measure.at === 'opened'
    const tied = (
      asked = '',
    ) => `array(select t.kind from tie t where t.region = $1 and t.org = f.org and t.valid @> ${opened ? 'w.last' : on}
              and exists (select 1 from jsonb_each_text(t.body) as b where b.value = f.id::text)${asked})`
    return {
      ...OF_MONTH,
      from: `from ${wanted} join ${form} f on f.region = $1 and f.org = w.org and f.kind = ${parameters.add(measure.over)}
        and ${opened ? began : `f.valid @> ${on}`} ${orgJoin(opened ? 'lower(f.valid)' : on)}`,
      path: 'o.path',
      day: 'lower(f.valid)',
      moment: opened ? 'lower(f.valid)' : on,
      back: NEVER,
      id: 'f.id',
      title: form === 'thing' ? 'f.name' : 'null::text',
      body: 'f.body',
      column: field =>
        field === 'ties' && form === 'thing'
          ? tied()
          : field === 'complete'
            ? completeColumn(kind, parameters)
            : (followingColumn(charter, measure.over, field, opened ? 'w.last' : on, parameters) ?? bodyColumn(field)),
      tied,
      doubts: null,
    }
  }
  if (measure.over === 'orgs') {
    const opened = measure.at === 'opened'
    const tied = (asked = '') =>
      `array(select t.kind from tie t where t.region = $1 and t.org = o.id and t.valid @> ${opened ? 'w.last' : on}${asked})`
    return {
      ...OF_MONTH,
      from: `from ${wanted} join org o on o.region = $1 and o.id = w.org and ${
        opened
          ? 'lower(o.valid) between w.first and w.last and not exists (select 1 from org p where p.region = $1 and p.id = o.id and p.valid << o.valid)'
          : `o.valid @> ${on}`
      }`,
      path: 'o.path',
      day: 'lower(o.valid)',
      moment: opened ? 'lower(o.valid)' : on,
      back: NEVER,
      id: 'o.id',
      title: 'o.short',
      body: `jsonb_build_object('tier', o.tier, 'sector', o.sector, 'model', o.model)`,
      column: field => (field === 'ties' ? tied() : ORG_COLUMNS[field]!),
      tied,
      doubts: null,
    }
  }
  const table = measure.over === 'posts' ? 'post' : 'membership'
  const opened = measure.at === 'opened'
  const moment = opened ? 'lower(f.valid)' : on
  const tied = (asked = '') =>
    `array(select t.kind from tie t where t.region = $1 and t.org = f.org and t.body->>'person' = f.person::text and t.valid @> ${moment}${asked})`
  return {
    ...OF_MONTH,
    from: `from ${wanted} join ${table} f on f.region = $1 and f.org = w.org
      and ${opened ? 'lower(f.valid) between w.first and w.last' : `f.valid @> ${on}`}
      join person p on p.region = $1 and p.id = f.person and p.valid @> ${moment} ${orgJoin(moment)}`,
    path: 'o.path',
    day: 'lower(f.valid)',
    moment,
    back: NEVER,
    id: 'f.id',
    title: 'p.name',
    ...(table === 'post' && {
      again: (asked: string, first: string) =>
        `exists (select 1 from post t where t.region = $1 and t.org = f.org and t.person = f.person and ${first}
          and ${opened ? 'lower(t.valid) between w.first and w.last' : `t.valid @> ${on}`}${asked})`,
    }),
    body: `jsonb_build_object('person', f.person, 'born', p.born, 'sex', p.sex, 'education', p.education, 'occupation', p.occupation${table === 'post' ? `, 'post', f.post, 'team', f.team` : ''})`,
    column: field => {
      if (field === 'age') return `date_part('year', age(${moment}::timestamp, p.born::timestamp))::int`
      if (field === 'person') return 'f.person'
      if (field === 'ties') return tied()
      if (field === 'kind') return 'f.kind'
      if (field === 'post' || field === 'team') return `f.${field}`
      return orgColumn(field) ?? PERSON_COLUMNS[field]!
    },
    tied,
    doubts: null,
  }
}

const LISTED = 'cardinality(f.present) + cardinality(f.excused) + cardinality(f.absent) + cardinality(f.made_up)'

/** What is doubtful about a record f: nobody was there, by its roll or by the number that it says; it says neither; or another
 *  one looks the same and nobody has said yet that they are two. `twins` counts a pair at the later of the two. `span` tells the
 *  planner the days of all that is selected. */
function doubtsOf(kind: Kind, parameters: Parameters, span: (day: string) => string): NonNullable<Selector['doubts']> {
  const { held } = kind
  const said = () => `(f.body->>${parameters.add(held)}::text)::numeric`
  const nobody = () =>
    held === null
      ? 'false'
      : held === ROLL
        ? `(${LISTED} > 0 and cardinality(f.present) = 0)`
        : `(case when ${LISTED} > 0 then cardinality(f.present) = 0 else coalesce(${said()} = 0, false) end)`
  const untold = () =>
    held === null ? 'false' : held === ROLL ? `(${LISTED} = 0)` : `(${LISTED} = 0 and ${said()} is null)`
  const twins = () => {
    if (!mayBeTwins(kind)) return '0'
    const { fields, roll } = sameBy(kind)
    const same = fields.map(({ name, field }) => {
      const key = `${parameters.add(name)}::text`
      const value = (row: string) =>
        field.type === 'text'
          ? `regexp_replace(coalesce(${row}.body->>${key}, ''), '\\s', '', 'g')`
          : `coalesce(${row}.body->>${key}, '')`
      const either = field.optional ? ` or ${value('f')} = '' or ${value('t')} = ''` : ''
      return ` and (${value('f')} = ${value('t')}${either})`
    })
    const company = roll
      ? ` and (select count(*) from unnest(f.present) as p(id) where p.id = any(t.present)) * 2 >= least(cardinality(f.present), cardinality(t.present))`
      : ''
    return `(select count(*) from record t where t.region = $1 and t.kind = f.kind and t.org = f.org and t.day = f.day and ${span('t.day')}
      and t.voided_by is null and t.id < f.id and (t.settles_month = f.settles_month) is not false${same.join('')}${company}
      and not exists (select 1 from record b where b.region = $1 and b.kind = '${BOTH}' and b.org = f.org and b.voided_by is null
        and array[b.body->>'one', b.body->>'other'] @> array[f.id::text, t.id::text]))`
  }
  return { nobody, untold, twins }
}

/** Whether every field is filled that the kind asks of a complete fact. */
function completeColumn(kind: Kind | undefined, parameters: Parameters): string {
  const filled = (kind?.complete?.fields ?? []).map(
    name => `coalesce(f.body->>${parameters.add(name)}::text, '') <> ''`,
  )
  return `(${filled.join(' and ')})`
}

/** What is asked of a person of the register on the day on which a fact is judged; ` and …` for each condition. The id is text. */
function asksOf(charter: Charter, id: string, who: Who, moment: string, parameters: Parameters): string {
  const { ties, ...known } = who
  const person: Pick<Selector, 'column' | 'moment'> = {
    moment,
    column: field => {
      if (field === 'age') return `date_part('year', age(${moment}::timestamp, q.born::timestamp))::int`
      if (field === 'kind')
        return `(select m.kind from membership m where m.region = $1 and m.person = q.id and m.valid @> ${moment})`
      return PERSON_COLUMNS[field]!.replace('p.', 'q.')
    },
  }
  const tied = () =>
    `array(select x.kind from tie x where x.region = $1 and x.org = w.org and x.body->>'person' = ${id} and x.valid @> ${moment})`
  const held = ties === undefined ? '' : conditions(charter, { ties }, { moment, column: tied }, parameters)
  if (Object.keys(known).length === 0) return held
  const seen = `select 1 from person q where q.region = $1 and q.id = (${id})::uuid`
  // The offset keeps the planner from joining all people for the few that are named: each is found by their id.
  const meets = `exists (${seen} and q.valid @> ${moment}${conditions(charter, known as Where, person, parameters)} offset 0)`
  return `${held} and ${parameters.sighted ? meets : `(${meets} or not exists (${seen}))`}`
}

/** What is asked of the organization that a tie t names: that it stands on the day, and is so; ` and …`. */
function asksOrg(which: WhichOrg, moment: string, parameters: Parameters): string {
  const asked = Object.entries(which).map(
    ([field, codes]) => ` and g.${field === 'tier' ? 'tier' : 'sector'} = any(${parameters.add(codes)}::text[])`,
  )
  return ` and exists (select 1 from org g where g.region = $1 and g.id = (t.body->>'org')::uuid and g.valid @> ${moment}${asked.join('')})`
}

/** What follows of a thing f on a day, as SQL; null for a name that means nothing of the sort. A reader who sees no more than a
 *  scope is told what was settled: it may rest on people and organizations out of sight. */
function followingColumn(
  charter: Charter,
  kind: string,
  name: string,
  moment: string,
  parameters: Parameters,
): string | null {
  const is = charter.follows.get(kind)?.[name]
  if (!is) return null
  if (!parameters.sighted)
    return `(select v.body->>${parameters.add(name)}::text from followed v where v.region = $1 and v.thing = f.id and v.month = w.month)`
  return followed(charter, kind, is, 'f', moment, parameters)
}

const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map()

/** What follows of a thing under an alias, from the facts, as SQL; `known` names the columns of what was found already. */
function followed(
  charter: Charter,
  kind: string,
  is: Follows,
  of: string,
  moment: string,
  parameters: Parameters,
  known: ReadonlyMap<string, string> = NOTHING_KNOWN,
): string {
  const named = (tie: string) =>
    `t.org = ${of}.org and t.kind = ${parameters.add(tie)} and t.valid @> ${moment}
      and exists (select 1 from jsonb_each_text(t.body) as b where b.value = ${of}.id::text)`
  if ('people' in is) return peopleFollowed(charter, is, named, moment, parameters)
  const other = (name: string) => charter.follows.get(kind)![name]!
  if ('sum' in is) {
    const each = followed(charter, kind, other(is.sum), 's', moment, parameters)
    const within = conditions(charter, { [is.sum]: is.where }, { column: () => 'z.n', moment }, parameters)
    return `(select coalesce(sum(z.n), 0) from (select ${each} as n from thing s where s.region = $1 and s.org = ${of}.org and s.kind = ${of}.kind
      and s.valid @> ${moment}) z where true${within})`
  }
  const thing = thingOf(charter, kind, of, moment, parameters, known)
  const forms = Object.entries(is.first).map(
    ([form, { where }]) =>
      `when true${conditions(charter, where, thing, parameters)} then ${parameters.add(form)}::text`,
  )
  return `(case ${forms.join(' ')} end)`
}

/** What conditions may ask of a thing under an alias on a day, with all that follows of it. */
function thingOf(
  charter: Charter,
  kind: string,
  of: string,
  moment: string,
  parameters: Parameters,
  known: ReadonlyMap<string, string>,
) {
  const tied = (asked = '') =>
    `array(select t.kind from tie t where t.region = $1 and t.org = ${of}.org and t.valid @> ${moment}
      and exists (select 1 from jsonb_each_text(t.body) as b where b.value = ${of}.id::text)${asked})`
  const column = (field: string) => {
    const is = charter.follows.get(kind)![field]
    if (field === 'ties') return tied()
    const found = known.get(field)
    if (found) return found
    return is ? followed(charter, kind, is, of, moment, parameters) : `(${of}.body->>${parameters.add(field)}::text)`
  }
  return { column, moment, tied }
}

/** How many people follow of a thing: named by its ties, or members of organizations that its ties name. */
function peopleFollowed(
  charter: Charter,
  { people: { tie, members }, who }: FollowingPeople,
  named: (tie: string) => string,
  moment: string,
  parameters: Parameters,
): string {
  const belonging = members
    ? ` union select m.person::text from tie t join membership m on m.region = $1 and m.org = (t.body->>'org')::uuid and m.valid @> ${moment}
        where t.region = $1 and ${named(members.tie)}${members.org ? asksOrg(members.org, moment, parameters) : ''}`
    : ''
  return `(select count(*) from (select t.body->>'person' as person from tie t where t.region = $1 and ${named(tie)}${belonging}) x
    where x.person is not null${asksOf(charter, 'x.person', who, moment, parameters)})`
}

/** A statement that keeps what follows of the things of a kind at the wanted organizations in the wanted months: each once, from
 *  what was declared before it. */
export function followedWriting(charter: Charter, kind: string, wanted: Wanted, region: number): Writing {
  const parameters = new Parameters(region, wanted.orgs, wanted.seats, wanted.months)
  const known = new Map<string, string>()
  const layers = [
    `select w.month, w.org, w.seat, w.last, f.id, f.kind, f.body from w
      join thing f on f.region = $1 and f.org = w.org and f.kind = ${parameters.add(kind)} and f.valid @> w.last`,
  ]
  const thing = thingOf(charter, kind, 'f', 'f.last', parameters, known)
  const add = (name: string, value: string) => {
    layers.push(
      `select f.*, ${value} as v${layers.length} from l${layers.length - 1} f cross join lateral (select f.org as org) w`,
    )
    known.set(name, `f.v${layers.length - 1}`)
  }
  for (const [name, is] of Object.entries(charter.follows.get(kind)!)) {
    // The neighbours are all here: they are added up side by side.
    if ('sum' in is) {
      const within = conditions(charter, { [is.sum]: is.where }, thing, parameters)
      add(
        name,
        `coalesce(sum(${known.get(is.sum)}) filter (where true${within}) over (partition by f.org, f.month), 0)`,
      )
    } else add(name, followed(charter, kind, is, 'f', 'f.last', parameters, known))
  }
  const due = dueForm(charter, kind)
  if (due) {
    const met = Object.entries(due.is.first).map(
      ([form, is]) => `when ${parameters.add(form)}::text then true${conditions(charter, is.met, thing, parameters)}`,
    )
    add(`${due.name}.met`, `(case ${known.get(due.name)} ${met.join(' ')} end)`)
  }
  const fields = [...known].map(([name, value]) => `${parameters.add(name)}::text, ${value}`)
  return {
    text: `${WANTED}, ${layers.map((layer, index) => `l${index} as materialized (${layer})`).join(', ')}
      insert into followed (region, month, org, seat, thing, kind, body)
      select $1, f.month, f.org, f.seat, f.id, f.kind, jsonb_strip_nulls(jsonb_build_object(${fields.join(', ')})) from l${layers.length - 1} f`,
    values: parameters.values,
  }
}

/** Cases opened in the month, or, as they stood at its end, all that were opened by then or those closed in it.
 *  A case that is opened again later was closed for the periods that end before: `back` is the month that takes it back.
 *  A case is on the books of whoever carries it on that day; where an organization has ended and nobody took over, of that, where
 *  it stood last. */
function caseSelector(
  kind: Kind,
  measure: Selecting,
  parameters: Parameters,
  {
    low,
    high,
    orgJoin,
    bodyColumn,
  }: {
    low: () => string
    high: () => string
    orgJoin: (day: string) => string
    bodyColumn: (field: string) => string
  },
): Selector {
  const does = stagesOf(caseKindOf(kind))
  // Named only where it is asked for: a parameter that no statement mentions would have no type.
  const list = (which: (does: StageDoes) => boolean) => () =>
    `${parameters.add([...does].filter(one => which(one[1])).map(([name]) => `${kind.id}.${name}`))}::text[]`
  const closing = () => `${parameters.add([...does].find(one => one[1] === 'close')![0])}::text`
  const moves = list(one => one !== 'extend' && one !== 'hand')
  const opening = parameters.add(kind.id)
  const of = `f.region = $1 and f.org = w.org and f.kind = ${opening} and f.voided_by is null`
  const stepsOf = (id: string, until: string) => `s.step_of = ${id}::text and s.day <= ${until} and s.voided_by is null`
  const repeated = () => {
    const same = (caseKindOf(kind).same ?? []).map(name => {
      const field = `${parameters.add(name)}::text`
      return `e.body->>${field} = f.body->>${field}`
    })
    if (same.length === 0) return 'false'
    return `exists (select 1 from record e where e.region = $1 and e.kind = ${opening} and e.voided_by is null
      and (e.org = f.org or e.org = f.origin or e.origin = coalesce(f.origin, f.org)) and coalesce(e.origin, e.org) = coalesce(f.origin, f.org)
      and e.id <> f.id and e.day <= f.day and ${same.join(' and ')}
      and (select split_part(s.kind, '.', -1) from record s where s.region = $1 and ${stepsOf('e.id', 'f.day')} and s.kind = any(${moves()})
        order by s.day desc, s.id desc limit 1) = ${closing()})`
  }
  const common = { id: 'f.id', title: 'null::text', body: 'f.body', day: 'f.day' }
  if (measure.at !== 'day' && measure.at !== 'closed')
    return {
      ...common,
      ...OF_RECORD,
      from: `from w join record f on ${of} and f.day between ${low()} and ${high()} and ${monthIn('f.day')} = w.month ${orgJoin('f.day')}`,
      path: 'f.path',
      moment: 'f.day',
      back: NEVER,
      column: field => (field === 'repeated' ? repeated() : bodyColumn(field)),
      doubts: null,
    }
  const steps = list(() => true)
  const back = list(one => one === 'reopen')
  const told = `cross join lateral (
    select coalesce((array_agg(split_part(s.kind, '.', -1) order by s.day desc, s.id desc) filter (where s.kind = any(${moves()})))[1], 'open') as stage,
      (array_agg(s.day order by s.day desc, s.id desc) filter (where s.kind = any(${moves()})))[1] as since,
      coalesce((array_agg(s.body->>'due' order by s.day desc, s.id desc) filter (where s.body ? 'due'))[1], f.body->>'due')::date as due,
      count(*) filter (where s.kind = any(${back()}))::int as reopened
    from record s where s.region = $1 and ${stepsOf('f.id', 'w.last')} and s.day <= ${high()} and s.kind = any(${steps()})) c`
  const place = `join org o on o.region = $1 and o.id = w.org and lower(o.valid) <= w.last
    and not exists (select 1 from org p where p.region = $1 and p.id = o.id and lower(p.valid) <= w.last and p.valid >> o.valid)`
  const closed = () => `c.stage = ${closing()}`
  const columns: Readonly<Record<CaseAsk, () => string>> = {
    stage: () => 'c.stage',
    state: () => `(case when ${closed()} then 'closed' else 'open' end)`,
    overdue: () => `(c.stage <> ${closing()} and c.due < least(w.last, ${BY}))`,
    late: () => `(${closed()} and c.since > c.due)`,
    reopened: () => 'c.reopened',
    repeated,
  }
  const again = () => `cross join lateral (
    select coalesce(min(${monthIn('s.day')}), ${NEVER}) as month from record s
    where s.region = $1 and s.step_of = f.id::text and s.day > w.last and s.voided_by is null and s.kind = any(${back()})) again`
  const ended = measure.at === 'closed'
  return {
    ...common,
    ...OF_MONTH,
    from: `from w join case_state b on b.region = $1 and b.org = w.org and b.kind = ${opening} and b.begins <= w.last and (b.ends is null or b.ends > w.last)
      join record f on f.region = $1 and f.id = b.id and f.day = b.opened and f.day <= ${high()} and f.voided_by is null ${told} ${place}${
        ended ? ` and ${closed()} and c.since >= w.first ${again()}` : ''
      }`,
    path: 'o.path',
    moment: 'w.last',
    back: ended ? 'again.month' : NEVER,
    column: field => (field in columns ? columns[field as CaseAsk]() : bodyColumn(field)),
    doubts: null,
  }
}

/** Conditions as SQL, each ` and …`. */
export function conditions(
  charter: Charter,
  where: Where | undefined,
  selector: Pick<Selector, 'column' | 'moment' | 'tied'>,
  parameters: Parameters,
): string {
  const { column, moment, tied } = selector
  const value = (bound: Bound) =>
    typeof bound === 'number' ? `${parameters.add(bound)}::numeric` : standardOn(charter, bound, moment, parameters)
  return Object.entries(where ?? {})
    .map(([field, asked]) => {
      const [who, org] = [whoOf(asked), orgOf(asked)]
      if (!who && !org) return ` and ${condition(column(field), asked, value, parameters)}`
      if (typeof asked === 'object' && 'has' in asked) {
        const such = tied!(
          (who ? asksOf(charter, "t.body->>'person'", who, moment, parameters) : '') +
            (org ? asksOrg(org, moment, parameters) : ''),
        )
        return ` and ${condition(such, { has: asked.has }, value, parameters)}`
      }
      return ` and (${column(field)} is not null${asksOf(charter, column(field), who!, moment, parameters)})`
    })
    .join('')
}

function condition(column: string, asked: Condition, value: (bound: Bound) => string, parameters: Parameters): string {
  if (Array.isArray(asked)) return `${column}::text = any(${parameters.add(asked.map(String))}::text[])`
  if (typeof asked === 'object' && 'lacks' in asked)
    return `not (${parameters.add([asked.lacks].flat())}::text[] && ${column})`
  if (typeof asked === 'object' && 'has' in asked) return `${parameters.add([asked.has].flat())}::text[] && ${column}`
  if (typeof asked === 'object' && 'given' in asked)
    return `(${column} is not null) = ${parameters.add(asked.given)}::boolean`
  const range = rangeOf(asked)
  if (!range) return `${column}::text = ${parameters.add(String(asked))}::text`
  const parts = [
    range.atLeast === undefined ? null : `${column}::numeric >= ${value(range.atLeast)}`,
    range.atMost === undefined ? null : `${column}::numeric <= ${value(range.atMost)}`,
    range.below === undefined ? null : `${column}::numeric < ${value(range.below)}`,
  ]
  return `(${parts.filter(Boolean).join(' and ') || 'true'})`
}

/** The value of a standard on the day of the fact; before its first day there is none, and nothing meets it. */
function standardOn(charter: Charter, id: string, moment: string, parameters: Parameters): string {
  const cases = charter.standards
    .get(id)!
    .is.entries.toReversed()
    .map(entry => `when ${moment} >= ${parameters.add(entry.from)}::date then ${parameters.add(entry.value)}::numeric`)
  return `(case ${cases.join(' ')} end)`
}

/** What one fact adds to the parts of a measure, as SQL: numerator, denominator, facts. */
export function adding(
  charter: Charter,
  measure: Selecting,
  selector: Selector,
  parameters: Parameters,
): { num: string; den: string; facts: string } {
  const number = (field: string) => `${selector.column(field)}::numeric`
  const told = (field: string) => `(${selector.column(field)} is not null)::int`
  const there = `cardinality(f.present)`
  const inTime = () => `(${madeUpInTime(charter, charter.kinds.get(measure.over), parameters)})`
  switch (measure.op) {
    case 'sum':
    case 'latest':
      return { num: number(measure.field), den: '0', facts: told(measure.field) }
    case 'average':
      return { num: number(measure.field), den: told(measure.field), facts: told(measure.field) }
    case 'attendances': {
      const lists = {
        present: there,
        due: LISTED,
        missed: 'cardinality(f.absent) + cardinality(f.made_up)',
        absent: 'cardinality(f.absent)',
        made_good: 'cardinality(f.made_up)',
      }
      const who = measure.of ?? 'present'
      if (who === 'made_up') return { num: inTime(), den: '0', facts: '1' }
      if (who === 'made_up_late') return { num: `cardinality(f.made_up) - ${inTime()}`, den: '0', facts: '1' }
      return { num: lists[who], den: '0', facts: '1' }
    }
    case 'presence':
      return { num: `${there} + ${inTime()}`, den: `${LISTED} - cardinality(f.excused)`, facts: '1' }
    case 'share':
      return {
        num: `case when true${conditions(charter, measure.part as Where, selector, parameters)} then 1 else 0 end`,
        den: '1',
        facts: '1',
      }
    default:
      return { num: selector.doubts ? `(not ${selector.doubts.nobody()})::int` : '1', den: '0', facts: '1' }
  }
}

/** How many made up a record f in time, as SQL: within the days after the month's end that the charter asks on its day. A day
 *  that nobody said is held against nobody. */
function madeUpInTime(charter: Charter, kind: Kind | undefined, parameters: Parameters): string {
  if (!kind?.makeUp) return 'cardinality(f.made_up)'
  const days = standardOn(charter, kind.makeUp, 'f.day', parameters)
  return `select count(*) from unnest(f.made_up, f.made_up_on) as u(person, day)
    where coalesce(u.day <= (date_trunc('month', f.day) + interval '1 month - 1 day')::date + ${days}::int, true)`
}

/** The subject that a distinct measure counts, as SQL; for records with a roll, everybody present. */
function subjectOf(measure: Selecting, selector: Selector): { from: string; subject: string } {
  if (measure.op === 'people' && !measure.who)
    return { from: 'from unnest(f.present) as s(subject)', subject: 's.subject::text' }
  // A day of one organization is not that of another: what both hold on it are two.
  if (measure.op === 'count' && measure.once === DAY)
    return { from: '', subject: `coalesce(f.origin, f.org)::text || ' ' || f.day::text` }
  const field = measure.op === 'people' ? measure.who! : measure.op === 'count' ? measure.once! : 'id'
  return { from: '', subject: `${selector.column(field)}::text` }
}

/** What is told of an own part that is written or removed. */
export const WRITTEN = 'own.measure, own.month, own.turn, own.org, own.path, own.seat, own::text as whole'

/** A statement that writes what the wanted organizations' own facts add to measures. One that writes own parts gives the
 *  places written; the subjects of a distinct count stand nowhere else. */
export interface Writing {
  readonly text: string
  readonly values: unknown[]
}

/** The statements that write the own parts of measures for the same wanted pairs. Measures over the same facts share one,
 *  so that the facts are found once. Distinct counts write their subjects as well. */
export function writingsOf(charter: Charter, ids: readonly string[], wanted: Wanted, region: number): Writing[] {
  const parameters = () => new Parameters(region, wanted.orgs, wanted.seats, wanted.months)
  const writings: Writing[] = []
  const sharing = new Map<string, Counting[]>()
  for (const id of ids) {
    const { is } = charter.measures.get(id)!
    if (is.op === 'utilization') writings.push(utilization(charter, id, is, wanted, parameters()))
    else {
      const measure = is as Selecting
      const own = parameters()
      const { from, path, moment, parted } = selectorOf(charter, measure, own)
      const key = JSON.stringify([from, path, moment, parted?.from, own.values.slice(4)])
      sharing.set(key, [...(sharing.get(key) ?? []), { id, measure }])
    }
  }
  for (const measures of sharing.values()) {
    writings.push(parts(charter, measures, parameters()))
    const counted = measures.filter(({ measure }) => distinct(measure))
    if (counted.length > 0) writings.push(subjects(charter, counted, parameters()))
  }
  return writings
}

/** True where `onDays` can tell what a measure counts on any day: what the register holds, as it stood that day. */
export function ofAnyDay(charter: Charter, measure: Measure): measure is Selecting {
  return (
    ofDay(charter, measure) &&
    'over' in measure &&
    measure.op !== 'latest' &&
    typeof measure.at !== 'object' &&
    charter.kinds.get(measure.over)?.form !== 'case'
  )
}

/** A statement that gives what a measure of the register counts in organizations on days, side by side: the subjects of a
 *  distinct count, one a row, or else a number. */
export function onDays(
  charter: Charter,
  measure: Selecting,
  region: number,
  pairs: { readonly orgs: readonly string[]; readonly days: readonly Day[] },
): Writing {
  const parameters = new Parameters(region, pairs.orgs, pairs.days)
  const selector = selectorOf(charter, measure, parameters)
  const filter = filterOf(charter, measure, selector, parameters)
  const who = distinct(measure) ? subjectOf(measure, selector).subject : 'null::text'
  const { num } = distinct(measure) ? { num: '1' } : adding(charter, measure, selector, parameters)
  return {
    text: `with w as (select v.org, v.day as first, v.day as last from unnest($2::uuid[], $3::date[]) as v(org, day))
      select w.org, w.last as day, ${who} as subject, sum(${num})::float8 as count ${selector.from} where true${filter}
      group by 1, 2, 3 order by 1, 2, 3`,
    values: parameters.values,
  }
}

/** The same without writing, one statement each: the parts of measures over the wanted pairs together, and the subjects that
 *  distinct counts name; null where none of the measures is of the sort. */
export function readingsOf(
  charter: Charter,
  ids: readonly string[],
  wanted: Wanted,
  region: number,
): { readonly parts: Writing | null; readonly subjects: Writing | null } {
  const parameters = () => new Parameters(region, wanted.orgs, wanted.seats, wanted.months)
  const groups = (once: boolean) => {
    const sharing = new Map<string, Counting[]>()
    for (const id of ids) {
      const measure = charter.measures.get(id)!.is as Selecting
      if (distinct(measure) !== once) continue
      const own = parameters()
      const { from, moment } = selectorOf(charter, measure, own)
      const key = JSON.stringify([from, moment, own.values.slice(4)])
      sharing.set(key, [...(sharing.get(key) ?? []), { id, measure }])
    }
    return [...sharing.values()]
  }
  const together = (once: boolean, select: (group: readonly Counting[], values: Parameters) => string) => {
    const values = parameters()
    const selects = groups(once).map(group => `(${select(group, values)})`)
    return selects.length === 0 ? null : { text: `${WANTED} ${selects.join(' union all ')}`, values: values.values }
  }
  return {
    parts: together(false, (group, values) => {
      const { selector, added } = addings(charter, group, values)
      const stands =
        selector.back === NEVER ? '' : ` where ${selector.back} > ${values.add(Math.max(...wanted.months))}::int`
      return `select m.measure, coalesce(sum(m.num), 0) as num, sum(m.den) as den, sum(m.facts)::int as facts
        ${selector.from} cross join lateral (${added}) as m(measure, num, den, facts)${stands} group by m.measure`
    }),
    subjects: together(true, (group, values) => {
      const { selector, named } = namings(charter, group, values)
      return `select distinct m.measure, m.subject ${selector.from} cross join lateral (${named}) as m(measure, subject)`
    }),
  }
}

interface Counting {
  readonly id: string
  readonly measure: Selecting
}

/** What the facts add: one row a measure, organization, month, place and month of taking back. A distinct count adds up only the number of its facts. */
function parts(charter: Charter, measures: readonly Counting[], parameters: Parameters): Writing {
  const { selector, added } = addings(charter, measures, parameters, true)
  const { doubts, parted } = selector
  const once = parted?.once ?? '1'
  const doubtful = doubts
    ? ` cross join lateral (select ${doubts.twins()} as twins, ${doubts.nobody()}::int as nobody, ${doubts.untold()}::int as untold offset 0) d`
    : ''
  return {
    text: `${WANTED} insert into own (region, measure, month, turn, after, org, path, seat, back, num, den, facts, twins, nobody, untold)
      select $1, m.measure, w.month, ${selector.turn}, ${parted?.after ?? selector.after}, w.org, ${selector.path}, w.seat, ${selector.back}, coalesce(sum(m.num), 0), sum(m.den), sum(m.facts),
        ${doubts ? `sum(d.twins * ${once}), sum(d.nobody * ${once}), sum(d.untold * ${once})` : '0, 0, 0'}
      ${selector.from}${parted?.from ?? ''}${doubtful} cross join lateral (${added}) as m(measure, num, den, facts)
      group by m.measure, w.month, 4, 5, w.org, ${selector.path}, w.seat${selector.back === NEVER ? '' : `, ${selector.back}`}
      returning ${WRITTEN}`,
    values: parameters.values,
  }
}

/** What each selected fact adds to each of the measures; `byDay`, where it adds on several, day by day. */
function addings(charter: Charter, measures: readonly Counting[], parameters: Parameters, byDay = false) {
  const selector = selectorOf(charter, measures[0]!.measure, parameters)
  const added = measures.map(({ id, measure }) => {
    const filter = filterOf(charter, measure, selector, parameters)
    const { num, den, facts } = distinct(measure)
      ? { num: '0', den: '0', facts: '1' }
      : byDay && selector.parted
        ? { num: selector.parted.num, den: '0', facts: selector.parted.once }
        : adding(charter, measure, selector, parameters)
    return `select ${parameters.add(id)}::text, (${num})::numeric, (${den})::numeric, ${facts} where true${filter}`
  })
  return { selector, added: added.join(' union all ') }
}

/** Who or what the facts name: one row a measure, subject, organization, month, place and month of taking back. */
function subjects(charter: Charter, measures: readonly Counting[], parameters: Parameters): Writing {
  const { selector, named } = namings(charter, measures, parameters)
  return {
    text: `${WANTED} insert into tally (region, measure, month, turn, after, org, path, seat, subject, back)
      select distinct $1::int, m.measure, w.month, ${selector.turn}, ${selector.after}, w.org, ${selector.path}, w.seat, m.subject, ${selector.back}
      ${selector.from} cross join lateral (${named}) as m(measure, subject)`,
    values: parameters.values,
  }
}

/** Whom or what each selected fact names for each of the measures. */
function namings(charter: Charter, measures: readonly Counting[], parameters: Parameters) {
  const selector = selectorOf(charter, measures[0]!.measure, parameters)
  const named = measures.map(({ id, measure }) => {
    const nobody = selector.doubts ? ` and not ${selector.doubts.nobody()}` : ''
    const filter = filterOf(charter, measure, selector, parameters) + nobody
    const { from, subject } = subjectOf(measure, selector)
    const among =
      measure.op === 'people' && measure.among
        ? asksOf(charter, 's.subject::text', measure.among, selector.moment, parameters)
        : ''
    return `select ${parameters.add(id)}::text, ${subject} ${from} where true${filter}${among}`
  })
  return { selector, named: named.join(' union all ') }
}

/** Which of the selected facts a measure counts, as SQL, each condition ` and …`. */
export function filterOf(charter: Charter, measure: Selecting, selector: Selector, parameters: Parameters): string {
  // What nobody came to is counted by who was due there, and by nothing that it would have brought.
  const nobody = selector.doubts && BROUGHT.has(measure.op) ? ` and not ${selector.doubts.nobody()}` : ''
  return (
    conditions(charter, measure.where as Where | undefined, selector, parameters) +
    named(measure, selector) +
    nobody +
    again(charter, measure, selector, parameters)
  )
}

/** A share or an average over posts is one of people: who holds two posts of an organization is one of them, and is of the part
 *  when one of the posts is. */
function again(charter: Charter, measure: Selecting, selector: Selector, parameters: Parameters): string {
  if (!selector.again || (measure.op !== 'share' && measure.op !== 'average')) return ''
  const asked = (where: Where | undefined, row: string) => {
    const ofPost = Object.entries(where ?? {}).filter(([name]) => name === 'post' || name === 'team')
    const column = (name: string) => `${row}.${name}`
    return conditions(charter, Object.fromEntries(ofPost) as Where, { moment: selector.moment, column }, parameters)
  }
  const part = measure.op === 'share' ? (measure.part as Where) : undefined
  const rank = (row: string) => `(not coalesce(true${asked(part, row)}, false), ${row}.id)`
  return ` and not ${selector.again(asked(measure.where as Where, 't'), `${rank('t')} < ${rank('f')}`)}`
}

const BROUGHT: ReadonlySet<Measure['op']> = new Set(['sum', 'average', 'latest', 'share'])

/** A distinct count passes over facts that name nobody in the field it counts. */
function named(measure: Selecting, selector: Selector): string {
  const counted = distinct(measure) ? subjectOf(measure, selector) : null
  return counted && !counted.from ? ` and ${counted.subject} is not null` : ''
}

/** Uses over full use: for each thing that stands at the month's end the days on which records used it, at most as many as the
 *  standard of the month asks. They belong to the organization of the thing, whoever used it. */
function utilization(charter: Charter, id: string, measure: Using, wanted: Wanted, parameters: Parameters): Writing {
  return {
    text: `${WANTED}, used as (${uses(charter, measure, wanted.months, parameters)})
      insert into own (region, measure, month, turn, org, path, seat, num, den, facts)
      select $1, ${parameters.add(id)}, month, month, org, path, seat, sum(least(days, full_use)), sum(full_use), sum(records)
      from used group by month, org, path, seat
      returning ${WRITTEN}`,
    values: parameters.values,
  }
}

/** A measure of how far things are used. */
export type Using = Extract<Measure, { op: 'utilization' }>

/** One row a month and thing of the wanted organizations, as SQL: the days on which it was used, full use, and the records. */
export function uses(charter: Charter, measure: Using, months: readonly Month[], parameters: Parameters): string {
  const { entries } = charter.standards.get(measure.per)!.is
  const all = [...new Set(months)]
  const standard = parameters.add(all)
  const values = parameters.add(all.map(month => inForce(entries, firstOf(month))?.value ?? 0))
  const thing = parameters.add(measure.of)
  const column = (name: string) => `(x.body->>${parameters.add(name)}::text)`
  const filter = conditions(charter, measure.where, { column, moment: 'w.last' }, parameters)
  return `select w.month, w.org, o.path, w.seat, x.id as thing, x.name, x.english, max(u.uses) as full_use,
      count(distinct f.day) as days, count(f.id)::int as records
    from w join unnest(${standard}::int[], ${values}::numeric[]) as u(month, uses) on u.month = w.month
    join thing x on x.region = $1 and x.org = w.org and x.kind = ${thing} and x.valid @> w.last
    join org o on o.region = $1 and o.id = w.org and o.valid @> w.last
    left join record f on ${usedIn(charter, measure, parameters)}
    where true${filter} group by w.month, w.org, o.path, w.seat, x.id, x.name, x.english`
}

/** Whether a record f used the thing x in the month of w, as SQL. What was held with nobody there used nothing. */
export function usedIn(charter: Charter, measure: Using, parameters: Parameters): string {
  const { low, high } = bounds(parameters)
  const span = (day: string) => `${day} between ${low()} and ${high()}`
  const nobody = measure.by.map(
    kind =>
      `(f.kind = ${parameters.add(kind)} and not ${doubtsOf(charter.kinds.get(kind)!, parameters, span).nobody()})`,
  )
  return `f.region = $1 and f.things @> array[x.id] and ${span('f.day')} and f.day between w.first and w.last
      and f.voided_by is null and f.body->>${parameters.add(measure.field)}::text = x.id::text and (${nobody.join(' or ')})`
}

/** Pairs of organization and month whose own facts are to be read again; the arrays run side by side. */
export interface Wanted {
  readonly orgs: string[]
  readonly seats: string[]
  readonly months: Month[]
}

/** The source of what is asked of people and organizations whom facts name: it is in question where such a fact stands, though
 *  they belong elsewhere. */
export const NAMED = 'named'

/** The sources whose change makes a measure read differently: kinds of fact, or orgs, members, posts. */
export function sourcesOf(charter: Charter, measure: Measure): string[] {
  switch (measure.op) {
    case 'difference':
      return measure.of.flatMap(id => sourcesOf(charter, charter.measures.get(id)!.is))
    case 'standard':
      return []
    case 'utilization':
      return [...measure.by, measure.of]
    default: {
      const eve = typeof measure.at === 'object' ? [measure.at.eveOf] : []
      const people = [
        ...(measure.over === 'members' || measure.over === 'posts' ? ['people'] : []),
        ...(asksPeople(measure) || asksFollows(charter, measure) ? [NAMED] : []),
        ...(asksFollows(charter, measure) ? tiesFollowed(charter, measure.over) : []),
      ]
      const ties =
        measure.over === 'orgs' || asks(measure, 'ties')
          ? [...charter.kinds.values()].filter(kind => kind.form === 'tie').map(kind => kind.id)
          : []
      return [measure.over, ...eve, ...people, ...ties]
    }
  }
}

/** True where a record of this source changes what the measure reads in the months after it, too: of cases everything may,
 *  for a stage comes months after the opening, and a matter is repeated because of an earlier one. */
export function lasting(charter: Charter, measure: Measure, source: string): boolean {
  const form = charter.kinds.get(source)?.form
  return form === 'case' || (form === 'record' && ofDay(charter, measure))
}

/** True where the measure reads differently from one day to the next though nothing is recorded: a due day passes. */
export function falls(measure: Measure): boolean {
  return asks(measure, 'overdue')
}

function asks(measure: Measure, field: string): boolean {
  return wheresOf(measure).some(where => field in where)
}

/** True where the measure describes the last day of a month. */
export function ofDay(charter: Charter, measure: Measure): boolean {
  return describesDay(measure, 'over' in measure ? (charter.kinds.get(measure.over)?.form ?? 'register') : 'record')
}
