/** What the phone makes its codes of; scripts can use the key and cannot read it. */
export interface Secret {
  readonly reference: string;
  readonly key: CryptoKey;
}

const PREFIX = '29';
const CODE_DIGITS = 7;
export const STEP_MS = 30_000;

/** The half minute of an instant, counted from 1970. */
export const stepAt = (at: number): number => Math.floor(at / STEP_MS);

/** The seed as the server gave it, in base64url. */
export function importSeed(seed: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(seed.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/** The 18 digits of a half minute: prefix, which phone, its code by RFC 6238, a check digit. The till's side is in the server. */
export async function rotatingDigits({ reference, key }: Secret, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const number = mac.getUint32(mac.getUint8(mac.byteLength - 1) & 0xf) & 0x7f_ff_ff_ff;
  const code = String(number % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
  return withCheckDigit(PREFIX + reference + code);
}

/** GS1's: weights 3 and 1 from the right. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
