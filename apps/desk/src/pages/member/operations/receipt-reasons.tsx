import { Marker } from '@bonum/ui';
import { useFormat, useWords } from '@bonum/ui/language';
import type { Receipt } from '../use-member.ts';
import { operationsWords } from './words.ts';

/** So many of what nearly applied are told at once. */
const NEAREST = 3;

/** Why the points came out as they did: each figure with its reason beside it, and what nearly applied. */
export function ReceiptReasons({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords(operationsWords);
  const format = useFormat();
  const { earned, kinds, spending, discounts, others, missed, type } = receipt;
  const nothing = type === 'sale' && earned.length === 0;
  return (
    <div className="receipt-reasons">
      {earned.map(({ kind, points, name, note }) => (
        <div key={kind + name} className="receipt-reason">
          <span className="receipt-reason-points">
            <Marker kind={kinds[0]?.id === kind ? 'cashback' : 'promo'}>{format.signed(points)}</Marker>
          </span>
          <p>
            {name}
            <small>{note}</small>
          </p>
        </div>
      ))}
      {nothing && <p className="second">{receipt.nothingEarned ?? say.noPoints}</p>}
      <Part title={say.spentWhy} sentences={type === 'sale' ? spending : []} />
      <Part title={null} sentences={discounts} />
      <Part title={null} sentences={others} />
      <Part title={say.near} sentences={missed.slice(0, NEAREST).map(({ sentence }) => sentence)} />
    </div>
  );
}

function Part({
  title,
  sentences,
}: {
  readonly title: string | null;
  readonly sentences: readonly string[];
}) {
  if (sentences.length === 0) return null;
  return (
    <>
      {title !== null && <h3>{title}</h3>}
      <ul className="receipt-reason-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
