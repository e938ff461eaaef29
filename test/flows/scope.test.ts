// Who sees what: the database shows the scope and no more, whatever the program forgets; and the demo accounts over the wire.
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, shipped } from '../../src/charter/compile.ts'
import { loadDistrict } from '../../src/district/load.sql.ts'
import { settle } from '../../src/duty/duty.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed, type Tx } from '../../src/store/store.ts'
import { type Ready, ready } from '../ready.ts'
import { everything as widest, worlds } from '../world.ts'

const ROLE = 'set local role jiceng_app'
/** Tables that the role may read; each row of all but two has a seat. */
const SEATED = [
  ...['org', 'person', 'membership', 'post', 'thing', 'tie', 'record', 'record_key', 'touched'],
  ...['own', 'cell', 'tally', 'audit', 'register_change'],
]
const OPEN = [...SEATED, 'district', 'kept_month']
/** Tables that no request reads: what proves who somebody is, and the sessions that follow. */
const SHUT = [
  ...['account', 'session', 'passkey', 'recovery_code', 'device', 'throttle'],
  ...['invitation', 'sign_on', 'ceremony', 'access_key', 'migration'],
]

let place: Ready
let app: FastifyInstance
let base = ''

beforeAll(async () => {
  place = await ready()
  app = await serve(place.house, 0)
  base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
})
afterAll(async () => {
  await app.close()
  await place.remove()
})

const number = (tx: Tx, sql: string, values: readonly unknown[] = []) =>
  tx.one(composed<{ n: number }>(sql), values).then(row => Number(row!.n))
const owner = <T>(work: (tx: Tx) => Promise<T>) => place.house.store.asOwner(REGION, work)
const within = async <T>(path: string, work: (tx: Tx) => Promise<T>, person?: string) =>
  place.house.store.within({ region: REGION, path, ...(person ? { person } : {}) }, work)

/** Ranges as the programs write them: from the path up to the first one after its subtree. */
const below = (path: string) => `seat >= '${path}' and seat < '${path.slice(0, -1)}0'`

describe('without a scope', () => {
  it('no row of any table is seen, though every table holds some', async () => {
    for (const table of OPEN) {
      const all = await owner(tx => number(tx, `select count(*) as n from ${table}`))
      if (!['touched', 'audit', 'register_change'].includes(table)) expect(all, table).toBeGreaterThan(0)
      const seen = await owner(async tx => {
        await tx.run(composed(ROLE))
        return number(tx, `select count(*) as n from ${table}`)
      })
      expect(seen, table).toBe(0)
    }
  })

  it('no row is seen on a connection on which another request had a scope, where the setting reads as the empty text', async () => {
    for (const table of OPEN) {
      expect(await within('/D/', tx => number(tx, 'select count(*) as n from org'))).toBeGreaterThan(0)
      const [left, seen] = await owner(async tx => {
        await tx.run(composed(ROLE))
        const setting = await tx.one(
          composed<{ scope: string | null }>(`select current_setting('jiceng.scope', true) as scope`),
        )
        return [setting!.scope, await number(tx, `select count(*) as n from ${table}`)]
      })
      expect(left, 'the connection was used before').toBe('')
      expect(seen, table).toBe(0)
    }
  })

  it('no row is seen with the region alone, or with the scope alone', async () => {
    for (const set of [
      `set local jiceng.region = '${REGION}'`,
      `set local jiceng.scope = '/D/'; set local jiceng.scope_end = '/D0'`,
      `set local jiceng.region = '2'; set local jiceng.scope = '/D/'; set local jiceng.scope_end = '/D0'`,
    ])
      for (const table of SEATED) {
        const seen = await owner(async tx => {
          await tx.run(composed(`${ROLE}; ${set}`))
          return number(tx, `select count(*) as n from ${table}`)
        })
        expect(seen, `${table} ${set}`).toBe(0)
      }
  })
})

