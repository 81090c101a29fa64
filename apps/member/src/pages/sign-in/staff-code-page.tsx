import { Button, Field } from '@bonum/ui';
import { useWords } from '@bonum/ui/language';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { navigate } from '../../router/navigate.ts';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** For whoever has lost their phone and was given a code by the staff: it opens the account as far as their contacts. */
export function Page() {
  const say = useWords(signInWords).staffCode;
  const failureText = useSignInFailure();
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const [signInId] = useState(() => crypto.randomUUID());
  const { run, busy, failure } = useDoing(() =>
    answered(
      api.POST('/v1/sign-in/code-of-staff', {
        body: { signInId, member: memberBy(number), code: code.replaceAll(/\D/g, '') },
      }),
    ),
  );
  const whole = number.trim().length >= 8 && code.replaceAll(/\D/g, '').length === 8;
  const send = async (): Promise<void> => {
    if (!whole) return;
    const answer = await run();
    if (answer?.ok) navigate('/app/profile/contacts', { replace: true });
  };
  return (
    <Frame title={say.title} lead={say.lead} focused>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={say.number} value={number} onInput={setNumber} input={{ inputMode: 'numeric' }} focus />
        <Field
          label={say.code}
          value={code}
          onInput={setCode}
          input={{ inputMode: 'numeric', autoComplete: 'one-time-code' }}
        />
        <Wrong>{failure ? failureText(failure) : null}</Wrong>
        <Button wide submit busy={busy}>
          {say.go}
        </Button>
      </form>
      <ul className="sign-in-ways">
        <li>
          <a className="link" href="/app/sign-in">
            {say.back}
          </a>
        </li>
      </ul>
    </Frame>
  );
}

/** A card has thirteen digits, a phone has fewer. */
const memberBy = (typed: string): { card: string } | { phone: string } =>
  typed.replaceAll(/\D/g, '').length === 13 ? { card: typed.replaceAll(/\D/g, '') } : { phone: typed.trim() };
