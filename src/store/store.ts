// The one door to the database: transactions under a scope, statements with names, and nothing about any noun.

/** A statement with its name (for plans and logs) and its text; values travel as parameters only. */
export interface Statement<Row> {
  readonly name: string
  readonly text: string
  readonly row?: Row
}

/** Names a statement and the row it gives. A statement is a constant: the text is prepared once per connection. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text }
}

/** A statement whose text is composed at run time, such as a measure's selector; it is not kept prepared. */
export function composed<Row>(text: string): Statement<Row> {
  return { name: '', text }
}

/** How many composed texts a connection keeps prepared: each holds a plan over every month. */
const MOST_KEPT = 200
const keptTexts = new Map<string, string>()

/** So many rows asked for at once have a plan of their own: the planner takes an array for ten, whatever its length. */
export const MANY = 1_000

/** A composed statement whose text comes again and again: kept prepared like a constant one, as long as there are not too many.
 *  Where it is asked for many rows at once, `asked` of them, it is not. */
export function recurring<Row>(text: string, asked = 0): Statement<Row> {
  if (asked > MANY) return composed(text)
  const known = keptTexts.get(text)
  if (known === undefined && keptTexts.size >= MOST_KEPT) return composed(text)
  const name = known ?? `recurring.${keptTexts.size}`
  keptTexts.set(text, name)
  return { name, text }
}

/** One transaction. Every read and write goes through it. */
export interface Tx {
  /** The region whose facts the transaction works on: first column of every key. */
  readonly region: number
  all<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
  one<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row | null>
  /** Gives the number of rows written. */
  run(statement: Statement<unknown>, values?: readonly unknown[]): Promise<number>
  /** Does the work last, when everything else is done and just before the commit: what it locks is held for no longer than that.
   *  Nothing is done where the transaction fails. */
  atEnd(work: () => Promise<void>): void
}

/** A transaction on one side of a secret ballot. The sides have roles of their own; a statement of one does not compile
 *  with a transaction of the other, and the database refuses it as well. */
export interface SideTx<Side extends 'roll' | 'box'> extends Tx {
  readonly side: Side
}

/** What a request may see: the subtree that begins with `path` in the tree of today, and who asks. */
export interface Scope {
  readonly region: number
  readonly path: string
  readonly person?: string
  /** Shows what is noted of sign-ins, exports and looks as well: for an auditor's post. */
  readonly audit?: boolean
  /** Reads only, and everything as of one moment: for reports, whose figures must agree with each other. */
  readonly snapshot?: boolean
}

/** Which rows of a table, in which order, and without which columns; conditions of ours, never of a request. */
export interface Cut {
  readonly where?: string
  readonly order?: string
  readonly without?: readonly string[]
}

/** A region as of one moment: its tables, row by row. */
export interface Outlet {
  readonly tx: Tx
  /** Every table of the region by name. */
  readonly tables: readonly string[]
  count(table: string, cut: Cut): Promise<number>
  /** Every row of a cut as a line of JSON; one table at a time. */
  lines(table: string, cut: Cut): AsyncIterable<Uint8Array>
  /** The migrations that the house has been through, in order. */
  applied(): Promise<readonly { readonly name: string; readonly digest: string }[]>
}

/** An open database. */
export interface Store {
  /** Runs under the role that owns nothing; row-level security shows the scope and no more. */
  within<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs as the owner of the tables: loading, settling, maintenance. Never on behalf of a request. */
  asOwner<T>(region: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs on one side of the secret ballots of a region: `roll` knows voters, `box` knows ballots, neither both. */
  onSide<Side extends 'roll' | 'box', T>(side: Side, region: number, work: (tx: SideTx<Side>) => Promise<T>): Promise<T>
  /** Writes the box of a region anew, so that the files no longer hold the order in which ballots came in. */
  shuffleBox(): Promise<void>
  /** Reads a whole region as of one moment, for a backup: nobody waits for it, and it sees nothing that comes later. */
  snapshot<T>(region: number, work: (out: Outlet) => Promise<T>): Promise<T>
  /** Makes room for records of these months; a month has its own partition. */
  keepMonths(months: Iterable<number>): Promise<void>
  close(): Promise<void>
}

/** The role that answers requests: it owns nothing. */
export const ROLE = 'jiceng_app'
/** Every role that a transaction may take: none of them owns anything. */
export const ROLES = [ROLE, 'jiceng_roll', 'jiceng_box'] as const
const asOwner = statement('rehearse.owner', 'set local role none')
const asRequest = statement('rehearse.request', `set local role ${ROLE}`)

/** Carries what was found out of a transaction that must not be kept. */
class Undone<T> extends Error {
  readonly found: T

  constructor(found: T) {
    super('undone on purpose')
    this.found = found
  }
}

/** Does the work in a transaction that is always rolled back, and gives what it found: a look at what would be. What the owner
 *  derives after a change may be derived in it `afterwards`, as long as nobody reads beyond their scope by it. */
export async function rehearse<T>(
  open: (work: (tx: Tx) => Promise<never>) => Promise<never>,
  work: (tx: Tx, afterwards: (derive: () => Promise<unknown>) => Promise<void>) => Promise<T>,
): Promise<T> {
  try {
    return await open(async tx => {
      const afterwards = async (derive: () => Promise<unknown>) => {
        await tx.run(asOwner, [])
        await derive()
        await tx.run(asRequest, [])
      }
      throw new Undone(await work(tx, afterwards))
    })
  } catch (error) {
    if (error instanceof Undone) return error.found as T
    throw error
  }
}
