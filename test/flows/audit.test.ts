// The audit through the doors that its users have: what is noted, who may read it, and that nobody bends it below the application.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditLines, chainHead, foldAudit, foldedSums, proveChain } from '../../src/audit/audit.sql.ts'
import { AUDIT_KINDS, type AuditKind } from '../../src/audit/audit.ts'
import { type Line, note } from '../../src/audit/note.sql.ts'
import { compile } from '../../src/charter/compile.ts'
import { readSystem } from '../../src/charter/reading.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { openStore } from '../../src/store/postgres.node.ts'
import { composed, type Store, type Tx } from '../../src/store/store.ts'
import { day } from '../../src/time/day.ts'
import { launch, PATIENCE } from '../chromium.ts'
import { migrated, type TestPlace } from '../place.ts'
import { jiceng, type Ready, ready } from '../ready.ts'
import { type Visitor, visitor } from '../visitor.ts'

interface Row {
  readonly n: number
  readonly who: string
  readonly kind: AuditKind
  readonly act: string
  readonly about: { id: string } | null
  readonly org: { code: string } | null
  readonly what: Record<string, unknown>
}

/** Does the work as the owner and takes it back again; gives what it found. */
async function undone<T>(store: Store, region: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  let found: T | undefined
  await store
    .asOwner(region, async tx => {
      found = await work(tx)
      throw new RangeError('undone')
    })
    .catch(error => {
      if ((error as Error).message !== 'undone') throw error
    })
  return found as T
}

