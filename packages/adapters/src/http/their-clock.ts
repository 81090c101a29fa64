/**
 * The clock of a system, as its answers tell it: no two clocks are quite alike, and what somebody enters there just now may be of a time
 * that has not come here.
 */
export interface TheirClock {
  /** Something is asked; gives what hears the answer. */
  readonly asking: () => (headers: Headers) => void;
  /** Epoch milliseconds by whichever clock is ahead. */
  readonly later: () => number;
  /** By whichever is behind. */
  readonly earlier: () => number;
}

/** `Date` has no parts of a second. */
const SECOND_MS = 1000;

/** @param clock ours, in epoch milliseconds */
export function theirClock(clock: () => number): TheirClock {
  let ahead = 0;
  return {
    asking() {
      const askedAt = clock();
      return (headers) => {
        const said = Date.parse(headers.get('date') ?? '');
        // From when it was asked, so that an answer that was long on its way makes their time no earlier than it is.
        if (!Number.isNaN(said)) ahead = said + SECOND_MS - askedAt;
      };
    },
    later: () => clock() + Math.max(0, ahead),
    earlier: () => clock() + Math.min(0, ahead),
  };
}
