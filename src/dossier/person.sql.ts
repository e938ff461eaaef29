// One person, one file: reads from register and records what is known of a person, and what is missing and who owes it.
import { type Charter, type Kind, recordable } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { owedFor } from '../duty/duty.sql.ts'
import { MISSED } from '../duty/status.ts'
import { codeWord, fieldWord } from '../measure/formula.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { keyOf, nameKey, nameWords, orgWords } from '../register/name.ts'
import { stoodAt } from '../register/organization.sql.ts'
import { namesOn, readSo } from '../register/person.sql.ts'
import { byStrokes } from '../register/strokes.ts'
import { composed, statement, type Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import { ageOn, type Day, dayOf } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import { readCareer } from './career.ts'
import { fits, hoursOf, normFor } from './hours.ts'
import type { PersonFile, PersonRow } from './person.api.ts'

/** The kind of thing that holds what the appointment form says. */
export const FORM = 'cadre_form'
/** Years up to the day that the file opens. */
const YEARS = 5
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

interface Stretch {
  id: string
  name: string
  english: string
  mongolian: string
  sex: number
  born: Day
  nationality: string
  education: number
  occupation: string
  rank: string | null
  from: Day
  to: Day | null
}

const PERSON = `p.id, p.name, p.english, p.mongolian, p.sex, p.born, p.nationality, p.education, p.occupation, p.rank,
  lower(p.valid) as from, upper(p.valid) as to`
const lifeOf = statement<Stretch>(
  'person.life',
  `select ${PERSON} from person p where p.region = $1 and p.id = $2 order by p.valid`,
)
const byName = statement<Stretch & { exact: boolean }>(
  'person.by_name',
  `select ${PERSON}, $2 in (${keyOf('p.name')}, ${keyOf('p.english')}) as exact from person p
   where p.region = $1 and p.valid @> $3::date and (strpos(${keyOf('p.name')}, $2) > 0 or strpos(${keyOf('p.english')}, $2) > 0)
   order by exact desc, p.name, p.id limit $4`,
)
const byId = statement<Stretch>(
  'person.by_id',
  `select ${PERSON} from person p where p.region = $1 and p.id = any($2::uuid[]) and p.valid @> $3::date order by p.name, p.id`,
)
const inSeat = statement<{ person: string }>(
  'person.in_org',
  `select person from membership where region = $1 and org = any($2::uuid[]) and valid @> $3::date
   union select person from post where region = $1 and org = any($2::uuid[]) and valid @> $3::date`,
)
interface Held {
  person: string
  org: string
  code: string
  short: string
  english: string
  from: Day
  to: Day | null
}
const ORG = 'o.code, o.short, o.english'
const memberships = statement<Held & { kind: string }>(
  'person.memberships',
  `select m.person, m.org, m.kind, ${ORG}, lower(m.valid) as from, upper(m.valid) as to
   from membership m join org o on o.region = $1 and o.id = m.org and o.valid @> greatest(lower(m.valid), least($3::date, coalesce(upper(m.valid) - 1, $3::date)))
   where m.region = $1 and m.person = any($2::uuid[]) order by m.valid`,
)
const posts = statement<Held & { post: string; team: string | null }>(
  'person.posts',
  `select t.person, t.org, t.post, t.team, ${ORG}, lower(t.valid) as from, upper(t.valid) as to
   from post t join org o on o.region = $1 and o.id = t.org and o.valid @> greatest(lower(t.valid), least($3::date, coalesce(upper(t.valid) - 1, $3::date)))
   where t.region = $1 and t.person = any($2::uuid[]) order by t.valid, t.post`,
)
const forms = statement<{ id: string; body: Record<string, unknown>; from: Day }>(
  'person.form',
  `select id, body, lower(valid) as from from thing
   where region = $1 and kind = $2 and body->>'person' = $3 and valid @> $4::date order by valid desc limit 1`,
)
const signatures = statement<{
  certificate: string
  year: number
  side: 'giver' | 'taker'
  day: Day
  code: string
  short: string
  english: string
}>(
  'person.signed',
  `select s.certificate, c.year, s.side, s.day, ${ORG}
   from certificate_signature s join certificate c on c.region = $1 and c.id = s.certificate
   join org o on o.region = $1 and o.id = s.org and o.valid @> s.day
   where s.region = $1 and s.person = $2 and s.day <= $3 order by s.day, s.side`,
)
const named = statement<{ id: string; zh: string; en: string }>(
  'person.named',
  `select distinct on (id) id, name as zh, english as en from person where region = $1 and id = any($2::uuid[])
   union all select distinct on (id) id, name, english from thing where region = $1 and id = any($2::uuid[])
   union all select distinct on (id) id, short, english from org where region = $1 and id = any($2::uuid[])`,
)

interface Fact {
  id: string
  kind: string
  day: Day
  to: Day | null
  code: string
  short: string
  english: string
  body: Record<string, unknown>
  present: boolean
  made_up: boolean
}

/** Finds people in sight by a part of their name; without one, those of the organizations given. */
export async function searchPeople(
  tx: Tx,
  asked: { q: string; orgs: readonly string[]; on: Day; limit: number },
): Promise<PersonRow[]> {
  const { on, limit } = asked
  const q = asked.q.trim()
  if (q === '') {
    const here = (await tx.all(inSeat, [tx.region, asked.orgs, on])).map(row => row.person)
    const people = (await tx.all(byId, [tx.region, here, on])).sort((a, b) => byStrokes(a.name, b.name))
    return rowsOf(tx, people.slice(0, limit), on)
  }
  // What is typed holds no name: signs without width alone.
  if (nameKey(q) === '') return []
  const found: Stretch[] = await tx.all(byName, [tx.region, nameKey(q), on, limit])
  if (found.length < limit) {
    const known = new Set(found.map(one => one.id))
    const more = (await readSo(tx, q, on)).filter(id => !known.has(id)).slice(0, limit - found.length)
    if (more.length > 0) found.push(...(await tx.all(byId, [tx.region, more, on])))
  }
  return rowsOf(tx, found, on)
}

async function rowsOf(tx: Tx, people: readonly Stretch[], on: Day): Promise<PersonRow[]> {
  const ids = people.map(person => person.id)
  const holds = (span: Held) => span.from <= on && (span.to === null || on < span.to)
  const belongs = (await tx.all(memberships, [tx.region, ids, on])).filter(holds)
  const serves = (await tx.all(posts, [tx.region, ids, on])).filter(holds)
  return people.map(person => {
    const home = belongs.find(one => one.person === person.id)
    return {
      id: person.id,
      name: nameWords(person),
      born: person.born.slice(0, 4),
      rank: person.rank,
      org: home ? orgOf(home) : null,
      posts: serves.filter(one => one.person === person.id).map(one => ({ post: one.post, org: orgOf(one) })),
    }
  })
}

/** The one person meant by an id or a whole name. Throws person.unknown with the nearest name, person.ambiguous with those meant. */
export async function findPerson(tx: Tx, text: string, on: Day): Promise<string> {
  if (UUID.test(text)) {
    const life = await tx.all(lifeOf, [tx.region, text.toLowerCase()])
    return life.length > 0 ? life[0]!.id : refuse('person.unknown', { person: text })
  }
  const found = nameKey(text) === '' ? [] : await tx.all(byName, [tx.region, nameKey(text), on, 50])
  const exact = found.filter(one => one.exact)
  const meant = exact.length > 0 ? exact : found
  if (meant.length === 1) return meant[0]!.id
  if (meant.length === 0) {
    const all = (await namesOn(tx, on)).map(one => one.name)
    return refuse('person.unnamed', { person: text, near: nearest(text, all) })
  }
  const rows = await rowsOf(tx, meant, on)
  return refuse('person.ambiguous', {
    person: text,
    people: rows.map(row => ({ id: row.id, name: row.name.zh, born: row.born, org: row.org?.name.zh ?? '' })),
  })
}

/** The file of a person on a day. */
export async function fileOf(tx: Tx, charter: Charter, id: string, on: Day): Promise<Omit<PersonFile, 'settled'>> {
  const life = await tx.all(lifeOf, [tx.region, id])
  const person = life.findLast(one => one.from <= on) ?? life[0] ?? refuse('person.unknown', { person: id })
  const holds = (span: { from: Day; to: Day | null }) => span.from <= on && (span.to === null || on < span.to)
  const belongs = (await tx.all(memberships, [tx.region, [id], on])).filter(one => one.from <= on)
  const serves = (await tx.all(posts, [tx.region, [id], on])).filter(one => one.from <= on)
  const home = belongs.find(holds)
  const facts = await factsOf(tx, charter, id, on)
  const ties = await tiesOf(tx, charter, id, on)
  const [form] = await tx.all(forms, [tx.region, FORM, id, on])
  const words = await wordsFor(tx, charter, [...facts, ...ties])
  const current = { rank: person.rank, posts: serves.filter(holds).map(one => one.post) }
  const hours = hoursIn(charter, facts, current, belongs.length > 0, on, words)
  const counted = new Set([...charter.hours.values()].flatMap(rule => rule.is.counts.map(one => one.over)))
  // Study days and lessons stand under the hours, where their sum is; what else names the person is listed kind by kind.
  const listed = facts.filter(
    fact => !counted.has(fact.kind) || charter.kinds.get(fact.kind)?.fields.place !== undefined,
  )
  return {
    on,
    person: {
      id,
      name: nameWords(person),
      mongolian: person.mongolian,
      sex: String(person.sex),
      born: person.born.slice(0, 7),
      age: ageOn(person.born, on),
      nationality: person.nationality,
      education: String(person.education),
      occupation: person.occupation,
      rank: person.rank,
    },
    org: home ? orgOf(home) : null,
    memberships: belongs.map(one => ({ org: orgOf(one), kind: one.kind, from: one.from, to: one.to })),
    posts: serves.map(one => ({ org: orgOf(one), post: one.post, team: one.team, from: one.from, to: one.to })),
    changes: changesIn(life.filter(one => one.from <= on)),
    form: form ? formOf(charter, form) : null,
    hours,
    records: grouped(charter, listed, words),
    ties: grouped(charter, ties, words),
    signed: (await tx.all(signatures, [tx.region, id, on])).map(one => ({
      certificate: one.certificate,
      year: one.year,
      side: one.side,
      org: orgOf(one),
      day: one.day,
    })),
    missing: [...(await owed(tx, charter, id, belongs, on)), ...hours.flatMap(rule => shortIn(rule, home, on))],
    appraisals: [...charter.appraisals.values()]
      .filter(({ is }) => is.of === 'people' && fits(is.who, current))
      .map(({ id: appraisal, is }) => ({ appraisal, title: is.title, period: on.slice(0, 4) })),
  }
}

/** Fields of kinds that name people, so that statements ask for them by name. */
function naming(kinds: readonly Kind[]): string[] {
  return [
    ...new Set(
      kinds.flatMap(kind =>
        Object.entries(kind.fields).flatMap(([name, one]) => (one.type === 'person' ? [name] : [])),
      ),
    ),
  ]
}

function factsOf(tx: Tx, charter: Charter, person: string, on: Day): Promise<Fact[]> {
  const kinds = [...charter.kinds.values()].filter(kind => recordable(kind))
  const about = kinds.filter(kind => kind.roll !== null || naming([kind]).length > 0)
  const values: unknown[] = [
    tx.region,
    person,
    about.map(kind => kind.id),
    dayOf(Number(on.slice(0, 4)) - YEARS + 1, 1, 1),
    on,
  ]
  const fields = naming(about).map(name => `r.body->>$${values.push(name)}::text = $2::text`)
  return tx.all(
    composed<Fact>(`select r.id, r.kind, r.day, null::date as to, ${ORG}, r.body, $2::uuid = any(r.present) as present, $2::uuid = any(r.made_up) as made_up
      from record r ${stoodAt('r', 'r.day')}
      where r.region = $1 and r.kind = any($3::text[]) and r.day between $4 and $5 and r.voided_by is null
        and ($2::uuid = any(r.present) or $2::uuid = any(r.made_up) or ${fields.join(' or ') || 'false'})
      order by r.day desc, r.id desc`),
    values,
  )
}

function tiesOf(tx: Tx, charter: Charter, person: string, on: Day): Promise<Fact[]> {
  const kinds = [...charter.kinds.values()].filter(kind => kind.form === 'tie' && naming([kind]).length > 0)
  const values: unknown[] = [tx.region, person, kinds.map(kind => kind.id), on]
  const fields = naming(kinds).map(name => `t.body->>$${values.push(name)}::text = $2::text`)
  return tx.all(
    composed<Fact>(`select t.id, t.kind, lower(t.valid) as day, upper(t.valid) as to, ${ORG}, t.body, false as present, false as made_up
      from tie t join org o on o.region = $1 and o.id = t.org and o.valid @> lower(t.valid)
      where t.region = $1 and t.kind = any($3::text[]) and lower(t.valid) <= $4 and $2::text is not null and (${fields.join(' or ') || 'false'})
      order by t.valid desc, t.id`),
    values,
  )
}

async function wordsFor(
  tx: Tx,
  charter: Charter,
  facts: readonly Fact[],
): Promise<(fact: Fact, name: string) => Words> {
  const ids = facts.flatMap(fact =>
    Object.values(fact.body).filter((one): one is string => typeof one === 'string' && UUID.test(one)),
  )
  const known = new Map(
    (await tx.all(named, [tx.region, [...new Set(ids)]])).map(row => [row.id, { zh: row.zh, en: row.en }]),
  )
  return (fact, name) => {
    const value = fact.body[name]
    return (
      known.get(String(value)) ?? {
        zh: codeWord(charter, fact.kind, name, value, 'zh'),
        en: codeWord(charter, fact.kind, name, value, 'en'),
      }
    )
  }
}

type Speak = (fact: Fact, name: string) => Words

/** What the fact was about, and its other fields in words; who it names is known on this page. */
function shown(charter: Charter, fact: Fact, speak: Speak): PersonFile['records'][number]['rows'][number] {
  const kind = charter.kinds.get(fact.kind)!
  const told = Object.keys(kind.fields).filter(
    name => fact.body[name] !== undefined && name !== 'case' && kind.fields[name]!.type !== 'person',
  )
  const typed = (types: readonly string[]) => told.find(name => types.includes(kind.fields[name]!.type))
  const leading = typed(['thing', 'org']) ?? typed(['text']) ?? typed(['choice'])
  return {
    id: fact.id,
    day: fact.day,
    to: fact.to,
    org: orgOf(fact),
    title: leading ? speak(fact, leading) : kind.name,
    fields: told
      .filter(name => name !== leading)
      .map(name => ({
        name: { zh: fieldWord(charter, fact.kind, name, 'zh'), en: fieldWord(charter, fact.kind, name, 'en') },
        value: speak(fact, name),
      })),
  }
}

function grouped(charter: Charter, facts: readonly Fact[], speak: Speak): PersonFile['records'] {
  return [...charter.kinds.values()].flatMap(kind => {
    const rows = facts.filter(fact => fact.kind === kind.id)
    return rows.length > 0
      ? [
          {
            kind: kind.id,
            kindName: kind.name,
            system: kind.system.id,
            rows: rows.map(fact => shown(charter, fact, speak)),
          },
        ]
      : []
  })
}

function hoursIn(
  charter: Charter,
  facts: readonly Fact[],
  person: { rank: string | null; posts: readonly string[] },
  member: boolean,
  on: Day,
  speak: Speak,
): PersonFile['hours'] {
  const last = Number(on.slice(0, 4))
  return [...charter.hours.values()].map(({ id, is }) => {
    const standard = member ? normFor(charter, is, person) : null
    const rows = facts
      .filter(fact => fact.present || fact.made_up)
      .flatMap(fact => {
        const hours = hoursOf(charter, is, fact)
        return hours === null ? [] : [{ fact, hours }]
      })
    const years = Array.from({ length: YEARS }, (_, n) => last - n).filter(
      year => year === last || rows.some(({ fact }) => fact.day.startsWith(`${year}-`)),
    )
    return {
      rule: id,
      title: is.title,
      years: years.map(year => {
        const own = rows.filter(({ fact }) => fact.day.startsWith(`${year}-`))
        const entry = standard ? inForce(standard.entries, dayOf(year, 12, 31)) : null
        return {
          year,
          hours: Math.round(own.reduce((sum, one) => sum + one.hours, 0) * 100) / 100,
          owed: entry?.value ?? null,
          clause: entry?.clause ?? null,
          strength: standard?.strength ?? null,
          rows: own.map(({ fact, hours }) => ({
            id: fact.id,
            day: fact.day,
            kindName: charter.kinds.get(fact.kind)!.name,
            org: orgOf(fact),
            title: shown(charter, fact, speak).title,
            hours,
            madeUp: fact.made_up,
          })),
        }
      }),
    }
  })
}

/** Hours that the year of the day still lacks. */
function shortIn(rule: PersonFile['hours'][number], home: Held | undefined, on: Day): PersonFile['missing'] {
  const [year] = rule.years
  if (!home || !year || year.owed === null || year.hours >= year.owed) return []
  const left = Math.round((year.owed - year.hours) * 100) / 100
  const until = dayOf(year.year, 12, 31)
  const strength = year.strength ?? 'normally'
  const status = on <= until ? 'open' : MISSED[strength]
  if (status === null) return []
  return [
    {
      title: rule.title,
      what: { zh: `${year.year} 年还差 ${left} 学时`, en: `${left} class hours of ${year.year} to go` },
      owedBy: orgOf(home),
      turn: String(year.year),
      until,
      status,
      strength,
      clause: year.clause!,
    },
  ]
}

async function owed(
  tx: Tx,
  charter: Charter,
  person: string,
  belongs: readonly Held[],
  on: Day,
): Promise<PersonFile['missing']> {
  const period = readPeriod(on.slice(0, 4))!
  const orgs = [...new Set(belongs.filter(one => one.to === null || one.to > period.from).map(one => one.org))]
  const rows = await owedFor(tx, charter, { person, orgs, on, period })
  return rows.flatMap(({ duty, org, turn, until, status }) => {
    const standard = charter.standards.get(duty.is.atLeast.standard)!.is
    const measure = charter.measures.get(duty.is.measure)!.is
    const kind = 'over' in measure ? charter.kinds.get(measure.over)?.name : undefined
    const what = kind ?? measure.title
    return [
      {
        title: duty.is.title,
        what: { zh: `没有${what.zh}`, en: `no ${what.en.toLowerCase()}` },
        owedBy: { code: org.code, name: orgWords(org) },
        turn: turn.label,
        until,
        status,
        strength: standard.strength,
        clause: (inForce(standard.entries, until) ?? standard.entries[0]!).clause,
      },
    ]
  })
}

function formOf(charter: Charter, form: { body: Record<string, unknown>; from: Day }): PersonFile['form'] {
  const fields = charter.kinds.get(FORM)?.fields ?? {}
  return {
    since: form.from,
    fields: Object.entries(fields).flatMap(([name, one]) =>
      name !== 'resume' && one.type === 'text' && typeof form.body[name] === 'string'
        ? [{ name: one.name, value: { zh: dotted(form.body[name]), en: dotted(form.body[name]) } }]
        : [],
    ),
    body: Object.fromEntries(
      Object.keys(fields).flatMap(name =>
        typeof form.body[name] === 'string' ? [[name, String(form.body[name])]] : [],
      ),
    ),
    career: readCareer(String(form.body.resume ?? '')),
  }
}

/** A month as people write it: 199603 → 1996.03. */
function dotted(text: string): string {
  return text.replace(/^(\d{4})(\d{2})(?=\D|$)/, '$1.$2')
}

const TOLD = ['name', 'education', 'occupation', 'rank', 'nationality'] as const

function changesIn(life: readonly Stretch[]): PersonFile['changes'] {
  return life.flatMap((stretch, index) => {
    const before = life[index - 1]
    return before
      ? TOLD.flatMap(field =>
          String(before[field] ?? '') === String(stretch[field] ?? '')
            ? []
            : [{ day: stretch.from, field, from: String(before[field] ?? ''), to: String(stretch[field] ?? '') }],
        )
      : []
  })
}

function orgOf(one: { code: string; short: string; english: string }) {
  return { code: one.code, name: orgWords(one) }
}
