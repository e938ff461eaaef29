// Checking any report: all rules over its paragraphs, findings in the order of the text. What no rule can test is no finding. Pure.
import type { Gazetteer } from '../gazetteer.ts'
import { brokenNumbers } from './broken.ts'
import { changes } from './change.ts'
import { dates } from './date.ts'
import { docOf } from './doc.ts'
import { lists } from './listed.ts'
import { marks } from './mark.ts'
import { readableNames, unevenMasks } from './masked.ts'
import { type NormKnown, norms } from './norm.ts'
import { products } from './product.ts'
import { type FigureKnown, records } from './record.ts'
import { sections } from './section.ts'
import { shares } from './share.ts'
import { sums } from './sum.ts'
import { tables } from './table.ts'
import { type Finding, narrowed, type Paragraph } from './text.ts'
import { twice } from './twice.ts'
import { units } from './unit.ts'

/** What a district knows that a report may be held against; nothing of it where none is open. */
export interface Known {
  /** The names of the register. */
  readonly names: Gazetteer | null
  /** The standards that duties hold to. */
  readonly norms: readonly NormKnown[]
  /** Figures of the whole district for the period of the report; none where the report does not say that it is of this district. */
  readonly figures: readonly FigureKnown[]
}

/** Nothing known beside the text. */
export const NOTHING_KNOWN: Known = { names: null, norms: [], figures: [] }

export interface Checked {
  readonly findings: readonly Finding[]
  /** Numbers with which something is counted or measured, and how many of them a relation could test. */
  readonly numbers: number
  readonly tested: number
}

/** Checks a report. Takes its paragraphs and what is known; gives the findings by line, and how much of it could be checked. */
export function checkReport(paragraphs: readonly Paragraph[], known: Known = NOTHING_KNOWN): Checked {
  const doc = docOf(paragraphs)
  const found = [
    ...brokenNumbers(doc),
    ...sums(doc),
    ...lists(doc),
    ...tables(paragraphs),
    ...shares(doc),
    ...changes(doc),
    ...products(doc),
    ...twice(doc),
    ...units(doc),
    ...dates(doc),
    ...sections(doc),
    ...marks(doc),
    ...norms(doc, known.norms, periodOf(paragraphs)?.year ?? null),
    ...records(doc, known.figures),
    ...unevenMasks(doc),
    ...readableNames(doc, known.names),
  ]
  return {
    findings: found.toSorted((a, b) => a.line - b.line),
    numbers: doc.numbers.flat().length,
    tested: doc.tested.size,
  }
}

/** The period that a report is of, by the day to which it holds or by its first lines; null where it says none. */
export function periodOf(paragraphs: readonly Paragraph[]): { year: number; label: string } | null {
  const texts = paragraphs.map(({ text }) => narrowed(text))
  const told = texts
    .flatMap(text => /截[至止]\s?(\d{4})年(\d{1,2})月(\d{1,2})日|as (?:of|at) (\d{1,2}) (\w+) (\d{4})/.exec(text) ?? [])
    .slice(0, 7)
  if (told.length > 0) {
    const [, y, m, d, ed, em, ey] = told
    const day = y ? `${Number(m)}-${Number(d)}` : `${em}-${ed}`
    const year = Number(y ?? ey)
    if (day === '12-31' || day === 'December-31') return { year, label: `${year}` }
    return { year, label: day === '6-30' || day === 'June-30' ? `${year}-H1` : '' }
  }
  const head = texts.slice(0, 4).join('\n')
  const years = [...new Set([...head.matchAll(/(?<!\d)((?:19|20)\d{2})(?=年|\b)/g)].map(match => Number(match[1])))]
  const [year] = years
  if (!year || years.length > 1) return null
  return {
    year,
    label: /上半年|first half/i.test(head)
      ? `${year}-H1`
      : /季度|月份|下半年|quarter|second half/i.test(head)
        ? ''
        : `${year}`,
  }
}
