// What a change of organizations does to boards: turns that move from one superior to another, duties that begin or end.
import type { Charter } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import { valueAt } from '../measure/effect.sql.ts'
import type { Asked } from '../measure/figure.sql.ts'
import { at, codesOf, type Standings } from '../register/effect.sql.ts'
import { statement, type Tx } from '../store/store.ts'
import { lastDay, type Month, monthOf, type Period, turnsIn } from '../time/period.ts'
import { PREFIX } from './duty.sql.ts'
import { isOfSize, owes } from './status.ts'

/** Turns of one duty that an organization's board loses or gains with a change. */
export interface Moved {
  readonly duty: string
  readonly title: Words
  readonly owed: number
  readonly met: number
}

/** The board of one superior: what leaves it and what comes to it. */
export interface BoardShift {
  readonly org: string
  readonly loses: readonly Moved[]
  readonly gains: readonly Moved[]
}

/** A duty that an organization owes anew, or owes no more; `turn` is the first turn to which that applies. */
export interface Obligation {
  readonly org: string
  readonly duty: string
  readonly title: Words
  readonly begins: boolean
  readonly turn: string
}

interface Part {
  readonly owed: number
  readonly met: number
}

const cells = statement<{ org: string; measure: string; month: Month; owed: number; met: number }>(
  'duty.moving',
  `select org, measure, month, sum(den)::int as owed, sum(num)::int as met from cell
   where region = $1 and reading = 'then' and org = any($2::uuid[]) and measure = any($3::text[]) and month between $4 and $5 group by org, measure, month`,
)
const own = statement<{ org: string; measure: string; month: Month; owed: number; met: number }>(
  'duty.moving_own',
  `select org, measure, month, sum(den)::int as owed, sum(num)::int as met from own
   where region = $1 and org = any($2::uuid[]) and measure = any($3::text[]) and month between $4 and $5 group by org, measure, month`,
)
const NONE: Part = { owed: 0, met: 0 }

/** Organizations in one state of the register, and what they are subjects of by a figure of their own. */
export interface Owing extends Pick<Standings, 'lives'> {
  /** The turns in which they are subjects, by duty, organization and turn; of duties that tell their subjects so. */
  readonly sized: ReadonlySet<string>
}

const sizedAs = (duty: string, org: string, turn: Period) => `${duty} ${org} ${turn.label}`

/** Reads what organizations are subjects of in a period, in whichever state of the register the transaction sees: their figures
 *  come from the facts themselves, since a change that is only looked at is not settled. */
export async function owingIn(
  tx: Tx,
  charter: Charter,
  { lives }: Standings,
  { period, ...asked }: Asked,
): Promise<Owing> {
  const sized = new Set<string>()
  for (const { id, is } of charter.duties.values())
    if (is.who.sized)
      for (const org of lives.keys())
        for (const turn of turnsIn(period, is.every)) {
          const value = await valueAt(tx, charter, is.who.sized.measure, org, { ...asked, period: turn })
          if (isOfSize(charter, is, turn, () => value)) sized.add(sizedAs(id, org, turn))
        }
  return { lives, sized }
}

/** Compares what organizations owe in two states of the register. Boards are compared over the turns of `period` that have
 *  begun by `today`, under the tree of that day; what an organization owes itself, over all of them. Reads a few cells of
 *  each organization, whatever stands below it. */
export async function dutyEffects(
  tx: Tx,
  charter: Charter,
  before: Owing,
  after: Owing,
  { period, today }: Pick<Asked, 'period' | 'today'>,
): Promise<{ boards: BoardShift[]; obligations: Obligation[] }> {
  const orgs = [...new Set([...before.lives.keys(), ...after.lives.keys()])]
  const duties = [...charter.duties.values()]
  const values = [tx.region, orgs, duties.map(duty => PREFIX + duty.id), monthOf(period.from), monthOf(lastDay(period))]
  const keyed = (rows: readonly ({ org: string; measure: string; month: Month } & Part)[]) =>
    new Map(rows.map(row => [`${row.measure} ${row.org} ${row.month}`, row]))
  const [whole, self] = [keyed(await tx.all(cells, values)), keyed(await tx.all(own, values))]
  const boards = new Map<string, { loses: Map<string, Moved>; gains: Map<string, Moved> }>()
  const obligations: Obligation[] = []
  for (const duty of duties) {
    const { title } = duty.is
    const standard = charter.standards.get(duty.is.atLeast.standard)!.is
    const owesIn = ({ lives, sized }: Owing, org: string, turn: Period) =>
      owes(duty.is, standard, lives.get(org) ?? [], turn) &&
      (!duty.is.who.sized || sized.has(sizedAs(duty.id, org, turn)))
    const put = (side: 'loses' | 'gains', code: string, part: Part) => {
      if (part.owed === 0) return
      const board = boards.get(code) ?? { loses: new Map(), gains: new Map() }
      boards.set(code, board)
      const known = board[side].get(duty.id) ?? { duty: duty.id, title, ...NONE }
      board[side].set(duty.id, { ...known, owed: known.owed + part.owed, met: known.met + part.met })
    }
    for (const org of orgs) {
      const lives = [before.lives.get(org) ?? [], after.lives.get(org) ?? []] as const
      for (const turn of turnsIn(period, duty.is.every)) {
        const [owed, owing] = [owesIn(before, org, turn), owesIn(after, org, turn)]
        if (owed !== owing && !obligations.some(one => one.org === org && one.duty === duty.id && one.begins === owing))
          obligations.push({ org, duty: duty.id, title, begins: owing, turn: turn.label })
        if (turn.from > today) continue
        // A turn whose money is owed though the organization ended in it stays where that stood last.
        const [from, to] = lives.map(
          life =>
            (
              at(life, lastDay(turn)) ??
              (owes(duty.is, standard, life, turn) ? life.findLast(one => one.from <= lastDay(turn)) : null)
            )?.path,
        )
        const key = `${PREFIX}${duty.id} ${org} ${monthOf(turn.from)}`
        const mine = self.get(key) ?? NONE
        const all = whole.get(key) ?? NONE
        const rest = from && to ? { owed: all.owed - mine.owed, met: all.met - mine.met } : NONE
        const comes = owing ? (owed ? mine : { owed: 1, met: 0 }) : NONE
        const [old, now] = [superiors(from), superiors(to)]
        for (const code of old)
          if (!now.includes(code)) put('loses', code, { owed: rest.owed + mine.owed, met: rest.met + mine.met })
          else if (owed && !owing) put('loses', code, mine)
        for (const code of now)
          if (!old.includes(code)) put('gains', code, { owed: rest.owed + comes.owed, met: rest.met + comes.met })
          else if (owing && !owed) put('gains', code, comes)
      }
    }
  }
  return {
    boards: [...boards].map(([org, { loses, gains }]) => ({
      org,
      loses: [...loses.values()],
      gains: [...gains.values()],
    })),
    obligations,
  }
}

/** Codes of the organizations above one, by its path. */
function superiors(path: string | undefined): string[] {
  return path ? codesOf(path).slice(0, -1) : []
}
