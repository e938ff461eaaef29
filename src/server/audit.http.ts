// Answers about the audit, for who holds an auditor's post: lines by filter, looks for one person or incident, the state of the chain.
import { listAudit, openLooks, showChain } from '../audit/audit.api.ts'
import {
  type AuditLine,
  auditLines,
  foldAudit,
  foldedSums,
  namesIn,
  placedBy,
  proveChain,
  type Sought,
} from '../audit/audit.sql.ts'
import { AUDIT_KINDS, LEAST_EXPORT_MONTHS, LEAST_MONTHS, readHead } from '../audit/audit.ts'
import { noteAt } from '../audit/note.sql.ts'
import type { Charter } from '../charter/charter.ts'
import { findPerson } from '../dossier/person.sql.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { orgWords } from '../register/name.ts'
import type { Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import { type Day, readDay } from '../time/day.ts'
import { firstOf, monthOf } from '../time/period.ts'
import { answer } from './answer.ts'
import { type House, pass, REGION } from './house.node.ts'

/** Characters of a reason at least. */
const REASON = 5
/** Looks are opened by themselves. */
const OPEN = AUDIT_KINDS.filter(kind => kind !== 'looks')

export const auditList = answer(listAudit, async ({ house, actor }, { from, to, who, about, kind, before, limit }) => {
  await house.soon.written()
  return pass(house, actor, 'audit', async tx =>
    page(tx, house.charter, {
      ...{ kinds: kind ? [kind] : OPEN, author: who ?? null, before: before ?? null, limit },
      ...{ from: dayIn(from, 'from'), to: dayIn(to, 'to'), about: about ? await aboutIn(tx, house, about) : null },
    }),
  )
})

export const auditLooks = answer(openLooks, async ({ house, actor }, _query, body) => {
  const { about, day, who, reason, before, limit } = body
  await house.soon.written()
  if (who !== undefined) refuse('audit.summed', {})
  if (about === undefined && day === undefined) refuse('audit.narrow', {})
  if ([...reason].length < REASON) refuse('audit.reason', {})
  const on = dayIn(day, 'day')
  const sought = await pass(house, actor, 'audit', tx =>
    about ? aboutIn(tx, house, about, true) : Promise.resolve(null),
  )
  // That somebody looks at looks is noted before they see any.
  await house.store.asOwner(REGION, tx =>
    noteAt(tx, {
      ...{
        kind: 'looks',
        author: actor.account,
        act: 'audit.looks',
        about: sought?.id ?? null,
        what: { reason, day: on },
      },
      ...(sought?.seat ? { person: sought.id } : { of: actor.org.code }),
    }),
  )
  return pass(house, actor, 'audit', tx =>
    page(tx, house.charter, {
      ...{ kinds: ['looks'], from: on, to: on, author: null, about: sought, before: before ?? null, limit },
    }),
  )
})

export const chainShow = answer(showChain, async ({ house, actor }, { head }) => {
  await house.soon.written()
  await pass(house, actor, 'audit', async () => undefined)
  const kept = head === undefined ? null : (readHead(head) ?? refuse('audit.head', { text: head }))
  const { months, exports } = keptFor(house)
  return house.store.asOwner(REGION, async tx => {
    const proved = await proveChain(tx, kept)
    return {
      ...proved,
      sound: proved.breaches.length === 0,
      breaches: [...proved.breaches],
      folded: await foldedSums(tx),
      kept: { months, exports },
    }
  })
})

/** Months for which the charter in force keeps the audit; where it says nothing, what the law asks. */
export function keptFor(house: Pick<House, 'charter' | 'trueDay'>): { months: number; exports: number } {
  const { keeps } = house.charter
  const on = house.trueDay()
  const value = (standard: NonNullable<typeof keeps>['audit'] | undefined, least: number) =>
    Math.max(least, (standard && inForce(standard.is.entries, on)?.value) ?? least)
  return { months: value(keeps?.audit, LEAST_MONTHS), exports: value(keeps?.exports, LEAST_EXPORT_MONTHS) }
}

/** Folds what is older than the charter keeps, in whole months. Gives how many lines went; throws audit.broken. */
export async function foldOld(house: House): Promise<number> {
  const { months, exports } = keptFor(house)
  const month = monthOf(house.trueDay())
  return house.store.asOwner(REGION, tx => foldAudit(tx, firstOf(month - months), firstOf(month - exports)))
}

async function page(tx: Tx, charter: Charter, sought: Sought) {
  const found = await auditLines(tx, { ...sought, limit: sought.limit + 1 })
  const shown = found.slice(0, sought.limit)
  const names = await namesIn(tx, shown)
  const row = ({ org: orgId, about: aboutId, at, author: who, ...line }: AuditLine) => {
    const org = orgId ? names.orgs.get(orgId) : undefined
    const about = aboutId ? names.about.get(aboutId) : undefined
    const name =
      (about && about.is === 'record' && charter.kinds.get(about.zh)?.name) ||
      (about && { zh: about.zh, en: about.en || about.zh })
    return {
      ...line,
      who,
      at: at.toISOString(),
      org: org ? { code: org.code, name: orgWords(org) } : null,
      about: about ? { id: about.id, is: about.is, name: name! } : null,
    }
  }
  return { rows: shown.map(row), more: found.length > shown.length }
}

function dayIn(text: string | undefined, where: string): Day | null {
  if (text === undefined) return null
  return readDay(text) ?? refuse('input.day', { text, where })
}

/** What a text names: an id or code, or the whole name of a person. Where organizations are too wide, they are none. */
async function aboutIn(tx: Tx, house: House, text: string, one = false): Promise<NonNullable<Sought['about']>> {
  const placed = await placedBy(tx, text)
  if (placed && !(one && placed.is === 'org')) return placed
  if (placed) return refuse('audit.narrow', {})
  const id = await findPerson(tx, text, house.today()).catch(error => {
    if (error instanceof Problem && (error.code === 'person.unknown' || error.code === 'person.unnamed'))
      return refuse('audit.about', { about: text })
    throw error
  })
  return (await placedBy(tx, id)) ?? refuse('audit.about', { about: text })
}
