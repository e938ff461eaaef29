// An office's lists against the register: what of them is new, what stands already, what differs, what is refused and why; and the
// entering of what is sound, as one change.
import { v7 } from 'uuid'
import type { Charter } from '../charter/charter.ts'
import { isSole } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { nearest } from '../problem/nearest.ts'
import { Problem } from '../problem/problem.ts'
import { insistOfAge } from '../register/age.ts'
import { freeNumber } from '../register/change.sql.ts'
import type { PersonPatch } from '../register/entry.sql.ts'
import type { Membership, OrgSpan, PersonSpan, Post } from '../register/facts.ts'
import { type Intake, takeIn } from '../register/intake.sql.ts'
import type { Changer } from '../register/journal.sql.ts'
import { keptSince } from '../register/kept-since.sql.ts'
import { keyOf, nameKey, nameWords, orgWords } from '../register/name.ts'
import { everyOrg, type Org } from '../register/organization.sql.ts'
import { codeOf, postWords } from '../register/vocabulary.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, readDay } from '../time/day.ts'
import {
  type Known,
  mayAgree,
  monthAlone,
  type Partial as Partly,
  readPartial,
  sayKnown,
  wholeDay,
} from '../time/partial.ts'
import { codeMeant, stem } from './list-cells.ts'
import { fieldWords } from './list-heading.ts'
import type { Counts, ListMap, ListPlan } from './office-list.api.ts'
import { faultOf, type ListFault, type OfficeList, type OrgRow, type PersonRow, type Place } from './office-list.ts'
import { lettersOf } from './sheet.ts'

/** Differences that a plan shows; all are counted. */
const SHOWN = 500

interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly english: string
  readonly sex: 1 | 2
  readonly born: Day
  readonly bornKnown: Known
  readonly nationality: string
  readonly education: number
  readonly occupation: string
  readonly first: Day
}
interface HeldPost {
  readonly person: string
  readonly org: string
  readonly post: string
}

const peopleNamed = statement<KnownPerson>(
  'lists.people',
  `select distinct on (id) id, name, english, sex, born, born_known as "bornKnown", nationality, education, occupation,
     min(lower(valid)) over (partition by id) as first
   from person where region = $1 and (${keyOf('name')} = any($2::text[]) or ${keyOf('english')} = any($2::text[])) order by id, valid desc`,
)
const membershipsOf = statement<Membership>(
  'lists.memberships',
  `select distinct on (person) id, person, org, kind, lower(valid) as from, upper(valid) as to from membership
   where region = $1 and person = any($2::uuid[]) order by person, valid desc`,
)
const postsHeld = statement<HeldPost>(
  'lists.posts',
  'select person, org, post from post where region = $1 and valid @> $2::date',
)

/** What a file comes to, and what would be entered. */
interface Sorted {
  readonly plan: Omit<ListPlan, 'stored' | 'change' | 'back' | 'settled'>
  readonly intake: Omit<Intake, 'called'>
}

/** Reads the lists of a file against the register, and enters what is sound unless it is a preview. */
export async function importList(
  tx: Tx,
  charter: Charter,
  asked: { file: string; list: OfficeList; map: ListMap; preview: boolean },
  by: Changer,
): Promise<Omit<ListPlan, 'back'>> {
  const sorted = await new Sorting(tx, charter, asked.file, asked.list, asked.map, by.today).sorted()
  const { plan, intake } = sorted
  const some = Object.values(intake).some(one => Array.isArray(one) && one.length > 0)
  if (asked.preview || !some) return { ...plan, stored: false, change: null }
  const { organizations, people } = plan
  const orgs = organizations.new + organizations.changed
  const heads = people.new + people.changed
  const called = {
    zh: `“${asked.file}”（组织 ${orgs}、人员 ${heads}）`,
    en: `"${asked.file}" (${orgs} organizations, ${heads} people)`,
  }
  const change = await takeIn(tx, charter, { ...intake, called }, by)
  return { ...plan, stored: true, change: change.id }
}

/** An organization of the file as it is shown. */
type Line = ListPlan['tree'][number]

/** An organization that a row may mean: one of the register, or one that the file brings. */
interface Party {
  readonly id: string
  readonly short: string
  readonly english: string
  readonly from: Day
  /** Its names as they are compared. */
  readonly keys: readonly string[]
}

class Sorting {
  private readonly tx: Tx
  private readonly charter: Charter
  private readonly file: string
  private readonly list: OfficeList
  private readonly map: ListMap
  private readonly today: Day
  private readonly faults: ListFault[]
  private readonly notes: Words[]
  private readonly counts = { organizations: none(), people: none(), memberships: none(), posts: none() }
  private readonly changes: ListPlan['changes'] = []
  private readonly tree: { readonly id: string; readonly parent: string | null; readonly line: Line }[] = []
  private readonly guesses: { tiers: Record<string, string>; sectors: Record<string, string> } = {
    tiers: {},
    sectors: {},
  }
  private readonly byKey = new Map<string, Party[]>()
  private readonly byStem = new Map<string, Party[]>()
  /** Names of organizations whose rows were refused: who belongs there is told so. */
  private readonly lost = new Set<string>()
  /** People of the register whom a row of the file is. */
  private readonly taken = new Set<string>()
  /** The rows of the file by the name of the person. */
  private readonly called = new Map<string, PersonRow[]>()
  private readonly intake = {
    orgs: [] as OrgSpan[],
    orgPatches: [] as Intake['orgPatches'][number][],
    people: [] as PersonSpan[],
    patches: [] as Intake['patches'][number][],
    memberships: [] as Membership[],
    confirmed: [] as Intake['confirmed'][number][],
    posts: [] as Post[],
  }

