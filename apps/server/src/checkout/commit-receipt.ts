import type { Answer, Input } from '@bonum/contract';
import { levelFor, minor, type Calculation, type Points } from '@bonum/engine';
import { redeemHold, spend, type Book } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { eventRow } from '../events.ts';
import { operation, refuse, type Call, type Decision, type Refusal } from '../operation.ts';
import { areOne } from '../owner/owner-chain.ts';
import { newOwner, ownerWrites } from '../owner/owner-writes.ts';
import type { Identifier, Row, Writes } from '../write.ts';
import { calculatedAnswer, type Buyer } from './answer.ts';
import { readBuyer } from './buyer.ts';
import { codesOf } from './calculate-receipt.ts';
import { commitTerms, type Terms } from './commit-terms.ts';
import { grantEarned } from './grant-earned.ts';
import { invite, type Invitation } from './invitation.ts';
import { mustSucceed } from './must-succeed.ts';
import { codeRow, nextCodesOf, type NextCode } from './next-codes.ts';
import { readCheckout, type Lookup } from './read-checkout.ts';
import { releaseElsewhere, releaseOthers } from './release-holds.ts';
import { saleSlip } from './slip.ts';
import { readReceipts, receiptRow } from './stored-receipt.ts';

type CommitRequest = Input<'commit-receipt'>;
type Committed = Answer<'commit-receipt'>;

/** The receipt is paid: spends what is held, grants what is earned, moves the level. */
export const commitReceipt = operation(
  'commit-receipt',
  async (call, request): Promise<Decision<Committed>> => {
    const looked = await readCheckout(call, request);
    if (!looked.ok) return looked;
    const lookup = looked.value;
    const content = contentOf(request, lookup.memberId);
    if (lookup.committedTo !== null)
      return committedBefore(call, { ...lookup, committedTo: lookup.committedTo }, content);
    const wanted = request.holdId === undefined ? {} : { holdId: request.holdId };
    const found = await readBuyer(call, lookup, request.member, wanted);
    if (!found.ok) return found;
    const buyer = found.value;
    const agreed = await commitTerms(call, request, { lookup, buyer });
    if (!agreed.ok) return agreed;
    if (buyer) bookSale(buyer.book, request, { lookup, terms: agreed.value });
    const invitation = buyer === null ? invite(call, lookup) : null;
    const nextCodes = nextCodesOf(agreed.value.calculation, {
      at: lookup.at,
      calendar: agreed.value.programme.compiled.calendar,
    });
    const sale: Sale = { lookup, buyer, terms: agreed.value, invitation, nextCodes };
    const answer = answerOf(request, sale);
    const writes = writesOf(call, { ...sale, content, answer });
    const elsewhere = await releaseElsewhere(call, lookup, buyer?.state.owner.owner_id ?? null);
    return { ok: true, value: answer, writes: { ...writes, owners: [...writes.owners, ...elsewhere] } };
  },
);

/** What makes two commits the same receipt. The member by id: what was shown, card or phone, is not kept. */
function contentOf(request: CommitRequest, memberId: string | null) {
  const { key, at, lines, holdId } = request;
  return { key, at, lines, codes: codesOf(request), memberId, holdId: holdId ?? null };
}

type Content = ReturnType<typeof contentOf>;

/** The same key again: the same answer for the same content, a refusal for any other. */
async function committedBefore(
  call: Call,
  { committedTo, receiptId }: { committedTo: string; receiptId: string },
  content: Content,
): Promise<Decision<Committed>> {
  const [receipt] = await readReceipts(call, committedTo, [receiptId]);
  if (!receipt) throw new Error(`receipt ${receiptId} has an identifier and no row`);
  if (receipt.type === 'void') {
    return refuse(
      'receipt-cancelled',
      'It was cancelled before it was paid. Begin a new receipt with another number.',
      { path: '/key/number' },
    );
  }
  if (receipt.type === 'sale' && (await isSame(call, receipt.request as Content, content))) {
    return { ok: true, value: receipt.answer as Committed };
  }
  return keyReused;
}

/** The member may have been merged since, and a card then leads to another id: it is the same receipt all the same. */
async function isSame({ shell }: Call, stored: Content, asked: Content): Promise<boolean> {
  const goods = (content: Content) => canonicalize({ ...content, memberId: null });
  if (goods(stored) !== goods(asked)) return false;
  if (stored.memberId === null || asked.memberId === null) return stored.memberId === asked.memberId;
  return areOne(shell.db, stored.memberId, asked.memberId);
}

