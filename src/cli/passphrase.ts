// Asks for a passphrase: without showing it on a terminal, from JICENG_PASSPHRASE where nobody sits. Never from the command
// line, where every process of the machine could read it.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { refuse } from '../problem/problem.ts'

/** Gives the passphrase; throws pledge.passphrase where there is none to be had. */
export async function askPassphrase(question: string): Promise<string> {
  return (await askSecret(question)) ?? refuse('pledge.passphrase', { why: 'absent' })
}

/** Whether somebody sits there who could be asked. */
export function isAttended(): boolean {
  return !process.env.JICENG_PASSPHRASE && process.stdin.isTTY === true
}

/** Gives what was said or typed; null where there is none to be had. */
export async function askSecret(question: string): Promise<string | null> {
  const given = process.env.JICENG_PASSPHRASE
  if (given) return given
  if (!isAttended()) return null
  process.stderr.write(`${question} `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise(resolve => line.question('', resolve))
  } finally {
    line.close()
    process.stderr.write('\n')
  }
}
