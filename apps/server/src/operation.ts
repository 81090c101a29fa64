import type { Channel, ChannelKind, RecordingStore, Telephony } from '@bonum/adapters/ports';
import type { Answer, Input, OperationId, operations, RefusalCode, Role, Scope } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { entriesOfCall, type AuditNote } from './audit/entries-of-call.ts';
import type { Database } from './database/schema.ts';
import { asReplayed, type Replaying } from './events.ts';
import type { Witness } from './metrics/metrics.ts';
import type { Budgets } from './limits/budgets.ts';
import { writing } from './limits/writing.ts';
import { NoProgramme, type Programmes } from './programme/programmes.ts';
import { withPlainIds } from './plain-ids.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Company } from './staff/company/company.ts';
import type { Rate } from './http/rate.ts';
import type { ConnectedRecord } from './record/connected.ts';
import { toBeTold, withCommands } from './record/told.ts';
import { writeFor } from './shards/write-on-shards.ts';
import type { Together } from './together.ts';
import { isBeaten, type Writes } from './write.ts';

/** A no: a value, never an exception. `path` is a JSON pointer into the request. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly path?: string;
  readonly extra?: Record<string, unknown>;
  /** What must be written although the answer is no: a wrong code costs a try. */
  readonly writes?: Writes;
}
export type Outcome<T> = Done<T> | Refusal;
export interface Done<T> {
  readonly ok: true;
  readonly value: T;
  /** The browser that asked is signed in from now on, by this token; or signed out. Absent: nothing changes. */
  readonly session?: { readonly token: string } | 'ended';
  /** The same of an operator. */
  readonly staffSession?: { readonly token: string } | 'ended';
  /** What the browser that asked is known by from now on. */
  readonly browser?: KnownBy;
}
export interface KnownBy {
  readonly deviceId: string;
  /** Opens the sign-in that has begun in it. Absent: none has. */
  readonly signInToken?: string;
}
/** What an operation decided: the answer, and everything that changes. */
export type Decision<T> =
  | (Done<T> & {
      readonly writes?: Writes;
      /** What the audit log is to say of it, beside what it says anyway. */
      readonly audit?: AuditNote;
    })
  | Refusal;

export const refuse = (
  code: RefusalCode,
  detail: string,
  rest: Partial<Omit<Refusal, 'ok' | 'code' | 'detail'>> = {},
): Refusal => ({
  ok: false,
  code,
  detail,
  ...rest,
});

/** Who asks: a key, with what it may do and where. */
export interface KeyCaller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly tillId: string | null;
  /** How often it may ask. Absent: as often as it likes. */
  readonly mostPerMinute?: number;
  /** How often in a day of the chain. Absent: as often as it likes. */
  readonly mostPerDay?: number;
  /** What it asks is asked of the sandbox, and of nothing real. */
  readonly sandbox?: true;
  /** How far its limits are used up by now, for whoever answers it. */
  readonly rates?: readonly Rate[];
}

/** A browser that nobody has signed in with, or not for this: it is known by a cookie that it was given when it first began to. */
export interface Visitor {
  /** Without such a cookie one that is made up for this call. */
  readonly deviceId: string;
  /** It has no such cookie yet. */
  readonly isNew?: true;
  /** What it was given by the sign-in that it began last. */
  readonly signInToken?: string;
  /** Where the request came from, as far as the proxies before us are to be believed. */
  readonly address: string;
  readonly userAgent: string;
}

/** A browser that has no name yet keeps the one that was made up for this call. */
export const keepsName = ({ deviceId, isNew }: Visitor): Pick<Done<unknown>, 'browser'> =>
  isNew ? { browser: { deviceId } } : {};

/** A member who has signed in. */
export interface MemberCaller extends Visitor {
  readonly memberId: string;
  readonly sessionId: string;
  /** Signed in by a code of staff: a phone or an e-mail has to be proved before anything else. */
  readonly untilContact?: boolean;
}

