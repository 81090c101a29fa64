import { useFormat, useWords } from '@bonum/ui/language';
import type { AbuseCase } from './cases.ts';
import { abuseWords } from './words.ts';

const ROW = 22;
const HOUR = 48;
const LEFT = 132;
const TOP = 24;
/** Of more days the newest are drawn. */
const MOST_DAYS = 28;

interface Dot {
  readonly at: Date;
  readonly kind: 'own' | 'with-card' | 'without-card';
}

/** What happened, a line for each day, from left to right by the hour: the case's own among everybody else's at that till. */
export function Timeline({ of }: { readonly of: AbuseCase }) {
  const say = useWords(abuseWords);
  const format = useFormat();
  const dots: readonly Dot[] = [
    ...of.around.map(({ at, withCard }): Dot => ({
      at: new Date(at),
      kind: withCard ? 'with-card' : 'without-card',
    })),
    ...of.traces.map(({ at }): Dot => ({ at: new Date(at), kind: 'own' })),
  ];
  const days = [...new Set(of.traces.map(({ at }) => dayOf(new Date(at))))].toSorted((a, b) => a - b);
  const shown = days.slice(-MOST_DAYS);
  const rowOf = new Map(shown.map((day, row) => [day, row]));
  const hours = dots.map(({ at }) => at.getHours());
  const [from, to] = [Math.min(...hours, 9), Math.max(...hours, 20) + 1];
  const xOf = (at: Date): number => LEFT + (at.getHours() + at.getMinutes() / 60 - from) * HOUR;
  const [width, height] = [LEFT + (to - from) * HOUR + 12, TOP + shown.length * ROW + 4];
  const marks = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (hour) => hour % 3 === 0,
  );
  return (
    <figure className="timeline">
      <svg
        role="img"
        aria-label={`${say.picture}. ${say.pictureText(of.traces.length, of.around.length)}`}
        width={width}
        viewBox={`0 0 ${width} ${height}`}
      >
        {marks.map((hour) => (
          <g key={hour}>
            <text x={LEFT + (hour - from) * HOUR} y={14} className="hour">
              {`${hour}:00`}
            </text>
            <line
              x1={LEFT + (hour - from) * HOUR}
              x2={LEFT + (hour - from) * HOUR}
              y1={TOP - 4}
              y2={height}
            />
          </g>
        ))}
        {shown.map((day, row) => (
          <text key={day} x={0} y={TOP + row * ROW + 15} className="day">
            {format.date(new Date(day))}
          </text>
        ))}
        {dots.map(({ at, kind }, index) => {
          const row = rowOf.get(dayOf(at));
          return row === undefined ? null : (
            <circle
              key={index}
              cx={xOf(at)}
              cy={TOP + row * ROW + ROW / 2}
              r={kind === 'own' ? 6 : 4}
              className={kind}
            />
          );
        })}
      </svg>
      <figcaption>
        <span className="dot own" /> {say.legend.own}
        {of.around.length > 0 && (
          <>
            <span className="dot with-card" /> {say.legend.withCard}
            <span className="dot without-card" /> {say.legend.withoutCard}
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** Midnight of this machine's day. */
const dayOf = (at: Date): number => new Date(at.getTime()).setHours(0, 0, 0, 0);
