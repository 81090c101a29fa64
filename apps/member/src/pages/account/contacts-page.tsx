import { Button, Email, List, Row } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { formatPhone, useWords } from '@bonum/ui/language';
import type { Account } from './account.ts';
import { ContactSheet } from './contact-sheet.tsx';
import { Frame } from './frame.tsx';
import { accountWords } from './words.ts';

type Kind = 'phone' | 'email';

/** By what I am found and written to. */
export function Page() {
  const say = useWords(accountWords).contacts;
  return (
    <Frame title={say.title} back="/app/profile">
      {(account) => <Contacts contacts={account.contacts} />}
    </Frame>
  );
}

function Contacts({ contacts }: { readonly contacts: Account['contacts'] }) {
  const words = useWords(accountWords);
  const say = words.contacts;
  const [changing, setChanging] = useState<Kind | null>(null);
  const { phone, email, emailProved } = contacts;
  return (
    <>
      <List>
        <Row note={say.phoneNote} onClick={() => setChanging('phone')} end={say.change}>
          {phone === null ? words.none : <span className="number">{formatPhone(phone)}</span>}
        </Row>
        <Row
          note={email === null ? say.emailWhy : emailProved ? say.emailProved : say.emailNotProved}
          onClick={() => setChanging('email')}
          end={email === null ? say.add : emailProved ? say.change : undefined}
        >
          {email === null ? say.email : <Email>{email}</Email>}
        </Row>
      </List>
      <p className="lead">{say.safe}</p>
      {email !== null && !emailProved && (
        <Button wide onClick={() => setChanging('email')}>
          {say.prove}
        </Button>
      )}
      {changing !== null && (
        <ContactSheet kind={changing} contacts={contacts} onClose={() => setChanging(null)} />
      )}
    </>
  );
}
