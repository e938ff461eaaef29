// Who may write what. The charter names the writers of every kind and stage, and says whether it reports or judges; whoever is
// judged never writes, corrects or withdraws a judgement. Through the wire, as the people of the ready district.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byHand, EXCUSE, type Kind, kindsOf } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import { readSystem } from '../../src/charter/reading.ts'
import { isUnfinished, type Status } from '../../src/charter/standing.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { statement } from '../../src/store/store.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import type { Day } from '../../src/time/day.ts'
import { type Ready, ready } from '../ready.ts'

const charter = compile(shipped(SYSTEMS))
const FEDERATION = join(import.meta.dirname, '../../examples/federation')
const federation = compile(
  readdirSync(FEDERATION)
    .filter(name => name.endsWith('.yaml'))
    .map(name => readSystem(name, readFileSync(join(FEDERATION, name), 'utf8'))),
)

const secretary = statement<{ person: string }>(
  'test.writers_secretary',
  `select t.person from post t join org o on o.region = $1 and o.id = t.org and upper(o.valid) is null
   where t.region = $1 and t.post = 'secretary' and upper(t.valid) is null and o.code = $2`,
)
const idOf = statement<{ id: string }>(
  'test.writers_org',
  'select id from org where region = $1 and code = $2 order by valid desc limit 1',
)
const putAccount = statement(
  'test.writers_account',
  'insert into account (region, name, person, demo) values ($1, $2, $3, true)',
)

const ACCOUNTS = ['district', 'secretary-D', 'town', 'town-secretary', 'village', 'leader', 'auditor'] as const
type Account = (typeof ACCOUNTS)[number]

let place: Ready
let app: FastifyInstance
const cookies = new Map<Account, string>()
beforeAll(async () => {
  place = await ready()
  await place.house.store.asOwner(REGION, async tx => {
    await tx.run(putAccount, [REGION, 'secretary-D', (await tx.one(secretary, [REGION, 'D']))!.person])
  })
  app = await serve(place.house, 0)
  for (const account of ACCOUNTS) {
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { account } })
    cookies.set(account, answer.cookies[0]!.value)
  }
  // The secretary of the district is one of its leaders as well.
  const { capacities } = (await ask('secretary-D', 'GET', '/api/me')).body
  const { id: capacity } = capacities.find((one: { postName: { zh: string } }) => one.postName.zh === '书记')
  await ask('secretary-D', 'POST', '/api/account/capacity', { capacity })
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

