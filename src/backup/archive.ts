// The open form of a house in one file: what its members are called and what the first of them says. docs/ARCHIVE.md tells it to strangers.
import { z } from 'zod'
import { words } from '../problem/route.api.ts'

/** The form and its version: what reads another must say so. */
export const FORM = 'jiceng-archive-1'

export const MANIFEST = 'manifest.json'
export const SUMS = 'SHA256SUMS'
export const KEY = 'key/access.key'

/** Bytes at which a table goes on in another member. */
export const PART_BYTES = 4 << 20
/** Bytes that a member may have: a part and the longest row, with room to spare. */
export const MOST_MEMBER = 1 << 30

/** What the first member says of all that follow. */
export const manifest = z.object({
  form: z.literal(FORM),
  /** When it was made, and the program and database server that made it. */
  made: z.iso.datetime(),
  program: z.string(),
  server: z.string(),
  region: z.number().int(),
  /** Code of the top of the tree; null of a house without a district. */
  district: z.string().nullable(),
  /** The shape of the tables, by the migrations that the house has been through. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int().min(0) })),
  attachments: z.number().int().min(0),
  /** Tables that are not in it: computed again from the others, or good for a moment only, or of this machine alone. */
  without: z.object({ derived: z.array(z.string()), passing: z.array(z.string()) }),
  /** Secret ballots whose box is not in it, because voting was under way. */
  boxes: z.array(z.object({ ballot: z.string(), title: words })),
})
export type Manifest = z.output<typeof manifest>

/** The member that holds part n of a table, from 1. */
export function partName(table: string, n: number): string {
  return `tables/${table}/${String(n).padStart(6, '0')}.jsonl`
}

/** The member that holds the content of an attachment. */
export function attachmentName(id: string): string {
  return `attachments/${id}`
}

/** What a member is by its name; null for a name that no archive of ours holds, such as one that climbs out of it. */
export function memberOf(name: string): { table: string } | { attachment: string } | { file: string } | null {
  if (name === MANIFEST || name === SUMS || name === KEY) return { file: name }
  const table = /^tables\/([a-z_]+)\/\d{6}\.jsonl$/.exec(name)?.[1]
  if (table) return { table }
  const attachment = /^attachments\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1]
  return attachment ? { attachment } : null
}
