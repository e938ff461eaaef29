// Commands of objectives and certificates: set, split, sign, look, take away, and check a certificate without the database.
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { z } from 'zod'
import type { PledgeRow, showCertificate } from '../pledge/pledge.api.ts'
import { fingerprint, type SealedKey, verifyFile } from '../pledge/seal.node.ts'
import { refuse } from '../problem/problem.ts'
import { target } from '../report/certificate.ts'
import {
  certificateFile,
  certificateShow,
  certificateWithdraw,
  certificateWord,
  makeKeyFile,
  pledgeDivide,
  pledgeDrop,
  pledgeList,
  pledgeProposal,
  pledgeSet,
  signWithFile,
} from '../server/pledge.http.ts'
import { command, type Global, inHouse, inLanguage, print } from './command.ts'
import { formatOf, readJson, readText, writeBytes } from './file.ts'
import { askPassphrase } from './passphrase.ts'
import { language, say, table, withUnit } from './speech.ts'

/** How a certificate is taken away: to be checked offline, or as paper. */
const PAPERS = ['json', 'docx'] as const

/** Adds `jiceng pledge …`. */
export function pledgeCommands(program: Command): void {
  const pledge = program.command('pledge').description('objectives and responsibility certificates')

  command(pledge, 'set <measure>', 'set an objective of an organization for a year, or change an unsigned one')
    .requiredOption('--org <org>')
    .requiredOption('--year <year>')
    .option('--at-least <value>', 'a floor')
    .option('--at-most <value>', 'a ceiling')
    .action((measure: string, options: Global & { org: string; year: string; atLeast?: string; atMost?: string }) =>
      inHouse(options, async (house, actor) => {
        const value = options.atLeast ?? options.atMost
        if (value === undefined || (options.atLeast !== undefined && options.atMost !== undefined))
          refuse('pledge.value', {
            value: value ?? '',
            why: {
              zh: '方向不明。请用 --at-least（不少于）或 --at-most（不超过）之一。',
              en: 'has no direction. Give one of --at-least and --at-most.',
            },
          })
        const direction = options.atLeast === undefined ? ('at_most' as const) : ('at_least' as const)
        const body = { year: yearOf(options.year), org: options.org, measure, direction, value: value! }
        const done = await pledgeSet.give({ house, actor, language }, {}, body)
        print(options, done, () => done.id)
      }),
    )

  command(
    pledge,
    'split <id> [parts...]',
    'divide an objective, such as: split ID C1=300 C4=500; without parts by last year',
  )
    .option('--own <value>', 'what the organization carries itself', '0')
    .action((id: string, given: string[], options: Global & { own: string }) =>
      inHouse(options, async (house, actor) => {
        const asking = { house, actor, language }
        const parts =
          given.length > 0
            ? given.map(partOf)
            : (await pledgeProposal.give(asking, { id }, {})).parts.map(one => ({
                org: one.org.code,
                value: one.value,
              }))
        const { rest, balanced } = await pledgeDivide.give(asking, { id }, { own: options.own, parts })
        print(options, { parts, rest, balanced }, () =>
          [
            table(parts.map(one => [one.org, one.value])),
            balanced
              ? say('合计与总目标相符，可以签署', 'The parts fit the whole; they can be signed')
              : say(
                  `与总目标不符，未落实 ${rest}，还不能签署`,
                  `The parts do not fit the whole, rest ${rest}; they cannot be signed yet`,
                ),
          ].join('\n'),
        )
      }),
    )

  command(pledge, 'drop <id>', 'take away an objective and its parts, as long as nothing of it is signed').action(
    (id: string, options: Global) =>
      inHouse(options, async (house, actor) => {
        await pledgeDrop.give({ house, actor, language }, { id }, {})
        print(options, { id }, () => say('已撤下', 'Taken away'))
      }),
  )

  command(pledge, 'list', 'objectives of a year with their parts, and the certificates')
    .requiredOption('--year <year>')
    .option('--org <org>')
    .action((options: Global & { year: string; org?: string }) =>
      inHouse(options, async (house, actor) => {
        const found = await pledgeList.give(
          { house, actor, language },
          { year: yearOf(options.year), org: options.org, tree: 'then' },
          {},
        )
        print(options, found, () =>
          [
            table(found.pledges.map(one => lineOf(one, found.pledges))),
            '',
            table(
              found.certificates.map(one => [
                one.ref,
                `${one.giver ? `${one.giver.code} → ` : ''}${one.taker.code}`,
                stateWord(one.state),
                one.signedOn ?? '',
              ]),
            ),
          ].join('\n'),
        )
      }),
    )

  command(pledge, 'show <certificate>', 'one certificate: objectives, progress, sides and signatures').action(
    (ref: string, options: Global) =>
      inHouse(options, async (house, actor) => {
        const found = await certificateShow.give({ house, actor, language }, { ref }, {})
        print(options, found, () => shown(found))
      }),
  )

  command(
    pledge,
    'sign <certificate>',
    'sign in the name of whoever registered the key; an unsigned one is named like 2012.D.C4',
  )
    .requiredOption('--key <file>', 'the key file; its passphrase is asked, or read from JICENG_PASSPHRASE')
    .action((ref: string, options: Global & { key: string }) =>
      inHouse(options, async (house, actor) => {
        const sealed = keyIn(options.key)
        const passphrase = await askPassphrase(say('口令：', 'Passphrase:'))
        const done = await signWithFile({ house, actor, language }, ref, sealed, passphrase)
        print(options, done, () => `${done.id}  ${stateWord(done.state)}`)
      }),
    )

  command(pledge, 'withdraw <certificate>', 'take a certificate back, so that its objectives can be changed')
    .requiredOption('--why <reason>')
    .action((ref: string, options: Global & { why: string }) =>
      inHouse(options, async (house, actor) => {
        await certificateWithdraw.give({ house, actor, language }, { ref }, { why: options.why })
        print(options, { certificate: ref }, () => say('已撤回', 'Withdrawn'))
      }),
    )

  command(
    pledge,
    'export <certificate>',
    'write a certificate: signed as a file to check offline, or as Word for paper',
  )
    .requiredOption('--out <file>')
    .addOption(new Option('--format <format>', 'format (default: by the ending of the file)').choices(PAPERS))
    .addOption(inLanguage('language of the paper'))
    .action((ref: string, options: Global & { out: string; format?: 'json' | 'docx'; lang: 'zh' | 'en' }) => {
      const format = formatOf(options.out, options.format, PAPERS)
      return inHouse(options, async (house, actor) => {
        const asking = { house, actor, language }
        const file = (
          format === 'json'
            ? await certificateFile.give(asking, { ref }, {})
            : await certificateWord.give(asking, { ref, lang: options.lang }, {})
        ) as { bytes: Uint8Array }
        writeBytes(options.out, file.bytes)
        print(options, { out: options.out, bytes: file.bytes.length }, () => options.out)
      })
    })

  pledge
    .command('verify <file>')
    .description('check an exported certificate; needs no database; exit 1 on any change, with what differs')
    .option('--key <fingerprint...>', 'fingerprints known from elsewhere: only these keys may have signed')
    .option('--json', 'answer in JSON')
    .action((file: string, options: Global & { key?: string[] }) => {
      const bytes = readText(file)
      const wrong = verifyFile(bytes, options.key)
      const keys = wrong.length === 0 ? signersIn(bytes) : []
      print(options, { wrong, keys }, () =>
        wrong.length === 0
          ? [
              say('签名全部成立，内容与签署时一致', 'Every signature holds; the content is what was signed'),
              table(keys.map(one => [one.name, one.org, one.day, one.fingerprint])),
            ].join('\n')
          : wrong.map(one => one[language]).join('\n'),
      )
      process.exitCode = wrong.length === 0 ? 0 : 1
    })

  command(pledge, 'key <org>', 'make a signing key for whoever signs for an organization; it is kept in the file alone')
    .requiredOption('--out <file>', 'key file to write, sealed by a passphrase')
    .action((org: string, options: Global & { out: string }) =>
      inHouse(options, async (house, actor) => {
        const passphrase = await askPassphrase(
          say('新口令（至少 8 个字符）：', 'New passphrase (8 characters or more):'),
        )
        // The file is there before the key is registered: a key that nobody holds would be of no use.
        const file = createdFile(options.out)
        try {
          const sealed = await makeKeyFile({ house, actor, language }, org, passphrase)
          writeSync(file, `${JSON.stringify(sealed, null, 1)}\n`)
          print(
            options,
            { out: options.out, fingerprint: fingerprint(sealed.key) },
            () => `${options.out}  ${fingerprint(sealed.key)}`,
          )
        } catch (error) {
          unlinkSync(options.out)
          throw error
        } finally {
          closeSync(file)
        }
      }),
    )
}

