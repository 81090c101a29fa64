import { useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import type { Failure } from '../api/failure.ts';
import { Button } from '../components/button.tsx';
import { Dialog, DialogForm } from '../components/dialog.tsx';
import { useFailureText } from './shown.tsx';
import { frameWords } from './words.ts';

interface SendDialogProps {
  readonly title: string;
  /** What the button is called that does it. */
  readonly send: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** A page's own sentences for refusals, by code. */
  readonly refusals?: Readonly<Record<string, string>>;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something is changed: its fields, the button that sends them, and why it could not be done. */
export function SendDialog(props: SendDialogProps) {
  const { title, send, danger = false, wide = false, busy, failure, onSend, onClose, children } = props;
  const say = useWords(frameWords);
  const text = useFailureText();
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
      <DialogForm
        onSubmit={onSend}
        buttons={
          <>
            <Button submit busy={busy} kind={danger ? 'danger' : 'main'}>
              {send}
            </Button>
            <Button kind="ghost" onPress={onClose}>
              {say.cancel}
            </Button>
          </>
        }
      >
        {children}
        {failure && (
          <p className="wrong" role="alert">
            {`${say.notDone} ${text(failure, props.refusals)}`}
          </p>
        )}
      </DialogForm>
    </Dialog>
  );
}
