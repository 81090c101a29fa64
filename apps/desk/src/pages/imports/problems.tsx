import { useFormat, useWords } from '@bonum/ui/language';
import { useEffect } from 'react';
import { outdated, type Asked, type Listed } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Table, type Column } from '../../components/table.tsx';
import { Shown } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import {
  useExchangeProblems,
  useFeedProblems,
  type Exchange,
  type ExchangeFile,
  type Feed,
  type FeedRun,
  type Problem,
} from './ask-imports.ts';
import { importsWords } from './words.ts';

/** What a run of a feed could not take. */
export function FeedProblems({ of, run }: { readonly of: Feed; readonly run: FeedRun }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const asked = useFeedProblems(of.feedId, run.runId);
  // More come while it is read.
  useEffect(() => outdated(keys.feedProblems(run.runId)), [run.runId, run.bad]);
  return (
    <Problems
      asked={asked}
      title={say.problemsOf(format.dateTime(run.beganAt))}
      all={run.bad}
      // Products of an Akeneo stand in no file.
      line={of.kind === 'akeneo' ? say.problemColumns.ofAll : say.problemColumns.line}
    />
  );
}

/** What of a file from 1C could not be taken. */
export function FileProblems({ of, file }: { readonly of: Exchange; readonly file: ExchangeFile }) {
  const say = useWords(importsWords);
  const { exchangeId } = of;
  const asked = useExchangeProblems(exchangeId, file.file);
  useEffect(() => outdated(keys.exchangeProblems(exchangeId, file.file)), [exchangeId, file.file, file.bad]);
  return (
    <Problems asked={asked} title={say.problemsOf(file.file)} all={file.bad} line={say.problemColumns.line} />
  );
}

interface ProblemsProps {
  readonly asked: Asked<Listed<Problem>>;
  readonly title: string;
  /** How many there were; only so many are kept. */
  readonly all: number;
  /** What says where a row stands. */
  readonly line: string;
}

const KEPT = 1000;

function Problems({ asked, title, all, line }: ProblemsProps) {
  const say = useWords(importsWords);
  const format = useFormat();
  const { more } = useWords(frameWords);
  const columns = useColumns(line);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {all > KEPT && <p className="second">{say.firstOf(format.number(KEPT), format.number(all))}</p>}
      <Shown asked={asked} failed={say.problemsFailed} refusals={say.refusals}>
        {(listed) => (
          <Table
            label={title}
            columns={columns}
            rows={listed.items}
            idOf={({ number }) => String(number)}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
          />
        )}
      </Shown>
    </section>
  );
}

function useColumns(line: string): readonly Column<Problem>[] {
  const say = useWords(importsWords);
  const format = useFormat();
  const reasons: Readonly<Record<string, string>> = say.reasons;
  return [
    {
      id: 'line',
      head: line,
      width: '88px',
      end: true,
      cell: (problem) => format.number(problem.line),
    },
    {
      id: 'what',
      head: say.problemColumns.what,
      width: '320px',
      cell: ({ what }) =>
        what === '' ? <span className="second">{say.nameless}</span> : <span className="code">{what}</span>,
    },
    {
      id: 'reason',
      head: say.problemColumns.reason,
      cell: ({ reason, written = '' }) => (
        <span className="imports-reason">
          {reasons[reason] ?? reason}
          {written !== '' && <span className="second">{` · ${say.wasWritten(written)}`}</span>}
        </span>
      ),
    },
  ];
}
