// Answers about registered things.
import { showThing } from '../dossier/thing.api.ts'
import { thingPage } from '../dossier/thing.sql.ts'
import { answer } from './answer.ts'
import { pass, periodOf } from './house.node.ts'

export const thingShow = answer(showThing, ({ house, actor }, query) =>
  pass(house, actor, 'read', tx => thingPage(tx, house.charter, query.id, periodOf(query.period))),
)
