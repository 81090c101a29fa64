import { Icon } from '@bonum/ui';
import { caretDown } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useSettled } from '../api/use-settled.ts';
import { Remarks } from '../components/field.tsx';
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
    <ComboBox
      className="desk-field"
      items={stores.map((store) => ({ ...store, id: store.storeId }))}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text);
        if (text === '' && value !== null) onChange(null);
      }}
      value={value?.storeId ?? null}
      onChange={(key) => {
        const store = stores.find(({ storeId }) => storeId === key);
        if (!store) return;
        setTyped(store.name);
        onChange(store);
      }}
      // The server has searched.
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={wrong !== undefined}
    >
      <Label>{label}</Label>
      <div className="desk-combo">
        <Input placeholder={placeholder ?? say.all} maxLength={100} />
        <Button aria-label={say.open}>
          <Icon of={caretDown} small />
        </Button>
      </div>
      <Remarks hint={undefined} wrong={wrong} />
      <Popover className="popover">
        <ListBox<Store & { id: string }>
          className="options"
          renderEmptyState={() => <p className="option second">{say.none}</p>}
        >
          {({ storeId, name, city }) => (
            <ListBoxItem id={storeId} textValue={name} className="option">
              <span>{name}</span>
              <small>{[city, storeId].filter((part) => part !== undefined).join(' · ')}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