  constructor(tx: Tx, charter: Charter, file: string, list: OfficeList, map: ListMap, today: Day) {
    this.tx = tx
    this.charter = charter
    this.file = file
    this.list = list
    this.map = map
    this.today = today
    this.faults = [...list.faults]
    this.notes = [...list.notes]
    this.counts.organizations.refused = list.refused.organizations
    this.counts.people.refused = list.refused.roster
  }

  async sorted(): Promise<Sorted> {
    const every = await everyOrg(this.tx)
    const standing = every.filter(one => one.from <= this.today && (one.to === null || this.today < one.to))
    const first = new Map<string, Day>()
    for (const one of every) if (!first.has(one.id) || one.from < first.get(one.id)!) first.set(one.id, one.from)
    for (const one of standing) this.know(partyOf(one, first.get(one.id)!))
    await this.sortOrgs(standing, first, new Set(every.map(one => one.code.toUpperCase())))
    await this.sortPeople()
    const order = this.list.sheets.map(one => one.sheet)
    this.faults.sort((a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || (a.row ?? 0) - (b.row ?? 0))
    const top = standing.reduce<Org | null>(
      (least, one) => (least && least.path.length <= one.path.length ? least : one),
      null,
    )
    return {
      plan: {
        file: this.file,
        ...this.counts,
        sheets: this.list.sheets.map(({ sheet, table }) => ({
          sheet,
          form: table.form,
          heading: table.head.row + table.head.height,
          rows: table.rows.length,
          columns: table.columns
            .filter(one => one.heading !== '')
            .map(one => ({
              column: lettersOf(one.at),
              heading: one.heading,
              field: one.field,
              name: one.field === null ? null : fieldWords(table.form, one.field),
            })),
        })),
        tree: this.grown(),
        changes: this.changes.slice(0, SHOWN),
        map: {
          ...this.map,
          tiers: { ...this.guesses.tiers, ...this.map.tiers },
          sectors: { ...this.guesses.sectors, ...this.map.sectors },
        },
        notes: this.notes,
        left: [...this.list.left],
        faults: this.faults.map(fault => ({ file: this.file, ...fault })),
      },
      intake: { ...this.intake, org: top?.id ?? '' },
    }
  }

  private know(party: Party): void {
    for (const key of new Set(party.keys)) put(this.byKey, key, party)
    for (const key of new Set(party.keys.map(one => nameKey(stem(one))))) put(this.byStem, key, party)
  }

  /** The organizations that a name may mean: by a name of theirs, else by what is left of it without the words of the Party. */
  private meant(name: string): Party[] {
    const exact = this.byKey.get(nameKey(name))
    if (exact) return exact
    return this.byStem.get(nameKey(stem(name))) ?? []
  }

  private refuse(of: keyof Sorting['counts'], place: Place, field: string | null, what: Words, remedy: Words): void {
    this.counts[of].refused++
    this.faults.push(faultOf(place, field, { what, remedy }))
  }

  private changed(who: Words, field: Words, before: Words, after: Words): void {
    this.changes.push({ who, field, before, after })
  }

  // ── organizations ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async sortOrgs(standing: readonly Org[], first: ReadonlyMap<string, Day>, codes: Set<string>): Promise<void> {
    const { orgs: rows } = this.list
    if (rows.length === 0) return
    const byId = new Map(standing.map(one => [one.id, one]))
    const namesIn = new Map<string, OrgRow[]>()
    for (const row of rows) for (const key of new Set(rowKeys(row))) put(namesIn, key, row)
    const refused = new Set<OrgRow>()
    const no = (row: OrgRow, field: string, what: Words, remedy: Words) => {
      if (refused.has(row)) return
      refused.add(row)
      for (const key of rowKeys(row)) this.lost.add(key)
      this.refuse('organizations', row.place, field, what, remedy)
    }
    // The same name twice under one superior names two as one.
    const twice = new Map<string, OrgRow>()
    for (const row of rows) {
      const key = `${nameKey(row.parent ?? '')} ${nameKey(row.name)}`
      const before = twice.get(key)
      if (before)
        no(
          row,
          'name',
          {
            zh: `与工作表“${before.place.sheet}”第 ${before.place.row + 1} 行同名，上级也相同`,
            en: `has the same name and superior as row ${before.place.row + 1} of the sheet "${before.place.sheet}"`,
          },
          { zh: '删去重复的一行，或写出能区分的全称', en: 'Take one of the rows out, or write full names that differ' },
        )
      else twice.set(key, row)
    }
    // Who is of the register already.
    const existing = new Map<OrgRow, Org>()
    for (const row of rows) {
      if (refused.has(row)) continue
      const found = this.existing(row, byId)
      if (found === 'several')
        no(
          row,
          'name',
          { zh: `名册中叫“${row.name}”的不止一个`, en: `the register has several called "${row.name}"` },
          { zh: '加一列“党组织编码”，写上它的编码', en: 'Add a column with its code' },
        )
      else if (found) existing.set(row, found)
    }
    // The superior of each: a row of the file, or an organization of the register.
    const above = new Map<OrgRow, OrgRow | Party>()
    for (const row of rows) {
      if (refused.has(row)) continue
      const text = row.parent ?? this.map.constants?.parent
      if (text === undefined) {
        if (!existing.has(row))
          no(
            row,
            'parent',
            { zh: `“${row.name}”没有写上级`, en: `no superior of "${row.name}" is given` },
            {
              zh: '写上级党组织的名称；全表同一个上级的，在 --map 的 constants 里写 "parent"',
              en: 'Write the name of its superior, or "parent" in the constants of --map',
            },
          )
        continue
      }
      const inFile = (namesIn.get(nameKey(text)) ?? []).filter(one => !refused.has(one) || one === row)
      if (inFile.includes(row)) {
        no(row, 'parent', { zh: '上级就是它自己', en: 'is its own superior' }, SUPERIOR)
        continue
      }
      const parties = this.meant(text)
      const near =
        inFile.length > 0
          ? inFile
          : rows.filter(one => one !== row && !refused.has(one) && nameKey(stem(one.name)) === nameKey(stem(text)))
      if (near.length === 1) above.set(row, near[0]!)
      else if (near.length === 0 && parties.length === 1) above.set(row, parties[0]!)
      else if (near.length + parties.length === 0)
        no(
          row,
          'parent',
          this.lost.has(nameKey(text))
            ? { zh: `上级“${text}”那一行没有导入`, en: `the row of its superior "${text}" was refused` }
            : {
                zh: `没有叫“${text}”的上级${hint(nearest(text, rows.flatMap(one => [one.name, one.short ?? one.name]).concat(standing.flatMap(one => [one.name, one.short]))), 'zh')}`,
                en: `there is no superior "${text}"${hint(nearest(text, rows.map(one => one.name).concat(standing.flatMap(one => [one.name, one.short]))), 'en')}`,
              },
          SUPERIOR,
        )
      else
        no(
          row,
          'parent',
          { zh: `叫“${text}”的不止一个`, en: `several are called "${text}"` },
          { zh: '写出能区分的全称，或写编码', en: 'Write a full name that tells them apart, or the code' },
        )
    }
    // Nobody stands below themselves.
    for (const row of rows) {
      const way: OrgRow[] = [row]
      for (let next = above.get(row); next && 'place' in next; next = above.get(next)) {
        if (next === row) {
          no(
            row,
            'parent',
            {
              zh: `上级绕回了自己：${way.map(one => one.name).join(' → ')} → ${row.name}`,
              en: `stands below itself: ${way.map(one => one.name).join(' → ')} → ${row.name}`,
            },
            SUPERIOR,
          )
          break
        }
        if (way.includes(next)) break
        way.push(next)
      }
    }
    // In the order of the file, whoever is above first: a refused superior leaves nobody to stand under.
    let number = await freeNumber(this.tx)
    const settled = new Map<OrgRow, { party: Party; sector: string; model: string; level: number } | null>()
    const settle = async (row: OrgRow): Promise<NonNullable<ReturnType<typeof settled.get>> | null> => {
      const known = settled.get(row)
      if (known !== undefined) return known
      settled.set(row, null)
      if (refused.has(row)) return null
      const up = above.get(row)
      const over = up === undefined ? null : 'place' in up ? await settle(up) : null
      if (up && 'place' in up && !over) {
        no(
          row,
          'parent',
          { zh: `上级“${up.name}”那一行没有导入`, en: `the row of its superior "${up.name}" was refused` },
          { zh: '先改正上级那一行', en: 'Correct that row first' },
        )
        return null
      }
      const parent = over?.party ?? (up as Party | undefined) ?? null
      const org = existing.get(row)
      if (org) {
        const state = this.compareOrg(row, org, parent)
        if (state === null) {
          refused.add(row)
          return null
        }
        const party = partyOf(org, first.get(org.id)!)
        this.counts.organizations[state]++
        this.shown(org, parent, over ? over.level + 1 : 0, state, { tier: false, sector: false })
        return keep({ party, sector: org.sector, model: org.model, level: over ? over.level + 1 : 0 })
      }
      const superior = byId.get(parent!.id)
      const tierWord = this.map.tiers?.[row.name] ?? row.kind
      const tier =
        codeMeant(this.charter, 'tier', tierWord ?? row.name) ??
        (tierWord ? codeMeant(this.charter, 'tier', row.name) : null)
      if (!tier) {
        no(
          row,
          'kind',
          {
            zh: `看不出“${tierWord ?? row.name}”是哪一级组织`,
            en: `"${tierWord ?? row.name}" does not say which tier it is`,
          },
          {
            zh: `类别写成 ${choices(this.charter, 'tier', 'zh')} 之一，或在 --map 的 tiers 里写明`,
            en: `Write one of ${choices(this.charter, 'tier', 'en')}, or say it in the tiers of --map`,
          },
        )
        return null
      }
      const sectorWord = this.map.sectors?.[row.name] ?? row.sector
      const sector =
        (sectorWord && codeMeant(this.charter, 'sector', sectorWord)) ||
        codeMeant(this.charter, 'sector', row.name) ||
        over?.sector ||
        superior!.sector
      const model = this.map.constants?.model ?? over?.model ?? superior!.model
      const from = await this.firstDay(row, parent!, superior)
      if (from === null) {
        refused.add(row)
        return null
      }
      const code =
        row.code && /^[A-Za-z0-9-]{1,24}$/.test(row.code) && !codes.has(row.code.toUpperCase())
          ? row.code
          : `N${String(number++).padStart(4, '0')}`
      codes.add(code.toUpperCase())
      const short = row.short ?? row.name.replace(/^(?:中国共产党|中共)/, '')
      const span: OrgSpan = {
        id: v7(),
        ...{
          code,
          parent: parent!.id,
          tier,
          sector,
          model,
          name: row.name,
          short,
          english: '',
          aliases: row.former,
          from,
          to: null,
        },
      }
      this.intake.orgs.push(span)
      const party = partyOf(span, from)
      this.know(party)
      this.counts.organizations.new++
      if (!this.map.tiers?.[row.name]) this.guesses.tiers[row.name] = tier
      if (!this.map.sectors?.[row.name]) this.guesses.sectors[row.name] = sector
      this.shown(span, parent, over ? over.level + 1 : 0, 'new', { tier: !tierWord, sector: !sectorWord })
      return keep({ party, sector, model, level: over ? over.level + 1 : 0 })

      function keep(one: NonNullable<ReturnType<typeof settled.get>>) {
        settled.set(row, one)
        return one
      }
    }
    for (const row of rows) await settle(row)
  }

