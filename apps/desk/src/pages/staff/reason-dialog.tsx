import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import type { Answer } from '../../api/failure.ts';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { changeOperator, operatorsKey, resetOperator, type Invited, type Operator } from './operators.ts';
import { staffWords } from './words.ts';

export type Measure = 'block' | 'unblock' | 'reset';

interface ReasonDialogProps {
  readonly measure: Measure;
  readonly operator: Operator;
  /** A new link, after a reset. */
  readonly onInvited: (invited: Invited) => void;
  readonly onClose: () => void;
}

/** Shuts somebody out, lets them in again, or makes them begin anew: with the reason. */
export function ReasonDialog({ measure, operator, onInvited, onClose }: ReasonDialogProps) {
  const say = useWords(staffWords);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const doing = useDoing((why: string): Promise<Answer<Operator | Invited>> =>
    measure === 'reset'
      ? resetOperator(operator, why)
      : changeOperator(operator, { blocked: measure === 'block', reason: why }),
  );
  async function send(): Promise<void> {
    setTried(true);
    if (reason.trim() === '') return;
    const answer = await doing.run(reason.trim());
    if (answer === null) return;
    outdated(operatorsKey);
    if (answer.ok && 'link' in answer.value) return onInvited(answer.value);
    if (answer.ok && measure !== 'reset') tell(say.saved[measure]);
    else if (!answer.ok && answer.failure.kind === 'refused' && answer.failure.code === 'changed-since')
      tell(say.refusals['changed-since'], 'bad');
    else return;
    onClose();
  }
  const { title, text } = {
    block: { title: say.blockTitle, text: say.blockText },
    unblock: { title: say.unblockTitle, text: say.unblockText },
    reset: { title: say.resetTitle, text: say.resetText },
  }[measure];
  return (
    <SendDialog
      title={title(operator.name)}
      send={say[measure]}
      danger={measure !== 'unblock'}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{text}</p>
      <Field
        label={say.reason}
        hint={say.reasonHint}
        value={reason}
        onChange={setReason}
        focus
        wrong={tried && reason.trim() === '' ? say.reasonWrong : undefined}
        input={{ maxLength: 500 }}
      />
    </SendDialog>
  );
}
