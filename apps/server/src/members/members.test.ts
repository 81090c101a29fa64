import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const card = '2401000000010';

async function joining(chain: Chain, phone = chain.till.phone()) {
  const confirmation = await chain.till.confirmation({ purpose: 'join', phone });
  return { memberId: v7(), phone, confirmation, name: 'Анна' };
}

describe('U2 G8 a person joins', () => {
  test(
    'once, however often the same is asked, in capitals too',
    inChain('clothing', async (chain) => {
      const request = await joining(chain);
      const member = await chain.must('join-member', request);
      expect(member).toMatchObject({ memberId: request.memberId, level: 'basic', receipts: 0 });
      expect(member).toMatchObject({ cards: [{ form: 'virtual', state: 'active' }] });
      const again = await Promise.all(
        Array.from({ length: 8 }, () =>
          chain.must('join-member', { ...request, memberId: request.memberId.toUpperCase() }),
        ),
      );
      for (const answer of again) expect(answer).toEqual(member);
    }),
  );

  test(
    'twenty times at once',
    inChain('clothing', async (chain) => {
      const request = await joining(chain);
      const answers = await Promise.all(Array.from({ length: 20 }, () => chain.ask('join-member', request)));
      expect(answers.every(({ ok }) => ok)).toBe(true);
      expect(await chain.shell.db.selectFrom('card').select('number').execute()).toHaveLength(1);
    }),
  );

  test(
    'a phone that is known gives its member, whatever id is asked for, and asked again gives it again',
    inChain('clothing', async (chain) => {
      const first = await joining(chain);
      const member = await chain.must('join-member', first);
      const other = { ...(await joining(chain, first.phone)), name: 'Другая' };
      expect(await chain.must('join-member', other)).toEqual(member);
      expect(await chain.must('join-member', other)).toEqual(member);
      // With the same code but yet another id it is somebody else who asks.
      expect(await chain.refusal('join-member', { ...other, memberId: v7() })).toBe('confirmation-wrong');
      const stranger = await joining(chain);
      expect(await chain.refusal('join-member', { ...stranger, memberId: first.memberId })).toBe(
        'member-id-reused',
      );
    }),
  );

  test(
    'two ids for one phone at once: one member',
    inChain('clothing', async (chain) => {
      const phone = chain.till.phone();
      const requests = [
        await joining(chain, phone),
        await joining(chain, phone),
        await joining(chain, phone),
      ];
      const answers = await Promise.all(requests.map((request) => chain.must('join-member', request)));
      expect(new Set(answers.map(({ memberId }) => memberId)).size).toBe(1);
      expect(await chain.shell.db.selectFrom('member').select('owner_id').execute()).toHaveLength(1);
    }),
  );

  test(
    'with a card from the counter, which is nobody else’s',
    inChain('clothing', async (chain) => {
      const member = await chain.must('join-member', { ...(await joining(chain)), card: '2401-0000-0001 0' });
      expect(member).toMatchObject({ cards: [{ number: card, form: 'physical' }] });
      const late = await joining(chain);
      expect(await chain.refusal('join-member', { ...late, card })).toBe('card-taken');
      expect(await chain.refusal('join-member', { ...late, card: '2401000000011' })).toBe('bad-card-number');
      expect(await chain.refusal('join-member', { ...late, card: '4006381333931' })).toBe('bad-card-number');
      // The code was right all the time, so it still is.
      expect(await chain.refusal('join-member', late)).toBe('ok');
      const two = [await joining(chain), await joining(chain)];
      const both = await Promise.all(
        two.map((request) => chain.refusal('join-member', { ...request, card: '2401000000027' })),
      );
      expect(both.toSorted()).toEqual(['card-taken', 'ok']);
    }),
  );

  test(
    'whatever they are called, and born on a day that was',
    inChain('clothing', async (chain) => {
      const name = `${'Ж'.repeat(280)} 👩‍👩‍👧‍👦 O'Neill`.slice(0, 299);
      const request = await joining(chain);
      const hostile = { ...request, name: name.toWellFormed(), surname: "'; drop table owner; --" };
      const born = { ...hostile, birthDate: '2004-02-29', city: 'Ĳzendĳke', language: 'en' as const };
      const future = { ...born, birthDate: '2026-11-24' };
      expect(await chain.refusal('join-member', future)).toBe('bad-request');
      const { memberId, phone: _, confirmation: __, ...profile } = born;
      expect(await chain.must('join-member', born)).toMatchObject(profile);
      expect(await chain.refusal('update-member', { memberId, birthDate: '2126-01-01' })).toBe('bad-request');
    }),
  );

  test(
    'in a store that is there',
    inChain('clothing', async (chain) => {
      const request = await joining(chain);
      expect(await chain.refusal('join-member', { ...request, storeId: 'НЕТ' })).toBe('unknown-store');
      expect(await chain.refusal('join-member', { ...request, storeId: 'S-1' })).toBe('ok');
    }),
  );
});

