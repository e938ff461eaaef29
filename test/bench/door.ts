// What the door costs: who asks, behind a session's token, against the bare lookups of session, account and posts by their keys.
import { createHash } from 'node:crypto'
import { actorOf, enter } from '../../src/access/session.sql.ts'
import { REGION } from '../../src/server/house.node.ts'
import { statement } from '../../src/store/store.ts'
import { inReadyDistrict, medians, tell } from './rig.ts'

const bareSession = statement<{ person: string }>(
  'bench.session',
  `select a.person from session s join account a on a.region = $1 and a.name = s.account where s.region = $1 and s.token_digest = $2`,
)
const barePosts = statement<object>(
  'bench.posts',
  `select t.post, o.code, o.seat from post t join org o on o.region = $1 and o.id = t.org and o.valid @> $3::date
   where t.region = $1 and t.person = $2 and t.valid @> $3::date`,
)

await inReadyDistrict(async house => {
  const { store, charter } = house
  const [on, now] = [house.today(), house.now()]
  const { token } = await store.asOwner(REGION, tx => enter(tx, charter, 'town', on, now, 'bench'))
  const digest = createHash('sha256').update(token).digest('hex')
  const found = await medians(500, {
    door: () => store.asOwner(REGION, tx => actorOf(tx, charter, token, on, now)),
    bare: () =>
      store.asOwner(REGION, async tx => {
        const asks = await tx.one(bareSession, [REGION, digest])
        await tx.all(barePosts, [REGION, asks?.person ?? null, on])
      }),
  })
  tell('Who asks, a request (npm run bench -- door)', [
    ['bare lookups by key', found.bare, ''],
    ['the actor of a session', found.door, `ratio ${(found.door / found.bare).toFixed(2)}`],
  ])
})
