// Forms that are not finished, kept on this computer for the account that fills them, so that a reload or an ended session loses nothing.
import type { Draft } from '../record/draft.ts'

const KEPT = 'jiceng.record'

/** What a form is about: one draft is kept for each. */
export interface Subject {
  readonly account: string
  readonly org: string
  readonly kind: string
  /** Id of the record that is corrected. */
  readonly corrects?: string | undefined
}

function keyOf({ account, org, kind, corrects = '' }: Subject): string {
  return [KEPT, account, org, kind, corrects].join(' ')
}

export function keptDraft(subject: Subject): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(subject)) ?? 'null') as Draft | null
  } catch {
    // What cannot be read is no draft.
    return null
  }
}

/** True when the browser has kept it. */
export function keepDraft(subject: Subject, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(subject), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function forgetDraft(subject: Subject): void {
  localStorage.removeItem(keyOf(subject))
}

/** Forgets every form of an account: whoever signs out leaves nothing behind. */
export function forgetDrafts(account: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${KEPT} ${account} `)) localStorage.removeItem(key)
}