describe('S9 the receipt that invited the member counts', () => {
  test(
    'once, within its days, with the rate of who joins',
    inChain('clothing', async (chain) => {
      const sale = await chain.till.buy(null, [line('SHOES', 5000), line('DRESS', 1000)]);
      const code = sale.answer.invitation?.code ?? '';
      const requests = await Promise.all(Array.from({ length: 5 }, () => joining(chain)));
      const answers = await Promise.all(
        requests.map((request) =>
          chain.ask('join-member', {
            ...request,
            invitation: code.toLowerCase().replace(/(.{4})(?=.)/g, '$1 '),
          }),
        ),
      );
      const joined = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      expect(joined).toHaveLength(1);
      expect(answers.filter((answer) => !answer.ok && answer.code === 'invitation-invalid')).toHaveLength(4);
      expect(joined[0]).toMatchObject({ spend: 600_000, receipts: 1 });
      expect(joined[0]?.balances).toMatchObject([
        { kind: 'promo', available: 0 },
        { kind: 'cashback', available: 180 },
      ]);
      const receipt = await chain.must('get-receipt', { receiptId: sale.answer.receiptId });
      expect(receipt).toMatchObject({ memberId: joined[0]?.memberId });
      // The till that sent the receipt asks again and is told the same.
      expect(await chain.must('commit-receipt', sale.request)).toMatchObject({ invitation: { code } });
    }),
  );

  test(
    'until the day that was printed, whatever the programme says by then',
    inChain('clothing', async (chain) => {
      const sales = [
        await chain.till.buy(null, [line('SHOES', 100)]),
        await chain.till.buy(null, [line('SHOES', 100)]),
      ];
      await chain.publish('clothing', { invitation: { days: 1 } });
      chain.now += days(30) - 1;
      const join = async (index: number) =>
        chain.refusal('join-member', {
          ...(await joining(chain)),
          invitation: sales[index]?.answer.invitation?.code ?? '',
        });
      expect(await join(0)).toBe('ok');
      chain.now += 1;
      expect(await join(1)).toBe('invitation-invalid');
    }),
  );

  test(
    'not after goods of it were brought back, and not when nobody wrote such a code',
    inChain('clothing', async (chain) => {
      const sale = await chain.till.buy(null, [line('SHOES', 100, 2)]);
      await chain.till.giveBack(sale, [{ id: 'SHOES-100', quantity: 1000 }]);
      const request = await joining(chain);
      const invitation = sale.answer.invitation?.code ?? '';
      expect(await chain.refusal('join-member', { ...request, invitation })).toBe('invitation-invalid');
      expect(await chain.refusal('join-member', { ...request, invitation: 'NO-SUCH' })).toBe(
        'invitation-invalid',
      );
    }),
  );
});

