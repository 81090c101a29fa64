import { Empty } from '@bonum/ui';
import { useEffect } from 'preact/hooks';
import { forgetMember } from '../../api/forget.ts';
import { useWords } from '@bonum/ui/language';
import { navigate } from '../../router/navigate.ts';
import type { PageProps } from '../../router/router.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { shellWords } from '../../shell/words.ts';
import { ChoiceStep } from './choice-step.tsx';
import { CodeStep } from './code-step.tsx';
import { DoneStep } from './done-step.tsx';
import { isWay, NumberStep } from './number-step.tsx';
import { RegisterStep } from './register-step.tsx';
import { useSignIn, type SignIn } from './sign-in.ts';
import { WhoStep } from './who-step.tsx';

const START = '/app/sign-in';
const STEP = '/app/sign-in/step';

/** The start has an address of its own, so that the browser's way back leads from any step to the number. */
export const Page = ({ params, query }: PageProps) =>
  params['step'] === undefined ? <Start by={query.get('by')} /> : <Step />;

/** Somebody who left in the middle goes on there, once for each time the app is opened. */
let resumed = false;

function Start({ by }: { readonly by: string | null }) {
  const where = useSignIn();
  const state = where.state === 'here' ? where.value.state : null;
  useEffect(() => {
    if (state === null) return;
    if (state === 'signed-in') navigate('/app/', { replace: true });
    else if (state !== 'start' && !resumed) navigate(STEP);
    resumed = true;
  }, [state]);
  const way = isWay(by) ? by : 'phone';
  return (
    <NumberStep
      key={way}
      way={way}
      onSent={() => {
        resumed = true;
        navigate(STEP);
      }}
    />
  );
}

function Step() {
  const where = useSignIn();
  const say = useWords(shellWords);
  const at = where.state === 'here' ? where.value : null;
  useEffect(() => {
    resumed = true;
    if (at?.state === 'start') navigate(START, { replace: true });
    if (at?.state === 'signed-in') void forgetMember('sign-in');
    if (at && isJustIn(at)) navigate('/app/', { replace: true });
  }, [at?.state]);
  if (where.state === 'failed') return <LoadFailed failure={where.failure} retry={where.retry} />;
  if (!at) return <Empty title={say.loading} />;
  return <Shown at={at} look={where.retry} />;
}

/** Signed in, and there is nothing to say about it. */
const isJustIn = (at: SignIn): boolean => at.state === 'signed-in' && !at.joined && at.card === null;

function Shown({ at, look }: { readonly at: SignIn; readonly look: () => void }) {
  switch (at.state) {
    case 'start':
      return null;
    case 'code':
      return <CodeStep key={at.to} at={at} look={look} />;
    case 'phone':
      return <NumberStep way="phone" onTheWay="newPhone" onSent={() => {}} />;
    case 'who':
      return <WhoStep at={at} />;
    case 'choice':
      return <ChoiceStep at={at} />;
    case 'register':
      return <RegisterStep at={at} />;
    case 'signed-in':
      return isJustIn(at) ? null : <DoneStep at={at} />;
    default:
      return at satisfies never;
  }
}
