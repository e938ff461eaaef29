// A secret recommendation without a list of candidates: what is asked, how lines are read, how ballots are counted
// and what may be published. Pure; the same on the voter's phone, at the counting table and in the offline check.
import type { Words } from '../charter/language.ts'
import { nameKey, plainName } from '../register/name.ts'
import { byStrokes } from '../register/strokes.ts'
import type { Day } from '../time/day.ts'

/** A post or a reserve list, with so many blank lines. */
export interface BallotPost {
  readonly code: string
  readonly name: Words
  readonly lines: number
}

/** Voters of one kind. Holders of one of the posts or ranks; with neither, every member. The first category that fits counts. */
export interface Category {
  readonly code: string
  readonly name: Words
  readonly posts?: readonly string[] | undefined
  readonly ranks?: readonly string[] | undefined
}

/** What a recommendation asks of whom, and when. */
export interface Question {
  readonly title: Words
  readonly posts: readonly BallotPost[]
  readonly categories: readonly Category[]
  /** The day on which the register says who may vote. */
  readonly eligibleOn: Day
  /** First and last day of voting. Tokens are given out before the first. */
  readonly opens: Day
  readonly closes: Day
  /** A category with fewer ballots is not published. */
  readonly minimum: number
}

/** Whether a recommendation was taken back: it was closed before anybody could vote, which no other closing does. */
export function isWithdrawn({ opens, closedOn }: Pick<Question, 'opens'> & { readonly closedOn: Day | null }): boolean {
  return closedOn !== null && closedOn < opens
}

/** What a voter wrote: for each post its lines, as written. */
export type Choices = Readonly<Record<string, readonly string[]>>

/** A ballot as the box holds it: on screen, or on paper and entered twice. */
export interface Cast {
  readonly category: string
  readonly choices: Choices
}

/** An officer's word that one spelling means a person: `written` is counted as `meant`. */
export interface Merge {
  readonly post: string
  readonly written: string
  readonly meant: string
}

export type Spoilt = 'twice' | 'excess' | 'long'

/** The result of one post. Names stand by surname strokes, never by votes. */
export interface PostTally {
  readonly post: string
  readonly names: readonly {
    readonly name: string
    readonly votes: number
    readonly by: Readonly<Record<string, number>>
  }[]
  readonly blank: number
  readonly spoilt: number
}

export interface Tally {
  readonly posts: readonly PostTally[]
  /** Ballots by category; null where the category is below the minimum and withheld. */
  readonly ballots: Readonly<Record<string, number | null>>
  readonly withheld: readonly string[]
}

const LONGEST = 30

/** Reads the lines of one post. A line that cannot count spoils itself alone, not the ballot. */
export function readLines(
  post: BallotPost,
  lines: readonly string[],
): { names: string[]; blank: number; spoilt: Spoilt[] } {
  const names: string[] = []
  const spoilt: Spoilt[] = []
  for (const name of lines.map(plainName).filter(line => line !== ''))
    if (name.length > LONGEST) spoilt.push('long')
    else if (names.some(one => nameKey(one) === nameKey(name))) spoilt.push('twice')
    else if (names.length >= post.lines) spoilt.push('excess')
    else names.push(name)
  return { names, blank: Math.max(0, post.lines - names.length - spoilt.length), spoilt }
}

/** Categories that must not be published: those with fewer ballots than the minimum, empty ones apart. */
export function withheldOf(
  question: Pick<Question, 'categories' | 'minimum'>,
  cast: readonly Pick<Cast, 'category'>[],
): string[] {
  return question.categories
    .map(category => ({ code: category.code, count: cast.filter(ballot => ballot.category === category.code).length }))
    .filter(({ count }) => count > 0 && count < question.minimum)
    .map(({ code }) => code)
}