describe('a scope', () => {
  it('sees exactly its subtree in every table, and of what is above only who signs', async () => {
    for (const path of ['/D/', '/D/C4/', '/D/C4/V01/', '/D/C6/G2/'])
      for (const table of SEATED)
        expect(await within(path, tx => number(tx, `select count(*) as n from ${table}`)), `${table} ${path}`).toBe(
          await owner(tx =>
            number(
              tx,
              `select count(*) as n from ${table} where region = $1 and (${below(path)}${
                table === 'post' ? ` or signs and starts_with('${path}', seat)` : ''
              })`,
              [REGION],
            ),
          ),
        )
  })

  it('shows one more thing: oneself, and the posts one holds, wherever they are', async () => {
    const person = await owner(tx =>
      tx.one(composed<{ id: string }>(`select person as id from post where seat = '/D/' order by id limit 1`)),
    )
    for (const table of ['person', 'post']) {
      const plain = await within('/D/C4/V01/', tx => number(tx, `select count(*) as n from ${table}`))
      const asked = await within('/D/C4/V01/', tx => number(tx, `select count(*) as n from ${table}`), person!.id)
      expect(asked, table).toBeGreaterThan(plain)
    }
  })

  it('writes nothing outside itself', async () => {
    const foreign = await owner(tx =>
      tx.one(composed<{ id: string; seat: string }>(`select id, seat from org where code = 'V07'`)),
    )
    const into = {
      membership: `insert into membership (region, id, person, org, seat, kind, valid)
        values (${REGION}, gen_random_uuid(), gen_random_uuid(), '${foreign!.id}', '${foreign!.seat}', 'full', '[2012-01-01,)')`,
      touched: `insert into touched (region, id, source, org, seat, month)
        values (${REGION}, gen_random_uuid(), '*', '${foreign!.id}', '${foreign!.seat}', 1)`,
      'membership of another region': `insert into membership (region, id, person, org, seat, kind, valid)
        values (2, gen_random_uuid(), gen_random_uuid(), '${foreign!.id}', '/D/C4/', 'full', '[2012-01-01,)')`,
      'a row moved out': `update org set seat = '/D/C1/V01/' where code = 'V01'`,
    }
    for (const [what, sql] of Object.entries(into))
      await expect(
        within('/D/C4/', tx => tx.run(composed(sql))),
        what,
      ).rejects.toThrow(/row-level security/)
    for (const sql of [
      `update org set name = 'x' where code = 'V07'`,
      `delete from membership where seat like '/D/C1/%'`,
    ])
      expect(await within('/D/C4/', tx => tx.run(composed(sql))), sql).toBe(0)
  })

  it('never rewrites what was recorded', async () => {
    for (const sql of [
      `update record set body = '{}'`,
      `update record set day = '2012-01-01'`,
      'delete from record',
      'delete from record_key',
      `update audit set author = 'somebody else'`,
      'delete from audit',
      `update cell set num = 1`,
      'delete from touched',
    ])
      await expect(
        within('/D/', tx => tx.run(composed(sql))),
        sql,
      ).rejects.toThrow(/permission denied/)
  })

  it('is a path and nothing else: text that would break out is refused', async () => {
    for (const path of [`/D/'; set role postgres; --/`, 'D', '', '/D', `/D/%/`])
      await expect(
        within(path, tx => tx.run(composed('select 1'))),
        path,
      ).rejects.toThrow(RangeError)
    await expect(within('/D/', tx => tx.run(composed('select 1')), `x'; --`)).rejects.toThrow(RangeError)
  })

  it('sees exactly its subtree of a random tree, and nothing of the other districts in the same house', async () => {
    const charter = compile(shipped([widest]))
    let region = 100
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (district, which) => {
        region += 1
        const { store } = place.house
        await loadDistrict(store, charter, region, district, false)
        await settle(store, charter, region)
        const seats = await store.asOwner(region, tx =>
          tx.all(composed<{ seat: string }>('select distinct seat from org where region = $1 order by 1'), [region]),
        )
        const { seat } = seats[which % seats.length]!
        const list = (filter: string) =>
          [
            ...SEATED.map(
              table => `select '${table}' as of, count(*)::int as n, min(region) as least, max(region) as most,
            coalesce(bool_and(${filter}), true) as inside from ${table}`,
            ),
          ].join(' union all ')
        const rows = composed<{ of: string; n: number; least: number | null; most: number | null; inside: boolean }>(
          list(below(seat)),
        )
        const seen = await store.within({ region, path: seat }, tx => tx.all(rows))
        for (const { of, n, least, most, inside } of seen) {
          const there = await store.asOwner(region, tx =>
            number(tx, `select count(*) as n from ${of} where region = $1 and ${below(seat)}`, [region]),
          )
          expect({ of, n, inside }, `${of} ${seat}`).toEqual({ of, n: there, inside: true })
          if (n > 0) expect([least, most]).toEqual([region, region])
        }
      }),
      { numRuns: 8 },
    )
  })
})

