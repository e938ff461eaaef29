// An appointment form against the register: whose it is, what it would change, what differs and wants checking; and the change.

import { check } from '../charter/body.ts'
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { FORM, findPerson } from '../dossier/person.sql.ts'
import { refuse } from '../problem/problem.ts'
import { changePerson, changeThing, enterThing, type PersonPatch } from '../register/entry.sql.ts'
import type { Changer } from '../register/journal.sql.ts'
import { keyOf, nameKey, nameWords } from '../register/name.ts'
import { CODES } from '../register/vocabulary.ts'
import { statement, type Tx } from '../store/store.ts'
import type { Day } from '../time/day.ts'
import type { Form } from './appointment-form.ts'
import type { Plan } from './exchange.api.ts'

interface Known {
  id: string
  name: string
  english: string
  sex: 1 | 2
  born: Day
  nationality: string
  education: number
  org: string | null
  code: string | null
  short: string | null
  orgEnglish: string | null
}

const known = statement<Known>(
  'appointment.person',
  `select p.id, p.name, p.english, p.sex, p.born, p.nationality, p.education, m.org,
     o.code, o.short, o.english as "orgEnglish"
   from person p
   left join membership m on m.region = $1 and m.person = p.id and m.valid @> $3::date
   left join org o on o.region = $1 and o.id = m.org and o.valid @> $3::date
   where p.region = $1 and p.id = $2 and p.valid @> $3::date`,
)
const namesakes = statement<{ id: string; born: Day }>(
  'appointment.namesakes',
  `select id, born from person where region = $1 and valid @> $3::date and ${keyOf('name')} = $2 order by id`,
)
const held = statement<{ id: string; body: Record<string, unknown> }>(
  'appointment.held',
  `select id, body from thing where region = $1 and kind = $2 and body->>'person' = $3 and valid @> $4::date order by valid desc limit 1`,
)
/** What storing a form would change; nothing is written. Throws with the file's name where the form does not fit anybody. */
export async function planOf(
  tx: Tx,
  charter: Charter,
  asked: { file: string; form: Form; person?: string | undefined; on: Day },
): Promise<Plan> {
  return (await prepared(tx, charter, asked)).plan
}

/** Stores a form from a day on: the facts of the person that it changes, and what it says of itself, each a change of the
 *  register that can be undone. All or nothing. */
export async function storeForm(
  tx: Tx,
  charter: Charter,
  asked: { file: string; form: Form; person?: string | undefined; on: Day },
  by: Changer,
): Promise<Plan> {
  const { plan, kind, person, patch, body, before, told } = await prepared(tx, charter, asked)
  const { on } = asked
  if (Object.keys(patch).length > 0) await changePerson(tx, person.id, on, patch, by)
  if (!told) return plan
  const { name, english } = person
  if (before) {
    // What the form leaves empty is taken out.
    const empty = Object.fromEntries(Object.keys(kind.fields).map(field => [field, '']))
    await changeThing(tx, () => kind, before.id, on, { name, english, body: { ...empty, ...body } }, by)
  } else await enterThing(tx, kind, { org: person.org!, from: on, name, english, aliases: [], body }, by)
  return plan
}

async function prepared(
  tx: Tx,
  charter: Charter,
  { file, form, person: wanted, on }: { file: string; form: Form; person?: string | undefined; on: Day },
) {
  const kind = charter.kinds.get(FORM) ?? refuse('kind.unknown', { kind: FORM, near: null })
  const id = wanted ? await findPerson(tx, wanted, on) : await meant(tx, file, form, on)
  const person = (await tx.one(known, [tx.region, id, on])) ?? refuse('person.unknown', { person: id })
  if (!person.org) refuse('member.none', { person: nameWords(person), day: on })
  if (nameKey(person.name) !== nameKey(form.name))
    refuse('input.field', {
      where: file,
      field: 'XingMing',
      why: {
        zh: `（姓名）是“${form.name}”，而指明的人叫“${person.name}”。请换文件，或换人。`,
        en: `(name) is "${form.name}", but the person meant is called "${person.name}". Choose another file or another person.`,
      },
    })
  const body = { person: person.id, ...form.fields }
  const [issue] = check(kind, body, on)
  if (issue) refuse('input.field', { where: file, field: issue.field, why: issue.why })

  const code = (field: string, value: string): Words => CODES[field]?.[value] ?? { zh: value, en: value }
  const patch: { -readonly [K in keyof PersonPatch]: PersonPatch[K] } = {}
  const changes: Plan['changes'] = []
  if (form.education !== null && form.education !== person.education) {
    patch.education = form.education
    changes.push({
      field: 'education',
      name: { zh: '学历', en: 'Education' },
      before: code('education', String(person.education)),
      after: code('education', String(form.education)),
    })
  }
  const before = await tx.one(held, [tx.region, FORM, person.id, on])
  for (const [name, field] of Object.entries(kind.fields)) {
    if (name === 'person' || field.retired) continue
    const [was, is] = [String(before?.body[name] ?? ''), form.fields[name] ?? '']
    if (was !== is)
      changes.push({ field: name, name: field.name, before: { zh: was, en: was }, after: { zh: is, en: is } })
  }
  const told = changes.some(change => change.field in kind.fields)

  // Sex, birth and nationality are checked against the paper file and then locked: a form does not change them.
  const differs: Plan['differs'] = []
  const differ = (name: Words, register: Words, said: Words) => differs.push({ name, register, form: said })
  const born = person.born.slice(0, 7)
  const plain = (text: string): Words => ({ zh: text, en: text })
  if (born !== form.born) differ({ zh: '出生年月', en: 'Month of birth' }, plain(born), plain(form.born))
  if (person.sex !== form.sex)
    differ({ zh: '性别', en: 'Sex' }, code('sex', String(person.sex)), code('sex', String(form.sex)))
  const nation = code('nationality', person.nationality)
  if (form.nationality !== '' && nation.zh !== form.nationality)
    differ({ zh: '民族', en: 'Nationality' }, nation, plain(form.nationality))
  for (const words of form.unread)
    differ(
      { zh: '学历（读不懂）', en: 'Education (not understood)' },
      code('education', String(person.education)),
      plain(words),
    )
  const plan: Plan = {
    person: {
      id: person.id,
      name: nameWords(person),
      org: { code: person.code!, name: { zh: person.short!, en: person.orgEnglish! } },
    },
    on,
    changes,
    differs,
    left: [...form.left],
  }
  return { plan, kind, person, patch, body, before, told }
}

/** The one person of the form's name and month of birth. */
async function meant(tx: Tx, file: string, form: Form, on: Day): Promise<string> {
  const found = await tx.all(namesakes, [tx.region, nameKey(form.name), on])
  const same = found.filter(one => one.born.startsWith(form.born))
  if (same.length === 1) return same[0]!.id
  if (found.length === 1)
    refuse('input.field', {
      where: file,
      field: 'ChuShengNianYue',
      why: {
        zh: `（出生年月）是 ${form.born}，名册中“${form.name}”是 ${found[0]!.born.slice(0, 7)}。若确是同一人，请指明编号 ${found[0]!.id}。`,
        en: `(month of birth) is ${form.born}; "${form.name}" of the register was born ${found[0]!.born.slice(0, 7)}. If it is the same person, say so by the id ${found[0]!.id}.`,
      },
    })
  return findPerson(tx, form.name, on)
}
