// Loads a whole district at once, all or nothing, as the owner: for the ready district and for first imports.

import { check, namedIn, normalized } from '../charter/body.ts'
import { type Charter, EXCUSE, isSole, type Kind, kindsOfCase, signingPost } from '../charter/charter.ts'
import { beginWith } from '../charter/own.sql.ts'
import { refuse } from '../problem/problem.ts'
import { restandKinds } from '../record/case-state.sql.ts'
import { Efforts } from '../record/effort.sql.ts'
import { entitling, refuseUnentitled } from '../record/entitled.sql.ts'
import { companyOf } from '../record/held.ts'
import { beyond } from '../record/limit.ts'
import { insistOwed, kindOf } from '../record/record.sql.ts'
import { monthSettled, turnIssue } from '../record/turn.ts'
import { orgNames } from '../register/change.sql.ts'
import { personNames, thingNames } from '../register/entry.sql.ts'
import { type District, LOADER, type OrgSpan, type Post, type RecordLine, type Roll } from '../register/facts.ts'
import { orgWords } from '../register/name.ts'
import { byFrom, placesOf } from '../register/places.ts'
import { keepWords } from '../register/tree.sql.ts'
import { type Store, statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { lastOf, monthOf } from '../time/period.ts'
import { NamedRecords } from './named.ts'
import { loadPledges } from './pledge.sql.ts'
import { insistSound } from './sound.ts'

const existing = statement<{ code: string }>('district.existing', 'select code from district where region = $1')
const note = statement(
  'district.note',
  'insert into district (region, code, loaded_at, ready, shipped, clock, secret) values ($1, $2, now(), $3, $4, $5, gen_random_uuid()::text || gen_random_uuid()::text)',
)

/** Rows travel as one JSON parameter: one statement a table, whatever the number of rows. */
const insert = (table: string, columns: string, definition: string, select = columns) =>
  statement(
    `district.${table}`,
    `insert into ${table} (region, ${columns}) select $1, ${select} from jsonb_to_recordset($2::jsonb) as x(${definition})`,
  )

const VALID = 'daterange("from", "to") as valid'
const orgs = insert(
  'org',
  'id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, valid',
  'id uuid, code text, parent uuid, path text, seat text, tier text, sector text, model text, name text, short text, english text, aliases text[], "from" date, "to" date',
  `id, code, parent, path, seat, tier, sector, model, name, short, english, aliases, ${VALID}`,
)
const people = insert(
  'person',
  'id, seat, name, english, mongolian, sex, born, born_known, nationality, education, occupation, rank, valid',
  'id uuid, seat text, name text, english text, mongolian text, sex smallint, born date, "bornKnown" text, nationality text, education smallint, occupation text, rank text, "from" date, "to" date',
  `id, seat, name, english, coalesce(mongolian, ''), sex, born, coalesce("bornKnown", 'day'), nationality, education, occupation, rank, ${VALID}`,
)
const memberships = insert(
  'membership',
  'id, person, org, seat, kind, valid',
  'id uuid, person uuid, org uuid, seat text, kind text, "from" date, "to" date',
  `id, person, org, seat, kind, ${VALID}`,
)
const posts = insert(
  'post',
  'id, person, org, seat, post, team, sole, signs, valid',
  'id uuid, person uuid, org uuid, seat text, post text, team text, sole uuid, signs boolean, "from" date, "to" date',
  `id, person, org, seat, post, team, sole, signs, ${VALID}`,
)
const things = insert(
  'thing',
  'id, opened, kind, org, seat, name, english, aliases, body, valid',
  'id uuid, opened date, kind text, org uuid, seat text, name text, english text, aliases text[], body jsonb, "from" date, "to" date',
  `id, opened, kind, org, seat, name, english, aliases, body, ${VALID}`,
)
const ties = insert(
  'tie',
  'id, kind, org, seat, body, valid',
  'id uuid, kind text, org uuid, seat text, body jsonb, "from" date, "to" date',
  `id, kind, org, seat, body, ${VALID}`,
)
const records = insert(
  'record',
  'id, day, kind, org, path, seat, body, present, excused, absent, made_up, made_up_on, things, voids, voided_by, settles, settles_month, digest, author, at',
  'id uuid, day date, kind text, org uuid, path text, seat text, body jsonb, present uuid[], excused uuid[], absent uuid[], made_up uuid[], made_up_on date[], things uuid[], voids uuid, voided_by uuid, settles text, settles_month int, digest text',
  `id, day, kind, org, path, seat, body, present, excused, absent, made_up, made_up_on, things, voids, voided_by, settles, settles_month, encode(sha256(convert_to(digest, 'UTF8')), 'hex'), '${LOADER}', now()`,
)
const keys = statement(
  'district.keys',
  'insert into record_key (region, id, day, digest, seat) select region, id, day, digest, seat from record where region = $1',
)
const kept = statement(
  'district.kept_since',
  'insert into kept_since (region, org, seat, code, day) values ($1, $2, $3, $4, $5)',
)
const accounts = insert('account', 'name, person, demo', 'name text, person uuid, demo boolean')
const months = statement(
  'district.months',
  'insert into kept_month (region, month) select $1, unnest($2::int[]) on conflict do nothing',
)

/** Stores a district in an empty region. `ready` marks the demo district, whose accounts open without a password.
 *  Throws the first problem and stores nothing; refuses a region that already holds a district. */
export async function loadDistrict(
  store: Store,
  charter: Charter,
  region: number,
  district: District,
  ready: boolean,
  own: readonly { readonly system: string; readonly text: string }[] = [],
): Promise<void> {
  insistSound(district, charter)
  const rows = rowsOf(charter, district)
  await store.asOwner(region, insistEmpty)
  await store.keepMonths(new Set(district.records.map(record => monthOf(record.day))))
  await store.asOwner(region, async tx => {
    await insistEmpty(tx)
    const top = district.orgs.find(org => org.parent === null)!
    await tx.run(note, [region, top.code, ready, own.length === 0, district.clock ?? null])
    await beginWith(tx, own, byFrom(district.orgs)[0]!.from, 'district load')
    for (const [into, list] of rows) await tx.run(into, [region, JSON.stringify(list)])
    await keepWords(tx, placesOf(district.orgs))
    if (district.keptSince) await tx.run(kept, [region, top.id, `/${top.code}/`, top.code, district.keptSince])
    await tx.run(keys, [region])
    await costs(charter, district).store(tx)
    await tx.run(accounts, [region, JSON.stringify(district.accounts.map(account => ({ ...account, demo: ready })))])
    await tx.run(months, [region, [...new Set(district.records.flatMap(monthsTouched))]])
    if (district.records.length > LEARNED) await analyze(tx)
    await restandKinds(
      tx,
      charter,
      kindsOfCase(charter).map(kind => kind.id),
    )
    if (district.pledges) await loadPledges(tx, charter, district.pledges)
  })
}

/** The months in which a record counts: that of its day, and that of the turn that it is for. */
function monthsTouched({ day, for: turn }: District['records'][number]): number[] {
  const settled = monthSettled(turn, day)
  return settled === null ? [monthOf(day)] : [monthOf(day), settled]
}

/** What the records of a district would have cost to write. Nobody measured the minutes, so none are said. */
function costs(charter: Charter, { orgs, records }: District): Efforts {
  const placed = placesOf(orgs)
  const efforts = new Efforts()
  const known = new Map(records.map(record => [record.id, record]))
  const filled = ({ kind, body, day, roll }: District['records'][number]) => ({
    body: Object.keys(body).length === 0 ? {} : soundBody(charter, kind, body, day),
    roll: { present: [], excused: [], absent: [], madeUp: [], ...roll },
  })
  for (const record of records) {
    const was = record.voids ? known.get(record.voids) : undefined
    efforts.count(
      {
        ...filled(record),
        ...{ kind: kindOf(charter, record.kind), day: record.day, voids: record.voids, effort: undefined },
        org: { id: record.org, seat: placed.get(record.org)!.seat },
      },
      was && filled(was),
    )
  }
  return efforts
}

async function insistEmpty(tx: Tx): Promise<void> {
  const before = await tx.one(existing, [tx.region])
  if (before) refuse('district.present', { code: before.code })
}

/** The rows of a district, table by table, each checked against its kind and set in its place. */
function rowsOf(charter: Charter, district: District): [ReturnType<typeof insert>, object[]][] {
  const placed = placesOf(district.orgs)
  const seat = (org: string) => placed.get(org)?.seat ?? refuse('org.unknown', { org, near: null })
  const pathOn = (org: string, on: Day) =>
    placed.get(org)?.stretches.find(stretch => stretch.from <= on && (stretch.to === null || on < stretch.to))?.path ??
    refuseAbsent(district.orgs, org, on)
  const top = district.orgs.find(org => org.parent === null)!
  const signer = signingPost(charter)
  const home = new Map<string, string>()
  for (const post of byFrom(district.posts)) home.set(post.person, seat(post.org))
  for (const membership of byFrom(district.memberships)) home.set(membership.person, seat(membership.org))
  const opened = new Map<string, Day>()
  for (const thing of district.things)
    if (!opened.has(thing.id) || thing.from < opened.get(thing.id)!) opened.set(thing.id, thing.from)
  const naming = new NamedRecords(charter, district)
  const corrected = new Map(district.records.filter(record => record.voids).map(record => [record.voids!, record.id]))
  return [
    [
      orgs,
      [...placed.values()].flatMap(place =>
        place.stretches.map(stretch => ({ ...orgNames(stretch), seat: place.seat })),
      ),
    ],
    [people, district.people.map(person => ({ ...personNames(person), seat: home.get(person.id) ?? seat(top.id) }))],
    [memberships, district.memberships.map(membership => ({ ...membership, seat: seat(membership.org) }))],
    [
      posts,
      district.posts.map(post => ({
        ...post,
        seat: seat(post.org),
        sole: isSole(charter, post.post) ? post.org : null,
        signs: post.post === signer,
      })),
    ],
    [
      things,
      district.things.map(thing => ({
        ...thingNames(thing),
        opened: opened.get(thing.id),
        seat: seat(thing.org),
        body: soundBody(charter, thing.kind, thing.body, thing.from),
      })),
    ],
    [
      ties,
      district.ties.map(tie => ({
        ...tie,
        seat: seat(tie.org),
        body: soundBody(charter, tie.kind, tie.body, tie.from),
      })),
    ],
    [
      records,
      district.records.map(record => {
        const kind = kindOf(charter, record.kind)
        const roll: Roll = record.roll ?? { present: [], excused: [], absent: [], madeUp: [] }
        const withdraws =
          record.voids !== undefined && Object.keys(record.body).length === 0 && companyOf(roll).due === 0
        // What was corrected since may name what was withdrawn since.
        const told = corrected.has(record.id) ? record.body : naming.rooted(kind, record)
        const body = withdraws ? {} : soundBody(charter, kind.id, told, record.day)
        if (!withdraws) insistMeant(charter, district, kind, record)
        const why = record.for === undefined ? null : turnIssue(charter, kind, record.for, record.day)
        if (why) refuse('input.field', { where: kind.id, field: 'for', why })
        return {
          ...record,
          ...roll,
          made_up: roll.madeUp,
          made_up_on: roll.madeUp.map(person => roll.madeUpOn?.[person] ?? null),
          things: namedIn(kind, body).things.map(thing => thing.id),
          body,
          path: pathOn(record.org, record.day),
          seat: seat(record.org),
          voids: record.voids ?? null,
          settles: record.for ?? null,
          settles_month: monthSettled(record.for, record.day),
          voided_by: corrected.get(record.id) ?? (withdraws ? record.id : null),
          digest: JSON.stringify([
            kind.id,
            record.org,
            record.day,
            Object.entries(body).sort(),
            roll,
            record.voids ?? null,
            ...(record.for ? [{ for: record.for }] : []),
          ]),
        }
      }),
    ],
  ]
}

/** What a single record is asked beside its fields: an excuse is from what is owed, pay is for posts that somebody holds. */
function insistMeant(
  charter: Charter,
  { orgs, posts }: District,
  kind: Kind,
  { org, day, body, for: turn }: RecordLine,
) {
  const stretch = orgs.find(one => one.id === org && one.from <= day && (one.to === null || day < one.to))
  if (!stretch) return
  if (kind.id === EXCUSE) insistOwed(charter, kind, body, stretch)
  const settled = monthSettled(turn, day)
  const asked = entitling(charter, kind, settled === null ? day : lastOf(settled))
  const held = (one: Post) =>
    one.org === org &&
    one.from < asked!.to &&
    (one.to === null || one.to > asked!.from) &&
    (asked!.posts?.includes(one.post) ?? true) &&
    (asked!.teams?.includes(one.team ?? '') ?? true)
  if (asked && !posts.some(held)) refuseUnentitled(kind, stretch, asked)
}

/** A body checked against its kind and brought into the stored form. */
function soundBody(
  charter: Charter,
  id: string,
  body: Readonly<Record<string, unknown>>,
  on: Day,
): Record<string, unknown> {
  const kind = charter.kinds.get(id) ?? refuse('kind.unknown', { kind: id, near: null })
  const issue = check(kind, body, on)[0] ?? beyond(charter, kind, body, on)
  if (issue) refuse('input.field', { where: id, field: issue.field, why: issue.why })
  return normalized(kind, body)
}

function refuseAbsent(all: readonly OrgSpan[], id: string, on: Day): never {
  const stretches = all.filter(org => org.id === id)
  return refuse('org.absent', {
    org: orgWords(stretches[0] ?? { short: id, english: '' }),
    day: on,
    opened: stretches[0]?.from ?? '',
    closed: stretches.at(-1)?.to ?? null,
  })
}

const TABLES = ['org', 'person', 'membership', 'post', 'thing', 'tie', 'record'] as const
const analyzers = TABLES.map(table => statement(`district.analyze_${table}`, `analyze ${table}`))

/** So many records at once change what the planner knows; by fewer it would only forget the plans that are kept. */
const LEARNED = 1_000

/** The planner must know what was just loaded, or the first settling reads as if the tables were empty. */
async function analyze(tx: Tx): Promise<void> {
  for (const analyzer of analyzers) await tx.run(analyzer)
}
