// One case opened: who owns it and until when, the way it has to go, what can be done next, and its story so far.
import { Drawer } from 'antd'
import { showCase } from '../../record/case.api.ts'
import { sayDay } from '../../report/phrase.ts'
import { type Day, readDay } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import type { Given } from '../client.ts'
import { sayText, useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { useView } from '../view.ts'
import { CaseMark, CaseTags, DaysLeft } from './CaseMark.tsx'
import { CaseSteps } from './CaseSteps.tsx'
import { RecordLink } from './RecordLink.tsx'
import { Trouble, Waiting } from './Trouble.tsx'
import { useUndo } from './Undo.tsx'

export function CaseDrawer({ day, mayRecord }: { day: Day; mayRecord: boolean }) {
  const { say, pick } = useSpeech()
  const { search, turn } = useView()
  const narrow = useNarrow()
  const id = search.case ?? ''
  const found = useAnswer(showCase, { id, on: day }, { when: id !== '', keep: true })
  const undo = useUndo()
  return (
    <Drawer
      open={id !== ''}
      onClose={() => {
        undo.put(null)
        turn({ case: undefined })
      }}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '92%' : 640}
      className={narrow ? 'sheet-drawer' : 'side-drawer'}
      title={<span className="eyebrow">{say('cases.title')}</span>}
      closable={{ placement: 'end', 'aria-label': say('nav.close') }}
    >
      {found.isPending && id !== '' ? (
        <Waiting />
      ) : found.isError ? (
        <Trouble fault={found.error} again={() => void found.refetch()} />
      ) : null}
      {found.data && (
        <article className={found.isPlaceholderData ? 'proof stale' : 'proof'}>
          <Head told={found.data} day={day} />
          {undo.bar}
          {mayRecord ? (
            found.data.case.next.length > 0 && (
              <section className="block">
                <h2>{say('cases.act')}</h2>
                <CaseSteps
                  form={`steps ${found.data.case.id}`}
                  key={found.data.case.id}
                  cases={[found.data.case]}
                  kinds={[found.data.kind]}
                  day={day}
                  done={undo.put}
                />
              </section>
            )
          ) : (
            <p className="quiet">{say('cases.act_none')}</p>
          )}
          {mayRecord && found.data.case.awaits && (
            <p className="quiet">
              {say('cases.awaits', {
                stage: pick(found.data.case.awaits.stage),
                who: pick(found.data.case.awaits.who),
              })}
            </p>
          )}
          <Story told={found.data} />
        </article>
      )}
    </Drawer>
  )
}

/** A value as the reader writes it: a day in words, everything else as it is. */
function useWritten(): (value: { readonly zh: string; readonly en: string }) => string {
  const { language, pick } = useSpeech()
  return value => {
    const day = readDay(value.en)
    return day ? sayDay(day, language) : pick(value)
  }
}

type Told = Given<typeof showCase>

function Head({ told, day }: { told: Told; day: Day }) {
  const { language, say, pick } = useSpeech()
  const { turn } = useView()
  const written = useWritten()
  const row = told.case
  const owners = [row.owner && pick(row.owner), row.ownerOrg && pick(row.ownerOrg.name)].filter(Boolean).join(' · ')
  return (
    <header className="proof-head">
      <p className="eyebrow">
        {told.kind.system} {pick(row.kindName)} · {pick(row.org.name)}
        {row.origin && say('cases.opened_by', { org: pick(row.origin.name) })}
      </p>
      <h1>{sayText(row.title, language)}</h1>
      <p className="case-stand">
        <CaseMark row={row} />
        {row.state !== 'closed' && <span>{pick(row.stageName)}</span>}
        <CaseTags row={row} />
      </p>
      <dl className="case-facts">
        <div>
          <dt>{say('cases.owner')}</dt>
          <dd>{owners}</dd>
        </div>
        <div>
          <dt>{say('cases.due')}</dt>
          <dd>
            {sayDay(row.due as Day, language)} <DaysLeft row={row} />
          </dd>
        </div>
        {told.fields.slice(1).map(field => (
          <div key={field.name.en}>
            <dt>{pick(field.name)}</dt>
            <dd>{written(field.value)}</dd>
          </div>
        ))}
      </dl>
      {row.repeats && (
        <p className="notice">
          {say('cases.repeats')}{' '}
          <button type="button" className="link" onClick={() => turn({ case: row.repeats! })}>
            {say('cases.see_before')}
          </button>
        </p>
      )}
      <ol className="way" aria-label={say('cases.way')}>
        {told.way.map(stage => (
          <li key={stage.stage} className={stage.passed ? 'passed' : stage.optional ? 'optional' : ''}>
            {pick(stage.name)}
          </li>
        ))}
      </ol>
      <p className="quiet">{say('board.as_of', { day: sayDay(day, language) })}</p>
    </header>
  )
}

function Story({ told }: { told: Told }) {
  const { language, say, pick } = useSpeech()
  const written = useWritten()
  return (
    <section className="block">
      <h2>{say('cases.story')}</h2>
      <ol className="story">
        {told.story.toReversed().map(one => (
          <li key={one.id} className={`story-${one.does}`}>
            <time dateTime={one.day}>{sayDay(one.day as Day, language)}</time>
            <div>
              <b>
                <RecordLink id={one.id}>{pick(one.name)}</RecordLink>
              </b>
              {one.fields.map(field => (
                <p key={field.name.en}>
                  <span className="quiet">{pick(field.name)}</span> {written(field.value)}
                </p>
              ))}
              <small className="quiet">{say('cases.by', { by: one.by })}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
