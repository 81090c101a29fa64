import type { Role } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { newCardNumber } from '../cards/card-number.ts';
import type { StaffCaller, Visitor } from '../operation.ts';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const staffOf = async (chain: Chain, ...roles: Role[]): Promise<StaffCaller> =>
  (await chain.staff({ roles })).caller;

const browser: Visitor = { deviceId: 'b'.repeat(22), address: '192.0.2.1', userAgent: 'test' };

describe('G6 points are taken off by hand', () => {
  test(
    'those that expire first or of a named lot, never into debt, once, and back again',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const senior = await staffOf(chain, 'senior-operator');
      await till.grant(memberId, 100);
      chain.now += days(1);
      await till.grant(memberId, 50);
      const lots = (await chain.must('get-points', { memberId })).lots;
      const request = { memberId, withdrawalId: v7(), kind: 'bonus', points: 30, reason: 'Ошибка' };
      const left = await chain.must('withdraw-points', request, senior);
      expect(left.lots.map(({ available }) => available)).toEqual([70, 50]);
      expect(await chain.must('withdraw-points', request, senior)).toEqual(left);
      expect(await chain.refusal('withdraw-points', { ...request, points: 31 }, senior)).toBe('id-reused');
      const named = { ...request, withdrawalId: v7(), lotId: lots[1]?.lotId ?? '', points: 50 };
      const after = await chain.must('withdraw-points', named, senior);
      expect(after.lots.map(({ available }) => available)).toEqual([70]);
      expect(
        await chain.ask('withdraw-points', { ...request, withdrawalId: v7(), points: 71 }, senior),
      ).toMatchObject({ code: 'not-enough-points', extra: { available: 70 } });
      const { transfers } = await chain.must('list-transfers', { memberId });
      const number = transfers[0]?.number ?? 0;
      await chain.must('reverse-transfer', { memberId, number, reason: 'Всё-таки верно' }, senior);
      expect((await till.balance(memberId)).available).toBe(120);
    }),
  );
});

describe('G6 cards at the desk', () => {
  test(
    'replaced: the new one works, the old one never again; blocked: found and unblocked',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const desk = await staffOf(chain, 'info-desk');
      const cardsOf = async () => (await chain.must('get-member', { memberId })).cards;
      const [old] = await cardsOf();
      // Cards stand in the order in which they were issued.
      chain.now += minutes(1);
      const number = newCardNumber('2101');
      const request = { memberId, replacementId: v7(), old: old?.number ?? '', number, reason: 'Потеряна' };
      const replaced = await chain.must('replace-card', request, desk);
      expect(replaced.cards.map(({ state }) => state)).toEqual(['blocked', 'active']);
      await chain.must('replace-card', request, desk);
      expect(await cardsOf()).toHaveLength(2);
      const show = (card: string) =>
        chain.refusal('quote-receipt', { ...till.basket([line('TEE', 1)]), member: { card } });
      expect([await show(request.old), await show(number)]).toEqual(['card-blocked', 'ok']);
      const of = { memberId, reason: 'Нашлась' };
      expect(await chain.refusal('unblock-card', { ...of, number: request.old }, desk)).toBe('card-blocked');
      await chain.must('block-card', { ...of, number }, desk);
      expect(await show(number)).toBe('card-blocked');
      await chain.must('unblock-card', { ...of, number }, desk);
      expect(await show(number)).toBe('ok');
      expect(await chain.refusal('replace-card', { ...request, replacementId: v7() }, desk)).toBe(
        'card-blocked',
      );
    }),
  );

  test(
    'D7 a card without a phone is linked to its holder, or its holder proves a phone',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const desk = await staffOf(chain, 'info-desk');
      const open = async () => {
        const card = { memberId: v7(), number: newCardNumber('2101') };
        await chain.must('open-card', card);
        await till.grant(card.memberId, 70);
        return card;
      };
      const [one, other] = [await open(), await open()];
      const memberId = await till.join();
      const link = { memberId, linkId: v7(), number: one.number, reason: 'Карта в руках' };
      const linked = await chain.must('link-card', link, desk);
      expect(linked.cards.map(({ number }) => number)).toContain(one.number);
      expect((await till.balance(memberId)).available).toBe(70);
      await chain.must('link-card', link, desk);
      const holder = await till.join();
      const { cards } = await chain.must('get-member', { memberId: holder });
      expect(
        await chain.refusal('link-card', { ...link, linkId: v7(), number: cards[0]?.number ?? '' }, desk),
      ).toBe('card-not-linked');
      const changeId = v7();
      const phone = till.phone();
      await chain.must('request-member-contact', { memberId: other.memberId, changeId, phone }, desk);
      const confirm = {
        memberId: other.memberId,
        changeId,
        code: chain.sentCode(changeId),
        reason: 'Анкета',
      };
      expect(await chain.must('confirm-member-contact', confirm, desk)).toMatchObject({ phone });
      expect(await chain.must('find-member', { phone })).toMatchObject({ memberId: other.memberId });
    }),
  );
});

