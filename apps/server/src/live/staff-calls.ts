import { sql } from 'kysely';
import { isLive } from '../calls/call-row.ts';
import type { Shell } from '../operation.ts';
import { rounds } from './rounds.ts';

/** A desk that is open, and what it is told. */
export interface DeskListener {
  readonly operatorId: string;
  readonly sessionId: string;
  /** Something about the calls at the operator's telephone is otherwise than before. */
  readonly changed: () => void;
  /** The session has ended, or everything has. */
  readonly ended: () => void;
}

export interface StaffCalls {
  /** false: there are as many as there may be. Otherwise it is told until it stops. */
  readonly listen: (listener: DeskListener) => { readonly stop: () => void } | false;
  /** Ends every listener at once, and takes no more; resolves when nothing of it runs. */
  readonly close: () => Promise<void>;
}

const OF_ONE_SESSION = 6;

interface Heard {
  readonly listener: DeskListener;
  /** The calls as they were told last; null: never. */
  calls: string | null;
}

/** Tells open desks that a call rings, changes or ends at the telephone of their operator, whichever process heard of it. */
export function staffCalls(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  { most }: { most: number },
): StaffCalls {
  const { all, add, end, close } = rounds<Heard>(askOnce, most);

  async function askOnce(heard: readonly Heard[]): Promise<void> {
    const operators = [...new Set(heard.map(({ listener }) => listener.operatorId))];
    const { calls, sessions } = await callsAndSessions({ db, clock }, operators);
    for (const one of heard) {
      if (!all.has(one)) continue;
      if (!sessions.has(one.listener.sessionId)) end(one);
      else tell(one, calls.get(one.listener.operatorId) ?? '');
    }
  }

  return {
    listen: (listener) => {
      const own = [...all].filter((one) => one.listener.sessionId === listener.sessionId);
      return own.length < OF_ONE_SESSION && add({ listener, calls: null });
    },
    close,
  };
}

function tell(one: Heard, calls: string): void {
  if (one.calls === calls) return;
  // A desk that has just opened has asked already, unless something rings.
  const isNews = one.calls !== null || calls !== '';
  one.calls = calls;
  if (isNews) one.listener.changed();
}

async function callsAndSessions(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  operators: readonly string[],
): Promise<{ calls: Map<string, string>; sessions: Set<string> }> {
  const now = clock();
  const { rows } = await sql<{ operator_id: string; calls: string }>`
    select x.operator_id, string_agg(c.call_id || ':' || c.version, ',' order by c.call_id) as calls
      from call c join extension x on x.extension = any(c.ringing_at)
     where x.operator_id = any(${[...operators]}::uuid[]) and ${isLive(now)}
     group by x.operator_id`.execute(db);
  const sessions = await db
    .selectFrom('staff_session')
    .select('session_id')
    .where('operator_id', 'in', [...operators])
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<number>`${new Date(now)}`)
    .execute();
  return {
    calls: new Map(rows.map(({ operator_id, calls }) => [operator_id, calls])),
    sessions: new Set(sessions.map(({ session_id }) => session_id)),
  };
}
