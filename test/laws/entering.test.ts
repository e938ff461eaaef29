// The last stage acts where it should: a received transfer moves the membership, a founding opens the organization and covers its
// enterprise, an accepted building is a place; on the day of the stage, refused with it, and taken back with it.
import { beforeEach, describe, expect, it } from 'vitest'
import { changesBy, undo } from '../../src/register/journal.sql.ts'
import { day } from '../../src/time/day.ts'
import { aHouse, Law } from '../law.ts'

aHouse()
let law: Law
beforeEach(() => {
  law = new Law()
})

describe('S02 a received transfer', () => {
  const open = (body: Record<string, unknown>, org = 'V1') =>
    law.record('member.transfer', org, '2012-03-01', { person: 'M', owner: 'R', due: '2012-05-20', ...body })
  const received = (id: string, on: string) => law.record('member.transfer.received', 'V1', on, { case: id })
  const members = async (org: string, period: string) => law.value('members.total', period, org)
  beforeEach(() => {
    law.village('V1')
    law.village('V2')
    for (const name of ['M', 'R']) law.person(name, 'V1')
  })

  it('moves the member on its day, and back again when it is taken back', async () => {
    const step = await received(await open({ receiver: 'V2' }), '2012-04-10')
    expect([await members('V1', '2012-03'), await members('V1', '2012-04'), await members('V2', '2012-04')]).toEqual([
      2, 1, 1,
    ])
    await law.record('member.transfer.received', 'V1', '2012-04-10', {}, { voids: step })
    expect([await members('V1', '2012-04'), await members('V2', '2012-04')]).toEqual([2, 0])
    expect(await law.value('members.transfers_open', '2012-04')).toBe(1)
  })

  it('is taken back with its stage alone: who undoes the change by itself is told which record to withdraw', async () => {
    const step = await received(await open({ receiver: 'V2' }), '2012-04-10')
    const by = { name: 'law', today: day(law.today) }
    const undone = law.read('2012', async (tx, charter) => {
      const [made] = await changesBy(tx, [step])
      return undo(tx, charter, made!.id, by)
    })
    await expect(undone).rejects.toMatchObject({ code: 'change.stage', details: { record: step } })
    expect([await members('V1', '2012-04'), await members('V2', '2012-04')]).toEqual([1, 1])
  })

  it('knows the organization that was written by its name, and lets whoever goes elsewhere leave', async () => {
    await received(await open({ to: 'V2' }), '2012-04-10')
    expect([await members('V2', '2012-04'), await members('D', '2012-04')]).toEqual([1, 2])
    const away = await law.record('member.transfer', 'V1', '2012-05-01', {
      person: 'R',
      owner: 'R',
      due: '2012-06-20',
      to: '云林浩特市某社区党支部',
    })
    await received(away, '2012-06-01')
    expect([await members('V1', '2012-06'), await members('D', '2012-06')]).toEqual([0, 1])
  })

  it('is refused with what the register refuses, and then stands nowhere', async () => {
    law.village('V3', { from: '2012-04-20' })
    const id = await open({ receiver: 'V3' })
    await expect(received(id, '2012-04-10')).rejects.toMatchObject({ code: 'org.absent' })
    expect(await law.value('members.transfers_open', '2012-04')).toBe(1)
    await expect(received(id, '2012-04-20')).resolves.toBeTypeOf('string')
    expect(await members('V3', '2012-04')).toBe(1)
  })

  it('is refused where nobody is named who receives, and where the member belongs to another organization', async () => {
    law.person('N', 'V2')
    await expect(received(await open({}), '2012-04-10')).rejects.toMatchObject({ code: 'input.field' })
    await expect(received(await open({ person: 'N', receiver: 'D' }), '2012-04-10')).rejects.toMatchObject({
      code: 'member.elsewhere',
    })
  })

  it('corrected to another day moves the member on that day instead', async () => {
    const id = await open({ receiver: 'V2' })
    const step = await received(id, '2012-04-10')
    await law.record('member.transfer.received', 'V1', '2012-05-02', { case: id }, { voids: step })
    expect([await members('V2', '2012-04'), await members('V2', '2012-05')]).toEqual([0, 1])
  })
})

