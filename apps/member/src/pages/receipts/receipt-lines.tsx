import { Button, Marker } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import type { Receipt } from './reasons.tsx';
import { receiptWords } from './words.ts';

/** So many are shown at once: a wholesale receipt has thousands, and a phone would stand still over them. */
const AT_ONCE = 60;

export function ReceiptLines({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords(receiptWords);
  const format = useFormat();
  const { lines } = receipt;
  const [shown, setShown] = useState(AT_ONCE);
  const rest = lines.length - shown;
  return (
    <>
      <ul>
        {lines.slice(0, shown).map((line) => (
          <Line key={line.id} line={line} receipt={receipt} />
        ))}
      </ul>
      {rest > 0 && (
        <Button kind="ghost" onClick={() => setShown(shown + 5 * AT_ONCE)}>
          {say.showLines(format.count(rest, say.lineForms))}
        </Button>
      )}
    </>
  );
}

interface LineProps {
  readonly line: Receipt['lines'][number];
  readonly receipt: Receipt;
}

function Line({ line, receipt: { type, currency } }: LineProps) {
  const say = useWords(receiptWords);
  const format = useFormat();
  const { name, quantity, amount, discount, earned, returned, reasons } = line;
  const isOne = quantity === 1000;
  const price = quantity === 0 ? amount : Math.round((amount * 1000) / quantity);
  const points = earned.reduce((total, one) => total + one.points, 0);
  return (
    <li className="receipt-line">
      <div>
        <span>{name}</span>
        {!isOne && (
          <small className="number">
            {format.quantity(quantity)} × {format.money(price, currency)}
          </small>
        )}
        {reasons.map((reason) => (
          <small key={reason}>{reason}</small>
        ))}
        {returned > 0 && (
          <small>
            {returned === quantity
              ? say.returnedAll
              : say.returnedLine(format.quantity(returned), format.quantity(quantity))}
          </small>
        )}
      </div>
      <div className="receipt-line-figures">
        {discount !== 0 && type === 'sale' && <s>{format.money(amount, currency)}</s>}
        <span>{format.money(amount - discount, currency)}</span>
        {points > 0 && (
          <span className="tiny">
            <Marker>
              <span aria-hidden="true">{format.signed(points)}</span>
              <span className="visually-hidden">{say.lineEarned(format.points(points))}</span>
            </Marker>
          </span>
        )}
      </div>
    </li>
  );
}
