// The reader's language: chosen once, remembered, switched without reload; `lang` of the page follows.
import i18next from 'i18next'
import { createContext, createElement, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { Words } from '../charter/language.ts'
import type { Language } from '../problem/problem.ts'
import { phrase, punctuate } from '../report/phrase.ts'
import { mark, remember, remembered } from './choice.ts'
import { CATALOGUES, type Word } from './words.ts'

void i18next.init({
  lng: remembered(),
  fallbackLng: false,
  // Keys hold dots of their own, and React escapes what it prints.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { zh: { translation: CATALOGUES.zh }, en: { translation: CATALOGUES.en } },
})

mark(i18next.language as Language)

export function switchLanguage(to: Language): void {
  remember(to)
  mark(to)
  void i18next.changeLanguage(to)
}

/** A bare number as the language groups its digits. */
export function written(value: number, language: Language): string {
  return phrase(value, '', language, { bare: true, digits: 2 })
}

/** A text that came from elsewhere; Chinese gets its marks in full width, however they were typed. */
export function sayText(text: string, language: Language): string {
  return language === 'zh' ? punctuate(text) : text
}

/** A text of the catalogue in both languages, for what others will read. */
export function bothOf(key: Word): Words {
  return { zh: i18next.t(key, { lng: 'zh' }), en: i18next.t(key, { lng: 'en' }) }
}

/** What a part needs to speak: its language, the catalogue, and the choice between two given texts. */
export interface Speech {
  readonly language: Language
  readonly say: (key: Word, values?: Readonly<Record<string, string | number>>) => string
  /** The reader's side of a text given in both languages; the other side where one is empty. */
  readonly pick: (words: { readonly zh: string; readonly en: string }) => string
}

/** One object a language: whoever only speaks is drawn again only when it is another. */
let speeches = speechesOf(bothOf('product.member'))

/** What texts call a member, {{member}}, is the charter's word. English texts have one for all charters. */
function speechesOf(member: Words): Readonly<Record<Language, Speech>> {
  return { zh: speechIn('zh', member.zh), en: speechIn('en', member.en) }
}

/** Who is to know that the page speaks otherwise. */
const hearing = new Set<() => void>()
const spread = () => {
  for (const hear of hearing) hear()
}
i18next.on('languageChanged', spread)

/** From now on texts call members as the charter does. */
export function callMembers(member: Words): void {
  speeches = speechesOf(member)
  spread()
}

function speechIn(language: Language, member: string): Speech {
  const t = i18next.getFixedT(language)
  return {
    language,
    say: (key, values = {}) =>
      t(key, {
        member,
        ...values,
        ...(typeof values.count === 'number' ? { n: written(values.count, language) } : {}),
      }),
    pick: words => sayText(words[language] || words.zh || words.en, language),
  }
}

const spoken = () => speeches[i18next.language as Language]
const listen = (hear: () => void) => {
  hearing.add(hear)
  return () => hearing.delete(hear)
}
const Spoken = createContext(spoken())

/** Around the whole page: what is inside speaks the reader's language. */
export function Speaking({ children }: { children: ReactNode }) {
  const speech = useSyncExternalStore(listen, spoken)
  return createElement(Spoken, { value: speech }, children)
}

export function useSpeech(): Speech {
  return useContext(Spoken)
}
