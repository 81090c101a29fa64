import './statistics.css';
import type { Schemas } from '@bonum/client';
import { Bars, Button, Empty, Skeleton } from '@bonum/ui';
import { useId, useState } from 'preact/hooks';
import { useAsked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { placeFormat, type PlaceFormat, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { MonthBars, PointsChart } from './month-charts.tsx';
import { categoriesOf, sumsOf, yearUpTo } from './sums.ts';
import { statisticsWords } from './words.ts';

type Statistics = Schemas['PurchaseStatistics'];

/** What was bought and kept in twelve months: by month, by category, and in points. */
export function Page() {
  const say = useWords(statisticsWords);
  const { language } = useLanguage();
  const now = new Date();
  const { from, to } = yearUpTo(now);
  const asked = useAsked(['statistics', from, to, language], () =>
    answered(api.GET('/v1/me/purchases/statistics', { params: { query: { from, to, language } } })),
  );
  return (
    <Frame title={say.title} back="/app/history" asOf={asked.state === 'here' ? asked.asOf : null}>
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && (
        <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
      )}
      {asked.state === 'here' && <Whole statistics={asked.value} place={placeFormat(language, now)} />}
    </Frame>
  );
}

interface WholeProps {
  readonly statistics: Statistics;
  readonly place: PlaceFormat;
}

function Whole({ statistics, place }: WholeProps) {
  const say = useWords(statisticsWords);
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const { currency, kinds, months } = statistics;
  const money = (minor: number): string => format.money(minor, currency);
  const sums = sumsOf(
    months.filter(({ month }) => chosen === null || month === chosen),
    kinds,
  );
  if (months.every(({ purchases, bought }) => purchases === 0 && bought === 0))
    return (
      <Empty title={say.emptyTitle} text={say.emptyText}>
        <Button wide href="/app/card">
          {say.showCard}
        </Button>
      </Empty>
    );
  return (
    <>
      <div className="field statistics-period">
        <label className="visually-hidden" htmlFor={id}>
          {say.period}
        </label>
        <select
          id={id}
          value={chosen ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value || null)}
        >
          <option value="">{say.year}</option>
          {months.toReversed().map(({ month }) => (
            <option key={month} value={month}>
              {place.month(month)}
            </option>
          ))}
        </select>
      </div>
      <section className="statistics">
        <p className="statistics-bought">
          <span className="n-48" style={{ '--letters': money(sums.bought).length }}>
            {money(sums.bought)}
          </span>
          <span className="second">
            {say.bought}: {format.count(sums.purchases, say.purchases)}
          </span>
        </p>
        <dl>
          <Figure name={say.saved} value={money(sums.saved)} />
          <Figure name={say.earned} value={format.signed(sums.earned)} />
          <Figure name={say.spent} value={format.signed(-sums.spent)} />
        </dl>
        <p className="small second">{say.note}</p>
      </section>
      <ByMonth statistics={statistics} place={place} chosen={chosen} money={money} />
      <ByCategory statistics={statistics} chosen={chosen} money={money} />
    </>
  );
}

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="statistics-figure">
    <dt>{name}</dt>
    <dd className="number">{value}</dd>
  </div>
);

interface PartProps {
  readonly statistics: Statistics;
  readonly chosen: string | null;
  readonly money: (minor: number) => string;
}

function ByMonth({
  statistics: { months, kinds },
  place,
  chosen,
  money,
}: PartProps & Pick<WholeProps, 'place'>) {
  const say = useWords(statisticsWords);
  const format = useFormat();
  const sums = months.map((month) => ({ month: month.month, ...sumsOf([month], kinds) }));
  return (
    <section className="statistics">
      <h2>{say.byMonth}</h2>
      <MonthBars
        bars={sums.map(({ month, bought }) => ({ month, value: bought }))}
        chosen={chosen}
        place={place}
        label={money}
      />
      <h2>{say.points}</h2>
      <PointsChart months={sums} chosen={chosen} place={place} label={format.signed} />
      <details>
        <summary>{say.table}</summary>
        <div className="statistics-table" tabIndex={0} role="region" aria-label={say.byMonth}>
          <table>
            <thead>
              <tr>
                {say.columns.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sums.toReversed().map(({ month, bought, saved, earned, spent }) => (
                <tr key={month}>
                  <th scope="row">{place.month(month)}</th>
                  <td>{money(bought)}</td>
                  <td>{money(saved)}</td>
                  <td>{format.signed(earned)}</td>
                  <td>{format.signed(-spent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

/** One bar of these is a thirty-second of all that was bought. */
const UNITS = 32;

function ByCategory({ statistics, chosen, money }: PartProps) {
  const say = useWords(statisticsWords);
  const format = useFormat();
  const categories = categoriesOf(statistics, chosen);
  const all = categories.reduce((total, { bought }) => total + bought, 0);
  return (
    <section className="statistics">
      <h2>{say.byCategory}</h2>
      {categories.length === 0 && <p className="second">{say.nothing}</p>}
      <ul>
        {categories.map(({ name, bought }) => (
          <li key={name} className="statistics-category">
            <span className="statistics-category-text">
              <span>{name ?? say.other}</span>
              <span className="number">
                {money(bought)} <small>{format.percent(bought / all)}</small>
              </span>
            </span>
            <Bars count={UNITS} on={Math.max(1, Math.round((bought / all) * UNITS))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const Loading = () => (
  <div className="statistics" aria-hidden="true">
    <Skeleton width="62%" height={48} />
    <Skeleton width="80%" height={16} />
    <Skeleton width="100%" height={140} />
    <Skeleton width="100%" height={140} />
  </div>
);
