import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inConnectedChain } from '../testing/connected.ts';
import { line } from '../testing/till.ts';

const card = '2101000000019';

type Step =
  | { readonly act: 'grant' | 'there'; readonly points: number }
  | { readonly act: 'buy'; readonly roubles: number }
  | { readonly act: 'return' | 'look' | 'settle' | 'merge' | 'part' }
  | {
      readonly act: 'fault';
      readonly fault: 'drop-before' | 'drop-after' | 'half-written';
      readonly times: number;
    };

const steps = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('grant' as const), points: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ act: fc.constant('there' as const), points: fc.integer({ min: -50, max: 200 }) }),
    fc.record({ act: fc.constant('buy' as const), roubles: fc.integer({ min: 100, max: 50_000 }) }),
    fc.record({
      act: fc.constantFrom(
        'return' as const,
        'look' as const,
        'settle' as const,
        'merge' as const,
        'part' as const,
      ),
    }),
    fc.record({
      act: fc.constant('fault' as const),
      fault: fc.constantFrom('drop-before' as const, 'drop-after' as const, 'half-written' as const),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  ),
  { minLength: 3, maxLength: 14 },
);

test.each(['onec', 'sap'] as const)(
  'D4 whatever happens here, there and on the line between: with %s both have the same in the end, and everything arrived once',
  async (system) => {
    await fc.assert(
      fc.asyncProperty(steps, async (history: readonly Step[]) => {
        await inConnectedChain({ system }, async ({ chain, outside, balances, recordId, catchUp }) => {
          const memberId = await chain.till.join();
          const other = await chain.till.join({ card });
          const id = await recordId(memberId);
          /** How the other became part of this one; null: they are two. */
          let mergeId: string | null = null;
          let last: Awaited<ReturnType<typeof chain.till.buy>> | null = null;
          for (const step of history) {
            switch (step.act) {
              case 'grant':
                await chain.must('grant-points', {
                  memberId,
                  grantId: v7(),
                  kind: 'bonus',
                  points: step.points,
                  reason: 'Подарок',
                });
                break;
              case 'there':
                if (step.points !== 0 && outside.pointsOf(id) + step.points >= 0)
                  outside.addPoints(id, step.points);
                break;
              case 'buy':
                last = await chain.till.buy(memberId, [line('SHOES', step.roubles)]);
                break;
              case 'return':
                if (last) await chain.till.giveBack(last);
                last = null;
                break;
              case 'look':
                await chain.must('get-member', { memberId });
                break;
              case 'merge':
                if (mergeId !== null) break;
                mergeId = v7();
                await chain.must('merge-members', {
                  memberId,
                  mergeId,
                  fromMemberId: other,
                  reason: 'Одно лицо',
                });
                break;
              case 'part': {
                if (mergeId === null) break;
                const undone = await chain.ask('undo-merge', { memberId, mergeId, reason: 'Два лица' });
                if (undone.ok) mergeId = null;
                break;
              }
              case 'settle':
                chain.now += 20 * 86_400_000;
                break;
              case 'fault':
                for (let time = 0; time < step.times; time++) outside.faults.push(step.fault);
            }
          }
          outside.faults.length = 0;
          await expect
            .poll(async () => {
              await catchUp();
              return (await chain.must('get-record', {})).waiting;
            })
            .toBe(0);
          expect(await chain.must('get-record', {})).toMatchObject({ refused: 0 });
          const standing = mergeId === null ? [memberId, other] : [memberId];
          for (const one of standing) {
            await chain.must('get-member', { memberId: one });
            const { here, there } = await balances(one);
            expect(there).toBe(here);
          }
          const found = await outside.system.find({ card });
          const holder = found.state === 'read' ? found.value?.recordId : undefined;
          expect(holder).toBe(await recordId(standing.at(-1) ?? ''));
        })();
      }),
      { numRuns: 6 },
    );
  },
);
