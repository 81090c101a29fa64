import { Banner } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import { useLanguage, useWords } from '@bonum/ui/language';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { answered } from '../../api/failure.ts';
import { known, useAsked, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { BrandName } from '../../brand/brand-name.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useTitle } from '../../frame/page.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import './sign-in.css';
import { signInWords } from './words.ts';

const route = getRouteApi('/sign-in');

/** An operator comes in: by password and code, or by the company's account. */
export function Page() {
  const say = useWords(signInWords);
  const { company } = route.useSearch();
  const [signIn, setSignIn] = useState<string | null>(null);
  useTitle(say.title);
  const why: Readonly<Record<string, string>> = say.company;
  return (
    <main className="alone">
      <BrandName />
      <h1>{signIn === null ? say.title : say.codeTitle}</h1>
      {signIn === null && <p className="second">{say.text}</p>}
      {signIn === null && company !== undefined && (
        <Banner kind="warn" icon={warning}>
          {why[company] ?? say.company.refused}
        </Banner>
      )}
      {signIn === null ? (
        <Password onFits={setSignIn} />
      ) : (
        <Code signIn={signIn} onBack={() => setSignIn(null)} />
      )}
    </main>
  );
}

function Password({ onFits }: { readonly onFits: (signIn: string) => void }) {
  const say = useWords(signInWords);
  const text = useFailureText();
  const entered = useEntered();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const start = useDoing(() => answered(api.POST('/v1/staff/sign-in', { body: { login, password } })));
  const send = async (): Promise<void> => {
    if (login.trim() === '' || password === '') return;
    const answer = await start.run();
    if (answer?.ok) onFits(answer.value.signIn);
  };
  return (
    <>
      <Form className="alone-form" onSubmit={() => void send()}>
        <Field
          label={say.login}
          value={login}
          onChange={setLogin}
          focus
          input={{ autoComplete: 'username', maxLength: 254 }}
        />
        <Field
          label={say.password}
          value={password}
          onChange={setPassword}
          input={{ type: 'password', autoComplete: 'current-password', maxLength: 200 }}
          wrong={start.failure ? text(start.failure, say.refusals) : undefined}
        />
        <Button submit busy={start.busy}>
          {say.next}
        </Button>
      </Form>
      <PasskeyWay signIn={null} onIn={entered} />
      <CompanyLink />
    </>
  );
}

/** Only where the chain has an identity provider. A link: the browser leaves for it. */
function CompanyLink() {
  const say = useWords(signInWords);
  const { language } = useLanguage();
  const ways = useAsked(keys.staffWays, (signal) => answered(api.GET('/v1/staff/sign-in', { signal })));
  if (ways.state !== 'here' || ways.value.company === null) return null;
  return (
    <a className="desk-button outline" href="/v1/staff/company">
      <span>{say.byCompany(ways.value.company[language])}</span>
    </a>
  );
}

function Code({ signIn, onBack }: { readonly signIn: string; readonly onBack: () => void }) {
  const say = useWords(signInWords);
  const text = useFailureText();
  const entered = useEntered();
  const [code, setCode] = useState('');
  const finish = useDoing(() => answered(api.POST('/v1/staff/sign-in/code', { body: { signIn, code } })));
  const send = async (): Promise<void> => {
    if (code.trim().length < 6) return;
    const answer = await finish.run();
    if (answer?.ok) entered();
  };
  return (
    <>
      <Form className="alone-form" onSubmit={() => void send()}>
        <Field
          label={say.code}
          hint={say.codeHint}
          value={code}
          onChange={setCode}
          focus
          input={{ autoComplete: 'one-time-code', inputMode: 'text', maxLength: 20 }}
          wrong={finish.failure ? text(finish.failure, say.refusals) : undefined}
        />
        <Button submit busy={finish.busy}>
          {say.enter}
        </Button>
        <Button kind="ghost" onPress={onBack}>
          {say.back}
        </Button>
      </Form>
      <PasskeyWay signIn={signIn} onIn={entered} />
    </>
  );
}

/** To where they were going; what was known of whoever sat here before is not known any more. */
function useEntered(): () => void {
  const router = useRouter();
  const { back } = route.useSearch();
  return () => {
    known.clear();
    router.history.push(`/desk${back?.startsWith('/') && !back.startsWith('//') ? back : '/'}`);
  };
}
