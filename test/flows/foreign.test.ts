// Every address of the server, asked for what lies outside the reader's scope: it answers as if that did not exist, and names nothing of it.
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/server/serve.node.ts'
import { type Ready, ready } from '../ready.ts'

const FOREIGN = 'V07'
const READERS = ['village', 'town'] as const

/** What may be asked for: all of a foreign organization, or all of none. */
interface Subject {
  readonly org: string
  readonly person: string
  readonly record: string
  readonly attachment: string
  readonly case: string
  readonly thing: string
  readonly pledge: string
  readonly certificate: string
  readonly ballot: string
  readonly change: string
  readonly robot: string
  readonly complaint: string
  readonly account: string
}

interface Ask {
  readonly path: string
  readonly body?: object
  /** Answers anybody with what is the reader's own, which may be nothing. */
  readonly open?: true
}

const NONE = '01890000-0000-7000-8000-00000000dead'
const ABSENT: Subject = {
  ...{
    org: 'V97',
    person: NONE,
    record: NONE,
    attachment: NONE,
    case: NONE,
    thing: NONE,
    pledge: NONE,
    certificate: NONE,
  },
  ...{ ballot: NONE, change: NONE, robot: NONE, complaint: NONE, account: 'nobody9' },
}
const YEAR = 'period=2012'
const both = (text: string) => ({ zh: text, en: text })
const CHARTER = 'is about the charter, which everybody reads and the district alone changes'
const OWN = 'is about the account that asks'
const DOOR = 'is a door: who asks is not known yet'

