// Appraisals: the evidence of one organization or one person over a turn, computed from the records, and its confirmed rating.

import { v7 } from 'uuid'
import type { Actor } from '../access/session.sql.ts'
import type { Charter, Declared } from '../charter/charter.ts'
import type { Appraisal, Bound, Criterion, Subjects } from '../charter/language.ts'
import { isDone } from '../charter/standing.ts'
import { aboutOrg, barrier } from '../charter/writer.ts'
import { duties } from '../duty/duty.sql.ts'
import { figures } from '../measure/figure.sql.ts'
import { round } from '../measure/value.ts'
import { bookOf } from '../pledge/pledge.sql.ts'
import { standing } from '../pledge/pledge.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { append } from '../record/record.sql.ts'
import { orgWords } from '../register/name.ts'
import type { Org } from '../register/organization.sql.ts'
import { findOrg, orgAt, orgsOn } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import type { Day } from '../time/day.ts'
import { lastDay, monthOf, type Period, turnOf } from '../time/period.ts'
import type { AppraisalPage, AppraisalSubject, CriterionRow } from './appraisal.api.ts'
import { fits } from './hours.ts'
import { fileOf, findPerson, searchPeople } from './person.sql.ts'

const REPORT = 'appraisal.report'
const COMMENT = 'appraisal.comment'
const DEDUCTION = 'appraisal.deduction'
const RATING = 'appraisal.rating'
const PROBLEM = 'appraisal.problem'

interface Noted {
  id: string
  kind: string
  day: Day
  author: string
  body: Record<string, string | number>
}
const notes = statement<Noted>(
  'appraisal.notes',
  `select id, kind, day, author, body from record
   where region = $1 and org = $2 and kind = any($3::text[]) and voided_by is null and body->>'appraisal' = $4 and body->>'period' = $5
     and coalesce(body->>'person', '') = $6 order by day, id`,
)
const rated = statement<{ org: string; person: string }>(
  'appraisal.rated',
  `select distinct org, coalesce(body->>'person', '') as person from record
   where region = $1 and kind = $2 and voided_by is null and body->>'appraisal' = $3 and body->>'period' = $4`,
)
const corrected = statement<{ id: string }>(
  'appraisal.corrected',
  'select voids as id from record where region = $1 and id = $2 and voids is not null',
)
const problems = statement<{ id: string; day: Day; what: string; due: string; closed: boolean }>(
  'appraisal.problems',
  `select r.id, r.day, r.body->>'what' as what, r.body->>'due' as due,
     exists (select 1 from record s where s.region = $1 and s.org = $2 and s.step_of = r.id::text and s.kind = $3 || '.closed' and s.voided_by is null) as closed
   from record r where r.region = $1 and r.org = $2 and r.kind = $3 and r.voided_by is null and r.day <= $4 order by r.day, r.id`,
)
const entries = statement<{ n: number }>(
  'appraisal.entries',
  `select count(*)::int as n from record where region = $1 and kind = $2 and body->>'person' = $3 and day >= $4 and day < $5 and voided_by is null`,
)

/** What is asked: an appraisal, a turn of it, and one organization or one person. */
export interface Asked {
  readonly appraisal: string
  readonly period: Period
  readonly org?: string | undefined
  readonly person?: string | undefined
  readonly today: Day
}

interface Subject {
  readonly declared: Declared<Appraisal>
  readonly org: Org
  readonly person: { readonly id: string; readonly name: { zh: string; en: string } } | null
  readonly on: Day
  readonly file: Awaited<ReturnType<typeof fileOf>> | null
}

