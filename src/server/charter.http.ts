// Answers about the charter: the norms in words, a new system with its preview, a new value of a standard, the handbook.

import { stringify } from 'yaml'
import type { Actor } from '../access/session.sql.ts'
import {
  addSystem as addRoute,
  changeStandard as changeRoute,
  previewStandard as previewStandardRoute,
  previewSystem,
  readCharter,
  readVocabulary,
  type SystemRow,
  showSystem,
  takeHandbook,
  withdrawNorm,
} from '../charter/charter.api.ts'
import { type Charter, type Fault, kindsOf, recordable } from '../charter/charter.ts'
import { compile, examine } from '../charter/compile.ts'
import type { System, Words } from '../charter/language.ts'
import { addSystem, changeStandard, readOwn, takenBack, withdraw } from '../charter/own.sql.ts'
import {
  asIfSince,
  asIfValued,
  charterOn,
  type Own,
  type OwnStandard,
  type OwnSystem,
  proposed,
  revalued,
  sourcesOn,
} from '../charter/own.ts'
import { isDone } from '../charter/standing.ts'
import type { DutyRow } from '../duty/duty.api.ts'
import { preview, previewStandard } from '../duty/preview.sql.ts'
import { formulaOf } from '../measure/formula.ts'
import { nearest } from '../problem/nearest.ts'
import { type Language, Problem, refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import { findOrg } from '../register/organization.sql.ts'
import { CODES, FIELDS } from '../register/vocabulary.ts'
import type { Draft } from '../report/draft.ts'
import { type Format, TYPES } from '../report/format.ts'
import { figuresIn, HANDBOOK, handbook } from '../report/handbook.ts'
import { toHtml } from '../report/html.ts'
import { plain } from '../report/ledger.ts'
import { toMarkdown } from '../report/markdown.ts'
import { dutyNotes, dutyWords } from '../report/norm.ts'
import { toWord } from '../report/word.node.ts'
import { type Day, readDay } from '../time/day.ts'
import { lastDay } from '../time/period.ts'
import { answer, file } from './answer.ts'
import { districtOf, type House, latest, pass, periodOf, REGION, SHIPPED } from './house.node.ts'

const both = (say: (language: Language) => string): Words => ({ zh: say('zh'), en: say('en') })

/** The values of a standard with what the district said of them itself. */
function entriesOf(charter: Charter, values: readonly OwnStandard[], id: string, on: Day) {
  return charter.standards.get(id)!.is.entries.map(entry => {
    const own = values.find(one => one.standard === id && one.since === entry.from)
    return { ...entry, coming: own !== undefined && entry.from > on, why: own?.why ?? null }
  })
}

function rowOf(
  charter: Charter,
  system: System,
  on: Day,
  text: OwnSystem | undefined,
  values: readonly OwnStandard[],
): SystemRow {
  const duties = [...charter.duties.values()].filter(duty => duty.system.id === system.id)
  return {
    id: system.id,
    name: system.name,
    group: system.group,
    clause: system.clause,
    own: text ? { since: text.since, by: text.author, at: text.at.toISOString() } : null,
    inForce: !text || text.since <= on,
    duties: duties.map(duty => ({
      id: duty.id,
      title: duty.is.title,
      strength: charter.standards.get(duty.is.atLeast.standard)!.is.strength,
      sentence: both(language => plain(dutyWords(charter, duty, on, language))),
      notes: dutyNotes(charter, duty, on, 'zh').map((zh, index) => ({
        zh,
        en: dutyNotes(charter, duty, on, 'en')[index]!,
      })),
    })),
    standards: Object.keys(system.standards ?? {}).map(id => {
      const { title, unit, strength } = charter.standards.get(id)!.is
      return { id, title, unit, strength, entries: entriesOf(charter, values, id, on) }
    }),
    measures: Object.entries(system.measures ?? {}).map(([id, { title }]) => ({
      id,
      title,
      formula: formulaOf(charter, id),
    })),
    kinds: kindsOf(system)
      .filter(kind => kind.stage === null && !(kind.retired && kind.retired <= on))
      .map(kind => ({
        id: kind.id,
        name: kind.name,
        form: kind.form,
        roll: kind.roll !== null,
        entered: recordable(kind) && !kind.sealed,
        fields: Object.entries(kind.fields)
          .filter(([, field]) => !field.retired)
          .map(([id, field]) => ({ id, name: field.name, type: field.type, optional: field.optional ?? false })),
      })),
    templates: [...charter.templates.values()]
      .filter(one => one.system.id === system.id)
      .map(({ id, is, texts }) => ({ id, name: is.name, figures: figuresIn(texts) })),
  }
}

/** The newest text of each own system, in force or to come. */
function newestTexts(own: Own): Map<string, OwnSystem> {
  const newest = new Map<string, OwnSystem>()
  for (const one of own.systems) if ((newest.get(one.system)?.since ?? '') <= one.since) newest.set(one.system, one)
  return newest
}

/** Rows of every system: those in force, and after them those whose first day is still to come. */
async function rows(house: House, actor: Actor): Promise<{ own: Own; rows: SystemRow[] }> {
  const own = await pass(house, actor, 'read', tx => readOwn(tx, SHIPPED))
  const on = latest(house)
  const { charter } = house
  const inForce = new Map(
    [...own.systems]
      .filter(one => one.since <= on)
      .sort((a, b) => (a.since < b.since ? -1 : 1))
      .map(one => [one.system, one]),
  )
  const present = charter.systems.map(system => rowOf(charter, system, on, inForce.get(system.id), own.standards))
  const coming = [...newestTexts(own).values()].filter(one => one.since > on)
  return {
    own,
    rows: [
      ...present,
      ...coming
        .flatMap(one => {
          const then = charterOn(own, one.since).charter
          const system = then.systems.find(system => system.id === one.system)
          return system ? [rowOf(then, system, on, one, own.standards)] : []
        })
        .map(row => ({ ...row, inForce: false })),
    ],
  }
}

export const charterRead = answer(readCharter, async ({ house, actor }) => {
  return (await rows(house, actor)).rows
})

export const vocabularyRead = answer(readVocabulary, async ({ house }) => {
  const { vocabulary, systems, measures } = house.charter
  const all = [...measures.values()].find(
    ({ is }) => is.op === 'count' && is.over === 'members' && !is.where && !is.once,
  )
  return {
    fields: { ...FIELDS, ...vocabulary.fields },
    codes: { ...CODES, ...vocabulary.codes },
    head: systems.flatMap(system => system.head ?? []),
    members: all?.id ?? null,
  }
})

export const charterShow = answer(showSystem, async ({ house, actor }, { id }) => {
  const { own, rows: all } = await rows(house, actor)
  const system =
    all.findLast(one => one.id === id) ??
    refuse('charter.unknown', {
      system: id,
      near: nearest(
        id,
        all.map(one => one.id),
      ),
    })
  const texts = own.systems.filter(one => one.system === id).sort((a, b) => (a.since < b.since ? 1 : -1))
  const shipped = house.charter.systems.find(one => one.id === id)
  return {
    system,
    text: texts[0]?.text ?? stringify(bare(shipped!), { lineWidth: 120 }),
    texts: texts.map(one => ({
      since: one.since,
      by: one.author,
      at: one.at.toISOString(),
      text: one.text,
      why: one.why,
    })),
    taken: (await pass(house, actor, 'read', takenBack))
      .filter(one => one.id === id || system.standards.some(standard => standard.id === one.id))
      .map(({ at, on: takenAt, author, by: takenBy, ...one }) => ({
        ...one,
        now: own.standards.find(value => value.standard === one.id && value.since === one.since)?.value ?? null,
        by: author,
        at: at.toISOString(),
        takenBy,
        takenAt: takenAt.toISOString(),
      })),
  }
})

/** The system without what only the TypeScript compiler needs. */
function bare(system: System): object {
  const { uses: _uses, ...rest } = system as System & { uses?: unknown }
  return rest
}

function dayOf(text: string): Day {
  return readDay(text) ?? refuse('input.day', { text, where: 'since' })
}

/** The charter is one for the whole district: only who sees all of it, from its top, adds to it. */
async function legislator(house: House, actor: Actor) {
  const district = (await districtOf(house)) ?? refuse('store.empty', { home: '' })
  const seat = `/${district.code}/`
  if (actor.scope.path !== seat) refuse('charter.scope', { org: orgWords(actor.org), top: district.code })
  return { name: actor.account, seat, today: latest(house) }
}

const wire = (fault: Fault) => ({
  line: fault.line,
  path: [...(fault.path ?? [])],
  what: { zh: fault.zh, en: fault.en },
})

export const charterPreview = answer(previewSystem, async ({ house, actor }, _query, body) => {
  await legislator(house, actor)
  const since = dayOf(body.since)
  const own = await pass(house, actor, 'charter', tx => readOwn(tx, SHIPPED))
  let found: ReturnType<typeof proposed>
  try {
    found = proposed(own, body.text, since, { ...(body.why ? { why: body.why } : {}), today: latest(house) })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'charter.invalid') throw error
    return { faults: (error as Problem<'charter.invalid'>).details.faults.map(wire), preview: null }
  }
  if (found.faults.length > 0) return { faults: found.faults.map(wire), preview: null }
  const { system } = found.source
  const period = periodOf(body.period ?? String(await lastYear(house)))
  const early = asIfSince(system, period.from)
  const others = sourcesOn(found.own, since).filter(one => one.system.id !== system.id)
  const asIf = examine([...others, { ...found.source, system: early }]).charter
  const seen = await preview(house.store, REGION, asIf, early, async tx => ({
    place: await findOrg(tx, actor.org.code),
    period,
    tree: 'then',
    today: house.today(),
  }))
  return {
    faults: [],
    preview: {
      system: rowOf(found.charter, system, since, undefined, own.standards),
      period: period.label,
      duties: seen.duties.map(({ duty, turns }) => {
        const { all, orgs } = standings(turns)
        return {
          duty,
          title: system.duties![duty]!.title,
          ...all,
          orgs: [...orgs]
            .map(([code, { name, sum }]) => ({ code, name, ...sum }))
            .sort((a, b) => (a.code < b.code ? -1 : 1)),
        }
      }),
      figures: seen.figures.map(({ id, title, value, unit }) => ({ id, title, value, unit })),
      records: [...seen.records].map(([kind, count]) => ({ kind, name: asIf.kinds.get(kind)!.name, count })),
      burden: seen.burden,
    },
  }
})

