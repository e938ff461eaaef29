// The answer that forms are made of.
import { byHand } from '../charter/charter.ts'
import { duties, runningSpan } from '../duty/duty.sql.ts'
import { refuse } from '../problem/problem.ts'
import { capture } from '../record/capture.api.ts'
import { captured } from '../record/capture.sql.ts'
import { findOrg, orgAt } from '../register/organization.sql.ts'
import { answer } from './answer.ts'
import { dayOrToday, pass, ready } from './house.node.ts'

export const captureShow = answer(capture, async ({ house, actor }, query) => {
  const on = dayOrToday(house, query.on, 'on')
  if (on > house.today()) refuse('record.future', { day: on, today: house.today() })
  await ready(house, actor, runningSpan(house.charter, on))
  return pass(house, actor, 'record', async tx => {
    const org = await orgAt(tx, await findOrg(tx, query.org ?? actor.org.code), on)
    const kinds = [...house.charter.kinds.values()].filter(kind => byHand(kind, on))
    const ids = kinds.map(kind => kind.id)
    const { below, people, things, known, used } = await captured(tx, org.id, ids, on)
    const owed = await duties(tx, house.charter, { orgs: [org.id], on })
    return {
      org: { code: org.code, name: { zh: org.short, en: org.english } },
      today: house.today(),
      below: below.map(({ code, short, english }) => ({ code, name: { zh: short, en: english } })),
      kinds: kinds.map(kind => ({
        id: kind.id,
        name: kind.name,
        system: kind.system.name,
        clause: kind.system.clause,
        form: kind.form === 'case' ? ('case' as const) : ('record' as const),
        roll: kind.roll ?? null,
        fields: Object.fromEntries(
          Object.entries(kind.fields).flatMap(([name, { retired, ...field }]) => (retired ? [] : [[name, field]])),
        ),
        cases: kind.form === 'case' ? [] : Object.keys(kind.system.cases ?? {}).filter(id => ids.includes(id)),
        used: used.get(kind.id) ?? 0,
      })),
      people: people.map(({ id, name, english, member }) => ({ id, name: { zh: name, en: english }, member })),
      things: things.map(({ id, kind, name, english }) => ({ id, kind, name: { zh: name, en: english } })),
      known,
      owed: owed
        .flatMap(row => {
          const { duty, title, turn, until, unit, status, kind, by } = row
          if (by !== 'record' || !kind || status === 'met' || status === 'excused') return []
          const left = Math.max(0, row.owed - (row.value ?? 0))
          return [{ duty, title, kind, turn, until, left, unit, status }]
        })
        .sort((one, other) => (one.until < other.until ? -1 : one.until > other.until ? 1 : 0)),
    }
  })
})
