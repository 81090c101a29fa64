import { readReceipts, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { readMember } from '../members/member-answer.ts';
import { refuse, type Call, type MemberCaller, type Outcome, type Refusal } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import type { OwnerState } from '../owner/read-owner.ts';

/** One that was cancelled before it came tells a member nothing. */
export type MyStoredReceipt = StoredReceipt & { readonly type: 'sale' | 'return' };

export interface MyReceiptFound {
  readonly receipt: MyStoredReceipt;
  readonly state: OwnerState;
  /** The member and those merged into them. */
  readonly ownerIds: readonly string[];
}

/**
 * A receipt of the member who asks. It is looked for among what is theirs, never by its own identifier: of somebody else's there
 * is nothing to see, not even that it is there.
 */
export const findMyReceipt = (
  call: Call<MemberCaller>,
  receiptId: string,
): Promise<Outcome<MyReceiptFound>> =>
  findReceiptOf(call, { memberId: call.caller.memberId, receiptId }, noReceipt('You have'));

/** The same for staff, who look at a member. */
export const findMemberReceipt = (
  call: Call,
  of: { readonly memberId: string; readonly receiptId: string },
): Promise<Outcome<MyReceiptFound>> => findReceiptOf(call, of, noReceipt('This member has'));

const noReceipt = (who: string): Refusal =>
  refuse('unknown-receipt', `${who} no receipt with this id.`, { path: '/receiptId' });

async function findReceiptOf(
  call: Call,
  { memberId, receiptId }: { readonly memberId: string; readonly receiptId: string },
  none: Refusal,
): Promise<Outcome<MyReceiptFound>> {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const ownerIds = await withMerged(call.shell.db, found.value.owner.owner_id);
  for (const ownerId of ownerIds) {
    const [receipt] = await readReceipts(call, ownerId, [receiptId]);
    if (receipt && isShown(receipt)) return { ok: true, value: { receipt, state: found.value, ownerIds } };
  }
  return none;
}

const isShown = (receipt: StoredReceipt): receipt is MyStoredReceipt => receipt.type !== 'void';
