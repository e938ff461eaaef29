// The journal of the register: every change with the rows before and after it, and the undoing of one.

import { isDeepStrictEqual } from 'node:util'
import { v7 } from 'uuid'
import { note } from '../audit/note.sql.ts'
import { UUID } from '../charter/body.ts'
import type { Charter, Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { aboutOrg, barrier, type Hand, writerWords } from '../charter/writer.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, ZONE } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { heldUntil, listed, type Recorded, recordedFrom } from './aftermath.sql.ts'
import type { OrgSpan } from './facts.ts'
import { livesOf, rewrite, touch, touchKept, touchNamed, touchPerson } from './lives.sql.ts'
import { orgWords } from './name.ts'
import type { Act } from './register.api.ts'
import { sayChange, type Told } from './told.ts'

/** Who changes, and what day it is for them. */
export interface Changer {
  readonly name: string
  /** The hand that enters things and ties, under which charter; none for what follows from another act. */
  readonly writes?: { readonly hand: Hand | null; readonly charter: Charter }
  readonly today: Day
  /** The record of the stage of a case that makes the change, and that case in words. */
  readonly record?: string
  readonly because?: Words
}

/** Where a change may leave marks: lives of organizations, everything that stands at some, and what people hold. */
export interface Extent {
  readonly lives?: readonly string[]
  readonly orgs?: readonly string[]
  readonly people?: readonly string[]
  /** People whose own facts may change. */
  readonly selves?: readonly string[]
  /** Things and ties by their own id. */
  readonly facts?: readonly string[]
  /** Organizations since which day records are kept there. */
  readonly kept?: readonly string[]
}

/** What a reader is told of a change besides its subject: organizations and people by id, the office, the new attributes. */
export interface Particulars {
  readonly to?: string
  readonly from?: string
  readonly people?: readonly string[]
  readonly post?: string
  /** What was entered, changed or ended, as it is called, and its kind. */
  readonly called?: Words
  readonly kind?: string
  readonly patch?: Readonly<Record<string, unknown>>
  /** The case whose stage made it. */
  readonly because?: Words
}

/** A change as it is about to be made. */
export interface Intent {
  readonly act: Act
  readonly day: Day
  readonly org: string
  readonly extent: Extent
  /** Organizations that had a part in it without being changed: the superiors before and after. */
  readonly beside?: readonly string[]
  readonly what: Particulars
}

const HELD = ['membership', 'post', 'thing', 'tie'] as const
type Held = (typeof HELD)[number]
type Row = Readonly<Record<string, unknown>>

/** Everything of one id that differs: nothing before means that it appeared, nothing after that it vanished. */
export interface Image {
  readonly of: 'org' | 'person' | 'self' | 'kept' | Held
  readonly id: string
  readonly before: readonly Row[]
  readonly after: readonly Row[]
}

/** A change as the journal keeps it. */
export interface Change {
  readonly id: string
  readonly at: string
  readonly author: string
  readonly act: Act
  readonly day: Day
  readonly org: string
  readonly seat: string
  readonly concerns: readonly string[]
  readonly what: Particulars
  readonly images: readonly Image[]
  readonly undoes: string | null
  /** The entry that undid this one. */
  readonly undone: string | null
  /** The record of the stage of a case that made it, with which it is taken back. */
  readonly record: string | null
}

interface Kept extends Change {
  readonly scope: Extent
}

// One change of a region at a time: two at once could each be sound and leave a circle together.
const lock = statement('journal.lock', `select pg_advisory_xact_lock(hashtext('jiceng.register'), $1)`)
const COLUMNS = `c.id, to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, c.author, c.act, c.day, c.org, c.seat, c.concerns, c.what, c.undoes, c.record,
  (select u.id from register_change u where u.region = $1 and u.undoes = c.id) as undone`
const add = statement(
  'journal.add',
  `insert into register_change (region, id, at, author, act, day, org, seat, concerns, what, scope, images, undoes, record)
   values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
)
const byId = statement<Kept>(
  'journal.find',
  `select ${COLUMNS}, c.scope, c.images from register_change c where c.region = $1 and c.id = $2`,
)
const later = statement<Change>(
  'journal.later',
  `select ${COLUMNS}, c.images from register_change c where c.region = $1 and c.id > $2 and c.undoes is null and c.concerns && $3::uuid[]
     and not exists (select 1 from register_change u where u.region = $1 and u.undoes = c.id)
   order by c.id desc`,
)
const byRecord = statement<Kept>(
  'journal.by_record',
  `select ${COLUMNS}, c.scope, c.images from register_change c where c.region = $1 and c.record = any($2::uuid[]) and c.undoes is null
     and not exists (select 1 from register_change u where u.region = $1 and u.undoes = c.id) order by c.id desc`,
)
const putMarks = statement(
  'journal.put_marks',
  `insert into register_mark (region, change, mark, author, at, undoes) select $1, $2, unnest($3::text[]), $4, now(), $5`,
)
const latest = statement<{ id: string }>(
  'journal.latest',
  'select change as id from register_mark where region = $1 order by change desc limit 1',
)
// What was changed and taken back again since reads as it was seen.
const since = statement<{ id: string; author: string; at: Date }>(
  'journal.since',
  `select m.change as id, m.author, m.at from register_mark m
   where m.region = $1 and m.change > $2 and m.change <> all($3::uuid[]) and m.mark = any($4::text[])
     and (m.undoes is null or m.undoes <= $2)
     and not exists (select 1 from register_mark u where u.region = $1 and u.undoes = m.change)
   order by m.change limit 1`,
)
const list = statement<Change>(
  'journal.list',
  `select ${COLUMNS} from register_change c where c.region = $1 and ($2::uuid is null or c.org = $2 or $2 = any(c.concerns)) order by c.id desc limit $3`,
)
const seatOf = statement<{ seat: string }>('journal.seat', 'select seat from org where region = $1 and id = $2 limit 1')
const placeOf = statement<{ seat: string; short: string; english: string }>(
  'journal.place',
  'select seat, short, english from org where region = $1 and id = $2 order by valid desc limit 1',
)
const seen = statement<{ n: number }>(
  'journal.seen',
  'select count(distinct id)::int as n from org where region = $1 and id = any($2::uuid[])',
)

const rowsOf = statement<{ of: Held; id: string; rows: Row[] }>(
  'journal.rows',
  HELD.map(
    table => `select '${table}' as of, t.id, jsonb_agg(to_jsonb(t) - 'region' - 'seat' order by t.valid) as rows
      from ${table} t where t.region = $1 and (t.org = any($2::uuid[]) or ${table === 'membership' || table === 'post' ? 't.person = any($3::uuid[])' : 't.id = any($4::uuid[])'}) group by t.id`,
  ).join(' union all '),
)
const selvesOf = statement<{ of: 'self'; id: string; rows: Row[] }>(
  'journal.selves',
  `select 'self' as of, p.id, jsonb_agg(to_jsonb(p) - 'region' - 'seat' order by p.valid) as rows from person p
   where p.region = $1 and p.id = any($2::uuid[]) group by p.id`,
)
const dropSelf = statement('journal.drop_self', 'delete from person where region = $1 and id = $2')
const seatOfPerson = statement<{ seat: string }>(
  'journal.person_seat',
  'select seat from person where region = $1 and id = $2 limit 1',
)
const putSelf = statement(
  'journal.put_self',
  `insert into person (region, id, seat, valid, name, english, mongolian, sex, born, born_known, nationality, education, occupation, rank)
   select $1, x.id, $2, x.valid, x.name, x.english, coalesce(x.mongolian, ''), x.sex, x.born, coalesce(x.born_known, 'day'), x.nationality, x.education, x.occupation, x.rank
   from jsonb_populate_recordset(null::person, $3::jsonb) x`,
)
const keptOf = statement<{ of: 'kept'; id: string; rows: Row[] }>(
  'journal.kept',
  `select 'kept' as of, org as id, jsonb_build_array(jsonb_build_object('org', org, 'code', code, 'day', day)) as rows from kept_since
   where region = $1 and org = any($2::uuid[])`,
)
const dropKept = statement('journal.drop_kept', 'delete from kept_since where region = $1 and org = $2')
const putKept = statement(
  'journal.put_kept',
  'insert into kept_since (region, org, seat, code, day) values ($1, $2, $3, $4, $5)',
)
const mentioned = statement<{ n: number }>(
  'journal.mentioned',
  ['membership', 'post']
    .map(table => `select 1 as n from ${table} where region = $1 and person = any($2::uuid[])`)
    .concat(
      ['thing', 'tie'].map(
        table => `select 1 from ${table} t where t.region = $1 and not t.id = any($2::uuid[])
          and exists (select 1 from jsonb_each_text(t.body) b where b.value = any($2::uuid[]::text[]))`,
      ),
      `select 1 from record r where r.region = $1 and r.day >= $3 and ((r.present || r.excused || r.absent || r.made_up) && $2::uuid[]
        or exists (select 1 from jsonb_each_text(r.body) b where b.value = any($2::uuid[]::text[])))`,
    )
    .join(' union all ')
    .concat(' limit 1'),
)
const membersOf = statement<{ id: string }>(
  'journal.members',
  'select distinct person as id from membership where region = $1 and org = any($2::uuid[])',
)
const homesOf = statement<{ id: string; org: string }>(
  'journal.homes',
  `select distinct on (p.id) p.id, o.id as org from person p join org o on o.region = $1 and o.seat = p.seat
   where p.region = $1 and p.id = any($2::uuid[]) order by p.id`,
)
const dropHeld = new Map(
  HELD.map(table => [
    table,
    statement(
      `journal.drop_${table}`,
      `delete from ${table} where region = $1 and id = any($2::uuid[]) and org = any($3::uuid[])`,
    ),
  ]),
)
const putHeld = new Map(
  (
    [
      ['membership', 'person, org, kind, valid'],
      ['post', 'person, org, post, team, sole, signs, valid'],
      ['thing', 'valid, opened, kind, org, name, english, aliases, body'],
      ['tie', 'kind, org, valid, body'],
    ] as const
  ).map(([table, columns]) => [
    table,
    statement(
      `journal.put_${table}`,
      `insert into ${table} (region, id, seat, ${columns})
       select $1, x.id, o.seat, ${columns.replace(/\w+/g, 'x.$&')} from jsonb_populate_recordset(null::${table}, $2::jsonb) x
       join (select distinct on (id) id, seat from org where region = $1 order by id) o on o.id = x.org`,
    ),
  ]),
)
const putHomes = statement(
  'journal.homes_back',
  `update person p set seat = o.seat from unnest($2::uuid[], $3::uuid[]) as h(id, org)
   join (select distinct on (id) id, seat from org where region = $1 order by id) o on o.id = h.org
   where p.region = $1 and p.id = h.id`,
)
const adrift = statement<{ org: string; from: Day; to: Day | null }>(
  'journal.adrift',
  ['membership', 'post']
    .map(
      table => `select t.org, lower(t.valid) as from, upper(t.valid) as to from ${table} t where t.region = $1 and t.id = any($2::uuid[])
        and not coalesce((select range_agg(o.valid) from org o where o.region = $1 and o.id = t.org), '{}'::datemultirange) @> t.valid`,
    )
    .join(' union all '),
)
const resting = statement<{ n: number }>(
  'journal.resting',
  ['membership', 'post', 'thing', 'tie', 'record', 'pledge', 'certificate']
    .map(table => `select 1 as n from ${table} where region = $1 and seat = any($2::text[]) and org = any($3::uuid[])`)
    .concat(
      'select 1 from record where region = $1 and origin = any($3::uuid[])',
      'select 1 from succession where region = $1 and successor = any($3::uuid[])',
    )
    .join(' union all ')
    .concat(' limit 1'),
)
/** Before every day that is kept. */
const FIRST = '0001-01-01' as Day
const names = statement<{ id: string; zh: string; en: string }>(
  'journal.names',
  `select * from (
     (select distinct on (id) id, short as zh, english as en from org where region = $1 and id = any($2::uuid[]) order by id, valid desc)
     union all (select distinct on (id) id, name, english from person where region = $1 and id = any($2::uuid[]) order by id, valid desc)
     union all (select distinct on (id) id, name, english from thing where region = $1 and id = any($2::uuid[]) order by id, valid desc)) x`,
)

/** The organization in which a person is at home. Throws person.unknown. */
export async function homeOf(tx: Tx, person: string): Promise<string> {
  return (await tx.one(homesOf, [tx.region, [person]]))?.org ?? refuse('person.unknown', { person })
}

/** Takes the register for one change: whoever else wants to change it waits until the transaction ends. */
export async function take(tx: Tx): Promise<void> {
  await tx.run(lock, [tx.region])
}

/** Before the first change of a register. */
const NOTHING_SEEN = '00000000-0000-0000-0000-000000000000'

/** The newest change, whoever sees it: what somebody who looks at the register now has seen. */
export async function lastSeen(tx: Tx): Promise<string> {
  return (await tx.one(latest, [tx.region]))?.id ?? NOTHING_SEEN
}

/** What stood at a moment, for whoever does not say what they have seen; asked before anything else is changed. */
export async function seenBy(tx: Tx, moment: string): Promise<string> {
  const last = await lastSeen(tx)
  return moment < last ? moment : last
}

/** Before every change that is noted from a moment on: ids begin with the milliseconds in which they are made. */
export function beganAt(moment: number): string {
  const time = moment.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${NOTHING_SEEN.slice(13)}`
}

/** Everything that a change altered, one mark each; a person is a member in one place, so all memberships of one are one thing,
 *  and so is an office that only one person holds. */
export function marksOf({ images }: Pick<Change, 'images'>): Set<string> {
  return new Set(
    images.flatMap(({ of, id, before, after }) => {
      if (of === 'person') return []
      const rows = [...before, ...after]
      if (of === 'membership') return rows.map(row => `member ${row.person}`)
      if (of === 'post')
        return rows.map(row => officeMark(String(row.org), String(row.post), row.sole ? null : String(row.person)))
      return [`${of} ${id}`]
    }),
  )
}

/** The mark of an office: of an organization, where one person alone may hold it, else of the person there. */
export function officeMark(org: string, post: string, person: string | null): string {
  return `office ${org} ${post} ${person ?? ''}`.trim()
}

/** Day and minute in the zone of the district: 2026-03-05 14:30. */
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })

