// The register from an office's own files: choose the file, see how it was read and what comes of it, store it, take it back.
import { useState } from 'react'
import { importLists, type ListPlan, takeList } from '../../exchange/office-list.api.ts'
import { undoChange } from '../../register/change.api.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { sayText, useSpeech } from '../language.ts'
import { type Carried, carriedIn, carryBytes } from '../taking.ts'
import { Excel } from './Excel.tsx'
import { FileChoice } from './FileChoice.tsx'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf } from './Trouble.tsx'

const PARTS = ['organizations', 'people', 'memberships', 'posts'] as const

export function ListImport({ org, close }: { readonly org: string; readonly close: () => void }) {
  const speech = useSpeech()
  const { language, say, pick } = speech
  const [chosen, setChosen] = useState<Carried | null>(null)
  const [plan, setPlan] = useState<ListPlan | null>(null)
  const [undone, setUndone] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [reading, setReading] = useState(false)
  const give = (one: Carried, preview: boolean, back = false) => tell(importLists, { ...one, preview, back }, language)
  const store = useChange(async () => setPlan(await give(chosen!, false)))
  const undo = useChange(async () => {
    await tell(undoChange, { preview: false }, language, { id: plan!.change! })
    setUndone(true)
  })
  const back = useChange(async () => {
    const { back: bytes, file } = await give(chosen!, true, true)
    if (bytes) carryBytes(bytes, file)
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    setReading(true)
    setFault(null)
    setPlan(null)
    setUndone(false)
    try {
      const one = await carriedIn(file)
      setChosen(one)
      setPlan(await give(one, true))
    } catch (problem) {
      setFault(problem)
    } finally {
      setReading(false)
    }
  }
  const kept = plan ? PARTS.reduce((sum, part) => sum + plan[part].new + plan[part].changed, 0) : 0
  const said = (text: string) => sayText(text, language)
  const list = (title: string, rows: readonly string[], open = false) =>
    rows.length > 0 && (
      <details className="sheet-left" open={open}>
        <summary>{title}</summary>
        <ul className="quiet">
          {rows.map(row => (
            <li key={row}>{said(row)}</li>
          ))}
        </ul>
      </details>
    )
  const trouble = fault ?? store.fault ?? undo.fault ?? back.fault
  return (
    <SideSheet onClose={close} size={720} title={<span className="eyebrow">{say('lists.title')}</span>}>
      <div className="sheet-import">
        <p className="quiet">{say('lists.hint')}</p>
        <p className="excel-ways">
          <Excel route={takeList} asked={{ form: 'roster', org }} text={say('lists.roster')} />
          <Excel route={takeList} asked={{ form: 'organizations', org }} text={say('lists.organizations')} />
          <FileChoice text={say('lists.choose')} accept=".xlsx,.csv" onFile={file => void choose(file)} />
        </p>
        {reading && <p className="quiet">{say('excel.reading')}</p>}
        {trouble && (
          <p className="fault" role="alert">
            {sentenceOf(trouble, speech)}
          </p>
        )}
        {plan && (
          <>
            <h2>{said(plan.file)}</h2>
            <p role="status" className={plan.stored ? '' : 'quiet'}>
              {say(undone ? 'lists.undone' : plan.stored ? 'lists.stored' : 'excel.preview')}
            </p>
            <ul>
              {PARTS.map(part => (
                <li key={part}>{say(`lists.part_${part}`, { ...plan[part] })}</li>
              ))}
            </ul>
            {plan.faults.length > 0 && (
              <section className="sheet-faults">
                <h3>{say('excel.faults', { count: plan.faults.length })}</h3>
                <ol>
                  {plan.faults.map((one, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: faults of one file never change their order
                    <li key={index}>
                      {said(`${one.sheet} ${one.column ?? ''}${one.row ?? ''}`)} · {said(pick(one.what))}
                      {language === 'zh' ? '。' : '. '}
                      {said(pick(one.remedy))}
                    </li>
                  ))}
                </ol>
                <button type="button" className="button" disabled={back.busy} onClick={() => back.run()}>
                  {say('lists.back')}
                </button>
              </section>
            )}
            {list(
              say('lists.tree'),
              plan.tree.map(
                one =>
                  `${'　'.repeat(one.level)}${one.name} · ${pick(one.tier.name)}${one.tier.guessed ? '*' : ''} · ${pick(one.sector.name)}${one.sector.guessed ? '*' : ''}`,
              ),
            )}
            {list(
              say('lists.changes'),
              plan.changes.map(
                one => `${pick(one.who)} · ${pick(one.field)}: ${pick(one.before)} → ${pick(one.after)}`,
              ),
            )}
            {list(
              say('lists.columns'),
              plan.sheets.map(
                one =>
                  `${one.sheet}: ${one.columns.flatMap(column => (column.name ? [`${column.heading} → ${pick(column.name)}`] : [])).join(' · ')}`,
              ),
            )}
            {list(say('lists.notes'), plan.notes.map(pick), true)}
            {list(say('excel.left', { count: plan.left.length }), plan.left.map(pick))}
            <p className="excel-ways">
              {!plan.stored && (
                <button
                  type="button"
                  className="button button-main"
                  disabled={store.busy || reading || kept === 0}
                  onClick={() => store.run()}
                >
                  {say('lists.write')}
                </button>
              )}
              {plan.change && !undone && (
                <button type="button" className="button" disabled={undo.busy} onClick={() => undo.run()}>
                  {say('lists.undo')}
                </button>
              )}
              {!plan.stored && (
                <button type="button" className="button" onClick={close}>
                  {say('person.form_leave')}
                </button>
              )}
            </p>
          </>
        )}
      </div>
    </SideSheet>
  )
}