  /** The organization of the register that a row means: by its code, by a name of its own; under its superior where several are
   *  called so. */
  private existing(row: OrgRow, byId: ReadonlyMap<string, Org>): Org | 'several' | null {
    const all = [...byId.values()]
    const coded = row.code && all.find(one => one.code.toUpperCase() === row.code!.toUpperCase())
    if (coded) return coded
    const found = [row.name, ...(row.short ? [row.short] : []), ...row.former]
      .map(name => (this.byKey.get(nameKey(name)) ?? []).flatMap(one => byId.get(one.id) ?? []))
      .find(list => list.length > 0)
    if (!found) return null
    if (row.parent === undefined) return found.length === 1 ? found[0]! : 'several'
    const parents = new Set(this.meant(row.parent).map(one => one.id))
    const under = found.filter(one => one.parent !== null && parents.has(one.parent))
    if (under.length === 1) return under[0]!
    if (under.length > 1) return 'several'
    // One of this name under another superior: it has moved, or is another; only the one that is alone may be meant.
    return found.length === 1 ? found[0]! : null
  }

  /** What a row says otherwise than the register of an organization that it has. */
  private compareOrg(row: OrgRow, org: Org, parent: Party | null): 'same' | 'changed' | null {
    const who = orgWords(org)
    if (parent && org.parent !== parent.id) {
      const coded = row.code?.toUpperCase() === org.code.toUpperCase()
      if (!coded || org.parent === null) {
        this.refuse(
          'organizations',
          row.place,
          'parent',
          {
            zh: `名册中已有“${org.short}”（${org.code}），上级不是“${parent.short}”`,
            en: `the register has "${who.en}" (${org.code}) under another superior than "${parent.english}"`,
          },
          {
            zh: `已划转的，写上编码 ${org.code} 再导入；另一个组织，请写能区分的全称`,
            en: `If it has moved, give its code ${org.code}; if it is another, write a full name that tells them apart`,
          },
        )
        return null
      }
    }
    const patch: { -readonly [K in keyof OrgSpan]?: OrgSpan[K] } = {}
    const differ = (
      field: 'name' | 'short' | 'tier' | 'sector' | 'parent' | 'aliases',
      value: OrgSpan[typeof field] & string,
      before: Words,
      after: Words,
    ) => {
      Object.assign(patch, { [field]: value })
      this.changed(who, ORG_FIELDS[field], before, after)
    }
    const plain = (text: string): Words => ({ zh: text, en: text })
    const meantBy = (of: 'tier' | 'sector', word: string | undefined) =>
      word ? codeMeant(this.charter, of, word) : null
    const words = (of: 'tier' | 'sector', code: string) => codeOf(this.charter, of, code) ?? plain(code)
    const bears = (name: string) => {
      return [org.name, org.short, org.english, ...org.aliases].some(one => nameKey(one) === nameKey(name))
    }
    if (!bears(row.name)) differ('name', row.name, plain(org.name), plain(row.name))
    if (row.short && !bears(row.short)) differ('short', row.short, plain(org.short), plain(row.short))
    for (const [of, word] of [
      ['tier', this.map.tiers?.[row.name] ?? row.kind],
      ['sector', this.map.sectors?.[row.name] ?? row.sector],
    ] as const) {
      const code = meantBy(of, word)
      if (code && code !== org[of]) differ(of, code, words(of, org[of]), words(of, code))
    }
    if (parent && org.parent !== parent.id) differ('parent', parent.id, plain(org.path), orgWords(parent))
    const former = row.former.filter(name => !bears(name))
    if (former.length > 0) {
      patch.aliases = [...org.aliases, ...former]
      this.changed(who, ORG_FIELDS.aliases, plain(org.aliases.join('、')), plain(patch.aliases.join('、')))
    }
    if (Object.keys(patch).length === 0) return 'same'
    this.intake.orgPatches.push({ id: org.id, from: this.today, patch })
    return 'changed'
  }

