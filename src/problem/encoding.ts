// The text of bytes that come from anywhere: by their mark, as UTF-8, or as GB18030; never by a guess that makes rubbish. Pure.

export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
}

/** The text of a file and how it is encoded; null where it is none of these. A text without a mark that is no UTF-8 is GBK, as old
 *  Notepad and Excel's CSV are; zeros between its bytes say UTF-16. */
export function decoded(bytes: Uint8Array): Decoded | null {
  const [first = 0, second = 0] = bytes
  const wide = marked(first, second) ?? zeros(bytes)
  if (wide) return as(bytes, wide)
  return as(bytes, 'utf-8') ?? as(bytes, 'gb18030')
}

function marked(first: number, second: number): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

/** UTF-16 without its mark shows by the zeros of its Latin signs: at odd places for the little end first. */
function zeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 64)
  if (head.length < 4 || head.length % 2 !== 0) return null
  const odd = head.filter((byte, at) => at % 2 === 1 && byte === 0).length
  const even = head.filter((byte, at) => at % 2 === 0 && byte === 0).length
  if (odd > head.length / 8 && even === 0) return 'utf-16le'
  return even > head.length / 8 && odd === 0 ? 'utf-16be' : null
}

function as(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return null
  }
}
