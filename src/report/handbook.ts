// The handbook: every norm in force on a day as a book to print, system by system, in words.
import type { Charter, Declared, Kind, Texts } from '../charter/charter.ts'
import { caseKindOf, kindsOf, stageWords } from '../charter/charter.ts'
import type { Duty, Fields, LimitBound, System } from '../charter/language.ts'
import { refsOf } from '../charter/template.ts'
import { followingWords, formulaOf } from '../measure/formula.ts'
import type { Language } from '../problem/problem.ts'
import { codeOf } from '../register/vocabulary.ts'
import { inForce } from '../time/dated.ts'
import type { Day } from '../time/day.ts'
import { hanzi } from './compose.ts'
import type { Block, Draft, Inline } from './draft.ts'
import { dutyNotes, dutyWords, SPEAKS, shown, valueWords } from './norm.ts'
import { punctuate, sayDay } from './phrase.ts'

/** Where a report names its template, the handbook stands under this name. */
export const HANDBOOK = 'handbook'

/** The two fields of a case that name who answers for it. */
const OWNERS: ReadonlySet<string> = new Set(['owner', 'owner_org'])

/** What the book is about. */
export interface Edition {
  readonly org: { readonly code: string; readonly name: string }
  /** The month of the edition, such as 2026-11, and the day whose norms it holds. */
  readonly period: string
  readonly on: Day
  readonly language: Language
}

/** Composes the handbook: groups as chapters, systems as sections, each duty a paragraph whose value leads to its standard. */
export function handbook(charter: Charter, edition: Edition): Draft {
  const { org, period, on, language } = edition
  const zh = language === 'zh'
  const groups = new Map<string, System[]>()
  const order = Object.keys(charter.vocabulary.codes.group ?? {})
  for (const group of order) groups.set(group, [])
  for (const system of charter.systems) groups.set(system.group, [...(groups.get(system.group) ?? []), system])
  const chapters = [...groups].filter(([, systems]) => systems.length > 0)
  const writing = new Writing(charter, on, language)
  const blocks = chapters.flatMap(([group, systems], chapter): Block[] => {
    const name = codeOf(charter, 'group', group)?.[language] ?? group
    return [
      heading(1, zh ? `${hanzi(chapter + 1)}、${name}` : `${chapter + 1}. ${name}`),
      ...systems.flatMap((system, index) => [
        heading(2, zh ? `（${hanzi(index + 1)}）${system.name.zh}` : `${chapter + 1}.${index + 1} ${system.name.en}`),
        ...writing.system(system),
      ]),
    ]
  })
  const draft: Draft = {
    binding: { template: HANDBOOK, org: org.code, period, tree: 'now', language, masked: false },
    title: zh ? `${org.name}制度汇编` : `${org.name}: Handbook of Norms`,
    asOf: on,
    blocks: [...preface(charter, on, language), ...blocks],
  }
  return zh ? { ...draft, blocks: draft.blocks.map(punctuated) } : draft
}

function preface(charter: Charter, on: Day, language: Language): Block[] {
  const zh = language === 'zh'
  const speaks = Object.values(SPEAKS).map(words => words[language])
  return [
    paragraph(
      zh
        ? `本汇编收录${sayDay(on, 'zh')}施行的制度${charter.systems.length}项、应办事项${charter.duties.size}项，逐项写明谁应当做什么、多久一次、自何时起、依据哪一条、怎样计算。`
        : `This book holds the ${charter.systems.length} systems and ${charter.duties.size} duties in force on ${sayDay(on, 'en')}: who owes what, how often, from when, by which clause, and how it is counted.`,
    ),
    paragraph(
      zh
        ? `规定的效力分四种。${speaks.join('；')}。`
        : `Norms speak with four strengths. ${speaks.map(words => words[0]!.toUpperCase() + words.slice(1)).join('; ')}.`,
    ),
  ]
}

/** How many figures a template shows, each counted once. */
export function figuresIn(texts: Texts): number {
  return new Set(Object.values(texts).flatMap(refsOf)).size
}

