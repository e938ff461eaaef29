// How the signs of a Chinese name may be read: every reading of every sign, for a surname is often read otherwise than the same
// sign elsewhere (曾 zeng, 单 shan, 尉迟 yuchi). Pure.
import { pinyin } from 'pinyin-pro'

const HAN = /\p{Script=Han}/u
/** Readings as a surname that the tables of readings do not give. */
const SURNAMES: Readonly<Record<string, string>> = {
  种: 'chong',
  洗: 'xian',
  黑: 'he',
  秘: 'bi',
  郇: 'huan',
  祭: 'zhai',
  佴: 'nai',
  单: 'chan',
}
const known = new Map<string, string>()

/** The readings of a name, sign by sign: «zeng/ceng xiu ying». What is no Chinese sign is left out. */
export function readingsOf(name: string): string {
  return [...name]
    .filter(sign => HAN.test(sign))
    .map(readingsOfSign)
    .join(' ')
}

function readingsOfSign(sign: string): string {
  const before = known.get(sign)
  if (before !== undefined) return before
  const told = [
    ...pinyin(sign, { surname: 'head', toneType: 'none', type: 'array', v: true }),
    ...pinyin(sign, { toneType: 'none', type: 'array', v: true }),
    ...pinyin(sign, { multiple: true, toneType: 'none', type: 'array', v: true }),
    ...(SURNAMES[sign] ? [SURNAMES[sign]] : []),
  ]
  const readings = [...new Set(told)].filter(one => /^[a-z]+$/.test(one)).join('/')
  known.set(sign, readings)
  return readings
}
