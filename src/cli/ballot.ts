// Commands of secret recommendations: set up, look, close, publish, and check a published box without the database.
import type { Command } from 'commander'
import { question } from '../ballot/ballot.api.ts'
import { type BoxFile, verifyBox } from '../ballot/box-file.ts'
import { refuse } from '../problem/problem.ts'
import { readShape } from '../problem/shape.ts'
import { ballotBox, ballotClose, ballotList, ballotOpen, ballotTurnout, ballotWithdraw } from '../server/ballot.http.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { readJson, writeBytes } from './file.ts'
import { language, say, table } from './speech.ts'

/** Adds `jiceng ballot …`. */
export function ballotCommands(program: Command): void {
  const ballot = program.command('ballot').description('secret recommendations')

  command(ballot, 'open <file>', 'set up a recommendation from a JSON file; freezes the roll and makes the keys')
    .requiredOption('--org <org>', 'the organization that holds it; its subtree votes')
    .action((file: string, options: Global & { org: string }) =>
      inHouse(options, async (house, actor) => {
        const read = readShape(question, readJson(file))
        if (!read.fits) {
          const { path, zh, en } = read.misfits[0]!
          return refuse('ballot.question', {
            field: path.join('.'),
            why: { zh: `不符合要求：${zh}`, en: `is not as expected: ${en}` },
          })
        }
        const opened = await ballotOpen.give({ house, actor, language }, {}, { ...read.value, org: options.org })
        print(options, opened, () => opened.id)
      }),
    )

  command(ballot, 'list', 'recommendations, the newest first').action((options: Global) =>
    inHouse(options, async (house, actor) => {
      const { held } = await ballotList.give({ house, actor, language }, {}, {})
      print(options, held, () =>
        table(held.map(one => [one.id, one.title[language], one.opens, one.closes, stateOf(one)])),
      )
    }),
  )

  command(ballot, 'turnout <id>', 'how many took a token or a paper').action((id: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const { roll, cast } = await ballotTurnout.give({ house, actor, language }, { id }, {})
      print(options, { roll, cast }, () =>
        table([
          ...Object.entries(roll).map(([category, one]) => [category, one.voters, one.tokens, one.paper].map(String)),
          [say('已投', 'cast'), String(cast)],
        ]),
      )
    }),
  )

  command(ballot, 'close <id>', 'close it: no ballot is taken from now on').action((id: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      await ballotClose.give({ house, actor, language }, { id }, {})
      print(options, { id }, () => say('已结束投票', 'Closed'))
    }),
  )

  command(ballot, 'withdraw <id>', 'take back one set up by mistake, while nobody has a token or a paper').action(
    (id: string, options: Global) =>
      inHouse(options, async (house, actor) => {
        await ballotWithdraw.give({ house, actor, language }, { id }, {})
        print(options, { id }, () => say('已撤回', 'Taken back'))
      }),
  )

  command(ballot, 'export <id>', 'write the box with its tally, for anybody to count again')
    .requiredOption('--out <file>', 'file to write')
    .action((id: string, options: Global & { out: string }) =>
      inHouse(options, async (house, actor) => {
        const file = await ballotBox.give({ house, actor, language }, { id }, {})
        writeBytes(options.out, `${JSON.stringify(file, null, 1)}\n`)
        print(options, { out: options.out, ballots: file.ballots.length + file.paper.length }, () => options.out)
      }),
    )

  ballot
    .command('verify <file>')
    .description('check a published box and count it again; needs no database; exit 1 if anything does not hold')
    .option('--json', 'answer in JSON')
    .action(async (file: string, options: Global) => {
      const foreign = (): never =>
        refuse('input.foreign', { file, what: { zh: '公布的票箱文件', en: 'a published box' } })
      const box = readJson(file) as BoxFile | null
      if (box?.format !== 'jiceng-box-1' || !Array.isArray(box.ballots) || !Array.isArray(box.paper)) return foreign()
      // Counting reads only what the file holds: whatever it fails on was written by somebody else.
      const wrong = await verifyBox(box).catch(foreign)
      print(options, { ballots: box.ballots.length, papers: box.paper.length, wrong }, () =>
        wrong.length === 0
          ? say(
              `${box.ballots.length + box.paper.length} 张票，重新计票与公布一致`,
              `${box.ballots.length + box.paper.length} ballots; counted again, the result is the published one`,
            )
          : wrong.map(one => one[language]).join('\n'),
      )
      process.exitCode = wrong.length === 0 ? 0 : 1
    })
}

function stateOf({ closedOn, withdrawn }: { readonly closedOn: string | null; readonly withdrawn: boolean }): string {
  return withdrawn ? say('已撤回', 'taken back') : (closedOn ?? '')
}
