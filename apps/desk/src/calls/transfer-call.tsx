import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog, DialogForm } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { frameWords } from '../frame/words.ts';
import { isExtension } from './extension.ts';
import { useCommand } from './use-command.ts';
import type { MyCall } from './use-my-calls.ts';
import { callWords } from './words.ts';

/** Hands a call over to another telephone. */
export function TransferCall({ call, onClose }: { readonly call: MyCall; readonly onClose: () => void }) {
  const say = useWords(callWords);
  const frame = useWords(frameWords);
  const command = useCommand(call);
  const [to, setTo] = useState('');
  const [sent, setSent] = useState(false);
  const fits = isExtension(to);
  const send = async (): Promise<void> => {
    setSent(true);
    if (fits && (await command('transfer', to))) onClose();
  };
  return (
    <Dialog title={say.transferTitle} onClose={onClose}>
      <DialogForm
        onSubmit={() => void send()}
        buttons={
          <>
            <Button submit>{say.transfer}</Button>
            <Button kind="outline" onPress={onClose}>
              {frame.cancel}
            </Button>
          </>
        }
      >
        <Field
          label={say.transferTo}
          value={to}
          onChange={setTo}
          focus
          input={{ inputMode: 'numeric', maxLength: 8 }}
          wrong={sent && !fits ? say.transferWrong : undefined}
        />
      </DialogForm>
    </Dialog>
  );
}
