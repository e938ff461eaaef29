// `npm start`: from a fresh clone to a served page with one command.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build, install, ROOT } from './ground.mjs'

if (!install() || !build()) process.exit(1)

const child = spawn(process.execPath, [join(ROOT, 'bin', 'jiceng.mjs'), 'serve', ...process.argv.slice(2)], {
  stdio: 'inherit',
})

// An interrupt from the keyboard reaches the child too, and npm sends it to us once more. The child closes its house on the
// first of each signal and dies of the second, so it gets one SIGTERM from us and no echo.
let told = 0
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    if (told === 0) child.kill('SIGTERM')
    else if (Date.now() - told > 1000) child.kill(signal)
    told ||= Date.now()
  })

child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
