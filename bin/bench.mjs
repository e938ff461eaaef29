// `npm run bench`: every benchmark, or those named: npm run bench -- figure settle
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { install, ROOT } from './ground.mjs'

if (!install()) process.exit(1)

const folder = join(ROOT, 'test', 'bench')
const asked = process.argv.slice(2)
for (const file of readdirSync(folder).sort()) {
  const name = file.replace(/[.]ts$/, '')
  if (name === 'rig' || (asked.length > 0 && !asked.includes(name))) continue
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, file)], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
