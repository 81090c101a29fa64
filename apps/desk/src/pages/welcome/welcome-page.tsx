import './welcome.css';
import { useWords } from '@bonum/ui/language';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { known, useAsked, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import { BrandName } from '../../brand/brand-name.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useTitle } from '../../frame/page.tsx';
import { Shown, useFailureText } from '../../frame/shown.tsx';
import { welcomeWords } from './words.ts';

const Qr = lazy(async () => ({ default: (await import('./qr.tsx')).Qr }));

/** The one-time link of an invitation: a password, the phone, and the codes for when it is lost. */
export function Page() {
  const say = useWords(welcomeWords);
  useTitle(say.title);
  // What stands behind the `#` is sent to nobody by the browser, and stays out of its history from here on.
  const [invitation] = useState(() => location.hash.slice(1));
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const invited = useAsked(
    keys.invitation(invitation),
    (signal) => answered(api.POST('/v1/staff/invitation', { body: { invitation }, signal })),
    { when: codes === null },
  );
  return (
    <main className="alone">
      <BrandName />
      {codes === null ? (
        <>
          <h1>{say.title}</h1>
          <Shown asked={invited} failed={say.failed} refusals={say.refusals}>
            {({ name, login, totp }) => (
              <>
                <p className="second">{say.hello(name, login)}</p>
                <p>{say.phone}</p>
                <Suspense fallback={<div className="welcome-qr" />}>
                  <Qr text={totp.uri} label={say.qr} />
                </Suspense>
                <p className="second">
                  {say.byHand}: <span className="welcome-key">{totp.secret}</span>
                </p>
                <Choose invitation={invitation} onIn={setCodes} />
              </>
            )}
          </Shown>
        </>
      ) : (
        <Codes codes={codes} />
      )}
    </main>
  );
}

interface ChooseProps {
  readonly invitation: string;
  readonly onIn: (codes: readonly string[]) => void;
}

function Choose({ invitation, onIn }: ChooseProps) {
  const say = useWords(welcomeWords);
  const text = useFailureText();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const accept = useDoing(() =>
    answered(
      api.POST('/v1/staff/invitation/accept', {
        body: { invitation, password, code: code.replaceAll(/\s/g, '') },
      }),
    ),
  );
  const send = async (): Promise<void> => {
    const answer = await accept.run();
    if (answer?.ok) onIn(answer.value.recoveryCodes);
  };
  return (
    <Form className="alone-form" onSubmit={() => void send()}>
      <Field
        label={say.password}
        hint={say.passwordHint}
        value={password}
        onChange={setPassword}
        input={{ type: 'password', autoComplete: 'new-password', maxLength: 200 }}
      />
      <Field
        label={say.code}
        value={code}
        onChange={setCode}
        input={{ inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 }}
        wrong={accept.failure ? text(accept.failure, say.refusals) : undefined}
      />
      <Button submit busy={accept.busy}>
        {say.enter}
      </Button>
    </Form>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const say = useWords(welcomeWords);
  const router = useRouter();
  return (
    <>
      <h1>{say.codesTitle}</h1>
      <p>{say.codesText}</p>
      <ul className="welcome-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button
        focus
        onPress={() => {
          known.clear();
          void router.navigate({ to: '/', replace: true });
        }}
      >
        {say.saved}
      </Button>
    </>
  );
}
