import type { SoldDocument } from '@bonum/adapters/onec-till/read-receipts';
import { sql } from 'kysely';
import type { MemberReference } from '../checkout/read-checkout.ts';
import { receiptIdOf, type ReceiptKey } from '../checkout/receipt-id.ts';
import { readReceipts, readReturns, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { bookOf } from '../members/standing.ts';
import { resolveMember } from '../members/resolve-member.ts';
import type { Call, KeyCaller } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { readOwner } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { readClaims, receiptOwner } from '../shards/receipt-claim.ts';
import type { Ask } from './ask.ts';
import { sumOf, type Parts } from './paying.ts';
import type { OutLine } from './returned-lines.ts';
import { writeOffsOf, type Place } from './set-aside.ts';

/** Receipts of 1C that come to one till. */
export interface Receipts extends Pick<Ask<KeyCaller>, 'shell' | 'caller'> {
  readonly place: Place;
  readonly version: ProgrammeVersion;
}

const callOf = ({ shell, caller }: Receipts): Call<KeyCaller> => ({
  shell,
  caller,
  now: shell.clock(),
  recordedAt: shell.wallClock(),
});

const keyOf = (place: Place, guid: string): ReceiptKey => ({ ...place, shift: '1c', number: guid });

export interface FoundSale {
  readonly key: ReceiptKey;
  readonly ownerId: string;
  readonly receiptId: string;
}

/** The sale of a document. A return need not come to the till that sold: then any till of the chain may have. */
export async function findSale(receipts: Receipts, guid: string): Promise<FoundSale | null> {
  const near = await saleAt(receipts, [receipts.place], guid);
  if (near) return near;
  const { rows } = await sql<Place>`select store_id as "storeId", till_id as "tillId" from till`.execute(
    receipts.shell.db,
  );
  return saleAt(receipts, rows, guid);
}

async function saleAt(
  { shell }: Receipts,
  places: readonly Place[],
  guid: string,
): Promise<FoundSale | null> {
  const keys = new Map(places.map((place) => [receiptIdOf(keyOf(place, guid)), keyOf(place, guid)]));
  for (const claim of await readClaims(shell.db, [...keys.keys()])) {
    const ownerId = await receiptOwner(shell.db, claim);
    const key = keys.get(claim.value);
    if (ownerId !== null && key) return { key, ownerId, receiptId: claim.value };
  }
  return null;
}

/** The version that a document was booked by before; null when it was not: sent again it must mean the same. */
export async function storedVersion(receipts: Receipts, guid: string): Promise<number | null> {
  const found = await saleAt(receipts, [receipts.place], guid);
  if (found === null) return null;
  const [receipt] = await readReceipts(callOf(receipts), found.ownerId, [found.receiptId]);
  return receipt?.programme_version ?? null;
}

interface SoldRequest {
  readonly lines: readonly { readonly id: string; readonly productId: string; readonly quantity: number }[];
}
type Back = readonly { readonly id: string; readonly quantity: number }[];

/** What of a sale is still out; and what this very return brought back, when it was booked before. */
export async function outLines(
  receipts: Receipts,
  { ownerId, receiptId }: FoundSale,
  guid: string,
): Promise<{ readonly lines: readonly OutLine[]; readonly before: Back | null }> {
  const call = callOf(receipts);
  const [sale] = await readReceipts(call, ownerId, [receiptId]);
  const chain = await ownerChain(receipts.shell.db, ownerId);
  const returns = await readReturns(
    call,
    chain.map((owner) => owner.ownerId),
    receiptId,
  );
  const same = returns.find((row) => row.number === guid);
  const back = new Map<string, number>();
  for (const { id, quantity } of returns.flatMap(linesBack)) back.set(id, (back.get(id) ?? 0) + quantity);
  const lines = ((sale?.request as SoldRequest | undefined)?.lines ?? []).map(
    ({ id, productId, quantity }) => ({
      id,
      productId,
      left: quantity - (back.get(id) ?? 0),
    }),
  );
  return { lines, before: same ? ((same.request as { lines: Back | null }).lines ?? linesBack(same)) : null };
}

const linesBack = ({ answer }: StoredReceipt): Back => (answer as { readonly lines: Back }).lines;

export interface ShownBy {
  readonly member: MemberReference | null;
  readonly ownerId: string | null;
  /** What was taken off for just such a receipt, by kind. */
  readonly parts: Parts | null;
}

/**
 * Whose a document is. Where just as many points wait for a receipt of this till, they are whose they are, even if the card was blocked
 * or replaced meanwhile.
 */
export async function shownBy(receipts: Receipts, document: SoldDocument, count: number): Promise<ShownBy> {
  const { card, cardRef } = document;
  const member: MemberReference | null =
    card !== '' ? { card } : cardRef === '' ? null : { memberId: cardRef };
  if (member === null) return { member, ownerId: null, parts: null };
  const call = callOf(receipts);
  const resolved = await resolveMember(call, member, '/member');
  const state = resolved.ok ? await readOwner(receipts.shell.db, resolved.value) : null;
  if (!state) return { member, ownerId: null, parts: null };
  const { owner_id: ownerId } = state.owner;
  const waiting = count === 0 ? [] : writeOffsOf(bookOf(state, call).holds, receipts.place);
  const same = waiting.find(({ points }) => sumOf(points) === count);
  if (!same) return { member, ownerId, parts: null };
  return { member: { memberId: ownerId }, ownerId, parts: same.points as Parts };
}
