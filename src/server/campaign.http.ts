// Answers about campaigns: the cases of their systems, put together by the campaign that they name.
import { type Charter, caseKindOf, type Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { type Campaign, listCampaigns } from '../record/campaign.api.ts'
import { type Held, heldFor } from '../record/campaign.sql.ts'
import { casesIn, type Told } from '../record/case.sql.ts'
import { inOrder } from '../record/case.ts'
import { findOrg } from '../register/organization.sql.ts'
import { answer } from './answer.ts'
import { pressing, rowsOf } from './case.http.ts'
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
    const kinds = [...new Set(known.map(one => one.kind.id))]
    const told = await casesIn(tx, charter, { seat, kinds, on })
    const rows = new Map((await rowsOf(tx, charter, told, on, actor)).map(row => [row.id, row]))
    const records = new Map<string, Held[]>()
    for (const { held, choice } of known)
      if (held && choice && !records.has(held.id))
        records.set(held.id, await heldFor(tx, { kind: held.id, field: choice.field, seat, on }))
    const campaigns = known.map(({ kind, choice, held }): Campaign => {
      const own = told.filter(one => one.kind === kind.id && (!choice || one.body[choice.field] === choice.value))
      const tasks = own
        .map(one => ({ case: rows.get(one.id)!, result: resultOf(charter, one) }))
        .sort((a, b) => pressing(a.case, b.case))
      const standing = (state: 'open' | 'overdue' | 'closed') => tasks.filter(one => one.case.state === state).length
      const open = tasks.filter(one => one.case.state !== 'closed').map(one => one.case.due)
      const there = held && records.get(held.id)?.find(one => one.campaign === choice?.value)
      return {
        campaign: choice ? `${kind.id}:${choice.value}` : kind.id,
        name: choice?.name ?? kind.name,
        kind: kind.id,
        given: choice ? { [choice.field]: choice.value } : {},
        counts: { open: standing('open'), overdue: standing('overdue'), closed: standing('closed') },
        due: open.toSorted().at(-1) ?? null,
        held: held && {
          kind: held.id,
          name: held.name,
          count: there?.count ?? 0,
          last: there?.last ?? null,
          record: there?.record ?? null,
        },
        total: tasks.length,
        tasks: tasks.slice(0, query.limit),
      }
    })
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
