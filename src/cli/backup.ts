// Commands about the whole house: back it up, restore it elsewhere, verify it.
import { accessSync, constants, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Command } from 'commander'
import type { Manifest } from '../backup/archive.ts'
import { backupKey, backups, setBackupKey } from '../backup/backup.sql.ts'
import { backUp, restore } from '../backup/house.node.ts'
import { type Seal, wayInto } from '../backup/sealed.node.ts'
import { inspect } from '../backup/unpack.sql.ts'
import { verifyHouse } from '../backup/verify.sql.ts'
import { Problem, refuse } from '../problem/problem.ts'
import { districtOf, type House, keyFile, openHouse, REGION } from '../server/house.node.ts'
import { command, type Global, inHouse, placeOf, print } from './command.ts'
import { readText } from './file.ts'
import { askSecret, isAttended } from './passphrase.ts'
import { language, say, table } from './speech.ts'

/** Characters that a passphrase of an archive has at least: whoever steals the file may guess as long as they like. */
const LEAST = 12
const PUBLIC = /^age1[02-9ac-hj-np-z]{20,}$/

interface Sealing extends Global {
  passphraseFile?: string
}

/** Adds `jiceng backup`, `restore` and `verify`. */
export function backupCommands(program: Command): void {
  const backup = command(
    program,
    'backup [file]',
    'write the whole house into one sealed file while it runs; also its export, in an open form (docs/ARCHIVE.md)',
  )
    .option('--passphrase-file <file>', 'seal it by the passphrase in this file, whatever key is set')
    .action((file: string | undefined, options: Sealing) => {
      if (file === undefined) return listBackups(options)
      return inHouse(options, async house => {
        const made = await backUp(house, REGION, file, await sealFor(house, options))
        const { manifest } = made
        print(
          options,
          { file: made.file, bytes: made.size, sha256: made.digest, made: manifest.made, leftOut: manifest.boxes },
          () =>
            [
              say(
                `已备份到 ${file}：${rowsOf(manifest)} 行，附件 ${manifest.attachments} 个，${sized(made.size)}`,
                `Backed up to ${file}: ${rowsOf(manifest)} rows, ${manifest.attachments} attachments, ${sized(made.size)}`,
              ),
              ...sayBoxes(manifest, 'left'),
            ].join('\n'),
        )
      })
    })
  backup.enablePositionalOptions()
  command(
    backup,
    'key',
    'set the public key to which backups are sealed; a new one is made unless one is given, and its private half is shown once',
  )
    .option('--public <key>', 'a public key of your own, made by age-keygen')
    .option('--folder <dir>', 'where the running server puts a backup every night, best on another disk')
    .action((options: Global & { public?: string; folder?: string }) =>
      inHouse(options, async house => {
        const folder = options.folder === undefined ? null : writable(options.folder)
        if (options.public !== undefined && !PUBLIC.test(options.public)) refuse('backup.key', { why: 'public' })
        const secret = options.public === undefined ? await generateX25519Identity() : null
        const recipient = options.public ?? (await identityToRecipient(secret!))
        await house.store.asOwner(REGION, tx => setBackupKey(tx, { recipient, folder }, house.now()))
        print(options, { public: recipient, private: secret, folder }, () =>
          [
            ...(secret === null
              ? []
              : [
                  say(
                    '恢复要用下面的私钥。它只显示这一次，这里不保存：请抄下或打印，离机保管两份。丢了它，备份就打不开。',
                    'A restore needs this private key. It is shown this once and kept nowhere here: write it down or print it, and keep two copies away from this machine. Without it no backup opens.',
                  ),
                  '',
                  secret,
                  '',
                ]),
            say(`备份从此封给公钥 ${recipient}`, `Backups are sealed to the public key ${recipient} from now on`),
            folder
              ? say(
                  `运行中的服务器每夜两点后备份到 ${folder}，留最近 7 夜和 4 周。`,
                  `The running server puts one into ${folder} every night after two, and keeps those of 7 nights and 4 weeks.`,
                )
              : say(
                  '没有指明文件夹（--folder），不做每夜备份。',
                  'No folder was named (--folder), so none is made by night.',
                ),
          ].join('\n'),
        )
      }),
    )

  command(program, 'restore <file>', 'fill an empty house from a backup; a place that holds something is refused')
    .option('--passphrase-file <file>', 'the passphrase, or the private key, is in this file')
    .action(async (file: string, options: Sealing) => {
      const place = placeOf(options)
      const told = await restore(place, keyFile(place), resolve(file), await secretFor(file, options))
      const house = await openHouse(place)
      try {
        await house.settle()
      } finally {
        await house.close()
      }
      print(options, { made: told.made, district: told.district, rows: rowsOf(told), withdrawn: told.boxes }, () =>
        [
          say(
            `已恢复到 ${told.made} 为止的全部内容：${rowsOf(told)} 行，附件 ${told.attachments} 个。所有人要重新登录；备份公钥要重新设置。`,
            `Restored as it stood at ${told.made}: ${rowsOf(told)} rows, ${told.attachments} attachments. Everybody signs in anew, and the key of the backups is to be set again.`,
          ),
          ...sayBoxes(told, 'withdrawn'),
        ].join('\n'),
      )
    })

  command(
    program,
    'verify [archive]',
    'does the house agree with itself: what is derived with a rebuild, records, attachments and signed papers with their digests; or is an archive whole',
  )
    .option('--passphrase-file <file>', 'of an archive: the passphrase, or the private key, is in this file')
    .action((file: string | undefined, options: Sealing) =>
      file === undefined ? verifyHere(options) : verifyArchive(file, options),
    )
}

