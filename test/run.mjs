// Before and after a run of tests: the program is built if its sources are newer, for the command line is tested as it is
// shipped; what the files of the run copy from each other is given back.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../bin/ground.mjs'
import { dropCopies } from './place.ts'

export default () => {
  if (!build()) throw new Error('the build failed')
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-copies-'))
  process.env.JICENG_TEST_COPIES = folder
  return () => dropCopies(folder)
}
