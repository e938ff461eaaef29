// The roll: who may vote and who has taken a token or a paper. It never sees a ballot.
import { refuse } from '../problem/problem.ts'
import { type SideTx, statement } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Turnout } from './box-file.ts'
import { type CategoryKeys, signBlinded } from './token.ts'

type Roll = SideTx<'roll'>

const putVoters = statement(
  'roll.voters',
  `insert into ballot_voter (region, ballot, person, category) select $1, $2, v.person, v.category from unnest($3::uuid[], $4::text[]) as v(person, category)`,
)
const putKey = statement(
  'roll.key',
  'insert into ballot_key (region, ballot, category, public_key) values ($1, $2, $3, $4)',
)
const putSigner = statement(
  'roll.signer',
  'insert into ballot_signer (region, ballot, category, private_key) values ($1, $2, $3, $4)',
)
const voterOf = statement<Voter>(
  'roll.voter',
  'select category, way, blinded, signed from ballot_voter where region = $1 and ballot = $2 and person = $3 for update',
)
const signerOf = statement<{ private_key: CategoryKeys['privateKey'] }>(
  'roll.signer_of',
  'select private_key from ballot_signer where region = $1 and ballot = $2 and category = $3',
)
const mark = statement(
  'roll.mark',
  'update ballot_voter set way = $4, blinded = $5, signed = $6 where region = $1 and ballot = $2 and person = $3',
)
const dropSigners = statement('roll.drop_signers', 'delete from ballot_signer where region = $1 and ballot = $2')
const turnout = statement<Turnout & { category: string }>(
  'roll.turnout',
  `select category, count(*)::int as voters, count(*) filter (where way = 'token')::int as tokens, count(*) filter (where way = 'paper')::int as paper
   from ballot_voter where region = $1 and ballot = $2 group by category order by category`,
)
const mine = statement<{ ballot: string; category: string; way: 'token' | 'paper' | null }>(
  'roll.mine',
  'select ballot, category, way from ballot_voter where region = $1 and person = $2',
)

const openingOf = statement<{ opens: Day; closed: Day | null }>(
  'roll.opening',
  'select opens, closed_on as closed from ballot where region = $1 and id = $2',
)
const ways = statement<{ way: Voter['way'] }>(
  'roll.ways',
  'select way from ballot_voter where region = $1 and ballot = $2 order by person for update',
)

interface Voter {
  category: string
  way: 'token' | 'paper' | null
  blinded: string | null
  signed: string | null
}

/** Writes the roll and the keys of a recommendation. */
export async function openRoll(
  tx: Roll,
  ballot: string,
  voters: readonly { person: string; category: string }[],
  keys: ReadonlyMap<string, CategoryKeys>,
): Promise<void> {
  await tx.run(putVoters, [tx.region, ballot, voters.map(one => one.person), voters.map(one => one.category)])
  for (const [category, { publicKey, privateKey }] of keys) {
    await tx.run(putKey, [tx.region, ballot, category, JSON.stringify(publicKey)])
    await tx.run(putSigner, [tx.region, ballot, category, JSON.stringify(privateKey)])
  }
}

/** Gives a voter's token: signs the blinded message, once. The same message again gets the same answer, so that a lost
 *  answer costs no vote. Throws ballot.unknown, ballot.foreign, ballot.taken, ballot.closed, ballot.ended,
 *  ballot.token. */
export async function giveToken(
  tx: Roll,
  ballot: string,
  person: string,
  blinded: string,
  today: Day,
): Promise<{ category: string; signed: string }> {
  const asked = (await tx.one(openingOf, [tx.region, ballot])) ?? refuse('ballot.unknown', { ballot })
  const voter = (await tx.one(voterOf, [tx.region, ballot, person])) ?? refuse('ballot.foreign', {})
  if (voter.way === 'token' && voter.blinded === blinded) return { category: voter.category, signed: voter.signed! }
  if (voter.way) refuse('ballot.taken', { way: voter.way })
  if (asked.closed) refuse('ballot.closed', { closed: asked.closed })
  if (today >= asked.opens) refuse('ballot.ended', { opens: asked.opens })
  const signer =
    (await tx.one(signerOf, [tx.region, ballot, voter.category])) ?? refuse('ballot.ended', { opens: asked.opens })
  const signed = await signBlinded(signer.private_key, blinded).catch(() => refuse('ballot.token', {}))
  await tx.run(mark, [tx.region, ballot, person, 'token', blinded, signed])
  return { category: voter.category, signed }
}

/** Marks that a voter was given a paper ballot. Throws ballot.foreign, ballot.taken, ballot.closed. */
export async function givePaper(tx: Roll, ballot: string, person: string, today: Day): Promise<void> {
  const voter = (await tx.one(voterOf, [tx.region, ballot, person])) ?? refuse('ballot.foreign', {})
  if (voter.way) refuse('ballot.taken', { way: voter.way })
  // Asked once the voter's line is held: whoever takes the recommendation back at this moment has to wait, or has ended the roll.
  const { opens, closed } = (await tx.one(openingOf, [tx.region, ballot])) ?? refuse('ballot.unknown', { ballot })
  const signer = await tx.one(signerOf, [tx.region, ballot, voter.category])
  if (closed || (today < opens && !signer)) refuse('ballot.closed', { closed: closed ?? today })
  await tx.run(mark, [tx.region, ballot, person, 'paper', null, null])
}

/** Removes the signing keys once voting has begun: from then on no token can be made. */
export async function endTokens(tx: Roll, ballot: string, today: Day): Promise<void> {
  const asked = await tx.one(openingOf, [tx.region, ballot])
  if (asked && today >= asked.opens) await tx.run(dropSigners, [tx.region, ballot])
}

/** Ends a roll of which nothing was given out: no token can be made from now on, nor a paper given before the first day.
 *  Every line is held until then, so that nobody takes a token in the same moment. Throws ballot.given. */
export async function endUntouched(tx: Roll, ballot: string): Promise<void> {
  if ((await tx.all(ways, [tx.region, ballot])).some(one => one.way !== null)) refuse('ballot.given', {})
  await tx.run(dropSigners, [tx.region, ballot])
}

/** Voters, tokens and papers of each category. */
export async function turnoutOf(tx: Roll, ballot: string): Promise<Record<string, Turnout>> {
  return Object.fromEntries(
    (await tx.all(turnout, [tx.region, ballot])).map(({ category, ...counts }) => [category, counts]),
  )
}

/** The recommendations in which a person may vote. */
export function rollsOf(
  tx: Roll,
  person: string,
): Promise<{ ballot: string; category: string; way: 'token' | 'paper' | null }[]> {
  return tx.all(mine, [tx.region, person])
}
