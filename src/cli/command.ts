// What every command has: where the house stands, how it is opened and closed, and how an answer is written.
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { Actor } from '../access/session.sql.ts'
import { type House, openHouse, operator } from '../server/house.node.ts'
import { language } from './speech.ts'

export interface Global {
  home?: string
  json?: boolean
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
    return await work(house, await operator(house, 'home' in place ? place.home : 'DATABASE_URL'))
  } finally {
    await house.close()
  }
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
}

/** The language of what a command writes; the terminal's unless said. */
export function inLanguage(about: string): Option {
  return new Option('--lang <language>', about).choices(['zh', 'en']).default(language)
}