/** The newest year that is over and has facts. */
async function lastYear(house: House): Promise<number> {
  const thisYear = Number(house.today().slice(0, 4))
  const years = (await districtOf(house))?.years ?? []
  return years.findLast(year => year < thisYear) ?? thisYear - 1
}

export const charterAdd = answer(addRoute, ({ house, actor }, _query, body) => addText(house, actor, body))

/** Adds the text of a file, whose name its faults carry; from its day on everything reads by it, without a restart. */
export async function addText(
  house: House,
  actor: Actor,
  asked: { text: string; since: string; file?: string; why?: string | undefined },
) {
  const by = await legislator(house, actor)
  const since = dayOf(asked.since)
  const { why, ...rest } = asked
  const { system } = await pass(house, actor, 'charter', tx =>
    addSystem(tx, SHIPPED, { ...rest, ...(why ? { why } : {}), since }, by),
  )
  const settled = await house.settleStored(house.refresh)
  return { system, since, inForce: since <= by.today, ...settled }
}

export const standardChange = answer(changeRoute, async ({ house, actor }, _query, body) => {
  const by = await legislator(house, actor)
  // What is over is over by the clock of the house.
  const legislating = { ...by, today: house.today() }
  const { standard, value, source: clause, why } = body
  const own = () => pass(house, actor, 'charter', tx => readOwn(tx, SHIPPED))
  await pass(house, actor, 'charter', tx =>
    changeStandard(
      tx,
      SHIPPED,
      { standard, value, since: dayOf(body.since), clause, ...(why ? { why } : {}) },
      legislating,
    ),
  )
  const settled = await house.settleStored(house.refresh)
  return { standard, entries: entriesOf(house.charter, (await own()).standards, standard, by.today), ...settled }
})

