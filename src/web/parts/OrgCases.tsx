// The open cases of one organization and those below it, the most pressing first, on its page.
import { Link } from '@tanstack/react-router'
import { listCases } from '../../record/case.api.ts'
import { sayDay } from '../../report/phrase.ts'
import type { Day } from '../../time/day.ts'
import { useAnswer } from '../answers.ts'
import { sayText, useSpeech } from '../language.ts'
import { type Search, scopeOf } from '../view.ts'
import { CaseMark } from './CaseMark.tsx'

const FEW = 5

export function OrgCases({ org, day }: { org: string; day: Day }) {
  const { language, say, pick } = useSpeech()
  const found = useAnswer(listCases, { org, on: day, state: 'open', limit: FEW }, { when: org !== '', keep: true })
  if (!found.data) return null
  const to = (more: Search) => ((before: Search) => ({ ...scopeOf(before), on: before.on, ...more })) as never
  return (
    <section className="block org-cases">
      <h2>
        {say('cases.of_org')}
        <small>{found.data.total || ''}</small>
      </h2>
      {found.data.total === 0 ? (
        <p className="quiet">{say('cases.of_org_none')}</p>
      ) : (
        <ul>
          {found.data.cases.map(row => (
            <li key={row.id}>
              <Link to="/cases" search={to({ case: row.id, state: 'open' })}>
                <span>
                  {sayText(row.title, language)}
                  <small className="quiet">
                    {pick(row.kindName)} · {row.org.code === org ? pick(row.stageName) : pick(row.org.name)}
                  </small>
                </span>
                <span className="nowrap quiet">{sayDay(row.due as Day, language)}</span>
                <CaseMark row={row} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {found.data.total > FEW && (
        <p>
          <Link to="/cases" search={to({ state: 'open' })}>
            {say('cases.of_org_all', { count: found.data.total })}
          </Link>
        </p>
      )}
    </section>
  )
}
