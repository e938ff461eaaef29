// Answers about campaigns: the cases of their systems, put together by the campaign that they name.
import { type Charter, caseKindOf, type Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { type Campaign, listCampaigns } from '../record/campaign.api.ts'
import { type Held, heldFor } from '../record/campaign.sql.ts'
import { casesBy, type Told } from '../record/case.sql.ts'
import { inOrder } from '../record/case.ts'
import { caseIds, countCases } from '../record/case-state.sql.ts'
import { findOrg } from '../register/organization.sql.ts'
import { answer } from './answer.ts'
import { readerOf, rowsOf } from './case.http.ts'
import { dayOrToday, pass } from './house.node.ts'

/** The group of systems whose cases are campaigns. */
const GROUP = 'campaigns'

/** One campaign as the charter knows it: a kind of case, and the choice that tells it from the kind's others. */
interface Known {
  readonly kind: Kind
  readonly choice: { readonly field: string; readonly value: string; readonly name: Words } | null
  /** The kind of record that is held for it. */
  readonly held: Kind | null
}

export const campaignList = answer(listCampaigns, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const { charter } = house
    const on = dayOrToday(house, query.on, 'on')
    const { seat } = await findOrg(tx, query.org ?? actor.org.code)
    const known = campaignsOf(charter)
    const reader = await readerOf(tx, actor, house.today())
    const records = new Map<string, Held[]>()
    for (const { held, choice } of known)
      if (held && choice && !records.has(held.id))
        records.set(held.id, await heldFor(tx, { kind: held.id, field: choice.field, seat, on }))
    const campaigns: Campaign[] = []
    for (const { kind, choice, held } of known) {
      const asked = { kinds: [kind.id], on, seat, ...(choice ? { given: choice } : {}) }
      const [counts] = await countCases(tx, asked)
      const { open, overdue, closed } = counts ?? { open: 0, overdue: 0, closed: 0 }
      const first = await caseIds(tx, { ...asked, state: 'all', limit: query.limit })
      const told = await casesBy(tx, charter, first, on)
      const rows = await rowsOf(tx, charter, told, on, reader)
      const there = held && records.get(held.id)?.find(one => one.campaign === choice?.value)
      campaigns.push({
        campaign: choice ? `${kind.id}:${choice.value}` : kind.id,
        name: choice?.name ?? kind.name,
        kind: kind.id,
        given: choice ? { [choice.field]: choice.value } : {},
        counts: { open: open - overdue, overdue, closed },
        due: counts?.latest ?? null,
        held: held && {
          kind: held.id,
          name: held.name,
          count: there?.count ?? 0,
          last: there?.last ?? null,
          record: there?.record ?? null,
        },
        total: open + closed,
        tasks: told.map((one, index) => ({ case: rows[index]!, result: resultOf(charter, one) })),
      })
    }
    return { on, campaigns: campaigns.filter(one => one.total > 0 || (one.held?.count ?? 0) > 0) }
  }),
)

function campaignsOf(charter: Charter): Known[] {
  const kinds = [...charter.kinds.values()].filter(kind => kind.system.group === GROUP)
  return kinds
    .filter(kind => kind.form === 'case')
    .flatMap((kind): Known[] => {
      const [name, field] = Object.entries(kind.fields).find(([, one]) => one.type === 'choice') ?? []
      if (!name || !field) return [{ kind, choice: null, held: null }]
      const held = kinds.find(
        one => one.form === 'record' && !one.stage && one.system === kind.system && one.fields[name],
      )
      return Object.entries(field.choices ?? {}).map(([value, words]) => ({
        kind,
        choice: { field: name, value, name: words },
        held: held ?? null,
      }))
    })
}

/** The text that its charter asks at a stage, as it was last given. */
function resultOf(charter: Charter, { kind, steps }: Told): string | null {
  const { stages } = caseKindOf(charter.kinds.get(kind)!)
  const said = inOrder(steps).map(step => {
    const asked = Object.entries(stages[step.stage]?.fields ?? {}).find(([, field]) => field.type === 'text')
    return asked ? step.body[asked[0]] : undefined
  })
  return (said.findLast(text => typeof text === 'string') as string | undefined) ?? null
}
