import type { KeyCaller } from '../operation.ts';
import { secretName } from './authenticate.ts';

type FindCaller = (secret: string) => Promise<KeyCaller | null>;
/** By the names of secrets. */
type FindCallers = (secretNames: readonly string[]) => Promise<ReadonlyMap<string, KeyCaller>>;

/** How long a key that was revoked may still be taken by a server that has just seen it. */
export const REMEMBERED_MS = 5000;
/** From this age on a caller is looked up anew while it is still good, together with all others that are at work. */
export const RENEWED_MS = 2500;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly caller: Promise<KeyCaller | null>;
  readonly since: number;
  /** Since it was looked up last. */
  asked: boolean;
}

/**
 * Looks each secret up once in a while: what a till may do is not asked of the database with every line that is scanned. Those of
 * tills that are at work are looked up together, in one statement, before they are too old: so no till waits for it. Who is nobody
 * is asked about each time, so that a new key works at once, and guesses are not kept.
 * @param clock milliseconds, of any beginning
 */
export function rememberCallers(find: FindCallers, clock: () => number): FindCaller {
  const known = new Map<string, Remembered>();
  let renewing = false;

  async function renew(): Promise<void> {
    const since = clock();
    const names = [...known].filter(([, { asked }]) => asked).map(([name]) => name);
    const found = await find(names);
    for (const name of names) {
      const caller = found.get(name);
      if (caller) known.set(name, { caller: Promise.resolve(caller), since, asked: false });
      else known.delete(name);
    }
  }

  function lookUp(name: string): Promise<KeyCaller | null> {
    if (known.size >= MOST_REMEMBERED) known.clear();
    const caller = find([name]).then((found) => found.get(name) ?? null);
    known.set(name, { caller, since: clock(), asked: true });
    const forget = (): void => {
      if (known.get(name)?.caller === caller) known.delete(name);
    };
    return caller.then(
      (found) => {
        if (found === null) forget();
        return found;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
  }

  return async (secret) => {
    // Secrets themselves are not kept, here either.
    const name = secretName(secret);
    const before = known.get(name);
    const age = before ? clock() - before.since : REMEMBERED_MS;
    if (!before || age >= REMEMBERED_MS) return lookUp(name);
    before.asked = true;
    if (age >= RENEWED_MS && !renewing) {
      renewing = true;
      // Who cannot be looked up now is, with an answer to whoever asks, when they are too old.
      void renew()
        .catch(() => {})
        .finally(() => {
          renewing = false;
        });
    }
    return before.caller;
  };
}
