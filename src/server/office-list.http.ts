// Answers about an office's own lists: organizations and people out of its files into the register, and out again in the same form.
import { handedBack, handedBackText } from '../exchange/handed-back.node.ts'
import { importLists, type ListPlan, takeList } from '../exchange/office-list.api.ts'
import { importList } from '../exchange/office-list.sql.ts'
import { readLists } from '../exchange/office-list.ts'
import { organizationTable, rosterTables } from '../exchange/office-sheet.sql.ts'
import { isText, readOffice } from '../exchange/sheet.node.ts'
import type { Grid } from '../exchange/sheet.ts'
import { refuse } from '../problem/problem.ts'
import { findOrg } from '../register/organization.sql.ts'
import { answer, file } from './answer.ts'
import { dayOrToday, latest, pass } from './house.node.ts'
import { workbook } from './sheet.http.ts'

export const listsImport = answer(
  importLists,
  async ({ house, actor, language }, _query, { file: name, bytes, map, preview, back }) => {
    const given = Buffer.from(bytes, 'base64')
    const { grids, notes } = await readOffice(name, given)
    const { charter } = house
    const by = { name: actor.account, today: latest(house) }
    const read = readLists(charter, grids, map, by.today)
    if (read.sheets.length === 0) refuse('sheet.unread', { file: name, why: NO_LIST })
    const list = { ...read, notes: [...notes, ...read.notes] }
    const plan = await pass(house, actor, 'register', tx =>
      importList(tx, charter, { file: name, list, map, preview }, by),
    )
    const returned = back ? Buffer.from(await returnedFile(given, grids, plan, language)).toString('base64') : null
    return { ...plan, back: returned, ...(plan.stored ? await house.settleStored() : {}) }
  },
)

const NO_LIST = {
  zh: '没有找到名册或组织一览表的表头。表头要有“姓名”，或“党组织名称”和“上级党组织”；叫法不同的，在 --map 的 columns 里写明。',
  en: 'no headings of a roster or a list of organizations were found. There must be a column of names, or of organizations and their superiors; say other headings in the columns of --map.',
}

/** The file with what is wrong with each row. */
async function returnedFile(
  bytes: Uint8Array,
  grids: readonly Grid[],
  plan: Pick<ListPlan, 'faults' | 'sheets'>,
  language: 'zh' | 'en',
): Promise<Uint8Array> {
  const heads = new Map(plan.sheets.map(one => [one.sheet, one.heading - 1]))
  const remarks = new Map<string, Map<number, string>>()
  for (const { sheet, row, column, what, remedy } of plan.faults) {
    const at = row === null ? (heads.get(sheet) ?? 0) + 1 : row - 1
    const said = remarks.get(sheet) ?? new Map<number, string>()
    const mark = column === null ? '' : language === 'zh' ? `${column} 列` : `column ${column} `
    const text = language === 'zh' ? `${mark}${what.zh}。${remedy.zh}` : `${mark}${what.en}. ${remedy.en}`
    said.set(at, [said.get(at), text].filter(Boolean).join(language === 'zh' ? '；' : '; '))
    remarks.set(sheet, said)
  }
  if (!isText(bytes)) return handedBack(bytes, remarks, heads, language)
  const [grid] = grids
  return handedBackText(grid!, remarks.get(grid!.name) ?? new Map(), heads.get(grid!.name) ?? 0, language)
}

export const listTake = file(takeList, 'export.list', ({ house, actor }, { form, org, on, lang }) =>
  pass(house, actor, form === 'roster' ? 'register' : 'read', async tx => {
    const day = dayOrToday(house, on, 'on')
    const place = await findOrg(tx, org ?? actor.org.code)
    const tables =
      form === 'roster'
        ? await rosterTables(tx, house.charter, place, day, lang)
        : [await organizationTable(tx, house.charter, place, day, lang)]
    const name = form === 'roster' ? { zh: '党员花名册', en: 'roster' } : { zh: '组织机构一览表', en: 'organizations' }
    return workbook(`${name[lang]}-${place.code}-${day}`, tables, lang)
  }),
)
