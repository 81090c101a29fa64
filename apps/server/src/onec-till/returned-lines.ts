import type { ReturnedDocument } from '@bonum/adapters/onec-till/read-receipts';

/** A line of the sale, and how much of it is still out. */
export interface OutLine {
  readonly id: string;
  readonly productId: string;
  readonly left: number;
}

/**
 * Which lines of the sale come back. A return of 1C names goods; the line of the same key is meant if it is of the same goods, else any
 * line of them that is still out. null: more comes back than there is.
 */
export function returnedLines(
  { lines }: Pick<ReturnedDocument, 'lines'>,
  sold: readonly OutLine[],
): { id: string; quantity: number }[] | null {
  const left = new Map(sold.map((line) => [line.id, line.left]));
  const back = new Map<string, number>();
  for (const line of lines) {
    let wanted = Math.abs(line.quantity);
    const same = sold
      .filter(({ productId }) => productId === line.productId)
      .toSorted((one, other) => Number(other.id === line.id) - Number(one.id === line.id));
    for (const { id } of same) {
      const part = Math.min(wanted, left.get(id) ?? 0);
      if (part <= 0) continue;
      left.set(id, (left.get(id) ?? 0) - part);
      back.set(id, (back.get(id) ?? 0) + part);
      wanted -= part;
    }
    if (wanted > 0) return null;
  }
  return [...back].map(([id, quantity]) => ({ id, quantity }));
}
