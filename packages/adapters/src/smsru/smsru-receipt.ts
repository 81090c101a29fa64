import { createHash, timingSafeEqual } from 'node:crypto';
import type { Receipt } from '../ports.ts';

/** Delivered, and read. */
const delivered = new Set(['103', '110']);
/** Expired, deleted, failed in the phone, for unknown reasons, rejected, without a way, too many. */
const undelivered = new Set(['104', '105', '106', '107', '108', '150', '207', '230', '231', '232', '233']);

/** What SMS.ru expects to be answered; anything else, and it asks again for five days. */
export const SMSRU_THANKS = '100';

/** What a callback of SMS.ru says. null: it was not SMS.ru who sent this. */
export function smsruReceipts(apiId: string, form: URLSearchParams): readonly Receipt[] | null {
  const items = [...form].filter(([name]) => /^data(\[\d*\])?$/.test(name)).map(([, value]) => value);
  const wanted = createHash('sha256')
    .update(apiId + items.join(''))
    .digest();
  const given = Buffer.from(form.get('hash') ?? '', 'hex');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return items.flatMap((item) => receiptOf(item.split(/\r?\n/)));
}

function receiptOf([kind, gatewayId = '', status = '']: readonly string[]): Receipt[] {
  if (kind !== 'sms_status') return [];
  if (delivered.has(status)) return [{ gatewayId, state: 'delivered' }];
  return undelivered.has(status) ? [{ gatewayId, state: 'undelivered' }] : [];
}
