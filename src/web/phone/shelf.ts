// What the phone keeps in IndexedDB: who is signed in, the answer that the forms are made of, drafts, records not yet sent, and
// a few that were. A save is one transaction: either the record waits in the queue, or the draft is still there.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { z } from 'zod'
import type { account } from '../../access/session.api.ts'
import type { Complaint } from '../../burden/complaint.api.ts'
import type { Words } from '../../charter/language.ts'
import type { CaptureAnswer } from '../../record/capture.api.ts'
import type { Draft } from '../../record/draft.ts'
import type { RecordInput } from '../../record/record.api.ts'

export type Account = z.infer<typeof account>

/** A form as the phone keeps it; one that came back carries the problem document of its refusal until something is changed. */
export type KeptDraft = Draft & { readonly refused?: Record<string, unknown> }

/** A filled form on its way: its lines are stored together or not at all. */
export interface Held {
  /** Id of the first line, made when the form was opened: the time of capture is in it (UUIDv7). */
  readonly id: string
  readonly account: string
  readonly title: Words
  readonly org: Words
  readonly day: string
  readonly lines: RecordInput[]
  /** The form as it was typed, so that it can be opened again. Absent in what another phone has handed over. */
  readonly draft: Draft | null
  /** It may have reached the server although no answer came: its content stays as it is until that is known. */
  readonly tried: boolean
  /** The problem document with which the server refused it. */
  readonly refused: Record<string, unknown> | null
  /** The problem document of a fault of the server over this very record: it is tried after all others. */
  readonly stuck?: Record<string, unknown> | null
}

/** A record that has arrived. */
export interface Sent extends Omit<Held, 'draft' | 'tried' | 'refused' | 'stuck'> {
  readonly at: string
}

/** Who was signed in last on this phone, and what the server's day was by the phone's clock. */
export interface Me {
  readonly account: Account
  /** Days by which the phone's clock was ahead of the server's when they last spoke. */
  readonly ahead: number
  /** The day on which the clock of a ready district stands; null where it runs. */
  readonly clock: string | null
}

interface Schema extends DBSchema {
  kept: { key: string; value: unknown }
  drafts: { key: string; value: KeptDraft }
  queue: { key: string; value: Held }
  sent: { key: string; value: Sent }
}

const SENT_KEPT = 60
const open: { database: Promise<IDBPDatabase<Schema>> | null } = { database: null }

function shelf(): Promise<IDBPDatabase<Schema>> {
  open.database ??= openDB<Schema>('jiceng-phone', 1, {
    upgrade(made) {
      made.createObjectStore('kept')
      for (const name of ['drafts', 'queue', 'sent'] as const) made.createObjectStore(name, { keyPath: 'id' })
    },
    // A newer page of ours wants to change the shelf: make way; the next use opens it again.
    blocking: () => void closed(),
    terminated: () => void closed(),
  }).catch(fault => {
    open.database = null
    throw fault
  })
  return open.database
}

async function closed(): Promise<void> {
  const was = open.database
  open.database = null
  ;(await was)?.close()
}

// Every page of this phone is told when one of them, or the worker, has changed something.
const line = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('jiceng-phone')
const listeners = new Set<() => void>()
if (line) line.onmessage = () => tell()

function tell(): void {
  for (const listener of listeners) listener()
}

function changed(): void {
  tell()
  line?.postMessage('changed')
}

/** Calls back after every change, by whichever page. Gives the way to stop it. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything that a page shows. */
export interface Content {
  readonly me: Me | null
  readonly drafts: readonly Draft[]
  readonly queue: readonly Held[]
  readonly sent: readonly Sent[]
}

export async function read(): Promise<Content> {
  const transaction = (await shelf()).transaction(['kept', 'drafts', 'queue', 'sent'])
  const [me, drafts, queue, sent] = await Promise.all([
    transaction.objectStore('kept').get('me') as Promise<Me | undefined>,
    transaction.objectStore('drafts').getAll(),
    transaction.objectStore('queue').getAll(),
    transaction.objectStore('sent').getAll(),
  ])
  return { me: me ?? null, drafts, queue, sent }
}

export async function keepMe(me: Me): Promise<void> {
  await (await shelf()).put('kept', me, 'me')
  changed()
}

/** Forgets who was signed in and the names that came with it. What waits to be sent stays. */
export async function forgetMe(): Promise<void> {
  await (await shelf()).clear('kept')
  changed()
}