/** The evidence page. Throws appraisal.unknown, appraisal.turn and appraisal.subject. */
export async function appraise(
  tx: Tx,
  charter: Charter,
  asked: Asked,
  actor: Actor,
): Promise<Omit<AppraisalPage, 'settled'>> {
  const subject = await subjectOf(tx, charter, asked)
  const { declared, org, person, on } = subject
  const { is } = declared
  const key = [
    tx.region,
    org.id,
    [REPORT, COMMENT, DEDUCTION, RATING],
    declared.id,
    asked.period.label,
    person?.id ?? '',
  ]
  const noted = await tx.all(notes, key)
  const of = (kind: string) => noted.filter(one => one.kind === kind)
  const criteria: CriterionRow[] = []
  for (const [id, criterion] of Object.entries(is.criteria)) {
    const found = await weigh(tx, charter, criterion, subject, asked)
    const deductions = of(DEDUCTION)
      .filter(one => one.body.criterion === id)
      .map(one => ({ id: one.id, day: one.day, amount: Number(one.body.amount), reason: String(one.body.reason) }))
    const off = deductions.reduce((sum, one) => sum + one.amount, 0)
    criteria.push({
      id,
      title: criterion.title,
      weight: criterion.weight,
      ...found,
      left: round(Math.max(0, found.mark - off), 2),
      deductions,
    })
  }
  const counted = criteria.filter(one => one.status === 'counted')
  const weight = counted.reduce((sum, one) => sum + one.weight, 0)
  const share = weight === 0 ? null : round((counted.reduce((sum, one) => sum + one.left, 0) / weight) * 100, 1)
  const bands = Object.entries(is.bands).map(([id, band]) => ({ id, ...band }))
  const [rating] = of(RATING).toReversed()
  const told = (kind: string) => {
    const { fields } = charter.kinds.get(kind)!
    return of(kind).map(one => ({
      id: one.id,
      day: one.day,
      by: one.author,
      fields: Object.entries(fields).flatMap(([name, field]) =>
        ['appraisal', 'period', 'person'].includes(name) || one.body[name] === undefined
          ? []
          : [{ name: field.name, value: String(one.body[name]) }],
      ),
    }))
  }
  const over = asked.today > lastDay(asked.period)
  return {
    appraisal: declared.id,
    title: is.title,
    clause: is.clause,
    of: is.of,
    period: asked.period.label,
    on,
    over,
    org: { code: org.code, name: orgWords(org) },
    person,
    criteria,
    share,
    suggested: share === null ? null : bands.find(band => share >= band.from)!.id,
    bands,
    reports: told(REPORT),
    comments: told(COMMENT),
    problems: person ? [] : await tx.all(problems, [tx.region, org.id, PROBLEM, on]),
    rating: rating
      ? {
          id: rating.id,
          day: rating.day,
          by: rating.author,
          rating: String(rating.body.rating),
          suggested: String(rating.body.suggested),
          reason: rating.body.reason === undefined ? null : String(rating.body.reason),
          evidence: thawed(String(rating.body.evidence)),
        }
      : null,
    mayRate: over && actor.verbs.includes('appraise') && above(charter, actor, org, person),
  }
}

/** Everybody in the subtree of an organization whom an appraisal is about, in the order of the tree, and whether a rating
 *  stands. How they were rated leaves no file but their own. Throws appraisal.unknown, appraisal.turn. */
export async function subjectsOf(
  tx: Tx,
  charter: Charter,
  asked: Asked,
  actor: Actor,
): Promise<{ over: boolean; subjects: AppraisalSubject[] }> {
  const declared = turnIn(charter, asked)
  const { is } = declared
  const on = readingDay(asked)
  const { seat } = await findOrg(tx, asked.org ?? '')
  const orgs = (await orgsOn(tx, on)).filter(org => org.seat.startsWith(seat))
  const over = asked.today > lastDay(asked.period)
  const done = await tx.all(rated, [tx.region, RATING, declared.id, asked.period.label])
  const row = (org: Org, person: { id: string; name: { zh: string; en: string } } | null): AppraisalSubject => {
    const stands = done.some(one => (person ? one.person === person.id : one.org === org.id))
    return {
      id: person?.id ?? org.code,
      org: { code: org.code, name: orgWords(org) },
      person: person?.name ?? null,
      rated: stands,
      mayRate: over && actor.verbs.includes('appraise') && above(charter, actor, org, person),
    }
  }
  if (is.of === 'orgs') return { over, subjects: orgs.filter(org => suits(is.who, org)).map(org => row(org, null)) }
  const people = await searchPeople(tx, { q: '', orgs: orgs.map(org => org.id), on, limit: Number.POSITIVE_INFINITY })
  const about = people.filter(one => fits(is.who, { rank: one.rank, posts: one.posts.map(post => post.post) }))
  return {
    over,
    subjects: orgs.flatMap(org => about.filter(one => one.org?.code === org.code).map(one => row(org, one))),
  }
}

/** Takes a rating back: an undo, for whoever confirmed it, on the same day. What it was stays on record. One that corrects
 *  another is corrected once more instead. Throws appraisal.stands. */