describe('G6 a changed phone or e-mail is proved first, and the old one hears of it', () => {
  test(
    'the code is told to staff and says so; somebody else’s phone is not taken; a written e-mail is confirmed',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const desk = await staffOf(chain, 'info-desk');
      const taken = till.phone();
      await till.join({ phone: taken });
      const old = till.phone();
      const memberId = await till.join({ phone: old });
      const change = async (to: { phone?: string; email?: string }) => {
        const changeId = v7();
        await chain.must('request-member-contact', { memberId, changeId, ...to }, desk);
        return { memberId, changeId, code: chain.sentCode(changeId), reason: 'Просит' };
      };
      const phone = till.phone();
      const confirm = await change({ phone });
      const wrong = { ...confirm, code: confirm.code === '111111' ? '222222' : '111111' };
      expect(await chain.refusal('confirm-member-contact', wrong, desk)).toBe('confirmation-wrong');
      await chain.must('confirm-member-contact', confirm, desk);
      expect(await chain.must('confirm-member-contact', confirm, desk)).toMatchObject({ phone });
      expect(await chain.refusal('find-member', { phone: old })).toBe('unknown-member');
      const told = await chain.shell.db
        .selectFrom('message')
        .selectAll()
        .where('purpose', '=', 'contact-changed')
        .execute();
      expect(told.map(({ steps }) => steps[0]?.to)).toEqual([[old]]);
      chain.now += minutes(11);
      expect(await chain.refusal('confirm-member-contact', await change({ phone: taken }), desk)).toBe(
        'contact-taken',
      );
    }),
  );
});

describe('G6 a code instead of a temporary password', () => {
  test(
    'told by staff it opens the account once, for nothing but to prove a contact; the last one given counts',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const senior = await staffOf(chain, 'senior-operator');
      const phone = till.phone();
      const memberId = await till.join({ phone });
      const give = { memberId, codeId: v7(), reason: 'Потерян телефон' };
      const first = await chain.must('issue-sign-in-code', { ...give, codeId: v7() }, senior);
      chain.now += minutes(1);
      const { code } = await chain.must('issue-sign-in-code', give, senior);
      expect(await chain.must('issue-sign-in-code', give, senior)).toMatchObject({ code });
      const come = (typed: string, signInId = v7()) =>
        chain.refusal('sign-in-with-code', { signInId, member: { phone }, code: typed }, browser);
      expect(await come(first.code)).toBe('confirmation-wrong');
      const signInId = v7();
      expect(await come(`${code.slice(0, 4)} ${code.slice(4)}`, signInId)).toBe('ok');
      expect(await come(code, signInId)).toBe('ok');
      expect(await come(code)).toBe('confirmation-wrong');
      const session = await chain.shell.db
        .selectFrom('session')
        .selectAll()
        .where('owner_id', '=', memberId)
        .executeTakeFirstOrThrow();
      expect(session.until_contact).toBe(true);
      const member = { ...browser, memberId, sessionId: session.session_id, untilContact: true };
      const changeId = v7();
      await chain.must('request-contact', { changeId, phone: till.phone() }, member);
      await chain.must('confirm-contact', { changeId, code: chain.sentCode(changeId) }, member);
      const after = await chain.shell.db
        .selectFrom('session')
        .selectAll()
        .where('owner_id', '=', memberId)
        .executeTakeFirstOrThrow();
      expect(after.until_contact).toBe(false);
      const guesses = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          chain.refusal(
            'sign-in-with-code',
            { signInId: v7(), member: { phone: '+79160000000' }, code: `1234567${index}` },
            browser,
          ),
        ),
      );
      expect(new Set(guesses)).toEqual(new Set(['confirmation-wrong']));
    }),
  );
});

