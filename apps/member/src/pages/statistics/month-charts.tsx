import type { PlaceFormat } from '@bonum/ui/language';

interface Bar {
  readonly month: string;
  readonly value: number;
}

interface ChartProps {
  readonly bars: readonly Bar[];
  readonly chosen: string | null;
  readonly place: PlaceFormat;
  readonly label: (value: number) => string;
}

/** A bar a month on a heavy line; the tallest and the chosen one say how much. A table beside it says the same. */
export function MonthBars({ bars, chosen, place, label }: ChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const tallest = bars.find(({ value }) => value === most)?.month;
  return (
    <div className="statistics-month-bars" aria-hidden="true">
      {bars.map(({ month, value }) => {
        const isTold = month === (chosen ?? tallest) && value > 0;
        return (
          <span
            key={month}
            className={month === chosen ? 'statistics-month-bar chosen' : 'statistics-month-bar'}
          >
            {isTold && <b>{label(value)}</b>}
            <i style={{ height: `${heightOf(value, most)}px` }} />
            <em>{place.letter(month)}</em>
          </span>
        );
      })}
    </div>
  );
}

const HEIGHT = 120;
/** What is there at all can be seen. */
const heightOf = (value: number, most: number, height = HEIGHT): number =>
  value <= 0 ? 0 : Math.max(2, Math.round((value / most) * height));

/** For what is written beneath the longest bar. */
const LABEL = 18;

interface PointsChartProps {
  readonly months: readonly { readonly month: string; readonly earned: number; readonly spent: number }[];
  readonly chosen: string | null;
  readonly place: PlaceFormat;
  readonly label: (points: number) => string;
}

/** Earned goes up on the colour of points, with a cap of ink; spent goes down in ink. */
export function PointsChart({ months, chosen, place, label }: PointsChartProps) {
  const most = Math.max(1, ...months.flatMap(({ earned, spent }) => [earned, spent]));
  const told = (of: 'earned' | 'spent'): string | undefined =>
    chosen ?? months.toSorted((one, other) => other[of] - one[of])[0]?.month;
  const down = Math.max(0, ...months.map(({ spent }) => heightOf(spent, most, HEIGHT / 1.5)));
  return (
    <div className="statistics-points-bars" aria-hidden="true">
      {months.map(({ month, earned, spent }) => (
        <span
          key={month}
          className={month === chosen ? 'statistics-month-bar chosen' : 'statistics-month-bar'}
        >
          <span className="statistics-up">
            {earned > 0 && (
              <i style={{ height: `${heightOf(earned, most, HEIGHT / 1.5)}px` }}>
                {month === told('earned') && <b>{label(earned)}</b>}
              </i>
            )}
          </span>
          <span className="statistics-down" style={{ height: `${down + LABEL}px` }}>
            {spent > 0 && (
              <i style={{ height: `${heightOf(spent, most, HEIGHT / 1.5)}px` }}>
                {month === told('spent') && <b>{label(-spent)}</b>}
              </i>
            )}
          </span>
          <em>{place.letter(month)}</em>
        </span>
      ))}
    </div>
  );
}
