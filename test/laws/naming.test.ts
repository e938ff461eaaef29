// A record that names another: a finding its round, a decision its meeting, an outcome its trip. What is named is of the kind meant,
// of the organization or one above it, no later, and not withdrawn; corrected, it stays the same record.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law
beforeEach(() => {
  law = new Law()
  law.village('V1')
  law.village('V2')
  law.person('巴图', 'V1')
  law.thing('place', '通霖', 'D')
})

const named = (why: string) => ({ code: 'record.named', details: { why } })

describe('S31 a finding', () => {
  const round = (on: string, org = 'D') => law.record('supervision.round', org, on, { topic: '学习教育' })
  const finding = (on: string, of: string, org = 'V1') =>
    law.record('supervision.finding', org, on, { what: '记录不全', round: of, owner: '巴图', due: '2012-12-31' })

  it('names the round in which it was found, of the organization above', async () => {
    await expect(finding('2012-03-05', await round('2012-03-05'))).resolves.toBeTypeOf('string')
  })

  it('names no meeting, no round of a later day, none of an organization beside, none that was withdrawn', async () => {
    const meeting = await law.record('meetings.held', 'D', '2012-03-01', { type: 'joint', topic: '联席' })
    await expect(finding('2012-03-05', meeting)).rejects.toMatchObject(named('unknown'))
    await expect(finding('2012-03-05', '01340000-0000-7000-8000-ffffffffffff')).rejects.toMatchObject(named('unknown'))
    await expect(finding('2012-03-05', await round('2012-03-06'))).rejects.toMatchObject(named('later'))
    await expect(finding('2012-03-05', await round('2012-03-01', 'V2'))).rejects.toMatchObject(named('elsewhere'))
    const gone = await round('2012-03-02')
    await law.record('supervision.round', 'D', '2012-03-02', {}, { voids: gone })
    await expect(finding('2012-03-05', gone)).rejects.toMatchObject(named('withdrawn'))
  })

  it('holds its round: one that is named is not withdrawn, nor given a later day', async () => {
    const held = await round('2012-03-05')
    const found = await finding('2012-03-05', held)
    const correct = (on: string, body: Record<string, unknown>) =>
      law.record('supervision.round', 'D', on, body, { voids: held })
    await expect(correct('2012-03-05', {})).rejects.toMatchObject({ code: 'record.needed' })
    await expect(correct('2012-03-06', { topic: '改期' })).rejects.toMatchObject({ code: 'record.needed' })
    await law.record('supervision.finding', 'V1', '2012-03-05', {}, { voids: found })
    await expect(correct('2012-03-05', {})).resolves.toBeTypeOf('string')
  })
})

describe('S30 a decision', () => {
  it('names its meeting', async () => {
    const meeting = await law.record('meetings.held', 'D', '2012-03-01', { type: 'leading_group', topic: '阵地' })
    const decide = (of: string) =>
      law.record('meetings.decision', 'D', '2012-03-01', {
        what: '修活动室',
        meeting: of,
        owner_org: 'D',
        due: '2012-06-01',
      })
    await expect(decide(meeting)).resolves.toBeTypeOf('string')
    const trip = await law.record(
      'village.trip',
      'D',
      '2012-02-01',
      { place: '通霖', topic: '温室' },
      { present: ['巴图'] },
    )
    await expect(decide(trip)).rejects.toMatchObject(named('unknown'))
  })
})

describe('S26 an outcome', () => {
  it('of a trip that is corrected is still that of one trip, under either of its ids', async () => {
    const trip = (on: string, more = {}) =>
      law.record('village.trip', 'D', on, { place: '通霖', topic: '温室' }, { present: ['巴图'], ...more })
    const outcome = (of: string) => law.record('trip.outcome', 'D', '2012-09-01', { trip: of, outcome: '合同' })
    const first = await trip('2012-04-10')
    await trip('2012-05-10')
    await outcome(first)
    const again = await trip('2012-04-11', { voids: first })
    await outcome(again)
    expect([await law.value('trip.places_with_outcome', '2012'), await law.value('village.trips', '2012')]).toEqual([
      1, 2,
    ])
    expect(await law.status('trip.outcomes_recorded', 'D', '2012', '2013-02-01')).toBe('not_met')
  })
})

describe('a district that is loaded at once', () => {
  const finding = (of: string) =>
    law.tell('supervision.finding', 'V1', '2012-03-05', {
      ...{ what: '记录不全', round: of },
      ...{ owner: law.handle('巴图'), due: '2012-12-31' },
    })
  const loaded = () => law.value('supervision.findings', '2012')

  it('is asked the same: of what kind, where, when, and whether it stands', async () => {
    const cases = {
      unknown: () => law.tell('meetings.held', 'D', '2012-03-01', { type: 'joint', topic: '联席' }),
      later: () => law.tell('supervision.round', 'D', '2012-03-06', { topic: '学习教育' }),
      elsewhere: () => law.tell('supervision.round', 'V2', '2012-03-01', { topic: '学习教育' }),
      withdrawn: () => {
        const round = law.tell('supervision.round', 'D', '2012-03-01', { topic: '学习教育' })
        law.tell('supervision.round', 'D', '2012-03-01', {}, { voids: round })
        return round
      },
    }
    for (const [why, of] of Object.entries(cases)) {
      law = new Law()
      for (const village of ['V1', 'V2']) law.village(village)
      law.person('巴图', 'V1')
      finding(of())
      await expect(loaded()).rejects.toMatchObject(named(why))
    }
  })

  it('keeps what is named under the first of its corrections', async () => {
    const first = law.tell('supervision.round', 'D', '2012-03-01', { topic: '学习教育' })
    const again = law.tell('supervision.round', 'D', '2012-03-02', { topic: '学习教育' }, { voids: first })
    finding(again)
    expect(await loaded()).toBe(1)
    // Found under its first id, the round is held by the finding that names it.
    await expect(law.record('supervision.round', 'D', '2012-03-02', {}, { voids: again })).rejects.toMatchObject({
      code: 'record.needed',
    })
  })
})
