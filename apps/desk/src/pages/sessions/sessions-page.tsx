import { useFormat, useWords } from '@bonum/ui/language';
import { outdated, useAsked, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown, useFailureText } from '../../frame/shown.tsx';
import { useStaff } from '../../staff/use-staff.ts';
import { Passkeys } from './passkeys.tsx';
import './sessions.css';
import { sessionWords } from './words.ts';

const key = ['staff-sessions'] as const;
const ask = (signal: AbortSignal) => answered(api.GET('/v1/staff/me/sessions', { signal }));
const end = (sessionId: string) =>
  answered(api.POST('/v1/staff/me/sessions/{sessionId}/end', { params: { path: { sessionId } } }));

type Session = Answered<typeof ask>['sessions'][number];

/** Where whoever sits here is signed in; what they do not know they end. */
export function Page() {
  const say = useWords(sessionWords);
  const columns = useColumns();
  const me = useStaff();
  return (
    <Template title={say.title} lead={say.lead}>
      <Shown asked={useAsked(key, ask)} failed={say.failed}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Nothing title={say.none} />
          ) : (
            <Table label={say.title} columns={columns} rows={sessions} idOf={({ sessionId }) => sessionId} />
          )
        }
      </Shown>
      {me.state === 'here' && me.value.source === 'local' && <Passkeys />}
    </Template>
  );
}

function useColumns(): readonly Column<Session>[] {
  const say = useWords(sessionWords);
  const format = useFormat();
  const { where, way, address, since, seen, end: ending } = say.columns;
  const placeOf = ({ browser, system }: Session): string =>
    [browser, system].filter((part) => part !== null).join(', ') || say.unknown;
  return [
    {
      id: 'where',
      head: where,
      cell: (session) => (
        <>
          <b>{placeOf(session)}</b>
          {session.here && <span className="second">{` · ${say.here}`}</span>}
        </>
      ),
    },
    { id: 'way', head: way, width: '200px', cell: (session) => say.ways[session.way] },
    { id: 'address', head: address, width: '150px', cell: (session) => session.address },
    { id: 'since', head: since, width: '170px', cell: ({ signedInAt }) => format.dateTime(signedInAt) },
    { id: 'seen', head: seen, width: '170px', cell: ({ seenAt }) => format.dateTime(seenAt) },
    {
      id: 'end',
      head: ending,
      width: '120px',
      // Here one signs out, from the menu.
      cell: (session) =>
        session.here ? null : <End sessionId={session.sessionId} where={placeOf(session)} />,
    },
  ];
}

function End({ sessionId, where }: { readonly sessionId: string; readonly where: string }) {
  const say = useWords(sessionWords);
  const text = useFailureText();
  const ending = useDoing(end);
  const press = async (): Promise<void> => {
    const answer = await ending.run(sessionId);
    if (answer === null) return;
    if (answer.ok) tell(answer.value.ended > 0 ? say.ended : say.gone);
    else tell(text(answer.failure), 'bad');
    outdated(key);
  };
  return (
    <Button kind="ghost" label={say.endOf(where)} busy={ending.busy} onPress={() => void press()}>
      {say.end}
    </Button>
  );
}
