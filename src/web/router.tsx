// The addresses of the page. Parameters are plain text: no JSON in an address that people paste to each other.
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
} from '@tanstack/react-router'
import { useSpeech } from './language.ts'
import { BoardPage } from './pages/board.tsx'
import { Shell } from './parts/Shell.tsx'
import { Nothing, Trouble, Waiting } from './parts/Trouble.tsx'
import { readSearch, type Search, scopeOf } from './view.ts'

function Lost() {
  const { say } = useSpeech()
  return (
    <Nothing title={say('trouble.page')} hint={say('trouble.page_hint')}>
      <Link to="/" search={((before: Search) => scopeOf(before)) as never}>
        {say('nav.board')}
      </Link>
    </Nothing>
  )
}

const Home = () => <Navigate to="/" replace />

const root = createRootRoute({ component: Shell, validateSearch: readSearch, notFoundComponent: Lost })
const under = <const P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component })

const routes = root.addChildren([
  under('/', BoardPage),
  under(
    '/today',
    lazyRouteComponent(() => import('./pages/today.tsx'), 'TodayPage'),
  ),
  under(
    '/figures',
    lazyRouteComponent(() => import('./pages/figures.tsx'), 'FiguresPage'),
  ),
  under(
    '/figures/$id',
    lazyRouteComponent(() => import('./pages/figure.tsx'), 'FigurePage'),
  ),
  under(
    '/table',
    lazyRouteComponent(() => import('./pages/table.tsx'), 'TablePage'),
  ),
  under(
    '/forms',
    lazyRouteComponent(() => import('./pages/forms.tsx'), 'FormsPage'),
  ),
  under(
    '/charts',
    lazyRouteComponent(() => import('./pages/charts.tsx'), 'ChartsPage'),
  ),
  under(
    '/organization',
    lazyRouteComponent(() => import('./pages/organization.tsx'), 'OrganizationPage'),
  ),
  under(
    '/cases',
    lazyRouteComponent(() => import('./pages/cases.tsx'), 'CasesPage'),
  ),
  under(
    '/campaigns',
    lazyRouteComponent(() => import('./pages/campaigns.tsx'), 'CampaignsPage'),
  ),
  under(
    '/person/$id',
    lazyRouteComponent(() => import('./pages/person.tsx'), 'PersonPage'),
  ),
  under(
    '/thing/$id',
    lazyRouteComponent(() => import('./pages/thing.tsx'), 'ThingPage'),
  ),
  under(
    '/record/new',
    lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordingPage'),
  ),
  under(
    '/record/$id',
    lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordPage'),
  ),
  under(
    '/appraisal',
    lazyRouteComponent(() => import('./pages/appraisal.tsx'), 'AppraisalPage'),
  ),
  under(
    '/pledge',
    lazyRouteComponent(() => import('./pages/pledge.tsx'), 'PledgePage'),
  ),
  under(
    '/ballot',
    lazyRouteComponent(() => import('./pages/ballots.tsx'), 'BallotsPage'),
  ),
  under(
    '/charter',
    lazyRouteComponent(() => import('./pages/charter.tsx'), 'CharterPage'),
  ),
  under(
    '/report',
    lazyRouteComponent(() => import('./pages/report.tsx'), 'ReportPage'),
  ),
  under(
    '/burden',
    lazyRouteComponent(() => import('./pages/burden.tsx'), 'BurdenPage'),
  ),
  under(
    '/help',
    lazyRouteComponent(() => import('./pages/help.tsx'), 'HelpPage'),
  ),
  // Whoever is signed in has nothing to do at a door.
  under('/sign-in', Home),
  under(
    '/setup',
    lazyRouteComponent(() => import('./pages/take-up.tsx'), 'SetUpPage'),
  ),
  under(
    '/invite/$code',
    lazyRouteComponent(() => import('./pages/take-up.tsx'), 'InvitePage'),
  ),
  under(
    '/account',
    lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
  ),
  under(
    '/accounts',
    lazyRouteComponent(() => import('./pages/accounts.tsx'), 'AccountsPage'),
  ),
  under(
    '/audit',
    lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
  ),
  under(
    '/robots',
    lazyRouteComponent(() => import('./pages/robots.tsx'), 'RobotsPage'),
  ),
])

export const router = createRouter({
  routeTree: routes,
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const kept = Object.entries(search).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    )
    return kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
  },
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Waiting rows={10} />,
  defaultErrorComponent: ({ error, reset }) => <Trouble fault={error} again={reset} />,
  scrollRestoration: true,
})
