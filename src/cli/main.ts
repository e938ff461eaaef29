// The command line: the same verbs as the server, on a folder or a server's database.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { z } from 'zod'
import { setUp } from '../access/invitation.sql.ts'
import { BOTH } from '../charter/charter.ts'
import { compile } from '../charter/compile.ts'
import { readSystem } from '../charter/reading.ts'
import { readyDistrict } from '../district/index.ts'
import { loadDistrict } from '../district/load.sql.ts'
import { readDistrict } from '../district/reading.ts'
import type { Doubts } from '../measure/figure.api.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { readShape } from '../problem/shape.ts'
import { unfitSign, unfitWords } from '../problem/text.ts'
import { unseal } from '../record/parcel.ts'
import { type RecordInput, recordLine } from '../record/record.api.ts'
import type { TwinPair } from '../record/twin.api.ts'
import { firstKept } from '../register/facts.ts'
import { FORMATS, type Format } from '../report/format.ts'
import { parse } from '../server/answer.ts'
import { changeMake, keptShow } from '../server/change.http.ts'
import { dutyList } from '../server/duty.http.ts'
import { figureList, figureShow } from '../server/figure.http.ts'
import { districtOf, openHouse, REGION } from '../server/house.node.ts'
import {
  add,
  attachmentAdd,
  attachmentFile,
  attachmentList,
  recordList,
  recordShow,
  twinList,
} from '../server/record.http.ts'
import { orgList } from '../server/register.http.ts'
import { checkFile, reportFile, verify } from '../server/report.http.ts'
import { serve } from '../server/serve.node.ts'
import { settingsIn } from '../server/settings.ts'
import { readDay } from '../time/day.ts'
import { accountCommands } from './account.ts'
import { auditCommands } from './audit.ts'
import { backupCommands } from './backup.ts'
import { ballotCommands } from './ballot.ts'
import { burdenCommands } from './burden.ts'
import { caseCommands } from './case.ts'
import { charterCommands } from './charter.ts'
import { command, type Global, inHouse, inLanguage, placeOf, print, tellCopied, warn } from './command.ts'
import { formatOf, NO_JSON, readBytes, readText, writeBytes } from './file.ts'
import { noticeCommands } from './notice.ts'
import { registerCommands } from './office-list.ts'
import { askPassphrase } from './passphrase.ts'
import { personCommands } from './person.ts'
import { pledgeCommands } from './pledge.ts'
import { entryCommands, organizationCommands, peopleCommands } from './register.ts'
import { recordSheetCommands, sheetCommands } from './sheet.ts'
import { language, say, table, withUnit } from './speech.ts'

const program = new Command('jiceng')
  .description('基层 Jiceng: charter, register, records; everything else is computed')
  .version('0.1.0')
  // What is said after a command is for that command: «backup» and «backup key» both have --home.
  .enablePositionalOptions()

// Whoever reads may stop, as `head` does; what is left to say then has no reader.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
})

// What is typed is text like any other: one rule for all of it.
program.hook('preAction', (_, action) => {
  const typed = [...action.args.map(text => ['', text] as const), ...Object.entries(action.opts())]
  for (const [name, value] of typed)
    for (const text of [value].flat()) {
      const sign = typeof text === 'string' ? unfitSign(text) : null
      if (sign) refuse('input.field', { where: action.name(), field: name || text, why: unfitWords(sign) })
    }
})

/** Hours for which the code of the first administrator holds. */
const SETUP_HOURS = 24

/** 0 lets the system choose. */
const ports = z.object({ port: z.coerce.number().int().min(0).max(65535) })

const tree = () =>
  new Option('--tree <reading>', 'tree of that day, or of today').choices(['then', 'now']).default('then')

