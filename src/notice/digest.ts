// The words of the daily digest: how much waits, and where to look. No names of people or organizations: what a group is told lies with the maker of the chat.
import type { Language } from '../problem/problem.ts'

/** How much waits in an organization and below it. */
export interface Counts {
  /** Turns that are over and may still be made good. */
  readonly late: number
  /** Turns whose last day comes within the week. */
  readonly ending: number
  readonly overdue: number
  /** Cases whose due day comes within the week. */
  readonly due: number
}

/** Days ahead that the digest looks. */
export const AHEAD = 7

/** Every message holds the name: where a robot takes only messages with a keyword, this is one. */
const NAME = { zh: '【基层】', en: '[Jiceng] ' } as const

/** The digest as it is sent; null where nothing waits, and then nothing is sent. */
export function sayDigest({ late, ending, overdue, due }: Counts, language: Language, origin: string | null) {
  const parts =
    language === 'zh'
      ? [
          late && `应办待补 ${late} 期`,
          ending && `${AHEAD} 天内到期 ${ending} 期`,
          overdue && `事项逾期 ${overdue} 件`,
          due && `${AHEAD} 天内到时限 ${due} 件`,
        ]
      : [
          late && `${turns(late)} to be made good`,
          ending && `${turns(ending)} ending within ${AHEAD} days`,
          overdue && `${cases(overdue)} overdue`,
          due && `${cases(due)} due within ${AHEAD} days`,
        ]
  const told = parts.filter(Boolean)
  if (told.length === 0) return null
  const text = language === 'zh' ? `今天等着办的：${told.join('，')}。` : `Waiting today: ${told.join(', ')}.`
  return NAME[language] + text + wayTo(language, origin)
}

/** What is sent to try a robot. */
export function sayTrial(language: Language, origin: string | null): string {
  const text = { zh: '测试消息，收到说明机器人已接好。', en: 'A trial: the robot is connected.' }[language]
  return NAME[language] + text + wayTo(language, origin)
}

function wayTo(language: Language, origin: string | null): string {
  if (!origin) return ''
  return language === 'zh' ? `\n查看：${origin}/today` : `\nLook: ${origin}/today`
}

function turns(count: number): string {
  return count === 1 ? '1 duty turn' : `${count} duty turns`
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`
}
