// Archives that are not what they should be, the key and the nights, what Today says, ballots under way, and houses of other versions.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Encrypter, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { packTar } from 'modern-tar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../src/backup/archive.ts'
import { nightName, outdated } from '../../src/backup/rotation.ts'
import { type House, openHouse, REGION } from '../../src/server/house.node.ts'
import { serve } from '../../src/server/serve.node.ts'
import { composed } from '../../src/store/store.ts'
import { day, plusDays } from '../../src/time/day.ts'
import { freshPlace, type TestPlace } from '../place.ts'
import { everything, jiceng } from '../ready.ts'
import { visitor } from '../visitor.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiceng-archive-'))
const at = (name: string) => join(folder, name)
const ORG = '01370001-0000-7000-8000-000000000001'
const PERSON = '01370002-0000-7000-8000-000000000001'
const since = { from: '2010-01-01', to: null }
const FACTS = [
  {
    ...{ fact: 'org', id: ORG, code: 'D', parent: null, tier: 'district', sector: 'district', model: 'pastoral' },
    ...{ name: '小区', short: '小区', english: 'Small district', aliases: [], ...since },
  },
  {
    ...{ fact: 'person', id: PERSON, name: '人甲', english: 'Person A', sex: 1, born: '1970-01-01', ...since },
    ...{ nationality: '01', education: 70, occupation: 'cadre', rank: null },
  },
  {
    ...{ fact: 'post', id: '01370004-0000-7000-8000-000000000001', person: PERSON, org: ORG, team: null, ...since },
    post: 'organizer',
  },
  { fact: 'account', name: 'anna', person: PERSON },
]
const [phrase, wrongPhrase, secretFile] = [at('phrase'), at('wrong'), at('secret')]
let place: TestPlace
let secret = ''
let recipient = ''

const run = (...args: string[]) => jiceng([...args, ...place.args], { env: place.env })