describe('S21 a founding', () => {
  const follow = async (body: Record<string, unknown>, founded: string) => {
    const id = await law.record('founding', 'C1', '2012-04-05', {
      name: '甲厂党支部',
      form: 'branch',
      members: 3,
      owner_org: 'C1',
      due: '2012-12-31',
      ...body,
    })
    for (const stage of ['surveyed', 'applied', 'approved'])
      await law.record(`founding.${stage}`, 'C1', '2012-05-01', { case: id })
    return law.record('founding.founded', 'C1', founded, { case: id })
  }
  beforeEach(() => {
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'none', { members: 3 })
    law.person('指导员', 'C1')
    law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise: '甲厂' })
  })

  it('opens the organization under its committee and covers the enterprise from its day on', async () => {
    const step = await follow({ enterprise: '甲厂' }, '2012-06-10')
    const read = async (period: string) => [
      await law.value('orgs.total', period),
      await law.value('enterprise.entities_without_org', period),
      await law.value('enterprise.instructors', period),
    ]
    const [before, after] = [await read('2012-05'), await read('2012-06')]
    expect(after, 'the instructor is not needed any more').toEqual([before[0]! + 1, 0, 0])
    expect(before.slice(1)).toEqual([1, 1])
    await law.record('founding.founded', 'C1', '2012-06-10', {}, { voids: step })
    expect(await read('2012-06')).toEqual(before)
  })

  it('covers an enterprise of a joint branch as such, and needs no enterprise at all', async () => {
    await follow({ form: 'joint_branch', units: 3, enterprise: '甲厂' }, '2012-06-10')
    expect(await law.value('enterprise.instructors', '2012-06')).toBe(0)
    expect(await law.value('enterprise.joint_branch_partners', '2012-06')).toBe(1)
    const count = await law.value('orgs.total', '2012-06')
    await follow({ name: '乙厂党支部' }, '2012-06-20')
    expect(await law.value('orgs.total', '2012-06')).toBe(count! + 1)
  })
})

describe('S24 an accepted building', () => {
  const area = (period: string) => law.value('community.position_area', period, 'S1')
  let id: string
  const step = (stage: string, on: string, body = {}) =>
    law.record(`positions.construction.${stage}`, 'S1', on, { case: id, ...body })
  beforeEach(async () => {
    law.community('S1')
    id = await law.record('positions.construction', 'S1', '2012-02-01', {
      what: '社区活动室',
      area: 220,
      budget: '100000',
      owner_org: 'S1',
      due: '2012-12-31',
    })
    await step('planned', '2012-03-01')
    await step('built', '2012-06-01')
    await step('equipped', '2012-06-10', { equipment: '电脑' })
    await step('accepted', '2012-07-01')
  })

  it('is a place of its organization from its day on, none while it is found faulty, and again when it is mended', async () => {
    expect([await area('2012-06'), await area('2012-07')]).toEqual([null, 220])
    await step('faulty', '2012-08-01', { due: '2012-12-31', reason: '漏水' })
    expect([await area('2012-07'), await area('2012-08')]).toEqual([220, null])
    await step('built', '2012-08-20')
    await step('equipped', '2012-08-21', { equipment: '电脑' })
    const again = await step('accepted', '2012-09-01')
    expect(await area('2012-09')).toBe(220)
    await law.record('positions.construction.accepted', 'S1', '2012-09-01', {}, { voids: again })
    expect(await area('2012-09')).toBeNull()
  })

  it('stands again when it is taken back that it was faulty', async () => {
    const faulty = await step('faulty', '2012-08-01', { due: '2012-12-31', reason: '漏水' })
    await law.record('positions.construction.faulty', 'S1', '2012-08-01', {}, { voids: faulty })
    expect([await area('2012-07'), await area('2012-08')]).toEqual([220, 220])
  })
})