/** Refuses to change what has been changed since its author looked, by whomever: change.meanwhile, with who did so and when, and
 *  what it was where that is in sight. */
export async function insistSeen(
  tx: Tx,
  seen: string,
  marks: Iterable<string>,
  own: readonly Change[] = [],
): Promise<void> {
  const other = await tx.one(since, [tx.region, seen, own.map(one => one.id), [...marks]])
  if (!other) return
  const { id, author, at } = other
  const known = await tx.one(byId, [tx.region, id])
  refuse('change.meanwhile', {
    later: known && { id, what: sayChange(await told(tx, known)) },
    author,
    at: CLOCK.format(at),
  })
}

/** Makes a change and keeps the rows that it replaced. Throws change.nothing where nothing differs afterwards. */
export async function journal(tx: Tx, by: Changer, intent: Intent, work: () => Promise<void>): Promise<Change> {
  await tx.run(lock, [tx.region])
  const scope = await wholeOf(tx, intent.extent)
  const before = await imagesOf(tx, scope)
  await work()
  const after = await imagesOf(tx, scope)
  const images = [...new Set([...before.keys(), ...after.keys()])]
    .map(key => {
      const { of, id } = (before.get(key) ?? after.get(key))!
      return { of, id, before: before.get(key)?.rows ?? [], after: after.get(key)?.rows ?? [] }
    })
    .filter(image => !isDeepStrictEqual(image.before, image.after))
  if (images.length === 0) refuse('change.nothing', {})
  await insistStanding(tx, images)
  return keepChange(tx, by, intent, scope, images, null)
}

