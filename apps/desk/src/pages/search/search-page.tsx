import { useWords } from '@bonum/ui/language';
import { Link } from '@tanstack/react-router';
import { Page as Template } from '../../frame/page.tsx';
import { useRecents } from './recent.ts';
import { searchWords } from './words.ts';

/** Where a shift begins: the search is above, and beneath it whom one had to do with. */
export function Page() {
  const say = useWords(searchWords);
  const recent = useRecents();
  return (
    <Template title={say.title} lead={say.lead}>
      {recent.length > 0 && (
        <section className="recent">
          <h2>{say.recent}</h2>
          <ul>
            {recent.map(({ memberId, name }) => (
              <li key={memberId}>
                <Link to="/members/$memberId" params={{ memberId }}>
                  {name === '' ? say.nameless : name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Template>
  );
}
