import type { Answer } from '@bonum/contract';
import { eventRow } from '../events.ts';
import { operation, type Call, type Decision } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { Identifier } from '../write.ts';
import { findReceipts } from './find-receipts.ts';
import { receiptTime } from './read-checkout.ts';
import { cancelIdOf, receiptIdOf, type ReceiptKey } from './receipt-id.ts';
import { receiptItself } from './receipt-itself.ts';
import { memberHeldFor, releaseElsewhere } from './release-holds.ts';
import { decideReturn, type Returned } from './return-receipt.ts';
import { readReceipts, receiptRow, type StoredReceipt } from './stored-receipt.ts';

type Cancelled = Answer<'cancel-receipt'>;

/** Annuls a receipt, wherever it stands: points held are freed, a committed sale is returned, a late commit is refused. */
export const cancelReceipt = operation(
  'cancel-receipt',
  async (call, request): Promise<Decision<Cancelled>> => {
    const time = receiptTime(call, request.at);
    if (!time.ok) return time;
    const receiptId = receiptIdOf(request.key);
    const returnId = cancelIdOf(request.key);
    const found = await findReceipts(call, request.key, [receiptId, returnId]);
    if (!found.ok) return found;
    const earlier = found.value.get(returnId);
    if (earlier !== undefined) return cancelledBefore(call, earlier, { receiptId, returnId });
    const saleOwner = found.value.get(receiptId);
    if (saleOwner === undefined) return annul(call, { key: request.key, receiptId, ...time.value });
    const [receipt] = await readReceipts(call, saleOwner, [receiptId]);
    if (receipt?.type === 'void') return { ok: true, value: receipt.answer as Cancelled };
    const content = { key: request.key, of: request.key, cancel: true };
    const returned = await decideReturn(call, {
      key: request.key,
      ...time.value,
      returnId,
      sale: { ownerId: saleOwner, receiptId },
      lines: 'cancel',
      content,
      language: request.language ?? 'ru',
    });
    if (!returned.ok) return returned;
    return { ...returned, value: { receiptId, outcome: 'returned', returned: returned.value } };
  },
);

async function cancelledBefore(
  call: Call,
  ownerId: string,
  { receiptId, returnId }: { receiptId: string; returnId: string },
): Promise<Decision<Cancelled>> {
  const [receipt]: StoredReceipt[] = await readReceipts(call, ownerId, [returnId]);
  if (!receipt) throw new Error(`receipt ${returnId} has an identifier and no row`);
  return { ok: true, value: { receiptId, outcome: 'returned', returned: receipt.answer as Returned } };
}

interface Annulled {
  readonly key: ReceiptKey;
  readonly receiptId: string;
  readonly at: number;
  readonly offsetMinutes: number;
}

/** Nothing was committed: the points held are freed, and the key is taken so that a late commit is refused. */
async function annul(call: Call, annulled: Annulled): Promise<Decision<Cancelled>> {
  const { receiptId } = annulled;
  const heldFor = await memberHeldFor(call, receiptId);
  const released = await releaseElsewhere(call, { receiptId, heldFor }, null);
  const outcome = released.some(({ rows }) => rows.event?.length) ? 'hold-released' : 'void';
  const value: Cancelled = { receiptId, outcome, returned: null };
  // With the row of a hold taken too, a hold that comes at the same moment thinks again and finds the receipt cancelled.
  const receiptTaken: Identifier = { kind: 'receipt', value: receiptId, owner_id: receiptId };
  const holdTaken: Identifier = { kind: 'hold', value: receiptId, owner_id: heldFor ?? receiptId };
  // On many machines the row that is there is claimed too: it must still lead to whom it was read of.
  const withHold = heldFor === null || call.shell.distributed === true;
  const owner = await receiptItself(call, { receiptId, begun: call.shell.distributed === true });
  const receipt = receiptRow(
    {
      ...annulled,
      ownerId: receiptId,
      type: 'void',
      programmeVersion: null,
      paid: 0,
      request: { key: annulled.key },
      calculation: {},
      answer: value,
    },
    call,
  );
  const event = eventRow(receiptId, 'receipt-cancelled', call.now, { receiptId });
  const kept = ownerWrites(owner, null, { rows: { receipt: [receipt], event: [event] } });
  return {
    ok: true,
    value,
    writes: {
      owners: [kept, ...released],
      identifiers: { add: withHold ? [receiptTaken, holdTaken] : [receiptTaken] },
    },
  };
}

/** Whether this receipt was cancelled before anything was sold: it is kept as its own. */
export async function isAnnulled({ shell }: Pick<Call, 'shell'>, key: ReceiptKey): Promise<boolean> {
  const receiptId = receiptIdOf(key);
  const row = await shell.db
    .selectFrom('receipt')
    .select('receipt_id')
    .where('owner_id', '=', receiptId)
    .where('receipt_id', '=', receiptId)
    .where('type', '=', 'void')
    .executeTakeFirst();
  return row !== undefined;
}
