// Commands of the charter: check, read, add a system, change a standard, print the handbook.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { z } from 'zod'
import { type previewSystem, type SystemRow, withdrawNorm } from '../charter/charter.api.ts'
import {
  brokenLocks,
  type Charter,
  type Fault,
  type Kind,
  lockOf,
  recordable,
  type Sourced,
} from '../charter/charter.ts'
import { examine } from '../charter/compile.ts'
import { readSystem } from '../charter/reading.ts'
import { writerWords, writesWithin } from '../charter/writer.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { FORMATS, type Format } from '../report/format.ts'
import { phrase } from '../report/phrase.ts'
import { parse } from '../server/answer.ts'
import {
  addText,
  charterPreview,
  charterRead,
  charterShow,
  makeHandbook,
  normWithdraw,
  standardChange,
  standardPreview,
} from '../server/charter.http.ts'
import { SHIPPED } from '../server/house.node.ts'
import lock from '../systems/charter.lock.json' with { type: 'json' }
import { type Day, readDay } from '../time/day.ts'
import { command, type Global, inHouse, inLanguage, placeOf, print } from './command.ts'
import { formatOf, readText, writeBytes } from './file.ts'
import { language, say, table, withUnit } from './speech.ts'

/** Adds `jiceng charter …`. */
export function charterCommands(program: Command): void {
  const charter = program.command('charter').description('the charter')

  command(charter, 'check [dir]', "check the shipped systems, together with a folder of a district's own (YAML)")
    .option('--alone', 'the folder is a whole charter, without the shipped systems')
    .option('--from <day>', 'as if its systems came into force on this day')
    .action((dir: string | undefined, options: Global & { alone?: boolean; from?: string }) => {
      const own = dir ? ownSystems(dir) : { sources: [], faults: [] }
      const early = options.from === undefined ? [] : own.sources.flatMap(one => tooEarly(one, dayOf(options.from!)))
      const sources: Sourced[] = [...(options.alone ? [] : SHIPPED), ...own.sources]
      const { charter: compiled, faults } = examine(sources)
      const kept = options.alone ? {} : (lock as Record<string, Record<string, string>>)
      const locks = brokenLocks(kept, compiled).map(text => ({
        file: 'charter.lock.json',
        line: 1,
        zh: text,
        en: text,
      }))
      const all = [...own.faults, ...faults, ...early, ...locks]
      print(options, { systems: sources.length, faults: all }, () =>
        all.length === 0
          ? say(`${sources.length} 项制度，没有发现错误`, `${sources.length} systems, no faults`)
          : all.map(told).join('\n'),
      )
      if (all.length > 0) process.exitCode = 2
    })

  command(charter, 'kinds', 'the kinds of record with their fields')
    .addOption(
      new Option('--form <form>', 'kinds of records, which cases are too, or of what the register holds')
        .choices(['record', 'thing', 'tie'])
        .default('record'),
    )
    .action(async (options: Global & { form: 'record' | 'thing' | 'tie' }) => {
      const place = placeOf(options)
      // Without a house it is the shipped systems that are asked for.
      if ('home' in place && !existsSync(place.home)) return kinds(options, examine(SHIPPED).charter)
      await inHouse(options, async (house, { hand, scope }) =>
        kinds(options, house.charter, kind => writesWithin(kind, hand, scope.path)),
      )
    })

  command(charter, 'lock', 'print the lock of kinds and fields').action(() => {
    process.stdout.write(`${JSON.stringify(lockOf(examine(SHIPPED).charter), null, 2)}\n`)
  })

  command(charter, 'list', 'the systems in force, and those that are to come').action((options: Global) =>
    inHouse(options, async (house, actor) => {
      const systems = await charterRead.give({ house, actor, language }, {}, {})
      print(options, systems, () =>
        table(
          systems.map(one => [
            one.id,
            one.name[language],
            one.own
              ? one.inForce
                ? say(`自 ${one.own.since} 施行`, `in force from ${one.own.since}`)
                : say(`将于 ${one.own.since} 施行`, `to come on ${one.own.since}`)
              : '',
            one.clause[language],
          ]),
        ),
      )
    }),
  )

  command(charter, 'show <id>', 'a system in words, or as YAML')
    .option('--yaml', 'its text as YAML')
    .action((id: string, options: Global & { yaml?: boolean }) =>
      inHouse(options, async (house, actor) => {
        const shown = await charterShow.give({ house, actor, language }, { id }, {})
        print(options, shown, () => (options.yaml ? shown.text.trimEnd() : inWords(shown.system)))
      }),
    )

  command(charter, 'add <file>', 'add a system from YAML, or a new text of one, in force from a day on')
    .requiredOption('--from <day>', 'first day on which it is in force')
    .option('--reason <text>', 'why it takes the place of a text that is in force')
    .option(
      '--preview [period]',
      'store nothing; show what it would have asked in a past period (default: the last year)',
    )
    .action((file: string, options: Global & { from: string; preview?: string | true; reason?: string }) =>
      inHouse(options, async (house, actor) => {
        const text = readText(file)
        if (options.preview === undefined) {
          const added = await addText(house, actor, {
            ...{ text, since: options.from, file },
            why: options.reason,
          })
          print(options, added, () =>
            added.inForce
              ? say(
                  `已增加 ${added.system}，自 ${added.since} 起施行`,
                  `Added ${added.system}, in force from ${added.since}`,
                )
              : say(
                  `已存入 ${added.system}，将于 ${added.since} 施行`,
                  `Stored ${added.system}; it comes into force on ${added.since}`,
                ),
          )
          return
        }
        const reason = options.reason === undefined ? {} : { why: options.reason }
        const asked = {
          text,
          since: options.from,
          ...reason,
          ...(options.preview === true ? {} : { period: options.preview }),
        }
        const { faults, preview } = await charterPreview.give({ house, actor, language }, {}, asked)
        if (faults.length > 0)
          refuse('charter.invalid', { faults: faults.map(({ line, path, what }) => ({ file, line, path, ...what })) })
        print(options, preview, () => foreseen(preview!))
      }),
    )

  command(charter, 'standard <id>', 'give a standard a new value from a day on; what held before stays')
    .requiredOption('--value <number>')
    .option('--from <day>', 'first day')
    .option('--source <text>', 'the document and clause that says so')
    .option('--reason <text>', 'why days that are over change, or what is in force is corrected')
    .option('--preview [period]', 'only say how its duties would have stood in a past period (default the last year)')
    .action(
      (
        id: string,
        options: Global & { value: string; from?: string; source?: string; reason?: string; preview?: true | string },
      ) =>
        inHouse(options, async (house, actor) => {
          const value = options.value.trim() === '' ? Number.NaN : Number(options.value)
          if (!Number.isFinite(value) || value < 0) refuse('charter.value', { standard: id, value: options.value })
          if (options.preview) {
            const asked = {
              ...{ standard: id, value, ...(options.preview === true ? {} : { period: options.preview }) },
              ...(options.from === undefined ? {} : { since: options.from }),
            }
            const seen = await standardPreview.give({ house, actor, language }, {}, asked)
            print(options, seen, () =>
              table(
                seen.duties.flatMap(({ title, before, after, orgs }) => [
                  [title[language], `${before.met}/${before.due}`, '→', `${after.met}/${after.due}`],
                  ...orgs.map(one => [
                    `  ${one.name[language]}`,
                    `${one.before.met}/${one.before.due}`,
                    '→',
                    `${one.after.met}/${one.after.due}`,
                  ]),
                ]),
              ),
            )
            return
          }
          const since = options.from ?? needed('--from')
          const text = options.source ?? needed('--source')
          const source = { zh: text, en: text }
          const done = await standardChange.give(
            { house, actor, language },
            {},
            {
              ...{ standard: id, value, since, source },
              why: options.reason,
            },
          )
          print(options, done, () =>
            table(done.entries.map(entry => [entry.from, String(entry.value), entry.clause[language]])),
          )
        }),
    )

  command(charter, 'withdraw <id>', 'take back what was said of a system or a standard, before it is in force')
    .requiredOption('--from <day>', 'the day on which it would begin')
    .action((id: string, options: Global & { from: string }) =>
      inHouse(options, async (house, actor) => {
        const asked = parse(withdrawNorm.body, { id, since: options.from }, 'charter withdraw')
        const done = await normWithdraw.give({ house, actor, language }, {}, asked)
        print(options, done, () =>
          say(`已撤回 ${done.id} 自 ${done.since} 起的规定`, `Withdrew what ${done.id} would say from ${done.since}`),
        )
      }),
    )

  command(charter, 'handbook', 'the norms in force as a book')
    .addOption(inLanguage('language of the book'))
    .addOption(new Option('--format <format>', 'format (default: by the ending of the file)').choices(FORMATS))
    .requiredOption('--out <file>')
    .action((options: Global & { lang: 'zh' | 'en'; format?: Format; out: string }) => {
      const format = formatOf(options.out, options.format, FORMATS)
      return inHouse(options, async (house, actor) => {
        const { bytes } = await makeHandbook(house, actor, options.lang, format)
        writeBytes(options.out, bytes)
        print(options, { file: options.out, bytes: bytes.length }, () =>
          say(`已生成 ${options.out}`, `Wrote ${options.out}`),
        )
      })
    })
}

