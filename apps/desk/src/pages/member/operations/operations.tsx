import { Marker } from '@bonum/ui';
import { placeFormat, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Table } from '../../../components/table.tsx';
import { GreyLines, Nothing, Shown } from '../../../frame/shown.tsx';
import { frameWords } from '../../../frame/words.ts';
import { useShortcut } from '../../../shortcuts/use-shortcut.ts';
import { useHistory, type Entry } from '../use-member.ts';
import { memberWords } from '../words.ts';
import { EntryDetail } from './entry-detail.tsx';
import './operations.css';
import { useMay } from '../../../staff/use-staff.ts';
import { SaveReceipts } from './save-receipts.tsx';
import { operationsWords } from './words.ts';

/** What happened to the points, newest first; a line opens to why. */
export function Operations({ memberId }: { readonly memberId: string }) {
  const say = useWords(operationsWords);
  const { keys } = useWords(memberWords);
  const { more } = useWords(frameWords);
  const history = useHistory(memberId);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns();
  const may = useMay();
  useShortcut({ keys: ['ArrowUp', 'ArrowDown'], name: keys.row, act: firstRow, foot: true });
  useShortcut({ keys: 'Enter', name: keys.open, foot: true });
  return (
    <Shown asked={history} failed={say.failed} loading={<GreyLines count={10} />}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.none} text={say.noneText} />
        ) : (
          <>
            <Table
              label={say.label}
              columns={columns}
              rows={listed.items}
              idOf={({ id }) => id}
              open={open}
              onOpen={({ id }) => setOpen(open === id ? null : id)}
              detail={(entry) => <EntryDetail memberId={memberId} entry={entry} />}
              more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
              old={history.state === 'here' && history.old}
            />
            {may('history:export') && <SaveReceipts memberId={memberId} />}
          </>
        )
      }
    </Shown>
  );
}

/** From anywhere on the page the first press of an arrow goes into the list; from there the list hears it. */
function firstRow(): void {
  document.querySelector<HTMLElement>('.member-ledger .row-button')?.focus();
}

function useColumns() {
  const say = useWords(operationsWords);
  const format = useFormat();
  const { language } = useLanguage();
  const place = placeFormat(language, new Date());
  return [
    {
      id: 'when',
      head: say.when,
      width: '152px',
      cell: (entry: Entry) => `${place.short(entry)} ${place.time(entry)}`,
    },
    { id: 'what', head: say.what, cell: (entry: Entry) => <What entry={entry} /> },
    {
      id: 'money',
      head: say.receipt,
      width: '112px',
      end: true,
      cell: ({ receipt, currency, type }: Entry) =>
        receipt === null ? '' : format.money(type === 'return' ? -receipt.money : receipt.money, currency),
    },
    {
      id: 'points',
      head: say.points,
      width: 'clamp(128px, 10vw, 160px)',
      end: true,
      cell: (entry: Entry) => <Points entry={entry} />,
    },
    {
      id: 'left',
      head: say.left,
      width: '76px',
      end: true,
      cell: ({ left }: Entry) => (left === null ? '' : format.number(left)),
    },
  ];
}

function What({ entry: { type, receipt, note } }: { readonly entry: Entry }) {
  const say = useWords(operationsWords);
  if (receipt !== null)
    return (
      <>
        <b className="operation-name">{receipt.store.name}</b>
        {type === 'return' && `, ${say.types.return}`}
      </>
    );
  return (
    <>
      {say.types[type]}
      {note !== null && <span className="second">: {note}</span>}
    </>
  );
}

/** What was earned stands on the marker, by its kind; what was spent is plain. */
function Points({ entry: { points, kinds, type } }: { readonly entry: Entry }) {
  const format = useFormat();
  const earned = points.filter(({ plus }) => plus > 0);
  const gone = points.reduce((sum, { minus }) => sum + minus, 0);
  const moved = points.reduce((sum, one) => sum + one.moved, 0);
  if (type === 'activation' || type === 'merge')
    return moved === 0 ? null : <span className="second">{format.number(moved)}</span>;
  return (
    <span className="operation-points">
      {gone > 0 && <b>{format.signed(-gone)}</b>}
      {earned.map(({ kind, plus }) => (
        <Marker key={kind} kind={kinds[0]?.id === kind ? 'cashback' : 'promo'}>
          {format.signed(plus)}
        </Marker>
      ))}
    </span>
  );
}
