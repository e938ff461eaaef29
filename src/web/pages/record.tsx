// Recording at a desk, and the page of one record: what was recorded, what it counts for, and how it came to be so.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { Select } from 'antd'
import { v7 } from 'uuid'
import { recordCounts } from '../../duty/duty.api.ts'
import { type CaptureAnswer, capture } from '../../record/capture.api.ts'
import { addRecords, showRecord } from '../../record/record.api.ts'
import { isCalled } from '../../register/called.ts'
import { listOrgs } from '../../register/register.api.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase, sayDay } from '../../report/phrase.ts'
import { type Day, readDay } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { useChange } from '../change.ts'
import { type Given, tell } from '../client.ts'
import { sayText, useSpeech } from '../language.ts'
import { Attachments } from '../parts/Attachments.tsx'
import { KindChoice } from '../parts/KindChoice.tsx'
import { OrgSelect } from '../parts/OrgPicker.tsx'
import { FormRow } from '../parts/RecordField.tsx'
import { RecordForm, type Saved } from '../parts/RecordForm.tsx'
import { NewRecordLink, RecordLink } from '../parts/RecordLink.tsx'
import { StatusMark } from '../parts/StatusMark.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from '../parts/Trouble.tsx'
import { Twins } from '../parts/Twins.tsx'
import { Withdrawal } from '../parts/Withdrawal.tsx'
import { useTitle } from '../title.ts'
import { type Search, scopeOf, useFormOpen, useView } from '../view.ts'
import '../style/record.css'

type Shown = Given<typeof showRecord>

