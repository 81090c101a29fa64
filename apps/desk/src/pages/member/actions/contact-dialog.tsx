import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Radios } from '../../../components/choice.tsx';
import { Field } from '../../../components/field.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { newId, type Member } from './member.ts';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

/** A new phone or e-mail, or the one that is written down: a code goes to it, the member says the code, and it is theirs. */
export function ContactDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<SentTo | null>(null);
  const { memberId } = member;
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.contact}
      act={say.contactDo}
      ready={sent !== null && code.length >= 4}
      onClose={onClose}
      send={(rest) =>
        answered(
          api.POST('/v1/members/{memberId}/contact-changes/{changeId}/confirmation', {
            params: { path: { memberId, changeId: sent?.id ?? '' } },
            body: { code, ...rest },
          }),
        )
      }
      done={() => say.contactDone}
      refusals={{ 'confirmation-wrong': say.codeWrong }}
    >
      <Address member={member} sent={sent} onSent={setSent} />
      {sent && (
        <Field
          label={say.code}
          hint={say.codeSent(sent.to)}
          value={code}
          onChange={(typed) => setCode(typed.replaceAll(/\D/g, '').slice(0, 8))}
          focus
          input={{ inputMode: 'numeric' }}
        />
      )}
    </ActionDialog>
  );
}

interface SentTo {
  readonly id: string;
  readonly to: string;
}

interface AddressProps {
  readonly member: Member;
  readonly sent: SentTo | null;
  readonly onSent: (sent: SentTo | null) => void;
}

/** Where the code goes. */
function Address({ member, sent, onSent }: AddressProps) {
  const say = useWords(actionWords);
  const failureText = useFailureText();
  const [kind, setKind] = useState<'phone' | 'email'>('phone');
  const [to, setTo] = useState('');
  const sending = useDoing((changeId: string) =>
    answered(
      api.POST('/v1/members/{memberId}/contact-changes', {
        params: { path: { memberId: member.memberId } },
        body: { changeId, ...(kind === 'phone' ? { phone: to } : to === '' ? {} : { email: to }) },
      }),
    ),
  );
  const send = async (): Promise<void> => {
    const id = newId();
    const answer = await sending.run(id);
    if (answer?.ok) onSent({ id, to: answer.value.sentTo });
  };
  const mayBeEmpty = kind === 'email' && member.email !== null;
  return (
    <>
      <Radios
        label={say.whatToDo}
        options={[
          { id: 'phone', name: say.newPhone },
          { id: 'email', name: say.newEmail, note: member.email === null ? undefined : say.emailKnown },
        ]}
        value={kind}
        onChange={(next) => {
          setKind(next);
          onSent(null);
        }}
      />
      <Field
        label={kind === 'phone' ? say.newPhone : say.newEmail}
        value={to}
        onChange={setTo}
        off={sent !== null}
        input={{ type: kind === 'phone' ? 'tel' : 'email', maxLength: 254 }}
      />
      {!sent && (
        <Button kind="outline" busy={sending.busy} off={to === '' && !mayBeEmpty} onPress={() => void send()}>
          {say.codeSend}
        </Button>
      )}
      {sending.failure && (
        <p role="alert" className="act-failure">
          {failureText(sending.failure, say.refusals)}
        </p>
      )}
    </>
  );
}
