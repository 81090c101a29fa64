import type { Answer } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes, shipped, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

/** Two profiles of one person in the clothing chain, each with a purchase and a card. */
async function twins(chain: Chain) {
  const { till } = chain;
  const phones = [till.phone(), till.phone()] as const;
  const [stays, goes] = [await till.join({ phone: phones[0] }), await till.join({ phone: phones[1] })];
  await till.buy(stays, [line('SHOES', 1000)]);
  await till.buy(goes, [line('DRESS', 2000)]);
  const { cards } = await chain.must('get-member', { memberId: goes });
  const merge = { memberId: stays, mergeId: v7(), fromMemberId: goes };
  const undo = { memberId: stays, mergeId: merge.mergeId };
  return { stays, goes, phones, card: cards[0]?.number ?? '', merge, undo };
}

/** A member but for what every change moves. */
const still = ({ version: _version, ...member }: Answer<'get-member'>) => member;

describe('S2 two profiles become one member', () => {
  test(
    'points with their dates, spend, cards and phone lead to the one that stays',
    inChain('clothing', async (chain) => {
      const { stays, goes, phones, card, merge } = await twins(chain);
      const lots = (await chain.must('get-points', { memberId: goes })).lots;
      const member = await chain.must('merge-members', merge);
      expect(member).toMatchObject({ memberId: stays, spend: 300_000, receipts: 2, level: 'basic' });
      expect(member.cards.map(({ number }) => number)).toContain(card);
      expect(await chain.must('merge-members', merge)).toEqual(member);
      for (const who of [{ memberId: goes }, { phone: phones[1] }, { card }]) {
        expect(await chain.must('find-member', who)).toEqual(member);
      }
      expect(await chain.must('get-member', { memberId: goes })).toEqual(member);
      const kept = (await chain.must('get-points', { memberId: stays })).lots;
      for (const { kind, available, expiresAt, receiptId } of lots) {
        expect(kept).toContainEqual(
          expect.objectContaining({ kind, available, expiresAt, receiptId, source: 'merge' }),
        );
      }
      const paid = await chain.till.pay(goes, [line('TEE', 1000)], 'most');
      expect(paid.answer.member).toMatchObject({ memberId: stays });
    }),
  );

  test(
    'at once by many: it happens once',
    inChain('clothing', async (chain) => {
      const { stays, goes, merge } = await twins(chain);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          chain.refusal(
            'merge-members',
            index % 2 ? merge : { memberId: goes, mergeId: v7(), fromMemberId: stays },
          ),
        ),
      );
      expect(new Set(answers)).toEqual(new Set(['ok', 'unknown-member']));
      const { spend } = await chain.must('get-member', { memberId: stays });
      expect(spend).toBe(300_000);
    }),
  );

  test(
    'not while points of either are held, not with itself, not with nobody',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const { stays, goes, merge } = await twins(chain);
      for (const memberId of [stays, goes]) {
        const basket = till.basket([line('TEE', 100)], { member: { memberId } });
        await chain.must('hold-points', await till.holding(memberId, basket, 'most'));
        expect(await chain.refusal('merge-members', merge)).toBe('open-hold');
        await chain.must('cancel-receipt', { key: basket.key, at: basket.at });
      }
      expect(await chain.refusal('merge-members', { ...merge, fromMemberId: stays.toUpperCase() })).toBe(
        'same-member',
      );
      expect(await chain.refusal('merge-members', { ...merge, fromMemberId: v7() })).toBe('unknown-member');
      const sale = await till.buy(null, [line('TEE', 100)]);
      const { receiptId } = sale.answer;
      expect(await chain.refusal('merge-members', { ...merge, fromMemberId: receiptId })).toBe(
        'unknown-member',
      );
      await chain.must('merge-members', merge);
      const third = await till.join();
      expect(await chain.refusal('merge-members', { ...merge, fromMemberId: third })).toBe('id-reused');
      expect(await chain.refusal('merge-members', { ...merge, memberId: goes, mergeId: v7() })).toBe(
        'same-member',
      );
    }),
  );

  test(
    'the higher level stays until the next purchase',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [stays, goes] = [await till.join(), await till.join()];
      await till.buy(goes, [line('SHOES', 60_000)]);
      const { levels } = await shipped('sportswear');
      await chain.publish('sportswear', {
        levels: levels.map((level) => ({ ...level, from: level.from * 2 })),
      });
      const merged = await chain.must('merge-members', {
        memberId: stays,
        mergeId: v7(),
        fromMemberId: goes,
      });
      expect(merged).toMatchObject({ level: 'silver', spend: 6_000_000 });
      const { answer } = await till.buy(stays, [line('SHOES', 1000)]);
      expect(answer).toMatchObject({
        earning: [{ points: 50 }],
        level: { before: 'silver', after: 'bronze' },
      });
    }),
  );

  test(
    'offers go along, and none of them twice',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [stays, goes] = [await till.join(), await till.join()];
      const validUntil = '2026-12-31T23:59:59+03:00';
      const ids = [v7(), v7(), v7()] as const;
      const offer = (memberId: string, offerId: string) =>
        chain.must('give-offer', { memberId, offerId, promotion: 'personal-15', validUntil });
      await offer(goes, ids[0]);
      await till.buy(goes, [line('SHOES', 1000)]);
      await offer(goes, ids[1]);
      await offer(goes, ids[2]);
      await offer(stays, ids[2]);
      await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: goes });
      // Asked again by the old id, an offer that was used is still the used one.
      expect((await offer(goes, ids[0])).usedBy).not.toBeNull();
      const discounts = [];
      for (let count = 0; count < 3; count++) {
        discounts.push((await till.buy(stays, [line('SHOES', 1000)])).answer.totals.discount);
      }
      expect(discounts).toEqual([15_000, 15_000, 0]);
    }),
  );

  test(
    'debts go along and are paid from what the other has',
    inChain(
      'clothing',
      async (chain) => {
        const { till } = chain;
        const { stays, goes, merge } = await twins(chain);
        const sale = await till.buy(goes, [line('SHOES', 9000)]);
        await till.pay(goes, [line('TEE', 3000)], 'most');
        await till.giveBack(sale);
        const { debt } = await till.balance(goes, 'cashback');
        expect(debt).toBeGreaterThan(30);
        await chain.must('merge-members', merge);
        expect(await till.balance(stays, 'cashback')).toMatchObject({ available: 0, debt: debt - 30 });
      },
      { returns: { shortfall: 'debt', graceDays: 14 } },
    ),
  );
});

