import { useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import type { Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogForm } from '../../components/dialog.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { staffWords } from './words.ts';

interface StaffDialogProps {
  readonly title: string;
  readonly send: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something is done to somebody of the staff: its fields, and why it could not be done. */
export function StaffDialog(props: StaffDialogProps) {
  const { title, send, danger = false, busy, failure, onSend, onClose, children } = props;
  const say = useWords(staffWords);
  const frame = useWords(frameWords);
  const text = useFailureText();
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm
        onSubmit={onSend}
        buttons={
          <>
            <Button submit busy={busy} kind={danger ? 'danger' : 'main'}>
              {send}
            </Button>
            <Button kind="ghost" onPress={onClose}>
              {frame.cancel}
            </Button>
          </>
        }
      >
        {children}
        {failure && (
          <p className="wrong" role="alert">
            {`${say.failedAction} ${text(failure, say.refusals)}`}
          </p>
        )}
      </DialogForm>
    </Dialog>
  );
}
