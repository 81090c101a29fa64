import { CodeSlots } from '@bonum/ui';
import { formatPhone, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { askCode } from '../../joining/ask-code.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './done-step.tsx';
import type { SignUp } from './sign-up.ts';
import type { Queue } from './use-queue.ts';
import { joinWords } from '../../joining/words.ts';
import { promoWords } from './words.ts';

interface CodeStepProps {
  readonly card: string | null;
  readonly asked: Asked;
  readonly queue: Queue;
  readonly operatorId: string;
  readonly onBack: () => void;
  readonly onDone: (outcome: Outcome) => void;
}

/** The last digit is the last thing to do: it is kept on this phone, and sent. */
export function CodeStep(props: CodeStepProps) {
  const say = useWords(promoWords);
  const join = useWords(joinWords);
  const format = useFormat();
  const { code, typed, wrong, fresh, busy, now } = useTypedCode(props);
  return (
    <>
      <h1>{say.code}</h1>
      <p className="promo-lead">{join.codeText(formatPhone(now.phone))}</p>
      <CodeSlots
        label={join.codeField(format.count(now.digits, join.digits))}
        length={now.digits}
        value={code}
        onInput={(digits) => void typed(digits)}
        wrong={wrong !== null}
        focus
      />
      {wrong !== null && (
        <p role="alert" className="join-refused">
          {wrong}
        </p>
      )}
      <div className="promo-actions">
        <div className="promo-two">
          <Button kind="outline" busy={busy} onPress={() => void fresh()}>
            {join.newCode}
          </Button>
          <Button kind="outline" onPress={props.onBack}>
            {say.otherPhone}
          </Button>
        </div>
      </div>
    </>
  );
}

function useTypedCode({ card, asked, queue, operatorId, onDone }: CodeStepProps) {
  const join = useWords(joinWords);
  const failureText = useFailureText();
  const { language } = useLanguage();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [now, setNow] = useState(asked);
  const [memberId] = useState(() => crypto.randomUUID());
  const joining = useDoing(async (digits: string) =>
    queue.add(signUpOf({ memberId, operatorId, card }, now, digits)),
  );
  const again = useDoing(askCode<Omit<Asked, 'digits'>>);
  const typed = async (digits: string): Promise<void> => {
    setCode(digits);
    setWrong(null);
    if (digits.length < now.digits) return;
    const answer = await joining.run(digits);
    if (answer === null) return;
    if (answer.ok) return onDone(answer.value);
    if (answer.failure.kind !== 'refused') return onDone('waits');
    // Whoever stands here can say it again: nothing has to wait for that.
    await queue.remove(memberId);
    setCode('');
    setWrong(
      answer.failure.code === 'confirmation-wrong'
        ? join.wrongCode
        : failureText(answer.failure, join.refusals),
    );
  };
  const fresh = async (): Promise<void> => {
    const answer = await again.run({ ...now, confirmationId: crypto.randomUUID() }, language);
    if (answer === null) return;
    setCode('');
    setWrong(answer.ok ? null : failureText(answer.failure, join.refusals));
    if (answer.ok) setNow(answer.value);
  };
  return { code, typed, wrong, fresh, busy: again.busy, now };
}

const signUpOf = (
  whose: Pick<SignUp, 'memberId' | 'operatorId' | 'card'>,
  { phone, confirmationId, name, consents }: Asked,
  code: string,
): SignUp => ({
  ...whose,
  at: new Date().toISOString(),
  way: { kind: 'code', phone, confirmationId, code, name, consents: [...consents] },
  refused: null,
});
