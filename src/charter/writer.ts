// Whether somebody may write a fact, and who may instead: one rule for forms, phone, sheets, command line and store. Pure.
import { type Charter, HANDED, type Kind } from './charter.ts'
import type { Words, Writer } from './language.ts'

/** Who writes: the account, and the post in which its person acts. The owner of a house, who loads facts for everybody, is none. */
export interface Hand {
  readonly account: string
  readonly person: string
  readonly post: string
  /** The organization in which they act: its id, tier and seat. */
  readonly org: string
  readonly tier: string
  readonly seat: string
}

/** What a fact is about, as far as it decides who writes it. */
export interface About {
  /** Where the organization of the fact sits; of a stage, the one that opened the case. */
  readonly seat: string
  /** What is written; null while nobody knows, when a form is offered. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Who answers for a case: the seat of the organization, where it is another one, and the person. */
  readonly answering: string | null
  readonly owner: string | null
  /** People who sign for the organization that is judged. */
  readonly heads: readonly string[]
  /** Accounts that reported what a stage judges. */
  readonly reported: readonly string[]
}

/** Why somebody may not write: they are none of the writers, they are judged by it, or they reported what it judges. */
export type Barrier = 'writer' | 'judged' | 'hand'

/** A fact of an organization of which nothing more is known. */
export function aboutOrg(seat: string, heads: readonly string[] = []): About {
  return { seat, body: null, answering: null, owner: null, heads, reported: [] }
}

/** Why a hand may not write a fact of a kind, or null where it may. Who may write may correct and withdraw. */
export function barrier(kind: Kind, hand: Hand | null, about: About): Barrier | null {
  if (!hand) return null
  if (!writersOf(kind, about.body).some(writer => fits(writer, kind, hand, about))) return 'writer'
  if (kind.written.as === 'report') return null
  if (judges(kind, hand, about)) return 'judged'
  // Another due day judges no report.
  return kind.stage?.does !== 'extend' && about.reported.includes(hand.account) ? 'hand' : null
}

/** Whether a hand may write facts of a kind somewhere in the subtree of a seat that lies in its own. */
export function writesWithin(kind: Kind, hand: Hand | null, seat: string): boolean {
  return [seat, `${seat}-/`].some(one => barrier(kind, hand, aboutOrg(one)) === null)
}

/** The values of a choice field that a hand may write; all of them where nothing is said. */
export function valuesFor(kind: Kind, field: string, hand: Hand | null, about: About): string[] {
  return Object.keys(kind.fields[field]?.choices ?? {}).filter(
    value => barrier(kind, hand, { ...about, body: { ...about.body, [field]: value } }) !== 'writer',
  )
}

/** The seat of the organization that a judgement is about: the one that answers for the case, or whose fact it is. */
export function judgedSeat(about: Pick<About, 'seat' | 'answering'>): string {
  return about.answering ?? about.seat
}

/** True for the seat of an organization above which none stands. */
export function isTop(seat: string): boolean {
  return seat.split('/').length === 3
}

function writersOf({ written }: Kind, body: About['body']): readonly Writer[] {
  const narrower = written.narrower?.find(({ field, values }) => values.includes(String(body?.[field])))
  return narrower?.by ?? written.by
}

function fits(writer: Writer, kind: Kind, hand: Hand, about: About): boolean {
  const { seat, answering, owner } = about
  const at = {
    own: hand.seat === seat || (kind.stage !== null && (hand.seat === answering || hand.person === owner)),
    above:
      above(hand.seat, seat) ||
      (kind.stage !== null && answering !== null && (hand.seat === seat || above(hand.seat, answering))) ||
      // Above the top stands nobody: there it is another holder of a post than the one who is judged.
      (hand.seat === seat && isTop(seat)),
  }
  if (writer === 'person') return about.body === null || concerned(kind, about).includes(hand.person)
  if (typeof writer === 'string') return at[writer]
  if ('tier' in writer) return writer.tier.includes(hand.tier) && (hand.seat === seat || above(hand.seat, seat))
  return writer.post.includes(hand.post) && at[writer.at]
}

function above(one: string, other: string): boolean {
  return one !== other && other.startsWith(one)
}

/** People whom a fact names, with the owner of a case at its stages. */
function concerned(kind: Kind, { body, owner }: About): unknown[] {
  const named = Object.keys(kind.fields).filter(name => kind.fields[name]!.type === 'person')
  return [...named.map(name => body?.[name]), ...(kind.stage && kind.stage.name !== HANDED ? [owner] : [])]
}

/** Whether it is the hand that is judged: the person named, or otherwise the organization that answers, with who signs for it
 *  and who owns the case. */
function judges(kind: Kind, hand: Hand, about: About): boolean {
  const { of } = kind.written
  const person = of === undefined ? undefined : of === 'owner' ? about.owner : about.body?.[of]
  if (typeof person === 'string' && person !== '') return person === hand.person
  if (of !== undefined && about.body === null) return false
  if (about.owner === hand.person) return true
  const seat = judgedSeat(about)
  if (!isTop(seat)) return hand.seat === seat || about.heads.includes(hand.person)
  // Of a case that is still to be opened somebody else may be named the owner.
  if (kind.form === 'case' && about.body === null) return false
  return about.owner === null && about.heads.includes(hand.person)
}

/** Who writes a kind, in words: 上一级组织. */
export function writerWords(charter: Charter, kind: Kind, body: About['body'] = null): Words {
  const said = writersOf(kind, body).map(writer => wordsOf(charter, writer))
  return { zh: said.map(one => one.zh).join('或'), en: said.map(one => one.en).join(' or ') }
}

function wordsOf({ vocabulary, posts }: Charter, writer: Writer): Words {
  if (typeof writer === 'string') return WRITERS[writer]
  if ('tier' in writer) {
    const names = writer.tier.map(tier => vocabulary.codes.tier?.[tier] ?? { zh: tier, en: tier })
    return { zh: `${names.map(one => one.zh).join('、')}组织`, en: `the ${names.map(one => one.en).join(' or ')}` }
  }
  const names = writer.post.map(post => posts.get(post)?.name ?? { zh: post, en: post })
  return {
    zh: `${WRITERS[writer.at].zh}的${names.map(one => one.zh).join('、')}`,
    en: `the ${names.map(one => one.en).join(' or ')} of ${WRITERS[writer.at].en}`,
  }
}

/** What the writers are called, that need no more said. */
const WRITERS = {
  own: { zh: '本组织', en: 'the organization itself' },
  above: { zh: '上一级组织', en: 'an organization above' },
  person: { zh: '本人', en: 'the person concerned' },
} as const
