// Records: append-only, corrected by reference, harmless when sent twice. The only writer of what happened.

import { v7 } from 'uuid'
import { note } from '../audit/note.sql.ts'
import { check, namedIn, normalized, UUID } from '../charter/body.ts'
import { BOTH, type Charter, dutiesOwedInMoney, EXCUSE, type Kind, recordable } from '../charter/charter.ts'
import { isSubject } from '../charter/norms.ts'
import type { Hand } from '../charter/writer.ts'
import { nearest } from '../problem/nearest.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { insistNamed } from '../register/named.sql.ts'
import { type Org, stoodAt } from '../register/organization.sql.ts'
import {
  endedWithin,
  findNamesake,
  holderOn,
  type Namesake,
  type Origin,
  seatCarried,
  writtenFor,
} from '../register/succession.sql.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import { lastOf, type Month, monthOf, type Period } from '../time/period.ts'
import { insistOwned, insistOwner } from './case.ts'
import { restand } from './case-state.sql.ts'
import { addEfforts } from './effort.sql.ts'
import { enter } from './entering.sql.ts'
import { insistEntitled } from './entitled.sql.ts'
import { beyond } from './limit.ts'
import { makingUp, saidOf, withDays } from './make-up.sql.ts'
import { insistUnneeded, rooted } from './named.sql.ts'
import type { RecordInput } from './record.api.ts'
import { everybodyOn, insistRoll, isOfMembers } from './roll.ts'
import { Stories } from './story.sql.ts'
import { monthSettled, turnIssue } from './turn.ts'
import { mayBeTwins } from './twin.ts'
import { insistWriter } from './writer.sql.ts'

/** Who writes, and what day it is for them. */
export interface Author {
  readonly name: string
  /** In which post; null for the owner of the house, who loads facts for everybody. */
  readonly hand: Hand | null
  readonly today: Day
  /** Sealed kinds that the act behind these lines may write; a form or a file may write none. */
  readonly seals?: readonly string[]
}

const putKey = statement<{ id: string }>(
  'record.key',
  `insert into record_key (region, id, day, digest, seat) values ($1, $2, $3, $4, $5) on conflict do nothing returning id`,
)
const sameKey = statement<{ digest: string }>(
  'record.same_key',
  'select digest from record_key where region = $1 and id = $2',
)
const digestOf = statement<{ digest: string }>(
  'record.digest',
  `select encode(sha256(convert_to($1::text, 'UTF8')), 'hex') as digest`,
)
const put = statement(
  'record.put',
  `insert into record (region, id, day, kind, org, path, seat, body, present, excused, absent, made_up, voids, voided_by, digest, author, why, made_up_on, things, settles, settles_month, origin, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, now())`,
)
const find = statement<{
  day: Day
  kind: string
  org: string
  origin: string | null
  seat: string
  voided_by: string | null
  case: string | null
  body: Record<string, unknown>
  settles_month: Month | null
}>(
  'record.find',
  `select r.day, r.kind, r.org, r.origin, r.seat, r.voided_by, r.step_of as case, r.body, r.settles_month from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = $2`,
)
const markVoid = statement('record.void', 'update record set voided_by = $4 where region = $1 and id = $2 and day = $3')
const touch = statement(
  'record.touch',
  `insert into touched (region, id, source, org, seat, month, until) values ($1, $2, $3, $4, $5, $6, $6)`,
)
// Marked where its holder sees it: the place of the writer may be out of sight. Whoever is on the way may hold it on some day.
const touchWriters = statement(
  'record.touch_writers',
  `with recursive way(org, seat, successor) as (
     select org, seat, successor from succession where region = $1 and org = $3
     union all select s.org, s.seat, s.successor from way w join succession s on s.region = $1 and s.org = w.successor)
   insert into touched (region, id, source, org, seat, month, until)
   select $1, gen_random_uuid(), $2, x.org, x.seat, $4, $4 from (select org, seat from way union select successor, seat from way) x`,
)
const keep = statement(
  'record.keep_month',
  'insert into kept_month (region, month) values ($1, $2) on conflict do nothing',
)
/** What became of a line: whether it was new, and who took it over where the organization named had ended by its day. */
export interface Kept {
  readonly id: string
  readonly added: boolean
  readonly taken: { readonly org: Place; readonly by: Place } | null
}
type Place = Pick<Org, 'code' | 'short' | 'english'>

