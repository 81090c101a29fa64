import { Button, CodeSlots, Icon } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { Countdown, useSecondsUntil } from './countdown.tsx';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { NumberStep, typedPhone } from './number-step.tsx';
import { answerCode, forgetBegun, sendAgain, useStep, type At } from './sign-in.ts';
import { useCodeFromSms } from '../../codes/code-from-sms.ts';
import { signInWords } from './words.ts';

interface CodeStepProps {
  readonly at: At<'code'>;
  /** Asks how the code is getting on. */
  readonly look: () => void;
}

const LOOK_MS = 2000;

/** The code that came: by a call, an SMS, a letter or a notification. It is sent off as its last digit is typed. */
export function CodeStep({ at, look }: CodeStepProps) {
  const [hasNoCode, setHasNoCode] = useState(false);
  if (hasNoCode) return <NumberStep way="phone" onTheWay="afterCard" onSent={() => setHasNoCode(false)} />;
  return <Typing at={at} look={look} noCode={() => setHasNoCode(true)} />;
}

interface TypingProps extends CodeStepProps {
  readonly noCode: () => void;
}

function Typing({ at, look, noCode }: TypingProps) {
  const say = useWords(signInWords).code;
  const failureText = useSignInFailure();
  const [code, setCode] = useState('');
  const checking = useStep(answerCode);
  const again = useStep(sendAgain);
  const { digits: length, channel, state, expiresAt } = at.code;
  const isOver = useSecondsUntil(expiresAt) === 0;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [look]);
  const typed = async (digits: string): Promise<void> => {
    setCode(digits);
    if (digits.length < length) return;
    const answer = await checking.run(digits);
    if (answer && !answer.ok && answer.failure.kind === 'refused') setCode('');
  };
  useCodeFromSms(channel === 'sms' ? expiresAt : null, (digits) => void typed(digits));
  const anew = async (): Promise<void> => {
    setCode('');
    forgetBegun();
    await again.run();
  };
  const failure = code === '' || !again.failure ? (checking.failure ?? again.failure) : again.failure;
  const wrong = isOver
    ? say.over
    : failure
      ? failureText(failure)
      : state === 'failed' && at.code.next === null
        ? say.failed
        : null;
  const hero = (
    <div className="sign-in-slots">
      <CodeSlots
        // Another code is typed from its first digit.
        key={expiresAt}
        label={say.slots(length)}
        length={length}
        value={code}
        wrong={wrong !== null}
        describedBy="code-wrong"
        onInput={(digits) => void typed(digits)}
        focus
      />
      <p className="sign-in-wrong" id="code-wrong" role="alert">
        {wrong !== null && <Icon of={warning} />}
        {wrong ?? (checking.busy ? say.checking : '')}
      </p>
    </div>
  );
  const lead = channel === 'flashcall' ? say.callLead(length) : say.lead(length);
  return (
    <Frame key={channel} title={say[channel]} lead={lead} hero={hero} focused>
      <SentTo at={at} noCode={noCode} />
      <Waiting at={at} busy={again.busy} again={() => void anew()} />
    </Frame>
  );
}

/** Where it went, and the way back to mend it. */
function SentTo({ at, noCode }: Pick<TypingProps, 'at' | 'noCode'>) {
  const say = useWords(signInWords).code;
  const way = at.code.channel === 'flashcall' ? say.calling : say.sent;
  const to = at.to === 'card' ? say.toCard : at.to === 'email' ? say.toEmail : null;
  return (
    <>
      <div className="sign-in-to">
        <span>
          {to ?? (
            <>
              {way} <b className="strong number">{asTyped(at.code.sentTo)}</b>
            </>
          )}
        </span>
        <a className="link" href="/app/sign-in">
          {say.change}
        </a>
      </div>
      {at.to === 'card' && (
        <button type="button" className="link" onClick={noCode}>
          {say.noCard}
        </button>
      )}
    </>
  );
}

/** The server masks it; whoever has just typed it may read it whole, to see a wrong digit. */
function asTyped(masked: string | null): string | null {
  const typed = typedPhone();
  return masked !== null && typed !== null && masked.slice(-2) === typed.slice(-2) ? typed : masked;
}

interface WaitingProps {
  readonly at: At<'code'>;
  readonly busy: boolean;
  readonly again: () => void;
}

/** What happens by itself next, or what can be done about a code that does not come. */
function Waiting({ at, busy, again }: WaitingProps) {
  const say = useWords(signInWords).code;
  const { next, state } = at.code;
  const untilNext = useSecondsUntil(next?.at ?? at.sendAgainAt);
  const untilAgain = useSecondsUntil(at.sendAgainAt);
  if (next?.at && untilNext > 0)
    return (
      <Countdown key={next.at} seconds={untilNext}>
        {say.wait[next.channel](untilNext)}
      </Countdown>
    );
  if (untilAgain > 0 && state !== 'failed')
    return (
      <Countdown key={at.sendAgainAt} seconds={untilAgain}>
        {say.againIn(untilAgain)}
      </Countdown>
    );
  return (
    <Button kind="outline" wide busy={busy} onClick={again}>
      {say.again}
    </Button>
  );
}