command(program, 'serve', 'serve the web page; loads the ready district into an empty house')
  .option('--port <n>', 'port on this machine', '5180')
  .action(async (options: Global & { port: string }) => {
    const { port } = parse(ports, options, 'serve')
    const settings = settingsIn(process.env)
    const house = await openHouse(placeOf(options))
    if (!(await districtOf(house))) {
      process.stderr.write(`${say('正在装入示例地区…', 'Loading the ready district…')}\n`)
      await loadDistrict(house.store, house.charter, REGION, readyDistrict(), true)
    }
    if (house.faults.length > 0) warn(house.faults)
    tellCopied(house)
    await house.settle()
    // Heard from before the first answer on: who is told that the house is ready may ask it to end at once.
    const asked = new Promise<void>(done => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    const app = await serve(house, port, '127.0.0.1', settings).catch(async error => {
      await house.close()
      throw error
    })
    const here = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    process.stdout.write(`${say('基层已就绪', 'Jiceng is ready')}: ${here}\n`)
    // Whoever reads this terminal looks after the machine; the code is void with the first account, or when the next one is printed.
    const keys = await house.keys()
    const begin = await house.store.asOwner(REGION, tx => setUp(tx, keys, { hours: SETUP_HOURS, now: house.now() }))
    if (begin)
      process.stdout.write(
        `${say('还没有人能登录。请打开下面的地址，设置第一位管理员（24 小时内有效，只能用一次）', 'Nobody can sign in yet. Open this address to set up the first administrator (once, within 24 hours)')}: ${settings.origin ?? here}/setup?code=${begin.code}\n`,
      )
    await asked
    await app.close()
    await house.close()
  })

const district = program.command('district').description('districts')
command(
  district,
  'kept-since [day]',
  'since which day records are kept here; with a day, sets it: turns that began before are judged only as met',
)
  .option('--org <org>', 'of an organization and what stands below it (default: the one of --as)')
  .action((day: string | undefined, options: Global & { org?: string }) =>
    inHouse(options, async (house, actor) => {
      const org = options.org ?? actor.org.code
      if (day !== undefined) {
        const on = readDay(day) ?? refuse('input.day', { text: day, where: 'kept-since' })
        await changeMake.give(
          { house, actor, language },
          {},
          { preview: false, change: { act: 'org.keep', org, day: on } },
        )
      }
      const shown = await keptShow.give({ house, actor, language }, { org }, {})
      print(options, shown, () =>
        shown.day === null
          ? say(
              `${shown.org.name.zh}没有定建账日：各期一律评判`,
              `${shown.org.name.en}: no day is set, so every turn is judged`,
            )
          : say(
              `${shown.org.name.zh}自 ${shown.day} 起建账（按${shown.by!.name.zh}的规定）`,
              `${shown.org.name.en}: records are kept since ${shown.day} (set for ${shown.by!.name.en})`,
            ),
      )
    }),
  )

command(
  district,
  'load <source...>',
  'load "demo", or files of facts (JSON lines), into an empty house; with YAML files these are its whole charter',
)
  .option('--ready', 'an example: its accounts open without a password')
  .option(
    '--kept-since <day>',
    'the day since which records are kept: turns that began before are judged only as met (default: the year of the earliest record loaded, else today; an example judges all)',
  )
  .action(async (sources: string[], options: Global & { ready?: boolean; keptSince?: string }) => {
    const house = await openHouse(placeOf(options))
    try {
      const demo = sources.length === 1 && sources[0] === 'demo'
      const files = demo ? [] : sources.map(file => ({ file, text: readText(file) }))
      const isSystem = ({ file }: { file: string }) => /\.ya?ml$/.test(file)
      const own = files.filter(isSystem).map(({ file, text }) => ({ ...readSystem(file, text), text }))
      const charter = own.length > 0 ? compile(own) : house.charter
      const facts = demo
        ? readyDistrict()
        : readDistrict(
            charter,
            files.filter(one => !isSystem(one)),
          )
      const texts = own.map(({ system, text }) => ({ system: system.id, text }))
      const said = options.keptSince
      const keptSince =
        said === undefined
          ? (facts.keptSince ?? (options.ready ? undefined : firstKept(facts, house.today())))
          : (readDay(said) ?? refuse('input.day', { text: said, where: '--kept-since' }))
      const ready = demo || (options.ready ?? false)
      const district = { ...facts, ...(keptSince ? { keptSince } : {}) }
      await loadDistrict(house.store, charter, REGION, district, ready, texts)
      await house.settle()
      const counts = {
        orgs: new Set(facts.orgs.map(org => org.id)).size,
        people: new Set(facts.people.map(person => person.id)).size,
        records: facts.records.length,
      }
      print(options, counts, () =>
        say(
          `已装入：组织 ${counts.orgs}，人员 ${counts.people}，记录 ${counts.records}`,
          `Loaded ${counts.orgs} organizations, ${counts.people} people, ${counts.records} records`,
        ),
      )
    } finally {
      await house.close()
    }
  })

accountCommands(program)
registerCommands(program)
auditCommands(program)
backupCommands(program)
ballotCommands(program)
burdenCommands(program)
caseCommands(program)
entryCommands(program, personCommands(program))
noticeCommands(program)
pledgeCommands(program)

const org = program.command('org').description('organizations')
command(org, 'list', 'the tree as of a day')
  .option('--on <day>', 'day (default today)')
  .action((options: Global & { on?: string }) =>
    inHouse(options, async (house, actor) => {
      const rows = await orgList.give(
        { house, actor, language },
        parse(orgList.route.query, { on: options.on, levels: 'all' }, 'org list'),
        {},
      )
      print(options, rows, () =>
        table(
          rows.map(row => [
            row.code,
            row.parent ?? '',
            row.tier,
            row.sector,
            row[language === 'zh' ? 'short' : 'english'],
            row.from,
          ]),
        ),
      )
    }),
  )
organizationCommands(org)
peopleCommands(program)

const figure = program.command('figure').description('figures')
command(figure, 'list', 'every figure of an organization and a period')
  .option('--org <org>')
  .requiredOption('--period <period>')
  .addOption(tree())
  .action((options: Global & { org?: string; period: string; tree: 'then' | 'now' }) =>
    inHouse(options, async (house, actor) => {
      const rows = await figureList.give(
        { house, actor, language },
        { org: options.org, period: options.period, tree: options.tree },
        {},
      )
      const wire = rows.map(row => ({
        id: row.id,
        title: row.title[language],
        value: row.value,
        unit: row.unit,
        status: row.status,
        records: row.records,
        source: row.source[language],
        asOf: row.asOf,
      }))
      print(options, wire, () =>
        table(
          rows.map(row => [
            row.id,
            row.value === null ? say('未记录', 'not recorded') : withUnit(row.value, row.unit, row.digits),
            row.status,
            String(row.records),
            row.title[language],
          ]),
        ),
      )
    }),
  )
command(figure, 'show <id>', 'a figure with its formula in words and the facts behind it')
  .option('--org <org>')
  .requiredOption('--period <period>')
  .option('--limit <n>', 'facts shown', '100')
  .addOption(tree())
  .addOption(
    new Option('--by <counting>', 'what happened in the period, or what is for its turns, as a duty counts')
      .choices(['day', 'turn'])
      .default('day'),
  )
  .action(
    (id: string, options: Global & { org?: string; period: string; tree: 'then' | 'now'; by: string; limit: string }) =>
      inHouse(options, async (house, actor) => {
        const proof = await figureShow.give(
          { house, actor, language },
          parse(figureShow.route.query, { ...options, id }, 'figure show'),
          {},
        )
        const { figure: row } = proof
        print(
          options,
          { ...proof, id, value: row.value, unit: row.unit, status: row.status, records: proof.facts },
          () =>
            [
              `${row.title[language]}: ${row.value === null ? say('未记录', 'not recorded') : withUnit(row.value, row.unit, row.digits)}  (${row.asOf})`,
              row.source[language],
              ...(proof.missing
                ? [
                    proof.missing.why[language],
                    ...proof.missing.owedBy.map(owing =>
                      say(`  应由 ${owing.code} ${owing.name.zh} 记录`, `  owed by ${owing.code} ${owing.name.en}`),
                    ),
                  ]
                : []),
              ...proof.places.map(place =>
                say(
                  `  ${place.orgName.zh} ${place.name.zh}：计 ${place.used} 天，充分使用为 ${place.full} 天${place.state === 'full' ? '' : place.state === 'unused' ? '，闲置' : '，使用不足'}`,
                  `  ${place.orgName.en}, ${place.name.en || place.name.zh}: ${place.used} of ${place.full} days${place.state === 'full' ? '' : place.state === 'unused' ? ', idle' : ', below full use'}`,
                ),
              ),
              ...sayDoubts(row.doubts),
              table(
                proof.facts.map(fact => [
                  fact.for ? say(`${fact.day}（为 ${fact.for}）`, `${fact.day} for ${fact.for}`) : fact.day,
                  fact.org,
                  fact.title[language],
                  fact.fields.map(field => `${field.name[language]} ${field.value[language]}`).join('; '),
                  fact.adds === null ? '' : String(fact.adds),
                ]),
              ),
              ...(row.records > proof.facts.length && proof.facts.length > 0
                ? [
                    say(
                      `共 ${row.records} 条，显示 ${proof.facts.length} 条`,
                      `${proof.facts.length} of ${row.records} shown`,
                    ),
                  ]
                : []),
            ].join('\n'),
        )
      }),
  )

/** Which lines count elsewhere than in the name in which they were written, in a sentence each. */
function taken(answer: Awaited<ReturnType<typeof add>>): string[] {
  return answer.taken.map(({ id, org, by }) =>
    say(
      `${id}：${org.name.zh}当时已撤销，记入承接它的${by.name.zh}`,
      `${id}: ${org.name.en} had ended by then; counted at ${by.name.en}, which took over`,
    ),
  )
}

const record = program.command('record').description('records')
command(record, 'add <file>', 'add records from JSON lines, all or none ("-" reads standard input)').action(
  (file: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const { lines, numbers } = readLines(file)
      const answer = await add(house, actor, lines, { place: { file, lines: numbers } })
      print(options, answer, () =>
        say(
          `新增 ${answer.added} 条，已有 ${answer.already} 条\n${[...answer.ids, ...taken(answer), ...answer.twins.map(sayPair)].join('\n')}${answer.settled === false ? '\n已保存；数据尚未汇总，稍后自动再试' : ''}`,
          `${answer.added} added, ${answer.already} known already\n${[...answer.ids, ...taken(answer), ...answer.twins.map(sayPair)].join('\n')}${answer.settled === false ? '\nStored; the figures are still to be added up, which is tried again by itself' : ''}`,
        ),
      )
    }),
)
command(record, 'twins', 'pairs that may tell of one event, and that nobody has decided about yet')
  .option('--org <org>')
  .option('--period <period>')
  .action((options: Global & { org?: string; period?: string }) =>
    inHouse(options, async (house, actor) => {
      const pairs = await twinList.give(
        { house, actor, language },
        parse(twinList.route.query, { org: options.org, period: options.period }, 'record twins'),
        {},
      )
      print(options, pairs, () => pairs.map(sayPair).join('\n'))
    }),
  )
