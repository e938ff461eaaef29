// Carries files between the server and the reader: into the folder of downloads, and out of a field of the page.
import type { Language } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import { type Asked, take } from './client.ts'

export async function carry<R extends Route>(route: R, asked: Asked<R>, language: Language): Promise<void> {
  const { file, name } = await take(route, asked, language)
  save(file, name)
}

/** Puts a file that came in an answer, in base64, into the folder of downloads. */
export function carryBytes(bytes: string, name: string): void {
  save(new Blob([Uint8Array.from(atob(bytes), sign => sign.charCodeAt(0))]), name)
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A file as it travels to the server. */
export interface Carried {
  readonly file: string
  /** In base64. */
  readonly bytes: string
}

export async function carriedIn(file: File): Promise<Carried> {
  let text = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte)
  return { file: file.name, bytes: btoa(text) }
}