  /** The first day of an organization: as the file says, no earlier than its superior; else since when records are kept there. */
  private async firstDay(row: OrgRow, parent: Party, superior: Org | undefined): Promise<Day | null> {
    const { founded } = row
    if (founded && founded.first > this.today) {
      this.refuse(
        'organizations',
        row.place,
        'founded',
        { zh: `${founded.first} 还没有到`, en: `${founded.first} has not come` },
        { zh: '请改正', en: 'Correct it' },
      )
      return null
    }
    if (!founded) {
      const since = this.map.since
        ? readDay(this.map.since)
        : superior
          ? (await keptSince(this.tx, superior.seat))?.day
          : null
      return since && since > parent.from && since <= this.today ? since : parent.from
    }
    if (founded.first >= parent.from) return founded.first
    this.notes.push({
      zh: `“${row.name}”成立于 ${sayKnown(founded.first, founded.known)}，而上级“${parent.short}”在系统里自 ${parent.from} 起才有，因此自该日记起`,
      en: `"${row.name}" was founded ${sayKnown(founded.first, founded.known)}, but its superior "${parent.english}" begins on ${parent.from} here: it begins on that day`,
    })
    return parent.from
  }

  private shown(
    org: Pick<OrgSpan, 'id' | 'short' | 'tier' | 'sector' | 'from'>,
    parent: Party | null,
    level: number,
    state: Line['state'],
    guessed: Readonly<Record<'tier' | 'sector', boolean>>,
  ): void {
    const said = (of: 'tier' | 'sector') => ({
      code: org[of],
      name: codeOf(this.charter, of, org[of]) ?? { zh: org[of], en: org[of] },
      guessed: guessed[of],
    })
    const { id, short: name, from } = org
    const under = parent?.id ?? null
    const line = { level, name, under: parent?.short ?? '', tier: said('tier'), sector: said('sector'), from, state }
    this.tree.push({ id, parent: under, line })
  }