/** Takes a change back: everything stands again as it did before, and the months that it touched are in question anew.
 *  Throws change.unknown, change.undo, change.undone, change.stage for what a stage of a case made and is not withdrawn
 *  with, org.beyond, change.rests where a later change needs this one, and record.writer or record.judged for a thing or a
 *  tie that is somebody else's to write. */
export async function undo(tx: Tx, charter: Charter, id: string, by: Changer): Promise<Change> {
  await tx.run(lock, [tx.region])
  const known = UUID.test(id)
  const change = (known && (await tx.one(byId, [tx.region, id]))) || refuse('change.unknown', { change: id })
  const said = async (one: Change) => sayChange(await told(tx, one))
  if (change.undoes) refuse('change.undo', { change: await said(change) })
  if (change.undone) refuse('change.undone', { change: await said(change) })
  if (change.record && !by.record) refuse('change.stage', { change: await said(change), record: change.record })
  await insistSight(tx, change)
  await insistUndoer(tx, change, by)
  const following = await tx.all(later, [tx.region, change.id, change.concerns])
  const rests = async (upon: Change | undefined, records = false, held: readonly Recorded[] = []): Promise<never> => {
    const recorded = [...held]
    if (!upon)
      for (const [index, org] of gone.entries())
        recorded.push(...(await recordedFrom(tx, charter, { id: org.id, seat: seats[index]! }, FIRST)))
    return refuse('change.rests', {
      change: await said(change),
      later: upon ? { id: upon.id, what: await said(upon) } : null,
      records,
      recorded: recorded.length > 0 ? listed(recorded) : null,
    })
  }
  const gone = change.images.filter(({ of, before }) => of === 'org' && before.length === 0)
  const seats: string[] = []
  for (const { id } of gone) seats.push((await tx.one(seatOf, [tx.region, id]))?.seat ?? '')
  const now = await imagesOf(tx, change.scope)
  const altered = change.images.filter(
    ({ of, id, after }) => !isDeepStrictEqual(now.get(`${of} ${id}`)?.rows ?? [], after),
  )
  if (altered.length > 0)
    return rests(
      following.find(one => one.images.some(image => altered.some(a => a.of === image.of && a.id === image.id))),
    )
  // Sentences are made beforehand: after a refusal of the database the transaction reads nothing more.
  const [upon] = following
  const refusal = upon
    ? new Problem('change.rests', {
        change: await said(change),
        later: { id: upon.id, what: await said(upon) },
        records: false,
        recorded: null,
      })
    : null
  const images = change.images.map(({ of, id, before, after }) => ({ of, id, before: after, after: before }))
  try {
    await restore(tx, images, change.day)
    await insistStanding(tx, images)
  } catch (error) {
    if (refusal && (error instanceof Problem || (error as { code?: string }).code === '23P01')) throw refusal
    throw error
  }
  if (gone.length > 0 && (await tx.one(resting, [tx.region, seats, gone.map(one => one.id)]))) return rests(upon, true)
  // An opening that is moved back must leave nothing of the days that fall away.
  for (const { of, id, before, after } of images)
    if (of === 'org' && before.length > 0 && after.length > 0 && String(before[0]!.from) < String(after[0]!.from)) {
      const { seat } = (await tx.one(seatOf, [tx.region, id]))!
      const held = await heldUntil(tx, charter, { id, seat }, String(after[0]!.from) as Day)
      if (held.length > 0) return rests(upon, true, held)
    }
  const unheard = images.filter(({ of, after }) => (of === 'self' || of === 'thing') && after.length === 0)
  if (unheard.length > 0 && (await tx.one(mentioned, [tx.region, unheard.map(one => one.id), change.day])))
    return rests(upon, true)
  const { act, day, org, what } = change
  return keepChange(
    tx,
    by,
    { act, day, org, extent: {}, beside: change.concerns, what },
    change.scope,
    images,
    change.id,
    change.seat,
  )
}

