// S22 to S27: teams, graduates, venues, pay, trips and demonstration households of villages.
import { describe, expect, it } from 'vitest'
import type { BrokenMonth } from '../../src/charter/language.ts'
import { facts } from '../../src/measure/proof.sql.ts'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S22 领导班子和换届 leading teams and change of team', () => {
  it('compares the village teams with those of the eve of the election', async () => {
    const law = new Law()
    law.village('V1')
    const serve = (name: string, born: string, education: number, spans: { from?: string; to?: string }) => {
      law.person(name, 'V1', { born, education })
      law.post(name, 'V1', 'committee_member', { team: 'two_committees', ...spans })
    }
    serve('旧一', '1970-01-01', 70, { to: '2012-03-10' })
    serve('旧二', '1972-01-01', 70, { to: '2012-03-10' })
    serve('新一', '1980-01-01', 60, { from: '2012-03-10' })
    serve('新二', '1972-01-01', 70, { from: '2012-03-10' })
    await law.record('teams.election', 'V1', '2012-03-10', { term: 9 })
    expect(await law.value('teams.village_average_age', '2012')).toBe(36)
    expect(await law.value('teams.village_average_age_before', '2012'), 'on 9 March').toBe(41)
    expect(await law.value('teams.village_average_age_change', '2012')).toBe(-5)
    expect(await law.value('teams.village_high_school', '2012')).toBe(1)
    expect(await law.value('teams.village_high_school_share', '2012')).toBe(50)
  })

  it('is made of people: who is secretary and head of the village at once is one of the team', async () => {
    const law = new Law()
    law.village('V1')
    for (const [name, born, education] of [
      ['一肩挑', '1992-01-01', 20],
      ['委员', '1962-01-01', 70],
    ] as const)
      law.person(name, 'V1', { born, education })
    for (const [name, post] of [
      ['一肩挑', 'secretary'],
      ['一肩挑', 'village_head'],
      ['委员', 'committee_member'],
    ] as const)
      law.post(name, 'V1', post, { team: 'two_committees' })
    expect(await law.value('village.cadres', '2012', 'V1')).toBe(2)
    expect(await law.value('teams.village_average_age', '2012'), 'of 20 and 50').toBe(35)
    expect(await law.value('teams.village_high_school_share', '2012')).toBe(50)
    expect(await law.value('teams.village_under_40_share', '2012')).toBe(50)
    const proof = await law.read('2012', (tx, charter, asked) =>
      facts(tx, charter, 'teams.village_high_school_share', asked, { limit: 10, offset: 0 }),
    )
    expect(proof, 'the proof lists each of them once').toHaveLength(2)
  })
})

describe('S22 town teams', () => {
  it('count who is under 35 on the last day, and of these who went to college', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    for (const [name, born, education] of [
      ['甲', '1978-01-01', 30],
      ['乙', '1980-01-01', 60],
      ['丙', '1977-12-31', 20],
    ] as const) {
      law.person(name, undefined, { born, education })
      law.post(name, 'C1', 'committee_member', { team: 'committee' })
    }
    expect(await law.value('teams.town_under_35', '2012'), 'who turns 35 that day is not').toBe(2)
    expect(await law.value('teams.town_under_35', '2012-11')).toBe(3)
    expect(await law.value('teams.town_college_share', '2012')).toBe(50)
  })

  it('have no comparison before any election', async () => {
    const law = new Law()
    law.village('V1')
    law.person('甲')
    law.post('甲', 'V1', 'secretary', { team: 'two_committees' })
    expect(await law.figure('teams.village_average_age_change', '2012')).toMatchObject({
      value: null,
      status: 'missing',
    })
  })
})

