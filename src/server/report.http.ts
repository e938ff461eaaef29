// Answers about reports: the draft to read, the file to take away, and whether a file still says what the records say.
import type { Actor } from '../access/session.sql.ts'
import { caseCounted } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { type Part, refsOf, type Template } from '../charter/template.ts'
import type { FigureRow } from '../measure/figure.api.ts'
import { type Asked, figures } from '../measure/figure.sql.ts'
import { facts, namesBehind } from '../measure/proof.sql.ts'
import { nearest } from '../problem/nearest.ts'
import { type Language, refuse } from '../problem/problem.ts'
import { casesBy } from '../record/case.sql.ts'
import { everyOrg } from '../register/organization.sql.ts'
import { carried } from '../report/carried.node.ts'
import { TEMPLATE } from '../report/certificate.ts'
import { checkReport, type Known, NOTHING_KNOWN, periodOf as periodTold } from '../report/check/check.ts'
import type { NormKnown } from '../report/check/norm.ts'
import { readReportFile } from '../report/check/read.node.ts'
import type { Paragraph } from '../report/check/text.ts'
import { type CaseLine, compose, type Lookup } from '../report/compose.ts'
import type { Binding, Draft } from '../report/draft.ts'
import { type Format, TYPES } from '../report/format.ts'
import { type Gazetteer, gazetteer } from '../report/gazetteer.ts'
import { HANDBOOK } from '../report/handbook.ts'
import { toHtml } from '../report/html.ts'
import { leaksInFile } from '../report/leak.node.ts'
import { toMarkdown } from '../report/markdown.ts'
import { mask } from '../report/mask.ts'
import { namesKnown } from '../report/named.sql.ts'
import { periodName } from '../report/period-name.ts'
import { type CheckedReport, checkReportFile, listReports, readReport, takeReport } from '../report/report.api.ts'
import { toWord } from '../report/word.node.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { readPeriod } from '../time/period.ts'
import { answer, file } from './answer.ts'
import { readerOf, rowsOf } from './case.http.ts'
import { handbookDraft } from './charter.http.ts'
import { missingOf } from './figure.http.ts'
import { askedOf, digestOf, type House, pass, periodOf, ready } from './house.node.ts'
import { certificateDraftOf } from './pledge.http.ts'

/** What is asked of a report. */
export interface Order {
  readonly template: string
  readonly org?: string | undefined
  readonly period: string
  readonly tree: 'then' | 'now'
  readonly lang: Language
  readonly mask: boolean
}

/** The template in the language asked for. Throws report.unknown, or report.language where it is written in the other one alone. */
function templateOf({ charter }: House, name: string, language: Language): Template {
  const { texts } =
    charter.templates.get(name) ??
    refuse('report.unknown', { template: name, near: nearest(name, charter.templates.keys()) })
  return texts[language] ?? refuse('report.language', { template: name, language })
}

/** Composes a report as of one moment. Throws report.unsettled rather than print a figure that is not settled. */
export async function makeDraft(
  house: House,
  actor: Actor,
  order: Order,
): Promise<{ draft: Draft; names: Gazetteer | null }> {
  const template = templateOf(house, order.template, order.lang)
  const digest = await digestOf(house)
  await ready(house, actor, periodOf(order.period))
  return pass(house, actor, 'report', async tx => {
    const asked = await askedOf(house, actor, tx, order)
    const binding: Binding = {
      template: order.template,
      org: asked.place.code,
      period: asked.period.label,
      tree: order.tree,
      language: order.lang,
      masked: order.mask,
    }
    const draft = compose(template, binding, await lookUp(house, actor, tx, template, asked, order.lang))
    if (!order.mask) return { draft, names: null }
    const names = gazetteer(await namesKnown(tx, house.charter))
    return { draft: mask(draft, names, digest), names }
  })
}

