// Where the files lie that are no code: beside the sources in development, beside the bundle once it is built.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCES = { migrations: './migrations', web: '../../dist/web' } as const

/** Folder of migrations or of the built page. */
export function assetDir(name: keyof typeof SOURCES): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const bundled = join(here, name)
  return existsSync(bundled) ? bundled : join(here, SOURCES[name])
}
