import '@bonum/ui/style.css';
import './app.css';
import './first-paint/first-paint.css';
import { render } from 'preact';
import { whenContactNeeded, whenSignedOut } from './api/asking.ts';
import { forgetMember } from './api/forget.ts';
import { App } from './app.tsx';
import { followLinks, navigate } from './router/navigate.ts';
import { firstPage } from './router/router.tsx';
import { pages } from './routes.ts';
import { chosenTheme, wearTheme } from '@bonum/ui/theme';

wearTheme(chosenTheme());
followLinks('/app');
whenSignedOut(() => {
  // A page asks for several things at once: what the first of them began is not begun anew by the others, when signing in may have asked.
  if (location.pathname === '/app/sign-in') return;
  void forgetMember();
  navigate('/app/sign-in', { replace: true });
});

whenContactNeeded(() => {
  if (location.pathname !== '/app/profile/contacts') navigate('/app/profile/contacts', { replace: true });
});

const root = document.querySelector('#app');
// What the server sent for the eye stays until the page itself is there, which takes its elements over.
if (root) void firstPage(pages).then((first) => render(<App first={first} />, root));

/** It fetches every page, and what the first one still waits for goes before. */
const WORKER_WAITS_MS = 2000;
const startWorker = (): void => void navigator.serviceWorker.register('/app/worker.js', { scope: '/app/' });
if ('serviceWorker' in navigator) addEventListener('load', () => setTimeout(startWorker, WORKER_WAITS_MS));
