// Taking the report away: as Word, as a page, as Markdown, or on paper.
import { useState } from 'react'
import { takeReport } from '../../report/report.api.ts'
import type { Asked } from '../client.ts'
import { useSpeech } from '../language.ts'
import { carry } from '../taking.ts'
import { sentenceOf } from './Trouble.tsx'

const FORMATS = ['docx', 'html', 'md'] as const

export function Taking({ asked, ready }: { asked: Omit<Asked<typeof takeReport>, 'format'>; ready: boolean }) {
  const speech = useSpeech()
  const { language, say } = speech
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const fetchAs = async (format: (typeof FORMATS)[number]) => {
    setBusy(format)
    setFault(null)
    try {
      await carry(takeReport, { ...asked, format }, language)
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className="rail-field taking">
      <span>{say('report.take')}</span>
      <div className="taking-ways">
        {FORMATS.map((format, index) => (
          <button
            key={format}
            type="button"
            className={index === 0 ? 'button button-main' : 'button'}
            disabled={!ready || busy !== null}
            onClick={() => void fetchAs(format)}
          >
            {busy === format ? say('report.taking') : say(`report.take_${format}`)}
          </button>
        ))}
        <button type="button" className="button" onClick={() => window.print()}>
          {say('report.print')}
        </button>
      </div>
      {fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
    </div>
  )
}