/** An operator who has signed in, with what their roles let them do. */
export interface StaffCaller extends Visitor {
  readonly operatorId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  /** Staff work in every store: what is held to a place is a key. */
  readonly storeId: null;
  readonly tillId: null;
}

/** Who may do what their scopes say: a key, or an operator. */
export type ScopedCaller = KeyCaller | StaffCaller;

/** Whom an event names that was done by hand. */
export const doneBy = (caller: ScopedCaller): { keyId: string } | { operatorId: string } =>
  'operatorId' in caller ? { operatorId: caller.operatorId } : { keyId: caller.keyId };

export type Caller = KeyCaller | StaffCaller | MemberCaller | Visitor;

type AccessOf<Id extends OperationId> = (typeof operations)[Id]['access'];
/** Who asks an operation: its contract says so. */
export type CallerOf<Id extends OperationId> =
  AccessOf<Id> extends 'member'
    ? MemberCaller
    : AccessOf<Id> extends 'public'
      ? Visitor
      : AccessOf<Id> extends 'staff'
        ? StaffCaller
        : ScopedCaller;

/** The channels of a chain, as far as operations have to know them. */
export type Reach = Readonly<Partial<Record<ChannelKind, Pick<Channel, 'codes'>>>>;

/** What operations are given of the outside world. */
export interface Shell {
  readonly db: Kysely<Database>;
  /** The instant an operation happens at: the wall clock, or in a replay the receipt's own time. */
  readonly clock: () => Instant;
  /** The instant it is written down at. */
  readonly wallClock: () => Instant;
  readonly programmes: Programmes;
  /** What everybody together may still have of promotions. */
  readonly budgets: Budgets;
  /** The tables lie on many machines: what a till does touches one at a time. Absent: there is one. */
  readonly distributed?: boolean;
  /** What tills read and write at the same moment, in one statement for all. Absent: each has its own. */
  readonly together?: Together;
  /** Absent: what happens is news. */
  readonly replaying?: Replaying;
  /** Told of what was written, for the figures of a server or a worker. */
  readonly witness?: Witness;
  /** Hears of a bug that does not end the call it came up in. Absent: nobody does. */
  readonly onBug?: (operation: OperationId, error: unknown) => void;
  /** Signs quote tokens and hashes confirmation codes. */
  readonly secret: string;
  /** What messages can be sent by, and who chooses the codes; none where nothing is configured that could send one. */
  readonly channels: Reach;
  /** The chain's identity provider, by which staff sign in; absent where there is none. */
  readonly company?: Company;
  /** The address of the chain's site, for invitations on the slip. */
  readonly publicUrl: string;
  /** Hosts in the chain's own network that webhooks may lead to. Absent: none. */
  readonly webhookHosts?: ReadonlySet<string>;
  /** Where keys of the sandbox work. Absent: there is none. */
  readonly sandbox?: Pick<Sandbox, 'reset'>;
  /** The telephone exchanges of the chain, by name. Absent: there are none that obey. */
  readonly telephony?: Readonly<Record<string, Pick<Telephony, 'can' | 'command'>>>;
  /** Where recordings of calls are. Absent: none are kept. */
  readonly recordings?: RecordingStore;
  /** Where the truth about members and points lives. Absent: here. */
  readonly record?: ConnectedRecord;
}

/** One call of an operation: the clocks were read once. What works for any caller takes a `Call`. */
export interface Call<C = unknown> {
  readonly shell: Shell;
  readonly caller: C;
  readonly now: Instant;
  readonly recordedAt: Instant;
}

export type Operation<Id extends OperationId> = {
  readonly id: Id;
  readonly run: (shell: Shell, caller: CallerOf<Id>, input: Input<Id>) => Promise<Outcome<Answer<Id>>>;
};

/** Tills meet on one member rarely and each meeting lets one through; this many in a row mean the database is in trouble. */
const MOST_ATTEMPTS = 20;