  /** The organizations of the file, each before those below it, in the order of the file. */
  private grown(): Line[] {
    const below = new Map<string, typeof this.tree>()
    const ids = new Set(this.tree.map(one => one.id))
    const tops = this.tree.filter(one => one.parent === null || !ids.has(one.parent))
    for (const one of this.tree) if (one.parent !== null) put(below, one.parent, one)
    const from = (one: (typeof this.tree)[number]): Line[] => [one.line, ...(below.get(one.id) ?? []).flatMap(from)]
    return tops.flatMap(from)
  }

  // ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async sortPeople(): Promise<void> {
    const { people: rows } = this.list
    if (rows.length === 0) return
    const known = new Map<string, KnownPerson[]>()
    for (const row of rows) put(this.called, nameKey(row.name), row)
    const keys = [...this.called.keys()]
    for (const one of await this.tx.all(peopleNamed, [this.tx.region, keys]))
      for (const key of new Set([one.name, one.english].map(nameKey))) put(known, key, one)
    const ids = [...new Set([...known.values()].flat().map(one => one.id))]
    const members = new Map((await this.tx.all(membershipsOf, [this.tx.region, ids])).map(one => [one.person, one]))
    const held = await this.tx.all(postsHeld, [this.tx.region, this.today])
    const offices = new Map<string, string[]>()
    for (const one of held) put(offices, `${one.org} ${one.post}`, one.person)
    const rowsOf = new Map<string, Met[]>()
    const numbers = new Map<string, Met>()
    const sheetsWithout = new Set<string>()
    let months = 0
    let early = 0
    let undated = 0
    let officesUndated = 0
    for (const row of rows) {
      const org = this.branchOf(row, sheetsWithout)
      if (!org) continue
      const met: Met = { row, org }
      if (this.isDouble(met, rowsOf, numbers)) continue
      const person = this.personOf(met, known.get(nameKey(row.name)) ?? [], members)
      if (person === 'refused') continue
      const membership = person && (members.get(person.id) ?? null)
      if (person && membership && (membership.org !== org.id || membership.to !== null)) {
        this.elsewhere(met, person, membership)
        continue
      }
      if (person) this.taken.add(person.id)
      const stages = membership ? [] : stagesOf(row, org, person?.first ?? org.from, this.today)
      if (!membership) {
        const first = stages[0]!.from
        if (row.joined && row.joined.first < org.from) early++
        if (!row.joined) undated++
        const young = this.young(row, row.joined?.last ?? first)
        if (young) {
          this.refuse('people', row.place, 'joined', young, {
            zh: '核对出生时间和入党时间',
            en: 'Check the birth and the day of joining',
          })
          continue
        }
      }
      if (row.born.known !== 'day') months++
      const id = person?.id ?? v7()
      put(rowsOf, nameKey(row.name), met)
      if (row.identity) numbers.set(row.identity.number, met)
      const differs = person ? this.comparePerson(row, person) : false
      if (!person) this.intake.people.push({ ...factsOf(row, id), from: stages[0]!.from, to: null })
      this.counts.people[person ? (differs ? 'changed' : 'same') : 'new']++
      if (!membership)
        for (const { kind, from, to } of stages)
          this.intake.memberships.push({ id: v7(), person: id, org: org.id, kind, from, to })
      this.counts.memberships[membership ? this.compareMember(row, person!, membership) : 'new']++
      officesUndated += this.sortPosts(met, id, person ?? null, offices, stages[0]?.from ?? membership!.from)
    }
    const note = (count: number, zh: string, en: string) => {
      if (count > 0) this.notes.push({ zh: zh.replace('#', String(count)), en: en.replace('#', String(count)) })
    }
    note(
      months,
      '# 人的出生时间只到年月：按年月保存，年龄按该月最后一天算',
      'The birth of # people is known to the month: it is kept as a month, ages are reckoned from its last day',
    )
    note(
      early,
      '# 人的入党时间早于所在支部在系统中的第一天：党员身份自支部的第一天记起',
      '# people joined before the first day of their branch here: their membership begins on that day',
    )
    note(
      undated,
      '# 人没有入党时间：党员身份自导入之日记起',
      '# people have no day of joining: their membership begins on the day of the import',
    )
    note(
      officesUndated,
      '# 个任职没有任职时间：自导入之日记起（或 --map 的 since）',
      '# posts have no first day: they begin on the day of the import (or the since of --map)',
    )
    const parted =
      this.intake.memberships.length > 0 &&
      rows.some(row => [row.joined, row.confirmed].some(one => one && one.known !== 'day'))
    if (parted)
      this.notes.push({
        zh: '入党、转正时间只到年月的，党员身份自该月 1 日记起',
        en: 'Where joining or confirmation is known to the month, the membership counts from its first day',
      })
  }

  /** The organization that a row, or its sheet, names. */
  private branchOf(row: PersonRow, sheetsWithout: Set<string>): Party | null {
    const { place, branch } = row
    const own = place.at.branch !== undefined && branch.length === 1
    const constant = this.map.constants?.branch
    const names = !own && constant ? [constant] : branch
    for (const name of names) {
      const found = this.meant(name)
      if (found.length === 1) return found[0]!
      if (found.length > 1 && own) {
        this.refuse(
          'people',
          place,
          'branch',
          { zh: `叫“${name}”的组织不止一个`, en: `several organizations are called "${name}"` },
          { zh: '写出能区分的全称，或写编码', en: 'Write a full name that tells them apart, or the code' },
        )
        return null
      }
    }
    this.counts.people.refused++
    if (own || !sheetsWithout.has(place.sheet)) {
      const name = names[0]!
      const lost = this.lost.has(nameKey(name))
      const near = nearest(
        name,
        [...this.byKey.values()].flat().map(one => one.short),
      )
      this.faults.push({
        ...faultOf(place, own ? 'branch' : null, {
          what: own
            ? lost
              ? { zh: `“${name}”那一行没有导入`, en: `the row of "${name}" was refused` }
              : {
                  zh: `名册和本文件中都没有叫“${name}”的组织${hint(near, 'zh')}`,
                  en: `neither the register nor the file has an organization "${name}"${hint(near, 'en')}`,
                }
            : {
                zh: `看不出这张表是哪个支部的（${names.map(one => `“${one}”`).join('、')}）`,
                en: `the sheet does not say whose roster it is (${names.map(one => `"${one}"`).join(', ')})`,
              },
          remedy: own
            ? { zh: '改正名称，或先导入组织一览表', en: 'Correct the name, or import the list of organizations first' }
            : {
                zh: '把工作表改成支部的名称，或加一列“所在党支部”',
                en: 'Name the sheet after the branch, or add a column for the branch',
              },
        }),
        ...(own ? {} : { row: null }),
      })
    }
    if (!own) sheetsWithout.add(place.sheet)
    return null
  }

  /** Whether an earlier row of the file is the same person, or may be; the later one is told of. */
  private isDouble(
    { row, org }: Met,
    rowsOf: ReadonlyMap<string, readonly Met[]>,
    numbers: ReadonlyMap<string, Met>,
  ): boolean {
    if (this.map.people?.[rowName(row.place)] === 'new') return false
    const same = row.identity && numbers.get(row.identity.number)
    const twin = (rowsOf.get(nameKey(row.name)) ?? []).find(
      ({ row: other }) => !(row.identity && other.identity) && row.sex === other.sex && mayAgree(row.born, other.born),
    )
    const before = same ?? twin
    if (!before) return false
    const where = {
      zh: `工作表“${before.row.place.sheet}”第 ${before.row.place.row + 1} 行`,
      en: `row ${before.row.place.row + 1} of the sheet "${before.row.place.sheet}"`,
    }
    const elsewhere = before.org.id !== org.id
    this.refuse(
      'people',
      row.place,
      same ? 'identity' : 'name',
      same
        ? { zh: `与${where.zh}是同一个身份证号`, en: `has the same identity number as ${where.en}` }
        : {
            zh: `与${where.zh}同名、出生时间相同${elsewhere ? `，那里在“${before.org.short}”` : ''}`,
            en: `has the name and birth of ${where.en}${elsewhere ? `, who is in "${before.org.english}"` : ''}`,
          },
      {
        zh: `一个人只留一行；确是两个人的，在 --map 的 people 里写 "${rowName(row.place)}": "new"`,
        en: `Keep one row of one person; if they are two, write "${rowName(row.place)}": "new" in the people of --map`,
      },
    )
    return true
  }

  /** Who of the register is meant: of this name and birth in this organization; elsewhere it is asked. */
  private personOf(
    { row, org }: Met,
    known: readonly KnownPerson[],
    members: ReadonlyMap<string, Membership>,
  ): KnownPerson | null | 'refused' {
    const said = this.map.people?.[rowName(row.place)]
    const like = known.filter(one => mayAgree(bornOf(one), row.born))
    const here = like.filter(one => (members.get(one.id)?.org ?? org.id) === org.id)
    const alike = here.filter(one => one.sex === row.sex && !this.taken.has(one.id))
    if (said === 'new') {
      // Told again, it is whom the import before this one brought: the newest beside the one that was meant not to be it.
      const newest = alike
        .map(one => one.id)
        .sort()
        .at(-1)
      return (like.length > 1 && alike.find(one => one.id === newest)) || null
    }
    const told = said && known.find(one => one.id === said)
    if (told) return told
    // As many in the file as in the register: they are the same, each once.
    const rows = this.called
      .get(nameKey(row.name))!
      .filter(other => other.sex === row.sex && mayAgree(other.born, row.born))
    if (alike.length === 1 || (alike.length > 1 && rows.length >= alike.length)) return alike[0]!
    if (like.length === 0) return null
    const list = (language: 'zh' | 'en') =>
      like
        .map(one => `${language === 'zh' ? one.name : one.english}（${sayKnown(one.born, one.bornKnown)}，${one.id}）`)
        .join('、')
    const one = like[0]!
    const membership = members.get(one.id)
    if (here.length === 0 && like.length === 1 && membership) {
      this.elsewhere({ row, org }, one, membership)
      return 'refused'
    }
    this.refuse(
      'people',
      row.place,
      'name',
      {
        zh: `名册中有同名、出生时间相近的人，分不清是谁：${list('zh')}`,
        en: `the register has people of this name and birth: ${list('en')}`,
      },
      {
        zh: `在 --map 的 people 里写明 "${rowName(row.place)}" 是哪个编号，或写 "new"`,
        en: `Say in the people of --map which id "${rowName(row.place)}" is, or "new"`,
      },
    )
    return 'refused'
  }

  private elsewhere({ row, org }: Met, person: KnownPerson, membership: Membership): void {
    const there = [...this.byKey.values()].flat().find(one => one.id === membership.org)
    const at = there ? orgWords(there) : { zh: '别的组织', en: 'another organization' }
    const transfer = `jiceng member transfer ${person.id} --to ${org.short}`
    if (membership.to !== null) {
      this.refuse(
        'people',
        row.place,
        'name',
        {
          zh: `名册中“${person.name}”（${sayKnown(person.born, person.bornKnown)}）自 ${membership.to} 起已不在“${at.zh}”`,
          en: `"${person.english}" (${sayKnown(person.born, person.bornKnown)}) left "${at.en}" on ${membership.to} in the register`,
        },
        {
          zh: `重新入册的，请先办理（jiceng member join ${person.id} --org ${org.short}）；另一个人的，在 --map 的 people 里写 "${rowName(row.place)}": "new"`,
          en: `If they belong again, enter that first (jiceng member join ${person.id} --org ${org.short}); if it is another person, write "${rowName(row.place)}": "new" in the people of --map`,
        },
      )
      return
    }
    this.refuse(
      'people',
      row.place,
      'name',
      {
        zh: `名册中“${person.name}”（${sayKnown(person.born, person.bornKnown)}）是“${at.zh}”的党员`,
        en: `"${person.english}" (${sayKnown(person.born, person.bornKnown)}) is a member of "${at.en}" in the register`,
      },
      {
        zh: `转接组织关系的，请先办理转接（${transfer}）；另一个人的，在 --map 的 people 里写 "${rowName(row.place)}": "new"`,
        en: `If they have moved, transfer them first (${transfer}); if it is another person, write "${rowName(row.place)}": "new" in the people of --map`,
      },
    )
  }

  private young(row: PersonRow, joins: Day): Words | null {
    try {
      insistOfAge(this.charter, { name: row.name, english: row.name, born: row.born.first }, joins)
      return null
    } catch (problem) {
      if (problem instanceof Problem) return { zh: problem.say('zh'), en: problem.say('en') }
      throw problem
    }
  }

  /** What a row says otherwise than the register of a person. */
  private comparePerson(row: PersonRow, person: KnownPerson): boolean {
    const patch: { -readonly [K in keyof PersonPatch]: PersonPatch[K] } = {}
    const who = nameWords(person)
    const plain = (text: string): Words => ({ zh: text, en: text })
    const words = (field: string, code: string) => codeOf(this.charter, field, code) ?? plain(code)
    const better =
      row.born.known === 'day' ? person.bornKnown !== 'day' : row.born.known === 'month' && person.bornKnown === 'year'
    if (better) {
      Object.assign(patch, { born: row.born.last, bornKnown: row.born.known })
      this.changed(
        who,
        fieldWords('roster', 'born'),
        plain(sayKnown(person.born, person.bornKnown)),
        plain(sayKnown(row.born.last, row.born.known)),
      )
    }
    for (const [field, value] of [
      ['nationality', row.nationality],
      ['education', row.education],
      ['occupation', row.occupation],
    ] as const)
      if (value !== null && value !== person[field]) {
        Object.assign(patch, { [field]: value })
        this.changed(who, fieldWords('roster', field), words(field, String(person[field])), words(field, String(value)))
      }
    if (Object.keys(patch).length === 0) return false
    this.intake.patches.push({ person: person.id, from: this.today, patch })
    return true
  }

  /** A membership that stands: who was probationary and is full now was confirmed; the other way is asked. */
  private compareMember(row: PersonRow, person: KnownPerson, held: Membership): keyof Counts {
    if (held.kind === row.kind) return 'same'
    if (held.kind === 'full') {
      this.faults.push(
        faultOf(row.place, 'kind', {
          what: { zh: '名册中已是正式党员', en: 'is a full member in the register' },
          remedy: {
            zh: '核对人员类别；名册错了的，请在页面上改正',
            en: 'Check the kind; where the register is wrong, correct it on the page',
          },
        }),
      )
      return 'refused'
    }
    const said = row.confirmed?.first ?? this.today
    const from = said > held.from ? said : held.from
    this.intake.confirmed.push({ held, from })
    this.changed(
      nameWords(person),
      fieldWords('roster', 'kind'),
      codeOf(this.charter, 'kind', 'probationary')!,
      codeOf(this.charter, 'kind', 'full')!,
    )
    return 'changed'
  }

  /** Enters the posts of a row; gives how many have no first day of their own. */
  private sortPosts(
    { row, org }: Met,
    id: string,
    person: KnownPerson | null,
    offices: Map<string, string[]>,
    member: Day,
  ): number {
    let undated = 0
    for (const word of row.unknownPosts) {
      const known = Object.values(this.charter.vocabulary.codes.post ?? {})
      this.refuse(
        'posts',
        row.place,
        'post',
        {
          zh: `章程里没有职务“${word}”：此人照常导入，不带这个职务`,
          en: `the charter has no post "${word}": the person is kept without it`,
        },
        {
          zh: `改成 ${known.map(one => one.zh).join('、')} 之一，或先在章程中增加`,
          en: `Write one of ${known.map(one => one.en).join(', ')}, or add it to the charter first`,
        },
      )
    }
    for (const post of row.posts) {
      const key = `${org.id} ${post}`
      const holders = offices.get(key) ?? []
      if (holders.includes(id)) {
        this.counts.posts.same++
        continue
      }
      if (isSole(this.charter, post) && holders.length > 0) {
        const words = postWords(this.charter, post)
        this.refuse(
          'posts',
          row.place,
          'post',
          {
            zh: `“${org.short}”已有${words.zh}，只能有一人：此人照常导入，不带这个职务`,
            en: `"${org.english}" has a ${words.en} already, and may have one: the person is kept without the post`,
          },
          { zh: '先免去原任，或改正党内职务', en: 'Release the one before, or correct the post' },
        )
        continue
      }
      put(offices, key, id)
      const since = this.map.since ? readDay(this.map.since) : null
      if (!row.appointed) undated++
      const said = row.appointed?.first ?? since ?? this.today
      const bounds = [org.from, ...(row.appointed || since ? [member] : []), said]
      const from = bounds.reduce((latest, day) => (day > latest ? day : latest))
      this.intake.posts.push({
        id: v7(),
        person: id,
        org: org.id,
        post,
        team: null,
        from: from > this.today ? this.today : from,
        to: null,
      })
      this.counts.posts.new++
      if (person)
        this.changed(
          nameWords(person),
          fieldWords('roster', 'post'),
          { zh: '—', en: '—' },
          postWords(this.charter, post),
        )
    }
    return undated
  }
}

