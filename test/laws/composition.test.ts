// What systems ask beside their great figures: the make-up of teams, day-to-day supervision, contacts, outcomes.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S22 the make-up of a team', () => {
  it('of a town normally has one under 35 with college education; who turns 35 on the last day is none', async () => {
    const law = new Law()
    const team = (code: string, born: string, education: number) => {
      law.org(code, 'committee', 'town')
      law.person(`${code}甲`, undefined, { born, education })
      law.post(`${code}甲`, code, 'committee_member', { team: 'committee' })
    }
    team('C1', '1978-01-01', 30)
    team('C2', '1977-12-31', 30)
    team('C3', '1978-01-01', 40)
    law.village('V1')
    expect(await law.status('teams.town_young', 'C1', '2012')).toBe('met')
    expect(await law.status('teams.town_young', 'C2', '2012')).toBe('asks')
    expect(await law.status('teams.town_young', 'C3', '2012'), 'without college').toBe('asks')
    expect(await law.status('teams.town_young', 'V1', '2012')).toBe('nothing owed')
  })

  it('of a village normally has half with high school and three in ten under 40', async () => {
    const law = new Law()
    const serve = (village: string, name: string, born: string, education: number) => {
      law.person(name, village, { born, education })
      law.post(name, village, 'committee_member', { team: 'two_committees' })
    }
    law.village('V1')
    law.village('V2', { from: '2012-01-02' })
    serve('V1', '甲', '1973-01-01', 60)
    serve('V1', '乙', '1960-01-01', 70)
    serve('V1', '丙', '1960-01-01', 60)
    expect(await law.owed('teams.village_schooled', 'V1', '2012')).toMatchObject({ owed: 50, status: 'met' })
    expect(await law.owed('teams.village_young', 'V1', '2012'), 'a third').toMatchObject({ owed: 30, status: 'met' })
    expect(await law.status('teams.village_young', 'V1', '2013', '2014-01-01'), 'who is 40').toBe('asks')
    expect(await law.status('teams.village_young', 'V2', '2012'), 'founded in the year').toBe('nothing owed')
  })

  it('shows which of the team were trained three ways for it', async () => {
    const law = new Law()
    law.village('V1')
    for (const name of ['甲', '乙', '丙']) law.person(name, 'V1')
    law.post('甲', 'V1', 'committee_member', { team: 'two_committees', from: '2012-06-01' })
    law.post('乙', 'V1', 'committee_member', { team: 'two_committees' })
    for (const name of ['甲', '丙']) law.tie('teams.candidate', 'V1', { person: name }, {}, { way: 'both_to_cadre' })
    expect(await law.value('teams.candidates', '2012')).toBe(2)
    expect(await law.value('teams.candidates_taken', '2012')).toBe(1)
    expect(await law.value('teams.candidates_taken', '2012-05'), 'before the post').toBe(0)
  })
})

describe('S24 mobile venues', () => {
  it('are normally used by a quarter in a quarter of the year; a talk counts like a study day', async () => {
    const law = new Law()
    law.org('F1', 'branch', 'sub_bureau')
    law.thing('venue', '蒙古包', 'F1', { use: 'mobile', form: 'yurt' })
    law.thing('venue', '活动室', 'F1', { use: 'room', area: 100 })
    await law.record('study.day', 'F1', '2012-04-02', { topic: '学习', venue: '蒙古包' })
    await law.record('positions.activity', 'F1', '2012-05-02', { venue: '活动室', what: '座谈' })
    expect(await law.status('positions.mobile_used', 'F1', '2012-Q2'), 'one of six').toBe('asks')
    await law.record('positions.activity', 'F1', '2012-06-30', { venue: '蒙古包', what: '放映' })
    expect(await law.owed('positions.mobile_used', 'F1', '2012-Q2')).toMatchObject({ value: 33.33, status: 'met' })
  })
})

