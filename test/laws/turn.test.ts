// The turn a fact is for: a duty counts what is for its turn, a figure counts by the day, and no fact counts twice or is lost.
import { describe, expect, it } from 'vitest'
import { isForTurns } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import { boardRows, dutiesOf } from '../../src/duty/board.sql.ts'
import { chartOf } from '../../src/duty/chart.sql.ts'
import { dueIn, owedFor } from '../../src/duty/duty.sql.ts'
import { payTable } from '../../src/exchange/pay.sql.ts'
import { figures } from '../../src/measure/figure.sql.ts'
import { facts } from '../../src/measure/proof.sql.ts'
import { countsOf } from '../../src/notice/digest.sql.ts'
import { findOrg, type Org } from '../../src/register/organization.sql.ts'
import { dutyNotes } from '../../src/report/norm.ts'
import { missingOf } from '../../src/server/figure.http.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day } from '../../src/time/day.ts'
import { owedBy, toDecide } from '../../src/today/today.sql.ts'
import { aHouse, Law } from '../law.ts'

aHouse()

/** A village with two cadres, who are owed 2,400 yuan a quarter. */
function village(): Law {
  const law = new Law()
  law.village('V1')
  for (const name of ['A', 'B']) {
    law.person(name, 'V1')
    law.post(name, 'V1', 'committee_member', { team: 'two_committees' })
  }
  return law
}
const pay = (law: Law, on: string, amount: number, turn?: string) =>
  law.record('village.pay_payment', 'V1', on, { amount: amount.toFixed(2) }, turn ? { for: turn } : {})

describe('a payment of 10 January for the fourth quarter', () => {
  it('meets the fourth quarter and not the first, and stands in the cash of the next year', async () => {
    const law = village()
    law.today = '2013-04-30'
    await pay(law, '2013-01-10', 2400, '2012-Q4')
    expect(await law.owed('village.pay', 'V1', '2012-Q4')).toMatchObject({
      status: 'met',
      value: 2400,
      until: '2013-01-15',
      settled: '2013-01-10',
    })
    expect(await law.owed('village.pay', 'V1', '2013-Q1')).toMatchObject({ status: 'not_met', value: null })
    expect(await law.value('village.pay_paid', '2012', 'V1')).toBe(null)
    expect(await law.value('village.pay_paid', '2013-01', 'V1')).toBe(2400)
  })

  it('made after the days of grace settles the debt, and the turn reads met late with both days', async () => {
    const law = village()
    law.today = '2013-04-30'
    await pay(law, '2013-01-15', 1200, '2012-Q4')
    expect(await law.status('village.pay', 'V1', '2012-Q4'), 'half of it').toBe('not_met')
    await pay(law, '2013-01-16', 1200, '2012-12')
    expect(await law.owed('village.pay', 'V1', '2012-Q4')).toMatchObject({
      status: 'met_late',
      value: 2400,
      until: '2013-01-15',
      settled: '2013-01-16',
    })
  })

  it('counts for the quarter of its own day when it names nothing, or a period that had not ended', async () => {
    const law = village()
    await pay(law, '2013-01-10', 1200)
    await pay(law, '2013-02-10', 600, '2013')
    await pay(law, '2013-02-11', 600, '2013-Q1')
    expect(await law.status('village.pay', 'V1', '2012-Q4')).toBe('not_met')
    expect(await law.owed('village.pay', 'V1', '2013-Q1')).toMatchObject({ status: 'met', value: 2400, settled: null })
  })

  it('goes to another turn by a correction, and back to the day’s own when the correction names none', async () => {
    const law = village()
    const wrong = await pay(law, '2013-01-10', 2400, '2012-Q4')
    const body = { amount: '2400.00' }
    const again = await law.record('village.pay_payment', 'V1', '2013-01-10', body, { voids: wrong, for: '2012-Q3' })
    expect(await law.status('village.pay', 'V1', '2012-Q4')).toBe('not_met')
    expect(await law.status('village.pay', 'V1', '2012-Q3')).toBe('met_late')
    await law.record('village.pay_payment', 'V1', '2013-01-10', body, { voids: again })
    expect(await law.status('village.pay', 'V1', '2012-Q3')).toBe('not_met')
    expect(await law.status('village.pay', 'V1', '2013-Q1')).toBe('met')
  })

  it('may name only a turn, of a kind that a duty counts, and one that had begun', async () => {
    const law = village()
    for (const label of ['2012Q4', '2012-13', '2012..2013', 'Q4', ''])
      await expect(pay(law, '2013-01-10', 1, label || ' ')).rejects.toMatchObject({
        code: 'input.field',
        details: { field: 'for' },
      })
    await expect(pay(law, '2012-12-31', 1, '2013-Q1')).rejects.toThrow(/2013-01-01/)
    await expect(
      law.record(
        'appraisal.comment',
        'V1',
        '2013-01-10',
        { appraisal: 'a', period: '2012-H2', text: 'x' },
        {
          for: '2012-H2',
        },
      ),
    ).rejects.toThrow(/no duty counts/)
    const made = await pay(law, '2013-01-10', 1)
    await expect(
      law.record('village.pay_payment', 'V1', '2013-01-10', {}, { voids: made, for: '2012' }),
    ).rejects.toThrow(/withdrawal/)
  })
})

