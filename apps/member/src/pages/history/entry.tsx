import type { Schemas } from '@bonum/client';
import { caretRight } from '@bonum/ui/icons';
import { Icon } from '@bonum/ui';
import { type PlaceFormat, useFormat, useWords } from '@bonum/ui/language';
import { markerKind, PlusMinusPoints, type Kinds } from './points.tsx';
import { historyWords } from './words.ts';

export type Entry = Schemas['HistoryPage']['entries'][number];

interface EntryProps {
  readonly entry: Entry;
  readonly kinds: Kinds;
  readonly currency: string;
  readonly place: PlaceFormat;
}

/** One happening: what and where, and what it did to the points. It leads to its receipt. */
export function EntryRow({ entry, kinds, currency, place }: EntryProps) {
  const say = useWords(historyWords);
  const format = useFormat();
  const { type, receipt, points, from } = entry;
  const paying = points.filter(({ kind }) => kinds.find(({ id }) => id === kind)?.pays !== false);
  const counting = points.filter((one) => !paying.includes(one));
  const sum = (of: 'plus' | 'minus' | 'moved'): number => paying.reduce((total, one) => total + one[of], 0);
  const earned = paying.filter(({ plus }) => plus > 0);
  const [origin] = from;
  const leadsTo = receipt?.receiptId ?? origin?.receiptId;
  const notes = [
    place.time(entry),
    ...(receipt ? [format.money(type === 'return' ? -receipt.money : receipt.money, currency)] : []),
    ...(origin ? [say.from(place.date(origin))] : []),
    ...(type === 'merge' && sum('moved') > 0 ? [say.moved(format.number(sum('moved')))] : []),
    ...(type === 'activation' ? [say.available(format.number(sum('moved')))] : []),
    ...counting.map(({ kind, plus, minus }) => `${nameOf(kinds, kind)}: ${format.signed(plus - minus)}`),
    ...(type === 'purchase' && sum('plus') + sum('minus') === 0 ? [say.none] : []),
  ];
  const content = (
    <>
      <span className="history-entry-text">
        <b>{titleOf(entry, say)}</b>
        <small>{notes.join(' · ')}</small>
      </span>
      <PlusMinusPoints
        plus={sum('plus')}
        minus={sum('minus')}
        striped={earned.length > 0 && earned.every(({ kind }) => markerKind(kinds, kind) === 'promo')}
      />
    </>
  );
  return (
    <li>
      {leadsTo === undefined ? (
        <div className="history-entry">{content}</div>
      ) : (
        <a className="history-entry" href={`/app/receipts/${leadsTo}`}>
          {content}
          <Icon of={caretRight} small />
        </a>
      )}
    </li>
  );
}

const nameOf = (kinds: Kinds, kind: string): string => kinds.find(({ id }) => id === kind)?.name ?? kind;

function titleOf({ type, receipt }: Entry, say: (typeof historyWords)['ru']): string {
  if (!receipt) return say.titles[type];
  return type === 'return' ? say.returned(receipt.store.name) : receipt.store.name;
}
