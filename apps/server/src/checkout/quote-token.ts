import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { normaliseCode, type Instant, type MemberFacts, type Points } from '@bonum/engine';
import type { BasketRequest } from './calculate-receipt.ts';

/**
 * What a quote was asked, sealed. The engine gives the same answer to the same question, so the token carries the facts and
 * not the answer: it stays short however long the receipt is, and cannot disagree with what the rules say. A till keeps it and
 * cannot read it: a birthday and segments are none of its business.
 */
export interface QuoteTerms {
  readonly programmeVersion: number;
  /** The instant the rules were asked at, and the receipt's own offset. */
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly expiresAt: Instant;
  readonly memberId: string | null;
  /** Balances are not promised: what may be spent is looked at when it is spent. */
  readonly facts: Omit<MemberFacts, 'balances'> | null;
  /** The points that were shown as paying, by kind. */
  readonly spent: Readonly<Record<string, Points>>;
  /** The stamps that the member had: they say which units were had for less. */
  readonly stamps: Readonly<Record<string, Points>>;
  /** The promotion of each single-use code that was live. */
  readonly singleUse: readonly (readonly [code: string, promotion: string])[];
  /** Promotions of which there was not enough left for everybody. */
  readonly exhausted: readonly string[];
  /** Of the basket: a token is for these goods on this receipt and no others. */
  readonly digest: string;
}

/** A quote is good for as long as a queue at a till may last. */
export const QUOTE_MINUTES = 30;

export function sealQuote(secret: string, terms: QuoteTerms): string {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeUIntBE(counted, NONCE - COUNTER, COUNTER);
  counted += 1;
  const cipher = createCipheriv(CIPHER, keyOf(secret, ownSalt), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(terms)), cipher.final()]);
  return Buffer.concat([ownSalt, nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The terms of a token that we sealed; null for any other. */
export function openQuote(secret: string, token: string): QuoteTerms | null {
  const sealed = Buffer.from(token, 'base64url');
  // Decoding is lenient, and a token is to be sent just as it was given.
  if (sealed.toString('base64url') !== token || sealed.length <= BODY) return null;
  const key = keyOf(secret, sealed.subarray(0, SALT));
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(SALT, SALT + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(sealed.subarray(SALT + NONCE, BODY));
  const text = decipher.update(sealed.subarray(BODY));
  try {
    // We sealed it, so it is what we wrote.
    return JSON.parse(Buffer.concat([text, decipher.final()]).toString()) as QuoteTerms;
  } catch {
    return null;
  }
}

const CIPHER = 'aes-256-gcm';
const [SALT, NONCE, TAG, COUNTER] = [16, 12, 16, 6];
const BODY = SALT + NONCE + TAG;

/**
 * Each process has a key of its own to seal with, drawn from the secret by a salt, and counts what it seals: so no nonce comes
 * twice, however many processes and quotes there are. Other processes find the key again by the salt, which a token carries.
 */
const ownSalt = randomBytes(SALT);
let counted = 0;

/** Deriving a key costs as much as sealing with it. A till's quotes come from the few processes that run. */
const MOST_KEYS = 100;
const keys = new Map<string, KeyObject>();

function keyOf(secret: string, salt: Buffer): KeyObject {
  const name = `${secret}\n${salt.toString('base64url')}`;
  const known = keys.get(name);
  if (known) return known;
  const key = createSecretKey(createHmac('sha256', secret).update('quote\n').update(salt).digest());
  // Anybody can send any salt.
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}

/**
 * What must be the same at the commit for the quote to hold: the goods, the codes and the receipt itself. Without its key one
 * quote would serve any number of receipts, each as if it were the first.
 */
export function basketDigest({ key, lines, codes }: Pick<BasketRequest, 'key' | 'lines' | 'codes'>): string {
  // One list, in an order of its own: sorting the names of each line's fields took as long as all the rest.
  const all: (string | number)[] = [
    ...keyFields.map((field) => key[field]),
    lines.length,
    ...(codes ?? []).map(normaliseCode),
  ];
  for (const line of lines) for (const field of lineFields) all.push(line[field]);
  return hash('sha256', JSON.stringify(all), 'base64url');
}

/** All that there are, whatever order a till sends them in. */
const fieldsOf = <Key extends string>(all: Readonly<Record<Key, true>>): readonly Key[] =>
  Object.keys(all) as Key[];
const keyFields = fieldsOf<keyof BasketRequest['key']>({
  storeId: true,
  tillId: true,
  shift: true,
  number: true,
});
const lineFields = fieldsOf<keyof BasketRequest['lines'][number]>({
  id: true,
  productId: true,
  quantity: true,
  amount: true,
});