describe('both days, of what was done and of the turn that it is for', () => {
  it('stand in the proof of a turn, which lists what counts for it, in both readings of the tree', async () => {
    const law = village()
    await pay(law, '2013-01-10', 2400, '2012-Q4')
    await pay(law, '2013-02-20', 100)
    const proof = async (period: string, by: 'day' | 'turn', tree: 'then' | 'now') =>
      law.read(
        period,
        async (tx, charter, on) => {
          const asked = { ...on, ...(by === 'turn' ? { by } : {}) }
          const [figure] = await figures(tx, charter, asked, ['village.pay_paid'])
          const found = await facts(tx, charter, 'village.pay_paid', asked, { limit: 10, offset: 0 })
          return [figure!.value, figure!.records, ...found.map(fact => `${fact.day} ${fact.for}`)]
        },
        'V1',
        tree,
      )
    for (const tree of ['then', 'now'] as const) {
      expect(await proof('2012-Q4', 'turn', tree)).toEqual([2400, 1, '2013-01-10 2012-Q4'])
      expect(await proof('2013-Q1', 'turn', tree)).toEqual([100, 1, '2013-02-20 null'])
      expect(await proof('2012-Q4', 'day', tree)).toEqual([null, 0])
      expect(await proof('2013-Q1', 'day', tree)).toEqual([2500, 2, '2013-02-20 null', '2013-01-10 2012-Q4'])
    }
  })

  it('of people counted once as well', async () => {
    const law = new Law()
    law.org('C1', 'committee', 'organ')
    law.person('A', 'C1', { rank: 'reserve' })
    await law.record('cadre.performance', 'C1', '2013-01-10', { person: 'A', what: 'x' }, { for: '2012-H2' })
    const count = (period: string, by?: 'turn') =>
      law.read(
        period,
        async (tx, charter, asked) =>
          (await figures(tx, charter, { ...asked, ...(by ? { by } : {}) }, ['cadres.performance_current']))[0]!.value,
      )
    expect([await count('2012-H2', 'turn'), await count('2013-H1', 'turn')]).toEqual([1, 0])
    expect([await count('2012-H2'), await count('2013-H1')]).toEqual([0, 1])
  })

  it('stand on the pay sheet, in the cell of the board and in the text of the duty', async () => {
    const law = village()
    await pay(law, '2013-01-10', 2400, '2012-Q4')
    const asked = { duty: 'village.pay', on: day('2013-06-30') }
    const sheet = await law.read('2012-Q4', (tx, charter, { place, period }) =>
      payTable(tx, charter, { ...asked, org: place as Org, period }, 'zh'),
    )
    expect(sheet.notes!.join()).toContain('V1 2013-01-10 所发 2400 元，为 2012-Q4 的')
    const settled = async (period: string, org: string) => {
      const rows = await law.read(period, (tx, charter, on) =>
        boardRows(tx, on, dutiesOf(charter), [law.handle(org)], on.today),
      )
      const { total, cells } = rows.find(row => row.duty.id === 'village.pay')!
      return [total.settled, cells[0]!.settled]
    }
    expect(await settled('2012', 'V1')).toEqual(['2013-01-10', '2013-01-10'])
    expect(await settled('2013-Q1', 'V1')).toEqual([null, null])
    const charter = compile(shipped(SYSTEMS))
    expect(dutyNotes(charter, charter.duties.get('village.pay')!, day('2012-06-30'), 'zh').join()).toContain(
      '写明为哪一期',
    )
    expect(dutyNotes(charter, charter.duties.get('village.pay')!, day('2012-06-30'), 'en').join()).toContain('met late')
    const [tied] = [...charter.duties.values()].filter(one => one.id === 'contact.assigned')
    expect(dutyNotes(charter, tied!, day('2012-06-30'), 'zh').join()).not.toContain('写明为哪一期')
  })
})

