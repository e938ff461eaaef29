// Opening the tree and finding in it, as it grows to 600,000 organizations; against reading the same rows with bare SQL.

import { REGION } from '../../src/server/house.node.ts'
import { orgList } from '../../src/server/register.http.ts'
import { composed, statement } from '../../src/store/store.ts'
import { asker, inReadyDistrict, medians } from './rig.ts'

const ON = '2012-06-30'
const many = (from: number, to: number) =>
  statement(
    `bench.many_${from}`,
    `insert into org (region, id, valid, code, parent, path, seat, tier, sector, model, name, short, english, aliases)
     select $1, md5('o' || n)::uuid, '[2000-01-01,)', 'X' || n, case when n < 100 then d.id else md5('o' || n / 100)::uuid end, p.path, p.path,
       'branch', 'village', 'pastoral', '第' || n || '党支部', '第' || n || '支部', 'Branch ' || n, '{}'
     from generate_series(${from}, ${to}) n
     cross join lateral (select id from org where region = $1 and code = 'D' limit 1) d
     cross join lateral (select '/D/' || case when n >= 10000 then 'X' || n / 10000 || '/' else '' end || case when n >= 100 then 'X' || n / 100 || '/' else '' end || 'X' || n || '/' as path) p`,
  )
const words = (from: number, to: number) =>
  statement(
    `bench.words_${from}`,
    `insert into org_word (region, org, word, seat)
     select $1, o.id, w.word, o.seat from org o
     cross join lateral (values (lower(o.code)), (o.name), (substr(o.name, 2)), ('di' || substr(o.code, 2) || 'dangzhibu'), ('d' || substr(o.code, 2) || 'dzb'), ('dangzhibu'), ('zhibu'), ('dzb'), (lower(replace(o.english, ' ', ''))), (substr(o.code, 2))) w(word)
     where o.region = $1 and o.code like 'X%' and substr(o.code, 2)::int between ${from} and ${to}`,
  )
const bare = composed(
  `select o.*, (select count(*)::int from org c where c.region = $1 and c.parent = o.id and c.valid @> $2::date) as below
   from org o where o.region = $1 and o.valid @> $2::date and o.parent = (select id from org where region = $1 and code = 'X7' limit 1) order by o.path`,
)

await inReadyDistrict(async house => {
  const actor = await asker(house)
  const look = (query: object) => () =>
    orgList.give({ house, actor, language: 'zh' }, { on: ON, ...query } as never, {})
  console.log('\nThe tree in ms (npm run bench -- tree)')
  console.log(
    `  ${['organizations', 'top', 'level of 100', 'bare SQL', 'ratio', 'pinyin', 'Chinese', 'code'].map(text => text.padStart(13)).join('')}`,
  )
  let last = 0
  for (const count of [1_000, 60_000, 600_000]) {
    await house.store.asOwner(REGION, async tx => {
      for (let from = last + 1; from <= count; from += 50_000) {
        const to = Math.min(count, from + 49_999)
        await tx.run(many(from, to), [REGION])
        await tx.run(words(from, to), [REGION])
      }
    })
    await house.store.asOwner(REGION, tx => tx.run(statement('bench.tree_analyze', 'analyze org, org_word')))
    last = count
    const { top, level, sql, ...found } = await medians(40, {
      top: look({}),
      level: look({ above: 'X7' }),
      sql: () => house.store.within({ region: REGION, path: '/D/' }, tx => tx.all(bare, [REGION, ON])),
      pinyin: look({ q: `di${count - 7}dang` }),
      chinese: look({ q: `\u7b2c${count - 7}\u515a` }),
      code: look({ q: `x${count - 7}` }),
    })
    const cells = [count, top, level, sql, level / sql, ...Object.values(found)]
    console.log(`  ${cells.map((n, i) => n.toFixed(i === 0 ? 0 : 2).padStart(13)).join('')}`)
  }
})
