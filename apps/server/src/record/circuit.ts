/** A system that has not answered so often in a row is left alone for a while. */
const FAILURES = 3;
const FIRST_REST_MS = 2000;
const LONGEST_REST_MS = 30_000;

/**
 * Keeps everybody from waiting for a system that does not answer: after some failures in a row nobody asks for a while, then one does,
 * and if that one is answered everybody may again.
 */
export class Circuit {
  readonly #clock: () => number;
  #failures = 0;
  #restUntil = 0;
  #trouble: string | null = null;

  /** @param clock milliseconds that never go back */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Why it did not answer when it was asked last; null: it did. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** It has not answered so often that it is asked only now and then. */
  get isOpen(): boolean {
    return this.#failures >= FAILURES;
  }

  /** Nobody may ask now. */
  get rests(): boolean {
    return this.#clock() < this.#restUntil;
  }

  /** Whether it may be asked now. Of those who want to after a rest one may; the others are told at once that it is away. */
  mayAsk(): boolean {
    if (this.rests) return false;
    if (this.isOpen) this.#restUntil = this.#clock() + this.#rest();
    return true;
  }

  /** Somebody who may have mended it wants it tried: of all who come now one may ask. */
  endRest(): void {
    this.#restUntil = 0;
  }

  answered(): void {
    this.#failures = 0;
    this.#restUntil = 0;
    this.#trouble = null;
  }

  /** @param retryAfterMs so long it wants to be left alone */
  failed(because: string, retryAfterMs = 0): void {
    this.#failures += 1;
    this.#trouble = because;
    const rest = this.isOpen ? this.#rest() : 0;
    this.#restUntil = this.#clock() + Math.max(rest, retryAfterMs);
  }

  #rest(): number {
    return Math.min(FIRST_REST_MS * 2 ** (this.#failures - FAILURES), LONGEST_REST_MS);
  }
}
