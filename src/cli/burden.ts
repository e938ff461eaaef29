// Commands of burden: what was asked of whom, from the sums of the months.
import type { Command } from 'commander'
import type { BurdenSum } from '../burden/burden.api.ts'
import { burdenShow } from '../server/burden.http.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { language, say, table } from './speech.ts'

/** Adds `jiceng burden …`. */
export function burdenCommands(program: Command): void {
  const burden = program
    .command('burden')
    .description('what the product asks of organizations: values, minutes, forms spared')
  command(burden, 'list', 'an organization and those directly below it, month by month, form by form')
    .option('--org <org>')
    .requiredOption('--period <period>')
    .action((options: Global & { org?: string; period: string }) =>
      inHouse(options, async (house, actor) => {
        const { org, period } = options
        const found = await burdenShow.give({ house, actor, language }, { org, period }, {})
        const head = [
          say('记录', 'records'),
          say('手填项', 'written'),
          say('免填项', 'not asked'),
          say('免重复', 'spared'),
          say('用时（分钟）', 'minutes'),
        ]
        const row = (name: string, sum: BurdenSum) => [
          name,
          ...[sum.records, sum.fields, sum.known, sum.spared].map(String),
          sum.minutes === null ? say('没有计时', 'not measured') : `${sum.minutes} (${sum.measured}/${sum.records})`,
        ]
        print(options, found, () =>
          table([
            [found.period, ...head],
            row(found.org.name[language], found.total),
            row(say('  本级', '  itself'), found.own),
            ...found.orgs.map(one => row(`  ${one.name[language]}`, one.sum)),
            ...found.months.map(one => row(one.month, one.sum)),
            ...found.kinds.map(one => row(one.name[language], one.sum)),
          ]),
        )
      }),
    )
}
