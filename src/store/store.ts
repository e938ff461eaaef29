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

/** One transaction. Every read and write goes through it. */
export interface Tx {
  /** The region whose facts the transaction works on: first column of every key. */
  readonly region: number
  all<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
  one<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row | null>
  /** Gives the number of rows written. */
  run(statement: Statement<unknown>, values?: readonly unknown[]): Promise<number>
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
  /** Reads only, and everything as of one moment: for reports, whose figures must agree with each other. */
  readonly snapshot?: boolean
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
  /** Makes room for records of these months; a month has its own partition. */
  keepMonths(months: Iterable<number>): Promise<void>
  close(): Promise<void>
}

/** Carries what was found out of a transaction that must not be kept. */
class Undone<T> extends Error {
  readonly found: T

  constructor(found: T) {
    super('undone on purpose')
    this.found = found
  }
}

/** Does the work in a transaction that is always rolled back, and gives what it found: a look at what would be. */
export async function rehearse<T>(
  open: (work: (tx: Tx) => Promise<never>) => Promise<never>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await open(async tx => {
      throw new Undone(await work(tx))
    })
  } catch (error) {
    if (error instanceof Undone) return error.found as T
    throw error
  }
}
