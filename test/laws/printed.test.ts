// Printed numbers agree: whoever subtracts two printed values finds the difference that stands beside them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { type Asked, figureOf } from '../../src/measure/figure.sql.ts'
import type { Parts } from '../../src/measure/value.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day } from '../../src/time/day.ts'
import { readPeriod } from '../../src/time/period.ts'

const charter = compile(shipped(SYSTEMS))
const asked = { period: readPeriod('2012')!, today: day('2012-12-31'), tree: 'then' } as Asked
const differences = [...charter.measures.values()].flatMap(({ id, is }) =>
  is.op === 'difference' ? [{ id, of: is.of }] : [],
)

const parts = fc.record({ num: fc.integer({ min: 0, max: 9_999 }), den: fc.integer({ min: 1, max: 250 }) })

describe('a difference', () => {
  it('is met in the charter', () => {
    expect(differences.length).toBeGreaterThan(3)
  })
  it.each(differences)('$id is that of the two printed values', ({ id, of }) => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const told = new Map<string, Parts>([
          [of[0], { ...left, facts: 1 } as Parts],
          [of[1], { ...right, facts: 1 } as Parts],
        ])
        const printed = (one: string) => {
          const { value, digits } = figureOf(charter, one, asked, measure => told.get(measure)!, new Set())
          return Number(value!.toFixed(digits))
        }
        expect(printed(id)).toBe(Number((printed(of[0]) - printed(of[1])).toFixed(6)))
      }),
    )
  })
})

describe('a unit', () => {
  it('says of an operator what it gives: shares in percent, their change in points, people as people', () => {
    for (const { id, is } of charter.measures.values()) {
      if (is.op === 'share' || is.op === 'presence' || is.op === 'utilization') expect(is.unit, id).toBe('percent')
      if (is.op === 'people') expect(is.unit, id).toBe('person')
      if (is.op === 'average') expect(is.title.zh, id).toContain('平均')
      if (is.op === 'difference') {
        const [left, right] = is.of.map(part => charter.measures.get(part)!.is.unit)
        expect([left, is.unit], id).toEqual([right, left === 'percent' ? 'point' : left])
      }
    }
  })
})
