// What must not compile: a sum over a text field, a duty on an absent measure or standard. Checked by the compiler itself.
import { system } from '../../src/charter/system.ts'
import { study } from '../../src/systems/study.ts'
import { day } from '../../src/time/day.ts'

const words = { zh: '词', en: 'word' } as const
const head = { id: 'S98', name: words, group: 'education', clause: words } as const
const records = {
  'a.b': {
    name: words,
    written: { by: ['own'], as: 'report' },
    fields: { note: { name: words, type: 'text' }, head: { name: words, type: 'integer' } },
  },
} as const
const duty = { title: words, who: {}, every: 'month', from: day('2011-01-01'), grace: 0 } as const

export const sound = system({
  ...head,
  uses: [study],
  records,
  measures: {
    'a.sum': { title: words, unit: 'day', op: 'sum', over: 'a.b', field: 'head', where: { note: 'x' } },
    'a.count': { title: words, unit: 'day', op: 'count', over: 'study.day' },
    'a.age': {
      title: words,
      unit: 'year',
      op: 'average',
      over: 'posts',
      field: 'age',
      where: { sector: 'village', post: ['secretary'] },
    },
  },
  duties: { 'a.duty': { ...duty, measure: 'study.days', atLeast: { standard: 'study.days_per_month' } } },
})

const text = { title: words, unit: 'day', op: 'sum', over: 'a.b', field: 'note' } as const
// @ts-expect-error a text does not add up
export const sumOverText = system({ ...head, records, measures: { 'a.bad': text } })

const stray = { title: words, unit: 'day', op: 'count', over: 'a.b', where: { nothing: 'x' } } as const
export const strayField = system({
  ...head,
  records,
  // @ts-expect-error the kind has no such field
  measures: { 'a.bad': stray },
})

const absent = { ...duty, measure: 'study.dayz', atLeast: { standard: 'study.days_per_month' } } as const
export const absentMeasure = system({
  ...head,
  uses: [study],
  // @ts-expect-error there is no such measure
  duties: { 'a.duty': absent },
})

const without = { ...duty, measure: 'study.days', atLeast: { standard: 'study.days_a_month' } } as const
export const absentStandard = system({
  ...head,
  uses: [study],
  // @ts-expect-error there is no such standard
  duties: { 'a.duty': without },
})

// @ts-expect-error nobody is said to write it
export const unwritten = system({ ...head, records: { 'a.c': { name: words, fields: {} } } })

export const unwrittenStage = system({
  ...head,
  cases: {
    'a.d': {
      name: words,
      written: { by: ['own'], as: 'report' },
      fields: {},
      // @ts-expect-error nobody is said to write the stage
      stages: { done: { name: words } },
    },
  },
})
