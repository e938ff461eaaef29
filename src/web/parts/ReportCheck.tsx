// Checking a report that somebody wrote: a file is dropped or chosen, and what is found in it stands beside the page.
import { type DragEvent, useState } from 'react'
import { type CheckedReport, checkReportFile, MOST_REPORT } from '../../report/report.api.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { carriedIn } from '../taking.ts'
import { SideSheet } from './SideSheet.tsx'
import { sentenceOf } from './Trouble.tsx'
import '../style/report-check.css'

export function ReportCheck() {
  const speech = useSpeech()
  const { language, say } = speech
  const [over, setOver] = useState(false)
  const [reading, setReading] = useState<string | null>(null)
  const [checked, setChecked] = useState<CheckedReport | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const look = async (file: File | undefined) => {
    if (!file || reading !== null) return
    setFault(null)
    setChecked(null)
    // The server would refuse it, too; a file of that size need not travel first.
    if (file.size > MOST_REPORT) {
      setFault(say('check.large'))
      return
    }
    setReading(file.name)
    try {
      setChecked(await tell(checkReportFile, await carriedIn(file), language))
    } catch (problem) {
      setFault(problem)
    } finally {
      setReading(null)
    }
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') void look(event.dataTransfer.files[0])
  }
  return (
    <div className="rail-field report-check">
      <span>{say('check.title')}</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the label inside does the same by keyboard */}
      <div className={over ? 'check-drop over' : 'check-drop'} onDragOver={drag} onDragLeave={drag} onDrop={drag}>
        <p className="quiet">{reading === null ? say('check.hint') : say('check.reading', { file: reading })}</p>
        <label className="button">
          {say('check.choose')}
          <input
            type="file"
            accept=".txt,.md,.docx,.pdf"
            className="sr"
            disabled={reading !== null}
            onChange={event => {
              void look(event.target.files?.[0])
              // The same file, corrected, may be chosen again.
              event.target.value = ''
            }}
          />
        </label>
      </div>
      {fault !== null && (
        <p className="fault" role="alert">
          {typeof fault === 'string' ? fault : sentenceOf(fault, speech)}
        </p>
      )}
      {checked && <Findings checked={checked} close={() => setChecked(null)} />}
    </div>
  )
}

function Findings({ checked, close }: { checked: CheckedReport; close: () => void }) {
  const { say, pick } = useSpeech()
  const { file, findings, numbers, tested, against } = checked
  return (
    <SideSheet onClose={close} size={640} title={<span className="eyebrow">{file}</span>}>
      <div className="check-found">
        <h2 role="status">
          {findings.length === 0 ? say('check.nothing') : say('check.count', { count: findings.length })}
        </h2>
        <p className="quiet">{say('check.extent', { numbers, tested })}</p>
        {against && <p className="quiet">{say('check.against', { period: against })}</p>}
        <ol className="check-list">
          {findings.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings of one file never change their order
            <li key={index}>
              <p className="check-place">
                <span className="check-line">{say('check.line', { line: one.line })}</span>
                <span className="check-kind">{say(`check.kind_${one.kind}`)}</span>
              </p>
              {one.words !== '' && <q>{one.words}</q>}
              <p>{pick(one.why)}</p>
              {one.suggest && <p className="quiet">{pick(one.suggest)}</p>}
            </li>
          ))}
        </ol>
      </div>
    </SideSheet>
  )
}
