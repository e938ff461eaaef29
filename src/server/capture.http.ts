// The answer that forms are made of.

import { byHand, isForTurns, type Kind } from '../charter/charter.ts'
import type { Field } from '../charter/language.ts'
import { isUnfinished, type Unfinished } from '../charter/standing.ts'
import { type About, aboutOrg, barrier, type Hand, valuesFor } from '../charter/writer.ts'
import { duties, runningSpan } from '../duty/duty.sql.ts'
import { type Followed, followedAt } from '../measure/followed.sql.ts'
import { refuse } from '../problem/problem.ts'
import { capture } from '../record/capture.api.ts'
import { captured } from '../record/capture.sql.ts'
import { kindsNamed, offered } from '../record/named.sql.ts'
import { headsOf } from '../record/writer.sql.ts'
import { nameWords, orgWords } from '../register/name.ts'
import { findOrg, orgAt } from '../register/organization.sql.ts'
import { readingsOf } from '../register/readings.ts'
import type { Day } from '../time/day.ts'
import { firstOf, monthOf } from '../time/period.ts'
import { showing } from './answer.ts'
import { dayOrToday, latest, pass, ready } from './house.node.ts'

export const captureShow = showing(
  capture,
  'look.people',
  async ({ house, actor }, query) => {
    const on = dayOrToday(house, query.on, 'on')
    if (on > latest(house)) refuse('record.future', { day: on, today: latest(house) })
    await ready(house, actor, runningSpan(house.charter, on))
    return pass(house, actor, 'record', async tx => {
      const org = await orgAt(tx, await findOrg(tx, query.org ?? actor.org.code), on)
      const about = aboutOrg(org.seat, await headsOf(tx, house.charter, org.seat, house.today()))
      const kinds = [...house.charter.kinds.values()].filter(
        kind => byHand(kind, on) && barrier(kind, actor.hand, about) === null,
      )
      const ids = kinds.map(kind => kind.id)
      const { below, people, things, known, used } = await captured(tx, org.id, ids, on)
      const named = await offered(tx, house.charter, kindsNamed(kinds), org.id, on)
      const follows = await followedAt(tx, org.id, monthOf(on))
      const owed = await duties(tx, house.charter, { orgs: [org.id], on })
      const over = await duties(tx, house.charter, { orgs: [org.id], on, period: { label: on, ...yearBefore(on) } })
      return {
        org: { code: org.code, name: orgWords(org) },
        today: house.today(),
        latest: latest(house),
        below: below.map(({ code, short, english }) => ({ code, name: { zh: short, en: english } })),
        kinds: kinds.map(kind => ({
          id: kind.id,
          name: kind.name,
          readings: readingsOf(kind.name.zh),
          system: kind.system.name,
          systemReadings: readingsOf(kind.system.name.zh),
          clause: kind.system.clause,
          form: kind.form === 'case' ? ('case' as const) : ('record' as const),
          roll: kind.roll ?? null,
          held: kind.held,
          same: kind.same ? [...kind.same] : null,
          makeUp: kind.makeUp !== null,
          fields: Object.fromEntries(
            Object.entries(kind.fields).flatMap(([name, { retired, ...field }]) =>
              retired ? [] : [[name, writable(kind, name, field, actor.hand, about)]],
            ),
          ),
          cases: kind.form === 'case' ? [] : Object.keys(kind.system.cases ?? {}).filter(id => ids.includes(id)),
          used: used.get(kind.id) ?? 0,
        })),
        people: people.map(({ id, name, english, member, full }) => ({
          ...{ id, name: nameWords({ name, english }), member, full },
          readings: readingsOf(name),
        })),
        things: things.map(thing => ({
          ...{ id: thing.id, kind: thing.kind, name: nameWords(thing) },
          follows: followedAs(kinds, thing.kind, follows.get(thing.id)),
        })),
        named,
        known,
        owed: owed
          .flatMap(row => {
            const { duty, title, turn, until, unit, status, kind, by } = row
            if (by !== 'record' || !kind || !ids.includes(kind) || !isUnfinished(status)) return []
            const left = Math.max(0, row.owed - (row.value ?? 0))
            return [{ duty, title, kind, turn, until, left, unit, status }]
          })
          .sort((one, other) => (one.until < other.until ? -1 : one.until > other.until ? 1 : 0)),
        turns: over
          .flatMap(row => {
            const { duty, title, turn, until, unit, status, kind, by, due } = row
            if (
              by !== 'record' ||
              !kind ||
              !ids.includes(kind) ||
              due >= on ||
              !isUnfinished(status) ||
              !isForTurns(house.charter, kind)
            )
              return []
            return [{ kind, duty, title, turn, until, left: Math.max(0, row.owed - (row.value ?? 0)), unit, status }]
          })
          .sort(
            (one, other) => rank(one) - rank(other) || (one.until < other.until ? 1 : one.until > other.until ? -1 : 0),
          ),
      }
    })
  },
  (_asking, _query, { org, people }) => (people.length > 0 ? { of: org.code, what: { count: people.length } } : null),
)

/** Of what follows of a thing, that which a form would ask otherwise. */
function followedAs(kinds: readonly Kind[], thing: string, follows: Followed = {}): Followed {
  const asked = kinds.flatMap(({ fields }) =>
    Object.values(fields).flatMap(({ known }) => (known && fields[known.of]?.of === thing ? [known.as] : [])),
  )
  return Object.fromEntries(Object.entries(follows).filter(([as]) => asked.includes(as)))
}

/** A field with the choices that the hand may write. */
function writable(kind: Kind, name: string, field: Field, hand: Hand | null, about: About): Field {
  if (!field.choices) return field
  const values = valuesFor(kind, name, hand, about)
  return {
    ...field,
    choices: Object.fromEntries(Object.entries(field.choices).filter(([one]) => values.includes(one))),
  }
}

/** The year before the month of a day: as far back as a form offers a turn that was left undone. */
function yearBefore(on: Day): { from: Day; to: Day } {
  const month = monthOf(on)
  return { from: firstOf(month - 12), to: firstOf(month) }
}

/** What is still in its days of grace comes first. */
function rank({ status }: { status: Unfinished }): number {
  return status === 'late' ? 0 : 1
}
