// Who may write a record, correct it or withdraw it, as the store knows it: whom it is about, who answers for its case, and at
// whose hand was reported what it judges. The one place where every face is refused.

import { UUID } from '../charter/body.ts'
import { type Charter, type Kind, signingPost } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { type About, aboutOrg, barrier, type Hand, isTop, judgedSeat, writerWords } from '../charter/writer.ts'
import { refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { casesBy, type Told } from './case.sql.ts'
import { inOrder, ownerOf } from './case.ts'
import type { RecordInput } from './record.api.ts'

/** A fact that somebody is about to write, or whose correction or withdrawal they are about to write. */
interface Fact {
  readonly id: string
  readonly kind: Kind
  readonly seat: string
  readonly day: Day
  readonly body: Readonly<Record<string, unknown>>
}

const heads = statement<{ person: string }>(
  'writer.heads',
  `select t.person from post t where t.region = $1 and t.seat = $2 and t.post = $3 and t.valid @> $4::date`,
)
const others = statement<{ name: string; english: string }>(
  'writer.others',
  `select distinct p.name, p.english from post t join person p on p.region = $1 and p.id = t.person and p.valid @> $4::date
   where t.region = $1 and t.seat = $2 and t.post = any($3::text[]) and t.valid @> $4::date and t.person <> all($5::uuid[]) order by p.name limit 5`,
)
const seatOf = statement<{ seat: string | null }>(
  'writer.seat',
  `select coalesce((select seat from succession where region = $1 and org = $2 and day <= $3::date),
     (select seat from org where region = $1 and id = $2 limit 1)) as seat`,
)
const original = statement<{
  kind: string
  seat: string
  day: Day
  body: Record<string, unknown>
  short: string
  english: string
}>(
  'writer.original',
  `select r.kind, r.seat, r.day, r.body, o.short, o.english from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day
   join org o on o.region = $1 and o.id = r.org and o.valid @> r.day where k.region = $1 and k.id = $2`,
)

/** Who acts, and on which day. */
interface Acting {
  readonly hand: Hand | null
  readonly today: Day
}

/** People who sign for the organization of a seat on a day. */
export async function headsOf(tx: Tx, charter: Charter, seat: string, on: Day): Promise<string[]> {
  const post = signingPost(charter)
  return post ? (await tx.all(heads, [tx.region, seat, post, on])).map(row => row.person) : []
}

/** Refuses a line to whom it is not given to write it, and the correction or withdrawal of what is not theirs to write:
 *  record.writer, record.judged, record.hand. `lines` are those that are about to be stored with it. */
export async function insistWriter(
  tx: Tx,
  charter: Charter,
  line: RecordInput,
  { kind, org, on }: { kind: Kind; org: Org; on: Day },
  lines: readonly RecordInput[],
  acting: Acting,
): Promise<void> {
  if (!acting.hand) return
  const withdraws = line.voids !== undefined && Object.keys(line.body).length === 0 && !line.roll
  if (!withdraws)
    await insist(
      tx,
      charter,
      { id: line.id ?? '~', kind, seat: org.seat, day: on, body: line.body, org: orgWords(org) },
      lines,
      acting,
    )
  if (line.voids) await insistCorrector(tx, charter, line.voids, acting, lines)
}

/** Refuses to change what is stored, or the files beside it, to whom it is not given to write it: record.writer, record.judged,
 *  record.hand. Of what is not there nothing is refused. */
export async function insistCorrector(
  tx: Tx,
  charter: Charter,
  id: string,
  acting: Acting,
  lines: readonly RecordInput[] = [],
): Promise<void> {
  const found = acting.hand && UUID.test(id) && (await tx.one(original, [tx.region, id]))
  const kind = found && charter.kinds.get(found.kind)
  if (found && kind) await insist(tx, charter, { ...found, id, kind, org: orgWords(found) }, lines, acting)
}

/** Whether a hand may correct or withdraw a record that is stored. */
export async function mayCorrect(
  tx: Tx,
  charter: Charter,
  kind: Kind,
  record: { id: string; day: Day; seat: string; body: Readonly<Record<string, unknown>> },
  acting: Acting,
): Promise<boolean> {
  return (
    acting.hand === null ||
    barrier(kind, acting.hand, await aboutFact(tx, charter, { ...record, kind }, [], acting)) === null
  )
}

const signingAt = statement<{ seat: string }>(
  'writer.signing_at',
  `select distinct seat from post where region = $1 and seat = any($2::text[]) and post = $3 and person = $4 and valid @> $5::date`,
)

/** At which of these seats a hand may write records of a kind: each asked by itself, as the record would be. */
export async function writableAt(
  tx: Tx,
  charter: Charter,
  kind: Kind,
  seats: readonly string[],
  { hand, today }: Acting,
): Promise<ReadonlySet<string>> {
  if (!hand) return new Set(seats)
  const signs = await tx.all(signingAt, [tx.region, seats, signingPost(charter), hand.person, today])
  const headed = new Set([...signs.map(row => row.seat), ...(hand.post === signingPost(charter) ? [hand.seat] : [])])
  return new Set(
    seats.filter(
      seat => barrier(kind, hand, { ...aboutOrg(seat, headed.has(seat) ? [hand.person] : []), body: {} }) === null,
    ),
  )
}

/** What a next step of each case would be about, by the id of the case. */
export async function aboutSteps(
  tx: Tx,
  charter: Charter,
  told: readonly Told[],
  { hand, today }: Acting,
): Promise<ReadonlyMap<string, About>> {
  const found = new Map<string, About>()
  if (!hand) return found
  const heads = new Map<string, Promise<string[]>>()
  for (const one of told) {
    const owner = named(ownerOf(one.body, one.steps))
    const answers = owner.org && (await seatIn(tx, owner.org, hand, today))
    const answering = answers === one.seat ? null : answers
    const judged = answering ?? one.seat
    if (!heads.has(judged)) heads.set(judged, judgedAt(tx, charter, judged, hand, today))
    found.set(one.id, {
      ...{ seat: one.seat, body: {}, answering, owner: owner.person, heads: await heads.get(judged)! },
      reported: reporterOf(charter, inOrder(one.steps)),
    })
  }
  return found
}

async function insist(
  tx: Tx,
  charter: Charter,
  fact: Fact & { org: Words },
  lines: readonly RecordInput[],
  acting: Acting,
) {
  const { kind, body, org } = fact
  const about = await aboutFact(tx, charter, fact, lines, acting)
  const why = barrier(kind, acting.hand, about)
  if (why === null) return
  if (why === 'writer') refuse('record.writer', { kind: kind.name, org, who: writerWords(charter, kind, body) })
  if (why === 'hand') refuse('record.hand', { kind: kind.name })
  refuse('record.judged', { kind: kind.name, org, who: await besides(tx, charter, kind, about, acting) })
}

/** Who judges instead of the judged: the one above, or at the top the other holders of a post by name. */
async function besides(tx: Tx, charter: Charter, kind: Kind, about: About, { hand, today }: Acting) {
  const seat = judgedSeat(about)
  if (!isTop(seat)) return writerWords(charter, { ...kind, written: { ...kind.written, by: ['above'] } })
  const posts = [...charter.posts].filter(([, { may }]) => may?.includes('record')).map(([post]) => post)
  const judged = [...about.heads, hand!.person]
  const found = await tx.all(others, [tx.region, seat, posts, today, judged])
  return {
    zh: `本组织其他任职者${found.length > 0 ? `（${found.map(one => one.name).join('、')}）` : ''}`,
    en: `another holder of a post there${found.length > 0 ? ` (${found.map(one => one.english || one.name).join(', ')})` : ''}`,
  }
}

async function aboutFact(
  tx: Tx,
  charter: Charter,
  fact: Fact,
  lines: readonly RecordInput[],
  { hand, today }: Acting,
): Promise<About> {
  const { kind, seat, body } = fact
  const judgement = kind.written.as === 'judgement'
  const owned = kind.form === 'case' || kind.stage ? await ownedBy(tx, charter, fact, lines, hand) : NOBODY
  const answers = owned.org && (await seatIn(tx, owned.org, hand!, today))
  const answering = answers === seat ? null : answers
  return {
    ...aboutOrg(seat, judgement ? await judgedAt(tx, charter, answering ?? seat, hand!, today) : []),
    ...{ body, answering, owner: owned.person, reported: judgement ? owned.reported : [] },
  }
}

/** Where an organization that answers for a case sits, or whoever has taken over from it; whoever answers for a case opened
 *  elsewhere acts there, out of their own sight. */
async function seatIn(tx: Tx, org: string, hand: Hand, today: Day): Promise<string> {
  if (org === hand.org) return hand.seat
  return (await tx.one(seatOf, [tx.region, org, today]))?.seat ?? OUT_OF_SIGHT
}
const OUT_OF_SIGHT = '-'

/** People who are judged with an organization: who sign for it, and who stands in for them. */
async function judgedAt(tx: Tx, charter: Charter, seat: string, hand: Hand, on: Day): Promise<string[]> {
  const signing = hand.seat === seat && hand.post === signingPost(charter) ? [hand.person] : []
  return [...signing, ...(await headsOf(tx, charter, seat, on))]
}

const NOBODY = { person: null, org: null, reported: [] as readonly string[] }

/** Who answers for the case of a fact, and who reported last before it. */
async function ownedBy(tx: Tx, charter: Charter, fact: Fact, lines: readonly RecordInput[], hand: Hand | null) {
  const { kind, body } = fact
  if (!kind.stage) return { ...named(body), reported: [] }
  const id = String(body.case)
  const [told] = UUID.test(id) ? await casesBy(tx, charter, [id]) : []
  const opening = told?.body ?? lines.find(one => one.id === id)?.body
  if (!opening) return NOBODY
  const written = lines.flatMap(one => {
    const stage = charter.kinds.get(one.kind)?.stage
    const takes = stage && one.body.case === id && one.id !== undefined && one.id !== fact.id
    return takes
      ? [
          {
            id: one.id!,
            day: one.day as Day,
            kind: one.kind,
            stage: stage.name,
            due: null,
            body: one.body,
            author: hand!.account,
          },
        ]
      : []
  })
  const undone = new Set(lines.map(one => one.voids))
  const steps = inOrder([...(told?.steps ?? []).filter(step => !undone.has(step.id)), ...written])
  const before = steps.filter(step => step.day < fact.day || (step.day === fact.day && step.id < fact.id))
  return { ...named(ownerOf(opening, before)), reported: reporterOf(charter, before) }
}

/** At whose hand came the last report of those who answer for a case. Its opening reports nothing of them, nor what those above
 *  write of their own doing, nor what only extends or hands it over. */
function reporterOf(charter: Charter, steps: readonly { readonly kind: string; readonly author: string }[]): string[] {
  const reported = steps.findLast(step => {
    const { written, stage } = charter.kinds.get(step.kind)!
    return written.as === 'report' && written.by.includes('own') && (stage!.does === 'step' || stage!.does === 'close')
  })
  return reported ? [reported.author] : []
}

function named(body: Readonly<Record<string, unknown>>) {
  const id = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : null)
  return { person: id(body.owner), org: id(body.owner_org) }
}
