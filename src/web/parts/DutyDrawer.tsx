// A cell of the board opened: the turns of one duty for one organization and those below it.
import { listDuties } from '../../duty/duty.api.ts'
import { takePay } from '../../exchange/sheet.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { useAnswer } from '../answers.ts'
import type { Board } from '../board.ts'
import { useSpeech } from '../language.ts'
import { useView } from '../view.ts'
import { Excel } from './Excel.tsx'
import { SideSheet } from './SideSheet.tsx'
import { Nothing, Trouble, Waiting } from './Trouble.tsx'
import { OrgTurns, TurnTable } from './Turns.tsx'

export function DutyDrawer({ shown }: { shown: Board }) {
  const { language, say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const { duty = '', of = view.org, own } = search
  const found = useAnswer(listDuties, { org: of, period: view.period, duty }, { when: duty !== '' })
  const row = shown.rows.find(one => one.duty === duty)
  const rows = (found.data ?? []).filter(one => one.duty === duty && (own !== '1' || one.org === of))
  const first = rows[0]
  const several = new Set(rows.map(one => one.org)).size > 1
  // The address may name an organization that has no column here.
  const name =
    shown.columns.find(column => column.code === of)?.name ??
    rows.find(one => one.org === of)?.orgName ??
    shown.org.name
  return (
    <SideSheet
      open={duty !== ''}
      onClose={() => turn({ duty: undefined, of: undefined, own: undefined })}
      size={640}
      title={<span className="eyebrow">{say('duty.title')}</span>}
    >
      <article className="proof">
        <header className="proof-head">
          <p className="eyebrow">
            {row ? `${row.system} ${pick(row.name)} · ` : ''}
            {pick(name)} · {periodName(view.period, language)}
          </p>
          <h1>{row ? pick(row.title) : duty}</h1>
          {first && (
            <blockquote className="clause">
              <p>{pick(first.clause)}</p>
              <footer>
                {row && `${say(`every.${row.every}`)} · `}
                {say(`strength.${first.strength}`)} {phrase(first.owed, first.unit, language)}
              </footer>
            </blockquote>
          )}
          {first?.unit === 'yuan' && (
            <p className="excel-ways">
              <Excel route={takePay} asked={{ duty, org: of, period: view.period }} text={say('excel.pay')} />
            </p>
          )}
        </header>
        {found.isPending && duty !== '' ? (
          <Waiting />
        ) : found.isError ? (
          <Trouble fault={found.error} again={() => void found.refetch()} />
        ) : null}
        {found.data &&
          (rows.length === 0 ? (
            <Nothing title={say('duty.none')} hint={say('duty.none_hint')} />
          ) : several ? (
            <OrgTurns rows={rows} />
          ) : (
            <TurnTable rows={rows} />
          ))}
      </article>
    </SideSheet>
  )
}
