// Objectives in the database: set, divided, taken away; and everything of a year that a reader may see, in one reading.

import { v7 } from 'uuid'
import { note } from '../audit/note.sql.ts'
import { UUID } from '../charter/body.ts'
import { type Charter, signingPost } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { insistFigure } from '../measure/figure.sql.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import { findOrg, type Org, orgAt, orgsOn } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, dayOf } from '../time/day.ts'
import { type Amount, amountOf, decimalsOf, units, unitsOf } from './amount.ts'
import type { Content, Statement } from './certificate.ts'
import {
  type Direction,
  type Division,
  decimalsFor,
  passedOver,
  type Rule,
  readingDay,
  ruleOf,
  type Side,
} from './pledge.ts'

/** Who changes, and what day it is for them. */
export interface Changer {
  readonly name: string
  readonly today: Day
}

/** An objective of one organization. */
export interface Pledge {
  readonly id: string
  readonly parent: string | null
  readonly year: number
  readonly org: string
  readonly seat: string
  readonly measure: string
  readonly direction: Direction
  readonly value: Amount
  readonly own: Amount
  readonly certificate: string | null
}

/** A certificate with its signatures, the oldest first. */
export interface Stored {
  readonly id: string
  readonly year: number
  readonly giver: string | null
  readonly org: string
  readonly seat: string
  readonly content: Content
  readonly digest: string
  readonly signedOn: Day | null
  readonly withdrawnOn: Day | null
  readonly withdrawnWhy: string | null
}

export interface StoredSignature {
  readonly certificate: string
  readonly side: Side
  readonly person: string
  readonly day: Day
  readonly statement: Statement
  readonly signature: string
}

/** Who holds the signing office of an organization on a day. The name is null where the reader may not see the person. */
export interface Holder {
  readonly org: string
  readonly person: string
  readonly since: Day
  readonly name: string | null
  readonly english: string | null
}

/** Everything of a year that the reader may see. */
export interface Book {
  readonly year: number
  /** The day whose offices count. */
  readonly on: Day
  readonly pledges: ReadonlyMap<string, Pledge>
  /** Parts by the objective that they are parts of, in tree order. */
  readonly parts: ReadonlyMap<string, readonly Pledge[]>
  readonly orgs: ReadonlyMap<string, Org>
  /** Certificates that were not withdrawn. */
  readonly certificates: ReadonlyMap<string, Stored>
  readonly signatures: ReadonlyMap<string, readonly StoredSignature[]>
  readonly holders: ReadonlyMap<string, Holder>
}

