// For which turn a record is: what it may name, and the month that follows from it.
import { type Charter, isForTurns, type Kind } from '../charter/charter.ts'
import type { Words } from '../charter/language.ts'
import type { Day } from '../time/day.ts'
import { type Month, readPeriod, settledMonth } from '../time/period.ts'

/** What is wrong with the turn that a record of a day names; null where it may name it. */
export function turnIssue(
  charter: Pick<Charter, 'duties' | 'measures' | 'kinds'>,
  kind: Kind,
  named: string,
  on: Day,
): Words | null {
  const period = turnCalled(named)
  if (!period)
    return {
      zh: `：“${named}”不是期次。请写年、半年、季度或月，如 2012、2012-H2、2012-Q4、2012-12。`,
      en: `is "${named}", which names no turn; write a year, half, quarter or month, such as 2012, 2012-H2, 2012-Q4 or 2012-12.`,
    }
  if (!isForTurns(charter, kind.id))
    return {
      zh: `：没有一项应办事项按次计入“${kind.name.zh}”，写明为哪一期没有作用。请去掉。`,
      en: `has no meaning for "${kind.name.en}": no duty counts such records turn by turn. Leave it out.`,
    }
  if (period.from > on)
    return {
      zh: `：${named} 自 ${period.from} 起，晚于记录当天 ${on}；还没有开始的期次不能先办。请改期次或日期。`,
      en: `is ${named}, which begins on ${period.from}, after the record's day ${on}; nothing is done for a turn before it begins. Change one of the two.`,
    }
  return null
}

/** The last month of the turn that a record of a day is for, where that was over by then; else its own month says it. */
export function monthSettled(named: string | undefined, on: Day): Month | null {
  const period = named === undefined ? null : turnCalled(named)
  return period && settledMonth(period, on)
}

/** A turn by its label: a year, half, quarter or month, and no run of years. */
function turnCalled(label: string) {
  return label.includes('..') ? null : readPeriod(label)
}