command(record, 'both <one> <other>', 'say that two records that look alike tell of two events: both stay').action(
  (one: string, other: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const asked = { house, actor, language }
      const told = await recordShow.give(asked, parse(recordShow.route.query, { record: one }, 'record both'), {})
      await recordShow.give(asked, parse(recordShow.route.query, { record: other }, 'record both'), {})
      const line = { kind: BOTH, org: told.org.code, day: house.today(), body: { one, other } }
      const answer = await add(house, actor, [line])
      print(options, answer, () => say('两条都留', 'Both are kept'))
    }),
)
command(record, 'withdraw <record>', 'take a record back; that it was there stays')
  .option('--why <reason>')
  .action((id: string, options: Global & { why?: string }) =>
    inHouse(options, async (house, actor) => {
      const asked = parse(recordShow.route.query, { record: id }, 'record withdraw')
      const told = await recordShow.give({ house, actor, language }, asked, {})
      const why = options.why ? { why: options.why } : {}
      const answer = await add(house, actor, [
        { kind: told.kind, org: told.org.code, day: told.day, body: {}, voids: id, ...why },
      ])
      print(options, answer, () => say('已撤回', 'Taken back'))
    }),
  )
command(record, 'make-up <record> <person...>', 'say who made up what they had missed, and on which day')
  .option('--day <day>', 'day of the make-up (default today)')
  .action((id: string, people: string[], options: Global & { day?: string }) =>
    inHouse(options, async (house, actor) => {
      const asked = parse(recordShow.route.query, { record: id }, 'record make-up')
      const told = await recordShow.give({ house, actor, language }, asked, {})
      const named = people.map(person => {
        const absent = told.roll?.absent.filter(one => [one.id, one.name.zh, one.name.en].includes(person)) ?? []
        return absent.length === 1 ? absent[0]!.id : person
      })
      const line = readShape(recordLine, {
        ...{ kind: told.kind, org: told.org.code, day: options.day ?? house.today(), makesUp: id },
        roll: { madeUp: named },
      })
      if (!line.fits) return refuse('person.unknown', { person: people.join(say('、', ', ')) })
      const answer = await add(house, actor, [line.value])
      print(options, answer, () => say('已记补课', 'The make-up is recorded'))
    }),
  )