const STATES: Readonly<Record<PledgeRow['state'], readonly [zh: string, en: string]>> = {
  drafted: ['待上级签署', 'drafted'],
  unbalanced: ['加不起来', 'unbalanced'],
  ready: ['可签署', 'ready'],
  signed_by_one: ['一方已签', 'signed by one'],
  signed: ['双方已签', 'signed'],
  gap: ['缺签', 'gap'],
}

function stateWord(state: PledgeRow['state']): string {
  return say(...STATES[state])
}

function lineOf(one: PledgeRow, all: readonly PledgeRow[]): string[] {
  let depth = 0
  for (let above = one.parent; above; above = all.find(row => row.id === above)?.parent ?? null) depth += 1
  return [
    one.id,
    `${'  '.repeat(depth)}${one.org.code}`,
    one.title[language],
    target(one, language),
    one.rest === '0' ? '' : say(`未落实 ${one.rest}`, `rest ${one.rest}`),
    one.progress.value === null ? say('未记录', 'not recorded') : withUnit(one.progress.value, one.unit),
    stateWord(one.state),
  ]
}

function shown(found: z.input<typeof showCertificate.out>): string {
  const sides = found.sides.map(side => [
    say(side.side === 'giver' ? '甲方' : '乙方', side.side === 'giver' ? 'first party' : 'second party'),
    side.org.name[language],
    side.holder?.[language] ?? say('（空缺）', '(vacant)'),
    side.signatures.map(one => `${one.name[language]} ${one.day} ${one.fingerprint}`).join('; ') ||
      say('未签', 'not signed'),
    side.gap ? say('现任未签', 'the present holder has not signed') : '',
  ])
  const lines = found.lines.map(line => [
    line.title[language],
    target(line, language),
    line.progress.value === null ? say('未记录', 'not recorded') : withUnit(line.progress.value, line.unit),
  ])
  return [`${found.ref}  ${stateWord(found.state)}`, table(lines), table(sides)].join('\n\n')
}