async function verifyHere(options: Global): Promise<void> {
  await inHouse(options, async house => {
    await house.settle()
    const checks = [...(await verifyHouse(house.store, house.charter, REGION)), await checkKey(house)]
    const differing = checks.flatMap(one => one.differing)
    const ABOUT = {
      derived: say('推算出的行', 'derived rows'),
      records: say('记录', 'records'),
      attachments: say('附件', 'attachments'),
      certificates: say('责任状', 'certificates'),
      audit: say('审计', 'lines of the audit'),
      key: say('密钥', 'keys'),
    }
    print(
      options,
      { same: differing.length === 0, checked: checks.map(({ of, count }) => ({ of, count })), differing },
      () =>
        [
          table(
            checks.map(one => [
              ABOUT[one.of],
              String(one.count),
              one.differing.length === 0 ? say('一致', 'agree') : say('不一致', 'differ'),
            ]),
          ),
          ...differing.map(one => one[language]),
        ].join('\n'),
    )
    if (differing.length > 0) process.exitCode = 1
  })
}

/** Whether the key beside the database is the one that sealed its secrets. */
async function checkKey(house: House) {
  try {
    await house.keys()
    return { of: 'key' as const, count: 1, differing: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { of: 'key' as const, count: 1, differing: [{ zh: error.say('zh'), en: error.say('en') }] }
  }
}

async function verifyArchive(file: string, options: Sealing): Promise<void> {
  const told = await inspect(resolve(file), await secretFor(file, options))
  print(options, { same: true, ...told }, () =>
    [
      say(
        `${file} 完整：${told.made} 的 ${told.district ?? ''}，${rowsOf(told)} 行，附件 ${told.attachments} 个`,
        `${file} is whole: ${told.district ?? ''} as of ${told.made}, ${rowsOf(told)} rows, ${told.attachments} attachments`,
      ),
      ...sayBoxes(told, 'left'),
    ].join('\n'),
  )
}

async function listBackups(options: Global): Promise<void> {
  await inHouse(options, async house => {
    const { key, made, district } = await house.store.asOwner(REGION, async tx => ({
      key: await backupKey(tx),
      made: await backups(tx),
      district: await districtOf(house),
    }))
    print(options, { district: district!.code, key, backups: made }, () =>
      [
        key
          ? say(
              `公钥 ${key.recipient}，每夜备份到 ${key.folder ?? '（未设文件夹）'}`,
              `Public key ${key.recipient}, every night into ${key.folder ?? '(no folder is set)'}`,
            )
          : say(
              '还没有设备份公钥：jiceng backup key --folder 文件夹',
              'No public key is set: jiceng backup key --folder FOLDER',
            ),
        ...(made.length === 0 ? [say('还没有备份', 'There is no backup yet')] : []),
        table(
          made.map(one => [
            (one.ended ?? one.begun).toISOString().slice(0, 16).replace('T', ' '),
            one.night ? say('每夜', 'nightly') : '',
            one.ended ? sized(one.size!) : (one.fault?.[language] ?? say('未完成', 'not finished')),
            one.file ?? '',
          ]),
        ),
      ].join('\n'),
    )
  })
}

/** By what a new archive is sealed: the passphrase of a file, else the key that is set, else a passphrase typed twice. */
async function sealFor(house: House, { passphraseFile }: Sealing): Promise<Seal> {
  if (passphraseFile === undefined) {
    const key = await house.store.asOwner(REGION, backupKey)
    if (key) return key
  }
  const passphrase = passphraseFile === undefined ? await askTwice() : readText(passphraseFile).trim()
  if (passphrase.length < LEAST) refuse('backup.passphrase', { why: 'short', least: LEAST })
  return { passphrase }
}

async function askTwice(): Promise<string> {
  const first = await typed(say('备份的口令：', 'Passphrase of the backup:'))
  if (isAttended() && (await typed(say('再输入一次：', 'Once more:'))) !== first)
    refuse('backup.passphrase', { why: 'differs', least: LEAST })
  return first
}

/** What opens an archive. A file of age-keygen has lines that say which key it is. */
async function secretFor(file: string, { passphraseFile }: Sealing): Promise<string> {
  const way = await wayInto(resolve(file))
  if (passphraseFile === undefined)
    return typed(
      way === 'key'
        ? say('备份的私钥：', 'Private key of the backups:')
        : say('备份的口令：', 'Passphrase of the backup:'),
    )
  const text = readText(passphraseFile).trim()
  return /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0] ?? text
}

async function typed(question: string): Promise<string> {
  const said = await askSecret(question)
  return said ? said.trim() : refuse('backup.passphrase', { why: 'absent', least: LEAST })
}

/** A folder into which this user may write. Throws backup.folder. */
function writable(folder: string): string {
  const path = resolve(folder)
  try {
    if (!statSync(path).isDirectory()) refuse('backup.folder', { folder: path, why: 'ENOTDIR' })
    accessSync(path, constants.W_OK | constants.X_OK)
    return path
  } catch (error) {
    if (error instanceof Problem) throw error
    return refuse('backup.folder', { folder: path, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

function rowsOf({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0)
}

function sized(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`
}

/** What is to be said of votings that were under way. */
function sayBoxes({ boxes }: Manifest, what: 'left' | 'withdrawn'): string[] {
  return boxes.map(({ title }) =>
    what === 'left'
      ? say(
          `“${title.zh}”正在投票，票箱不在备份里。`,
          `Voting in "${title.en}" is under way: its box is not in the backup.`,
        )
      : say(
          `“${title.zh}”在备份时正在投票，票箱没有备份，已按撤回处理，请重新组织。`,
          `Voting in "${title.en}" was under way when the backup was made. Its box was not in it, so it is withdrawn: hold it anew.`,
        ),
  )
}
