// S05 to S08: one person, one file; the training fund, going out to learn, and lectures.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S05 干部教育培训和一人一档 one person, one file', () => {
  it('counts cadres by their rank, and each once who is evaluated in the year', async () => {
    const law = new Law()
    law.org('B1', 'branch', 'organ')
    law.person('科长', 'B1', { rank: 'section' })
    law.person('后备', 'B1', { rank: 'reserve' })
    law.person('科员', 'B1')
    const evaluate = (on: string, person: string, grade: string) =>
      law.record('cadre.evaluation', 'D', on, { person, grade })
    await evaluate('2011-12-31', '后备', 'competent')
    await evaluate('2012-01-01', '科长', 'basic')
    await evaluate('2012-12-31', '科长', 'competent')
    expect(await law.value('cadres.section', '2012')).toBe(1)
    expect(await law.value('cadres.reserve', '2012')).toBe(1)
    expect(await law.value('cadres.evaluated', '2012')).toBe(1)
  })
})

describe('S06 培训专项经费 training fund', () => {
  it('is at least 300,000 yuan a year, spent by the district: a cent less is not enough', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    await law.record('training.spending', 'D', '2012-03-01', { purpose: '办班', amount: '299999.99' })
    expect(await law.status('training.fund', 'D', '2012')).toBe('not_met')
    await law.record('training.spending', 'D', '2012-12-31', { purpose: '教材', amount: '0.01' })
    expect(await law.status('training.fund', 'D', '2012')).toBe('met')
    expect((await law.owed('training.fund', 'D', '2012'))!.owed).toBe(300_000)
    expect(await law.status('training.fund', 'C1', '2012'), 'it is the district that owes it').toBe('nothing owed')
  })

  it('may be entered until the end of January', async () => {
    const law = new Law()
    expect(await law.status('training.fund', 'D', '2012', '2012-12-31')).toBe('open')
    expect(await law.status('training.fund', 'D', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('training.fund', 'D', '2012', '2013-02-01')).toBe('not_met')
  })

  it('adds amounts exactly', async () => {
    const law = new Law()
    for (let time = 0; time < 3; time += 1)
      await law.record('training.spending', 'D', `2012-03-0${time + 1}`, { purpose: '办班', amount: '0.10' })
    expect(await law.value('training.fund_spent', '2012')).toBe(0.3)
  })
})

describe('S07 外出学习和挂职 study tours and secondments', () => {
  it('counts over two years each person once, however often the person went', async () => {
    const law = new Law()
    for (const name of ['甲', '乙', '丙']) law.person(name, 'D')
    law.thing('place', '青岛', 'D')
    const tour = (on: string, present: string[]) =>
      law.record('training.study_tour', 'D', on, { place: '青岛', topic: '招商' }, { present })
    await tour('2010-12-31', ['丙'])
    await tour('2011-01-01', ['甲', '乙'])
    await tour('2012-12-31', ['甲'])
    expect(await law.value('training.study_tour_people', '2012')).toBe(2)
    expect(await law.value('training.study_tour_people', '2011')).toBe(3)
  })

  it('counts who was seconded, and who did not go is not counted', async () => {
    const law = new Law()
    for (const name of ['甲', '乙']) law.person(name, 'D', { rank: 'reserve', born: '1985-01-01' })
    law.thing('place', '青岛', 'D')
    const body = { place: '青岛', months: 12, task: '招商' }
    await law.record('training.secondment', 'D', '2012-03-01', body, { present: ['甲'], absent: ['乙'] })
    expect(await law.value('training.secondments', '2012')).toBe(1)
  })
})

describe('S08 培训资源 training resources', () => {
  it('counts who came as often as they came, and special lectures apart from the others', async () => {
    const law = new Law()
    law.person('甲', 'D')
    const lecture = (level: string, on: string) =>
      law.record('training.lecture', 'D', on, { level, topic: '政策' }, { present: ['甲'] })
    await lecture('special', '2012-03-01')
    await lecture('special', '2012-04-01')
    await lecture('ordinary', '2012-05-01')
    expect(await law.value('training.special_lectures', '2012')).toBe(2)
    expect(await law.value('training.special_lecture_people', '2012')).toBe(2)
    expect(await law.value('training.lecture_people', '2012')).toBe(1)
  })

  it('counts books and area as they stand on the last day', async () => {
    const law = new Law()
    law.thing('training_place', '阅览室', 'D', { use: 'reading_room', books: 9000 }, { to: '2012-07-01' })
    law.thing('training_place', '新阅览室', 'D', { use: 'reading_room', books: 10000 }, { from: '2012-07-01' })
    law.thing('training_place', '基地', 'D', { use: 'base', area: 200 })
    expect(await law.value('training.reading_room_books', '2012-06')).toBe(9000)
    expect(await law.value('training.reading_room_books', '2012')).toBe(10000)
    expect(await law.value('training.base_area', '2012')).toBe(200)
  })
})
