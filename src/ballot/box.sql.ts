// The box: ballots, papers entered twice, and an officer's merges. It never sees a voter.
import { refuse } from '../problem/problem.ts'
import { type SideTx, statement } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Cast, comparePaper, isWithdrawn, type Merge, type Question } from './ballot.ts'
import { STORED, type Stored } from './question.sql.ts'
import { contentHolds, type Sealed, tokenHolds, tokenId } from './token.ts'

type Box = SideTx<'box'>

const find = statement<Stored>('box.question', `select ${STORED} from ballot where region = $1 and id = $2`)
const several = statement<Stored>(
  'box.questions',
  `select ${STORED} from ballot where region = $1 and id = any($2::uuid[]) order by opens desc, id desc`,
)
const keys = statement<{ category: string; public_key: Readonly<Record<string, unknown>> }>(
  'box.keys',
  'select category, public_key from ballot_key where region = $1 and ballot = $2 order by category',
)
const put = statement(
  'box.put',
  `insert into ballot_cast (region, ballot, token, message, signature, category, choices, proof)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
)
const same = statement<{ proof: string }>(
  'box.same',
  'select proof from ballot_cast where region = $1 and ballot = $2 and token = $3',
)
const cast = statement<Sealed>(
  'box.cast',
  'select message, signature, category, choices, proof from ballot_cast where region = $1 and ballot = $2 order by token',
)
const count = statement<{ n: number }>(
  'box.count',
  'select count(*)::int as n from ballot_cast where region = $1 and ballot = $2',
)
const putPaper = statement(
  'box.paper',
  `insert into ballot_paper (region, ballot, serial, entry, clerk, category, choices) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
)
const dropPaper = statement(
  'box.drop_paper',
  'delete from ballot_paper where region = $1 and ballot = $2 and serial = $3 and entry = $4',
)
const papers = statement<Cast & { serial: number; entry: 1 | 2; clerk: string }>(
  'box.papers',
  'select serial, entry, clerk, category, choices from ballot_paper where region = $1 and ballot = $2 order by serial, entry',
)
const putMerge = statement(
  'box.merge',
  `insert into ballot_merge (region, ballot, post, written, meant, officer) values ($1, $2, $3, $4, $5, $6)
   on conflict (region, ballot, post, written) do update set meant = excluded.meant, officer = excluded.officer`,
)
const dropMerge = statement(
  'box.drop_merge',
  'delete from ballot_merge where region = $1 and ballot = $2 and post = $3 and written = $4',
)
const merges = statement<Merge>(
  'box.merges',
  'select post, written, meant from ballot_merge where region = $1 and ballot = $2 order by post, written',
)

/** The question that a box belongs to, whoever asks: it is public to all who hold a token. */
export function questionOf(tx: Box, ballot: string): Promise<Stored | null> {
  return tx.one(find, [tx.region, ballot])
}

/** Several questions, the newest first. */
export function questionsOf(tx: Box, ballots: readonly string[]): Promise<Stored[]> {
  return tx.all(several, [tx.region, ballots])
}

/** Public keys by category. */
export async function keysOf(tx: Box, ballot: string): Promise<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries((await tx.all(keys, [tx.region, ballot])).map(row => [row.category, row.public_key]))
}

/** Puts a ballot into the box, once for each token. The very same ballot again changes nothing, so that a lost answer
 *  costs no vote. Throws ballot.unknown, ballot.early, ballot.late, ballot.token, ballot.content, ballot.double. */
export async function castBallot(tx: Box, ballot: string, sealed: Sealed, today: Day): Promise<void> {
  const asked = (await questionOf(tx, ballot)) ?? refuse('ballot.unknown', { ballot })
  if (today < asked.opens) refuse('ballot.early', { opens: asked.opens })
  if (asked.closedOn || today > asked.closes) refuse('ballot.late', { closed: asked.closedOn ?? asked.closes })
  insistReadable(asked, sealed)
  const key = (await keysOf(tx, ballot))[sealed.category]
  if (!key || !(await tokenHolds(key, sealed))) refuse('ballot.token', {})
  if (!(await contentHolds(ballot, sealed))) refuse('ballot.content', {})
  const token = await tokenId(sealed.message)
  const { message, signature, category, choices, proof } = sealed
  const values = [tx.region, ballot, token, message, signature, category, JSON.stringify(choices), proof]
  if ((await tx.run(put, values)) === 1) return
  const before = await tx.one(same, [tx.region, ballot, token])
  if (before?.proof !== proof) refuse('ballot.double', {})
}

