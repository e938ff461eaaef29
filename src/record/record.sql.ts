// Records: append-only, corrected by reference, harmless when sent twice. The only writer of what happened.
import { v7 } from 'uuid'
import { check, namedIn, normalized } from '../charter/body.ts'
import { type Charter, type Kind, recordable } from '../charter/charter.ts'
import { nearest } from '../problem/nearest.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { insistNamed } from '../register/named.sql.ts'
import { findOrg, type Org, orgAt } from '../register/organization.sql.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import { monthOf, type Period } from '../time/period.ts'
import { insistOwned, insistOwner } from './case.ts'
import { restand } from './case-state.sql.ts'
import { addEfforts } from './effort.sql.ts'
import { insistEntitled } from './entitled.sql.ts'
import { beyond } from './limit.ts'
import type { RecordInput } from './record.api.ts'
import { Stories } from './story.sql.ts'

/** Who writes, and what day it is for them. */
export interface Author {
  readonly name: string
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
  `insert into record (region, id, day, kind, org, path, seat, body, present, excused, absent, made_up, voids, voided_by, digest, author, why, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, now())`,
)
const find = statement<{
  day: Day
  kind: string
  org: string
  seat: string
  voided_by: string | null
  case: string | null
}>(
  'record.find',
  `select r.day, r.kind, r.org, r.seat, r.voided_by, r.step_of as case from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = $2`,
)
const markVoid = statement('record.void', 'update record set voided_by = $4 where region = $1 and id = $2 and day = $3')
const touch = statement(
  'record.touch',
  `insert into touched (region, id, source, org, seat, month, until) values ($1, $2, $3, $4, $5, $6, $6)`,
)
const keep = statement(
  'record.keep_month',
  'insert into kept_month (region, month) values ($1, $2) on conflict do nothing',
)
const auditLine = statement(
  'record.audit',
  `insert into audit (region, id, at, author, act, org, seat, what) values ($1, $2, now(), $3, $4, $5, $6, $7)`,
)
/** Appends lines, all or none. Gives the id of each, and whether it was new. Throws the first problem, naming the place of its line.
 *  Every line is found sound before the first is stored. */
export async function append(
  tx: Tx,
  charter: Charter,
  lines: readonly RecordInput[],
  author: Author,
  place?: { file: string; lines: readonly number[] },
): Promise<{ id: string; added: boolean }[]> {
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
  const orgs = new Map<string, Org>()
  const sound = await each(lines, async line => {
    const org = orgs.get(line.org) ?? (await findOrg(tx, line.org))
    orgs.set(line.org, org)
    return soundLine(tx, charter, line, org, author)
  })
  if (faults.length > 0) return { sound, faults }
  const stories = new Stories(tx, charter, sound)
  await each(sound, line => stories.insist(line))
  return { sound, faults }
}

/** Stores lines that were found sound in the same transaction; `told` says the problem of one of them. */
export async function keepSound(
  tx: Tx,
  charter: Charter,
  sound: readonly Sound[],
  author: Author,
  told: (index: number, problem: unknown) => never,
): Promise<{ id: string; added: boolean }[]> {
  const done: { id: string; added: boolean }[] = []
  for (const [index, line] of sound.entries())
    done.push(await store(tx, charter, line, author).catch(problem => told(index, problem)))
  const added = sound.filter((_, index) => done[index]!.added)
  await restand(tx, charter, await casesOf(tx, charter, added))
  await addEfforts(
    tx,
    added.map(({ line, kind, standing, on, roll }) => ({
      ...{ kind, org: standing, day: on, roll },
      ...{ body: normalized(kind, line.body), voids: line.voids, effort: line.effort },
    })),
  )
  return done
}

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
  readonly line: RecordInput
  readonly kind: Kind
  readonly on: Day
  readonly standing: Org
  readonly roll: NonNullable<RecordInput['roll']>
  /** Takes back what it names, and tells nothing of its own. */
  readonly withdraws: boolean
}

async function soundLine(tx: Tx, charter: Charter, line: RecordInput, org: Org, author: Author): Promise<Sound> {
  const kind = kindOf(charter, line.kind)
  const on = readDay(line.day) ?? refuse('input.day', { text: line.day, where: line.kind })
  if (on > author.today) refuse('record.future', { day: on, today: author.today })
  if (kind.retired && on >= kind.retired) refuse('kind.retired', { kind: kind.id, retired: kind.retired, day: on })
  const standing = await orgAt(tx, org, on)
  if (kind.sealed && !author.seals?.includes(kind.id)) refuse('record.sealed', { kind: kind.name })
  if (line.why && !line.voids)
    refuse('input.field', {
      where: kind.id,
      field: 'why',
      why: {
        zh: '：只有更正或撤回才写理由，请去掉。',
        en: 'is said of a correction or withdrawal only; leave it out.',
      },
    })
  const roll = line.roll ?? { present: [], excused: [], absent: [], madeUp: [] }
  const everybody = [...roll.present, ...roll.excused, ...roll.absent, ...roll.madeUp]
  const withdraws = line.voids !== undefined && Object.keys(line.body).length === 0 && everybody.length === 0
  if (!withdraws) {
    if (kind.form === 'case') insistOwned(kind, on, line.body)
    if (kind.stage?.does === 'hand') insistOwner(kind, line.body)
    await insistSound(tx, kind, line.body, everybody)
    const issue = beyond(charter, kind, line.body, on)
    if (issue) refuse('input.field', { where: kind.id, ...issue })
    await insistEntitled(tx, charter, kind, standing, on)
  }
  return { id: line.id ?? v7(), line, kind, on, standing, roll, withdraws }
}

