// What a change of the register would entail, in words: who stands where, whose board, which duties, certificates and sight.
import type { ReactNode } from 'react'
import type { Consequences, changeRegister } from '../../register/change.api.ts'
import { turnName } from '../../report/period-name.ts'
import { useCodes } from '../answers.ts'
import type { Given } from '../client.ts'
import { groupsOf } from '../groups.ts'
import { useSpeech } from '../language.ts'
import type { PledgeState } from './StateMark.tsx'

type Board = Consequences['boards'][number]

interface Props {
  readonly found: Consequences
  readonly records: Given<typeof changeRegister>['records']
  /** True where records stay though the organization is split. */
  readonly split?: boolean
}

export function Entailed({ found, records, split = false }: Props) {
  const { language, say, pick } = useSpeech()
  const codes = useCodes()
  const { handed } = found
  const path = (names: Consequences['shifts'][number]['before']) =>
    names ? names.map(pick).join(' / ') : say('change.nowhere')
  const hands = [
    handed.ended > 0 && say('change.posts_end', { count: handed.ended }),
    handed.begun > 0 && say('change.posts_begin', { count: handed.begun }),
    handed.things > 0 && say('change.things', { count: handed.things }),
    handed.ties > 0 && say('change.ties', { count: handed.ties }),
  ].filter(one => one !== false)
  return (
    <div className="entailed">
      {found.shifts.length > 0 && (
        <Part title={say('change.places')}>
          {found.shifts.map(one => (
            <li key={one.org.code}>
              <b>{pick(one.org.name)}</b>
              <span className="entailed-path">
                <del>{path(one.before)}</del>
                <ins>{path(one.after)}</ins>
              </span>
              {one.organizations > 0 && (
                <span className="quiet">
                  {say('change.along', {
                    organizations: one.organizations,
                    members: one.members,
                    things: one.things,
                  })}
                </span>
              )}
            </li>
          ))}
        </Part>
      )}
      {handed.members.length + hands.length > 0 && (
        <Part title={say('change.handed')}>
          {handed.members.map(({ from, to, count }) => (
            <li key={`${from?.zh} ${to?.zh}`}>
              {say('change.members', {
                count,
                from: from ? pick(from) : say('change.nobody'),
                to: to ? pick(to) : say('change.nobody'),
              })}
            </li>
          ))}
          {hands.length > 0 && <li>{hands.join(language === 'zh' ? '；' : '; ')}</li>}
        </Part>
      )}
      {records.length > 0 && (
        <Part title={say(split ? 'change.records_split' : 'change.records')}>
          {records.map(one => (
            <li key={one.kind}>
              {say('change.record', { count: one.count, kind: pick(one.name) })}
              {one.money !== undefined && (
                <span className="quiet">{say('change.yuan', { yuan: one.money.toLocaleString(language) })}</span>
              )}
            </li>
          ))}
        </Part>
      )}
      {found.figures.length > 0 && (
        <Part title={say('change.figures', { year: found.year })}>
          {found.figures.map(one => (
            <li key={one.measure}>
              {pick(one.title)}
              <span className="entailed-path">
                <del>{one.before ?? '—'}</del>
                <ins>{one.after ?? '—'}</ins>
              </span>
            </li>
          ))}
        </Part>
      )}
      {found.owed.length > 0 && (
        <Part title={say('change.owed', { year: found.year })}>
          {found.owed.map(one => (
            <li key={one.duty}>
              {pick(one.title)}
              <span className="entailed-path">
                <del>{one.before.toLocaleString(language)}</del>
                <ins>{one.after.toLocaleString(language)}</ins>
              </span>
            </li>
          ))}
        </Part>
      )}
      {found.boards.length > 0 && (
        <Part title={say('change.boards', { year: found.year })}>
          {found.boards.map(board => (
            <BoardShift key={board.org.code} board={board} />
          ))}
        </Part>
      )}
      {found.obligations.length > 0 && (
        <Part title={say('change.duties')}>
          {groupsOf(found.obligations, one => `${one.org.code} ${one.begins} ${one.turn}`).map(([key, list]) => {
            const [first] = list
            return (
              <li key={key}>
                {say(first!.begins ? 'change.duty_begins' : 'change.duty_ends', {
                  org: pick(first!.org.name),
                  turn: turnName(first!.turn, language),
                })}
                <span className="quiet">{list.map(one => pick(one.title)).join(language === 'zh' ? '；' : '; ')}</span>
              </li>
            )
          })}
        </Part>
      )}
      {found.certificates.length + found.parts.length > 0 && (
        <Part title={say('change.pledges')}>
          {found.certificates.map(one => (
            <li key={`${one.year} ${one.giver?.zh} ${one.taker.zh}`}>
              {say('change.certificate', {
                year: one.year,
                giver: one.giver ? pick(one.giver) : say('certificate.top'),
                taker: pick(one.taker),
                before: say(`pledge.state_${one.before as PledgeState}`),
                after: say(`pledge.state_${one.after as PledgeState}`),
              })}
            </li>
          ))}
          {found.parts.map(one => (
            <li key={`${one.year} ${one.org.zh} ${one.title.zh}`}>
              {say(one.why === 'closed' ? 'change.part_closed' : 'change.part_outside', {
                year: one.year,
                org: pick(one.org),
                title: pick(one.title),
              })}
            </li>
          ))}
        </Part>
      )}
      {found.sight.length > 0 && (
        <Part title={say('change.sight')}>
          {found.sight.map(one => (
            <li key={`${one.gains} ${one.of.code} ${one.person.zh} ${one.post} ${one.at.zh}`}>
              {say(one.gains ? 'change.gains_sight' : 'change.loses_sight', {
                person: pick(one.person),
                post: codes.name('post', one.post),
                at: pick(one.at),
                org: pick(one.of.name),
              })}
            </li>
          ))}
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4>{title}</h4>
      <ul>{children}</ul>
    </section>
  )
}

function BoardShift({ board }: { board: Board }) {
  const { say, pick } = useSpeech()
  const sum = (list: Board['loses'], of: 'owed' | 'met') => list.reduce((total, one) => total + one[of], 0)
  const sides = (['loses', 'gains'] as const).filter(side => board[side].length > 0)
  return (
    <li>
      <b>{pick(board.org.name)}</b>
      {sides.map(side => (
        <details key={side}>
          <summary>
            {say(side === 'loses' ? 'change.board_loses' : 'change.board_gains', {
              owed: sum(board[side], 'owed'),
              met: sum(board[side], 'met'),
            })}
          </summary>
          <ul>
            {board[side].map(one => (
              <li key={one.duty}>
                <span>{pick(one.title)}</span>
                <span className="quiet">{say('change.turns', { owed: one.owed, met: one.met })}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </li>
  )
}
