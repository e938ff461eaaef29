// Asks for a passphrase: without showing it on a terminal, from JICENG_PASSPHRASE where nobody sits. Never from the command
// line, where every process of the machine could read it.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { refuse } from '../problem/problem.ts'

/** Gives the passphrase; throws pledge.passphrase where there is none to be had. */
export async function askPassphrase(question: string): Promise<string> {
  const given = process.env.JICENG_PASSPHRASE
  if (given) return given
  if (!process.stdin.isTTY) return refuse('pledge.passphrase', { why: 'absent' })
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
