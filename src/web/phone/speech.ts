// The phone's speech: its catalogue in the reader's language. Small on purpose: the desk's machinery for texts weighs more than
// all of the phone's own words.
import { createContext, useContext } from 'react'
import type { Words } from '../../charter/language.ts'
import { type Language, Problem } from '../../problem/problem.ts'
import { type Code, WORDS as PROBLEMS } from '../../problem/words.ts'
import { punctuate } from '../../report/phrase.ts'
import { WORDS, type Word } from './words.ts'

export interface Speech {
  readonly language: Language
  /** A sentence of the catalogue; `{name}` stands for a value, `{count|one|other}` for a word that follows a number. */
  readonly say: (word: Word, values?: Readonly<Record<string, string | number>>) => string
  /** The reader's side of a text in both languages. */
  readonly pick: (words: Words) => string
  /** A problem document in the reader's language, whatever language it arrived in. */
  readonly tell: (problem: Readonly<Record<string, unknown>>) => string
}

/** The problem of a problem document; null for one that only a newer server knows. */
export function problemIn(document: Readonly<Record<string, unknown>>): Problem | null {
  const code = String(document.type ?? '').replace('urn:jiceng:problem:', '')
  return code in PROBLEMS ? new Problem(code as Code, document as never) : null
}

export function speechIn(language: Language): Speech {
  return {
    language,
    say: (word, values = {}) =>
      WORDS[word][language === 'zh' ? 0 : 1].replace(
        /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
        (_whole, name, one, other) =>
          other === undefined ? String(values[name] ?? '') : values[name] === 1 ? one : other,
      ),
    pick: words => words[language] || words.zh || words.en,
    tell: problem => {
      const text = problemIn(problem)?.say(language) ?? String(problem.detail ?? '')
      return language === 'zh' ? punctuate(text) : text
    },
  }
}

export const SpeechContext = createContext<Speech>(speechIn('zh'))

export function useSpeech(): Speech {
  return useContext(SpeechContext)
}
