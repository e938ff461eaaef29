// The frame of every page: name, pages, what is looked at, language and account; on a phone bar, tabs and a sheet.
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { readVocabulary } from '../../charter/charter.api.ts'
import { periodName } from '../../report/period-name.ts'
import { useAnswer, useMe, useOrg } from '../answers.ts'
import { DOORS } from '../entry.ts'
import { forgetInWindow } from '../kept.ts'
import { callMembers, useSpeech } from '../language.ts'
import { useNarrow } from '../narrow.ts'
import { Welcome } from '../pages/welcome.tsx'
import { endTour, startTour, useTour } from '../tour.ts'
import { type Search, scopeOf, useTreeDay, useView } from '../view.ts'
import { useWaiting } from '../waiting.ts'
import type { Word } from '../words.ts'
import { AccountMenu, AccountPanel, LanguageSwitch } from './Account.tsx'
import { Brand } from './Brand.tsx'
import { OrgName } from './OrgName.tsx'
import { PeriodPanel, PeriodPicker } from './PeriodPicker.tsx'
import { SideSheet } from './SideSheet.tsx'
import { TreeToggle } from './TreeToggle.tsx'
import { Trouble, Waiting } from './Trouble.tsx'

// The tree picker and the proof are the heavy parts; the first picture does not wait for them.
const OrgPicker = lazy(() => import('./OrgPicker.tsx').then(part => ({ default: part.OrgPicker })))
const Tour = lazy(() => import('./Tour.tsx').then(part => ({ default: part.Tour })))
const ProofDrawer = lazy(() => import('./ProofDrawer.tsx').then(part => ({ default: part.ProofDrawer })))