describe('what may be done and was not', () => {
  it('is nothing at all: in no list, no cell, no chart', async () => {
    const law = village()
    law.norm('village.office_expense', is => ({ ...is, strength: 'may' }))
    expect(await law.status('village.office', 'V1', '2012-Q3')).toBe('nothing owed')
    const rows = await law.read('2012-Q3', (tx, charter, asked) =>
      boardRows(tx, asked, dutiesOf(charter), [], asked.today),
    )
    expect(rows.find(row => row.duty.id === 'village.office')!.total).toMatchObject({ due: 0, status: 'none' })
    const chart = await law.read('2012', (tx, charter, asked) =>
      chartOf(
        tx,
        charter,
        { id: 'x', title: asked.place, form: 'turns', duty: 'village.office' } as never,
        asked,
        asked.today,
      ),
    )
    expect(chart).toBeNull()
  })
})

describe('a lesson made up', () => {
  it('meets its turn in the grace, and late after it, by the day on which the last of them did', async () => {
    for (const [on, status] of [
      ['2012-03-31', 'met'],
      ['2012-04-30', 'met'],
      ['2012-05-01', 'met_late'],
    ] as const) {
      const law = new Law()
      law.village('V1')
      for (const name of ['A', 'B', 'C']) law.person(name, 'V1')
      const id = await law.record(
        'study.day',
        'V1',
        '2012-03-05',
        { topic: 'x', hours: 2 },
        { present: ['C'], absent: ['A', 'B'] },
      )
      await law.record('study.day', 'V1', '2012-03-20', {}, { makesUp: id, madeUp: ['A'] })
      expect(await law.status('study.made_up_all', 'V1', '2012-03')).toBe('not_met')
      await law.record('study.day', 'V1', on, {}, { makesUp: id, madeUp: ['B'] })
      expect(await law.owed('study.made_up_all', 'V1', '2012-03')).toMatchObject({
        ...{ status, value: 2, owed: 2, until: '2012-04-30' },
        settled: on > '2012-03-31' ? on : null,
      })
    }
  })
})

describe('a turn that is not simply met', () => {
  it('is excused once by a record for it, though the paper came later', async () => {
    const law = village()
    await law.record('duty.excuse', 'V1', '2013-01-20', { duty: 'village.pay', reason: '灾情' }, { for: '2012-Q4' })
    expect(await law.status('village.pay', 'V1', '2012-Q4')).toBe('excused')
    expect(await law.status('village.pay', 'V1', '2013-Q1')).toBe('not_met')
  })

  it('is exempt where it begins between the day of the exemption and its last day, and owed again after', async () => {
    const law = village()
    law.today = '2013-09-30'
    const body = { duty: 'village.pay', until: '2012-12-31', reason: '停办' }
    const granted = await law.record('duty.exempt', 'V1', '2012-04-01', body)
    const standing = async () => {
      const turns = ['2012-Q1', '2012-Q2', '2012-Q4', '2013-Q1']
      const all = []
      for (const turn of turns) all.push(await law.status('village.pay', 'V1', turn))
      return all
    }
    expect(await standing()).toEqual(['not_met', 'exempt', 'exempt', 'not_met'])
    expect(await law.status('village.office', 'V1', '2012-Q4'), 'another duty').toBe('not_met')
    await law.record('duty.exempt', 'V1', '2013-01-05', {}, { voids: granted })
    expect(await standing()).toEqual(['not_met', 'not_met', 'not_met', 'not_met'])
  })

  it('asks for a reason where the norm says “normally”', async () => {
    const law = village()
    expect(await law.status('contact.visited', 'V1', '2012-Q4')).toBe('asks')
  })
})

describe('the day since which records are kept', () => {
  it('leaves turns that began before it in no count, but for those that are met; the nearest above decides', async () => {
    const law = village()
    law.village('V2')
    await pay(law, '2012-03-31', 2400)
    await law.keepSince('D', '2012-10-01')
    expect(await law.status('village.pay', 'V1', '2012-Q1')).toBe('met')
    expect(await law.status('village.pay', 'V1', '2012-Q3')).toBe('not_kept')
    expect(await law.status('village.pay', 'V1', '2012-Q4')).toBe('not_met')
    expect(await law.status('study.monthly', 'V1', '2012-10')).toBe('not_met')
    await law.keepSince('V1', '2013-01-15')
    expect(await law.status('village.pay', 'V1', '2013-Q1'), 'it began before').toBe('not_kept')
    expect(await law.status('study.monthly', 'V2', '2013-01')).toBe('not_met')
    // An old fact may still be entered, and counts.
    await pay(law, '2012-09-30', 2400)
    expect(await law.status('village.pay', 'V1', '2012-Q3')).toBe('met')
    expect(await law.value('village.pay_paid', '2012', 'V1')).toBe(4800)
  })
})

