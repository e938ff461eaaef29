// Carries a file from the server into the reader's folder of downloads.
import type { Language } from '../problem/problem.ts'
import type { Route } from '../problem/route.api.ts'
import { type Asked, take } from './client.ts'

export async function carry<R extends Route>(route: R, asked: Asked<R>, language: Language): Promise<void> {
  const { file, name } = await take(route, asked, language)
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
