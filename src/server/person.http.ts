// Answers about people: finding one, and the file of one on the screen and on paper.
import { findPeople, showPerson, takePerson } from '../dossier/person.api.ts'
import { fileOf, findPerson, searchPeople } from '../dossier/person.sql.ts'
import { figures } from '../measure/figure.sql.ts'
import { findOrg, subtreeNow } from '../register/organization.sql.ts'
import { personDraft } from '../report/person.ts'
import { toWord } from '../report/word.node.ts'
import { type Asking, file, showing } from './answer.ts'
import { askedOf, dayOrToday, pass, periodOf, ready } from './house.node.ts'

export const personList = showing(
  findPeople,
  'look.people',
  ({ house, actor }, query) =>
    pass(house, actor, 'read', async tx => {
      const on = dayOrToday(house, query.on, 'on')
      const org = await findOrg(tx, query.org ?? actor.org.code)
      const orgs = query.q.trim() === '' ? await subtreeNow(tx, org.seat) : []
      return searchPeople(tx, { q: query.q, orgs, on, limit: query.limit })
    }),
  (_asking, { q, org }, people) => (people.length > 0 ? { of: org ?? null, what: { q, count: people.length } } : null),
)

export const personShow = showing(
  showPerson,
  'look.person',
  async ({ house, actor }, query) => {
    const on = dayOrToday(house, query.on, 'on')
    const year = periodOf(on.slice(0, 4))
    await ready(house, actor, year)
    return pass(house, actor, 'read', async tx => {
      const asked = await askedOf(house, actor, tx, { period: year.label, tree: 'then' })
      const [probe] = await figures(tx, house.charter, asked, [...house.charter.measures.keys()].slice(0, 1))
      const file = await fileOf(tx, house.charter, await findPerson(tx, query.id, on), on)
      return { ...file, settled: probe?.status !== 'unsettled' }
    })
  },
  (_asking, _query, { person }) => ({ person: person.id }),
)

export const personWord = file(takePerson, 'export.person', async (asking: Asking, { id, on, lang }) => {
  const file = await personShow.plain(asking, { id, ...(on ? { on } : {}) }, {})
  const draft = personDraft(asking.house.charter, file, lang, asking.actor.org.code)
  return {
    name: `${lang === 'zh' ? '干部档案' : 'cadre-file'}-${file.person.name[lang] || file.person.name.zh}-${file.on}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await toWord(draft),
    person: file.person.id,
  }
})