describe('the chain', () => {
  let at: TestPlace
  let store: Store
  let region = 500
  beforeAll(async () => {
    at = await migrated()
    store = await openStore(at.place)
  })
  afterAll(async () => {
    await store.close()
    await at.remove()
  })

  const word = fc.string({ unit: 'binary', maxLength: 12 }).map(text => text.replace(/[\0\ud800-\udfff]/g, ''))
  const line = fc.record({
    kind: fc.constantFrom(...AUDIT_KINDS),
    author: word,
    act: word,
    seat: fc.constantFrom('/D/', '/D/C1/', '/D/C1/V01/'),
    what: fc.dictionary(
      word.filter(name => name !== '__proto__'),
      fc.oneof(word, fc.integer(), fc.boolean()),
      { maxKeys: 3 },
    ),
  })
  const told = fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 })
  const write = async (acts: readonly (readonly Line[])[]) => {
    region += 1
    for (const lines of acts)
      await store.asOwner(region, async tx => {
        for (const one of lines) note(tx, one)
      })
    return region
  }
  const places = async (tx: Tx) => (await proveChain(tx)).breaches.map(({ n, why }) => `${n} ${why}`)

  it('holds over any acts, and shows any line that is edited, removed, exchanged or put in', async () => {
    const edits: Readonly<Record<string, string>> = {
      author: `author = author || 'x'`,
      act: `act = act || 'x'`,
      kind: `kind = case kind when 'acts' then 'looks' else 'acts' end`,
      seat: `seat = seat || 'x/'`,
      at: `at = at + interval '1 microsecond'`,
      org: 'org = gen_random_uuid()',
      about: 'about = gen_random_uuid()',
      what: `what = what || '{"more": 1}'`,
      id: 'id = gen_random_uuid()',
      digest: `digest = repeat('0', 64)`,
    }
    await fc.assert(
      fc.asyncProperty(told, fc.nat(), fc.constantFrom(...Object.keys(edits)), async (acts, which, edit) => {
        const region = await write(acts)
        const count = acts.flat().length
        const n = (which % count) + 1
        expect(await store.asOwner(region, places)).toEqual([])
        const bent = (...statements: string[]) =>
          undone(store, region, async tx => {
            for (const sql of statements) await tx.run(composed(sql), [region])
            return places(tx)
          })
        const edited = await bent(`update audit set ${edits[edit]} where region = $1 and n = ${n}`)
        expect(edited[0], edit).toBe(`${n} changed`)
        const removed = await bent(`delete from audit where region = $1 and n = ${n}`)
        expect(removed[0]).toBe(`${n} removed`)
        const other = (n % count) + 1
        const swapped = await bent(
          `update audit set n = -n where region = $1 and n in (${n}, ${other})`,
          `update audit set n = ${n} + ${other} + n where region = $1 and n < 0`,
        )
        expect(swapped).toEqual(expect.arrayContaining([`${n} changed`, `${other} changed`]))
        const put = (place: string) =>
          bent(`insert into audit (region, id, at, author, act, org, seat, what, kind, n, digest)
            select region, gen_random_uuid(), at, 'forger', act, org, seat, what, kind, ${place}, digest from audit where region = $1 and n = ${n}`)
        expect(await put(`${count + 1}`)).not.toEqual([])
        expect(await put('0')).not.toEqual([])
        await expect(put(`${n}`)).rejects.toThrow(/audit_n/)
      }),
      { numRuns: 12 },
    )
  })

  it('shows that its newest lines were cut off, with and without their head, by the head on a paper', async () => {
    const acts = [1, 2, 3].map(n => [{ kind: 'acts' as const, author: 'a', act: `act ${n}`, seat: '/D/', what: { n } }])
    const region = await write(acts)
    const paper = await store.asOwner(region, chainHead)
    expect((await store.asOwner(region, tx => proveChain(tx, paper))).breaches).toEqual([])
    expect(
      await undone(store, region, async tx => {
        await tx.run(composed('delete from audit where region = $1 and n = 3'), [region])
        return places(tx)
      }),
    ).toEqual(['3 removed'])
    const cut = await undone(store, region, async tx => {
      await tx.run(composed('delete from audit where region = $1 and n = 3'), [region])
      await tx.run(
        composed(
          'update audit_head h set n = a.n, digest = a.digest from audit a where h.region = $1 and a.region = $1 and a.n = 2',
        ),
        [region],
      )
      return [await places(tx), (await proveChain(tx, paper)).breaches]
    })
    expect(cut).toEqual([[], [{ n: 3, day: null, why: 'head' }]])
  })

  it('is one chain however many write at once, and holds nothing of what was taken back', async () => {
    region += 1
    const mine = region
    const writer = async (name: string) => {
      for (let n = 0; n < 20; n += 1)
        await store
          .asOwner(mine, async tx => {
            note(tx, { kind: 'acts', author: name, act: 'x', seat: '/D/', what: { n } })
            if (n % 5 === 0) throw new RangeError('taken back')
          })
          .catch(() => undefined)
    }
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(writer))
    const { breaches, lines, head } = await store.asOwner(mine, tx => proveChain(tx))
    expect({ breaches, lines, n: head.n }).toEqual({ breaches: [], lines: 128, n: 128 })
  })

  it('folds what is old into sums without people and goes on over it; a broken one is not folded', async () => {
    const kinds = ['acts', 'exports', 'looks', 'looks', 'exports', 'sign-ins', 'acts'] as const
    const region = await write(kinds.map(kind => [{ kind, author: 'somebody', act: kind, seat: '/D/', what: {} }]))
    const today = day(new Date().toISOString().slice(0, 10))
    const future = day(`${Number(today.slice(0, 4)) + 1}-01-01`)
    const paper = await store.asOwner(region, chainHead)
    await expect(
      store.asOwner(region, async tx => {
        await tx.run(composed(`update audit set author = 'x' where region = $1 and n = 3`), [region])
        await foldAudit(tx, future, future)
      }),
    ).rejects.toMatchObject({ code: 'audit.broken' })
    expect(await store.asOwner(region, tx => foldAudit(tx, future, day('2000-01-01')))).toBe(5)
    const month = today.slice(0, 7)
    expect(await store.asOwner(region, foldedSums)).toEqual([
      { month, kind: 'acts', count: 2 },
      { month, kind: 'looks', count: 2 },
      { month, kind: 'sign-ins', count: 1 },
    ])
    expect(await store.asOwner(region, places)).toEqual([])
    // Files given out are kept longer, in the midst of what went.
    expect(await store.asOwner(region, tx => foldAudit(tx, future, future))).toBe(2)
    const left = await store.asOwner(region, tx => proveChain(tx, paper))
    expect(left).toMatchObject({ breaches: [], lines: 2 })
    await expect(store.asOwner(region, tx => proveChain(tx, { n: 3, digest: '0'.repeat(64) }))).rejects.toMatchObject({
      code: 'audit.folded',
    })
    for (const sql of [
      `update audit set what = jsonb_set(what, '{sums,0,count}', '9') where region = $1 and n = 8`,
      'delete from audit where region = $1 and n = 8',
    ])
      expect(
        await undone(store, region, async tx => {
          await tx.run(composed(sql), [region])
          return places(tx)
        }),
        sql,
      ).not.toEqual([])
  })

  it('takes in what older houses noted, and what they did to the register', async () => {
    const sql = readFileSync(join(import.meta.dirname, '../../src/store/migrations/072_audit_chain.sql'), 'utf8')
    const found = await undone(store, 499, async tx => {
      await tx.run(
        composed(`delete from audit; drop function audit_append; drop policy audit_scope on audit; drop index audit_n, audit_about, audit_kind;
          alter table audit drop kind, drop about, drop n, drop digest; drop table audit_head cascade`),
      )
      await tx.run(composed('drop function if exists audit_digest'))
      await tx.run(
        composed(`create policy audit_scope on audit using (true);
          insert into audit (region, id, at, author, act, seat, what)
            select 499, gen_random_uuid(), now() - n * interval '1 day', 'older', case when n % 2 = 0 then 'record.append' else 'account.invite' end,
              '/D/', jsonb_build_object('id', gen_random_uuid(), 'n', n) from generate_series(1, 5) n;
          insert into register_change (region, id, at, author, act, day, org, seat, concerns, what, scope, images)
            values (499, gen_random_uuid(), now() - interval '36 hours', 'older', 'org.open', '2026-01-01', gen_random_uuid(), '/D/', '{}', '{}', '{}', '[]')`),
      )
      await tx.run(composed(sql))
      const sought = { kinds: AUDIT_KINDS, from: null, to: null, author: null, about: null, before: null, limit: 10 }
      return { breaches: await places(tx), lines: await auditLines(tx, sought) }
    })
    expect(found.breaches).toEqual([])
    expect(found.lines.map(line => `${line.n} ${line.kind} ${line.act}`)).toEqual([
      ...['6 accounts account.invite', '5 acts org.open', '4 acts record.append'],
      ...['3 accounts account.invite', '2 acts record.append', '1 accounts account.invite'],
    ])
    expect(found.lines.filter(line => line.act === 'record.append').every(line => line.about !== null)).toBe(true)
  })
})

