import {
  claimReceipt,
  instant,
  levelFor,
  minor,
  thousandths,
  type Basket,
  type Calculation,
  type ProductFacts,
} from '@bonum/engine';
import { balances, type Book } from '@bonum/ledger';
import { grantEarned } from '../checkout/grant-earned.ts';
import { answerOfSale } from '../checkout/stored-answer.ts';
import { receiptRow, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { eventRow } from '../events.ts';
import { usesOf } from '../limits/uses.ts';
import type { Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { OwnerRow, OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Identifier, OwnerWrites, Row } from '../write.ts';
import { bookOf, memberFacts, shownBalances, type ShownBalance } from './standing.ts';

/** An anonymous receipt that now counts for a member. */
export interface Claim {
  readonly anonymousId: string;
  /** Moves the receipt's own owner, so that a return that is thought about at the same time has to think again. */
  readonly anonymous: OwnerWrites;
  readonly book: Book;
  readonly balances: ShownBalance[];
  readonly changes: Partial<OwnerRow>;
  readonly receipts: readonly Row[];
  readonly events: readonly Row[];
  /** The receipt leads to the member from now on, so that a return finds the points. */
  readonly receiptIdentifier: Identifier;
}

/** What a commit stored of the basket. */
interface StoredRequest {
  readonly cashier?: string;
  readonly key: { storeId: string; tillId: string; shift: string; number: string };
  readonly lines: readonly { id: string; productId: string; quantity: number; amount: number }[];
}

/** A receipt of nobody in particular, and the owner that it is to itself. */
export interface Anonymous {
  readonly receipt: StoredReceipt;
  readonly owner: OwnerRow;
}

/** Whose it becomes, and under what programme. */
export interface ClaimedBy {
  readonly state: OwnerState;
  readonly version: ProgrammeVersion;
}

/** What of a receipt of nobody has to be written for it to count for a member, with its own lines and at its own time. */
export async function claimReceiptFor(
  call: Call,
  { receipt, owner }: Anonymous,
  { state, version }: ClaimedBy,
): Promise<Claim> {
  const book = bookOf(state, call);
  const basket = await basketOf(call, receipt);
  const member = memberFacts(version.programme, state, { book, at: call.now });
  const calculation = claimReceipt(version.compiled, {
    basket,
    paid: { ...(receipt.calculation as Calculation), uses: usesOf(receipt.calculation as Calculation) },
    member,
  });
  const receiptId = receipt.receipt_id;
  grantEarned(book, calculation, { receiptId, at: receipt.at });
  const spend = minor(state.owner.spend + receipt.paid);
  const memberId = state.owner.owner_id;
  return {
    anonymousId: receipt.owner_id,
    anonymous: ownerWrites(owner, null, {}),
    book,
    balances: shownBalances(version.programme, balances(book)),
    changes: { spend, receipts: state.owner.receipts + 1, level: levelFor(version.programme, spend).id },
    receipts: [
      copyOf(call, receipt, { memberId, calculation, version, offsetMinutes: basket.offsetMinutes }),
    ],
    events: [eventRow(memberId, 'receipt-claimed', call.now, { receiptId })],
    receiptIdentifier: { kind: 'receipt', value: receiptId, owner_id: memberId },
  };
}

/** The basket as it was, with what is known of its goods today. */
async function basketOf(call: Call, receipt: StoredReceipt): Promise<Basket> {
  const request = receipt.request as StoredRequest;
  const { db } = call.shell;
  const ids = request.lines.map((line) => line.productId);
  const rows = await db
    .selectFrom('product')
    .select(['product_id', 'category', 'brand', 'on_sale', 'floor'])
    .where('product_id', 'in', ids)
    .execute();
  const products = new Map<string, ProductFacts>(
    rows.map((row) => [
      row.product_id,
      {
        id: row.product_id,
        category: row.category,
        brand: row.brand,
        onSale: row.on_sale,
        floor: minor(row.floor),
      },
    ]),
  );
  const store = await db
    .selectFrom('store')
    .select(['store_id', 'tags'])
    .where('store_id', '=', receipt.store_id)
    .executeTakeFirstOrThrow();
  return {
    at: instant(receipt.at),
    offsetMinutes: receipt.offset_minutes,
    store: { id: store.store_id, tags: store.tags },
    lines: request.lines.map(({ id, productId, quantity, amount }) => ({
      id,
      product: products.get(productId) ?? {
        id: productId,
        category: [],
        brand: null,
        onSale: false,
        floor: minor(0),
      },
      quantity: thousandths(quantity),
      amount: minor(amount),
    })),
    codes: [],
  };
}

function copyOf(
  call: Call,
  receipt: StoredReceipt,
  of: { memberId: string; calculation: Calculation; version: ProgrammeVersion; offsetMinutes: number },
): Row {
  return receiptRow(
    {
      ownerId: of.memberId,
      receiptId: receipt.receipt_id,
      type: 'sale',
      key: (receipt.request as StoredRequest).key,
      at: receipt.at,
      offsetMinutes: of.offsetMinutes,
      programmeVersion: of.version.version,
      paid: receipt.paid,
      request: receipt.request as object,
      cashier: (receipt.request as StoredRequest).cashier,
      calculation: of.calculation,
      // The whole of it: what a stored answer leaves out stands in the calculation, and this one has another.
      answer: answerOfSale(receipt, null),
    },
    call,
  );
}