/** What stages of cases have entered, by their records, and was not undone, the newest first. */
export function changesBy(tx: Tx, records: readonly string[]): Promise<Change[]> {
  return tx.all(byRecord, [tx.region, records])
}

/** Changes in sight, the newest first: of one organization, or all. */
export function changesOf(tx: Tx, org: string | null, limit: number): Promise<Change[]> {
  return tx.all(list, [tx.region, org, limit])
}

/** A change in the words of its reader; what lies out of sight has no name. */
export async function told(tx: Tx, change: Change): Promise<Told> {
  return (await tellAll(tx, [change]))[0]!
}

export async function tellAll(tx: Tx, changes: readonly Change[]): Promise<Told[]> {
  const ids = new Set(
    changes.flatMap(({ org, what }) =>
      [org, what.to, what.from, ...(what.people ?? []), ...Object.values(what.patch ?? {})].filter(
        (id): id is string => typeof id === 'string' && UUID.test(id),
      ),
    ),
  )
  const known = new Map((await tx.all(names, [tx.region, [...ids]])).map(({ id, zh, en }) => [id, { zh, en }]))
  return changes.map(({ act, day, org, what, undoes }) => ({
    act,
    day,
    undo: undoes !== null,
    org:
      known.get(org) ?? (what.patch?.short ? { zh: String(what.patch.short), en: String(what.patch.english) } : null),
    to: what.to ? (known.get(what.to) ?? null) : null,
    from: what.from ? (known.get(what.from) ?? null) : null,
    people: (what.people ?? []).flatMap(id => known.get(id) ?? what.called ?? []),
    post: what.post ?? null,
    called: what.called ?? null,
    because: what.because ?? null,
    patch: Object.fromEntries(
      Object.entries(what.patch ?? {}).map(([field, value]) => [field, known.get(String(value)) ?? value]),
    ),
  }))
}

