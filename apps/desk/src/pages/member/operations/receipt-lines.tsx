import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { frameWords } from '../../../frame/words.ts';
import type { Receipt } from '../use-member.ts';
import { operationsWords } from './words.ts';

/** So many are shown at once: a wholesale receipt has thousands. */
const AT_ONCE = 40;

/** As on paper: what was bought, for how much, and the sum under a rule. */
export function ReceiptLines({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords(operationsWords);
  const { more } = useWords(frameWords);
  const format = useFormat();
  const [shown, setShown] = useState(AT_ONCE);
  const { lines, totals, currency, type, number, tillId } = receipt;
  const money = (minor: number): string => format.money(minor, currency);
  return (
    <div className="receipt-paper">
      <p className="tiny second">{say.number(number, tillId)}</p>
      <ul>
        {lines.slice(0, shown).map((line) => (
          <Line key={line.id} line={line} currency={currency} />
        ))}
      </ul>
      {lines.length > shown && (
        <Button kind="ghost" onPress={() => setShown(shown + 5 * AT_ONCE)}>
          {more}
        </Button>
      )}
      {totals.spent > 0 && (
        <p className="receipt-sum">
          <span>{say.paidByPoints}</span>
          <span>{money(-totals.spent)}</span>
        </p>
      )}
      <p className="receipt-sum total">
        <span>
          {type === 'return' ? say.refund : say.total(totals.discount > 0 ? money(totals.discount) : null)}
        </span>
        <span>{money(totals.paid)}</span>
      </p>
    </div>
  );
}

const THOUSAND = 1000;

function Line({ line, currency }: { readonly line: Receipt['lines'][number]; readonly currency: string }) {
  const say = useWords(operationsWords);
  const format = useFormat();
  const { name, quantity, amount, discount, reasons, returned } = line;
  const price = quantity === 0 ? amount : Math.round((amount * THOUSAND) / quantity);
  return (
    <li className="receipt-line-desk">
      <span>
        {name}
        {quantity !== THOUSAND && (
          <span className="second number">
            , {say.quantity(format.quantity(quantity), format.money(price, currency))}
          </span>
        )}
        {returned > 0 && <small>{say.returned(format.quantity(returned), format.quantity(quantity))}</small>}
        {reasons.map((reason) => (
          <small key={reason}>{reason}</small>
        ))}
      </span>
      <span className="number">
        {discount !== 0 && <s>{format.money(amount, currency)}</s>}{' '}
        {format.money(amount - discount, currency)}
      </span>
    </li>
  );
}