function told(fault: Fault): string {
  return say(`${fault.file} 第 ${fault.line} 行：${fault.zh}`, `${fault.file}, line ${fault.line}: ${fault.en}`)
}

/** The duties of a system that would be owed before it is in force. */
function tooEarly({ file, system, lineOf }: Sourced, since: Day): Fault[] {
  return Object.entries(system.duties ?? {}).flatMap(([id, duty]) => {
    if (duty.from >= since) return []
    const path = ['duties', id, 'from']
    return {
      ...{ file, line: lineOf(path), path },
      zh: `“${id}”自 ${duty.from} 起应履行，而制度“${system.id}”自 ${since} 起才施行。请把起始日改到 ${since} 或之后`,
      en: `"${id}" is owed from ${duty.from}, but the system "${system.id}" is in force only from ${since}. Let the duty begin on ${since} or later`,
    }
  })
}

function dayOf(text: string): Day {
  return readDay(text) ?? refuse('input.day', { text, where: '--from' })
}

function needed(option: string): never {
  return refuse('input.field', {
    where: 'charter standard',
    field: option,
    why: { zh: '没有填写，请补上。', en: 'is missing; fill it in.' },
  })
}

function kinds(
  options: Global & { form: 'record' | 'thing' | 'tie' },
  charter: Charter,
  offered: (kind: Kind) => boolean = () => true,
): void {
  const found = [...charter.kinds.values()]
    .filter(kind => (options.form === 'record' ? recordable(kind) : kind.form === options.form) && offered(kind))
    .map(kind => ({
      ...{ kind: kind.id, name: kind.name, system: kind.system.id, roll: kind.roll, fields: kind.fields },
      ...{ written: kind.written, who: writerWords(charter, kind) },
    }))
  print(options, found, () =>
    table(
      found.map(kind => [
        kind.kind,
        kind.name[language],
        Object.entries(kind.fields)
          .map(([name, field]) => `${name}:${field.type}${field.optional ? '?' : ''}`)
          .join(' '),
        `${kind.who[language]}${kind.written.as === 'judgement' ? say('（评判）', ' (a judgement)') : ''}`,
      ]),
    ),
  )
}