async function store(
  tx: Tx,
  charter: Charter,
  { id, line, kind, on, standing, roll, withdraws }: Sound,
  author: Author,
): Promise<{ id: string; added: boolean }> {
  const body = normalized(kind, line.body)
  const content = JSON.stringify([
    kind.id,
    standing.id,
    on,
    Object.entries(body).sort(),
    roll,
    line.voids ?? null,
    ...(line.why ? [line.why] : []),
  ])
  const { digest } = (await tx.one(digestOf, [content]))!
  if (!(await tx.one(putKey, [tx.region, id, on, digest, standing.seat]))) {
    const same = await tx.one(sameKey, [tx.region, id])
    return same?.digest === digest ? { id, added: false } : refuse('record.conflict', { id })
  }
  if (line.voids) await correct(tx, charter, line.voids, id, author)
  await tx.run(put, [
    tx.region,
    id,
    on,
    kind.id,
    standing.id,
    standing.path,
    standing.seat,
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
  ])
  await tx.run(keep, [tx.region, monthOf(on)])
  if (!withdraws) await touchRecord(tx, kind, standing, on, body)
  await tx.run(auditLine, [
    tx.region,
    v7(),
    author.name,
    'record.append',
    standing.id,
    standing.seat,
    JSON.stringify({ id, kind: kind.id, voids: line.voids }),
  ])
  return { id, added: true }
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
  on: Day,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.run(touch, [tx.region, v7(), kind.id, org.id, org.seat, monthOf(on)])
  if (kind.stage) await touchCase(tx, kind.stage.of, String(body.case))
}

/** A stage also calls in question the months from the one in which its case was opened. */
async function touchCase(tx: Tx, kind: string, id: string): Promise<void> {
  const opening = (await tx.one(find, [tx.region, id]))!
  await tx.run(touch, [tx.region, v7(), kind, opening.org, opening.seat, monthOf(opening.day)])
}

/** Marks a record as corrected. Throws record.unknown, and record.corrected where another one has done so: both would count. */
async function correct(tx: Tx, charter: Charter, wrong: string, by: string, author: Author): Promise<void> {
  const record = (await tx.one(find, [tx.region, wrong])) ?? refuse('record.unknown', { id: wrong })
  if (record.voided_by && record.voided_by !== wrong) refuse('record.corrected', { id: wrong, by: record.voided_by })
  const kind = charter.kinds.get(record.kind)
  if (kind?.sealed && !author.seals?.includes(kind.id)) refuse('record.sealed', { kind: kind.name })
  await tx.run(markVoid, [tx.region, wrong, record.day, by])
  await tx.run(touch, [tx.region, v7(), record.kind, record.org, record.seat, monthOf(record.day)])
  if (kind?.stage && record.case) await touchCase(tx, kind.stage.of, record.case)
}

async function insistSound(
  tx: Tx,
  kind: Kind,
  body: Readonly<Record<string, unknown>>,
  everybody: readonly string[],
): Promise<void> {
  const [issue] = check(kind, body)
  if (issue) refuse('input.field', { where: kind.id, field: issue.field, why: issue.why })
  if (everybody.length > 0 && !kind.roll)
    refuse('input.field', {
      where: kind.id,
      field: 'roll',
      why: { zh: '：此类记录没有签到名单，请去掉。', en: 'is not kept for this kind; leave it out.' },
    })
  const twice = everybody.find((person, index) => everybody.indexOf(person) !== index)
  if (twice)
    refuse('input.field', {
      where: kind.id,
      field: 'roll',
      why: {
        zh: `中 ${twice} 出现了两次；每人只能在一个名单里。`,
        en: `names ${twice} twice; each person stands on one list only.`,
      },
    })
  const { people, ...others } = namedIn(kind, body)
  await insistNamed(tx, { ...others, people: [...people, ...everybody] })
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
  readonly day: Day
  readonly body: Record<string, unknown>
  readonly present: number
  readonly due: number
  readonly voids: string | null
  readonly voidedBy: string | null
  readonly author: string
  readonly at: Date
}

/** Records of the subtree of an organization as it sits today, newest first. */
export function list(
  tx: Tx,
  asked: { kind?: string; seat: string; period?: Period; limit: number; offset: number },
): Promise<Stored[]> {
  const values: unknown[] = [tx.region, asked.seat, asked.limit, asked.offset]
  const add = (value: unknown) => `$${values.push(value)}`
  const filter = [
    asked.kind ? `and r.kind = ${add(asked.kind)}` : '',
    asked.period ? `and r.day >= ${add(asked.period.from)} and r.day < ${add(asked.period.to)}` : '',
  ].join(' ')
  return tx.all(
    composed<Stored>(`select r.id, r.kind, o.code as org, o.short as "orgShort", o.english as "orgEnglish", r.org as "orgId", r.day, r.body,
      cardinality(r.present) as present, cardinality(r.present) + cardinality(r.excused) + cardinality(r.absent) + cardinality(r.made_up) as due,
      r.voids, r.voided_by as "voidedBy", r.author, r.at
      from record r join org o on o.region = $1 and o.id = r.org and o.valid @> r.day
      where r.region = $1 and r.seat >= $2 and r.seat < left($2, -1) || '0' ${filter}
      order by r.day desc, r.id desc limit $3 offset $4`),
    values,
  )
}