describe('a stand-in', () => {
  const someone = (seat: string) =>
    owner(tx =>
      tx.one(composed<{ id: string }>(`select person as id from post where seat = $1 order by id limit 1`), [seat]),
    )
  const insert = (giver: string, taker: string, seat: string) =>
    composed(`insert into stand_in (region, id, giver, taker, post, at, org, seat, verbs, valid, author, made_at)
      values (${REGION}, gen_random_uuid(), '${giver}', '${taker}', 'organizer', gen_random_uuid(), gen_random_uuid(), '${seat}',
        '{read}', '[2026-01-01,)', 'x', now())`)

  it('is seen by its two sides and from above it, and by nobody else', async () => {
    const [giver, taker] = [(await someone('/D/C4/'))!.id, (await someone('/D/C1/'))!.id]
    await within('/D/C4/', tx => tx.run(insert(giver, taker, '/D/C4/')), giver)
    const seen = (path: string, person?: string) =>
      within(path, tx => number(tx, 'select count(*) as n from stand_in'), person)
    expect(await seen('/D/')).toBe(1)
    expect(await seen('/D/C4/')).toBe(1)
    expect(await seen('/D/C1/', taker)).toBe(1)
    expect(await seen('/D/C1/')).toBe(0)
    expect(await seen('/D/C4/V01/')).toBe(0)
    await owner(tx => tx.run(composed('delete from stand_in where region = $1'), [REGION]))
  })

  it('is given in the own name and within the own subtree only, and rewritten by no request', async () => {
    const [giver, other] = [(await someone('/D/C4/'))!.id, (await someone('/D/C1/'))!.id]
    for (const [path, as, org] of [
      ['/D/C4/', other, '/D/C4/'],
      ['/D/C4/V01/', giver, '/D/C4/'],
    ] as const)
      await expect(
        within(path, tx => tx.run(insert(giver, other, org)), as),
        `${path} ${org}`,
      ).rejects.toThrow(/row-level security/)
    for (const sql of [`update stand_in set verbs = '{audit}'`, 'delete from stand_in'])
      await expect(
        within('/D/', tx => tx.run(composed(sql))),
        sql,
      ).rejects.toThrow(/permission denied/)
  })
})