function inWords(system: SystemRow): string {
  return [
    `${system.id} ${system.name[language]}`,
    say(`依据：${system.clause.zh}`, `Source: ${system.clause.en}`),
    ...system.duties.flatMap(duty => [
      '',
      `${duty.id}  ${duty.title[language]}`,
      `  ${duty.sentence[language]}`,
      ...duty.notes.map(note => `  ${note[language]}`),
    ]),
    '',
    table(
      system.standards.flatMap(one =>
        one.entries.map(entry => [
          one.id,
          entry.from,
          phrase(entry.value, one.unit, language, { rate: true, digits: 4 }),
          entry.clause[language],
        ]),
      ),
    ),
    '',
    table(
      system.kinds.map(kind => [
        kind.id,
        kind.name[language],
        kind.fields.map(field => field.name[language]).join(say('、', ', ')),
      ]),
    ),
    ...system.templates.map(one =>
      say(
        `${one.id}  报告“${one.name.zh}”，引用数据 ${one.figures} 项`,
        `${one.id}  report "${one.name.en}" with ${one.figures} figures`,
      ),
    ),
  ].join('\n')
}

function foreseen(preview: NonNullable<z.input<typeof previewSystem.out>['preview']>): string {
  const { period, burden } = preview
  return [
    inWords(preview.system),
    '',
    say(`若在 ${period} 已施行：`, `Had it been in force in ${period}:`),
    ...preview.duties.flatMap(duty => [
      say(
        `${duty.title.zh}：应 ${duty.due} 期，完成 ${duty.met} 期`,
        `${duty.title.en}: ${duty.met} of ${duty.due} turns met`,
      ),
      table(duty.orgs.map(org => [`  ${org.code}`, org.name[language], `${org.met}/${org.due}`])),
    ]),
    ...preview.records.map(one =>
      one.count === 0
        ? say(`“${one.name.zh}”在 ${period} 还没有记录`, `There is no record of "${one.name.en}" in ${period} yet`)
        : say(
            `“${one.name.zh}”在 ${period} 有 ${one.count} 条记录`,
            `${one.count} records of "${one.name.en}" in ${period}`,
          ),
    ),
    table(
      preview.figures.map(one => [
        one.id,
        one.value === null ? say('未记录', 'not recorded') : withUnit(one.value, one.unit),
        one.title[language],
      ]),
    ),
    say(
      `负担：表单必填 ${burden.fields} 项，全区每年约 ${burden.entries} 次登记`,
      `Burden: ${burden.fields} fields to fill in, about ${burden.entries} entries a year in all`,
    ),
  ].join('\n')
}

/** The systems of a folder, and the faults of those that cannot be read as systems at all. */
function ownSystems(dir: string): { sources: Sourced[]; faults: Fault[] } {
  let files: string[]
  try {
    files = readdirSync(dir)
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
  } catch (error) {
    return refuse('input.unreadable', { file: dir, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
  const faults: Fault[] = []
  const sources = files.flatMap(name => {
    try {
      return readSystem(join(dir, name), readText(join(dir, name)))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'charter.invalid') throw error
      faults.push(...(error as Problem<'charter.invalid'>).details.faults)
      return []
    }
  })
  return { sources, faults }
}
