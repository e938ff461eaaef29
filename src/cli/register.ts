// Commands that change the register: organizations, members and posts; each can be looked at first, and undone.
import type { Command } from 'commander'
import type { z } from 'zod'
import type { Words } from '../charter/language.ts'
import { listDueForms } from '../dossier/due-form.api.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { type Consequences, changeRegister, type intended } from '../register/change.api.ts'
import { CODES, postWords } from '../register/vocabulary.ts'
import type { Asking } from '../server/answer.ts'
import { parse } from '../server/answer.ts'
import { changeList, changeMake, changeUndo, kindList } from '../server/change.http.ts'
import { dueFormList } from '../server/due-form.http.ts'
import type { House } from '../server/house.node.ts'
import { thingShow } from '../server/thing.http.ts'
import { command, type Global, inHouse, print } from './command.ts'
import { language, say, table } from './speech.ts'
import { valuesOf } from './values.ts'

type Options = Global & { preview?: boolean }
type Outcome = Awaited<ReturnType<(typeof changeMake)['give']>>
type Told = Partial<Record<string, string | string[] | undefined>>
/** What a command asks for, before it is read in the shape of the wire. */
type Wish = Readonly<Record<string, unknown>>

/** Adds `jiceng org open|move|merge|split|change|begin|close|undo|changes` to the organizations' commands. */
export function organizationCommands(org: Command): void {
  const named = (one: Command) =>
    one
      .option('--full <name>', 'full name (default: the short one)')
      .option('--english <name>', 'English name')
      .option('--tier <tier>', 'tier')
      .option('--sector <sector>', 'sector')
      .option('--model <model>', 'management model')
  const attributes = (o: Told) => ({
    name: o.full,
    english: o.english,
    tier: o.tier,
    sector: o.sector,
    model: o.model,
  })

  change(
    named(command(org, 'open <short>', 'open an organization, from a day on'))
      .requiredOption('--under <org>', 'organization to stand under')
      .requiredOption('--from <day>', 'first day')
      .option('--code <code>', 'its code (default: the next free one)'),
    (short, o) => ({
      act: 'org.open',
      parent: o.under,
      day: o.from,
      code: o.code,
      short,
      ...attributes(o),
      name: o.full ?? short,
    }),
  )
  change(
    command(org, 'move <org>', 'move an organization with all below it, from a day on')
      .requiredOption('--to <org>', 'organization to stand under')
      .requiredOption('--from <day>', 'first day in the new place'),
    (name, o) => ({ act: 'org.move', org: name, to: o.to, day: o.from }),
  )
  change(
    command(org, 'merge <org>', 'merge an organization into another, with members, things, ties and all below it')
      .requiredOption('--into <org>', 'organization that takes everything over')
      .requiredOption('--from <day>', 'first day on which it stands no more'),
    (name, o) => ({ act: 'org.merge', org: name, into: o.into, day: o.from }),
  )
  change(
    named(command(org, 'split <org>', 'open a new organization beside one, and transfer members to it'))
      .requiredOption('--short <name>', 'short name of the new one')
      .requiredOption('--from <day>', 'first day')
      .option('--code <code>', 'its code (default: the next free one)')
      .option('--people <person...>', 'members to transfer, by name or id')
      .option('--keeps-records', 'what was recorded for the day or later stays with the old one'),
    (name, o) => ({
      act: 'org.split',
      keeps: o.keepsRecords !== undefined,
      org: name,
      day: o.from,
      code: o.code,
      people: o.people,
      ...attributes(o),
      short: o.short,
      name: o.full ?? o.short,
    }),
  )
  change(
    named(command(org, 'change <org>', 'give an organization other names, another tier, sector or management model'))
      .option('--short <name>', 'short name')
      .requiredOption('--from <day>', 'first day'),
    (name, o) => ({ act: 'org.change', org: name, day: o.from, short: o.short, ...attributes(o) }),
  )
  change(
    command(org, 'begin <org>', 'let an organization stand from another first day on').requiredOption(
      '--from <day>',
      'first day',
    ),
    (name, o) => ({ act: 'org.begin', org: name, day: o.from }),
  )
  change(
    command(org, 'close <org>', 'close an organization whose members have gone')
      .requiredOption('--from <day>', 'first day on which it stands no more')
      .option('--into <org>', 'who takes over its things and ties, and what was recorded for that day or later'),
    (name, o) => ({ act: 'org.close', org: name, day: o.from, into: o.into }),
  )

  command(org, 'undo <change>', 'take a change of the register back')
    .option('--preview', 'say what it would entail; change nothing')
    .action((id: string, options: Options) =>
      inHouse(options, async (house, actor) => {
        const done = await changeUndo.give({ house, actor, language }, { id }, { preview: options.preview ?? false })
        print(options, done, () => told(house, done))
      }),
    )
  command(org, 'changes', 'changes of the register, the newest first')
    .option('--org <org>', 'of one organization')
    .option('--limit <n>', 'at most so many', '100')
    .action((options: Global & { org?: string; limit: string }) =>
      inHouse(options, async (house, actor) => {
        const rows = await changeList.give(
          { house, actor, language },
          parse(changeList.route.query, { org: options.org, limit: options.limit }, 'org changes'),
          {},
        )
        print(options, rows, () =>
          table(
            rows.map(row => [
              row.id,
              row.at.slice(0, 10),
              row.author,
              row.undone ? say('已撤回', 'undone') : '',
              [row.said[language], row.details?.[language]].filter(Boolean).join(say('；', '; ')),
            ]),
          ),
        )
      }),
    )
}

