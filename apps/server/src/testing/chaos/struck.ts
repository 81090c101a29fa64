import { setTimeout as pause } from 'node:timers/promises';

type What = 'begun' | 'answered';

interface Attempt {
  readonly call: string;
  /** Which kill came while it was under way; null: none yet. */
  kill: number | null;
}

/** Which requests were under way when something was killed, and had no answer: those are what a kill tries. */
export class Struck {
  readonly #underWay = new Set<Attempt>();
  readonly #waiting = new Set<{ readonly what: What; readonly call: string; readonly heard: () => void }>();
  readonly #calls = new Map<string, number>();
  readonly #kills = new Set<number>();

  /** A till sends a request; it says at the end whether it was answered. */
  begin(call: string): { end: (answered: boolean) => void } {
    const attempt: Attempt = { call, kill: null };
    this.#underWay.add(attempt);
    this.#tell('begun', call);
    const end = (answered: boolean): void => {
      this.#underWay.delete(attempt);
      if (answered) this.#tell('answered', call);
      if (answered || attempt.kill === null) return;
      this.#kills.add(attempt.kill);
      this.#calls.set(call, (this.#calls.get(call) ?? 0) + 1);
    };
    return { end };
  }

  /** Waits for the next such request to begin or to be answered, but no longer than that. */
  async next(what: What, call: string, patienceMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = { what, call, heard: resolve };
    this.#waiting.add(waiting);
    await Promise.race([promise, pause(patienceMs, undefined, { ref: false })]);
    this.#waiting.delete(waiting);
  }

  #tell(what: What, call: string): void {
    for (const waiting of this.#waiting) if (waiting.what === what && waiting.call === call) waiting.heard();
  }

  /** Something is killed at this moment. */
  strike(kill: number): void {
    for (const attempt of this.#underWay) attempt.kill ??= kill;
  }

  /** Kills that left a request without an answer. */
  get kills(): number {
    return this.#kills.size;
  }

  /** Requests that were left without one, by what they asked. */
  get calls(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#calls].toSorted(([one], [other]) => one.localeCompare(other)));
  }
}
