// Records of one kind out of a workbook: choose the file, see what each row comes to, store all of it or nothing.
import { useState } from 'react'
import { importSheet, type SheetPlan, takeSheet } from '../../exchange/sheet.api.ts'
import { faultIn } from '../../problem/words.ts'
import { periodName } from '../../report/period-name.ts'
import { phrase } from '../../report/phrase.ts'
import { lastDay, readPeriod } from '../../time/period.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { sayText, useSpeech } from '../language.ts'
import { type Carried, carriedIn } from '../taking.ts'
import { useView } from '../view.ts'
import { Excel } from './Excel.tsx'
import { FileChoice } from './FileChoice.tsx'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf } from './Trouble.tsx'

interface Props {
  readonly kind: string
  readonly name: string
  readonly close: () => void
}

export function SheetImport({ kind, name, close }: Props) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const { view } = useView()
  const [chosen, setChosen] = useState<Carried | null>(null)
  const [doubled, setDoubled] = useState(false)
  const [why, setWhy] = useState('')
  const [plan, setPlan] = useState<SheetPlan | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [reading, setReading] = useState(false)
  const store = useChange(async () =>
    setPlan(
      await tell(importSheet, { ...chosen!, preview: false, doubled, ...(why.trim() ? { why } : {}) }, language, {
        kind,
      }),
    ),
  )
  const look = async (one: Carried, both: boolean) => {
    setReading(true)
    setFault(null)
    try {
      setPlan(await tell(importSheet, { ...one, preview: true, doubled: both }, language, { kind }))
    } catch (problem) {
      setPlan(null)
      setFault(problem)
    } finally {
      setReading(false)
    }
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const one = await carriedIn(file)
    setChosen(one)
    setDoubled(false)
    setWhy('')
    await look(one, false)
  }
  const period = readPeriod(view.period)
  const count = plan ? plan.counts.store + plan.counts.correct : 0
  return (
    <SideSheet onClose={close} size={720} title={<span className="eyebrow">{name}</span>}>
      <div className="sheet-import">
        <p className="quiet">{say('excel.hint')}</p>
        <p className="excel-ways">
          <Excel route={takeSheet} asked={{ kind, org: view.org }} text={say('excel.blank')} />
          {period && (
            <Excel
              route={takeSheet}
              asked={{ kind, org: view.org, from: period.from, to: lastDay(period) }}
              text={say('excel.filled', { period: periodName(view.period, language) })}
            />
          )}
          <FileChoice text={say('excel.choose')} accept=".xlsx" onFile={file => void choose(file)} />
        </p>
        {reading && <p className="quiet">{say('excel.reading')}</p>}
        {fault !== null && (
          <p className="fault" role="alert">
            {sentenceOf(fault, speech)}
          </p>
        )}
        {plan && chosen && (
          <>
            <h2>{chosen.file}</h2>
            {plan.stored ? (
              <p role="status">{say('excel.stored', { stored: plan.counts.store, corrected: plan.counts.correct })}</p>
            ) : (
              <p className="quiet">{say('excel.preview')}</p>
            )}
            {plan.faults.length > 0 && (
              <section className="sheet-faults">
                <h3>{say('excel.faults', { count: plan.faults.length })}</h3>
                <ol>
                  {plan.faults.map((one, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: faults of one file never change their order
                    <li key={index}>{sayText(faultIn(one, language), language)}</li>
                  ))}
                </ol>
              </section>
            )}
            {!plan.stored && (
              <Rows
                title={say('excel.store', { count: plan.counts.store })}
                rows={plan.store}
                count={plan.counts.store}
              />
            )}
            {!plan.stored && (
              <Rows
                title={say('excel.correct', { count: plan.counts.correct })}
                rows={plan.correct}
                count={plan.counts.correct}
              />
            )}
            <Rows
              title={say('excel.doubled', { count: plan.counts.doubled })}
              rows={plan.doubled}
              count={plan.counts.doubled}
            />
            {!plan.stored && (doubled || plan.counts.doubled > 0) && (
              <label className="sheet-both">
                <input
                  type="checkbox"
                  checked={doubled}
                  onChange={event => {
                    setDoubled(event.target.checked)
                    void look(chosen, event.target.checked)
                  }}
                />{' '}
                {say('excel.both')}
              </label>
            )}
            {!plan.stored && plan.above.length > 0 && (
              <section className="sheet-above">
                <h3>{say('excel.above', { count: plan.above.length })}</h3>
                <ul>
                  {plan.above.map(one => (
                    <li key={`${one.org.zh} ${one.turn}`}>
                      {say('excel.above_row', {
                        org: pick(one.org),
                        turn: periodName(one.turn, language),
                        owed: phrase(one.owed, 'yuan', language, { digits: 2 }),
                        paid: phrase(one.paid, 'yuan', language, { digits: 2 }),
                      })}
                    </li>
                  ))}
                </ul>
                <label className="kind-field">
                  <span>{say('record.why_above')}</span>
                  <textarea rows={2} maxLength={500} value={why} onChange={event => setWhy(event.target.value)} />
                </label>
              </section>
            )}
            {plan.counts.known > 0 && <p className="quiet">{say('excel.known', { count: plan.counts.known })}</p>}
            {plan.left.length > 0 && (
              <details className="sheet-left">
                <summary>{say('excel.left', { count: plan.left.length })}</summary>
                <ul className="quiet">
                  {plan.left.map(one => (
                    <li key={one.zh}>{sayText(pick(one), language)}</li>
                  ))}
                </ul>
              </details>
            )}
            {!plan.stored && (
              <p className="excel-ways">
                <button
                  type="button"
                  className="button button-main"
                  disabled={
                    store.busy ||
                    reading ||
                    count === 0 ||
                    plan.counts.faults > 0 ||
                    (plan.above.length > 0 && why.trim() === '')
                  }
                  onClick={() => store.run()}
                >
                  {say('excel.write', { count })}
                </button>
                <button type="button" className="button" onClick={close}>
                  {say('person.form_leave')}
                </button>
              </p>
            )}
            {store.fault && (
              <p className="fault" role="alert">
                {sentenceOf(store.fault, speech)}
              </p>
            )}
          </>
        )}
      </div>
    </SideSheet>
  )
}

function Rows({ title, rows, count }: { title: string; rows: SheetPlan['store']; count: number }) {
  const { language, say, pick } = useSpeech()
  if (count === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className="sheet-rows">
        {rows.map(row => (
          <li key={`${row.sheet} ${row.row}`}>
            <span className="quiet nowrap">
              {row.sheet} · {row.row}
            </span>
            <span>
              <b>
                {row.day} {row.org && pick(row.org.name)}
              </b>
              <small className="quiet">
                {row.told.map(one => `${pick(one.name)}${language === 'zh' ? '：' : ': '}${one.text}`).join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {count > rows.length && <p className="quiet">{say('excel.more', { count })}</p>}
    </section>
  )
}