function takenBy({ named, standing }: Sound): Kept['taken'] {
  return named.id === standing.id ? null : { org: named, by: standing }
}

// Members of an organization are those of the branches below it too; to its leading body belongs who holds a post there.
const MEMBER = `exists (select 1 from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> $3::date
  where m.region = $1 and m.person = p.id and m.valid @> $3::date and o.path >= $6 and o.path < left($6, -1) || '0'`
const outsiders = statement<{ name: string; english: string; member: boolean }>(
  'record.outsiders',
  `select distinct on (p.id) p.name, p.english, ${MEMBER}) as member
   from person p where p.region = $1 and p.id = any($4::uuid[]) and not ${MEMBER} and (m.kind = 'full' or not $5))
     and not (exists (select 1 from post t where t.region = $1 and t.person = p.id and t.org = $2 and t.valid @> $3::date)
       and (not $5 or exists (select 1 from membership m where m.region = $1 and m.person = p.id and m.valid @> $3::date and m.kind = 'full')))
   order by p.id, p.valid desc limit 1`,
)
/** Appends lines, all or none. Gives the id of each, and whether it was new. Throws the first problem, naming the place of its line.
 *  Every line is found sound before the first is stored. */
export async function append(
  tx: Tx,
  charter: Charter,
  lines: readonly RecordInput[],
  author: Author,
  place?: { file: string; lines: readonly number[] },
): Promise<Kept[]> {
  const told = (index: number, problem: unknown): never => {
    if (!place || !(problem instanceof Problem)) throw problem
    return refuse('input.file', {
      file: place.file,
      line: place.lines[index]!,
      why: { zh: problem.say('zh'), en: problem.say('en') },
    })
  }
  const { sound, faults } = await examine(tx, charter, lines, author)
  if (faults[0]) told(faults[0].index, faults[0].problem)
  return keepSound(tx, charter, sound, author, told)
}

/** Finds what is wrong with lines before any is stored: at most one problem of each, and of the stories of cases that they
 *  tell only where every line is sound by itself. Writes nothing. */
export async function examine(
  tx: Tx,
  charter: Charter,
  lines: readonly RecordInput[],
  author: Author,
): Promise<{ sound: Sound[]; faults: { index: number; problem: Problem }[] }> {
  const faults: { index: number; problem: Problem }[] = []
  const each = async <I, O>(inputs: readonly I[], work: (input: I) => Promise<O>): Promise<O[]> => {
    const done: O[] = []
    for (const [index, input] of inputs.entries())
      try {
        done.push(await work(input))
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        faults.push({ index, problem })
      }
    return done
  }
  const orgs = new Map<string, Namesake>()
  const sound = await each(lines, async line => {
    const org = orgs.get(line.org) ?? (await findNamesake(tx, line.org))
    orgs.set(line.org, org)
    return soundLine(tx, charter, line, { org, lines, author })
  })
  if (faults.length > 0) return { sound, faults }
  const stories = new Stories(tx, charter, sound)
  const gone = sound.flatMap(one => one.line.voids ?? [])
  const settled = await each(sound, async one => {
    const opener = await stories.insist(one)
    if (one.line.voids) await insistUnneeded(tx, charter, one.line.voids, { ...one, gone })
    if (one.withdraws) return one
    const body = await rooted(tx, charter, one.kind, one.line.body, { on: one.on, seat: one.standing.seat }, sound)
    // A step belongs to its case: it is written in the name of whoever opened that.
    const origin = opener && opener.id !== one.standing.id ? opener : one.origin
    return { ...one, origin, line: { ...one.line, body } }
  })
  return { sound: faults.length > 0 ? sound : settled, faults }
}

