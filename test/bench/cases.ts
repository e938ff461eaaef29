// The list of cases and what waits, with ever more cases behind them, against the bare SQL that reads the lines shown.
import { restandKinds } from '../../src/record/case-state.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { statement } from '../../src/store/store.ts'
import { inReadyDistrict, medians, tell } from './rig.ts'

const KIND = 'member.transfer'

// Of a hundred transfers one stays open; the others were received the next day.
const opened = statement(
  'bench.open_cases',
  `with place as materialized (
     select id as org, path, seat, row_number() over (order by id) as nth
     from (select distinct on (id) id, path, seat from org where region = $1 and code like 'V%' order by id, valid desc) o),
   made as materialized (
     select md5('case' || n)::uuid as id, date '2012-01-01' + n % 300 as day, p.*
     from generate_series($2::int, $3::int) as n join place p on p.nth = 1 + n % (select count(*) from place)),
   entry as materialized (
     select id, day, '${KIND}' as kind, org, path, seat,
       jsonb_build_object('person', id, 'to', 'elsewhere', 'due', day + 60, 'owner_org', org) as body from made
     union all
     select md5(id || 'received')::uuid, day + 1, '${KIND}.received', org, path, seat, jsonb_build_object('case', id)
     from made where hashtext(id::text) % 100 <> 0),
   keyed as (insert into record_key (region, id, day, digest, seat) select $1, id, day, '', seat from entry)
   insert into record (region, id, day, kind, org, path, seat, body, present, excused, absent, made_up, digest, author, at)
   select $1, id, day, kind, org, path, seat, body, '{}', '{}', '{}', '{}', '', 'bench', now() from entry`,
)
const bare = statement<object>(
  'bench.bare_cases',
  `select s.id, r.body, o.short from (
     select * from case_state where region = $1 and seat >= $2 and seat < left($2, -1) || '0' and ends is null and not closed order by due, id limit 100) s
   join record r on r.region = $1 and r.id = s.id and r.day = s.opened
   join org o on o.region = $1 and o.id = s.org and o.valid @> s.opened order by s.due, s.id`,
)
const count = statement<{ open: number; closed: number }>(
  'bench.count_cases',
  `select count(*) filter (where not closed)::int as open, count(*) filter (where closed)::int as closed
   from case_state where region = $1 and seat >= $2 and seat < left($2, -1) || '0' and ends is null`,
)

await inReadyDistrict(async house => {
  const app = await serve(house, 0)
  const cookies: Record<string, string> = {}
  for (const account of ['district', 'village'])
    cookies[account] = (await app.inject({ method: 'POST', url: '/api/session', payload: { account } }))
      .cookies[0]!.value
  const get = (account: string, url: string) => async () => {
    const answer = await app.inject({ method: 'GET', url, cookies: { jiceng: cookies[account]! } })
    if (answer.statusCode !== 200) throw new Error(answer.body)
  }
  let made = 0
  for (const cases of [1_000, 10_000, 100_000]) {
    await house.store.asOwner(REGION, tx => tx.run(opened, [REGION, made + 1, cases]))
    made = cases
    const start = performance.now()
    await house.store.asOwner(REGION, tx => restandKinds(tx, house.charter, [KIND]))
    const told = performance.now() - start
    await house.store.asOwner(REGION, tx =>
      tx.run(statement(`bench.learn_${cases}`, 'analyze record, record_key, case_state')),
    )
    const stood = await house.store.asOwner(REGION, tx => tx.one(count, [REGION, '/D/']))
    const found = await medians(20, {
      bare: () =>
        house.store.asOwner(REGION, async tx => {
          await tx.all(bare, [REGION, '/D/'])
          await tx.all(count, [REGION, '/D/'])
        }),
      district: get('district', '/api/cases?state=open&limit=100&on=2012-12-31'),
      closed: get('district', '/api/cases?state=closed&limit=100&on=2012-12-31'),
      village: get('village', '/api/cases?state=open&limit=100&on=2012-12-31'),
      waiting: get('village', '/api/today/waiting'),
    })
    tell(`${cases} cases added, ${stood!.open} open and ${stood!.closed} closed in all (npm run bench -- cases)`, [
      ['bare SQL: the lines shown, and how many stand how', found.bare, ''],
      [
        'open cases of the district, the first hundred',
        found.district,
        `ratio ${(found.district / found.bare).toFixed(2)}`,
      ],
      ['closed cases of the district, the first hundred', found.closed, ''],
      ['open cases of a village', found.village, ''],
      ['what waits for a village', found.waiting, ''],
      ['telling all of them anew, after the charter changed', told, ''],
    ])
  }
  await app.close()
})
