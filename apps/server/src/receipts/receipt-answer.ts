import type { Answer } from '@bonum/contract';
import { instant, type Evidence, type Language, type Voice } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { ReturnEvidence } from '../checkout/receipt-reasons.ts';
import { readReceipts, readReturns, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { feedbackAnswer, mayGiveFeedback, readFeedback } from '../feedback/stored-feedback.ts';
import type { Call } from '../operation.ts';
import { shownKinds } from '../points/kinds.ts';
import type { MyReceiptFound } from './find-my-receipt.ts';
import { productNames, returnParts, saleParts, type SoldGoods } from './receipt-parts.ts';
import { storesOf } from './shown-store.ts';

type MyReceipt = Answer<'get-my-receipt'>;

/** A receipt as its member sees it, each figure with its reason. */
export async function receiptAnswer(
  call: Call,
  found: MyReceiptFound,
  language: Language | undefined,
): Promise<MyReceipt> {
  const { receipt, state } = found;
  const version =
    receipt.programme_version === null
      ? await call.shell.programmes.current()
      : await call.shell.programmes.byVersion(receipt.programme_version);
  const { programme } = version;
  const voice: Voice = {
    language: language ?? state.member?.language ?? 'ru',
    audience: 'member',
    at: instant(receipt.at),
    offsetMinutes: receipt.offset_minutes,
  };
  const around = await readAround(call, found);
  const { sale, returns } = around;
  const goods: SoldGoods = { sale, returns, names: await productNames(call.shell.db, sale) };
  const parts =
    receipt.type === 'return'
      ? returnParts({ receipt, goods, programme, voice })
      : saleParts({ evidence: sale.calculation as Evidence, goods, programme, voice });
  const stores = await storesOf(call.shell.db, [receipt.store_id]);
  const feedback = await readFeedback(call.shell.db, receipt);
  return {
    receiptId: receipt.receipt_id,
    type: receipt.type,
    currency: programme.currency,
    kinds: shownKinds(programme, voice.language),
    at: iso(receipt.at),
    offsetMinutes: receipt.offset_minutes,
    store: stores.get(receipt.store_id) ?? {
      storeId: receipt.store_id,
      name: receipt.store_id,
      city: null,
    },
    tillId: receipt.till_id,
    number: receipt.number,
    ofReceipt: receipt.type === 'return' ? whenOf(sale) : null,
    ...parts,
    returns: receipt.type === 'return' ? [] : returns.map(shownReturn),
    feedback: feedback && feedbackAnswer(feedback),
    mayGiveFeedback: mayGiveFeedback(receipt, feedback, call.now),
  };
}

/** The sale that it is, or returns, with all its returns: after a merge they lie with another owner. */
async function readAround(
  call: Call,
  { receipt, ownerIds }: MyReceiptFound,
): Promise<{ sale: StoredReceipt; returns: readonly StoredReceipt[] }> {
  const returns = await readReturns(call, ownerIds, receipt.of_receipt_id ?? receipt.receipt_id);
  if (receipt.of_receipt_id === null) return { sale: receipt, returns };
  for (const ownerId of ownerIds) {
    const [sale] = await readReceipts(call, ownerId, [receipt.of_receipt_id]);
    if (sale) return { sale, returns };
  }
  throw new Error(`the sale of the return ${receipt.receipt_id} is not its owner's`);
}

const whenOf = ({ receipt_id, at, offset_minutes }: StoredReceipt) => ({
  receiptId: receipt_id,
  at: iso(at),
  offsetMinutes: offset_minutes,
});

const shownReturn = (row: StoredReceipt): MyReceipt['returns'][number] => ({
  ...whenOf(row),
  refund: (row.answer as { refund?: number }).refund ?? (row.calculation as ReturnEvidence).due.refund,
});
