// The files beside a record: opened, added, taken back.
import { useRef } from 'react'
import { addAttachment, listAttachments, takeAttachment, withdrawAttachment } from '../../record/record.api.ts'
import { useAnswer } from '../answers.ts'
import { useChange } from '../change.ts'
import { tell } from '../client.ts'
import { useSpeech, written } from '../language.ts'
import { carry } from '../taking.ts'
import { sentenceOf } from './Trouble.tsx'

const TAKEN = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd'

export function Attachments({ record, mayChange }: { record: string; mayChange: boolean }) {
  const speech = useSpeech()
  const { language, say } = speech
  const found = useAnswer(listAttachments, { record })
  const field = useRef<HTMLInputElement>(null)
  const add = useChange<File>(async file =>
    tell(addAttachment, { name: file.name, content: await base64(file) }, language, { record }),
  )
  const drop = useChange<string>(id => tell(withdrawAttachment, {}, language, { record, id }))
  const open = useChange<string>(id => carry(takeAttachment, { id }, language))
  const fault = found.error ?? add.fault ?? drop.fault ?? open.fault
  return (
    <>
      {found.data?.length === 0 && <p className="quiet">{say('record.files_none')}</p>}
      <ul className="record-files">
        {found.data?.map(file =>
          file.withdrawnBy ? (
            <li key={file.id} className="quiet">
              {say('record.files_withdrawn', { name: file.name, by: file.withdrawnBy })}
            </li>
          ) : (
            <li key={file.id}>
              <button type="button" className="link" onClick={() => open.run(file.id)}>
                {file.name}
              </button>
              <small className="quiet">
                {written(Math.ceil(file.size / 1024), language)} KB · {file.by}
              </small>
              {mayChange && (
                <button type="button" className="link" disabled={drop.busy} onClick={() => drop.run(file.id)}>
                  {say('record.files_withdraw')}
                </button>
              )}
            </li>
          ),
        )}
      </ul>
      {mayChange && (
        <p className="record-ways">
          <button type="button" className="button" disabled={add.busy} onClick={() => field.current?.click()}>
            {say(add.busy ? 'record.files_adding' : 'record.files_add')}
          </button>
          <small className="quiet">{say('record.files_hint')}</small>
          <input
            ref={field}
            type="file"
            accept={TAKEN}
            hidden
            aria-label={say('record.files_add')}
            onChange={event => {
              const file = event.target.files?.[0]
              if (file) add.run(file)
              event.target.value = ''
            }}
          />
        </p>
      )}
      {fault && (
        <p className="fault" role="alert">
          {sentenceOf(fault, speech)}
        </p>
      )}
    </>
  )
}

/** The content of a file as the wire wants it: a data address without its head. */
function base64(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => failed(reader.error)
    reader.readAsDataURL(file)
  })
}
