import type { Answer } from '@bonum/contract';
import canonicalize from 'canonicalize';
import { refuse, type Call, type Decision } from '../operation.ts';
import type { Row } from '../write.ts';
import { keyReused } from './commit-receipt.ts';
import { readReceipts } from './stored-receipt.ts';

/** A return that was booked before: the same answer for the same content, a refusal for any other. */
export async function returnedBefore(
  call: Call,
  { ownerId, returnId }: { ownerId: string; returnId: string },
  content: Row,
): Promise<Decision<Answer<'return-receipt'>>> {
  const [receipt] = await readReceipts(call, ownerId, [returnId]);
  if (receipt?.type === 'return' && canonicalize(receipt.request) === canonicalize(content)) {
    return { ok: true, value: receipt.answer as Answer<'return-receipt'> };
  }
  return receipt?.type === 'void'
    ? refuse('receipt-cancelled', 'This number was cancelled. Give the return another.', {
        path: '/key/number',
      })
    : keyReused;
}
