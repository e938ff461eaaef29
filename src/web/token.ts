// The voter's token on this device: made here, kept here until it is used, and erased with the ballot and what was filled in.
import { castBallot, showBallot, takeToken } from '../ballot/ballot.api.ts'
import type { Choices } from '../ballot/ballot.ts'
import { finish, prepare, type Secret, seal } from '../ballot/token.ts'
import type { Language } from '../problem/problem.ts'
import { ask, tell, tellUnknown } from './client.ts'
import { forgetInWindow } from './kept.ts'

interface Kept {
  readonly category: string
  readonly secret: Secret
  /** Null until the roll has signed: a connection that broke in between is taken up again with the same secret. */
  readonly signature: string | null
  readonly cast: boolean
}

const keyOf = (ballot: string) => `jiceng.ballot.${ballot}`

function read(ballot: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(ballot)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** Name of the form that the token on this device fills in: another token has another form. */
export function formOf(ballot: string): string {
  return `${formsOf(ballot)}${read(ballot)?.secret?.blinded.slice(0, 16) ?? ''}`
}

const formsOf = (ballot: string) => `vote ${ballot} `

/** Forgets what was filled in without the token that is here: cast or lost, it takes the names along. */
function forgetOrphans(ballot: string): void {
  const own = read(ballot)?.signature ? formOf(ballot) : null
  forgetInWindow((_, form) => form.startsWith(formsOf(ballot)) && form !== own)
}

/** How this device stands with a recommendation. What was filled in by a token that is gone is forgotten at this look. */
export function tokenHere(ballot: string): 'none' | 'kept' | 'cast' {
  forgetOrphans(ballot)
  const kept = read(ballot)
  if (kept?.cast) return 'cast'
  return kept?.signature ? 'kept' : 'none'
}

/** Makes a one-time key, lets the roll sign it blindly, and keeps the token. */
export async function takeMine(ballot: string, category: string, language: Language): Promise<void> {
  const { keys } = await ask(showBallot, { id: ballot }, language)
  const key = keys[category]!
  const before = read(ballot)
  const secret = before && !before.signature ? before.secret : await prepare(key)
  const keep = (signature: string | null) =>
    localStorage.setItem(keyOf(ballot), JSON.stringify({ category, secret, signature, cast: false } satisfies Kept))
  // Kept before it is sent: the roll gives one signature, and an answer lost on the way must not lose the vote.
  keep(null)
  const { signed } = await tell(takeToken, { blinded: secret.blinded }, language, { id: ballot })
  keep(await finish(key, secret, signed))
}

/** Seals the choices by the token and drops them into the box, as nobody in particular; then token and choices are gone from here. */
export async function castMine(ballot: string, choices: Choices, language: Language): Promise<void> {
  const kept = read(ballot)!
  const sealed = await seal(ballot, { category: kept.category, choices }, kept.secret, kept.signature!)
  await tellUnknown(
    castBallot,
    {
      ...sealed,
      choices: Object.fromEntries(Object.entries(choices).map(([post, lines]) => [post, [...lines]])),
    },
    language,
    { id: ballot },
  )
  localStorage.setItem(keyOf(ballot), JSON.stringify({ cast: true }))
  forgetOrphans(ballot)
}
