#!/usr/bin/env node
// The command `jiceng`: runs the built program.
import { existsSync } from 'node:fs'

const program = new URL('../dist/jiceng.js', import.meta.url)
if (!existsSync(program)) {
  process.stderr.write('尚未构建：请先运行 npm run build。  Jiceng is not built yet: run `npm run build` first.\n')
  process.exit(3)
}
process.setSourceMapsEnabled(true)
await import(program.href)
