import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly children: ReactNode;
  /** A sentence beneath the title: what this page is for. */
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
}

/** The frame of a page that is one column: its title, and what it is about. */
export function Page({ title, children, lead, actions }: PageProps) {
  useTitle(title);
  return (
    <main className="page" id="main">
      <div className="page-column">
        <header className="page-head">
          <div>
            <h1 tabIndex={-1}>{title}</h1>
            {lead !== undefined && <p className="second">{lead}</p>}
          </div>
          {actions !== undefined && <div className="page-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

/** What the browser's tab says. Never what tells who somebody is: titles are kept in its history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
