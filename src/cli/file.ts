// Files that commands read and write; what fails is told with the file and the reason.
import { readFileSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { refuse } from '../problem/problem.ts'

/** The text of a file; "-" is standard input. Throws input.unreadable. */
export function readText(file: string): string {
  return new TextDecoder().decode(readBytes(file))
}

/** The bytes of a file; "-" is standard input. Throws input.unreadable. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    return refuse('input.unreadable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

/** Writes a file. Throws output.unwritable. */
export function writeBytes(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes)
  } catch (error) {
    refuse('output.unwritable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

/** The format of a file to write: the one that is said, else that of its ending, else the first. Throws output.format. */
export function formatOf<F extends string>(file: string, said: F | undefined, formats: readonly F[]): F {
  const ending = extname(file).slice(1).toLowerCase()
  const fits = formats.find(one => one === ending)
  if (said !== undefined && fits !== undefined && said !== fits)
    refuse('output.format', { file, format: said, formats })
  if (said === undefined && fits === undefined && ending !== '')
    refuse('output.format', { file, format: null, formats })
  return said ?? fits ?? formats[0]!
}
