import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { normaliseCode, type Instant, type MemberFacts, type Points } from '@bonum/engine';
import canonicalize from 'canonicalize';
import type { BasketRequest } from './calculate-receipt.ts';

/**
 * What a quote was asked, signed. The engine gives the same answer to the same question, so the token carries the facts and
 * not the answer: it stays short however long the receipt is, and cannot disagree with what the rules say.
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
  /** The promotion of each single-use code that was live. */
  readonly singleUse: readonly (readonly [code: string, promotion: string])[];
  /** Of the basket: a token is for these goods on this receipt and no others. */
  readonly digest: string;
}

/** A quote is good for as long as a queue at a till may last. */
export const QUOTE_MINUTES = 30;

export function signQuote(secret: string, terms: QuoteTerms): string {
  const body = Buffer.from(JSON.stringify(terms)).toString('base64url');
  return `${body}.${signature(secret, body)}`;
}

/** The terms of a token that we signed; null for any other. */
export function readQuote(secret: string, token: string): QuoteTerms | null {
  const [body, signed, ...more] = token.split('.');
  if (body === undefined || signed === undefined || more.length > 0) return null;
  const [ours, theirs] = [Buffer.from(signature(secret, body)), Buffer.from(signed)];
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  // We signed it, so it is what we wrote.
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as QuoteTerms;
}

const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update('quote\n').update(body).digest('base64url');

/**
 * What must be the same at the commit for the quote to hold: the goods, the codes and the receipt itself. Without its key one
 * quote would serve any number of receipts, each as if it were the first.
 */
export const basketDigest = ({ key, lines, codes }: Pick<BasketRequest, 'key' | 'lines' | 'codes'>): string =>
  createHash('sha256')
    .update(canonicalize({ key, lines, codes: (codes ?? []).map(normaliseCode) }) ?? '')
    .digest('base64url');
