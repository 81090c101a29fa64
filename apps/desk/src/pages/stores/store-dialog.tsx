import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { putStore, type Store } from '../../stores/ask-stores.ts';
import { nothingTyped, storeOf, typedOf, type TypedStore, type Wrong } from './typed-store.ts';
import { storesWords } from './words.ts';

interface StoreDialogProps {
  /** Absent: a new one. */
  readonly store?: Store;
  readonly onClose: () => void;
}

/** What a store is called, and where it is. */
export function StoreDialog({ store, onClose }: StoreDialogProps) {
  const say = useWords(storesWords);
  const isNew = store === undefined;
  const [typed, setTyped] = useState(() => (store ? typedOf(store) : nothingTyped));
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const doing = useDoing(putStore);
  const change = (part: Partial<TypedStore>): void => {
    setTyped({ ...typed, ...part });
    setWrong(wrong.filter((field) => !(field in part)));
  };
  const wrongOf = (field: Wrong): string | undefined =>
    wrong.includes(field) ? say.wrong[field] : undefined;
  async function send(): Promise<void> {
    const read = storeOf(typed, say.tillName);
    setWrong(read.ok ? [] : read.wrong);
    if (!read.ok) return;
    const answer = await doing.run(read.store, isNew ? { onlyNew: true } : {});
    if (!answer?.ok) return;
    outdated(keys.allStores);
    tell(isNew ? say.added(read.store.name) : say.changed);
    onClose();
  }
  return (
    <SendDialog
      title={isNew ? say.add : say.changeTitle(store.name)}
      send={isNew ? say.addShort : say.save}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <StoreFields isNew={isNew} typed={typed} onChange={change} wrongOf={wrongOf} />
    </SendDialog>
  );
}

interface StoreFieldsProps {
  readonly isNew: boolean;
  readonly typed: TypedStore;
  readonly onChange: (part: Partial<TypedStore>) => void;
  readonly wrongOf: (field: Wrong) => string | undefined;
}

function StoreFields({ isNew, typed, onChange, wrongOf }: StoreFieldsProps) {
  const say = useWords(storesWords);
  return (
    <>
      {isNew && (
        <Field
          label={say.columns.id}
          hint={say.idHint}
          value={typed.storeId}
          onChange={(storeId) => onChange({ storeId })}
          focus
          wrong={wrongOf('storeId')}
          input={{ maxLength: 64 }}
        />
      )}
      <Field
        label={say.columns.name}
        value={typed.name}
        onChange={(name) => onChange({ name })}
        focus={!isNew}
        wrong={wrongOf('name')}
        input={{ maxLength: 200 }}
      />
      <Field
        label={say.columns.city}
        value={typed.city}
        onChange={(city) => onChange({ city })}
        input={{ maxLength: 200 }}
      />
      {isNew && (
        <Field
          label={say.columns.tills}
          hint={say.tillsHint}
          value={typed.tills}
          onChange={(tills) => onChange({ tills })}
          input={{ maxLength: 1000 }}
        />
      )}
      <Field
        label={say.tags}
        hint={say.tagsHint}
        value={typed.tags}
        onChange={(tags) => onChange({ tags })}
        input={{ maxLength: 1000 }}
      />
      <Field
        label={say.place}
        hint={say.placeHint}
        value={typed.place}
        onChange={(place) => onChange({ place })}
        wrong={wrongOf('place')}
        input={{ maxLength: 60 }}
      />
    </>
  );
}
