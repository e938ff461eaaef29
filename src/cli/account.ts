// Commands about accounts: invite a person, list, end, and reset; for who looks after the machine.
import type { Command } from 'commander'
import { renderUnicodeCompact } from 'uqr'
import { accountEnd, accountInvite, accountList, accountReset } from '../server/accounts.http.ts'
import { parse } from '../server/answer.ts'
import { settingsIn } from '../server/settings.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { language, say, table } from './speech.ts'

interface Made {
  readonly code: string
  readonly until: string
  readonly name: { zh: string; en: string }
}

/** Adds `jiceng account …`. */
export function accountCommands(program: Command): void {
  const account = program.command('account').description('who can sign in')
  command(account, 'invite <person>', 'give a person of the register a one-time code to take up an account')
    .option('--days <n>', 'days until the code is void', '7')
    .action((person: string, options: Global & { days: string }) =>
      inHouse(options, async (house, actor) => {
        const body = parse(accountInvite.route.body, { person, days: Number(options.days) }, 'account invite')
        const made = await accountInvite.give({ house, actor, language }, {}, body)
        print(options, { ...made, address: addressOf(made) }, () => told(made))
      }),
    )
  command(account, 'list', 'accounts and open invitations').action((options: Global) =>
    inHouse(options, async (house, actor) => {
      const { accounts, invitations } = await accountList.give({ house, actor, language }, {}, {})
      print(options, { accounts, invitations }, () =>
        table([
          ...accounts.map(one => [
            one.account,
            one.name[language],
            one.postName?.[language] ?? say('现无职务', 'no post'),
            one.org?.name[language] ?? '',
            one.endedOn
              ? say(`${one.endedOn} 已停用`, `ended ${one.endedOn}`)
              : one.demo
                ? say('演示', 'demo')
                : one.second
                  ? say('有第二因素', 'second factor')
                  : '',
          ]),
          ...invitations.map(one => [
            say('（已邀请）', '(invited)'),
            one.name[language],
            one.postName?.[language] ?? '',
            one.org?.name[language] ?? '',
            say(`至 ${one.until.slice(0, 10)}`, `until ${one.until.slice(0, 10)}`),
          ]),
        ]),
      )
    }),
  )
  command(account, 'end <name>', 'end an account; its sessions end at once').action((name: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      await accountEnd.give({ house, actor, language }, { name }, {})
      print(options, { name }, () => say(`账号“${name}”已停用`, `Account "${name}" has ended`))
    }),
  )
  command(
    account,
    'reset <name>',
    'take password, factors, devices and sessions from an account; gives a one-time code',
  ).action((name: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const made = await accountReset.give({ house, actor, language }, { name }, {})
      print(options, { ...made, address: addressOf(made) }, () => told(made))
    }),
  )
}

function addressOf({ code }: Made): string | null {
  const { origin } = settingsIn(process.env)
  return origin ? `${origin}/invite/${code}` : null
}

function told(made: Made): string {
  const address = addressOf(made)
  const until = made.until.slice(0, 16).replace('T', ' ')
  return [
    say(`给${made.name.zh}的一次性代码：${made.code}`, `One-time code for ${made.name.en}: ${made.code}`),
    say(
      `有效至 ${until}（世界时），只能用一次。请当面或另行转交，不要发群。`,
      `Good until ${until} UTC, once. Hand it over in person, not in a group chat.`,
    ),
    address
      ? `${address}\n\n${renderUnicodeCompact(address)}`
      : say('在登录页选“有邀请码”后输入。', 'It is typed on the sign-in page under "I have an invitation".'),
  ].join('\n')
}
