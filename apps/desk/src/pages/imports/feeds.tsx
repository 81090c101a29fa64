import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import type { Asked } from '../../api/asking.ts';
import { Table, type Column } from '../../components/table.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { isDue, type Feed } from './ask-imports.ts';
import { FeedDetail } from './feed-detail.tsx';
import type { Doing } from './imports-page.tsx';
import { RunState, useRunCount } from './run-state.tsx';
import { importsWords } from './words.ts';

interface FeedsProps {
  readonly asked: Asked<readonly Feed[]>;
  readonly onDo: (doing: Doing) => void;
}

/** Addresses from which goods are fetched, each with what its last run came to. */
export function Feeds({ asked, onDo }: FeedsProps) {
  const say = useWords(importsWords);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns();
  return (
    <section className="imports" aria-label={say.feeds}>
      <h2>{say.feeds}</h2>
      <Shown asked={asked} failed={say.feedsFailed}>
        {(feeds) =>
          feeds.length === 0 ? (
            <Nothing title={say.noFeeds} text={say.noFeedsText} />
          ) : (
            <Table
              label={say.feeds}
              columns={columns}
              rows={feeds}
              idOf={({ feedId }) => feedId}
              open={open}
              onOpen={({ feedId }) => setOpen(open === feedId ? null : feedId)}
              detail={(of) => <FeedDetail of={of} onDo={onDo} />}
            />
          )
        }
      </Shown>
    </section>
  );
}

function useColumns(): readonly Column<Feed>[] {
  const say = useWords(importsWords);
  const count = useRunCount();
  return [
    { id: 'name', head: say.columns.source, cell: ({ name }) => name },
    { id: 'state', head: say.columns.state, width: '436px', cell: (feed) => <FeedState of={feed} /> },
    ...(['written', 'unchanged', 'bad', 'gone'] as const).map((id) => ({
      id,
      head: say.columns[id],
      width: '116px',
      end: true,
      cell: ({ runs: [last] }: Feed) => (last ? count(last, id) : '—'),
    })),
  ];
}

function FeedState({ of }: { readonly of: Feed }) {
  const say = useWords(importsWords);
  const [last] = of.runs;
  if (last?.state === 'running') return <RunState of={last} />;
  if (of.paused) return say.paused;
  if (isDue(of)) return say.due;
  return last ? <RunState of={last} /> : say.never;
}
