// A secret recommendation from the roll to the published box: who may vote, what is refused, what can be known afterwards.
import { createPrivateKey } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Choices } from '../../src/ballot/ballot.ts'
import { castBallot, enterPaper, sealedIn } from '../../src/ballot/box.sql.ts'
import { type BoxFile, verifyBox } from '../../src/ballot/box-file.ts'
import { giveToken, turnoutOf } from '../../src/ballot/roll.sql.ts'
import { finish, prepare, type Sealed, type Secret, seal } from '../../src/ballot/token.ts'
import { readyDistrict } from '../../src/district/index.ts'
import { Problem } from '../../src/problem/problem.ts'
import { type House, REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { statement } from '../../src/store/store.ts'
import { type Day, day, plusDays } from '../../src/time/day.ts'
import { type Ready, ready } from '../ready.ts'
import { visitor } from '../visitor.ts'

const SETUP = day('2012-11-01')
const VOTING = day('2012-11-08')
const question = {
  org: 'G1',
  title: { zh: '社区党总支书记人选推荐', en: 'Recommendation for secretary of the general branch' },
  posts: [
    { code: 'secretary', name: { zh: '书记', en: 'Secretary' }, lines: 1 },
    { code: 'reserve', name: { zh: '后备人选', en: 'Reserve list' }, lines: 2 },
  ],
  categories: [
    { code: 'secretaries', name: { zh: '支部书记', en: 'Branch secretaries' }, posts: ['secretary'] },
    { code: 'members', name: { zh: '党员', en: 'Members' } },
  ],
  eligibleOn: SETUP,
  opens: VOTING,
  closes: VOTING,
  minimum: 3,
}

let place: Ready
let house: House
let app: FastifyInstance
let clock: Day = SETUP
let base = ''
let organizer = ''
let id = ''
let keys: Record<string, Record<string, unknown>> = {}
const voters: { person: string; category: string }[] = []
const sealed: Sealed[] = []
const order: string[] = []

async function call(method: string, path: string, body?: unknown, cookie = organizer) {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null }
}
const post = (path: string, body: unknown, cookie?: string) => call('POST', path, body, cookie)
const everyVoter = statement<{ person: string; category: string }>(
  'test.voters',
  'select person, category from ballot_voter where region = $1 and ballot = $2 order by category, person',
)

/** Takes a token for a voter, as the voter's device does. */
async function token(voter: { person: string; category: string }): Promise<{ secret: Secret; signature: string }> {
  const key = keys[voter.category]!
  const secret = await prepare(key)
  const { signed } = await house.store.onSide('roll', REGION, tx =>
    giveToken(tx, id, voter.person, secret.blinded, clock),
  )
  return { secret, signature: await finish(key, secret, signed) }
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    error => (error instanceof Problem ? error.code : String(error)),
  )

beforeAll(async () => {
  place = await ready(false)
  house = { ...place.house, today: () => clock, trueDay: () => clock }
  app = await serve(house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  const { demo } = (await (await fetch(`${base}/api/me`)).json()) as {
    demo: { name: string; post: string; org: { code: string } }[]
  }
  const account = demo.find(one => one.post === 'organizer' && one.org.code === 'D')!
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: account.name }),
  })
  organizer = entered.headers.get('set-cookie')!.split(';')[0]!
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