export async function unrate(tx: Tx, charter: Charter, asked: Asked, id: string, actor: Actor): Promise<void> {
  const { org, person, rating } = await appraise(tx, charter, asked, actor)
  const own = rating?.id === id && rating.by === actor.account && rating.day === asked.today
  if (!own || (await tx.one(corrected, [tx.region, id])))
    refuse('appraisal.stands', { subject: person?.name ?? org.name })
  const line = { id: v7(), kind: RATING, org: org.code, day: asked.today, body: {}, voids: id }
  await append(tx, charter, [line], { name: actor.account, hand: actor.hand, today: asked.today, seals: [RATING] })
}

/** Confirms a rating: a record with the evidence as it stands. Gives its id. Throws appraisal.early, .own, .rating and .reason. */
export async function rate(
  tx: Tx,
  charter: Charter,
  asked: Asked,
  said: { rating: string; reason?: string | undefined },
  actor: Actor,
): Promise<string> {
  const page = await appraise(tx, charter, asked, actor)
  if (!page.over) refuse('appraisal.early', { period: page.period, ends: lastDay(asked.period) })
  const subject = page.person?.name ?? page.org.name
  if (!above(charter, actor, await findOrg(tx, page.org.code), page.person)) refuse('appraisal.own', { subject })
  if (!page.bands.some(band => band.id === said.rating))
    refuse('appraisal.rating', { rating: said.rating, ratings: page.bands.map(band => band.id) })
  const reason = said.reason?.trim() ?? ''
  if (said.rating !== page.suggested && reason === '')
    refuse('appraisal.reason', {
      rating: named(page, said.rating),
      suggested: page.suggested ? named(page, page.suggested) : { zh: '无', en: 'none' },
    })
  const line = {
    id: v7(),
    kind: RATING,
    org: page.org.code,
    day: asked.today,
    for: page.period,
    body: {
      appraisal: page.appraisal,
      period: page.period,
      ...(page.person ? { person: page.person.id } : {}),
      rating: said.rating,
      suggested: page.suggested ?? '',
      ...(reason ? { reason } : {}),
      evidence: frozen(page.criteria),
    },
    ...(page.rating ? { voids: page.rating.id } : {}),
  }
  const [stored] = await append(tx, charter, [line], {
    name: actor.account,
    hand: actor.hand,
    today: asked.today,
    seals: [RATING],
  })
  return stored!.id
}

function named(page: Pick<AppraisalPage, 'bands'>, id: string) {
  return page.bands.find(band => band.id === id)!.name
}

/** Whether it is the actor's to rate an organization, or a person there: nobody rates what they stand in, nor themselves. */
function above(charter: Charter, actor: Actor, org: Pick<Org, 'seat'>, person: { id: string } | null): boolean {
  const about = { ...aboutOrg(org.seat), body: person ? { person: person.id } : {} }
  return barrier(charter.kinds.get(RATING)!, actor.hand, about) === null
}

/** The appraisal, if the period is one of its turns. Throws appraisal.unknown, appraisal.turn. */
function turnIn(charter: Charter, { appraisal, period }: Asked): Declared<Appraisal> {
  const declared =
    charter.appraisals.get(appraisal) ??
    refuse('appraisal.unknown', { appraisal, near: nearest(appraisal, charter.appraisals.keys()) })
  const { is } = declared
  if (turnOf(monthOf(period.from), is.every).label !== period.label || period.from < is.from)
    refuse('appraisal.turn', { title: is.title, period: period.label, every: is.every, from: is.from })
  return declared
}

/** The day by which a period is judged: its last, or today while it runs. */
function readingDay({ period, today }: Asked): Day {
  const end = lastDay(period)
  return end < today ? end : today
}

function suits({ tier, sector }: Subjects, org: Pick<Org, 'tier' | 'sector'>): boolean {
  return (!tier || tier.includes(org.tier as never)) && (!sector || sector.includes(org.sector as never))
}

