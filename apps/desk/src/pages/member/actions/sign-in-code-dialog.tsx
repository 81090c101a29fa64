import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { frameWords } from '../../../frame/words.ts';
import { ActionDialog } from './action-dialog.tsx';
import { newId } from './member.ts';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

/** A code that opens the account once, told to the member: shown until the dialog is closed, and nowhere after. */
export function SignInCodeDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const frame = useWords(frameWords);
  const format = useFormat();
  const [id] = useState(newId);
  const [given, setGiven] = useState<{ readonly code: string; readonly expiresAt: string } | null>(null);
  if (given)
    return (
      <Dialog title={say.signInCode} onClose={onClose}>
        <div className="dialog-form">
          <div className="dialog-fields">
            <p className="told-code">{`${given.code.slice(0, 4)} ${given.code.slice(4)}`}</p>
            <p>{say.signInCodeSay(format.time(given.expiresAt))}</p>
          </div>
          <div className="dialog-buttons">
            <Button onPress={onClose} focus>
              {frame.close}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.signInCode}
      act={say.signInCodeDo}
      ready
      onClose={onClose}
      send={(sent) =>
        answered(
          api.POST('/v1/members/{memberId}/sign-in-codes', {
            params: { path: { memberId: member.memberId } },
            body: { codeId: id, ...sent },
          }),
        )
      }
      done={(value) => {
        setGiven(value);
        return null;
      }}
    >
      <p>{say.signInCodeText}</p>
    </ActionDialog>
  );
}
