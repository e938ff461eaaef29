// How a turn of a duty may stand: the one table that boards, tables, marks, filters and words follow. Pure.
import type { Words } from './language.ts'

/** By what a turn stands so: it is kept with the turn (done in time, done after its grace, waived once, waived for a time), or it
 *  follows for an undone one from the day (it runs, its grace runs, both are over), or it was before records were kept. */
export type By =
  | 'done'
  | 'done_late'
  | 'waived'
  | 'waived_for_a_time'
  | 'runs'
  | 'grace'
  | 'missed'
  | 'wanting'
  | 'before'

interface Standing {
  readonly by: By
  /** Its place in a tally; null where it stands in no count. */
  readonly count: string | null
  readonly words: Words
  readonly means: Words
  /** Whether a filter is offered although nothing stands so. */
  readonly usual: boolean
  /** Whether it still asks for somebody's hand. */
  readonly unfinished: boolean
  /** How it looks: a colour that never stands alone, and a sign in a square of twelve, filled and drawn. */
  readonly tone: 'good' | 'plain' | 'warm' | 'bad' | 'faint'
  readonly sign: { readonly fill?: string; readonly line?: string }
}

const RING = 'M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z'
const DISC = 'M6 1.4a4.6 4.6 0 1 0 0 9.2a4.6 4.6 0 1 0 0-9.2z'

/** In the order in which they want attention: a tally shows the first that it holds. */
export const STATUSES = {
  not_met: {
    by: 'missed',
    count: 'notMet',
    words: { zh: '未完成', en: 'Not met' },
    means: { zh: '补做期限也已过', en: 'the time to make it up is over, too' },
    usual: true,
    unfinished: true,
    tone: 'bad',
    sign: { line: 'M2.4 2.4l7.2 7.2M9.6 2.4l-7.2 7.2' },
  },
  late: {
    by: 'grace',
    count: 'late',
    words: { zh: '待补', en: 'Late' },
    means: { zh: '期间已过，仍可补做补记', en: 'the turn is over and may still be made up' },
    usual: true,
    unfinished: true,
    tone: 'warm',
    sign: { fill: 'M6 2a4 4 0 0 0 0 8z', line: RING },
  },
  asks: {
    by: 'wanting',
    count: 'asks',
    words: { zh: '待说明', en: 'Reason asked' },
    means: {
      zh: '规定说的是“一般”：没有做到，请说明理由',
      en: 'the norm says “normally”; it was not done, so a reason is asked',
    },
    usual: false,
    unfinished: true,
    tone: 'warm',
    sign: { line: 'M3.6 4a2.4 2.4 0 1 1 3.3 2.2Q6 6.6 6 7.8M6 10v.2' },
  },
  open: {
    by: 'runs',
    count: 'open',
    words: { zh: '进行中', en: 'Open' },
    means: { zh: '期间还没结束', en: 'the turn still runs' },
    usual: true,
    unfinished: true,
    tone: 'plain',
    sign: { line: RING },
  },
  met_late: {
    by: 'done_late',
    count: 'metLate',
    words: { zh: '逾期完成', en: 'Met late' },
    means: { zh: '补做期限过后才完成', en: 'reached after the time to make it up was over' },
    usual: false,
    unfinished: false,
    tone: 'good',
    sign: { fill: `${DISC}M6.7 3.2H5.4V6.6L7.7 8.3L8.4 7.3L6.7 6z` },
  },
  met: {
    by: 'done',
    count: 'met',
    words: { zh: '已完成', en: 'Met' },
    means: { zh: '达到应完成的数', en: 'what was owed has been reached' },
    usual: true,
    unfinished: false,
    tone: 'good',
    sign: { fill: DISC },
  },
  excused: {
    by: 'waived',
    count: 'excused',
    words: { zh: '免于', en: 'Excused' },
    means: { zh: '经批准，这一期不必做', en: 'released from this turn' },
    usual: true,
    unfinished: false,
    tone: 'faint',
    sign: { line: 'M2 6h8' },
  },
  exempt: {
    by: 'waived_for_a_time',
    count: 'exempt',
    words: { zh: '免除', en: 'Exempt' },
    means: { zh: '经上级准许，一段时间内不必做', en: 'released for a time by the one above' },
    usual: false,
    unfinished: false,
    tone: 'faint',
    sign: { line: 'M2 4.5h8M2 7.5h8' },
  },
  not_kept: {
    by: 'before',
    count: null,
    words: { zh: '建账前', en: 'Not yet kept' },
    means: { zh: '这里还没有开始记录，不作评判', en: 'records were not kept here yet; it is not judged' },
    usual: false,
    unfinished: false,
    tone: 'faint',
    sign: { line: 'M2.5 6h.2M6 6h.2M9.5 6h.2' },
  },
} as const satisfies Readonly<Record<string, Standing>>

export type Status = keyof typeof STATUSES

type Rows = { [S in Status]: { readonly status: S } & (typeof STATUSES)[S] }[Status]

/** The table as a list, in its order. */
export const STANDINGS = Object.entries(STATUSES).map(([status, row]) => ({ status, ...row })) as readonly Rows[]

/** Those that are counted. */
export const COUNTED = STANDINGS.filter(row => row.count !== null) as readonly Extract<Rows, { count: string }>[]

/** The same in the order in which a tally is read out: what is done, what runs, what is wanting, what need not be done. */
const READ: readonly By[] = ['done', 'done_late', 'runs', 'grace', 'wanting', 'missed', 'waived', 'waived_for_a_time']
export const READ_OUT = READ.flatMap(by => COUNTED.filter(row => row.by === by))

/** What still asks for somebody's hand. */
export type Unfinished = Extract<Rows, { unfinished: true }>['status']
export const UNFINISHED = STANDINGS.filter(row => row.unfinished).map(row => row.status) as readonly Unfinished[]

export function isUnfinished(status: Status): status is Unfinished {
  return STATUSES[status].unfinished
}

/** Whether a turn that stands so stands in a count, an amount or a report at all. */
export function isJudged(status: Status): boolean {
  return STATUSES[status].count !== null
}

/** Whether a turn that stands so is done, in time or late. */
export function isDone(status: Status): boolean {
  const { by } = STATUSES[status]
  return by === 'done' || by === 'done_late'
}
