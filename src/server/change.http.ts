// Answers about changes of the register: each is made or only looked at, listed, and undone.
import { seenOnlyBy, watchersOf } from '../access/effect.sql.ts'
import { type Charter, fieldsAsked, type Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { meantIn } from '../dossier/meant.sql.ts'
import { findPerson } from '../dossier/person.sql.ts'
import { dutyEffects } from '../duty/effect.sql.ts'
import { pledgeEffects } from '../pledge/effect.sql.ts'
import { bookOf } from '../pledge/pledge.sql.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import {
  type ChangeRow,
  type Consequences,
  changeRegister,
  type Intended,
  listChanges,
  listKinds,
  listPeople,
  undoChange,
} from '../register/change.api.ts'
import * as register from '../register/change.sql.ts'
import { handedBy, rewritten, shiftsOf, standingsOf } from '../register/effect.sql.ts'
import * as entry from '../register/entry.sql.ts'
import { type Change, type Changer, changesOf, tellAll, told, undo } from '../register/journal.sql.ts'
import { findOrg, orgAt } from '../register/organization.sql.ts'
import { peopleCalled, peopleOf } from '../register/person.sql.ts'
import { sayChange, type Told } from '../register/told.ts'
import { CODES, codeOf, fieldOf } from '../register/vocabulary.ts'
import { rehearse, statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import { type Asking, answer } from './answer.ts'
import { dayOrToday, type House, pass, ready } from './house.node.ts'

type Done = Change & { readonly code?: string; readonly entered?: string }

export const changeMake = answer(changeRegister, (asking, _query, { preview, change }) => {
  insistCodes(asking.house, change)
  return answered(asking, preview, (tx, by) => make(asking.house, tx, change, by))
})

export const changeUndo = answer(undoChange, (asking, { id }, { preview }) =>
  answered(asking, preview, (tx, by) => undo(tx, id, by)),
)

export const changeList = answer(listChanges, ({ house, actor }, { org, limit }) =>
  pass(house, actor, 'read', async tx => {
    const found = await changesOf(tx, org ? (await findOrg(tx, org)).id : null, limit)
    const stories = await tellAll(tx, found)
    const codes = await standingsOf(tx, [...new Set(found.map(one => one.org))])
    return found.map(
      ({ images: _images, concerns: _concerns, seat: _seat, what, org: subject, ...change }, index): ChangeRow => ({
        ...change,
        org: codes.lives.get(subject)?.at(-1)?.code ?? null,
        said: sayChange(stories[index]!),
        details: detailsOf(house, what, stories[index]!),
      }),
    )
  }),
)

export const peopleList = answer(listPeople, ({ house, actor }, { org, on, q }) =>
  pass(house, actor, 'register', async tx => {
    const day = dayOrToday(house, on, 'on')
    const place = await orgAt(tx, await findOrg(tx, org), day)
    const people = q ? await peopleCalled(tx, place.id, day, q) : await peopleOf(tx, place, day)
    return people.map(one => ({
      id: one.id,
      name: { zh: one.name, en: one.english },
      born: one.born,
      org: one.org ? { code: one.org, name: { zh: one.zh!, en: one.en! } } : null,
      kind: one.kind,
      posts: [...one.posts],
    }))
  }),
)

/** Makes a change and settles it, or makes it, looks and takes it back at once. */
async function answered(asking: Asking, preview: boolean, work: (tx: Tx, by: Changer) => Promise<Done>) {
  const { house, actor } = asking
  const by = { name: actor.account, today: house.today() }
  if (!preview) {
    const done = await pass(house, actor, 'register', async tx => {
      const change = await work(tx, by)
      return {
        id: change.id,
        said: sayChange(await told(tx, change)),
        code: change.code ?? null,
        entered: change.entered ?? null,
        consequences: null,
      }
    })
    await house.settle()
    return done
  }
  const { change, said, after } = await rehearse(
    inner => pass(house, actor, 'register', inner),
    async tx => {
      const change = await work(tx, by)
      return { change, said: sayChange(await told(tx, change)), after: await look(tx, house.charter, change, by.today) }
    },
  )
  await ready(house, actor, yearOf(change.day))
  const found = await pass(house, actor, 'register', async tx => {
    const before = await look(tx, house.charter, change, by.today)
    return compare(tx, house, change, before, after, by.today)
  })
  return { id: null, said, code: null, entered: null, consequences: found }
}

type Look = Awaited<ReturnType<typeof look>>

/** What a change may alter, in whichever state of the register the transaction sees. */
async function look(tx: Tx, charter: Charter, change: Change, today: Day) {
  const posts = change.images.filter(image => image.of === 'post')
  const offices = posts.flatMap(({ before, after }) => [...before, ...after].map(row => String(row.org)))
  const orgs = rewritten(change)
  const years = new Set([change.day, today].map(day => Number(day.slice(0, 4))))
  const books = []
  for (const year of years) books.push(await bookOf(tx, charter, year, today))
  return {
    standings: await standingsOf(tx, orgs),
    watchers: await watchersOf(tx, charter, [...new Set([...orgs, ...offices])], today),
    books,
  }
}

async function compare(
  tx: Tx,
  house: House,
  change: Change,
  before: Look,
  after: Look,
  today: Day,
): Promise<Consequences> {
  const { charter } = house
  const period = yearOf(change.day)
  const shifts = await shiftsOf(tx, change, before.standings, after.standings)
  const { boards, obligations } = await dutyEffects(tx, charter, before.standings, after.standings, period, today)
  const handed = handedBy(change)
  const pledges = before.books.map((book, index) => pledgeEffects(charter, book, after.books[index]!))
  const lives = new Map([...before.standings.lives, ...after.standings.lives])
  const named = new Map([...before.standings.names, ...after.standings.names])
  const byCode = (code: string) => ({ code, name: named.get(code) ?? { zh: code, en: code } })
  const rest = [...handed.members.flatMap(way => [way.from, way.to]), ...change.images.flatMap(officeOrgs)]
  const others = await standingsOf(tx, [...new Set(rest.filter(id => id !== null))])
  const place = (id: string) => {
    const last = (lives.get(id) ?? others.lives.get(id))?.at(-1)
    return last ? { code: last.code, name: { zh: last.short, en: last.english } } : byCode(id)
  }
  const opened = new Set([...after.standings.lives.keys()].filter(id => !before.standings.lives.has(id)))
  const vanished = new Set([...before.standings.lives.keys()].filter(id => !after.standings.lives.has(id)))
  const sight = (gains: boolean, these: Look, those: Look) =>
    seenOnlyBy(these.watchers, those.watchers)
      // Whoever stands above sees what begins below him, and misses nothing when it ends: no news.
      .filter(one => !opened.has(one.of) && !vanished.has(one.of))
      .map(one => ({ person: one.name, post: one.post, at: one.at, of: place(one.of), gains }))
  return {
    shifts: shifts.map(({ org, before: from, after: to, ...amount }) => ({
      org: place(org),
      before: from?.map(code => byCode(code).name) ?? null,
      after: to?.map(code => byCode(code).name) ?? null,
      ...amount,
    })),
    handed: {
      ...handed,
      members: handed.members.map(({ from, to, count }) => ({
        from: from ? place(from).name : null,
        to: to ? place(to).name : null,
        count,
      })),
    },
    year: Number(period.label),
    boards: boards.map(({ org, loses, gains }) => ({ org: byCode(org), loses: [...loses], gains: [...gains] })),
    obligations: obligations.map(one => ({ ...one, org: place(one.org) })),
    certificates: pledges.flatMap(one => one.certificates),
    parts: pledges.flatMap(one => one.parts),
    sight: [...sight(false, before, after), ...sight(true, after, before)],
  }
}

function officeOrgs({ of, before, after }: Change['images'][number]): string[] {
  return of === 'post' ? [...before, ...after].map(row => String(row.org)) : []
}

function yearOf(day: Day) {
  return readPeriod(day.slice(0, 4))!
}

/** Makes what is intended. */
async function make({ charter }: House, tx: Tx, intended: Intended, by: Changer): Promise<Done> {
  const kindOf = (id: string) => enteredKind(charter, id)
  const day = readDay(intended.day) ?? refuse('input.day', { text: intended.day, where: 'day' })
  switch (intended.act) {
    case 'org.open': {
      const { code, ...rest } = intended
      return register.openOrg(tx, { ...rest, from: day, ...(code ? { code } : {}) }, by)
    }
    case 'org.move':
      return register.moveOrg(tx, intended.org, intended.to, day, by)
    case 'org.merge':
      return register.mergeOrg(tx, intended.org, intended.into, day, by)
    case 'org.split': {
      const { code, people, ...rest } = intended
      const ids: string[] = []
      for (const one of people) ids.push(await findPerson(tx, one, day))
      return register.splitOrg(tx, intended.org, { ...rest, ...(code ? { code } : {}) }, ids, day, by)
    }
    case 'org.change': {
      const { act: _act, org, day: _day, ...patch } = intended
      return register.changeOrg(tx, org, day, given(patch), by)
    }
    case 'org.close':
      return register.closeOrg(tx, intended.org, day, by)
    case 'member.join':
      return register.join(tx, await findPerson(tx, intended.person, day), intended.org, day, intended.kind, by)
    case 'member.leave':
      return register.leave(tx, await findPerson(tx, intended.person, day), day, by)
    case 'member.transfer':
      return register.transfer(tx, await findPerson(tx, intended.person, day), intended.to, day, by)
    case 'post.appoint': {
      const { person, org, post, team } = intended
      return register.appoint(tx, charter, await findPerson(tx, person, day), org, post, team, day, by)
    }
    case 'post.release':
      return register.release(tx, await findPerson(tx, intended.person, day), intended.org, intended.post, day, by)
    case 'member.confirm':
      return register.confirm(tx, await findPerson(tx, intended.person, day), day, by)
    case 'person.enter': {
      const born = readDay(intended.born) ?? refuse('input.day', { text: intended.born, where: 'born' })
      return entry.enterPerson(tx, { ...intended, born, from: day }, by)
    }
    case 'person.change': {
      const { act: _act, person, day: _day, born, ...rest } = intended
      const birth = born && (readDay(born) ?? refuse('input.day', { text: born, where: 'born' }))
      const patch = given({ ...rest, born: birth }) as entry.PersonPatch
      return entry.changePerson(tx, await findPerson(tx, person, day), day, patch, by)
    }
    case 'thing.enter': {
      const kind = enteredKind(charter, intended.kind, 'thing')
      const body = await meantIn(tx, kind, intended.body, day)
      return entry.enterThing(tx, kind, { ...intended, body, from: day }, by)
    }
    case 'thing.change': {
      const { act: _act, thing, day: _day, body, ...named } = intended
      const kind = body && kindOf((await tx.one(kindOfThing, [tx.region, thing]))?.kind ?? '')
      const patch = given({ ...named, body: kind && (await meantIn(tx, kind, body, day)) })
      return entry.changeThing(tx, kindOf, thing, day, patch, by)
    }
    case 'thing.end':
      return entry.endThing(tx, kindOf, intended.thing, day, by)
    case 'tie.enter': {
      const kind = enteredKind(charter, intended.kind, 'tie')
      const to =
        intended.to === null ? null : (readDay(intended.to) ?? refuse('input.day', { text: intended.to, where: 'to' }))
      const body = await meantIn(tx, kind, intended.body, day)
      return entry.enterTie(tx, kind, { org: intended.org, from: day, to, body }, by)
    }
    case 'tie.end':
      return entry.endTie(tx, kindOf, intended.tie, day, by)
  }
}

function given<T extends object>(told: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<T>
  >
}

const CODED = ['tier', 'sector', 'model', 'nationality', 'education', 'occupation', 'rank', 'post'] as const

/** What is coded has a word in the charter or the open standards. Throws input.field with the nearest. */
function insistCodes(house: House, intended: Intended): void {
  for (const field of CODED) {
    const told = (intended as Partial<Record<typeof field, string | number | null>>)[field]?.toString()
    const known = Object.keys(house.charter.vocabulary.codes[field] ?? CODES[field] ?? {})
    if (told === undefined || known.length === 0 || known.includes(told)) continue
    const near = nearest(told, known) ?? known.join(', ')
    refuse('input.field', {
      where: intended.act,
      field,
      why: { zh: `没有“${told}”；是否指“${near}”？`, en: `has no "${told}"; did you mean "${near}"?` },
    })
  }
}

/** The office, or the attributes that changed with their new values, in words. */
function detailsOf({ charter }: House, { post, to, kind }: Change['what'], { patch, act }: Told): Words | null {
  if (post) return codeOf(charter, 'post', post) ?? { zh: post, en: post }
  if (to || act === 'person.enter') return null
  const fields = (kind && charter.kinds.get(kind)?.fields) || {}
  const told = Object.entries(patch).map(([field, value]) => {
    const name = fields[field]?.name ?? fieldOf(charter, field) ?? NAMES[field] ?? { zh: field, en: field }
    const said = isWords(value)
      ? value
      : (fields[field]?.choices?.[String(value)] ?? codeOf(charter, field, String(value)))
    const plain = value === null || value === '' ? '—' : String(value)
    return { zh: `${name.zh}：${said?.zh ?? plain}`, en: `${name.en}: ${said?.en || said?.zh || plain}` }
  })
  return told.length === 0 ? null : { zh: told.map(one => one.zh).join('；'), en: told.map(one => one.en).join('; ') }
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'zh' in value
}

const NAMES: Readonly<Record<string, Words>> = {
  name: { zh: '名称', en: 'name' },
  short: { zh: '简称', en: 'short name' },
  english: { zh: '英文名', en: 'English name' },
  mongolian: { zh: '蒙古文名', en: 'name in Mongolian script' },
  aliases: { zh: '其他写法', en: 'other spellings' },
  born: { zh: '出生日期', en: 'born' },
}

const kindOfThing = statement<{ kind: string }>(
  'change.kind_of_thing',
  'select kind from thing where region = $1 and id::text = $2 limit 1',
)

/** A kind of things or ties; of the form that is meant, if one is. Throws kind.unknown with the nearest. */
function enteredKind(charter: Charter, id: string, form?: 'thing' | 'tie'): Kind {
  const fits = (kind: Kind) => (form ? kind.form === form : kind.form === 'thing' || kind.form === 'tie')
  const kind = charter.kinds.get(id)
  if (kind && fits(kind)) return kind
  const known = [...charter.kinds.values()].filter(fits).map(one => one.id)
  return refuse('kind.unknown', { kind: id, near: nearest(id, known) })
}

export const kindList = answer(listKinds, async ({ house }) =>
  [...house.charter.kinds.values()].flatMap(({ id, form, name, system, fields, retired }) =>
    (form === 'thing' || form === 'tie') && !(retired && house.today() >= retired)
      ? [{ id, form, name, system: system.name, clause: system.clause, fields: fieldsAsked(fields) }]
      : [],
  ),
)