describe('a secret recommendation', () => {
  it('is refused when a category is so small that it would give its voters away', async () => {
    const small = { code: 'heads', name: { zh: '嘎查达', en: 'Village heads' }, posts: ['village_head'] }
    const { status, body } = await post('/api/ballots', { ...question, categories: [small, ...question.categories] })
    expect([status, body.title]).toEqual([422, 'ballot.question'])
    expect(body.detail).toContain('0')
  })

  it('is refused when voting would begin on the day on which tokens are taken', async () => {
    const { body } = await post('/api/ballots', { ...question, opens: SETUP })
    expect([body.title, body.field]).toEqual(['ballot.question', 'opens'])
  })

  it('freezes its roll by the register of the day: each in the first category that fits, nobody twice', async () => {
    const { status, body } = await post('/api/ballots', question)
    expect(status).toBe(200)
    id = body.id
    const facts = readyDistrict()
    const branches = new Set(facts.orgs.filter(org => org.code.startsWith('S')).map(org => org.id))
    const members = new Set(
      facts.memberships
        .filter(one => branches.has(one.org) && one.from <= SETUP && (!one.to || one.to > SETUP))
        .map(one => one.person),
    )
    const top = facts.orgs.find(org => org.code === 'G1')!.id
    const secretaries = new Set(
      facts.posts
        .filter(
          one =>
            one.post === 'secretary' &&
            (branches.has(one.org) || one.org === top) &&
            one.from <= SETUP &&
            (!one.to || one.to > SETUP),
        )
        .map(one => one.person),
    )
    expect(body.voters).toEqual({
      secretaries: secretaries.size,
      members: [...members].filter(person => !secretaries.has(person)).length,
    })
    voters.push(...(await house.store.onSide('roll', REGION, tx => tx.all(everyVoter, [REGION, id]))))
    expect(new Set(voters.map(one => one.person)).size).toBe(voters.length)
    keys = (await call('GET', `/api/ballots/${id}`)).body.keys
  })

  it('gives each voter one token; the same request again gets the same answer', async () => {
    const voter = voters.find(one => one.category === 'secretaries')!
    const secret = await prepare(keys[voter.category]!)
    const ask = (blinded: string) =>
      house.store.onSide('roll', REGION, tx => giveToken(tx, id, voter.person, blinded, clock))
    const first = await ask(secret.blinded)
    expect(await ask(secret.blinded)).toEqual(first)
    const other = await prepare(keys[voter.category]!)
    expect(await refusal(ask(other.blinded))).toBe('ballot.taken')
    const signature = await finish(keys[voter.category]!, secret, first.signed)
    sealed.push(
      await seal(id, { category: voter.category, choices: { secretary: ['\u7530\u91ce'] } }, secret, signature),
    )
    order.push(sealed[0]!.message)
  })

  it('gives no token to somebody who is not on the roll', async () => {
    const secret = await prepare(keys.members!)
    expect((await post(`/api/ballots/${id}/token`, { blinded: secret.blinded })).body.title).toBe('ballot.foreign')
  })

  it('takes no ballot before the first day, and gives no token from that day on', async () => {
    for (const voter of voters.filter(one => one.category === 'members').slice(0, 4)) {
      const { secret, signature } = await token(voter)
      const choices: Choices = {
        secretary: ['\u5df4 \u56fe'],
        reserve: ['\u5df4\u56fe', '\u5df4\u56fe', '\u4e8e\u82b3'],
      }
      sealed.push(await seal(id, { category: voter.category, choices }, secret, signature))
    }
    expect((await post(`/api/ballots/${id}/box`, sealed[1], '')).body.title).toBe('ballot.early')
    clock = VOTING
    expect(await refusal(token(voters.at(-1)!))).toBe('ballot.ended')
  })

  it('takes a ballot without a session, once for each token; sending it twice is harmless', async () => {
    for (const ballot of sealed) {
      expect((await post(`/api/ballots/${id}/box`, ballot, '')).body).toEqual({ taken: true })
      expect((await post(`/api/ballots/${id}/box`, ballot, '')).body).toEqual({ taken: true })
    }
    const other = { ...sealed[1]!, ...(await forged(sealed[1]!, { secretary: ['\u4e8e\u82b3'] })) }
    expect((await post(`/api/ballots/${id}/box`, other, '')).body.title).toBe('ballot.content')
    const { cast } = (await call('GET', `/api/ballots/${id}/turnout`)).body
    expect(cast).toBe(sealed.length)
  })

  it('refuses a token of another category, and one that nobody signed', async () => {
    const foreign = { ...sealed[1]!, category: 'secretaries' }
    expect((await post(`/api/ballots/${id}/box`, foreign, '')).body.title).toBe('ballot.token')
    const secret = await prepare(keys.members!)
    const made = await seal(id, { category: 'members', choices: {} }, secret, sealed[1]!.signature)
    expect((await post(`/api/ballots/${id}/box`, made, '')).body.title).toBe('ballot.token')
  })

  it('shows nothing of the box before it is closed', async () => {
    expect((await call('GET', `/api/ballots/${id}/names`)).body.title).toBe('ballot.open')
    expect((await call('GET', `/api/ballots/${id}/box`)).body.title).toBe('ballot.open')
  })

  it('keeps roll and box apart in the database: no role sees both', async () => {
    const read = (table: string) => statement<object>(`test.${table}`, `select * from ${table} where region = $1`)
    for (const [side, table] of [
      ['roll', 'ballot_cast'],
      ['roll', 'ballot_paper'],
      ['box', 'ballot_voter'],
      ['box', 'ballot_signer'],
      ['box', 'person'],
      ['box', 'session'],
    ] as const)
      await expect(house.store.onSide(side, REGION, tx => tx.all(read(table), [REGION]))).rejects.toThrow(
        /permission denied/,
      )
    for (const table of ['ballot_cast', 'ballot_voter', 'ballot_signer'])
      await expect(
        house.store.within({ region: REGION, path: '/D/' }, tx => tx.all(read(table), [REGION])),
      ).rejects.toThrow(/permission denied/)
  })

  it('counts papers that two people entered alike, and waits for the others', async () => {
    const paperVoter = voters.at(-1)!
    expect((await post(`/api/ballots/${id}/paper`, { person: paperVoter.person })).status).toBe(200)
    expect((await post(`/api/ballots/${id}/paper`, { person: paperVoter.person })).body.title).toBe('ballot.taken')
    const ballot = { category: 'secretaries', choices: { secretary: ['\u7530\u91ce'] } }
    expect((await post(`/api/ballots/${id}/paper/1`, { entry: 1, ballot })).status).toBe(200)
    expect((await post(`/api/ballots/${id}/paper/1`, { entry: 2, ballot })).body.title).toBe('ballot.clerk')
    const second = (choices: Choices) =>
      house.store.onSide('box', REGION, tx =>
        enterPaper(tx, id, { category: 'secretaries', choices, serial: 1, entry: 2 }, 'second clerk'),
      )
    await second({ secretary: ['\u7530\u4e5f'] })
    await post(`/api/ballots/${id}/close`, {})
    expect((await call('GET', `/api/ballots/${id}/names`)).body.papers).toEqual([1])
    expect((await call('GET', `/api/ballots/${id}/box`)).body.title).toBe('ballot.papers')
    await post(`/api/ballots/${id}/paper/1`, { entry: 2, ballot: null })
    await second(ballot.choices)
    expect((await call('GET', `/api/ballots/${id}/names`)).body.papers).toEqual([])
  })

  it('takes no ballot after closing', async () => {
    const late = house.store.onSide('box', REGION, tx => castBallot(tx, id, sealed[0]!, clock))
    const told = await late.then(
      () => null,
      (fault: Problem) => fault,
    )
    expect(told?.code).toBe('ballot.late')
    expect(told?.say('en')).toMatch(/^Voting ended on \d{4}-\d{2}-\d{2}; this ballot was not taken.*hold another/)
    expect(told?.say('zh')).toMatch(/投票已于 \d{4}-\d{2}-\d{2} 截止，这张票没有投入.*另行组织/)
    const again = (await post(`/api/ballots/${id}/close`, {})).body
    expect(again.title).toBe('ballot.closed')
    expect(again.detail).toMatch(/\d{4}-\d{2}-\d{2}.*(hold another|另行组织)/)
  })

  it('lets an officer merge spellings without seeing who wrote them, and spoils a line, not a ballot', async () => {
    const { names } = (await call('GET', `/api/ballots/${id}/names`)).body
    expect(names).toContainEqual({ post: 'secretary', written: '\u5df4\u56fe', count: 4 })
    expect(Object.keys(names[0]).sort()).toEqual(['count', 'post', 'written'])
    await post(`/api/ballots/${id}/names`, {
      post: 'reserve',
      written: '\u4e8e\u82b3',
      meant: '\u4e8e\u82b3\uff08\u5987\u8054\uff09',
    })
    const box: BoxFile = (await call('GET', `/api/ballots/${id}/box`)).body
    const reserve = box.tally.posts.find(one => one.post === 'reserve')!
    expect(reserve.names.map(one => [one.name, one.votes])).toEqual([
      ['\u4e8e\u82b3\uff08\u5987\u8054\uff09', 4],
      ['\u5df4\u56fe', 4],
    ])
    // On each of the four ballots the second spelling of one name was spoilt.
    expect(reserve.spoilt).toBe(4)
  })

  it('withholds a category with fewer ballots than the minimum', async () => {
    const box: BoxFile = (await call('GET', `/api/ballots/${id}/box`)).body
    expect(box.tally.withheld).toEqual(['secretaries'])
    expect(box.tally.ballots).toEqual({ secretaries: null, members: 4 })
    expect(JSON.stringify(box)).not.toContain('\u7530\u91ce')
  })

  it('can be counted again by anybody, and every change of the published box is found', async () => {
    const box: BoxFile = (await call('GET', `/api/ballots/${id}/box`)).body
    expect(await verifyBox(box)).toEqual([])
    const changed = async (change: (copy: { -readonly [K in keyof BoxFile]: BoxFile[K] }) => void) => {
      const copy = structuredClone(box)
      change(copy)
      return (await verifyBox(copy)).map(one => one.en).join(' ')
    }
    const open = box.ballots.findIndex(one => one.choices)
    expect(
      await changed(copy => {
        ;(copy.ballots[open] as { choices: Choices }).choices = { secretary: ['\u4e8e\u82b3'] }
      }),
    ).toContain('content was changed')
    expect(
      await changed(copy => {
        copy.ballots = [...copy.ballots, copy.ballots[open]!]
      }),
    ).toContain('used twice')
    expect(
      await changed(copy => {
        copy.ballots = copy.ballots.filter((_, index) => index !== open)
      }),
    ).toContain('another result')
    expect(
      await changed(copy => {
        copy.roll = { ...copy.roll, members: { voters: 9, tokens: 1, paper: 0 } }
      }),
    ).toContain('4 ballots on screen for 1 tokens')
  })

  it('ties no ballot to a voter, even for an attacker who holds every table and every key', async () => {
    const dump = await house.store.asOwner(REGION, async tx => ({
      roll: await tx.all(
        statement<{ person: string; category: string; blinded: string; signed: string }>(
          'test.dump_roll',
          `select person, category, blinded, signed from ballot_voter where region = $1 and way = 'token'`,
        ),
        [REGION],
      ),
      columns: await tx.all(
        statement<{ column_name: string }>(
          'test.columns',
          `select column_name from information_schema.columns where table_name = 'ballot_cast' order by 1`,
        ),
      ),
      stored: await tx.all(
        statement<{ token: string }>('test.stored', 'select token from ballot_cast where region = $1'),
        [REGION],
      ),
    }))
    // The box has no column that could say who or when, and its file no longer holds the order of casting.
    expect(dump.columns.map(one => one.column_name)).toEqual([
      'ballot',
      'category',
      'choices',
      'message',
      'proof',
      'region',
      'signature',
      'token',
    ])
    expect(dump.stored.map(one => one.token)).toEqual(dump.stored.map(one => one.token).sort())
    // Every blinded message of a category explains every ballot of it: for each pair there is exactly one blinding factor,
    // r = signed / signature, and it fits. So the pairs say nothing about which of them is true.
    const ballots = await house.store.onSide('box', REGION, tx => sealedIn(tx, id))
    const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
    let pairs = 0
    for (const ballot of ballots)
      for (const voter of dump.roll.filter(one => one.category === ballot.category)) {
        const n = number(String(keys[ballot.category]!.n))
        const e = number(String(keys[ballot.category]!.e))
        const factor = (number(voter.signed) * inverse(number(ballot.signature), n)) % n
        const encoded = power(number(ballot.signature), e, n)
        expect((encoded * power(factor, e, n)) % n).toBe(number(voter.blinded))
        pairs += 1
      }
    expect(pairs).toBe(4 * 4 + 1)
    expect((await house.store.onSide('roll', REGION, tx => turnoutOf(tx, id))).members!.tokens).toBe(4)
  })
})

