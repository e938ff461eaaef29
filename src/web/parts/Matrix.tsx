// The board as a grid: few organizations stand across under their duties, many stand below each other; only what is in
// sight is drawn. One cell is a stop of the tab key, arrows move it, Enter opens it.
import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { READ_OUT, STATUSES } from '../../charter/standing.ts'
import type { Stands, Tally } from '../../duty/duty.api.ts'
import { doneIn } from '../../duty/status.ts'
import { useCodes } from '../answers.ts'
import type { Row, Shown, Standing } from '../board.ts'
import { type Speech, useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { doubtWords } from './Doubtful.tsx'
import { Glyph, markClass, StatusMark } from './StatusMark.tsx'

/** So many organizations at most stand across; more stand below each other. */
const ACROSS = 24
/** Pixels: a column, a row of an organization, the first column, the head. */
const CELL = 104
/** The same where each cell says what it was and what it is. */
const BOTH = 140
const LINE = 44
const HEAD = 74
/** So many lines beyond those in sight are drawn. */
const OVER = 6

/** The rows of each group, groups in the order of the charter. */
export function grouped<T extends { readonly group: string }>(
  rows: readonly T[],
  order: readonly string[],
): { group: string; rows: T[] }[] {
  return [...new Set([...order, ...rows.map(row => row.group)])]
    .map(group => ({ group, rows: rows.filter(row => row.group === group) }))
    .filter(one => one.rows.length > 0)
}

/** A tally in a word, or as met of due where there are several turns. */
export function TallyMark({ tally }: { tally: Tally }) {
  if (tally.status === 'none') return null
  return tally.due > 1 ? (
    <StatusMark status={tally.status} text={`${doneIn(tally)}/${tally.due}`} />
  ) : (
    <StatusMark status={tally.status} />
  )
}

/** A cell beside what it is held against: how it stood, an arrow, how it stands. */
export function StandsMark({ stands }: { stands: Stands }) {
  if (!stands.before) return <TallyMark tally={stands} />
  const { before } = stands
  return (
    <span className={before.status === stands.status ? 'turned turned-same' : 'turned'}>
      <span className={before.status === 'none' ? undefined : markClass(before.status)}>
        {before.status === 'none' ? <i aria-hidden="true">·</i> : <Glyph status={before.status} />}
      </span>
      <i aria-hidden="true">→</i>
      {stands.status === 'none' ? <i aria-hidden="true">·</i> : <TallyMark tally={stands} />}
    </span>
  )
}

/** True where a duty stands otherwise than in what it is held against. */
export function turned(stands: Stands): boolean {
  return stands.before !== undefined && stands.before.status !== stands.status
}

function tallyWords(tally: Tally, { say, pick }: Speech): string {
  if (tally.status === 'none') return say('board.not_owed')
  const parts = READ_OUT.filter(({ count }) => tally[count] > 0).map(
    ({ count, words }) => `${pick(words)} ${tally[count]}`,
  )
  return `${say('board.met_of_due', { met: doneIn(tally), due: tally.due })} (${parts.join(', ')})`
}

/** A cell in full, for those who hear the page and for the pointer's hint. */
export function standsWords(stands: Stands, speech: Speech): string {
  const came = stands.settled ? [speech.say('board.settled', { day: stands.settled })] : []
  const now = [tallyWords(stands, speech), ...came].join(speech.language === 'zh' ? '；' : '; ')
  return stands.before ? speech.say('board.turned', { before: tallyWords(stands.before, speech), now }) : now
}

/** What stands in a line or column that is no duty: everything together, the organization alone, or one below it. */
type Place = 'total' | 'own' | number

interface Opening {
  readonly duty?: string | undefined
  readonly of?: string | undefined
  readonly own?: string | undefined
}

export function Matrix({ shown, rows, stale }: { shown: Shown; rows: readonly Row[]; stale: boolean }) {
  const speech = useSpeech()
  const { say, pick } = speech
  const codes = useCodes()
  const { search, turn } = useView()
  const { first } = shown
  const duties = grouped(rows, codes.groups).flatMap(({ group, rows: inGroup }) =>
    inGroup.map((row, index) => ({ row, begins: index === 0 ? codes.name('group', group) : null })),
  )
  // An organization with nothing below it shows itself once, not itself and a sum of itself.
  const alone = first.count === 0
  const down = search.level === 'all' || first.count > ACROSS
  const places: number = first.count + (alone ? 1 : 2)
  const place = (index: number): Place => (alone ? 'own' : index === 0 ? 'total' : index === 1 ? 'own' : index - 2)
  const [lines, across] = down ? [places, duties.length] : [duties.length, places]

  const size = first.against ? BOTH : CELL

  const frame = useRef<HTMLElement>(null)
  const [active, setActive] = useState<readonly [number, number]>([0, 0])
  const [line, column] = [Math.min(active[0], lines - 1), Math.min(active[1], across - 1)]
  // The cell that the keyboard stands on stays drawn wherever the page is scrolled to.
  const keep = (index: number) => (range: Range) =>
    [...new Set([...defaultRangeExtractor(range), ...(index >= 0 && index < range.count ? [index] : [])])].sort(
      (a, b) => a - b,
    )
  const byLine = useVirtualizer({
    count: lines,
    enabled: down,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE,
    overscan: OVER,
    rangeExtractor: keep(line),
    useFlushSync: false,
    initialRect: { width: 1200, height: 800 },
  })
  const byColumn = useVirtualizer({
    horizontal: true,
    count: across,
    getScrollElement: () => frame.current,
    estimateSize: () => size,
    overscan: 2,
    rangeExtractor: keep(column),
    useFlushSync: false,
    initialRect: { width: 1200, height: 800 },
  })

  useEffect(() => {
    if (size) byColumn.measure()
  }, [size, byColumn])

  // Not the kept cell, which may lie far away. Everything and the organization alone come before those below it.
  const range = (down ? byLine : byColumn).range
  const [low, high] = [Math.max(0, (range?.startIndex ?? 0) - 2), Math.max(0, (range?.endIndex ?? 0) - 2)]
  useEffect(() => shown.see(low, high), [shown, low, high])

  // Lines that a fast scroll brings into sight stand empty until there is time to fill them: the hand comes first.
  const from = useDeferredValue((byLine.range?.startIndex ?? 0) - OVER)
  const to = useDeferredValue((byLine.range?.endIndex ?? lines) + OVER)
  const fills = (at: number) => !down || at === line || (at >= from && at <= to)

  // The cell that is to have the focus once it is drawn, by its place: the effect of an earlier render may run first.
  const waits = useRef<string | null>(null)
  useEffect(() => {
    if (!waits.current) return
    const cell = frame.current?.querySelector<HTMLElement>(`[data-cell="${waits.current}"]`)
    if (!cell) return
    waits.current = null
    cell.focus({ preventScroll: true })
    if (!down) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  /** Scrolls no further than needed; the head and the first column stand over what lies under them. */
  const bring = ([at, over]: readonly [number, number]) => {
    const view = frame.current
    if (!view) return
    const first = view.querySelector<HTMLElement>('.matrix-duty')?.offsetWidth ?? 0
    if (down && at >= 0) view.scrollTop = nearest(view.scrollTop, at * LINE, LINE, view.clientHeight - HEAD)
    if (over >= 0) view.scrollLeft = nearest(view.scrollLeft, over * size, size, view.clientWidth - first)
  }
  const go = (to: readonly [number, number]) => {
    const next = [clamp(to[0], -1, lines - 1), clamp(to[1], -1, across - 1)] as const
    if (next[0] === -1 && next[1] === -1) return
    waits.current = next.join(':')
    setActive(next)
    bring(next)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = down ? Math.max(1, Math.floor((frame.current?.clientHeight ?? 400) / LINE) - 2) : 8
    const to = (
      {
        ArrowUp: [line - 1, column],
        ArrowDown: [line + 1, column],
        ArrowLeft: [line, column - 1],
        ArrowRight: [line, column + 1],
        PageUp: [Math.max(0, line - step), column],
        PageDown: [line + step, column],
        Home: [event.ctrlKey ? 0 : line, event.ctrlKey ? 0 : -1],
        End: [event.ctrlKey ? lines - 1 : line, across - 1],
      } as Record<string, readonly [number, number]>
    )[event.key]
    if (!to || event.altKey || event.metaKey) return
    event.preventDefault()
    go(to)
  }

  const open = (opening: Opening) => turn({ duty: undefined, of: undefined, own: undefined, ...opening })
  const onOrg = (code: string) =>
    turn({ org: code, level: undefined, q: undefined, duty: undefined, of: undefined, own: undefined })
  const stop = (at: number, over: number) => ({
    'data-cell': `${at}:${over}`,
    tabIndex: at === line && over === column ? 0 : -1,
    onFocus: () => setActive(before => (before[0] === at && before[1] === over ? before : [at, over])),
  })

  const placeHead = (one: Place, standing: Standing | undefined, at: readonly [number, number]): ReactNode => {
    if (one === 'total') return <span {...stop(...at)}>{say('board.total')}</span>
    if (one === 'own')
      return (
        <span {...stop(...at)}>
          {alone ? pick(first.org.name) : say('board.self')}
          {!alone && !down && <small>{pick(first.org.name)}</small>}
        </span>
      )
    if (!standing) return <span {...stop(...at)} className="matrix-wait" />
    const { code, name, depth } = standing.column
    return (
      <button
        type="button"
        {...stop(...at)}
        title={`${pick(name)} ${code}`}
        style={down ? { paddingLeft: (depth - 1) * 14 } : {}}
        onClick={() => onOrg(code)}
      >
        {pick(name)}
      </button>
    )
  }
  const dutyHead = ({ row }: (typeof duties)[number], at: readonly [number, number]): ReactNode => (
    <button
      type="button"
      {...stop(...at)}
      title={`${pick(row.title)} · ${row.system} ${pick(row.name)}`}
      onClick={() => open({ duty: row.duty, of: first.org.code, own: alone ? '1' : undefined })}
    >
      <span className="matrix-title">{pick(row.title)}</span>
      <small>
        {row.system}
        {!down && ` ${pick(row.name)}`} · {say(`every.${row.every}`)}
      </small>
    </button>
  )
  const cellOf = (row: Row, one: Place): { stands: Stands | undefined; code: string; name: string } => {
    if (typeof one !== 'number')
      return { stands: one === 'total' ? row.total : row.own, code: first.org.code, name: pick(first.org.name) }
    const standing = shown.at(one)
    return {
      stands: standing?.cells.get(row.duty),
      code: standing?.column.code ?? '',
      name: standing ? pick(standing.column.name) : '',
    }
  }
  const cell = (row: Row, one: Place, at: readonly [number, number]): ReactNode => {
    const { stands, code, name } = cellOf(row, one)
    const own = one === 'own'
    return (
      <Cell
        key={at[1]}
        at={at[0]}
        over={at[1]}
        className={one === 'total' ? 'matrix-total' : own ? 'matrix-self' : ''}
        stop={at[0] === line && at[1] === column}
        opened={search.duty === row.duty && search.of === code && (search.own === '1') === own}
        hidden={search.changed === '1' && stands !== undefined && stands.before !== undefined && !turned(stands)}
        duty={pick(row.title)}
        dutyId={row.duty}
        code={code}
        name={name}
        own={own}
        stands={stands}
        open={open}
        onStop={setActive}
      />
    )
  }

  const width = byColumn.getTotalSize()
  const slots = laid(byColumn.getVirtualItems(), width)
  const shelves = down ? laid(byLine.getVirtualItems(), byLine.getTotalSize()) : duties.map((_, index) => ({ index }))
  return (
    <section
      ref={frame}
      className={`matrix${stale ? ' stale' : ''}${down ? ' matrix-down' : ''}`}
      aria-label={say('board.duties')}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that arrows walk is what WAI-ARIA calls a grid
        role="grid"
        aria-rowcount={lines + 1}
        aria-colcount={across + 1}
        aria-label={say('board.duties')}
        aria-describedby="board-keys"
        onKeyDown={onKey}
        style={{ width: `calc(var(--matrix-first) + ${width}px)` }}
      >
        <colgroup>
          <col className="matrix-first" />
          {slots.map(slot =>
            'gap' in slot ? (
              <col key={`gap ${slot.under}`} style={{ width: slot.gap }} />
            ) : (
              <col key={slot.index} style={{ width: size }} />
            ),
          )}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="matrix-duty" aria-colindex={1}>
              {say(down ? 'board.org' : 'board.duty')}
            </th>
            {slots.map(slot => {
              if ('gap' in slot) return <td key={`gap ${slot.under}`} aria-hidden="true" />
              const { index } = slot
              const one = place(index)
              return (
                <th
                  key={index}
                  scope="col"
                  aria-colindex={index + 2}
                  className={down ? '' : one === 'total' ? 'matrix-total' : one === 'own' ? 'matrix-self' : ''}
                >
                  {down
                    ? dutyHead(duties[index]!, [-1, index])
                    : placeHead(one, typeof one === 'number' ? shown.at(one) : undefined, [-1, index])}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shelves.flatMap(shelf => {
            // Flat: a list within the list would be known by its place in it, and the cell in hand be drawn anew.
            if ('gap' in shelf)
              return (
                <tr key={`gap ${shelf.under}`} className="matrix-gap" style={{ height: shelf.gap }}>
                  <td />
                </tr>
              )
            const { index } = shelf
            const one = place(index)
            const duty = duties[index]
            return [
              !down && duty!.begins !== null && (
                <tr key={`group ${duty!.begins}`} className="matrix-group">
                  <td colSpan={1 + slots.length}>
                    <span>{duty!.begins}</span>
                  </td>
                </tr>
              ),
              <tr
                key={index}
                aria-rowindex={index + 2}
                className={down && typeof one !== 'number' ? 'matrix-top' : ''}
                style={down ? { height: LINE } : {}}
              >
                <th scope="row" className="matrix-duty" aria-colindex={1}>
                  {down
                    ? placeHead(one, typeof one === 'number' ? shown.at(one) : undefined, [index, -1])
                    : dutyHead(duty!, [index, -1])}
                </th>
                {!fills(index) && <td colSpan={slots.length} aria-hidden="true" />}
                {(fills(index) ? slots : []).map(slot =>
                  'gap' in slot ? (
                    <td key={`gap ${slot.under}`} aria-hidden="true" />
                  ) : down ? (
                    cell(duties[slot.index]!.row, one, [index, slot.index])
                  ) : (
                    cell(duty!.row, place(slot.index), [index, slot.index])
                  ),
                )}
              </tr>,
            ]
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What is drawn in its order, with the room of what is not: the cell that is kept may lie far from those in sight. */
function laid(items: readonly VirtualItem[], size: number): ({ index: number } | { gap: number; under: number })[] {
  const laidOut: ({ index: number } | { gap: number; under: number })[] = []
  let end = 0
  for (const item of items) {
    if (item.start > end) laidOut.push({ gap: item.start - end, under: item.index })
    laidOut.push({ index: item.index })
    end = item.end
  }
  if (size > end) laidOut.push({ gap: size - end, under: -1 })
  return laidOut
}

interface CellProps {
  readonly at: number
  readonly over: number
  readonly className: string
  readonly stop: boolean
  readonly opened: boolean
  /** Stands as it stood, where only what differs is wanted. */
  readonly hidden: boolean
  readonly duty: string
  readonly dutyId: string
  readonly code: string
  readonly name: string
  readonly own: boolean
  readonly stands: Stands | undefined
  readonly open: (opening: Opening) => void
  readonly onStop: (at: readonly [number, number]) => void
}

/** Drawn again only when something of its own has changed: `open` and `onStop` are the same in all but name. */
const Cell = memo(
  function Cell({
    at,
    over,
    className,
    stop,
    opened,
    hidden,
    duty,
    dutyId,
    code,
    name,
    own,
    stands,
    open,
    onStop,
  }: CellProps) {
    const speech = useSpeech()
    const doubts = stands ? doubtWords(stands, speech) : ''
    const words = stands
      ? [standsWords(stands, speech), doubts].filter(Boolean).join(speech.language === 'zh' ? '；' : '; ')
      : speech.say('board.on_its_way')
    const seen =
      !stands || stands.status === 'none'
        ? ''
        : ` ${stands.due > 1 ? `${doneIn(stands)}/${stands.due}` : speech.pick(STATUSES[stands.status].words)}`
    const none = !stands || (stands.status === 'none' && (!stands.before || stands.before.status === 'none'))
    return (
      <td aria-colindex={over + 2} className={className}>
        <button
          type="button"
          data-cell={`${at}:${over}`}
          tabIndex={stop ? 0 : -1}
          className={opened ? 'cell cell-open' : 'cell'}
          title={none ? undefined : words}
          // What is seen is part of what is heard.
          aria-label={speech.say('board.cell', { duty, org: name, status: `${words}${seen}` })}
          aria-disabled={none || undefined}
          onFocus={() => onStop([at, over])}
          onClick={() => !none && open({ duty: dutyId, of: code, own: own ? '1' : undefined })}
        >
          {stands && !hidden && !none && <StandsMark stands={stands} />}
        </button>
      </td>
    )
  },
  (a, b) =>
    (Object.keys(a) as (keyof CellProps)[]).every(key => key === 'open' || key === 'onStop' || a[key] === b[key]),
)

/** Where to scroll so that a stretch lies in sight: not at all where it does. */
const nearest = (scrolled: number, start: number, size: number, room: number) =>
  clamp(scrolled, start + size - room, start)

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** The same on a phone: duties under their groups, each with its status; a touch opens its turns. */
export function DutyList({ shown, rows, stale }: { shown: Shown; rows: readonly Row[]; stale: boolean }) {
  const { say, pick } = useSpeech()
  const codes = useCodes()
  const { turn } = useView()
  return (
    <div className={stale ? 'duty-list stale' : 'duty-list'}>
      {grouped(rows, codes.groups).map(({ group, rows: inGroup }) => (
        <section key={group}>
          <h3>{codes.name('group', group)}</h3>
          <ul>
            {inGroup.map(row => (
              <li key={row.duty}>
                <button
                  type="button"
                  onClick={() => turn({ duty: row.duty, of: shown.first.org.code, own: undefined })}
                >
                  <span className="duty-list-title">
                    {pick(row.title)}
                    <small>
                      {row.system} {pick(row.name)} · {say(`every.${row.every}`)}
                    </small>
                  </span>
                  <StandsMark stands={row.total} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
