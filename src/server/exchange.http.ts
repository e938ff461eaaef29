// Answers that take files in and give them out: the appointment form.
import { fileOf, findPerson } from '../dossier/person.sql.ts'
import { planOf, storeForm } from '../exchange/appointment.sql.ts'
import { readForm, writeForm } from '../exchange/appointment-form.ts'
import { exportForm, importForm } from '../exchange/exchange.api.ts'
import { codeOf } from '../register/vocabulary.ts'
import { answer, file } from './answer.ts'
import { dayOrToday, latest, pass } from './house.node.ts'

export const formImport = answer(importForm, async ({ house, actor }, _query, { file, bytes, person, preview }) => {
  const form = readForm(file, Buffer.from(bytes, 'base64'))
  const asked = { file, form, person, on: house.today() }
  const plan = await pass(house, actor, 'register', tx =>
    preview
      ? planOf(tx, house.charter, asked)
      : storeForm(tx, house.charter, asked, { name: actor.account, today: latest(house) }),
  )
  return preview ? plan : { ...plan, ...(await house.settleStored()) }
})

export const formExport = file(exportForm, 'export.form', ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const on = dayOrToday(house, query.on, 'on')
    const { person, form } = await fileOf(tx, house.charter, await findPerson(tx, query.id, on), on)
    const text = writeForm({
      name: person.name.zh,
      sex: person.sex === '1' ? 1 : 2,
      born: person.born,
      nationality: codeOf(house.charter, 'nationality', person.nationality)?.zh ?? '',
      fields: form?.body ?? {},
    })
    return {
      name: `${person.name.zh}.lrmx`,
      type: 'application/xml',
      bytes: new TextEncoder().encode(text),
      person: person.id,
    }
  }),
)
