import './history.css';
import type { Schemas } from '@bonum/client';
import { Button, Empty, Skeleton } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { answered, type Answer } from '../../api/failure.ts';
import { api } from '../../api/client.ts';
import { useAsked, useDoing } from '../../api/asking.ts';
import {
  dayOf,
  type Language,
  monthOf,
  placeFormat,
  type PlaceFormat,
  useLanguage,
  useWords,
} from '@bonum/ui/language';
import { RecordLine } from '../../me/record-line.tsx';
import { useMe } from '../../me/use-me.ts';
import type { PageProps } from '../../router/router.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { ComingPoints } from './coming.tsx';
import { EntryRow, type Entry } from './entry.tsx';
import { chosenIn, Filters, type Chosen } from './filters.tsx';
import { PlusMinusPoints } from './points.tsx';
import { historyWords } from './words.ts';

type HistoryPage = Schemas['HistoryPage'];

const ask = ({ show, kind }: Chosen, language: Language, before?: string): Promise<Answer<HistoryPage>> => {
  const query = { show, language, ...(kind !== null && { kind }), ...(before !== undefined && { before }) };
  return answered(api.GET('/v1/me/history', { params: { query } }));
};

/** What happened to the points, month by month. */
export function Page({ query }: PageProps) {
  const say = useWords(historyWords);
  const { language } = useLanguage();
  const chosen = chosenIn(query);
  const asked = useAsked(['history', chosen.show, chosen.kind, language], () => ask(chosen, language));
  const place = placeFormat(language, new Date());
  const me = useMe();
  return (
    <Frame
      title={say.title}
      asOf={asked.state === 'here' ? asked.asOf : null}
      action={
        <a className="link" href="/app/statistics">
          {say.statistics}
        </a>
      }
    >
      <RecordLine me={me} />
      <Filters chosen={chosen} kinds={asked.state === 'here' ? asked.value.kinds : []} />
      {chosen.show === 'all' && chosen.kind === null && <ComingPoints place={place} />}
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && (
        <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
      )}
      {asked.state === 'here' && (
        <Entries
          key={`${chosen.show} ${chosen.kind} ${language} ${asked.value.next}`}
          first={asked.value}
          chosen={chosen}
          place={place}
        />
      )}
    </Frame>
  );
}

interface EntriesProps {
  readonly first: HistoryPage;
  readonly chosen: Chosen;
  readonly place: PlaceFormat;
}

function Entries({ first, chosen, place }: EntriesProps) {
  const say = useWords(historyWords);
  const { language } = useLanguage();
  const [further, setFurther] = useState<readonly HistoryPage[]>([]);
  const reading = useDoing((before: string) => ask(chosen, language, before));
  const pages = [first, ...further];
  const next = pages.at(-1)?.next ?? null;
  const readOn = async (before: string): Promise<void> => {
    const answer = await reading.run(before);
    if (answer?.ok) setFurther([...further, answer.value]);
  };
  const entries = pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Nothing chosen={chosen} />;
  return (
    <>
      {monthsOf(entries).map(({ month, days }) => {
        const sums = pages.flatMap((page) => page.months).find((one) => one.month === month);
        return (
          <section key={month}>
            <h2 className="history-month">
              <span>{place.month(month)}</span>
              <PlusMinusPoints plus={sums?.plus ?? 0} minus={sums?.minus ?? 0} />
            </h2>
            {days.map((day) => (
              <div key={day[0] && dayOf(day[0])}>
                <h3 className="history-day">{day[0] && place.day(day[0])}</h3>
                <ul className="history-entries">
                  {day.map((entry) => (
                    <EntryRow
                      key={entry.id}
                      entry={entry}
                      kinds={first.kinds}
                      currency={first.currency}
                      place={place}
                    />
                  ))}
                </ul>
              </div>
            ))}
          </section>
        );
      })}
      {next !== null && (
        <div className="history-read-on">
          {reading.failure && <p role="alert">{say.moreFailed}</p>}
          <Button kind="outline" wide off={reading.busy} onClick={() => void readOn(next)}>
            {say.more}
          </Button>
        </div>
      )}
    </>
  );
}

interface Month {
  readonly month: string;
  readonly days: readonly (readonly Entry[])[];
}

/** Newest first, as they come; days and months are those of the places. */
function monthsOf(entries: readonly Entry[]): Month[] {
  return [...Map.groupBy(entries, monthOf)].map(([month, ofMonth]) => ({
    month,
    days: [...Map.groupBy(ofMonth, dayOf).values()],
  }));
}

function Nothing({ chosen }: { readonly chosen: Chosen }) {
  const say = useWords(historyWords);
  if (chosen.show === 'all' && chosen.kind === null)
    return (
      <Empty title={say.emptyTitle} text={say.emptyText}>
        <Button wide href="/app/card">
          {say.showCard}
        </Button>
      </Empty>
    );
  return <Empty title={say.nothing[chosen.show]} text={say.nothingText} />;
}

/** In the layout of what comes. */
const Loading = () => (
  <div className="history-entries" aria-hidden="true">
    {[60, 44, 70, 52].map((width) => (
      <div key={width} className="history-entry">
        <span className="history-entry-text">
          <Skeleton width={`${width}%`} height={18} />
          <Skeleton width="34%" height={12} />
        </span>
        <Skeleton width="52px" height={24} />
      </div>
    ))}
  </div>
);
