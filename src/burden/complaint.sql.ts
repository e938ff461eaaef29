// The complaint box. Complaints and answers are only ever added; row-level security hides them from whoever sits between.
import type { z } from 'zod'
import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import type { Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, plusDays } from '../time/day.ts'
import type { addComplaint, Complaint } from './complaint.api.ts'

/** Days in which the department answers. */
export const ANSWER_DAYS = 15
const MOST = 200

const put = statement(
  'complaint.put',
  `insert into complaint (region, id, org, seat, about, kind, text, day, due, author) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   on conflict do nothing`,
)
const putAnswer = statement(
  'complaint.answer',
  `insert into complaint_answer (region, complaint, id, org, seat, text, day, author) values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict do nothing`,
)
const find = statement<{ org: string; seat: string }>(
  'complaint.find',
  'select org, seat from complaint where region = $1 and id = $2',
)
const every = statement<{
  id: string
  code: string
  short: string
  english: string
  about: Complaint['about']
  kind: string | null
  text: string
  day: Day
  due: Day
  author: string | null
}>(
  'complaint.every',
  // In the order of their days and, within one, of ids that follow no order: it tells nothing of the hour.
  `select c.id, o.code, o.short, o.english, c.about, c.kind, c.text, c.day, c.due, c.author from complaint c
   cross join lateral (select code, short, english from org where region = $1 and id = c.org order by valid desc limit 1) o
   where c.region = $1 order by c.day desc, c.id limit ${MOST}`,
)
const answersTo = statement<{ complaint: string; text: string; day: Day; author: string }>(
  'complaint.answers',
  'select complaint, text, day, author from complaint_answer where region = $1 and complaint = any($2::uuid[]) order by day, id',
)

/** Stores a complaint of an organization; without a name nothing says who wrote it. */
export async function complain(
  tx: Tx,
  charter: Charter,
  org: Org,
  given: z.output<typeof addComplaint.body>,
  author: string,
  today: Day,
): Promise<boolean> {
  if (given.kind && !charter.kinds.has(given.kind)) refuse('kind.unknown', { kind: given.kind, near: null })
  const { id, about, kind, text, named } = given
  const due = plusDays(today, ANSWER_DAYS)
  const values = [tx.region, id, org.id, org.seat, about, kind ?? null, text, today, due, named ? author : null]
  return (await tx.run(put, values)) > 0
}

/** Adds an answer. Throws complaint.unknown where the reader sees no such complaint. */
export async function answerTo(
  tx: Tx,
  complaint: string,
  { id, text }: { id: string; text: string },
  author: string,
  today: Day,
): Promise<boolean> {
  const { org, seat } = (await tx.one(find, [tx.region, complaint])) ?? refuse('complaint.unknown', { complaint })
  return (await tx.run(putAnswer, [tx.region, complaint, id, org, seat, text, today, author])) > 0
}

/** The complaints that the reader may see, the newest first. */
export async function complaintsSeen(tx: Tx, charter: Charter, today: Day): Promise<Complaint[]> {
  const found = await tx.all(every, [tx.region])
  const answers = await tx.all(answersTo, [tx.region, found.map(one => one.id)])
  return found.map(({ code, short, english, kind, ...one }) => {
    const own = answers.filter(answer => answer.complaint === one.id)
    return {
      ...one,
      org: { code, name: { zh: short, en: english } },
      kind: kind === null ? null : { id: kind, name: charter.kinds.get(kind)?.name ?? { zh: kind, en: kind } },
      state: own.length > 0 ? 'answered' : one.due < today ? 'overdue' : 'waits',
      answers: own.map(({ complaint: _complaint, ...answer }) => answer),
    }
  })
}
