import { useEffect, useRef } from 'preact/hooks';

interface CodeSlotsProps {
  /** What to type, for those who do not see the slots. */
  readonly label: string;
  readonly length: number;
  readonly value: string;
  readonly onInput: (digits: string) => void;
  readonly wrong?: boolean;
  /** Where the sentence about it stands. */
  readonly describedBy?: string;
  /** It can be typed into at once. */
  readonly focus?: boolean;
}

/** A one-time code, a digit a slot. What is typed, pasted or filled in by the phone lands in one real field. */
export function CodeSlots(props: CodeSlotsProps) {
  const { label, length, value, onInput, wrong = false, describedBy, focus = false } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <div className={length > 4 ? 'code-slots six' : 'code-slots'}>
      <input
        ref={field}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        aria-label={label}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={describedBy}
        value={value}
        onInput={(event) => {
          const digits = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, length);
          event.currentTarget.value = digits;
          onInput(digits);
        }}
      />
      {Array.from({ length }, (_, index) => (
        <i key={index} aria-hidden="true" className={slotClass(index, value.length)}>
          {value[index] ?? ''}
        </i>
      ))}
    </div>
  );
}

const slotClass = (index: number, filled: number): string => {
  if (index < filled) return 'filled';
  return index === filled ? 'now' : '';
};
