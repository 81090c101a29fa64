import { isWholePhone, phoneOf, useLanguage, useWords, writtenPhone } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useOnline } from '../../frame/net-line.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { askCode, type Asked } from './asked-code.ts';
import type { ConsentText } from './consents.ts';
import type { Outcome } from './done-step.tsx';
import type { Queue } from './use-queue.ts';
import { promoWords } from './words.ts';

interface PersonStepProps {
  readonly card: string | null;
  readonly texts: readonly ConsentText[];
  readonly queue: Queue;
  readonly operatorId: string;
  readonly onAsked: (asked: Asked) => void;
  readonly onKept: (outcome: Outcome) => void;
}

/** A phone, and each consent for itself, none of them given beforehand. */
export function PersonStep(props: PersonStepProps) {
  const { card, texts } = props;
  const say = useWords(promoWords);
  const failureText = useFailureText();
  const online = useOnline();
  const [name, setName] = useState('');
  const person = usePerson(props, name.trim() === '' ? null : name.trim());
  const { phone, code, tried, missing, given } = person;
  const unreached = !online || code.failure?.kind === 'offline' || code.failure?.kind === 'away';
  return (
    <Form className="promo-form" onSubmit={() => void person.ask()}>
      <h1>{say.who}</h1>
      {card !== null && <p className="promo-lead">{say.cardIs(card.slice(-4))}</p>}
      <Field
        label={say.phone}
        value={phone}
        onChange={(text) => person.setPhone(writtenPhone(text))}
        wrong={tried && !isWholePhone(phone) ? say.badPhone : undefined}
        input={{ type: 'tel', inputMode: 'tel' }}
        focus
      />
      <Field label={say.name} value={name} onChange={setName} input={{ maxLength: 300 }} />
      <div>
        {texts.map((text) => (
          <Consent
            key={text.kind}
            text={text}
            given={given.has(text.kind)}
            missing={tried && missing.includes(text)}
            give={(yes) => person.give(text.kind, yes)}
          />
        ))}
      </div>
      {code.failure && !unreached && (
        <p role="alert" className="promo-refused">
          {failureText(code.failure, say.refusals)}
        </p>
      )}
      <div className="promo-actions">
        <Button submit busy={code.busy} off={!online}>
          {say.sendCode}
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

function usePerson(
  { card, texts, queue, operatorId, onAsked, onKept }: PersonStepProps,
  name: string | null,
) {
  const { language } = useLanguage();
  const [phone, setPhone] = useState('');
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [confirmationId] = useState(() => crypto.randomUUID());
  const code = useDoing(askCode);
  const missing = texts.filter(({ kind, required }) => required && !given.has(kind));
  const ask = async (): Promise<void> => {
    setTried(true);
    if (!isWholePhone(phone) || missing.length > 0 || texts.length === 0) return;
    const consents = texts.map(({ kind, version }) => ({ kind, version, given: given.has(kind) }));
    const answer = await code.run({ phone: phoneOf(phone), name, consents, confirmationId }, language);
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
  const give = (kind: string, yes: boolean): void =>
    setGiven(new Set([...given].filter((one) => one !== kind).concat(yes ? [kind] : [])));
  return { phone, setPhone, given, give, tried, missing, code, ask, keepCard };
}

interface ConsentProps {
  readonly text: ConsentText;
  readonly given: boolean;
  /** They went on without one that is needed. */
  readonly missing: boolean;
  readonly give: (given: boolean) => void;
}

function Consent({ text, given, missing, give }: ConsentProps) {
  const say = useWords(promoWords);
  const [open, setOpen] = useState(false);
  return (
    <div className="promo-consent">
      <div className="promo-consent-row">
        <Check checked={given} onChange={give}>
          {text.title}
        </Check>
        {text.text !== null && (
          <Button kind="ghost" onPress={() => setOpen(true)}>
            {say.read}
          </Button>
        )}
      </div>
      {missing && (
        <p role="alert" className="promo-refused">
          {say.consentNeeded}
        </p>
      )}
      {open && (
        <Dialog title={text.title} onClose={() => setOpen(false)}>
          {(text.text ?? '').split('\n\n').map((paragraph) => (
            <p key={paragraph} className="promo-paragraph">
              {paragraph}
            </p>
          ))}
          <p className="second">{say.version(text.version)}</p>
        </Dialog>
      )}
    </div>
  );
}
