import { Button, Field } from '@bonum/ui';
import { useState } from 'preact/hooks';
import type { Answer } from '../../api/failure.ts';
import { formatPhone, isWholePhone, phoneOf, useLanguage, useWords, writtenPhone } from '@bonum/ui/language';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import { begin, givePhone, useStep, type Given, type SignIn } from './sign-in.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

/** By what somebody is known. */
export type Way = 'phone' | 'card' | 'email';
const ways: readonly Way[] = ['phone', 'card', 'email'];
export const isWay = (text: string | null): text is Way => ways.some((way) => way === text);

/** What was typed stays while the app is open: whoever comes back to mend a digit finds the rest. */
const typedBefore: Record<Way, string> = { phone: '', card: '', email: '' };

/** As it is read; null: none was typed since the app was opened. */
export const typedPhone = (): string | null =>
  isWholePhone(typedBefore.phone) ? formatPhone(phoneOf(typedBefore.phone)) : null;

interface NumberStepProps {
  readonly way: Way;
  /** Asked for on the way: after a card, or in place of a phone that is lost. */
  readonly onTheWay?: 'afterCard' | 'newPhone';
  readonly onSent: () => void;
}

/** One number typed; a code goes to it. */
export function NumberStep({ way, onTheWay, onSent }: NumberStepProps) {
  const say = useWords(signInWords);
  const { language } = useLanguage();
  const failureText = useSignInFailure();
  const [typed, setTyped] = useState(typedBefore[way]);
  const [doubtful, setDoubtful] = useState(false);
  const { run, busy, failure } = useStep(async (given: Given): Promise<Answer<SignIn>> =>
    onTheWay && 'phone' in given ? givePhone(given.phone) : begin(given, language),
  );
  const words = say[way];
  const head = onTheWay ? say[onTheWay] : words;
  const change = (text: string): void => {
    typedBefore[way] = text;
    setTyped(text);
    setDoubtful(false);
  };
  const send = async (): Promise<void> => {
    const given = givenBy(way, typed);
    if (!given) return setDoubtful(true);
    const answer = await run(given);
    if (answer?.ok) onSent();
  };
  return (
    <Frame title={head.title} lead={head.lead} focused>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TypedNumber way={way} value={typed} onInput={change} wrong={doubtful ? words.wrong : undefined} />
        <Wrong>{failure && !doubtful ? failureText(failure) : null}</Wrong>
        <Button wide submit busy={busy}>
          {head.go}
        </Button>
      </form>
      {!onTheWay && <PasskeyWay />}
      {!onTheWay && <OtherWays than={way} />}
    </Frame>
  );
}

function givenBy(way: Way, typed: string): Given | null {
  const text = typed.trim();
  if (way === 'phone') return isWholePhone(text) ? { phone: phoneOf(text) } : null;
  if (way === 'email') return /^\S+@\S+\.\S+$/.test(text) ? { email: text } : null;
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{6,32}$/.test(digits) ? { card: digits } : null;
}

interface TypedNumberProps {
  readonly way: Way;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly wrong: string | undefined;
}

const kinds = {
  phone: { type: 'tel', autoComplete: 'tel', inputMode: 'tel', placeholder: '+7' },
  card: { type: 'text', autoComplete: 'off', inputMode: 'numeric' },
  email: { type: 'email', autoComplete: 'email', inputMode: 'email' },
} as const;

export function TypedNumber({ way, value, onInput, wrong }: TypedNumberProps) {
  const { label } = useWords(signInWords)[way];
  const hint = useWords(signInWords).card.hint;
  return (
    <Field
      label={label}
      value={value}
      // Only what is typed at the end is set into groups: elsewhere it would carry the caret away.
      onInput={(text) => onInput(way === 'phone' && text.length > value.length ? writtenPhone(text) : text)}
      wrong={wrong}
      hint={way === 'card' ? hint : undefined}
      input={kinds[way]}
      big={way !== 'email'}
      focus
    />
  );
}

function OtherWays({ than }: { readonly than: Way }) {
  const say = useWords(signInWords);
  return (
    <ul className="sign-in-ways">
      {ways
        .filter((way) => way !== than)
        .map((way) => (
          <li key={way}>
            <a className="link" href={way === 'phone' ? '/app/sign-in' : `/app/sign-in?by=${way}`}>
              {say[way].other}
            </a>
          </li>
        ))}
      {than === 'email' && (
        <li>
          <a className="link" href="/app/staff-code">
            {say.staffCode.other}
          </a>
        </li>
      )}
    </ul>
  );
}