/** Until when the server wants to be left alone, in milliseconds; 0 where it has not said so. */
export async function pausedUntil(): Promise<number> {
  return ((await (await shelf()).get('kept', 'paused until')) as number | undefined) ?? 0
}

export async function pauseUntil(until: number): Promise<void> {
  await (await shelf()).put('kept', until, 'paused until')
}

/** The last answer for the forms of an organization, if this account ever had one. */
export async function captureOf(account: string, org: string): Promise<CaptureAnswer | null> {
  const kept = (await (await shelf()).get('kept', `capture ${account} ${org}`)) as CaptureAnswer | undefined
  // What an earlier edition kept offers no records to name.
  return kept ? { ...kept, named: kept.named ?? [] } : null
}

export async function keepCapture(account: string, answer: CaptureAnswer): Promise<void> {
  await (await shelf()).put('kept', answer, `capture ${account} ${answer.org.code}`)
  changed()
}

/** A complaint that is being written. */
export interface TypedComplaint {
  readonly id: string
  readonly about: Complaint['about']
  readonly text: string
  readonly named: boolean
}

export async function keptComplaint(account: string): Promise<TypedComplaint | null> {
  return ((await (await shelf()).get('kept', `complaint ${account}`)) as TypedComplaint | undefined) ?? null
}

export async function keepComplaint(account: string, typed: TypedComplaint | null): Promise<void> {
  const key = `complaint ${account}`
  await (typed ? (await shelf()).put('kept', typed, key) : (await shelf()).delete('kept', key))
}

/** A record of this phone that may tell of the same event as another on record, until its writer says which it is. */
export interface Doubt {
  readonly id: string
  readonly other: string
  readonly kind: string
  readonly org: string
  readonly title: Words
  readonly day: string
  readonly by: string
}

export async function doubtsOf(account: string): Promise<readonly Doubt[]> {
  return ((await (await shelf()).get('kept', `doubts ${account}`)) as Doubt[] | undefined) ?? []
}

export async function keepDoubts(account: string, doubts: readonly Doubt[]): Promise<void> {
  await (await shelf()).put('kept', [...doubts], `doubts ${account}`)
  changed()
}

export async function keepDraft(draft: Draft): Promise<void> {
  await (await shelf()).put('drafts', draft)
}

export async function dropDraft(id: string): Promise<void> {
  await (await shelf()).delete('drafts', id)
  changed()
}

export async function draftOf(id: string): Promise<KeptDraft | null> {
  return (await (await shelf()).get('drafts', id)) ?? null
}

/** The draft becomes a record that waits. Not before the disk says so does this promise hold. */
export async function enqueue(held: Held): Promise<void> {
  const transaction = (await shelf()).transaction(['drafts', 'queue'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    transaction.objectStore('queue').put(held),
    transaction.objectStore('drafts').delete(held.id),
    transaction.done,
  ])
  changed()
}

/** A refused or untouched record becomes a draft again, under the same id: the server does not have it. */
export async function reopen(held: Held & { readonly draft: Draft }): Promise<void> {
  const why = held.refused ?? held.stuck
  const draft: KeptDraft = why ? { ...held.draft, refused: why } : held.draft
  const transaction = (await shelf()).transaction(['drafts', 'queue'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    transaction.objectStore('drafts').put(draft),
    transaction.objectStore('queue').delete(held.id),
    transaction.done,
  ])
  changed()
}

export async function setHeld(held: Held): Promise<void> {
  await (await shelf()).put('queue', held)
  changed()
}

export async function dropHeld(id: string): Promise<void> {
  await (await shelf()).delete('queue', id)
  changed()
}

/** The server has it: out of the queue and onto the list of what was sent, of which the newest are kept. */
export async function arrived(held: Held): Promise<void> {
  const { draft: _draft, tried: _tried, refused: _refused, stuck: _stuck, ...rest } = held
  const transaction = (await shelf()).transaction(['queue', 'sent'], 'readwrite')
  const sent = transaction.objectStore('sent')
  await transaction.objectStore('queue').delete(held.id)
  await sent.put({ ...rest, at: new Date().toISOString() })
  const keys = await sent.getAllKeys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - SENT_KEPT)).map(key => sent.delete(key)))
  await transaction.done
  changed()
}
