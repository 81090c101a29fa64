import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inConnectedChain } from '../testing/connected.ts';
import { line } from '../testing/till.ts';

const anna = {
  name: 'Анна',
  surname: 'Соколова',
  phone: '+79161234567',
  card: '2101000000019',
  points: 500,
};

test.each(['onec', 'sap', 'sbis'] as const)(
  'D4 with %s: who pays waits no longer than the chain is patient, however long the system is silent; what happened arrives once',
  async (system) => {
    let underWay = 0;
    await inConnectedChain(
      {
        system,
        // Longer than anybody is patient; the purchase is what it is asked about, not the balance.
        answerMs: 8000,
        settings: { patienceMs: 300, ageMs: 3_600_000 },
        through: (it) => ({
          ...it,
          carryOut: async (command) => {
            underWay += 1;
            try {
              return await it.carryOut(command);
            } finally {
              underWay -= 1;
            }
          },
        }),
      },
      async ({ chain, outside, balances, recordId, catchUp }) => {
        outside.enter(anna);
        // A machine that is busy may be slower than anybody is patient.
        await expect.poll(() => chain.refusal('find-member', { phone: anna.phone })).toBe('ok');
        const { memberId } = await chain.must('find-member', { phone: anna.phone });
        const isTold = () =>
          expect
            .poll(async () => {
              await catchUp();
              return (await chain.must('get-record', {})).waiting;
            })
            .toBe(0);
        // Of a level that spends.
        await chain.till.buy(memberId, [line('SHOES', 60_000)]);
        await isTold();
        expect(await recordId(memberId)).not.toBe('');
        const { here: before } = await balances(memberId);
        outside.faults.push(...Array.from({ length: 20 }, () => 'silent' as const));
        await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 200 });
        // The receipt is booked, with what it earned, and it has not answered yet, though it is being told.
        await expect.poll(() => underWay).toBe(1);
        const { here } = await balances(memberId);
        expect(here).toBeLessThan(before);
        expect((await chain.must('get-record', {})).waiting).toBeGreaterThan(0);
        // Nor does the next one wait for it.
        await chain.must('grant-points', {
          memberId,
          grantId: v7(),
          kind: 'bonus',
          points: 7,
          reason: 'Подарок',
        });
        expect(underWay).toBe(1);
        await expect.poll(() => underWay).toBe(0);
        outside.faults.length = 0;
        await isTold();
        expect(await chain.must('get-record', {})).toMatchObject({ refused: 0 });
        expect(await balances(memberId)).toEqual({
          here: here + 7,
          // What is given here is Bonum's own where the system has no place for it.
          there: system === 'sbis' ? before - 200 : here + 7,
        });
      },
    )();
  },
);