/** Stores lines that were found sound in the same transaction; `told` says the problem of one of them. */
export async function keepSound(
  tx: Tx,
  charter: Charter,
  sound: readonly Sound[],
  author: Author,
  told: (index: number, problem: unknown) => never,
): Promise<Kept[]> {
  const done: Kept[] = []
  for (const [index, line] of sound.entries()) {
    if (line.again) {
      done.push({ id: line.id, added: false, taken: takenBy(line) })
      continue
    }
    // A line before it may have changed what was missed.
    const now = async () => (line.told.makesUp ? { ...line, ...rollOf(await makingUp(tx, line.told)) } : line)
    const kept = await now()
      .then(one => store(tx, charter, one, author))
      .catch(problem => told(index, problem))
    done.push({ ...kept, taken: takenBy(line) })
  }
  const added = sound.filter((_, index) => done[index]!.added)
  await restand(tx, charter, await casesOf(tx, charter, added))
  for (const [index, one] of sound.entries())
    if (done[index]!.added) await enter(tx, charter, one, author).catch(problem => told(index, problem))
  await addEfforts(
    tx,
    added.map(({ line, kind, standing, on, roll }) => ({
      ...{ kind, org: standing, day: on, roll },
      ...{ body: normalized(kind, line.body), voids: line.voids, effort: line.effort },
    })),
  )
  return done
}

const rollOf = (line: RecordInput) => ({ line, roll: line.roll! })

/** The cases that lines open or take on, and those of the records that they correct. */
async function casesOf(tx: Tx, charter: Charter, lines: readonly Sound[]): Promise<string[]> {
  const found = new Set<unknown>()
  const note = (kind: Kind | undefined, id: string, of: unknown) => {
    if (kind?.form === 'case') found.add(id)
    if (kind?.stage) found.add(of)
  }
  for (const { id, line, kind } of lines) {
    note(kind, id, line.body.case)
    const wrong = line.voids && (await tx.one(find, [tx.region, line.voids]))
    if (wrong) note(charter.kinds.get(wrong.kind), line.voids!, wrong.case)
  }
  return [...found].filter(id => typeof id === 'string')
}

/** A line that may be stored. */
export interface Sound {
  readonly id: string
  /** As it was told, and what it means: a line of making up means a correction. */
  readonly told: RecordInput
  readonly line: RecordInput
  readonly kind: Kind
  readonly on: Day
  /** Where it counts: the organization named, or whoever had taken over by its day. */
  readonly standing: Org
  /** Whom the line names, and in whose name it is written, where that had ended. */
  readonly named: Namesake
  readonly origin: Namesake | null
  readonly roll: NonNullable<RecordInput['roll']>
  /** The last month of the turn that it is for, where that was over on its day. */
  readonly settles: Month | null
  /** Takes back what it names, and tells nothing of its own. */
  readonly withdraws: boolean
  /** It was stored before, and need not be again. */
  readonly again: boolean
}

const NO_TURN = {
  zh: '：撤回不属于任何一期，请去掉。',
  en: 'says when what happened counts; a withdrawal counts for no turn, so leave it out.',
}

