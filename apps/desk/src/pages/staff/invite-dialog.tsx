import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { Select } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { inviteOperator, operatorsKey, type Invited, type Operator, type Role } from './operators.ts';
import { RoleChecks } from './role-checks.tsx';
import { staffWords } from './words.ts';

interface InviteDialogProps {
  readonly onInvited: (invited: Invited) => void;
  readonly onClose: () => void;
}

export function InviteDialog({ onInvited, onClose }: InviteDialogProps) {
  const say = useWords(staffWords);
  // Sent again it is the same invitation: nobody is invited twice.
  const [operatorId] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [language, setLanguage] = useState<Operator['language']>('ru');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [tried, setTried] = useState(false);
  const doing = useDoing(inviteOperator);
  async function send(): Promise<void> {
    setTried(true);
    if (name.trim() === '' || login.trim() === '' || roles.length === 0) return;
    const answer = await doing.run({
      operatorId,
      name: name.trim(),
      login: login.trim(),
      language,
      roles: [...roles],
    });
    if (answer === null) return;
    outdated(operatorsKey);
    if (answer.ok) onInvited(answer.value);
  }
  return (
    <SendDialog
      title={say.inviteTitle}
      send={say.invite}
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
      <Field
        label={say.login}
        hint={say.loginHint}
        value={login}
        onChange={setLogin}
        wrong={tried && login.trim() === '' ? say.loginWrong : undefined}
        input={{ maxLength: 254 }}
      />
      <Select
        label={say.language}
        options={(['ru', 'en'] as const).map((id) => ({ id, name: say.languages[id] }))}
        value={language}
        onChange={setLanguage}
      />
      <RoleChecks chosen={roles} onChoose={setRoles} tried={tried} />
    </SendDialog>
  );
}
