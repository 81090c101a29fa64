import { createECDH, hkdfSync } from 'node:crypto';

/** The pair of keys by which push services know this chain's messages. */
export interface VapidKeys {
  /** As browsers take it when they subscribe. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Made of the secret, so that every process has the same pair and nobody has to keep another one. */
export function vapidKeys(secret: string): VapidKeys {
  const pair = createECDH('prime256v1');
  // Of 2³² tries one is no key of the curve; the next is.
  for (let attempt = 0; ; attempt++) {
    const key = Buffer.from(hkdfSync('sha256', secret, '', `bonum push ${attempt}`, 32));
    try {
      pair.setPrivateKey(key);
      return { publicKey: pair.getPublicKey('base64url'), privateKey: key.toString('base64url') };
    } catch {
      continue;
    }
  }
}
