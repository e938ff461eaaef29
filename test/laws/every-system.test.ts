// Every system of the seed, S01 to S36, by the same questions: is it declared, with a source; has it facts in the ready district,
// a page in the handbook, a place among the systems; and is there a law for each of its duties?
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kindsOf } from '../../src/charter/charter.ts'
import { compile, shipped } from '../../src/charter/compile.ts'
import { readyDistrict } from '../../src/district/index.ts'
import { handbook } from '../../src/report/handbook.ts'
import { plain } from '../../src/report/ledger.ts'
import { SYSTEMS } from '../../src/systems/index.ts'
import { day } from '../../src/time/day.ts'

/** A system that the seed's table joins with another: contact (S11) is one rule with S29. */
const JOINED: Readonly<Record<string, string>> = { S11: 'S29' }
/** Systems that live on the register, on pledges or on the figures of all others, and have no facts of their own. */
const NO_FACTS: Readonly<Record<string, string>> = {
  S01: 'organizations',
  S34: 'organizations and their model',
  S28: 'certificates',
  S35: 'the figures of all systems',
  S36: 'every name of the register',
}

const charter = compile(shipped(SYSTEMS))
const ids = Array.from({ length: 36 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`)
const rows = ids.map(id => [id, SYSTEMS.find(one => one.id === (JOINED[id] ?? id))] as const)
const facts = readyDistrict()
const told = new Set([...facts.records, ...facts.things, ...facts.ties].map(({ kind }) => kind))

describe('every system', () => {
  it.each(rows)('%s is declared, with its source, and says what it counts, owes, reports or forbids', (_id, system) => {
    expect(system?.clause.zh).toMatch(/[\u4e00-\u9fff]{4}/)
    expect(system?.clause.en).toMatch(/[a-z]{4}/)
    const { measures, duties, templates, standards } = system!
    // S36 lives in every report, whichever system that belongs to: its norm is a standard alone.
    const said = system!.id === 'S36' ? [standards] : [measures, duties, templates]
    expect(said.flatMap(part => Object.keys(part ?? {})).length).toBeGreaterThan(0)
  })

  it.each(rows)('%s has facts in the ready district', (_id, system) => {
    const kinds = kindsOf(system!).map(kind => kind.id)
    const own = kinds.filter(kind => told.has(kind))
    if (system!.id in NO_FACTS) expect(kinds.every(kind => kind === 'responsibility.certificate')).toBe(true)
    else expect(own.length, `none of ${kinds.join(', ')}`).toBeGreaterThan(0)
  })

  it('that lives on the register, on pledges or on the other systems finds them in the ready district', () => {
    expect(facts.orgs.length).toBeGreaterThan(60)
    expect(facts.orgs.filter(org => org.sector === 'state_farm' && org.model === 'urban').length).toBeGreaterThan(0)
    expect(facts.pledges?.objectives.length).toBeGreaterThan(0)
  })

  for (const language of ['zh', 'en'] as const)
    it(`has a page of its own in the ${language === 'zh' ? 'Chinese' : 'English'} handbook`, () => {
      const org = { code: 'D', name: 'D' }
      const book = handbook(charter, { org, period: '2026-11', on: day('2026-11-27'), language })
      const pages = new Map<string, number>()
      let page: string | null = null
      for (const block of book.blocks) {
        const line = block.kind === 'table' ? '' : plain(block.inlines)
        if (block.kind === 'heading' && block.level < 3) page = null
        const named = /^(?:编号：|Number: )(S\d\d)/.exec(line)?.[1]
        if (named) page = named
        else if (page) pages.set(page, (pages.get(page) ?? 0) + 1)
      }
      expect([...pages.keys()].toSorted()).toEqual(SYSTEMS.map(one => one.id).toSorted())
      // Words of codes and kinds, no bare codes.
      const said = book.blocks
        .flatMap(block => (block.kind === 'table' ? block.rows.flat().map(plain) : [plain(block.inlines)]))
        .filter(text => /\b[a-z]+[_.][a-z_.]+\b/.test(text))
      expect(said).toEqual([])
    })

  it.each(['zh', 'en'] as const)('tells in the handbook (%s) what follows, each form with its clause', language => {
    const edition = { org: { code: 'D', name: 'D' }, period: '2026-11', on: day('2026-11-27'), language }
    const lines = handbook(charter, edition).blocks.flatMap(one => (one.kind === 'paragraph' ? plain(one.inlines) : []))
    expect(charter.follows.size).toBeGreaterThan(0)
    for (const [kind, named] of charter.follows)
      for (const is of Object.values(named)) {
        const [of, name] = [charter.kinds.get(kind)!.name[language], is.name[language]]
        const told =
          language === 'zh' ? `“${of}”的“${name}”由名册得出` : `"${name}" of "${of}" follows from the register`
        const line = lines.find(one => one.startsWith(told))
        expect(line, told).toBeDefined()
        for (const form of 'first' in is ? Object.values(is.first) : []) {
          expect(line).toContain(form.name[language])
          expect(line).toContain(form.clause[language])
        }
      }
  })

  it.each([
    [
      'zh',
      '登记“组织关系转接”',
      /开立后超过30天仍未办结的，在各处清单中标出，自2011年.+起。依据：组织关系转接办法：一般一个月内接收，超过的提示。$/,
    ],
    [
      'en',
      'What is entered for "Transfer of membership"',
      /open for more than 30 days stands out in every list, from .+ 2011\. Source: Rules on transfers: .+ stands out\.$/,
    ],
  ] as const)(
    'tells in the handbook (%s), with its kind of case, after how long an open one stands out',
    (language, kind, says) => {
      const org = { code: 'D', name: 'D' }
      const { blocks } = handbook(charter, { org, period: '2026-11', on: day('2026-11-27'), language })
      const lines = blocks.flatMap(block => (block.kind === 'table' ? [] : [block.inlines]))
      const line = lines.find(inlines => plain(inlines).startsWith(kind))!
      expect(plain(line)).toMatch(says)
      const refs = lines.flat().flatMap(inline => (inline.kind === 'figure' ? [inline.figure.ref] : []))
      expect(
        refs.filter(ref => ref === 'members.transfer_alert'),
        'told once, and leads to its standard',
      ).toHaveLength(1)
    },
  )

  it('has a law for each of its duties', () => {
    const folder = import.meta.dirname
    const laws = readdirSync(folder)
      .filter(name => name.endsWith('.test.ts') && name !== 'every-system.test.ts')
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    expect([...charter.duties.keys()].filter(id => !laws.includes(`'${id}'`))).toEqual([])
  })
})
