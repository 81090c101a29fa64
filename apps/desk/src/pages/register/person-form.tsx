import { useLanguage, useWords, writtenPhone } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { askCode } from '../../joining/ask-code.ts';
import { ConsentChecks } from '../../joining/consent-checks.tsx';
import type { Consents } from '../../joining/use-consents.ts';
import { joinWords } from '../../joining/words.ts';
import { dotted } from '../member/who/typed-date.ts';
import { CallerCheck } from './caller-check.tsx';
import type { Caller } from './use-caller.ts';
import type { AskedPerson, Draft, Person } from './use-draft.ts';
import { registerWords } from './words.ts';

interface PersonFormProps {
  readonly draft: Draft;
  readonly consents: Consents;
  readonly caller: Caller;
  readonly onAsked: (asked: AskedPerson) => void;
}

/** Who it is and what they agree to; Enter sends the code. */
export function PersonForm({ draft, consents, caller, onAsked }: PersonFormProps) {
  const join = useWords(joinWords);
  const say = useWords(registerWords);
  const failureText = useFailureText();
  const { language } = useLanguage();
  const [tried, setTried] = useState(false);
  const code = useDoing(askCode<Person>);
  const ask = async (): Promise<void> => {
    setTried(true);
    if (draft.wrong.size > 0 || consents.missing.length > 0 || consents.texts.length === 0) return;
    const answer = await code.run(draft.personWith(consents.said), language);
    if (answer?.ok) onAsked(answer.value);
  };
  return (
    <Form className="register-form" onSubmit={() => void ask()}>
      <PersonFields draft={draft} tried={tried} />
      <section className="register-consents">
        <h2>{say.consents}</h2>
        <ConsentChecks consents={consents} tried={tried} />
      </section>
      <CallerCheck caller={caller} />
      {code.failure && (
        <p role="alert" className="join-refused">
          {failureText(code.failure, join.refusals)}
        </p>
      )}
      <Button submit busy={code.busy}>
        {join.sendCode}
      </Button>
    </Form>
  );
}

function PersonFields({ draft, tried }: { readonly draft: Draft; readonly tried: boolean }) {
  const join = useWords(joinWords);
  const say = useWords(registerWords);
  const { typed, type, wrong } = draft;
  // Whoever looked for a phone goes on with the name.
  const [knowsPhone] = useState(typed.phone !== '');
  const isWrong = (field: 'phone' | 'birthDate' | 'card'): boolean => tried && wrong.has(field);
  return (
    <div className="register-fields">
      <Field
        label={join.phone}
        value={typed.phone}
        onChange={(text) => type({ phone: writtenPhone(text) })}
        wrong={isWrong('phone') ? join.badPhone : undefined}
        input={{ type: 'tel', inputMode: 'tel' }}
        focus={!knowsPhone}
      />
      <Field
        label={say.card}
        hint={say.cardHint}
        value={typed.card}
        onChange={(card) => type({ card })}
        wrong={isWrong('card') ? join.badCard : undefined}
        input={{ inputMode: 'numeric', maxLength: 40 }}
      />
      <Field
        label={say.surname}
        value={typed.surname}
        onChange={(surname) => type({ surname })}
        input={{ maxLength: 300 }}
        focus={knowsPhone}
      />
      <Field
        label={say.name}
        value={typed.name}
        onChange={(name) => type({ name })}
        input={{ maxLength: 300 }}
      />
      <Field
        label={say.birthDate}
        value={typed.birthDate}
        onChange={(text) => type({ birthDate: dotted(text) })}
        wrong={isWrong('birthDate') ? say.badDate : undefined}
        input={{ inputMode: 'numeric', placeholder: say.birthHint }}
      />
    </div>
  );
}