describe('a recommendation set up by mistake', () => {
  const inAWeek = { ...question, opens: plusDays(VOTING, 7), closes: plusDays(VOTING, 8) }
  const setUp = async () => (await post('/api/ballots', inAWeek)).body.id as string
  const withdraw = (ballot: string) => post(`/api/ballots/${ballot}/withdrawal`, {})
  const anyVoter = () => voters.find(one => one.category === 'members')!
  const take = async (ballot: string) => {
    const { body } = await call('GET', `/api/ballots/${ballot}`)
    const { blinded } = await prepare(body.keys.members)
    return house.store.onSide('roll', REGION, tx => giveToken(tx, ballot, anyVoter().person, blinded, clock))
  }

  it('is taken back while nothing was given out; nothing can be given out after that, and who did both stays noted', async () => {
    const mistake = await setUp()
    expect((await withdraw(mistake)).status).toBe(200)
    const { held } = (await call('GET', '/api/ballots')).body as { held: { id: string; withdrawn: boolean }[] }
    expect(held.filter(one => one.withdrawn).map(one => one.id)).toEqual([mistake])
    expect(await refusal(take(mistake))).toBe('ballot.closed')
    const person = { person: anyVoter().person }
    expect((await post(`/api/ballots/${mistake}/paper`, person)).body.title).toBe('ballot.closed')
    expect((await withdraw(mistake)).body.title).toBe('ballot.closed')
    const acts = await house.store.asOwner(REGION, tx =>
      tx.all(
        statement<{ act: string }>(
          'test.ballot_acts',
          `select act from audit where region = $1 and what->>'ballot' = $2 order by id`,
        ),
        [REGION, mistake],
      ),
    )
    expect(acts.map(one => one.act)).toEqual(['ballot.open', 'ballot.withdraw'])
  })

  it('stands once a token or a paper was given out, and from its first day on', async () => {
    const [token, paper, late] = [await setUp(), await setUp(), await setUp()]
    await take(token)
    await post(`/api/ballots/${paper}/paper`, { person: anyVoter().person })
    for (const given of [token, paper]) expect((await withdraw(given)).body.title).toBe('ballot.given')
    clock = inAWeek.opens
    expect((await withdraw(late)).body.title).toBe('ballot.begun')
    clock = VOTING
  })

  it('is given out or taken back, never both, however close they come', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ballot = await setUp()
      const [taken, back] = await Promise.all([refusal(take(ballot)), withdraw(ballot)])
      expect([taken === 'accepted', back.status === 200].filter(Boolean)).toHaveLength(1)
    }
  })
})

