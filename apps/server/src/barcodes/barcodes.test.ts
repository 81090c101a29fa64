import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { readStored } from '../checkout/stored-receipt.ts';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { phoneOf, type Phone } from '../testing/phone.ts';
import { line } from '../testing/till.ts';
const seconds = (count: number): number => count * 1000;

async function memberWithPhone(chain: Chain): Promise<{ memberId: string; phone: Phone }> {
  const memberId = await chain.till.join();
  await chain.till.grant(memberId, 500, 'cashback');
  return { memberId, phone: await phoneOf(chain, memberId) };
}

/** A basket as the till has it once the card was scanned. */
const scanned = (chain: Chain, card: string) =>
  chain.till.basket([line('SHOES', 1000)], { member: { card } });

const permitIn = async (chain: Chain, basket: ReturnType<typeof scanned>): Promise<string | null> =>
  (await chain.must('quote-receipt', basket)).permit;

const holding = (basket: ReturnType<typeof scanned>, permit: string | null) => ({
  ...basket,
  member: basket.member ?? {},
  holdId: v7(),
  spend: { cashback: 100 },
  confirmation: { permit: permit ?? 'none' },
});

describe('C5 shown at the till it earns and spends with no code to dictate', () => {
  test(
    'one scan is a card and a confirmation',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const basket = scanned(chain, phone.shows());
      const quote = await chain.must('quote-receipt', basket);
      expect(quote.member).toMatchObject({ memberId, balances: [{}, { kind: 'cashback', available: 500 }] });
      chain.now += minutes(4);
      // The goods are scanned meanwhile; what the till scanned first is still who it is, and has had its permit.
      expect(await permitIn(chain, basket)).toBeNull();
      const { holdId } = await chain.must('hold-points', holding(basket, quote.permit));
      const { slip, ...sold } = await chain.must('commit-receipt', { ...basket, holdId });
      expect(sold).toMatchObject({ totals: { spent: 10_000 }, member: { memberId } });
      expect(slip.join('\n')).toContain('100');
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 427, held: 0 });
    }),
  );

  test(
    'U12 on many machines, too, one shard at a time',
    inChain(
      'clothing',
      async (chain) => {
        const { phone } = await memberWithPhone(chain);
        const basket = scanned(chain, phone.shows());
        const { holdId } = await chain.must('hold-points', holding(basket, await permitIn(chain, basket)));
        await chain.must('commit-receipt', { ...basket, holdId });
        await chain.must('find-member', { card: phone.shows() });
        expect(await chain.must('get-me', {}, phone.caller)).toMatchObject({ barcode: phone.reference });
      },
      {},
      { shards: true },
    ),
  );

  test(
    'a card of plastic identifies and earns as ever, and permits nothing',
    inChain('clothing', async (chain) => {
      const { memberId } = await memberWithPhone(chain);
      const { cards } = await chain.must('get-member', { memberId });
      const basket = scanned(chain, cards[0]?.number ?? '');
      expect(await permitIn(chain, basket)).toBeNull();
      expect(await chain.refusal('hold-points', holding(basket, null))).toBe('confirmation-wrong');
      expect((await chain.must('commit-receipt', basket)).member).toMatchObject({ memberId });
    }),
  );

  test(
    'who is found, and who gets a code, is the same by barcode and by card',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const member = { card: phone.shows() };
      expect(await chain.must('find-member', member)).toMatchObject({ memberId });
      const confirmationId = v7();
      expect(await chain.refusal('request-confirmation', { confirmationId, purpose: 'spend', member })).toBe(
        'ok',
      );
    }),
  );

  test(
    'no receipt and no event keeps the digits that were scanned',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const digits = phone.shows();
      const basket = scanned(chain, digits);
      const permit = await permitIn(chain, basket);
      const { holdId } = await chain.must('hold-points', holding(basket, permit));
      await chain.must('commit-receipt', { ...basket, holdId });
      const { db } = chain.shell;
      const kept = [
        await readStored(db, sql`true`),
        await db.selectFrom('event').select('payload').execute(),
        await db.selectFrom('hold').selectAll().execute(),
        await db.selectFrom('barcode').selectAll().execute(),
      ];
      expect(JSON.stringify(kept)).not.toContain(digits.slice(10, 17));
      expect(permit).not.toContain(digits.slice(10, 17));
    }),
  );
});