/** A row with the organization to which it belongs. */
interface Met {
  readonly row: PersonRow
  readonly org: Party
}

const SUPERIOR = { zh: '改正上级党组织', en: 'Correct the superior' }
const ORG_FIELDS = {
  name: { zh: '名称', en: 'name' },
  short: { zh: '简称', en: 'short name' },
  tier: { zh: '层级', en: 'tier' },
  sector: { zh: '类别', en: 'sector' },
  parent: { zh: '上级', en: 'superior' },
  aliases: { zh: '曾用名', en: 'former names' },
} as const

function none(): Counts {
  return { new: 0, same: 0, changed: 0, refused: 0 }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

function partyOf(
  { id, short, english, name, aliases, code }: Pick<OrgSpan, 'id' | 'short' | 'english' | 'name' | 'aliases' | 'code'>,
  from: Day,
): Party {
  const keys = [name, short, ...(english ? [english] : []), ...aliases, code].map(nameKey)
  return { id, short, english: english || short, from, keys }
}

function rowKeys(row: OrgRow): string[] {
  return [row.name, ...(row.short ? [row.short] : []), row.name.replace(/^(?:中国共产党|中共)/, '')].map(nameKey)
}

function hint(near: string | null, language: 'zh' | 'en'): string {
  return near === null ? '' : language === 'zh' ? `（是否指“${near}”？）` : ` (did you mean "${near}"?)`
}

function choices(charter: Charter, of: string, language: 'zh' | 'en'): string {
  return Object.values(charter.vocabulary.codes[of] ?? {})
    .map(words => words[language])
    .join(language === 'zh' ? '、' : ', ')
}

function rowName(place: Place): string {
  return `${place.sheet}!${place.row + 1}`
}

function bornOf({ born, bornKnown }: KnownPerson): Partly {
  if (bornKnown === 'day') return wholeDay(born)
  return bornKnown === 'month' ? monthAlone(born) : readPartial(born.slice(0, 4), 9999)!
}

function factsOf(row: PersonRow, id: string): Omit<PersonSpan, 'from' | 'to'> {
  const { name, sex, born, nationality, education, occupation } = row
  return {
    ...{ id, name, english: '', sex, born: born.last, bornKnown: born.known, nationality, education },
    // Nobody said what they do: empty is no code of the charter, so no figure counts them by it.
    occupation: occupation ?? '',
    rank: null,
  }
}

/** The stages of a membership at an organization: no earlier than the organization itself, and than the person is known. */
function stagesOf(
  row: PersonRow,
  org: Party,
  known: Day,
  today: Day,
): { kind: Membership['kind']; from: Day; to: Day | null }[] {
  const from = row.joined ? [row.joined.first, org.from, known].reduce((a, b) => (b > a ? b : a)) : today
  const confirmed = row.confirmed?.first
  if (row.kind === 'probationary') return [{ kind: 'probationary', from, to: null }]
  if (!confirmed || confirmed <= from || !row.joined) return [{ kind: 'full', from, to: null }]
  return [
    { kind: 'probationary', from, to: confirmed },
    { kind: 'full', from: confirmed, to: null },
  ]
}
