import { createHmac } from 'node:crypto';
import { networkOf } from '../confirmations/network.ts';
import type { Call, Visitor } from '../operation.ts';

/** Enough to tell one from another in any chain. */
const DIGITS = 24;

/** Where somebody joined from, as keyed hashes: that two joined from the same can be seen, and nothing else. */
export function signUpTrace({ shell, caller }: Call<Visitor>): { device: string; network: string } {
  const hash = (what: string, value: string): string =>
    createHmac('sha256', shell.secret).update(`sign-up\n${what}\n${value}`).digest('hex').slice(0, DIGITS);
  return {
    device: hash('device', caller.deviceId),
    network: hash('network', networkOf(caller.address)),
  };
}
