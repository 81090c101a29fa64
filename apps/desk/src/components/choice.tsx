import { Icon } from '@bonum/ui';
import { caretDown, check } from '@bonum/ui/icons';
import type { ReactNode } from 'react';
import {
  Button,
  Checkbox,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Remarks } from './field.tsx';

export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly note?: string | undefined;
}

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly placeholder?: string;
}

/** One of many, in a list that opens. */
export function Select<Id extends string>(props: ChoiceProps<Id>) {
  const { label, options, value, onChange, hint, wrong, placeholder } = props;
  return (
    <AriaSelect
      className="desk-field"
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
      isInvalid={wrong !== undefined}
      {...(placeholder !== undefined && { placeholder })}
    >
      <Label>{label}</Label>
      <Button className="desk-select">
        <SelectValue />
        <Icon of={caretDown} small />
      </Button>
      <Remarks hint={hint} wrong={wrong} />
      <Popover className="popover">
        <ListBox className="options">
          {options.map(({ id, name, note }) => (
            <ListBoxItem key={id} id={id} textValue={name} className="option">
              <span>{name}</span>
              {note !== undefined && <small>{note}</small>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** One of a few, all in sight. */
export function Radios<Id extends string>({ label, options, value, onChange, hint, wrong }: ChoiceProps<Id>) {
  return (
    <RadioGroup
      className="desk-field radios"
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
      isInvalid={wrong !== undefined}
    >
      <Label>{label}</Label>
      {options.map(({ id, name, note }) => (
        <Radio key={id} value={id} className="radio">
          <span>
            {name}
            {note !== undefined && <small>{note}</small>}
          </span>
        </Radio>
      ))}
      <Remarks hint={hint} wrong={wrong} />
    </RadioGroup>
  );
}

interface CheckProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly off?: boolean;
}

export const Check = ({ children, checked, onChange, off = false }: CheckProps) => (
  <Checkbox className="desk-check" isSelected={checked} onChange={onChange} isDisabled={off}>
    <span className="desk-check-box">
      <Icon of={check} small />
    </span>
    <span>{children}</span>
  </Checkbox>
);
