// S03 and S18: campaign tasks with goals and deadlines; organs set goals at the start of the year and show results at its end.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.org('O1', 'branch', 'organ')
  law.person('甲', 'O1')
})

describe('a campaign task', () => {
  const task = (due: string) =>
    law.record('campaign.task', 'O1', '2012-02-10', {
      campaign: 'five_ones',
      goal: '覆盖每个支部',
      owner_org: 'O1',
      due,
    })
  it('has a unit, a goal, a deadline and a result', async () => {
    const id = await task('2012-06-30')
    const on = { case: id }
    await expect(law.record('campaign.task.reported', 'O1', '2012-06-20', on)).rejects.toMatchObject({
      code: 'input.field',
    })
    await expect(law.record('campaign.task.accepted', 'O1', '2012-06-20', on)).rejects.toMatchObject({
      code: 'case.order',
    })
    await law.record('campaign.task.reported', 'O1', '2012-06-20', { ...on, result: '已覆盖' })
    await law.record('campaign.task.accepted', 'O1', '2012-06-30', on)
    expect(await law.value('campaign.tasks_done', '2012-06')).toBe(1)
    expect(await law.status('campaign.tasks_kept', 'O1', '2012-Q2')).toBe('met')
  })

  it('not accepted by its deadline is missed from the day after, and returned it runs again to another day', async () => {
    const id = await task('2012-06-29')
    await law.record('campaign.task.reported', 'O1', '2012-06-20', { case: id, result: 'x' })
    expect(await law.status('campaign.tasks_kept', 'O1', '2012-Q2')).toBe('not_met')
    await law.record('campaign.task.returned', 'O1', '2012-06-25', {
      case: id,
      due: '2012-09-30',
      reason: '两个支部没有开展',
    })
    expect(await law.status('campaign.tasks_kept', 'O1', '2012-Q2')).toBe('met')
    expect(await law.value('campaign.tasks_open', '2012-06')).toBe(1)
  })
})

describe('the goals of an organ branch', () => {
  const goal = (on: string, due = '2012-12-20', org = 'O1') =>
    law.record('organ.goal', org, on, { goal: '窗口服务', owner: '甲', due })
  const shown = async (id: string, on: string) => {
    await law.record('organ.goal.shown', 'O1', on, { case: id, result: '满意率' })
    await law.record('organ.goal.accepted', 'O1', on, { case: id })
  }

  it('are set by the end of March: on the 31st in time, on 1 April not', async () => {
    await goal('2012-03-31')
    expect(await law.status('organ.goals_set', 'O1', '2012-03')).toBe('met')
    law = new Law()
    law.org('O1', 'branch', 'organ')
    law.person('甲', 'O1')
    await goal('2012-04-01')
    expect(await law.status('organ.goals_set', 'O1', '2012-03')).toBe('not_met')
  })

  it('a goal of last year that nobody finished does not stand for a new one', async () => {
    await goal('2011-02-10', '2011-12-20')
    expect(await law.status('organ.goals_set', 'O1', '2012-03')).toBe('not_met')
    expect(await law.value('organ.goals_overdue', '2012-03')).toBe(1)
  })

  it('are owed in March alone, and by branches of organs alone', async () => {
    law.village('V1')
    expect(await law.status('organ.goals_set', 'O1', '2012-04')).toBe('nothing owed')
    expect(await law.status('organ.goals_set', 'V1', '2012-03')).toBe('nothing owed')
  })

  it('show their result within the year; in January it is the next year that counts', async () => {
    await shown(await goal('2012-02-01'), '2012-12-31')
    expect(await law.status('organ.results_shown', 'O1', '2012')).toBe('met')
    expect(await law.value('organ.results_in_time', '2012')).toBe(0)
    law = new Law()
    law.org('O1', 'branch', 'organ')
    law.person('甲', 'O1')
    await shown(await goal('2012-02-01'), '2013-01-01')
    expect(await law.status('organ.results_shown', 'O1', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('organ.results_shown', 'O1', '2012', '2013-02-01')).toBe('not_met')
  })
})
