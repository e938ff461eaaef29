// Files beside records: kept with their record's organization, taken back without a trace of their content.

import { v7 } from 'uuid'
import { note } from '../audit/note.sql.ts'
import type { Charter } from '../charter/charter.ts'
import { refuse } from '../problem/problem.ts'
import { insistName, storedName } from '../register/name.ts'
import { statement, type Tx } from '../store/store.ts'
import { ENDINGS, MOST_BYTES, typeOf, withoutTraces } from './attachment.ts'
import type { Author } from './record.sql.ts'
import { insistCorrector } from './writer.sql.ts'

const recordOf = statement<{ org: string; seat: string }>(
  'attachment.record',
  'select r.org, r.seat from record_key k join record r on r.region = $1 and r.id = k.id and r.day = k.day where k.region = $1 and k.id = $2',
)
const put = statement<{ id: string }>(
  'attachment.put',
  `insert into attachment (region, id, record, org, seat, name, type, size, digest, bytes, author, at)
   values ($1, $2, $3, $4, $5, $6, $7, octet_length($8::bytea), encode(sha256($8::bytea), 'hex'), $8, $9, now())
   on conflict on constraint attachment_once do nothing returning id`,
)
const there = statement<{ id: string }>(
  'attachment.there',
  `select id from attachment where region = $1 and record = $2 and digest = encode(sha256($3::bytea), 'hex')`,
)
const ofRecord = statement<Attachment>(
  'attachment.list',
  `select id, record, name, type, size, author, at, withdrawn_by as "withdrawnBy" from attachment where region = $1 and record = $2 order by id`,
)
const byId = statement<{ name: string; type: string; bytes: Buffer | null }>(
  'attachment.open',
  'select name, type, bytes from attachment where region = $1 and id = $2',
)
const drop = statement(
  'attachment.withdraw',
  'update attachment set bytes = null, withdrawn_by = $4, withdrawn_at = now() where region = $1 and record = $2 and id = $3 and withdrawn_by is null',
)

export interface Attachment {
  readonly id: string
  readonly record: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  readonly author: string
  readonly at: Date
  /** Who took it back; null while the file is there. */
  readonly withdrawnBy: string | null
}

/** Sets a file beside a record, for whoever may write the record; the same file again is harmless. Gives its id. Throws
 *  record.unknown and attachment.form, and what insistCorrector refuses. */
export async function attach(
  tx: Tx,
  charter: Charter,
  record: string,
  given: { readonly name: string; readonly bytes: Uint8Array },
  author: Author,
): Promise<{ id: string; added: boolean }> {
  const place = (await tx.one(recordOf, [tx.region, record])) ?? refuse('record.unknown', { id: record })
  await insistCorrector(tx, charter, record, author)
  const file = { ...given, name: insistName(storedName(given.name)) }
  const type = typeOf(file.name, file.bytes)
  if (type === null || file.bytes.length > MOST_BYTES)
    return refuse('attachment.form', { file: file.name, endings: ENDINGS.join(', '), megabytes: MOST_BYTES >> 20 })
  const bytes = Buffer.from(withoutTraces(file.bytes))
  const id = v7()
  const added = await tx.one(put, [tx.region, id, record, place.org, place.seat, file.name, type, bytes, author.name])
  if (!added) return { id: (await tx.one(there, [tx.region, record, bytes]))!.id, added: false }
  noteFile(tx, 'record.attach', place, author, { id, record, name: file.name })
  return { id, added: true }
}

/** The files beside a record, in the order in which they came. */
export function attachmentsOf(tx: Tx, record: string): Promise<Attachment[]> {
  return tx.all(ofRecord, [tx.region, record])
}

/** The content of a file. Throws attachment.unknown for one that is not there, not in sight, or taken back. */
export async function openAttachment(tx: Tx, id: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const found = await tx.one(byId, [tx.region, id])
  if (!found?.bytes) return refuse('attachment.unknown', { id })
  return { name: found.name, type: found.type, bytes: found.bytes }
}

/** Takes a file back, for whoever may write the record: its content is gone, that it was there stays. Throws
 *  attachment.unknown, and what insistCorrector refuses. */
export async function withdrawAttachment(
  tx: Tx,
  charter: Charter,
  record: string,
  id: string,
  author: Author,
): Promise<void> {
  const place = (await tx.one(recordOf, [tx.region, record])) ?? refuse('record.unknown', { id: record })
  await insistCorrector(tx, charter, record, author)
  if ((await tx.run(drop, [tx.region, record, id, author.name])) === 0) refuse('attachment.unknown', { id })
  noteFile(tx, 'record.detach', place, author, { id, record })
}

function noteFile(
  tx: Tx,
  act: string,
  { org, seat }: { org: string; seat: string },
  author: Author,
  what: { readonly id: string; readonly record: string; readonly name?: string },
): void {
  note(tx, { kind: 'acts', author: author.name, act, org, seat, about: what.record, what })
}