class Writing {
  private readonly charter: Charter
  private readonly on: Day
  private readonly language: Language

  constructor(charter: Charter, on: Day, language: Language) {
    this.charter = charter
    this.on = on
    this.language = language
  }

  system(system: System): Block[] {
    const zh = this.language === 'zh'
    const duties = [...this.charter.duties.values()].filter(duty => duty.system === system)
    return [
      paragraph(
        zh ? `编号：${system.id}。依据：${system.clause.zh}。` : `Number: ${system.id}. Source: ${system.clause.en}.`,
      ),
      ...duties.flatMap((duty, index) => this.duty(duty, index + 1)),
      ...this.standards(system),
      ...this.kinds(system).map((kind): Block => ({ kind: 'paragraph', inlines: this.form(kind) })),
      ...this.following(system),
      ...this.figures(system),
      ...this.reports(system),
    ]
  }

  /** What is entered in a system on the day; the stages of a case are told with it. */
  private kinds(system: System): Kind[] {
    return kindsOf(system).filter(kind => kind.stage === null && !(kind.retired && kind.retired <= this.on))
  }

  /** What is composed from the figures of all systems. */
  private reports(system: System): Block[] {
    const zh = this.language === 'zh'
    return Object.keys(system.templates ?? {}).map(id => {
      const { is, texts } = this.charter.templates.get(id)!
      const count = figuresIn(texts)
      return paragraph(
        zh
          ? `报告“${is.name.zh}”：引用数据${count}项，全部由登记和记录算出，可随时核对；对外提供时，名册中的名称按“一名一代称”隐去。`
          : `Report "${is.name.en}": it shows ${count} figures, each computed from the register and the records and open to verification; before it is handed on, every name that the register knows can be replaced, one name by one mask.`,
      )
    })
  }

  private duty(duty: Declared<Duty>, number: number): Block[] {
    const zh = this.language === 'zh'
    const title = duty.is.title[this.language]
    return [
      heading(3, zh ? `${number}.${title}` : `${number}. ${title}`),
      { kind: 'paragraph', inlines: dutyWords(this.charter, duty, this.on, this.language) },
      paragraph(dutyNotes(this.charter, duty, this.on, this.language).join(zh ? '' : ' ')),
    ]
  }

  /** Standards that changed show how; those that stand neither in a duty nor with a kind of case stand on their own. */
  private standards(system: System): Block[] {
    const zh = this.language === 'zh'
    const duties = [...this.charter.duties.values()].map(duty => duty.is.atLeast.standard)
    const alerts = this.charter.systems.flatMap(one => this.kinds(one)).map(alertOf)
    const told = new Set<string | undefined>([...duties, ...alerts])
    return Object.keys(system.standards ?? {}).flatMap((id): Block[] => {
      // From the charter and not from the system's own text: a district may have given it further values.
      const { is } = this.charter.standards.get(id)!
      const title = is.title[this.language]
      if (is.entries.length > 1)
        return [
          {
            kind: 'table',
            caption: zh ? `“${title}”历次标准` : `"${title}" over time`,
            head: zh ? ['依据', '数值', '施行日期'] : ['Source', 'Value', 'In force from'],
            rows: is.entries.map(entry => [
              [text(entry.clause[this.language])],
              [text(valueWords(is, entry, this.language))],
              [text(sayDay(entry.from, this.language))],
            ]),
          },
        ]
      const entry = inForce(is.entries, this.on) ?? is.entries[0]!
      if (told.has(id)) return []
      const value: Inline = { kind: 'figure', figure: shown(id, is, entry, this.on, this.language) }
      const strength = SPEAKS[is.strength][this.language].split(zh ? '：' : ':')[0]!
      return [
        {
          kind: 'paragraph',
          inlines: zh
            ? [
                text(`标准“${title}”：`),
                value,
                text(`（${strength}），自${sayDay(entry.from, 'zh')}起。依据：${entry.clause.zh}。`),
              ]
            : [
                text(`Standard "${title}": `),
                value,
                text(` (${strength}), from ${sayDay(entry.from, 'en')}. Source: ${entry.clause.en}.`),
              ],
        },
      ]
    })
  }