async function ask(account: Account, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const answer = await app.inject({
    method,
    url,
    cookies: { jiceng: cookies.get(account)! },
    headers: { 'accept-language': 'zh' },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}
interface Line {
  kind: string
  org: string
  day: string
  body: object
  voids?: string
}
/** What comes of writing lines: «written», or the problem that stands in the way. */
async function write(account: Account, ...lines: Line[]): Promise<string> {
  const { status, body } = await ask(account, 'POST', '/api/records', { lines })
  return status === 200 ? 'written' : body.title
}
async function written(account: Account, line: Line): Promise<string> {
  const { status, body } = await ask(account, 'POST', '/api/records', { lines: [line] })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.ids[0]
}
const record = (kind: string, org: string, body: object): Line => ({ kind, org, day: '2012-12-05', body })
const withdrawal = (kind: string, org: string, id: string): Line => ({ ...record(kind, org, {}), voids: id })
const personAt = async (org: string): Promise<string> =>
  (await ask('district', 'GET', `/api/people?org=${org}&on=2012-12-05`)).body[0].id

describe('the charter says', () => {
  const kinds = [...charter.kinds.values(), ...federation.kinds.values()]
  const said = (id: string) => charter.kinds.get(id)!.written

  const JUDGING = [/^duty\.ex|excused/, /rating|deduction|comment|evaluation/, /\.round$/, /^training\.spending$/]
  /** What is found is put right by one and closed by another. */
  const closes = ({ stage }: Kind) =>
    stage !== null && /finding|problem/.test(stage.of) && (stage.does === 'close' || stage.does === 'reopen')
  const mustJudge = (kind: Kind) => closes(kind) || (!kind.stage && JUDGING.some(one => one.test(kind.id)))

  /** What the law holds against a kind or a stage. */
  function held({ id, written, ...kind }: Kind): string[] {
    const { by, as, of } = written
    return [
      ...(by.length > 0 ? [] : [`${id}: nobody writes it`]),
      ...(as === 'report' || as === 'judgement' ? [] : [`${id}: neither a report nor a judgement`]),
      ...(as === 'report' && mustJudge({ id, written, ...kind }) ? [`${id}: not marked as judging`] : []),
      // The judged is not among the writers: an organization does not judge itself, a person not themselves.
      ...(as === 'judgement' && by.includes('person') ? [`${id}: judged by the person concerned`] : []),
      ...(as === 'judgement' && of === undefined && by.includes('own')
        ? [`${id}: judged by the organization itself`]
        : []),
    ]
  }

  it('who writes every kind and every stage, and whether it reports or judges', () => {
    expect(kinds.flatMap(held)).toEqual([])
    expect(kinds.length).toBeGreaterThan(150)
  })

  it('of excuses, ratings, rounds, the fund and the closing of findings that they are judgements: each is found where it is not', () => {
    const judging = kinds.filter(mustJudge)
    for (const like of JUDGING)
      expect(
        judging.some(kind => !kind.stage && like.test(kind.id)),
        String(like),
      ).toBe(true)
    expect(judging.filter(closes).length).toBeGreaterThanOrEqual(5)
    for (const kind of judging)
      expect(held({ ...kind, written: { ...kind.written, as: 'report' } })).toContain(
        `${kind.id}: not marked as judging`,
      )
    for (const kind of kinds) {
      expect(held({ ...kind, written: { ...kind.written, by: [] } })).toContain(`${kind.id}: nobody writes it`)
      expect(held({ ...kind, written: { by: ['own'], as: 'judgement' } })).toContain(
        `${kind.id}: judged by the organization itself`,
      )
    }
  })

  it('of a round of supervision and of the training fund that they are the district’s', () => {
    for (const id of ['supervision.round', 'training.spending', 'selection'])
      expect(said(id).by, id).toEqual([{ tier: ['district'] }])
  })

  it('where a text does not say it, that it is reported by the organization itself and by those above', () => {
    const { system } = readSystem(
      'a.yaml',
      'id: S50\nname: a\ngroup: report\nclause: a\nrecords:\n  a.b: { name: a, fields: {} }\n',
    )
    expect(system.records!['a.b']!.written).toEqual({ by: ['own', 'above'], as: 'report' })
  })

  it.each([
    ['{ by: [own], as: judgement }', '评判的是本组织'],
    ['{ by: [above], as: judgement, of: who }', '没有人员字段“who”'],
    ['{ by: [{ tier: [districts] }], as: report }', 'districts'],
    ['{ by: [{ post: [secretery], at: own }], as: report }', '最接近的是“secretary”'],
    ['{ by: [person], as: report }', '没有人员字段'],
    ['{ by: [nobody], as: report }', 'nobody'],
    ['{ by: [above], as: report, of: topic }', '只报告'],
  ])('nothing that cannot be: %s is refused with its file and line', (text, told) => {
    const yaml = `id: S51\nname: a\ngroup: report\nclause: a\nrecords:\n  a.b:\n    name: a\n    written: ${text}\n    fields: { topic: { name: a, type: text } }\n`
    let faults: readonly { file: string; line: number; zh: string }[] = []
    try {
      compile([...shipped(SYSTEMS), readSystem('own.yaml', yaml)])
    } catch (problem) {
      faults = (problem as { details: { faults: typeof faults } }).details.faults
    }
    expect(faults.length).toBeGreaterThan(0)
    expect(faults[0]).toMatchObject({ file: 'own.yaml', line: 8 })
    if (told !== 'nobody') expect(faults[0]!.zh).toContain(told)
  })
})

describe('the village', () => {
  const refusedTo = ['supervision.round', 'training.spending', 'recommendation.held', 'supervision.daily'] as const
  const bodies: Record<(typeof refusedTo)[number], object> = {
    'supervision.round': { topic: '阵地' },
    'training.spending': { purpose: '教材', amount: '100.00' },
    'recommendation.held': { title: '推荐', posts: 1, eligible: 10, voted: 9 },
    'supervision.daily': { topic: '阵地', visited: '' },
  }

  it.each(refusedTo)('does not record %s, which is the business of those above it', async kind => {
    expect(await write('village', record(kind, 'V01', bodies[kind]))).toBe('record.writer')
  })

  it('is told in one sentence who writes it instead', async () => {
    const { body } = await ask('village', 'POST', '/api/records', {
      lines: [record('supervision.round', 'V01', { topic: '阵地' })],
    })
    expect(body.detail).toMatch(/^“督查”由区级组织记录、更正和撤回.*请交区级组织办理。$/)
    expect(body.status).toBe(403)
  })

  it('holds no meeting of the leading group, and holds its own meetings', async () => {
    const meeting = (type: string) => record('meetings.held', 'V01', { type, topic: '党建' })
    expect(await write('village', meeting('leading_group'))).toBe('record.writer')
    expect(await write('village', meeting('analysis'))).toBe('written')
  })

  it('does not excuse itself from a duty; the town above excuses it, and the village does not take that back', async () => {
    const excuse = record(EXCUSE, 'V01', { duty: 'study.monthly', reason: '雪灾' })
    expect(await write('village', excuse)).toBe('record.writer')
    const id = await written('town-secretary', excuse)
    expect(await write('village', withdrawal(EXCUSE, 'V01', id))).toBe('record.writer')
    expect(await write('district', withdrawal(EXCUSE, 'V01', id))).toBe('written')
  })

  it('is excused from nothing that is no duty, nor from what it does not owe', async () => {
    expect(await write('town', record(EXCUSE, 'V01', { duty: 'study.monthy', reason: '雪灾' }))).toBe('input.field')
    expect(await write('town', record(EXCUSE, 'V01', { duty: 'supervision.held', reason: '雪灾' }))).toBe('input.field')
  })

  it('withdraws and corrects what it may write, and nothing of the district’s', async () => {
    const day = await written('village', record('study.day', 'V01', { topic: '条例' }))
    expect(await write('village', { ...record('study.day', 'V01', { topic: '准则' }), voids: day })).toBe('written')
    const comment = { appraisal: 'appraisal.half', period: '2012-H2', text: '有进步' }
    const said = await written('town', record('appraisal.comment', 'V01', comment))
    expect(await write('village', withdrawal('appraisal.comment', 'V01', said))).toBe('record.judged')
    expect(
      await write('village', { ...record('appraisal.comment', 'V01', { ...comment, text: '很好' }), voids: said }),
    ).toBe('record.judged')
  })
})

describe('at the top, above which nobody stands', () => {
  const excuse = record(EXCUSE, 'D', { duty: 'supervision.held', reason: '机构改革' })

  it('the secretary who answers for the district does not excuse it; another holder of a post does, by name', async () => {
    const { body } = await ask('secretary-D', 'POST', '/api/records', { lines: [excuse] })
    expect([body.title, body.status]).toEqual(['record.judged', 403])
    expect(body.detail).toContain('本组织其他任职者（')
    const id = await written('district', excuse)
    expect((await ask('district', 'GET', `/api/records/${id}`)).body.by).toBe('district')
    expect(await write('secretary-D', withdrawal(EXCUSE, 'D', id))).toBe('record.judged')
  })

  it('a finding against one of its people is closed by another of them', async () => {
    const owner = (await place.house.store.asOwner(REGION, tx => tx.one(secretary, [REGION, 'D'])))!.person
    const id = await written('district', {
      ...record('appraisal.problem', 'D', { what: '述职不实', owner, due: '2013-01-31' }),
    })
    const step = (stage: string) => ({ ...record(`appraisal.problem.${stage}`, 'D', { case: id }), day: '2012-12-06' })
    await written('secretary-D', step('rectified'))
    expect(await write('secretary-D', step('closed'))).toBe('record.judged')
    expect(await write('district', step('closed'))).toBe('written')
  })
})

describe('a finding', () => {
  const open = async (account: Account = 'district') =>
    written(
      account,
      record('supervision.finding', 'V01', {
        what: '无台账',
        topic: 'study',
        owner: await personAt('V01'),
        due: '2013-01-31',
      }),
    )
  const step = (id: string, stage: string, day: string, body: object = {}): Line => ({
    ...record(`supervision.finding.${stage}`, 'V01', { case: id, ...body }),
    day,
  })
  const upTo = async (id: string, stage: 'notified' | 'listed' | 'rectified', by: Account = 'village') => {
    await written('district', step(id, 'notified', '2012-12-06'))
    if (stage === 'notified') return
    await written('village', step(id, 'listed', '2012-12-07', { measure: '建台账' }))
    if (stage === 'rectified') await written(by, step(id, 'rectified', '2012-12-08', { proof: '台账照片' }))
  }

  it('is opened by those above, not by whom it is about', async () => {
    expect(
      await write(
        'village',
        record('supervision.finding', 'V01', { what: 'x', owner: await personAt('V01'), due: '2013-01-31' }),
      ),
    ).toBe('record.writer')
  })

  it('is put right by the unit with its evidence, checked again and closed by another', async () => {
    const id = await open()
    await upTo(id, 'listed')
    expect(await write('village', step(id, 'rectified', '2012-12-08'))).toBe('input.field')
    await written('village', step(id, 'rectified', '2012-12-08', { proof: '台账照片' }))
    for (const stage of ['rechecked', 'closed'])
      expect(await write('village', step(id, stage, '2012-12-09'))).toBe('record.writer')
    await written('town', step(id, 'rechecked', '2012-12-09'))
    expect(await write('district', step(id, 'closed', '2012-12-10'))).toBe('written')
  })

  it('is not walked from its report to its closing by one hand', async () => {
    const id = await open()
    await upTo(id, 'rectified', 'district')
    expect(await write('district', step(id, 'rechecked', '2012-12-09'))).toBe('record.hand')
    await written('town', step(id, 'rechecked', '2012-12-09'))
    expect(await write('district', step(id, 'closed', '2012-12-10'))).toBe('record.hand')
    // Neither in one file with the report.
    const other = await open()
    await upTo(other, 'listed')
    const batch = [step(other, 'rectified', '2012-12-08', { proof: '照片' }), step(other, 'rechecked', '2012-12-09')]
    const named = batch.map((line, nth) => ({ ...line, id: `013b0000-0000-7000-8000-00000000000${nth + 1}` }))
    expect(await write('town', ...named)).toBe('record.hand')
  })

  it('has its day put off by those above alone, and shows each reader only the steps that are theirs', async () => {
    const id = await open()
    await upTo(id, 'rectified')
    const put = step(id, 'extended', '2012-12-09', { due: '2013-03-31', reason: '雪灾' })
    expect(await write('village', put)).toBe('record.writer')
    const shown = async (account: Account) => (await ask(account, 'GET', `/api/cases/${id}?on=2012-12-09`)).body.case
    expect((await shown('village')).next.map((one: { stage: string }) => one.stage)).toEqual(['handed_over'])
    expect((await shown('village')).awaits).toMatchObject({ stage: { zh: '已复查' }, who: { zh: '上一级组织' } })
    const above = (await shown('town')).next.map((one: { stage: string }) => one.stage)
    expect(above).toEqual(['rechecked', 'extended', 'handed_over', 'reopened'])
    expect((await shown('leader')).next).toEqual([])
    expect(await write('town', put)).toBe('written')
  })
})

describe('files beside a record, and what was done to things and ties', () => {
  const file = {
    name: '照片.png',
    content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString('base64'),
  }

  it('are those of whoever may write the record: nobody lays a file beside what is said of them, nor takes one away', async () => {
    const comment = { appraisal: 'appraisal.half', period: '2012-H2', text: '有进步' }
    const said = await written('town', record('appraisal.comment', 'V01', comment))
    const beside = `/api/records/${said}/attachments`
    expect((await ask('village', 'POST', beside, file)).body.title).toBe('record.judged')
    const laid = await ask('town', 'POST', beside, file)
    expect(laid.status, JSON.stringify(laid.body)).toBe(200)
    expect((await ask('village', 'DELETE', `${beside}/${laid.body.id}`)).body.title).toBe('record.judged')
    expect((await ask('town', 'DELETE', `${beside}/${laid.body.id}`)).status).toBe(200)
    const own = await written('village', record('study.day', 'V01', { topic: '附件' }))
    expect((await ask('village', 'POST', `/api/records/${own}/attachments`, file)).status).toBe(200)
  })

  it('are undone by whoever may do them: a tie that those above enter is not taken back by whom it serves', async () => {
    const change = (account: Account, body: object) => ask(account, 'POST', '/api/register/changes', { change: body })
    const leader = { act: 'tie.enter', kind: 'contact.leader', org: 'C4', day: '2012-12-05', to: null }
    const person = await personAt('C4')
    expect((await change('town', { ...leader, body: { person } })).body.title).toBe('record.writer')
    const entered = await change('district', { ...leader, body: { person } })
    expect(entered.status, JSON.stringify(entered.body)).toBe(200)
    const undo = (account: Account) => ask(account, 'POST', `/api/register/changes/${entered.body.id}/undo`, {})
    expect((await undo('town')).body.title).toBe('record.writer')
    expect((await undo('district')).status).toBe(200)
  })
})

describe('whoever may write a stage', () => {
  it('makes the change of the register that it enters, without the right to change the register, and no other', async () => {
    const person = await personAt('V01')
    const memberAt = async (org: string) =>
      (await ask('district', 'GET', `/api/register/people?org=${org}&on=2012-12-20`)).body.find(
        (one: { id: string }) => one.id === person,
      )?.kind ?? null
    expect(await memberAt('V01')).toBe('full')
    const leaving = { act: 'member.leave', person, day: '2012-12-10' }
    const change = (account: Account) => ask(account, 'POST', '/api/register/changes', { change: leaving })
    expect((await change('village')).body.title).toBe('access.denied')
    const transfer = { person, to: '云林浩特市某社区党支部', owner: person, due: '2013-01-31' }
    const id = await written('village', record('member.transfer', 'V01', transfer))
    const received = { ...record('member.transfer.received', 'V01', { case: id }), day: '2012-12-10' }
    const step = await written('village', received)
    expect(await memberAt('V01'), 'gone with the stage').toBeNull()
    const [made] = (await ask('district', 'GET', '/api/register/changes?org=V01&limit=1')).body
    expect(made.author).toBe('village')
    expect((await ask('village', 'POST', `/api/register/changes/${made.id}/undo`, {})).body.title).toBe('access.denied')
    expect(await write('village', { ...withdrawal('member.transfer.received', 'V01', step), day: '2012-12-10' })).toBe(
      'written',
    )
    expect(await memberAt('V01'), 'back with its withdrawal').toBe('full')
    // An organization out of sight receives nobody from here.
    const { id: receiver } = (await place.house.store.asOwner(REGION, tx => tx.one(idOf, [REGION, 'V02'])))!
    const { to: _to, ...within } = transfer
    expect(await write('village', record('member.transfer', 'V01', { ...within, receiver }))).toBe('org.unknown')
  })
})

describe('an excuse is offered', () => {
  it('of what is not met, to those who may write it, and to nobody else', async () => {
    const excusable = async (account: Account, org: string) => {
      const rows = [2011, 2012].map(
        async year => (await ask(account, 'GET', `/api/duties?org=${org}&period=${year}`)).body,
      )
      const open = (await Promise.all(rows))
        .flat()
        .filter((row: { org: string; status: Status }) => row.org === org && isUnfinished(row.status))
      expect(open.length).toBeGreaterThan(0)
      return new Set(open.map((row: { excusable: boolean }) => row.excusable))
    }
    expect(await excusable('town', 'V05')).toEqual(new Set([true]))
    expect(await excusable('district', 'V05')).toEqual(new Set([true]))
    expect(await excusable('leader', 'V05'), 'a leader records nothing').toEqual(new Set([false]))
    expect(await excusable('district', 'D'), 'another holder of a post there').toEqual(new Set([true]))
    expect(await excusable('secretary-D', 'D'), 'who signs for it').toEqual(new Set([false]))
  })
})

/** Problems that say that somebody else has to write it. */
const BARRED = new Set(['record.writer', 'record.judged', 'record.hand', 'access.denied'])

describe('offered, accepted and taken back agree', () => {
  const places: Record<Account, readonly string[]> = {
    district: ['D', 'C4', 'V01'],
    'secretary-D': ['D', 'C4', 'V01'],
    town: ['C4', 'V01'],
    'town-secretary': ['C4', 'V01'],
    village: ['V01'],
    leader: ['D', 'V01'],
    auditor: ['D', 'V01'],
  }
  const kinds = () => [...place.house.charter.kinds.values()].filter(kind => byHand(kind, '2012-12-05' as Day))

  it.each(ACCOUNTS)(
    'for every kind that %s might write: what the form offers is what the store takes',
    async account => {
      let tried = 0
      for (const org of places[account]) {
        const capture = await ask(account, 'GET', `/api/capture?org=${org}&on=2012-12-05`)
        const offered = new Map<string, { fields: Record<string, { choices?: object }> }>(
          capture.status === 200 ? capture.body.kinds.map((kind: { id: string }) => [kind.id, kind]) : [],
        )
        const somebody = await personAt(org)
        for (const kind of kinds()) {
          // A body that lacks what the kind asks: it is refused for that, unless somebody else has to write it.
          const probe = { person: somebody, owner: somebody, ...choicesOf(kind, offered.get(kind.id)?.fields) }
          const came = await write(account, record(kind.id, org, { ...probe, nothing: 'asked' }))
          expect([kind.id, org, !BARRED.has(came)], came).toEqual([kind.id, org, offered.has(kind.id)])
          tried++
        }
        for (const one of capture.status === 200 ? capture.body.owed : []) expect(offered.has(one.kind)).toBe(true)
      }
      expect(tried).toBe(places[account].length * kinds().length)
    },
  )

  it.each(ACCOUNTS)(
    'for every record that %s sees: whether it may be withdrawn is what its page says',
    async account => {
      const seen = new Map<string, { id: string; kind: string; org: string; day: string }>()
      for (const kind of place.house.charter.kinds.values()) {
        if (kind.form !== 'record' && kind.form !== 'case') continue
        const { status, body } = await ask(account, 'GET', `/api/records?kind=${kind.id}&limit=200`)
        if (status === 200)
          for (const row of body)
            if (row.voidedBy === null && !seen.has(`${row.kind} ${row.org}`)) seen.set(`${row.kind} ${row.org}`, row)
      }
      const step = Math.ceil(seen.size / 40)
      const some = [...seen.values()].filter((_, index) => index % step === 0)
      expect(some.length).toBeGreaterThan(10)
      for (const row of some) {
        const shown = (await ask(account, 'GET', `/api/records/${row.id}`)).body
        // Beside a line that is refused, nothing is stored.
        const unsound = { ...record('study.day', row.org, {}), day: row.day }
        const came = await write(account, { ...withdrawal(row.kind, row.org, row.id), day: row.day }, unsound)
        const sealed = place.house.charter.kinds.get(row.kind)!.sealed
        if (!sealed)
          expect([row.kind, row.org, !BARRED.has(came)], came).toEqual([row.kind, row.org, shown.withdrawable])
      }
    },
  )

  /** A choice that is offered in each choice field, where the kind is. */
  function choicesOf(kind: Kind, fields: Record<string, { choices?: object }> | undefined): object {
    return Object.fromEntries(
      (kind.written.narrower ?? []).map(({ field }) => [
        field,
        Object.keys(fields?.[field]?.choices ?? kind.fields[field]!.choices!)[0],
      ]),
    )
  }
})

describe('kinds of the shipped systems', () => {
  it('are found with their stages in every system: none escapes the law', () => {
    const all = SYSTEMS.flatMap(kindsOf).map(kind => kind.id)
    expect(all.every(id => charter.kinds.has(id))).toBe(true)
    expect(all.length).toBeGreaterThan(100)
  })
})