command(record, 'open <file>', 'open what a phone exported and print it as JSON lines for "record add -"').action(
  async (file: string) => {
    const text = readText(file)
    const forms = await unseal(file, text, await askPassphrase(say('口令：', 'Passphrase:')))
    const lines = forms.flatMap(form => form.lines)
    process.stdout.write(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  },
)
command(record, 'list', 'records of a kind, newest first')
  .requiredOption('--kind <kind>')
  .option('--org <org>')
  .option('--period <period>')
  .option('--limit <n>', 'at most so many', '200')
  .action((options: Global & { kind: string; org?: string; period?: string; limit: string }) =>
    inHouse(options, async (house, actor) => {
      const rows = await recordList.give(
        { house, actor, language },
        parse(recordList.route.query, options, 'record list'),
        {},
      )
      print(options, rows, () =>
        table(
          rows.map(row => [
            row.day,
            row.origin ? `${row.org} (${row.origin.code})` : row.org,
            row.id,
            row.due > 0 ? `${row.present}/${row.due}` : '',
            JSON.stringify(row.body),
          ]),
        ),
      )
    }),
  )

command(record, 'attach <record> <file>', 'set a file beside a record; photographs lose place and device').action(
  (id: string, file: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const content = Buffer.from(readBytes(file)).toString('base64')
      const done = await attachmentAdd.give(
        { house, actor, language },
        parse(attachmentAdd.route.query, { record: id }, 'record attach'),
        { name: basename(file), content },
      )
      print(options, done, () => done.id)
    }),
)
command(record, 'files <record>', 'the files beside a record').action((id: string, options: Global) =>
  inHouse(options, async (house, actor) => {
    const rows = await attachmentList.give(
      { house, actor, language },
      parse(attachmentList.route.query, { record: id }, 'record files'),
      {},
    )
    print(options, rows, () =>
      table(rows.map(row => [row.id, row.name, String(row.size), row.withdrawnBy ? say('已撤回', 'taken back') : ''])),
    )
  }),
)
command(record, 'take <attachment>', 'write the content of a file beside a record')
  .requiredOption('--out <file>')
  .action((id: string, options: Global & { out: string }) =>
    inHouse(options, async (house, actor) => {
      const file = await attachmentFile.give(
        { house, actor, language },
        parse(attachmentFile.route.query, { id }, 'record take'),
        {},
      )
      const { bytes } = file as { bytes: Uint8Array }
      writeBytes(options.out, bytes)
      print(options, { file: options.out, bytes: bytes.length }, () =>
        say(`已写入 ${options.out}`, `Wrote ${options.out}`),
      )
    }),
  )

