import type { Answer, Input } from '@bonum/contract';
import { minor, type Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { readStaffRules } from '../actions/staff-rules.ts';
import { calculateReceipt } from '../checkout/calculate-receipt.ts';
import { factsOf } from '../checkout/buyer.ts';
import { contentOf, decideSale } from '../checkout/commit-receipt.ts';
import type { Lookup } from '../checkout/read-checkout.ts';
import { receiptIdOf, type ReceiptKey } from '../checkout/receipt-id.ts';
import { bookOf } from '../members/standing.ts';
import { refuse, type Call, type Decision, type Outcome } from '../operation.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { earnedIn } from './earned-in.ts';
import { fiscalName, type FiscalReceipt } from './fiscal-qr.ts';

interface Paper {
  readonly request: Input<'add-receipt'>;
  readonly fiscal: FiscalReceipt;
  readonly state: OwnerState;
  readonly at: { readonly at: Instant; readonly offsetMinutes: number };
  readonly version: ProgrammeVersion;
  readonly store: { readonly store_id: string; readonly tags: string[] };
}

/** What no till gives: the register's storage for a till, its document for a number. So the receipt has one id, whoever adds it. */
export const paperKey = ({ storage, document }: FiscalReceipt): ReceiptKey => ({
  storeId: 'fiscal',
  tillId: storage,
  shift: 'fiscal',
  number: document,
});

/** Books a sale that nobody has sent, as the paper says it was paid: nothing is discounted any more, and it earns. */
export async function bookPaper(call: Call, paper: Paper): Promise<Decision<Answer<'add-receipt'>>> {
  const { fiscal, state, version, store, request } = paper;
  const lines = await linesOf(call, paper);
  if (!lines.ok) return lines;
  const receiptId = receiptIdOf(paperKey(fiscal));
  const { at, offsetMinutes } = paper.at;
  const products = await productsOf(call, lines.value);
  const unknown = lines.value.findIndex(({ productId }) => !products.has(productId));
  if (unknown >= 0)
    return refuse('unknown-product', 'This product is not in the catalogue.', {
      path: `/lines/${unknown}/productId`,
    });
  const lookup: Lookup = {
    receiptId,
    at,
    offsetMinutes,
    store: { id: store.store_id, tags: store.tags },
    products,
    programme: version,
    memberId: state.owner.owner_id,
    member: state,
    committedTo: null,
    begun: false,
    heldFor: null,
    singleUse: new Map(),
  };
  const written = iso(at + offsetMinutes * 60_000).replace('Z', offsetText(offsetMinutes));
  const key = { ...paperKey(fiscal), storeId: store.store_id };
  const sale = { key, at: written, lines: lines.value, member: { memberId: state.owner.owner_id } };
  const buyer = { state, book: bookOf(state, call) };
  const facts = factsOf(lookup, buyer);
  const calculation = calculateReceipt(sale, lookup, {
    programme: version,
    at,
    offsetMinutes,
    member: facts && { ...facts, offers: [], balances: {} },
    wish: 'none',
    charged: lines.value.map(({ id, amount }) => ({ id, discounts: [], spent: [], paid: minor(amount) })),
  });
  const terms = { programme: version, calculation, hold: null, recalculated: null, drawn: null };
  const content = { ...contentOf(sale, lookup.memberId), paper: { qr: request.qr } };
  const decision = await decideSale(call, sale, { lookup, buyer, terms, content });
  const { writes } = decision;
  const fiscalIdentifier = {
    kind: 'fiscal',
    value: fiscalName(fiscal),
    owner_id: state.owner.owner_id,
  } as const;
  return {
    ok: true,
    value: {
      receiptId,
      source: 'paper',
      paid: calculation.totals.paid,
      at: iso(at),
      earned: earnedIn(calculation),
    },
    audit: { detail: { receiptId, sum: fiscal.sum } },
    writes: {
      ...writes,
      owners: writes?.owners ?? [],
      identifiers: { ...writes?.identifiers, add: [...(writes?.identifiers?.add ?? []), fiscalIdentifier] },
    },
  };
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

async function productsOf({ shell }: Call, lines: Lines): Promise<Lookup['products']> {
  const rows = await shell.db
    .selectFrom('product')
    .select(['product_id', 'category', 'brand', 'on_sale', 'floor'])
    .where(
      'product_id',
      'in',
      lines.map(({ productId }) => productId),
    )
    .execute();
  return new Map(
    rows.map(({ product_id: id, category, brand, on_sale: onSale, floor }) => [
      id,
      { id, category, brand, onSale, floor: minor(floor) },
    ]),
  );
}

type Lines = { id: string; productId: string; quantity: number; amount: number }[];

/** As the operator typed them from the paper; unknown, one line of what the chain has named for such, if it has. */
async function linesOf(call: Call, { request, fiscal }: Paper): Promise<Outcome<Lines>> {
  if (request.lines !== undefined) {
    const sum = request.lines.reduce((total, { amount }) => total + amount, 0);
    if (sum !== fiscal.sum)
      return refuse('bad-receipt', `The lines come to ${sum}, and the receipt to ${fiscal.sum}.`, {
        path: '/lines',
        extra: { lines: sum, sum: fiscal.sum },
      });
    return { ok: true, value: request.lines.map((line, index) => ({ id: String(index + 1), ...line })) };
  }
  const { receipts } = await readStaffRules(call.shell.db);
  const productId = receipts?.withoutLines ?? null;
  if (productId === null)
    return refuse('lines-needed', 'No till has sent this receipt. Type its lines as the paper shows them.', {
      path: '/lines',
      extra: { sum: fiscal.sum },
    });
  return { ok: true, value: [{ id: '1', productId, quantity: 1000, amount: fiscal.sum }] };
}