/** Counts the published categories. Two spellings that an officer merged count as one name, once for each ballot. */
export function tally(
  question: Pick<Question, 'posts' | 'categories' | 'minimum'>,
  cast: readonly Cast[],
  merges: readonly Merge[],
): Tally {
  const withheld = withheldOf(question, cast)
  const counted = cast.filter(ballot => !withheld.includes(ballot.category))
  const posts = question.posts.map(post => {
    const meant = new Map(merges.filter(one => one.post === post.code).map(one => [nameKey(one.written), one.meant]))
    const names = new Map<string, { name: string; by: Map<string, number> }>()
    let blank = 0
    let spoilt = 0
    for (const ballot of counted) {
      const read = readLines(post, ballot.choices[post.code] ?? [])
      const people = new Map(
        read.names.map(name => meant.get(nameKey(name)) ?? name).map(name => [nameKey(name), name]),
      )
      blank += read.blank
      // Two spellings of one person on one ballot are one name; the other line is spoilt.
      spoilt += read.spoilt.length + read.names.length - people.size
      for (const [key, name] of people) {
        const { name: known = name, by = new Map<string, number>() } = names.get(key) ?? {}
        by.set(ballot.category, (by.get(ballot.category) ?? 0) + 1)
        names.set(key, { name: firstOf(known, name), by })
      }
    }
    return {
      post: post.code,
      names: [...names.values()]
        .map(({ name, by }) => ({
          name,
          votes: [...by.values()].reduce((sum, n) => sum + n, 0),
          by: Object.fromEntries(
            question.categories.flatMap(({ code }) => (by.has(code) ? [[code, by.get(code)!]] : [])),
          ),
        }))
        .sort((a, b) => byStrokes(a.name, b.name)),
      blank,
      spoilt,
    }
  })
  return {
    posts,
    ballots: Object.fromEntries(
      question.categories.map(({ code }) => [
        code,
        withheld.includes(code) ? null : cast.filter(ballot => ballot.category === code).length,
      ]),
    ),
    withheld,
  }
}

/** Which of two spellings of one name is shown: the same, in whatever order the ballots lie. */
const firstOf = (one: string, other: string) => (one < other ? one : other)

/** The ballots of the published categories. Names of a withheld one are shown to nobody, the officer who merges included: what
 *  the published tally lacks of them would be that category's votes. */
export function published(question: Pick<Question, 'categories' | 'minimum'>, cast: readonly Cast[]): Cast[] {
  const withheld = withheldOf(question, cast)
  return cast.filter(ballot => !withheld.includes(ballot.category))
}

/** Every name as written, for the officer who merges: without voter, category or count by ballot. */
export function writtenNames(
  posts: readonly BallotPost[],
  cast: readonly Cast[],
): { post: string; written: string; count: number }[] {
  return posts.flatMap(post => {
    const counts = new Map<string, { written: string; count: number }>()
    for (const ballot of cast)
      for (const name of readLines(post, ballot.choices[post.code] ?? []).names) {
        const { written = name, count = 0 } = counts.get(nameKey(name)) ?? {}
        counts.set(nameKey(name), { written: firstOf(written, name), count: count + 1 })
      }
    return [...counts.values()]
      .map(({ written, count }) => ({ post: post.code, written, count }))
      .sort((a, b) => byStrokes(a.written, b.written))
  })
}

/** Paper ballots are entered twice: equal pairs count, the others wait for a look at the paper. */
export function comparePaper(entries: readonly (Cast & { serial: number; entry: 1 | 2 })[]): {
  agreed: (Cast & { serial: number })[]
  open: number[]
} {
  const serials = [...new Set(entries.map(one => one.serial))].sort((a, b) => a - b)
  const agreed: (Cast & { serial: number })[] = []
  const open: number[] = []
  for (const serial of serials) {
    const [first, second] = [1, 2].map(entry => entries.find(one => one.serial === serial && one.entry === entry))
    if (first && second && canonical(first) === canonical(second))
      agreed.push({ serial, category: first.category, choices: first.choices })
    else open.push(serial)
  }
  return { agreed, open }
}

/** The exact text of a ballot's content: what its one-time key signs, and what two entries are compared by. */
export function canonical({ category, choices }: Cast): string {
  return JSON.stringify([
    category,
    Object.keys(choices)
      .sort()
      .map(post => [post, choices[post]!.map(plainName).filter(line => line !== '')]),
  ])
}
