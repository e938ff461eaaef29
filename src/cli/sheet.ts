// Commands for Excel: sheets of records out and in, and the tables of the pages as workbooks.
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { SheetPlan } from '../exchange/sheet.api.ts'
import type { Route } from '../problem/route.api.ts'
import { faultIn } from '../problem/words.ts'
import { type Answer, parse } from '../server/answer.ts'
import {
  boardSheet,
  figuresSheet,
  hoursSheet,
  paySheet,
  proofSheet,
  sheetImport,
  sheetTake,
} from '../server/sheet.http.ts'
import { command, type Global, inHouse, inLanguage, print } from './command.ts'
import { readBytes, writeBytes } from './file.ts'
import { language, say } from './speech.ts'

interface Out extends Global {
  out: string
}

/** Adds the commands of records in Excel to those of records. */
export function recordSheetCommands(record: Command): void {
  command(record, 'sheet <kind>', 'write the Excel sheet of a kind: blank, or with the records of some days')
    .option('--org <org>')
    .option('--from <day>', 'with the records from this day on')
    .option('--to <day>', 'with the records up to this day')
    .addOption(inLanguage('language of the sheet'))
    .requiredOption('-o, --out <file>')
    .action((kind: string, options: Out) => takeInto(sheetTake as unknown as Answer, { kind }, options))
  command(record, 'import <file>', 'read an Excel workbook as records of a kind, all or none')
    .requiredOption('--kind <kind>')
    .option('--preview', 'only say what would be stored')
    .option('--doubled', 'store rows, too, that say what is on record already')
    .option('--why <reason>', 'why more is paid than is owed, where rows do')
    .action((file: string, options: Global & { kind: string; preview?: boolean; doubled?: boolean; why?: string }) =>
      inHouse(options, async (house, actor) => {
        const plan = await sheetImport.give(
          { house, actor, language },
          { kind: options.kind },
          {
            file: basename(file),
            bytes: Buffer.from(readBytes(file)).toString('base64'),
            preview: options.preview ?? false,
            doubled: options.doubled ?? false,
            ...(options.why === undefined ? {} : { why: options.why }),
          },
        )
        print(options, plan, () => told(plan).join('\n'))
        if (plan.faults.length > 0) process.exitCode = 1
      }),
    )
}

/** Adds the commands that write the tables of the pages. */
export function sheetCommands(program: Command): void {
  const sheet = program.command('sheet').description('the tables of the pages as Excel')
  const add = (form: string, about: string, answer: unknown) =>
    command(sheet, form, about)
      .addOption(inLanguage('language of the sheet'))
      .requiredOption('-o, --out <file>')
      .action((...given: unknown[]) => {
        const named = given.length === 3 ? { id: given[0], duty: given[0] } : {}
        return takeInto(answer as Answer, named, given.at(-2) as Out)
      })
  const ofPeriod = (one: Command) => one.option('--org <org>').requiredOption('--period <period>')
  const tree = () =>
    new Option('--tree <reading>', 'tree of that day, or of today').choices(['then', 'now']).default('then')
  ofPeriod(add('board', 'systems by organizations, in words', boardSheet)).addOption(tree())
  ofPeriod(add('figures', 'every figure', figuresSheet)).addOption(tree())
  ofPeriod(add('proof <figure>', 'a figure with every fact behind it', proofSheet)).addOption(tree())
  add('hours <person>', 'the class hours of a person, by id or whole name', hoursSheet).option('--on <day>')
  ofPeriod(add('pay <duty>', 'the pay sheet of a duty that is owed in money', paySheet))
}

/** Writes the file that an answer gives to where --out says. */
export async function takeInto(answer: Answer<Route>, named: object, options: Out): Promise<void> {
  await inHouse(options, async (house, actor) => {
    const asked = parse(answer.route.query, { ...options, ...named }, 'sheet')
    const { bytes } = (await answer.give({ house, actor, language }, asked, {})) as { bytes: Uint8Array }
    writeBytes(options.out, bytes)
    print(options, { file: options.out, bytes: bytes.length }, () =>
      say(`已写入 ${options.out}`, `Wrote ${options.out}`),
    )
  })
}

function told(plan: SheetPlan): string[] {
  const { counts } = plan
  const line = (row: SheetPlan['store'][number]) =>
    `  ${row.sheet}!${row.row}  ${row.day}  ${row.org?.name[language] ?? ''}  ${row.told.map(one => `${one.name[language]} ${one.text}`).join('; ')}`
  const part = (head: string, count: number, rows: readonly string[]) =>
    count === 0
      ? []
      : [head, ...rows, ...(count > rows.length ? [say(`  ……共 ${count} 行`, `  … ${count} rows in all`)] : [])]
  return [
    `${plan.file}: ${plan.kindName[language]}`,
    ...part(
      plan.stored
        ? say(`已写入 ${counts.store} 条`, `${counts.store} stored`)
        : say(`将写入 ${counts.store} 条`, `${counts.store} would be stored`),
      counts.store,
      plan.stored ? [] : plan.store.map(line),
    ),
    ...part(
      plan.stored
        ? say(`已更正 ${counts.correct} 条`, `${counts.correct} corrected`)
        : say(`将更正 ${counts.correct} 条`, `${counts.correct} would be corrected`),
      counts.correct,
      plan.correct.map(line),
    ),
    ...part(
      say(
        `重复，未写入 ${counts.doubled} 条（确为另一件事的，加 --doubled 一并写入）`,
        `${counts.doubled} doubled, left out (add --doubled to store them, too)`,
      ),
      counts.doubled,
      plan.doubled.map(row => `${line(row)}  = ${row.record}`),
    ),
    ...part(
      say(
        `${plan.above.length} 期付款超过应付（确应多付的，加 --why 写明理由）：`,
        `${plan.above.length} turns would be paid more than is owed (if more is due, say why with --why):`,
      ),
      plan.stored ? 0 : plan.above.length,
      plan.above.map(one =>
        say(
          `  ${one.org.zh} ${one.turn}：应付 ${one.owed} 元，共付 ${one.paid} 元`,
          `  ${one.org.en} ${one.turn}: ${one.owed} yuan owed, ${one.paid} paid`,
        ),
      ),
    ),
    ...(counts.known > 0
      ? [say(`与已有记录相同 ${counts.known} 条，不变`, `${counts.known} on record already, unchanged`)]
      : []),
    ...part(
      say(`未读取：`, 'Not read:'),
      plan.left.length,
      plan.left.map(one => `  ${one[language]}`),
    ),
    ...part(
      say(`${counts.faults} 处问题，改正前不能写入：`, `${counts.faults} to correct before anything is stored:`),
      counts.faults,
      plan.faults.map(fault => `  ${faultIn(fault, language)}`),
    ),
    ...(plan.stored ? [] : [say('这是预览，什么都没有写入。', 'This is a preview; nothing was written.')]),
  ]
}