export function RecordingPage() {
  const { say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const me = useMe().data
  const may = me?.verbs.includes('record') ?? false
  const corrects = search.corrects
  const before = useAnswer(showRecord, { record: corrects ?? '' }, { when: corrects !== undefined })
  const org = before.data?.org.code ?? view.org
  const found = useAnswer(
    capture,
    { org, ...(before.data ? { on: before.data.day } : {}) },
    { when: may && org !== '' && (corrects === undefined || before.data !== undefined) },
  )
  const answer = found.data
  const kindId = before.data?.kind ?? search.kind
  const kind = answer?.kinds.find(one => one.id === kindId)
  const title = say(corrects ? 'record.correct_title' : 'record.title')
  useTitle(kind ? `${title} · ${pick(kind.name)}` : title)
  const fault = before.error ?? found.error
  const choose = (to: string | undefined) => turn({ kind: to })
  if (me && !may) return <Nothing title={say('record.reader_title')} hint={say('record.reader_hint')} />
  if (fault) return <Trouble fault={fault} again={() => void found.refetch()} />
  // A thing that was entered a moment ago is not in an older answer.
  const entered = found.isFetching && search.thing && !answer?.things.some(one => one.id === search.thing)
  if (!answer || !me?.account || entered) return <Waiting rows={10} />
  const subject = { account: me.account.name, org, kind: kindId ?? '', corrects }
  return (
    <div className="recording">
      <header className="page-head">
        {kind ? (
          <div>
            <p className="eyebrow">{title}</p>
            <h1>{pick(kind.name)}</h1>
            <p className="quiet">
              {say('duty.clause')}
              {say('record.colon')}
              {pick(kind.clause)}
            </p>
          </div>
        ) : (
          <h1>{title}</h1>
        )}
      </header>
      {kind ? (
        <RecordForm
          key={Object.values(subject).join(' ')}
          subject={subject}
          kind={kind}
          first={answer}
          record={before.data ?? null}
          day={search.day}
          thing={search.thing}
          forTurn={search.for}
          head={move => (
            <>
              <OrgRow
                code={org}
                fixed={corrects !== undefined}
                answer={answer}
                onOrg={(code, name) => move({ code, name })}
              />
              <KindRow answer={answer} kind={kind.id} fixed={corrects !== undefined} onKind={choose} />
            </>
          )}
        />
      ) : (
        <>
          {kindId && <p className="notice">{say('record.kind_gone')}</p>}
          <OrgRow code={org} fixed={false} answer={answer} onOrg={code => turn({ org: code })} />
          <KindChoice answer={answer} onKind={choose} />
        </>
      )}
    </div>
  )
}

function OrgRow({
  code,
  fixed,
  answer,
  onOrg,
}: {
  code: string
  fixed: boolean
  answer: CaptureAnswer
  onOrg: (code: string, name: { zh: string; en: string }) => void
}) {
  const { say, pick } = useSpeech()
  const only = useAnswer(listOrgs, {}).data?.[0]?.below === 0
  return (
    <FormRow id="org" group label={say('record.org')} fault={null}>
      {fixed || only ? (
        <b>{pick(answer.org.name)}</b>
      ) : (
        <OrgSelect
          label={say('record.org')}
          value={code}
          onOrg={(to, org) => {
            if (org && to !== code) onOrg(to, { zh: org.short, en: org.english })
          }}
        />
      )}
    </FormRow>
  )
}

function KindRow({
  answer,
  kind,
  fixed,
  onKind,
}: {
  answer: CaptureAnswer
  kind: string
  fixed: boolean
  onKind: (kind: string | undefined) => void
}) {
  const { say, pick } = useSpeech()
  const chosen = answer.kinds.find(one => one.id === kind)!
  return (
    <FormRow id="kind" group label={say('record.kind')} fault={null}>
      {fixed ? (
        <b>{pick(chosen.name)}</b>
      ) : (
        <Select
          showSearch
          aria-label={say('record.kind')}
          value={kind}
          onChange={onKind}
          filterOption={(sought, option) =>
            answer.kinds.some(one => one.id === option?.value && isCalled(one.name, sought, one.readings))
          }
          options={answer.kinds.map(one => ({ value: one.id, label: pick(one.name) }))}
        />
      )}
    </FormRow>
  )
}

export function RecordPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { language, say, pick } = useSpeech()
  const found = useAnswer(showRecord, { record: id })
  const saved = useLocation({ select: at => (at.state as { saved?: Saved }).saved ?? null })
  const [withdrawing, setWithdrawing] = useFormOpen('withdrawal')
  const record = found.data
  const title = record && titleOf(record)
  useTitle(title && sayText(pick(title), language), record && pick(record.kindName))
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  if (!record || !title) return <Waiting rows={10} />
  return (
    <div className="recorded">
      {saved?.stored.some(one => one.id === id) && <Done key={id} saved={saved} record={record} />}
      <header className="page-head">
        <div>
          <p className="eyebrow">
            {record.system.id} {pick(record.system.name)} · {pick(record.kindName)}
          </p>
          <h1>{sayText(pick(title), language)}</h1>
          <p className="quiet">
            <Link
              to="/organization"
              search={((before: Search) => ({ ...scopeOf(before), org: record.org.code })) as never}
            >
              {pick(record.org.name)}
            </Link>
            {' · '}
            {sayDay(record.day as Day, language)} · {say('record.known_by', { by: record.by })}
            {record.origin && ` · ${say('record.origin', { org: pick(record.origin.name) })}`}
          </p>
        </div>
        <p className="record-ways">
          {record.correctable && (
            <Link
              className="button"
              to="/record/new"
              search={((before: Search) => ({ ...scopeOf(before), corrects: id })) as never}
            >
              {say('record.correct')}
            </Link>
          )}
          {record.withdrawable && (
            <button
              type="button"
              className="button"
              aria-expanded={withdrawing}
              onClick={() => setWithdrawing(!withdrawing)}
            >
              {say('record.withdraw')}
            </button>
          )}
        </p>
      </header>
      {withdrawing && record.withdrawable && <Withdrawal record={record} close={() => setWithdrawing(false)} />}
      {record.state === 'corrected' && (
        <p className="notice">
          {say('record.state_corrected')}{' '}
          {record.now && <RecordLink id={record.now}>{say('record.state_now')}</RecordLink>}
        </p>
      )}
      {record.state === 'withdrawn' && <p className="notice">{say('record.state_withdrawn')}</p>}
      {(record.held === 'nobody' || record.held === 'untold') && record.state === 'stands' && (
        <p className="notice" data-held={record.held}>
          {say(`held.${record.held}`)}
        </p>
      )}
      {record.state === 'stands' && <Twins org={record.org.code} record={id} period={record.day.slice(0, 7)} />}
      <div className="org-columns">
        <div className="org-main">
          <section className="block">
            <h2>{say('record.fields')}</h2>
            <Fields record={record} />
          </section>
          {record.roll && (
            <section className="block">
              <h2>{say('record.roll')}</h2>
              <Present roll={record.roll} />
              {record.correctable && record.roll.absent.length > 0 && <MakeUp record={record} />}
            </section>
          )}
          <section className="block">
            <h2>{say('record.files')}</h2>
            <Attachments record={id} mayChange={record.withdrawable} />
          </section>
        </div>
        <aside className="org-side">
          <section className="block">
            <h2>{say('record.counts')}</h2>
            {record.state === 'stands' ? (
              <Counts record={record} saved={saved} />
            ) : (
              <p className="quiet">{say('record.counts_none_now')}</p>
            )}
          </section>
          <section className="block">
            <h2>{say('record.history')}</h2>
            <History record={record} />
          </section>
        </aside>
      </div>
    </div>
  )
}

