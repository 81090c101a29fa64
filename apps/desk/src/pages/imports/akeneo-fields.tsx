import { useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import { Field } from '../../components/field.tsx';
import {
  accessFields,
  attributeFields,
  choiceFields,
  type AccessField,
  type Fault,
  type TypedAkeneo,
} from './typed-feed.ts';
import { akeneoWords } from './akeneo-words.ts';

interface AkeneoFieldsProps {
  readonly typed: TypedAkeneo;
  readonly onChange: (part: Partial<TypedAkeneo>) => void;
  readonly faultOf: (field: keyof TypedAkeneo) => Fault | undefined;
  /** A connection is known already: what is left empty stays. */
  readonly known: boolean;
}

type Words = Readonly<Partial<Record<keyof TypedAkeneo, string>>>;
const secret: ReadonlySet<AccessField> = new Set(['clientSecret', 'password']);

/** By which connection an Akeneo is read, and what of its products. */
export function AkeneoFields({ typed, onChange, faultOf, known }: AkeneoFieldsProps) {
  const say = useWords(akeneoWords);
  const hints: Words = say.hints;
  const wrongs: Words = say.wrong;
  const wrongOf = (field: keyof TypedAkeneo): string | undefined => {
    const fault = faultOf(field);
    if (fault === undefined) return undefined;
    return fault === 'wrong' ? wrongs[field] : say.faults[fault];
  };
  const fieldOf = (field: keyof TypedAkeneo, isSecret = false): ReactNode => (
    <Field
      key={field}
      label={say.fields[field]}
      hint={hints[field]}
      value={typed[field]}
      onChange={(value) => onChange({ [field]: value })}
      wrong={wrongOf(field)}
      // The browser keeps it to itself: it is of no person.
      input={{ maxLength: 500, ...(isSecret && { type: 'password', autoComplete: 'new-password' }) }}
    />
  );
  return (
    <>
      <Group title={say.access} text={known ? say.accessStays : say.accessText} pairs>
        {accessFields.map((field) => fieldOf(field, secret.has(field)))}
      </Group>
      <Group title={say.choice} text={say.choiceText}>
        {choiceFields.map((field) => fieldOf(field))}
      </Group>
      <Group title={say.attributes} text={say.attributesText}>
        {attributeFields.map((field) => fieldOf(field))}
      </Group>
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly text: string;
  /** Two in a row, rather than as many as there is room for. */
  readonly pairs?: boolean;
  readonly children: ReactNode;
}

const Group = ({ title, text, pairs = false, children }: GroupProps) => (
  <fieldset className="imports-group">
    <legend>{title}</legend>
    <p className="second">{text}</p>
    <div className={pairs ? 'imports-fields pairs' : 'imports-fields'}>{children}</div>
  </fieldset>
);
