import { dayOf, placeFormat, useLanguage, useWords, type PlaceMoment } from '@bonum/ui/language';
import type { AbuseCase } from './cases.ts';
import { momentOf } from './moment-of.ts';
import { abuseWords } from './words.ts';

const ROW = 22;
const HOUR = 48;
const LEFT = 132;
const TOP = 24;
/** Of more days the newest are drawn. */
const MOST_DAYS = 28;

interface Dot {
  readonly moment: PlaceMoment;
  readonly kind: 'own' | 'with-card' | 'without-card';
}

interface Drawing {
  readonly dots: readonly Dot[];
  /** A moment of each day that has a line, the oldest first. */
  readonly days: readonly PlaceMoment[];
  /** The hours that it begins and ends with. */
  readonly from: number;
  readonly to: number;
}

/** What happened, a line for each day, from left to right by the hour: the case's own among everybody else's at that till. */
export function Timeline({ of }: { readonly of: AbuseCase }) {
  const say = useWords(abuseWords);
  const { language } = useLanguage();
  const format = placeFormat(language, new Date());
  const drawing = drawn(of);
  const { days, from, to } = drawing;
  const [width, height] = [LEFT + (to - from) * HOUR + 12, TOP + days.length * ROW + 4];
  return (
    <figure className="timeline">
      <svg
        role="img"
        aria-label={`${say.picture}. ${say.pictureText(of.traces.length, of.around.length)}`}
        width={width}
        viewBox={`0 0 ${width} ${height}`}
      >
        <Hours from={from} to={to} height={height} />
        {days.map((day, row) => (
          <text key={dayOf(day)} x={0} y={TOP + row * ROW + 15} className="day">
            {format.date(day)}
          </text>
        ))}
        <Dots drawing={drawing} />
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

function drawn({ around, traces }: AbuseCase): Drawing {
  const own = traces.map((trace): Dot => ({ moment: momentOf(trace), kind: 'own' }));
  const dots = [
    ...around.map((one): Dot => ({
      moment: momentOf(one),
      kind: one.withCard ? 'with-card' : 'without-card',
    })),
    ...own,
  ];
  const byDay = new Map(own.map(({ moment }) => [dayOf(moment), moment]));
  const days = [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(-MOST_DAYS);
  const hours = dots.map(({ moment }) => Math.floor(hourOf(moment)));
  return {
    dots,
    days: days.map(([, moment]) => moment),
    from: Math.min(...hours, 9),
    to: Math.max(...hours, 20) + 1,
  };
}

/** 18.7 of the store's day. */
const hourOf = ({ at, offsetMinutes }: PlaceMoment): number => {
  const placed = new Date(Date.parse(at) + offsetMinutes * 60_000);
  return placed.getUTCHours() + placed.getUTCMinutes() / 60;
};

interface HoursProps {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

function Hours({ from, to, height }: HoursProps) {
  const marks = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (hour) => hour % 3 === 0,
  );
  return marks.map((hour) => {
    const x = LEFT + (hour - from) * HOUR;
    return (
      <g key={hour}>
        <text x={x} y={14} className="hour">
          {`${hour}:00`}
        </text>
        <line x1={x} x2={x} y1={TOP - 4} y2={height} />
      </g>
    );
  });
}

function Dots({ drawing: { dots, days, from } }: { readonly drawing: Drawing }) {
  const rowOf = new Map(days.map((day, row) => [dayOf(day), row]));
  return dots.map(({ moment, kind }, index) => {
    const row = rowOf.get(dayOf(moment));
    return row === undefined ? null : (
      <circle
        key={index}
        cx={LEFT + (hourOf(moment) - from) * HOUR}
        cy={TOP + row * ROW + ROW / 2}
        r={kind === 'own' ? 6 : 4}
        className={kind}
      />
    );
  });
}
