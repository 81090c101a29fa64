import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import './audit.css';
import { endsBeforeItBegins, type AuditSearch } from './audit-search.ts';
import { exportAddress, useEntries, type AuditEntry } from './entries.ts';
import { EntryDetail } from './entry-detail.tsx';
import { Filters } from './filters.tsx';
import { useTitleOf } from './use-title-of.ts';
import { auditWords } from './words.ts';

/** Who saw and changed what. What is shown stands in the address, so that it can be gone back to and linked. */
export function Page() {
  const say = useWords(auditWords);
  const { language } = useLanguage();
  const search = useSearch({ from: '/frame/audit' });
  const navigate = useNavigate();
  const show = (next: AuditSearch): void => void navigate({ to: '/audit', search: next });
  const entries = useEntries(search);
  const isWhole = Object.keys(search).length === 0;
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <a className="desk-button outline" href={exportAddress(search, language)} download>
          {say.export}
        </a>
      }
    >
      <Filters
        search={search}
        onSearch={show}
        seen={entries.state === 'here' ? entries.value.items : []}
        wrong={endsBeforeItBegins(search) ? say.periodWrong : undefined}
      />
      {!endsBeforeItBegins(search) && (
        <Shown asked={entries} failed={say.failed} refusals={say.refusals}>
          {({ items, more, moreBusy, askMore }) =>
            items.length === 0 ? (
              <Nothing title={say.none} text={say.noneText}>
                {!isWhole && (
                  <Button kind="outline" onPress={() => show({})}>
                    {say.clear}
                  </Button>
                )}
              </Nothing>
            ) : (
              <Entries
                items={items}
                old={entries.state === 'here' && entries.old}
                more={more ? { busy: moreBusy, ask: askMore } : undefined}
                onShow={show}
              />
            )
          }
        </Shown>
      )}
    </Template>
  );
}

interface EntriesProps {
  readonly items: readonly AuditEntry[];
  readonly old: boolean;
  readonly more: { readonly busy: boolean; readonly ask: () => void } | undefined;
  readonly onShow: (search: AuditSearch) => void;
}

const idOf = ({ concerns, number }: AuditEntry): string => `${concerns} ${number}`;

function Entries({ items, old, more, onShow }: EntriesProps) {
  const say = useWords(auditWords);
  const frame = useWords(frameWords);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Table
      label={say.list}
      columns={useColumns()}
      rows={items}
      old={old}
      idOf={idOf}
      open={open}
      onOpen={(entry) => setOpen(open === idOf(entry) ? null : idOf(entry))}
      detail={(entry) => <EntryDetail entry={entry} onShow={onShow} />}
      more={more && { name: frame.more, ...more }}
    />
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const say = useWords(auditWords);
  const format = useFormat();
  const titleOf = useTitleOf();
  const { at, who, what, whom, kind } = say.columns;
  return [
    { id: 'what', head: what, cell: ({ operation }) => titleOf(operation) },
    { id: 'kind', head: kind, width: '120px', cell: (entry) => say.kinds[entry.kind] },
    {
      id: 'who',
      head: who,
      width: '220px',
      cell: ({ actor, actorName }) => actorName ?? say.actors[actor],
    },
    {
      id: 'whom',
      head: whom,
      width: '220px',
      cell: ({ concerns, concernsName, actorId }) =>
        concerns === actorId ? '—' : (concernsName ?? `${say.member} ${concerns.slice(-6)}`),
    },
    { id: 'at', head: at, width: '170px', cell: (entry) => format.dateTime(entry.at) },
  ];
}
