// A region as the members of an archive: a manifest, every table as lines, the attachments, the key, and the sums of them all.
import { createHash } from 'node:crypto'
import { type Cut, type Outlet, statement } from '../store/store.ts'
import { dayAt } from '../time/day.ts'
import { attachmentName, FORM, KEY, MANIFEST, type Manifest, PART_BYTES, partName, SUMS } from './archive.ts'
import type { Put } from './sealed.node.ts'

/** Computed again from the others: left out, and nine tenths of a house. */
export const DERIVED = ['cell', 'own', 'tally', 'followed'] as const
/** Good for a moment only, or of this machine alone. */
const PASSING = ['session', 'ceremony', 'throttle', 'backup', 'backup_key']

// A ballot's box does not leave the house while it may still be cast into: two copies would tell which ballots came between them.
// Roll and box stand in the order of their keys, so that no order of arrival travels with them.
const closed = 'ballot in (select id from ballot where region = t.region and closed_on is not null)'
const CUTS: Readonly<Record<string, Cut>> = {
  ballot_cast: { where: closed, order: 'ballot, token' },
  ballot_paper: { where: closed, order: 'ballot, serial, entry' },
  ballot_merge: { where: closed, order: 'ballot, post, written' },
  ballot_voter: { order: 'ballot, person' },
  device: { order: 'account, digest' },
  attachment: { without: ['bytes'] },
}

const districts = statement<{ code: string }>('pack.district', 'select code from district where region = $1')
const server = statement<{ version: string }>('pack.server', `select current_setting('server_version') as version`)
const boxes = statement<{ ballot: string; title: { zh: string; en: string } }>(
  'pack.boxes',
  'select id as ballot, title from ballot where region = $1 and closed_on is null and opens <= $2 order by id',
)
const files = statement<{ id: string }>(
  'pack.files',
  'select id from attachment where region = $1 and bytes is not null order by id',
)
const bytes = statement<{ bytes: Buffer }>('pack.bytes', 'select bytes from attachment where region = $1 and id = $2')

/** Of what else an archive tells besides what stands in the database. */
export interface Beside {
  readonly made: Date
  readonly program: string
  /** The text of the house's key file; null where there is none yet. */
  readonly key: string | null
}

/** Puts a whole region into an archive, as of the moment at which it is read, and gives what the manifest says. Holds a part of a
 *  table or one attachment in memory, never more. */
export async function pack(out: Outlet, put: Put, { made, program, key }: Beside): Promise<Manifest> {
  const { tx } = out
  const sums: string[] = []
  const member: Put = async (name, content) => {
    sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    await put(name, content)
  }
  const derived = out.tables.filter(table => (DERIVED as readonly string[]).includes(table))
  const passing = out.tables.filter(table => PASSING.includes(table))
  const tables = []
  for (const name of out.tables.filter(table => !derived.includes(table) && !passing.includes(table)))
    tables.push({ name, rows: await out.count(name, CUTS[name] ?? {}) })
  const held = await tx.all(files, [tx.region])
  const manifest: Manifest = {
    form: FORM,
    made: made.toISOString(),
    program,
    server: (await tx.one(server))!.version,
    region: tx.region,
    district: (await tx.one(districts, [tx.region]))?.code ?? null,
    migrations: [...(await out.applied())],
    tables,
    attachments: held.length,
    without: { derived, passing },
    boxes: await tx.all(boxes, [tx.region, dayAt(made)]),
  }
  await member(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  if (key !== null) await member(KEY, Buffer.from(key))
  for (const { name } of tables)
    for await (const { n, part } of parts(out.lines(name, CUTS[name] ?? {}))) await member(partName(name, n), part)
  for (const { id } of held) await member(attachmentName(id), (await tx.one(bytes, [tx.region, id]))!.bytes)
  await put(SUMS, Buffer.from(sums.join('')))
  return manifest
}

/** Cuts lines into parts that end with a line. */
async function* parts(lines: AsyncIterable<Uint8Array>): AsyncGenerator<{ n: number; part: Buffer }> {
  let held: Uint8Array[] = []
  let size = 0
  let n = 0
  for await (const chunk of lines) {
    held.push(chunk)
    size += chunk.length
    if (size < PART_BYTES) continue
    const end = chunk.lastIndexOf(10) + 1
    if (end === 0) continue
    held[held.length - 1] = chunk.subarray(0, end)
    yield { n: ++n, part: Buffer.concat(held) }
    held = [chunk.subarray(end)]
    size = held[0]!.length
  }
  if (size > 0) yield { n: ++n, part: Buffer.concat(held) }
}
