// Commands about the audit: what was done, given out and tried, who looked at whom, and whether the chain is whole.
import { type Command, Option } from 'commander'
import type { AuditRow } from '../audit/audit.api.ts'
import { AUDIT_KINDS, sayHead } from '../audit/audit.ts'
import { parse } from '../server/answer.ts'
import { auditList, auditLooks, chainShow } from '../server/audit.http.ts'
import { ZONE } from '../time/day.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { language, say, table } from './speech.ts'

interface Filters extends Global {
  from?: string
  to?: string
  who?: string
  about?: string
  kind?: (typeof AUDIT_KINDS)[number]
  reason?: string
  before?: string
  limit: string
}

/** Day and minute in the zone of the district: 2026-03-05 14:30. */
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' })

/** Adds `jiceng audit …`. */
export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('what was done, given out and tried; who looked at whom')
  command(
    audit,
    'list',
    'lines of the audit, the newest first; looks at people for one person, record or day, with a reason',
  )
    .option('--from <day>')
    .option('--to <day>', 'the last day')
    .option('--who <account>', 'name of an account; never with looks')
    .option('--about <what>', 'a person (id or whole name), an organization (code) or a record (id)')
    .addOption(new Option('--kind <kind>', 'without it everything but looks').choices([...AUDIT_KINDS]))
    .option('--reason <words>', 'why looks are opened; it is noted')
    .option('--before <n>', 'only lines with smaller numbers')
    .option('--limit <n>', 'lines at most', '100')
    .action(({ home, json, as, kind, reason, ...asked }: Filters) =>
      inHouse({ ...(home ? { home } : {}), ...(json ? { json } : {}), ...(as ? { as } : {}) }, async (house, actor) => {
        const asking = { house, actor, language }
        const found =
          kind === 'looks'
            ? await auditLooks.give(
                asking,
                {},
                parse(auditLooks.route.body, { ...looksOf(asked), reason }, 'audit list'),
              )
            : await auditList.give(asking, parse(auditList.route.query, { ...asked, kind }, 'audit list'), {})
        print({ ...(json ? { json } : {}) }, found, () => told(found))
      }),
    )
  command(audit, 'verify', 'walk the chain from its first line; exit 1 where it breaks, with the place')
    .option('--head <head>', 'a head from a paper or a backup (NUMBER:DIGEST), to which the chain is held')
    .action((options: Global & { head?: string }) =>
      inHouse(options, async (house, actor) => {
        const query = parse(chainShow.route.query, { head: options.head }, 'audit verify')
        const chain = await chainShow.give({ house, actor, language }, query, {})
        print(options, chain, () =>
          [
            ...chain.breaches.map(
              ({ n, day, why }) => `${WHY[why][language](n)}${day ? say(`（${day}）`, ` (${day})`) : ''}`,
            ),
            chain.sound
              ? say(`审计链完好：${chain.lines} 条`, `The audit chain is whole: ${chain.lines} lines`)
              : say('审计链有断裂', 'The audit chain is broken'),
            say(`链首 ${sayHead(chain.head)}`, `Head ${sayHead(chain.head)}`),
          ].join('\n'),
        )
        if (!chain.sound) process.exitCode = 1
      }),
    )
}

/** A span of days is no incident; the shape of looks knows one day. */
function looksOf({ from, to, ...asked }: Pick<Filters, 'from' | 'to' | 'who' | 'about' | 'before' | 'limit'>) {
  const day = from !== undefined && (to === undefined || to === from) ? from : undefined
  return { ...asked, day }
}

const WHY = {
  changed: {
    zh: (n: number) => `第 ${n} 条与摘要不符：被改动或替换`,
    en: (n: number) => `Line ${n} does not agree with its digest: it was changed or exchanged`,
  },
  removed: { zh: (n: number) => `第 ${n} 条缺失：被删除`, en: (n: number) => `Line ${n} is missing: it was removed` },
  inserted: {
    zh: (n: number) => `第 ${n} 条不属于审计链：被插入`,
    en: (n: number) => `Line ${n} is not of the chain: it was inserted`,
  },
  head: {
    zh: (n: number) => `纸上第 ${n} 条的摘要与链上不符：此前的记录被整段改写`,
    en: (n: number) => `The digest of line ${n} on the paper is not that of the chain: what came before was rewritten`,
  },
} as const

function told({ rows, more }: { rows: readonly AuditRow[]; more: boolean }): string {
  if (rows.length === 0) return say('没有符合条件的审计记录', 'No line of the audit meets this')
  const lines = table(
    rows.map(row => [
      String(row.n),
      CLOCK.format(new Date(row.at)),
      row.who || say('（未知账号）', '(no account)'),
      row.act,
      row.org?.name[language] ?? '',
      row.about?.name[language] ?? '',
      JSON.stringify(row.what),
    ]),
  )
  const last = rows.at(-1)!.n
  return more
    ? `${lines}\n${say(`还有更早的：加 --before ${last}`, `There are older ones: add --before ${last}`)}`
    : lines
}
