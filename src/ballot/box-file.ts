// The published box: everything that anybody needs to count again, and the check that does it without the database.
import { type Cast, type Choices, type Merge, type Question, type Tally, tally, withheldOf } from './ballot.ts'
import { contentHolds, type Sealed, tokenHolds } from './token.ts'

/** How many voters a category has, and how they vote. */
export interface Turnout {
  readonly voters: number
  readonly tokens: number
  readonly paper: number
}

/** The file. Ballots of a withheld category show their token and not their content. */
export interface BoxFile {
  readonly format: 'jiceng-box-1'
  readonly id: string
  readonly question: Question
  readonly keys: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly roll: Readonly<Record<string, Turnout>>
  readonly ballots: readonly {
    readonly category: string
    readonly message: string
    readonly signature: string
    readonly choices: Choices | null
    readonly proof: string | null
  }[]
  readonly paper: readonly { readonly serial: number; readonly category: string; readonly choices: Choices | null }[]
  readonly merges: readonly Merge[]
  readonly tally: Tally
}

/** Publishes the content of a box; the ballots stand in the order of their tokens. */
export function boxFile(
  id: string,
  question: Question,
  keys: BoxFile['keys'],
  roll: BoxFile['roll'],
  sealed: readonly Sealed[],
  paper: readonly (Cast & { serial: number })[],
  merges: readonly Merge[],
): BoxFile {
  const cast = [...sealed, ...paper]
  const withheld = new Set(withheldOf(question, cast))
  return {
    format: 'jiceng-box-1',
    id,
    question,
    keys,
    roll,
    ballots: [...sealed]
      .sort((a, b) => (a.message < b.message ? -1 : 1))
      .map(({ category, message, signature, choices, proof }) =>
        withheld.has(category)
          ? { category, message, signature, choices: null, proof: null }
          : { category, message, signature, choices, proof },
      ),
    paper: paper.map(one => ({
      serial: one.serial,
      category: one.category,
      choices: withheld.has(one.category) ? null : one.choices,
    })),
    merges,
    tally: tally(question, cast, merges),
  }
}

/** What does not hold in a published box; empty when everything does. Needs nothing but the file. */
export async function verifyBox(file: BoxFile): Promise<{ zh: string; en: string }[]> {
  const wrong: { zh: string; en: string }[] = []
  const say = (zh: string, en: string) => wrong.push({ zh, en })
  const seen = new Set<string>()
  for (const [index, ballot] of file.ballots.entries()) {
    const n = index + 1
    const key = file.keys[ballot.category]
    if (!key || !(await tokenHolds(key, ballot)))
      say(`第 ${n} 张票的投票凭证不是该类别签发的。`, `Ballot ${n}: its token was not signed for its category.`)
    if (seen.has(ballot.message)) say(`第 ${n} 张票的投票凭证用了两次。`, `Ballot ${n}: its token is used twice.`)
    seen.add(ballot.message)
    if (
      ballot.choices &&
      !(await contentHolds(file.id, { ...ballot, choices: ballot.choices, proof: ballot.proof ?? '' }))
    )
      say(`第 ${n} 张票的内容被改动过。`, `Ballot ${n}: its content was changed.`)
  }
  const all = [...file.ballots, ...file.paper]
  const withheld = withheldOf(file.question, all)
  for (const { code, name } of file.question.categories) {
    const onScreen = file.ballots.filter(ballot => ballot.category === code).length
    const onPaper = file.paper.filter(ballot => ballot.category === code).length
    const turnout = file.roll[code] ?? { voters: 0, tokens: 0, paper: 0 }
    if (onScreen > turnout.tokens)
      say(
        `“${name.zh}”有 ${onScreen} 张电子票，只签发了 ${turnout.tokens} 个凭证。`,
        `"${name.en}" has ${onScreen} ballots on screen for ${turnout.tokens} tokens.`,
      )
    if (onPaper > turnout.paper)
      say(
        `“${name.zh}”有 ${onPaper} 张纸质票，只领了 ${turnout.paper} 张。`,
        `"${name.en}" has ${onPaper} ballots on paper for ${turnout.paper} given out.`,
      )
    if (turnout.tokens + turnout.paper > turnout.voters)
      say(`“${name.zh}”领票数多于投票人数。`, `"${name.en}" has more ballots given out than voters.`)
    if (!withheld.includes(code) && all.some(ballot => ballot.category === code && !ballot.choices))
      say(`“${name.zh}”的票内容缺失。`, `The content of ballots of "${name.en}" is missing.`)
  }
  const open = all.filter((ballot): ballot is typeof ballot & Cast => ballot.choices !== null)
  const again = tally({ ...file.question, minimum: 1 }, open, file.merges)
  if (JSON.stringify(again.posts) !== JSON.stringify(file.tally.posts))
    say('重新计票的结果与公布的不一致。', 'Counting again gives another result than the published one.')
  if (JSON.stringify([...file.tally.withheld].sort()) !== JSON.stringify([...withheld].sort()))
    say('不公布的类别与规定不符。', 'The withheld categories are not those that the rule withholds.')
  return wrong
}
