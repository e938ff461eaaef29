// What a record is called where another one names it: its day, and what it was about.
import type { Kind } from './charter.ts'
import type { Words } from './language.ts'

/** Longer texts are cut where they stand for a record in a list. */
const LONGEST = 40

/** The title of a record: its day with the first text that was written, or the first choice; otherwise what its kind is called. */
export function titleOf(
  kind: Pick<Kind, 'name' | 'fields'> | undefined,
  { day, body }: { readonly day: string; readonly body: Readonly<Record<string, unknown>> },
): Words {
  const fields = Object.entries(kind?.fields ?? {}).filter(([name, field]) => body[name] && !field.grade)
  const text = fields.find(([, field]) => field.type === 'text')
  const choice = fields.find(([, field]) => field.type === 'choice')
  const chosen = choice?.[1].choices?.[String(body[choice[0]])]
  const written = text && String(body[text[0]])
  const about: Words = written ? { zh: cut(written), en: cut(written) } : (chosen ?? kind?.name ?? { zh: '', en: '' })
  return { zh: `${day} ${about.zh}`.trim(), en: `${day} ${about.en}`.trim() }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