/**
 * The one write path: read, think, write. `decide` reads what it needs and answers with what is to be written; all of it is
 * written at once, and if what was read has moved meanwhile, it is asked again. Nothing is written outside of it.
 */
export function operation<Id extends OperationId>(
  id: Id,
  decide: (call: Call<CallerOf<Id>>, input: Input<Id>) => Promise<Decision<Answer<Id>>>,
): Operation<Id> {
  function run(shell: Shell, caller: CallerOf<Id>, input: Input<Id>): Promise<Outcome<Answer<Id>>> {
    const asked = withPlainIds(input);
    const goOn = () => decideAndWrite({ id, shell, caller, input: asked }, (call) => decide(call, asked));
    return shell.record ? shell.record.before(shell, { id, caller, input: asked }).then(goOn) : goOn();
  }
  return { id, run };
}

/** Which operation is run, and for whom. */
interface Asked<C> {
  readonly id: OperationId;
  readonly shell: Shell;
  readonly caller: C;
  /** What it was asked, for the audit log; absent of what only tills ask, which leaves none. */
  readonly input?: unknown;
}

/** The write path itself, for what is decided many times in one call. */
export async function decideAndWrite<T, C>(
  asked: Asked<C>,
  decide: (call: Call<C>) => Promise<Decision<T>>,
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(asked, decide);
    } catch (error) {
      if (error instanceof NoProgramme) return noProgramme;
      if (!isBeaten(error)) throw error;
      if (attempt >= MOST_ATTEMPTS) return tooBusy;
      asked.shell.witness?.triedAgain(asked.id);
      // The first to be beaten goes on at once; a crowd must spread out, or it meets again.
      if (attempt > 1) await pause(Math.random() * Math.min(attempt * 8, 100));
    }
  }
}

async function once<T, C>(
  asked: Asked<C>,
  decide: (call: Call<C>) => Promise<Decision<T>>,
): Promise<Outcome<T>> {
  const { shell, caller } = asked;
  const call = { shell, caller, now: shell.clock(), recordedAt: shell.wallClock() };
  const decision = await decide(call);
  const decided = withTrace(asked, call, decision);
  if (decided) {
    const writes = withCommands(
      shell,
      asReplayed(decided, shell.replaying, call.recordedAt),
      call.recordedAt,
    );
    await writing(writes, () => writeFor(shell, writes));
    shell.witness?.wrote(decided);
    // Who hears the system holds the member's lease; what fell due meanwhile is told by the next to have it.
    if (shell.record && decided.heard !== true) await shell.record.tell(shell, toBeTold(writes));
    if (shell.record && decided.retold !== undefined) await shell.record.tellNow(shell, decided.retold);
  }
  if (decision.ok) {
    const { value, session, staffSession, browser } = decision;
    return {
      ok: true,
      value,
      ...(session !== undefined && { session }),
      ...(staffSession !== undefined && { staffSession }),
      ...(browser && { browser }),
    };
  }
  return refuse(decision.code, decision.detail, outward(decision));
}

/** What is written, with what the audit log says of it: both or neither. */
function withTrace<T, C>(
  { id, shell, caller, input }: Asked<C>,
  { now }: Call<C>,
  decision: Decision<T>,
): Writes | undefined {
  const { writes } = decision;
  if (!decision.ok || shell.replaying !== undefined) return writes;
  const { value, audit: note } = decision;
  const entries = entriesOfCall({ id, caller, input, value, changed: writes !== undefined, note, now });
  if (entries.length === 0) return writes;
  return { owners: [], ...writes, audit: [...(writes?.audit ?? []), ...entries] };
}

const noProgramme = refuse('no-programme', 'Publish one with publish-programme, then ask again.');
const tooBusy = refuse('busy', 'Others keep changing the same member. Ask again.');

const outward = ({ path, extra }: Refusal): Pick<Refusal, 'path' | 'extra'> => ({
  ...(path !== undefined && { path }),
  ...(extra !== undefined && { extra }),
});