const COLUMNS = 'id, parent, year, org, seat, measure, direction, value, own, certificate'
const ofYear = statement<Pledge>(
  'pledge.of_year',
  `select ${COLUMNS} from pledge where region = $1 and year = $2 order by seat, measure, direction`,
)
const byId = statement<Pledge>('pledge.find', `select ${COLUMNS} from pledge where region = $1 and id = $2 for update`)
const partsOf = statement<Pledge>(
  'pledge.parts',
  `select ${COLUMNS} from pledge where region = $1 and parent = $2 order by seat for update`,
)
const onMeasure = statement<Pledge>(
  'pledge.on_measure',
  `select ${COLUMNS} from pledge where region = $1 and year = $2 and org = $3 and measure = $4`,
)
const put = statement(
  'pledge.put',
  `insert into pledge (region, id, parent, year, org, seat, measure, direction, value) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const setValue = statement('pledge.value', 'update pledge set value = $3 where region = $1 and id = $2')
const setOwn = statement('pledge.own', 'update pledge set own = $3 where region = $1 and id = $2')
const remove = statement('pledge.remove', 'delete from pledge where region = $1 and id = $2')
const certificates = statement<Stored>(
  'pledge.certificates',
  `select id, year, giver, org, seat, content, digest, signed_on as "signedOn", withdrawn_on as "withdrawnOn", withdrawn_why as "withdrawnWhy"
   from certificate where region = $1 and year = $2 and withdrawn_on is null order by id`,
)
const signatures = statement<StoredSignature>(
  'pledge.signatures',
  `select s.certificate, s.side, s.person, s.day, s.statement, s.signature from certificate_signature s
   join certificate c on c.region = $1 and c.id = s.certificate and c.year = $2
   where s.region = $1 order by s.day, s.side, s.person`,
)
const holders = statement<Holder>(
  'pledge.holders',
  `select t.org, t.person, lower(t.valid) as since, p.name, p.english from post t
   left join person p on p.region = $1 and p.id = t.person and p.valid @> $3::date
   where t.region = $1 and t.post = $4 and t.org = any($2::uuid[]) and t.valid @> $3::date`,
)

/** Notes who did what to the objectives and certificates of an organization. */
export function notePledge(
  tx: Tx,
  by: Changer,
  act: string,
  org: { readonly id: string; readonly seat: string },
  what: object,
): void {
  note(tx, { kind: 'acts', author: by.name, act, org: org.id, seat: org.seat, what })
}

/** Who holds the signing office of organizations on a day. */
export async function holdersOf(
  tx: Tx,
  charter: Charter,
  orgs: readonly string[],
  on: Day,
): Promise<Map<string, Holder>> {
  return new Map(
    (await tx.all(holders, [tx.region, orgs, on, signingPost(charter)])).map(holder => [holder.org, holder]),
  )
}

/** Reads a year: objectives, organizations as they stood, certificates with their signatures, and who is in office. */
export async function bookOf(tx: Tx, charter: Charter, year: number, today: Day): Promise<Book> {
  const on = readingDay(year, today)
  const rows = (await tx.all(ofYear, [tx.region, year])).map(exact)
  const kept = await tx.all(certificates, [tx.region, year])
  const parts = new Map<string, Pledge[]>()
  for (const row of rows)
    if (row.parent) {
      const list = parts.get(row.parent)
      if (list) list.push(row)
      else parts.set(row.parent, [row])
    }
  const signed = new Map<string, StoredSignature[]>()
  for (const row of await tx.all(signatures, [tx.region, year])) {
    const list = signed.get(row.certificate)
    if (list) list.push(row)
    else signed.set(row.certificate, [row])
  }
  const offices = new Set([
    ...rows.map(row => row.org),
    ...kept.flatMap(one => (one.giver ? [one.org, one.giver] : [one.org])),
  ])
  return {
    year,
    on,
    pledges: new Map(rows.map(row => [row.id, row])),
    parts,
    orgs: new Map((await orgsOn(tx, on)).map(org => [org.id, org])),
    certificates: new Map(kept.map(one => [one.id, one])),
    signatures: signed,
    holders: await holdersOf(tx, charter, [...offices], on),
  }
}

/** Name of an organization in a book; one that closed before the reading day goes by what is known of it. */
export function nameIn(book: Pick<Book, 'orgs'>, org: string): Words {
  const found = book.orgs.get(org)
  return found ? named(found) : { zh: org, en: org }
}

/** An objective with its parts as the rules of adding up read it. */
export function divisionOf(book: Pick<Book, 'orgs' | 'parts'>, charter: Charter, pledge: Pledge): Division {
  return {
    rule: ruleIn(charter, pledge.measure),
    direction: pledge.direction,
    value: pledge.value,
    own: pledge.own,
    parts: (book.parts.get(pledge.id) ?? []).map(part => ({ name: nameIn(book, part.org), value: part.value })),
  }
}

/** The rule of a measure that stands in an objective; one that the charter has dropped since is read as a whole. */
export function ruleIn(charter: Charter, measure: string): Rule {
  return ruleOf(charter, measure) ?? 'whole'
}

/** Sets an objective of an organization for a year, or gives the unsigned one that it has another value. Gives its id.
 *  Throws figure.unknown, pledge.norm, pledge.value, pledge.contrary, pledge.twice, pledge.signed. */
export async function setObjective(
  tx: Tx,
  charter: Charter,
  asked: { year: number; org: string; measure: string; direction: Direction; value: string },
  by: Changer,
): Promise<string> {
  const { year, measure, direction } = asked
  insistFigure(charter, measure)
  const title = titleOf(charter, measure)
  if (ruleOf(charter, measure) === null) refuse('pledge.norm', { measure: title })
  const org = await standingIn(tx, asked.org, year)
  const value = soundValue(charter, measure, asked.value)
  const there = await insistAlone(tx, charter, org, { year, measure, direction, value })
  if (there?.parent) refuse('pledge.twice', { org: named(org), measure: title, year, value: there.value })
  if (there) {
    insistOpen(charter, org, there)
    await tx.run(setValue, [tx.region, there.id, value])
  }
  const id = there?.id ?? v7()
  if (!there) await tx.run(put, [tx.region, id, null, year, org.id, org.seat, measure, direction, value])
  notePledge(tx, by, 'pledge.set', org, { pledge: id, year, measure, direction, value })
  return id
}

/** Divides an objective anew: what the organization carries itself, and a value for each part. Parts that are not named any
 *  more are taken away. The parts need not add up yet; they must before anybody signs.
 *  Throws pledge.unknown, pledge.whole, pledge.own, pledge.outside, pledge.layer, pledge.value, pledge.twice, pledge.contrary, pledge.signed. */
export async function divide(
  tx: Tx,
  charter: Charter,
  id: string,
  own: string,
  given: readonly { readonly org: string; readonly value: string }[],
  by: Changer,
): Promise<void> {
  const whole = await pledgeOf(tx, id)
  const { year, measure, direction } = whole
  const title = titleOf(charter, measure)
  const rule = ruleIn(charter, measure)
  const owner = await standingIn(tx, whole.org, year)
  if (rule === 'whole' && given.length > 0) refuse('pledge.whole', { measure: title })
  const kept = unitsOf(own) === 0n ? '0' : soundValue(charter, measure, own)
  if (rule !== 'sum' && kept !== '0') refuse('pledge.own', { measure: title, own })
  const before = new Map((await tx.all(partsOf, [tx.region, id])).map(part => [part.org, exact(part)]))
  for (const one of given) {
    const org = await standingIn(tx, one.org, year)
    await insistBelow(tx, charter, owner, org, year)
    const value = soundValue(charter, measure, one.value)
    const there = await insistAlone(tx, charter, org, { year, measure, direction, value })
    if (there && !before.has(org.id))
      refuse('pledge.twice', { org: named(org), measure: title, year, value: there.value })
    before.delete(org.id)
    if (!there) await tx.run(put, [tx.region, v7(), id, year, org.id, org.seat, measure, direction, value])
    else if (there.value !== value) {
      insistOpen(charter, org, there)
      await tx.run(setValue, [tx.region, there.id, value])
    }
  }
  for (const gone of before.values()) await removeWith(tx, charter, gone)
  await tx.run(setOwn, [tx.region, id, kept])
  notePledge(tx, by, 'pledge.divide', owner, { pledge: id, own: kept, parts: given })
}

/** A part goes to whoever stands below, and to the layer directly below where the charter lets none be passed over.
 *  Throws pledge.outside, pledge.layer. */
export async function insistBelow(tx: Tx, charter: Charter, owner: Org, part: Org, year: number): Promise<void> {
  if (part.id === owner.id || !part.seat.startsWith(owner.seat))
    refuse('pledge.outside', { org: named(owner), part: named(part) })
  const clause = passedOver(charter, owner, part)
  if (clause === null) return
  const between = await orgAt(tx, await findOrg(tx, part.parent!), dayOf(year, 12, 31))
  refuse('pledge.layer', { org: named(owner), part: named(part), between: named(between), clause })
}

/** Takes an objective away with all its parts, as long as nothing of it is signed. Throws pledge.unknown, pledge.signed. */
export async function drop(tx: Tx, charter: Charter, id: string, by: Changer): Promise<void> {
  const pledge = await pledgeOf(tx, id)
  await removeWith(tx, charter, pledge)
  notePledge(tx, by, 'pledge.drop', { id: pledge.org, seat: pledge.seat }, { pledge: id })
}

/** One objective in sight, held against others until the transaction ends. Throws pledge.unknown. */
export async function pledgeOf(tx: Tx, id: string): Promise<Pledge> {
  const found = UUID.test(id) ? await tx.one(byId, [tx.region, id]) : null
  return exact(found ?? refuse('pledge.unknown', { pledge: id }))
}

async function removeWith(tx: Tx, charter: Charter, pledge: Pledge): Promise<void> {
  if (pledge.certificate) insistOpen(charter, await findOrg(tx, pledge.org), pledge)
  for (const part of await tx.all(partsOf, [tx.region, pledge.id])) await removeWith(tx, charter, part)
  await tx.run(remove, [tx.region, pledge.id])
}

/** The organization, if it stands to the end of the year; throws org.unknown, org.absent. */
async function standingIn(tx: Tx, name: string, year: number): Promise<Org> {
  return orgAt(tx, await findOrg(tx, name), dayOf(year, 12, 31))
}

/** What the organization already owes on the measure, if anything; throws pledge.contrary when both cannot be. */
async function insistAlone(
  tx: Tx,
  charter: Charter,
  org: Org,
  { year, measure, direction, value }: { year: number; measure: string; direction: Direction; value: Amount },
): Promise<Pledge | null> {
  const there = (await tx.all(onMeasure, [tx.region, year, org.id, measure])).map(exact)
  const other = there.find(one => one.direction !== direction)
  if (other) {
    const [floor, ceiling] = direction === 'at_least' ? [value, other.value] : [other.value, value]
    if (units(floor) > units(ceiling))
      refuse('pledge.contrary', { org: named(org), measure: titleOf(charter, measure), year, floor, ceiling })
  }
  return there.find(one => one.direction === direction) ?? null
}

function insistOpen(charter: Charter, org: Org, pledge: Pledge): void {
  if (pledge.certificate)
    refuse('pledge.signed', {
      org: named(org),
      measure: titleOf(charter, pledge.measure),
      certificate: pledge.certificate,
    })
}

/** Reads a target; throws pledge.value with the reason. */
function soundValue(charter: Charter, measure: string, text: string): Amount {
  const read = unitsOf(text.trim())
  const wrong = (zh: string, en: string): never => refuse('pledge.value', { value: text, why: { zh, en } })
  if (read === null)
    return wrong('不是数。请写成 24、300000 或 92.5 这样的形式。', 'is no number. Write it like 24, 300000 or 92.5.')
  if (read < 0n)
    return wrong('小于零，没有意义。请写零或正数。', 'is below zero, which means nothing. Write zero or more.')
  const value = amountOf(read)
  const title = titleOf(charter, measure)
  const decimals = decimalsFor(charter, measure)
  if (decimalsOf(value) > decimals)
    return decimals === 0
      ? wrong(
          `不是整数，而“${title.zh}”按个数计算。请写整数。`,
          `is not whole, but "${title.en}" is counted. Write a whole number.`,
        )
      : wrong(
          `小数太多，“${title.zh}”最多 ${decimals} 位。`,
          `is too fine; "${title.en}" has ${decimals} decimals at most.`,
        )
  const { unit, op } = charter.measures.get(measure)!.is
  if (unit === 'percent' && (op === 'share' || op === 'presence') && read > units('100'))
    return wrong(`超过 100%，“${title.zh}”不可能达到。`, `is above 100%, which "${title.en}" can never reach.`)
  return value
}

/** Title of a measure; one that the charter has dropped since stands for itself. */
export function titleOf(charter: Charter, measure: string): Words {
  return charter.measures.get(measure)?.is.title ?? { zh: measure, en: measure }
}

export function named(org: Pick<Org, 'short' | 'english'>): Words {
  return orgWords(org)
}

/** The database writes 12.50 and 300000.00 as they were put in; an amount has one spelling. */
function exact(row: Pledge): Pledge {
  return { ...row, value: amountOf(units(row.value)), own: amountOf(units(row.own)) }
}
