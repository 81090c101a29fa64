import type { Input } from '@bonum/contract';
import { instant, type Calculation, type MemberFacts, type Points, type SpendWish } from '@bonum/engine';
import { hold, type Hold, iso } from '@bonum/ledger';
import { barcodeOf, checkPermit } from '../barcodes/shown-code.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { eventRow } from '../events.ts';
import { operation, refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { Conflict } from '../conflict.ts';
import type { UsedBarcode, UsedConfirmation } from '../write.ts';
import type { Buyer } from './answer.ts';
import { factsOf, readBuyer } from './buyer.ts';
import { calculateReceipt, type BasketRequest } from './calculate-receipt.ts';
import { quoteAnswer, unknownKind } from './quote-receipt.ts';
import { readCheckout, type Lookup } from './read-checkout.ts';
import { releaseElsewhere, releaseOthers } from './release-holds.ts';
import { balancesWith } from './stamps.ts';
import { readReceipts } from './stored-receipt.ts';
import { asFarAsThereIs, type Within } from './within-budgets.ts';

/** Reserves points for a receipt that is being paid, against the member's confirmation. */
export const holdPoints = operation('hold-points', async (call, request) => {
  const wantedHold = { holdId: request.holdId, ...barcodeWanted(call, request) };
  const looked = await readCheckout(call, request, wantedHold);
  if (!looked.ok) return looked;
  const lookup = looked.value;
  const strange = unknownKind(lookup.programme.programme, request.spend as SpendWish);
  if (strange) return strange;
  const settled = await alreadyCommitted(call, lookup);
  if (settled) return settled;
  const found = await readBuyer(call, lookup, request.member, wantedHold);
  if (!found.ok) return found;
  const buyer = found.value;
  if (buyer === null)
    return refuse('unknown-member', 'Points are held for a member. Name one.', { path: '/member' });
  const known = buyer.book.holds.get(request.holdId);
  if (known) return answerAgain(call, request, { lookup, buyer, known });

  const facts = factsOf(lookup, buyer);
  releaseOthers(buyer.book, lookup.receiptId);
  const freed = factsOf(lookup, buyer);
  const within = await ask(call, request, { lookup, facts: freed, wish: request.spend as SpendWish });
  const wanted = pointsToHold(request.spend as SpendWish, within.calculation);
  if (!wanted.ok) return wanted;
  const confirmed = await confirm(call, request, { lookup, buyer });
  if (!confirmed.ok) {
    // The same request at the same moment may have used the code; then there is a hold to answer with.
    if (await isHeld(call, buyer.state.owner.owner_id, request.holdId))
      throw new Conflict('it is held by now');
    return confirmed;
  }
  const expiresAt = instant(call.now + lookup.programme.programme.holds.minutes * 60_000);
  const held = hold(buyer.book, {
    holdId: request.holdId,
    receiptId: lookup.receiptId,
    points: wanted.value,
    expiresAt,
    confirmationId: 'code' in request.confirmation ? request.confirmation.confirmationId : null,
  });
  if (!held.ok)
    return refuse('not-enough-points', 'The member has fewer points than that.', { path: '/spend' });
  const ownerId = buyer.state.owner.owner_id;
  const event = eventRow(ownerId, 'points-held', call.now, {
    holdId: request.holdId,
    receiptId: lookup.receiptId,
    points: wanted.value,
  });
  const own = ownerWrites(buyer.state.owner, buyer.book, { rows: { event: [event] } });
  const uses = confirmed.value;
  // The phone may have been signed in by a member who is somebody else by now.
  const used = uses.owner_id === ownerId ? [{ ...own, uses }] : [own, { owner: null, rows: {}, uses }];
  return {
    ok: true,
    value: {
      ...quoteAnswer(call, request, { lookup, buyer, facts, within }),
      holdId: request.holdId,
      holdExpiresAt: iso(expiresAt),
      held: wanted.value,
    },
    writes: {
      owners: [...used, ...(await releaseElsewhere(call, lookup, ownerId))],
      // The first hold of a receipt adds its row, as a cancellation does: of two at once the later one thinks again.
      identifiers: {
        [lookup.heldFor === null ? 'add' : 'put']: [
          { kind: 'hold', value: lookup.receiptId, owner_id: ownerId },
        ],
      },
    },
  };
});

/** A code that was sent, or a permit for the barcode that a phone showed. */
async function confirm(
  call: Call,
  { confirmation }: Input<'hold-points'>,
  { lookup, buyer }: { lookup: Lookup; buyer: Buyer },
): Promise<Outcome<UsedConfirmation | UsedBarcode>> {
  if ('permit' in confirmation) return checkPermit(call, confirmation.permit, lookup);
  const ownerId = buyer.state.owner.owner_id;
  return checkConfirmation(call, { ownerId, purpose: 'spend', ...confirmation, path: '/confirmation/code' });
}

function barcodeWanted(
  call: Call,
  { confirmation }: Input<'hold-points'>,
): { barcode?: { reference: string; at: Call['now'] } } {
  const reference = 'permit' in confirmation ? barcodeOf(call, confirmation.permit) : null;
  return reference === null ? {} : { barcode: { reference, at: call.now } };
}

async function isHeld({ shell }: Call, ownerId: string, holdId: string): Promise<boolean> {
  const found = await shell.db
    .selectFrom('hold')
    .select('hold_id')
    .where('owner_id', '=', ownerId)
    .where('hold_id', '=', holdId)
    .executeTakeFirst();
  return found !== undefined;
}

function ask(
  call: Call,
  request: BasketRequest,
  { lookup, facts, wish }: { lookup: Lookup; facts: MemberFacts | null; wish: SpendWish },
): Promise<Within> {
  const { programme, at, offsetMinutes } = lookup;
  return asFarAsThereIs(call, (exhausted) =>
    calculateReceipt(request, lookup, { programme, at, offsetMinutes, member: facts, wish, exhausted }),
  );
}

async function alreadyCommitted(call: Call, { committedTo, receiptId }: Lookup): Promise<Refusal | null> {
  if (committedTo === null) return null;
  const [receipt] = await readReceipts(call, committedTo, [receiptId]);
  return receipt?.type === 'void'
    ? refuse('receipt-cancelled', 'Begin a new receipt with another number.', { path: '/key/number' })
    : refuse('receipt-already-committed', 'Begin a new receipt with another number.', {
        path: '/key/number',
      });
}

/** What the rules allow of what was asked; less than asked is a refusal, since the cashier has told the customer a sum. */
function pointsToHold(wish: SpendWish, { spending }: Calculation): Outcome<Record<string, Points>> {
  if (typeof wish !== 'string') {
    for (const { kind, points, most, because } of spending) {
      const asked = wish[kind] ?? 0;
      if (asked <= points) continue;
      const code = because === 'balance' ? 'not-enough-points' : 'more-than-allowed';
      return refuse(code, `At most ${most} of these can be spent on this receipt (${because}).`, {
        path: `/spend/${kind}`,
        extra: { most, because },
      });
    }
  }
  const points = Object.fromEntries(
    spending.filter((part) => part.points > 0).map((part) => [part.kind, part.points]),
  );
  if (Object.keys(points).length === 0) {
    const because = spending.find((part) => part.most === 0)?.because ?? 'balance';
    return refuse('nothing-to-spend', `No points can be spent here (${because}).`, {
      path: '/spend',
      extra: { because },
    });
  }
  return { ok: true, value: points };
}

async function answerAgain(
  call: Call,
  request: Input<'hold-points'>,
  { lookup, buyer, known }: { lookup: Lookup; buyer: Buyer; known: Hold },
) {
  if (known.receiptId !== lookup.receiptId) {
    return refuse('id-reused', 'This holdId was used for another receipt. Make a new one.', {
      path: '/holdId',
    });
  }
  if (known.state !== 'open')
    return refuse('hold-closed', `This hold is ${known.state}. Make a new one.`, { path: '/holdId' });
  const held = known.points as Record<string, Points>;
  if (request.spend !== 'most' && !isSame(request.spend, held)) {
    return refuse('id-reused', 'This holdId holds other points. Make a new one.', { path: '/holdId' });
  }
  const facts = factsOf(lookup, buyer);
  const within = await ask(call, request, {
    lookup,
    facts: facts && { ...facts, balances: balancesWith(lookup.programme.programme, facts.balances, held) },
    wish: held,
  });
  return {
    ok: true,
    value: {
      ...quoteAnswer(call, request, { lookup, buyer, facts, within }),
      holdId: known.holdId,
      holdExpiresAt: iso(known.expiresAt),
      held: { ...known.points },
    },
  } as const;
}

/** Kinds with no points asked for are as good as not named. */
const isSame = (asked: Readonly<Record<string, number>>, held: Readonly<Record<string, number>>): boolean =>
  [...Object.keys(asked), ...Object.keys(held)].every((kind) => (asked[kind] ?? 0) === (held[kind] ?? 0));
