// A change of the register in one sentence, for the journal, for previews and for refusals.
import type { Words } from '../charter/language.ts'
import type { Day } from '../time/day.ts'
import type { Act } from './register.api.ts'

/** A change as its reader may know it; null stands for an organization out of sight. */
export interface Told {
  readonly act: Act
  readonly day: Day
  /** True for the entry that took such a change back. */
  readonly undo: boolean
  readonly org: Words | null
  readonly to: Words | null
  readonly from: Words | null
  readonly people: readonly Words[]
  readonly post: string | null
  /** What was entered, changed or ended. */
  readonly called: Words | null
  /** The case whose stage made it. */
  readonly because: Words | null
  readonly patch: Readonly<Record<string, unknown>>
}

const ELSEWHERE: Words = { zh: '其他组织', en: 'an organization out of sight' }

type Said = Readonly<Record<'org' | 'to' | 'from' | 'people' | 'called', Words>>

const SENTENCES: Readonly<Record<Act, { zh: (s: Said) => string; en: (s: Said) => string }>> = {
  'org.open': { zh: s => `在${s.to.zh}之下设立${s.org.zh}`, en: s => `${s.org.en} opened under ${s.to.en}` },
  'org.move': {
    zh: s => `${s.org.zh}由${s.from.zh}划归${s.to.zh}`,
    en: s => `${s.org.en} moved from ${s.from.en} to ${s.to.en}`,
  },
  'org.merge': { zh: s => `${s.org.zh}并入${s.to.zh}`, en: s => `${s.org.en} merged into ${s.to.en}` },
  'org.split': { zh: s => `从${s.org.zh}分设${s.to.zh}`, en: s => `${s.to.en} split from ${s.org.en}` },
  'org.change': { zh: s => `变更${s.org.zh}的登记事项`, en: s => `${s.org.en} changed` },
  'org.begin': { zh: s => `更改${s.org.zh}的成立日期`, en: s => `First day of ${s.org.en} changed` },
  'org.close': {
    zh: s => (s.to === ELSEWHERE ? `撤销${s.org.zh}` : `撤销${s.org.zh}，由${s.to.zh}承接`),
    en: s => (s.to === ELSEWHERE ? `${s.org.en} closed` : `${s.org.en} closed, taken over by ${s.to.en}`),
  },
  'org.keep': { zh: s => `${s.org.zh}建账（开始在此记录）`, en: s => `Records of ${s.org.en} are kept` },
  'member.join': { zh: s => `${s.people.zh}加入${s.org.zh}`, en: s => `${s.people.en} joined ${s.org.en}` },
  'member.leave': { zh: s => `${s.people.zh}离开${s.org.zh}`, en: s => `${s.people.en} left ${s.org.en}` },
  'member.transfer': {
    zh: s => `${s.people.zh}由${s.from.zh}转入${s.org.zh}`,
    en: s => `${s.people.en} transferred from ${s.from.en} to ${s.org.en}`,
  },
  'member.confirm': {
    zh: s => `${s.people.zh}在${s.org.zh}转为正式党员`,
    en: s => `${s.people.en} became a full member in ${s.org.en}`,
  },
  'person.enter': { zh: s => `${s.people.zh}录入${s.org.zh}名册`, en: s => `${s.people.en} entered at ${s.org.en}` },
  'person.change': { zh: s => `变更${s.people.zh}的个人信息`, en: s => `Facts of ${s.people.en} changed` },
  'register.import': {
    zh: s => `导入${s.called.zh}`,
    en: s => `Imported ${s.called.en}`,
  },
  'thing.enter': { zh: s => `${s.org.zh}登记${s.called.zh}`, en: s => `${s.called.en} entered at ${s.org.en}` },
  'thing.change': { zh: s => `变更${s.org.zh}的${s.called.zh}`, en: s => `${s.called.en} of ${s.org.en} changed` },
  'thing.end': { zh: s => `注销${s.org.zh}的${s.called.zh}`, en: s => `${s.called.en} of ${s.org.en} ended` },
  'tie.enter': { zh: s => `为${s.org.zh}确定“${s.called.zh}”`, en: s => `"${s.called.en}" set for ${s.org.en}` },
  'tie.end': { zh: s => `解除${s.org.zh}的“${s.called.zh}”`, en: s => `"${s.called.en}" of ${s.org.en} ended` },
  'post.appoint': { zh: s => `${s.people.zh}在${s.org.zh}任职`, en: s => `${s.people.en} appointed in ${s.org.en}` },
  'post.release': { zh: s => `${s.people.zh}在${s.org.zh}免职`, en: s => `${s.people.en} released in ${s.org.en}` },
}

/** What was changed, from which day, in both languages: no full stop, so that it can stand in a sentence. */
export function sayChange(told: Told): Words {
  const said: Said = {
    org: told.org ?? ELSEWHERE,
    to: told.to ?? ELSEWHERE,
    from: told.from ?? ELSEWHERE,
    people: {
      zh: told.people.map(one => one.zh).join('、') || '一人',
      en: told.people.map(one => one.en || one.zh).join(', ') || 'somebody',
    },
    called: told.called ?? { zh: '一项', en: 'something' },
  }
  const { zh: sayZh, en: sayEn } = SENTENCES[told.act]
  const by = told.because
  const zh = (s: Said) => `${sayZh(s)}${by ? `（办结${by.zh}）` : ''}`
  const en = (s: Said) => `${sayEn(s)}${by ? ` (by ${by.en})` : ''}`
  return told.undo
    ? { zh: `撤回：${zh(said)}（原自 ${told.day} 起）`, en: `Undone: ${en(said)} from ${told.day}` }
    : { zh: `${zh(said)}，自 ${told.day} 起`, en: `${en(said)} from ${told.day}` }
}
