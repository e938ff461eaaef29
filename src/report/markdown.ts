// The report as Markdown: readable in a diff, every figure a directive with its number and reference, the binding in front.
import type { Block, Draft, Inline } from './draft.ts'

/** Writes the report as Markdown, one block a paragraph; figures stand as :fig[66个]{n="1" i="orgs.total"}. */
export function toMarkdown(draft: Draft): string {
  let n = 0
  const sentence = (inlines: readonly Inline[], more = ''): string =>
    inlines
      .map(inline => {
        if (inline.kind === 'figure')
          return `:fig[${guarded(inline.figure.text, more)}]{n="${++n}" i="${inline.figure.ref}"}`
        const text = guarded(inline.text, more)
        return inline.strong ? `**${text}**` : text
      })
      .join('')
  const block = (part: Block): string => {
    if (part.kind === 'heading') return `${'#'.repeat(part.level + 1)} ${sentence(part.inlines)}`
    // A line that begins like a list or a heading would be read as one.
    if (part.kind === 'paragraph')
      return sentence(part.inlines)
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^[#+>-]/, '\\$&')
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    const rows = part.rows.map(cells => row(cells.map(cell => sentence(cell, '|'))))
    const head = part.head.map(text => guarded(text, '|'))
    return [`**${guarded(part.caption)}**`, '', row(head), row(head.map(() => '---')), ...rows].join('\n')
  }
  const front = Object.entries({ title: draft.title, asOf: draft.asOf, ...draft.binding })
  return [
    `---\n${front.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---`,
    `# ${guarded(draft.title)}`,
    ...draft.blocks.map(block),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

/** Text in which nothing is taken for a mark: a colon before a letter or digit would open a directive. */
function guarded(text: string, more = ''): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>&]/g, '\\$&')
    .replace(/:(?=[\p{L}\p{N}_])/gu, '\\:')
    .replaceAll(more || '\n', `\\${more}`)
}
