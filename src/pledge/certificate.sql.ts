// Certificates in the database: what waits to be signed, who may sign it, and what a signature leaves behind.

import { v7 } from 'uuid'
import { type Charter, signingPost } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { formulaOf } from '../measure/formula.ts'
import { refuse } from '../problem/problem.ts'
import { nameWords } from '../register/name.ts'
import { findOrg, type Org } from '../register/organization.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { type Day, dayOf, plusDays } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { amountOf, units } from './amount.ts'
import {
  type CertificateFile,
  type Content,
  type Draft,
  draftName,
  type Objective,
  type Party,
  readDraftName,
  sidesOf,
} from './certificate.ts'
import { keyOf } from './key.sql.ts'
import {
  type Book,
  bookOf,
  type Changer,
  divisionOf,
  type Holder,
  holdersOf,
  insistBelow,
  named,
  nameIn,
  notePledge,
  type Pledge,
  ruleIn,
  type Stored,
  type StoredSignature,
  titleOf,
} from './pledge.sql.ts'
import { balanceOf, CERTIFICATE, type Side, type Signed, type State, stateOf } from './pledge.ts'
import { digestOf, leafDigests, type OpenKey, signStatement } from './seal.node.ts'

const COLUMNS = `id, year, giver, org, seat, content, digest, signed_on as "signedOn", withdrawn_on as "withdrawnOn", withdrawn_why as "withdrawnWhy"`
const byId = statement<Stored>('certificate.find', `select ${COLUMNS} from certificate where region = $1 and id = $2`)
const heldById = statement<Stored>(
  'certificate.hold',
  `select ${COLUMNS} from certificate where region = $1 and id = $2 for update`,
)
const signaturesOf = statement<StoredSignature>(
  'certificate.signatures',
  'select certificate, side, person, day, statement, signature from certificate_signature where region = $1 and certificate = $2 order by day, side, person',
)
const put = statement(
  'certificate.put',
  'insert into certificate (region, id, year, giver, org, seat, content, digest) values ($1, $2, $3, $4, $5, $6, $7, $8)',
)
const fix = statement(
  'certificate.fix',
  `update pledge p set certificate = $2 from unnest($3::uuid[], $4::numeric[]) as c(id, value)
   where p.region = $1 and p.id = c.id and p.value = c.value and p.certificate is null`,
)
const loosen = statement(
  'certificate.loosen',
  'update pledge set certificate = null where region = $1 and certificate = $2',
)
const putSignature = statement(
  'certificate.sign',
  `insert into certificate_signature (region, certificate, side, person, org, seat, day, statement, signature)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const complete = statement(
  'certificate.complete',
  'update certificate set signed_on = $3 where region = $1 and id = $2 and signed_on is null',
)
const withdrawn = statement(
  'certificate.withdraw',
  'update certificate set withdrawn_on = $3, withdrawn_why = $4 where region = $1 and id = $2 and withdrawn_on is null',
)
const putTie = statement(
  'certificate.tie',
  'insert into tie (region, id, kind, org, seat, valid, body) values ($1, $2, $3, $4, $5, daterange($6, $7), $8)',
)
const cutTie = statement(
  'certificate.cut_tie',
  'update tie set valid = daterange(lower(valid), $3) where region = $1 and id = $2 and lower(valid) < $3 and upper(valid) > $3',
)
const dropTie = statement(
  'certificate.drop_tie',
  'delete from tie where region = $1 and id = $2 and lower(valid) >= $3',
)
const touch = statement(
  'certificate.touch',
  'insert into touched (region, id, source, org, seat, month, until) values ($1, $2, $3, $4, $5, $6, null)',
)
const restingOn = statement<{ org: string }>(
  'certificate.resting',
  `select distinct below.org from pledge p
   join pledge below on below.region = $1 and below.parent = p.id and below.certificate is not null and below.certificate <> $2
   where p.region = $1 and p.certificate = $2`,
)
const nameOf = statement<{ name: string; english: string }>(
  'certificate.person',
  'select name, english from person where region = $1 and id = $2 and valid @> $3::date',
)

/** A certificate as it stands, signed or not: its content, its sides, its state. */
export interface Standing {
  /** Id once somebody has signed; before that the name of the draft. */
  readonly ref: string
  readonly year: number
  readonly giver: Party | null
  readonly taker: Party
  readonly objectives: readonly Objective[]
  readonly state: State
  /** True where the second party does not stand below the first any more. */
  readonly moved: boolean
  readonly signedOn: Day | null
  readonly signatures: readonly StoredSignature[]
  readonly sides: readonly (Signed & { readonly name: Words; readonly office: Holder | null })[]
}

/** Every certificate of a book: those that somebody has signed, and those that wait, in tree order of the second party. */
export function certificatesIn(book: Book, charter: Charter): Standing[] {
  const kept = [...book.certificates.values()].map(one => standingOf(book, one))
  const waiting = draftsIn(book).map(draft => {
    const pledges = pledgesOf(book, draft)
    const balanced = pledges.every(pledge =>
      setsOf(book, pledge).every(set => balanceOf(divisionOf(book, charter, set)).balanced),
    )
    const aboveSigned = pledges.every(pledge => isAboveSigned(book, pledge))
    const { giver, taker, objectives } = contentOf(book, charter, draft, pledges)
    return {
      ref: draftName(draft),
      year: book.year,
      giver,
      taker,
      objectives,
      state: stateOf(balanced, aboveSigned, null, book.on),
      moved: movedIn(book, { giver, taker }),
      signedOn: null,
      signatures: [],
      sides: sidesFor(book, { giver, taker }, []),
    }
  })
  const seat = (one: Standing) => book.orgs.get(one.taker.org)?.seat ?? ''
  return [...kept, ...waiting].sort((a, b) => (seat(a) < seat(b) ? -1 : seat(a) > seat(b) ? 1 : a.ref < b.ref ? -1 : 1))
}

/** State of each objective of a book, by its id. */
export function statesIn(book: Book, charter: Charter): Map<string, State> {
  return new Map(
    [...book.pledges.values()].map(pledge => {
      const certificate = pledge.certificate ? book.certificates.get(pledge.certificate) : undefined
      const balanced = setsOf(book, pledge).every(set => balanceOf(divisionOf(book, charter, set)).balanced)
      return [
        pledge.id,
        certificate
          ? standingOf(book, certificate).state
          : stateOf(balanced, isAboveSigned(book, pledge), null, book.on),
      ] as const
    }),
  )
}

/** One certificate in sight, by its id or the name of its draft. Throws pledge.certificate, pledge.nothing, pledge.withdrawn. */
export async function certificateOf(tx: Tx, charter: Charter, ref: string, today: Day): Promise<Standing> {
  const draft = readDraftName(ref)
  const stored = draft ? null : await find(tx, ref)
  if (stored?.withdrawnOn) refuse('pledge.withdrawn', { day: stored.withdrawnOn, why: stored.withdrawnWhy! })
  const book = await bookOf(tx, charter, draft?.year ?? stored!.year, today)
  const found = certificatesIn(book, charter).find(one => one.ref.toUpperCase() === ref.toUpperCase())
  if (found) return found
  return draft ? refuse('pledge.nothing', draft) : refuse('pledge.certificate', { certificate: ref })
}

/** The file that anybody can check without the database. Throws as certificateOf. */
export function fileOf({ signatures }: Pick<Standing, 'signatures'>, content: Content): CertificateFile {
  return { content, signatures: signatures.map(({ statement: said, signature }) => ({ statement: said, signature })) }
}

/** The exact content that was fixed with the first signature. Throws pledge.certificate. */
export async function fixedContent(tx: Tx, id: string): Promise<Content> {
  return (await find(tx, id)).content
}

/** Signs for a person in office, on the side for which that person stands. The first signature fixes the content.
 *  Gives the certificate's id. Throws pledge.office, pledge.again, pledge.order, pledge.above, pledge.sum, pledge.short,
 *  pledge.key, pledge.nothing, pledge.withdrawn, pledge.changed; then nothing is stored. */
export async function signAs(
  tx: Tx,
  charter: Charter,
  ref: string,
  signer: { readonly id: string; readonly name: string },
  key: OpenKey,
  by: Changer,
): Promise<string> {
  const draft = readDraftName(ref)
  const { today } = by
  const stored = draft ? null : await find(tx, ref, true)
  if (stored?.withdrawnOn) refuse('pledge.withdrawn', { day: stored.withdrawnOn, why: stored.withdrawnWhy! })
  const { content, pledges } = stored
    ? { content: stored.content, pledges: [] }
    : await proposed(tx, charter, draft!, today)
  const signed = stored ? await tx.all(signaturesOf, [tx.region, stored.id]) : []
  const { side, office } = await sideOf(tx, charter, content, signed, signer, today)
  if ((await keyOf(tx, signer.id))?.key !== key.key) refuse('pledge.key', { person: signer.name })
  const org = stored ?? (await fixContent(tx, content, pledges))
  const person = (await tx.one(nameOf, [tx.region, signer.id, today])) ?? { name: signer.name, english: signer.name }
  const { statement: said, signature } = signStatement(
    {
      format: 'jiceng-signature-1',
      side,
      signer: { person: signer.id, name: person.name, english: person.english },
      office: { post: signingPost(charter), org: office.org, since: office.since },
      day: today,
      key: key.key,
      content: leafDigests(content),
    },
    key.secret,
  )
  await tx.run(putSignature, [
    tx.region,
    content.id,
    side,
    signer.id,
    content.taker.org,
    org.seat,
    today,
    JSON.stringify(said),
    signature,
  ])
  notePledge(
    tx,
    by,
    'pledge.sign',
    { id: content.taker.org, seat: org.seat },
    { certificate: content.id, side, person: signer.id },
  )
  const sides = new Set([...signed.map(one => one.side), side])
  if (
    sidesOf(content.giver).every(one => sides.has(one)) &&
    (await tx.run(complete, [tx.region, content.id, today])) === 1
  )
    await bind(tx, content, org.seat, today)
  return content.id
}

/** Takes a certificate back with the reason, so that its objectives can be changed and signed anew. What was signed stays
 *  on record. Throws pledge.certificate, pledge.rests, pledge.withdrawn. */
export async function withdraw(tx: Tx, id: string, why: string, by: Changer): Promise<void> {
  const stored = await find(tx, id, true)
  if (stored.withdrawnOn) refuse('pledge.withdrawn', { day: stored.withdrawnOn, why: stored.withdrawnWhy! })
  const resting = await tx.all(restingOn, [tx.region, id])
  if (resting.length > 0) {
    const below: Words[] = []
    for (const { org } of resting) below.push(named(await findOrg(tx, org)))
    refuse('pledge.rests', { org: stored.content.taker.name, below })
  }
  await tx.run(withdrawn, [tx.region, id, by.today, why])
  await tx.run(loosen, [tx.region, id])
  if (stored.signedOn) {
    await tx.run(cutTie, [tx.region, id, by.today])
    await tx.run(dropTie, [tx.region, id, by.today])
    await tx.run(touch, [
      tx.region,
      v7(),
      CERTIFICATE,
      stored.org,
      stored.seat,
      monthOf(bindsFrom(stored.year, stored.signedOn)),
    ])
  }
  notePledge(tx, by, 'pledge.withdraw', { id: stored.org, seat: stored.seat }, { certificate: id, why })
}

/** A certificate in sight; `hold` keeps others from changing it until the transaction ends. */
async function find(tx: Tx, id: string, hold = false): Promise<Stored> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  return (
    (known && (await tx.one(hold ? heldById : byId, [tx.region, id]))) ||
    refuse('pledge.certificate', { certificate: id })
  )
}

function standingOf(book: Book, stored: Stored): Standing {
  const { giver, taker, objectives } = stored.content
  const signatures = book.signatures.get(stored.id) ?? []
  const sides = sidesFor(book, stored.content, signatures)
  return {
    ref: stored.id,
    year: stored.year,
    giver,
    taker,
    objectives,
    state: stateOf(true, true, sides, book.on, movedIn(book, stored.content)),
    moved: movedIn(book, stored.content),
    signedOn: stored.signedOn,
    signatures,
    sides,
  }
}

/** Whether the second party stands elsewhere than below the first: codes are never reused, and the path is made of them. */
function movedIn(book: Book, { giver, taker }: Pick<Content, 'giver' | 'taker'>): boolean {
  const path = book.orgs.get(taker.org)?.path
  return giver !== null && path !== undefined && !path.includes(`/${giver.code}/`)
}

function sidesFor(
  book: Book,
  { giver, taker }: Pick<Content, 'giver' | 'taker'>,
  signatures: readonly StoredSignature[],
): Standing['sides'] {
  return sidesOf(giver).map(side => {
    const party = side === 'giver' ? giver! : taker
    const office = book.holders.get(party.org) ?? null
    return {
      side,
      name: party.name,
      office,
      holder: office?.person ?? null,
      signatures: signatures.filter(one => one.side === side),
    }
  })
}

/** The pairs between which objectives wait for a certificate. A part whose whole is out of sight waits out of sight. */
function draftsIn(book: Book): Draft[] {
  const drafts = new Map<string, Draft>()
  for (const pledge of book.pledges.values()) {
    const above = pledge.parent ? book.pledges.get(pledge.parent) : null
    if (pledge.certificate || above === undefined) continue
    const taker = book.orgs.get(pledge.org)?.code
    const giver = above ? book.orgs.get(above.org)?.code : null
    if (!taker || giver === undefined) continue
    const draft = { year: book.year, giver, taker }
    drafts.set(draftName(draft), draft)
  }
  return [...drafts.values()]
}

function pledgesOf(book: Book, { giver, taker }: Draft): Pledge[] {
  return [...book.pledges.values()].filter(pledge => {
    const above = pledge.parent ? book.pledges.get(pledge.parent) : null
    return (
      !pledge.certificate &&
      above !== undefined &&
      book.orgs.get(pledge.org)?.code === taker &&
      (above ? book.orgs.get(above.org)?.code : null) === giver
    )
  })
}

/** The whole to which an objective must add up with its neighbours before it is signed; at the top that is itself.
 *  Its own parts are the business of the next layer. Nothing where the whole is out of sight. */
function setsOf(book: Book, pledge: Pledge): Pledge[] {
  const whole = pledge.parent ? book.pledges.get(pledge.parent) : pledge
  return whole ? [whole] : []
}

function isAboveSigned(book: Book, pledge: Pledge): boolean {
  if (!pledge.parent) return true
  const above = book.pledges.get(pledge.parent)?.certificate
  return Boolean(above && book.certificates.get(above)?.signedOn)
}

function contentOf(book: Book, charter: Charter, draft: Draft, pledges: readonly Pledge[], id = ''): Content {
  const party = (code: string): Party => {
    const org = [...book.orgs.values()].find(one => one.code === code)!
    return { org: org.id, code, name: nameWords(org) }
  }
  return {
    format: 'jiceng-certificate-1',
    id,
    year: book.year,
    giver: draft.giver === null ? null : party(draft.giver),
    taker: party(draft.taker),
    objectives: pledges.map(pledge => {
      const above = pledge.parent ? book.pledges.get(pledge.parent)?.certificate : null
      const kept = above ? book.certificates.get(above) : undefined
      return {
        pledge: pledge.id,
        measure: pledge.measure,
        title: titleOf(charter, pledge.measure),
        formula: charter.measures.has(pledge.measure)
          ? formulaOf(charter, pledge.measure)
          : titleOf(charter, pledge.measure),
        unit: charter.measures.get(pledge.measure)?.is.unit ?? '',
        rule: ruleIn(charter, pledge.measure),
        direction: pledge.direction,
        value: pledge.value,
        above: kept ? { certificate: kept.id, digest: kept.digest } : null,
      }
    }),
  }
}

/** The content that a first signature would fix, once everything holds that must hold before anybody signs. */
async function proposed(
  tx: Tx,
  charter: Charter,
  draft: Draft,
  today: Day,
): Promise<{ content: Content; pledges: Pledge[] }> {
  const book = await bookOf(tx, charter, draft.year, today)
  const [taker, giver] = [await findOrg(tx, draft.taker), draft.giver ? await findOrg(tx, draft.giver) : null]
  const asked = { ...draft, taker: taker.code, giver: giver?.code ?? null }
  if (giver) await insistBelow(tx, charter, giver, taker, draft.year)
  const pledges = pledgesOf(book, asked)
  if (pledges.length === 0) refuse('pledge.nothing', asked)
  for (const pledge of pledges) {
    for (const set of setsOf(book, pledge)) insistBalanced(book, charter, set)
    if (!isAboveSigned(book, pledge))
      refuse('pledge.above', { org: named(giver!), measure: titleOf(charter, pledge.measure) })
  }
  return { content: contentOf(book, charter, asked, pledges, v7()), pledges }
}

/** Throws pledge.sum or pledge.short when the parts of an objective do not fit its whole. */
export function insistBalanced(book: Book, charter: Charter, pledge: Pledge): void {
  const division = divisionOf(book, charter, pledge)
  const { own, rest, sum, short, balanced } = balanceOf(division)
  if (balanced) return
  const [org, title, value] = [nameIn(book, pledge.org), titleOf(charter, pledge.measure), pledge.value]
  const [first] = short
  if (first)
    refuse('pledge.short', {
      org,
      measure: title,
      value,
      part: first.name,
      asked: first.value,
      atLeast: pledge.direction === 'at_least',
    })
  if (division.rule === 'whole') refuse('pledge.whole', { measure: title })
  refuse('pledge.sum', {
    org,
    measure: title,
    value,
    parts: amountOf(units(own) + units(sum)),
    rest: rest.replace('-', ''),
    over: rest.startsWith('-'),
  })
}

/** The side for which a person may sign today: the first whose office the person holds and has not signed for yet. */
async function sideOf(
  tx: Tx,
  charter: Charter,
  content: Content,
  signed: readonly StoredSignature[],
  signer: { readonly id: string; readonly name: string },
  today: Day,
): Promise<{ side: Side; office: Holder }> {
  const parties = sidesOf(content.giver).map(side => ({
    side,
    party: side === 'giver' ? content.giver! : content.taker,
  }))
  const offices = await holdersOf(
    tx,
    charter,
    parties.map(one => one.party.org),
    today,
  )
  const held = parties.filter(one => offices.get(one.party.org)?.person === signer.id)
  if (held.length === 0)
    refuse('pledge.office', {
      person: signer.name,
      day: today,
      sides: parties.map(({ party }) => {
        const holder = offices.get(party.org)
        return { org: party.name, holder: holder ? (holder.name ?? '—') : null }
      }),
    })
  const mine = (side: Side) => signed.find(one => one.side === side && one.person === signer.id)
  const open = held.find(one => !mine(one.side))
  if (!open) refuse('pledge.again', { person: signer.name, day: mine(held[0]!.side)!.day })
  if (open.side === 'taker' && content.giver && !signed.some(one => one.side === 'giver'))
    refuse('pledge.order', { giver: content.giver.name, taker: content.taker.name })
  return { side: open.side, office: offices.get(open.party.org)! }
}

async function fixContent(tx: Tx, content: Content, pledges: readonly Pledge[]): Promise<Pick<Org, 'seat'>> {
  const { seat } = pledges[0]!
  await tx.run(put, [
    tx.region,
    content.id,
    content.year,
    content.giver?.org ?? null,
    content.taker.org,
    seat,
    JSON.stringify(content),
    digestOf(content),
  ])
  const fixed = await tx.run(fix, [tx.region, content.id, pledges.map(one => one.id), pledges.map(one => one.value)])
  if (fixed !== pledges.length) refuse('pledge.changed', {})
  return { seat }
}

/** Leaves the certificate in the register for its year, where measures and duties find it. One that comes late holds for a day. */
async function bind(tx: Tx, content: Content, seat: string, today: Day): Promise<void> {
  const [from, end] = [bindsFrom(content.year, today), dayOf(content.year + 1, 1, 1)]
  await tx.run(putTie, [
    tx.region,
    content.id,
    CERTIFICATE,
    content.taker.org,
    seat,
    from,
    end > from ? end : plusDays(from, 1),
    JSON.stringify({ certificate: content.id, ...(content.giver ? { giver: content.giver.org } : {}) }),
  ])
  await tx.run(touch, [tx.region, v7(), CERTIFICATE, content.taker.org, seat, monthOf(from)])
}

/** A certificate binds from the day on which both have signed, but not before its year begins. */
function bindsFrom(year: number, signedOn: Day): Day {
  const begin = dayOf(year, 1, 1)
  return signedOn < begin ? begin : signedOn
}
