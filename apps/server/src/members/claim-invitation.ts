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
import { readReceipts, readReturns, receiptRow, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { eventRow } from '../events.ts';
import { refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, type OwnerRow, type OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Identifier, OwnerWrites, Row } from '../write.ts';
import { bookOf, memberFacts, shownBalances, type ShownBalance } from './standing.ts';

/** An anonymous receipt that now counts for the member who joined with it. */
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
  readonly key: { storeId: string; tillId: string; shift: string; number: string };
  readonly lines: readonly { id: string; productId: string; quantity: number; amount: number }[];
}

/** S9: the receipt that invited the member counts for them. null when there was no invitation. */
export async function claimInvitation(
  call: Call,
  code: string | undefined,
  { state, version }: { state: OwnerState; version: ProgrammeVersion },
): Promise<Outcome<Claim | null>> {
  if (code === undefined) return { ok: true, value: null };
  const found = await findInvitation(call, code);
  if (!found.ok) return found;
  const { receipt, owner } = found.value;
  const book = bookOf(state, call);
  const basket = await basketOf(call, receipt);
  const member = memberFacts(version.programme, state, { book, at: call.now });
  const calculation = claimReceipt(version.compiled, {
    basket,
    paid: receipt.calculation as Calculation,
    member,
  });
  const receiptId = receipt.receipt_id;
  grantEarned(book, calculation, { receiptId, at: receipt.at });
  const spend = minor(state.owner.spend + receipt.paid);
  const memberId = state.owner.owner_id;
  return {
    ok: true,
    value: {
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
    },
  };
}

const invalid = (detail: string): Refusal => refuse('invitation-invalid', detail, { path: '/invitation' });

interface Invited {
  readonly receipt: StoredReceipt;
  readonly owner: OwnerRow;
}
/** What a commit told the till of the invitation. */
interface Printed {
  readonly invitation: { readonly validUntil: string } | null;
}

async function findInvitation(call: Call, code: string): Promise<Outcome<Invited>> {
  const found = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'invitation')
    .where('value', '=', code.replaceAll(/[ -]/g, '').toUpperCase())
    .executeTakeFirst();
  // Before the receipt, so that whatever happens to it while we read shows in the owner's version.
  const anonymous = found && (await readExactOwner(call.shell.db, found.owner_id));
  const [receipt] = found ? await readReceipts(call, found.owner_id, [found.owner_id]) : [];
  if (!receipt || !anonymous)
    return invalid('There is no such invitation. Type the code as the receipt shows it.');
  if (receipt.claimed_by !== null) return invalid('Somebody has joined with this receipt already.');
  // What was printed binds, whatever the programme says today.
  const until = (receipt.answer as Printed).invitation?.validUntil;
  if (until === undefined || Date.parse(until) <= call.now)
    return invalid('This invitation has run out: the receipt says until when it counted.');
  const returns = await readReturns(call, [receipt.owner_id], receipt.receipt_id);
  if (returns.length > 0) return invalid('Goods of this receipt were brought back, so it no longer counts.');
  return { ok: true, value: { receipt, owner: anonymous.owner } };
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
      calculation: of.calculation,
      answer: receipt.answer as object,
    },
    call,
  );
}
