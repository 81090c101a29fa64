import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { readAuditSearch } from './pages/audit/audit-search.ts';
import { Broken } from './pages/not-found/broken.tsx';
import { NotFound } from './pages/not-found/not-found-page.tsx';

/**
 * Every page of the desk. A page is a folder in `pages`; its code is loaded when somebody goes there. To add one, write its route
 * beside the others, put it into `framed` (or `bare`, if it has no bar and no foot), and, if one should come to it from anywhere,
 * a line into `frame/sections.ts`.
 */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

const search = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/search/search-page.tsx'), 'Page'),
});
const member = createRoute({
  getParentRoute: () => frame,
  path: '/members/$memberId',
  component: lazyRouteComponent(() => import('./pages/member/member-page.tsx'), 'Page'),
});
const register = createRoute({
  getParentRoute: () => frame,
  path: '/register',
  component: lazyRouteComponent(() => import('./pages/register/register-page.tsx'), 'Page'),
});
const cases = createRoute({
  getParentRoute: () => frame,
  path: '/abuse',
  component: lazyRouteComponent(() => import('./pages/abuse/cases-page.tsx'), 'Page'),
});
const abuseCase = createRoute({
  getParentRoute: () => frame,
  path: '/abuse/$caseId',
  component: lazyRouteComponent(() => import('./pages/abuse/case-page.tsx'), 'Page'),
});
const history = createRoute({
  getParentRoute: () => frame,
  path: '/history',
  component: lazyRouteComponent(() => import('./pages/history/history-page.tsx'), 'Page'),
});
const calls = createRoute({
  getParentRoute: () => frame,
  path: '/calls',
  component: lazyRouteComponent(() => import('./pages/calls/calls-page.tsx'), 'Page'),
});
const approvals = createRoute({
  getParentRoute: () => frame,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./pages/approvals/approvals-page.tsx'), 'Page'),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'Page'),
});
const staff = createRoute({
  getParentRoute: () => frame,
  path: '/staff',
  component: lazyRouteComponent(() => import('./pages/staff/staff-page.tsx'), 'Page'),
});
const stores = createRoute({
  getParentRoute: () => frame,
  path: '/stores',
  component: lazyRouteComponent(() => import('./pages/stores/stores-page.tsx'), 'Page'),
});
const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports',
  component: lazyRouteComponent(() => import('./pages/imports/imports-page.tsx'), 'Page'),
});
const apiKeys = createRoute({
  getParentRoute: () => frame,
  path: '/keys',
  validateSearch: ({ store }: Record<string, unknown>): { store?: string } =>
    typeof store === 'string' && store.length <= 64 ? { store } : {},
  component: lazyRouteComponent(() => import('./pages/keys/keys-page.tsx'), 'Page'),
});
const webhooks = createRoute({
  getParentRoute: () => frame,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/webhooks/webhooks-page.tsx'), 'Page'),
});
const record = createRoute({
  getParentRoute: () => frame,
  path: '/record',
  component: lazyRouteComponent(() => import('./pages/record/record-page.tsx'), 'Page'),
});
const sessions = createRoute({
  getParentRoute: () => frame,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/sessions/sessions-page.tsx'), 'Page'),
});
const framed = [
  search,
  member,
  register,
  calls,
  cases,
  abuseCase,
  approvals,
  audit,
  staff,
  stores,
  imports,
  apiKeys,
  webhooks,
  record,
  sessions,
  history,
] as const;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ back, company }: Record<string, unknown>): { back?: string; company?: string } => ({
    ...(typeof back === 'string' && { back }),
    ...(typeof company === 'string' && { company }),
  }),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'Page'),
});
const promo = createRoute({
  getParentRoute: () => root,
  path: '/promo',
  component: lazyRouteComponent(() => import('./pages/promo/promo-page.tsx'), 'Page'),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./pages/welcome/welcome-page.tsx'), 'Page'),
});
const bare = [signIn, promo, welcome] as const;

export const router = createRouter({
  routeTree: root.addChildren([frame.addChildren(framed), ...bare]),
  basepath: '/desk',
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
