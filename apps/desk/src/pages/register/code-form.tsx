import { CodeSlots } from '@bonum/ui';
import { formatPhone, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { askCode } from '../../joining/ask-code.ts';
import { joinWords } from '../../joining/words.ts';
import type { AskedPerson, Person } from './use-draft.ts';
import { registerWords } from './words.ts';

interface CodeFormProps {
  readonly asked: AskedPerson;
  readonly onBack: () => void;
  /** @param known the phone was somebody's already, whose page this is */
  readonly onJoined: (memberId: string, known: boolean) => void;
}

/** Beside what was typed stands the code they say; its last digit is the last thing to do. */
export function CodeForm({ asked, onBack, onJoined }: CodeFormProps) {
  const join = useWords(joinWords);
  const say = useWords(registerWords);
  const format = useFormat();
  const { code, typed, wrong, fresh, busy, digits } = useTypedCode({ asked, onJoined });
  return (
    <div className="register-code">
      <section>
        <h2>{say.who}</h2>
        <Facts facts={factsOf(asked, { ...say, phone: join.phone })} />
        <Button kind="outline" onPress={onBack}>
          {say.change}
        </Button>
      </section>
      <section>
        <h2>{say.codeTitle}</h2>
        <p className="second">{join.codeText(formatPhone(asked.phone))}</p>
        <CodeSlots
          label={join.codeField(format.count(digits, join.digits))}
          length={digits}
          value={code}
          onInput={(next) => void typed(next)}
          wrong={wrong !== null}
          focus
        />
        {wrong !== null && (
          <p role="alert" className="join-refused">
            {wrong}
          </p>
        )}
        <Button kind="ghost" busy={busy} onPress={() => void fresh()}>
          {join.newCode}
        </Button>
      </section>
    </div>
  );
}

type Labels = Readonly<Record<'phone' | 'surname' | 'name' | 'cardIs', string>>;

const factsOf = ({ phone, profile: { surname, name, card } }: Person, say: Labels) => [
  { name: say.phone, value: formatPhone(phone) },
  { name: say.surname, value: surname },
  { name: say.name, value: name },
  { name: say.cardIs, value: card },
];

function useTypedCode({ asked, onJoined }: Pick<CodeFormProps, 'asked' | 'onJoined'>) {
  const join = useWords(joinWords);
  const failureText = useFailureText();
  const { language } = useLanguage();
  const [now, setNow] = useState(asked);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  // Sent twice, it makes nobody twice.
  const [memberId] = useState(() => crypto.randomUUID());
  const joining = useDoing((digits: string) => sendJoin(memberId, now, digits));
  const again = useDoing(askCode<Person>);
  const typed = async (digits: string): Promise<void> => {
    setCode(digits);
    setWrong(null);
    if (digits.length < now.digits) return;
    const answer = await joining.run(digits);
    if (answer === null) return;
    if (answer.ok) return onJoined(answer.value.memberId, answer.value.memberId !== memberId);
    const { failure } = answer;
    const refused = failure.kind === 'refused' && failure.code === 'confirmation-wrong';
    setCode('');
    setWrong(refused ? join.wrongCode : failureText(failure, join.refusals));
  };
  const fresh = async (): Promise<void> => {
    const answer = await again.run({ ...now, confirmationId: crypto.randomUUID() }, language);
    if (answer === null) return;
    setCode('');
    setWrong(answer.ok ? null : failureText(answer.failure, join.refusals));
    if (answer.ok) setNow(answer.value);
  };
  return { code, typed, wrong, fresh, busy: again.busy, digits: now.digits };
}

function sendJoin(memberId: string, asked: AskedPerson, code: string) {
  const { confirmationId, phone, profile } = asked;
  const consents = [...asked.consents];
  const body = { memberId, phone, ...profile, consents, confirmation: { confirmationId, code } };
  return answered(api.POST('/v1/members', { body }));
}
