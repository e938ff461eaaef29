// Commands for an office's own lists: organizations and people out of its files into the register, and out again in the same form.
import { basename } from 'node:path'
import { Argument, type Command } from 'commander'
import { type ListPlan, listMap } from '../exchange/office-list.api.ts'
import { parse } from '../server/answer.ts'
import { listsImport, listTake } from '../server/office-list.http.ts'
import { command, type Global, inHouse, inLanguage, print } from './command.ts'
import { readBytes, readJson, writeBytes } from './file.ts'
import { takeInto } from './sheet.ts'
import { language, say } from './speech.ts'

interface Import extends Global {
  map?: string
  preview?: boolean
  back?: string
}

/** Adds `jiceng register import|sheet`. */
export function registerCommands(program: Command): void {
  const register = program
    .command('register')
    .description("the register from an office's own files, and back into such files")
  command(
    register,
    'import <file>',
    'read lists of organizations and rosters of people (.xlsx or .csv); rows with faults are told of and left',
  )
    .option(
      '--map <file>',
      'JSON: how headings are read, words for missing columns, tiers, sectors; a preview gives one to begin with',
    )
    .option('--preview', 'only say what would come of it; store nothing')
    .option('--back <file>', 'write the same file with a column that says what is wrong with each row')
    .action((file: string, options: Import) =>
      inHouse(options, async (house, actor) => {
        const { back, ...plan } = await listsImport.give(
          { house, actor, language },
          {},
          {
            file: basename(file),
            bytes: Buffer.from(readBytes(file)).toString('base64'),
            map: options.map === undefined ? {} : parse(listMap, readJson(options.map), options.map),
            preview: options.preview ?? false,
            back: options.back !== undefined,
          },
        )
        if (options.back !== undefined && back) writeBytes(options.back, Buffer.from(back, 'base64'))
        print(options, plan, () => told(plan, options.back).join('\n'))
        process.exitCode = exitOf(plan)
      }),
    )
  command(register, 'sheet', 'the roster of members, a sheet each branch, or the list of organizations, for printing')
    .addArgument(new Argument('<form>').choices(['roster', 'organizations']))
    .option('--org <org>', 'of an organization and those below it')
    .option('--on <day>', 'as of a day')
    .addOption(inLanguage('language of the sheet'))
    .requiredOption('-o, --out <file>')
    .action((form: string, options: Global & { out: string }) => takeInto(listTake as never, { form }, options))
}

type Plan = Omit<ListPlan, 'back'>
const PARTS = ['organizations', 'people', 'memberships', 'posts'] as const

/** 2 where nothing could be kept, 1 where some rows were refused. */
function exitOf(plan: Plan): number {
  const kept = PARTS.some(part => plan[part].new + plan[part].same + plan[part].changed > 0)
  if (!kept) return 2
  return plan.faults.length > 0 ? 1 : 0
}

function told(plan: Plan, back: string | undefined): string[] {
  const names = {
    organizations: say('组织', 'Organizations'),
    people: say('人员', 'People'),
    memberships: say('党员身份', 'Memberships'),
    posts: say('任职', 'Posts'),
  }
  const list = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [head, ...lines.map(line => `  ${line}`)]
  return [
    plan.file,
    ...plan.sheets.flatMap(one =>
      list(
        say(
          `工作表“${one.sheet}”：表头在第 ${one.heading} 行，${one.rows} 行`,
          `Sheet "${one.sheet}": heading in row ${one.heading}, ${one.rows} rows`,
        ),
        [
          one.columns
            .filter(column => column.name)
            .map(column => `${column.column} ${column.heading} → ${column.name![language]}`)
            .join(say('；', '; ')),
        ],
      ),
    ),
    ...list(
      say('组织（* 为推断，可在 --map 中改）：', 'Organizations (* guessed; change it by --map):'),
      plan.tree.map(
        one =>
          `${'  '.repeat(one.level)}${one.name}  ${one.tier.name[language]}${one.tier.guessed ? '*' : ''}  ${one.sector.name[language]}${one.sector.guessed ? '*' : ''}  ${one.from}${one.level === 0 && one.under ? say(`（在${one.under}之下）`, ` (under ${one.under})`) : ''}  ${STATES[one.state]()}`,
      ),
    ),
    ...list(
      say('与名册不同：', 'Differs from the register:'),
      plan.changes.map(
        one => `${one.who[language]}  ${one.field[language]}：${one.before[language]} → ${one.after[language]}`,
      ),
    ),
    ...PARTS.map(part => {
      const { new: fresh, same, changed, refused } = plan[part]
      return say(
        `${names[part]}：新增 ${fresh}，相同 ${same}，变动 ${changed}，未收 ${refused}`,
        `${names[part]}: ${fresh} new, ${same} same, ${changed} changed, ${refused} refused`,
      )
    }),
    ...list(
      say('请留意：', 'Note:'),
      plan.notes.map(one => one[language]),
    ),
    ...list(
      say('未读取：', 'Not read:'),
      plan.left.map(one => one[language]),
    ),
    ...list(
      say(`${plan.faults.length} 处问题：`, `${plan.faults.length} faults:`),
      plan.faults.map(one =>
        say(
          `工作表“${one.sheet}”${one.row === null ? '' : `第 ${one.row} 行`}${one.column === null ? '' : ` ${one.column} 列`}：${one.what.zh}。${one.remedy.zh}。`,
          `Sheet "${one.sheet}"${one.row === null ? '' : `, row ${one.row}`}${one.column === null ? '' : `, column ${one.column}`}: ${one.what.en}. ${one.remedy.en}.`,
        ),
      ),
    ),
    ...(back === undefined
      ? []
      : [say(`问题已写在 ${back} 的“问题”列`, `What is wrong stands in the column 问题 of ${back}`)]),
    plan.change
      ? say(
          `已存入。如需整体撤回：jiceng org undo ${plan.change}`,
          `Stored. To take all of it back: jiceng org undo ${plan.change}`,
        )
      : say('什么都没有写入。', 'Nothing was stored.'),
  ]
}

const STATES = {
  new: () => say('新增', 'new'),
  same: () => say('相同', 'same'),
  changed: () => say('变动', 'changed'),
} as const
