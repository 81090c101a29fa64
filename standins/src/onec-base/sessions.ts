import { randomUUID } from 'node:crypto';

/** Sessions of an infobase: each takes a licence, and there are so many. */
export class Sessions {
  /** How many there may be at once. */
  cap = 5;
  readonly #kept = new Set<string>();
  #passing = 0;

  get alive(): number {
    return this.#kept.size + this.#passing;
  }

  /** All that were kept have ended: by their age, or by an administrator. */
  end(): void {
    this.#kept.clear();
  }

  /** `full`: there is no licence; `unknown`: such a session is none. */
  begin(start: boolean, cookie: string | null): Session | 'full' | 'unknown' {
    if (cookie !== null)
      return this.#kept.has(cookie) ? { id: cookie, isNew: false, end: () => undefined } : 'unknown';
    if (this.alive >= this.cap) return 'full';
    if (start) {
      const id = randomUUID();
      this.#kept.add(id);
      return { id, isNew: true, end: () => undefined };
    }
    this.#passing += 1;
    return { id: null, isNew: false, end: () => void (this.#passing -= 1) };
  }

  finish(id: string | null): void {
    if (id !== null) this.#kept.delete(id);
  }
}

interface Session {
  /** null: it ends with the call. */
  readonly id: string | null;
  readonly isNew: boolean;
  readonly end: () => void;
}
