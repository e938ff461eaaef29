// Answers about changes of the register: each is made or only looked at, listed, and undone.

import { seenOnlyBy, watchersOf } from '../access/effect.sql.ts'
import { type Charter, fieldsAsked, isSole, type Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { meantIn } from '../dossier/meant.sql.ts'
import { findPerson } from '../dossier/person.sql.ts'
import { owedAmounts } from '../duty/duty.sql.ts'
import { dutyEffects, owingIn } from '../duty/effect.sql.ts'
import { figureEffects, standingParts, TAKEN, type Touching } from '../measure/effect.sql.ts'
import type { Asked } from '../measure/figure.sql.ts'
import { takeOver } from '../measure/settle.sql.ts'
import { pledgeEffects } from '../pledge/effect.sql.ts'
import { bookOf } from '../pledge/pledge.sql.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { recordedAt, recordedBelow, recordedFor, recordedFrom } from '../register/aftermath.sql.ts'
import { insistOfAge } from '../register/age.ts'
import {
  type ChangeRow,
  type Consequences,
  changeRegister,
  type Intended,
  listChanges,
  listKinds,
  listPeople,
  readSeen,
  showKept,
  undoChange,
} from '../register/change.api.ts'
import * as register from '../register/change.sql.ts'
import { handedBy, rewritten, shiftsOf, standingsOf } from '../register/effect.sql.ts'
import * as entry from '../register/entry.sql.ts'
import {
  beganAt,
  type Change,
  type Changer,
  changesOf,
  insistSeen,
  lastSeen,
  marksOf,
  officeMark,
  seenBy,
  take,
  tellAll,
  told,
  undo,
} from '../register/journal.sql.ts'
import { keepSince, keptSince } from '../register/kept-since.sql.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { findOrg, lifeOf, orgAt } from '../register/organization.sql.ts'
import { peopleCalled, peopleOf } from '../register/person.sql.ts'
import { sayChange, type Told } from '../register/told.ts'
import { CODES, codeOf, fieldOf, postWords } from '../register/vocabulary.ts'
import { rehearse, statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import { type Asking, answer, showing } from './answer.ts'
import { dayOrToday, type House, latest, pass, ready } from './house.node.ts'

type Done = Change & { readonly code?: string; readonly entered?: string }

export const changeMake = answer(changeRegister, (asking, _query, { preview, change, seen }) => {
  insistCodes(asking.house, change)
  const came = beganAt(Date.now())
  return answered(asking, preview, async (tx, by) => {
    // Without a word of what was seen, it is what stood when the request came: two that are on their way at once still meet.
    const known = seen ?? (await seenBy(tx, came))
    await take(tx)
    await insistSeen(tx, known, await meantBy(tx, asking.house.charter, change))
    const done = await make(asking.house, tx, change, by)
    await insistSeen(tx, known, marksOf(done), [done])
    return done
  })
})

export const changeUndo = answer(undoChange, (asking, { id }, { preview }) =>
  answered(asking, preview, (tx, by) => undo(tx, asking.house.charter, id, by)),
)

export const seenRead = answer(readSeen, ({ house, actor }) =>
  pass(house, actor, 'register', async tx => ({ seen: await lastSeen(tx) })),
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

export const keptShow = answer(showKept, ({ house, actor }, { org }) =>
  pass(house, actor, 'read', async tx => {
    const found = await findOrg(tx, org ?? actor.org.code)
    const kept = await keptSince(tx, found.seat)
    const named = { code: found.code, name: orgWords(found) }
    const above = kept && kept.code !== found.code ? (await namesOfCodes(tx, [kept.code])).get(kept.code) : null
    return {
      org: named,
      day: kept?.day ?? null,
      by:
        kept &&
        (kept.code === found.code ? named : { code: kept.code, name: above ?? { zh: kept.code, en: kept.code } }),
    }
  }),
)

const byCode = statement<{ code: string; short: string; english: string }>(
  'change.by_code',
  'select distinct on (code) code, short, english from org where region = $1 and code = any($2::text[]) order by code, valid desc',
)
/** Names of organizations in sight by their codes. */
async function namesOfCodes(tx: Tx, codes: readonly string[]): Promise<Map<string, Words>> {
  const rows = await tx.all(byCode, [tx.region, codes])
  return new Map(rows.map(row => [row.code, orgWords(row)]))
}

export const peopleList = showing(
  listPeople,
  'look.people',
  ({ house, actor }, { org, on, q }) =>
    pass(house, actor, 'register', async tx => {
      const day = dayOrToday(house, on, 'on')
      const place = await orgAt(tx, await findOrg(tx, org), day)
      const people = q ? await peopleCalled(tx, place.id, day, q) : await peopleOf(tx, place, day)
      return people.map(one => ({
        id: one.id,
        name: nameWords(one),
        born: one.born,
        org: one.org ? { code: one.org, name: { zh: one.zh!, en: one.en! } } : null,
        kind: one.kind,
        posts: [...one.posts],
      }))
    }),
  (_asking, { q, org }, people) => (people.length > 0 ? { of: org, what: { q, count: people.length } } : null),
)

/** Makes a change and settles it, or makes it, looks and takes it back at once. */
async function answered(asking: Asking, preview: boolean, work: (tx: Tx, by: Changer) => Promise<Done>) {
  const { house, actor } = asking
  const by = { name: actor.account, today: latest(house), writes: { hand: actor.hand, charter: house.charter } }
  if (!preview) {
    const done = await pass(house, actor, 'register', async tx => {
      const change = await work(tx, by)
      return {
        id: change.id,
        said: sayChange(await told(tx, change)),
        code: change.code ?? null,
        entered: change.entered ?? null,
        consequences: null,
        records: [],
        seen: null,
      }
    })
    return { ...done, ...(await house.settleStored()) }
  }
  const { asked, change, said, after, seen } = await rehearse(
    inner => pass(house, actor, 'register', inner),
    async (tx, afterwards) => {
      const seen = await lastSeen(tx)
      const change = await work(tx, by)
      const asked = await topOf(tx, actor, change.day, by.today)
      await afterwards(() => followed(tx, house.charter, change))
      const after = await look(tx, house.charter, change, asked)
      return { asked, change, said: sayChange(await told(tx, change)), after, seen }
    },
  )
  await ready(house, actor, yearOf(change.day))
  const found = await pass(house, actor, 'register', async tx => {
    const before = await look(tx, house.charter, change, asked)
    const consequences = await compare(tx, house, change, before, after, asked)
    return { consequences, records: await recordedBy(tx, house.charter, change) }
  })
  return { id: null, said, code: null, entered: null, ...found, seen }
}

/** Lets records and cases follow within a look, as the next settling would. */
async function followed(tx: Tx, charter: Charter, change: Change): Promise<void> {
  const { orgs, sources } = touchedBy(change)
  if (sources.has(TAKEN))
    await takeOver(
      tx,
      charter,
      orgs.map(org => ({ source: '*', org, month: 0, until: null })),
    )
}

/** The top of what the actor sees, in the year of a change: its figures are compared. */
async function topOf(tx: Tx, actor: Asking['actor'], day: Day, today: Day): Promise<Asked> {
  return { place: await findOrg(tx, actor.org.code), period: yearOf(day), tree: 'then', today }
}

/** Records of the day or later that a change lets count elsewhere, or back where they were written; beside a split, those that stay. */
async function recordedBy(tx: Tx, charter: Charter, { act, org, day, undoes }: Change) {
  if (!act.startsWith('org.')) return []
  const [place] = await lifeOf(tx, org)
  if (!place) return []
  if (act === 'org.move') return recordedBelow(tx, charter, place.seat, day)
  if (act === 'org.split') return recordedAt(tx, charter, place, day)
  if (act !== 'org.merge' && act !== 'org.close') return []
  return undoes ? recordedFor(tx, charter, org, day) : recordedFrom(tx, charter, place, day)
}

/** What somebody means to change, as marks of what others may have changed meanwhile. */
async function meantBy(tx: Tx, charter: Charter, intended: Intended): Promise<Set<string>> {
  if (intended.act.startsWith('org.')) {
    // Whoever takes over, or stands above, is part of what is decided.
    const { org, to, into, parent } = intended as Partial<Record<'org' | 'to' | 'into' | 'parent', string | null>>
    const marks = new Set<string>()
    for (const one of [org, to, into, parent]) if (one) marks.add(`org ${(await findOrg(tx, one)).id}`)
    return marks
  }
  if ('thing' in intended) return new Set([`thing ${intended.thing}`])
  if ('tie' in intended) return new Set([`tie ${intended.tie}`])
  if (!('person' in intended)) return new Set()
  const on = readDay(intended.day)
  if (!on) return new Set()
  const person = await findPerson(tx, intended.person, on)
  if (intended.act === 'person.change') return new Set([`self ${person}`])
  if (!('post' in intended)) return new Set([`member ${person}`])
  const { id } = await findOrg(tx, intended.org)
  return new Set([officeMark(id, intended.post, isSole(charter, intended.post) ? null : person)])
}

/** What work enters in the register, looked at and taken back at once: each change in words, with what it would entail. */
export async function lookedAt(
  { house, actor }: Pick<Asking, 'house' | 'actor'>,
  verb: Parameters<typeof pass>[2],
  work: (tx: Tx) => Promise<Change[]>,
): Promise<{ said: Words; consequences: Consequences }[]> {
  const today = house.today()
  const found = await rehearse(
    inner => pass(house, actor, verb, inner),
    async (tx, afterwards) => {
      const seen = []
      for (const change of await work(tx)) {
        const asked = await topOf(tx, actor, change.day, today)
        await afterwards(() => followed(tx, house.charter, change))
        const after = await look(tx, house.charter, change, asked)
        seen.push({ asked, change, said: sayChange(await told(tx, change)), after })
      }
      return seen
    },
  )
  for (const year of new Set(found.map(({ change }) => yearOf(change.day).label)))
    await ready(house, actor, readPeriod(year)!)
  return pass(house, actor, verb, async tx => {
    const told = []
    for (const { asked, change, said, after } of found) {
      const before = await look(tx, house.charter, change, asked)
      told.push({ said, consequences: await compare(tx, house, change, before, after, asked) })
    }
    return told
  })
}

type Look = Awaited<ReturnType<typeof look>>

/** The organizations at whose own facts a change touches, and what it touches there. */
function touchedBy({ images }: Change): Touching {
  const orgs = new Set<unknown>()
  const sources = new Set<string>()
  const nature = ['tier', 'sector', 'model'] as const
  for (const { of, id, before, after } of images) {
    const rows = [...before, ...after]
    if (of === 'org') {
      orgs.add(id)
      const heirs = rows.flatMap(row => row.successor ?? [])
      if (heirs.length > 0) sources.add(TAKEN)
      for (const heir of heirs) orgs.add(heir)
    } else if (of !== 'self') for (const row of rows) orgs.add(row.org)
    if (of === 'org') sources.add(nature.some(key => new Set(rows.map(row => row[key])).size > 1) ? '*' : 'orgs')
    else if (of === 'membership') sources.add('members').add('people')
    else if (of === 'post') sources.add('posts').add('people')
    else if (of === 'self') sources.add('people')
    else if (of !== 'person') for (const row of rows) sources.add(String(row.kind))
  }
  return { orgs: [...orgs].filter((id): id is string => typeof id === 'string'), sources }
}

/** What a change may alter, in whichever state of the register the transaction sees. */
async function look(tx: Tx, charter: Charter, change: Change, asked: Asked) {
  const { today } = asked
  const posts = change.images.filter(image => image.of === 'post')
  const offices = posts.flatMap(({ before, after }) => [...before, ...after].map(row => String(row.org)))
  const orgs = rewritten(change)
  const years = new Set([change.day, today].map(day => Number(day.slice(0, 4))))
  const books = []
  for (const year of years) books.push(await bookOf(tx, charter, year, today))
  const standings = await standingsOf(tx, orgs)
  const touched = touchedBy(change)
  // What begins or ends at an organization that itself stays may make it owe by its size.
  const whole = await standingsOf(tx, [...new Set([...orgs, ...touched.orgs])])
  return {
    standings,
    owing: await owingIn(tx, charter, whole, { ...asked, period: yearOf(change.day) }),
    watchers: await watchersOf(tx, charter, [...new Set([...orgs, ...offices])], today),
    books,
    standing: await standingParts(tx, charter, touched, asked),
    owed: await owedAmounts(tx, charter, touched.orgs, asked.period),
  }
}

async function compare(
  tx: Tx,
  house: House,
  change: Change,
  before: Look,
  after: Look,
  asked: Asked,
): Promise<Consequences> {
  const { charter } = house
  const { today } = asked
  const period = yearOf(change.day)
  const shifts = await shiftsOf(tx, change, before.standings, after.standings)
  const { boards, obligations } = await dutyEffects(tx, charter, before.owing, after.owing, { period, today })
  const handed = handedBy(change)
  const pledges = before.books.map((book, index) => pledgeEffects(charter, book, after.books[index]!))
  const lives = new Map([...before.owing.lives, ...after.owing.lives])
  const named = new Map([...before.standings.names, ...after.standings.names])
  const byCode = (code: string) => ({ code, name: named.get(code) ?? { zh: code, en: code } })
  const rest = [...handed.members.flatMap(way => [way.from, way.to]), ...change.images.flatMap(officeOrgs)]
  const others = await standingsOf(tx, [...new Set(rest.filter(id => id !== null))])
  const place = (id: string) => {
    const last = (lives.get(id) ?? others.lives.get(id))?.at(-1)
    return last ? { code: last.code, name: orgWords(last) } : byCode(id)
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
    owed: [...charter.duties.values()].flatMap(({ id, is }) => {
      const [old, now] = [before.owed.get(id) ?? 0, after.owed.get(id) ?? 0]
      return old === now ? [] : [{ duty: id, title: is.title, before: old, after: now }]
    }),
    figures: await figureEffects(tx, charter, touchedBy(change), before.standing, after.standing, asked),
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
      return register.splitOrg(tx, charter, intended.org, { ...rest, ...(code ? { code } : {}) }, ids, day, by)
    }
    case 'org.change': {
      const { act: _act, org, day: _day, ...patch } = intended
      return register.changeOrg(tx, org, day, given(patch), by)
    }
    case 'org.keep':
      return keepSince(tx, intended.org, day, by)
    case 'org.close':
      return register.closeOrg(tx, charter, intended.org, intended.into, day, by)
    case 'org.begin':
      return register.beginOrg(tx, charter, intended.org, day, by)
    case 'member.join': {
      const person = await findPerson(tx, intended.person, day)
      const birth = await tx.one(birthOf, [tx.region, person])
      if (birth) insistOfAge(charter, birth, day)
      return register.join(tx, person, intended.org, day, intended.kind, by)
    }
    case 'member.leave':
      return register.leave(tx, await findPerson(tx, intended.person, day), day, by)
    case 'member.transfer':
      return register.transfer(tx, await findPerson(tx, intended.person, day), intended.to, day, by)
    case 'post.appoint': {
      const { person, org, post, team } = intended
      return register.appoint(tx, charter, await findPerson(tx, person, day), org, post, team, day, by)
    }
    case 'post.release':
      return register.release(
        tx,
        charter,
        await findPerson(tx, intended.person, day),
        intended.org,
        intended.post,
        day,
        by,
      )
    case 'member.confirm':
      return register.confirm(tx, await findPerson(tx, intended.person, day), day, by)
    case 'person.enter': {
      const born = readDay(intended.born) ?? refuse('input.day', { text: intended.born, where: 'born' })
      if (intended.kind) insistOfAge(charter, { ...intended, born }, day)
      return entry.enterPerson(tx, { ...intended, born, from: day }, by)
    }
    case 'person.change': {
      const { act: _act, person, day: _day, born, ...rest } = intended
      const birth = born && (readDay(born) ?? refuse('input.day', { text: born, where: 'born' }))
      const patch = given({ ...rest, born: birth }) as entry.PersonPatch
      const id = await findPerson(tx, person, day)
      const known = birth ? await tx.one(birthOf, [tx.region, id]) : null
      if (birth && known?.joined) insistOfAge(charter, { ...known, born: birth }, known.joined)
      return entry.changePerson(tx, id, day, patch, by)
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
  if (post) return postWords(charter, post)
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

const birthOf = statement<{ name: string; english: string; born: Day; joined: Day | null }>(
  'change.birth_of',
  `select name, english, born, (select min(lower(m.valid)) from membership m where m.region = $1 and m.person = $2) as joined
   from person where region = $1 and id = $2 order by valid desc limit 1`,
)
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