/** Looks up all that a template mentions. */
async function lookUp(
  house: House,
  actor: Actor,
  tx: Tx,
  template: Template,
  asked: Asked,
  language: Language,
): Promise<Lookup> {
  const { charter } = house
  if (asked.period.from > asked.today) refuse('input.ahead', { period: asked.period.label, today: asked.today })
  const rows = await figures(tx, charter, asked, refsOf(template))
  const unsettled = rows.filter(row => row.status === 'unsettled').map(row => row.id)
  if (unsettled.length > 0) refuse('report.unsettled', { figures: unsettled })
  const found = new Map<string, FigureRow>(rows.map(row => [row.id, row]))
  const missing = rows.filter(row => row.status === 'missing' && row.kind === 'measure').map(row => row.id)
  const whys = new Map<string, string>()
  for (const [id, { why, owedBy }] of await missingOf(tx, charter, missing, asked)) {
    const who = owedBy.map(org => org.name[language])
    whys.set(
      id,
      language === 'zh'
        ? `${why.zh}${who.length > 0 ? `；应由${who.join('、')}登记` : ''}`
        : `${why.en}${who.length > 0 ? `; the record is owed by ${who.join(', ')}` : ''}`,
    )
  }
  const names = new Map<string, string[]>()
  for (const id of namedIn(template))
    names.set(
      id,
      (await namesBehind(tx, charter, id, asked)).map(name => name[language]),
    )
  const asOf = (rows[0]?.asOf as Day | undefined) ?? asked.today
  const lists = new Map<string, CaseLine[]>()
  for (const id of listedIn(template))
    lists.set(id, await casesBehind(house, actor, tx, found.get(id)!, { ...asked, asOf }, language))
  return {
    figure: id => {
      const row = found.get(id)!
      return {
        value: row.value,
        unit: row.unit,
        title: row.title[language],
        formula: whys.get(id) ?? row.source[language],
        status: row.status === 'ok' ? 'ok' : 'missing',
        records: row.records,
        asOf: row.asOf as Day,
        digits: row.digits,
      }
    },
    names: id => names.get(id) ?? [],
    cases: id => lists.get(id) ?? [],
    orgName: language === 'zh' ? asked.place.short : asked.place.english,
    periodName: periodName(asked.period.label, language),
    asOf,
  }
}

/** The cases that a figure counts, as they stand on its day, in the order of the organizations. */
async function casesBehind(
  { charter }: House,
  actor: Actor,
  tx: Tx,
  { id, records }: FigureRow,
  asked: Asked & { asOf: Day },
  language: Language,
): Promise<CaseLine[]> {
  const counted = await facts(tx, charter, id, asked, { limit: records, offset: 0 })
  if (counted.length === 0) return []
  const told = await casesBy(
    tx,
    charter,
    counted.map(fact => fact.id),
    asked.asOf,
  )
  const rows = await rowsOf(tx, charter, told, asked.asOf, await readerOf(tx, actor, asked.today))
  const say = (words: Words) => words[language] || words.zh
  return rows
    .toSorted((a, b) => (a.org.code < b.org.code ? -1 : a.org.code > b.org.code ? 1 : a.day < b.day ? -1 : 1))
    .map(row => ({
      org: say(row.org.name),
      what: row.title,
      owners: [row.owner, row.ownerOrg?.name].flatMap(words => (words ? [say(words)] : [])),
      due: row.due as Day,
      stage: say(row.stageName),
      state: row.state,
      late: row.late,
      repeated: row.repeats !== null,
    }))
}

/** Figures whose cases a template lists. */
function listedIn(template: Template): string[] {
  const found = (part: Part): string[] =>
    part.kind === 'if' ? part.parts.flatMap(found) : part.kind === 'cases' ? [part.of] : []
  return [...new Set(template.parts.flatMap(found))]
}

function namedIn(template: Template): string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    else if (value && typeof value === 'object') {
      const piece = value as { kind?: string; of?: unknown }
      if (piece.kind === 'names' && typeof piece.of === 'string') found.add(piece.of)
      for (const item of Object.values(value)) walk(item)
    }
  }
  walk(template.parts)
  return [...found]
}

/** Makes the file of a report. A masked one is opened again when it is finished: a real name anywhere in it stops the output. */
export async function makeFile(
  house: House,
  actor: Actor,
  order: Order,
  format: Format,
): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const { draft, names } = await makeDraft(house, actor, order)
  const bytes =
    format === 'docx'
      ? await toWord(draft)
      : new TextEncoder().encode(format === 'html' ? toHtml(draft) : toMarkdown(draft))
  const name = `${order.template}-${draft.binding.period}-${order.lang}${order.mask ? '-masked' : ''}.${format}`
  const leaks = names ? leaksInFile(name, bytes, names) : []
  if (leaks.length > 0) refuse('report.leak', { names: leaks })
  return { name, type: TYPES[format], bytes }
}

/** The organization of a masked file, which names it by a digest. Throws report.foreign when none in sight has it. */
async function orgBehind(house: House, actor: Actor, digest: string, fileName: string): Promise<string> {
  const of = await digestOf(house)
  const orgs = await pass(house, actor, 'read', tx => everyOrg(tx))
  return (
    orgs.find(org => of(org.code) === digest)?.code ??
    refuse('report.foreign', {
      file: fileName,
      why: {
        zh: '它遮名的组织不在您的范围内，或出自另一个地区',
        en: 'the organization that it masks is not in your sight, or of another district',
      },
    })
  )
}

/** One figure of a file compared with what the records say now. */
export interface Compared {
  readonly n: number
  readonly ref: string
  readonly title: string
  readonly carried: string
  readonly now: string
  readonly same: boolean
}

/** What a file was made of, composed again from what is recorded now. */
async function draftBehind(house: House, actor: Actor, binding: Binding, org: string): Promise<Draft> {
  const { template, period, tree, language: lang, masked: mask } = binding
  if (template === HANDBOOK) return handbookDraft(house, actor, lang, period)
  if (template.startsWith(TEMPLATE))
    return certificateDraftOf({ house, actor, language: lang }, template.slice(TEMPLATE.length), lang)
  const { draft } = await makeDraft(house, actor, { template, org, period, tree, lang, mask })
  return draft
}

