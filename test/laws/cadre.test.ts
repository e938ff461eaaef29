// Cadres and study as laws: what is owed for each person, and the make-up lesson that closes an absence.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

/** An office with two section-level cadres, a reserve cadre and a plain member. */
function office(): Law {
  const law = new Law()
  law.org('O1', 'branch', 'organ')
  law.person('A', 'O1', { rank: 'section' })
  law.person('B', 'O1', { rank: 'section' })
  law.person('R', 'O1', { rank: 'reserve' })
  law.person('M', 'O1')
  return law
}
const evaluate = (law: Law, person: string, on: string) =>
  law.record('cadre.evaluation', 'O1', on, { person, grade: 'competent' })

describe('every section-level and reserve cadre is evaluated each year', () => {
  it('is met when each of the three is, whatever is said of others', async () => {
    const law = office()
    await evaluate(law, 'A', '2012-03-01')
    await evaluate(law, 'A', '2012-06-01')
    await evaluate(law, 'M', '2012-06-01')
    await evaluate(law, 'B', '2012-12-31')
    expect(await law.owed('cadres.evaluated_each', 'O1', '2012', '2013-01-31')).toMatchObject({
      owed: 3,
      value: 2,
      status: 'late',
    })
    await evaluate(law, 'R', '2012-12-31')
    expect(await law.owed('cadres.evaluated_each', 'O1', '2012', '2013-01-31')).toMatchObject({
      value: 3,
      status: 'met',
    })
  })

  it('is not met from the day after the grace, and an evaluation of the next year does not help', async () => {
    const law = office()
    await evaluate(law, 'A', '2012-05-01')
    await evaluate(law, 'B', '2012-05-01')
    await evaluate(law, 'R', '2013-01-01')
    expect(await law.status('cadres.evaluated_each', 'O1', '2012', '2013-02-01')).toBe('not_met')
  })

  it('is owed by nobody who has no such cadre', async () => {
    const law = office()
    law.org('O2', 'branch', 'organ')
    law.person('N', 'O2')
    expect(await law.status('cadres.evaluated_each', 'O2', '2012')).toBe('nothing owed')
  })
})

describe('a complete file and a current performance record', () => {
  it('asks the appointment form of each cadre at the end of the year', async () => {
    const law = office()
    // A form with nothing but the name is on file and not complete.
    law.thing('cadre_form', 'form R', 'O1', { person: 'R' })
    for (const person of ['A', 'B'])
      law.thing('cadre_form', `form ${person}`, 'O1', {
        person,
        native_place: '林西',
        work_began: '199507',
        full_time_education: '大学本科',
        post_now: '科长',
        resume: '1995.07-- 科员',
      })
    expect(await law.owed('cadres.filed_each', 'O1', '2012')).toMatchObject({ owed: 3, value: 2, status: 'not_met' })
  })

  it('asks an entry of each cadre every half-year', async () => {
    const law = office()
    for (const person of ['A', 'B', 'R'])
      await law.record('cadre.performance', 'O1', '2012-06-30', { person, what: 'done' })
    expect(await law.status('cadres.performance_kept', 'O1', '2012-H1')).toBe('met')
    expect(await law.status('cadres.performance_kept', 'O1', '2012-H2')).toBe('not_met')
  })
})