/** Adds `jiceng member …` and `jiceng post …`. */
export function peopleCommands(program: Command): void {
  const member = program.command('member').description('members')
  change(
    command(member, 'join <person>', 'let a person, by name or id, join an organization')
      .requiredOption('--org <org>')
      .requiredOption('--from <day>', 'first day')
      .option('--kind <kind>', 'full or probationary', 'full'),
    (person, o) => ({ act: 'member.join', person, org: o.org, day: o.from, kind: o.kind }),
  )
  change(
    command(member, 'confirm <person>', 'make a probationary member a full one').requiredOption(
      '--from <day>',
      'first day as a full member',
    ),
    (person, o) => ({ act: 'member.confirm', person, day: o.from }),
  )
  change(
    command(member, 'leave <person>', 'end a membership').requiredOption('--from <day>', 'first day without it'),
    (person, o) => ({ act: 'member.leave', person, day: o.from }),
  )
  change(
    command(member, 'transfer <person>', 'transfer a member without a gap')
      .requiredOption('--to <org>')
      .requiredOption('--from <day>', 'first day in the new organization'),
    (person, o) => ({ act: 'member.transfer', person, to: o.to, day: o.from }),
  )
  const post = program.command('post').description('posts')
  change(
    command(post, 'appoint <person>', 'appoint a person, by name or id')
      .requiredOption('--org <org>')
      .requiredOption('--post <post>', 'a post of the charter, by its code')
      .option('--team <team>', 'leading team to which the office belongs')
      .requiredOption('--from <day>', 'first day in office'),
    (person, o) => ({ act: 'post.appoint', person, org: o.org, post: o.post, team: o.team, day: o.from }),
  )
  change(
    command(post, 'release <person>', 'release a person from a post')
      .requiredOption('--org <org>')
      .requiredOption('--post <post>')
      .requiredOption('--from <day>', 'first day out of office'),
    (person, o) => ({ act: 'post.release', person, org: o.org, post: o.post, day: o.from }),
  )
}

const SEXES: Readonly<Record<string, 1 | 2>> = { male: 1, female: 2, 男: 1, 女: 2 }

