import { Icon } from '@bonum/ui';
import { caretDown } from '@bonum/ui/icons';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { Remarks } from './field.tsx';

/** One that was found. */
export interface FoundOption {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

interface LookupProps {
  readonly label: string;
  readonly placeholder: string;
  /** What its button is called that opens the list. */
  readonly open: string;
  /** What stands in the list when nothing is found. */
  readonly none: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  /** What is typed into it. */
  readonly typed: string;
  readonly onType: (text: string) => void;
  /** What the server has found for that. */
  readonly found: readonly FoundOption[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** One of very many, found by the server while its name is typed. */
export function Lookup(props: LookupProps) {
  const { label, placeholder, open, none, hint, wrong, typed, onType, found, chosen, onChoose } = props;
  return (
    <ComboBox
      className="desk-field"
      items={found}
      inputValue={typed}
      onInputChange={onType}
      value={chosen}
      onChange={(key) => {
        const option = found.find(({ id }) => id === key);
        if (option) onChoose(option.id);
      }}
      // The server has searched.
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={wrong !== undefined}
    >
      <Label>{label}</Label>
      <div className="desk-combo">
        <Input placeholder={placeholder} maxLength={100} />
        <Button aria-label={open}>
          <Icon of={caretDown} small />
        </Button>
      </div>
      <Remarks hint={hint} wrong={wrong} />
      <Popover className="popover">
        <ListBox<FoundOption>
          className="options"
          renderEmptyState={() => <p className="option second">{none}</p>}
        >
          {({ id, name, note }) => (
            <ListBoxItem id={id} textValue={name} className="option">
              <span>{name}</span>
              <small>{note}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