describe('who missed a study day makes it up', () => {
  it('leaves the absence open until the corrected roll says that it was made up', async () => {
    const law = office()
    const day = await law.record(
      'study.day',
      'O1',
      '2012-05-10',
      { topic: 'x' },
      { present: ['A', 'B'], excused: ['R'], absent: ['M'] },
    )
    expect(await law.value('study.to_make_up', '2012-05', 'O1')).toBe(1)
    expect(await law.status('study.made_up_all', 'O1', '2012-05', '2012-06-30')).toBe('late')
    expect(await law.status('study.made_up_all', 'O1', '2012-05', '2012-07-01')).toBe('not_met')
    await law.record(
      'study.day',
      'O1',
      '2012-05-10',
      { topic: 'x' },
      { present: ['A', 'B'], excused: ['R'], madeUp: ['M'], voids: day },
    )
    expect(await law.value('study.to_make_up', '2012-05', 'O1')).toBe(0)
    // Without a day it counts as made up on the day on which that was written, which was too late.
    expect(await law.status('study.made_up_all', 'O1', '2012-05', '2012-07-01')).toBe('met_late')
    const inTime = new Law()
    inTime.org('O2', 'branch', 'organ')
    inTime.person('N', 'O2')
    inTime.person('P', 'O2')
    await inTime.record(...(['study.day', 'O2', '2012-05-10', { topic: 'x' }] as const), {
      present: ['P'],
      madeUp: ['N'],
      madeUpOn: { N: '2012-06-30' },
    })
    expect(await inTime.status('study.made_up_all', 'O2', '2012-05', '2012-07-01')).toBe('met')
  })

  it('is owed by nobody where nobody missed anything', async () => {
    const law = office()
    await law.record('study.day', 'O1', '2012-05-10', { topic: 'x' }, { present: ['A', 'B', 'R', 'M'] })
    expect(await law.status('study.made_up_all', 'O1', '2012-05')).toBe('nothing owed')
  })
})

describe('mobile members', () => {
  it('are kept in touch with once a half-year, each of them', async () => {
    const law = office()
    law.tie('member.mobile', 'O1', { person: 'M', where: 'away' }, { from: '2012-02-01' })
    law.tie('member.mobile', 'O1', { person: 'A', where: 'away' }, { from: '2012-07-01' })
    await law.record('member.mobile_contact', 'O1', '2012-04-01', { person: 'M', how: 'x' })
    await law.record('member.mobile_contact', 'O1', '2012-08-01', { person: 'M', how: 'x' })
    expect(await law.owed('members.mobile_contacted_each', 'O1', '2012-H1')).toMatchObject({ owed: 1, status: 'met' })
    expect(await law.owed('members.mobile_contacted_each', 'O1', '2012-H2')).toMatchObject({
      owed: 2,
      value: 1,
      status: 'not_met',
    })
  })
})

describe('a transfer of membership', () => {
  const begun = (law: Law, on: string, due: string) =>
    law.record('member.transfer', 'O1', on, { person: 'M', to: '别处', owner: 'R', due })

  it('is received within ninety days: a letter that should hold longer is refused', async () => {
    const law = office()
    await begun(law, '2012-01-01', '2012-03-31')
    await expect(begun(law, '2012-01-02', '2012-04-02')).rejects.toMatchObject({ code: 'input.field' })
    await begun(law, '2012-01-02', '2012-04-01')
  })

  it('is answered for by the old organization until received: on the last day it is in time, the day after it is not', async () => {
    const law = office()
    const id = await begun(law, '2012-01-02', '2012-03-31')
    expect(await law.status('members.transfers_received', 'O1', '2012-03', '2012-04-01')).toBe('met')
    expect(await law.status('members.transfers_received', 'O1', '2012-04', '2012-05-01')).toBe('not_met')
    expect(await law.value('members.transfers_open', '2012-03', 'O1')).toBe(1)
    await law.record('member.transfer.received', 'O1', '2012-03-31', { case: id })
    expect(await law.status('members.transfers_received', 'O1', '2012-04', '2012-05-01')).toBe('met')
    expect(await law.value('members.transfers_open', '2012-03', 'O1')).toBe(0)
  })

  it('begun in no month, nothing is owed', async () => {
    expect(await office().status('members.transfers_received', 'O1', '2012-01')).toBe('nothing owed')
  })
})

describe('the composition of a village team', () => {
  it('is compared with the team on the eve of the change', async () => {
    const law = new Law()
    law.village('V1')
    law.person('old', 'V1', { education: 70, born: '1965-01-01' })
    law.person('new', 'V1', { education: 30, born: '1980-01-01' })
    law.post('old', 'V1', 'secretary', { to: '2012-03-10', team: 'two_committees' })
    law.post('new', 'V1', 'secretary', { from: '2012-03-10', team: 'two_committees' })
    await law.record('teams.election', 'V1', '2012-03-10', { term: 9 })
    expect(await law.value('teams.village_college_share_before', '2012', 'V1')).toBe(0)
    expect(await law.value('teams.village_college_share_change', '2012', 'V1')).toBe(100)
    expect(await law.value('teams.village_under_40_share_change', '2012', 'V1')).toBe(100)
  })
})
