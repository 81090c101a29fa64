import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

/** What the paper of a sale says, as registers print it. */
const paperOf = (
  chain: Chain,
  roubles: number,
  i: number,
  rest: { at?: number; n?: number } = {},
): string => {
  const local = new Date((rest.at ?? chain.now) + 3 * 3_600_000).toISOString();
  const t = local.slice(0, 16).replaceAll(/[-:]/g, '');
  return `t=${t}&s=${roubles.toFixed(2)}&fn=9999078900001234&i=${i}&fp=123456789&n=${rest.n ?? 1}`;
};

const rules = { actions: {}, receipts: { days: 14, withoutLines: 'TEE' } };

async function desk(chain: Chain) {
  await chain.must('put-staff-rules', rules);
  const { caller } = await chain.staff({ roles: ['operator'] });
  const memberId = await chain.till.join();
  // Bronze: it earns.
  await chain.till.buy(memberId, [line('SHOES', 20_000)]);
  const adding = (qr: string, of = memberId) => ({
    memberId: of,
    qr,
    storeId: 'S-1',
    reason: 'Забыли карту',
  });
  return { caller, memberId, adding };
}

describe('G6 a missing receipt is added by its fiscal QR code', () => {
  test(
    'the one that the till sent without a card counts with its own goods, and for nobody else',
    inChain('sportswear', async (chain) => {
      const { caller, memberId, adding } = await desk(chain);
      const sale = await chain.till.buy(null, [line('SHOES', 3000), line('BALL', 500)]);
      const request = adding(paperOf(chain, 3500, 1));
      const added = await chain.must('add-receipt', request, caller);
      expect(added).toMatchObject({ source: 'till', receiptId: sale.answer.receiptId, paid: 350_000 });
      expect(added.earned).toEqual({ bonus: 105 });
      expect(await chain.must('add-receipt', request, caller)).toEqual(added);
      const other = await chain.till.join();
      expect(await chain.refusal('add-receipt', adding(request.qr, other), caller)).toBe('receipt-counted');
      // A return finds the points.
      await chain.must(
        'return-at-desk',
        { memberId, receiptId: added.receiptId, returnId: v7(), reason: 'Брак' },
        caller,
      );
      expect((await chain.must('get-member', { memberId })).receipts).toBe(1);
    }),
  );

  test(
    'one that nobody sent counts by its lines, or by its sum; once, whoever is first; and the till that comes later adds nothing',
    inChain('sportswear', async (chain) => {
      const { caller, memberId, adding } = await desk(chain);
      const bySum = await chain.must('add-receipt', adding(paperOf(chain, 1000, 2)), caller);
      expect(bySum).toMatchObject({ source: 'paper', earned: { bonus: 30 } });
      const wrong = {
        ...adding(paperOf(chain, 1000, 3)),
        lines: [{ productId: 'BALL', quantity: 1000, amount: 99_900 }],
      };
      expect(await chain.refusal('add-receipt', wrong, caller)).toBe('bad-receipt');
      const lines = [{ productId: 'BALL', quantity: 1000, amount: 100_000 }];
      const byLines = await chain.must('add-receipt', { ...wrong, lines }, caller);
      expect(byLines.earned).toEqual({ bonus: 30 });
      const other = await chain.till.join();
      const qr = paperOf(chain, 2000, 4);
      const race = await Promise.all(
        [memberId, other, memberId, other].map((of) => chain.refusal('add-receipt', adding(qr, of), caller)),
      );
      expect(race.filter((answer) => answer === 'ok')).toHaveLength(2);
      expect(new Set(race)).toEqual(new Set(['ok', 'receipt-counted']));
      const before = await chain.till.balance(memberId);
      const fiscal = { fn: '9999078900001234', i: 2 };
      const late = { ...chain.till.basket([line('TEE', 1000)], { member: { memberId } }), fiscal };
      const { answer } = { answer: await chain.must('commit-receipt', late) };
      expect(answer).toMatchObject({ member: null, invitation: null });
      expect(await chain.must('commit-receipt', late)).toEqual(answer);
      expect(await chain.till.balance(memberId)).toEqual(before);
      // A receipt that the till named is known by its name, whatever the minute and the sum.
      const named = {
        ...chain.till.basket([line('TEE', 700)], { member: { memberId } }),
        fiscal: { ...fiscal, i: 9 },
      };
      await chain.must('commit-receipt', named);
      expect(await chain.refusal('add-receipt', adding(paperOf(chain, 700, 9)), caller)).toBe(
        'receipt-counted',
      );
      await chain.must('put-staff-rules', { actions: {} });
      expect(await chain.refusal('add-receipt', adding(paperOf(chain, 50, 5)), caller)).toBe('lines-needed');
    }),
  );

  test(
    'not an old one, one of the future, a return, one of a suspended member or of no store; above the limit it waits',
    inChain('sportswear', async (chain) => {
      const { caller, memberId, adding } = await desk(chain);
      const no = (qr: string, rest: object = {}) =>
        chain.refusal('add-receipt', { ...adding(qr), ...rest }, caller);
      expect(await no(paperOf(chain, 1, 1, { at: chain.now - days(15) }))).toBe('too-old');
      expect(await no(paperOf(chain, 1, 1, { at: chain.now + days(1) }))).toBe('bad-fiscal-code');
      expect(await no(paperOf(chain, 1, 1, { n: 2 }))).toBe('not-a-sale');
      expect(await no(paperOf(chain, 1, 1), { storeId: 'NO' })).toBe('unknown-store');
      expect(await no('t=20261122T1905&s=1249.90')).toBe('bad-fiscal-code');
      const limits = { operator: { each: 100_000 } };
      await chain.must('put-staff-rules', { ...rules, actions: { 'add-receipt': { limits } } });
      expect(await no(paperOf(chain, 1000.01, 7))).toBe('waits-for-approval');
      expect(await no(paperOf(chain, 1000, 8))).toBe('ok');
      const senior = (await chain.staff({ roles: ['senior-operator'] })).caller;
      const [approval] = (await chain.must('list-approvals', { open: true }, senior)).approvals;
      expect(approval).toMatchObject({ unit: 'money', amount: 100_001 });
      await chain.must(
        'decide-approval',
        { memberId, approvalId: approval?.approvalId ?? '', decision: 'approve' },
        senior,
      );
      await chain.must('suspend-member', { memberId, reason: 'Проверка' }, senior);
      expect(await no(paperOf(chain, 1, 6))).toBe('member-suspended');
    }),
  );
});
