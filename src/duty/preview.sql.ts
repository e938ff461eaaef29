// A look at what a new system would have asked: a past period settled under it, read, and undone. Nothing is stored.
import type { Charter } from '../charter/charter.ts'
import { kindsOf, recordable } from '../charter/charter.ts'
import type { System } from '../charter/language.ts'
import { standardsOf } from '../charter/norms.ts'
import { touchedBy } from '../charter/own.ts'
import { isJudged } from '../charter/standing.ts'
import type { FigureRow } from '../measure/figure.api.ts'
import { type Asked, figures, keep } from '../measure/figure.sql.ts'
import { hold } from '../measure/settle.sql.ts'
import { subtreeNow } from '../register/organization.sql.ts'
import { rehearse, type Store, statement, type Tx } from '../store/store.ts'
import { monthOf, type Period } from '../time/period.ts'
import type { DutyRow } from './duty.api.ts'
import { duties, settleWithin } from './duty.sql.ts'

/** How one duty would have stood. */
export interface Rehearsed {
  readonly duty: string
  readonly turns: readonly DutyRow[]
}

/** What a system would have shown and asked in a period. */
export interface Preview {
  readonly duties: readonly Rehearsed[]
  readonly figures: readonly FigureRow[]
  /** Records of each of its kinds in the period; a new kind has none yet. */
  readonly records: ReadonlyMap<string, number>
  /** Fields that its forms ask, and how many entries a year its duties ask of everybody together. */
  readonly burden: { readonly fields: number; readonly entries: number }
}

const recordsOf = statement<{ kind: string; count: number }>(
  'preview.records',
  `select kind, count(*)::int as count from record
   where region = $1 and kind = any($2::text[]) and day >= $3 and day < $4 and voided_by is null group by kind`,
)

/** Settles the months of the period under the charter, reads what the system shows, and undoes everything. */
export function preview(
  store: Store,
  region: number,
  charter: Charter,
  system: System,
  askedIn: (tx: Tx) => Promise<Asked>,
): Promise<Preview> {
  return rehearse(
    work => store.asOwner(region, work),
    async tx => {
      await hold(tx)
      const asked = await askedIn(tx)
      await keep(tx, asked.period, asked.today)
      const months = within(asked.period)
      await settleWithin(tx, charter, { measures: touchedBy(charter, { system: system.id }), in: months })
      return look(tx, charter, system, asked)
    },
  )
}

/** How the duties that a standard decides stood in a period under a charter. Nothing is stored. */
export function previewStandard(
  store: Store,
  region: number,
  charter: Charter,
  standard: string,
  askedIn: (tx: Tx) => Promise<Asked>,
): Promise<Rehearsed[]> {
  return rehearse(
    work => store.asOwner(region, work),
    async tx => {
      await hold(tx)
      const asked = await askedIn(tx)
      await keep(tx, asked.period, asked.today)
      await settleWithin(tx, charter, { measures: touchedBy(charter, { standard }), in: within(asked.period) })
      const decided = [...charter.duties.values()].filter(({ is }) => standardsOf(is).includes(standard))
      return rehearsed(
        tx,
        charter,
        asked,
        decided.map(({ id }) => id),
      )
    },
  )
}

async function look(tx: Tx, charter: Charter, system: System, asked: Asked): Promise<Preview> {
  const { period } = asked
  const found = await rehearsed(tx, charter, asked, Object.keys(system.duties ?? {}))
  const forms = kindsOf(system).filter(kind => recordable(kind) && kind.stage === null)
  const counts = await tx.all(recordsOf, [tx.region, forms.map(kind => kind.id), period.from, period.to])
  const asks = forms.map(
    kind => Object.values(kind.fields).filter(field => !field.retired && !field.optional).length + 1,
  )
  const entries = found
    .filter(({ duty }) => charter.measures.get(system.duties![duty]!.measure)?.is.op === 'count')
    .flatMap(({ turns }) => turns.map(turn => turn.owed))
  return {
    duties: found,
    figures: await figures(tx, charter, asked, Object.keys(system.measures ?? {})),
    records: new Map(forms.map(kind => [kind.id, counts.find(row => row.kind === kind.id)?.count ?? 0])),
    burden: { fields: asks.reduce((sum, one) => sum + one, 0), entries: entries.reduce((sum, one) => sum + one, 0) },
  }
}

/** How duties stand in a period with everybody below; what was not kept yet is not judged. */
async function rehearsed(
  tx: Tx,
  charter: Charter,
  { place, period, today }: Asked,
  ids: readonly string[],
): Promise<Rehearsed[]> {
  const orgs = await subtreeNow(tx, place.seat)
  const turns = await duties(tx, charter, { orgs, on: today, period, duties: ids })
  return ids.map(duty => ({ duty, turns: turns.filter(turn => turn.duty === duty && isJudged(turn.status)) }))
}

function within(period: Period): (month: number) => boolean {
  const [first, last] = [monthOf(period.from), monthOf(period.to)]
  return month => month >= first && month < last
}