/** Each route with what it is asked, or why it cannot tell of an organization. A route that is missing here fails. */
const CASES: Readonly<Record<string, string | ((of: Subject) => Ask)>> = {
  'GET /api/account': OWN,
  'GET /api/account/calendars': OWN,
  'POST /api/account/calendars': OWN,
  'DELETE /api/account/calendars/:id': OWN,
  'POST /api/account/capacity': OWN,
  'DELETE /api/account/devices/:id': OWN,
  'POST /api/account/passkeys': OWN,
  'DELETE /api/account/passkeys/:id': OWN,
  'POST /api/account/passkeys/question': OWN,
  'POST /api/account/password': OWN,
  'POST /api/account/proof': OWN,
  'POST /api/account/recovery': OWN,
  'DELETE /api/account/second': OWN,
  'POST /api/account/second': OWN,
  'POST /api/account/second/code': OWN,
  'DELETE /api/account/sessions': OWN,
  'DELETE /api/account/sessions/:id': OWN,
  'DELETE /api/account/sign-on': OWN,
  'GET /api/accounts': () => ({ path: '/api/accounts', open: true }),
  'POST /api/accounts': of => ({ path: '/api/accounts', body: { person: of.person } }),
  'DELETE /api/accounts/:name': of => ({ path: `/api/accounts/${of.account}` }),
  'POST /api/accounts/:name/reset': of => ({ path: `/api/accounts/${of.account}/reset`, body: {} }),
  'DELETE /api/accounts/:name/sessions': of => ({ path: `/api/accounts/${of.account}/sessions` }),
  'DELETE /api/accounts/invitations/:id': of => ({ path: `/api/accounts/invitations/${of.change}` }),
  'GET /api/appraisal/:appraisal': of => ({ path: `/api/appraisal/appraisal.half?period=2012-H1&org=${of.org}` }),
  'POST /api/appraisal/:appraisal/rating': of => ({
    path: '/api/appraisal/appraisal.half/rating',
    body: { period: '2012-H1', org: of.org, rating: 'good' },
  }),
  'DELETE /api/appraisal/:appraisal/rating': of => ({
    path: `/api/appraisal/appraisal.half/rating?period=2012-H1&org=${of.org}&id=${of.record}`,
  }),
  'GET /api/appraisal/:appraisal/subjects': of => ({
    path: `/api/appraisal/appraisal.half/subjects?period=2012-H1&org=${of.org}`,
  }),
  'GET /api/appraisal/:appraisal/word': of => ({
    path: `/api/appraisal/appraisal.half/word?period=2012-H1&org=${of.org}`,
  }),
  'GET /api/appraisals': CHARTER,
  'GET /api/attachments/:id': of => ({ path: `/api/attachments/${of.attachment}` }),
  'GET /api/ballots': () => ({ path: '/api/ballots', open: true }),
  'POST /api/ballots': of => ({
    path: '/api/ballots',
    body: {
      org: of.org,
      title: both('x'),
      posts: [{ code: 'p1', name: both('x'), lines: 1 }],
      categories: [{ code: 'members', name: both('x') }],
      ...{ eligibleOn: '2026-01-01', opens: '2031-01-01', closes: '2031-01-02', minimum: 5 },
    },
  }),
  'GET /api/ballots/:id': of => ({ path: `/api/ballots/${of.ballot}` }),
  'GET /api/ballots/:id/box': of => ({ path: `/api/ballots/${of.ballot}/box` }),
  'POST /api/ballots/:id/box': 'takes a ballot from whoever holds a token, and knows nobody',
  'POST /api/ballots/:id/close': of => ({ path: `/api/ballots/${of.ballot}/close`, body: {} }),
  'GET /api/ballots/:id/names': of => ({ path: `/api/ballots/${of.ballot}/names` }),
  'POST /api/ballots/:id/names': of => ({
    path: `/api/ballots/${of.ballot}/names`,
    body: { post: 'p1', written: 'x', meant: 'y' },
  }),
  'POST /api/ballots/:id/paper': of => ({ path: `/api/ballots/${of.ballot}/paper`, body: { person: of.person } }),
  'POST /api/ballots/:id/paper/:serial': of => ({
    path: `/api/ballots/${of.ballot}/paper/1`,
    body: { entry: 1, ballot: { category: 'members', choices: {} } },
  }),
  'POST /api/ballots/:id/token': of => ({ path: `/api/ballots/${of.ballot}/token`, body: { blinded: 'AAAA' } }),
  'POST /api/ballots/:id/withdrawal': of => ({ path: `/api/ballots/${of.ballot}/withdrawal`, body: {} }),
  'GET /api/ballots/:id/turnout': of => ({ path: `/api/ballots/${of.ballot}/turnout` }),
  'GET /api/board': of => ({ path: `/api/board?${YEAR}&org=${of.org}` }),
  'GET /api/board/sheet': of => ({ path: `/api/board/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/burden': of => ({ path: `/api/burden?${YEAR}&org=${of.org}` }),
  'GET /api/burden/sheet': of => ({ path: `/api/burden/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/campaigns': of => ({ path: `/api/campaigns?org=${of.org}` }),
  'GET /api/capture': of => ({ path: `/api/capture?org=${of.org}` }),
  'GET /api/cases': of => ({ path: `/api/cases?org=${of.org}` }),
  'POST /api/cases': of => ({
    path: '/api/cases',
    body: {
      ...{ kind: 'supervision.finding', org: of.org, day: '2026-01-05', due: '2031-01-01', ownerOrg: of.org },
      body: { what: 'x' },
    },
  }),
  'GET /api/cases/:id': of => ({ path: `/api/cases/${of.case}` }),
  'GET /api/cases/kinds': of => ({ path: `/api/cases/kinds?org=${of.org}` }),
  'GET /api/cases/owners': of => ({ path: `/api/cases/owners?org=${of.org}` }),
  'POST /api/cases/steps': of => ({
    path: '/api/cases/steps',
    body: { steps: [{ case: of.case, stage: 'notified', day: '2026-01-05' }] },
  }),
  'GET /api/certificates/:ref': of => ({ path: `/api/certificates/${of.certificate}` }),
  'GET /api/certificates/:ref/file': of => ({ path: `/api/certificates/${of.certificate}/file` }),
  'POST /api/certificates/:ref/signatures': of => ({
    path: `/api/certificates/${of.certificate}/signatures`,
    body: { passphrase: 'four small dry words' },
    // Whoever has no key is told so first.
    open: true,
  }),
  'POST /api/certificates/:ref/withdrawal': of => ({
    path: `/api/certificates/${of.certificate}/withdrawal`,
    body: { why: 'x' },
  }),
  'GET /api/certificates/:ref/word': of => ({ path: `/api/certificates/${of.certificate}/word` }),
  'GET /api/audit': of => ({ path: `/api/audit?about=${of.person}` }),
  'GET /api/audit/chain': 'tells numbers and days of the whole chain, and names nobody',
  'POST /api/audit/looks': of => ({
    path: '/api/audit/looks',
    body: { about: of.person, reason: 'a law of the scope' },
  }),
  'GET /api/charter': CHARTER,
  'POST /api/charter': CHARTER,
  'GET /api/charter/:id': CHARTER,
  'POST /api/charter/preview': () => ({
    path: '/api/charter/preview',
    body: { text: 'system: S99', since: '2027-01-01' },
    open: true,
  }),
  'POST /api/charter/standards': CHARTER,
  'POST /api/charter/withdraw': CHARTER,
  'POST /api/charter/standards/preview': () => ({
    path: '/api/charter/standards/preview',
    body: { standard: 'village.cadre_pay', value: 500 },
    open: true,
  }),
  'GET /api/charts': of => ({ path: `/api/charts?${YEAR}&org=${of.org}` }),
  'GET /api/charts/:id/sheet': of => ({ path: `/api/charts/members.ages/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/complaints': () => ({ path: '/api/complaints', open: true }),
  'POST /api/complaints': 'is written by the account that asks, of its own organization',
  'POST /api/complaints/:id/answers': of => ({
    path: `/api/complaints/${of.complaint}/answers`,
    body: { id: '01890000-0000-4000-8000-00000000beef', text: 'x' },
  }),
  'GET /api/digest': of => ({ path: `/api/digest?org=${of.org}` }),
  'GET /api/duties': of => ({ path: `/api/duties?${YEAR}&org=${of.org}` }),
  'GET /api/duties/:duty/sheet': of => ({ path: `/api/duties/village.pay/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/figures': of => ({ path: `/api/figures?${YEAR}&org=${of.org}` }),
  'GET /api/figures/:id': of => ({ path: `/api/figures/members.total?${YEAR}&org=${of.org}` }),
  'GET /api/figures/:id/sheet': of => ({ path: `/api/figures/members.total/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/figures/sheet': of => ({ path: `/api/figures/sheet?${YEAR}&org=${of.org}` }),
  'POST /api/forms': of => ({
    path: '/api/forms',
    body: { file: 'x.lrmx', bytes: Buffer.from('<Person/>').toString('base64'), person: of.person, preview: true },
    open: true,
  }),
  'GET /api/handbook': CHARTER,
  'GET /api/invitations/:code': DOOR,
  'POST /api/invitations/:code': DOOR,
  'POST /api/invitations/:code/passkey': DOOR,
  'GET /api/key': OWN,
  'POST /api/key': OWN,
  'GET /api/kinds/:kind/sheet': of => ({ path: `/api/kinds/study.day/sheet?org=${of.org}` }),
  'POST /api/kinds/:kind/sheet': 'takes rows that go the way of POST /api/records',
  'GET /api/due-forms': of => ({ path: `/api/due-forms?${YEAR}&org=${of.org}` }),
  'GET /api/due-forms/sheet': of => ({ path: `/api/due-forms/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/map': of => ({ path: `/api/map?${YEAR}&org=${of.org}` }),
  'GET /api/map/sheet': of => ({ path: `/api/map/sheet?${YEAR}&org=${of.org}` }),
  'GET /api/me': DOOR,
  'GET /api/health': 'tells of the machine and of nobody',
  'GET /api/metrics': 'counts by route and status, for this machine alone',
  'GET /api/openapi.json': 'tells of the wire',
  'GET /api/orgs': of => ({ path: `/api/orgs?codes=${of.org}&levels=all`, open: true }),
  'GET /api/orgs/:code': of => ({ path: `/api/orgs/${of.org}` }),
  'GET /api/people': of => ({ path: `/api/people?org=${of.org}` }),
  'GET /api/people/:id': of => ({ path: `/api/people/${of.person}` }),
  'GET /api/people/:id/form': of => ({ path: `/api/people/${of.person}/form` }),
  'GET /api/people/:id/hours/sheet': of => ({ path: `/api/people/${of.person}/hours/sheet` }),
  'GET /api/people/:id/word': of => ({ path: `/api/people/${of.person}/word` }),
  'POST /api/pledges': of => ({
    path: '/api/pledges',
    body: { year: 2012, org: of.org, measure: 'study.days', direction: 'at_least', value: '24' },
  }),
  'GET /api/pledges': of => ({ path: `/api/pledges?year=2012&org=${of.org}` }),
  'DELETE /api/pledges/:id': of => ({ path: `/api/pledges/${of.pledge}` }),
  'POST /api/pledges/:id/parts': of => ({ path: `/api/pledges/${of.pledge}/parts`, body: { parts: [] } }),
  'GET /api/pledges/:id/proposal': of => ({ path: `/api/pledges/${of.pledge}/proposal` }),
  'POST /api/records': of => ({
    path: '/api/records',
    body: { lines: [{ kind: 'study.day', org: of.org, day: '2026-01-05', body: { topic: 'x', hours: '1' } }] },
  }),
  'GET /api/records': of => ({ path: `/api/records?kind=study.day&org=${of.org}` }),
  'GET /api/records/:record': of => ({ path: `/api/records/${of.record}` }),
  'GET /api/records/:record/attachments': of => ({ path: `/api/records/${of.record}/attachments`, open: true }),
  'POST /api/records/:record/attachments': of => ({
    path: `/api/records/${of.record}/attachments`,
    body: { name: 'a.pdf', content: Buffer.from('%PDF-1.4 x').toString('base64') },
  }),
  'DELETE /api/records/:record/attachments/:id': of => ({
    path: `/api/records/${of.record}/attachments/${of.attachment}`,
  }),
  'GET /api/records/:record/counts': of => ({ path: `/api/records/${of.record}/counts` }),
  'GET /api/records/twins': of => ({ path: `/api/records/twins?${YEAR}&org=${of.org}` }),
  'GET /api/register/changes': of => ({ path: `/api/register/changes?org=${of.org}` }),
  'POST /api/register/changes': of => ({
    path: '/api/register/changes',
    body: { preview: true, change: { act: 'org.close', org: of.org, day: '2026-01-05' } },
  }),
  'POST /api/register/changes/:id/undo': of => ({
    path: `/api/register/changes/${of.change}/undo`,
    body: { preview: true },
  }),
  'GET /api/register/kinds': CHARTER,
  'GET /api/register/kept-since': of => ({ path: `/api/register/kept-since?org=${of.org}` }),
  'GET /api/register/seen': 'gives the newest change that the account sees',
  'POST /api/register/lists': 'takes rows whose organizations and people are looked for in sight alone',
  'GET /api/register/lists/:form': of => ({ path: `/api/register/lists/organizations?org=${of.org}` }),
  'GET /api/register/people': of => ({ path: `/api/register/people?org=${of.org}` }),
  'GET /api/reports': CHARTER,
  'POST /api/reports/check': () => ({
    path: '/api/reports/check',
    body: { file: 'x.txt', bytes: Buffer.from('x').toString('base64') },
    open: true,
  }),
  'GET /api/reports/:template/draft': of => ({ path: `/api/reports/investigation/draft?${YEAR}&org=${of.org}` }),
  'GET /api/reports/:template/file': of => ({
    path: `/api/reports/investigation/file?${YEAR}&format=docx&org=${of.org}`,
  }),
  'GET /api/robots': () => ({ path: '/api/robots', open: true }),
  'POST /api/robots': of => ({
    path: '/api/robots',
    body: {
      ...{ org: of.org, make: 'wecom', caption: 'x' },
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=01890000-0000-7000-8000-00000000dead',
    },
  }),
  'DELETE /api/robots/:id': of => ({ path: `/api/robots/${of.robot}` }),
  'POST /api/robots/:id/trial': of => ({ path: `/api/robots/${of.robot}/trial`, body: {} }),
  'DELETE /api/session': OWN,
  'POST /api/session': DOOR,
  'POST /api/sign-in': DOOR,
  'GET /api/sign-in/district': DOOR,
  'GET /api/sign-in/district/back': DOOR,
  'POST /api/sign-in/passkey': DOOR,
  'POST /api/sign-in/passkey/answer': DOOR,
  'GET /api/stand-ins': () => ({ path: '/api/stand-ins', open: true }),
  'POST /api/stand-ins': of => ({
    path: '/api/stand-ins',
    body: { taker: of.person, org: of.org, verbs: ['read'], from: '2031-01-01', last: '2031-01-02' },
  }),
  'DELETE /api/stand-ins/:id': of => ({ path: `/api/stand-ins/${of.change}` }),
  'GET /api/systems': CHARTER,
  'GET /api/table': of => ({ path: `/api/table?${YEAR}&figures=members.total&org=${of.org}` }),
  'GET /api/table/sheet': of => ({ path: `/api/table/sheet?${YEAR}&figures=members.total&org=${of.org}` }),
  'GET /api/things/:id': of => ({ path: `/api/things/${of.thing}?${YEAR}` }),
  'GET /api/today': () => ({ path: '/api/today', open: true }),
  'POST /api/today/looked': OWN,
  'GET /api/today/waiting': () => ({ path: '/api/today/waiting', open: true }),
  'GET /api/vocabulary': CHARTER,
  'GET /calendar/:token': 'is opened by its token',
}

let place: Ready
let app: FastifyInstance
const cookies = new Map<string, string>()
let foreign: Subject
let secrets: readonly string[]

async function ask(reader: string, method: string, { path, body }: Ask) {
  const answer = await app.inject({
    method: method as 'GET',
    url: path,
    headers: { cookie: cookies.get(reader)!, 'accept-language': 'zh' },
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, text: answer.body, json: () => answer.json() as never }
}

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  for (const account of ['district', ...READERS]) {
    const entered = await app.inject({ method: 'POST', url: '/api/session', payload: { account } })
    cookies.set(account, String(entered.headers['set-cookie']).split(';')[0]!)
  }
  const get = async <T>(path: string) => (await ask('district', 'GET', { path })).json() as T
  const put = async <T>(path: string, body: object) => {
    const answer = await ask('district', 'POST', { path, body })
    expect(answer.status, `${path} ${answer.text}`).toBe(200)
    return answer.json() as T
  }
  type Named = { id: string; name: { zh: string } }
  const there = await get<{ org: { name: string; short: string }; things: { id: string; name: string }[] }>(
    `/api/orgs/${FOREIGN}`,
  )
  const people = await get<Named[]>(`/api/people?org=${FOREIGN}`)
  const [record] = await get<{ id: string }[]>(`/api/records?kind=study.day&org=${FOREIGN}`)
  const pledges = await get<{ pledges: { id: string; certificate: string | null; org: { code: string } }[] }>(
    `/api/pledges?year=2012&org=${FOREIGN}`,
  )
  const pledge = pledges.pledges.find(one => one.org.code === FOREIGN)!
  const own = CASES as Readonly<Record<string, (of: Subject) => Ask>>
  const made = async (route: string) => {
    const { path, body } = own[route]!({ ...ABSENT, org: FOREIGN, person: people[0]!.id, record: record!.id })
    return put<{ id: string }>(path, body!)
  }
  foreign = {
    org: FOREIGN,
    person: people[0]!.id,
    record: record!.id,
    attachment: (await made('POST /api/records/:record/attachments')).id,
    case: (await made('POST /api/cases')).id,
    thing: there.things[0]!.id,
    pledge: pledge.id,
    certificate: pledge.certificate!,
    ballot: (await made('POST /api/ballots')).id,
    change: (
      await put<{ id: string }>('/api/register/changes', {
        preview: false,
        change: { act: 'org.change', org: FOREIGN, day: '2026-01-05', english: 'Renamed Gacha' },
      })
    ).id,
    robot: (await made('POST /api/robots')).id,
    complaint: NONE,
    account: 'leader',
  }
  const spoken = new Set(
    (await Promise.all(READERS.map(one => ask(one, 'GET', { path: '/api/people' })))).map(one => one.text),
  )
  const known = [...spoken].join(' ')
  secrets = [there.org.name, there.org.short, 'Renamed Gacha', ...there.things.map(one => one.name)]
    .concat(people.map(one => one.name.zh))
    .filter(name => !known.includes(name))
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

/** The routes that Fastify has, read from the tree that it prints. */
function routes(): string[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent, part = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
      if (indent === undefined) return []
      const depth = indent.length / 4
      above.length = depth
      above[depth] = part
      return methods
        .split(', ')
        .filter(method => method !== '' && method !== 'HEAD')
        .map(method => `${method} ${above.join('')}`)
    })
    .filter(route => /^\w+ \/(api|calendar)\b/.test(route))
}

describe('what lies outside the scope', () => {
  it('is asked for at every route that the server has', () => {
    const found = routes()
    expect(found.length).toBeGreaterThan(100)
    expect(found.filter(route => !(route in CASES))).toEqual([])
    expect(Object.keys(CASES).filter(route => !found.includes(route))).toEqual([])
  })

  for (const reader of READERS)
    it(`does not exist for ${reader}, and no answer names anything of it`, async () => {
      expect(secrets.length).toBeGreaterThan(5)
      const faults: string[] = []
      for (const [route, given] of Object.entries(CASES)) {
        if (typeof given === 'string') continue
        const method = route.split(' ')[0]!
        const asked = given(foreign)
        const answer = await ask(reader, method, asked)
        const absent = await ask(reader, method, given(ABSENT))
        const leaks = secrets.filter(secret => answer.text.includes(secret))
        if (leaks.length > 0) faults.push(`${route} names ${leaks.join(', ')}`)
        if (answer.status !== absent.status) faults.push(`${route} ${answer.status}, but ${absent.status} for nothing`)
        if (!asked.open && ![403, 404].includes(answer.status))
          faults.push(`${route} ${answer.status} ${answer.text.slice(0, 160)}`)
      }
      expect(faults).toEqual([])
    })

  it('is in sight of the department, so that what is asked for is there', async () => {
    const unseen: string[] = []
    for (const [route, given] of Object.entries(CASES)) {
      if (typeof given === 'string' || !route.startsWith('GET ')) continue
      const answer = await ask('district', 'GET', given(foreign))
      if (answer.status === 404) unseen.push(`${route} ${answer.text.slice(0, 160)}`)
    }
    expect(unseen).toEqual([])
  })
})
