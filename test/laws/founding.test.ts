// S21 and S10: who qualifies for an organization is decided by member counts; posts are filled in the open, stage by stage.
import { beforeEach, describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law

beforeEach(() => {
  law = new Law()
  law.org('C1', 'committee', 'town')
  law.person('组织员', 'C1')
})

const planned = (form: string, members: number, units?: number) =>
  law.record('founding', 'C1', '2012-04-05', {
    name: '拟建',
    form,
    members,
    ...(units === undefined ? {} : { units }),
    owner: '组织员',
    due: '2012-06-29',
  })

describe('an enterprise', () => {
  it('with two members does not qualify yet; with three it must have an organization', async () => {
    law.firm('两名', 'none', { members: 2 })
    expect(await law.status('founding.everywhere', 'C1', '2012')).toBe('nothing owed')
    law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('三名', 'none', { members: 3 })
    expect(await law.owed('founding.everywhere', 'C1', '2012')).toMatchObject({ owed: 1, value: 0, status: 'not_met' })
  })

  it('is covered by an organization of its own, a joint one or an affiliation', async () => {
    law.firm('甲', 'own', { members: 3 })
    law.firm('乙', 'joint', { members: 9 })
    law.firm('丙', 'affiliated', { members: 4 })
    expect(await law.owed('founding.everywhere', 'C1', '2012')).toMatchObject({ owed: 3, value: 3, status: 'met' })
  })
})

describe('the full members of an enterprise', () => {
  it('are those who work there and are full members that day, each once, wherever they belong', async () => {
    law.firm('甲', 'none', { members: 2 })
    law.village('V9')
    // A probationary member becomes a full one, wherever that is; somebody who belongs nowhere counts for nothing.
    law.person('预备')
    law.member('预备', 'V9', { kind: 'probationary', to: '2012-07-10' })
    law.member('预备', 'V9', { from: '2012-07-10' })
    law.person('群众')
    for (const person of ['预备', '群众', '甲1'])
      law.tie('enterprise.member', 'C1', { person, enterprise: '甲' }, { from: '2010-02-01' })
    const qualified = (period: string) => law.value('founding.qualified', period)
    expect([await qualified('2012-06'), await qualified('2012-07')]).toEqual([0, 1])
  })

  it('are told anew when a membership changes in an organization elsewhere', async () => {
    law.firm('甲', 'none', { members: 3 })
    expect(await law.value('founding.qualified', '2012-07')).toBe(1)
    await law.leave('甲3', '2012-07-15')
    expect([
      await law.value('founding.qualified', '2012-06'),
      await law.value('founding.qualified', '2012-07'),
    ]).toEqual([1, 0])
  })
})

describe('a founding', () => {
  it('with two members is refused, with both numbers and the clause; with three it is opened', async () => {
    await planned('branch', 3)
    const refusal = await planned('branch', 2).catch(error => error)
    expect(refusal.code).toBe('input.field')
    expect(refusal.say('zh')).toMatch(/正式党员数.*现为 2.*少于“成立党支部的正式党员” 3.*党章/)
    expect(refusal.say('en')).toMatch(/Full members.*is 2, less than "Full members of a branch", 3/)
  })

  it('normally has more members than fifty for a general branch, a hundred for a committee; fewer is shown, not refused', async () => {
    await planned('general_branch', 51)
    await planned('committee', 100)
    const short = async () => [
      await law.value('founding.general_too_few', '2012'),
      await law.value('founding.committee_too_few', '2012'),
    ]
    expect(await short()).toEqual([0, 0])
    await planned('general_branch', 50)
    await planned('committee', 99)
    expect(await short()).toEqual([1, 1])
  })

  it('joins five units at most', async () => {
    await planned('joint_branch', 6, 5)
    await planned('joint_branch', 6, 6)
    expect(await law.value('founding.joint_within', '2012')).toBe(1)
  })

  it('is surveyed, applied for, approved and founded in that order, by the day of the plan', async () => {
    const id = await planned('branch', 5)
    const step = (stage: string, on: string) => law.record(`founding.${stage}`, 'C1', on, { case: id })
    await expect(step('approved', '2012-05-01')).rejects.toMatchObject({ code: 'case.order' })
    await step('surveyed', '2012-05-01')
    await step('applied', '2012-05-10')
    await step('approved', '2012-06-08')
    expect(await law.status('founding.planned', 'C1', '2012-H1')).toBe('not_met')
    await step('founded', '2012-06-29')
    expect(await law.status('founding.planned', 'C1', '2012-H1')).toBe('met')
    expect(await law.value('founding.founded', '2012')).toBe(1)
  })
})

describe('an open selection', () => {
  it('passes every stage and publishes its result by its day', async () => {
    const id = await law.record('selection', 'D', '2012-03-12', {
      post: '副局长',
      places: 1,
      channel: 'internal',
      owner: '组织员',
      due: '2012-06-30',
    })
    const stages: [string, string, Record<string, unknown>][] = [
      ['announced', '2012-03-14', { where: '公告栏' }],
      ['signed_up', '2012-03-30', { candidates: 7 }],
      ['checked', '2012-04-09', { qualified: 6 }],
      ['examined', '2012-04-23', { seated: 5 }],
      ['inspected', '2012-05-17', { inspected: 2 }],
      ['decided', '2012-06-05', { chosen: 1 }],
    ]
    for (const [stage, on, body] of stages) {
      await expect(law.record('selection.published', 'D', on, { case: id, result: 'x' })).rejects.toMatchObject({
        code: 'case.order',
      })
      await law.record(`selection.${stage}`, 'D', on, { case: id, ...body })
    }
    expect(await law.value('selection.open', '2012-06')).toBe(1)
    await law.record('selection.published', 'D', '2012-06-30', { case: id, result: '公示无异议' })
    expect(await law.value('selection.published', '2012')).toBe(1)
    expect(await law.status('selection.results', 'D', '2012-H1')).toBe('met')
  })
})
