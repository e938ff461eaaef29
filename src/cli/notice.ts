// Commands about notices: an account's calendar as a file, and the group robots with what they say.
import { type Command, Option } from 'commander'
import { findAccount } from '../access/account.sql.ts'
import { HOURS, MAKES, MORNING } from '../notice/robot.ts'
import { refuse } from '../problem/problem.ts'
import { parse } from '../server/answer.ts'
import { calendarOf } from '../server/calendar.http.ts'
import { REGION } from '../server/house.node.ts'
import { robotAnswers } from '../server/robot.http.ts'
import { settingsIn } from '../server/settings.ts'
import { command, type Global, inHouse, inLanguage, print } from './command.ts'
import { readText, writeBytes } from './file.ts'
import { language, say, table } from './speech.ts'

/** What each result is called; its own words stand behind it. */
const RESULTS = {
  sent: { zh: '已送达', en: 'sent' },
  refused: { zh: '机器人拒收', en: 'refused by the robot' },
  unreached: { zh: '没有连上', en: 'not reached' },
  silent: { zh: '没有回音，不知是否送达', en: 'no answer; nobody knows whether it arrived' },
} as const

/** Adds `jiceng notice …` and `jiceng robot …`. */
export function noticeCommands(program: Command): void {
  const notice = program.command('notice').description('what waits, for calendars and chats')
  command(notice, 'calendar', 'write what an account owes as a calendar file (iCalendar)')
    .requiredOption('--account <name>')
    .requiredOption('--out <file>')
    .addOption(inLanguage('language of what is said'))
    .action((options: Global & { account: string; out: string; lang: 'zh' | 'en' }) =>
      inHouse(options, async house => {
        const found = await house.store.asOwner(REGION, tx => findAccount(tx, options.account))
        if (!found) return refuse('access.account', { account: options.account, near: null })
        const text = await calendarOf(house, found.name, options.lang, settingsIn(process.env).origin ?? null)
        writeBytes(options.out, new TextEncoder().encode(text))
        const entries = text.split('BEGIN:VEVENT').length - 1
        print(options, { file: options.out, entries }, () =>
          say(`已写入 ${options.out}，共 ${entries} 项`, `Wrote ${options.out}, ${entries} entries`),
        )
      }),
    )
  command(notice, 'digest', 'what a robot of an organization would say now; nothing is sent')
    .option('--org <org>')
    .addOption(inLanguage('language of what is said'))
    .action((options: Global & { org?: string; lang: 'zh' | 'en' }) =>
      inHouse(options, async (house, actor) => {
        const { digest } = robotAnswers(settingsIn(process.env))
        const query = parse(digest.route.query, { org: options.org, language: options.lang }, 'notice digest')
        const { text } = await digest.give({ house, actor, language }, query, {})
        print(options, { text }, () => text ?? say('没有等着办的，不发', 'Nothing waits, nothing would be sent'))
      }),
    )
  robotCommands(program)
}

function robotCommands(program: Command): void {
  const robot = program.command('robot').description('group robots that say each day how much waits')
  command(robot, 'set', 'set a robot for an organization; its address stands in a file, or comes by standard input')
    .requiredOption('--org <org>')
    .addOption(new Option('--make <make>').choices(MAKES).makeOptionMandatory())
    .requiredOption('--caption <text>', 'what you call the group')
    .option('--address-file <file>', 'file with the address, and the signing secret on a second line', '-')
    .option('--hour <n>', `hour of the day from which it is sent, ${HOURS[0]} to ${HOURS.at(-1)}`, String(MORNING))
    .addOption(inLanguage('language of what is said'))
    .action((options: Global & Record<'org' | 'make' | 'caption' | 'addressFile' | 'hour' | 'lang', string>) =>
      inHouse(options, async (house, actor) => {
        const { set } = robotAnswers(settingsIn(process.env))
        // Not as an argument: who looks at the list of programs would see it.
        const [address, secret] = readText(options.addressFile).split(/\r?\n/)
        const { org, make, caption } = options
        const asked = { org, make, caption, address, secret, language: options.lang, hour: Number(options.hour) }
        const made = await set.give({ house, actor, language }, {}, parse(set.route.body, asked, 'robot set'))
        print(options, made, () => made.id)
      }),
    )
  command(robot, 'list', 'robots with what came of their last messages').action((options: Global) =>
    inHouse(options, async (house, actor) => {
      const rows = await robotAnswers(settingsIn(process.env)).list.give({ house, actor, language }, {}, {})
      print(options, rows, () =>
        table(
          rows.map(row => [
            row.id,
            row.org.code,
            row.make,
            row.caption,
            `${row.hour}:00`,
            row.last ? `${row.last.at.slice(0, 16)}Z ${RESULTS[row.last.result][language]} ${row.last.said ?? ''}` : '',
          ]),
        ),
      )
    }),
  )
  command(robot, 'try <id>', 'send a trial').action((id: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const outcome = await robotAnswers(settingsIn(process.env)).try.give({ house, actor, language }, { id }, {})
      print(options, outcome, () => `${RESULTS[outcome.result][language]} ${outcome.said ?? ''}`.trim())
      if (outcome.result !== 'sent') process.exitCode = 1
    }),
  )
  command(robot, 'end <id>', 'end a robot; its address is forgotten').action((id: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      await robotAnswers(settingsIn(process.env)).end.give({ house, actor, language }, { id }, {})
      print(options, { id }, () => say('已停用', 'The robot has ended'))
    }),
  )
}