describe('G6 a member is found', () => {
  test(
    'by every writing of the phone, by card and by id',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join({ phone: '+7 916 123-45-67', card });
      const writings = [
        '8 (916) 123-45-67',
        '89161234567',
        '9161234567',
        '+7(916)123 45 67',
        '007 916 1234567',
      ];
      for (const phone of writings.slice(0, 4)) {
        expect(await chain.must('find-member', { phone })).toMatchObject({ memberId });
      }
      for (const who of [{ card: '2401 0000 0001 0' }, { memberId: memberId.toUpperCase() }]) {
        expect(await chain.must('find-member', who)).toMatchObject({ memberId });
      }
      expect(await chain.refusal('find-member', { phone: '+7 916 765-43-21' })).toBe('unknown-member');
      expect(await chain.refusal('find-member', { phone: 'какой-то' })).toBe('bad-phone');
      expect(await chain.refusal('find-member', { card: '2401000000027' })).toBe('unknown-card');
      expect(await chain.refusal('find-member', { memberId: v7() })).toBe('unknown-member');
    }),
  );

  test(
    'but nobody is found by an id that is nobody’s, whatever is asked',
    inChain('clothing', async (chain) => {
      const { answer } = await chain.till.buy(null, [line('SHOES', 100)]);
      for (const memberId of [v7(), answer.receiptId]) {
        const refusals = await Promise.all([
          chain.refusal('get-member', { memberId }),
          chain.refusal('get-points', { memberId }),
          chain.refusal('list-transfers', { memberId }),
          chain.refusal('update-member', { memberId, name: 'Кто' }),
          chain.refusal('issue-card', { memberId }),
          chain.refusal('block-card', { memberId, number: card, reason: 'Потеряна' }),
          chain.refusal('grant-points', {
            memberId,
            grantId: v7(),
            kind: 'promo',
            points: 1,
            reason: 'За что',
          }),
          chain.refusal('reverse-transfer', { memberId, number: 1, reason: 'Ошибка' }),
          chain.refusal('give-offer', {
            memberId,
            offerId: v7(),
            promotion: 'birthday',
            validUntil: '2027-01-01T00:00:00Z',
          }),
          chain.refusal('request-confirmation', {
            confirmationId: v7(),
            purpose: 'spend',
            member: { memberId },
          }),
          chain.refusal('quote-receipt', chain.till.basket([line('SHOES', 1)], { member: { memberId } })),
          chain.refusal('commit-receipt', chain.till.basket([line('SHOES', 1)], { member: { memberId } })),
        ]);
        expect(new Set(refusals)).toEqual(new Set(['unknown-member']));
        expect(await chain.refusal('undo-merge', { memberId, mergeId: v7() })).toBe('unknown-merge');
      }
      expect(await chain.refusal('get-receipt', { receiptId: v7() })).toBe('unknown-receipt');
      expect(await chain.refusal('get-receipt', { receiptId: answer.receiptId.toUpperCase() })).toBe('ok');
    }),
  );
});

describe('G1 a member’s data', () => {
  test(
    'what is not named stays, and of a consent the last word counts',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join({ name: 'Анна', surname: 'Кузнецова' });
      const consent = (kind: string, given: boolean) => ({ kind, version: '2026-01', given });
      const first = await chain.must('update-member', {
        memberId,
        email: 'anna@example.com',
        consents: [consent('sms', true), consent('email', true)],
      });
      expect(first).toMatchObject({ name: 'Анна', surname: 'Кузнецова', email: 'anna@example.com' });
      chain.now += 1000;
      const second = await chain.must('update-member', {
        memberId,
        consents: [consent('sms', false), consent('sms', true), consent('sms', false)],
      });
      expect(second.consents.map(({ kind, given }) => [kind, given])).toEqual([
        ['email', true],
        ['sms', false],
      ]);
    }),
  );

  test(
    'changes that meet do not undo each other',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      await Promise.all([
        chain.must('update-member', { memberId, city: 'Тверь' }),
        chain.must('update-member', { memberId, surname: 'Иванова' }),
        chain.must('update-member', { memberId, gender: 'female' }),
        chain.must('issue-card', { memberId, number: card }),
        chain.till.grant(memberId, 5, 'promo'),
        chain.till.buy(memberId, [line('SHOES', 1000)]),
      ]);
      expect(await chain.must('get-member', { memberId })).toMatchObject({
        city: 'Тверь',
        surname: 'Иванова',
        gender: 'female',
        spend: 100_000,
      });
    }),
  );
});
