// What a change of the register does to objectives and certificates: signatures that no longer bind, parts that lose their place.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { certificatesIn } from './certificate.sql.ts'
import { type Book, nameIn, titleOf } from './pledge.sql.ts'
import { passedOver, type State } from './pledge.ts'

/** A certificate that stands otherwise after the change. */
export interface CertificateShift {
  readonly year: number
  readonly giver: Words | null
  readonly taker: Words
  readonly before: State
  readonly after: State
}

/** An objective without a place after the change: its organization is closed, or stands elsewhere than in the layer below the one that divides. */
export interface LostPart {
  readonly year: number
  readonly org: Words
  readonly title: Words
  readonly why: 'closed' | 'outside'
}

/** Compares the pledges of a year in two states of the register. */
export function pledgeEffects(
  charter: Charter,
  before: Book,
  after: Book,
): { certificates: CertificateShift[]; parts: LostPart[] } {
  const now = new Map(certificatesIn(after, charter).map(one => [one.ref, one]))
  const certificates = certificatesIn(before, charter).flatMap(({ ref, year, giver, taker, state }) => {
    const then = now.get(ref)?.state
    return then && then !== state
      ? [{ year, giver: giver?.name ?? null, taker: taker.name, before: state, after: then }]
      : []
  })
  const parts = [...before.pledges.values()].flatMap(pledge => {
    const lost = whyLost(charter, after, pledge.id)
    if (lost === null || whyLost(charter, before, pledge.id) === lost) return []
    return [{ year: before.year, org: nameIn(before, pledge.org), title: titleOf(charter, pledge.measure), why: lost }]
  })
  return { certificates, parts }
}

function whyLost(charter: Charter, book: Book, id: string): LostPart['why'] | null {
  const pledge = book.pledges.get(id)
  if (!pledge) return null
  const org = book.orgs.get(pledge.org)
  if (!org) return 'closed'
  const above = pledge.parent ? book.pledges.get(pledge.parent) : undefined
  const giver = above && book.orgs.get(above.org)
  if (!giver) return null
  return !org.path.startsWith(giver.path) || passedOver(charter, giver, org) ? 'outside' : null
}