async function soundLine(
  tx: Tx,
  charter: Charter,
  told: RecordInput,
  { org, lines, author }: { org: Namesake; lines: readonly RecordInput[]; author: Author },
): Promise<Sound> {
  if (told.makesUp !== undefined) {
    const standing = await holderOn(tx, org, insistDay(told, author))
    const again = {
      told,
      line: told,
      kind: kindOf(charter, told.kind),
      on: author.today,
      standing,
      roll: NOBODY,
      settles: null,
    }
    if (await toldBefore(tx, told))
      return { id: told.id!, ...again, named: org, origin: null, withdraws: false, again: true }
  }
  const line = told.makesUp === undefined ? await withDays(tx, told, author.today) : await makingUp(tx, told)
  const kind = kindOf(charter, line.kind)
  const on = insistDay(line, author)
  if (kind.retired && on >= kind.retired) refuse('kind.retired', { kind: kind.id, retired: kind.retired, day: on })
  const named = (line.voids && (await namedBefore(tx, line.voids, org))) || org
  const standing = await holderOn(tx, named, on)
  await insistWriter(tx, charter, line, { kind, org: standing, on }, lines, author)
  if (kind.sealed && !author.seals?.includes(kind.id)) refuse('record.sealed', { kind: kind.name })
  // A payment says why it is more than is owed.
  if (line.why && !line.voids && dutiesOwedInMoney(charter, kind.id).length === 0)
    refuse('input.field', {
      where: kind.id,
      field: 'why',
      why: {
        zh: '：只有更正或撤回才写理由，请去掉。',
        en: 'is said of a correction or withdrawal only; leave it out.',
      },
    })
  const roll = line.roll ?? NOBODY
  const everybody = everybodyOn(roll)
  insistRoll(kind, on, roll, author.today)
  const withdraws = line.voids !== undefined && Object.keys(line.body).length === 0 && everybody.length === 0
  const settles = monthSettled(line.for, on)
  if (!withdraws) {
    if (kind.form === 'case') insistOwned(kind, on, line.body)
    if (kind.stage?.does === 'hand') insistOwner(kind, line.body)
    if (kind.id === EXCUSE) insistOwed(charter, kind, line.body, standing)
    await insistSound(tx, kind, line.body, everybody, on)
    await insistBelong(tx, kind, standing, everybody, on)
    const issue = beyond(charter, kind, line.body, on)
    if (issue) refuse('input.field', { where: kind.id, ...issue })
    await insistEntitled(tx, charter, kind, standing, settles === null ? on : lastOf(settles))
  }
  if (line.for !== undefined) {
    const why = withdraws ? NO_TURN : turnIssue(charter, kind, line.for, on)
    if (why) refuse('input.field', { where: kind.id, field: 'for', why })
  }
  const origin = standing.id === named.id ? null : named
  return { id: line.id ?? v7(), told, line, kind, on, standing, named, origin, roll, settles, withdraws, again: false }
}

const NOBODY: NonNullable<RecordInput['roll']> = { present: [], excused: [], absent: [], madeUp: [] }

function insistDay({ day, kind }: RecordInput, author: Author): Day {
  const on = readDay(day) ?? refuse('input.day', { text: day, where: kind })
  return on > author.today ? refuse('record.future', { day: on, today: author.today }) : on
}

/** Whether a line of making up has arrived before: by then what it names looks otherwise than when it was written. */
async function toldBefore(tx: Tx, told: RecordInput): Promise<boolean> {
  const known = told.id ? await tx.one(sameKey, [tx.region, told.id]) : null
  return known !== null && known.digest === (await tx.one(digestOf, [saidOf(told)]))!.digest
}

/** In whose name a record was written that is corrected where it counts now: the correction stays in that name. */
async function namedBefore(tx: Tx, wrong: string, org: Namesake): Promise<Namesake | null> {
  const record = await tx.one(find, [tx.region, wrong])
  return record?.origin && record.org === org.id ? findNamesake(tx, record.origin) : null
}

