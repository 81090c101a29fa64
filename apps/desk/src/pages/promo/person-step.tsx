import { isWholePhone, phoneOf, useLanguage, useWords, writtenPhone } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useOnline } from '../../frame/net-line.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { askCode } from '../../joining/ask-code.ts';
import { ConsentChecks } from '../../joining/consent-checks.tsx';
import { useConsents } from '../../joining/use-consents.ts';
import { joinWords } from '../../joining/words.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './done-step.tsx';
import type { Queue } from './use-queue.ts';
import { promoWords } from './words.ts';

interface PersonStepProps {
  readonly card: string | null;
  readonly queue: Queue;
  readonly operatorId: string;
  readonly onAsked: (asked: Asked) => void;
  readonly onKept: (outcome: Outcome) => void;
}

/** A phone, and each consent for itself, none of them given beforehand. */
export function PersonStep(props: PersonStepProps) {
  const { card } = props;
  const say = useWords(promoWords);
  const join = useWords(joinWords);
  const failureText = useFailureText();
  const online = useOnline();
  const [name, setName] = useState('');
  const person = usePerson(props, name.trim() === '' ? null : name.trim());
  const { phone, code, tried, consents } = person;
  const unreached = !online || code.failure?.kind === 'offline' || code.failure?.kind === 'away';
  return (
    <Form className="promo-form" onSubmit={() => void person.ask()}>
      <h1>{say.who}</h1>
      {card !== null && <p className="promo-lead">{say.cardIs(card.slice(-4))}</p>}
      <Field
        label={join.phone}
        value={phone}
        onChange={(text) => person.setPhone(writtenPhone(text))}
        wrong={tried && !isWholePhone(phone) ? join.badPhone : undefined}
        input={{ type: 'tel', inputMode: 'tel' }}
        focus
      />
      <Field label={say.name} value={name} onChange={setName} input={{ maxLength: 300 }} />
      <ConsentChecks consents={consents} tried={tried} />
      {code.failure && !unreached && (
        <p role="alert" className="join-refused">
          {failureText(code.failure, join.refusals)}
        </p>
      )}
      <div className="promo-actions">
        <Button submit busy={code.busy} off={!online}>
          {join.sendCode}
        </Button>
        {unreached && card !== null && (
          <>
            <p className="second">{say.keepCardText}</p>
            <Button kind="outline" onPress={() => void person.keepCard()}>
              {say.keepCard}
            </Button>
          </>
        )}
        {unreached && card === null && <p className="second">{say.needsNetwork}</p>}
      </div>
    </Form>
  );
}

function usePerson({ card, queue, operatorId, onAsked, onKept }: PersonStepProps, name: string | null) {
  const { language } = useLanguage();
  const [phone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const [confirmationId] = useState(() => crypto.randomUUID());
  const code = useDoing(askCode<Omit<Asked, 'digits'>>);
  const consents = useConsents();
  const ask = async (): Promise<void> => {
    setTried(true);
    if (!isWholePhone(phone) || consents.missing.length > 0 || consents.texts.length === 0) return;
    const person = { phone: phoneOf(phone), name, consents: consents.said, confirmationId };
    const answer = await code.run(person, language);
    if (answer?.ok) onAsked(answer.value);
  };
  const keepCard = async (): Promise<void> => {
    setTried(true);
    if (!isWholePhone(phone)) return;
    const answer = await queue.add({
      memberId: crypto.randomUUID(),
      operatorId,
      at: new Date().toISOString(),
      card,
      way: { kind: 'card-only', claimedPhone: phoneOf(phone) },
      refused: null,
    });
    onKept(answer.ok ? answer.value : 'waits');
  };
  return { phone, setPhone, consents, tried, code, ask, keepCard };
}
