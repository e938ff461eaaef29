// Shares: a percentage beside its part agrees with a whole that the text names, within the rounding of all three. Pure.
import { between, type Doc, meet, test, wordsFrom } from './doc.ts'
import { type Quantity, shown } from './number.ts'
import { type Finding, lineAt } from './text.ts'

const SHARE_ZH = /占|比例|比重|率/
const SHARE_EN = /account|or\b|mak(?:e|ing|es) up|share|rate|representing|that is|\($|,\s*$|—|equal to/i
/** Words of growth: their percentage is no share. */
const GROWTH =
  /增长|增加|提高|下降|减少|上升|增幅|降幅|同比|降低|rose|fell|grew|increase|decrease|up\b|down\b|growth|more than|fewer|less|higher|lower|drop|rise/i
const RATE_ZH = /率[为达是到]?(?:到)?[^，。；]{0,4}$/
/** How a sentence says that a part belongs to the whole before it. */
const OF =
  /其中|已|实到|完成|办结|整改|of whom|of which|of these|of them|among them|including|attended|corrected|closed|completed/
const DECLARED = /共有|现有|总数|总计|共|全区|在册|有$|total|altogether|\bhas\b|\bhave\b|there (?:are|were)/i

interface Pair {
  readonly part: Quantity
  readonly share: Quantity
}

/** Percentages that no whole of the text explains, and shares above 100 %. */
export function shares(doc: Doc): Finding[] {
  const totals = doc.numbers.flat().filter(one => DECLARED.test(one.before))
  return doc.numbers.flatMap(all => {
    const counts = all.filter(one => !['%', 'point', 'age', 'times'].includes(one.unit) && one.value > 0)
    const pairs = pairsOf(doc, all)
    return pairs.flatMap(pair => judged(doc, pair, counts, pairs, totals) ?? [])
  })
}

/** A share and the number of which it is said: the last count before it in its sentence, or the one it closes with «即». */
function pairsOf(doc: Doc, all: readonly Quantity[]): Pair[] {
  const together = respectively(doc, all)
  return all.flatMap((share, index) => {
    if (share.unit !== '%' || share.vague) return []
    const distributed = together.get(share)
    if (distributed) return [{ part: distributed, share }]
    const part = all
      .slice(0, index)
      .findLast(one => one.sentence === share.sentence && !['point', 'age', 'times'].includes(one.unit))
    if (!part || part.unit === '%' || part.vague) return []
    const gap = between(doc, part, share)
    if (gap.length > 40 || GROWTH.test(gap) || /；|。|;/.test(gap)) return []
    const said = SHARE_ZH.test(gap) || /^[^，。；、]{0,6}[（(]$/.test(gap) || SHARE_EN.test(gap)
    return said ? [{ part, share }] : []
  })
}

/** «男、女分别为2人、3人，分别占40%、60%»: the last n counts belong to the n shares. */
function respectively(doc: Doc, all: readonly Quantity[]): Map<Quantity, Quantity> {
  const found = new Map<Quantity, Quantity>()
  all.forEach((first, index) => {
    const before = all[index - 1]
    if (first.unit !== '%' || !before || !/分别占/.test(between(doc, before, first))) return
    const run: Quantity[] = []
    for (const one of all.slice(index)) {
      if (one.unit !== '%' || (run.length > 0 && !/^[、和及]$/.test(between(doc, run.at(-1)!, one).trim()))) break
      run.push(one)
    }
    const parts = all
      .slice(0, index)
      .filter(one => one.sentence === first.sentence && one.unit !== '%')
      .slice(-run.length)
    if (parts.length === run.length) for (const [at, share] of run.entries()) found.set(share, parts[at]!)
  })
  return found
}

function fits({ part, share }: Pair, whole: Quantity): boolean {
  return whole.low > 0 && meet((part.low / whole.high) * 100, (part.high / whole.low) * 100, share)
}

const near = (a: Quantity, b: Quantity) => a.unit === b.unit || a.unit === '' || b.unit === ''

function judged(
  doc: Doc,
  pair: Pair,
  counts: readonly Quantity[],
  pairs: readonly Pair[],
  totals: readonly Quantity[],
): Finding[] | null {
  const { part, share } = pair
  const gap = between(doc, part, share)
  const ofWhole = (one: Quantity) => one !== part && near(one, part) && one.high >= part.low
  const here = counts.filter(ofWhole)
  const fitting = [...here, ...totals.filter(ofWhole)].find(whole => fits(pair, whole))
  if (fitting) {
    test(doc, part, share, fitting)
    return null
  }
  if (share.low > 100 && /占|率|account|share|make/.test(gap) && !/完成|超额/.test(gap))
    return [finding(doc, pair, null)]
  // Accuse only by a whole that the text binds to this part.
  const bound = here.filter(whole => whole.at < part.at && near(whole, part) && !whole.vague)
  const same = bound.findLast(whole => whole.sentence === part.sentence && tied(doc, whole, part, share))
  const earlier = bound.findLast(
    whole =>
      DECLARED.test(whole.before) &&
      (pairs.some(other => other.part !== part && other.part !== whole && fits(other, whole)) || headed(whole, part)),
  )
  const named = baseNamed(gap)
  const whole = same ?? earlier ?? ratedBy(doc, here, part, share)
  if (!whole || (named && !headOf(whole).some(head => head.includes(named) || named.includes(head)))) return null
  test(doc, part, share, whole)
  return [finding(doc, pair, whole)]
}

/** «41 of the 46 problems (89.1%)», «发现46项，已整改41项，整改率89.1%»: whole and part of one sentence. */
function tied(doc: Doc, whole: Quantity, part: Quantity, share: Quantity): boolean {
  const way = between(doc, whole, part)
  if (/。|每|增加|增长|减少|由|从|到\s?$/.test(way) && !/其中/.test(way)) return false
  return OF.test(way) || OF.test(part.before) || RATE_ZH.test(between(doc, part, share)) || /[（(：:]/.test(way)
}

/** «912 of 3,256 members, or 28%»: the whole stands behind the part. */
function ratedBy(doc: Doc, here: readonly Quantity[], part: Quantity, share: Quantity): Quantity | undefined {
  return here.find(
    whole =>
      whole.at > part.at &&
      whole.at < share.at &&
      /^\s?(?:out )?of (?:the |all |its |their )?$/i.test(between(doc, part, whole)),
  )
}

/** The words that a share itself names as its base: 占农牧民党员的12%. */
function baseNamed(gap: string): string | null {
  return (
    /占(?:全区|全市|全县|全旗|全镇|全部)?(?<base>[\p{Script=Han}]{2,12}?)(?:总数|总量|人数|总人数)?的?$/u.exec(gap)
      ?.groups?.base ?? null
  )
}

function headOf({ before, after }: Quantity): string[] {
  return [
    /[\p{Script=Han}]{2,8}$/u.exec(before.replace(/(?:共有|现有|总数|达到|达|为|有)$/, ''))?.[0] ?? '',
    /^[\p{Script=Han}]{2,8}/u.exec(after)?.[0] ?? '',
  ].filter(head => head !== '')
}

/** Whether what the part counts is a sort of what the whole counts: 女党员 of 党员. */
function headed(whole: Quantity, part: Quantity): boolean {
  const tail = (text: string) => text.slice(-2)
  return (
    headOf(whole).some(a => headOf(part).some(b => tail(a) === tail(b) && b.length > 2)) && whole.unit === part.unit
  )
}

function finding(doc: Doc, { part, share }: Pair, whole: Quantity | null): Finding {
  const ratio = whole ? shown((part.value / whole.value) * 100) : ''
  const from = whole && whole.at < part.at && share.end - whole.at < 90 ? whole : part
  return {
    line: lineAt(doc.paragraphs[part.paragraph]!, share.at),
    words: wordsFrom(doc, from, share),
    kind: 'share',
    why: whole
      ? {
          zh: `比例与数目不符：${shown(part.value)} ÷ ${shown(whole.value)} = ${ratio}%，文中为 ${share.text}。`,
          en: `The share does not fit its numbers: ${shown(part.value)} of ${shown(whole.value)} is ${ratio}%, the text says ${share.text}.`,
        }
      : {
          zh: `部分所占比例不会超过 100%，文中为 ${share.text}。`,
          en: `A part cannot be more than 100% of its whole; the text says ${share.text}.`,
        },
    suggest: {
      zh: '请核对部分、整体和比例；如另有基数，请写明占什么的比例。',
      en: 'Check the part, the whole and the share; if another base is meant, name it.',
    },
  }
}
