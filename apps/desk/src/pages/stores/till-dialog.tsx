import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { putStore, type Store } from '../../stores/ask-stores.ts';
import { storesWords } from './words.ts';

interface TillDialogProps {
  readonly store: Store;
  readonly onClose: () => void;
}

/** A till more in a store; or another name for one that is there. */
export function TillDialog({ store, onClose }: TillDialogProps) {
  const say = useWords(storesWords);
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const doing = useDoing(putStore);
  const tillId = id.trim();
  async function send(): Promise<void> {
    setTried(true);
    if (tillId === '') return;
    const till = { tillId, name: name.trim() === '' ? say.tillName(tillId) : name.trim() };
    // The others stay as they are.
    const answer = await doing.run({ ...store, tills: [till] }, {});
    if (!answer?.ok) return;
    outdated(keys.allStores);
    tell(say.tillAdded(till.name));
    onClose();
  }
  return (
    <SendDialog
      title={say.tillTitle(store.name)}
      send={say.addShort}
      busy={doing.busy}
      failure={doing.failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={say.tillId}
        hint={store.tills.some((till) => till.tillId === tillId) ? say.tillThere : say.tillIdHint}
        value={id}
        onChange={setId}
        focus
        wrong={tried && tillId === '' ? say.wrong.tillId : undefined}
        input={{ maxLength: 64 }}
      />
      <Field
        label={say.columns.name}
        hint={say.tillNameHint}
        value={name}
        onChange={setName}
        input={{ maxLength: 200 }}
      />
    </SendDialog>
  );
}
