import { useFormat, useWords } from '@bonum/ui/language';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useListed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';
import { Select } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Table } from '../../components/table.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { useMay } from '../../staff/use-staff.ts';
import type { Store } from '../../stores/ask-stores.ts';
import { StoreChoice } from '../../stores/store-choice.tsx';
import { ExportButton } from './export-button.tsx';
import './history.css';
import { historyWords } from './words.ts';

interface Filter {
  readonly from: string;
  readonly until: string;
  readonly store: Store | null;
  readonly type: 'all' | 'sale' | 'return';
}

const everything: Filter = { from: '', until: '', store: null, type: 'all' };

/** What of a filter is said. */
const saidOf = ({ from, until, store, type }: Filter) => ({
  ...(from !== '' && { from }),
  ...(until !== '' && { until }),
  ...(store !== null && { storeId: store.storeId }),
  ...(type !== 'all' && { type }),
});

const askReceipts = (filter: Filter, before: string | undefined, signal: AbortSignal) =>
  answered(
    api.GET('/v1/receipts', {
      params: { query: { ...saidOf(filter), ...(before !== undefined && { before }) } },
      signal,
    }),
  );

type Page1 = Answered<typeof askReceipts>;
type Row = Page1['receipts'][number] & Pick<Page1, 'currency'>;

/** Receipts of everybody, and their export. */
export function Page() {
  const say = useWords(historyWords);
  const may = useMay();
  const [filter, setFilter] = useState(everything);
  const backwards = filter.from !== '' && filter.until !== '' && filter.until < filter.from;
  const change = (part: Partial<Filter>): void => setFilter({ ...filter, ...part });
  return (
    <Template
      title={say.title}
      lead={say.lead}
      {...(may('history:export') && {
        actions: <ExportButton query={new URLSearchParams(saidOf(filter))} />,
      })}
    >
      <div className="history-filter">
        <Field
          label={say.from}
          value={filter.from}
          onChange={(from) => change({ from })}
          input={{ type: 'date' }}
        />
        <Field
          label={say.until}
          value={filter.until}
          onChange={(until) => change({ until })}
          input={{ type: 'date' }}
          wrong={backwards ? say.backwards : undefined}
        />
        <StoreChoice label={say.store} value={filter.store} onChange={(store) => change({ store })} />
        <Select
          label={say.type}
          value={filter.type}
          onChange={(type) => change({ type })}
          options={(['all', 'sale', 'return'] as const).map((id) => ({ id, name: say.types[id] }))}
        />
      </div>
      {!backwards && <Receipts filter={filter} />}
    </Template>
  );
}

function Receipts({ filter }: { readonly filter: Filter }) {
  const say = useWords(historyWords);
  const { more } = useWords(frameWords);
  const format = useFormat();
  const receipts = useListed<Row>(
    keys.receipts(saidOf(filter)),
    async (before, signal) => {
      const answer = await askReceipts(filter, before, signal);
      if (!answer.ok) return answer;
      const { receipts: rows, currency, next } = answer.value;
      return { ok: true, value: { items: rows.map((row) => ({ ...row, currency })), next } };
    },
    { keep: true },
  );
  return (
    <Shown asked={receipts} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <Table
            label={say.label}
            rows={listed.items}
            idOf={({ receiptId }) => receiptId}
            old={receipts.state === 'here' && receipts.old}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            columns={[
              { id: 'at', head: say.when, width: '176px', cell: ({ at }) => format.dateTime(at) },
              { id: 'store', head: say.where, cell: ({ store }) => store.name },
              {
                id: 'what',
                head: say.what,
                cell: ({ type, number, tillId }) => `${say.type1[type]} ${say.number(number, tillId)}`,
              },
              {
                id: 'who',
                head: say.who,
                width: '176px',
                cell: ({ memberId }) =>
                  memberId === null ? (
                    <span className="second">{say.nobody}</span>
                  ) : (
                    <Link className="history-member" to="/members/$memberId" params={{ memberId }}>
                      {say.open}
                    </Link>
                  ),
              },
              {
                id: 'sum',
                head: say.sum,
                width: '128px',
                end: true,
                cell: ({ paid, currency }) => format.money(paid, currency),
              },
              {
                id: 'points',
                head: say.points,
                width: '96px',
                end: true,
                cell: ({ plus, minus }) => (plus === minus ? '' : format.signed(plus - minus)),
              },
            ]}
          />
        )
      }
    </Shown>
  );
}
