import { setTimeout as pause } from 'node:timers/promises';

/** So often the database is asked about everybody who listens, in one statement. */
const EVERY_MS = 250;
const AFTER_TROUBLE_MS = 2000;

/** Somebody who listens: told when it is over, because their session has ended or everything has. */
interface Heard {
  readonly listener: { readonly ended: () => void };
}

export interface Rounds<One extends Heard> {
  /** Who listens now. */
  readonly all: ReadonlySet<One>;
  /** false: nobody more is taken. Otherwise they are asked about until they stop. */
  readonly add: (one: One) => { readonly stop: () => void } | false;
  readonly end: (one: One) => void;
  /** Ends every listener at once, and takes no more; resolves when nothing of it runs. */
  readonly close: () => Promise<void>;
}

/**
 * Asks about all who listen, round after round, as long as there is anybody.
 * @param ask about all who listened as the round began; whoever stopped meanwhile is in `all` no longer
 * @param most how many may listen at once
 */
export function rounds<One extends Heard>(
  ask: (heard: readonly One[]) => Promise<void>,
  most: number,
): Rounds<One> {
  const all = new Set<One>();
  const closing = new AbortController();
  let asking: Promise<void> | null = null;

  async function askOn(): Promise<void> {
    while (all.size > 0 && !closing.signal.aborted) {
      const wait = await ask([...all]).then(
        () => EVERY_MS,
        // The database is away: whoever reads says so, and who listens has nothing to be told.
        () => AFTER_TROUBLE_MS,
      );
      await pause(wait, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
    asking = null;
  }

  function end(one: One): void {
    all.delete(one);
    one.listener.ended();
  }

  return {
    all,
    add: (one) => {
      if (closing.signal.aborted || all.size >= most) return false;
      all.add(one);
      asking ??= askOn();
      return { stop: () => void all.delete(one) };
    },
    end,
    close: async () => {
      closing.abort();
      for (const one of all) end(one);
      await asking;
    },
  };
}
