// What is typed of a person for the register: the facts, what is wrong in them, and their form on the wire.
import type { Day } from '../time/day.ts'

/** What is typed; codes as text. */
export interface Facts {
  readonly name: string
  readonly english: string
  readonly mongolian: string
  readonly sex: '' | '1' | '2'
  readonly born: string
  readonly nationality: string
  readonly education: string
  readonly occupation: string
  readonly rank: string
}

export const NOBODY: Facts = {
  name: '',
  english: '',
  mongolian: '',
  sex: '',
  born: '',
  nationality: '',
  education: '',
  occupation: '',
  rank: '',
}

/** The facts in the form of the wire. */
export function wireFacts({ name, english, mongolian, sex, born, nationality, education, occupation, rank }: Facts) {
  return {
    name: name.trim(),
    english: english.trim(),
    mongolian: mongolian.trim(),
    sex: Number(sex) as 1 | 2,
    born: born as Day,
    nationality,
    education: Number(education),
    occupation,
    rank: rank || null,
  }
}

/** What a person may be without. */
const OPTIONAL: ReadonlySet<string> = new Set<keyof Facts>(['english', 'mongolian', 'rank'])

/** What is wrong in each fact: that it must be known and is not. What was empty `before` may stay so. */
export function wrongFacts(facts: Facts, missing: string, before?: Facts): Record<keyof Facts, string | null> {
  const wrong = ([key, text]: [string, string]) =>
    text.trim() === '' && !OPTIONAL.has(key) && before?.[key as keyof Facts] !== '' ? missing : null
  return Object.fromEntries(Object.entries(facts).map(one => [one[0], wrong(one)])) as Record<
    keyof Facts,
    string | null
  >
}