export const normWithdraw = answer(withdrawNorm, async ({ house, actor }, _query, { id, since: text }) => {
  const by = await legislator(house, actor)
  const since = dayOf(text)
  await pass(house, actor, 'charter', tx => withdraw(tx, SHIPPED, { id, since }, by))
  return { id, since, ...(await house.settleStored(house.refresh)) }
})

export const standardPreview = answer(
  previewStandardRoute,
  async ({ house, actor }, _query, { standard, value, ...asked }) => {
    await legislator(house, actor)
    const since = asked.since === undefined ? undefined : dayOf(asked.since)
    const period = periodOf(asked.period ?? (since && sinceThen(since, house.today())) ?? String(await lastYear(house)))
    const own = await pass(house, actor, 'charter', tx => readOwn(tx, SHIPPED))
    const { charter } = house
    if (!charter.standards.has(standard))
      refuse('charter.unknown', { system: standard, near: nearest(standard, charter.standards.keys()) })
    // With its day, what would truly change; without one, the value as if it had always held.
    const asIf =
      since && since <= house.today()
        ? charterOn(
            revalued(own, { standard, value, since, ...LOOKED_AT }, { today: latest(house) }).own,
            latest(house),
          ).charter
        : compile(asIfValued(sourcesOn(own, latest(house)), standard, value))
    const seen = (under: Charter) =>
      previewStandard(house.store, REGION, under, standard, async tx => ({
        place: await findOrg(tx, actor.org.code),
        period,
        tree: 'then',
        today: house.today(),
      }))
    const [before, after] = [await seen(charter), await seen(asIf)]
    return {
      period: period.label,
      duties: before.map(({ duty, turns }, index) => {
        const [was, would] = [standings(turns), standings(after[index]!.turns)]
        const orgs = [...new Set([...was.orgs.keys(), ...would.orgs.keys()])].flatMap(code => {
          const [one, other] = [was.orgs.get(code), would.orgs.get(code)]
          const name = (one ?? other)!.name
          const moved = { before: one?.sum ?? NOTHING_DUE, after: other?.sum ?? NOTHING_DUE }
          return moved.before.due === moved.after.due && moved.before.met === moved.after.met
            ? []
            : [{ code, name, ...moved }]
        })
        return { duty, title: charter.duties.get(duty)!.is.title, before: was.all, after: would.all, orgs }
      }),
    }
  },
)

