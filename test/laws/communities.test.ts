// S14, S16, S17: funds, pay, equipment, venues and distance education of communities.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S14 社区经费和待遇 community funds and pay', () => {
  it('gives a community 3,000 yuan of office fund a year, 5,000 from 2012 on', async () => {
    const law = new Law()
    law.community('Q1')
    await law.record('community.office_payment', 'Q1', '2011-06-01', { amount: '3000' })
    await law.record('community.office_payment', 'Q1', '2012-06-01', { amount: '4999.99' })
    expect(await law.owed('community.office', 'Q1', '2011')).toMatchObject({ owed: 3000, status: 'met' })
    expect(await law.owed('community.office', 'Q1', '2012')).toMatchObject({ owed: 5000, status: 'not_met' })
    await law.record('community.office_payment', 'Q1', '2012-12-31', { amount: '0.01' })
    expect(await law.status('community.office', 'Q1', '2012')).toBe('met')
  })

  it('pays each worker 450 yuan a month, 520 from 2012 on, quarter by quarter and for the days in which the post was held', async () => {
    const law = new Law()
    law.community('Q1')
    law.person('甲')
    law.person('乙')
    law.post('甲', 'Q1', 'community_worker')
    law.post('乙', 'Q1', 'community_worker', { from: '2012-02-15', to: '2012-03-31' })
    expect((await law.owed('community.salary', 'Q1', '2011-Q4'))!.owed).toBe(3 * 450)
    expect(
      (await law.owed('community.salary', 'Q1', '2012-Q1'))!.owed,
      'in post for 15 of 29 days of February, and 30 of 31 of March',
    ).toBe(2332.19)
    await law.record('community.salary_payment', 'Q1', '2012-03-31', { amount: '2332.18' })
    expect(await law.status('community.salary', 'Q1', '2012-Q1')).toBe('not_met')
    await law.record('community.salary_payment', 'Q1', '2012-03-31', { amount: '0.01' })
    expect(await law.status('community.salary', 'Q1', '2012-Q1')).toBe('met')
  })

  it('owes of a year in which the fund is raised, or the community closes, the months of each', async () => {
    const law = new Law()
    law.standard('community.office_fund', '2012-07-01', 6000)
    law.community('Q1')
    law.community('Q2', { to: '2012-09-01' })
    law.community('Q3', { from: '2012-01-02' })
    expect((await law.owed('community.office', 'Q1', '2012'))!.owed).toBe(5500)
    expect((await law.owed('community.office', 'Q2', '2012'))!.owed, 'six months of 5,000, two of 6,000').toBe(3500)
    expect((await law.owed('community.office', 'Q3', '2012'))!.owed, 'founded a day after the first').toBe(5486.56)
    expect(await law.status('community.equipped', 'Q2', '2012')).toBe('nothing owed')
  })

  it('has until the end of January for the fund, and no day more for the equipment; either can be excused', async () => {
    const law = new Law()
    law.community('Q1')
    law.community('Q2')
    await law.excuse('community.office', 'Q2', '2012-12-31')
    expect(await law.status('community.office', 'Q1', '2012', '2012-12-31')).toBe('open')
    expect(await law.status('community.office', 'Q1', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('community.office', 'Q1', '2012', '2013-02-01')).toBe('not_met')
    expect(await law.status('community.equipped', 'Q1', '2012', '2012-12-31')).toBe('open')
    expect(await law.status('community.equipped', 'Q1', '2012', '2013-01-01')).toBe('not_met')
    expect(await law.status('community.office', 'Q2', '2012')).toBe('excused')
    expect(await law.status('community.equipped', 'Q2', '2012'), 'which was not excused').toBe('not_met')
  })

  it('owes no pay where nobody is in post', async () => {
    const law = new Law()
    law.community('Q1')
    expect(await law.status('community.salary', 'Q1', '2012-Q1')).toBe('nothing owed')
  })

  it('equips every community with a television, a computer and a player: two of one kind are one', async () => {
    const law = new Law()
    law.community('Q1')
    law.community('Q2')
    for (const [index, item] of ['television', 'television', 'computer'].entries())
      law.thing('equipment', `一社区${index}`, 'Q1', { item })
    for (const item of ['television', 'computer', 'player']) law.thing('equipment', `二社区${item}`, 'Q2', { item })
    expect(await law.owed('community.equipped', 'Q1', '2012')).toMatchObject({ value: 2, owed: 3, status: 'not_met' })
    expect(await law.status('community.equipped', 'Q2', '2012')).toBe('met')
  })
})

describe('S16 活动阵地 activity venues', () => {
  it('asks at least 200 square metres in each community', async () => {
    const law = new Law()
    law.community('Q1')
    law.community('Q2')
    law.thing('venue', '一室', 'Q1', { use: 'room', area: 199.9 })
    law.thing('venue', '二室', 'Q2', { use: 'room', area: 120 })
    law.thing('venue', '二楼', 'Q2', { use: 'building', area: 80, storeys: 3 }, { from: '2012-08-01' })
    expect(await law.status('community.area', 'Q1', '2012')).toBe('not_met')
    expect(await law.status('community.area', 'Q2', '2012')).toBe('met')
    expect(await law.value('community.new_building_area', '2012'), 'built in the year').toBe(80)
    expect(await law.value('community.new_building_area', '2011')).toBeNull()
  })
})

describe('S17 远程教育 distance education', () => {
  it('normally connects every community, and counts who was trained over the network', async () => {
    const law = new Law()
    law.community('Q1')
    law.community('Q2')
    law.person('甲', 'Q1')
    law.thing('station', '站点', 'Q1')
    await law.record('distance.session', 'Q1', '2012-03-01', { topic: '政策' }, { present: ['甲'] })
    await law.record('distance.session', 'Q1', '2012-04-01', { topic: '政策' }, { present: ['甲'] })
    expect(await law.status('distance.connected', 'Q1', '2012')).toBe('met')
    expect(await law.status('distance.connected', 'Q2', '2012')).toBe('asks')
    expect(await law.value('distance.sessions', '2012')).toBe(2)
    expect(await law.value('distance.people', '2012'), 'attendances').toBe(2)
  })
})
