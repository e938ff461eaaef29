// Draws the folders of src and what they import into docs/ARCHITECTURE.md; with --check only says whether the picture is true.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from './ground.mjs'

const PAGE = join(ROOT, 'docs', 'ARCHITECTURE.md')
const FRAME = /(<!-- picture -->\n)[\s\S]*?(<!-- end of picture -->)/

/** The imports between folders, as the dependency checker sees them: folder → folders. */
function imports() {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 })
  const folder = path => /^src\/(\w+)\//.exec(path)?.[1]
  const graph = new Map()
  for (const { source, dependencies } of JSON.parse(stdout).modules) {
    const from = folder(source)
    if (!from) continue
    if (!graph.has(from)) graph.set(from, new Set())
    for (const { resolved } of dependencies) {
      const to = folder(resolved)
      if (to && to !== from) graph.get(from).add(to)
    }
  }
  return graph
}

/** An arrow that follows from two others is left out. */
function drawn(graph) {
  const below = new Map()
  const reach = from => {
    if (!below.has(from)) below.set(from, new Set([...graph.get(from)].flatMap(to => [to, ...reach(to)])))
    return below.get(from)
  }
  const lines = [...graph.keys()].sort().flatMap(from =>
    [...graph.get(from)]
      .filter(to => ![...graph.get(from)].some(other => other !== to && reach(other).has(to)))
      .sort()
      .map(to => `  ${from} --> ${to}`),
  )
  return ['```mermaid', 'flowchart TD', ...lines, '```', ''].join('\n')
}

const before = readFileSync(PAGE, 'utf8')
const after = before.replace(FRAME, (_, open, close) => `${open}${drawn(imports())}${close}`)
if (process.argv.includes('--check')) {
  if (after !== before) {
    say('架构图已过时，请运行 node bin/picture.mjs', 'The picture is out of date; run node bin/picture.mjs')
    process.exitCode = 1
  }
} else writeFileSync(PAGE, after)