beforeAll(async () => {
  writeFileSync(phrase, 'three words apart')
  writeFileSync(wrongPhrase, 'three other words')
  place = await freshPlace()
  writeFileSync(at('facts.jsonl'), FACTS.map(fact => JSON.stringify(fact)).join('\n'))
  expect(await run('district', 'load', at('facts.jsonl'), '--ready')).toMatchObject({ code: 0, err: '' })
})
afterAll(async () => {
  await place.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What the tables of the house hold, told by whoever owns them. */
async function asOwner<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const house = await openHouse(place.place)
  try {
    return await house.store.asOwner(REGION, tx => tx.all(composed<T>(text), values))
  } finally {
    await house.close()
  }
}

describe('the key of the backups', () => {
  it('is made once; its private half is shown and kept nowhere', async () => {
    expect(await run('backup', 'key', '--public', 'age1nonsense')).toMatchObject({ code: 2 })
    expect((await run('backup', 'key', '--folder', at('nowhere'))).err).toContain('cannot be written (ENOENT)')
    mkdirSync(at('nights'))
    const said = await run('backup', 'key', '--folder', at('nights'), '--json')
    expect(said).toMatchObject({ code: 0, err: '' })
    const told = JSON.parse(said.out) as { public: string; private: string }
    expect(told.private).toMatch(/^AGE-SECRET-KEY-1/)
    ;[secret, recipient] = [told.private, told.public]
    writeFileSync(secretFile, `# made today\n# public key: ${recipient}\n${secret}\n`)
    expect(await asOwner('select recipient, folder from backup_key where region = 1')).toEqual([
      { recipient, folder: at('nights') },
    ])
    expect(readdirSync(at('nights'))).toEqual([])
  })

  it('seals what is written from then on, in a form that the private half alone opens', async () => {
    expect(await run('backup', at('good.age'))).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(at('good.age'), 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /)
    expect(readFileSync(at('good.age')).includes('Person A')).toBe(false)
    expect(await jiceng(['verify', at('good.age'), '--passphrase-file', secretFile])).toMatchObject({
      code: 0,
      err: '',
    })
    expect(await run('backup', at('phrase.age'), '--passphrase-file', phrase)).toMatchObject({ code: 0, err: '' })
    writeFileSync(at('short'), 'elf letters')
    expect((await run('backup', at('short.age'), '--passphrase-file', at('short'))).err).toContain('too short')
    expect((await run('backup', at('no/where.age'))).err).toContain('ENOENT')
    // Of what came to nothing nothing is left.
    expect(readdirSync(folder).filter(name => /short\.age|making/.test(name))).toEqual([])
  })
})

describe('a restore', () => {
  /** Members sealed as a stranger with the public key would seal them. */
  async function sealed(name: string, tar: Uint8Array): Promise<string> {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(secret))
    writeFileSync(at(name), await encrypter.encrypt(gzipSync(tar)))
    return at(name)
  }
  const member = (name: string, body: string) => ({ header: { name, size: Buffer.byteLength(body) }, body })
  const manifest = (more: Partial<Manifest> | { form: string }) =>
    member(
      'manifest.json',
      JSON.stringify({
        ...{ form: 'jiceng-archive-1', made: '2026-01-01T00:00:00.000Z', program: 'x', server: '18', region: 1 },
        ...{ district: 'D', migrations: [], tables: [], attachments: 0, boxes: [] },
        ...{ without: { derived: [], passing: [] }, ...more },
      }),
    )

  it('refuses in one sentence whatever is no whole archive of ours, and leaves nothing behind', async () => {
    const copied = (name: string, change: (file: string) => void) => {
      copyFileSync(at('good.age'), at(name))
      change(at(name))
      return at(name)
    }
    const size = readFileSync(at('good.age')).length
    writeFileSync(at('foreign.age'), 'PK\u0003\u0004 a letter of application\n')
    const huge = await packTar([manifest({}), member('tables/org/000001.jsonl', ' '.repeat(4 << 20))])
    // A size of 5 GB in the header of the second member, with the sum of the header set right again.
    const header = Buffer.from(huge.buffer, huge.indexOf(Buffer.from('tables/org')[0]!, 1024) & ~511, 512)
    header.write('44000000000\0', 124)
    header.fill(32, 148, 156)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    const cases: [string, string, RegExp][] = [
      [at('foreign.age'), secretFile, /is no archive of Jiceng/],
      [copied('cut.age', file => truncateSync(file, size - 100)), secretFile, /is not whole/],
      [copied('half.age', file => truncateSync(file, size >> 1)), secretFile, /is not whole/],
      [copied('twice.age', file => appendFileSync(file, readFileSync(at('good.age')))), secretFile, /is not whole/],
      [
        copied('bit.age', file => {
          const bytes = readFileSync(file)
          bytes[size - 500]! ^= 1
          writeFileSync(file, bytes)
        }),
        secretFile,
        /is not whole/,
      ],
      [at('phrase.age'), wrongPhrase, /passphrase does not open/],
      [at('good.age'), phrase, /wants the private key/],
      [await sealed('form.age', await packTar([manifest({ form: 'jiceng-archive-2' })])), secretFile, /newer version/],
      [
        await sealed('new.age', await packTar([manifest({ migrations: [{ name: '999_later.sql', digest: '0' }] })])),
        secretFile,
        /newer version \(999_later\.sql\)/,
      ],
      [
        await sealed('other.age', await packTar([manifest({ migrations: [{ name: '001_ground.sql', digest: '0' }] })])),
        secretFile,
        /a migration 001_ground\.sql whose text/,
      ],
      [
        await sealed('climb.age', await packTar([manifest({}), member('../../evil', 'x')])),
        secretFile,
        /a member that no archive of Jiceng has, \.\.\/\.\.\/evil/,
      ],
      [
        await sealed(
          'link.age',
          await packTar([
            manifest({}),
            { header: { name: 'key/access.key', type: 'symlink', size: 0, linkname: '/etc' } },
          ]),
        ),
        secretFile,
        /a member that no archive of Jiceng has/,
      ],
      [
        await sealed('again.age', await packTar([manifest({}), manifest({})])),
        secretFile,
        /holds the member manifest\.json twice/,
      ],
      [await sealed('huge.age', huge), secretFile, /says it is over 1 GB/],
      [
        await sealed('sums.age', await packTar([manifest({}), member('SHA256SUMS', 'nonsense')])),
        secretFile,
        /does not agree with itself: its members/,
      ],
      [
        await sealed('table.age', await packTar([manifest({}), member('tables/pg_class/000001.jsonl', '{}\n')])),
        secretFile,
        /the manifest has no table pg_class/,
      ],
    ]
    for (const [file, key, sentence] of cases) {
      const home = `${file}.home`
      const said = await jiceng(['restore', file, '--passphrase-file', key, '--home', home])
      expect(said.err, file).toMatch(sentence)
      expect(said.err.trim().split('\n'), file).toHaveLength(1)
      expect(said, file).toMatchObject({ code: 2, out: '' })
      expect(existsSync(home), file).toBe(false)
    }
    expect(
      (await jiceng(['restore', at('cut.age'), '--passphrase-file', secretFile], { language: 'zh' })).err,
    ).toContain('不完整或被改动过')
  })

  it('refuses what opens to more than it can honestly hold', async () => {
    const id = '01370009-0000-7000-8000-000000000001'
    const bomb = await sealed(
      'bomb.age',
      await packTar([manifest({}), member(`attachments/${id}`, ' '.repeat(90 << 20))]),
    )
    expect((await jiceng(['verify', bomb, '--passphrase-file', secretFile])).err).toContain('as a bomb does')
  })

  it('refuses a house that holds something, and changes nothing there', async () => {
    const before = await asOwner('select count(*)::int from audit where region = 1')
    const said = await run('restore', at('good.age'), '--passphrase-file', secretFile)
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toContain('only into an empty house')
    expect(await asOwner('select count(*)::int from audit where region = 1')).toEqual(before)
    mkdirSync(at('letters'))
    writeFileSync(at('letters/letter.txt'), 'Dear')
    const other = await jiceng(['restore', at('good.age'), '--passphrase-file', secretFile, '--home', at('letters')])
    expect(other).toMatchObject({ code: 2 })
    expect(readdirSync(at('letters'))).toEqual(['letter.txt'])
  })

  it('fills an empty house, which then agrees with itself; what is changed below is found and named', async () => {
    const home = ['--home', at('whole')]
    expect(await jiceng(['restore', at('good.age'), '--passphrase-file', secretFile, ...home])).toMatchObject({
      code: 0,
    })
    expect(await jiceng(['verify', ...home])).toMatchObject({ code: 0, err: '' })
    const house = await openHouse({ home: at('whole') })
    await house.store.asOwner(REGION, tx =>
      tx.run(
        composed(`update cell set num = num + 1 where region = 1 and measure = 'members.count' and reading = 'now'`),
      ),
    )
    await house.store.asOwner(REGION, tx =>
      tx.run(
        composed(`insert into record_key (region, id, day, digest, seat) values (1, $1, '2012-01-01', 'x', '/D/')`),
        [ORG],
      ),
    )
    const before = await everything(house.store)
    const said = await jiceng(['verify', ...home])
    expect(said.code).toBe(1)
    expect(said.out).toContain(`record ${ORG} is known by its id, and is not there`)
    expect(await everything(house.store), 'looking leaves no trace').toEqual(before)
    await house.close()
  })
})

