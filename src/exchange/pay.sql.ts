// Reads the pay sheet of a duty that is owed in money: units, people with their posts, standards in force, what is paid.
import type { Charter, Declared } from '../charter/charter.ts'
import type { BrokenRule, Duty, Words } from '../charter/language.ts'
import { monthsPer } from '../charter/norms.ts'
import { dueIn } from '../duty/duty.sql.ts'
import { facts } from '../measure/proof.sql.ts'
import { nearest } from '../problem/nearest.ts'
import { refuse } from '../problem/problem.ts'
import { type Org, subtreeNow } from '../register/organization.sql.ts'
import { postWords } from '../register/vocabulary.ts'
import { brokenWords } from '../report/norm.ts'
import { unitWord } from '../report/phrase.ts'
import { statement, type Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import { type Day, plusDays } from '../time/day.ts'
import { firstOf, lastDay, lastOf, type Period, turnOf } from '../time/period.ts'
import { payRows } from './pay.ts'
import type { Cell, Table } from './sheet.ts'

const people = statement<{ id: string; name: string; english: string }>(
  'pay.people',
  'select distinct on (id) id, name, english from person where region = $1 and id = any($2::uuid[]) order by id, valid desc',
)
const posts = statement<{ person: string; org: string; post: string; from: Day; to: Day | null }>(
  'pay.posts',
  `select person, org, post, lower(valid) as from, upper(valid) as to from post
   where region = $1 and person = any($2::uuid[]) and org = any($3::uuid[]) and valid && daterange($4::date, $5::date) order by lower(valid), post`,
)

/** Payments whose own day a sheet tells, at most. */
const MOST_LATE = 1000

/** The duty that a pay sheet is asked of. Throws sheet.pay with the nearest one that is owed in money. */
export function payDuty(charter: Charter, id: string): Declared<Duty> {
  const money = [...charter.duties.values()].filter(duty =>
    charter.standards.get(duty.is.atLeast.standard)!.is.unit.startsWith('yuan/'),
  )
  const found = money.find(duty => duty.id === id)
  if (found) return found
  const near =
    nearest(
      id,
      money.map(duty => duty.id),
    ) ?? (money.length === 1 ? money[0]!.id : null)
  return refuse('sheet.pay', { duty: id, near, money: charter.duties.has(id) })
}

/** The pay sheet of a duty in the turns of a period, unit by unit with subtotals, and the sum below. */
export async function payTable(
  tx: Tx,
  charter: Charter,
  asked: { duty: string; org: Org; period: Period; on: Day },
  language: 'zh' | 'en',
): Promise<Table> {
  const duty = payDuty(charter, asked.duty)
  const standard = charter.standards.get(duty.is.atLeast.standard)!.is
  const per = monthsPer(standard.unit)!
  const dues = await dueIn(tx, charter, duty, { orgs: await subtreeNow(tx, asked.org.seat), period: asked.period })
  const late = (
    await facts(
      tx,
      charter,
      duty.is.measure,
      { place: asked.org, period: asked.period, tree: 'now', today: asked.on, by: 'turn' },
      { limit: MOST_LATE, offset: 0 },
    )
  ).filter(fact => fact.for !== null)
  const ids = [...new Set(dues.flatMap(due => due.shares.flatMap(share => share.person ?? [])))]
  const units = [...new Set(dues.map(due => due.org.id))]
  const names = new Map((await tx.all(people, [tx.region, ids])).map(one => [one.id, one]))
  const held = await tx.all(posts, [tx.region, ids, units, asked.period.from, asked.period.to])
  const zh = language === 'zh'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const pick = (words: Words) => words[language] || words.zh
  const several = new Set(dues.map(due => due.turn.label)).size > 1
  const rows: Cell[][] = []
  const totals: number[] = []
  const used = new Map<string, { value: number; clause: Words; from: Day }>()
  const rules = new Map<string, BrokenRule>()
  const sum = { owed: 0, paid: 0 }
  for (const due of [...dues].sort((a, b) =>
    a.org.code === b.org.code ? (a.turn.from < b.turn.from ? -1 : 1) : a.org.code < b.org.code ? -1 : 1,
  )) {
    const unit = `${zh ? due.org.short : due.org.english}${several ? ` ${due.turn.label}` : ''}`
    for (const row of payRows(standard, due.shares, due.owed)) {
      used.set(row.entry.from, row.entry)
      for (const { month } of row.shares) {
        const rule = inForce(standard.broken ?? [], firstOf(month))
        if (rule) rules.set(rule.from, rule)
      }
      const person = row.person === null ? null : names.get(row.person)
      const during = held.filter(
        one =>
          one.person === row.person &&
          one.org === due.org.id &&
          row.shares.some(({ month }) => one.from <= lastOf(month) && (one.to === null || one.to > firstOf(month))),
      )
      const titles = [...new Set(during.map(one => pick(postWords(charter, one.post))))]
      rows.push([
        unit,
        person ? (zh ? person.name : person.english) : null,
        titles.join(say('、', ', ')) || null,
        row.entry.value,
        row.whole,
        row.broken
          .map(one =>
            say(
              `${turnOf(one.month, 'month').label} ${one.days}/${one.of} 天`,
              `${turnOf(one.month, 'month').label}: ${one.days} of ${one.of} days`,
            ),
          )
          .join(say('、', ', ')) || null,
        row.cents / 100,
        null,
        null,
        null,
      ])
    }
    const [owed, paid] = [cents(due.owed), cents(due.paid ?? 0)]
    sum.owed += owed
    sum.paid += paid
    totals.push(rows.length)
    rows.push([
      unit,
      say('小计', 'Subtotal'),
      null,
      null,
      null,
      null,
      owed / 100,
      paid / 100,
      (paid - owed) / 100,
      null,
    ])
  }
  if (rows.length > 0) {
    totals.push(rows.length)
    rows.push([
      say('合计', 'Total'),
      null,
      null,
      null,
      null,
      null,
      sum.owed / 100,
      sum.paid / 100,
      (sum.paid - sum.owed) / 100,
      null,
    ])
  }
  const rate = `${unitWord('yuan', language)}/${say({ 1: '月', 3: '季', 6: '半年', 12: '年' }[per]!, { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' }[per]!)}`
  const head = (text: string, unit: string) => (zh ? `${text}（${unit}）` : `${text} (${unit})`)
  const yuan = unitWord('yuan', language)
  return {
    name: `${say('发放表', 'Pay sheet')} ${asked.period.label}`,
    title: `${zh ? asked.org.short : asked.org.english}${say('　', ': ')}${pick(duty.is.title)}${say('　', ' ')}${asked.period.label}`,
    lead: [
      say(
        `数据截至 ${asked.on}。应发按标准和任职时间计算，不足一个月的按下列规定计算；已发为记录在案的发放，按单位记载，故列在小计行。差额为已发减应发，负数为欠发。`,
        `As of ${asked.on}. Due is the standard times the time in post; broken months follow the rule below. Paid is what is on record, which is kept by unit and stands in the subtotals. The difference is paid less due: below zero is still owed.`,
      ),
    ],
    columns: [
      { head: say('单位', 'Unit'), width: 24 },
      { head: say('姓名', 'Name'), width: 14 },
      { head: say('职务', 'Post'), width: 24 },
      { head: head(say('标准', 'Standard'), rate), width: 14, form: 'number' },
      { head: say('整月数', 'Whole months'), width: 8, form: 'number' },
      { head: say('不足月', 'Broken months'), width: 18 },
      { head: head(say('应发', 'Due'), yuan), width: 15, form: 'money' },
      { head: head(say('已发', 'Paid'), yuan), width: 15, form: 'money' },
      { head: head(say('差额', 'Difference'), yuan), width: 15, form: 'money' },
      { head: say('签字', 'Signature'), width: 14 },
    ],
    rows,
    totals,
    notes: [
      ...[...used.values()]
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map(entry =>
          say(
            `说明：标准 ${entry.value} ${rate}，自 ${entry.from} 起执行，依据：${entry.clause.zh}。`,
            `Note: the standard of ${entry.value} ${rate} holds from ${entry.from}. Source: ${entry.clause.en}.`,
          ),
        ),
      ...[...rules.values()]
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map(rule =>
          say(
            `说明：不足一个月的，${brokenWords(rule.value).zh}，自 ${rule.from} 起执行，依据：${rule.clause.zh}。`,
            `Note: of a broken month, ${brokenWords(rule.value).en}; this holds from ${rule.from}. Source: ${rule.clause.en}.`,
          ),
        ),
      ...late
        .toReversed()
        .map(fact =>
          say(
            `说明：${pick(fact.orgName)} ${fact.day} 所发 ${fact.adds} 元，为 ${fact.for} 的，计入本表。`,
            `Note: ${fact.adds} yuan that ${pick(fact.orgName)} paid on ${fact.day} are for ${fact.for} and stand in this sheet.`,
          ),
        ),
      say(
        `说明：本期 ${asked.period.from} 至 ${lastDay(asked.period)}，最迟 ${plusDays(lastDay(asked.period), duty.is.grace)} 发放并登记。`,
        `Note: the period runs from ${asked.period.from} to ${lastDay(asked.period)}; it is to be paid and entered by ${plusDays(lastDay(asked.period), duty.is.grace)}.`,
      ),
    ],
    frozen: 2,
  }
}

function cents(yuan: number): number {
  return Math.round(yuan * 100)
}
