// A composed report on a sheet of paper: its blocks, and every number a door to its proof.
import { Link } from '@tanstack/react-router'
import type { Block, Draft, Inline, Shown } from '../../report/draft.ts'
import type { Search } from '../view.ts'

interface Props {
  readonly draft: Draft
  /** What opening a figure puts into the address. */
  readonly door: (figure: Shown) => Search
}

/** Every figure of a draft, in the order of the text. */
export function figuresOf(draft: Draft): Shown[] {
  const inlines = draft.blocks.flatMap(block => (block.kind === 'table' ? block.rows.flat(2) : block.inlines))
  return inlines.flatMap(inline => (inline.kind === 'figure' ? [inline.figure] : []))
}

/** Length as its readers count it: characters without spaces in Chinese, words in English. */
export function lengthOf(draft: Draft): number {
  const text = draft.blocks
    .flatMap(block => (block.kind === 'table' ? [] : block.inlines))
    .map(inline => (inline.kind === 'text' ? inline.text : inline.figure.text))
    .join(' ')
  return draft.binding.language === 'zh' ? text.replace(/\s/g, '').length : (text.match(/\S+/g)?.length ?? 0)
}

export function Sheet({ draft, door }: Props) {
  return (
    <article
      className={`sheet sheet-${draft.binding.language}`}
      lang={draft.binding.language === 'zh' ? 'zh-CN' : 'en'}
    >
      <h1 className="sheet-title">{draft.title}</h1>
      {draft.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a draft is composed whole and its blocks never move
        <Part key={index} block={block} door={door} />
      ))}
    </article>
  )
}

function Part({ block, door }: { block: Block; door: Props['door'] }) {
  if (block.kind === 'table')
    return (
      <figure className="sheet-table">
        <figcaption>{block.caption}</figcaption>
        <table>
          {block.shares && (
            <colgroup>
              {block.shares.map((share, at) => (
                <col key={block.head[at]} style={{ width: `${(100 * share) / sum(block.shares!)}%` }} />
              ))}
            </colgroup>
          )}
          <thead>
            <tr>
              {block.head.map(head => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={block.head[at]}>
                    <Line inlines={cell} door={door} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
    )
  const line = <Line inlines={block.inlines} door={door} />
  if (block.kind === 'paragraph') return <p className={block.place && `sheet-${block.place}`}>{line}</p>
  if (block.level === 1) return <h2 className="sheet-1">{line}</h2>
  return block.level === 2 ? <h3 className="sheet-2">{line}</h3> : <h4 className="sheet-3">{line}</h4>
}

const sum = (shares: readonly number[]) => shares.reduce((all, share) => all + share, 0)

function Line({ inlines, door }: { inlines: readonly Inline[]; door: Props['door'] }) {
  return inlines.map((inline, index) => {
    const key = `${index}`
    if (inline.kind === 'text')
      return inline.strong ? <strong key={key}>{inline.text}</strong> : <span key={key}>{inline.text}</span>
    const { figure } = inline
    return (
      // A link, because only what is inline breaks lines as text does.
      <Link
        key={key}
        to="."
        search={((before: Search) => ({ ...before, ...door(figure) })) as never}
        resetScroll={false}
        preload={false}
        className={figure.status === 'missing' ? 'fig fig-missing' : 'fig'}
        title={`${figure.title} — ${figure.formula}`}
        data-figure={figure.ref}
      >
        {figure.text}
      </Link>
    )
  })
}