describe('S23 一村一名大学生 one village, one graduate', () => {
  it('is a rate of villages, and owed by each', async () => {
    const law = new Law()
    for (const code of ['V1', 'V2', 'V3']) law.village(code)
    law.community('Q1')
    for (const name of ['甲', '乙']) law.person(name, undefined, { education: 20 })
    law.tie('graduate.official', 'V1', { person: '甲' })
    law.tie('graduate.official', 'V2', { person: '乙' }, { to: '2012-12-31' })
    expect(await law.value('teams.student_official_rate', '2012')).toBe(33)
    expect(await law.value('teams.student_official_rate', '2012-11')).toBe(67)
    expect(await law.status('graduates.posted', 'V1', '2012')).toBe('met')
    expect(await law.status('graduates.posted', 'V2', '2012'), 'who left on the last day is gone').toBe('not_met')
    expect(await law.status('graduates.posted', 'Q1', '2012')).toBe('nothing owed')
  })
})

describe('S24 阵地建设和使用 use of venues', () => {
  it('measures the use of all venues together, mobile ones among them, against two uses a month of each', async () => {
    const law = new Law()
    law.village('V1')
    law.thing('venue', '活动室', 'V1', { use: 'room', area: 100 })
    law.thing('venue', '蒙古包', 'V1', { use: 'mobile' })
    const study = (on: string, venue: string) => law.record('study.day', 'V1', on, { topic: '学习', venue })
    for (const on of ['2012-04-02', '2012-04-09']) await study(on, '活动室')
    await study('2012-04-20', '蒙古包')
    expect(await law.value('positions.utilization', '2012-04'), '3 of 4').toBe(75)
    expect(await law.value('positions.utilization', '2012-Q2'), '3 of 12').toBe(25)
  })

  it('normally wants half of that in a quarter', async () => {
    const law = new Law()
    law.village('V1')
    law.thing('venue', '活动室', 'V1', { use: 'room', area: 100 })
    const study = (on: string) => law.record('study.day', 'V1', on, { topic: '学习', venue: '活动室' })
    await study('2012-04-02')
    await study('2012-05-02')
    expect(await law.status('positions.used', 'V1', '2012-Q2')).toBe('asks')
    await study('2012-06-30')
    expect(await law.owed('positions.used', 'V1', '2012-Q2')).toMatchObject({ value: 50, owed: 50, status: 'met' })
  })
})