async function keepChange(
  tx: Tx,
  by: Changer,
  { act, day, org, beside = [], what }: Intent,
  scope: Extent,
  images: readonly Image[],
  undoes: string | null,
  lastSeat = '',
): Promise<Change> {
  const id = v7()
  const seat = (await tx.one(seatOf, [tx.region, org]))?.seat ?? lastSeat
  const concerns = [
    ...new Set([
      org,
      ...beside,
      ...(scope.lives ?? []),
      ...(scope.orgs ?? []),
      ...images.flatMap(({ of, id, before, after }) =>
        of === 'org' || of === 'person' || of === 'self' ? [id] : [...before, ...after].map(row => String(row.org)),
      ),
      ...(what.people ?? []),
    ]),
  ]
  await touchNamed(tx, peopleIn(images), monthOf(day))
  const told = by.because ? { ...what, because: by.because } : what
  await tx.run(add, [
    tx.region,
    id,
    by.name,
    act,
    day,
    org,
    seat,
    concerns,
    JSON.stringify(told),
    JSON.stringify(scope),
    JSON.stringify(images),
    undoes,
    by.record ?? null,
  ])
  await tx.run(putMarks, [tx.region, id, [...marksOf({ images })], by.name, undoes])
  note(tx, {
    ...{ kind: 'acts', author: by.name, act: undoes ? 'org.undo' : act, org, seat },
    about: what.people?.length === 1 ? what.people[0]! : null,
    what: { change: id, day, undoes },
  })
  const [author, record] = [by.name, by.record ?? null]
  return { id, at: '', author, act, day, org, seat, concerns, what: told, images, undoes, undone: null, record }
}

