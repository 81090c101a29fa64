import type { Answer, Input, OperationId, RefusalCode, Scope } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './database/schema.ts';
import { asReplayed, type Replaying } from './events.ts';
import { NoProgramme, type Programmes } from './programme/programmes.ts';
import { withPlainIds } from './plain-ids.ts';
import { Conflict, write, type Writes } from './write.ts';

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
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;
/** What an operation decided: the answer, and everything that changes. */
export type Decision<T> = { readonly ok: true; readonly value: T; readonly writes?: Writes } | Refusal;

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
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly tillId: string | null;
}

/** What operations are given of the outside world. */
export interface Shell {
  readonly db: Kysely<Database>;
  /** The instant an operation happens at: the wall clock, or in a replay the receipt's own time. */
  readonly clock: () => Instant;
  /** The instant it is written down at. */
  readonly wallClock: () => Instant;
  readonly programmes: Programmes;
  /** Absent: what happens is news. */
  readonly replaying?: Replaying;
  /** Signs quote tokens and hashes confirmation codes. */
  readonly secret: string;
  /** What one-time codes are sent by; null where nothing is configured that could send one. */
  readonly channel: string | null;
  /** The address of the chain's site, for invitations on the slip. */
  readonly publicUrl: string;
}

/** One call of an operation: the clocks were read once. */
export interface Call {
  readonly shell: Shell;
  readonly caller: Caller;
  readonly now: Instant;
  readonly recordedAt: Instant;
}

export type Operation<Id extends OperationId> = {
  readonly id: Id;
  readonly run: (shell: Shell, caller: Caller, input: Input<Id>) => Promise<Outcome<Answer<Id>>>;
};

/** Tills meet on one member rarely and each meeting lets one through; this many in a row mean the database is in trouble. */
const MOST_ATTEMPTS = 20;

/**
 * The one write path: read, think, write. `decide` reads what it needs and answers with what is to be written; all of it is
 * written at once, and if what was read has moved meanwhile, it is asked again. Nothing is written outside of it.
 */
export function operation<Id extends OperationId>(
  id: Id,
  decide: (call: Call, input: Input<Id>) => Promise<Decision<Answer<Id>>>,
): Operation<Id> {
  async function run(shell: Shell, caller: Caller, input: Input<Id>): Promise<Outcome<Answer<Id>>> {
    const asked = withPlainIds(input);
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(shell, caller, asked);
      } catch (error) {
        if (error instanceof NoProgramme) return noProgramme;
        if (!worthAnotherTry(error)) throw error;
        if (attempt >= MOST_ATTEMPTS) return tooBusy;
        // The first to be beaten goes on at once; a crowd must spread out, or it meets again.
        if (attempt > 1) await pause(Math.random() * Math.min(attempt * 8, 100));
      }
    }
  }
  async function once(shell: Shell, caller: Caller, input: Input<Id>): Promise<Outcome<Answer<Id>>> {
    const call = { shell, caller, now: shell.clock(), recordedAt: shell.wallClock() };
    const decision = await decide(call, input);
    if (decision.writes) await write(shell.db, asReplayed(decision.writes, shell.replaying, call.recordedAt));
    if (decision.ok) return { ok: true, value: decision.value };
    return refuse(decision.code, decision.detail, outward(decision));
  }
  return { id, run };
}

const noProgramme = refuse('no-programme', 'Publish one with publish-programme, then ask again.');
const tooBusy = refuse('busy', 'Others keep changing the same member. Ask again.');

const outward = ({ path, extra }: Refusal): Pick<Refusal, 'path' | 'extra'> => ({
  ...(path !== undefined && { path }),
  ...(extra !== undefined && { extra }),
});

/** unique_violation, serialization_failure, deadlock_detected: somebody was faster. */
const fasterOthers = new Set(['23505', '40001', '40P01']);

function worthAnotherTry(error: unknown): boolean {
  return (
    error instanceof Conflict ||
    (error instanceof Error && 'code' in error && fasterOthers.has(String(error.code)))
  );
}