/** A record is called by the first text that it holds. */
function titleOf(record: Shown) {
  return record.fields.find(field => field.type === 'text')?.value ?? record.kindName
}

/** What has just been saved: what to do next, and the way back. */
function Done({ saved, record }: { saved: Saved; record: Shown }) {
  const speech = useSpeech()
  const { language, say } = speech
  const { org, day } = record
  const undo = useChange(() => {
    // What was opened with the record is taken back before it.
    const lines = saved.stored.toReversed().map(({ id, kind }) => ({ kind, org: org.code, day, voids: id }))
    return tell(addRecords, { lines }, language)
  })
  const undone = record.state === 'withdrawn'
  return (
    <div className="notice record-done" role="status">
      <b>{say(undone ? 'record.undone' : saved.corrected ? 'record.corrected' : 'record.saved')}</b>
      {!undone && !saved.corrected && (
        <button type="button" className="link" disabled={undo.busy} onClick={() => undo.run()}>
          {say('record.undo')}
        </button>
      )}
      <NewRecordLink org={org.code} kind={record.kind}>
        {say('record.another')}
      </NewRecordLink>
      {undo.fault && <span className="fault">{sentenceOf(undo.fault, speech)}</span>}
    </div>
  )
}

/** A value as the reader writes it: a day in words, everything else as it is. */
function useWritten() {
  const { language, pick } = useSpeech()
  return (value: { readonly zh: string; readonly en: string }) => {
    const day = readDay(value.en)
    return day ? sayDay(day, language) : pick(value)
  }
}