async function store(
  tx: Tx,
  charter: Charter,
  { id, told, line, kind, on, standing, origin, roll, settles, withdraws }: Sound,
  author: Author,
): Promise<{ id: string; added: boolean }> {
  const body = normalized(kind, line.body)
  // By what was told, not by what it has come to mean: so the same line is known again.
  const content = told.makesUp
    ? saidOf(told)
    : JSON.stringify([
        kind.id,
        // In whose name it was written: sent before a merger and after it, it is the same record.
        origin?.id ?? standing.id,
        on,
        Object.entries(body).sort(),
        told.roll ?? NOBODY,
        line.voids ?? null,
        ...(line.why ? [line.why] : []),
        ...(line.for ? [{ for: line.for }] : []),
      ])
  const { digest } = (await tx.one(digestOf, [content]))!
  const seat = kind.form === 'case' || kind.stage ? await seatCarried(tx, standing) : standing.seat
  if (!(await tx.one(putKey, [tx.region, id, on, digest, seat]))) {
    const same = await tx.one(sameKey, [tx.region, id])
    return same?.digest === digest ? { id, added: false } : refuse('record.conflict', { id })
  }
  if (line.voids) {
    await correct(tx, charter, line.voids, id, author)
    if (!withdraws && mayBeTwins(kind)) await keepApart(tx, charter, line.voids, { id, standing, on }, author)
  }
  await tx.run(put, [
    tx.region,
    id,
    on,
    kind.id,
    standing.id,
    standing.path,
    seat,
    JSON.stringify(body),
    roll.present,
    roll.excused,
    roll.absent,
    roll.madeUp,
    line.voids ?? null,
    withdraws ? id : null,
    digest,
    author.name,
    line.why ?? null,
    roll.madeUp.map(person => roll.madeUpOn?.[person] ?? null),
    namedIn(kind, body).things.map(thing => thing.id),
    line.for ?? null,
    settles,
    origin?.id ?? null,
  ])
  await tx.run(keep, [tx.region, monthOf(on)])
  if (settles !== null) await tx.run(keep, [tx.region, settles])
  if (!withdraws) await touchRecord(tx, kind, standing, { on, settles }, body)
  if (!withdraws && origin) await touchCarriers(tx, kind.id, origin.id, on)
  note(tx, {
    ...{ kind: 'acts', author: author.name, act: 'record.append', org: standing.id, seat: standing.seat, about: id },
    what: { id, kind: kind.id, voids: line.voids },
  })
  return { id, added: true }
}

const partedFrom = statement<{ one: string; other: string }>(
  'record.parted',
  `select body->>'one' as one, body->>'other' as other from record
   where region = $1 and kind = '${BOTH}' and org = $2 and voided_by is null and $3::text in (body->>'one', body->>'other')`,
)

/** That a record and another are two events holds for its correction as well: nobody is asked twice. */
async function keepApart(
  tx: Tx,
  charter: Charter,
  wrong: string,
  { id, standing, on }: Pick<Sound, 'id' | 'standing' | 'on'>,
  author: Author,
): Promise<void> {
  for (const { one, other } of await tx.all(partedFrom, [tx.region, standing.id, wrong])) {
    const body = { one: id, other: one === wrong ? other : one }
    const line = { kind: BOTH, org: standing.id, day: on, body }
    const kind = charter.kinds.get(BOTH)!
    await store(
      tx,
      charter,
      {
        id: v7(),
        told: line,
        line,
        kind,
        on,
        standing,
        roll: NOBODY,
        settles: null,
        withdraws: false,
        named: standing,
        origin: null,
        again: false,
      },
      author,
    )
  }
}

/** True when a record found no room because its month has no partition yet; Store.keepMonths makes it. */
export function lacksMonth(error: unknown): boolean {
  const { code, table } = error as { code?: string; table?: string }
  return code === '23514' && table === 'record'
}

async function touchRecord(
  tx: Tx,
  kind: Kind,
  org: Pick<Org, 'id' | 'seat'>,
  { on, settles }: Pick<Sound, 'on' | 'settles'>,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const month of [monthOf(on), settles])
    if (month !== null) await tx.run(touch, [tx.region, v7(), kind.id, org.id, org.seat, month])
  if (kind.stage) await touchCase(tx, kind.stage.of, String(body.case))
  if (kind.form === 'case') await touchCarriers(tx, kind.id, org.id, on)
  await touchThings(tx, kind, org.id, on, body)
  if (kind.id === BOTH) await touchPair(tx, body)
}

const homesOf = statement<{ org: string; seat: string }>(
  'record.homes',
  'select distinct org, seat from thing where region = $1 and id = any($2::uuid[]) and org <> $3',
)

