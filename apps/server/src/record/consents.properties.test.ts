import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentRow } from '../owner/read-owner.ts';
import { inConnectedChain } from '../testing/connected.ts';
import { readLink } from './link.ts';

type Step =
  | { readonly act: 'here' | 'there'; readonly yes: boolean }
  | { readonly act: 'move' | 'look' | 'tell' }
  | {
      readonly act: 'fault';
      readonly fault: 'drop-before' | 'drop-after' | 'half-written';
      readonly times: number;
    };

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constantFrom('here' as const, 'there' as const), yes: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constantFrom('move' as const, 'look' as const, 'tell' as const) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('fault' as const),
        fault: fc.constantFrom('drop-before' as const, 'drop-after' as const, 'half-written' as const),
        times: fc.integer({ min: 1, max: 6 }),
      }),
    },
  ),
  { minLength: 3, maxLength: 14 },
);

test.each([
  ['onec', 0],
  ['onec', 3_600_000],
  ['sap', 0],
  ['sap', 3_600_000],
] as const)(
  'D4 G11 with %s, of which what is known may be %i ms old: a consent withdrawn on either side is given again by a person alone',
  async (system, ageMs) => {
    await fc.assert(
      fc.asyncProperty(steps, async (history: readonly Step[]) => {
        await inConnectedChain(
          { system, settings: { ageMs } },
          async ({ chain, outside, recordId, catchUp }) => {
            const memberId = await chain.till.join();
            const id = await recordId(memberId);
            const word = (given: boolean) => [{ kind: 'advertising', version: '2026-01', given }];
            /** As it is kept here, whoever looks. */
            const isGiven = async (): Promise<boolean> => {
              const { consents } = await chain.shell.db
                .selectFrom('member')
                .select('consents')
                .where('owner_id', '=', memberId)
                .executeTakeFirstOrThrow();
              return (consents as readonly ConsentRow[]).some(
                ({ kind, given }) => kind === 'advertising' && given,
              );
            };
            /** A no was known there when the system was asked last. */
            const knowsNo = async (): Promise<boolean> => {
              const { said } = (await readLink(chain.shell.db, memberId)) ?? {};
              return said?.consents['advertising'] === false;
            };
            /** A no that nobody has followed by a yes: what was said here last, and what there. */
            const stands = { here: false, there: false };
            let yesByHand = false;
            for (const step of history) {
              switch (step.act) {
                case 'here': {
                  await chain.must('update-member', {
                    memberId,
                    consents: word(step.yes),
                    reason: 'Со слов',
                  });
                  stands.here = !step.yes;
                  if (step.yes) stands.there = false;
                  break;
                }
                case 'there': {
                  // A no where there is one is nothing that anybody could see; nor is one after a yes that nobody has heard.
                  const isNo = !step.yes && outside.agrees(id) !== false && !(yesByHand && (await knowsNo()));
                  outside.agree(id, step.yes);
                  yesByHand = step.yes;
                  if (step.yes) stands.there = false;
                  else if (isNo) stands.there = true;
                  break;
                }
                case 'move':
                  await chain.must('update-member', { memberId, city: 'Казань', reason: 'Со слов' });
                  break;
                case 'look':
                  await chain.must('get-member', { memberId });
                  break;
                case 'tell':
                  await catchUp();
                  break;
                case 'fault':
                  for (let time = 0; time < step.times; time++) outside.faults.push(step.fault);
              }
              // Nothing that is said there undoes a no that somebody has said here.
              expect(stands.here && (await isGiven())).toBe(false);
            }
            outside.faults.length = 0;
            await expect
              .poll(async () => {
                chain.now += 3_600_000;
                await chain.must('get-member', { memberId });
                await catchUp();
                return (await chain.must('get-record', {})).waiting;
              })
              .toBe(0);
            chain.now += 3_600_000;
            expect(await chain.must('get-record', {})).toMatchObject({ refused: 0 });
            await chain.must('get-member', { memberId });
            const given = await isGiven();
            expect(outside.agrees(id) === true).toBe(given);
            expect((stands.here || stands.there) && given).toBe(false);
          },
        )();
      }),
      { numRuns: 8 },
    );
  },
);
