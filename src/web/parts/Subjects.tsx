// Whom an appraisal is about: who waits for a rating, in the order of the tree. How anybody is rated stands in their own file alone.
import { useState } from 'react'
import {
  type AppraisalSubject,
  listAppraisals,
  listSubjects,
  rateAppraisal,
  showAppraisal,
  withdrawRating,
} from '../../dossier/appraisal.api.ts'
import { periodName } from '../../report/period-name.ts'
import type { Day } from '../../time/day.ts'
import { lastDay, readPeriod, turnsIn } from '../../time/period.ts'
import { useAnswer, useMe, useOrg } from '../answers.ts'
import { oneByOne, useChange } from '../change.ts'
import { ask, type Given, tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { type Lines, useLines } from '../lines.ts'
import { useTitle } from '../title.ts'
import { useView } from '../view.ts'
import { Bulk, LineBox, LineKeys } from './Lines.tsx'
import { Glyph, markClass } from './StatusMark.tsx'
import { Nothing, sentenceOf, Trouble, Waiting } from './Trouble.tsx'
import { type Done, useUndo } from './Undo.tsx'

/** An appraisal and one of its turns. */
interface Turn {
  readonly appraisal: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly turn: string
  readonly over: boolean
}

export function Subjects() {
  const { language, say, pick } = useSpeech()
  const { view, search, turn } = useView()
  const latest = useMe().data?.latest ?? ''
  const org = useOrg(view.org)
  const declared = useAnswer(listAppraisals, {})
  const turns = turnsOf(declared.data ?? [], view.period, latest as Day)
  const chosen =
    turns.find(one => one.appraisal === search.kind && one.turn === search.in) ??
    turns.find(one => one.over) ??
    turns[0]
  useTitle(say('appraisal.title'))
  return (
    <>
      <header className="page-head">
        <h1>{say('appraisal.title')}</h1>
        <p className="quiet">
          {org && pick({ zh: org.short, en: org.english })} · {say('appraisal.lead')}
        </p>
      </header>
      <fieldset className="chips" aria-label={say('appraisal.which')}>
        {turns.map(one => (
          <button
            key={`${one.appraisal} ${one.turn}`}
            type="button"
            className="chip"
            aria-pressed={one === chosen}
            onClick={() => turn({ kind: one.appraisal, in: one.turn }, true)}
          >
            {periodName(one.turn, language)} {pick(one.title)}
          </button>
        ))}
      </fieldset>
      {declared.isPending && <Waiting rows={12} />}
      {declared.isError && <Trouble fault={declared.error} again={() => void declared.refetch()} />}
      {declared.data && !chosen && (
        <Nothing title={say('appraisal.turns_none')} hint={say('appraisal.turns_none_hint')} />
      )}
      {chosen && view.org !== '' && <List key={`${chosen.appraisal} ${chosen.turn}`} org={view.org} chosen={chosen} />}
    </>
  )
}

function turnsOf(declared: Given<typeof listAppraisals>, asked: string, latest: Day): Turn[] {
  const period = readPeriod(asked)
  if (!period) return []
  return declared.flatMap(({ id, title, every }) =>
    turnsIn(period, every).map(one => ({ appraisal: id, title, turn: one.label, over: lastDay(one) < latest })),
  )
}

function List({ org, chosen }: { org: string; chosen: Turn }) {
  const { say, pick } = useSpeech()
  const { turn } = useView()
  const found = useAnswer(listSubjects, { appraisal: chosen.appraisal, period: chosen.turn, org })
  const subjects = found.data?.subjects ?? []
  const waits = (id: string) => subjects.some(one => one.id === id && one.mayRate && !one.rated)
  const lines = useLines(
    `subjects ${chosen.appraisal} ${chosen.turn}`,
    found.data ? subjects.map(one => one.id) : null,
    waits,
  )
  const undo = useUndo()
  const named = ({ person, org }: AppraisalSubject) => pick(person ?? org.name)
  if (found.isPending) return <Waiting rows={12} />
  if (found.isError) return <Trouble fault={found.error} again={() => void found.refetch()} />
  return (
    <>
      {undo.bar}
      {subjects.length === 0 ? (
        <Nothing title={say('appraisal.subjects_none')} hint={say('appraisal.subjects_none_hint')} />
      ) : (
        <p className="line-bar">
          <LineKeys />
        </p>
      )}
      <ul className="subjects">
        {subjects.map(one => (
          <li key={one.id} className={lines.chosen.has(one.id) ? 'subject chosen' : 'subject'}>
            {waits(one.id) ? <LineBox lines={lines} id={one.id} title={named(one)} /> : <span className="line-box" />}
            <button
              type="button"
              className="subject-door line-door line-split"
              onClick={() =>
                turn({
                  appraisal: chosen.appraisal,
                  period: chosen.turn,
                  ...(one.person ? { person: one.id } : { org: one.org.code }),
                })
              }
              {...lines.door(one.id)}
            >
              <span>
                {named(one)}
                {one.person && <small className="quiet"> {pick(one.org.name)}</small>}
              </span>
              <span className={`mark ${markClass(one.rated ? 'met' : 'open')}`}>
                <Glyph status={one.rated ? 'met' : 'open'} />
                <span>{say(one.rated ? 'appraisal.rated' : chosen.over ? 'appraisal.waits' : 'appraisal.runs')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Confirming
        lines={lines}
        chosen={chosen}
        picked={subjects.filter(one => lines.chosen.has(one.id))}
        done={undo.put}
      />
    </>
  )
}

interface ConfirmingProps {
  readonly lines: Lines
  readonly chosen: Turn
  readonly picked: readonly AppraisalSubject[]
  readonly done: (done: Done) => void
}

/** Confirms for each what its own records suggest. Who has nothing that counts is left for a decision with a reason. */
function Confirming({ lines, chosen, picked, done }: ConfirmingProps) {
  const speech = useSpeech()
  const { language, say } = speech
  const { appraisal } = chosen
  const [left, setLeft] = useState(0)
  const confirm = useChange(async () => {
    const rated: { about: { period: string; org?: string; person?: string }; id: string }[] = []
    let open = 0
    const rate = async ({ id, person, org }: AppraisalSubject) => {
      const about = { period: chosen.turn, ...(person ? { person: id } : { org: org.code }) }
      const { suggested } = await ask(showAppraisal, { appraisal, ...about }, language)
      if (suggested === null) open += 1
      else
        rated.push({ about, ...(await tell(rateAppraisal, { ...about, rating: suggested }, language, { appraisal })) })
    }
    try {
      await oneByOne(picked, rate)
      setLeft(open)
    } finally {
      // What was confirmed before one was refused can be taken back like everything else.
      if (rated.length > 0)
        done({
          said: say => say('appraisal.rated_n', { count: rated.length }),
          undone: say => say('appraisal.unrated_n', { count: rated.length }),
          takeBack: () =>
            oneByOne(rated, ({ about, id }) => tell(withdrawRating, {}, language, { appraisal, ...about, id })),
        })
    }
  })
  return (
    <Bulk lines={lines} count={picked.length}>
      <p className="quiet">{say('appraisal.confirm_lead')}</p>
      <p className="bulk-ways">
        <button type="button" className="button button-main" disabled={confirm.busy} onClick={() => confirm.run()}>
          {say('appraisal.confirm_n', { count: picked.length })}
        </button>
      </p>
      {left > 0 && <p className="fault">{say('appraisal.left_n', { count: left })}</p>}
      {confirm.fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(confirm.fault, speech)}
        </p>
      )}
    </Bulk>
  )
}