describe('S2 a merge is undone', () => {
  test(
    'and both are as they were',
    inChain('clothing', async (chain) => {
      const { stays, goes, phones, card, merge, undo } = await twins(chain);
      const state = async () => {
        const members = await Promise.all(
          [stays, goes].map(async (memberId) => still(await chain.must('get-member', { memberId }))),
        );
        const points = await Promise.all(
          [stays, goes].map((memberId) => chain.must('get-points', { memberId })),
        );
        return { members, points };
      };
      const before = await state();
      await chain.must('merge-members', merge);
      expect(await chain.breaks()).toEqual([]);
      const undone = await chain.must('undo-merge', undo);
      expect(await state()).toEqual(before);
      expect(still(undone)).toEqual(before.members[0]);
      expect(await chain.must('undo-merge', undo)).toEqual(undone);
      for (const who of [{ phone: phones[1] }, { card }]) {
        expect(await chain.must('find-member', who)).toMatchObject({ memberId: goes });
      }
      // The same merge, asked for late, does not come back by itself.
      expect(await chain.refusal('merge-members', merge)).toBe('id-reused');
      await chain.must('merge-members', { ...merge, mergeId: v7() });
    }),
  );

  test(
    'not after a purchase, a return, a change of data, a card, an offer, a grant or an expiry',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const moves: ((one: {
        stays: string;
        sale: Awaited<ReturnType<typeof till.buy>>;
      }) => Promise<unknown>)[] = [
        ({ stays }) => till.buy(stays, [line('TEE', 10)]),
        ({ sale }) => till.giveBack(sale),
        ({ stays }) => chain.must('update-member', { memberId: stays, city: 'Тверь' }),
        ({ stays }) => chain.must('issue-card', { memberId: stays, cardId: v7() }),
        ({ stays }) => till.grant(stays, 1, 'promo'),
        async () => {
          chain.now += days(31);
        },
      ];
      for (const move of moves) {
        const { stays, goes, merge, undo } = await twins(chain);
        const sale = await till.buy(goes, [line('TEE', 500)]);
        await chain.must('merge-members', merge);
        await move({ stays, sale });
        expect(await chain.refusal('undo-merge', undo)).toBe('moved-since');
      }
    }),
  );

  test(
    'and of three that became one each is parted in its turn, the last first',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const stays = await till.join();
      const others = [await till.join(), await till.join(), await till.join()];
      const all = [stays, ...others];
      for (const [index, memberId] of all.entries())
        await till.buy(memberId, [line('SHOES', 1000 * (index + 1))]);
      const state = () =>
        Promise.all(all.map(async (memberId) => still(await chain.must('get-member', { memberId }))));
      const before = await state();
      const merges = others.map((fromMemberId) => ({ memberId: stays, mergeId: v7(), fromMemberId }));
      for (const merge of merges) await chain.must('merge-members', merge);
      const [first, second, third] = merges.map(({ memberId, mergeId }) => ({ memberId, mergeId }));
      if (!first || !second || !third) throw new Error('three were merged');
      expect(await chain.refusal('undo-merge', first)).toBe('moved-since');
      await chain.must('undo-merge', third);
      expect(await chain.refusal('undo-merge', first)).toBe('moved-since');
      await chain.must('undo-merge', second);
      await chain.must('undo-merge', first);
      expect(await state()).toEqual(before);
      expect(await chain.breaks()).toEqual([]);
    }),
  );

  test(
    'but not one before another that was undone, once there was a purchase',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const [stays, one, two] = [await till.join(), await till.join(), await till.join()];
      for (const memberId of [stays, one, two]) await till.buy(memberId, [line('SHOES', 1000)]);
      const [first, second] = [one, two].map((fromMemberId) => ({
        memberId: stays,
        mergeId: v7(),
        fromMemberId,
      }));
      if (!first || !second) throw new Error('two were merged');
      await chain.must('merge-members', first);
      await chain.must('merge-members', second);
      await chain.must('undo-merge', { memberId: stays, mergeId: second.mergeId });
      await till.buy(stays, [line('TEE', 10)]);
      expect(await chain.refusal('undo-merge', { memberId: stays, mergeId: first.mergeId })).toBe(
        'moved-since',
      );
    }),
  );

  test(
    'several merges are undone in reverse order, chains of them too, and nothing else lies between',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const { stays, goes, merge, undo } = await twins(chain);
      const [third, last] = [await till.join(), await till.join()];
      await till.buy(third, [line('SHOES', 700)]);
      const all = [stays, goes, third, last];
      const state = async () =>
        Promise.all(
          all.map(async (memberId) => [
            still(await chain.must('get-member', { memberId })),
            await chain.must('get-points', { memberId }),
          ]),
        );
      const before = await state();
      const second = { memberId: stays, mergeId: v7(), fromMemberId: third };
      const onward = { memberId: last, mergeId: v7(), fromMemberId: stays };
      await chain.must('merge-members', merge);
      await chain.must('merge-members', second);
      await chain.must('merge-members', onward);
      const back = ({ memberId, mergeId }: typeof second) =>
        chain.refusal('undo-merge', { memberId, mergeId });
      expect(await chain.refusal('undo-merge', undo)).toBe('moved-since');
      expect(await back(second)).toBe('moved-since');
      expect(await back(onward)).toBe('ok');
      expect(await chain.refusal('undo-merge', undo)).toBe('moved-since');
      expect(await back(second)).toBe('ok');
      expect(await chain.breaks()).toEqual([]);
      expect(await chain.refusal('undo-merge', undo)).toBe('ok');
      expect(await state()).toEqual(before);
      // What happened between two merges stays between them.
      const again = { ...merge, mergeId: v7() };
      await chain.must('merge-members', again);
      await till.buy(stays, [line('TEE', 10)]);
      const later = { ...second, mergeId: v7() };
      await chain.must('merge-members', later);
      expect(await back(later)).toBe('ok');
      expect(await back(again)).toBe('moved-since');
    }),
  );

  test(
    'not one that never was',
    inChain('clothing', async (chain) => {
      const { undo } = await twins(chain);
      expect(await chain.refusal('undo-merge', undo)).toBe('unknown-merge');
    }),
  );
});

