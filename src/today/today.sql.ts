// Today from what is already known: nothing here is stored, and nothing is asked for.
import type { Actor } from '../access/session.sql.ts'
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { aboutOrg, barrier, writerWords } from '../charter/writer.ts'
import { type BoardRow, boardRows, dutiesOf } from '../duty/board.sql.ts'
import type { DutyRow } from '../duty/duty.api.ts'
import { duties } from '../duty/duty.sql.ts'
import { certificatesIn } from '../pledge/certificate.sql.ts'
import { bookOf } from '../pledge/pledge.sql.ts'
import { CERTIFICATE } from '../pledge/pledge.ts'
import { LOADER } from '../register/facts.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays, ZONE } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'

/** Days back over which a change is news. */
const NEWS_DAYS = 14
/** Lines that a leader can decide in five minutes. */
const DECISIONS = 3

const news = statement<{ day: Day; act: string; short: string | null; english: string | null; count: number }>(
  'today.news',
  `select a.day, a.act, o.short, o.english, a.count from (
     select (at at time zone $4)::date as day, act, org, count(*)::int as count, max(at) as last
     from audit where region = $1 and kind = 'acts' and at >= $2::date::timestamptz and author <> all($3::text[]) group by 1, 2, 3) a
   left join lateral (select short, english from org where region = $1 and id = a.org order by valid desc limit 1) o on true
   order by a.last desc limit 30`,
)

/** Beside what duties say of themselves: the engine's own certificate is met by signing it. */
export type Owed = Omit<DutyRow, 'by'> & { readonly by: DutyRow['by'] | 'pledge'; readonly who: Words | null }

/** What an organization itself still owes on a day, and by whom where it is not for the reader: turns that run, and those
 *  whose days of grace do. The earliest end first. */
export async function owedBy(tx: Tx, charter: Charter, org: Org, on: Day, reader: Reader): Promise<Owed[]> {
  const rows = await duties(tx, charter, { orgs: [org.id], on })
  return rows
    .filter(row => row.status === 'late' || row.status === 'open')
    .map(row => (counts(charter, row.measure) === CERTIFICATE ? { ...row, by: 'pledge' as const } : row))
    .map(row => ({ ...row, who: othersFor(charter, row.kind, org, reader) }))
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.duty < b.duty ? -1 : 1))
}

/** Who reads: the hand with which they write, and what their post opens. */
type Reader = Pick<Actor, 'hand' | 'verbs'>

/** Who brings about what a duty counts, in words, where the reader's post may not; null where it may. */
function othersFor(charter: Charter, counted: string | null, org: Org, { hand, verbs }: Reader): Words | null {
  const kind = counted === null ? undefined : charter.kinds.get(counted)
  // Who belongs and who holds which post is the register's, as things and ties are.
  const verb = !kind || kind.form === 'thing' || kind.form === 'tie' ? 'register' : 'record'
  const may = verbs.includes(verb) && (!kind || barrier(kind, hand, aboutOrg(org.seat)) === null)
  // A case is carried on by those who may not have opened it.
  if (may || (kind?.form === 'case' && verbs.includes('record'))) return null
  const writers = kind ? writerWords(charter, kind) : null
  return verb === 'record' && writers
    ? writers
    : { zh: '上级组织部门在名册中登记', en: 'the organization department, in the register' }
}

/** What a measure counts: a kind, or a part of the register; null for one computed from others. */
function counts(charter: Charter, measure: string): string | null {
  const { is } = charter.measures.get(measure)!
  return 'over' in is ? is.over : null
}

/** Certificates of the year that want this person's signature: unsigned, or signed by somebody who has left the office. */
export async function toSign(tx: Tx, charter: Charter, person: string, on: Day) {
  const book = await bookOf(tx, charter, Number(on.slice(0, 4)), on)
  return certificatesIn(book, charter)
    .filter(
      one =>
        (one.state === 'ready' || one.state === 'signed_by_one' || one.state === 'gap') &&
        one.sides.some(
          side => side.office?.person === person && !side.signatures.some(signature => signature.person === person),
        ),
    )
    .map(({ ref, year, giver, taker }) => ({
      certificate: ref,
      year,
      giver: giver?.name ?? null,
      taker: taker.name,
    }))
}

/** The duties below an organization that most want attention this year. */
export async function toDecide(tx: Tx, charter: Charter, org: Org, on: Day) {
  const period = readPeriod(on.slice(0, 4))!
  const asked = { place: org, period, tree: 'now', today: on } as const
  const rows = await boardRows(tx, asked, dutiesOf(charter), [], on)
  const strengthOf = ({ duty }: BoardRow) => charter.standards.get(duty.is.atLeast.standard)!.is.strength
  const weight = (row: BoardRow) => (strengthOf(row) === 'must' || strengthOf(row) === 'floor' ? 0 : 1)
  const left = ({ total }: BoardRow) => total.late + total.notMet
  return rows
    .filter(row => left(row) > 0)
    .sort((a, b) => weight(a) - weight(b) || left(b) - left(a))
    .slice(0, DECISIONS)
    .map(row => ({
      duty: row.duty.id,
      system: row.duty.system.id,
      title: row.duty.is.title,
      strength: strengthOf(row),
      period: period.label,
      late: row.total.late,
      notMet: row.total.notMet,
      due: row.total.due,
    }))
}

/** What others did in the last days where the reader may look. What a load brought in is no news. */
export async function changedSince(
  tx: Tx,
  reader: string,
  today: Day,
): Promise<{ day: Day; act: string; org: Words | null; count: number }[]> {
  const rows = await tx.all(news, [tx.region, plusDays(today, -NEWS_DAYS), [reader, LOADER], ZONE])
  return rows.map(({ day, act, short, english, count }) => ({
    day,
    act,
    org: short === null ? null : { zh: short, en: english! },
    count,
  }))
}