describe('S25 嘎查村报酬和办公经费 village pay and office expenses', () => {
  const team = (law: Law, name: string, spans: { from?: string; to?: string } = {}) => {
    law.person(name)
    law.post(name, 'V1', 'committee_member', { team: 'two_committees', ...spans })
  }

  it('pays each cadre 200 yuan a month, 400 from 2012 on, for the days of a broken month', async () => {
    const law = new Law()
    law.village('V1')
    team(law, '甲')
    team(law, '乙', { to: '2012-02-29' })
    team(law, '丙', { from: '2012-02-29' })
    expect((await law.owed('village.pay', 'V1', '2011-Q4'))!.owed).toBe(2 * 3 * 200)
    expect((await law.owed('village.pay', 'V1', '2012-Q1'))!.owed, 'two in each month').toBe(2 * 3 * 400)
    await law.record('village.pay_payment', 'V1', '2012-03-31', { amount: '2399.99' })
    expect(await law.status('village.pay', 'V1', '2012-Q1', '2012-04-15')).toBe('late')
    expect(await law.status('village.pay', 'V1', '2012-Q1', '2012-04-16')).toBe('not_met')
    await law.record('village.pay_payment', 'V1', '2012-03-31', { amount: '0.01' })
    expect(await law.status('village.pay', 'V1', '2012-Q1', '2012-04-16')).toBe('met')
  })

  it('pays by a new standard from its day on, to the cent', async () => {
    const law = new Law()
    law.standard('village.cadre_pay', '2012-05-01', 450.55)
    law.standard('village.cadre_pay', '2012-06-16', 500)
    law.village('V1')
    team(law, '甲')
    team(law, '乙')
    expect((await law.owed('village.pay', 'V1', '2012-Q1'))!.owed).toBe(2400)
    // Two cadres: April at 400, May at 450.55, fifteen days of June at 450.55 and fifteen at 500.
    expect((await law.owed('village.pay', 'V1', '2012-Q2'))!.owed).toBe(2651.65)
    expect((await law.owed('village.pay', 'V1', '2012-Q3'))!.owed).toBe(3000)
    await law.record('village.pay_payment', 'V1', '2012-06-30', { amount: '2651.64' })
    expect(await law.status('village.pay', 'V1', '2012-Q2')).toBe('not_met')
    await law.record('village.pay_payment', 'V1', '2012-06-30', { amount: '0.01' })
    expect(await law.status('village.pay', 'V1', '2012-Q2')).toBe('met')
  })

  it('pays broken months by the rule that the charter states, and by each rule from its day', async () => {
    // In office from 16 May to 19 June; another on 29 February alone; the rate rises within a month.
    const owed = async (rule: BrokenMonth | null, turn: string) => {
      const law = new Law()
      if (rule !== null) law.broken('village.cadre_pay', '2012-01-01', rule)
      law.village('V1')
      team(law, '甲', { from: '2012-05-16', to: '2012-06-20' })
      team(law, '乙', { from: '2012-02-29', to: '2012-03-01' })
      return (await law.owed('village.pay', 'V1', turn))?.owed ?? 0
    }
    expect(await owed(null, '2012-Q2'), '400 × 16/31 + 400 × 19/30').toBe(459.78)
    expect(await owed('begun', '2012-Q2')).toBe(800)
    expect(await owed(31, '2012-Q2'), 'in office on the last day of May alone').toBe(400)
    expect(await owed(15, '2012-Q2'), 'in office on 15 June alone').toBe(400)
    expect(await owed(1, '2012-Q2'), 'in office on 1 June alone').toBe(400)
    expect(await owed(30, '2012-Q1'), 'the last day of a shorter month').toBe(400)
    expect(await owed(null, '2012-Q1'), 'one day of twenty-nine').toBe(13.79)
    expect(await owed(28, '2012-Q1')).toBe(0)
  })

  it('follows a rate that changes within a month by the same rule', async () => {
    const owed = async (rule: BrokenMonth | null) => {
      const law = new Law()
      if (rule !== null) law.broken('village.cadre_pay', '2012-01-01', rule)
      law.standard('village.cadre_pay', '2012-05-15', 450)
      law.village('V1')
      team(law, '甲')
      team(law, '乙')
      return (await law.owed('village.pay', 'V1', '2012-Q2'))!.owed
    }
    expect(await owed(null)).toBe(2554.84)
    expect(await owed('begun')).toBe(2600)
    expect(await owed(31)).toBe(2600)
    expect(await owed(14)).toBe(2500)
    expect(await owed(15)).toBe(2600)
  })

  it('pays who is secretary and village head at once as one person', async () => {
    const law = new Law()
    law.village('V1')
    law.person('甲')
    law.post('甲', 'V1', 'secretary', { team: 'two_committees' })
    law.post('甲', 'V1', 'village_head', { team: 'two_committees', from: '2012-02-01' })
    expect((await law.owed('village.pay', 'V1', '2012-Q1'))!.owed).toBe(3 * 400)
    expect(await law.value('village.cadres', '2012')).toBe(1)
  })

  it('owes a village that opens or closes within a quarter for its days, and what is done for whole quarters', async () => {
    const law = new Law()
    law.village('V1', { to: '2012-05-31' })
    law.village('V2', { from: '2012-02-01' })
    law.village('V3', { from: '2012-04-01', to: '2012-06-01' })
    for (const [name, village, from, to] of [
      ['甲', 'V1', '2010-01-01', '2012-05-31'],
      ['乙', 'V2', '2012-02-01', undefined],
      ['丙', 'V3', '2012-04-01', '2012-06-01'],
    ] as const) {
      law.person(name)
      law.post(name, village, 'secretary', { team: 'two_committees', from, ...(to ? { to } : {}) })
    }
    const owed = async (duty: string, village: string, turn: string) =>
      (await law.owed(duty, village, turn))?.owed ?? 'nothing'
    expect(await owed('village.pay', 'V1', '2012-Q2'), 'April and 30 of 31 days of May').toBe(787.1)
    expect(await owed('village.office', 'V1', '2012-Q2'), 'a twelfth of 20,000, and 30 of 31 parts').toBe(3279.57)
    expect(await owed('village.pay', 'V1', '2012-Q3')).toBe('nothing')
    expect(await owed('village.pay', 'V2', '2012-Q1'), 'February and March').toBe(800)
    expect(await owed('contact.visited', 'V2', '2012-Q1'), 'not there on the first day').toBe('nothing')
    expect(await owed('village.pay', 'V2', '2012-Q2')).toBe(1200)
    expect(await owed('village.pay', 'V3', '2012-Q2'), 'April and the whole of May').toBe(800)
    expect(await owed('contact.visited', 'V1', '2012-Q2'), 'half a quarter’s visit is none').toBe('nothing')
  })

  it('owes a sub-farm that becomes a village from the day on which it is one', async () => {
    const law = new Law()
    law.org('V1', 'branch', 'sub_bureau', { to: '2012-05-10' })
    law.village('V1', { from: '2012-05-10' })
    team(law, '甲')
    expect((await law.owed('village.pay', 'V1', '2012-Q2'))!.owed, '22 of 31 days of May, and June').toBe(683.87)
    expect(await law.status('village.pay', 'V1', '2012-Q1')).toBe('nothing owed')
  })

  it('lets the quarters of a year in which the expenses are raised add up to the year', async () => {
    const law = new Law()
    law.standard('village.office_expense', '2012-08-01', 24_000)
    law.village('V1')
    const quarters = []
    for (const turn of ['2012-Q1', '2012-Q2', '2012-Q3', '2012-Q4'])
      quarters.push((await law.owed('village.office', 'V1', turn))!.owed)
    expect(quarters).toEqual([5000, 5000, 5666.67, 6000])
    expect(await law.value('village.office_expense', '2012')).toBe(24_000)
    expect(await law.value('village.office_expense_before', '2012')).toBe(20_000)
    expect(await law.value('village.office_expense_change', '2012')).toBe(4000)
  })

  it('pays the quarter’s part of 20,000 yuan of office expenses a year', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2', { from: '2012-02-01' })
    await law.record('village.office_payment', 'V1', '2012-03-20', { amount: '5000' })
    expect(await law.owed('village.office', 'V1', '2012-Q1')).toMatchObject({ owed: 5000, status: 'met' })
    expect(await law.status('village.office', 'V1', '2011-Q4'), 'not before 2012').toBe('nothing owed')
    expect((await law.owed('village.office', 'V2', '2012-Q1'))!.owed, 'founded in the quarter').toBe(3333.33)
    expect(await law.status('village.office', 'V2', '2012-Q2')).toBe('not_met')
  })
})

