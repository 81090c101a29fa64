import { Bars, Icon } from '@bonum/ui';
import { caretRight } from '@bonum/ui/icons';
import { serverNow } from '../../api/server-time.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import type { Me } from '../../me/use-me.ts';
import { daysUntil, nextEnding, paying } from '../../me/worth.ts';
import { homeWords } from './words.ts';

/** So many days can be counted at a glance. */
const COUNTABLE = 10;

/** What expires next, a bar a day. */
export function Ending({ me }: { readonly me: Me }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const { language } = useLanguage();
  const now = serverNow();
  const ending = nextEnding(me, now);
  if (ending === null) return null;
  const days = daysUntil(ending.at, now);
  const when =
    days <= 0
      ? say.expireToday
      : days <= COUNTABLE
        ? say.expires(format.count(days, say.days))
        : say.expireOn(format.date(new Date(Date.parse(ending.at) - 1)));
  return (
    <a className="home-row" href="/app/history">
      {days > 0 && days <= COUNTABLE && <Bars count={days} on={days} />}
      <span className="small">
        <b className="strong">{format.points(ending.points)}</b> {when}
        {paying(me).length > 1 && <span className="second"> · {ending.kind.name[language]}</span>}
      </span>
      <Icon of={caretRight} />
    </a>
  );
}

/** What was earned and does not count yet: nobody is to wonder where it is. */
export function Pending({ me }: { readonly me: Me }) {
  const say = useWords(homeWords);
  const format = useFormat();
  const waiting = paying(me).filter(({ pending }) => pending > 0);
  if (waiting.length === 0) return null;
  const first = waiting.flatMap(({ activating }) => activating).map(({ at, points }) => ({ at, points }));
  return (
    <section className="home-row">
      <span className="small">
        <b className="strong">{say.pending}</b>
        {first.slice(0, 3).map(({ at, points }) => (
          <span key={at} className="pending-line">
            {say.pendingFrom(format.points(points), format.date(at))}
          </span>
        ))}
      </span>
    </section>
  );
}
