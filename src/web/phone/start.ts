// Beginning a form: of which kind and day is known, the rest is filled in.
import { v7 } from 'uuid'
import type { CaptureAnswer, CaptureKind } from '../../record/capture.api.ts'
import { begin } from '../../record/draft.ts'
import type { Day } from '../../time/day.ts'
import { go } from './place.ts'
import { keepDraft } from './shelf.ts'

/** Begins a form and goes to it, for a turn where that is known; `instead` of the present page, where that one only led here. */
export async function start(
  account: string,
  kind: CaptureKind,
  answer: CaptureAnswer,
  day: Day,
  { instead = false, turn = '' }: { instead?: boolean; turn?: string } = {},
): Promise<void> {
  const draft = begin(v7(), account, kind, answer, day, undefined, turn)
  // A full phone still opens the form; it says then that it has no copy.
  await keepDraft(draft).catch(() => undefined)
  sessionStorage.setItem(draft.id, JSON.stringify(draft))
  go('form', draft.id, instead)
}