describe('S26 外出考察和引进 trips and what they bring home', () => {
  it('makes at least two trips a year, on the last day at the latest', async () => {
    const law = new Law()
    law.person('甲')
    law.thing('place', '赤峰', 'D')
    const trip = (on: string) =>
      law.record('village.trip', 'D', on, { place: '赤峰', topic: '大棚' }, { present: ['甲'] })
    await trip('2012-05-01')
    expect(await law.status('village.trips_made', 'D', '2012')).toBe('not_met')
    await trip('2012-12-31')
    expect(await law.status('village.trips_made', 'D', '2012')).toBe('met')
    expect(await law.status('village.trips_made', 'D', '2013', '2013-06-30')).toBe('open')
    expect(await law.value('trip.places', '2012'), 'the same place twice is one').toBe(1)
  })

  it('adds what was contracted apart from what was brought in', async () => {
    const law = new Law()
    law.village('V1')
    law.thing('place', '赤峰', 'D')
    await law.record('trip.contract', 'V1', '2012-05-01', { place: '赤峰', animal: 'gosling', head: 500 })
    const trip = await law.record('village.trip', 'V1', '2012-04-20', { place: '赤峰', topic: '养殖' })
    const introduced = (head: number, invested: string, more = {}) =>
      law.record('herds.introduction', 'V1', '2012-06-01', { animal: 'cattle', head, invested, ...more })
    await introduced(20, '40000.50', { trip })
    await introduced(20, '40000')
    expect(await law.value('trip.goslings_contracted', '2012')).toBe(500)
    expect(await law.value('trip.cows_introduced', '2012')).toBe(20)
    expect(await law.value('herds.cattle_introduced', '2012')).toBe(40)
    expect(await law.value('herds.investment', '2012')).toBe(80000.5)
  })
})