  /** What is not entered, because it follows from the register. */
  private following(system: System): Block[] {
    const zh = this.language === 'zh'
    return Object.entries(system.follows ?? {}).flatMap(([id, named]) =>
      Object.values(named).map(is => {
        const of = this.charter.kinds.get(id)!.name[this.language]
        const found = followingWords(this.charter, id, is, this.language)
        return paragraph(
          zh
            ? `“${of}”的“${is.name.zh}”由名册得出，不用填写：${found}。`
            : `"${is.name.en}" of "${of}" follows from the register and is not entered: ${found}.`,
        )
      }),
    )
  }

  /** What is entered, once, where it happens. */
  private form(kind: Kind): Inline[] {
    const zh = this.language === 'zh'
    // Of a case one owner is asked, a person or an organization: each alone may be left out, both may not.
    const either = kind.form === 'case' && caseKindOf(kind).owned === undefined
    const owners = either ? [zh ? '责任人或责任单位' : 'the person or organization that answers for it'] : []
    const fields = Object.entries(kind.fields)
      .filter(([name, field]) => !field.retired && (!either || !OWNERS.has(name)))
      .map(([, field]) => field.name[this.language] + (field.optional ? (zh ? '（可不填）' : ' (optional)') : ''))
      .concat(owners)
    const roll = kind.roll ? [zh ? '到会名单' : 'who was there'] : []
    const asked = [...fields, ...roll].join(zh ? '、' : ', ')
    const name = kind.name[this.language]
    const way = this.way(kind)
    const entered = zh
      ? `登记“${name}”：${asked ? `日期、${asked}` : '日期'}。${way}`
      : `What is entered for "${name}": the day${asked ? `, ${asked}` : ''}.${way && ` ${way}`}`
    return [text(entered + this.kept(kind)), ...this.alert(kind)]
  }

  /** What makes a fact complete, and what a case must keep on its way, each with its clause. */
  private kept(kind: Kind): string {
    const zh = this.language === 'zh'
    const title = (id: string) => this.charter.standards.get(id)!.is.title[this.language]
    const said: string[] = []
    if (kind.complete) {
      const fields = kind.complete.fields.map(name => kind.fields[name]!.name[this.language])
      said.push(
        zh
          ? `写明${fields.join('、')}的，方为齐全。依据：${kind.complete.clause.zh}。`
          : `It is complete once it says ${fields.join(', ')}. Source: ${kind.complete.clause.en}.`,
      )
    }
    if (kind.roll === 'members' || kind.roll === 'full')
      said.push(
        zh
          ? `名单上只列当日本组织和下级组织的${kind.roll === 'full' ? '正式党员' : '党员'}，以及在本组织任职的人员。`
          : `On the roll stand ${kind.roll === 'full' ? 'full members' : 'members'} of that day, here or below, and who holds a post here.`,
      )
    if (kind.layered) {
      const { clause } = kind.layered
      said.push(zh ? `逐层办理，不越级。依据：${clause.zh}。` : `No layer is passed over. Source: ${clause.en}.`)
    }
    if (kind.form !== 'case') return this.spoken(said)
    const is = caseKindOf(kind)
    const fields: Fields = Object.assign({}, kind.fields, ...Object.values(is.stages).map(stage => stage.fields))
    const word = (name: string) => fields[name]?.name[this.language] ?? name
    const bound = (of: LimitBound) => (typeof of === 'string' ? title(of) : word(of.field))
    for (const { atLeast, atMost, field, unless } of [
      ...(is.limits ?? []),
      ...Object.values(is.stages).flatMap(stage => stage.limits ?? []),
    ]) {
      const least = atLeast !== undefined
      const of = bound((atLeast ?? atMost)!)
      said.push(
        zh
          ? `“${word(field)}”${least ? '不少于' : '不超过'}“${of}”${unless ? `，另有“${word(unless)}”的除外` : ''}。`
          : `"${word(field)}" is ${least ? 'at least' : 'at most'} "${of}"${unless ? `, unless "${word(unless)}" is given` : ''}.`,
      )
    }
    for (const { name, after } of Object.values(is.stages))
      for (const [id, least] of [
        [after?.atLeast, true],
        [after?.atMost, false],
      ] as const)
        if (after && id !== undefined) {
          const since = stageWords(is, after.stage)[this.language]
          said.push(
            zh
              ? `“${name.zh}”距“${since}”${least ? '不少于' : '不超过'}“${title(id)}”的天数。`
              : `"${name.en}" comes ${least ? 'not before' : 'not after'} the days of "${title(id)}" since "${since}".`,
          )
        }
    return this.spoken(said)
  }

