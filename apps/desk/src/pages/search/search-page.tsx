import { useWords } from '@bonum/ui/language';
import { Link, Navigate } from '@tanstack/react-router';
import { Page as Template } from '../../frame/page.tsx';
import { Button } from '../../components/button.tsx';
import { useRegister } from '../../joining/use-register.ts';
import { sections } from '../../frame/sections.ts';
import { useStaff } from '../../staff/use-staff.ts';
import { useRecents } from './recent.ts';
import { searchWords } from './words.ts';

/** Where a shift begins: the search is above, and beneath it whom one had to do with. */
export function Page() {
  const say = useWords(searchWords);
  const recent = useRecents();
  const register = useRegister();
  const staff = useStaff();
  if (staff.state !== 'here') return null;
  const { pages } = staff.value;
  // Who has no business with members begins where they have some.
  const first = pages.includes('search') ? undefined : pages.map((page) => sections[page]).find(Boolean);
  if (first !== undefined) return <Navigate to={first} replace />;
  return (
    <Template
      title={say.title}
      lead={say.lead}
      {...(register !== null && {
        actions: (
          <Button kind="outline" onPress={() => register({})}>
            {say.register}
          </Button>
        ),
      })}
    >
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