/** Whose membership or office differs. */
function peopleIn(images: readonly Image[]): string[] {
  const held = images.filter(({ of }) => of === 'membership' || of === 'post')
  return [...new Set(held.flatMap(({ before, after }) => [...before, ...after].map(row => String(row.person))))]
}

/** The extent with the people whose home may change: those named, and the members of the organizations. */
async function wholeOf(tx: Tx, extent: Extent): Promise<Extent> {
  const { orgs = [], people = [] } = extent
  const members = orgs.length > 0 ? (await tx.all(membersOf, [tx.region, orgs])).map(row => row.id) : []
  return { ...extent, people: [...new Set([...people, ...members])] }
}

/** Rows within an extent by what they are of. Seats and paths are left out: they follow from the organizations. */
async function imagesOf(
  tx: Tx,
  { lives = [], orgs = [], people = [], selves = [], facts = [], kept = [] }: Extent,
): Promise<Map<string, { of: Image['of']; id: string; rows: readonly Row[] }>> {
  const found: { of: Image['of']; id: string; rows: readonly Row[] }[] = []
  if (lives.length > 0)
    for (const [id, spans] of await livesOf(tx, lives))
      found.push({ of: 'org', id, rows: spans as readonly unknown[] as readonly Row[] })
  if (selves.length > 0) found.push(...(await tx.all(selvesOf, [tx.region, selves])))
  if (kept.length > 0) found.push(...(await tx.all(keptOf, [tx.region, kept])))
  if (orgs.length + people.length + facts.length > 0) {
    found.push(...(await tx.all(rowsOf, [tx.region, orgs, people, facts])))
    for (const { id, org } of await tx.all(homesOf, [tx.region, people]))
      found.push({ of: 'person', id, rows: [{ org }] })
  }
  return new Map(found.map(one => [`${one.of} ${one.id}`, one]))
}

