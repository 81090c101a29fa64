import type { Pdu } from 'smpp';
import type { Receipt } from '../ports.ts';

/**
 * How a centre writes the ids of its answers in its receipts: the same, or as a decimal number what it had answered as a
 * hexadecimal one.
 */
export type ReceiptIds = 'same' | 'decimal';

/** An id as it was answered, in the one form that both are compared in. */
export function answeredId(id: string, ids: ReceiptIds): string {
  const plain = id.trim().toLowerCase();
  if (ids === 'same' || !/^[0-9a-f]+$/.test(plain)) return plain;
  return BigInt(`0x${plain}`).toString();
}

const told = (id: string, ids: ReceiptIds): string =>
  ids === 'decimal' && /^\d+$/.test(id) ? BigInt(id).toString() : id.toLowerCase();

const delivered = new Set(['DELIVRD']);
const undelivered = new Set(['EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD']);
/** The same as numbers of `message_state`. */
const states: Readonly<Record<number, string>> = {
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  8: 'REJECTD',
};

/** Of the bits of `esm_class`, those that say what kind of a message it is. */
const KIND = 0x3c;
const RECEIPT = 0x04;

/** What a `deliver_sm` says of a message of ours; null: it is no receipt, or says nothing final. */
export function receiptOf(pdu: Pdu, ids: ReceiptIds): Receipt | null {
  if (((pdu.esm_class ?? 0) & KIND) !== RECEIPT) return null;
  const text = pdu.short_message?.message ?? '';
  const inText = /\bid:\s*([^\s]+)/i.exec(text)?.[1];
  // The field beside the text has the id as it was answered.
  const gatewayId = pdu.receipted_message_id
    ? answeredId(pdu.receipted_message_id, ids)
    : inText && told(inText, ids);
  if (!gatewayId) return null;
  const stat = /\bstat:\s*([A-Z]+)/i.exec(text)?.[1]?.toUpperCase() ?? states[pdu.message_state ?? 0] ?? '';
  if (delivered.has(stat)) return { gatewayId, state: 'delivered' };
  return undelivered.has(stat) ? { gatewayId, state: 'undelivered' } : null;
}