describe('the role that answers requests', () => {
  it('owns nothing, is no superuser, passes no policy by and cannot sign in', async () => {
    const role = await owner(tx =>
      tx.one(
        composed<object>(
          `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = 'jiceng_app'`,
        ),
      ),
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: false,
      rolcreaterole: false,
      rolcreatedb: false,
    })
    expect(
      await owner(tx =>
        number(
          tx,
          `select count(*) as n from pg_class where relowner = (select oid from pg_roles where rolname = 'jiceng_app')`,
        ),
      ),
    ).toBe(0)
  })

  it('meets row-level security on every table that it may touch', async () => {
    const bare = await owner(tx =>
      tx.all(
        composed<{ name: string }>(
          `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
             and has_any_column_privilege('jiceng_app', oid, 'select, insert, update')`,
        ),
      ),
    )
    expect(bare).toEqual([])
  })

  it('cannot switch the policies off, nor look behind them', async () => {
    for (const sql of [
      'alter table org disable row level security',
      'alter table org no force row level security',
      'drop policy org_scope on org',
      'create policy all_seen on org using (true)',
      'create table mine (a int)',
      'drop table record',
      'truncate record',
      'alter role jiceng_app bypassrls',
      'grant select on account to jiceng_app',
      'create function everything() returns setof org language sql security definer as $$ select * from org $$',
      'select * from record_2012_04',
      ...SHUT.map(table => `select * from ${table}`),
    ])
      await expect(
        within('/D/C4/', tx => tx.run(composed(sql))),
        sql,
      ).rejects.toThrow(/permission denied|must be owner|must be superuser|must have|no privileges|Only roles/)
    await expect(
      within('/D/C4/', async tx => {
        await tx.run(composed('set local row_security = off'))
        await tx.run(composed('select * from org'))
      }),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('a demo account', () => {
  const enter = async (account: string) => {
    const answer = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    return async (path: string, body?: object) => {
      const got = await fetch(`${base}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: cookie.split(';')[0]!, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: got.status, body: (await got.json()) as never }
    }
  }
  interface Seen {
    code: string
    parent: string | null
  }
  const studied = (org: string) => ({
    lines: [{ kind: 'study.day', org, day: '2012-05-05', body: { topic: 'x' } }],
  })
  const SEAT: Readonly<Record<string, string>> = { D: '/D/', C4: '/D/C4/', V01: '/D/C4/V01/' }
  const DOES: readonly (readonly [account: string, home: string, own: string, records: boolean, reports: boolean])[] = [
    ['district', 'D', 'V01', true, true],
    ['town', 'C4', 'V01', true, true],
    ['village', 'V01', 'V01', true, false],
    ['leader', 'D', 'V01', false, true],
    ['auditor', 'D', 'V01', false, true],
  ]

  for (const [account, home, own, records, reports] of DOES)
    it(`sees what it should: ${account}, and does no more than its post allows`, async () => {
      const ask = await enter(account)
      const me = (await ask('/api/me')).body as { account: { org: { code: string } } }
      expect(me.account.org.code).toBe(home)

      const orgs = (await ask('/api/orgs?on=2012-06-30&levels=all')).body as Seen[]
      const there = await owner(tx =>
        tx.all(
          composed<{ code: string }>(`select code from org where region = ${REGION} and valid @> '2012-06-30'::date
            and ${below(SEAT[home]!)}`),
        ),
      )
      expect(orgs.map(org => org.code).sort()).toEqual(there.map(org => org.code).sort())
      expect(
        orgs.filter(org => org.parent === null).map(org => org.code),
        'the top of what is seen',
      ).toEqual([home])

      const foreign = home === 'D' ? null : 'V07'
      if (foreign) {
        expect((await ask(`/api/orgs/${foreign}`)).status).toBe(404)
        expect((await ask(`/api/figures?period=2012&org=${foreign}`)).status).toBe(404)
        expect((await ask(`/api/figures/members.total?period=2012&org=D`)).status).toBe(404)
        expect((await ask(`/api/board?period=2012&org=${foreign}`)).status).toBe(404)
        expect((await ask(`/api/records?kind=study.day&org=${foreign}`)).status).toBe(404)
        expect((await ask(`/api/duties?org=${foreign}`)).status).toBe(404)
        expect((await ask(`/api/records`, studied(foreign))).status).toBe(records ? 404 : 403)
      }
      const listed = (await ask('/api/records?kind=study.day&limit=1000')).body as { org: string }[]
      const mine = new Set(orgs.map(org => org.code))
      expect(listed.filter(row => !mine.has(row.org))).toEqual([])

      const figure = (await ask('/api/figures/members.total?period=2012')).body as { figure: { value: number } }
      const members = await owner(tx =>
        number(
          tx,
          `select count(*) as n from membership where region = ${REGION} and valid @> '2012-12-31'::date
             and ${below(SEAT[home]!)}`,
        ),
      )
      expect(figure.figure.value).toBe(members)

      const added = await ask('/api/records', studied(own))
      expect(added.status).toBe(records ? 200 : 403)
      expect((await ask('/api/reports/investigation/draft?period=2012')).status).toBe(reports ? 200 : 403)
    })

  it('is shut out when it has signed out', async () => {
    const answer = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"account":"village"}',
    })
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
    expect((await fetch(`${base}/api/orgs`, { headers: { cookie } })).status).toBe(200)
    await fetch(`${base}/api/session`, { method: 'DELETE', headers: { cookie } })
    expect((await fetch(`${base}/api/orgs`, { headers: { cookie } })).status).toBe(401)
  })

  it('loses its sight on the day on which its post ends', async () => {
    const ask = await enter('town')
    expect((await ask('/api/orgs')).status).toBe(200)
    await owner(tx =>
      tx.run(
        composed(
          `update post set valid = daterange(lower(valid), '2012-12-31') where region = ${REGION} and post = 'organizer' and seat = '/D/C4/'`,
        ),
      ),
    )
    expect((await ask('/api/orgs')).status).toBe(401)
  })
})
