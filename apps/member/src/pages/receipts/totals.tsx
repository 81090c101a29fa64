import { useFormat, useWords } from '@bonum/ui/language';
import type { Receipt } from './reasons.tsx';
import { receiptWords } from './words.ts';

/** The column is added up under a heavy rule. */
export function Totals({ receipt: { type, totals, currency } }: { readonly receipt: Receipt }) {
  const say = useWords(receiptWords);
  const format = useFormat();
  const money = (minor: number): string => format.money(minor, currency);
  const { amount, discount, spent, paid } = totals;
  const isPlain = discount === 0 && spent === 0;
  const last = type === 'return' ? say.refunded : isPlain ? say.plain : say.total;
  return (
    <dl className="receipt-totals">
      {!isPlain && (
        <>
          <Sum name={say.amount} value={money(amount)} />
          {discount !== 0 && <Sum name={say.discount} value={money(-discount)} />}
          {spent !== 0 && <Sum name={say.spent} value={money(-spent)} />}
        </>
      )}
      <Sum name={last} value={money(paid)} last />
    </dl>
  );
}

interface SumProps {
  readonly name: string;
  readonly value: string;
  readonly last?: boolean;
}

const Sum = ({ name, value, last = false }: SumProps) => (
  <div className={last ? 'receipt-sum last' : 'receipt-sum'}>
    <dt>{name}</dt>
    <dd className="number">{value}</dd>
  </div>
);
