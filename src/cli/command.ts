// What every command has: where the house stands, how it is opened and closed, and how an answer is written.
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { findAccount } from '../access/account.sql.ts'
import { type Actor, capacitiesOfAccount } from '../access/session.sql.ts'
import { refuse } from '../problem/problem.ts'
import { type House, openHouse, operator, REGION } from '../server/house.node.ts'
import { language, say } from './speech.ts'

export interface Global {
  home?: string
  json?: boolean
  /** The account in whose post the command is given; the owner of the house otherwise, who acts for everybody. */
  as?: string
}

/** Where the house stands: --home, else DATABASE_URL, else .jiceng in the current folder. */
export function placeOf(options: Global) {
  const url = process.env.DATABASE_URL
  return !options.home && url ? { url } : { home: resolve(options.home ?? '.jiceng') }
}

/** Opens the house for one command and closes it whatever happens. */
export async function inHouse<T>(options: Global, work: (house: House, actor: Actor) => Promise<T>): Promise<T> {
  const place = placeOf(options)
  const house = await openHouse(place)
  try {
    if (house.faults.length > 0) warn(house.faults)
    tellCopied(house)
    const owner = await operator(house, 'home' in place ? place.home : 'DATABASE_URL')
    return await work(house, options.as === undefined ? owner : await acting(house, options.as))
  } finally {
    await house.close()
  }
}

/** One line, on the channel of errors: the charter is not whole, and every command works by the last good one. */
export function warn(faults: readonly { readonly zh: string; readonly en: string }[]): void {
  const more = faults.length > 1
  const [first] = faults
  process.stderr.write(
    `${say(
      `章程中有存入的规定不能成立，现按上一份完好的章程办理：${first!.zh}${more ? `（另有 ${faults.length - 1} 处）` : ''}`,
      `Something stored of the charter does not stand; the last good charter is in use: ${first!.en}${more ? ` (and ${faults.length - 1} more)` : ''}`,
    ).replaceAll('\n', ' ')}\n`,
  )
}

/** One line, on the channel of errors, after an upgrade: where the house as it was before lies, and how it is opened. */
export function tellCopied({ copied, keyFile }: Pick<House, 'copied' | 'keyFile'>): void {
  if (copied)
    process.stderr.write(
      `${say(
        `已升级到新版本。升级前的内容留在 ${copied.file}；要退回，用旧版本 jiceng restore，口令文件用 ${keyFile}（设过备份公钥的用私钥）。`,
        `Brought to a newer version. What stood before is kept in ${copied.file}; to go back, restore it with the older version, with ${keyFile} as its passphrase file (or the private key, where a key of the backups is set).`,
      )}\n`,
    )
}

/** The actor of an account, in the first of its posts. Throws access.account and access.postless. */
async function acting(house: House, account: string): Promise<Actor> {
  const on = house.today()
  const found = await house.store.asOwner(REGION, tx => capacitiesOfAccount(tx, house.charter, account, on))
  if (found[0]) return found[0]
  const known = await house.store.asOwner(REGION, tx => findAccount(tx, account))
  return known ? refuse('access.postless', { day: on }) : refuse('access.account', { account, near: null })
}

/** Writes the answer: as JSON, or as text for people. */
export function print(options: Global, value: unknown, text: () => string): void {
  process.stdout.write(`${options.json ? JSON.stringify(value, null, 2) : text()}\n`)
}

/** A command with the options that every command has. */
export function command(parent: Command, form: string, about: string): Command {
  return parent
    .command(form)
    .description(about)
    .option('--home <dir>', 'folder of the embedded database (default .jiceng; DATABASE_URL names a server instead)')
    .option('--json', 'answer in JSON')
    .option('--as <account>', 'act in the post of an account, with its rights alone (default: the owner of the house)')
}

/** The language of what a command writes; the terminal's unless said. */
export function inLanguage(about: string): Option {
  return new Option('--lang <language>', about).choices(['zh', 'en']).default(language)
}
