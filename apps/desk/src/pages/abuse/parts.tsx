import { Link } from '@tanstack/react-router';
import { placeFormat, useFormat, useLanguage, useWords, type PlaceMoment } from '@bonum/ui/language';
import { Table, type Column } from '../../components/table.tsx';
import type { AbuseCase } from './cases.ts';
import { momentOf } from './moment-of.ts';
import { abuseWords } from './words.ts';

interface PartProps {
  readonly of: AbuseCase;
}

/** Whom it concerns. */
export function Members({ of }: PartProps) {
  const say = useWords(abuseWords);
  if (of.members.length === 0) return null;
  return (
    <section>
      <h2>{say.members}</h2>
      <ul className="plain">
        {of.members.map(({ memberId, name, status, activeCards }) => (
          <li key={memberId}>
            <Link to="/members/$memberId" params={{ memberId }}>
              {name ?? say.nameless}
            </Link>
            <span className="second">{`${say.statuses[status]}, ${say.activeCards(activeCards)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Other suspicions about the same people. */
export function Related({ of }: PartProps) {
  const say = useWords(abuseWords);
  if (of.related.length === 0) return null;
  return (
    <section>
      <h2>{say.related}</h2>
      <ul className="plain">
        {of.related.map(({ caseId, headline }) => (
          <li key={caseId}>
            <Link to="/abuse/$caseId" params={{ caseId }}>
              {headline}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was decided before, and why. */
export function Decisions({ of }: PartProps) {
  const say = useWords(abuseWords);
  const format = useFormat();
  if (of.decisions.length === 0) return null;
  return (
    <section>
      <h2>{say.decisions}</h2>
      <ul className="plain">
        {of.decisions.map(({ decision, at, reason, cards, members }) => (
          <li key={at}>
            <strong>{say.decided[decision]}</strong>
            <span>{reason}</span>
            <span className="second">{`${format.dateTime(at)} · ${say.took(cards, members)}`}</span>
          </li>
        ))}
      </ul>
      {of.quietUntil !== null && <p className="second">{say.quiet(format.date(of.quietUntil))}</p>}
    </section>
  );
}

type Trace = AbuseCase['traces'][number];

/** Everything it rests on, the newest first. */
export function Traces({ of }: PartProps) {
  const say = useWords(abuseWords);
  const format = useFormat();
  const { language } = useLanguage();
  const placed = placeFormat(language, new Date());
  const whenWas = (moment: PlaceMoment): string => `${placed.date(moment)}, ${placed.time(moment)}`;
  const { at, kind, place, points } = say.tracesColumns;
  const columns: readonly Column<Trace>[] = [
    { id: 'at', head: at, width: '220px', cell: (trace) => whenWas(momentOf(trace)) },
    { id: 'kind', head: kind, cell: (trace) => say.kinds[trace.kind] },
    {
      id: 'place',
      head: place,
      cell: ({ storeId, tillId }) =>
        [storeId, tillId === null ? null : say.till(tillId)].filter((part) => part !== null).join(', '),
    },
    {
      id: 'points',
      head: points,
      end: true,
      width: '120px',
      cell: (trace) => (trace.points === null ? '' : format.number(trace.points)),
    },
  ];
  return (
    <section className="case-wide">
      <h2>{say.traces}</h2>
      <Table
        label={say.traces}
        columns={columns}
        rows={of.traces.toReversed()}
        idOf={(trace) => `${trace.kind} ${trace.id}`}
      />
    </section>
  );
}
