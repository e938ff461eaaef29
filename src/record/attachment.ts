// What may stand beside a record as a file: known by its first bytes, not by its name; photographs lose what they tell of place and device.

/** Bytes that one file may have. */
export const MOST_BYTES = 10 << 20

interface Form {
  readonly type: string
  readonly endings: readonly string[]
  readonly begins: readonly number[]
}

const FORMS: readonly Form[] = [
  { type: 'application/pdf', endings: ['pdf'], begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', endings: ['png'], begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
    begins: [0x50, 0x4b, 0x03, 0x04],
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
    begins: [0x50, 0x4b, 0x03, 0x04],
  },
  { type: 'application/ofd', endings: ['ofd'], begins: [0x50, 0x4b, 0x03, 0x04] },
]

/** Endings that are taken, for people to read. */
export const ENDINGS: readonly string[] = FORMS.flatMap(form => form.endings)

/** The media type of a file whose name and first bytes agree; null for anything else. */
export function typeOf(name: string, bytes: Uint8Array): string | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const form = FORMS.find(one => one.endings.includes(ending) && one.begins.every((byte, at) => bytes[at] === byte))
  return form?.type ?? null
}

const SOI = 0xd8
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP15 = 0xef
/** Segments without which colours come out wrong: JFIF, ICC profile, Adobe. */
const NEEDED: ReadonlySet<number> = new Set([APP0, 0xe2, 0xee])

/** A JPEG without its metadata (place, device, time, thumbnail); only which side is up is kept. Other files come back as they are. */
export function withoutTraces(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return bytes
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let upright = 1
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== SOS) {
    const marker = bytes[at + 1]!
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
    const segment = bytes.subarray(at, end)
    const traces = (marker > APP0 && marker <= APP15 && !NEEDED.has(marker)) || marker === 0xfe
    if (marker === APP1) upright = orientationIn(segment) ?? upright
    if (!traces) kept.push(segment)
    at = end
  }
  if (upright !== 1) kept.splice(1, 0, orientation(upright))
  kept.push(bytes.subarray(at))
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of kept) {
    whole.set(part, to)
    to += part.length
  }
  return whole
}

const ORIENTATION = 0x0112

/** The orientation (1 to 8) that an Exif segment tells (CIPA DC-008, 4.6.4), or null. */
function orientationIn(segment: Uint8Array): number | null {
  if (segment.length < 20 || String.fromCharCode(...segment.subarray(4, 8)) !== 'Exif') return null
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10)
  const little = tiff.getUint16(0) === 0x4949
  const first = tiff.getUint32(4, little)
  if (first + 2 > tiff.byteLength) return null
  const count = tiff.getUint16(first, little)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12
    if (at + 12 > tiff.byteLength) return null
    if (tiff.getUint16(at, little) !== ORIENTATION) continue
    const value = tiff.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An Exif segment that tells the orientation and nothing else. */
function orientation(value: number): Uint8Array {
  const head = [0xff, APP1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
  return new Uint8Array([...head, ...tiff])
}
