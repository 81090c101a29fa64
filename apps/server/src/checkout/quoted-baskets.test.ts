import { instant } from '@bonum/engine';
import { describe, expect, test, vi } from 'vitest';
import { anybody, inChain, type Chain } from '../testing/chain.ts';
import { line, type Basket } from '../testing/till.ts';

import { togetherOf } from '../together.ts';
import { commitReceipt } from './commit-receipt.ts';
import type { Named } from './look-up.ts';
import { QuotedBaskets, type Quoted } from './quoted-baskets.ts';

const shoes = [line('SHOES', 1000)];

/** A member's basket with its quote's token, and how often anything is looked up from then on. */
async function quoted(chain: Chain, rest: Partial<Basket> = {}) {
  const memberId = await chain.till.join();
  await chain.till.grant(memberId, 300);
  const basket = chain.till.basket(shoes, { member: { memberId }, ...rest });
  const { quoteToken } = await chain.must('quote-receipt', basket);
  const { together } = chain.shell;
  if (!together) throw new Error('the tables lie on many machines');
  const lookUp = vi.spyOn(together, 'lookUp');
  return { memberId, basket, commit: { ...basket, quoteToken }, lookUp };
}

describe('what a quote has found is not looked up again by its commit', () => {
  test(
    'nor a second time by anybody',
    inChain('sportswear', async (chain) => {
      const { commit, lookUp } = await quoted(chain);
      const answer = await chain.must('commit-receipt', commit);
      expect(answer).toMatchObject({ recalculated: null });
      expect(lookUp).toHaveBeenCalledTimes(0);
      expect(await chain.must('commit-receipt', commit)).toEqual(answer);
      expect(lookUp).toHaveBeenCalledTimes(1);
    }),
  );

  test(
    'of a receipt of nobody in particular either',
    inChain('sportswear', async (chain) => {
      const basket = chain.till.basket(shoes);
      const { quoteToken } = await chain.must('quote-receipt', basket);
      const together = chain.shell.together ?? togetherOf(chain.shell.db);
      const lookUp = vi.spyOn(together, 'lookUp');
      const answer = await chain.must('commit-receipt', { ...basket, quoteToken });
      expect(answer).toMatchObject({ member: null, recalculated: null });
      expect(lookUp).toHaveBeenCalledTimes(0);
    }),
  );

  test.each<[string, Partial<Basket>, number]>([
    ['nor where it is another basket of the same goods', { lines: [line('SHOES', 500)] }, 0],
    ['but with goods that nobody has asked for yet it is', { lines: [line('SOCKS', 100)] }, 1],
    ['of somebody else it is', { member: {} }, 1],
    ['and with a code it is', { codes: ['START10'] }, 1],
  ])('%s', async (_, change, times) => {
    await inChain('sportswear', async (chain) => {
      const { commit, lookUp } = await quoted(chain);
      const { recalculated } = await chain.must('commit-receipt', { ...commit, ...change });
      expect(recalculated).toMatchObject({ because: 'other-basket' });
      expect(lookUp).toHaveBeenCalledTimes(times);
    })();
  });
});

describe('what has moved since is looked up', () => {
  test(
    'points that came and went: none is lost, and the quote binds',
    inChain('sportswear', async (chain) => {
      const { memberId, commit, lookUp } = await quoted(chain);
      await chain.till.grant(memberId, 50);
      const { earning } = await chain.must('commit-receipt', commit);
      const earned = earning.reduce((sum, { points }) => sum + points, 0);
      expect(lookUp).toHaveBeenCalledTimes(1);
      expect(await chain.till.balance(memberId)).toMatchObject({ available: 350 + earned });
    }),
  );

  test(
    'a card that was blocked, and one that no longer is',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const { cards } = await chain.must('get-member', { memberId });
      const card = cards[0]?.number ?? '';
      const basket = chain.till.basket(shoes, { member: { card } });
      const { quoteToken } = await chain.must('quote-receipt', basket);
      await chain.must('block-card', { memberId, number: card, reason: 'Потеряна' });
      expect(await chain.refusal('commit-receipt', { ...basket, quoteToken })).toBe('card-blocked');
      expect(await chain.refusal('quote-receipt', basket)).toBe('card-blocked');
      await chain.must('unblock-card', { memberId, number: card, reason: 'Нашлась' });
      expect(await chain.must('commit-receipt', { ...basket, quoteToken })).toMatchObject({
        recalculated: null,
      });
    }),
  );

  test(
    'a receipt that another server has written meanwhile: the same answer, once',
    inChain('sportswear', async (chain) => {
      const { memberId, commit } = await quoted(chain);
      const elsewhere = { ...chain.shell, together: togetherOf(chain.shell.db) };
      const there = await commitReceipt.run(elsewhere, anybody, commit);
      const here = await commitReceipt.run(chain.shell, anybody, commit);
      expect(there).toMatchObject({ ok: true });
      expect(here).toEqual(there);
      const { receipts } = await chain.must('list-receipts', { memberId });
      expect(receipts).toHaveLength(1);
    }),
  );

  test(
    'points that somebody else has held for the receipt: they are free at once',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const basket = chain.till.basket(shoes, { member: { memberId } });
      const { quoteToken } = await chain.must('quote-receipt', basket);
      const other = await chain.till.join();
      await chain.till.grant(other, 100, 'cashback');
      await chain.must('hold-points', await chain.till.holding(other, basket, { cashback: 100 }));
      await chain.must('commit-receipt', { ...basket, quoteToken });
      expect(await chain.till.balance(other, 'cashback')).toMatchObject({ available: 100, held: 0 });
    }),
  );
});

describe('a memory with an end', () => {
  const nobody: Quoted = { live: 1, identifiers: [], codes: null, member: null, begun: false };
  const named = (receiptId: string): Named => ({
    key: { storeId: 'S-1', tillId: '1', shift: '1', number: receiptId },
    lines: [],
    receiptId,
    who: null,
    instant: instant(0),
    wanted: { uses: ['day'] },
  });

  test('keeps the last two thousand', () => {
    const quotes = new QuotedBaskets();
    for (let index = 0; index <= 2000; index++) quotes.keep(named(String(index)), nobody, instant(0));
    expect(quotes.take(named('0'), instant(0))).toBeNull();
    expect(quotes.take(named('1'), instant(0))).toBe(nobody);
    expect(quotes.take(named('2000'), instant(0))).toBe(nobody);
  });

  test('keeps each five minutes', () => {
    const quotes = new QuotedBaskets();
    for (const id of ['a', 'b']) quotes.keep(named(id), nobody, instant(0));
    expect(quotes.take(named('a'), instant(5 * 60_000 - 1))).toBe(nobody);
    expect(quotes.take(named('b'), instant(5 * 60_000))).toBeNull();
  });

  test('keeps nothing for a receipt that somebody has begun, and nothing of other days', () => {
    const quotes = new QuotedBaskets();
    quotes.keep(named('a'), { ...nobody, identifiers: [{ kind: 'hold', owner_id: 'x' }] }, instant(0));
    quotes.keep(named('b'), { ...nobody, begun: true }, instant(0));
    quotes.keep(named('c'), nobody, instant(0));
    expect(quotes.take(named('a'), instant(0))).toBeNull();
    expect(quotes.take(named('b'), instant(0))).toBeNull();
    expect(quotes.take({ ...named('c'), wanted: { uses: ['next day'] } }, instant(0))).toBeNull();
  });
});
