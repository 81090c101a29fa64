import { createHmac } from 'node:crypto';
import type { Instant } from '@bonum/engine';
import { checkDigit } from '../cards/card-number.ts';

/** What a phone shows in Code 128: 18 digits, so that no EAN can be taken for one. docs/decisions/0015. */
export interface RotatingCode {
  /** Which phone it is: 8 digits. */
  readonly reference: string;
  /** What changes every half minute: 7 digits. */
  readonly code: string;
}

const PREFIX = '29';
const REFERENCE = 8;
const CODE = 7;
const STEP_MS = 30_000;

/** The half minute an instant is in, counted from 1970. */
export const stepAt = (at: Instant): number => Math.floor(at / STEP_MS);

/** The digits as they were scanned or typed; null when no phone of ours shows such. */
export function parseRotatingCode(written: string): RotatingCode | null {
  const digits = written.replaceAll(/[ -]/g, '');
  if (digits.length !== PREFIX.length + REFERENCE + CODE + 1 || !/^\d+$/.test(digits)) return null;
  if (!digits.startsWith(PREFIX) || checkDigit(digits.slice(0, -1)) !== digits.at(-1)) return null;
  const [from, to] = [PREFIX.length, PREFIX.length + REFERENCE];
  return { reference: digits.slice(from, to), code: digits.slice(to, -1) };
}

/** RFC 6238 with SHA-256, seven digits and half minutes. */
export function codeAt(seed: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha256', seed).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** CODE).padStart(CODE, '0');
}

/** `stale`: it was one, or will be, and so nobody is guessing; `wrong`: nobody's phone shows it near this time. */
export type Freshness = { readonly fresh: true; readonly step: number } | 'stale' | 'wrong';

/** A clock may be half a minute out, either way. */
const DRIFT = 1;
/** A till keeps what it scanned for as long as a receipt takes, and a clock nobody set may be an hour out. */
const STALE = 120;

/** Whether a phone with this seed shows the code now. */
export function freshnessOf(seed: Buffer, code: string, now: Instant): Freshness {
  const current = stepAt(now);
  for (let away = 0; away <= STALE; away++) {
    for (const step of away === 0 ? [current] : [current - away, current + away]) {
      if (codeAt(seed, step) !== code) continue;
      return away <= DRIFT ? { fresh: true, step } : 'stale';
    }
  }
  return 'wrong';
}
