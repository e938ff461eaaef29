// Appraisal over the wire: evidence from the records, a rating by the layer above, frozen as it stood; and no list of grades anywhere.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, examine, shipped } from '../../src/charter/compile.ts'
import type { System } from '../../src/charter/language.ts'
import type { AppraisalPage } from '../../src/dossier/appraisal.api.ts'
import type { PersonRow } from '../../src/dossier/person.api.ts'
import { serve } from '../../src/server/serve.node.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { jiceng, type Ready, running } from '../ready.ts'

let place: Ready
let app: FastifyInstance
let base = ''
const cookies = new Map<string, string>()

beforeAll(async () => {
  place = await running()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  for (const account of ['district', 'town', 'town-secretary', 'village', 'auditor']) {
    const entered = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    })
    cookies.set(account, entered.headers.get('set-cookie')!.split(';')[0]!)
  }
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

async function ask(account: string, path: string, body?: unknown): Promise<{ status: number; given: unknown }> {
  const answer = await fetch(base + path, {
    headers: { cookie: cookies.get(account)!, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, given: await answer.json() }
}
const page = async (account: string, query: string) =>
  (await ask(account, `/api/appraisal/${query}`)).given as AppraisalPage
const typeOf = (given: unknown) => (given as { type: string }).type.replace('urn:jiceng:problem:', '')
const criterion = (one: AppraisalPage, id: string) => one.criteria.find(row => row.id === id)!

describe('the evidence', () => {
  it('prepares itself from the records: each criterion is its measure, duty or objective', async () => {
    const half = await page('district', 'appraisal.half?org=V01&period=2012-H1')
    const owed = (await ask('district', '/api/duties?org=V01&period=2012-H1&duty=study.monthly')).given as {
      status: string
    }[]
    const study = criterion(half, 'study')
    expect(study.full).toBe(6)
    expect(study.value).toBe(owed.filter(row => row.status === 'met').length)
    expect(study.mark).toBeCloseTo((40 * study.value!) / 6, 2)
    const figure = (await ask('district', '/api/figures/study.attendance_share?org=V01&period=2012-H1')).given as {
      figure: { value: number }
    }
    expect(criterion(half, 'attendance').value).toBe(figure.figure.value)
    // A village has no cadres of rank: what is not owed weighs nothing.
    expect(criterion(half, 'performance')).toMatchObject({ status: 'not_owed', left: 0 })
    const counted = half.criteria.filter(row => row.status === 'counted')
    const [left, weight] = [
      counted.reduce((sum, row) => sum + row.left, 0),
      counted.reduce((sum, row) => sum + row.weight, 0),
    ]
    expect(half.share).toBeCloseTo((left / weight) * 100, 1)
    expect(half.suggested).toBe(half.bands.find(band => half.share! >= band.from)!.id)
  })

  it('follows a correction, a deduction with its reason, and the objective of the year', async () => {
    const before = await page('district', 'appraisal.year?org=V03&period=2012')
    expect(criterion(before, 'objective')).toMatchObject({ form: 'pledge', full: 24 })
    const body = {
      appraisal: 'appraisal.year',
      period: '2012',
      criterion: 'study',
      amount: 2,
      reason: 'minutes copied',
    }
    const lines = [{ kind: 'appraisal.deduction', org: 'V03', day: '2013-01-10', body }]
    expect((await ask('district', '/api/records', { lines })).status).toBe(200)
    const after = await page('district', 'appraisal.year?org=V03&period=2012')
    expect(criterion(after, 'study').left).toBeCloseTo(criterion(before, 'study').left - 2, 2)
    expect(criterion(after, 'study').deductions).toMatchObject([{ amount: 2, reason: 'minutes copied' }])
  })

  it('tells of a person by their hours and the records that name them', async () => {
    const { given } = await ask('district', '/api/people?org=O03&on=2012-12-31&limit=100')
    const cadre = (given as PersonRow[]).find(one => one.rank === 'section')!
    const year = await page('district', `appraisal.cadre?person=${cadre.id}&period=2012`)
    expect(criterion(year, 'hours')).toMatchObject({ full: 90, unit: 'hour' })
    expect(criterion(year, 'entries')).toMatchObject({ value: 2, full: 2, left: 40 })
    expect(criterion(year, 'evaluation')).toMatchObject({ value: 1, left: 20 })
  })

  it('asks for its own turn and its own subjects', async () => {
    const typed = async (query: string) => typeOf((await ask('district', `/api/appraisal/${query}`)).given)
    expect(await typed('appraisal.half?org=V01&period=2012')).toBe('appraisal.turn')
    expect(await typed('appraisal.half?org=D&period=2012-H1')).toBe('appraisal.subject')
    expect(await typed('appraisal.halves?org=V01&period=2012-H1')).toBe('appraisal.unknown')
  })
})

describe('the rating', () => {
  const rate = (account: string, body: object) => ask(account, '/api/appraisal/appraisal.half/rating', body)
  const about = { org: 'V02', period: '2012-H1' }

  it('is confirmed by the layer above, who has the verb for it', async () => {
    expect((await page('town', 'appraisal.half?org=V02&period=2012-H1')).mayRate).toBe(true)
    expect(typeOf((await rate('town-secretary', { ...about, rating: 'good' })).given)).toBe('access.denied')
    expect(typeOf((await rate('town', { org: 'C4', period: '2012-H1', rating: 'good' })).given)).toBe('appraisal.own')
    expect((await page('village', 'appraisal.half?org=V01&period=2012-H1')).mayRate).toBe(false)
  })

  it('gives a reason where it differs from the records, and waits for the end of its period', async () => {
    const { suggested, bands } = await page('town', 'appraisal.half?org=V02&period=2012-H1')
    const other = bands.find(band => band.id !== suggested)!.id
    expect(typeOf((await rate('town', { ...about, rating: other })).given)).toBe('appraisal.reason')
    expect(typeOf((await rate('town', { ...about, rating: 'gold' })).given)).toBe('appraisal.rating')
    const turn = `${place.house.today().slice(0, 4)}-H2`
    expect(typeOf((await rate('town', { org: 'V02', period: turn, rating: 'good' })).given)).toBe('appraisal.early')
  })

  it('is frozen with the evidence as it stood, and replaced by a correction alone', async () => {
    const before = await page('town', 'appraisal.half?org=V02&period=2012-H1')
    expect((await rate('town', { ...about, rating: before.suggested })).status).toBe(200)
    const body = { appraisal: 'appraisal.half', period: '2012-H1', criterion: 'study', amount: 5, reason: 'x' }
    await ask('town', '/api/records', { lines: [{ kind: 'appraisal.deduction', org: 'V02', day: '2012-07-20', body }] })
    const after = await page('town', 'appraisal.half?org=V02&period=2012-H1')
    expect(after.rating!.evidence).toEqual(
      before.criteria.map(row => ({
        criterion: row.id,
        value: String(row.value ?? ''),
        full: String(row.full ?? ''),
        left: row.left,
        weight: row.status === 'counted' ? row.weight : 0,
      })),
    )
    expect(criterion(after, 'study').left).toBeLessThan(criterion(before, 'study').left)

    const forged = { kind: 'appraisal.rating', org: 'V02', day: '2012-07-20', body: after.rating }
    expect(typeOf((await ask('town', '/api/records', { lines: [forged] })).given)).toBe('record.sealed')
    const withdrawal = { kind: 'study.day', org: 'V02', day: '2012-07-20', body: {}, voids: after.rating!.id }
    expect(typeOf((await ask('town', '/api/records', { lines: [withdrawal] })).given)).toBe('record.sealed')
    const other = after.bands.find(band => band.id !== after.suggested)!.id
    expect((await rate('town', { ...about, rating: other, reason: 'seen on the spot' })).status).toBe(200)
    const replaced = await page('town', 'appraisal.half?org=V02&period=2012-H1')
    expect(replaced.rating).toMatchObject({ rating: other, reason: 'seen on the spot' })
  })
})

describe('taking a rating back', () => {
  const about = { org: 'V04', period: '2012-H1' }
  const rate = async (more: object) =>
    (await ask('town', '/api/appraisal/appraisal.half/rating', { ...about, ...more })).given as { id: string }
  const back = async (account: string, id: string) => {
    const answer = await fetch(`${base}/api/appraisal/appraisal.half/rating?org=V04&period=2012-H1&id=${id}`, {
      method: 'DELETE',
      headers: { cookie: cookies.get(account)! },
    })
    return answer.ok ? 'taken back' : typeOf(await answer.json())
  }
  const waits = async () => {
    const listed = (await ask('town', '/api/appraisal/appraisal.half/subjects?org=V04&period=2012-H1')).given
    return (listed as { subjects: { id: string; rated: boolean }[] }).subjects.map(one => [one.id, one.rated])
  }

  it('is an undo for whoever confirmed it: it stays on record, and the subject waits as before', async () => {
    const { suggested, bands } = await page('town', 'appraisal.half?org=V04&period=2012-H1')
    const { id } = await rate({ rating: suggested })
    expect(await waits()).toEqual([['V04', true]])
    expect(await back('district', id)).toBe('appraisal.stands')
    expect(await back('village', id)).toBe('access.denied')
    expect(await back('town', id)).toBe('taken back')
    expect(await waits()).toEqual([['V04', false]])
    expect((await page('town', 'appraisal.half?org=V04&period=2012-H1')).rating).toBeNull()
    expect(await back('town', id)).toBe('appraisal.stands')

    await rate({ rating: suggested })
    const other = bands.find(band => band.id !== suggested)!.id
    const correction = await rate({ rating: other, reason: 'seen on the spot' })
    expect(await back('town', correction.id), 'a correction is corrected').toBe('appraisal.stands')
  })
})

describe('no list of grades', () => {
  const GRADES = ['rating', 'suggested', 'grade', 'evidence', 'share', 'amount']
  const keysIn = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap(keysIn)
      : value && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
        : []

  it('no answer that tells of several shows what any of them was graded', async () => {
    for (const kind of ['appraisal.rating', 'appraisal.deduction', 'cadre.evaluation']) {
      const { given } = await ask('district', `/api/records?kind=${kind}&period=2012&limit=1000`)
      expect(
        keysIn(given).filter(key => GRADES.includes(key)),
        kind,
      ).toEqual([])
    }
    // A rating counts in the half that it rates.
    for (const measure of ['appraisal.ratings', 'cadres.evaluated']) {
      const { given } = await ask('district', `/api/figures/${measure}?org=D&period=2012&limit=500`)
      const told = JSON.stringify((given as { facts: unknown }).facts)
      expect(told.length).toBeGreaterThan(2)
      const shown = ['优秀', '称职', '"fair"', 'seen on the spot'].filter(word => told.includes(word))
      expect(shown, measure).toEqual([])
    }
    const listed = await jiceng(['record', 'list', '--kind', 'cadre.evaluation', ...place.at.args], {
      env: place.at.env,
    })
    expect(listed.code).toBe(0)
    expect(listed.out).not.toMatch(/excellent|competent|basic|poor/)
  })

  it('one route lists whom an appraisal is about and who waits; every other is asked of one subject', async () => {
    const { paths } = (await (await fetch(`${base}/api/openapi.json`)).json()) as { paths: Record<string, unknown> }
    const routes = Object.keys(paths).filter(path => /apprais|rating|grade|rank|score/i.test(path))
    expect(routes.sort()).toEqual([
      '/api/appraisal/{appraisal}',
      '/api/appraisal/{appraisal}/rating',
      '/api/appraisal/{appraisal}/subjects',
      '/api/appraisal/{appraisal}/word',
      '/api/appraisals',
    ])
    for (const query of [
      'appraisal.half/subjects?org=D&period=2012-H1',
      'appraisal.cadre/subjects?org=D&period=2012',
    ]) {
      const listed = (await ask('district', `/api/appraisal/${query}`)).given as { subjects: unknown[] }
      expect(listed.subjects.length).toBeGreaterThan(2)
      expect([...new Set(keysIn(listed))].sort()).toEqual([
        'code',
        'en',
        'id',
        'mayRate',
        'name',
        'org',
        'over',
        'person',
        'rated',
        'subjects',
        'zh',
      ])
    }
    const { given } = await ask('district', '/api/appraisals')
    expect(keysIn(given).filter(key => [...GRADES, 'org', 'person', 'orgs'].includes(key))).toEqual([])
  })

  it('the charter refuses a measure that counts by a grade', () => {
    const counting: System = {
      id: 'S98',
      name: { zh: '甲', en: 'A' },
      group: 'education',
      clause: { zh: '甲', en: 'A' },
      measures: {
        'x.excellent': {
          title: { zh: '优秀', en: 'Excellent' },
          unit: 'item',
          op: 'count',
          over: 'cadre.evaluation',
          where: { grade: 'excellent' },
        },
      },
    }
    expect(compile(shipped(SYSTEMS)).measures.has('x.excellent')).toBe(false)
    const { faults } = examine(shipped([...SYSTEMS, counting]))
    expect(faults.map(fault => fault.en)).toEqual([
      '"grade" of "cadre.evaluation" is a grade: it stands in its subject\'s own file and is neither counted nor compared',
    ])
  })

  it('weights that do not make a hundred, or bands out of order, are refused', () => {
    const declared = SYSTEMS.find(one => one.id === 'S32')!.appraisals!['appraisal.half']!
    const { study, ...rest } = declared.criteria
    const { poor, ...bands } = declared.bands
    const broken = (appraisal: object) => {
      const system = {
        id: 'S98',
        name: study!.title,
        group: 'education',
        clause: declared.clause,
        appraisals: { x: appraisal },
      }
      return examine(shipped([...SYSTEMS, system as System])).faults.map(fault => fault.en)
    }
    expect(broken({ ...declared, criteria: rest })).toEqual([
      'the weights of the appraisal "x" must add up to 100, not 60',
    ])
    expect(broken({ ...declared, bands })[0]).toContain('the last begins at 0')
    expect(poor!.from).toBe(0)
  })
})
