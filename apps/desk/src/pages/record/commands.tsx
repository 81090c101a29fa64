import { useFormat, useWords } from '@bonum/ui/language';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Table, type Column } from '../../components/table.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { useMay } from '../../staff/use-staff.ts';
import { useCommands, type Command, type Show } from './ask-record.ts';
import { useBecauseText } from './because-words.ts';
import { CommandDetail } from './command-detail.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { inOrder, type Placed } from './in-order.ts';
import { useActText } from './use-act-text.ts';
import { useMoment } from './use-moment.ts';
import { recordWords } from './words.ts';

interface CommandsProps {
  readonly show: Show;
  readonly system: string;
}

/** What the system of record is told, a command a row; those that wait for a refused one stand beneath it. */
export function Commands({ show, system }: CommandsProps) {
  const say = useWords(recordWords);
  const { more } = useWords(frameWords);
  const commands = useCommands(show);
  const [open, setOpen] = useState<string | null>(null);
  const [givenUp, setGivenUp] = useState<Command | null>(null);
  const columns = useColumns();
  useShortcut({ keys: ['ArrowUp', 'ArrowDown'], name: say.keys.row, foot: true });
  useShortcut({ keys: 'Enter', name: say.keys.open, foot: true });
  return (
    <>
      <Shown asked={commands} failed={say.listFailed}>
        {(listed) =>
          listed.items.length === 0 ? (
            <Nothing title={say.none[show]} text={say.noneText[show]} />
          ) : (
            <Table
              label={say.shows[show]}
              columns={columns}
              rows={inOrder(listed.items)}
              idOf={idOf}
              open={open}
              onOpen={(row) => setOpen(open === idOf(row) ? null : idOf(row))}
              detail={({ command }) => (
                <CommandDetail command={command} system={system} onDiscard={() => setGivenUp(command)} />
              )}
              more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            />
          )
        }
      </Shown>
      {givenUp && <DiscardDialog command={givenUp} system={system} onClose={() => setGivenUp(null)} />}
    </>
  );
}

const idOf = ({ command }: Placed): string => command.commandId;

function useColumns(): readonly Column<Placed>[] {
  const say = useWords(recordWords);
  const format = useFormat();
  const actText = useActText();
  return [
    {
      id: 'what',
      head: say.columns.what,
      cell: ({ command }) =>
        command.behind ? <span className="record-behind">{actText(command)}</span> : actText(command),
    },
    {
      id: 'who',
      head: say.columns.who,
      width: '208px',
      cell: ({ command }) => <Whose command={command} />,
    },
    {
      id: 'at',
      head: say.columns.at,
      width: '164px',
      cell: ({ command: { at } }) => format.dateTime(at),
    },
    {
      id: 'state',
      head: say.columns.state,
      width: '368px',
      cell: (placed) => <Delivery placed={placed} />,
    },
  ];
}

/** Who has business with members is led to them. */
function Whose({ command: { memberId, memberName } }: { readonly command: Command }) {
  const say = useWords(recordWords);
  const may = useMay();
  const name = memberName ?? say.member(memberId.slice(-6));
  if (!may('members:read')) return <span className="second">{name}</span>;
  return (
    <Link className="record-member" to="/members/$memberId" params={{ memberId }} title={name}>
      {name}
    </Link>
  );
}

function Delivery({ placed: { command, keeps } }: { readonly placed: Placed }) {
  const say = useWords(recordWords);
  const format = useFormat();
  const moment = useMoment();
  const becauseText = useBecauseText();
  const { state, behind, because, endedAt, nextAt, tries } = command;
  const ended = endedAt === null ? '' : moment(endedAt);
  if (state === 'refused')
    return (
      <>
        <span className="record-no">{say.refusedFor(becauseText(because ?? ''))}</span>
        {keeps > 0 && <span className="second">{` · ${say.keeps(format.number(keeps))}`}</span>}
      </>
    );
  if (state === 'done') return say.done(ended);
  if (state === 'kept') return say.kept;
  if (state === 'discarded') return say.discarded(ended);
  if (behind) return <span className="second">{say.behind}</span>;
  if (tries === 0 || nextAt === null) return say.waits;
  if (Date.parse(nextAt) <= Date.now()) return say.dueNow;
  return because === null ? say.againAt(moment(nextAt)) : say.again(becauseText(because), moment(nextAt));
}