/** A value that is only looked at has no source and no reason yet. */
const LOOKED_AT = { clause: { zh: '预览', en: 'preview' }, why: 'preview' }

/** The years from a day to today, all of which a value that is entered back may change; undefined where none has begun. */
function sinceThen(since: Day, today: Day): string | undefined {
  const [first, last] = [since.slice(0, 4), today.slice(0, 4)]
  if (first > last) return undefined
  return first === last ? first : `${first}..${last}`
}

const NOTHING_DUE = { due: 0, met: 0 }

/** Turns added up, for everybody and for each organization. */
function standings(turns: readonly DutyRow[]) {
  const add = (sum: typeof NOTHING_DUE, turn: DutyRow) => ({
    due: sum.due + 1,
    met: sum.met + (isDone(turn.status) ? 1 : 0),
  })
  const orgs = new Map<string, { name: Words; sum: typeof NOTHING_DUE }>()
  for (const turn of turns)
    orgs.set(turn.org, { name: turn.orgName, sum: add(orgs.get(turn.org)?.sum ?? NOTHING_DUE, turn) })
  return { all: turns.reduce(add, NOTHING_DUE), orgs }
}

/** Composes the handbook of a month: the norms in force on its last day, or today while it runs. */
export async function handbookDraft(house: House, actor: Actor, language: Language, month?: string): Promise<Draft> {
  const district = (await districtOf(house)) ?? refuse('store.empty', { home: '' })
  const today = house.today()
  const period = periodOf(month ?? today.slice(0, 7))
  const on = lastDay(period) < today ? lastDay(period) : today
  const own = await pass(house, actor, 'read', tx => readOwn(tx, SHIPPED))
  const org = await pass(house, actor, 'read', tx => findOrg(tx, actor.org.code))
  const charter = on === today ? house.charter : charterOn(own, on).charter
  const name = language === 'zh' ? org.name : org.english
  return handbook(charter, { org: { code: district.code, name }, period: period.label, on, language })
}

/** Makes the handbook as a file. */
export async function makeHandbook(house: House, actor: Actor, language: Language, format: Format) {
  const draft = await handbookDraft(house, actor, language)
  const bytes =
    format === 'docx'
      ? await toWord(draft)
      : new TextEncoder().encode(format === 'html' ? toHtml(draft) : toMarkdown(draft))
  return { name: `${HANDBOOK}-${draft.binding.period}-${language}.${format}`, type: TYPES[format], bytes }
}

export const handbookFile = file(takeHandbook, 'export.handbook', ({ house, actor }, query) =>
  makeHandbook(house, actor, query.lang, query.format),
)
