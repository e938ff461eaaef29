// A report as its rules see it: paragraphs, the numbers in each, and which of them a relation has tested. Pure.
import { type Quantity, quantitiesOf } from './number.ts'
import { isChinese, narrowed, type Paragraph } from './text.ts'

/** What every rule is given. */
export interface Doc {
  readonly paragraphs: readonly Paragraph[]
  /** The text of each paragraph with its digits in half width, place for place. */
  readonly texts: readonly string[]
  /** The numbers of each paragraph in the order in which they stand. */
  readonly numbers: readonly (readonly Quantity[])[]
  /** Numbers that took part in a relation that could be tested, whether it held or not. */
  readonly tested: Set<Quantity>
}

/** Reads the numbers of paragraphs. */
export function docOf(paragraphs: readonly Paragraph[]): Doc {
  const numbers: Quantity[][] = paragraphs.map(() => [])
  for (const one of quantitiesOf(paragraphs)) numbers[one.paragraph]!.push(one)
  return { paragraphs, texts: paragraphs.map(({ text }) => narrowed(text)), numbers, tested: new Set() }
}

/** The numbers of each sentence that has some, paragraph by paragraph. */
export function sentencesOf(doc: Doc): Quantity[][] {
  return doc.numbers.flatMap(all => {
    const found = new Map<number, Quantity[]>()
    for (const one of all) found.set(one.sentence, [...(found.get(one.sentence) ?? []), one])
    return [...found.values()]
  })
}

/** What stands between two numbers of one paragraph. */
export function between(doc: Doc, a: Quantity, b: Quantity): string {
  return doc.texts[a.paragraph]!.slice(a.end, b.at)
}

/** The words of the report from one number to another, as they stand there; long ones cut in the middle. */
export function wordsFrom(doc: Doc, a: Quantity, b: Quantity): string {
  const { text } = doc.paragraphs[a.paragraph]!
  const noun = isChinese(text) ? (/[\p{Script=Han}]{0,8}$/u.exec(text.slice(0, a.at))?.[0] ?? '') : ''
  const whole =
    noun + text.slice(a.at, b.end) + (isChinese(text) ? '' : (/^(?: [a-z]+){0,2}/i.exec(text.slice(b.end))?.[0] ?? ''))
  return whole.length <= 90 ? whole : `${whole.slice(0, 44)}…${whole.slice(-44)}`
}

/** Says that these numbers stand in a relation. */
export function test(doc: Doc, ...numbers: readonly Quantity[]): void {
  for (const one of numbers) doc.tested.add(one)
}

/** Whether two intervals meet, within the error of decimal arithmetic. */
export function meet(low: number, high: number, of: { low: number; high: number }): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(high))
  return low <= of.high + slack && of.low <= high + slack
}