recordSheetCommands(record)
sheetCommands(program)

const duty = program.command('duty').description('duties')
command(
  duty,
  'list',
  'who owes what in the turns that run on a day, and in those whose days of grace do; judged by all that is known today, also of what was entered or done for a turn later',
)
  .option('--org <org>')
  .requiredOption('--on <day>')
  .action((options: Global & { org?: string; on: string }) =>
    inHouse(options, async (house, actor) => {
      const rows = await dutyList.give({ house, actor, language }, { org: options.org, on: options.on }, {})
      print(options, rows, () =>
        [
          table(
            rows.map(row => [
              row.turn,
              row.org,
              row.status,
              `${row.value ?? '–'}/${row.owed}`,
              row.title[language],
              row.settled
                ? say(`${row.settled} 完成，可补至 ${row.until}`, `done on ${row.settled}, due by ${row.until}`)
                : '',
            ]),
          ),
          say(
            `按今天所知的全部记录评判 ${options.on} 的情况：之后补记、补办的也算。`,
            `As it stands on ${options.on} by all that is known today: what was entered or made up later counts as well.`,
          ),
        ].join('\n'),
      )
    }),
  )

charterCommands(program)

const report = program.command('report').description('reports')
command(report, 'make <template>', 'make a report')
  .option('--org <org>')
  .requiredOption('--period <period>')
  .addOption(new Option('--format <format>', 'format (default: by the ending of the file)').choices(FORMATS))
  .addOption(inLanguage('language of the report'))
  .option('--mask', 'replace every name that the register knows')
  .addOption(tree())
  .requiredOption('--out <file>')
  .action(
    (
      template: string,
      options: Global & {
        org?: string
        period: string
        format?: Format
        lang: 'zh' | 'en'
        mask?: boolean
        tree: 'then' | 'now'
        out: string
      },
    ) => {
      const format = formatOf(options.out, options.format, FORMATS)
      return inHouse(options, async (house, actor) => {
        const file = (await reportFile.give(
          { house, actor, language },
          {
            template,
            org: options.org,
            period: options.period,
            tree: options.tree,
            lang: options.lang,
            mask: options.mask ?? false,
            format,
          },
          {},
        )) as { bytes: Uint8Array }
        writeBytes(options.out, file.bytes)
        print(options, { file: options.out, bytes: file.bytes.length }, () =>
          say(`已生成 ${options.out}`, `Wrote ${options.out}`),
        )
      })
    },
  )