describe('a payment of village pay', () => {
  it('is refused where nobody held a post in its quarter or the one before; on the last day of such a quarter it is taken', async () => {
    const law = new Law()
    law.village('V1')
    law.person('书记', 'V1')
    law.post('书记', 'V1', 'secretary', { to: '2012-01-02', team: 'two_committees' })
    const pay = (on: string) => law.record('village.pay_payment', 'V1', on, { amount: '400.00' })
    await pay('2012-06-30')
    await expect(pay('2012-07-01')).rejects.toMatchObject({ code: 'pay.nobody' })
  })
})

describe('S27 典型示范户 demonstration households', () => {
  it('gives every household a contact on the year’s last day', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.person('联系人')
    law.thing('household', '甲户', 'V1', { project: 'cattle' })
    law.thing('household', '乙户', 'V1', { project: 'sheep' })
    law.tie('household.contact', 'V1', { person: '联系人', household: '甲户' })
    law.tie('household.contact', 'V1', { person: '联系人', household: '乙户' }, { to: '2012-12-31' })
    expect(await law.owed('households.contact', 'V1', '2012')).toMatchObject({ value: 1, owed: 2, status: 'not_met' })
    expect(await law.status('households.contact', 'V2', '2012'), 'without households').toBe('nothing owed')
  })

  it('gives every household its funds within the year; a second sum for one household makes up for no other', async () => {
    const law = new Law()
    law.village('V1')
    for (const name of ['甲户', '乙户']) law.thing('household', name, 'V1', { project: 'cattle' })
    const support = (household: string, on: string) =>
      law.record('household.support', 'V1', on, { household, source: '扶贫资金', amount: '5000.00' })
    const status = () => law.status('households.funds', 'V1', '2012', '2013-02-01')
    await support('甲户', '2012-03-01')
    await support('甲户', '2012-09-01')
    expect(await status()).toBe('not_met')
    await support('乙户', '2012-12-31')
    expect(await status()).toBe('met')
  })

  it('lets the contact of a household that has ended make up for no other', async () => {
    const law = new Law()
    law.village('V1')
    law.person('联系人')
    law.thing('household', '甲户', 'V1', { project: 'cattle' }, { to: '2012-07-01' })
    law.thing('household', '乙户', 'V1', { project: 'sheep' })
    law.tie('household.contact', 'V1', { person: '联系人', household: '甲户' })
    expect(await law.owed('households.contact', 'V1', '2012')).toMatchObject({ value: 0, owed: 1, status: 'not_met' })
    expect(await law.value('households.demonstration', '2012')).toBe(1)
  })

  it('adds the support of all sources, and the people who changed occupation, up to the district', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.thing('household', '甲户', 'V1', { project: 'cattle' })
    for (const amount of ['0.10', '0.20'])
      await law.record('household.support', 'V1', '2012-05-01', { household: '甲户', source: '扶贫', amount })
    await law.record('household.change_of_trade', 'V1', '2012-05-01', { people: 3, trade: '运输' })
    await law.record('household.change_of_trade', 'V2', '2012-12-31', { people: 4, trade: '餐饮' })
    expect(await law.value('households.support_funds', '2012')).toBe(0.3)
    expect(await law.value('households.changed_production', '2012')).toBe(7)
    expect(await law.value('households.support_funds', '2011'), 'no record is not zero').toBeNull()
  })
})
