import { releaseHold, type Book } from '@bonum/ledger';
import { sql } from 'kysely';
import { eventRow } from '../events.ts';
import { bookOf } from '../members/standing.ts';
import type { Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readOwner } from '../owner/read-owner.ts';
import type { OwnerWrites } from '../write.ts';

/** Frees what a book holds for a receipt: a till that lost its answer and began anew must not hold the points twice. */
export function releaseOthers(book: Book, receiptId: string, except?: string): number {
  const open = [...book.holds.values()].filter(
    (hold) => hold.state === 'open' && hold.receiptId === receiptId && hold.holdId !== except,
  );
  for (const { holdId } of open) releaseHold(book, { holdId, state: 'cancelled' });
  return open.length;
}

/**
 * Frees points that another member, or nobody's book at hand, still holds for a receipt.
 * @returns what to write beside one's own; empty where nothing is held elsewhere
 */
export async function releaseElsewhere(
  call: Call,
  { receiptId, heldFor }: { readonly receiptId: string; readonly heldFor: string | null },
  ownId: string | null,
): Promise<OwnerWrites[]> {
  if (heldFor === null || heldFor === ownId) return [];
  const state = await readOwner(call.shell.db, heldFor);
  // Held by somebody who was merged into the buyer: then the buyer's own book has it.
  if (!state || state.owner.owner_id === ownId) return [];
  const book = bookOf(state, call);
  const released = releaseOthers(book, receiptId);
  // On many machines the member moves all the same: a hold that is being written at this moment fails, and finds the receipt.
  if (released === 0 && call.shell.distributed !== true) return [];
  const event = eventRow(state.owner.owner_id, 'hold-released', call.now, { receiptId });
  return [ownerWrites(state.owner, book, { rows: { event: released === 0 ? [] : [event] } })];
}

/** The owner whose points were last held for a receipt. */
export async function memberHeldFor({ shell }: Call, receiptId: string): Promise<string | null> {
  const { rows } = await sql<{ owner_id: string }>`
    select owner_id from identifier where kind = 'hold' and value = ${receiptId}`.execute(shell.db);
  return rows[0]?.owner_id ?? null;
}
