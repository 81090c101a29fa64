import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '@bonum/engine';
import type { Place } from '../catalogue/known-catalogue.ts';
import type { Found, Named } from './look-up.ts';

/** What a quote found, beside goods and places, which are remembered for everybody. */
export type Quoted = Omit<Found, keyof Place>;

interface Kept extends Pick<Named, 'who'> {
  readonly uses: Named['wanted']['uses'];
  readonly quoted: Quoted;
  readonly at: Instant;
}

/** As many as a large chain quotes in the minute or two that a customer takes to pay; the oldest make room. */
const MOST_QUOTES = 2000;
const LONGEST_MS = 5 * 60_000;
/** Hardly anybody has more; who does is looked up again. */
const MOST_LOTS = 20;

/**
 * What quotes have found, for the commits that follow them: docs/decisions/0027. What is remembered may have moved since: the
 * write is guarded by the member's version and the receipt's number, and who is beaten there looks up again. So each is given
 * out once.
 */
export class QuotedBaskets {
  readonly #kept = new Map<string, Kept>();

  keep(named: Named, quoted: Quoted, at: Instant): void {
    if (!mayBeKept(named, quoted)) return;
    if (this.#kept.size >= MOST_QUOTES) this.#kept.delete(this.#kept.keys().next().value ?? '');
    const { who, wanted } = named;
    this.#kept.set(named.receiptId, { who, uses: wanted.uses, quoted, at });
  }

  /** What the last quote of this receipt found, if it was asked the same, and has not been taken. */
  take(named: Named, now: Instant): Quoted | null {
    const kept = this.#kept.get(named.receiptId);
    if (!kept) return null;
    this.#kept.delete(named.receiptId);
    return isSameQuestion(kept, named) && now < kept.at + LONGEST_MS ? kept.quoted : null;
  }
}

/** Nothing but the member, who has a version, and a receipt that nobody has touched, whose number is its own. */
const mayBeKept = ({ who, codes, wanted }: Named, { identifiers, begun, member }: Quoted): boolean =>
  !begun &&
  (codes ?? []).length === 0 &&
  wanted.barcode === undefined &&
  wanted.holdId === undefined &&
  identifiers.every(({ kind }) => kind === who?.kind) &&
  (who === null || (member !== null && member.account.lots.length <= MOST_LOTS));

const isSameQuestion = (before: Kept, now: Named): boolean =>
  before.who?.kind === now.who?.kind &&
  before.who?.value === now.who?.value &&
  (now.codes ?? []).length === 0 &&
  now.wanted.holdId === undefined &&
  now.wanted.barcode === undefined &&
  isDeepStrictEqual(before.uses, now.wanted.uses);
