import { useWords } from '@bonum/ui/language';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { tell } from '../../components/toast.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { useBeginning, type Begun } from '../../joining/begun.ts';
import { useConsents } from '../../joining/use-consents.ts';
import { useStaff } from '../../staff/use-staff.ts';
import { NotFound } from '../not-found/not-found-page.tsx';
import { CodeForm } from './code-form.tsx';
import { PersonForm } from './person-form.tsx';
import './register.css';
import { useCaller } from './use-caller.ts';
import { useDraft, type AskedPerson } from './use-draft.ts';
import { registerWords } from './words.ts';

/** Somebody is signed up at a desk or over the telephone; afterwards their page opens. */
export function Page() {
  const staff = useStaff();
  const beginning = useBeginning();
  if (staff.state !== 'here') return null;
  const { scopes } = staff.value;
  if (!scopes.includes('members:join')) return <NotFound />;
  // Who signs people up in the sales hall has no business with members.
  if (!scopes.includes('members:read')) return <Navigate to="/promo" replace />;
  return <Register key={beginning.number} begun={beginning} />;
}

function Register({ begun }: { readonly begun: Begun }) {
  const say = useWords(registerWords);
  const navigate = useNavigate();
  const draft = useDraft(begun);
  const consents = useConsents();
  const caller = useCaller();
  const [asked, setAsked] = useState<AskedPerson | null>(null);
  const joined = async (memberId: string, known: boolean): Promise<void> => {
    tell(known ? say.known : say.joined);
    if (!(await caller.tie(memberId))) tell(say.notTied, 'bad');
    await navigate({ to: '/members/$memberId', params: { memberId }, replace: true });
  };
  return (
    <Template title={say.title} lead={say.lead}>
      {asked === null ? (
        <PersonForm draft={draft} consents={consents} caller={caller} onAsked={setAsked} />
      ) : (
        <CodeForm
          asked={asked}
          onBack={() => setAsked(null)}
          onJoined={(memberId, known) => void joined(memberId, known)}
        />
      )}
    </Template>
  );
}
