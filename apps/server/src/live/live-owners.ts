import { sql } from 'kysely';
import type { Shell } from '../operation.ts';
import { aroundOwners } from './around-owners.ts';
import { rounds } from './rounds.ts';

/** An app that is open at a member, and what it is told. */
export interface Listener {
  /** The member may have been merged since. */
  readonly memberId: string;
  /** Their own session, with which it ends; null: somebody else looks at them, for whom the door answers. */
  readonly sessionId: string | null;
  /** By whom streams are counted. */
  readonly listenerId: string;
  /** The version that the app has seen. */
  readonly seen: number;
  readonly changed: (version: number) => void;
  /** The session has ended, or everything has. */
  readonly ended: () => void;
}

export interface LiveOwners {
  readonly listening: number;
  /** false: there are as many as there may be. Otherwise it is told until it stops. */
  readonly listen: (listener: Listener) => { readonly stop: () => void } | false;
  /** Ends every listener at once, and takes no more; resolves when nothing of it runs. */
  readonly close: () => Promise<void>;
}

interface Limits {
  /** How many apps may be open at once, on this process. */
  readonly most: number;
  /** Of one member's session: an app opened twice, and one that was left and not missed yet. */
  readonly ofOneSession: number;
  /** Of one of the staff: a member a tab; a key may be many people's. */
  readonly ofOneOfStaff: number;
}

interface Heard {
  readonly listener: Listener;
  ownerId: string;
  version: number;
  /** As `aroundOwners` told it last; null: not yet. Only staff see what it is of. */
  around: string | null;
}

/**
 * Tells open apps that something of their member has changed, whichever process wrote it: the version of an owner moves with
 * every write. It is asked for all of them at once, four times a second (of a thousand open apps in 27 ms, on a machine of two
 * cores with much else to do); who writes pays nothing. Staff, who are few, are told of what lies around a member too.
 */
export function liveOwners(shell: Shell, { most, ofOneSession, ofOneOfStaff }: Limits): LiveOwners {
  const { db, clock } = shell;
  const { all, add, end, close } = rounds<Heard>(askOnce, most);

  async function askOnce(heard: readonly Heard[]): Promise<void> {
    // What it says of them is written, and told as everything else is.
    void shell.record?.watch(shell, [...new Set(heard.map(({ ownerId }) => ownerId))]);
    const found = await versionsAndSessions({ db, clock }, heard);
    const around = await aroundOwners(db, [
      ...new Set(heard.filter(isOfStaff).map(({ ownerId }) => ownerId)),
    ]);
    for (const one of heard) {
      if (!all.has(one)) continue;
      const { sessionId } = one.listener;
      if (sessionId !== null && !found.sessions.has(sessionId)) end(one);
      else tell(one, found.owners.get(one.ownerId), isOfStaff(one) ? around.get(one.ownerId) : undefined);
    }
  }

  return {
    get listening() {
      return all.size;
    },
    listen: (listener) => {
      const own = [...all].filter((one) => one.listener.listenerId === listener.listenerId);
      const mostOwn = listener.sessionId === null ? ofOneOfStaff : ofOneSession;
      if (own.length >= mostOwn) return false;
      return add({ listener, ownerId: listener.memberId, version: listener.seen, around: null });
    },
    close,
  };
}

const isOfStaff = ({ listener }: Heard): boolean => listener.sessionId === null;

function tell(one: Heard, owner: Owner | undefined, around: string | undefined): void {
  if (!owner) return;
  // Asked about from now on is who the member has become; what was seen of one says nothing of the other.
  if (owner.merged_into !== null) {
    one.ownerId = owner.merged_into;
    one.around = null;
    return;
  }
  const isStill = one.around === null || one.around === around;
  one.around = around ?? null;
  if (isStill && one.version === owner.version) return;
  one.version = owner.version;
  one.listener.changed(owner.version);
}

interface Owner {
  readonly owner_id: string;
  readonly version: number;
  readonly merged_into: string | null;
}

async function versionsAndSessions(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  heard: readonly Heard[],
): Promise<{ owners: Map<string, Owner>; sessions: Set<string> }> {
  const owners = [...new Set(heard.map(({ ownerId }) => ownerId))];
  const members = [
    ...new Set(heard.flatMap(({ listener }) => (listener.sessionId === null ? [] : listener.memberId))),
  ];
  const { rows } = await sql<Owner & { session_id: string | null }>`
    select owner_id, version, merged_into, null::uuid as session_id from owner where owner_id = any(${owners})
    union all
    select owner_id, 0, null, session_id from session
     where owner_id = any(${members}) and ended_at is null and expires_at > ${new Date(clock())}`.execute(db);
  const of = rows.filter((row) => row.session_id === null);
  return {
    owners: new Map(of.map((row) => [row.owner_id, row])),
    sessions: new Set(rows.flatMap((row) => row.session_id ?? [])),
  };
}
