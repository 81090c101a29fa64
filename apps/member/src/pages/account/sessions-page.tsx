import { List, Row, Sheet, Skeleton } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { known, useAsked, useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useFormat, useWords } from '@bonum/ui/language';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Shell } from '../../shell/page.tsx';
import { shellWords } from '../../shell/words.ts';
import './account.css';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { sessionsWords } from './sessions-words.ts';

const key = ['sessions'] as const;
const askSessions = () => answered(api.GET('/v1/me/sessions'));
type Session = Extract<Awaited<ReturnType<typeof askSessions>>, { ok: true }>['value']['sessions'][number];

/** Where I am signed in, and the way to end it. */
export function Page() {
  const say = useWords(sessionsWords);
  const asked = useAsked(key, askSessions);
  return (
    <Shell title={say.title} back="/app/profile" asOf={asked.state === 'here' ? asked.asOf : null}>
      {asked.state === 'failed' ? (
        <LoadFailed failure={asked.failure} retry={asked.retry} />
      ) : (
        <div className="account" aria-busy={asked.state === 'loading' ? 'true' : undefined}>
          {asked.state === 'here' ? (
            <Sessions sessions={asked.value.sessions} />
          ) : (
            <>
              <Skeleton width="100%" height={56} />
              <Skeleton width="100%" height={56} />
            </>
          )}
        </div>
      )}
    </Shell>
  );
}

const refresh = () => known.invalidateQueries({ queryKey: key });

function Sessions({ sessions }: { readonly sessions: readonly Session[] }) {
  const say = useWords(sessionsWords);
  const format = useFormat();
  const name = useDeviceName();
  const [open, setOpen] = useState<string | null>(null);
  const endOthers = useDoing(() => answered(api.POST('/v1/me/sessions/end-others')));
  const here = sessions.filter((session) => session.here);
  const others = sessions.filter((session) => !session.here);
  const chosen = others.find(({ sessionId }) => sessionId === open);
  const leaveOthers = async (): Promise<void> => {
    await endOthers.run();
    await refresh();
  };
  return (
    <>
      <p className="lead">{say.lead}</p>
      <List>
        {here.map((session) => (
          <Row key={session.sessionId} note={say.here}>
            {name(session)}
          </Row>
        ))}
        {others.map((session) => (
          <Row
            key={session.sessionId}
            note={say.seen(format.dateTime(session.seenAt))}
            onClick={() => setOpen(session.sessionId)}
          >
            {name(session)}
          </Row>
        ))}
      </List>
      <Notice failure={endOthers.failure} />
      {others.length === 0 ? (
        <p className="lead">{say.nowhereElse}</p>
      ) : (
        <NetButton kind="outline" wide busy={endOthers.busy} onClick={() => void leaveOthers()}>
          {say.endOthers}
        </NetButton>
      )}
      {chosen !== undefined && <SessionSheet session={chosen} onClose={() => setOpen(null)} />}
    </>
  );
}

function useDeviceName(): (session: Session) => string {
  const say = useWords(sessionsWords);
  return ({ browser, system }) => [browser, system].filter(Boolean).join(', ') || say.unknown;
}

function SessionSheet({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const say = useWords(sessionsWords);
  const format = useFormat();
  const name = useDeviceName();
  const { sessionId, signedInAt, seenAt } = session;
  const end = useDoing(() =>
    answered(api.POST('/v1/me/sessions/{sessionId}/end', { params: { path: { sessionId } } })),
  );
  const leave = async (): Promise<void> => {
    const answer = await end.run();
    if (!answer?.ok) return;
    await refresh();
    onClose();
  };
  return (
    <Sheet title={name(session)} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet">
        <p>{say.signedIn(format.dateTime(signedInAt))}</p>
        <p>{say.seen(format.dateTime(seenAt))}</p>
        <p className="lead">{say.after}</p>
        <Notice failure={end.failure} />
        <NetButton wide busy={end.busy} onClick={() => void leave()}>
          {say.end}
        </NetButton>
      </div>
    </Sheet>
  );
}