function Fields({ record }: { record: Shown }) {
  const { say, pick } = useSpeech()
  const written = useWritten()
  return (
    <dl className="record-fields">
      {record.fields.map(field => (
        <div key={field.id}>
          <dt>{pick(field.name)}</dt>
          <dd>
            {field.person ? (
              <Person person={{ id: field.person, name: field.value }} />
            ) : field.record ? (
              <Link
                to="/record/$id"
                params={{ id: field.record } as never}
                search={((before: Search) => scopeOf(before)) as never}
              >
                {pick(field.value)}
              </Link>
            ) : (
              <>
                {written(field.value)}
                {field.type === 'money' && ` ${say('record.yuan')}`}
              </>
            )}
          </dd>
        </div>
      ))}
      {record.case && (
        <div>
          <dt>{say('nav.cases')}</dt>
          <dd>
            <Link
              to="/cases"
              search={((before: Search) => ({ ...scopeOf(before), org: record.org.code, case: record.case! })) as never}
            >
              {say('record.case')}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  )
}

type OnRoll = NonNullable<Shown['roll']>['present'][number]

function Person({ person }: { person: OnRoll }) {
  const { pick } = useSpeech()
  return (
    <Link to="/person/$id" params={{ id: person.id } as never} search={((before: Search) => scopeOf(before)) as never}>
      {pick(person.name)}
    </Link>
  )
}

function Present({ roll }: { roll: NonNullable<Shown['roll']> }) {
  const { say, pick } = useSpeech()
  const lists = (['present', 'absent', 'excused', 'madeUp'] as const).filter(as => roll[as].length > 0)
  if (lists.length === 0) return <p className="quiet">{say('record.roll_none')}</p>
  return (
    <dl className="record-roll">
      {lists.map(as => (
        <div key={as}>
          <dt>
            {say(`record.${as}`)} <small>{roll[as].length}</small>
          </dt>
          <dd>
            {roll[as].map(person => (
              <Person key={person.id} person={person} />
            ))}
            {as === 'madeUp' &&
              roll.madeUp.map(({ id, name, on, late }) => (
                <small key={id} className="quiet">
                  {pick(name)} {on ?? say('held.made_up_untold')}
                  {late && ` (${say('held.made_up_late')})`}{' '}
                </small>
              ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Who missed it makes it up: one press for each, today; another day is said in a correction. */
function MakeUp({ record }: { record: Shown }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const kept = useQueryClient()
  const me = useMe().data
  const making = useMutation({
    mutationFn: (person: string) =>
      tell(
        addRecords,
        {
          lines: [
            {
              ...{ id: v7(), kind: record.kind, org: record.org.code, day: me!.today, body: {}, makesUp: record.id },
              roll: { present: [], excused: [], absent: [], madeUp: [person] },
            },
          ],
        },
        language,
      ),
    onSuccess: () => kept.invalidateQueries(),
  })
  return (
    <div data-make-up>
      {record.makeUpUntil && (
        <p className="quiet">{say('makeup.until', { day: sayDay(record.makeUpUntil as Day, language) })}</p>
      )}
      <p className="record-ways">
        {record.roll!.absent.map(person => (
          <button
            key={person.id}
            type="button"
            className="button"
            disabled={making.isPending || !me}
            onClick={() => making.mutate(person.id)}
          >
            {pick(person.name)}
            {language === 'zh' ? '：' : ': '}
            {say('makeup.today')}
          </button>
        ))}
      </p>
      {making.error && (
        <p className="fault" role="alert">
          {sentenceOf(making.error, speech)}
        </p>
      )}
    </div>
  )
}

/** The duties and figures that the record counts for; just after it was saved, also how they stood before. */
function Counts({ record, saved }: { record: Shown; saved: Saved | null }) {
  const { language, say, pick } = useSpeech()
  const found = useAnswer(recordCounts, { record: record.id })
  if (found.isPending) return <Waiting rows={3} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  const { duties, figures } = found.data
  if (duties.length + figures.length === 0) return <p className="quiet">{say('record.counts_none')}</p>
  const left = (amount: number, unit: string) => say('record.left', { amount: phrase(amount, unit, language) })
  const behind = new Set(duties.map(row => row.measure))
  const year = record.day.slice(0, 4)
  return (
    <ul className="record-counts">
      {duties.map(row => {
        const was = saved?.before.find(one => one.duty === row.duty && one.turn === row.turn)
        const now = Math.max(0, row.owed - (row.value ?? 0))
        return (
          <li key={`${row.duty} ${row.turn}`}>
            <Link
              to="."
              search={
                ((before: Search) => ({
                  ...before,
                  proof: row.measure,
                  at: row.org,
                  in: row.turn,
                  by: 'turn',
                })) as never
              }
            >
              {pick(row.title)}
            </Link>
            <small className="quiet">{periodName(row.turn, language)}</small>
            <span className="record-count">
              <StatusMark status={row.status} />
              <span>
                {phrase(row.value ?? 0, row.unit, language)} / {phrase(row.owed, row.unit, language)}
              </span>
              {was && was.left !== now && (
                <small className="quiet">{say('record.was', { left: left(was.left, row.unit) })}</small>
              )}
            </span>
          </li>
        )
      })}
      {figures
        .filter(figure => !behind.has(figure.id))
        .map(figure => (
          <li key={figure.id}>
            <Link
              to="."
              search={
                ((before: Search) => ({
                  ...before,
                  proof: figure.id,
                  at: record.org.code,
                  in: year,
                  by: undefined,
                })) as never
              }
            >
              {pick(figure.title)}
            </Link>
            <small className="quiet">{periodName(year, language)}</small>
          </li>
        ))}
    </ul>
  )
}

function History({ record }: { record: Shown }) {
  const { language, say, pick } = useSpeech()
  const written = useWritten()
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  })
  return (
    <ol className="story record-history">
      {record.history.toReversed().map(one => (
        <li key={one.id}>
          <time dateTime={one.at}>{at.format(new Date(one.at))}</time>
          <div>
            <b>
              {one.id === record.id || one.change === 'withdrawn' ? (
                say(`record.change_${one.change}`)
              ) : (
                <RecordLink id={one.id}>{say(`record.change_${one.change}`)}</RecordLink>
              )}
            </b>
            {one.id === record.id && record.history.length > 1 && <span className="tag">{say('record.this')}</span>}
            <small className="quiet"> {one.by}</small>
            {one.why && <p>{one.why}</p>}
            {one.turned.map(turned => (
              <p key={turned.name.en} className="quiet">
                {pick(turned.name)}
                {say('record.colon')}
                {turned.from ? written(turned.from) : say('record.nothing')} →{' '}
                {turned.to ? written(turned.to) : say('record.nothing')}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
