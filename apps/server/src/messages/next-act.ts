import type { ChannelKind } from '@bonum/adapters/ports';

/** One channel on a message's way. */
export interface Step {
  readonly channel: ChannelKind;
  readonly to: readonly string[];
  /** How long to wait, once it was taken, for proof that it arrived, before the next channel; null: taken is enough. */
  readonly waitSeconds: number | null;
}

export type AttemptState =
  | 'under-way'
  | 'taken'
  | 'delivered'
  | 'undelivered'
  | 'refused'
  | 'later'
  | 'unsure';

/** What is known of one message by one channel to one address. */
export interface Attempt {
  readonly step: number;
  readonly nth: number;
  readonly state: AttemptState;
  readonly tries: number;
  readonly because: string | null;
  readonly beganAt: number;
  readonly answeredAt: number | null;
}

/** A message on its way, as much of it as decides what comes next. */
export interface OnItsWay {
  readonly steps: readonly Step[];
  readonly step: number;
  readonly expiresAt: number;
  /** Its code was used, or can't be used any more. */
  readonly settled: boolean;
  readonly attempts: readonly Attempt[];
}

export type Act =
  /** Hand it to this step's channel, to these of its addresses. */
  | { readonly do: 'try'; readonly step: number; readonly nths: readonly number[] }
  | { readonly do: 'wait'; readonly step: number; readonly until: number }
  | { readonly do: 'end'; readonly step: number; readonly failed: string | null };

/** A gateway that has not answered by then has not answered. */
export const ANSWER_MS = 10_000;
/** Longer than any gateway is waited for: who has it for longer has died with it. */
export const LEASE_MS = 20_000;
/** So long a channel that says "later" is asked again while there is another one to try. */
const PATIENCE_MS = 8000;
const REST_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;
const restAfter = (tries: number): number => REST_MS[Math.min(tries, REST_MS.length) - 1] ?? 1000;

/**
 * What comes next of a message. No channel is asked twice for what it may have taken: only where it surely has not, or knows
 * repetitions by itself.
 */
export function nextAct(
  message: OnItsWay,
  now: number,
  knowsRepetitions: (channel: ChannelKind) => boolean,
): Act {
  const { steps, step, attempts } = message;
  const wanted = steps[step];
  if (!wanted) return { do: 'end', step, failed: 'no-channel' };
  const here = attempts.filter((attempt) => attempt.step === step);
  if (message.settled) return { do: 'end', step, failed: wasTaken(attempts) ? null : 'not-needed' };
  if (wanted.to.length === 0) return goOn(message, now, 'no-address');
  if (here.length === 0) return begin(message, now);
  const running = here.filter(({ state }) => state === 'under-way');
  if (running.length > 0)
    return { do: 'wait', step, until: Math.max(...running.map(({ beganAt }) => beganAt + LEASE_MS)) };
  if (here.some(({ state }) => state === 'delivered')) return { do: 'end', step, failed: null };
  const taken = here.filter(({ state }) => state === 'taken');
  if (taken.length > 0) return afterTaken(message, taken, now);
  const again = here.filter(
    ({ state }) => state === 'later' || (state === 'unsure' && knowsRepetitions(wanted.channel)),
  );
  if (again.length > 0) return tryAgain(message, again, now);
  return goOn(message, now, here.at(-1)?.because ?? 'unsure');
}

const wasTaken = (attempts: readonly Attempt[]): boolean =>
  attempts.some(({ state }) => state === 'taken' || state === 'delivered');

function begin({ steps, step, expiresAt, attempts }: OnItsWay, now: number): Act {
  if (now >= expiresAt) return { do: 'end', step, failed: wasTaken(attempts) ? null : 'too-late' };
  return { do: 'try', step, nths: (steps[step]?.to ?? []).map((_, nth) => nth) };
}

function afterTaken(message: OnItsWay, taken: readonly Attempt[], now: number): Act {
  const { steps, step } = message;
  const wait = steps[step]?.waitSeconds ?? null;
  if (wait === null || step === steps.length - 1) return { do: 'end', step, failed: null };
  const until = Math.max(...taken.map(({ answeredAt, beganAt }) => answeredAt ?? beganAt)) + wait * 1000;
  return until > now ? { do: 'wait', step, until } : goOn(message, now, 'unproved');
}

function tryAgain(message: OnItsWay, again: readonly Attempt[], now: number): Act {
  const { steps, step, expiresAt } = message;
  const [first] = again;
  const because = first?.because ?? 'unsure';
  const since = Math.min(...again.map(({ beganAt }) => beganAt));
  const tries = Math.max(...again.map((attempt) => attempt.tries));
  const waited = patienceSpent(tries) > PATIENCE_MS;
  if (waited && step < steps.length - 1) return goOn(message, now, because);
  if (now >= expiresAt) return { do: 'end', step, failed: 'too-late' };
  const until = since + restAfter(tries);
  if (until > now) return { do: 'wait', step, until };
  return { do: 'try', step, nths: again.map(({ nth }) => nth) };
}

const nextOf = (message: OnItsWay, now: number): Act =>
  message.steps[message.step]?.to.length === 0 ? goOn(message, now, 'no-address') : begin(message, now);

/** How long has been rested before the try after this one. */
const patienceSpent = (tries: number): number =>
  Array.from({ length: tries }, (_, index) => restAfter(index + 1)).reduce((sum, rest) => sum + rest, 0);

/** The next channel; after the last one it is over. */
function goOn(message: OnItsWay, now: number, because: string): Act {
  const { steps, step, attempts } = message;
  if (step < steps.length - 1) return nextOf({ ...message, step: step + 1 }, now);
  return { do: 'end', step, failed: wasTaken(attempts) && because === 'unproved' ? null : because };
}
