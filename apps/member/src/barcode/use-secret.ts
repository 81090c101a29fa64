import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { Asked } from '../api/asking.ts';
import type { Me } from '../me/use-me.ts';
import { importSeed, type Secret } from './rotating-code.ts';
import { keepSecret, readSecret } from './secret-store.ts';

/** Several parts of a page want it; the server is asked once. */
let asking: Promise<Secret | null> | null = null;
/** When the last one was given, by the server's clock: what it said of this phone before that is out of date. */
let givenAt = 0;

async function askForSecret(): Promise<Secret | null> {
  const { data } = await api.POST('/v1/me/barcode').catch(() => ({ data: undefined }));
  if (!data) return null;
  const secret = { reference: data.reference, key: await importSeed(data.seed) };
  await keepSecret(secret);
  givenAt = Date.parse(data.now);
  return secret;
}

/**
 * What this phone makes its barcode of: what it kept, at once and without network; and once the server has said which barcode
 * it knows this phone by, a new one where that is another. `undefined` while it looks, null where there is none.
 */
export function useSecret(me: Asked<Me>): Secret | null | undefined {
  const [secret, setSecret] = useState<Secret | null | undefined>(undefined);
  useEffect(() => {
    // Another window of the app may have been given one meanwhile.
    const look = (): void => void readSecret().then((kept) => setSecret((now) => kept ?? now ?? null));
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const said = me.state === 'here' && me.asOf === null ? me.value : null;
  useEffect(() => {
    if (said === null || secret === undefined || Date.parse(said.now) <= givenAt) return;
    if (secret !== null && secret.reference === said.barcode) return;
    // No subtle crypto on a page without TLS: the card itself is shown instead.
    if (!('subtle' in crypto)) return;
    asking ??= askForSecret()
      .catch(() => null)
      .finally(() => {
        asking = null;
      });
    void asking.then((given) => given && setSecret(given));
  }, [said?.now, secret]);
  return secret;
}
