// An archive into an empty house, in one transaction: its shape as it was, its rows, then whatever this program has added since.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { note } from '../audit/note.sql.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { beginEmpty, type Inlet } from '../store/fill.node.ts'
import { insistKnown } from '../store/migration.node.ts'
import { statement } from '../store/store.ts'
import { FORM, KEY, MANIFEST, type Manifest, manifest, memberOf, SUMS } from './archive.ts'
import { type Member, membersOf } from './sealed.node.ts'

const putBytes = statement(
  'unpack.bytes',
  `update attachment set bytes = $3 where region = $1 and id = $2 and digest = encode(sha256($3::bytea), 'hex')`,
)
// Closed before it opened: how a ballot stands that was withdrawn.
const withdraw = statement<{ org: string; seat: string }>(
  'unpack.withdraw',
  'update ballot set closed_on = opens - 1 where region = $1 and id = $2 returning org, seat',
)
const unfilled = statement('unpack.unfilled', 'update kept_month set filled = false where region = $1')
const unsettled = statement('unpack.unsettled', 'update district set edition = null where region = $1')

/** Reads the first member. Throws archive.foreign, archive.newer and archive.changed. */
async function manifestOf(file: string, first: Member | undefined): Promise<Manifest> {
  if (first?.name !== MANIFEST) return refuse('archive.foreign', { file })
  const text = (await whole(first)).toString('utf8')
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    refuse('archive.foreign', { file })
  }
  const read = manifest.safeParse(told)
  if (!read.success) {
    const form = (told as { form?: unknown } | null)?.form
    return typeof form === 'string' && /^jiceng-archive-\d+$/.test(form) && form !== FORM
      ? refuse('archive.newer', { file, what: form })
      : refuse('archive.foreign', { file })
  }
  try {
    insistKnown(read.data.migrations)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { name } = error.details as { name: string }
    return error.code === 'store.newer'
      ? refuse('archive.newer', { file, what: name })
      : refuse('archive.changed', { file, name })
  }
  return read.data
}

async function whole(member: Member): Promise<Buffer> {
  const held: Uint8Array[] = []
  for await (const chunk of member.content) held.push(chunk)
  return Buffer.concat(held)
}

/** What becomes of the members while an archive is read. */
interface Taker {
  begin?(told: Manifest): Promise<void>
  /** Takes a part of a table to its end and gives how many rows it had. */
  table(name: string, lines: AsyncIterable<Uint8Array>): Promise<number>
  attachment(id: string, content: Buffer): Promise<void>
  key(text: string): Promise<void>
}

/** Reads a whole archive and checks it against itself: sums, rows of each table, number of attachments. Nothing that it holds is
 *  believed before the last byte has been read. Throws archive.*. */
async function readThrough(file: string, secret: string, taker: Taker): Promise<Manifest> {
  const wrong = (zh: string, en: string) => refuse('archive.wrong', { file, why: { zh, en } })
  const members = membersOf(file, secret)
  try {
    const summed = new Map<string, string>()
    const rows = new Map<string, number>()
    let attachments = 0
    let sums: string | null = null
    let told: Manifest | null = null
    for await (const member of members) {
      const hash = createHash('sha256')
      const content = hashed(member.content, hash)
      const what = memberOf(member.name)!
      if (told === null) {
        told = await manifestOf(file, { ...member, content })
        for (const { name } of told.tables) rows.set(name, 0)
        await taker.begin?.(told)
      } else if (sums !== null) wrong('总和之后还有成员', 'there are members after the sums')
      else if ('table' in what) {
        const before = rows.get(what.table)
        if (before === undefined) return wrong(`清单里没有表 ${what.table}`, `the manifest has no table ${what.table}`)
        rows.set(what.table, before + (await taker.table(what.table, content)))
      } else if ('attachment' in what) {
        attachments++
        await taker.attachment(what.attachment, await whole({ ...member, content }))
      } else if (what.file === KEY) await taker.key((await whole({ ...member, content })).toString('utf8'))
      else if (what.file === SUMS) sums = (await whole({ ...member, content })).toString('utf8')
      if (member.name !== SUMS) summed.set(member.name, hash.digest('hex'))
    }
    if (told === null) return refuse('archive.foreign', { file })
    const found = [...summed].map(([name, digest]) => `${digest}  ${name}\n`).join('')
    if (sums !== found) wrong('各成员与总和不符', 'its members are not those of its sums')
    for (const { name, rows: said } of told.tables)
      if (rows.get(name) !== said)
        wrong(
          `表 ${name} 应有 ${said} 行，实有 ${rows.get(name)} 行`,
          `table ${name} has ${rows.get(name)} rows, not ${said}`,
        )
    if (attachments !== told.attachments)
      wrong(
        `应有附件 ${told.attachments} 个，实有 ${attachments} 个`,
        `there are ${attachments} attachments, not ${told.attachments}`,
      )
    return told
  } finally {
    await members.return(undefined)
  }
}

