// How an objective or its certificate stands: the symbols of the board with words of their own.
import type { Status } from '../../charter/standing.ts'
import type { PledgeRow } from '../../pledge/pledge.api.ts'
import { useSpeech } from '../language.ts'
import { Glyph, markClass } from './StatusMark.tsx'

export type PledgeState = PledgeRow['state']

/** In the order of what wants a hand first. */
export const STATES: readonly PledgeState[] = ['unbalanced', 'gap', 'ready', 'signed_by_one', 'drafted', 'signed']

const LOOKS: Readonly<Record<PledgeState, Status>> = {
  unbalanced: 'not_met',
  gap: 'not_met',
  ready: 'open',
  signed_by_one: 'late',
  drafted: 'excused',
  signed: 'met',
}

export function StateGlyph({ state }: { state: PledgeState }) {
  return <Glyph status={LOOKS[state]} />
}

export function StateMark({ state }: { state: PledgeState }) {
  const { say } = useSpeech()
  return (
    <span className={`mark ${markClass(LOOKS[state])}`}>
      <StateGlyph state={state} />
      <span>{say(`pledge.state_${state}`)}</span>
    </span>
  )
}
