import type { Input } from '@bonum/contract';
import { instant } from '@bonum/engine';
import type { Lookup } from '../checkout/read-checkout.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import type { UsedBarcode } from '../write.ts';
import { countMiss, isGuessed, seedOf } from './barcode.ts';
import { openPermit, PERMIT_MINUTES, sealPermit } from './permit.ts';
import { freshnessOf, parseRotatingCode } from './rotating-code.ts';

/**
 * A permit to spend on this receipt, for a barcode that a phone shows at this moment. Null for any other card, and for a barcode
 * that was scanned a while ago: the till has had its permit then.
 */
export async function permitFor(
  call: Call,
  member: Input<'quote-receipt'>['member'],
  lookup: Lookup,
): Promise<string | null> {
  const barcode = lookup.member?.barcode ?? null;
  const shown = barcode && member?.card !== undefined ? parseRotatingCode(member.card) : null;
  if (barcode === null || shown === null || isGuessed(barcode, call.now)) return null;
  const freshness = freshnessOf(seedOf(call.shell.secret, barcode), shown.code, call.now);
  if (freshness === 'wrong') await countMiss(call, barcode);
  if (typeof freshness === 'string' || freshness.step <= barcode.last_step) return null;
  return sealPermit(call.shell.secret, {
    receiptId: lookup.receiptId,
    reference: shown.reference,
    step: freshness.step,
    expiresAt: instant(call.now + PERMIT_MINUTES * 60_000),
  });
}

/** The barcode that a permit speaks of, to be read with everything else; null when it is none of ours. */
export const barcodeOf = (call: Call, permit: string): string | null =>
  openPermit(call.shell.secret, permit)?.reference ?? null;

/** Takes a permit in the place of a code. A code pays once, and after it none that was shown before it. */
export function checkPermit(call: Call, token: string, lookup: Lookup): Outcome<UsedBarcode> {
  const permit = openPermit(call.shell.secret, token);
  const barcode = lookup.member?.barcode ?? null;
  const right =
    permit !== null &&
    permit.receiptId === lookup.receiptId &&
    permit.expiresAt > call.now &&
    barcode?.reference === permit.reference &&
    permit.step > barcode.last_step &&
    !isGuessed(barcode, call.now);
  if (!right)
    return refuse('confirmation-wrong', 'Scan the barcode on the phone again and quote, or send a code.', {
      path: '/confirmation/permit',
    });
  return {
    ok: true,
    value: { owner_id: barcode.owner_id, reference: permit.reference, step: permit.step },
  };
}