describe('B5 a screenshot cannot be spent', () => {
  test(
    'a code pays once, in whichever of two receipts comes first',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const baskets = Array.from({ length: 6 }, () => scanned(chain, phone.shows()));
      const permits = await Promise.all(baskets.map((basket) => permitIn(chain, basket)));
      const answers = await Promise.all(
        baskets.map((basket, index) => chain.refusal('hold-points', holding(basket, permits[index] ?? null))),
      );
      expect(answers.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'confirmation-wrong'), 'ok']);
      expect(await permitIn(chain, scanned(chain, phone.shows()))).toBeNull();
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 400, held: 100 });
      chain.now += seconds(30);
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
    }),
  );

  test(
    'after a minute it permits nothing, and then it is still a card',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const screenshot = phone.shows();
      chain.now += seconds(60);
      const quote = await chain.must('quote-receipt', scanned(chain, screenshot));
      expect(quote).toMatchObject({ permit: null, member: { memberId } });
      // It was never wrong, so however often it is shown the phone itself goes on paying.
      for (let times = 0; times < 8; times++) await permitIn(chain, scanned(chain, screenshot));
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
    }),
  );

  test(
    'one that is older than the last that paid does not pay either',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const early = scanned(chain, phone.shows());
      const permit = await permitIn(chain, early);
      chain.now += seconds(30);
      const late = scanned(chain, phone.shows());
      await chain.must('hold-points', holding(late, await permitIn(chain, late)));
      expect(await chain.refusal('hold-points', holding(early, permit))).toBe('confirmation-wrong');
    }),
  );

  test(
    'a permit serves its own receipt for a quarter of an hour, and cannot be written',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const basket = scanned(chain, phone.shows());
      const permit = (await permitIn(chain, basket)) ?? '';
      const others = scanned(chain, phone.shows());
      expect(await chain.refusal('hold-points', holding(others, permit))).toBe('confirmation-wrong');
      const [body = '', seal = ''] = permit.split('.');
      const opened: object = JSON.parse(Buffer.from(body, 'base64url').toString());
      const forged = Buffer.from(JSON.stringify({ ...opened, step: 99_999_999_999 })).toString('base64url');
      for (const token of [`${forged}.${seal}`, body, `${body}.`, `${body}.${seal}x`, '.', 'x.y.z'])
        expect(await chain.refusal('hold-points', holding(basket, token))).toBe('confirmation-wrong');
      chain.now += minutes(15);
      expect(await chain.refusal('hold-points', holding(basket, permit))).toBe('confirmation-wrong');
    }),
  );

  test(
    'asked for again with the same hold, the answer is the same',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const basket = scanned(chain, phone.shows());
      const request = holding(basket, await permitIn(chain, basket));
      const answers = await Promise.all(Array.from({ length: 4 }, () => chain.must('hold-points', request)));
      expect(new Set(answers.map(({ holdId }) => holdId))).toEqual(new Set([request.holdId]));
      chain.now += minutes(5);
      expect(await chain.refusal('hold-points', request)).toBe('ok');
    }),
  );

  test(
    'who guesses gets five tries an hour, however many at once, and then not even the phone itself pays',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const right = phone.shows();
      const before = scanned(chain, right);
      const permit = await permitIn(chain, before);
      const guesses = Array.from({ length: 20 }, (_, index) => scanned(chain, phone.guess(index)));
      const permits = await Promise.all(guesses.map((basket) => permitIn(chain, basket)));
      expect(new Set(permits)).toEqual(new Set([null]));
      expect(await chain.refusal('hold-points', holding(before, permit))).toBe('confirmation-wrong');
      expect(await permitIn(chain, scanned(chain, right))).toBeNull();
      chain.now += minutes(60);
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
    }),
  );

  test(
    'a clock half a minute out does no harm; one that is out by more is told to nobody as a guess',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      for (const ahead of [-25, 25]) {
        phone.ahead = seconds(ahead);
        expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
      }
      phone.ahead = minutes(20);
      for (let times = 0; times < 8; times++) {
        expect(await permitIn(chain, scanned(chain, phone.shows()))).toBeNull();
      }
      phone.ahead = 0;
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
    }),
  );
});

describe('a barcode belongs to a phone that is signed in', () => {
  test(
    'signed out it is no card any more, and pays nothing that it permitted before',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const other = await phoneOf(chain, memberId);
      const basket = scanned(chain, phone.shows());
      const permit = await permitIn(chain, basket);
      await chain.must('sign-out', {}, phone.caller);
      for (const id of ['quote-receipt', 'commit-receipt'] as const)
        expect(await chain.refusal(id, basket)).toBe('card-blocked');
      expect(await chain.refusal('find-member', { card: phone.shows() })).toBe('card-blocked');
      expect(await chain.refusal('hold-points', holding(basket, permit))).toBe('card-blocked');
      const byId = holding({ ...basket, member: { memberId } }, permit);
      expect(await chain.refusal('hold-points', byId)).toBe('confirmation-wrong');
      expect(await permitIn(chain, scanned(chain, other.shows()))).not.toBeNull();
    }),
  );

  test(
    'asked for again it is another, and the one before shows nothing right',
    inChain('clothing', async (chain) => {
      const { phone } = await memberWithPhone(chain);
      const before = phone.shows();
      const { reference } = phone;
      await phone.askForBarcode();
      expect(phone.reference).toBe(reference);
      expect(await permitIn(chain, scanned(chain, before))).toBeNull();
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
      expect(await chain.must('get-me', {}, phone.caller)).toMatchObject({ barcode: reference });
    }),
  );

  test(
    'S2 of a member who was merged it pays from what the two have together, once',
    inChain('clothing', async (chain) => {
      const { memberId, phone } = await memberWithPhone(chain);
      const into = await chain.till.join();
      const mergeId = v7();
      await chain.must('merge-members', { memberId: into, mergeId, fromMemberId: memberId });
      const [one, two] = [scanned(chain, phone.shows()), scanned(chain, phone.shows())];
      const permits = [await permitIn(chain, one), await permitIn(chain, two)];
      await chain.must('hold-points', holding(one, permits[0] ?? null));
      expect(await chain.refusal('hold-points', holding(two, permits[1] ?? null))).toBe('confirmation-wrong');
      expect(await chain.till.balance(into, 'cashback')).toMatchObject({ available: 400, held: 100 });
      await phone.askForBarcode();
      chain.now += seconds(30);
      expect(await permitIn(chain, scanned(chain, phone.shows()))).not.toBeNull();
    }),
  );

  test(
    'many phones that ask at once get each its own',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const phones = await Promise.all(Array.from({ length: 8 }, () => phoneOf(chain, memberId)));
      expect(new Set(phones.map(({ reference }) => reference)).size).toBe(8);
    }),
  );
});
