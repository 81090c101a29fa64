import { formatPhone, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Listed } from '../api/asking.ts';
import { Table, type Column } from '../components/table.tsx';
import { frameWords } from '../frame/words.ts';
import { useMay } from '../staff/use-staff.ts';
import './calls.css';
import { duration } from './duration.ts';
import { Player } from './player.tsx';
import { useCallSettings } from './use-call-settings.ts';
import type { Call } from './use-my-calls.ts';
import { callWords } from './words.ts';

interface CallsTableProps {
  readonly calls: Listed<Call>;
  readonly old: boolean;
  /** On a member's own page nobody needs to be told whose calls they are. */
  readonly ofMember?: boolean;
}

/** Calls, newest first; one that is opened shows its note and plays its recording. */
export function CallsTable({ calls, old, ofMember = false }: CallsTableProps) {
  const say = useWords(callWords);
  const frame = useWords(frameWords);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns(ofMember);
  return (
    <Table
      label={say.title}
      columns={columns}
      rows={calls.items}
      idOf={({ callId }) => callId}
      onOpen={({ callId }) => setOpen(open === callId ? null : callId)}
      open={open}
      detail={(call) => <Detail call={call} ofMember={ofMember} />}
      old={old}
      more={calls.more ? { name: frame.more, busy: calls.moreBusy, ask: calls.askMore } : undefined}
    />
  );
}

function useColumns(ofMember: boolean): readonly Column<Call>[] {
  const say = useWords(callWords);
  const format = useFormat();
  const { language } = useLanguage();
  const settings = useCallSettings();
  const topics = settings.state === 'here' ? settings.value.topics : [];
  const talk = ({ state, talkSeconds, answeredAt }: Call): string => {
    if (state !== 'ended') return say.going;
    return answeredAt === null && talkSeconds === 0 ? say.missed : duration(talkSeconds ?? 0);
  };
  const who: Column<Call> = {
    id: 'who',
    head: say.columns.who,
    cell: ({ clientPhone }) => (clientPhone === null ? say.withheld : formatPhone(clientPhone)),
    width: '176px',
  };
  return [
    {
      id: 'when',
      head: say.columns.when,
      cell: ({ startedAt }) => format.dateTime(startedAt),
      width: '184px',
    },
    ...(ofMember ? [] : [who]),
    {
      id: 'way',
      head: say.columns.way,
      cell: ({ direction }) => say.way[direction ?? 'unknown'],
      width: '120px',
    },
    {
      id: 'topic',
      head: say.columns.topic,
      cell: ({ topic }) => topics.find(({ id }) => id === topic)?.title[language] ?? topic ?? '',
    },
    { id: 'operator', head: say.columns.operator, cell: ({ operator }) => operator?.name ?? '' },
    {
      id: 'record',
      head: say.columns.record,
      cell: ({ recordings }) => (recordings.some(({ state }) => state === 'kept') ? say.recorded : ''),
      width: '88px',
    },
    { id: 'talk', head: say.columns.talk, cell: talk, end: true, width: '112px' },
  ];
}

function Detail({ call, ofMember }: { readonly call: Call; readonly ofMember: boolean }) {
  const say = useWords(callWords);
  const may = useMay();
  const { callId, recordings, note, memberId } = call;
  return (
    <div className="call-detail">
      <p className={note === null ? 'second' : 'call-note'}>{note ?? say.noNote}</p>
      {recordings.map(({ recordingId, state }) =>
        state !== 'kept' ? (
          <p key={recordingId} className="second">
            {say.recordings[state]}
          </p>
        ) : may('calls:listen') ? (
          <Player key={recordingId} callId={callId} recordingId={recordingId} />
        ) : (
          <p key={recordingId} className="second">
            {say.mayNotListen}
          </p>
        ),
      )}
      {!ofMember && memberId !== null && (
        <Link to="/members/$memberId" params={{ memberId }} className="desk-link">
          {say.toMember}
        </Link>
      )}
    </div>
  );
}
