import type { Schemas } from '@bonum/client';
import { answered } from '../../api/failure.ts';
import { api } from '../../api/client.ts';
import { useAsked } from '../../api/asking.ts';
import { type PlaceFormat, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { PlusMinusPoints } from './points.tsx';
import { historyWords } from './words.ts';

type Coming = Schemas['ComingPoints']['pending'][number];

/** What is still to come: a place for points that wait, for a receipt that is missing, and for what will expire. */
export function ComingPoints({ place }: { readonly place: PlaceFormat }) {
  const say = useWords(historyWords);
  const format = useFormat();
  const { language } = useLanguage();
  const asked = useAsked(['coming', language], () =>
    answered(api.GET('/v1/me/points/coming', { params: { query: { language } } })),
  );
  if (asked.state !== 'here') return null;
  const { pending, held } = asked.value;
  const expiring = byDay(asked.value.expiring, place);
  const sum = (all: readonly Coming[]): number => all.reduce((total, { points }) => total + points, 0);
  const waiting = sum(pending) + sum(held);
  return (
    <div className="history-coming">
      <details>
        <summary>
          <span className="history-entry-text">
            <b>{say.waiting}</b>
          </span>
          <span className="n-20">{format.number(waiting)}</span>
        </summary>
        <ul>
          {pending.map((one) => (
            <ComingRow
              key={one.at + one.kind + one.points}
              one={one}
              note={say.waitingFrom(place.date(one))}
            />
          ))}
          {held.map((one) => (
            <ComingRow
              key={one.at + one.kind}
              one={one}
              note={`${say.held}: ${say.heldUntil(place.time(one))}`}
            />
          ))}
        </ul>
        <p className="small second">{say.late}</p>
      </details>
      <details>
        <summary>
          <span className="history-entry-text">
            <b>{say.expiring}</b>
            <small>{expiring[0] ? place.date(expiring[0]) : say.nothingExpires}</small>
          </span>
          {expiring[0] && <span className="n-20">{format.signed(-expiring[0].points)}</span>}
        </summary>
        <ul>
          {expiring.map((one) => (
            <li key={one.at + one.kind} className="history-coming-row">
              <span>{place.date(one)}</span>
              <PlusMinusPoints plus={0} minus={one.points} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** What ends within one day ends on that day, and is one figure. */
function byDay(dated: readonly Coming[], place: PlaceFormat): Coming[] {
  const days = new Map<string, Coming>();
  for (const one of dated) {
    const day = `${place.date(one)} ${one.kind}`;
    days.set(day, { ...one, points: (days.get(day)?.points ?? 0) + one.points });
  }
  return [...days.values()];
}

function ComingRow({ one, note }: { readonly one: Coming; readonly note: string }) {
  const points = <PlusMinusPoints plus={one.points} minus={0} />;
  return (
    <li>
      {one.receiptId === null ? (
        <div className="history-coming-row">
          <span>{note}</span>
          {points}
        </div>
      ) : (
        <a className="history-coming-row" href={`/app/receipts/${one.receiptId}`}>
          <span>{note}</span>
          {points}
        </a>
      )}
    </li>
  );
}
