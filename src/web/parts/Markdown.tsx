// A tree of plain Markdown as elements: what a guide is written in, and nothing else.
import type { RootContent } from 'mdast'
import type { ReactNode } from 'react'

interface Props {
  readonly nodes: readonly RootContent[]
  /** The address of a picture. */
  readonly picture: (name: string) => string | undefined
}

export function Markdown({ nodes, picture }: Props): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a written text does not move
    <Node key={index} node={node} picture={picture} />
  ))
}

function Node({ node, picture }: { node: RootContent; picture: Props['picture'] }): ReactNode {
  const inside = 'children' in node ? <Markdown nodes={node.children} picture={picture} /> : null
  switch (node.type) {
    case 'heading':
      return node.depth === 1 ? <h2>{inside}</h2> : <h3>{inside}</h3>
    case 'paragraph':
      return <p>{inside}</p>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside}</ol> : <ul>{inside}</ul>
    case 'listItem':
      return <li>{inside}</li>
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'strong':
      return <strong>{inside}</strong>
    case 'link':
      return <a href={node.url}>{inside}</a>
    case 'image':
      return <img src={picture(node.url)} alt={node.alt ?? ''} loading="lazy" />
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'text':
      return node.value
    default:
      return null
  }
}
