import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { changeOperator, operatorsKey, type Operator, type Role } from './operators.ts';
import { RoleChecks } from './role-checks.tsx';
import { staffWords } from './words.ts';

interface ChangeDialogProps {
  readonly operator: Operator;
  readonly onClose: () => void;
}

/** What somebody is called, and what they may do. */
export function ChangeDialog({ operator, onClose }: ChangeDialogProps) {
  const say = useWords(staffWords);
  const [name, setName] = useState(operator.name);
  const [roles, setRoles] = useState<readonly Role[]>(operator.roles);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const doing = useDoing(changeOperator);
  const ownRoles = operator.source === 'local';
  async function send(): Promise<void> {
    setTried(true);
    if (name.trim() === '' || (ownRoles && roles.length === 0)) return;
    const answer = await doing.run(operator, {
      name: name.trim(),
      ...(ownRoles && { roles: [...roles] }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
    });
    if (answer === null) return;
    // Who changed themselves sees another desk from now on.
    outdated(operatorsKey, ['staff']);
    if (answer.ok) tell(say.saved.change);
    else if (answer.failure.kind === 'refused' && answer.failure.code === 'changed-since')
      tell(say.refusals['changed-since'], 'bad');
    else return;
    onClose();
  }
  return (
    <SendDialog
      title={say.changeTitle(operator.name)}
      send={say.save}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={say.name}
        value={name}
        onChange={setName}
        focus
        wrong={tried && name.trim() === '' ? say.nameWrong : undefined}
        input={{ maxLength: 200 }}
      />
      {ownRoles ? (
        <RoleChecks chosen={roles} onChoose={setRoles} tried={tried} />
      ) : (
        <p className="second">{say.company}</p>
      )}
      <Field
        label={say.reason}
        hint={say.reasonHint}
        value={reason}
        onChange={setReason}
        input={{ maxLength: 500 }}
      />
    </SendDialog>
  );
}
