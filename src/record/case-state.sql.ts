// How cases stand, stretch by stretch: a projection of their records, so that lists and counts read no story that they do not show.
import { type Charter, caseKindOf, kindsOfCase } from '../charter/charter.ts'
import { type Carrying, carrierOn, carriers } from '../register/succession.sql.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { casesBy, type Told } from './case.sql.ts'
import { matterOf, ownerOf, standingOn, titleOf } from './case.ts'

/** Who answers for a case: the person, or the organization in whose name they act. */
export interface Answering {
  readonly person: string
  readonly org: string
}

/** Which cases are meant. */
export interface CasesAsked {
  /** Only these kinds of case. */
  readonly kinds?: readonly string[]
  /** As they stood at the end of this day. */
  readonly on: Day
  /** Place of the subtree in which they were opened; without it, wherever the reader sees them. */
  readonly seat?: string
  /** Only those for which one of these answers. */
  readonly mine?: Answering
  /** Only those with this value in a field of their opening. */
  readonly given?: { readonly field: string; readonly value: string }
  /** Only those in whose title, organization or owner this text occurs. */
  readonly sought?: string | undefined
}

/** How many cases of a kind stand how; `latest` is the last due day of the open ones. */
export interface CaseCounts {
  readonly kind: string
  readonly open: number
  readonly overdue: number
  readonly closed: number
  readonly latest: Day | null
}

const forget = statement<{ org: string | null; seat: string | null }>(
  'case_state.forget',
  'delete from case_state where region = $1 and id = any($2::uuid[]) returning owner_org as org, owner_seat as seat',
)
// Where the owner sits stands in the register; whoever does not see that far keeps what was known. Stretches of an organization
// out of sight are neither forgotten nor told anew: whoever carries the case writes nothing for days before.
const put = statement(
  'case_state.put',
  `insert into case_state (region, id, org, seat, kind, opened, begins, ends, closed, since, due,
     steps, told, owner, owner_org, owner_named, owner_seat, title, matter)
   select $1, x.id, x.org, h.seat, x.kind, x.opened, x.begins, x.ends, x.closed, x.since, x.due,
     x.steps, x.told, x.owner, x.owner_org, x.owner_named,
     coalesce(o.seat, $3::jsonb->>x.owner_org::text), x.title, x.matter
   from jsonb_to_recordset($2::jsonb) as x(id uuid, org uuid, kind text, opened date, begins date, ends date, closed boolean,
     since date, due date, steps int, told timestamptz, owner uuid, owner_org uuid, owner_named uuid, title text, matter text)
   join lateral (select seat from org where region = $1 and id = x.org limit 1) h on true
   left join lateral (select seat from org where region = $1 and id = x.owner_org limit 1) o on true`,
)
const opened = statement<{ id: string }>(
  'case_state.opened',
  `select id from record where region = $1 and kind = any($2::text[]) and voided_by is null and id > $3 order by id limit $4`,
)
const forgetKinds = statement(
  'case_state.forget_kinds',
  'delete from case_state where region = $1 and (kind = any($2::text[]) or kind <> all($3::text[]))',
)
const before = statement<{ id: string; earlier: string }>(
  'case_state.before',
  `select distinct on (w.id) w.id, s.id as earlier
   from unnest($2::uuid[], $3::text[], $4::date[]) as w(id, matter, day)
   join case_state s on s.region = $1 and s.matter = w.matter and s.closed and s.id <> w.id
     and s.opened <= w.day and s.begins <= w.day and (s.ends is null or s.ends > w.day)
   order by w.id, s.opened desc, s.id desc`,
)
const seatsOf = statement<{ id: string; seat: string }>(
  'case_state.seats',
  `select s.id, coalesce(l.seat, s.seat) as seat from case_state s left join case_state l on l.region = $1 and l.id = s.id and l.ends is null
   where s.region = $1 and s.id = any($2::uuid[]) and s.begins <= $3::date and (s.ends is null or s.ends > $3::date)`,
)

/** How many cases are told in one breath when all are told anew. */
const BATCH = 2_000

/** Tells anew how these cases stand; ids of records that open no case, or none any more, leave nothing. */
export async function restand(tx: Tx, charter: Charter, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const known = await tx.all(forget, [tx.region, ids])
  const told = await casesBy(tx, charter, ids)
  const seats = Object.fromEntries(known.flatMap(({ org, seat }) => (org ? [[org, seat]] : [])))
  const ways = await carriers(tx, [...new Set(told.flatMap(one => [one.opener, ...answeringFor(one)]))])
  const rows = told.flatMap(one => stretchesOf(charter, one, ways))
  if (rows.length > 0) await tx.run(put, [tx.region, JSON.stringify(rows), JSON.stringify(seats)])
}

/** Tells anew how all cases of these kinds stand, and forgets those of kinds that the charter does not know any more.
 *  Runs as the owner, after the charter changed. */