  private spoken(sentences: readonly string[]): string {
    const gap = this.language === 'zh' ? '' : ' '
    return sentences.map(sentence => gap + sentence).join('')
  }

  /** After how long an open case stands out, and by which clause. */
  private alert(kind: Kind): Inline[] {
    const id = alertOf(kind)
    if (id === undefined) return []
    const { is } = this.charter.standards.get(id)!
    const entry = inForce(is.entries, this.on) ?? is.entries[0]!
    const value: Inline = { kind: 'figure', figure: shown(id, is, entry, this.on, this.language) }
    const [clause, from] = [entry.clause[this.language], sayDay(entry.from, this.language)]
    if (this.language === 'zh')
      return [text('开立后超过'), value, text(`仍未办结的，在各处清单中标出，自${from}起。依据：${clause}。`)]
    return [
      text(' A case that has been open for more than '),
      value,
      text(` stands out in every list, from ${from}. Source: ${clause}.`),
    ]
  }

  /** The stages of a case in their order, and what opens it again. */
  private way(kind: Kind): string {
    if (kind.form !== 'case') return ''
    const zh = this.language === 'zh'
    const stages = Object.values(caseKindOf(kind).stages)
    const passed = stages
      .filter(stage => stage.reopens === undefined)
      .map(stage => stage.name[this.language] + (stage.optional ? (zh ? '（可略过）' : ' (may be passed over)') : ''))
    const again = stages.filter(stage => stage.reopens !== undefined).map(stage => stage.name[this.language])
    const back = again.join(zh ? '、' : ', ')
    if (zh) return `依次：${passed.join('、')}；至最后一步办结。${back && `办结后可重新打开：${back}。`}`
    return `In this order: ${passed.join(', ')}; the last closes it.${back && ` Opened again by: ${back}.`}`
  }

  private figures(system: System): Block[] {
    const zh = this.language === 'zh'
    const rows = Object.entries(system.measures ?? {}).map(([id, measure]) => [
      [text(measure.title[this.language])],
      [text(formulaOf(this.charter, id)[this.language])],
    ])
    if (rows.length === 0) return []
    const name = system.name[this.language]
    return [
      {
        kind: 'table',
        caption: zh ? `“${name}”的数据` : `Figures of "${name}"`,
        head: zh ? ['数据项', '怎样计算'] : ['Figure', 'How it is counted'],
        shares: [2, 3],
        wordy: [1],
        rows,
      },
    ]
  }
}

/** The standard by which an open case of the kind stands out; none for what is no case. */
function alertOf(kind: Kind): string | undefined {
  return kind.form === 'case' ? caseKindOf(kind).alert : undefined
}

function punctuated(block: Block): Block {
  const set = (inlines: readonly Inline[]) =>
    inlines.map(inline => (inline.kind === 'text' ? { ...inline, text: punctuate(inline.text) } : inline))
  if (block.kind !== 'table') return { ...block, inlines: set(block.inlines) }
  return { ...block, caption: punctuate(block.caption), rows: block.rows.map(row => row.map(set)) }
}

function heading(level: 1 | 2 | 3, words: string): Block {
  return { kind: 'heading', level, inlines: [text(words)] }
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', inlines: [text(words)] }
}

function text(words: string): Inline {
  return { kind: 'text', text: words }
}