describe('S2 a merge is seen before it is done', () => {
  test(
    'points, level, cards and consents as they will be; gaps are filled and nothing is lost',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const senior = await staffOf(chain, 'senior-operator');
      const [stays, goes] = [
        await till.join(),
        await till.join({ name: 'Аня', surname: 'Петрова', city: 'Тверь' }),
      ];
      await till.buy(stays, [line('SHOES', 1000)]);
      await till.buy(goes, [line('DRESS', 2000)]);
      const preview = await chain.must('preview-merge', { memberId: stays, fromMemberId: goes }, senior);
      expect(preview).toMatchObject({
        obstacle: null,
        after: { surname: 'Петрова', spend: 300_000, receipts: 2 },
      });
      expect(preview.notTaken.map(({ field }) => field)).toEqual(['phone', 'name']);
      const merge = { memberId: stays, mergeId: v7(), fromMemberId: goes, reason: 'Один человек' };
      const merged = await chain.must('merge-members', merge, senior);
      expect(merged).toMatchObject({ name: 'Анна', surname: 'Петрова', city: 'Тверь' });
      const { after } = preview;
      expect(merged.cards.map(({ number }) => number).toSorted()).toEqual(
        after.cards.map(({ number }) => number).toSorted(),
      );
      for (const { kind, available, pending } of merged.balances)
        expect(after.points[kind]).toBe(available + pending);
      expect(await chain.must('list-merges', { memberId: stays }, senior)).toMatchObject({
        merges: [{ canUndo: true }],
      });
      const undone = await chain.must(
        'undo-merge',
        { memberId: stays, mergeId: merge.mergeId, reason: 'Двое' },
        senior,
      );
      expect(undone).toMatchObject({ surname: null, city: null });
      await chain.must('suspend-member', { memberId: goes, reason: 'Проверка' }, senior);
      const again = { ...merge, mergeId: v7() };
      expect(await chain.refusal('merge-members', again, senior)).toBe('member-suspended');
      expect(
        (await chain.must('preview-merge', { memberId: stays, fromMemberId: goes }, senior)).obstacle,
      ).toBe('member-suspended');
    }),
  );
});

describe('G6 participation is suspended and resumed', () => {
  test(
    'the till says so and the app does; points stay; twice is once',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 10);
      const senior = await staffOf(chain, 'senior-operator');
      const by = { memberId, reason: 'Проверка' };
      const { version } = await chain.must('suspend-member', by, senior);
      expect((await chain.must('suspend-member', by, senior)).version).toBe(version);
      const basket = () => till.basket([line('TEE', 10)], { member: { memberId } });
      expect(await chain.refusal('quote-receipt', basket())).toBe('member-suspended');
      expect(await chain.refusal('commit-receipt', basket())).toBe('member-suspended');
      const me = { ...browser, memberId, sessionId: v7() };
      expect(await chain.must('get-me', {}, me)).toMatchObject({
        status: 'suspended',
        cannotSpend: 'suspended',
      });
      expect((await till.balance(memberId)).available).toBe(10);
      await chain.must('resume-member', by, senior);
      expect(await chain.refusal('commit-receipt', basket())).toBe('ok');
    }),
  );
});
