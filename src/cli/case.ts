// Commands of cases: what is open and overdue, the story of one, opening one and taking it on.
import { type Command, Option } from 'commander'
import type { CaseRow, CaseState } from '../record/case.api.ts'
import type { Asking } from '../server/answer.ts'
import { caseKindList, caseList, caseOpen, caseShow, caseStep } from '../server/case.http.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { language, say, table } from './speech.ts'
import { valuesOf } from './values.ts'

/** Adds `jiceng case …`. */
export function caseCommands(program: Command): void {
  const cases = program.command('case').description('cases: what was opened and must be closed')

  command(cases, 'list', 'cases as they stand today or on a day, the most pressing first')
    .option('--org <org>')
    .option('--kind <kind>')
    .addOption(new Option('--state <state>').choices(['open', 'overdue', 'closed', 'all']).default('open'))
    .option('--on <day>', 'as they stood on a day')
    .option('--limit <n>', 'at most so many', '100')
    .action((options: Global & { org?: string; kind?: string; state: CaseState; on?: string; limit: string }) =>
      inHouse(options, async (house, actor) => {
        const { org, kind, state, on } = options
        const asked = { org, kind, state, on, limit: Number(options.limit) || 100, offset: 0 }
        const found = await caseList.give({ house, actor, language }, asked, {})
        print(options, found, () =>
          [
            say(
              `截至 ${found.on}：未办结 ${found.counts.open}，其中逾期 ${found.counts.overdue}；已办结 ${found.counts.closed}`,
              `As of ${found.on}: ${found.counts.open} open, ${found.counts.overdue} of them overdue; ${found.counts.closed} closed`,
            ),
            table(found.cases.map(lineOf)),
          ].join('\n'),
        )
      }),
    )

  command(cases, 'show <id>', 'one case with its story')
    .option('--on <day>', 'as it stood on a day')
    .action((id: string, options: Global & { on?: string }) =>
      inHouse(options, async (house, actor) => {
        const found = await caseShow.give({ house, actor, language }, { id, on: options.on }, {})
        print(options, found, () =>
          [
            lineOf(found.case).join('  '),
            '',
            table(found.fields.map(field => [field.name[language], field.value[language]])),
            '',
            table(
              found.story.map(one => [
                one.day,
                one.name[language],
                one.fields.map(field => `${field.name[language]}: ${field.value[language]}`).join('; '),
              ]),
            ),
            '',
            `${say('下一步', 'Next')}: ${found.case.next.map(one => one.stage).join(say('、', ', ')) || '—'}`,
          ].join('\n'),
        )
      }),
    )

  command(cases, 'open <kind>', 'open a case: it needs an owner and a due day')
    .requiredOption('--org <org>')
    .option('--owner <person>', 'id, or a name that only one person bears')
    .option('--owner-org <org>', 'the organization that owns it')
    .option('--due <day>', 'the day by which it is to be closed')
    .option('--day <day>', 'the day on which it was opened; today unless said')
    .option('--set <field=value...>', 'the fields of its kind')
    .action(
      (
        kind: string,
        options: Global & {
          org: string
          owner?: string
          ownerOrg?: string
          due?: string
          day?: string
          set?: string[]
        },
      ) =>
        inHouse(options, async (house, actor) => {
          const asking = { house, actor, language }
          const { org, owner, ownerOrg, due, day } = options
          const fields = (await kindsIn(asking)).find(one => one.kind === kind)?.fields ?? []
          const body = valuesOf(kind, fields, options.set ?? [])
          const done = await caseOpen.give(asking, {}, { kind, org, owner, ownerOrg, due, day, body })
          print(options, done, () => done.id)
        }),
    )

  command(
    cases,
    'step <id> <stage>',
    'take a case on: to a stage, to another due day (extended), to another owner (handed_over), or open again',
  )
    .option('--day <day>', 'the day on which it happened; today unless said')
    .option('--due <day>', 'the new due day')
    .option('--reason <text>', 'why it is extended, handed over or opened again')
    .option('--note <text>')
    .option('--set <field=value...>', 'the fields of the stage')
    .option('--preview', 'store nothing; say what the step would enter in the register')
    .action(
      (
        id: string,
        stage: string,
        options: Global & {
          day?: string
          due?: string
          reason?: string
          note?: string
          set?: string[]
          preview?: boolean
        },
      ) =>
        inHouse(options, async (house, actor) => {
          const asking = { house, actor, language }
          const { kind } = await caseShow.give(asking, { id }, {})
          const fields = kind.stages.find(one => one.stage === stage)?.fields ?? []
          const { day, due, reason, note } = options
          const said = Object.entries({ due, reason, note }).filter(([, value]) => value !== undefined)
          const body = { ...valuesOf(`${kind.kind}.${stage}`, fields, options.set ?? []), ...Object.fromEntries(said) }
          const preview = options.preview === true
          const done = await caseStep.give(asking, {}, { preview, steps: [{ case: id, stage, day, body }] })
          const after = await caseShow.give(asking, { id }, {})
          const entered = done.entered.map(one => one.said[language])
          print(options, { ...done, case: after.case }, () =>
            [...(preview ? [] : [lineOf(after.case).join('  ')]), ...entered].join('\n'),
          )
        }),
    )
}

const kindsIn = (asking: Asking) => caseKindList.give(asking, {}, {})

function lineOf(row: CaseRow): string[] {
  const state = {
    open: say('未办结', 'open'),
    overdue: say('逾期', 'overdue'),
    closed: row.late ? say('超期办结', 'closed late') : say('已办结', 'closed'),
  }
  return [
    row.id,
    row.due,
    state[row.state],
    row.org.code,
    row.kindName[language],
    row.title,
    row.stageName[language],
    row.owner?.[language] ?? row.ownerOrg?.name[language] ?? '',
  ]
}
