// S09: recommendations are held, and only numbers of them are recorded.
import { describe, expect, it } from 'vitest'
import { aHouse, Law } from '../law.ts'

aHouse()

describe('S09 民主推荐 democratic recommendation', () => {
  it('is normally held once a year by the district; the last day is early enough', async () => {
    const law = new Law()
    law.village('V1')
    expect(await law.status('recommendation.yearly', 'D', '2012')).toBe('asks')
    await law.record('recommendation.held', 'D', '2012-12-31', { title: '后备干部', posts: 1, eligible: 30, voted: 28 })
    expect(await law.status('recommendation.yearly', 'D', '2012')).toBe('met')
    expect(await law.status('recommendation.yearly', 'V1', '2012')).toBe('nothing owed')
    expect(await law.value('recommendation.voted', '2012')).toBe(28)
  })

  it('takes no name: who voted and for whom has no field', async () => {
    const law = new Law()
    await expect(
      law.record('recommendation.held', 'D', '2012-12-31', {
        title: '甲',
        posts: 1,
        eligible: 3,
        voted: 3,
        voter: '乙',
      }),
    ).rejects.toThrow('voter')
  })
})