/** Reads «C4=500». */
function partOf(text: string): { org: string; value: string } {
  const at = text.indexOf('=')
  if (at < 1)
    refuse('pledge.value', {
      value: text,
      why: { zh: '看不懂。请写成 C4=500 这样的形式。', en: 'cannot be read. Write it like C4=500.' },
    })
  return { org: text.slice(0, at), value: text.slice(at + 1) }
}

function yearOf(text: string): number {
  return /^\d{4}$/.test(text) ? Number(text) : refuse('input.period', { text })
}

function keyIn(file: string): SealedKey {
  const read = readJson(file) as SealedKey | null
  if (read?.format === 'jiceng-key-1') return read
  return refuse('input.foreign', { file, what: { zh: '签名密钥文件', en: 'a key file' } })
}

/** The signers of a file that holds. */
function signersIn(bytes: string): { name: string; org: string; day: string; fingerprint: string }[] {
  const { content, signatures } = JSON.parse(bytes)
  return signatures.map((one: { statement: { signer: { name: string }; side: string; day: string; key: string } }) => ({
    name: one.statement.signer.name,
    org: (one.statement.side === 'giver' ? content.giver : content.taker).name[language],
    day: one.statement.day,
    fingerprint: fingerprint(one.statement.key),
  }))
}

/** Makes a file that only its owner reads, and never writes over one that is there. */
function createdFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    return refuse('output.unwritable', { file: path, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}
