// The guide in the reader's language: every page is named at the side, the one for the reader's own work is open first.
import { Link } from '@tanstack/react-router'
import { useMe, useOrg } from '../answers.ts'
import { GUIDE, type GuidePage, guidePage, pictureAddress } from '../guide.ts'
import { useSpeech } from '../language.ts'
import { Markdown } from '../parts/Markdown.tsx'
import { useTitle } from '../title.ts'
import { type Search, useView } from '../view.ts'
import '../style/help.css'

export function HelpPage() {
  const { language, say } = useSpeech()
  const { search } = useView()
  const own = useOwnPage()
  const open = GUIDE.find(page => page === search.page) ?? own
  useTitle(say(`help.${open}`), say('help.title'))
  return (
    <div className="help">
      <nav className="help-pages" aria-label={say('help.pages')}>
        <p className="eyebrow">{say('help.title')}</p>
        <ul>
          {GUIDE.map(page => (
            <li key={page}>
              <Link
                to="/help"
                search={((before: Search) => ({ ...before, page })) as never}
                aria-current={page === open ? 'page' : undefined}
              >
                {say(`help.${page}`)}
              </Link>
            </li>
          ))}
        </ul>
        <button type="button" className="button" onClick={() => window.print()}>
          {say('report.print')}
        </button>
      </nav>
      <article className="help-text" lang={language}>
        <h1 className="sr">{say('help.title')}</h1>
        <Markdown nodes={guidePage(open, language).children} picture={name => pictureAddress(name, language)} />
      </article>
    </div>
  )
}

/** The page for what the reader's post does; whoever has not entered yet sets the system up. */
function useOwnPage(): GuidePage {
  const me = useMe().data
  // Whoever stands above is out of a town's sight, so that its way is as empty as the district's.
  const top = useOrg(me?.account?.org.code ?? '')?.tier === 'district'
  if (!me?.account) return 'setup'
  const may = new Set(me.verbs)
  if (may.has('register')) return top ? 'department' : 'organizer'
  if (may.has('record')) return 'secretary'
  return may.has('audit') ? 'auditor' : 'leader'
}