/** What a thing was used for also calls in question the organization whose it is. */
async function touchThings(
  tx: Tx,
  kind: Kind,
  org: string,
  on: Day,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const things = namedIn(kind, body).things.map(thing => thing.id)
  if (things.length === 0) return
  for (const home of await tx.all(homesOf, [tx.region, things, org]))
    await tx.run(touch, [tx.region, v7(), kind.id, home.org, home.seat, monthOf(on)])
}

/** Whether two records are one event calls in question what they count for. */
async function touchPair(tx: Tx, body: Readonly<Record<string, unknown>>): Promise<void> {
  for (const id of [body.one, body.other].filter(one => typeof one === 'string' && UUID.test(one))) {
    const record = await tx.one(find, [tx.region, id])
    if (record) await tx.run(touch, [tx.region, v7(), record.kind, record.org, record.seat, monthOf(record.day)])
  }
}

/** What describes a day reads the last word of each in whose name records are written, and cases, wherever they count. */
async function touchCarriers(tx: Tx, kind: string, origin: string, on: Day): Promise<void> {
  await tx.run(touchWriters, [tx.region, kind, origin, monthOf(on)])
}

/** A stage also calls in question the months from the one in which its case was opened. */
async function touchCase(tx: Tx, kind: string, id: string): Promise<void> {
  const opening = (await tx.one(find, [tx.region, id]))!
  await tx.run(touch, [tx.region, v7(), kind, opening.org, opening.seat, monthOf(opening.day)])
  await touchCarriers(tx, kind, opening.org, opening.day)
}

/** Marks a record as corrected. Throws record.unknown, and record.corrected where another one has done so: both would count. */
async function correct(tx: Tx, charter: Charter, wrong: string, by: string, author: Author): Promise<void> {
  const record = (await tx.one(find, [tx.region, wrong])) ?? refuse('record.unknown', { id: wrong })
  if (record.voided_by && record.voided_by !== wrong) refuse('record.corrected', { id: wrong, by: record.voided_by })
  const kind = charter.kinds.get(record.kind)
  if (kind?.sealed && !author.seals?.includes(kind.id)) refuse('record.sealed', { kind: kind.name })
  await tx.run(markVoid, [tx.region, wrong, record.day, by])
  for (const month of [monthOf(record.day), record.settles_month])
    if (month !== null) await tx.run(touch, [tx.region, v7(), record.kind, record.org, record.seat, month])
  if (kind) await touchThings(tx, kind, record.org, record.day, record.body)
  if (kind?.id === BOTH) await touchPair(tx, record.body)
  if (record.origin) await touchCarriers(tx, record.kind, record.origin, record.day)
  if (kind?.form === 'case') await touchCarriers(tx, record.kind, record.org, record.day)
  if (kind?.stage && record.case) await touchCase(tx, kind.stage.of, record.case)
}

async function insistSound(
  tx: Tx,
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
  everybody: readonly string[],
  on: Day,
): Promise<void> {
  const [issue] = check(kind, body, on)
  if (issue) refuse('input.field', { where: kind.id, field: issue.field, why: issue.why })
  const { people, ...others } = namedIn(kind, body)
  await insistNamed(tx, { ...others, people: [...people, ...everybody] })
}

/** Nobody is excused from what is no duty, nor from one that is another's: input.field. */
export function insistOwed(
  charter: Charter,
  kind: Kind,
  { duty }: Readonly<Record<string, unknown>>,
  org: Pick<Org, 'tier' | 'sector' | 'short' | 'english'>,
): void {
  if (typeof duty !== 'string') return
  const known = charter.duties.get(duty)?.is
  const near = known ? null : nearest(duty, charter.duties.keys())
  if (known && isSubject(known.who, org)) return
  refuse('input.field', {
    where: kind.id,
    field: 'duty',
    why: known
      ? {
          zh: `“${known.title.zh}”不由“${org.short}”承担，无从免于。请核对组织。`,
          en: `"${known.title.en}" is not owed by "${org.short}", so it cannot be excused. Check the organization.`,
        }
      : {
          zh: `没有事项“${duty}”${near ? `；最接近的是“${near}”` : ''}。请填事项编号。`,
          en: `names no duty: "${duty}"${near ? `; the nearest is "${near}"` : ''}. Give the id of a duty.`,
        },
  })
}

