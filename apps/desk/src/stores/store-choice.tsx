import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useSettled } from '../api/use-settled.ts';
import { Lookup } from '../components/lookup.tsx';
import { useFewStores, type Store } from './ask-stores.ts';
import { storeChoiceWords } from './words.ts';

interface StoreChoiceProps {
  readonly label: string;
  /** null: none is chosen. */
  readonly value: Store | null;
  readonly onChange: (store: Store | null) => void;
  /** What stands in it while none is chosen; unless given, that it is all of them. */
  readonly placeholder?: string;
  readonly wrong?: string | undefined;
}

/** A store by its name, city or id, as they are typed; the server finds it, whichever the alphabet. Emptied, it is none. */
export function StoreChoice({ label, value, onChange, placeholder, wrong }: StoreChoiceProps) {
  const say = useWords(storeChoiceWords);
  const [typed, setTyped] = useState(value?.name ?? '');
  // The name of the chosen one is no search: its neighbours are to be seen as well.
  const asked = useSettled(typed);
  const found = useFewStores(asked === value?.name ? '' : asked);
  const stores = found.state === 'here' ? found.value : [];
  return (
    <Lookup
      label={label}
      placeholder={placeholder ?? say.all}
      open={say.open}
      none={say.none}
      wrong={wrong}
      typed={typed}
      onType={(text) => {
        setTyped(text);
        if (text === '' && value !== null) onChange(null);
      }}
      found={stores.map(({ storeId, name, city }) => ({
        id: storeId,
        name,
        note: [city, storeId].filter((part) => part !== undefined).join(' · '),
      }))}
      chosen={value?.storeId ?? null}
      onChoose={(id) => {
        const store = stores.find(({ storeId }) => storeId === id);
        if (!store) return;
        setTyped(store.name);
        onChange(store);
      }}
    />
  );
}
