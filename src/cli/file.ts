// Files that commands read and write; what fails is told with the file and the reason.
import { readFileSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { decoded } from '../problem/encoding.ts'
import { refuse } from '../problem/problem.ts'
import { say } from './speech.ts'

/** The text of a file; "-" is standard input. It comes in UTF-8, UTF-16 with its mark, or as old Notepad and Excel save, in GBK:
 *  that is said on the error output, for another encoding may look like it. Throws input.unreadable and input.encoding. */
export function readText(file: string): string {
  const { text, encoding } = decoded(readBytes(file)) ?? refuse('input.encoding', { file })
  if (encoding === 'gb18030')
    process.stderr.write(
      `${say(`${file}：按 GBK 读取。如有乱码，请另存为 UTF-8 后重试。`, `${file}: read as GBK. If the text looks wrong, save it as UTF-8 and try again.`)}\n`,
    )
  return text
}

/** What a JSON file holds. Throws as readText, and input.file with the line where it is no JSON. */
export function readJson(file: string): unknown {
  const text = readText(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec((error as SyntaxError).message)?.[1]
    const line = text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length
    return refuse('input.file', { file, line, why: NO_JSON })
  }
}

/** Why a text is refused that should be JSON. */
export const NO_JSON = { zh: '不是有效的 JSON。', en: 'this is not valid JSON.' }

/** The bytes of a file; "-" is standard input. Throws input.unreadable. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    return refuse('input.unreadable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

/** Writes a file. Throws output.unwritable. */
export function writeBytes(file: string, bytes: Uint8Array | string): void {
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
