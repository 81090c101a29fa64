import { createHash, timingSafeEqual } from 'node:crypto';
import type { Receipt } from '../ports.ts';
import { smscGatewayId } from './smsc-channel.ts';

const delivered = new Set(['1', '2']);
/** Stopped, expired, undeliverable, wrong number, forbidden, no money, unreachable. */
const undelivered = new Set(['-2', '3', '20', '22', '23', '24', '25']);

/** What a status callback of SMSC.ru says: nothing final yet is no receipt. null: it was not SMSC.ru who sent this. */
export function smscReceipts(secret: string, form: URLSearchParams): readonly Receipt[] | null {
  const field = (name: string): string => form.get(name) ?? '';
  const [id, phone, status] = [field('id'), field('phone'), field('status')];
  const text = `${id}:${phone}:${status}:${secret}`;
  const signed = (['sha1', 'md5'] as const).some((name) =>
    isSame(field(name), createHash(name).update(text).digest('hex')),
  );
  if (!signed) return null;
  const gatewayId = smscGatewayId({ phone: phone.replace(/\D/g, ''), id });
  if (delivered.has(status)) return [{ gatewayId, state: 'delivered' }];
  return undelivered.has(status) ? [{ gatewayId, state: 'undelivered' }] : [];
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given.toLowerCase()), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
