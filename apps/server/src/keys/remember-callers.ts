import { createHash } from 'node:crypto';
import type { KeyCaller } from '../operation.ts';

type FindCaller = (secret: string) => Promise<KeyCaller | null>;

/** How long a key that was revoked may still be taken by a server that has just seen it. */
export const REMEMBERED_MS = 5000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly caller: Promise<KeyCaller | null>;
  readonly until: number;
}

/**
 * Asks for each secret once in a while: what a till may do is looked up in the database every few seconds, not with every
 * line that is scanned. Who is nobody is asked about each time, so that a new key works at once, and guesses are not kept.
 * @param clock milliseconds, of any beginning
 */
export function rememberCallers(find: FindCaller, clock: () => number): FindCaller {
  const known = new Map<string, Remembered>();
  return async (secret) => {
    // Secrets themselves are not kept, here either.
    const name = createHash('sha256').update(secret).digest('base64url');
    const before = known.get(name);
    if (before && before.until > clock()) return before.caller;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const caller = find(secret);
    known.set(name, { caller, until: clock() + REMEMBERED_MS });
    const forget = (): void => {
      if (known.get(name)?.caller === caller) known.delete(name);
    };
    const found = await caller.catch((error: unknown) => {
      forget();
      throw error;
    });
    if (found === null) forget();
    return found;
  };
}
