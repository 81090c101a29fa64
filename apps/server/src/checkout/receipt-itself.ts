import type { Call } from '../operation.ts';
import { newOwner } from '../owner/owner-writes.ts';
import { readExactOwner, type OwnerRow } from '../owner/read-owner.ts';

/**
 * The owner that a receipt of nobody in particular is to itself. Where somebody has begun to write the receipt, the owner may be
 * there without it: whoever took the claim from it has made it, so that nothing thought before can be written.
 */
export async function receiptItself(
  { shell }: Call,
  { receiptId, begun }: { readonly receiptId: string; readonly begun: boolean },
): Promise<OwnerRow> {
  const known = begun ? await readExactOwner(shell.db, receiptId) : null;
  return known?.owner ?? newOwner(receiptId, 'receipt', null);
}
