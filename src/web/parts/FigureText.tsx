// A figure as text: number and measure word, or the plain words for one that is missing or still being added up.
import { phrase } from '../../report/phrase.ts'
import { useSpeech } from '../language.ts'

export interface Valued {
  readonly value: number | null
  readonly unit: string
  readonly digits?: number
  readonly status?: 'ok' | 'missing' | 'unsettled'
  readonly kind?: 'measure' | 'norm'
}

/** The number with its measure word. Money keeps its cents unless the charter asks for other decimals. */
export function sayValue(figure: Valued, language: 'zh' | 'en'): string {
  if (figure.value === null) return ''
  return phrase(figure.value, figure.unit, language, {
    ...(figure.digits ? { digits: figure.digits } : {}),
    ...(figure.kind === 'norm' ? { rate: true } : {}),
  })
}

export function FigureText({ figure }: { figure: Valued }) {
  const { language, say } = useSpeech()
  if (figure.status === 'unsettled') return <span className="number number-wait">{say('figure.unsettled')}</span>
  if (figure.value === null) return <span className="number number-missing">{say('figure.missing')}</span>
  const [, number = '', word = ''] = /^(-?[\d.,]+)\s*(.*)$/s.exec(sayValue(figure, language)) ?? []
  return (
    <span className={word === '%' ? 'number number-percent' : 'number'}>
      <b>{number}</b>
      {word && <small>{language === 'en' && word !== '%' ? ` ${word}` : word}</small>}
    </span>
  )
}