describe('the audit of a house', () => {
  let place: Ready
  let app: FastifyInstance
  let base: string
  const readers: Record<string, Visitor> = {}
  const as = (account: string) => readers[account]!
  beforeAll(async () => {
    place = await ready(false)
    app = await serve(place.house, 0)
    base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    for (const account of ['district', 'town', 'village', 'auditor']) {
      readers[account] = visitor(base)
      await as(account).post('/api/session', { account })
    }
  })
  afterAll(async () => {
    await app.close()
    await place.remove()
  })

  const list = async (query = '', account = 'auditor') => {
    const { status, body } = await as(account).get(`/api/audit?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body as unknown as { rows: Row[]; more: boolean }
  }
  const looks = async (body: object, account = 'auditor') => as(account).post('/api/audit/looks', body)
  const owner = <T>(work: (tx: Tx) => Promise<T>) => place.house.store.asOwner(REGION, work)
  const someone = async (org = 'V01') =>
    (await owner(tx =>
      tx.one(
        composed<{ id: string }>(
          'select p.id from person p join org o on o.region = $1 and o.code = $2 and o.seat = p.seat where p.region = $1 order by p.id limit 1',
        ),
        [REGION, org],
      ),
    ))!.id

  it('notes acts with who, what and where; the newest first, page by page', async () => {
    const ids = [1, 2, 3].map(() => v7())
    for (const id of ids)
      await as('village').post('/api/records', {
        lines: [{ id, kind: 'study.day', org: 'V01', day: '2012-12-20', body: { topic: id, hours: 2 } }],
      })
    const { rows } = await list('kind=acts&who=village')
    expect(rows.slice(0, 3).map(row => row.about?.id)).toEqual(ids.toReversed())
    expect(rows[0]).toMatchObject({
      act: 'record.append',
      who: 'village',
      org: { code: 'V01' },
      what: { kind: 'study.day' },
    })
    expect((await list(`about=${ids[1]}`)).rows.map(row => row.about?.id)).toEqual([ids[1]])
    const first = await list('kind=acts&limit=2')
    expect(first).toMatchObject({ more: true })
    const second = await list(`kind=acts&limit=2&before=${first.rows.at(-1)!.n}`)
    expect(second.rows[0]!.n).toBeLessThan(first.rows.at(-1)!.n)
    const changed = await as('district').post('/api/register/changes', {
      change: { act: 'org.change', org: 'V01', day: '2012-07-01', model: 'urban' },
    })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect((await list('about=V01&who=district')).rows[0]).toMatchObject({ act: 'org.change', org: { code: 'V01' } })
  })

  it('notes what is done to accounts, under the person whom it concerns', async () => {
    const person = await someone('V07')
    expect((await as('district').post('/api/accounts', { person, days: 3 })).status).toBe(200)
    expect((await list(`kind=accounts&about=${person}`)).rows[0]).toMatchObject({
      act: 'account.invite',
      who: 'district',
    })
  })

  it('notes ways in and failures, and never what was typed for a name', async () => {
    await visitor(base).post('/api/sign-in', { name: 'auditor', password: 'not the password', trust: false })
    for (const n of [1, 2])
      await visitor(base).post('/api/sign-in', { name: `my secret ${n}`, password: 'x', trust: false })
    const { rows } = await list('kind=sign-ins')
    expect(rows.filter(row => row.act === 'sign_in.refused').map(row => [row.who, row.what.why])).toEqual(
      expect.arrayContaining([
        ['auditor', 'access.refused'],
        ['', 'access.refused'],
      ]),
    )
    expect(rows.filter(row => row.act === 'sign_in.enter').map(row => row.who)).toEqual(
      expect.arrayContaining(['town', 'auditor']),
    )
    expect(JSON.stringify(rows)).not.toContain('secret')
  })

  it('notes every file given out, by the page and by the command line', async () => {
    const person = await someone()
    const before = (await list('kind=exports')).rows.length
    expect((await as('district').ask('GET', `/api/people/${person}/word?lang=zh`)).status).toBe(200)
    expect((await as('town').ask('GET', '/api/board/sheet?org=C4&period=2012&tree=then&lang=zh')).status).toBe(200)
    const { rows } = await list('kind=exports')
    expect(rows.length).toBe(before + 2)
    expect(rows[0]).toMatchObject({ who: 'town', act: 'export.board', org: { code: 'C4' } })
    expect(rows[1]).toMatchObject({ who: 'district', act: 'export.person', about: { id: person } })
    expect(rows[1]!.what.bytes).toBeGreaterThan(1000)
  })

  it('opens looks at people for one person or one incident, with a reason that is noted, and never by account', async () => {
    const person = await someone()
    expect((await as('town').get(`/api/people/${person}`)).status).toBe(200)
    expect((await as('town').get('/api/people?q=&org=C4&limit=5')).status).toBe(200)
    expect((await list()).rows.filter(row => row.kind === 'looks')).toEqual([])
    expect((await as('auditor').get('/api/audit?kind=looks')).status).toBe(400)
    const reason = '有人反映信息外泄'
    const refusals: [object, string][] = [
      [{ reason }, 'audit.narrow'],
      [{ about: person }, 'audit.reason'],
      [{ about: person, reason: '  查 ' }, 'audit.reason'],
      [{ about: 'C4', reason }, 'audit.narrow'],
      [{ about: person, who: 'town', reason }, 'audit.summed'],
      [{ about: 'nobody of this name', reason }, 'audit.about'],
    ]
    for (const [body, code] of refusals) expect((await looks(body)).body.title, JSON.stringify(body)).toBe(code)
    const opened = (await looks({ about: person, reason })).body as unknown as { rows: Row[] }
    expect(opened.rows.map(row => `${row.who} ${row.act}`)).toEqual(
      expect.arrayContaining(['auditor audit.looks', 'town look.person', 'town look.people']),
    )
    expect(opened.rows[0]).toMatchObject({ act: 'audit.looks', what: { reason } })
    const elsewhere = (await looks({ about: await someone('V07'), reason })).body as unknown as { rows: Row[] }
    expect(elsewhere.rows.map(row => row.act)).toEqual(['audit.looks'])
  })

  it('is read by an auditor alone, and by the role of the database within its scope', async () => {
    for (const account of ['district', 'town', 'village'])
      for (const path of ['/api/audit', '/api/audit/chain'])
        expect((await as(account).get(path)).body.title, account).toBe('access.denied')
    expect((await looks({ day: '2026-01-01', reason: 'because' }, 'district')).body.title).toBe('access.denied')
    const kinds = (path: string, audit: boolean) =>
      place.house.store.within({ region: REGION, path, audit }, async tx => {
        const rows = await tx.all(
          composed<{ kind: string; seat: string }>('select distinct kind, seat from audit where region = $1'),
          [REGION],
        )
        return {
          kinds: [...new Set(rows.map(row => row.kind))].sort(),
          inside: rows.every(row => row.seat.startsWith(path)),
        }
      })
    expect(await kinds('/D/', false)).toEqual({ kinds: ['acts'], inside: true })
    expect((await kinds('/D/', true)).kinds).toEqual([...AUDIT_KINDS].sort())
    expect((await kinds('/D/C4/', true)).inside).toBe(true)
    for (const sql of [
      `update audit set author = 'x'`,
      'delete from audit',
      `insert into audit select * from audit limit 1`,
      'update audit_head set n = 0',
      'delete from audit_head',
    ])
      await expect(
        place.house.store.within({ region: REGION, path: '/D/', audit: true }, tx => tx.run(composed(sql))),
        sql,
      ).rejects.toThrow(/permission denied/)
  })

  it('never notes anything of a vote, nor when somebody on the roll of one that runs came in', async () => {
    const holder = (await owner(tx =>
      tx.one(composed<{ person: string }>(`select person from account where region = $1 and name = 'village'`), [
        REGION,
      ]),
    ))!.person
    const ballot = v7()
    await owner(tx =>
      tx.run(
        composed(`insert into ballot (region, id, org, seat, holder, title, posts, categories, eligible_on, opens, closes, minimum)
          select $1, $2, id, seat, '{}', '{}', '[]', '[]', '2020-01-01', '2020-01-01', '2999-01-01', 2 from org where region = $1 and code = 'D'`),
        [REGION, ballot],
      ),
    )
    await owner(tx =>
      tx.run(composed(`insert into ballot_voter (region, ballot, person, category) values ($1, $2, $3, 'x')`), [
        REGION,
        ballot,
        holder,
      ]),
    )
    const voter = visitor(base)
    const before = await list('kind=sign-ins')
    expect((await voter.post('/api/session', { account: 'village' })).status).toBe(200)
    await voter.get('/api/ballots')
    await voter.get(`/api/ballots/${ballot}`)
    expect((await list('kind=sign-ins')).rows.length).toBe(before.rows.length)
    const { rows } = await list('limit=1000')
    expect(rows.filter(row => JSON.stringify(row).includes(ballot))).toEqual([])
    await owner(tx => tx.run(composed('delete from ballot_voter where region = $1 and ballot = $2'), [REGION, ballot]))
  })

  it('is a page that an auditor reads at a desk and on a phone, and prints', async () => {
    const browser = await launch()
    const complaints: string[] = []
    const open = async (width: number, locale: string) => {
      const page = await (await browser.newContext({ viewport: { width, height: 900 }, locale })).newPage()
      page.setDefaultTimeout(PATIENCE)
      page.on('pageerror', fault => complaints.push(fault.message))
      await page.request.post(`${base}/api/session`, { data: { account: 'auditor' } })
      await page.goto(`${base}/audit?org=D&period=2012&tree=then`)
      await page.locator('.audit-rows tbody tr').first().waitFor()
      return page
    }
    const page = await open(1440, 'zh-CN')
    await page.getByText('审计链完好').waitFor()
    await page.getByLabel('账号', { exact: true }).fill('village')
    await page.getByRole('button', { name: '查找' }).click()
    await page.locator('.audit-rows tbody tr', { hasText: 'district' }).first().waitFor({ state: 'detached' })
    expect(await page.locator('.audit-rows tbody tr').first().textContent()).toContain('village')
    await page.getByLabel('账号', { exact: true }).fill('nobody')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有符合条件的审计记录').waitFor()
    await page.getByRole('button', { name: '谁看过谁' }).click()
    await page.getByLabel('关于').fill(await someone())
    await page.getByRole('button', { name: '打开' }).click()
    await page.getByText('查阅“谁看过谁”须写明理由').waitFor()
    await page.getByLabel(/^理由/).fill('核查一起投诉')
    await page.getByRole('button', { name: '打开' }).click()
    await page.locator('[data-act="look.person"]').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.audit-form').isVisible()).toBe(false)
    expect(await page.locator('.audit-rows').isVisible()).toBe(true)
    const phone = await open(390, 'en-GB')
    await phone.getByText('The chain is whole.').waitFor()
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    if (process.env.JICENG_PICTURES) {
      await page.emulateMedia({ media: 'screen' })
      await page.screenshot({ path: join(process.env.JICENG_PICTURES, 'looks-zh.png') })
      await (await open(1440, 'zh-CN')).screenshot({ path: join(process.env.JICENG_PICTURES, 'audit-zh.png') })
      await phone.screenshot({ path: join(process.env.JICENG_PICTURES, 'audit-en-390.png') })
    }
    expect(complaints).toEqual([])
    await browser.close()
  })

  it('is listed and verified at the command line, with the place where it breaks', async () => {
    const whole = await jiceng(['audit', 'verify', ...place.at.args], { env: place.at.env })
    expect(whole).toMatchObject({ code: 0, err: '' })
    const head = /Head (\d+:[0-9a-f]{64})/.exec(whole.out)![1]!
    const held = await as('auditor').get(`/api/audit/chain?head=${head}`)
    expect(held.body).toMatchObject({ sound: true })
    const foreign = await jiceng(
      ['audit', 'verify', '--head', head.replace(/.$/, end => (end === '0' ? '1' : '0')), ...place.at.args],
      { env: place.at.env },
    )
    expect(foreign).toMatchObject({ code: 1 })
    expect((await as('auditor').get('/api/audit/chain?head=x')).body.title).toBe('audit.head')
    const listed = await jiceng(
      ['audit', 'list', '--kind', 'acts', '--who', 'village', '--limit', '2', '--json', ...place.at.args],
      { env: place.at.env },
    )
    expect(JSON.parse(listed.out)).toMatchObject({ rows: [{ who: 'village' }, { who: 'village' }], more: true })
    expect(
      await jiceng(['audit', 'list', '--kind', 'looks', ...place.at.args], { env: place.at.env, language: 'zh' }),
    ).toMatchObject({ code: 2, out: '' })

    await owner(tx => tx.run(composed(`update audit set author = 'somebody' where region = $1 and n = 2`), [REGION]))
    const broken = await jiceng(['audit', 'verify', ...place.at.args], { env: place.at.env })
    expect(broken.code).toBe(1)
    expect(broken.out).toMatch(/Line 2 does not agree with its digest: it was changed or exchanged \(\d{4}-\d\d-\d\d\)/)
    const { body } = await as('auditor').get('/api/audit/chain')
    expect(body).toMatchObject({ sound: false, breaches: [{ n: 2, why: 'changed' }] })
  })
})

describe('how long the audit is kept', () => {
  it('is for the charter to say, and no less than the law', () => {
    const text = (audit: number, exports: number) => `
id: X01
name: { zh: 留存, en: Retention }
group: organizations
clause: { zh: 依据, en: source }
keeps: { audit: x.audit, exports: x.exports }
standards:
  x.audit: { title: { zh: 审计, en: audit }, unit: month, strength: floor, entries: [{ from: 2020-01-01, value: ${audit}, clause: { zh: 依据, en: source } }] }
  x.exports: { title: { zh: 提供, en: given }, unit: month, strength: floor, entries: [{ from: 2020-01-01, value: ${exports}, clause: { zh: 依据, en: source } }] }
`
    const charter = (audit: number, exports: number) => compile([readSystem('x.yaml', text(audit, exports))])
    expect(charter(12, 60).keeps!.audit.is.entries[0]!.value).toBe(12)
    for (const [audit, exports] of [
      [5, 36],
      [6, 35],
    ] as const)
      expect(() => charter(audit, exports)).toThrow(/months, fewer than the (6|36)/)
  })
})
