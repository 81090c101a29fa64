import type { Answer } from '@bonum/contract';
import { v7 } from 'uuid';
import { checkDigit } from '../cards/card-number.ts';
import { inChain, type Chain } from './chain.ts';
import { withSite, type Browser, type Site } from './browser.ts';

/** For a test's body: a chain of clothes, and its site. */
export const inSite = (body: (chain: Chain, site: Site) => Promise<void>): (() => Promise<void>) =>
  inChain('clothing', (chain) => withSite(chain, (site) => body(chain, site)));

/** What somebody says who joins. */
export const registration = {
  name: 'Мария',
  consents: [
    { kind: 'terms', version: '2026-01', given: true },
    { kind: 'personal-data', version: '2026-01', given: true },
  ],
};

/** A card of the chain, from the box at the counter. */
export function boxCard(nth: number): string {
  const body = `2401${String(nth).padStart(8, '0')}`;
  return body + checkDigit(body);
}

interface HandedOut {
  readonly number: string;
  readonly points?: number;
  readonly claimedPhone?: string;
}

/** A card is handed out and earns; its profile's id. */
export async function handOut(chain: Chain, { points = 100, ...card }: HandedOut): Promise<string> {
  const memberId = v7();
  await chain.must('open-card', { memberId, ...card });
  await chain.till.grant(memberId, points, 'promo');
  return memberId;
}

/** Begins with a phone or a card, and types the code that came to that phone. */
export async function signInBy(
  { codeTo }: Site,
  browser: Browser,
  by: { readonly phone: string; readonly card?: string },
): Promise<Answer<'answer-code'>> {
  const { phone, card } = by;
  await browser.must('start-sign-in', { signInId: v7(), ...(card === undefined ? { phone } : { card }) });
  return browser.must('answer-code', { code: (await codeTo(phone)) ?? 'none came' });
}

/** What a member has of promo points, which clothes pay with. */
export const promoOf = async ({ till }: Chain, memberId: string): Promise<number> =>
  (await till.balance(memberId, 'promo')).available;