/** Composes the report of a file again and compares every figure that the file carries. */
export async function verify(house: House, actor: Actor, fileName: string, bytes: Uint8Array): Promise<Compared[]> {
  const file = carried(fileName, bytes)
  const { binding } = file
  const org = binding.masked ? await orgBehind(house, actor, binding.org, fileName) : binding.org
  const draft = await draftBehind(house, actor, binding, org)
  const now = draft.blocks
    .flatMap(block => (block.kind === 'table' ? block.rows.flat(2) : block.inlines))
    .flatMap(inline => (inline.kind === 'figure' ? [inline.figure] : []))
  const carriedByNumber = new Map(file.figures.map(figure => [figure.n, figure]))
  const compared = now.map((figure, index) => {
    const there = carriedByNumber.get(index + 1)
    carriedByNumber.delete(index + 1)
    return {
      n: index + 1,
      ref: figure.ref,
      title: figure.title,
      carried: there?.text ?? '',
      now: figure.text,
      same: there?.text === figure.text && there.ref === figure.ref,
    }
  })
  const foreign = [...carriedByNumber.values()].map(there => ({
    n: there.n,
    ref: there.ref,
    title: there.ref,
    carried: there.text,
    now: '',
    same: false,
  }))
  return [...compared, ...foreign]
}

/** Checks a report that somebody wrote. With a house it is also held against the standards of its charter, the names of its register
 *  and, where the report names the district and its period, the figures of that. Throws report.unread and input.encoding. */
export async function checkFile(
  within: { house: House; actor: Actor } | null,
  file: string,
  bytes: Uint8Array,
): Promise<CheckedReport> {
  const { paragraphs, findings } = await readReportFile(file, bytes)
  const { known, against } = within
    ? await knownOf(within.house, within.actor, paragraphs)
    : { known: NOTHING_KNOWN, against: null }
  const checked = checkReport(paragraphs, known)
  return {
    file,
    findings: [...findings, ...checked.findings].toSorted((a, b) => a.line - b.line),
    numbers: checked.numbers,
    tested: checked.tested,
    against,
  }
}

/** What this house knows that the report may be held against. */
async function knownOf(
  house: House,
  actor: Actor,
  paragraphs: readonly Paragraph[],
): Promise<{ known: Known; against: string | null }> {
  return pass(house, actor, 'report', async tx => {
    const names = gazetteer(await namesKnown(tx, house.charter))
    const told = periodTold(paragraphs)
    const head = paragraphs.slice(0, 6).map(({ text }) => text)
    const ours = head.some(text => names.find(text).some(({ entity }) => entity.sort === 'top'))
    const period = told && ours ? readPeriod(told.label) : null
    const known = { names, norms: normsOf(house), figures: [] }
    if (!told || !period || period.from > house.today()) return { known, against: null }
    const asked = await askedOf(house, actor, tx, { period: told.label, tree: 'then' })
    // Whoever sees a part of the district has no figures of all of it.
    if (!names.find(asked.place.short).some(({ entity }) => entity.sort === 'top')) return { known, against: null }
    const rows = await figures(tx, house.charter, asked)
    const settled = rows.filter(row => row.kind === 'measure' && row.status === 'ok' && row.value !== null)
    return {
      known: { ...known, figures: settled.map(({ title, unit, value }) => ({ title, unit, value: value! })) },
      against: told.label,
    }
  })
}

/** The standards that a duty holds to as the least. */
function normsOf({ charter }: House): NormKnown[] {
  const least = new Set([...charter.duties.values()].map(({ is }) => is.atLeast.standard))
  return [...charter.standards.values()]
    .filter(({ id, is }) => least.has(id) && is.entries.every(({ value }) => value > 1))
    .map(({ is }) => ({
      title: is.title,
      unit: is.unit,
      values: is.entries.map(({ from, value, clause }) => ({ from, value, clause })),
    }))
}

export const reportCheck = answer(checkReportFile, ({ house, actor }, _query, { file, bytes }) =>
  checkFile({ house, actor }, file, Buffer.from(bytes, 'base64')),
)

export const reportList = answer(listReports, async ({ house }) =>
  [...house.charter.templates.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, is, texts }) => ({
      template: id,
      title: is.name,
      lists: [...new Set(Object.values(texts).flatMap(listedIn))].map(figure => caseCounted(house.charter, figure)!),
      languages: Object.keys(texts) as Language[],
    })),
)

export const reportDraft = answer(
  readReport,
  async ({ house, actor }, query) => (await makeDraft(house, actor, query)).draft,
)

export const reportFile = file(takeReport, 'export.report', ({ house, actor }, query) =>
  makeFile(house, actor, query, query.format),
)
