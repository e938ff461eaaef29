// The selector: which facts a measure counts, as SQL. The only place where SQL is composed; values travel as parameters,
// and the names of fields too. Its in-memory twin is memory.ts; a property test holds the two equal.
import { type Charter, caseKindOf, type Kind, type StageDoes, stagesOf } from '../charter/charter.ts'
import type { Bound, CaseAsk, Condition, Measure, Where } from '../charter/language.ts'
import { rangeOf } from '../charter/norms.ts'
import { inForce } from '../time/dated.ts'
import { ZONE } from '../time/day.ts'
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
  /** The day on which the fact is judged: standards that conditions name are those in force then. */
  readonly moment: string
  readonly id: string
  /** What the fact is called, and its fields as JSON, for the proof. */
  readonly title: string
  readonly body: string
  readonly column: (field: string) => string
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

  constructor(...first: unknown[]) {
    this.values = first
  }

  /** The same text twice is the same parameter: one that is named but never used would have no type. */
  add(value: unknown): string {
    const known = typeof value === 'string' ? this.values.indexOf(value) : -1
    return `$${known >= 0 ? known + 1 : this.values.push(value)}`
  }
}

/** The wanted pairs of organization and month, as the first part of every selecting statement. Parameters 2 to 4. */
export const WANTED = `with w as (
  select v.org, v.seat, v.month, make_date(v.month / 12, v.month % 12 + 1, 1) as first,
    (make_date(v.month / 12, v.month % 12 + 1, 1) + interval '1 month' - interval '1 day')::date as last
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

/** Today, as SQL: what falls due is not overdue before its day, though its month is in the cells already. */
export const NOW = `(now() at time zone '${ZONE}')::date`

/** The running month of a day, as SQL: an equality that can be hashed, unlike a range. */
const monthIn = (day: string) => `(extract(year from ${day})::int * 12 + extract(month from ${day})::int - 1)`

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
    const of = `f.region = $1 and f.org = w.org and f.kind = ${parameters.add(measure.over)} and f.voided_by is null`
    const { low, high } = bounds(parameters)
    const source =
      measure.op === 'latest'
        ? `join (select distinct on (w.org, w.month) w.month as of_month, f.* from w join record f on ${of} and f.day <= ${high()}
            where f.day <= w.last order by w.org, w.month, f.day desc, f.id desc) f on f.org = w.org and f.of_month = w.month`
        : `join record f on ${of} and f.day between ${low()} and ${high()} and ${monthIn('f.day')} = w.month`
    return {
      from: `from w ${source} ${orgJoin('f.day')}`,
      path: measure.op === 'latest' ? 'o.path' : 'f.path',
      day: 'f.day',
      moment: 'f.day',
      id: 'f.id',
      title: 'null::text',
      body: 'f.body',
      column: field => (field === 'present' && kind?.roll ? 'cardinality(f.present)' : bodyColumn(field)),
    }
  }
  if (form === 'thing' || form === 'tie') {
    const began =
      form === 'thing'
        ? 'f.opened between w.first and w.last and lower(f.valid) = f.opened'
        : 'lower(f.valid) between w.first and w.last'
    const opened = measure.at === 'opened'
    return {
      from: `from ${wanted} join ${form} f on f.region = $1 and f.org = w.org and f.kind = ${parameters.add(measure.over)}
        and ${opened ? began : `f.valid @> ${on}`} ${orgJoin(opened ? 'lower(f.valid)' : on)}`,
      path: 'o.path',
      day: 'lower(f.valid)',
      moment: opened ? 'lower(f.valid)' : on,
      id: 'f.id',
      title: form === 'thing' ? 'f.name' : 'null::text',
      body: 'f.body',
      column: field =>
        field === 'ties' && form === 'thing'
          ? `array(select t.kind from tie t where t.region = $1 and t.org = f.org and t.valid @> ${opened ? 'w.last' : on}
              and exists (select 1 from jsonb_each_text(t.body) as b where b.value = f.id::text))`
          : bodyColumn(field),
    }
  }
  if (measure.over === 'orgs') {
    const opened = measure.at === 'opened'
    return {
      from: `from ${wanted} join org o on o.region = $1 and o.id = w.org and ${
        opened
          ? 'lower(o.valid) between w.first and w.last and not exists (select 1 from org p where p.region = $1 and p.id = o.id and p.valid << o.valid)'
          : `o.valid @> ${on}`
      }`,
      path: 'o.path',
      day: 'lower(o.valid)',
      moment: opened ? 'lower(o.valid)' : on,
      id: 'o.id',
      title: 'o.short',
      body: `jsonb_build_object('tier', o.tier, 'sector', o.sector, 'model', o.model)`,
      column: field =>
        field === 'ties'
          ? `array(select t.kind from tie t where t.region = $1 and t.org = o.id and t.valid @> ${opened ? 'w.last' : on})`
          : ORG_COLUMNS[field]!,
    }
  }
  const table = measure.over === 'posts' ? 'post' : 'membership'
  const opened = measure.at === 'opened'
  const moment = opened ? 'lower(f.valid)' : on
  return {
    from: `from ${wanted} join ${table} f on f.region = $1 and f.org = w.org
      and ${opened ? 'lower(f.valid) between w.first and w.last' : `f.valid @> ${on}`}
      join person p on p.region = $1 and p.id = f.person and p.valid @> ${moment} ${orgJoin(moment)}`,
    path: 'o.path',
    day: 'lower(f.valid)',
    moment,
    id: 'f.id',
    title: 'p.name',
    body: `jsonb_build_object('person', f.person, 'born', p.born, 'sex', p.sex, 'education', p.education, 'occupation', p.occupation${table === 'post' ? `, 'post', f.post, 'team', f.team` : ''})`,
    column: field => {
      if (field === 'age') return `date_part('year', age(${moment}::timestamp, p.born::timestamp))::int`
      if (field === 'person') return 'f.person'
      if (field === 'ties')
        return `array(select t.kind from tie t where t.region = $1 and t.org = f.org and t.body->>'person' = f.person::text and t.valid @> ${moment})`
      if (field === 'post' || field === 'team') return `f.${field}`
      return orgColumn(field) ?? PERSON_COLUMNS[field]!
    },
  }
}

/** Cases opened in the month, or, as they stood at its end, all that were opened by then or those closed in it.
 *  A case stays on the books of an organization that has ended: where that stood last. */
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
    return `exists (select 1 from record e where e.region = $1 and e.org = f.org and e.kind = ${opening} and e.voided_by is null
      and e.id <> f.id and e.day <= f.day and ${same.join(' and ')}
      and (select split_part(s.kind, '.', -1) from record s where s.region = $1 and ${stepsOf('e.id', 'f.day')} and s.kind = any(${moves()})
        order by s.day desc, s.id desc limit 1) = ${closing()})`
  }
  const common = { id: 'f.id', title: 'null::text', body: 'f.body', day: 'f.day' }
  if (measure.at !== 'day' && measure.at !== 'closed')
    return {
      ...common,
      from: `from w join record f on ${of} and f.day between ${low()} and ${high()} and ${monthIn('f.day')} = w.month ${orgJoin('f.day')}`,
      path: 'f.path',
      moment: 'f.day',
      column: field => (field === 'repeated' ? repeated() : bodyColumn(field)),
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
    overdue: () => `(c.stage <> ${closing()} and c.due < least(w.last, ${NOW}))`,
    late: () => `(${closed()} and c.since > c.due)`,
    reopened: () => 'c.reopened',
    repeated,
  }
  return {
    ...common,
    from: `from w join record f on ${of} and f.day <= ${high()} and f.day <= w.last ${told} ${place}${
      measure.at === 'closed' ? ` and ${closed()} and c.since >= w.first` : ''
    }`,
    path: 'o.path',
    moment: 'w.last',
    column: field => (field in columns ? columns[field as CaseAsk]() : bodyColumn(field)),
  }
}

/** Conditions as SQL, each ` and …`. */
export function conditions(
  charter: Charter,
  where: Where | undefined,
  { column, moment }: Pick<Selector, 'column' | 'moment'>,
  parameters: Parameters,
): string {
  const value = (bound: Bound) =>
    typeof bound === 'number' ? `${parameters.add(bound)}::numeric` : standardOn(charter, bound, moment, parameters)
  return Object.entries(where ?? {})
    .map(([field, asked]) => ` and ${condition(column(field), asked, value, parameters)}`)
    .join('')
}

function condition(column: string, asked: Condition, value: (bound: Bound) => string, parameters: Parameters): string {
  if (Array.isArray(asked)) return `${column}::text = any(${parameters.add(asked.map(String))}::text[])`
  if (typeof asked === 'object' && 'has' in asked) return `${parameters.add([asked.has].flat())}::text[] && ${column}`
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
  const attended = `cardinality(f.present) + cardinality(f.made_up)`
  const all = `cardinality(f.present) + cardinality(f.excused) + cardinality(f.absent) + cardinality(f.made_up)`
  switch (measure.op) {
    case 'sum':
    case 'latest':
      return { num: number(measure.field), den: '0', facts: told(measure.field) }
    case 'average':
      return { num: number(measure.field), den: told(measure.field), facts: told(measure.field) }
    case 'attendances': {
      const who = {
        present: there,
        due: all,
        missed: 'cardinality(f.absent) + cardinality(f.made_up)',
        absent: 'cardinality(f.absent)',
        made_up: 'cardinality(f.made_up)',
      }[measure.of ?? 'present']
      return { num: who, den: '0', facts: '1' }
    }
    case 'presence':
      return { num: attended, den: `${all} - cardinality(f.excused)`, facts: '1' }
    case 'share':
      return {
        num: `case when true${conditions(charter, measure.part as Where, selector, parameters)} then 1 else 0 end`,
        den: '1',
        facts: '1',
      }
    default:
      return { num: '1', den: '0', facts: '1' }
  }
}

/** The subject that a distinct measure counts, as SQL; for records with a roll, everybody present. */
function subjectOf(measure: Selecting, selector: Selector): { from: string; subject: string } {
  if (measure.op === 'people' && !measure.who)
    return { from: 'from unnest(f.present) as s(subject)', subject: 's.subject::text' }
  const field = measure.op === 'people' ? measure.who! : measure.op === 'count' ? measure.once! : 'id'
  return { from: '', subject: `${selector.column(field)}::text` }
}

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
      const { from, path, moment } = selectorOf(charter, measure, own)
      const key = JSON.stringify([from, path, moment, own.values.slice(4)])
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

interface Counting {
  readonly id: string
  readonly measure: Selecting
}

/** What the facts add: one row a measure, organization, month and place. A distinct count adds up only the number of its facts. */
function parts(charter: Charter, measures: readonly Counting[], parameters: Parameters): Writing {
  const selector = selectorOf(charter, measures[0]!.measure, parameters)
  const added = measures.map(({ id, measure }) => {
    const filter = filterOf(charter, measure, selector, parameters)
    const { num, den, facts } = distinct(measure)
      ? { num: '0', den: '0', facts: '1' }
      : adding(charter, measure, selector, parameters)
    return `select ${parameters.add(id)}::text, (${num})::numeric, (${den})::numeric, ${facts} where true${filter}`
  })
  return {
    text: `${WANTED} insert into own (region, measure, month, org, path, seat, num, den, facts)
      select $1, m.measure, w.month, w.org, ${selector.path}, w.seat, coalesce(sum(m.num), 0), sum(m.den), sum(m.facts)
      ${selector.from} cross join lateral (${added.join(' union all ')}) as m(measure, num, den, facts)
      group by m.measure, w.month, w.org, ${selector.path}, w.seat
      returning measure, month, path, seat`,
    values: parameters.values,
  }
}

/** Who or what the facts name: one row a measure, subject, organization, month and place. */
function subjects(charter: Charter, measures: readonly Counting[], parameters: Parameters): Writing {
  const selector = selectorOf(charter, measures[0]!.measure, parameters)
  const named = measures.map(({ id, measure }) => {
    const filter = filterOf(charter, measure, selector, parameters)
    const { from, subject } = subjectOf(measure, selector)
    return `select ${parameters.add(id)}::text, ${subject} ${from} where true${filter}`
  })
  return {
    text: `${WANTED} insert into tally (region, measure, month, org, path, seat, subject)
      select distinct $1::int, m.measure, w.month, w.org, ${selector.path}, w.seat, m.subject
      ${selector.from} cross join lateral (${named.join(' union all ')}) as m(measure, subject)`,
    values: parameters.values,
  }
}

/** Which of the selected facts a measure counts, as SQL, each condition ` and …`. */
export function filterOf(charter: Charter, measure: Selecting, selector: Selector, parameters: Parameters): string {
  return conditions(charter, measure.where as Where | undefined, selector, parameters) + named(measure, selector)
}

/** A distinct count passes over facts that name nobody in the field it counts. */
function named(measure: Selecting, selector: Selector): string {
  const counted = distinct(measure) ? subjectOf(measure, selector) : null
  return counted && !counted.from ? ` and ${counted.subject} is not null` : ''
}

/** Uses over full use: the records that name a thing, over the things that stood there times the standard of the month. */
function utilization(
  charter: Charter,
  id: string,
  measure: Extract<Measure, { op: 'utilization' }>,
  wanted: Wanted,
  parameters: Parameters,
): Writing {
  const { entries } = charter.standards.get(measure.per)!.is
  const full = wanted.months.map(month => inForce(entries, firstOf(month))?.value ?? 0)
  const standard = parameters.add(wanted.months)
  const values = parameters.add(full)
  const kinds = parameters.add(measure.by)
  const field = parameters.add(measure.field)
  const thing = parameters.add(measure.of)
  const { low, high } = bounds(parameters)
  const column = (name: string) => `(f.body->>${parameters.add(name)}::text)`
  const filter = (moment: string) => conditions(charter, measure.where, { column, moment }, parameters)
  return {
    text: `${WANTED}, full_use as (select distinct m as month, v as uses from unnest(${standard}::int[], ${values}::numeric[]) as x(m, v)),
      used as (
        select w.month, w.org, r.path, w.seat, count(*)::numeric as num, 0::numeric as den, count(*)::int as facts
        from w join record r on r.region = $1 and r.org = w.org and r.kind = any(${kinds}::text[]) and r.voided_by is null
          and r.day between ${low()} and ${high()} and ${monthIn('r.day')} = w.month
        join thing f on f.region = $1 and f.id = (r.body->>${field}::text)::uuid and f.kind = ${thing} and f.valid @> r.day
        where true${filter('r.day')} group by w.month, w.org, r.path, w.seat
        union all
        select w.month, w.org, o.path, w.seat, 0, count(*) * max(u.uses), 0
        from w join full_use u on u.month = w.month
        join thing f on f.region = $1 and f.org = w.org and f.kind = ${thing} and f.valid @> w.last
        join org o on o.region = $1 and o.id = w.org and o.valid @> w.last
        where true${filter('w.last')} group by w.month, w.org, o.path, w.seat)
      insert into own (region, measure, month, org, path, seat, num, den, facts)
      select $1, ${parameters.add(id)}, month, org, path, seat, sum(num), sum(den), sum(facts) from used group by month, org, path, seat
      returning measure, month, path, seat`,
    values: parameters.values,
  }
}

/** Pairs of organization and month whose own facts are to be read again; the arrays run side by side. */
export interface Wanted {
  readonly orgs: string[]
  readonly seats: string[]
  readonly months: Month[]
}

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
      const people = measure.over === 'members' || measure.over === 'posts' ? ['people'] : []
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
  const wheres = ['where' in measure ? measure.where : undefined, measure.op === 'share' ? measure.part : undefined]
  return wheres.some(where => where && field in where)
}

/** True where the measure describes the last day of a month. */
export function ofDay(charter: Charter, measure: Measure): boolean {
  return describesDay(measure, 'over' in measure ? (charter.kinds.get(measure.over)?.form ?? 'register') : 'record')
}