/** Seals other content with a key that is not the token's. */
async function forged(ballot: Sealed, choices: Choices): Promise<Pick<Sealed, 'choices' | 'proof'>> {
  const secret = await prepare(keys.members!)
  expect(createPrivateKey({ key: secret.onceKey as never, format: 'jwk' }).type).toBe('private')
  const { proof } = await seal(id, { category: ballot.category, choices }, secret, ballot.signature)
  return { choices, proof }
}
function power(of: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n
  let square = of % n
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % n
    square = (square * square) % n
  }
  return result
}
function inverse(of: bigint, n: bigint): bigint {
  let [a, b, x, y] = [of % n, n, 1n, 0n]
  while (b > 0n) {
    const q = a / b
    ;[a, b, x, y] = [b, a % b, y, x - q * y]
  }
  return ((x % n) + n) % n
}

describe('S09 a voter who holds no post', () => {
  it('signs in and finds the ballot, and nothing beside it: all staff can vote on screen', async () => {
    clock = SETUP
    const { body: opened } = await post('/api/ballots', question)
    const facts = readyDistrict()
    const holders = new Set(facts.posts.map(one => one.person))
    const rolled = await house.store.onSide('roll', REGION, tx => tx.all(everyVoter, [REGION, opened.id]))
    const voter = rolled.find(one => one.category === 'members' && !holders.has(one.person))!
    const made = await post('/api/accounts', { person: voter.person })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const browser = visitor(base)
    const password = 'grass-roots-2012-voter'
    const taken = await browser.post(`/api/invitations/${made.body.code}`, { name: 'voter-one', password })
    expect(taken.status, JSON.stringify(taken.body)).toBe(200)
    const me = (await browser.get('/api/me')).body
    expect(me).toMatchObject({ verbs: [], account: { postName: { zh: '\u6295\u7968\u4eba', en: 'voter' } } })
    const { mine } = (await browser.get('/api/ballots')).body as unknown as { mine: { id: string; category: string }[] }
    expect(mine.find(one => one.id === opened.id)?.category).toBe('members')
    // Nothing beside the ballot answers: the post is asked for, or the organization stands out of sight.
    for (const path of [
      '/api/duties?org=D&period=2012',
      '/api/records?org=D',
      '/api/figures/orgs.total?org=D&period=2012',
    ])
      expect([path, [403, 404].includes((await browser.get(path)).status)]).toEqual([path, true])
    const { keys: own } = (await browser.get(`/api/ballots/${opened.id}`)).body as unknown as { keys: typeof keys }
    const secret = await prepare(own.members!)
    const given = await browser.post(`/api/ballots/${opened.id}/token`, { blinded: secret.blinded })
    expect(given.status).toBe(200)
    const signature = await finish(own.members!, secret, String(given.body.signed))
    const ballot = await seal(
      opened.id,
      { category: 'members', choices: { secretary: ['\u5df4\u56fe'] } },
      secret,
      signature,
    )
    clock = VOTING
    expect((await post(`/api/ballots/${opened.id}/box`, ballot, '')).status).toBe(200)
    // One ballot of three needed: who it names is shown to nobody, the officer who merges names included.
    await post(`/api/ballots/${opened.id}/close`, {})
    const { names } = (await call('GET', `/api/ballots/${opened.id}/names`)).body
    expect(names).toEqual([])
    expect((await call('GET', `/api/ballots/${opened.id}/box`)).body.tally.withheld).toEqual(['members'])
  })
})