async function restore(tx: Tx, images: readonly Image[], day: Day): Promise<void> {
  const of = (what: Image['of']) => images.filter(image => image.of === what)
  for (const table of HELD) {
    const orgs = new Set(of(table).flatMap(one => one.before.map(row => row.org)))
    if (orgs.size > 0) await tx.run(dropHeld.get(table)!, [tx.region, of(table).map(one => one.id), [...orgs]])
  }
  const orgs = of('org')
  if (orgs.length > 0)
    await rewrite(tx, new Map(orgs.map(({ id, after }) => [id, after as readonly unknown[] as readonly OrgSpan[]])))
  for (const { id, before, after } of of('self')) {
    const home = before.length > 0 && after.length > 0 ? (await tx.one(seatOfPerson, [tx.region, id]))!.seat : ''
    await tx.run(dropSelf, [tx.region, id])
    if (after.length > 0) {
      await tx.run(putSelf, [tx.region, home, JSON.stringify(after)])
      await touchPerson(tx, id, 0)
    }
  }
  for (const { id, before, after } of of('kept')) {
    const { seat } = (await tx.one(seatOf, [tx.region, id]))!
    await tx.run(dropKept, [tx.region, id])
    for (const { code, day } of after) await tx.run(putKept, [tx.region, id, seat, code, day])
    const [old, now] = [before[0], after[0]].map(row => row && monthOf(String(row.day) as Day))
    await touchKept(tx, { id, seat }, old === undefined || now === undefined ? null : [old, now])
  }
  const touched = new Map<string, boolean>()
  for (const table of HELD) {
    const rows = of(table).flatMap(one => one.after)
    if (rows.length > 0) await tx.run(putHeld.get(table)!, [tx.region, JSON.stringify(rows)])
    for (const { org } of of(table).flatMap(one => [...one.before, ...one.after]))
      touched.set(String(org), touched.get(String(org)) || table === 'thing' || table === 'tie')
  }
  const homes = of('person').filter(one => one.after.length > 0)
  if (homes.length > 0)
    await tx.run(putHomes, [tx.region, homes.map(one => one.id), homes.map(one => String(one.after[0]!.org))])
  for (const [org, wholly] of touched) {
    const seat = (await tx.one(seatOf, [tx.region, org]))?.seat
    if (seat) await touch(tx, [{ id: org, seat }], wholly ? '*' : 'people', wholly ? 0 : monthOf(day))
  }
}

/** Whoever belongs to an organization or holds an office there does so while it stands. Throws org.absent. */
async function insistStanding(tx: Tx, images: readonly Image[]): Promise<void> {
  const held = images.filter(({ of, after }) => (of === 'membership' || of === 'post') && after.length > 0)
  const lost = held.length > 0 ? await tx.one(adrift, [tx.region, held.map(one => one.id)]) : null
  if (!lost) return
  const [life] = (await livesOf(tx, [lost.org])).values()
  if (!life) refuse('org.unknown', { org: lost.org, near: null })
  const [opened, closed] = [life[0]!.from, life.at(-1)!.to]
  refuse('org.absent', { org: orgWords(life[0]!), day: closed ?? lost.from, opened, closed })
}

/** Refuses a thing or a tie to whom the charter does not give it to write: record.writer, record.judged. */
export function insistWriter(
  kind: Kind,
  org: { readonly seat: string; readonly short: string; readonly english: string },
  body: Readonly<Record<string, unknown>>,
  by: Changer,
): void {
  if (!by.writes) return
  const why = barrier(kind, by.writes.hand, { ...aboutOrg(org.seat), body })
  if (why === null) return
  const told = { kind: kind.name, org: orgWords(org), who: writerWords(by.writes.charter, kind, body) }
  refuse(why === 'judged' ? 'record.judged' : 'record.writer', told)
}

/** Whoever takes back a change of a thing or a tie writes it: the charter says of both states who may. */
async function insistUndoer(tx: Tx, { act, images }: Change, by: Changer): Promise<void> {
  if (!by.writes || !(act.startsWith('thing.') || act.startsWith('tie.'))) return
  for (const row of images.flatMap(({ before, after }) => [...before, ...after])) {
    const kind = by.writes.charter.kinds.get(String(row.kind))
    const org = await tx.one(placeOf, [tx.region, row.org])
    if (kind && org) insistWriter(kind, org, row.body as Row, by)
  }
}

/** An undo touches both sides of a change, so both must be in sight. Throws org.beyond. */
async function insistSight(tx: Tx, change: Kept): Promise<void> {
  const orgs = new Set([
    ...(change.scope.lives ?? []),
    ...change.images.flatMap(({ before, after }) =>
      [...before, ...after].flatMap(row => [row.org, row.parent, row.successor]).filter(id => typeof id === 'string'),
    ),
  ])
  if (((await tx.one(seen, [tx.region, [...orgs]]))?.n ?? 0) < orgs.size) {
    const { org } = await told(tx, change)
    refuse('org.beyond', { org: org ?? { zh: change.org, en: change.org } })
  }
}
