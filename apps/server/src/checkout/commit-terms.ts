import { isDeepStrictEqual } from 'node:util';
import type { Answer, Input } from '@bonum/contract';
import {
  points as pointsFrom,
  type Calculation,
  type LimitUse,
  type MemberFacts,
  type Points,
  type SpendWish,
} from '@bonum/engine';
import type { Hold } from '@bonum/ledger';
import type { Drawn } from '../limits/budgets.ts';
import { countedPeriods, ofEverybody, ofMember } from '../limits/uses.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Buyer } from './answer.ts';
import { factsOf } from './buyer.ts';
import { calculateReceipt } from './calculate-receipt.ts';
import { basketDigest, openQuote, type QuoteTerms } from './quote-token.ts';
import type { Lookup } from './read-checkout.ts';
import { balancesWith, stampsOf } from './stamps.ts';
import { withinBudgets } from './within-budgets.ts';

type CommitRequest = Input<'commit-receipt'>;
type Recalculated = NonNullable<Answer<'commit-receipt'>['recalculated']>;

/** On what terms a receipt is committed: as quoted, or why not. */
export interface Terms {
  readonly programme: ProgrammeVersion;
  readonly calculation: Calculation;
  /** The hold it names, open or ended; null when it names none. */
  readonly hold: Hold | null;
  readonly recalculated: Recalculated | null;
  /** What was set aside for it of what everybody may have. */
  readonly drawn: Drawn | null;
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
  const recalculate = async (because: string, shown: Calculation | null): Promise<Outcome<Terms>> => {
    const { programme, at, offsetMinutes } = lookup;
    const asked = { programme, at, offsetMinutes, ...spendingNow(programme, facts, hold) };
    const { calculation, drawn } = await withinBudgets(call, (exhausted) =>
      calculateReceipt(request, lookup, { ...asked, exhausted }),
    );
    const recalculated = { because, difference: shown && difference(shown, calculation) };
    return { ok: true, value: { programme, calculation, hold, recalculated, drawn } };
  };
  const ended = hold !== null && hold.state !== 'open' ? 'hold-ended' : null;
  if (request.quoteToken === undefined) return recalculate(ended ?? 'no-token', null);
  const quote = openQuote(call.shell.secret, request.quoteToken);
  if (quote === null) return badToken;
  const buyerId = buyer?.state.owner.owner_id ?? null;
  if (quote.digest !== basketDigest(request) || quote.memberId !== buyerId) {
    return recalculate('other-basket', null);
  }
  const shown = await asShown(call, request, { lookup, quote, spent: quote.spent });
  if (quote.expiresAt <= lookup.at) return recalculate('token-expired', shown.calculation);
  const left = pointsLeft(hold, facts);
  // Nearly always what was shown as paying is there: the same question has the same answer.
  const agreed = isDeepStrictEqual(left, quote.spent)
    ? shown
    : await asShown(call, request, { lookup, quote, spent: left });
  const there = stillThere(quote, { lookup, buyer, agreed: agreed.calculation });
  const drawn = there ? await drawAsShown(call, agreed.calculation) : 'gone';
  if (drawn === 'gone') return recalculate('changed-since', shown.calculation);
  const because = ended ?? (spendsLess(agreed.calculation, shown.calculation) ? 'points-gone' : null);
  const recalculated = because && { because, difference: difference(shown.calculation, agreed.calculation) };
  return { ok: true, value: { ...agreed, hold, recalculated, drawn } };
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
  { compiled, programme }: ProgrammeVersion,
  facts: MemberFacts | null,
  hold: Hold | null,
): { member: MemberFacts | null; wish: SpendWish } {
  if (facts === null || hold === null || hold.state === 'cancelled') return { member: facts, wish: 'none' };
  // A kind that the programme has dropped since pays for nothing any more.
  const wish = Object.fromEntries(
    Object.entries(pointsOf(hold)).filter(([kind]) => compiled.kinds.has(kind)),
  );
  const held = { ...facts, balances: balancesWith(programme, facts.balances, wish) };
  return { member: hold.state === 'open' ? held : facts, wish };
}

/** The same question as the quote's, and so the same answer, but for the points. */
async function asShown(
  call: Call,
  request: CommitRequest,
  { lookup, quote, spent }: { lookup: Lookup; quote: QuoteTerms; spent: Record<string, Points> },
): Promise<{ programme: ProgrammeVersion; calculation: Calculation }> {
  const programme = await call.shell.programmes.byVersion(quote.programmeVersion);
  const { at, offsetMinutes, singleUse, exhausted } = quote;
  const then: Lookup = { ...lookup, singleUse: new Map(singleUse) };
  const known = Object.entries(spent).filter(([kind]) => programme.compiled.kinds.has(kind));
  const wish = Object.fromEntries(known);
  const member = quote.facts && { ...quote.facts, balances: { ...quote.stamps, ...wish } };
  const asked = { programme, at, offsetMinutes, member, wish, exhausted };
  const calculation = calculateReceipt(request, then, asked);
  return { programme, calculation };
}

/** What was shown binds as long as there is enough left for everybody. */
async function drawAsShown({ shell }: Call, { uses }: Calculation): Promise<Drawn | null | 'gone'> {
  const shared = uses.filter(ofEverybody);
  if (shared.length === 0) return null;
  const drawn = await shell.budgets.draw(shared);
  return 'exhausted' in drawn ? 'gone' : drawn;
}

/** Codes, personal offers and stamps are used once, and limited promotions as often as they may be, whatever was shown. */
function stillThere(quote: QuoteTerms, { lookup, buyer, agreed }: Given & { agreed: Calculation }): boolean {
  const offers = new Set(buyer?.state.offers.map((offer) => offer.offer_id));
  const singleUse = new Map(quote.singleUse);
  const has = factsOf(lookup, buyer)?.balances ?? {};
  const stamps = Object.entries(stampsOf(agreed)).every(([kind, points]) => points <= (has[kind] ?? 0));
  const codes = agreed.usedCodes.filter((code) => singleUse.has(code));
  return (
    stamps &&
    agreed.usedOffers.every((offer) => offers.has(offer)) &&
    codes.every((code) => lookup.singleUse.has(code)) &&
    agreed.uses.filter(ofMember).every((use) => hasUseLeft(use, { lookup, buyer }))
  );
}

/** What was counted in another period than today's has to be counted anew. */
function hasUseLeft(use: LimitUse, { lookup, buyer }: Given): boolean {
  if (!countedPeriods(lookup).includes(use.period)) return false;
  const known = buyer?.state.uses.find(
    ({ promotion, period }) => promotion === use.promotion && period === use.period,
  );
  return (known?.times ?? 0) < use.most;
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