/** Adds `jiceng person enter|change`, `jiceng thing …` and `jiceng tie …`. */
export function entryCommands(program: Command, person: Command): void {
  const facts = (one: Command) =>
    one
      .option('--english <name>', 'name in Latin letters')
      .option('--mongolian <name>', 'name in Mongolian script')
      .option('--sex <sex>', 'male or female')
      .option('--born <day>', 'day of birth')
      .option('--nationality <code>', 'code of GB/T 3304, such as 01')
      .option('--education <code>', 'code of GB/T 4658, such as 20')
      .option('--occupation <code>', 'a code of the charter')
      .option('--rank <code>', 'a code of the charter; "none" for nobody of rank')
  const known = (o: Told): Wish => ({
    english: o.english,
    mongolian: o.mongolian,
    sex: o.sex === undefined ? undefined : (SEXES[String(o.sex)] ?? o.sex),
    born: o.born,
    nationality: o.nationality,
    education: o.education === undefined ? undefined : Number(o.education),
    occupation: o.occupation,
    rank: o.rank === 'none' ? null : o.rank,
  })
  change(
    facts(command(person, 'enter <name>', 'enter a person whom the register does not know'))
      .requiredOption('--org <org>', 'organization in which the person is at home')
      .requiredOption('--from <day>', 'first day')
      .option('--member <kind>', 'join it as well: full or probationary')
      .option('--another', 'somebody of this name and birthday is in the register, and is another person'),
    (name, o) => ({
      act: 'person.enter',
      name,
      org: o.org,
      day: o.from,
      kind: o.member,
      another: o.another !== undefined,
      ...known(o),
    }),
  )
  change(
    facts(command(person, 'change <person>', 'change what is known of a person, from a day on'))
      .option('--name <name>', 'another name')
      .requiredOption('--from <day>', 'first day'),
    (one, o) => ({ act: 'person.change', person: one, day: o.from, name: o.name, ...known(o) }),
  )

  const fieldsOf = async (asking: Asking, kind: string) =>
    (await kindList.give(asking, {}, {})).find(one => one.id === kind)?.fields ?? []
  const body = async (asking: Asking, kind: string, set: Told[string]) =>
    set === undefined ? undefined : valuesOf(kind, await fieldsOf(asking, kind), [set].flat())
  const thing = program.command('thing').description('places, enterprises, households, documents')
  const named = (one: Command) =>
    one
      .option('--english <name>', 'English name')
      .option('--alias <name...>', 'other spellings')
      .option('--set <field=value...>', 'the fields of its kind')
  change(
    named(command(thing, 'enter <kind>', 'enter a thing of a kind; list them with: jiceng charter kinds --form thing'))
      .requiredOption('--name <name>')
      .requiredOption('--org <org>')
      .requiredOption('--from <day>', 'first day'),
    async (kind, o, asking) => ({
      act: 'thing.enter',
      kind,
      org: o.org,
      day: o.from,
      name: o.name,
      english: o.english,
      aliases: o.alias,
      body: (await body(asking, kind, o.set)) ?? {},
    }),
  )
  change(
    named(command(thing, 'change <id>', 'change a thing from a day on; fields that are not named stay'))
      .option('--name <name>', 'another name')
      .requiredOption('--from <day>', 'first day'),
    async (id, o, asking) => ({
      act: 'thing.change',
      thing: id,
      day: o.from,
      name: o.name,
      english: o.english,
      aliases: o.alias,
      body:
        o.set &&
        (await body(
          asking,
          (
            await thingShow.give(asking, { id, period: String(o.from).slice(0, 4) }, {})
          ).kind,
          o.set,
        )),
    }),
  )
  change(
    command(thing, 'end <id>', 'end a thing').requiredOption('--from <day>', 'first day on which it is no more'),
    (id, o) => ({ act: 'thing.end', thing: id, day: o.from }),
  )

  command(thing, 'forms', 'which form is due of each thing, why, and whether it is in place')
    .option('--org <org>')
    .requiredOption('--period <period>')
    .action((options: Global & { org?: string; period: string }) =>
      inHouse(options, async (house, actor) => {
        const asked = parse(listDueForms.query, { org: options.org, period: options.period }, 'thing forms')
        const { kinds } = await dueFormList.give({ house, actor, language }, asked, {})
        print(options, kinds, () =>
          kinds
            .map(kind =>
              table([
                [
                  kind.name[language],
                  say('组织', 'organization'),
                  ...kind.columns.map(column => column[language]),
                  kind.form[language],
                  say('到位', 'in place'),
                  say('理由', 'why'),
                  say('依据', 'clause'),
                ],
                ...kind.rows.map(row => [
                  row.name[language],
                  row.org.code,
                  ...row.facts.map(fact => fact[language]),
                  row.form[language],
                  row.met ? say('是', 'yes') : say('否', 'no'),
                  row.why[language],
                  row.clause[language],
                ]),
              ]),
            )
            .join('\n\n'),
        )
      }),
    )

  const tie = program.command('tie').description('who is in contact with, leads or supports whom')
  change(
    command(tie, 'enter <kind>', 'enter a tie that serves an organization; kinds: jiceng charter kinds --form tie')
      .requiredOption('--org <org>')
      .requiredOption('--from <day>', 'first day')
      .option('--to <day>', 'first day on which it holds no more')
      .option('--set <field=value...>', 'its parties and fields; people and organizations by name'),
    async (kind, o, asking) => ({
      act: 'tie.enter',
      kind,
      org: o.org,
      day: o.from,
      to: o.to,
      body: (await body(asking, kind, o.set)) ?? {},
    }),
  )
  change(
    command(tie, 'end <id>', 'end a tie').requiredOption('--from <day>', 'first day on which it holds no more'),
    (id, o) => ({ act: 'tie.end', tie: id, day: o.from }),
  )
}

