// The reader's language, chosen once and remembered on this device; `lang` of the page follows.
import type { Language } from '../problem/problem.ts'

const KEPT = 'jiceng.language'

/** The language chosen before, else that of the browser. */
export function remembered(): Language {
  try {
    const kept = localStorage.getItem(KEPT)
    if (kept === 'zh' || kept === 'en') return kept
  } catch {
    // A browser that forbids storage still gets a page; it only forgets the choice.
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export function remember(language: Language): void {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // See above.
  }
}

/** Tells screen readers and the typesetting of the browser which language the page speaks. */
export function mark(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
