import { IconButton } from '@bonum/ui';
import { arrowLeft } from '@bonum/ui/icons';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { navigate } from '../router/navigate.ts';
import { NetLine } from './net-line.tsx';
import { shellWords } from './words.ts';

interface PageProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Where the arrow leads when the app was opened right here; otherwise it leads back. Without it there is no arrow. */
  readonly back?: string;
  /** Beside the title. */
  readonly action?: ComponentChildren;
  /** The page has a picture of its own in place of the title, which is then only read out. */
  readonly bare?: boolean;
  /** When what is shown was so, if that is not now. */
  readonly asOf?: Date | null;
}

/** The frame of a page: how the network is, the title, and what it is about. */
export function Page({ title, children, back, action, bare = false, asOf = null }: PageProps) {
  const say = useWords(shellWords);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <NetLine asOf={asOf} />
      {back !== undefined && (
        <div className="page-back">
          <IconButton icon={arrowLeft} label={say.back} onClick={() => goBack(back)} />
        </div>
      )}
      <main className="page">
        <header className={bare ? 'visually-hidden' : 'page-head'}>
          <h1 tabIndex={-1}>{title}</h1>
          {action}
        </header>
        {children}
      </main>
    </>
  );
}

/** Within the app the browser's way back; else up. */
function goBack(up: string): void {
  if (history.length > 1 && document.referrer.startsWith(location.origin)) history.back();
  else navigate(up, { replace: true });
}
