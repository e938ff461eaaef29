// What was done to an account or a stand-in, noted by the transaction that does it.
import { noteAt } from '../audit/note.sql.ts'
import type { Tx } from '../store/store.ts'

/** Notes an act on an account that concerns a person, under that person's place. */
export function note(tx: Tx, author: string, act: string, person: string, what: object): Promise<void> {
  return noteAt(tx, { kind: 'accounts', author, act, person, about: person, what })
}
