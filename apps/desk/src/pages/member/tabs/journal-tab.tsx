import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Table } from '../../../components/table.tsx';
import { Nothing, Shown } from '../../../frame/shown.tsx';
import { frameWords } from '../../../frame/words.ts';
import { useEntries } from '../../audit/entries.ts';
import { EntryDetail } from '../../audit/entry-detail.tsx';
import { useTitleOf } from '../../audit/use-title-of.ts';
import { auditWords } from '../../audit/words.ts';
import '../../audit/audit.css';

/** Who saw and changed this member, for those who may read the log. */
export function JournalTab({ memberId }: { readonly memberId: string }) {
  const say = useWords(auditWords);
  const { more } = useWords(frameWords);
  const format = useFormat();
  const titleOf = useTitleOf();
  const navigate = useNavigate();
  const entries = useEntries({ whom: memberId });
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Shown asked={entries} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.none} />
        ) : (
          <Table
            label={say.list}
            rows={listed.items}
            idOf={({ number }) => String(number)}
            open={open === null ? null : String(open)}
            onOpen={({ number }) => setOpen(open === number ? null : number)}
            detail={(entry) => (
              <EntryDetail entry={entry} onShow={(search) => void navigate({ to: '/audit', search })} />
            )}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            columns={[
              { id: 'what', head: say.columns.what, cell: ({ operation }) => titleOf(operation) },
              { id: 'kind', head: say.columns.kind, width: '104px', cell: ({ kind }) => say.kinds[kind] },
              {
                id: 'who',
                head: say.columns.who,
                width: '136px',
                cell: ({ actor, actorName }) => actorName ?? say.actors[actor],
              },
              { id: 'at', head: say.columns.at, width: '144px', cell: ({ at }) => format.dateTime(at) },
            ]}
          />
        )
      }
    </Shown>
  );
}
