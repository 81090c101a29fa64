import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';
import { Button } from '../components/button.tsx';
import { Dialog, DialogForm } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { tell } from '../components/toast.tsx';
import { useFailureText } from '../frame/shown.tsx';
import { frameWords } from '../frame/words.ts';
import { useMyCalls } from './use-my-calls.ts';
import { isExtension } from './extension.ts';
import { callWords } from './words.ts';

/** At which telephone one sits: what rings there opens here. */
export function MyTelephone({ onClose }: { readonly onClose: () => void }) {
  const my = useMyCalls();
  return my.state === 'here' ? <Asking now={my.value.extension} onClose={onClose} /> : null;
}

function Asking({ now, onClose }: { readonly now: string | null; readonly onClose: () => void }) {
  const say = useWords(callWords);
  const frame = useWords(frameWords);
  const failureText = useFailureText();
  const [extension, setExtension] = useState(now ?? '');
  const saving = useDoing((wanted: string | null) =>
    answered(api.PUT('/v1/staff/me/extension', { body: { extension: wanted } })),
  );
  const fits = extension === '' || isExtension(extension);
  const save = async (): Promise<void> => {
    if (!fits) return;
    const wanted = extension === '' ? null : extension;
    const saved = await saving.run(wanted);
    if (!saved?.ok) return;
    outdated(keys.myCalls);
    tell(wanted === null ? say.telephoneLeft : say.telephoneSaved(wanted));
    onClose();
  };
  const wrong = fits ? (saving.failure ? failureText(saving.failure) : undefined) : say.transferWrong;
  return (
    <Dialog title={say.telephoneTitle} onClose={onClose}>
      <DialogForm
        onSubmit={() => void save()}
        buttons={
          <>
            <Button submit busy={saving.busy}>
              {say.save}
            </Button>
            <Button kind="outline" onPress={onClose}>
              {frame.cancel}
            </Button>
          </>
        }
      >
        <Field
          label={say.transferTo}
          hint={say.telephoneHint}
          value={extension}
          onChange={setExtension}
          focus
          input={{ inputMode: 'numeric', maxLength: 8 }}
          wrong={wrong}
        />
      </DialogForm>
    </Dialog>
  );
}