/** A ballot names only the posts asked, with at most a page of lines; what is spoilt beyond that is counted, not refused. */
function insistReadable(asked: Question, { category, choices }: Cast): void {
  if (!asked.categories.some(one => one.code === category)) refuse('ballot.category', { category })
  for (const [post, lines] of Object.entries(choices)) {
    const found = asked.posts.find(one => one.code === post) ?? refuse('ballot.post', { post })
    if (lines.length > found.lines * 2) refuse('ballot.lines', { post, lines: found.lines })
  }
}

/** Every ballot cast on screen, in the order of tokens. */
export function sealedIn(tx: Box, ballot: string): Promise<Sealed[]> {
  return tx.all(cast, [tx.region, ballot])
}

/** How many ballots were cast on screen. */
export async function countIn(tx: Box, ballot: string): Promise<number> {
  return (await tx.one(count, [tx.region, ballot]))!.n
}

/** Enters a paper ballot, the first or the second time; another clerk enters the second. Throws
 *  ballot.unknown, ballot.closed, ballot.category, ballot.post, ballot.lines, ballot.clerk, ballot.entered. */
export async function enterPaper(
  tx: Box,
  ballot: string,
  entry: Cast & { serial: number; entry: 1 | 2 },
  clerk: string,
): Promise<void> {
  const asked = (await questionOf(tx, ballot)) ?? refuse('ballot.unknown', { ballot })
  if (isWithdrawn(asked)) refuse('ballot.closed', { closed: asked.closedOn! })
  insistReadable(asked, entry)
  const other = (await papersIn(tx, ballot)).find(one => one.serial === entry.serial && one.entry !== entry.entry)
  if (other?.clerk === clerk) refuse('ballot.clerk', { serial: entry.serial })
  const values = [tx.region, ballot, entry.serial, entry.entry, clerk, entry.category, JSON.stringify(entry.choices)]
  if ((await tx.run(putPaper, values)) === 0) refuse('ballot.entered', { serial: entry.serial, entry: entry.entry })
}

/** Takes one entry of a paper back, so that it can be entered again after a look at the paper. */
export async function takeBackPaper(tx: Box, ballot: string, serial: number, entry: 1 | 2): Promise<void> {
  await tx.run(dropPaper, [tx.region, ballot, serial, entry])
}

/** Everything that counts: ballots on screen and papers whose two entries agree. Throws ballot.papers while some differ. */
export async function countable(
  tx: Box,
  ballot: string,
): Promise<{ sealed: Sealed[]; paper: (Cast & { serial: number })[] }> {
  const { agreed, open } = comparePaper(await papersIn(tx, ballot))
  if (open.length > 0) refuse('ballot.papers', { serials: open })
  return { sealed: await sealedIn(tx, ballot), paper: agreed }
}

export function papersIn(tx: Box, ballot: string): Promise<(Cast & { serial: number; entry: 1 | 2; clerk: string })[]> {
  return tx.all(papers, [tx.region, ballot])
}

/** Counts one spelling as a name; an empty name takes the merge back. */
export async function merge(tx: Box, ballot: string, one: Merge, officer: string): Promise<void> {
  if (one.meant === '') await tx.run(dropMerge, [tx.region, ballot, one.post, one.written])
  else await tx.run(putMerge, [tx.region, ballot, one.post, one.written, one.meant, officer])
}

export function mergesIn(tx: Box, ballot: string): Promise<Merge[]> {
  return tx.all(merges, [tx.region, ballot])
}
