import type { Answer, Input } from '@bonum/contract';
import type { Calculation, Instant, MemberFacts, Points, SpendWish } from '@bonum/engine';
import { spend, type Hold, type Outcome as LedgerOutcome } from '@bonum/ledger';
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
  /** The open hold it spends; null when there is none, or it has ended. */
  readonly hold: Hold | null;
  readonly recalculated: Recalculated | null;
  /** Spends what a hold that has ended would have, out of what is there now. */
  readonly spendAgain: (points: Record<string, Points>) => LedgerOutcome<object>;
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
  const held = heldPoints(request, { lookup, buyer });
  if (!held.ok) return held;
  const { hold, wish } = held.value;
  const facts = withSpendable(factsOf(lookup.programme.programme, buyer), { hold, wish });
  const { programme, at, offsetMinutes } = lookup;
  const fresh = (): Calculation =>
    calculateReceipt(request, lookup, { programme, at, offsetMinutes, member: facts, wish });
  const ended = wish !== 'none' && hold === null ? 'hold-ended' : null;
  const spendAgain = (points: Record<string, Points>): LedgerOutcome<object> =>
    buyer ? spend(buyer.book, { points, receiptId: lookup.receiptId }) : { ok: true };

  const because = (because: string, shown: Calculation | null): Outcome<Terms> => {
    const calculation = fresh();
    return {
      ok: true,
      value: {
        programme,
        calculation,
        hold,
        spendAgain,
        recalculated: { because, difference: shown && difference(shown, calculation) },
      },
    };
  };
  if (request.quoteToken === undefined) return because(ended ?? 'no-token', null);
  const quote = readQuote(call.shell.secret, request.quoteToken);
  if (quote === null)
    return refuse('bad-quote-token', 'Send the quoteToken just as quote-receipt gave it, or none.', {
      path: '/quoteToken',
    });
  if (quote.digest !== basketDigest(request) || quote.memberId !== lookup.memberId)
    return because('other-basket', null);
  const shown = await asQuoted(call, request, { lookup, quote, facts, wish });
  if (quote.expiresAt <= call.now) return because('token-expired', shown.calculation);
  if (ended) return because(ended, shown.calculation);
  if (!stillThere(quote, { lookup, buyer, shown: shown.calculation }))
    return because('changed-since', shown.calculation);
  return { ok: true, value: { ...shown, hold, spendAgain, recalculated: null } };
}

/** The hold's points; a hold that has ended by itself is tried again out of what is there. */
function heldPoints(
  request: CommitRequest,
  { lookup, buyer }: Given,
): Outcome<{ hold: Hold | null; wish: SpendWish }> {
  if (request.holdId === undefined) return { ok: true, value: { hold: null, wish: 'none' } };
  const hold = buyer?.book.holds.get(request.holdId);
  if (!hold) return refuse('unknown-hold', 'This member has no such hold.', { path: '/holdId' });
  if (hold.receiptId !== lookup.receiptId)
    return refuse('hold-of-other-receipt', 'Commit the receipt that it was made for.', { path: '/holdId' });
  const wish = hold.points as Record<string, Points>;
  return {
    ok: true,
    value: { hold: hold.state === 'open' ? hold : null, wish: hold.state === 'cancelled' ? 'none' : wish },
  };
}

/** With an open hold exactly its points may be spent; without one, what is available. */
function withSpendable(
  facts: MemberFacts | null,
  { hold, wish }: { hold: Hold | null; wish: SpendWish },
): MemberFacts | null {
  if (facts === null || hold === null || typeof wish === 'string') return facts;
  return { ...facts, balances: wish };
}

/** The same question as the quote's, with what may be spent as it is now. */
async function asQuoted(
  call: Call,
  request: CommitRequest,
  {
    lookup,
    quote,
    facts,
    wish,
  }: { lookup: Lookup; quote: QuoteTerms; facts: MemberFacts | null; wish: SpendWish },
): Promise<{ programme: ProgrammeVersion; calculation: Calculation }> {
  const programme = await call.shell.programmes.byVersion(quote.programmeVersion);
  const member = quote.facts && facts && { ...quote.facts, balances: facts.balances };
  const then: Lookup = { ...lookup, singleUse: new Map(quote.singleUse) };
  const at: Instant = quote.at;
  return {
    programme,
    calculation: calculateReceipt(request, then, {
      programme,
      at,
      offsetMinutes: quote.offsetMinutes,
      member,
      wish,
    }),
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
  const earned = (calculation: Calculation): number =>
    calculation.earning.reduce((sum, part) => sum + part.points, 0);
  return {
    paid: booked.totals.paid - shown.totals.paid,
    discount: booked.totals.discount - shown.totals.discount,
    spent: booked.totals.spent - shown.totals.spent,
    earned: earned(booked) - earned(shown),
  };
}
