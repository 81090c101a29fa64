import type { Answer, Input } from '@bonum/contract';
import { levelFor, minor, type Calculation, type Points } from '@bonum/engine';
import { redeemHold, spend, type Book } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { eventRow } from '../events.ts';
import { budgetUses, memberUses, ofMember } from '../limits/uses.ts';
import {
  operation,
  refuse,
  type Call,
  type Decision,
  type ScopedCaller,
  type Refusal,
} from '../operation.ts';
import { isErased } from '../owner/is-erased.ts';
import { areOne } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { OwnerRow } from '../owner/read-owner.ts';
import type { Identifier, Row, Writes } from '../write.ts';
import { calculatedAnswer, type Buyer } from './answer.ts';
import { readBuyer } from './buyer.ts';
import { codesOf } from './calculate-receipt.ts';
import { commitTerms, type Terms } from './commit-terms.ts';
import { grantEarned } from './grant-earned.ts';
import { invite, type Invitation } from './invitation.ts';
import { mustSucceed } from './must-succeed.ts';
import { codeRow, nextCodesOf, type NextCode } from './next-codes.ts';
import { countsElsewhere } from '../fiscal/counts-elsewhere.ts';
import { readCheckout, type Lookup } from './read-checkout.ts';
import { receiptItself } from './receipt-itself.ts';
import { releaseElsewhere, releaseOthers } from './release-holds.ts';
import { saleSlip } from './slip.ts';
import { stampsOf } from './stamps.ts';
import { answerOfSale, answerToStore, nameNow } from './stored-answer.ts';
import { readReceipts, saleRow } from './stored-receipt.ts';

type CommitRequest = Input<'commit-receipt'>;
type Committed = Answer<'commit-receipt'>;

/** The receipt is paid: spends what is held, grants what is earned, moves the level. */
export const commitReceipt = operation(
  'commit-receipt',
  async (call, request): Promise<Decision<Committed>> => {
    // What its quote found may have moved. A receipt is then not written, and decided anew; a no has to be looked up.
    const quoted = request.quoteToken === undefined ? null : await decideCommit(call, request, 'quoted');
    return quoted?.ok ? quoted : decideCommit(call, request);
  },
);

async function decideCommit(
  call: Call<ScopedCaller>,
  request: CommitRequest,
  step?: 'quoted',
): Promise<Decision<Committed>> {
  const wanted = request.holdId === undefined ? {} : { holdId: request.holdId };
  const looked = await readCheckout(call, request, { ...wanted, ...(step && { step }) });
  if (!looked.ok) return looked.code === 'unknown-member' ? ofNobodyNow(call, request, looked) : looked;
  const lookup = looked.value;
  const content = contentOf(request, lookup.memberId);
  if (lookup.committedTo !== null)
    return committedBefore(call, { ...lookup, committedTo: lookup.committedTo }, content);
  const counted = await countsElsewhere(call, request.fiscal, lookup);
  const found = await readBuyer(call, lookup, request.member, wanted);
  if (!found.ok) return found;
  // Its points were given by the paper already: it is a sale like that of anybody.
  const buyer = counted ? null : found.value;
  const { holdId: _none, ...plain } = request;
  const agreed = await commitTerms(call, counted ? plain : request, { lookup, buyer });
  if (!agreed.ok) return agreed;
  return decideSale(call, request, { lookup, buyer, terms: agreed.value, content, counted });
}

/** Books a sale on terms that are settled, as it was asked for online or made without network. */
export async function decideSale(
  call: Call,
  request: CommitRequest,
  { lookup, buyer, terms, content, counted }: Selling,
): Promise<Decision<Committed> & { ok: true }> {
  if (buyer) bookSale(buyer.book, request, { lookup, terms });
  const invitation = buyer === null && counted !== true ? invite(call, lookup) : null;
  const { calendar } = terms.programme.compiled;
  const nextCodes = nextCodesOf(terms.calculation, { at: lookup.at, calendar });
  const sale: Sale = { lookup, buyer, terms, invitation, nextCodes };
  const answer = answerOf(request, sale);
  const own = buyer?.state.owner ?? (await receiptItself(call, lookup));
  const writes = writesOf(call, { ...sale, content, answer, own, counted: counted === true });
  const elsewhere = await releaseElsewhere(call, lookup, buyer?.state.owner.owner_id ?? null);
  return { ok: true, value: answer, writes: { ...writes, owners: [...writes.owners, ...elsewhere] } };
}

interface Selling extends Pick<Sale, 'lookup' | 'buyer' | 'terms'> {
  readonly content: Content;
  /** Its fiscal receipt was counted from the paper before it came. */
  readonly counted?: boolean;
}

