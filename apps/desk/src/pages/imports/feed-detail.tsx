import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { Button } from '../../components/button.tsx';
import { Facts, type Fact } from '../../components/facts.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { useFailureText } from '../../frame/shown.tsx';
import { useMay } from '../../staff/use-staff.ts';
import { akeneoWords } from './akeneo-words.ts';
import { feedsChanged, putFeed, runFeed, sentBack, type Feed, type FeedRun } from './ask-imports.ts';
import { useEveryText } from './every.ts';
import { FileButton } from './file-button.tsx';
import type { Doing } from './imports-page.tsx';
import { FeedProblems } from './problems.tsx';
import { RunState, useRunCount } from './run-state.tsx';
import { attributeFields, wayOf } from './typed-feed.ts';
import { importsWords } from './words.ts';

interface FeedDetailProps {
  readonly of: Feed;
  readonly onDo: (doing: Doing) => void;
}

/** Where a feed is fetched from, what can be done about it, its last runs and what they could not take. */
export function FeedDetail({ of, onDo }: FeedDetailProps) {
  const say = useWords(importsWords);
  const format = useFormat();
  const every = useEveryText();
  const ofAkeneo = useAkeneoFacts(of);
  return (
    <div className="row-detail">
      <Facts
        facts={[
          {
            name: say.url,
            value: of.url === undefined ? null : <span className="imports-address">{of.url}</span>,
          },
          { name: say.kind, value: say.kinds[wayOf(of)] },
          ...ofAkeneo,
          { name: say.every, value: of.url === undefined ? null : every(of.everyMinutes) },
          { name: say.next, value: of.nextAt === null ? null : format.dateTime(of.nextAt) },
          { name: say.added, value: format.dateTime(of.createdAt) },
          { name: say.id, value: of.feedId },
        ]}
      />
      <Buttons of={of} onDo={onDo} />
      <Runs of={of} />
    </div>
  );
}

/** What of an Akeneo is read. */
function useAkeneoFacts({ akeneo }: Feed): readonly Fact[] {
  const say = useWords(importsWords);
  const { fields } = useWords(akeneoWords);
  if (!akeneo) return [];
  const { locale, scope, currency, attributes } = akeneo;
  return [
    { name: say.reads, value: [locale, scope, currency].join(' · ') },
    {
      name: say.attributes,
      value: attributeFields
        .map((field) => ({ field, code: attributes[field === 'nameFrom' ? 'name' : field] }))
        .filter(({ code }) => code !== undefined)
        .map(({ field, code }) => `${fields[field]}: ${code}`)
        .join(' · '),
    },
  ];
}

function Buttons({ of, onDo }: FeedDetailProps) {
  const say = useWords(importsWords);
  const format = useFormat();
  const failureText = useFailureText();
  const may = useMay();
  const running = useDoing(runFeed);
  const pausing = useDoing(putFeed);
  const isRunning = of.runs[0]?.state === 'running';

  async function run(): Promise<void> {
    const answer = await running.run(of.feedId);
    if (answer === null) return;
    if (answer.ok) tell(say.runAsked);
    else tell(failureText(answer.failure, say.refusals), 'bad');
    feedsChanged();
  }
  async function pauseOrGoOn(): Promise<void> {
    const answer = await pausing.run(of.feedId, { ...sentBack(of), paused: !of.paused });
    if (answer === null) return;
    if (answer.ok) tell(say.saved);
    else tell(failureText(answer.failure, say.refusals), 'bad');
    feedsChanged();
  }
  return (
    <div className="row-buttons">
      {of.url === undefined && <FileButton of={of} />}
      {of.url !== undefined && !of.paused && !isRunning && (
        <Button kind="outline" busy={running.busy} onPress={() => void run()}>
          {say.run}
        </Button>
      )}
      <Button kind="outline" onPress={() => onDo({ what: 'change', of })}>
        {say.change}
      </Button>
      <Button kind="outline" busy={pausing.busy} onPress={() => void pauseOrGoOn()}>
        {of.paused ? say.resume : say.pause}
      </Button>
      {of.promotions > 0 && may('programme:read') && (
        <Button kind="ghost" onPress={() => onDo({ what: 'draft', of })}>
          {say.draft(format.number(of.promotions))}
        </Button>
      )}
    </div>
  );
}

/** The last runs; beneath them what one of them could not take, the newest unless another is asked for. */
function Runs({ of }: { readonly of: Feed }) {
  const say = useWords(importsWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = useRunColumns(setChosen);
  const shown = of.runs.find(({ runId }) => runId === chosen) ?? of.runs.find(({ bad }) => bad > 0);
  const broken = of.runs[0]?.message ?? null;
  return (
    <>
      {broken !== null && (
        <p className="imports-message">
          {of.kind === 'akeneo' ? say.akeneoSaid(broken) : say.broken(broken)}
        </p>
      )}
      <section aria-label={say.runs}>
        <h3>{say.runs}</h3>
        {of.runs.length === 0 ? (
          <p className="second">{say.noRuns}</p>
        ) : (
          <Table label={say.runs} columns={columns} rows={of.runs} idOf={({ runId }) => runId} />
        )}
      </section>
      {shown && shown.bad > 0 && <FeedProblems key={shown.runId} of={of} run={shown} />}
    </>
  );
}

function useRunColumns(onChoose: (runId: string) => void): readonly Column<FeedRun>[] {
  const say = useWords(importsWords);
  const format = useFormat();
  const count = useRunCount();
  return [
    { id: 'at', head: say.runColumns.at, width: '172px', cell: ({ beganAt }) => format.dateTime(beganAt) },
    { id: 'state', head: say.runColumns.state, cell: (run) => <RunState of={run} /> },
    ...(['written', 'unchanged'] as const).map((id) => ({
      id,
      head: say.columns[id],
      width: '116px',
      end: true,
      cell: (run: FeedRun) => count(run, id),
    })),
    {
      id: 'bad',
      head: say.columns.bad,
      width: '116px',
      end: true,
      cell: (run) =>
        run.bad === 0 ? (
          count(run, 'bad')
        ) : (
          <Button
            kind="ghost"
            label={say.showBadOf(count(run, 'bad'), format.dateTime(run.beganAt))}
            onPress={() => onChoose(run.runId)}
          >
            {say.showBad(count(run, 'bad'))}
          </Button>
        ),
    },
    { id: 'gone', head: say.columns.gone, width: '104px', end: true, cell: (run) => count(run, 'gone') },
  ];
}
