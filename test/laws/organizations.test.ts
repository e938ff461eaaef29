// S01, S02, S34: the registers of organizations and members as of a day, and what stands below whom.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S01 党组织名册 organization register', () => {
  it('counts committees, general branches and branches as they stand on the period’s last day; the parts add up', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.org('G1', 'general_branch', 'organ', { under: 'C1' })
    law.village('V1')
    law.org('J1', 'joint_branch', 'enterprise', { under: 'C1', from: '2012-12-31' })
    law.org('B1', 'branch', 'organ', { under: 'G1', to: '2012-12-31' })
    expect(await law.value('orgs.total', '2012')).toBe(4)
    expect(await law.value('orgs.committees', '2012')).toBe(1)
    expect(await law.value('orgs.general_branches', '2012')).toBe(1)
    expect(await law.value('orgs.branches', '2012'), 'a joint branch is a branch').toBe(2)
    expect(await law.value('orgs.branches', '2012-11'), 'the day before').toBe(2)
    expect(await law.value('orgs.total', '2012', 'C1'), 'with everything below').toBe(3)
  })

  it('counts state farms that are run by the urban model among the farms, and only committees', async () => {
    const law = new Law()
    law.org('R1', 'committee', 'state_farm', { model: 'urban' })
    law.org('R2', 'committee', 'state_farm')
    law.org('S1', 'branch', 'sub_bureau', { under: 'R1', model: 'urban' })
    expect(await law.value('orgs.farms', '2012')).toBe(2)
    expect(await law.value('orgs.farms_urban_model', '2012')).toBe(1)
  })
})

describe('S02 党员名册 member register', () => {
  it('counts every member once, in the organization of that day', async () => {
    const law = new Law()
    law.village('V1')
    law.village('V2')
    law.person('甲', 'V1')
    law.person('乙', 'V1', { to: '2012-06-30' })
    law.member('乙', 'V2', { from: '2012-06-30' })
    expect(await law.value('members.total', '2012-05', 'V1')).toBe(2)
    expect(await law.value('members.total', '2012-06', 'V1'), 'on the day of the transfer the new one counts').toBe(1)
    expect(await law.value('members.total', '2012-06', 'V2')).toBe(1)
    expect(await law.value('members.total', '2012-06')).toBe(2)
  })

  it('counts nobody before the day of joining, nor from the day of leaving on', async () => {
    const law = new Law()
    law.village('V1')
    law.person('甲', 'V1', { from: '2012-12-31' })
    law.person('乙', 'V1', { to: '2012-12-31' })
    expect(await law.value('members.total', '2012')).toBe(1)
    expect(await law.value('members.total', '2012-11')).toBe(1)
  })

  it('tells shares by sex, nationality and age; who turns thirty-five on the last day is no longer under it', async () => {
    const law = new Law()
    law.village('V1')
    law.person('甲', 'V1', { sex: 2, nationality: '01', born: '1977-12-31' })
    law.person('乙', 'V1', { born: '1978-01-01', occupation: 'other' })
    law.person('丙', 'V1', { born: '1952-12-31' })
    law.person('丁', 'V1', { born: '1953-01-01' })
    expect(await law.value('members.women_share', '2012')).toBe(25)
    expect(await law.value('members.minority_share', '2012')).toBe(75)
    expect(await law.value('members.under_35_share', '2012')).toBe(25)
    expect(await law.value('members.over_60_share', '2012')).toBe(25)
    expect(await law.value('members.farmers_herders', '2012')).toBe(3)
  })
})

describe('S34 隶属关系 subordination', () => {
  it('changes on a day: what was before stays below the old superior, under the tree of that day', async () => {
    const law = new Law()
    law.org('R1', 'committee', 'state_farm', { model: 'urban', to: '2012-07-01' })
    law.org('R1', 'committee', 'state_farm', { from: '2012-07-01' })
    law.org('C1', 'committee', 'town')
    law.org('S1', 'branch', 'sub_bureau', { under: 'R1', to: '2012-07-01' })
    law.org('S1', 'branch', 'sub_bureau', { under: 'C1', from: '2012-07-01' })
    law.person('甲', 'S1')
    expect(await law.value('orgs.farms_urban_model', '2012-06')).toBe(1)
    expect(await law.value('orgs.farms_urban_model', '2012-07')).toBe(0)
    const members = async (period: string, org: string, tree: 'then' | 'now') =>
      (await law.figure('members.total', period, org, tree)).value
    expect(await members('2012-H1', 'R1', 'then')).toBe(1)
    expect(await members('2012-H1', 'C1', 'then')).toBe(0)
    expect(await members('2012', 'R1', 'then')).toBe(0)
    expect(await members('2012-H1', 'R1', 'now'), 'under today’s tree it was never there').toBe(0)
    expect(await members('2012-H1', 'C1', 'now')).toBe(1)
    expect(await members('2012', 'D', 'then')).toBe(1)
  })
})
