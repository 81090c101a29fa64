import { Link } from '@tanstack/react-router';
import { useWords } from '@bonum/ui/language';
import { useTitle } from '../../frame/page.tsx';
import { Nothing } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';

export function NotFound() {
  const say = useWords(frameWords);
  useTitle(say.unknownTitle);
  return (
    <main className="alone">
      <Nothing whole title={say.unknownTitle} text={say.unknownText}>
        <Link to="/" className="desk-button main">
          {say.toSearch}
        </Link>
      </Nothing>
    </main>
  );
}
