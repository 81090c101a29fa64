import { useFormat, useWords } from '@bonum/ui/language';
import type { Overview } from '../use-member.ts';
import { memberWords } from '../words.ts';

interface CardsProps {
  readonly cards: Overview['cards'];
}

/** Each by its end, which is what people read out; those that work come first. */
export function Cards({ cards }: CardsProps) {
  const say = useWords(memberWords);
  const format = useFormat();
  // What staff wrote stands as they wrote it.
  const reasonText: Readonly<Record<string, string>> = say.blockReasons;
  const ordered = cards.toSorted((one, other) => rank(one) - rank(other));
  return (
    <>
      <h2>{say.cards}</h2>
      {ordered.length === 0 && <p className="second">{say.noCards}</p>}
      <ul className="who-cards">
        {ordered.map(({ number, form, state, main, blockedAt, blockReason }) => (
          <li key={number} className={state === 'blocked' ? 'second' : undefined} title={number}>
            <b>
              <span aria-hidden="true">·· </span>
              {number.slice(-4)}
            </b>{' '}
            {[
              main && cards.length > 1 ? say.mainCard : null,
              form === 'virtual' ? say.virtual : say.physical,
              state === 'blocked'
                ? blockedAt === null
                  ? say.blocked
                  : say.blockedOn(format.date(blockedAt))
                : null,
            ]
              .filter((part) => part !== null)
              .join(', ')}
            {blockReason !== null && <small>{reasonText[blockReason] ?? blockReason}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

const rank = ({ state, main }: Overview['cards'][number]): number => {
  if (state === 'blocked') return 2;
  return main ? 0 : 1;
};
