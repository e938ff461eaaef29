// Checking a report of 5,000 characters, beside one of half that length.
import { checkReport } from '../../src/report/check/check.ts'
import { paragraphOf } from '../../src/report/check/text.ts'
import { REPORTS } from '../reports/foreign.ts'
import { medians, tell } from './rig.ts'

const whole = REPORTS.join('\n').replace(/[{}]/g, '')
const text = (signs: number) => whole.repeat(Math.ceil(signs / whole.length)).slice(0, signs)
const paragraphs = (signs: number) =>
  text(signs)
    .split('\n')
    .map((line, index) => paragraphOf(line, index + 1))
const [half, full] = [paragraphs(2_500), paragraphs(5_000)]
const found = await medians(20, { half: async () => checkReport(half), full: async () => checkReport(full) })
tell('Checking a report (npm run bench -- report-check)', [
  ['2,500 characters', found.half, ''],
  ['5,000 characters', found.full, `target under 300; ${(found.full / found.half).toFixed(1)} times the half`],
])
