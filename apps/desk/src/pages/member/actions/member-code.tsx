import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { newId, type AllowedAction, type Member } from './member.ts';
import { actionWords } from './words.ts';

export interface Confirmation {
  readonly confirmationId: string;
  readonly code: string;
}

interface MemberCodeProps {
  readonly member: Member;
  readonly action: AllowedAction['id'];
  /** The code as it is typed; null: it is not whole yet. */
  readonly onCode: (confirmation: Confirmation | null) => void;
  readonly wrong: boolean;
}

/** The member agrees: a code goes to them, and they say it. */
export function MemberCode({ member, action, onCode, wrong }: MemberCodeProps) {
  const say = useWords(actionWords);
  const failureText = useFailureText();
  const [sent, setSent] = useState<{
    readonly id: string;
    readonly to: string;
    readonly digits: number;
  } | null>(null);
  const [code, setCode] = useState('');
  const sending = useDoing((confirmationId: string) =>
    answered(
      api.POST('/v1/members/{memberId}/action-codes', {
        params: { path: { memberId: member.memberId } },
        body: { confirmationId, action },
      }),
    ),
  );
  const send = async (): Promise<void> => {
    const id = newId();
    const answer = await sending.run(id);
    if (!answer?.ok) return;
    setSent({ id, to: answer.value.sentTo, digits: answer.value.digits });
    setCode('');
    onCode(null);
  };
  const type = (typed: string): void => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, 8);
    setCode(digits);
    onCode(sent && digits.length >= 4 ? { confirmationId: sent.id, code: digits } : null);
  };
  return (
    <div className="member-code">
      {sent ? (
        <Field
          label={say.code}
          hint={say.codeSent(sent.to)}
          value={code}
          onChange={type}
          wrong={wrong ? say.codeWrong : undefined}
          focus
          input={{ inputMode: 'numeric', autoComplete: 'one-time-code' }}
        />
      ) : (
        <p>{say.codeNeeded}</p>
      )}
      <Button kind="outline" busy={sending.busy} onPress={() => void send()}>
        {sent ? say.codeAgain : say.codeSend}
      </Button>
      {sending.failure && (
        <p role="alert" className="act-failure">
          {failureText(sending.failure, say.refusals)}
        </p>
      )}
    </div>
  );
}