/** Lets a command make a change, or look at it first. What it says becomes the body of the route. */
function change(one: Command, intend: (subject: string, options: Told, asking: Asking) => Wish | Promise<Wish>): void {
  one
    .option('--preview', 'say what it would entail; change nothing')
    .option('--seen <stamp>', 'what a preview gave: refuse if the same has been changed since')
    .action((subject: string, options: Options & Told) =>
      inHouse(options, async (house, actor) => {
        const asking = { house, actor, language }
        const given = Object.entries(await intend(subject, options, asking)).filter(([, value]) => value !== undefined)
        const body = reading(
          house,
          one,
          given.map(([field]) => field),
          () =>
            parse(
              changeRegister.body,
              {
                preview: options.preview ?? false,
                seen: options.seen as string | undefined,
                change: Object.fromEntries(given) as z.input<typeof intended>,
              },
              one.name(),
            ),
        )
        const done = await changeMake.give(asking, {}, body)
        const { act: _act, day, ...asked } = body.change
        const { id, code, entered, consequences, records, seen } = done
        const wire = {
          ...asked,
          from: day,
          change: id,
          ...(code ? { code } : {}),
          ...(entered ? { entered } : {}),
          ...(consequences ? { consequences, records, seen } : {}),
        }
        print(options, wire, () => told(house, done))
      }),
    )
}

/** Reads what a command asks for; an option that is missing is told as such, with the codes that it may have. */
function reading<T>({ charter }: House, one: Command, given: readonly string[], read: () => T): T {
  try {
    return read()
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'input.field') throw problem
    const field = /^change\.(\w+)$/.exec((problem.details as { field: string }).field)?.[1]
    if (!field || given.includes(field)) throw problem
    const codes = charter.vocabulary.codes[field] ?? CODES[field] ?? {}
    return refuse('option.missing', {
      command: one.name(),
      option: `--${field}`,
      codes: Object.entries(codes).map(([code, name]) => ({ code, name })),
    })
  }
}

function told(house: House, { id, said, code, entered, consequences, records, seen }: Outcome): string {
  if (!consequences)
    return [
      `${said[language]}${code ? say(`（代码 ${code}）`, ` (code ${code})`) : ''}`,
      ...(entered ? [say(`编号：${entered}`, `Its id: ${entered}`)] : []),
      say(`如需撤回：jiceng org undo ${id}`, `To take it back: jiceng org undo ${id}`),
    ].join('\n')
  return [
    say(`预演，未作任何改动：${said.zh}`, `Preview, nothing was changed: ${said.en}`),
    ...[...recordLines(records), ...linesOf(house, consequences)].map(line => `  ${line}`),
    ...(seen
      ? [say(`照此办理请加：--seen ${seen}`, `To make it as long as nothing else has changed, add: --seen ${seen}`)]
      : []),
  ].join('\n')
}

function recordLines(records: Outcome['records']): string[] {
  if (records.length === 0) return []
  const yuan = (money: number) => money.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return [
    say(
      '该日及以后的记录（不丢失，随组织归属计算）：',
      'Records of the day or later (none is lost; they count where it goes):',
    ),
    ...records.map(one =>
      say(
        `  ${one.name.zh} ${one.count} 条${one.money === undefined ? '' : `，${yuan(one.money)} 元`}`,
        `  ${one.name.en || one.name.zh}: ${one.count}${one.money === undefined ? '' : `, ${yuan(one.money)} yuan`}`,
      ),
    ),
  ]
}

