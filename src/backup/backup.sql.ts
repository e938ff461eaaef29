// What is known of backups: to which key, where to, when the last one ended and what became of it. The owner's door alone reads it.
import { v7 } from 'uuid'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'

/** To whom the archives of a house are sealed, and the folder of the nightly ones. */
export interface BackupKey {
  readonly recipient: string
  readonly folder: string | null
}

/** Hours after which a night that came to nothing, or to no end, is tried again. */
const AGAIN = 3

const key = statement<BackupKey>('backup.key', 'select recipient, folder from backup_key where region = $1')
const putKey = statement(
  'backup.put_key',
  `insert into backup_key (region, recipient, folder, made_at) values ($1, $2, $3, $4)
   on conflict (region) do update set recipient = excluded.recipient, folder = excluded.folder, made_at = excluded.made_at`,
)
const done = statement(
  'backup.done',
  'insert into backup (region, id, begun_at, ended_at, file, size, digest) values ($1, $2, $3, $4, $5, $6, $7)',
)
const claim = statement<{ id: string }>(
  'backup.claim',
  `insert into backup (region, id, begun_at, night) values ($1, $2, $3, $4)
   on conflict (region, night) do update set id = excluded.id, begun_at = excluded.begun_at, fault = null
     where backup.ended_at is null and backup.begun_at < excluded.begun_at - make_interval(hours => ${AGAIN})
   returning id`,
)
const whole = statement(
  'backup.whole',
  'update backup set ended_at = $3, file = $4, size = $5, digest = $6 where region = $1 and id = $2',
)
const failed = statement('backup.failed', 'update backup set fault = $3 where region = $1 and id = $2')
const state = statement<{ last: Date | null; fault: { zh: string; en: string } | null }>(
  'backup.state',
  `select max(ended_at) as last,
     (select fault from backup where region = $1 and fault is not null
        and begun_at > coalesce((select max(ended_at) from backup where region = $1), '-infinity') order by begun_at desc limit 1) as fault
   from backup where region = $1`,
)
const list = statement<{
  begun: Date
  ended: Date | null
  night: Day | null
  file: string | null
  size: number | null
  digest: string | null
  fault: { zh: string; en: string } | null
}>(
  'backup.list',
  `select begun_at as begun, ended_at as ended, night, file, size, digest, fault from backup where region = $1 order by begun_at desc limit 100`,
)

/** An archive that stands on the disk whole. */
export interface Made {
  readonly file: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the file. */
  readonly digest: string
}

/** The key of the backups; null where none is set. */
export function backupKey(tx: Tx): Promise<BackupKey | null> {
  return tx.one(key, [tx.region])
}

/** Sets the key of the backups and the folder of the nightly ones, in place of what was set. */
export async function setBackupKey(tx: Tx, { recipient, folder }: BackupKey, now: Date): Promise<void> {
  await tx.run(putKey, [tx.region, recipient, folder, now])
}

/** Notes an archive that somebody asked for. */
export async function noteBackup(tx: Tx, made: Made, begun: Date, ended: Date): Promise<void> {
  await tx.run(done, [tx.region, v7(), begun, ended, made.file, made.size, made.digest])
}

/** Takes a night for whoever asks first; null where it is done, or another is at it. */
export async function claimNight(tx: Tx, night: Day, now: Date): Promise<string | null> {
  return (await tx.one(claim, [tx.region, v7(), now, night]))?.id ?? null
}

/** Notes what became of a night. */
export async function endNight(
  tx: Tx,
  id: string,
  came: Made | { readonly fault: { zh: string; en: string } },
  now: Date,
): Promise<void> {
  if ('fault' in came) await tx.run(failed, [tx.region, id, JSON.stringify(came.fault)])
  else await tx.run(whole, [tx.region, id, now, came.file, came.size, came.digest])
}

/** How old the last backup is, in hours, and why the newest attempt after it failed; null where there is none. */
export async function lastBackup(
  tx: Tx,
  now: Date,
): Promise<{ at: Date | null; hours: number | null; fault: { zh: string; en: string } | null }> {
  const { last, fault } = (await tx.one(state, [tx.region]))!
  return { at: last, hours: last && Math.max(0, Math.floor((now.getTime() - last.getTime()) / 3_600_000)), fault }
}

/** The newest backups first, a hundred at most. */
export function backups(tx: Tx) {
  return tx.all(list, [tx.region])
}