async function subjectOf(tx: Tx, charter: Charter, asked: Asked): Promise<Subject> {
  const declared = turnIn(charter, asked)
  const { is } = declared
  const on = readingDay(asked)
  if (is.of === 'people') {
    const id = await findPerson(tx, asked.person ?? '', on)
    const file = await fileOf(tx, charter, id, on)
    const posts = file.posts.filter(post => post.to === null || post.to > on).map(post => post.post)
    if (!file.org || !fits(is.who, { rank: file.person.rank, posts }))
      return refuse('appraisal.subject', { title: is.title, subject: file.person.name })
    const org = await orgAt(tx, await findOrg(tx, file.org.code), on)
    return { declared, org, person: { id, name: file.person.name }, on, file }
  }
  const org = await orgAt(tx, await findOrg(tx, asked.org ?? ''), on)
  if (!suits(is.who, org)) refuse('appraisal.subject', { title: is.title, subject: orgWords(org) })
  return { declared, org, person: null, on, file: null }
}

type Weighed = Omit<CriterionRow, 'id' | 'title' | 'weight' | 'left' | 'deductions'>

/** What one criterion gives: its value against the full mark, and that share of its weight. */
async function weigh(
  tx: Tx,
  charter: Charter,
  { by, weight }: Criterion,
  { org, person, on, file }: Subject,
  { period, today }: Asked,
): Promise<Weighed> {
  const full = (bound: Bound) =>
    typeof bound === 'number' ? bound : (inForce(charter.standards.get(bound)!.is.entries, on)?.value ?? null)
  const mark = (share: number) => round(weight * Math.max(0, Math.min(1, share)), 2)
  const out = (form: Weighed['form'], ref: string, unit: string, status: 'not_owed' | 'not_recorded'): Weighed => ({
    form,
    ref,
    unit,
    status,
    value: null,
    full: null,
    mark: 0,
  })
  const against = (form: Weighed['form'], ref: string, unit: string, value: number, goal: number | null): Weighed =>
    goal === null || goal <= 0
      ? out(form, ref, unit, 'not_owed')
      : { form, ref, unit, status: 'counted', value, full: goal, mark: mark(value / goal) }
  const figure = async (measure: string) =>
    (await figures(tx, charter, { place: org, period, tree: 'then', today }, [measure]))[0]!
  if ('duty' in by) {
    const rows = await duties(tx, charter, { orgs: [org.id], on: today, period, duties: [by.duty] })
    // A turn that still runs, that was waived or asks for a reason, is not weighed.
    const due = rows.filter(({ status }) => isDone(status) || status === 'late' || status === 'not_met')
    return against('duty', by.duty, 'turn', due.filter(({ status }) => isDone(status)).length, due.length)
  }
  if ('measure' in by) {
    const row = await figure(by.measure)
    if (row.value === null) return out('measure', by.measure, row.unit, 'not_recorded')
    return against('measure', by.measure, row.unit, row.value, full(by.full))
  }
  if ('pledge' in by) {
    const book = await bookOf(tx, charter, Number(period.from.slice(0, 4)), today)
    const pledge = [...book.pledges.values()].find(one => one.org === org.id && one.measure === by.pledge)
    const row = await figure(by.pledge)
    if (!pledge) return out('pledge', by.pledge, row.unit, 'not_owed')
    if (row.value === null) return out('pledge', by.pledge, row.unit, 'not_recorded')
    if (pledge.direction === 'at_least') return against('pledge', by.pledge, row.unit, row.value, Number(pledge.value))
    const { reached } = standing(pledge.direction, pledge.value, row.value)!
    return { ...against('pledge', by.pledge, row.unit, row.value, Number(pledge.value)), mark: mark(reached ? 1 : 0) }
  }
  if ('hours' in by) {
    const year = file!.hours.find(rule => rule.rule === by.hours)!.years[0]!
    return year.owed === null
      ? out('hours', by.hours, 'hour', 'not_owed')
      : against('hours', by.hours, 'hour', year.hours, year.owed)
  }
  const { n } = (await tx.one(entries, [tx.region, by.records, person!.id, period.from, period.to]))!
  return against('records', by.records, 'item', n, full(by.full))
}

/** The evidence as one line a criterion: its id, value, full mark, what was left, and its weight. */
function frozen(criteria: readonly CriterionRow[]): string {
  return criteria
    .map(one =>
      [one.id, one.value ?? '', one.full ?? '', one.left, one.status === 'counted' ? one.weight : 0].join('\t'),
    )
    .join('\n')
}

function thawed(text: string) {
  return text.split('\n').map(line => {
    const [criterion = '', value = '', full = '', left = '0', weight = '0'] = line.split('\t')
    return { criterion, value, full, left: Number(left), weight: Number(weight) }
  })
}