describe('the nights', () => {
  it('of seven days and four weeks are kept, and nothing else in the folder is touched', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 400 })), past => {
        const nights = past.map(n => plusDays(day('2026-01-01'), n)).sort()
        const names = [...nights.map(night => nightName('D', night)), 'letter.txt', nightName('E', day('2025-01-01'))]
        const gone = outdated('D', names)
        const kept = nights.filter(night => !gone.includes(nightName('D', night)))
        expect(kept.slice(-7)).toEqual(nights.slice(-7))
        expect(kept.length).toBeLessThanOrEqual(10)
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(nights.length, 7))
        expect(gone.every(name => name.startsWith('jiceng-D-'))).toBe(true)
      }),
    )
    const daily = Array.from({ length: 60 }, (_, n) => nightName('D', plusDays(day('2026-01-05'), n)))
    // Monday 5 January and 59 days: the last night is a Thursday, so three Sundays before the seven nights stay.
    expect(daily.filter(name => !outdated('D', daily).includes(name)).slice(0, 2)).toEqual([
      nightName('D', day('2026-02-15')),
      nightName('D', day('2026-02-22')),
    ])
  })

  it('are made by the running server, once; Today and health tell of what is old, missing or failed', async () => {
    await asOwner('delete from backup where region = 1 returning id')
    const house = await openHouse(place.place)
    const serving = async (moment: string) => {
      const now = () => new Date(moment)
      const app = await serve({ ...house, now, trueDay: () => day(moment.slice(0, 10)), close: house.close }, 0)
      const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
      const anna = visitor(base)
      await anna.post('/api/session', { account: 'anna' })
      const told = async () => ({
        today: (await anna.get('/api/today')).body.backup,
        health: ((await (await fetch(`${base}/api/health`)).json()) as { backup: unknown }).backup,
        metric: /^jiceng_backup_time_seconds (\S+)$/m.exec(await (await fetch(`${base}/api/metrics`)).text())?.[1],
      })
      return { app, told }
    }
    // Before two nothing is due.
    const early = await serving('2030-01-10T01:30:00+08:00')
    expect(await early.told()).toEqual({ today: { hours: null, fault: null }, health: null, metric: '0' })
    await early.app.close()
    expect(readdirSync(at('nights'))).toEqual([])

    const night = await serving('2030-01-10T03:00:00+08:00')
    await expect.poll(async () => (await night.told()).health).toEqual({ hours: 0 })
    expect(await night.told()).toEqual({ today: null, health: { hours: 0 }, metric: '1894215600' })
    await night.app.close()
    expect(readdirSync(at('nights'))).toEqual(['jiceng-D-2030-01-10.tar.gz.age'])
    const again = await serving('2030-01-10T05:00:00+08:00')
    await again.app.close()
    expect(await asOwner('select night::text from backup where region = 1')).toEqual([{ night: '2030-01-10' }])

    // The disk is not there: said, and nothing half made.
    rmSync(at('nights'), { recursive: true })
    const failing = await serving('2030-01-20T03:00:00+08:00')
    await expect
      .poll(async () => (await failing.told()).today)
      .toEqual({ hours: 240, fault: { zh: expect.stringContaining('ENOENT'), en: expect.stringContaining('ENOENT') } })
    await failing.app.close()
    mkdirSync(at('nights'))
    const later = await serving('2030-01-20T06:30:00+08:00')
    await expect.poll(async () => (await later.told()).today).toBe(null)
    await later.app.close()
    await house.close()
    expect(
      await jiceng(['verify', at('nights/jiceng-D-2030-01-20.tar.gz.age'), '--passphrase-file', secretFile]),
    ).toMatchObject({ code: 0 })
  })
})

