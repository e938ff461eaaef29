// The appointment form 干部任免审批表 as a file (.lrmx, XML): reads and writes it. Pure; knows no register.
// Identity number, photograph, health, place of birth and family are not taken: the file of a cadre does not need them.
import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import type { Words } from '../charter/language.ts'
import { decoded } from '../problem/encoding.ts'
import { refuse } from '../problem/problem.ts'
import { unfitSign, unfitWords } from '../problem/text.ts'
import { storedPersonName } from '../register/name.ts'

/** What a form says of a person. */
export interface Form {
  readonly name: string
  /** 1 male, 2 female (GB/T 2261.1). */
  readonly sex: 1 | 2
  /** Month of birth, such as 1971-04. */
  readonly born: string
  readonly nationality: string
  /** The higher of both educations by GB/T 4658-2006; null where the form names none. */
  readonly education: number | null
  /** Words for an education that the form holds and nobody can tell the level of. */
  readonly unread: readonly string[]
  /** The fields of the form by their name in the register; empty ones are left out. */
  readonly fields: Readonly<Record<string, string>>
  /** What the file holds and the register does not take. */
  readonly left: readonly Words[]
}

/** A photograph of usual size fits several times. */
const MOST_BYTES = 2 << 20
/** A form has some ninety elements; ten relatives with six each are the most of them. */
const MOST_ELEMENTS = 600

const FIELDS: Readonly<Record<string, string>> = {
  JiGuan: 'native_place',
  CanJiaGongZuoShiJian: 'work_began',
  RuDangShiJian: 'party_joined',
  ZhuanYeJiShuZhiWu: 'title',
  ShuXiZhuanYeYouHeZhuanChang: 'skill',
  XianRenZhiWu: 'post_now',
  NiRenZhiWu: 'post_proposed',
  NiMianZhiWu: 'post_leaving',
  JianLi: 'resume',
  JiangChengQingKuang: 'rewards',
  NianDuKaoHeJieGuo: 'appraisals',
  RenMianLiYou: 'reason',
  TianBiaoShiJian: 'filled_on',
}
/** Education and degree, and the school of either, stand in one field each. */
const EDUCATIONS = [
  ['QuanRiZhiJiaoYu', 'full_time_education', 'full_time_school'],
  ['ZaiZhiJiaoYu', 'in_service_education', 'in_service_school'],
] as const
const LEFT: Readonly<Record<string, Words>> = {
  ShenFenZheng: { zh: '身份证号', en: 'identity number' },
  ZhaoPian: { zh: '照片', en: 'photograph' },
  JianKangZhuangKuang: { zh: '健康状况', en: 'health' },
  ChuShengDi: { zh: '出生地', en: 'place of birth' },
  JiaTingChengYuan: { zh: '家庭成员', en: 'family' },
  TianBiaoRen: { zh: '填表人', en: 'who filled it in' },
}
/** Codes of GB/T 4658-2006 by the words of forms, the higher first. */
const EDUCATION: readonly [RegExp, number][] = [
  [/研究生|博士|硕士/, 10],
  // Before what they contain: 高职高专 holds 职高, 中等专科 holds 专科, 职业高中 holds 高中, 半文盲 holds 文盲.
  [/高职|高专/, 30],
  [/中专|中等专业|中等专科|中等师范|中师|幼师|卫校|中技|技校|技工|职高|职中|农中|职业高中|职业中学|中职|中等职业/, 40],
  [/专科|大专|电大|函授|自考/, 30],
  [/大学普通班|大普/, 20],
  [/大学|本科|大本/, 20],
  [/高中|普高/, 60],
  [/初中/, 70],
  [/小学|高小|初小/, 80],
  [/文盲/, 90],
]

const XML = { ignoreAttributes: true, parseTagValue: false, trimValues: true, processEntities: true } as const