export async function restandKinds(tx: Tx, charter: Charter, kinds: readonly string[]): Promise<void> {
  await tx.run(forgetKinds, [tx.region, kinds, kindsOfCase(charter).map(kind => kind.id)])
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const found = await tx.all(opened, [tx.region, kinds, last, BATCH])
    if (found.length === 0) return
    const ids = found.map(row => row.id)
    await restand(tx, charter, ids)
    last = ids.at(-1)!
  }
}

/** Cases that these organizations carry or opened, or for which they answer, where another is to do so now. */
export async function carriedElsewhere(tx: Tx, orgs: readonly string[]): Promise<string[]> {
  return (await tx.all(elsewhere, [tx.region, orgs])).map(row => row.id)
}
const elsewhere = statement<{ id: string }>(
  'case_state.elsewhere',
  `select distinct c.id from case_state c join record r on r.region = $1 and r.id = c.id and r.day = c.opened
   left join succession s on s.region = $1 and s.org = c.org
   where c.region = $1 and c.org = any($2::uuid[]) and (c.org <> r.org or s.day < coalesce(c.ends, 'infinity'))
   union select c.id from case_state c left join succession s on s.region = $1 and s.org = c.owner_org
   where c.region = $1 and c.owner_org = any($2::uuid[]) and (c.owner_named is not null or s.day < coalesce(c.ends, 'infinity'))`,
)

/** Who carries these cases, or did. */
export async function carriersOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  return (await tx.all(carrying, [tx.region, ids])).map(row => row.org)
}
const carrying = statement<{ org: string }>(
  'case_state.carrying',
  'select distinct org from case_state where region = $1 and id = any($2::uuid[])',
)

/** How cases stand, kind by kind; `overdue` ones are open too. */
export function countCases(tx: Tx, asked: CasesAsked): Promise<CaseCounts[]> {
  const { each, values } = meant(tx, asked)
  return tx.all(
    composed<CaseCounts>(
      `select kind, count(*) filter (where not closed)::int as open, count(*) filter (where not closed and due < $2::date)::int as overdue,
         count(*) filter (where closed)::int as closed, max(due) filter (where not closed) as latest
       from (${each('select s.kind, s.closed, s.due')}) x group by kind`,
    ),
    values,
  )
}

/** Open cases that fall due within so many days. */
export async function countDue(tx: Tx, asked: CasesAsked, within: number): Promise<number> {
  const { each, values } = meant(tx, { ...asked, state: 'open' })
  const found = await tx.one(
    composed<{ count: number }>(
      `select count(*)::int as count from (${each('select s.due')}) x where due between $2::date and $2::date + ${within}`,
    ),
    values,
  )
  return found!.count
}

/** How a case stands, as a list asks for it. */
type CaseStanding = 'all' | 'open' | 'overdue' | 'closed'

const STANDS: Readonly<Record<CaseStanding, readonly string[]>> = {
  all: [],
  open: ['not s.closed'],
  overdue: ['not s.closed', 's.due < $2::date'],
  closed: ['s.closed'],
}

/** The ids of the cases that are meant: open before closed; of the open ones the earliest due day first, of the closed ones
 *  the latest closed. */
export async function caseIds(
  tx: Tx,
  asked: CasesAsked & { state: CaseStanding; limit?: number; offset?: number },
): Promise<string[]> {
  const { state, limit, offset = 0 } = asked
  if (state === 'all') {
    // The open ones come first; closed ones are read only where these do not fill the page.
    const open = await caseIds(tx, { ...asked, state: 'open' })
    if (limit === undefined) return [...open, ...(await caseIds(tx, { ...asked, state: 'closed' }))]
    if (open.length === limit) return open
    const skipped = open.length > 0 ? 0 : offset - (await countOpen(tx, asked))
    const rest = { limit: limit - open.length, offset: skipped }
    return [...open, ...(await caseIds(tx, { ...asked, state: 'closed', ...rest }))]
  }
  const { each, values } = meant(tx, asked)
  const order = state === 'closed' ? 'since desc, id' : 'due, id'
  // A null limits nothing.
  const [first, most] = [values.push(limit === undefined ? null : limit + offset), values.push(limit ?? null)]
  const rows = await tx.all(
    composed<{ id: string }>(
      `select id from (${each('select s.id, s.since, s.due', `order by ${order} limit $${first}`)}) x
       order by ${order} limit $${most} offset $${values.push(offset)}`,
    ),
    values,
  )
  return rows.map(row => row.id)
}

async function countOpen(tx: Tx, asked: CasesAsked): Promise<number> {
  return (await countCases(tx, asked)).reduce((sum, { open }) => sum + open, 0)
}

/** A case as a calendar tells it; the organization is missing where the reader only answers for the case. */
export interface CaseDue {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly due: Day
  readonly steps: number
  readonly told: Date
  readonly zh: string | null
  readonly en: string | null
}

/** The open cases that are meant, the earliest due day first. */
export function casesDue(tx: Tx, asked: CasesAsked): Promise<CaseDue[]> {
  const { each, values } = meant(tx, { ...asked, state: 'open' })
  return tx.all(
    composed<CaseDue>(
      `select s.id, s.kind, s.title, s.due, s.steps, s.told, n.short as zh, n.english as en from (${each('select s.*')}) s
       left join org n on n.region = $1 and n.id = s.org and n.valid @> s.begins order by s.due, s.id`,
    ),
    values,
  )
}

