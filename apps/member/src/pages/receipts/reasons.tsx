import type { Schemas } from '@bonum/client';
import { Marker } from '@bonum/ui';
import type { ComponentChildren } from 'preact';
import { useFormat, useWords } from '@bonum/ui/language';
import { markerKind } from '../history/points.tsx';
import { receiptWords } from './words.ts';

export type Receipt = Schemas['MyReceipt'];

/** So many of what nearly applied are told at once. */
const NEAREST = 3;

const sum = (points: Readonly<Record<string, number>>): number =>
  Object.values(points).reduce((total, one) => total + one, 0);

/** Why the points and the price came out as they did, and what nearly applied. */
export function Reasons({ receipt }: { readonly receipt: Receipt }) {
  const say = useWords(receiptWords);
  const format = useFormat();
  const { type, kinds, earned, discounts, spending, others, plus, minus, totals, currency } = receipt;
  const hasNoPoints = type === 'sale' && earned.length === 0;
  return (
    <>
      {earned.length > 0 && (
        <Part title={say.why(format.signed(sum(plus)))}>
          <ul>
            {earned.map(({ kind, points, name, note }) => (
              <li key={kind + name} className="receipt-why">
                <span className="n-20">
                  <Marker kind={markerKind(kinds, kind)}>{format.signed(points)}</Marker>
                </span>
                <p>
                  {name}
                  <small>{note}</small>
                </p>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {hasNoPoints && (
        <Part title={say.whyNone}>
          <p className="second">{receipt.nothingEarned ?? say.whyNoneText}</p>
        </Part>
      )}
      {spending.length > 0 && type === 'sale' && (
        <Part title={sum(minus) > 0 ? say.whySpent(format.signed(-sum(minus))) : say.spent}>
          <Sentences of={spending} />
        </Part>
      )}
      {discounts.length > 0 && (
        <Part title={say.whyDiscount(format.money(-totals.discount, currency))}>
          <Sentences of={discounts} />
        </Part>
      )}
      {others.length > 0 && (
        <Part title={type === 'return' ? say.whatHappened : say.also}>
          <Sentences of={others} />
        </Part>
      )}
      <NearMisses receipt={receipt} />
    </>
  );
}

function NearMisses({ receipt: { missed, currency } }: { readonly receipt: Receipt }) {
  const say = useWords(receiptWords);
  const format = useFormat();
  if (missed.length === 0) return null;
  const told = (one: Receipt['missed'][number]) => {
    const { missing, gain, sentence } = one;
    if (missing === null || gain === null) return { sentence, hope: null };
    const more = format.money(missing, currency);
    const hope =
      gain.points > 0
        ? say.gainPoints(more, `+${format.points(gain.points)}`)
        : say.gainDiscount(more, format.money(gain.discount, currency));
    return { sentence, hope };
  };
  const list = (some: Receipt['missed']) => (
    <ul className="receipt-sentences">
      {some.map(told).map(({ sentence, hope }) => (
        <li key={sentence}>
          {hope !== null && <b>{hope}</b>}
          <small>{sentence}</small>
        </li>
      ))}
    </ul>
  );
  const rest = missed.slice(NEAREST);
  return (
    <Part title={say.near}>
      {list(missed.slice(0, NEAREST))}
      {rest.length > 0 && (
        <details className="receipt-rest">
          <summary>{say.more(format.count(rest.length, say.moreForms))}</summary>
          {list(rest)}
        </details>
      )}
    </Part>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section>
    <h2 className="receipt-why-title">{title}</h2>
    {children}
  </section>
);

const Sentences = ({ of }: { readonly of: readonly string[] }) => (
  <ul className="receipt-sentences">
    {of.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);