function linesOf({ charter }: House, found: Consequences): string[] {
  const pick = (words: Words) => words[language] || words.zh
  const path = (names: readonly Words[] | null) => names?.map(pick).join(' / ') ?? '—'
  const turns = (sign: string, list: Consequences['boards'][number]['loses']) =>
    list.map(({ title, owed, met }) =>
      say(`${sign}${pick(title)} 应办 ${owed}、已办 ${met}`, `${sign}${pick(title)} owed ${owed}, met ${met}`),
    )
  const { handed } = found
  return [
    ...found.shifts.map(one =>
      say(
        `${pick(one.org.name)}：${path(one.before)} → ${path(one.after)}（组织 ${one.organizations}、党员 ${one.members}、台账 ${one.things}）`,
        `${pick(one.org.name)}: ${path(one.before)} → ${path(one.after)} (${one.organizations} organizations, ${one.members} members, ${one.things} things)`,
      ),
    ),
    ...handed.members.map(({ from, to, count }) =>
      say(
        `党员 ${count} 名：${from ? pick(from) : '—'} → ${to ? pick(to) : '—'}`,
        `${count} members: ${from ? pick(from) : '—'} → ${to ? pick(to) : '—'}`,
      ),
    ),
    ...(handed.ended + handed.begun + handed.things + handed.ties > 0
      ? [
          say(
            `终止任职 ${handed.ended}、新任 ${handed.begun}；移交台账 ${handed.things}、联系 ${handed.ties}`,
            `${handed.ended} posts end, ${handed.begun} begin; ${handed.things} things and ${handed.ties} ties handed over`,
          ),
        ]
      : []),
    ...found.boards.flatMap(({ org, loses, gains }) => [
      say(`${pick(org.name)} 的看板（${found.year} 年）：`, `Board of ${pick(org.name)} (${found.year}):`),
      ...[...turns('− ', loses), ...turns('+ ', gains)].map(line => `  ${line}`),
    ]),
    ...found.obligations.map(({ org, title, begins, turn }) =>
      begins
        ? say(
            `${pick(org.name)} 自 ${turn} 起应办：${pick(title)}`,
            `${pick(org.name)} owes from ${turn}: ${pick(title)}`,
          )
        : say(
            `${pick(org.name)} 自 ${turn} 起不再应办：${pick(title)}`,
            `${pick(org.name)} owes no more from ${turn}: ${pick(title)}`,
          ),
    ),
    ...found.owed.map(one =>
      say(
        `${found.year} 年应付 ${pick(one.title)}：${one.before} → ${one.after} 元`,
        `Owed in ${found.year}, ${pick(one.title)}: ${one.before} → ${one.after} yuan`,
      ),
    ),
    ...(found.figures.length > 0 ? [say(`${found.year} 年会变的数：`, `Figures of ${found.year} that move:`)] : []),
    ...found.figures.map(one => `  ${pick(one.title)}: ${one.before ?? '—'} → ${one.after ?? '—'}`),
    ...found.certificates.map(({ year, giver, taker, before, after }) =>
      say(
        `${year} 年责任状 ${giver ? pick(giver) : '—'} — ${pick(taker)}：${before} → ${after}`,
        `Certificate of ${year}, ${giver ? pick(giver) : '—'} — ${pick(taker)}: ${before} → ${after}`,
      ),
    ),
    ...found.parts.map(({ year, org, title, why }) =>
      why === 'closed'
        ? say(
            `${year} 年目标“${pick(title)}”失去承担者：${pick(org)}`,
            `Objective of ${year} "${pick(title)}" has nobody to owe it: ${pick(org)}`,
          )
        : say(
            `${year} 年目标“${pick(title)}”：${pick(org)} 已不在分解者之下`,
            `Objective of ${year} "${pick(title)}": ${pick(org)} no longer stands below the one that divides it`,
          ),
    ),
    ...found.sight.map(({ person, post, at, of, gains }) => {
      const office = postWords(charter, post)
      return gains
        ? say(
            `${pick(person)}（${pick(at)}${pick(office)}）可以看到 ${pick(of.name)}`,
            `${pick(person)} (${pick(office)}, ${pick(at)}) will see ${pick(of.name)}`,
          )
        : say(
            `${pick(person)}（${pick(at)}${pick(office)}）不再看到 ${pick(of.name)}`,
            `${pick(person)} (${pick(office)}, ${pick(at)}) will see ${pick(of.name)} no more`,
          )
    }),
  ]
}