describe('an organization with a day of its own', () => {
  it('is judged by it on the board too, whether the day above was said before or is later', async () => {
    const law = village()
    const due = () =>
      law.read(
        '2012',
        async (tx, charter, asked) => {
          const pay = dutiesOf(charter).filter(({ id }) => id === 'village.pay')
          const [row] = await boardRows(tx, asked, pay, [], asked.today)
          return row?.own.due
        },
        'V1',
      )
    await law.keepSince('D', '2012-10-01')
    expect(await due(), 'the fourth quarter').toBe(1)
    await law.keepSince('V1', '2012-04-01')
    expect(await due(), 'three quarters').toBe(3)
    await law.keepSince('D', '2012-01-01')
    expect(await due(), 'its own day decides').toBe(3)
    await law.keepSince('V1', '2012-07-01')
    expect(await due(), 'two quarters').toBe(2)
  })
})

describe('what was not kept yet', () => {
  it('stands in no count, amount, chart, sheet, message and list of what waits', async () => {
    const law = village()
    law.today = '2012-10-10'
    await law.keepSince('D', '2013-01-01')
    const found = await law.read('2012', async (tx, charter, asked) => {
      const on = asked.today
      const org = await findOrg(tx, 'V1')
      const dues = { orgs: [org.id], period: asked.period }
      return {
        // What is done is told however long ago it was.
        board: (await boardRows(tx, asked, dutiesOf(charter), [org.id], on)).flatMap(({ total, own, cells }) =>
          [total, own, ...cells].filter(tally => tally.due !== tally.met).map(tally => tally.status),
        ),
        decide: await toDecide(tx, charter, await findOrg(tx, 'D'), on),
        digest: await countsOf(tx, charter, org, on),
        owed: await owedBy(tx, charter, org, on, { hand: null, verbs: ['record', 'register'] }),
        chart: await chartOf(
          tx,
          charter,
          { id: 'x', title: asked.place, form: 'turns', duty: 'village.pay' } as never,
          asked,
          on,
        ),
        pay: await dueIn(tx, charter, charter.duties.get('village.pay')!, dues),
        missing: [...(await missingOf(tx, charter, ['village.pay_paid'], asked)).values()].flatMap(one => one.owedBy),
        person: await owedFor(tx, charter, { ...dues, person: law.handle('A'), on }),
      }
    })
    const { digest, ...rest } = found
    expect(digest).toMatchObject({ late: 0, ending: 0 })
    expect(rest).toEqual({ board: [], decide: [], owed: [], chart: null, pay: [], missing: [], person: [] })
    expect(await law.status('village.pay', 'V1', '2012-Q3')).toBe('not_kept')
  })

  it('stands in no preview of a standard either; what is kept does, and what was met before', async () => {
    const law = village()
    const turns = async () => {
      const [pay] = await law.foretold('village.cadre_pay', '2012', 'V1')
      return pay!.turns.map(({ turn, status }) => `${turn} ${status}`)
    }
    await pay(law, '2012-03-31', 2400)
    await law.keepSince('D', '2012-10-01')
    expect(await turns()).toEqual(['2012-Q1 met', '2012-Q4 not_met'])
    await law.keepSince('D', '2013-01-01')
    expect(await turns()).toEqual(['2012-Q1 met'])
  })
})

describe('grace, duty by duty', () => {
  it('is one law: done in it for the turn is met, done after it is met late, both with their day', async () => {
    for (const [on, status] of [
      ['2013-01-31', 'met'],
      ['2013-02-01', 'met_late'],
    ] as const) {
      const law = new Law()
      law.thing('project', 'P', 'D', { purpose: 'venue' })
      for (const month of ['03', '06', '09'])
        await law.record('supervision.round', 'D', `2012-${month}-20`, { topic: 'x' })
      await law.record('supervision.round', 'D', on, { topic: 'x' }, { for: '2012' })
      await law.record(
        'positions.investment',
        'D',
        on,
        { project: 'P', purpose: 'venue', amount: '1' },
        { for: '2012' },
      )
      for (const duty of ['supervision.held', 'positions.investment_recorded'])
        expect(await law.owed(duty, 'D', '2012'), duty).toMatchObject({ status, until: '2013-01-31', settled: on })
    }
  })

  it('can be used wherever the charter gives it: the records of such duties may name their turn', () => {
    const charter = compile(shipped(SYSTEMS))
    const graced = [...charter.duties.values()].filter(({ is }) => is.grace > 0)
    expect(graced.length).toBeGreaterThan(20)
    const named = graced.filter(({ is }) => {
      const measure = charter.measures.get(is.measure)!.is
      return 'over' in measure && isForTurns(charter, measure.over)
    })
    expect(named.map(duty => duty.id)).toContain('village.pay')
    expect(named.map(duty => duty.id)).toContain('cadres.evaluated_each')
    expect(named.map(duty => duty.id)).toContain('study.monthly')
    expect(named.map(duty => duty.id)).toContain('appraisal.held')
  })
})