async function* hashed(content: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}

/** Reads an archive to its end without a database: whether it opens, is whole and agrees with itself. Gives its manifest.
 *  Throws archive.*. */
export function inspect(file: string, secret: string): Promise<Manifest> {
  return readThrough(file, secret, {
    table: async (_name, lines) => {
      let rows = 0
      for await (const chunk of lines) for (const byte of chunk) if (byte === 10) rows++
      return rows
    },
    attachment: async () => undefined,
    key: async () => undefined,
  })
}

/** What an archive is unpacked into. */
export interface Target {
  /** What it is called. */
  readonly place: string
  /** Gives a connection; asked for as soon as the archive has been understood. */
  open(): Promise<pg.ClientBase>
  /** Is given the text of the house's key before anything is committed. */
  keep(key: string): Promise<void>
}

/** Fills an empty database from an archive, all or nothing. Gives its manifest. Throws archive.*, restore.occupied, and what `open`
 *  and `keep` throw. */
export async function unpack(file: string, secret: string, { place, open, keep }: Target): Promise<Manifest> {
  let client: pg.ClientBase | null = null
  let inlet: Inlet | null = null
  const wrong = (zh: string, en: string) => refuse('archive.wrong', { file, why: { zh, en } })
  const taking = async <T>(work: (inlet: Inlet) => Promise<T>): Promise<T> => {
    try {
      return await work(inlet!)
    } catch (error) {
      // Rows that the database refuses are none that it gave: the archive was made by nobody we know.
      if (error instanceof Problem || !/^2[23]/.test((error as { code?: string }).code ?? '')) throw error
      return wrong(`数据库不收：${(error as Error).message}`, `the database refuses it: ${(error as Error).message}`)
    }
  }
  try {
    const told = await readThrough(file, secret, {
      begin: async told => {
        client = await open()
        const past = new Set(told.migrations.map(one => one.name))
        inlet = (await beginEmpty(client, told.region, past)) ?? refuse('restore.occupied', { place })
      },
      table: (name, lines) =>
        inlet!.tables.has(name)
          ? taking(inlet => inlet.take(name, lines))
          : wrong(`没有表 ${name}`, `there is no table ${name}`),
      attachment: async (id, content) => {
        if ((await taking(({ tx }) => tx.run(putBytes, [tx.region, id, content]))) !== 1)
          wrong(`附件 ${id} 与登记不符`, `attachment ${id} is not the one that was filed`)
      },
      key: keep,
    })
    await finish(inlet!, told)
    await client!.query('commit')
    return told
  } catch (error) {
    await (client as pg.ClientBase | null)?.query('rollback').catch(() => undefined)
    throw error
  }
}

/** What an archive leaves out is computed by the next settling; a voting whose box it leaves out is withdrawn, for it cannot be
 *  counted; and what this program has added to the shape since is added. */
async function finish({ tx, catchUp, end }: Inlet, told: Manifest): Promise<void> {
  await tx.run(unfilled, [tx.region])
  await catchUp()
  for (const { ballot } of told.boxes)
    for (const { org, seat } of await tx.all(withdraw, [tx.region, ballot]))
      note(tx, {
        ...{ kind: 'acts', author: 'restore', act: 'ballot.withdraw', org, seat },
        what: { ballot, made: told.made },
      })
  await tx.run(unsettled, [tx.region])
  await end()
}