describe('a ballot', () => {
  it('under way leaves its box out of a backup, and is withdrawn where that is restored', async () => {
    const words = JSON.stringify({ zh: '推荐', en: 'Recommendation' })
    await asOwner(
      `insert into ballot (region, id, org, seat, holder, title, posts, categories, eligible_on, opens, closes, minimum)
       values (1, $1, $2, '/D/', $3, $3, '[]', '[]', '2020-01-01', '2020-01-01', '2099-01-01', 2) returning id`,
      [ORG, ORG, words],
    )
    await asOwner(
      `insert into ballot_cast (region, ballot, token, message, signature, category, choices, proof)
       values (1, $1, 'token', 'message', 'signature', 'c', '{}', 'proof') returning token`,
      [ORG],
    )
    const said = await run('backup', at('voting.age'))
    expect(said.out).toContain('Voting in "Recommendation" is under way: its box is not in the backup.')
    const checked = await jiceng(['verify', at('voting.age'), '--passphrase-file', secretFile, '--json'])
    const told = JSON.parse(checked.out) as Manifest
    expect(told.boxes).toEqual([{ ballot: ORG, title: JSON.parse(words) }])
    expect(told.tables.find(one => one.name === 'ballot_cast')?.rows).toBe(0)
    const back = await jiceng(['restore', at('voting.age'), '--passphrase-file', secretFile, '--home', at('voted')])
    expect(back.out).toContain('it is withdrawn: hold it anew')
    const house = await openHouse({ home: at('voted') })
    const stands = composed<{ closed: string; casts: number }>(
      `select closed_on::text as closed, (select count(*)::int from ballot_cast where region = 1) as casts from ballot where region = 1`,
    )
    expect(await house.store.asOwner(REGION, tx => tx.all(stands))).toEqual([{ closed: '2019-12-31', casts: 0 }])
    await house.close()
  })
})