command(report, 'verify <file>', 'recompute every figure that a report carries').action(
  (file: string, options: Global) =>
    inHouse(options, async (house, actor) => {
      const compared = await verify(house, actor, file, readBytes(file))
      const differing = compared.filter(one => !one.same)
      print(options, { figures: compared.length, differing }, () =>
        differing.length === 0
          ? say(`${compared.length} 项数据全部一致`, `All ${compared.length} figures agree`)
          : differing
              .map(one =>
                say(
                  `第 ${one.n} 项 ${one.title}（${one.ref}）：文中“${one.carried}”，现为“${one.now}”`,
                  `Figure ${one.n}, ${one.title} (${one.ref}): the file says "${one.carried}", the records say "${one.now}"`,
                ),
              )
              .join('\n'),
      )
      if (differing.length > 0) process.exitCode = 1
    }),
)

command(
  report,
  'check <file>',
  'check any report (txt, md, docx, pdf): numbers, sums, shares, dates, sections, norms, masks; where a district is open, against its rules and records, too',
).action(async (file: string, options: Global) => {
  const bytes = readBytes(file)
  const place = placeOf(options)
  // A check needs no district, and must not make one.
  const open = 'url' in place || existsSync(place.home)
  const checked = open
    ? await inHouse(options, (house, actor) => checkFile({ house, actor }, file, bytes))
    : await checkFile(null, file, bytes)
  const findings = checked.findings.map(({ why, suggest, ...finding }) => ({
    ...finding,
    why: why[language],
    ...(suggest ? { suggest: suggest[language] } : {}),
  }))
  print(options, findings, () =>
    [
      ...findings.map(({ line, words, why, suggest }) =>
        say(
          `第 ${line} 行“${words}”：${why}${suggest ?? ''}`,
          `Line ${line}, "${words}": ${why}${suggest ? ` ${suggest}` : ''}`,
        ),
      ),
      say(
        `发现 ${findings.length} 处。文中 ${checked.numbers} 个数，${checked.tested} 个能与别的数对照，其余无从检查${checked.against ? `；并与 ${checked.against} 的记录核对` : ''}。`,
        `${findings.length} findings. Of ${checked.numbers} numbers ${checked.tested} could be held against others; the rest cannot be checked.${checked.against ? ` It was also held against the records of ${checked.against}.` : ''}`,
      ),
    ].join('\n'),
  )
  if (findings.length > 0) process.exitCode = 1
})