/** What makes two commits the same receipt. The member by id: what was shown, card or phone, is not kept. */
export function contentOf(request: CommitRequest, memberId: string | null) {
  const { key, at, lines, holdId, cashier, fiscal } = request;
  return {
    key,
    at,
    ...(cashier !== undefined && { cashier }),
    lines,
    codes: codesOf(request),
    memberId,
    holdId: holdId ?? null,
    ...(fiscal && { fiscal }),
  };
}

export interface Content extends ReturnType<typeof contentOf> {
  /** What a till had charged without network, when it was booked so. */
  readonly offline?: object;
  /** The paper that it was booked by, where no till has sent it. */
  readonly paper?: object;
}

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
    return { ok: true, value: answerOfSale(receipt, await nameNow(call, committedTo)) };
  }
  return keyReused;
}

/** Whoever was shown leads to nobody: they may have been erased since the same receipt was committed. */
async function ofNobodyNow(
  call: Call<ScopedCaller>,
  { member: _member, ...request }: CommitRequest,
  refusal: Refusal,
): Promise<Decision<Committed>> {
  const looked = await readCheckout(call, request);
  if (!looked.ok || looked.value.committedTo === null) return refusal;
  const { committedTo, receiptId } = looked.value;
  const before = await committedBefore(call, { committedTo, receiptId }, contentOf(request, null));
  return before.ok && before.value.member !== null ? before : refusal;
}

/** The member may have been merged since, and a card then leads to another id: it is the same receipt all the same. */
export async function isSame({ shell }: Call, stored: Content, asked: Content): Promise<boolean> {
  const goods = ({ offline: _offline, fiscal: _fiscal, ...content }: Content) =>
    canonicalize({ ...content, memberId: null });
  if (goods(stored) !== goods(asked)) return false;
  // Of somebody who was erased nothing is left by which they could be told from another.
  if (stored.memberId !== null && (await isErased(shell.db, stored.memberId))) return true;
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
  const stamps = stampsOf(calculation);
  if (Object.keys(stamps).length > 0) mustSucceed(spend(book, { points: stamps, receiptId }));
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
  sale: Sale & {
    readonly content: Content;
    readonly answer: Committed;
    readonly own: OwnerRow;
    readonly counted: boolean;
  },
): Writes {
  const { lookup, buyer, terms, invitation, nextCodes, own: read } = sale;
  const { calculation, programme } = terms;
  const { receiptId } = lookup;
  const spendAfter = minor(read.spend + calculation.totals.paid);
  // The version that the receipt was calculated with may be an old one: nobody stands by its levels any more.
  const level = buyer && levelFor(lookup.programme.programme, spendAfter).id;
  const receipt = saleRow(
    {
      ownerId: read.owner_id,
      receiptId,
      key: sale.content.key,
      at: lookup.at,
      offsetMinutes: lookup.offsetMinutes,
      programmeVersion: programme.version,
      paid: calculation.totals.paid,
      request: sale.content,
      cashier: sale.content.cashier,
      calculation,
      answer: answerToStore(sale.answer),
    },
    call,
  );
  const owner = ownerWrites(read, buyer?.book ?? null, {
    changes: { spend: spendAfter, receipts: read.receipts + 1, level },
    rows: {
      receipt: [receipt],
      event: eventsOf(call, sale, { ownerId: read.owner_id, before: read.level, after: level }),
      offer: usedOffers(sale),
      ...usesRows(sale, read.owner_id),
    },
  });
  const add: Identifier[] = [{ kind: 'receipt', value: receiptId, owner_id: read.owner_id }];
  const { fiscal } = sale.content;
  if (fiscal && !sale.counted)
    add.push({ kind: 'fiscal', value: `${fiscal.fn}-${fiscal.i}`, owner_id: read.owner_id });
  if (invitation) add.push({ kind: 'invitation', value: invitation.code, owner_id: receiptId });
  const codes = calculation.usedCodes.filter((code) => lookup.singleUse.has(code));
  return {
    owners: [terms.drawn === null ? owner : { ...owner, drawn: terms.drawn }],
    identifiers: { add },
    ...(codes.length > 0 && { takeCodes: { codes, receiptId } }),
    ...(nextCodes.length > 0 && { addCodes: nextCodes.map(codeRow) }),
  };
}

function usesRows({ lookup, buyer, terms }: Sale, ownerId: string) {
  if (terms.calculation.uses.length === 0) return {};
  return {
    promotion_use: buyer === null ? [] : memberUses(buyer.state, terms.calculation.uses.filter(ofMember)),
    budget_use: budgetUses(terms.drawn, { ownerId, receiptId: lookup.receiptId }),
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
