import '@bonum/ui/style.css';
import './frame/frame.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Speaking } from '@bonum/ui/language';
import { chosenTheme, wearTheme } from '@bonum/ui/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { known, whenSignedOut } from './api/asking.ts';
import { Toasts } from './components/toast.tsx';
import { AriaLanguage } from './frame/aria-language.tsx';
import { router } from './routes.tsx';
import { listenForShortcuts } from './shortcuts/registry.ts';

wearTheme(chosenTheme());
listenForShortcuts();
whenSignedOut(() => {
  known.clear();
  const { pathname, search } = location;
  if (!pathname.startsWith('/desk/sign-in'))
    void router.navigate({ to: '/sign-in', search: { back: pathname.slice('/desk'.length) + search } });
});

const root = document.querySelector('#desk');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={known}>
        <Speaking>
          <AriaLanguage>
            <RouterProvider router={router} />
            <Toasts />
          </AriaLanguage>
        </Speaking>
      </QueryClientProvider>
    </StrictMode>,
  );
