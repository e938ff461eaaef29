// What the address holds: organization, period and reading of the tree on every page, so that any view can be shared.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Day, readDay } from '../time/day.ts'
import { lastDay, readPeriod } from '../time/period.ts'
import { useMe } from './answers.ts'

const KEYS = [
  'org',
  'period',
  'tree',
  // An open proof: its figure and, where they differ from the page's, its organization and period; and whether it counts by
  // the turn that facts are for.
  'proof',
  'at',
  'in',
  'by',
  // An open cell of the board: its duty, its organization, and whether only that organization's own turns are meant.
  'duty',
  'of',
  'own',
  // Filters of the board and of the figures.
  'status',
  'group',
  'q',
  // Which organizations the board shows: one level or all, their tier and sector.
  'level',
  'tier',
  'sector',
  // What the board is held against: a period, a reading of the tree; and whether only what differs is shown.
  'against',
  'beside',
  'changed',
  'kind',
  // The day of the organization page; language, mask and template of the report.
  'on',
  'lang',
  'mask',
  'template',
  // The appraisal that is looked at, and the person where it is one's.
  'appraisal',
  'person',
  // The open recommendation.
  'ballot',
  // The open certificate of the page of pledges, by its id or the name of its draft.
  'certificate',
  // The open case of the page of cases, and how the cases stand that it lists.
  'case',
  'state',
  // The campaign that is looked at alone.
  'campaign',
  // The open form, so that a reload or a new session leads back to it.
  'form',
  // The day of a new record, the turn that it is for, the thing that it is about, and the record that a form corrects.
  'day',
  'for',
  'thing',
  'corrects',
  // The open figure of a masked report, by its digest: it leads to no records.
  'shown',
  // The figures of a table made to order, separated by commas.
  'figures',
  // The open page of the guide.
  'page',
  // The one-time code of the first administrator; what a sign-on elsewhere came back with.
  'code',
  'fault',
] as const

export type Search = { [K in (typeof KEYS)[number]]?: string | undefined }

/** Keeps the known keys of an address, and a period only if it is one. */
export function readSearch(raw: Record<string, unknown>): Search {
  const search: Search = {}
  for (const key of KEYS) if (typeof raw[key] === 'string' && raw[key] !== '') search[key] = raw[key]
  if (search.period && !readPeriod(search.period)) delete search.period
  if (search.against && !readPeriod(search.against)) delete search.against
  for (const key of ['tree', 'beside'] as const) if (search[key] !== 'now' && search[key] !== 'then') delete search[key]
  return search
}

/** What goes along from page to page. */
export function scopeOf(search: Search): Search {
  return { org: search.org, period: search.period, tree: search.tree }
}

export interface View {
  readonly org: string
  readonly period: string
  readonly tree: 'then' | 'now'
}

export interface Address {
  readonly view: View
  readonly search: Search
  /** Changes parts of the address; undefined takes one out. A change that builds on what stands there is given what stands there
   *  by then: a page may still show the step before. `replace` leaves no step to go back to. */
  readonly turn: (change: Search | ((now: Search) => Search), replace?: boolean) => void
}

/** The view that the address asks for; what it leaves open is the reader's own organization and the latest year on record. */
export function useView(): Address {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const me = useMe().data
  const thisYear = Number(me?.today.slice(0, 4))
  const year = me?.years.includes(thisYear) ? thisYear : (me?.years.at(-1) ?? thisYear)
  return {
    view: {
      org: search.org ?? me?.account?.org.code ?? '',
      period: search.period ?? String(year || ''),
      tree: search.tree === 'now' ? 'now' : 'then',
    },
    search,
    turn: (change, replace = false) =>
      void navigate({
        to: '.',
        search: (now: Search) => ({ ...now, ...(typeof change === 'function' ? change(now) : change) }),
        replace,
        resetScroll: false,
      } as never),
  }
}

/** Whether the form of this name stands open. The address says so. */
export function useFormOpen(form: string): readonly [open: boolean, turn: (open: boolean) => void] {
  const { search, turn } = useView()
  return [search.form === form, open => turn({ form: open ? form : undefined })]
}

/** The day whose tree the view reads: the period's last; undefined for today, where that has not come or the tree of now is asked. */
export function useTreeDay(): string | undefined {
  const { view } = useView()
  const today = useMe().data?.today
  const period = readPeriod(view.period)
  return view.tree === 'then' && period && today && lastDay(period) < today ? lastDay(period) : undefined
}

/** The day that a page of one day shows: the one asked, otherwise the period's last, never a day to come. */
export function useDay(): Day {
  const { view, search } = useView()
  const today = (useMe().data?.today ?? view.period) as Day
  const period = readPeriod(view.period)
  const end = period ? lastDay(period) : today
  return (search.on ? readDay(search.on) : null) ?? (end < today ? end : today)
}
