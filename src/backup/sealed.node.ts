// Archives on the disk: a tar of members, packed by gzip, sealed in the age format; written beside and named when whole, read without trust.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { createTarDecoder, createTarPacker, type ParsedTarEntry } from 'modern-tar'
import { Problem, refuse } from '../problem/problem.ts'
import { MOST_MEMBER, memberOf } from './archive.ts'

/** By what an archive is sealed: a passphrase, or a public key whose private half lies elsewhere. */
export type Seal = { readonly passphrase: string } | { readonly recipient: string }

/** Doublings of the work for each guess of a passphrase: about a second and 128 MB (RFC 7914, N = 2^17). */
const WORK = 17
/** The first line of every file in the age format. */
const MARK = 'age-encryption.org/v1\n'
/** A private key of the age format begins so. */
const PRIVATE = 'AGE-SECRET-KEY-'
/** How much larger than its packed form a content may be, once there is enough of it to tell: rows of ours shrink to a tenth. */
const MOST_RATIO = 200
const ENOUGH = 64 << 20

/** Adds a member to an archive; ends when it has been taken. */
export type Put = (name: string, content: Uint8Array) => Promise<void>

/** Writes an archive: `fill` puts its members in order. It stands under its name only when it is whole and on the disk; readable by
 *  its owner alone. Gives its bytes and their SHA-256. Throws output.unwritable, and what `fill` throws; then nothing is left. */
export async function writeArchive(
  file: string,
  seal: Seal,
  fill: (put: Put) => Promise<void>,
): Promise<{ size: number; digest: string }> {
  const making = `${file}.making-${process.pid}`
  const { readable, controller } = createTarPacker()
  const packed = Readable.fromWeb(readable as ReadableStream).pipe(createGzip({ level: 1 }))
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const put: Put = async (name, content) => {
    const writer = controller.add({ name, size: content.length, mode: 0o600, mtime: new Date(0) }).getWriter()
    // A plain array of bytes: the packer takes nothing else.
    await writer.write(new Uint8Array(content.buffer, content.byteOffset, content.byteLength))
    await writer.close()
  }
  const filled = async () => {
    try {
      await fill(put)
      controller.finalize()
    } catch (error) {
      controller.error(error)
      packed.destroy(error as Error)
      throw error
    }
  }
  try {
    const sealed = await encrypter(seal).encrypt(webOf(packed))
    const disk = createWriteStream(making, { mode: 0o600, flags: 'wx', flush: true })
    const [written, found] = await Promise.allSettled([
      pipeline(Readable.fromWeb(sealed as ReadableStream), counted, disk),
      filled(),
    ])
    if (found.status === 'rejected') throw found.reason
    if (written.status === 'rejected') refuseWriting(file, written.reason)
    await rename(making, file).catch(error => refuseWriting(file, error))
    await settle(dirname(file))
    return { size, digest: hash.digest('hex') }
  } catch (error) {
    await rm(making, { force: true })
    throw error
  }
}

function refuseWriting(file: string, error: unknown): never {
  return refuse('output.unwritable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
}

/** Sees to it that a name in a folder outlives a power cut. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

// Readable.toWeb goes on pushing into a stream that its reader has left, and that ends the process.
function webOf(stream: AsyncIterable<Uint8Array>): globalThis.ReadableStream<Uint8Array> {
  return ReadableStream.from(stream) as globalThis.ReadableStream<Uint8Array>
}

function encrypter(seal: Seal): Encrypter {
  const made = new Encrypter()
  if ('recipient' in seal) made.addRecipient(seal.recipient)
  else {
    made.setPassphrase(seal.passphrase)
    made.setScryptWorkFactor(WORK)
  }
  return made
}

/** Whether an archive opens by a passphrase or by a private key. Throws input.unreadable and archive.foreign. */
export async function wayInto(file: string): Promise<'passphrase' | 'key'> {
  const handle = await open(file, 'r').catch(error => refuseReading(file, error))
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0)
    const text = buffer.toString('latin1', 0, bytesRead)
    if (!text.startsWith(MARK)) refuse('archive.foreign', { file })
    return text.startsWith(`${MARK}-> scrypt `) ? 'passphrase' : 'key'
  } catch (error) {
    if (error instanceof Problem) throw error
    return refuseReading(file, error)
  } finally {
    await handle.close()
  }
}

function refuseReading(file: string, error: unknown): never {
  return refuse('input.unreadable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
}

/** A member as it is read; its content must be read to its end before the next one comes. */
export interface Member {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Uint8Array>
}

/** The members of an archive in order, each known by its name and of a bearable size. It ends only where the archive does: whoever
 *  has read to the end has read all of it, and every byte was what was sealed. `secret` is a passphrase or a private key.
 *  Throws archive.foreign, archive.locked, archive.damaged and archive.unsafe. */
export async function* membersOf(file: string, secret: string): AsyncGenerator<Member> {
  const way = await wayInto(file)
  const decrypter = new Decrypter()
  try {
    if (secret.startsWith(PRIVATE)) decrypter.addIdentity(secret)
    else decrypter.addPassphrase(secret)
  } catch {
    refuse('archive.locked', { file, way })
  }
  const bytes = createReadStream(file)
  let packed = 0
  let opened = 0
  const weighed = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      packed += chunk.length
      done(null, chunk)
    },
  })
  const measured = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      opened += chunk.length
      const bomb = opened > ENOUGH && opened > packed * MOST_RATIO
      done(bomb ? new Problem('archive.unsafe', { file, member: null, why: 'bomb' }) : null, chunk)
    },
  })
  let sealed: globalThis.ReadableStream<Uint8Array>
  try {
    sealed = await decrypter.decrypt(webOf(bytes))
  } catch (error) {
    bytes.destroy()
    return /no identity matched/.test((error as Error).message)
      ? refuse('archive.locked', { file, way })
      : refuse('archive.damaged', { file })
  }
  let fault: unknown = null
  const flow = pipeline(Readable.fromWeb(sealed as ReadableStream), weighed, createGunzip(), measured).catch(error => {
    fault = error
  })
  const broken = () => (fault instanceof Problem ? fault : new Problem('archive.damaged', { file }))
  async function* contentOf(body: AsyncIterable<Uint8Array>) {
    try {
      yield* body
    } catch {
      throw broken()
    }
  }
  const seen = new Set<string>()
  try {
    const entries = webOf(measured).pipeThrough(
      createTarDecoder({ strict: true }),
    ) as unknown as AsyncIterable<ParsedTarEntry>
    for await (const { header, body } of entries) {
      const { name, size } = header
      const unsafe = (why: 'name' | 'size' | 'twice') => refuse('archive.unsafe', { file, member: shown(name), why })
      if (header.type !== 'file' || memberOf(name) === null) unsafe('name')
      if (size > MOST_MEMBER) unsafe('size')
      if (seen.has(name)) unsafe('twice')
      seen.add(name)
      yield { name, size, content: contentOf(body as unknown as AsyncIterable<Uint8Array>) }
    }
    await flow
    if (fault) throw fault
  } catch (error) {
    throw error instanceof Problem ? error : broken()
  } finally {
    bytes.destroy()
    measured.destroy()
    await flow
  }
}

/** A name as it may be shown: of a stranger's archive, so without signs that a terminal obeys, and not for ever. */
function shown(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 100)
}
