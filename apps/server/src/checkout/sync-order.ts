import type { OfflineReceipt } from './charge.ts';
import { receiptIdOf } from './receipt-id.ts';

const rank = { sale: 0, return: 1, cancel: 2 } as const;

/** In the order in which they happened; a return or a cancellation always after its sale, whatever the clocks said. */
export function inOrder(receipts: readonly OfflineReceipt[]): OfflineReceipt[] {
  const sorted = receipts.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || rank[one.type] - rank[other.type],
  );
  const sales = new Map(
    sorted.filter(({ type }) => type === 'sale').map((sale) => [receiptIdOf(sale.key), sale]),
  );
  const ordered = new Set<OfflineReceipt>();
  for (const receipt of sorted) {
    const sale = sales.get(saleIdOf(receipt));
    if (sale) ordered.add(sale);
    ordered.add(receipt);
  }
  return [...ordered];
}

/** Of the sale that a receipt speaks of. */
const saleIdOf = (receipt: OfflineReceipt): string =>
  receiptIdOf(receipt.type === 'return' ? receipt.of : receipt.key);