/** What is doubtful about the records behind a value, a sentence each. */
function sayDoubts({ twins, nobody, untold }: Doubts): string[] {
  return [
    ...(twins > 0
      ? [say(`其中 ${twins} 对可能重复（record twins）`, `${twins} pairs may be the same event (record twins)`)]
      : []),
    ...(nobody > 0 ? [say(`${nobody} 次无人到会，不计`, `${nobody} held with nobody there, not counted`)] : []),
    ...(untold > 0 ? [say(`${untold} 次到会情况未记`, `${untold} do not say who came`)] : []),
  ]
}

/** A pair that may tell of one event, and how to say what it is. */
function sayPair({ kindName, orgName, day, twins: [one, other] }: TwinPair): string {
  return say(
    `${day} ${orgName.zh}“${kindName.zh}”同一天已有一条，是同一次吗？${one.by}：${one.id}；${other.by}：${other.id}。同一次：record withdraw ${other.id}；两次：record both ${one.id} ${other.id}`,
    `${day} ${orgName.en}, ${kindName.en}: two records of one day look alike. Are they the same? ${one.by}: ${one.id}; ${other.by}: ${other.id}. The same: record withdraw ${other.id}; two events: record both ${one.id} ${other.id}`,
  )
}

/** Lines of records with the number of each; the first that is no record stops everything. */
function readLines(file: string) {
  const lines: RecordInput[] = []
  const numbers: number[] = []
  for (const [index, text] of readText(file).split('\n').entries()) {
    if (text.trim() === '') continue
    const fault = (zh: string, en: string): never => refuse('input.file', { file, line: index + 1, why: { zh, en } })
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      fault(NO_JSON.zh, NO_JSON.en)
    }
    const read = readShape(recordLine, parsed)
    if (read.fits) lines.push(read.value)
    else {
      const { path, zh, en } = read.misfits[0]!
      const place = path.join('.') || 'line'
      fault(`${place}：${zh}`, `${place}: ${en}`)
    }
    numbers.push(index + 1)
  }
  if (lines.length === 0)
    refuse('input.file', { file, line: 1, why: { zh: '没有记录。', en: 'there are no records.' } })
  return { lines, numbers }
}

try {
  program.exitOverride()
  for (const one of [program, ...program.commands, ...program.commands.flatMap(inner => inner.commands)])
    one.exitOverride().showHelpAfterError()
  await program.parseAsync()
} catch (error) {
  if (error instanceof Problem) {
    process.stderr.write(`${error.say(language)}\n`)
    process.exitCode = error.exit
  } else if ((error as { code?: string }).code?.startsWith('commander.')) {
    process.exitCode = (error as { exitCode: number }).exitCode === 0 ? 0 : 2
  } else {
    console.error(error)
    process.exitCode = 3
  }
}
