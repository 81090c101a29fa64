import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { warning } from './icons.ts';
import { Icon } from './icon.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value, and what to do. */
  readonly wrong?: string | undefined;
  /** What kind of text it takes, and what the browser may fill in: `{ type: 'tel', autoComplete: 'tel' }`. */
  readonly input?: InputHTMLAttributes;
  /** The number or name that the page is about. */
  readonly big?: boolean;
  /** What the page waits for: it can be typed into at once. */
  readonly focus?: boolean;
}

/** A labelled field; its hint and what is wrong with it are read out with it. */
export function Field(props: FieldProps) {
  const { label, value, onInput, hint, wrong, big = false, input, focus = false } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus({ preventScroll: true });
  }, [focus]);
  const about = [hint !== undefined && `${id}-hint`, wrong !== undefined && `${id}-wrong`].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        ref={field}
        // What slides over a page begins with it.
        autoFocus={focus}
        id={id}
        className={big ? 'big' : undefined}
        value={value}
        aria-invalid={wrong === undefined ? undefined : 'true'}
        aria-describedby={about.length > 0 ? about.join(' ') : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {wrong !== undefined && (
        <p className="wrong" id={`${id}-wrong`} role="alert">
          <Icon of={warning} small />
          <span>{wrong}</span>
        </p>
      )}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface CheckProps {
  readonly children: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const Check = ({ children, checked, onChange }: CheckProps) => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{children}</span>
  </label>
);
