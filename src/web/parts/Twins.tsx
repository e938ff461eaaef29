// Two records that may tell of one event, side by side. Both stand until somebody decides: keep both, or withdraw one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BOTH } from '../../charter/charter.ts'
import { addRecords, type RecordInput } from '../../record/record.api.ts'
import { listTwins, type Twin, type TwinPair } from '../../record/twin.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer, useMe } from '../answers.ts'
import { tell } from '../client.ts'
import { useSpeech } from '../language.ts'
import { RecordLink } from './RecordLink.tsx'
import { sentenceOf } from './Trouble.tsx'

/** The pairs in an organization's subtree that nobody has decided about; nothing where there is none. */
export function Twins({ org, record, period }: { org: string; record?: string; period?: string }) {
  const { say } = useSpeech()
  const found = useAnswer(listTwins, { org, ...(record ? { record } : {}), ...(period ? { period } : {}) })
  if (!found.data || found.data.length === 0) return null
  return (
    <section className="block" aria-labelledby="twins">
      <h2 id="twins">
        {say('twin.title')}
        <small>{found.data.length}</small>
      </h2>
      <p className="quiet">{say('twin.about')}</p>
      {found.data.map(pair => (
        <Pair key={pair.twins.map(twin => twin.id).join(' ')} pair={pair} />
      ))}
    </section>
  )
}

function Pair({ pair }: { pair: TwinPair }) {
  const speech = useSpeech()
  const { say, pick, language } = speech
  const me = useMe().data
  const kept = useQueryClient()
  const deciding = useMutation({
    mutationFn: (line: RecordInput) => tell(addRecords, { lines: [line] }, language),
    onSuccess: () => kept.invalidateQueries(),
  })
  const { kind, org, day } = pair
  const [one, other] = pair.twins
  const mayDecide = me?.verbs.includes('record') && !deciding.isPending
  return (
    <article className="twins">
      <h3>
        {pick(pair.kindName)} · {pick(pair.orgName)} · {sayDay(day as Day, language)}
      </h3>
      <div className="twin-pair">
        {pair.twins.map(twin => (
          <div key={twin.id} className="twin">
            <Account twin={twin} />
            <RecordLink id={twin.id}>{say('record.open')}</RecordLink>
            <button
              type="button"
              className="button"
              disabled={!mayDecide}
              onClick={() => deciding.mutate({ kind, org, day, body: {}, voids: twin.id })}
            >
              {say('twin.withdraw')}
            </button>
          </div>
        ))}
      </div>
      <button
        type="button"
        className="button"
        disabled={!mayDecide}
        onClick={() => deciding.mutate({ kind: BOTH, org, day: me!.today, body: { one: one.id, other: other.id } })}
      >
        {say('twin.keep_both')}
      </button>
      {deciding.error && (
        <p className="fault" role="alert">
          {sentenceOf(deciding.error, speech)}
        </p>
      )}
    </article>
  )
}

function Account({ twin }: { twin: Twin }) {
  const { say, pick, language } = useSpeech()
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(twin.at))
  return (
    <dl>
      {twin.fields.map(({ name, value }) => (
        <div key={name.en}>
          <dt>{pick(name)}</dt>
          <dd>{pick(value)}</dd>
        </div>
      ))}
      {twin.due > 0 && (
        <div>
          <dt>{say('twin.present')}</dt>
          <dd>
            {say('twin.present_of', { present: twin.present, due: twin.due })}
            {twin.onlyHere.length > 0 &&
              ` · ${say('twin.only_here')} ${twin.onlyHere.map(pick).join(language === 'zh' ? '、' : ', ')}`}
          </dd>
        </div>
      )}
      <div>
        <dt>{say('twin.by')}</dt>
        <dd>
          {twin.by} · {at}
        </dd>
      </div>
    </dl>
  )
}
