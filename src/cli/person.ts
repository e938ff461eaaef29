// Commands about people: find one, show the file of one, read an appointment form into it, write it out.
import { basename } from 'node:path'
import type { Command } from 'commander'
import { formExport, formImport } from '../server/exchange.http.ts'
import { personList, personShow, personWord } from '../server/person.http.ts'
import { command, type Global, inHouse, inLanguage, print } from './command.ts'
import { readBytes, writeBytes } from './file.ts'
import { language, say, table } from './speech.ts'

/** Adds the commands of people; gives them, so that others can stand beside them. */
export function personCommands(program: Command): Command {
  const person = program.command('person').description('people: one person, one file')
  command(person, 'find <name>', 'people by a part of their name, or by the first letters of its pinyin')
    .option('--on <day>', 'day (default today)')
    .action((name: string, options: Global & { on?: string }) =>
      inHouse(options, async (house, actor) => {
        const rows = await personList.give({ house, actor, language }, { q: name, on: options.on, limit: 50 }, {})
        print(options, rows, () =>
          table(rows.map(row => [row.id, row.name[language], row.born, row.org?.name[language] ?? ''])),
        )
      }),
    )
  command(person, 'show <person>', 'the file of a person, by id or whole name')
    .option('--on <day>', 'as it stood on a day (default today)')
    .option('--out <file>', 'write it as a Word document instead')
    .addOption(inLanguage('language of the document'))
    .action((text: string, options: Global & { on?: string; out?: string; lang: 'zh' | 'en' }) =>
      inHouse(options, async (house, actor) => {
        const asking = { house, actor, language }
        if (options.out) {
          const file = (await personWord.give(asking, { id: text, on: options.on, lang: options.lang }, {})) as {
            bytes: Uint8Array
          }
          writeBytes(options.out, file.bytes)
          print(options, { file: options.out }, () => say(`已生成 ${options.out}`, `Wrote ${options.out}`))
          return
        }
        const file = await personShow.give(asking, { id: text, on: options.on }, {})
        print(options, file, () => {
          const lines = [
            `${file.person.name[language]}  ${file.person.born}  ${file.org?.name[language] ?? ''}  ${file.person.id}`,
            ...file.posts.map(one => `${one.from} – ${one.to ?? ''}  ${one.post}  ${one.org.name[language]}`),
            ...file.hours.flatMap(rule =>
              rule.years.map(
                year =>
                  `${year.year}  ${rule.title[language]}: ${year.hours}${year.owed === null ? '' : `/${year.owed}`}`,
              ),
            ),
            ...file.records.flatMap(group =>
              group.rows.map(row => `${row.day}  ${group.kindName[language]}: ${row.title[language]}`),
            ),
            ...file.missing.map(one =>
              say(
                `尚缺：${one.title.zh}——${one.what.zh}；由${one.owedBy.name.zh}补，期限 ${one.until}`,
                `Missing: ${one.title.en}: ${one.what.en}; owed by ${one.owedBy.name.en} until ${one.until}`,
              ),
            ),
          ]
          return lines.join('\n')
        })
      }),
    )
  command(person, 'import <file>', 'read an appointment form (.lrmx) into the file of its person')
    .option('--preview', 'only say what would change')
    .option('--person <person>', 'whose form it is, by id, where name and month of birth do not say it')
    .action((path: string, options: Global & { preview?: boolean; person?: string }) =>
      inHouse(options, async (house, actor) => {
        const preview = options.preview ?? false
        const bytes = Buffer.from(readBytes(path)).toString('base64')
        const body = { file: basename(path), bytes, person: options.person, preview }
        const plan = await formImport.give({ house, actor, language }, {}, body)
        print(options, plan, () =>
          [
            `${plan.person.name[language]}  ${plan.person.org.name[language]}  ${plan.person.id}`,
            ...plan.changes.map(
              one => `  ${one.name[language]}: ${one.before[language] || '—'} → ${one.after[language] || '—'}`,
            ),
            ...plan.differs.map(one =>
              say(
                `  与名册不一致，未改动：${one.name.zh}，名册为“${one.register.zh}”，表中为“${one.form.zh}”`,
                `  Differs and was left: ${one.name.en}, "${one.register.en}" in the register, "${one.form.en}" in the form`,
              ),
            ),
            ...(plan.left.length > 0
              ? [
                  say(
                    `  未读取：${plan.left.map(one => one.zh).join('、')}`,
                    `  Not taken: ${plan.left.map(one => one.en).join(', ')}`,
                  ),
                ]
              : []),
            preview
              ? say('这是预览，什么都没有写入。', 'This is a preview; nothing was written.')
              : say(`已写入 ${plan.changes.length} 处`, `${plan.changes.length} changes written`),
          ].join('\n'),
        )
      }),
    )
  command(person, 'export <person>', 'write the appointment form of a person (.lrmx)')
    .requiredOption('--out <file>')
    .action((text: string, options: Global & { out: string }) =>
      inHouse(options, async (house, actor) => {
        const file = (await formExport.give({ house, actor, language }, { id: text }, {})) as { bytes: Uint8Array }
        writeBytes(options.out, file.bytes)
        print(options, { file: options.out }, () => say(`已生成 ${options.out}`, `Wrote ${options.out}`))
      }),
    )
  return person
}
