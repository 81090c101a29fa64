import { Page as Home } from './pages/home/home-page.tsx';
import { Page as NotFound } from './pages/not-found/not-found-page.tsx';
import { Page as NotLoaded } from './pages/not-found/not-loaded-page.tsx';
import type { Route } from './router/router.tsx';

/**
 * Every page of the app, a line each; its code is loaded when somebody goes there:
 *
 *     { path: '/app/history', tab: 'history', load: () => import('./pages/history/history-page.tsx') },
 */
const routes: readonly Route[] = [
  { path: '/app/sign-in', load: () => import('./pages/sign-in/sign-in-page.tsx') },
  { path: '/app/sign-in/:step', load: () => import('./pages/sign-in/sign-in-page.tsx') },
  { path: '/app/staff-code', load: () => import('./pages/sign-in/staff-code-page.tsx') },
  { path: '/app/offers', tab: 'offers', load: () => import('./pages/offers/offers-page.tsx') },
  { path: '/app/notices', tab: 'home', load: () => import('./pages/notices/notices-page.tsx') },
  { path: '/app/help', tab: 'profile', load: () => import('./pages/help/help-page.tsx') },
  { path: '/app', tab: 'home', load: async () => ({ Page: Home }) },
  { path: '/app/card', load: () => import('./pages/card/card-page.tsx') },
  { path: '/app/history', tab: 'history', load: () => import('./pages/history/history-page.tsx') },
  { path: '/app/statistics', tab: 'history', load: () => import('./pages/statistics/statistics-page.tsx') },
  {
    path: '/app/receipts/:receiptId',
    tab: 'history',
    load: () => import('./pages/receipts/receipt-page.tsx'),
  },
  { path: '/app/profile', tab: 'profile', load: () => import('./pages/account/profile-page.tsx') },
  { path: '/app/profile/data', tab: 'profile', load: () => import('./pages/account/data-page.tsx') },
  { path: '/app/profile/contacts', tab: 'profile', load: () => import('./pages/account/contacts-page.tsx') },
  { path: '/app/profile/passkeys', tab: 'profile', load: () => import('./pages/account/passkeys-page.tsx') },
  {
    path: '/app/profile/subscriptions',
    tab: 'profile',
    load: () => import('./pages/account/subscriptions-page.tsx'),
  },
  { path: '/app/profile/privacy', tab: 'profile', load: () => import('./pages/account/privacy-page.tsx') },
  { path: '/app/profile/sessions', tab: 'profile', load: () => import('./pages/account/sessions-page.tsx') },
  { path: '/app/cards', tab: 'profile', load: () => import('./pages/account/cards-page.tsx') },
  {
    path: '/app/questionnaire',
    tab: 'profile',
    load: () => import('./pages/account/questionnaire-page.tsx'),
  },
];

export const pages = {
  routes,
  unknown: { path: '', load: async () => ({ Page: NotFound }) },
  failed: { path: '', load: async () => ({ Page: NotLoaded }) },
} as const;
