// Answers about objectives and certificates.

import type { Figure } from '../measure/figure.api.ts'
import { proportion } from '../pledge/amount.ts'
import {
  certificateOf,
  certificatesIn,
  fileOf,
  fixedContent,
  type Standing,
  signAs,
  statesIn,
  withdraw,
} from '../pledge/certificate.sql.ts'
import { draftName } from '../pledge/certificate.ts'
import { keyOf, keyOwner, openOwn, registerKey } from '../pledge/key.sql.ts'
import {
  dividePledge,
  dropPledge,
  exportCertificate,
  listPledges,
  makeOwnKey,
  proposeParts,
  setPledge,
  showCertificate,
  showKey,
  signCertificate,
  takeCertificate,
  withdrawCertificate,
} from '../pledge/pledge.api.ts'
import {
  type Book,
  bookOf,
  type Changer,
  divide,
  divisionOf,
  drop,
  holdersOf,
  nameIn,
  type Pledge,
  pledgeOf,
  ruleIn,
  setObjective,
  titleOf,
} from '../pledge/pledge.sql.ts'
import { balanceOf, type Direction, decimalsFor, gapsIn, readingDay, standing } from '../pledge/pledge.ts'
import { progressOf } from '../pledge/progress.sql.ts'
import { fingerprint, makeKey, type OpenKey, openKey, type SealedKey, sealKey, written } from '../pledge/seal.node.ts'
import { refuse } from '../problem/problem.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { findOrg, orgsOn } from '../register/organization.sql.ts'
import { certificateDraft } from '../report/certificate.ts'
import type { Draft } from '../report/draft.ts'
import { toWord } from '../report/word.node.ts'
import type { Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import { type Asking, answer, file } from './answer.ts'
import { pass, periodOf, ready } from './house.node.ts'

export const pledgeList = answer(listPledges, async ({ house, actor }, { year, org, tree }) => {
  await ready(house, actor, periodOf(String(year)))
  return pass(house, actor, 'read', async tx => {
    const { charter } = house
    const today = house.today()
    const place = await findOrg(tx, org ?? actor.org.code)
    const book = await bookOf(tx, charter, year, today)
    const states = statesIn(book, charter)
    const certificates = certificatesIn(book, charter)
    const within = (id: string) => book.orgs.get(id)?.seat.startsWith(place.seat) ?? false
    const shown = [...book.pledges.values()].filter(pledge => within(pledge.org))
    const found = await progressOf(
      tx,
      charter,
      { top: place, year, tree, today },
      shown.map(pledge => ({ measure: pledge.measure, place: book.orgs.get(pledge.org)! })),
    )
    return {
      on: book.on,
      settled: ![...found.values()].some(row => row.status === 'unsettled'),
      pledges: shown.map(pledge => {
        const division = divisionOf(book, charter, pledge)
        const { own, sum, rest, short, balanced } = balanceOf(division)
        const is = charter.measures.get(pledge.measure)?.is
        return {
          id: pledge.id,
          parent: pledge.parent,
          org: { code: book.orgs.get(pledge.org)!.code, name: nameIn(book, pledge.org) },
          sector: book.orgs.get(pledge.org)!.sector,
          year: pledge.year,
          measure: pledge.measure,
          title: titleOf(charter, pledge.measure),
          unit: is?.unit ?? '',
          digits: is?.digits ?? 0,
          direction: pledge.direction,
          rule: division.rule,
          value: pledge.value,
          own,
          parts: sum,
          rest,
          balanced,
          short: short.map(part => part.name),
          state: states.get(pledge.id)!,
          certificate: pledge.certificate ?? draftFor(book, pledge),
          progress: told(pledge.direction, pledge.value, found.get(`${pledge.measure} ${pledge.org}`)),
        }
      }),
      certificates: certificates.filter(one => within(one.taker.org)).map(one => row(one, book.on, actor.person.id)),
    }
  })
})

export const pledgeSet = answer(setPledge, (asking, _query, body) =>
  pass(asking.house, asking.actor, 'pledge', async tx => ({
    id: await setObjective(tx, asking.house.charter, body, changer(asking)),
  })),
)

export const pledgeDivide = answer(dividePledge, (asking, { id }, { own, parts }) =>
  pass(asking.house, asking.actor, 'pledge', async tx => {
    const { house } = asking
    await divide(tx, house.charter, id, own, parts, changer(asking))
    const pledge = await pledgeOf(tx, id)
    const book = await bookOf(tx, house.charter, pledge.year, house.today())
    const { rest, balanced } = balanceOf(divisionOf(book, house.charter, pledge))
    return { rest, balanced }
  }),
)

export const pledgeProposal = answer(proposeParts, ({ house, actor }, { id }) =>
  pass(house, actor, 'pledge', async tx => {
    const { charter } = house
    const today = house.today()
    const pledge = await pledgeOf(tx, id)
    const orgs = await orgsOn(tx, readingDay(pledge.year, today))
    const below = orgs.filter(one => one.parent === pledge.org)
    const before = await progressOf(
      tx,
      charter,
      { top: orgs.find(one => one.id === pledge.org)!, year: pledge.year - 1, tree: 'then', today },
      below.map(place => ({ measure: pledge.measure, place })),
    )
    const values = below.map(one => before.get(`${pledge.measure} ${one.id}`)?.value ?? null)
    const parts =
      ruleIn(charter, pledge.measure) === 'sum'
        ? proportion(
            pledge.value,
            values.map(value => value ?? 0),
            decimalsFor(charter, pledge.measure),
          )
        : below.map(() => pledge.value)
    return {
      parts: below.map((one, index) => ({
        org: { code: one.code, name: orgWords(one) },
        value: parts[index]!,
        before: values[index]!,
      })),
    }
  }),
)

export const pledgeDrop = answer(dropPledge, (asking, { id }) =>
  pass(asking.house, asking.actor, 'pledge', tx => drop(tx, asking.house.charter, id, changer(asking))),
)

export const certificateShow = answer(showCertificate, async (asking, { ref }) => {
  const { house, actor } = asking
  const year = await pass(
    house,
    actor,
    'read',
    async tx => (await certificateOf(tx, house.charter, ref, house.today())).year,
  )
  await ready(house, actor, periodOf(String(year)))
  return pass(house, actor, 'read', tx => shownCertificate(asking, tx, ref))
})

export const certificateSign = answer(signCertificate, (asking, { ref }, { passphrase }) =>
  signWith(asking, ref, tx => openOwn(tx, asking.actor.person, passphrase)),
)

/** Signs with a key from a file: its person must have registered it. For the command line, whose user may hold it. */
export async function signWithFile(asking: Asking, ref: string, sealed: SealedKey, passphrase: string) {
  const { house, actor } = asking
  const key = openKey(sealed, passphrase)
  const person =
    (await pass(house, actor, 'read', tx => keyOwner(tx, key.key, house.today()))) ??
    refuse('pledge.key', { person: fingerprint(key.key) })
  return signWith(as(asking, person), ref, async () => key)
}

/** Makes a key for the one who is in office at an organization; it is registered here and kept there, in a file. */
export async function makeKeyFile(asking: Asking, org: string, passphrase: string): Promise<SealedKey> {
  const { house, actor } = asking
  const today = house.today()
  const holder = await pass(house, actor, 'read', async tx => {
    const found = await findOrg(tx, org)
    const name = orgWords(found)
    const vacant = (): never =>
      refuse('pledge.office', { person: '—', day: today, sides: [{ org: name, holder: null }] })
    return (await holdersOf(tx, house.charter, [found.id], today)).get(found.id) ?? vacant()
  })
  const key = makeKey()
  const sealed = sealKey(key, passphrase)
  const own = as(asking, { id: holder.person, name: holder.name ?? '' })
  await pass(house, own.actor, 'read', tx => registerKey(tx, holder.person, key.key, null, today))
  return sealed
}

export const certificateWithdraw = answer(withdrawCertificate, async (asking, { ref }, { why }) => {
  await pass(asking.house, asking.actor, 'pledge', tx => withdraw(tx, ref, why, changer(asking)))
  return asking.house.settleStored()
})

export const certificateFile = file(exportCertificate, 'export.certificate', ({ house, actor }, { ref }) =>
  pass(house, actor, 'read', async tx => {
    const found = await certificateOf(tx, house.charter, ref, house.today())
    if (found.signatures.length === 0) refuse('pledge.certificate', { certificate: ref })
    const bytes = written(fileOf(found, await fixedContent(tx, found.ref)))
    return {
      name: `certificate-${found.year}-${found.giver?.code ?? ''}-${found.taker.code}.json`,
      type: 'application/json',
      bytes: new TextEncoder().encode(bytes),
    }
  }),
)

export const certificateWord = file(takeCertificate, 'export.certificate_word', async (asking, { ref, lang }) => {
  const draft = await certificateDraftOf(asking, ref, lang)
  return {
    name: `certificate-${draft.binding.period}-${draft.binding.org}-${lang}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await toWord(draft),
  }
})

/** The certificate as a draft for paper; a file of it is checked against the same draft made anew. */
export async function certificateDraftOf(asking: Asking, ref: string, lang: 'zh' | 'en'): Promise<Draft> {
  return certificateDraft(await certificateShow.give(asking, { ref }, {}), lang, asking.house.today())
}

export const keyShow = answer(showKey, ({ house, actor }) =>
  pass(house, actor, 'read', async tx => {
    const key = await keyOf(tx, actor.person.id)
    return { key: key && { fingerprint: fingerprint(key.key), madeOn: key.madeOn, kept: key.kept } }
  }),
)

export const keyMake = answer(makeOwnKey, async ({ house, actor }, _query, { passphrase }) => {
  const key = makeKey()
  const sealed = sealKey(key, passphrase)
  await pass(house, actor, 'read', tx => registerKey(tx, actor.person.id, key.key, sealed, house.today()))
  return { fingerprint: fingerprint(key.key) }
})

async function signWith(asking: Asking, ref: string, open: (tx: Tx) => Promise<OpenKey>) {
  const { house, actor } = asking
  // Whether somebody may sign is the register's word, not that of a verb: who holds the office on the day.
  const done = await pass(house, actor, 'read', async tx => {
    const id = await signAs(tx, house.charter, ref, actor.person, await open(tx), changer(asking))
    const { state } = await certificateOf(tx, house.charter, id, house.today())
    return { id, state }
  })
  return { ...done, ...(await house.settleStored()) }
}

async function shownCertificate({ house, actor }: Asking, tx: Tx, ref: string) {
  const { charter } = house
  const today = house.today()
  const found = await certificateOf(tx, charter, ref, today)
  const on = readingDay(found.year, today)
  const place = await findOrg(tx, found.taker.org)
  const progress = await progressOf(
    tx,
    charter,
    { top: place, year: found.year, tree: 'then', today },
    found.objectives.map(one => ({ measure: one.measure, place })),
  )
  return {
    ...row(found, on, actor.person.id),
    lines: found.objectives.map(({ above: _above, ...line }) => ({
      ...line,
      digits: charter.measures.get(line.measure)?.is.digits ?? 0,
      progress: told(line.direction, line.value, progress.get(`${line.measure} ${place.id}`)),
    })),
  }
}

function row(one: Standing, on: Day, reader: string) {
  const gaps = gapsIn(one.sides, on)
  return {
    ref: one.ref,
    year: one.year,
    giver: one.giver && { code: one.giver.code, name: one.giver.name },
    taker: { code: one.taker.code, name: one.taker.name },
    state: one.state,
    moved: one.moved,
    signedOn: one.signedOn,
    objectives: one.objectives.length,
    sides: one.sides.map(({ side, name, office, holder, signatures }) => ({
      side,
      org: { code: (side === 'giver' ? one.giver! : one.taker).code, name },
      holder: office && office.name !== null ? { zh: office.name, en: office.english! } : null,
      holds: holder !== null,
      since: office?.since ?? null,
      signatures: one.signatures
        .filter(signed => signed.side === side)
        .map(({ statement: { signer, key }, day, person }) => ({
          name: nameWords(signer),
          day,
          fingerprint: fingerprint(key),
          inOffice: person === holder,
        })),
      gap: gaps.includes(side),
      mine: holder === reader && !signatures.some(signed => signed.person === reader),
    })),
  }
}

function told(direction: Direction, target: string, figure: Figure | undefined) {
  const { value = null, status = 'missing', records = 0, asOf = '' } = figure ?? {}
  const stand = status === 'ok' ? standing(direction, target, value) : null
  return { value, status, records, asOf, reached: stand?.reached ?? null, left: stand?.left ?? null }
}

/** The name under which a waiting objective is signed; null where its whole is out of the reader's sight. */
function draftFor(book: Book, pledge: Pledge): string | null {
  const above = pledge.parent ? book.pledges.get(pledge.parent) : null
  const giver = above ? book.orgs.get(above.org)?.code : null
  if (above === undefined || giver === undefined) return null
  return draftName({ year: book.year, giver, taker: book.orgs.get(pledge.org)!.code })
}

function changer({ house, actor }: Asking): Changer {
  return { name: actor.account, today: house.today() }
}

/** The same request in a person's name. */
function as(asking: Asking, person: { id: string; name: string }): Asking {
  const { actor } = asking
  return {
    ...asking,
    actor: {
      ...actor,
      person: { ...person, english: person.name },
      scope: { ...actor.scope, person: person.id },
    },
  }
}
