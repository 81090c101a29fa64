import { describe, expect, test } from 'vitest';
import { inChain, shipped } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

describe('B3 the live programme', () => {
  test(
    'published again it is the same version, changed it is the next, and every process sees it at once',
    inChain('clothing', async (chain) => {
      const programme = await shipped('clothing');
      expect(await chain.must('publish-programme', { programme })).toMatchObject({ version: 1 });
      const changed = { ...programme, holds: { minutes: 20 } };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => chain.must('publish-programme', { programme: changed })),
      );
      expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
      // What was live before comes back as a version of its own.
      expect(await chain.must('publish-programme', { programme })).toMatchObject({ version: 3 });
      const many = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          chain.must('publish-programme', { programme: { ...programme, holds: { minutes: 30 + index } } }),
        ),
      );
      const { version } = await chain.must('get-programme', {});
      expect(version).toBe(9);
      expect(many.every((answer) => answer.version <= version)).toBe(true);
    }),
  );

  test(
    'with mistakes it is refused, each with its place, and nothing changes',
    inChain('clothing', async (chain) => {
      const programme = await shipped('clothing');
      const before = await chain.must('get-programme', {});
      const wrong = { ...programme, levels: [], currency: 'roubles' };
      const outcome = await chain.ask('publish-programme', { programme: wrong });
      expect(outcome).toMatchObject({ code: 'programme-invalid' });
      const { valid, problems } = await chain.must('validate-programme', { programme: wrong });
      expect(valid).toBe(false);
      expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['/levels', '/currency']));
      expect(await chain.must('get-programme', {})).toEqual(before);
    }),
  );

  test(
    'in a time zone that nobody knows it would stop every till, so it is refused',
    inChain('clothing', async (chain) => {
      const programme = { ...(await shipped('clothing')), zone: 'Mars/Olympus' };
      expect(await chain.refusal('publish-programme', { programme })).toBe('programme-invalid');
      expect(await chain.must('validate-programme', { programme })).toMatchObject({
        valid: false,
        problems: [{ path: '/zone' }],
      });
      const { answer } = await chain.till.buy(null, [line('SHOES', 100)]);
      expect(answer.totals.paid).toBe(10_000);
    }),
  );

  test(
    'with other kinds and levels: members keep what they have and stand by their spend',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const sale = await till.buy(memberId, [line('SHOES', 9000)]);
      await till.buy(memberId, [line('SHOES', 9000)]);
      await chain.publish('sportswear');
      const member = await chain.must('get-member', { memberId });
      expect(member).toMatchObject({ level: 'bronze' });
      expect(member.balances).toMatchObject([
        { kind: 'bonus', available: 0 },
        { kind: 'cashback', available: 540 },
      ]);
      const back = await till.giveBack(sale);
      expect(back).toMatchObject({ level: 'participant', pointsTakenBack: { cashback: 270 } });
      await chain.publish('clothing');
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 270 });
    }),
  );
});
