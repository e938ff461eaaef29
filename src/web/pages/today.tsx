// Today: what I owe, what waits for me, what changed, and for those who lead what is to be decided. Every line leads to the act.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { listComplaints } from '../../burden/complaint.api.ts'
import { listCases } from '../../record/case.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase, sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { readToday } from '../../today/today.api.ts'
import { keyOf } from '../../today/waiting.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { CaseMark, DaysLeft } from '../parts/CaseMark.tsx'
import { NewRecordLink } from '../parts/RecordLink.tsx'
import { StatusMark } from '../parts/StatusMark.tsx'
import { Trouble, Waiting } from '../parts/Trouble.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf } from '../view.ts'
import { useFresh } from '../waiting.ts'
import { actWord } from '../words.ts'
import '../style/cases.css'
import '../style/today.css'

/** Lines of one part; what is more stands on its own page. */
const FEW = 7

type Today = z.output<typeof readToday.out>

export function TodayPage() {
  const { language, say, pick } = useSpeech()
  const me = useMe().data?.account
  const found = useAnswer(readToday, {})
  const on = found.data?.on
  const mine = useAnswer(listCases, { state: 'mine', ...(on ? { on } : {}), limit: FEW }, { when: on !== undefined })
  const fresh = useFresh()
  const box = useAnswer(listComplaints, {}).data
  useTitle(say('today.title'))
  const shown = found.data
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  if (!shown || !me) return <Waiting rows={8} />
  const cases = mine.data?.cases ?? []
  const unanswered = box?.department ? box.complaints.filter(one => one.state !== 'answered') : []
  const nothing = unanswered.length + shown.owed.length + shown.sign.length + shown.decide.length + cases.length === 0
  return (
    <>
      <header className="page-head">
        <h1>{say('today.title')}</h1>
        <p className="quiet">
          {sayDay(shown.on as Day, language)} · {pick(me.org.name)}
        </p>
      </header>
      {shown.past && <p className="notice">{say('today.past', { day: sayDay(shown.on as Day, language) })}</p>}
      {shown.backup && (
        <p className="notice">
          {shown.backup.hours === null
            ? say('today.backup_none')
            : say('today.backup_old', { days: Math.floor(shown.backup.hours / 24) })}
          {shown.backup.fault && ` ${say('today.backup_failed', { why: pick(shown.backup.fault) })}`}{' '}
          <Link to="/help" search={((before: Search) => ({ ...scopeOf(before), page: 'setup' })) as never}>
            {say('today.backup_how')}
          </Link>
        </p>
      )}
      {nothing && !mine.isPending && <p className="today-free">{say('today.free')}</p>}
      {shown.decide.length > 0 && (
        <Part title={say('today.decide')} lead={say('today.decide_lead')}>
          {shown.decide.map(line => (
            <Decision key={line.duty} line={line} org={me.org.code} />
          ))}
        </Part>
      )}
      {shown.owed.length > 0 && (
        <Part
          title={say(shown.owed.some(line => !line.who) ? 'today.owed' : 'today.owed_org')}
          lead={say(shown.owed.some(line => !line.who) ? 'today.owed_lead' : 'today.owed_org_lead')}
        >
          {shown.owed.map(line => (
            <Owed
              key={`${line.duty} ${line.turn}`}
              line={line}
              on={shown.on}
              fresh={fresh.includes(keyOf.turn(line))}
            />
          ))}
        </Part>
      )}
      {shown.sign.length + cases.length + unanswered.length > 0 && (
        <Part title={say('today.waits')} lead={say('today.waits_lead')}>
          {unanswered.slice(0, FEW).map(one => (
            <li key={one.id}>
              <Link to="/burden" hash="complaints" search={((before: Search) => scopeOf(before)) as never}>
                <span className="today-what">
                  <b>{say('complaint.today', { about: say(`complaint.about_${one.about}`) })}</b>
                  <small className="quiet">
                    {pick(one.org.name)}
                    {one.kind && ` · ${pick(one.kind.name)}`}
                  </small>
                </span>
                <span className="today-count">
                  <small>{say(`complaint.state_${one.state}`, { day: sayDay(one.due as Day, language) })}</small>
                </span>
                <span className="today-act">{say('complaint.today_act')} →</span>
              </Link>
            </li>
          ))}
          {cases.map(row => (
            <li key={row.id}>
              <Link
                to="/cases"
                search={
                  ((before: Search) => ({ ...scopeOf(before), on: shown.on, state: 'mine', case: row.id })) as never
                }
              >
                <span className="today-what">
                  <b>{row.title}</b> {fresh.includes(keyOf.case(row)) && <Fresh />}
                  <small className="quiet">
                    {pick(row.kindName)} · {pick(row.org.name)}
                  </small>
                </span>
                <span className="today-count">
                  <CaseMark row={row} />
                  <small>
                    <DaysLeft row={row} />
                  </small>
                </span>
                <span className="today-act">{say('today.see')} →</span>
              </Link>
            </li>
          ))}
          {mine.data && mine.data.total > FEW && (
            <li>
              <Link
                to="/cases"
                search={((before: Search) => ({ ...scopeOf(before), on: shown.on, state: 'mine' })) as never}
              >
                <span className="today-what">{say('cases.of_org_all', { count: mine.data.total })}</span>
              </Link>
            </li>
          )}
          {shown.sign.map(line => (
            <li key={line.certificate}>
              <Link
                to="/pledge"
                search={
                  ((before: Search) => ({
                    ...scopeOf(before),
                    period: String(line.year),
                    certificate: line.certificate,
                  })) as never
                }
              >
                <span className="today-what">
                  <b>{say('today.sign', { taker: pick(line.taker) })}</b>{' '}
                  {fresh.includes(keyOf.certificate(line)) && <Fresh />}
                  <small className="quiet">
                    {line.giver ? say('today.sign_with', { giver: pick(line.giver) }) : say('today.sign_own')}
                  </small>
                </span>
                <span className="today-act">{say('today.sign_act')} →</span>
              </Link>
            </li>
          ))}
        </Part>
      )}
      <section className="block today-news">
        <h2>{say('today.changed')}</h2>
        {shown.changed.length === 0 ? (
          <p className="quiet">{say('today.changed_none')}</p>
        ) : (
          <ul>
            {shown.changed.map(line => (
              <li key={`${line.day} ${line.act} ${line.org?.zh}`}>
                <span className="quiet">{sayDay(line.day as Day, language)}</span>
                <span>
                  {line.org && <b>{pick(line.org)}</b>} {say(actWord(line.act))}
                  {line.count > 1 && <small className="quiet"> × {line.count}</small>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className="block">
      <div className="block-head">
        <h2>{title}</h2>
        <p className="quiet">{lead}</p>
      </div>
      <ul className="today-list">{children}</ul>
    </section>
  )
}

function Decision({ line, org }: { line: Today['decide'][number]; org: string }) {
  const { say, pick } = useSpeech()
  return (
    <li>
      <Link to="/" search={{ org, period: line.period, tree: 'now', duty: line.duty } as never}>
        <span className="today-what">
          <b>{pick(line.title)}</b>
          <small className="quiet">
            {line.system} · {say(`strength.${line.strength}`)}
          </small>
        </span>
        <span className="today-count">
          {line.notMet > 0 && <StatusMark status="not_met" text={say('today.turns', { count: line.notMet })} />}
          {line.late > 0 && <StatusMark status="late" text={say('today.turns', { count: line.late })} />}
          <small className="quiet">{say('today.of', { count: line.due })}</small>
        </span>
        <span className="today-act">{say('today.see')} →</span>
      </Link>
    </li>
  )
}

/** Came since the reader last looked. */
function Fresh() {
  const { say } = useSpeech()
  return <span className="tag">{say('today.fresh')}</span>
}

/** What the hand does next. */
const ACTS = {
  record: 'today.record',
  case: 'today.see_case',
  pledge: 'today.see_pledge',
  none: 'today.see',
} as const

function Owed({ line, on, fresh }: { line: Today['owed'][number]; on: string; fresh: boolean }) {
  const { language, say, pick } = useSpeech()
  const left = Math.round((Date.parse(line.until) - Date.parse(on)) / 86_400_000)
  const narrow = useNarrow()
  // What others do is looked at, not done.
  const by = line.who ? null : line.by
  const told = (
    <>
      <span className="today-what">
        <b>{pick(line.title)}</b> {fresh && <Fresh />}
        <small className="quiet">
          {periodName(line.turn, language)} · {phrase(line.value ?? 0, line.unit, language)} /{' '}
          {phrase(line.owed, line.unit, language)}
          {line.who && ` · ${say('today.others', { who: pick(line.who) })}`}
        </small>
      </span>
      <span className="today-count">
        <StatusMark status={line.status} />
        <small className={left <= 7 ? 'today-soon' : 'quiet'}>
          {say('today.left', { count: left, day: sayDay(line.until as Day, language) })}
        </small>
      </span>
      <span className="today-act">{say(ACTS[by ?? 'none'])} →</span>
    </>
  )
  return (
    <li>
      {narrow && by === 'record' ? (
        // What a record does is recorded on the phone's own route, which works without signal.
        <a href="/m">{told}</a>
      ) : by === 'record' && line.kind ? (
        // A turn that is over is met by what happened in it.
        <NewRecordLink
          org={line.org}
          kind={line.kind}
          {...(line.due >= on ? { day: on } : line.names ? { day: on, turn: line.turn } : { day: line.due })}
        >
          {told}
        </NewRecordLink>
      ) : by === 'case' && line.kind ? (
        <Link
          to="/cases"
          search={{ org: line.org, period: line.turn.slice(0, 4), tree: 'then', on, kind: line.kind } as never}
        >
          {told}
        </Link>
      ) : by === 'pledge' ? (
        <Link to="/pledge" search={{ org: line.org, period: line.turn.slice(0, 4), tree: 'then' } as never}>
          {told}
        </Link>
      ) : (
        <Link
          to="/organization"
          search={{ org: line.org, period: line.turn.slice(0, 4), tree: 'then', duty: line.duty } as never}
        >
          {told}
        </Link>
      )}
    </li>
  )
}
