import { Icon } from '@bonum/ui';
import { check as checkIcon, warning } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useRef, useState } from 'react';
import { useDoing } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { useShortcut } from '../../../shortcuts/use-shortcut.ts';
import { memberWords } from '../words.ts';
import { dayOfTyped, dotted } from './typed-date.ts';

type Result = 'matches' | 'differs';

interface AskBirthDateProps {
  readonly memberId: string;
  readonly known: boolean;
}

/** Whether it is really them: the operator types what is said, and the server compares. What it is, nobody is shown. */
export function AskBirthDate({ memberId, known }: AskBirthDateProps) {
  const say = useWords(memberWords);
  const failureText = useFailureText();
  const box = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const { result, wrong, send, busy, clear } = useComparing(memberId);
  const focus = (): void => box.current?.querySelector('input')?.focus();
  const again = (): void => {
    clear();
    setTyped('');
    requestAnimationFrame(focus);
  };
  useShortcut({ keys: 'F2', name: say.check, act: result === null ? focus : again, foot: true, on: known });
  if (!known) return <p className="who-ask">{say.unknownBirth}</p>;
  if (result !== null) return <Compared result={result} again={again} />;
  const wrongText =
    wrong === null || wrong === 'no-date'
      ? wrong && say.badDate
      : failureText(wrong, { 'too-many-requests': say.tooOften });
  return (
    <Form ref={box} className="who-ask" onSubmit={() => void send(typed)}>
      <h2>{say.ask}</h2>
      <p className="second">{say.askText}</p>
      <div className="who-ask-row">
        <Field
          label={say.birthDate}
          value={typed}
          onChange={(text) => {
            setTyped(dotted(text));
            clear();
          }}
          wrong={wrongText ?? undefined}
          input={{ inputMode: 'numeric', placeholder: say.birthHint }}
        />
        <Button submit busy={busy} keys="F2">
          {say.check}
        </Button>
      </div>
    </Form>
  );
}

function useComparing(memberId: string) {
  const [bad, setBad] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const check = useDoing((birthDate: string) =>
    answered(
      api.POST('/v1/members/{memberId}/birth-date/check', {
        params: { path: { memberId } },
        body: { birthDate },
      }),
    ),
  );
  const send = async (typed: string): Promise<void> => {
    const birthDate = dayOfTyped(typed);
    setBad(birthDate === null);
    if (birthDate === null) return;
    const answer = await check.run(birthDate);
    if (answer?.ok) setResult(answer.value.matches ? 'matches' : 'differs');
  };
  const clear = (): void => {
    setBad(false);
    setResult(null);
  };
  return { result, wrong: bad ? ('no-date' as const) : check.failure, send, busy: check.busy, clear };
}

function Compared({ result, again }: { readonly result: Result; readonly again: () => void }) {
  const say = useWords(memberWords);
  return (
    <div className={`who-ask ${result}`} role="status">
      <p className="who-ask-result">
        <Icon of={result === 'matches' ? checkIcon : warning} small />
        {say[result]}
      </p>
      {result === 'differs' && <p>{say.differsText}</p>}
      <Button kind="ghost" keys="F2" onPress={again}>
        {say.again}
      </Button>
    </div>
  );
}