export const keyReused: Refusal = refuse(
  'key-reused',
  'Under this key there is a receipt with other content. Give this one its own number.',
  { path: '/key' },
);

function bookSale(
  book: Book,
  request: CommitRequest,
  { lookup, terms }: { lookup: Lookup; terms: Terms },
): void {
  const { receiptId } = lookup;
  const { calculation, hold } = terms;
  const spent = Object.fromEntries(
    calculation.spending.filter((part) => part.points > 0).map((part) => [part.kind, part.points]),
  );
  if (hold?.state === 'open') mustSucceed(redeemHold(book, { holdId: hold.holdId, points: spent }));
  else if (Object.keys(spent).length > 0) mustSucceed(spend(book, { points: spent, receiptId }));
  releaseOthers(book, receiptId, request.holdId);
  grantEarned(book, calculation, { receiptId, at: lookup.at });
}

interface Sale {
  readonly lookup: Lookup;
  readonly buyer: Buyer | null;
  readonly terms: Terms;
  readonly invitation: Invitation | null;
  readonly nextCodes: readonly NextCode[];
}

function answerOf(request: CommitRequest, { lookup, buyer, terms, invitation, nextCodes }: Sale): Committed {
  const language = request.language ?? 'ru';
  const { calculation, programme } = terms;
  const { receiptId } = lookup;
  return {
    ...calculatedAnswer(calculation, { receiptId, version: programme, buyer, language }),
    recalculated: terms.recalculated,
    invitation,
    nextCodes: [...nextCodes],
    slip: saleSlip(calculation, { programme: programme.programme, buyer, invitation, nextCodes, language }),
  };
}

function writesOf(
  call: Call,
  sale: Sale & { readonly content: Content; readonly answer: Committed },
): Writes {
  const { lookup, buyer, terms, invitation, nextCodes } = sale;
  const { calculation, programme } = terms;
  const { receiptId } = lookup;
  const read = buyer?.state.owner ?? newOwner(receiptId, 'receipt', null);
  const spendAfter = minor(read.spend + calculation.totals.paid);
  const level = buyer && levelFor(programme.programme, spendAfter).id;
  const receipt = receiptRow(
    {
      ownerId: read.owner_id,
      receiptId,
      type: 'sale',
      key: sale.content.key,
      at: lookup.at,
      offsetMinutes: lookup.offsetMinutes,
      programmeVersion: programme.version,
      paid: calculation.totals.paid,
      request: sale.content,
      calculation,
      answer: sale.answer,
    },
    call,
  );
  const owner = ownerWrites(read, buyer?.book ?? null, {
    changes: { spend: spendAfter, receipts: read.receipts + 1, level },
    rows: {
      receipt: [receipt],
      event: eventsOf(call, sale, { ownerId: read.owner_id, before: read.level, after: level }),
      offer: usedOffers(sale),
    },
  });
  const add: Identifier[] = [{ kind: 'receipt', value: receiptId, owner_id: read.owner_id }];
  if (invitation) add.push({ kind: 'invitation', value: invitation.code, owner_id: receiptId });
  const codes = calculation.usedCodes.filter((code) => lookup.singleUse.has(code));
  return {
    owners: [owner],
    identifiers: { add },
    ...(codes.length > 0 && { takeCodes: { codes, receiptId } }),
    ...(nextCodes.length > 0 && { addCodes: nextCodes.map(codeRow) }),
  };
}

function usedOffers({ lookup, buyer, terms }: Sale): Row[] {
  const used = new Set(terms.calculation.usedOffers);
  return (buyer?.state.offers ?? [])
    .filter((offer) => used.has(offer.offer_id))
    .map((offer) => ({ ...offer, used_by: lookup.receiptId }));
}

function eventsOf(
  call: Call,
  { lookup, terms }: Sale,
  of: { ownerId: string; before: string | null; after: string | null },
): Row[] {
  const { totals, earning } = terms.calculation;
  const earned = sumByKind(earning);
  const payload = { receiptId: lookup.receiptId, paid: totals.paid, earned, spent: totals.spent };
  const events = [eventRow(of.ownerId, 'receipt-committed', call.now, payload)];
  if (of.after !== of.before && of.after !== null) {
    events.push(eventRow(of.ownerId, 'level-changed', call.now, { before: of.before, after: of.after }));
  }
  return events;
}

function sumByKind(parts: Calculation['earning']): Record<string, Points> {
  const sums: Record<string, number> = {};
  for (const { kind, points } of parts) sums[kind] = (sums[kind] ?? 0) + points;
  return sums as Record<string, Points>;
}