/** On a roll of members stands nobody who does not belong to the organization on the day, as a member there or below or by a
 *  post in it; a vote is a matter of full members. Guests are told in words. Throws record.outsider. */
async function insistBelong(
  tx: Tx,
  kind: Kind,
  org: Pick<Org, 'id' | 'path' | 'short' | 'english'>,
  everybody: readonly string[],
  on: Day,
): Promise<void> {
  if (!isOfMembers(kind) || everybody.length === 0) return
  const [outsider] = await tx.all(outsiders, [tx.region, org.id, on, everybody, kind.roll === 'full', org.path])
  if (outsider)
    refuse('record.outsider', {
      ...{ person: nameWords(outsider), member: outsider.member, full: kind.roll === 'full' },
      ...{ kind: kind.name, org: orgWords(org), day: on },
    })
}

/** The kind of a record; throws kind.unknown with the nearest kind that can be recorded. */
export function kindOf(charter: Charter, id: string): Kind {
  const kind = charter.kinds.get(id)
  if (kind && recordable(kind)) return kind
  return refuse('kind.unknown', {
    kind: id,
    near: nearest(
      id,
      [...charter.kinds.values()].filter(recordable).map(known => known.id),
    ),
  })
}

/** A stored record, as it is listed. */
export interface Stored {
  readonly id: string
  readonly kind: string
  readonly org: string
  readonly orgShort: string
  readonly orgEnglish: string
  readonly orgId: string
  /** The organization in whose name it was written, where another has taken it over. */
  readonly origin: Origin | null
  readonly day: Day
  readonly settles: string | null
  readonly body: Record<string, unknown>
  readonly present: number
  readonly due: number
  readonly voids: string | null
  readonly voidedBy: string | null
  readonly author: string
  readonly at: Date
}

/** Records of the subtree of an organization as it sits today, newest first; and those that were written in the name of one of
 *  it that has ended, wherever they count now. */
export async function list(
  tx: Tx,
  asked: { kind?: string; seat: string; period?: Period; limit: number; offset: number },
): Promise<Stored[]> {
  const values: unknown[] = [tx.region, asked.seat, asked.limit, asked.offset]
  const add = (value: unknown) => `$${values.push(value)}`
  const ended = await endedWithin(tx, asked.seat)
  const below = "r.seat >= $2 and r.seat < left($2, -1) || '0'"
  const gone = ended.length > 0 ? `any(${add(ended)}::uuid[])` : null
  // What it wrote counts with whoever took over, and what it opened is carried by them.
  const place = gone ? `(${below} or r.origin = ${gone} or r.org = ${gone})` : below
  const filter = [
    asked.kind ? `and r.kind = ${add(asked.kind)}` : '',
    asked.period ? `and r.day >= ${add(asked.period.from)} and r.day < ${add(asked.period.to)}` : '',
  ].join(' ')
  return tx.all(
    composed<Stored>(`select r.id, r.kind, o.code as org, o.short as "orgShort", o.english as "orgEnglish", r.org as "orgId", r.day, r.settles, r.body,
      cardinality(r.present) as present, cardinality(r.present) + cardinality(r.excused) + cardinality(r.absent) + cardinality(r.made_up) as due,
      r.voids, r.voided_by as "voidedBy", r.author, r.at, g.origin
      from record r ${stoodAt('r', 'r.day')} ${writtenFor('r')}
      where r.region = $1 and ${place} ${filter}
      order by r.day desc, r.id desc limit $3 offset $4`),
    values,
  )
}
