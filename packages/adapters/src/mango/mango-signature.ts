import { createHash, timingSafeEqual } from 'node:crypto';

export interface MangoKeys {
  readonly key: string;
  readonly salt: string;
}

/** Over the text as it is: written anew, the same JSON has another signature. */
export const mangoSign = ({ key, salt }: MangoKeys, json: string): string =>
  createHash('sha256').update(`${key}${json}${salt}`).digest('hex');

/** What a signed form says; null: it was not Mango Office who sent it. */
export function mangoJson(keys: MangoKeys, form: URLSearchParams): unknown {
  const json = form.get('json') ?? '';
  const known = isSame(form.get('vpbx_api_key') ?? '', keys.key);
  if (!isSame((form.get('sign') ?? '').toLowerCase(), mangoSign(keys, json)) || !known) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
