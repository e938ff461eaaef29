// Shares: a percentage beside its part agrees with a whole that the text names, within the rounding of all three. Pure.
import { between, type Doc, meet, test, wordsFrom } from './doc.ts'
import { nounAfter, type Quantity, shown } from './number.ts'
import { type Finding, lineAt } from './text.ts'

const SHARE_ZH = /占|比例|比重|率/
const SHARE_EN = /account|or\b|mak(?:e|ing|es) up|share|rate|representing|that is|\($|,\s*$|—|equal to/i
/** Words of growth: their percentage is no share. */
const GROWTH =
  /增长|增加|提高|下降|减少|上升|增幅|降幅|同比|降低|rose|fell|grew|increase|decrease|up\b|down\b|growth|more than|fewer|less|higher|lower|drop|rise/i
const RATE_ZH = /率[为达是到]?(?:到)?[^，。；]{0,4}$/
/** How a sentence says that a part belongs to the whole before it. */
const OF =
  /其中|已|实到|完成|办结|整改|of whom|of which|of these|of them|among them|includ|compris|attended|corrected|closed|completed/
const DECLARED = /共有|建成|产生|现有|总数|总计|共|全区|在册|有$|total|altogether|\bhas\b|\bhave\b|there (?:are|were)/i

interface Pair {
  readonly part: Quantity
  readonly share: Quantity
  /** The whole, where the words between name it: «41 of the 46». */
  readonly of?: Quantity
}

/** Percentages that no whole of the text explains, and shares above 100 %. */
export function shares(doc: Doc): Finding[] {
  const totals = doc.numbers.flat().filter(one => !['%', 'point', 'age', 'times'].includes(one.unit) && one.value > 9)
  return doc.numbers.flatMap(all => {
    const counts = all.filter(one => !['%', 'point', 'age', 'times'].includes(one.unit) && one.value > 0)
    const pairs = pairsOf(doc, all)
    const alone = all.filter(
      one =>
        one.unit === '%' &&
        one.low > 100 &&
        /占(?:比为?)?$/.test(one.before) &&
        !pairs.some(({ share }) => share === one),
    )
    return [
      ...alone.map(share => finding(doc, { part: share, share }, null)),
      ...pairs.flatMap(pair => judged(doc, pair, counts, pairs, totals) ?? []),
    ]
  })
}

/** A share and the number of which it is said: the last count before it in its sentence, or the one it closes with «即». */
function pairsOf(doc: Doc, all: readonly Quantity[]): Pair[] {
  const together = respectively(doc, all)
  return all.flatMap((share, index) => {
    if (share.unit !== '%' || share.vague) return []
    const distributed = together.get(share)
    if (distributed) return [{ part: distributed, share }]
    const subject = subjectOf(doc, share, all)
    if (subject) return [subject]
    const [one, two] = all.slice(Math.max(0, index - 2), index)
    if (
      one &&
      two &&
      one.unit !== '%' &&
      two.unit !== '%' &&
      OF_THE.test(between(doc, one, two)) &&
      between(doc, two, share).length < 60
    )
      return GROWTH.test(between(doc, two, share)) ? [] : [{ part: one, share, of: two }]
    const whole = all.find(
      one =>
        one.sentence === share.sentence &&
        one.at < share.at &&
        one.unit !== '%' &&
        OF_WHOLE.test(doc.texts[one.paragraph]!.slice(0, one.at)),
    )
    const sentence = all.slice(0, index).filter(one => one.sentence === share.sentence)
    // 办结率 is of what was done, wherever in its sentence that stands.
    const rated = /率[为达是到]?[^，。；]{0,4}$|\brate of\s$/.test(share.before)
      ? sentence.findLast(one => DONE.test(`${one.before}\n${one.after}`) && !LEFT.test(one.before))
      : undefined
    if (rated && rated.unit !== '%' && !rated.vague && !GROWTH.test(share.before) && !PAST.test(share.before))
      return [{ part: rated, share, ...(whole && whole !== rated ? { of: whole } : {}) }]
    const part = all
      .slice(0, index)
      .findLast(one => one.sentence === share.sentence && !['point', 'age', 'times'].includes(one.unit))
    const risen = /[提增上][高加升]到$|(?:下降|降低|减少)到$/.test(share.before)
    const level =
      risen && part?.unit === '%'
        ? sentence.findLast(one => one.unit !== '%' && /率/.test(between(doc, one, share)))
        : undefined
    if (level && !level.vague) return [{ part: level, share }]
    if (!part || part.unit === '%' || part.vague) return []
    const gap = between(doc, part, share)
    if (gap.length > 60 || GROWTH.test(gap) || PAST.test(gap) || /；|。|;/.test(gap)) return []
    const said = SHARE_ZH.test(gap) || /^[^，。；、]{0,6}[（(]$/.test(gap) || SHARE_EN.test(gap)
    return said ? [{ part, share, ...(whole && whole !== part ? { of: whole } : {}) }] : []
  })
}

/** A share of an earlier time. */
const PAST = /(?:由|从)[^，。]*$|去年|上年|上届|last year|\bfrom\s$/
const OF_WHOLE = /(?:^|[.;] )Of (?:the |its |all |these )?$/
const DONE = /已|实到|到会|办结|完成|整改(?!率)|解决|销号|兑现|settled|corrected|closed|attended|completed|resolved/
const LEFT = /未|尚|还有|正在|其余/
const OF_THE = /^\s?(?:out )?of (?:the |all |its |their |these )?$/i

/** A share that follows its subject without a number, while the paragraph counts that subject: «387 women. Women make up 30%». */
function subjectOf(doc: Doc, share: Quantity, all: readonly Quantity[]): Pair | null {
  const zh =
    /(?<![\p{Script=Han}])(?:其中)?(?<noun>[\p{Script=Han}]{2,10}?)(?:所)?占(?:比为?|[\p{Script=Han}]{0,8}的)?$/u.exec(
      share.before,
    )?.groups?.noun
  const en = /(?<noun>[A-Za-z-]+) (?:make|makes|made) up $/.exec(share.before)?.groups?.noun
  const noun = zh ?? en?.toLowerCase()
  if (!noun) return null
  const parts = all.filter(
    one => (zh ? one.before.trim().endsWith(noun) && one !== share : nounAfter(one.after) === noun) && one.unit !== '%',
  )
  const of = all.find(one => one.at > share.at && OF_THE.test(between(doc, share, one)))
  return parts.length === 1 ? { part: parts[0]!, share, ...(of ? { of } : {}) } : null
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
  const gap = between(doc, part.at < share.at ? part : share, part.at < share.at ? share : part)
  const kin = (one: Quantity) => one !== part && near(one, part)
  const here = counts.filter(kin)
  const fitting = (
    pair.of ? [pair.of] : [...here, ...totals.filter(one => one.unit !== '' && one.unit === part.unit)]
  ).find(whole => fits(pair, whole))
  if (fitting) {
    test(doc, part, share, fitting)
    return null
  }
  if (share.low > 100 && /占|率|account|share|make/.test(gap) && !/完成|超额/.test(gap))
    return [finding(doc, pair, null)]
  // Accuse only by a whole that the text binds to this part.
  const bound = here.filter(whole => whole.at < part.at && !whole.vague)
  const confirmed = (whole: Quantity) =>
    pairs.some(other => other.part !== part && other.part !== whole && other.part.value > 9 && fits(other, whole))
  const whole =
    pair.of ??
    bound.findLast(one => one.sentence === part.sentence && tied(doc, one, part, share)) ??
    behind(doc, here, share) ??
    bound.findLast(one => confirmed(one) || (DECLARED.test(one.before) && headed(one, part))) ??
    totals.findLast(one => kin(one) && one.paragraph < part.paragraph && confirmed(one))
  const named = baseNamed(gap)
  if (!whole || (named && !headOf(whole).some(head => head.includes(named) || named.includes(head)))) return null
  test(doc, part, share, whole)
  return [finding(doc, pair, whole)]
}

/** «41 of the 46 problems (89.1%)», «发现46项，已整改41项，整改率89.1%»: whole and part of one sentence. */
function tied(doc: Doc, whole: Quantity, part: Quantity, share: Quantity): boolean {
  const way = between(doc, whole, part)
  if (/。|每|增加|增长|减少|由|从|(?<![实应])到\s?$/.test(way) && !/其中/.test(way)) return false
  const lead = doc.texts[whole.paragraph]!.slice(Math.max(0, whole.at - 12), whole.at)
  if (/\bof (?:the |its |all |these )?$/i.test(lead) || /\brate of\s$/.test(between(doc, part, share))) return true
  return (
    OF.test(part.after) ||
    OF.test(way) ||
    OF.test(part.before) ||
    RATE_ZH.test(between(doc, part, share)) ||
    /[（(：:]/.test(way)
  )
}

/** 占全县党员的21.5%（全县党员10000名）: the whole stands in brackets behind the share. */
function behind(doc: Doc, here: readonly Quantity[], share: Quantity): Quantity | undefined {
  return here.find(whole => whole.at > share.at && /^（[^）\d]{0,14}$/.test(between(doc, share, whole)))
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