/** Reads a form. Throws input.field with the file, the field and the remedy; nothing of a bad file is kept. */
export function readForm(file: string, bytes: Uint8Array): Form {
  const bad = (field: string, zh: string, en: string): never =>
    refuse('input.field', { where: file, field, why: { zh, en } })
  if (bytes.length > MOST_BYTES)
    bad(
      'file',
      `有 ${bytes.length} 字节，超过上限 ${MOST_BYTES}。请压缩照片后重新导出。`,
      `has ${bytes.length} bytes, more than ${MOST_BYTES}. Export it again with a smaller photograph.`,
    )
  const text =
    textOf(bytes) ??
    bad(
      'file',
      '的文字不是 UTF-8、UTF-16 或 GBK，读不出来。请重新导出。',
      'is neither UTF-8, UTF-16 nor GBK. Export it again.',
    )
  // A form has no document type: whoever writes one wants entities to grow, or other files to be read.
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text))
    bad(
      'DOCTYPE',
      '：文件带有文档类型声明，不予读取。请用任免审批表编辑器重新导出。',
      'is declared in the file, which is not read. Export it again from the form editor.',
    )
  if ((text.match(/<[A-Za-z]/g)?.length ?? 0) > MOST_ELEMENTS)
    bad(
      'file',
      `的元素超过 ${MOST_ELEMENTS} 个，不是任免审批表。`,
      `has more than ${MOST_ELEMENTS} elements and is no appointment form.`,
    )
  const person =
    parsed(text) ?? bad('Person', '：不是任免审批表（.lrmx）文件。', 'is missing: this is no appointment form (.lrmx).')
  const said = (tag: string) => (typeof person[tag] === 'string' ? person[tag].trim() : '')
  for (const [tag, value] of Object.entries(person)) {
    const sign = typeof value === 'string' ? unfitSign(value) : null
    if (sign) bad(tag, unfitWords(sign).zh, unfitWords(sign).en)
  }
  const name = storedPersonName(said('XingMing'))
  if (name === '') bad('XingMing', '（姓名）没有填写。', '(name) is missing.')
  const sex = { 男: 1, 女: 2 }[said('XingBie')] as 1 | 2 | undefined
  if (!sex)
    bad(
      'XingBie',
      `（性别）应为“男”或“女”，现为“${said('XingBie')}”。`,
      `(sex) must be 男 or 女，not "${said('XingBie')}".`,
    )
  const born = monthIn(said('ChuShengNianYue'))
  if (!born)
    bad(
      'ChuShengNianYue',
      `（出生年月）应如 197104，现为“${said('ChuShengNianYue')}”。`,
      `(month of birth) must be like 197104, not "${said('ChuShengNianYue')}".`,
    )
  for (const tag of ['RuDangShiJian', 'CanJiaGongZuoShiJian', 'TianBiaoShiJian'])
    if (/^\d/.test(said(tag)) && !monthIn(said(tag)))
      bad(tag, `应如 199506，现为“${said(tag)}”。`, `must be like 199506, not "${said(tag)}".`)
  const fields: Record<string, string> = {}
  const put = (field: string, value: string) => {
    if (value !== '') fields[field] = value
  }
  for (const [tag, field] of Object.entries(FIELDS)) put(field, said(tag))
  for (const [tag, education, school] of EDUCATIONS) {
    put(education, joined([said(`${tag}_XueLi`), said(`${tag}_XueWei`)]))
    put(school, joined([said(`${tag}_XueLi_BiYeYuanXiaoXi`), said(`${tag}_XueWei_BiYeYuanXiaoXi`)]))
  }
  const levels = EDUCATIONS.map(([tag]) => said(`${tag}_XueLi`)).filter(words => words !== '')
  const codes = levels.flatMap(words => educationOf(words) ?? [])
  const nationality = said('MinZu')
  return {
    name,
    sex: sex!,
    born: born!,
    nationality: nationality === '' || nationality.endsWith('族') ? nationality : `${nationality}族`,
    education: codes.length > 0 ? Math.min(...codes) : null,
    unread: levels.filter(words => educationOf(words) === null),
    fields,
    left: Object.entries(LEFT).flatMap(([tag, words]) => (holds(person[tag]) ? [words] : [])),
  }
}

/** Writes a form with what is known; what the register does not hold stays empty. */
export function writeForm(form: Omit<Form, 'left' | 'education' | 'unread'>): string {
  const { fields } = form
  const educations = EDUCATIONS.flatMap(([tag, education, school]): [string, string][] => {
    const [level = '', degree = ''] = (fields[education] ?? '').split('，')
    return [
      [`${tag}_XueLi`, level],
      [`${tag}_XueWei`, degree],
      [`${tag}_XueLi_BiYeYuanXiaoXi`, fields[school] ?? ''],
      [`${tag}_XueWei_BiYeYuanXiaoXi`, ''],
    ]
  })
  const tags: [string, string][] = [
    ['XingMing', form.name],
    ['XingBie', form.sex === 1 ? '男' : '女'],
    ['ChuShengNianYue', form.born.replace('-', '')],
    ['MinZu', form.nationality],
    ...Object.entries(FIELDS).map(([tag, field]): [string, string] => [tag, fields[field] ?? '']),
    ...educations,
    ['Version', '3.2.1.16'],
  ]
  const xml = new XMLBuilder({ format: true }).build({ Person: Object.fromEntries(tags) })
  return `<?xml version="1.0" encoding="utf-8"?>\n${xml}`
}

/** The code of an education by its words; null where they say none. */
export function educationOf(words: string): number | null {
  return EDUCATION.find(([pattern]) => pattern.test(words))?.[1] ?? null
}

/** The text by its declared encoding: forms come in UTF-8 and, from old editors, in GB 2312; some in UTF-16 with its mark. */
function textOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  if (!/encoding=["'](?:gb2312|gbk|gb18030)["']/i.test(head)) return decoded(bytes)?.text ?? null
  return new TextDecoder('gb18030').decode(bytes)
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const { Person } = new XMLParser(XML).parse(text, true) as { Person?: unknown }
    return typeof Person === 'object' && Person !== null && !Array.isArray(Person)
      ? (Person as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** 197104, 1971.04, 1971年4月 and 19710412 as 1971-04; null for no month. */
function monthIn(text: string): string | null {
  const found = /^(\d{4})[.\-/年]?(\d{1,2})/.exec(text)
  if (!found) return null
  const month = Number(found[2])
  return month >= 1 && month <= 12 ? `${found[1]}-${String(month).padStart(2, '0')}` : null
}

function joined(parts: readonly string[]): string {
  return [...new Set(parts.filter(part => part !== ''))].join('，')
}

function holds(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return typeof value === 'object' && value !== null && Object.values(value).some(holds)
}
