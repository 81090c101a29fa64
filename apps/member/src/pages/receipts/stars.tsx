import { Icon } from '@bonum/ui';
import { star, starFill } from '@bonum/ui/icons';
import { useId } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { receiptWords } from './words.ts';

const all = [1, 2, 3, 4, 5] as const;

/** So many of five, to look at. */
export function ShownStars({ stars }: { readonly stars: number }) {
  const say = useWords(receiptWords).feedback;
  return (
    <div className="receipt-stars shown" role="img" aria-label={say.star(stars)}>
      {all.map((one) => (
        <Icon key={one} of={one <= stars ? starFill : star} />
      ))}
    </div>
  );
}

interface StarsProps {
  readonly value: number | null;
  readonly onChange: (stars: number) => void;
}

/** One to five, by a tap or by the arrow keys. */
export function ChooseStars({ value, onChange }: StarsProps) {
  const say = useWords(receiptWords).feedback;
  const name = useId();
  return (
    <fieldset className="receipt-stars">
      <legend className="visually-hidden">{say.rate}</legend>
      {all.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={one === value}
            aria-label={say.star(one)}
            onChange={() => onChange(one)}
          />
          <Icon of={one <= (value ?? 0) ? starFill : star} />
        </label>
      ))}
    </fieldset>
  );
}
