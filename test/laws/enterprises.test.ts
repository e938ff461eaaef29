// S19, S20: enterprises that are not publicly owned are surveyed, covered, and instructed until they are.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S19 双找调查 double-search survey', () => {
  it('surveys every enterprise of the year once; the same one twice is one', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'own')
    // Opened in the year's last month, it is surveyed in that year like any other.
    law.firm('乙厂', 'none', { from: '2012-12-05' })
    const survey = (enterprise: string, on: string) => law.record('enterprise.survey', 'C1', on, { enterprise })
    await survey('甲厂', '2012-05-01')
    await survey('甲厂', '2012-09-01')
    expect(await law.owed('enterprise.survey_all', 'C1', '2012')).toMatchObject({
      value: 1,
      owed: 2,
      status: 'not_met',
    })
    await survey('乙厂', '2012-12-31')
    expect(await law.status('enterprise.survey_all', 'C1', '2012')).toBe('met')
  })

  it('owes nothing where there is no enterprise, nor for one that closed before the year', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.org('C2', 'committee', 'town')
    law.firm('甲厂', 'own', { to: '2012-01-01' })
    expect(await law.status('enterprise.survey_all', 'C2', '2012')).toBe('nothing owed')
    expect(await law.status('enterprise.survey_all', 'C1', '2012')).toBe('nothing owed')
  })

  it('has until the end of January; a committee founded in the year owes from the next', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.org('C2', 'committee', 'town', { from: '2012-01-02' })
    law.firm('甲厂', 'own')
    law.thing('enterprise', '乙厂', 'C2', { staff: 8 }, { from: '2012-01-02' })
    expect(await law.status('enterprise.survey_all', 'C1', '2012', '2012-12-31')).toBe('open')
    expect(await law.status('enterprise.survey_all', 'C1', '2012', '2013-01-31')).toBe('late')
    expect(await law.status('enterprise.survey_all', 'C1', '2012', '2013-02-01')).toBe('not_met')
    expect(await law.status('enterprise.survey_all', 'C2', '2012')).toBe('nothing owed')
    expect(await law.status('enterprise.survey_all', 'C2', '2013')).toBe('open')
  })

  it('tells coverage as a rate whose parts can be seen', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    for (const [name, cover] of Object.entries({
      甲厂: 'own',
      乙厂: 'joint',
      丙厂: 'affiliated',
      丁厂: 'none',
    } as const))
      law.firm(name, cover)
    expect(await law.figure('enterprise.org_coverage', '2012')).toMatchObject({ value: 75, records: 4 })
    expect(await law.value('enterprise.total', '2012')).toBe(4)
    expect(await law.value('enterprise.entities_without_org', '2012')).toBe(1)
  })

  it('takes no organization for one that covers which has ended, or a tie that has', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'own')
    law.thing('enterprise', '乙厂', 'C1', { staff: 9 })
    law.org('支乙', 'branch', 'enterprise', { to: '2012-06-15', under: 'C1' })
    law.tie('enterprise.organization', 'C1', { enterprise: '乙厂', org: '支乙' })
    law.thing('enterprise', '丙厂', 'C1', { staff: 9 })
    law.tie('enterprise.organization', 'C1', { enterprise: '丙厂', org: '支甲厂' }, { to: '2012-07-01' })
    const uncovered = async (period: string) => law.value('enterprise.entities_without_org', period)
    expect([await uncovered('2012-05'), await uncovered('2012-06'), await uncovered('2012-07')]).toEqual([0, 1, 2])
  })
})

describe('S20 党建指导员和联络员 instructors and liaison officers', () => {
  it('gives every enterprise without an organization an instructor; one person may instruct several', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'none')
    law.firm('乙厂', 'none')
    law.firm('丙厂', 'own')
    law.person('指导员', 'C1')
    law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise: '甲厂' }, { to: '2013-01-01' })
    law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise: '乙厂' }, { from: '2012-12-31' })
    expect(await law.owed('enterprise.instructor_everywhere', 'C1', '2012')).toMatchObject({
      value: 2,
      owed: 2,
      status: 'met',
    })
    expect(await law.value('enterprise.instructors', '2012'), 'one person').toBe(1)
    expect(await law.owed('enterprise.instructor_everywhere', 'C1', '2013')).toMatchObject({ value: 1, owed: 2 })
  })

  it('lets an instructor of an enterprise that is covered, or has closed, make up for no other', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'none')
    law.firm('乙厂', 'none')
    law.firm('丙厂', 'own')
    law.firm('丁厂', 'none', { to: '2012-12-31' })
    law.person('指导员', 'C1')
    for (const enterprise of ['甲厂', '丙厂', '丁厂'])
      law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise })
    expect(await law.owed('enterprise.instructor_everywhere', 'C1', '2012')).toMatchObject({
      value: 1,
      owed: 2,
      status: 'not_met',
    })
  })

  it('tells the coverage by instructors beside that by organizations, each of its own whole', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    for (const [name, cover] of Object.entries({ 甲厂: 'own', 乙厂: 'none', 丙厂: 'none', 丁厂: 'none' } as const))
      law.firm(name, cover)
    law.person('指导员', 'C1')
    law.tie('enterprise.instructor', 'C1', { person: '指导员', enterprise: '乙厂' })
    expect(await law.figure('enterprise.org_coverage', '2012')).toMatchObject({ value: 25, records: 4 })
    expect(await law.figure('enterprise.work_coverage', '2012')).toMatchObject({ value: 33.3, records: 3 })
  })

  it('counts a liaison officer of several enterprises once', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'town')
    law.firm('甲厂', 'none')
    law.firm('乙厂', 'none')
    law.person('联络员', 'C1', { rank: 'section' })
    for (const enterprise of ['甲厂', '乙厂']) law.tie('enterprise.liaison', 'C1', { person: '联络员', enterprise })
    expect(await law.value('enterprise.liaison_officers', '2012')).toBe(1)
  })
})
