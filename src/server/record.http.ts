// Answers that add records and list them.

import { withoutGrades } from '../charter/charter.ts'
import { attach, attachmentsOf, openAttachment, withdrawAttachment } from '../record/attachment.sql.ts'
import {
  addAttachment,
  addRecords,
  listAttachments,
  listRecords,
  takeAttachment,
  withdrawAttachment as withdrawRoute,
} from '../record/record.api.ts'
import { append, kindOf, lacksMonth, list } from '../record/record.sql.ts'
import { listTwins } from '../record/twin.api.ts'
import { twins } from '../record/twin.sql.ts'
import { findOrg } from '../register/organization.sql.ts'
import { plusDays, readDay } from '../time/day.ts'
import { monthOf } from '../time/period.ts'
import { answer } from './answer.ts'
import { pass, periodOf } from './house.node.ts'

/** Adds lines and settles, so that the figures that rest on them read right in the next breath. */
export const recordAdd = answer(addRecords, async ({ house, actor }, _query, body) => add(house, actor, body.lines))

/** The same for lines of a file, whose place each problem names. */
export async function add(
  house: Parameters<typeof pass>[0],
  actor: Parameters<typeof pass>[1],
  lines: Parameters<typeof append>[2],
  place?: Parameters<typeof append>[4],
) {
  const attempt = () =>
    pass(house, actor, 'record', tx =>
      append(tx, house.charter, lines, { name: actor.account, today: house.today() }, place),
    )
  const done = await attempt().catch(async error => {
    if (!lacksMonth(error)) throw error
    // Every line was found sound before the first was stored: a refused one leaves not even an empty month behind.
    await house.store.keepMonths(new Set(lines.flatMap(line => readDay(line.day) ?? []).map(monthOf)))
    return attempt()
  })
  await house.settle()
  const added = done.filter(one => one.added).length
  return { ids: done.map(one => one.id), added, already: done.length - added }
}

export const recordList = answer(listRecords, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    if (query.kind) kindOf(house.charter, query.kind)
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const rows = await list(tx, {
      seat: org.seat,
      limit: query.limit,
      offset: query.offset,
      ...(query.kind ? { kind: query.kind } : {}),
      ...(query.period ? { period: periodOf(query.period) } : {}),
    })
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      kindName: house.charter.kinds.get(row.kind)?.name ?? { zh: row.kind, en: row.kind },
      org: row.org,
      orgName: { zh: row.orgShort, en: row.orgEnglish },
      day: row.day,
      body: withoutGrades(house.charter.kinds.get(row.kind), row.body),
      present: row.present,
      due: row.due,
      voids: row.voids,
      voidedBy: row.voidedBy,
      by: row.author,
      at: row.at.toISOString(),
    }))
  }),
)

export const attachmentAdd = answer(addAttachment, ({ house, actor }, { record }, { name, content }) =>
  pass(house, actor, 'record', tx =>
    attach(tx, record, { name, bytes: Buffer.from(content, 'base64') }, { name: actor.account, today: house.today() }),
  ),
)

export const attachmentList = answer(listAttachments, ({ house, actor }, { record }) =>
  pass(house, actor, 'read', async tx =>
    (await attachmentsOf(tx, record)).map(({ record: _record, author: by, at, ...row }) => ({
      ...row,
      by,
      at: at.toISOString(),
    })),
  ),
)

export const attachmentWithdraw = answer(withdrawRoute, ({ house, actor }, { record, id }) =>
  pass(house, actor, 'record', async tx => {
    await withdrawAttachment(tx, record, id, { name: actor.account, today: house.today() })
    return {}
  }),
)

export const attachmentFile = answer(takeAttachment, ({ house, actor }, { id }) =>
  pass(house, actor, 'read', tx => openAttachment(tx, id)),
)

export const twinList = answer(listTwins, ({ house, actor }, query) =>
  pass(house, actor, 'read', async tx => {
    const org = await findOrg(tx, query.org ?? actor.org.code)
    const tomorrow = plusDays(house.today(), 1)
    const { from, to } = query.period ? periodOf(query.period) : { from: plusDays(tomorrow, -366), to: tomorrow }
    return twins(tx, house.charter, { seat: org.seat, from, to })
  }),
)
