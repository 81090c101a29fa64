import type { Answer, Input } from '@bonum/contract';
import {
  points as pointsFrom,
  type Calculation,
  type MemberFacts,
  type Points,
  type SpendWish,
} from '@bonum/engine';
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
  const facts = factsOf(lookup, buyer);
  const recalculate = (because: string, shown: Calculation | null): Outcome<Terms> => {
    const { programme, at, offsetMinutes } = lookup;
    const asked = { programme, at, offsetMinutes, ...spendingNow(programme, facts, hold) };
    const calculation = calculateReceipt(request, lookup, asked);
    const recalculated = { because, difference: shown && difference(shown, calculation) };
    return { ok: true, value: { programme, calculation, hold, recalculated } };
  };
  const ended = hold !== null && hold.state !== 'open' ? 'hold-ended' : null;
  if (request.quoteToken === undefined) return recalculate(ended ?? 'no-token', null);
  const quote = readQuote(call.shell.secret, request.quoteToken);
  if (quote === null) return badToken;
  const buyerId = buyer?.state.owner.owner_id ?? null;
  if (quote.digest !== basketDigest(request) || quote.memberId !== buyerId) {
    return recalculate('other-basket', null);
  }
  const shown = await asShown(call, request, { lookup, quote, spent: quote.spent });
  if (quote.expiresAt <= lookup.at) return recalculate('token-expired', shown.calculation);
  const agreed = await asShown(call, request, { lookup, quote, spent: pointsLeft(hold, facts) });
  if (!stillThere(quote, { lookup, buyer, agreed: agreed.calculation })) {
    return recalculate('changed-since', shown.calculation);
  }
  const because = ended ?? (spendsLess(agreed.calculation, shown.calculation) ? 'points-gone' : null);
  const recalculated = because && { because, difference: difference(shown.calculation, agreed.calculation) };
  return { ok: true, value: { ...agreed, hold, recalculated } };
}

/** What a hold that ended by itself can still have: what is available of it. The rest of the quote holds all the same. */
function pointsLeft(hold: Hold | null, facts: MemberFacts | null): Record<string, Points> {
  if (hold === null || hold.state === 'cancelled') return {};
  if (hold.state === 'open') return pointsOf(hold);
  const left = Object.entries(pointsOf(hold)).map(
    ([kind, points]) => [kind, atMost(points, facts?.balances[kind])] as const,
  );
  return Object.fromEntries(left);
}

const zero = pointsFrom(0);

const atMost = (points: Points, available: Points | undefined): Points =>
  available === undefined || available < points ? (available ?? zero) : points;

/** The screen had shown points that nobody holds. More than it showed is what the member has confirmed since. */
const spendsLess = (agreed: Calculation, shown: Calculation): boolean =>
  shown.spending.some(
    ({ kind, points }) => points > (agreed.spending.find((part) => part.kind === kind)?.points ?? 0),
  );

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
  { compiled }: ProgrammeVersion,
  facts: MemberFacts | null,
  hold: Hold | null,
): { member: MemberFacts | null; wish: SpendWish } {
  if (facts === null || hold === null || hold.state === 'cancelled') return { member: facts, wish: 'none' };
  // A kind that the programme has dropped since pays for nothing any more.
  const wish = Object.fromEntries(
    Object.entries(pointsOf(hold)).filter(([kind]) => compiled.kinds.has(kind)),
  );
  return { member: hold.state === 'open' ? { ...facts, balances: wish } : facts, wish };
}

/** The same question as the quote's, and so the same answer, but for the points. */
async function asShown(
  call: Call,
  request: CommitRequest,
  { lookup, quote, spent }: { lookup: Lookup; quote: QuoteTerms; spent: Record<string, Points> },
): Promise<{ programme: ProgrammeVersion; calculation: Calculation }> {
  const programme = await call.shell.programmes.byVersion(quote.programmeVersion);
  const { at, offsetMinutes, singleUse } = quote;
  const then: Lookup = { ...lookup, singleUse: new Map(singleUse) };
  const known = Object.entries(spent).filter(([kind]) => programme.compiled.kinds.has(kind));
  const wish = Object.fromEntries(known);
  const member = quote.facts && { ...quote.facts, balances: wish };
  const calculation = calculateReceipt(request, then, { programme, at, offsetMinutes, member, wish });
  return { programme, calculation };
}

/** Codes and personal offers are used once, whatever was shown. */
function stillThere(quote: QuoteTerms, { lookup, buyer, agreed }: Given & { agreed: Calculation }): boolean {
  const offers = new Set(buyer?.state.offers.map((offer) => offer.offer_id));
  const singleUse = new Map(quote.singleUse);
  const codes = agreed.usedCodes.filter((code) => singleUse.has(code));
  return (
    agreed.usedOffers.every((offer) => offers.has(offer)) && codes.every((code) => lookup.singleUse.has(code))
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