const PAGES: readonly { readonly to: string; readonly word: Word; readonly drawing: string }[] = [
  { to: '/today', word: 'nav.today', drawing: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4l3 2' },
  { to: '/', word: 'nav.board', drawing: 'M3 5h14M3 10h14M3 15h14M8 3v14' },
  { to: '/cases', word: 'nav.cases', drawing: 'M4 5h12M4 10h7M4 15h5M12.5 14l2 2 3.5-4.5' },
  { to: '/organization', word: 'nav.organization', drawing: 'M10 3v5M4 17v-4h12v4M10 8v9M8 3h4' },
  { to: '/campaigns', word: 'nav.campaigns', drawing: 'M5 17V3M5 4h10l-2.5 3.5L15 11H5' },
  { to: '/forms', word: 'nav.forms', drawing: 'M3 17V6l5-3v14M8 8h9v9H3M11 11h3M11 14h3' },
  { to: '/figures', word: 'nav.figures', drawing: 'M4 17V9M10 17V3M16 17v-5' },
  { to: '/charts', word: 'nav.charts', drawing: 'M4 16V8h3v8zM9 16V4h3v12zM14 16v-5h3v5zM3 16h15' },
  { to: '/pledge', word: 'nav.pledge', drawing: 'M4 3h12v9l-6 5-6-5zM7 8l2 2 4-4' },
  { to: '/ballot', word: 'nav.ballot', drawing: 'M3 9h14v8H3zM7 9V4h6v5M8 13h4' },
  {
    to: '/charter',
    word: 'nav.charter',
    drawing: 'M5 3h9a2 2 0 0 1 2 2v12H7a2 2 0 0 1-2-2zM5 15a2 2 0 0 1 2-2h9M8 7h5',
  },
  { to: '/report', word: 'nav.report', drawing: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2' },
  { to: '/burden', word: 'nav.burden', drawing: 'M10 3v14M5 17h10M4 6h12M4 6l-2 5h4zM16 6l-2 5h4z' },
]

/** What a voter without a post has: the ballot, the own account, the guide. */
const VOTING = /^\/(ballot|account|help)\b/
const VOTER_PAGES = PAGES.filter(page => page.to === '/ballot')

/** What can be read and done before there is an account. */
const BEFORE = /^\/(setup|invite|help)\b/

/** Pages that a phone shows in its bar; the others stand behind the last tab. */
const TABS = 4

function Pages({ className, pages, children }: { className: string; pages: typeof PAGES; children?: ReactNode }) {
  const { say } = useSpeech()
  return (
    <nav className={className} aria-label={say('nav.pages')}>
      {pages.map(page => (
        <Link
          key={page.to}
          to={page.to}
          search={((before: Search) => scopeOf(before)) as never}
          activeOptions={{ exact: page.to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d={page.drawing} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
          <span>{say(page.word)}</span>
          {page.to === '/today' && <WaitingCount />}
        </Link>
      ))}
      {children}
    </nav>
  )
}

/** How much waits, quietly; a dot where something is new. */
function WaitingCount() {
  const { say } = useSpeech()
  const waiting = useWaiting()
  if (!waiting || waiting.keys.length === 0) return null
  const { keys, fresh } = waiting
  const told = say('nav.waiting', { count: keys.length })
  const news = fresh.length > 0 ? say('nav.waiting_fresh', { n: fresh.length }) : ''
  return (
    <span className={fresh.length > 0 ? 'nav-count nav-count-fresh' : 'nav-count'} title={told + news}>
      <span aria-hidden="true">{keys.length > 99 ? '99+' : keys.length}</span>
      <span className="sr">{told + news}</span>
    </span>
  )
}

export function Shell() {
  const { say, pick } = useSpeech()
  const me = useMe()
  const { view, search, turn } = useView()
  const narrow = useNarrow()
  const tour = useTour()
  const account = me.data?.account
  const name = account?.name
  // Whoever comes in after somebody else finds nothing of theirs in this window.
  useEffect(() => {
    if (name) forgetInWindow(whose => whose !== name)
  }, [name])
  const members = useAnswer(readVocabulary, {}, { when: Boolean(account) }).data?.fields.members
  useEffect(() => {
    if (members) callMembers(members)
  }, [members])
  // The path alone: a location that is another object at each step would write the address again and again.
  const pathname = useLocation({ select: ({ pathname }) => pathname })

  // Being on a roll opens the ballot alone.
  const voter = account !== undefined && account !== null && me.data?.verbs.length === 0
  const navigate = useNavigate()
  const astray = voter && !VOTING.test(pathname)
  useEffect(() => {
    if (astray) void navigate({ to: '/ballot', replace: true } as never)
  }, [astray, navigate])

  // A shared address must say all that it means, so what was left open is written into it.
  useEffect(() => {
    if (account && !voter && !DOORS.test(pathname) && (!search.org || !search.period || !search.tree))
      turn({ org: view.org, period: view.period, tree: view.tree }, true)
  }, [account, voter, pathname, search.org, search.period, search.tree, view.org, view.period, view.tree, turn])

  if (me.isPending)
    return (
      <main className="page">
        <Waiting />
      </main>
    )
  if (me.isError)
    return (
      <main className="page">
        <Trouble fault={me.error} again={() => void me.refetch()} />
      </main>
    )
  if (!account && BEFORE.test(pathname)) return <Outlet />
  if (!account) return <Welcome demo={me.data.demo} unset={me.data.unset} />
  return (
    <>
      <a className="skip" href="#main">
        {say('nav.skip')}
      </a>
      {me.data.ready && (
        <p className="demo-banner" role="note">
          {say('welcome.demo_banner')}
          {tour === 'offer' && (
            <span className="tour-offer">
              {say('tour.offer')}
              <button type="button" className="link" onClick={startTour}>
                {say('tour.start')}
              </button>
              <button type="button" className="link" onClick={endTour}>
                {say('tour.decline')}
              </button>
            </span>
          )}
        </p>
      )}
      {me.data.charterFaults.length > 0 && (
        <p className="demo-banner" role="alert">
          {say('charter.last_good')} {me.data.charterFaults.map(pick).join(' ')}
        </p>
      )}
      {voter ? <VoterTop /> : narrow ? <PhoneTop /> : <WideTop />}
      <main id="main" className="page" tabIndex={-1}>
        {astray ? <Waiting /> : <Outlet />}
      </main>
      {narrow && !voter && <Tabs />}
      <Suspense fallback={null}>{search.proof && <ProofDrawer />}</Suspense>
      <Suspense fallback={null}>{me.data.ready && tour === 'running' && <Tour />}</Suspense>
    </>
  )
}

function Tabs() {
  const { say } = useSpeech()
  const { pathname } = useLocation()
  // Open on this page: going to another closes it.
  const [openOn, setOpenOn] = useState<string | null>(null)
  const beyond = PAGES.slice(TABS)
  return (
    <Pages className="tabs" pages={PAGES.slice(0, TABS)}>
      <button
        type="button"
        className="plain"
        aria-expanded={openOn === pathname}
        aria-current={beyond.some(page => pathname.startsWith(page.to)) ? 'page' : undefined}
        onClick={() => setOpenOn(pathname)}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path
            d="M4 10h.01M10 10h.01M16 10h.01"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.6"
            strokeLinecap="round"
          />
        </svg>
        <span>{say('nav.more')}</span>
      </button>
      <SideSheet open={openOn === pathname} onClose={() => setOpenOn(null)} size={420} title={say('nav.more')}>
        <Pages className="more-pages" pages={beyond} />
      </SideSheet>
    </Pages>
  )
}

/** The door to the guide, opened at the page for the reader's own work. */
function HelpDoor() {
  const { say } = useSpeech()
  return (
    <Link
      to="/help"
      search={((before: Search) => scopeOf(before)) as never}
      className="help-door"
      aria-label={say('help.title')}
      title={say('help.title')}
    >
      ?
    </Link>
  )
}

/** The door to the form, for those who record; also by Alt+N. */
function RecordDoor() {
  const { say } = useSpeech()
  const me = useMe().data
  const { search } = useView()
  const navigate = useNavigate()
  const may = me?.verbs.includes('record') ?? false
  const open = useEffectEvent(() => void navigate({ to: '/record/new', search: scopeOf(search) } as never))
  useEffect(() => {
    if (!may) return
    // By the place of the key: with Alt pressed, some keyboards write another letter.
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyN' || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [may])
  if (!may) return null
  return (
    <Link
      to="/record/new"
      search={((before: Search) => scopeOf(before)) as never}
      className="button button-main record-door"
      title={say('record.new_key')}
      aria-keyshortcuts="Alt+N"
    >
      {say('record.new')}
    </Link>
  )
}

/** The head for a voter: the ballot, the guide, language and account. */
function VoterTop() {
  return (
    <header className="top">
      <div className="top-row">
        <Brand />
        <Pages className="pages" pages={VOTER_PAGES} />
        <div className="top-end">
          <HelpDoor />
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
    </header>
  )
}

function WideTop() {
  return (
    <header className="top">
      <div className="top-row">
        <Link to="/" search={((before: Search) => scopeOf(before)) as never} className="brand-link">
          <Brand />
        </Link>
        <Pages className="pages" pages={PAGES} />
        <div className="top-end">
          <RecordDoor />
          <HelpDoor />
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
      <div className="scope">
        <Suspense fallback={<OrgName />}>
          <OrgPicker />
        </Suspense>
        <PeriodPicker />
        <TreeToggle />
      </div>
    </header>
  )
}

function PhoneTop() {
  const { language, say } = useSpeech()
  const { view } = useView()
  const org = useOrg(view.org, useTreeDay())
  const [open, setOpen] = useState(false)
  return (
    <header className="top top-phone">
      <img src="/seal.svg" width="26" height="26" alt={say('product.name')} />
      <button type="button" className="scope-button" aria-expanded={open} onClick={() => setOpen(true)}>
        <span className="sr">{say('nav.settings')}</span>
        <b>{(language === 'en' && org?.english) || org?.short || view.org}</b>
        <span>
          {periodName(view.period, language)} · {say(`tree.${view.tree}`)}
        </span>
      </button>
      <RecordDoor />
      <button
        type="button"
        className="plain menu-button"
        aria-label={say('account.menu')}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M3 6h14M3 10h14M3 14h14" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </button>
      <SideSheet open={open} onClose={() => setOpen(false)} size={480} title={say('nav.settings')}>
        <div className="settings">
          <Suspense fallback={<OrgName />}>
            <OrgPicker done={() => setOpen(false)} />
          </Suspense>
          <PeriodPanel done={() => setOpen(false)} />
          <section>
            <p className="eyebrow">{say('scope.tree')}</p>
            <TreeToggle open />
          </section>
          <section className="settings-language">
            <LanguageSwitch />
            <HelpDoor />
          </section>
          <AccountPanel done={() => setOpen(false)} />
        </div>
      </SideSheet>
    </header>
  )
}
