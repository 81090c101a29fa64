import type { Answer, Input } from '@bonum/contract';
import type { Calculation, MemberFacts, Points, SpendWish } from '@bonum/engine';
import type { Hold } from '@bonum/ledger';
import { refuse, type Call, type Outcome } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Buyer } from './answer.ts';
import { factsOf } from './buyer.ts';
import { calculateReceipt } from './calculate-receipt.ts';
import { basketDigest, readQuote, type QuoteTerms } from './quote-token.ts';
import type { Lookup } from './read-checkout.ts';

type CommitRequest = Input<'commit-receipt'>;
type Recalculated = NonNullable<Answer<'commit-receipt'>['recalculated']>;

/** On what terms a receipt is committed: as quoted, or why not. */
export interface Terms {
  readonly programme: ProgrammeVersion;
  readonly calculation: Calculation;
  /** The hold it names, open or ended; null when it names none. */
  readonly hold: Hold | null;
  readonly recalculated: Recalculated | null;
}

interface Given {
  readonly lookup: Lookup;
  readonly buyer: Buyer | null;
}

/** A quote binds: with its token the receipt is calculated as it was shown, unless what it promised is gone. */
export async function commitTerms(
  call: Call,
  request: CommitRequest,
  { lookup, buyer }: Given,
): Promise<Outcome<Terms>> {
  const found = holdOf(request, { lookup, buyer });
  if (!found.ok) return found;
  const hold = found.value;
  const facts = factsOf(lookup.programme.programme, buyer);
  const recalculate = (because: string, shown: Calculation | null): Outcome<Terms> => {
    const { programme, at, offsetMinutes } = lookup;
    const asked = { programme, at, offsetMinutes, ...spendingNow(facts, hold) };
    const calculation = calculateReceipt(request, lookup, asked);
    const recalculated = { because, difference: shown && difference(shown, calculation) };
    return { ok: true, value: { programme, calculation, hold, recalculated } };
  };
  const ended = hold !== null && hold.state !== 'open' ? 'hold-ended' : null;
  if (request.quoteToken === undefined) return recalculate(ended ?? 'no-token', null);
  const quote = readQuote(call.shell.secret, request.quoteToken);
  if (quote === null) return badToken;
  if (quote.digest !== basketDigest(request) || quote.memberId !== lookup.memberId) {
    return recalculate('other-basket', null);
  }
  const shown = await asShown(call, request, { lookup, quote, hold });
  if (quote.expiresAt <= call.now) return recalculate('token-expired', shown.calculation);
  if (ended) return recalculate(ended, shown.calculation);
  if (!stillThere(quote, { lookup, buyer, shown: shown.calculation })) {
    return recalculate('changed-since', shown.calculation);
  }
  return { ok: true, value: { ...shown, hold, recalculated: null } };
}

const badToken = refuse('bad-quote-token', 'Send the quoteToken just as quote-receipt gave it, or none.', {
  path: '/quoteToken',
});

function holdOf(request: CommitRequest, { lookup, buyer }: Given): Outcome<Hold | null> {
  if (request.holdId === undefined) return { ok: true, value: null };
  const hold = buyer?.book.holds.get(request.holdId);
  if (!hold) return refuse('unknown-hold', 'This member has no such hold.', { path: '/holdId' });
  if (hold.receiptId === lookup.receiptId) return { ok: true, value: hold };
  return refuse('hold-of-other-receipt', 'Commit the receipt that it was made for.', { path: '/holdId' });
}

const pointsOf = (hold: Hold): Record<string, Points> => hold.points as Record<string, Points>;

/**
 * With an open hold exactly its points are there to be spent. One that ended by itself is tried again out of what is
 * available; one that was cancelled is not: the member got the points back.
 */
function spendingNow(
  facts: MemberFacts | null,
  hold: Hold | null,
): { member: MemberFacts | null; wish: SpendWish } {
  if (facts === null || hold === null || hold.state === 'cancelled') return { member: facts, wish: 'none' };
  const wish = pointsOf(hold);
  return { member: hold.state === 'open' ? { ...facts, balances: wish } : facts, wish };
}

/** The same question as the quote's, and so the same answer. */
async function asShown(
  call: Call,
  request: CommitRequest,
  { lookup, quote, hold }: { lookup: Lookup; quote: QuoteTerms; hold: Hold | null },
): Promise<{ programme: ProgrammeVersion; calculation: Calculation }> {
  const programme = await call.shell.programmes.byVersion(quote.programmeVersion);
  const wish: SpendWish = hold === null ? 'none' : pointsOf(hold);
  const member = quote.facts && { ...quote.facts, balances: hold === null ? {} : pointsOf(hold) };
  const { at, offsetMinutes, singleUse } = quote;
  const then: Lookup = { ...lookup, singleUse: new Map(singleUse) };
  return {
    programme,
    calculation: calculateReceipt(request, then, { programme, at, offsetMinutes, member, wish }),
  };
}

/** Codes and personal offers are used once, whatever was shown. */
function stillThere(quote: QuoteTerms, { lookup, buyer, shown }: Given & { shown: Calculation }): boolean {
  const offers = new Set(buyer?.state.offers.map((offer) => offer.offer_id));
  const singleUse = new Map(quote.singleUse);
  const codes = shown.usedCodes.filter((code) => singleUse.has(code));
  return (
    shown.usedOffers.every((offer) => offers.has(offer)) && codes.every((code) => lookup.singleUse.has(code))
  );
}

function difference(shown: Calculation, booked: Calculation): Recalculated['difference'] {
  return {
    paid: booked.totals.paid - shown.totals.paid,
    discount: booked.totals.discount - shown.totals.discount,
    spent: booked.totals.spent - shown.totals.spent,
    earned: earnedIn(booked) - earnedIn(shown),
  };
}

const earnedIn = ({ earning }: Calculation): number => earning.reduce((sum, part) => sum + part.points, 0);
