import { Icon } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import {
  FieldError,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
  TextArea,
  TextField,
  type InputProps,
} from 'react-aria-components';

interface About {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value, and what to do. */
  readonly wrong?: string | undefined;
  /** It can be typed into at once. */
  readonly focus?: boolean;
  readonly off?: boolean;
}

interface FieldProps extends About {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Several lines of it. */
  readonly lines?: number;
  /** What kind of text it takes, and what the browser may fill in. */
  readonly input?: Pick<
    InputProps,
    'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'placeholder' | 'list'
  >;
}

/** A labelled field; its hint and what is wrong with it are read out with it. */
export function Field({ label, hint, wrong, focus, off, value, onChange, lines, input }: FieldProps) {
  return (
    <TextField
      className="desk-field"
      value={value}
      onChange={onChange}
      isInvalid={wrong !== undefined}
      isDisabled={off ?? false}
      autoFocus={focus ?? false}
    >
      <Label>{label}</Label>
      {lines === undefined ? (
        <Input autoComplete="off" {...input} />
      ) : (
        <TextArea rows={lines} {...(input?.maxLength !== undefined && { maxLength: input.maxLength })} />
      )}
      <Remarks hint={hint} wrong={wrong} />
    </TextField>
  );
}

interface NumberFieldProps extends About {
  /** null: nothing is typed. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly least?: number;
  readonly most?: number;
}

/** A whole number, such as of points; written as the language groups it. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, wrong, focus, off, value, onChange, least, most } = props;
  return (
    <AriaNumberField
      className="desk-field number-field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      formatOptions={{ maximumFractionDigits: 0 }}
      isInvalid={wrong !== undefined}
      isDisabled={off ?? false}
      autoFocus={focus ?? false}
      {...(least !== undefined && { minValue: least })}
      {...(most !== undefined && { maxValue: most })}
    >
      <Label>{label}</Label>
      <Input autoComplete="off" />
      <Remarks hint={hint} wrong={wrong} />
    </AriaNumberField>
  );
}

export const Remarks = ({
  hint,
  wrong,
}: {
  readonly hint: string | undefined;
  readonly wrong: string | undefined;
}) => (
  <>
    {wrong !== undefined && (
      <FieldError className="desk-wrong">
        <Icon of={warning} small />
        <span>{wrong}</span>
      </FieldError>
    )}
    {hint !== undefined && (
      <Text slot="description" className="desk-hint">
        {hint}
      </Text>
    )}
  </>
);
