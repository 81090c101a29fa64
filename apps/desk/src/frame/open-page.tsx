import { useWords } from '@bonum/ui/language';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useStaff } from '../staff/use-staff.ts';
import { useTitle } from './page.tsx';
import { sectionAt, sections } from './sections.ts';
import { Nothing } from './shown.tsx';
import { frameWords } from './words.ts';

/** The page that is asked for, unless the server does not name it among those of whoever asks: then nothing of it is shown. */
export function OpenPage() {
  const staff = useStaff();
  const section = useLocation({ select: ({ pathname }) => sectionAt(pathname) });
  if (section === undefined || staff.state === 'failed') return <Outlet />;
  // A page that may be closed asks for nothing before that is known.
  if (staff.state === 'loading') return null;
  return staff.value.pages.some((page) => sections[page] === section) ? <Outlet /> : <Closed />;
}

/** In place of a page that is not for whoever asks. */
export function Closed() {
  const say = useWords(frameWords);
  useTitle(say.closedTitle);
  return (
    <main className="alone" id="main">
      <Nothing whole title={say.closedTitle} text={say.closedText}>
        <Link to="/" className="desk-button main">
          {say.toStart}
        </Link>
      </Nothing>
    </main>
  );
}