describe('S26 the outcome of a trip', () => {
  it('is recorded for every trip of the year by the end of January, two trips to one place being two', async () => {
    const law = new Law()
    law.person('甲')
    law.thing('place', '通霖', 'D')
    const trip = (on: string) =>
      law.record('village.trip', 'D', on, { place: '通霖', topic: '温室' }, { present: ['甲'] })
    const [first, second] = [await trip('2012-04-10'), await trip('2012-06-10')]
    const told = (trip: string, on: string) => law.record('trip.outcome', 'D', on, { trip, outcome: '签订合同' })
    await told(first, '2012-05-01')
    await told(first, '2012-06-01')
    expect(await law.status('trip.outcomes_recorded', 'D', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('trip.outcomes_recorded', 'D', '2012', '2013-02-01')).toBe('not_met')
    await told(second, '2012-12-31')
    expect(await law.status('trip.outcomes_recorded', 'D', '2012', '2013-02-01')).toBe('met')
    expect(await law.status('trip.outcomes_recorded', 'D', '2011'), 'no trip').toBe('nothing owed')
  })
})

describe('S29 bureaus and cadres of a contact point', () => {
  it('are there on the last day, each beside the leader', async () => {
    const law = new Law()
    law.village('V1')
    law.person('干部', undefined, { rank: 'section' })
    law.thing('bureau', '农牧业局', 'D')
    law.tie('contact.bureau', 'V1', { bureau: '农牧业局' }, { to: '2012-12-31' })
    law.tie('contact.cadre', 'V1', { person: '干部' })
    expect(await law.status('contact.bureau_assigned', 'V1', '2012'), 'gone on the last day').toBe('not_met')
    expect(await law.status('contact.cadre_assigned', 'V1', '2012')).toBe('met')
    expect(await law.status('contact.assigned', 'V1', '2012'), 'a cadre is no leader').toBe('not_met')
  })
})

describe('S31 day-to-day supervision', () => {
  it('is normally done by every town and farm once a quarter, with fifteen days of grace', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.org('C2', 'committee', 'organ')
    law.org('V1', 'branch', 'village', { under: 'C1' })
    await law.record('supervision.daily', 'C1', '2012-03-31', { visited: 'V1', topic: '学习' })
    expect(await law.status('supervision.daily_held', 'C1', '2012-Q1')).toBe('met')
    expect(await law.status('supervision.daily_held', 'C1', '2012-Q2', '2012-07-15')).toBe('late')
    expect(await law.status('supervision.daily_held', 'C1', '2012-Q2', '2012-07-16')).toBe('asks')
    expect(await law.status('supervision.daily_held', 'C2', '2012-Q1'), 'organs have no villages').toBe('nothing owed')
  })
})

describe('S03 the four long-term documents', () => {
  it('are in place on the last day, one for each subject: two of one subject are one, and local measures are none', async () => {
    const law = new Law()
    const series = 'long_term'
    for (const subject of ['education', 'masses', 'mobile'])
      law.thing('document', `${subject}一`, 'D', { series, subject })
    law.thing('document', '教育二', 'D', { series, subject: 'education' })
    law.thing('document', '办法', 'D', { series: 'local', subject: 'responsibility' })
    law.thing('document', '四', 'D', { series, subject: 'responsibility' }, { from: '2012-12-31' })
    expect(await law.value('documents.long_term_mechanism', '2011')).toBe(4)
    expect(await law.owed('documents.in_place', 'D', '2011')).toMatchObject({ value: 3, status: 'not_met' })
    expect(await law.status('documents.in_place', 'D', '2012')).toBe('met')
  })
})

describe('S26 livestock that a trip brought home', () => {
  it('is told once: it counts among all that was introduced, and as brought home where it names its trip', async () => {
    const law = new Law()
    law.village('V1')
    law.thing('place', '伊澜', 'D')
    law.person('甲', 'V1')
    const trip = await law.record(
      'village.trip',
      'D',
      '2012-04-16',
      { place: '伊澜', topic: '养殖' },
      { present: ['甲'] },
    )
    const introduced = (head: number, more = {}) =>
      law.record('herds.introduction', 'V1', '2012-05-06', { animal: 'cattle', head, invested: '4000', ...more })
    await introduced(7, { trip })
    await introduced(5)
    expect([
      await law.value('herds.cattle_introduced', '2012'),
      await law.value('trip.cows_introduced', '2012'),
    ]).toEqual([12, 7])
    await expect(
      law.record('trip.introduction', 'D', '2012-05-06', { place: '伊澜', animal: 'cattle', head: 7 }),
    ).rejects.toMatchObject({ code: 'kind.retired' })
  })
})

describe('S14 subsidies, S19 a covered enterprise, S27 outreach', () => {
  it('add subsidies to the cent beside the salary, and owe none', async () => {
    const law = new Law()
    law.community('Q1')
    for (const amount of ['0.10', '0.20'])
      await law.record('community.subsidy_payment', 'Q1', '2012-05-01', { task: 'employment', amount })
    expect(await law.value('community.subsidies_paid', '2012')).toBe(0.3)
    expect(await law.value('community.salary_paid', '2012')).toBeNull()
  })

  it('cover an enterprise that relies on another organization', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'affiliated', { members: 3 })
    law.firm('乙厂', 'none')
    expect(await law.value('enterprise.org_coverage', '2012')).toBe(50)
    expect(await law.status('founding.everywhere', 'C1', '2012')).toBe('met')
  })

  it('count who came to the talks of households', async () => {
    const law = new Law()
    law.village('V1')
    await law.record('household.outreach', 'V1', '2012-05-01', { form: 'talk', people: 12 })
    await law.record('household.outreach', 'V1', '2012-12-31', { form: 'visit', people: 8 })
    expect([
      await law.value('households.outreach', '2012'),
      await law.value('households.outreach_people', '2012'),
    ]).toEqual([2, 20])
  })
})