/** The case of the same matter that had been closed before each of these was opened, by the id of the later one. */
export async function earlierOf(tx: Tx, charter: Charter, told: readonly Told[]): Promise<ReadonlyMap<string, string>> {
  const asked = told.flatMap(one => {
    const matter = matterOf(charter.kinds.get(one.kind)!, { ...one, org: one.writer })
    return matter === null ? [] : [{ id: one.id, matter, day: one.day }]
  })
  if (asked.length === 0) return new Map()
  const rows = await tx.all(before, [
    tx.region,
    asked.map(one => one.id),
    asked.map(one => one.matter),
    asked.map(one => one.day),
  ])
  return new Map(rows.map(row => [row.id, row.earlier]))
}

/** Where cases sit in the tree of today, by id; those are missing that on this day the reader neither had below nor answered for. */
export async function seatsOfCases(tx: Tx, ids: readonly string[], on: Day): Promise<ReadonlyMap<string, string>> {
  return new Map((await tx.all(seatsOf, [tx.region, ids, on])).map(row => [row.id, row.seat]))
}

interface Stretch {
  readonly begins: Day
  readonly ends: Day | null
}

/** The organizations that were ever named to answer for a case. */
function answeringFor({ body, steps }: Told): string[] {
  return [body, ...steps.map(step => step.body)].flatMap(said => (said.owner_org ? [String(said.owner_org)] : []))
}

function stretchesOf(charter: Charter, told: Told, ways: readonly Carrying[]): (Stretch & Record<string, unknown>)[] {
  const kind = charter.kinds.get(told.kind)!
  const opening = { day: told.day, due: told.body.due as Day }
  const parties = new Set([told.opener, ...answeringFor(told)])
  const handed = ways.filter(({ opener, day }) => parties.has(opener) && day > told.day).map(({ day }) => day)
  const days = [...new Set([told.day, ...told.steps.map(step => step.day), ...handed])].sort()
  return days.map((begins, index) => {
    const steps = told.steps.filter(step => step.day <= begins)
    const { closed, since, due } = standingOn(caseKindOf(kind), opening, steps, begins)
    const { owner, owner_org: named } = ownerOf(told.body, steps)
    const answers = named ? carrierOn(ways, String(named), begins) : null
    return {
      ...{ id: told.id, org: carrierOn(ways, told.opener, begins) },
      ...{ kind: told.kind, opened: told.day, begins, ends: days[index + 1] ?? null },
      ...{
        closed,
        since,
        due,
        owner: owner ?? null,
        owner_org: answers,
        owner_named: answers === named ? null : (named ?? null),
      },
      ...{ steps: steps.length, told: [told, ...steps].reduce((last, { at }) => (at > last ? at : last), told.at) },
      ...{ title: titleOf(kind, told.body), matter: matterOf(kind, { ...told, org: told.writer }) },
    }
  })
}

const NAMED = `left join org o on o.region = $1 and o.id = s.org and o.valid @> s.begins
  left join lateral (select name, english from person where region = $1 and id = s.owner order by valid desc limit 1) p on true`

/** True where a text stands in what a line of the list shows. */
function occurs(text: string): string {
  const shown = ['s.title', 'o.short', 'o.english', 'p.name', 'p.english']
  return `(${shown.map(column => `strpos(lower(${column}), lower(${text})) > 0`).join(' or ')})`
}

/** What reads the stretches in force on the day, as `s`, from each place where they stand: those that still last, and, for a past
 *  day, those that have ended since. */
function meant(tx: Tx, { on, kinds, seat, mine, given, sought, state = 'all' }: CasesAsked & { state?: CaseStanding }) {
  const values: unknown[] = [tx.region, on]
  const add = (value: unknown) => `$${values.push(value)}`
  const within = (place: string) => `s.seat >= ${place} and s.seat < left(${place}, -1) || '0'`
  const answers = ({ person, org }: Answering) =>
    `not s.closed and (s.owner = ${add(person)}::uuid or s.owner_org = ${add(org)}::uuid)`
  const joins = [
    ...(given
      ? [
          `join record r on r.region = $1 and r.id = s.id and r.day = s.opened
             and r.body->>${add(given.field)}::text = ${add(given.value)}`,
        ]
      : []),
    ...(sought ? [NAMED] : []),
  ].join(' ')
  const filters = [
    's.begins <= $2::date',
    ...(kinds ? [`s.kind = any(${add(kinds)}::text[])`] : []),
    ...(seat === undefined ? [] : [within(add(seat))]),
    ...(mine ? [answers(mine)] : []),
    ...STANDS[state],
    ...(sought ? [occurs(add(sought))] : []),
  ].join(' and ')
  const each = (select: string, tail = '') =>
    ['s.ends is null', 's.ends is not null and s.ends > $2::date']
      .map(lasts => `(${select} from case_state s ${joins} where s.region = $1 and ${filters} and ${lasts} ${tail})`)
      .join(' union all ')
  return { each, values }
}