describe('a house of another version', () => {
  let house: House
  const change = (text: string) => house.store.asOwner(REGION, tx => tx.all(composed<{ n: number }>(text)))
  beforeAll(async () => {
    house = await openHouse(place.place)
  })
  afterAll(() => house.close())

  it('is refused in words where it knows a migration that the program does not, or one of another text', async () => {
    await change(`insert into migration (name, digest) values ('999_later.sql', 'x')`)
    const newer = await run('org', 'list')
    expect(newer).toMatchObject({ code: 3, out: '' })
    expect(newer.err).toContain('999_later.sql, which this program does not know: a newer version has opened it')
    await change(`delete from migration where name = '999_later.sql'`)
    const [first] = (await change(`select digest as n from migration where name = '001_ground.sql'`)) as never as {
      n: string
    }[]
    await change(`update migration set digest = 'x' where name = '001_ground.sql'`)
    expect((await run('org', 'list')).err).toContain(
      'a migration 001_ground.sql whose text is not that of this program',
    )
    await change(`update migration set digest = '${first!.n}' where name = '001_ground.sql'`)
    expect(await run('org', 'list')).toMatchObject({ code: 0, err: '' })
  })

  it('from before digests were kept is signed off by its shape alone', async () => {
    await change('update migration set digest = null')
    await change('alter table org add column extra text')
    const strange = await run('org', 'list')
    expect(strange).toMatchObject({ code: 3, out: '' })
    expect(strange.err).toContain('(org.extra)')
    await change('alter table org drop column extra')
    expect(await run('org', 'list')).toMatchObject({ code: 0, err: '' })
    expect(await change('select count(*)::int as n from migration where digest is null')).toEqual([{ n: 0 }])
  })

  it('is copied before it is brought to a newer shape, sealed by the text of its own key', async () => {
    await change(`delete from migration where name like '%\\_backup.sql'`)
    await change('drop table backup, backup_key')
    const said = await run('org', 'list')
    expect(said.code).toBe(0)
    const [, copy] = /kept in (\S+\.tar\.gz\.age);/.exec(said.err)!
    expect(await jiceng(['verify', copy!, '--passphrase-file', house.keyFile])).toMatchObject({ code: 0, err: '' })
    expect(await run('org', 'list'), 'once').toMatchObject({ code: 0, err: '' })
    const home = at('older')
    const back = await jiceng(['restore', copy!, '--passphrase-file', house.keyFile, '--home', home], {
      env: { JICENG_KEY_FILE: join(home, 'access.key') },
    })
    expect(back, 'an older archive comes up to this program').toMatchObject({ code: 0, err: '' })
    rmSync(copy!)
  })
})
