import type { Call } from '../operation.ts';
import { fiscalOwner } from './find-till-receipt.ts';

/** Whether a fiscal receipt that a till sends has been counted already, under another name than the till's own. */
export async function countsElsewhere(
  call: Call,
  fiscal: { readonly fn: string; readonly i: number } | undefined,
  { committedTo }: { readonly committedTo: string | null },
): Promise<boolean> {
  if (fiscal === undefined || committedTo !== null) return false;
  return (await fiscalOwner(call, `${fiscal.fn}-${fiscal.i}`)) !== null;
}