describe('what was asked of a member before a merge is known after it', () => {
  test(
    'a till that asks again by phone has the same answer before a merge, after it and after its undoing',
    inChain('clothing', async (chain) => {
      const { phones, merge, undo } = await twins(chain);
      const byPhone = () => chain.till.basket([line('TEE', 500)], { member: { phone: phones[1] ?? '' } });
      const request = byPhone();
      const answer = await chain.must('commit-receipt', request);
      await chain.must('merge-members', merge);
      expect(await chain.must('commit-receipt', request)).toEqual(answer);
      await chain.must('undo-merge', undo);
      expect(await chain.must('commit-receipt', request)).toEqual(answer);
      const later = { ...undo, mergeId: v7() };
      await chain.must('merge-members', { ...merge, mergeId: later.mergeId });
      // Whoever bought in between stays one with whom they bought for, so no phone leads elsewhere.
      const between = byPhone();
      const other = await chain.must('commit-receipt', between);
      expect(await chain.refusal('undo-merge', later)).toBe('moved-since');
      expect(await chain.must('commit-receipt', between)).toEqual(other);
    }),
  );

  test(
    'a grant is not granted twice, a transfer of old numbers is not reversed',
    inChain('clothing', async (chain) => {
      const { stays, goes, merge } = await twins(chain);
      const grant = { memberId: goes, grantId: v7(), kind: 'promo', points: 77, reason: 'Извинение' };
      await chain.must('grant-points', grant);
      await chain.must('merge-members', merge);
      await chain.must('grant-points', grant);
      await chain.must('grant-points', { ...grant, memberId: stays, grantId: v7() });
      expect(await chain.till.balance(stays, 'promo')).toMatchObject({ available: 200 + 77 + 77 });
      expect(await chain.refusal('reverse-transfer', { memberId: goes, number: 1, reason: 'Ошибка' })).toBe(
        'unknown-transfer',
      );
    }),
  );

  test(
    'a hold and a code of the one that goes are the one that stays’s own business only when asked anew',
    inChain('clothing', async (chain) => {
      const { stays, goes, merge } = await twins(chain);
      const basket = chain.till.basket([line('TEE', 100)], { member: { memberId: goes } });
      const request = await chain.till.holding(goes, basket, 'most');
      await chain.must('merge-members', merge);
      chain.now -= minutes(4);
      expect(await chain.refusal('hold-points', request)).toBe('confirmation-wrong');
      const anew = await chain.till.confirmation({ purpose: 'spend', member: { memberId: stays } });
      expect(await chain.refusal('hold-points', { ...request, confirmation: anew })).toBe('ok');
    }),
  );
});
