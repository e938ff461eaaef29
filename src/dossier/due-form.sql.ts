// Which form is due of things, as it was settled: the rule that decided, what it rests on, and whether the form is in place.

import type { Charter } from '../charter/charter.ts'
import { dueForm } from '../charter/follows.ts'
import type { Where, Words } from '../charter/language.ts'
import { rangeOf } from '../charter/norms.ts'
import { codeWord, whereWords } from '../measure/formula.ts'
import { nameWords } from '../register/name.ts'
import { statement, type Tx } from '../store/store.ts'
import { inForce } from '../time/dated.ts'
import type { Day } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { type DueForm, type DueForms, MOST_FORMS } from './due-form.api.ts'

interface Row {
  id: string
  name: string
  english: string
  code: string
  short: string
  orgEnglish: string
  body: Readonly<Record<string, string | number | boolean>>
}
const followed = statement<Row>(
  'due_form.followed',
  `select t.id, t.name, t.english, o.code, o.short, o.english as "orgEnglish", f.body
   from followed f join thing t on t.region = $1 and t.id = f.thing and t.valid @> $5::date
   join org o on o.region = $1 and o.id = t.org and o.valid @> $5::date
   where f.region = $1 and f.kind = $2 and f.month = $3 and f.seat >= $4 and f.seat < left($4, -1) || '0'
   order by o.path, t.name, t.id limit ${MOST_FORMS + 1}`,
)

/** The things of a subtree of whose kinds a form follows that is due, as they stand on a day, in the order of the tree. */
export async function dueForms(
  tx: Tx,
  charter: Charter,
  { seat, on }: { seat: string; on: Day },
): Promise<DueForms['kinds']> {
  const kinds: DueForms['kinds'] = []
  for (const kind of charter.follows.keys()) {
    const due = dueForm(charter, kind)
    if (!due) continue
    const others = Object.entries(charter.follows.get(kind)!).filter(([name]) => name !== due.name)
    const rows = await tx.all(followed, [tx.region, kind, monthOf(on), seat, on])
    kinds.push({
      kind,
      name: charter.kinds.get(kind)!.name,
      form: due.is.name,
      columns: others.map(([, one]) => one.name),
      more: rows.length > MOST_FORMS,
      rows: rows.slice(0, MOST_FORMS).map((row): DueForm => {
        const { name, where, clause } = due.is.first[String(row.body[due.name])]!
        return {
          id: row.id,
          name: nameWords(row),
          org: { code: row.code, name: { zh: row.short, en: row.orgEnglish } },
          facts: others.map(([of]) => both(language => codeWord(charter, kind, of, row.body[of] ?? '—', language))),
          form: name,
          met: row.body[`${due.name}.met`] === true,
          why: both(language => whyOf(charter, kind, where, on, language)),
          clause,
        }
      }),
    })
  }
  return kinds
}

function both(say: (language: 'zh' | 'en') => string): Words {
  return { zh: say('zh'), en: say('en') }
}

/** The rule in words, with the values of the standards that it names. */
function whyOf(charter: Charter, kind: string, where: Where | undefined, on: Day, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  if (!where) return zh ? '以上各种形式的条件都不具备' : 'none of the other forms applies'
  const bounds = Object.values(where).flatMap(asked =>
    Object.values(rangeOf(asked) ?? {}).filter((bound): bound is string => typeof bound === 'string'),
  )
  const values = [...new Set(bounds)].map(id => inForce(charter.standards.get(id)!.is.entries, on)?.value ?? '—')
  const rule = whereWords(charter, kind, where, language)
  return values.length === 0 ? rule : zh ? `${rule}（${values.join('、')}）` : `${rule} (${values.join(', ')})`
}
