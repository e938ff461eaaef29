// Answers about sessions. The only ones that work before anybody is known.
import { type Actor, actorOf, demo, enter, leave } from '../access/session.sql.ts'
import { codeOf } from '../register/vocabulary.ts'
import { districtOf, type House, REGION } from './house.node.ts'

/** The signed-in actor behind a token, or null. Read anew for each request: who loses the post loses the sight that day. */
export function actorBehind(house: House, token: string | undefined): Promise<Actor | null> {
  return token ? house.store.asOwner(REGION, tx => actorOf(tx, token, house.today())) : Promise.resolve(null)
}

/** Who is asking, and the demo accounts of a ready district. */
export async function me(house: House, actor: Actor | null) {
  const district = await districtOf(house)
  const accounts = await house.store.asOwner(REGION, tx => demo(tx, house.today()))
  return {
    account: actor && told(house, actor),
    verbs: [...(actor?.verbs ?? [])],
    demo: accounts.map(one => told(house, one)),
    today: house.today(),
    years: district?.years ?? [],
  }
}

/** Enters with a demo account. */
export async function signInWith(
  house: House,
  account: string,
): Promise<{ token: string; account: ReturnType<typeof told> }> {
  const { token, actor } = await house.store.asOwner(REGION, tx => enter(tx, account, house.today()))
  return { token, account: told(house, actor) }
}

export function signOutOf(house: House, token: string): Promise<void> {
  return house.store.asOwner(REGION, tx => leave(tx, token))
}

function told(house: House, actor: Actor) {
  const postName = codeOf(house.charter, 'post', actor.post) ?? { zh: actor.post, en: actor.post }
  return {
    name: actor.account,
    person: { zh: actor.person.name, en: actor.person.english },
    post: actor.post,
    postName,
    org: { code: actor.org.code, name: { zh: actor.org.short, en: actor.org.english } },
  }
}
