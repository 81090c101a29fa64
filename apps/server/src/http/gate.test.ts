import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateOf } from './gate.ts';
import { Refused } from './problem.ts';

const patient = { inFlight: 1, waiting: 1, patienceMs: 60_000 };

/** Work that ends when it is told to. */
function work(): { run: () => Promise<string>; end: (failure?: Error) => void; begun: () => boolean } {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let begun = false;
  return {
    run: () => {
      begun = true;
      return promise;
    },
    end: (failure) => (failure ? reject(failure) : resolve('done')),
    begun: () => begun,
  };
}

describe('U12 the gate', () => {
  test('one is worked on, one waits, the next is refused at once as busy', async () => {
    const gate = gateOf(patient);
    const [first, second] = [work(), work()];
    const one = gate.admit(first.run);
    const two = gate.admit(second.run);
    expect([first.begun(), second.begun(), gate.running, gate.waiting]).toEqual([true, false, 1, 1]);
    await expect(gate.admit(work().run)).rejects.toThrow(Refused);
    first.end();
    expect(await one).toBe('done');
    second.end();
    expect(await two).toBe('done');
    expect([gate.running, gate.waiting]).toEqual([0, 0]);
  });

  test('who was admitted goes before newcomers, and is never refused for their number', async () => {
    const gate = gateOf(patient);
    const [first, newcomer, known] = [work(), work(), work()];
    const all = [gate.admit(first.run), gate.admit(newcomer.run), gate.goOn(known.run)];
    first.end();
    await all[0];
    expect([known.begun(), newcomer.begun()]).toEqual([true, false]);
    known.end();
    newcomer.end();
    await Promise.all(all);
  });

  test('who waited too long is refused, and takes nobody its place', async () => {
    const gate = gateOf({ ...patient, patienceMs: 1 });
    const first = work();
    const one = gate.admit(first.run);
    await expect(gate.admit(work().run)).rejects.toThrow('busy');
    expect(gate.waiting).toBe(0);
    first.end(new Error('failed'));
    await expect(one).rejects.toThrow('failed');
    expect(await gate.admit(async () => 'free again')).toBe('free again');
  });

  test('whatever comes and goes, never more at once, and in the end nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ inFlight: fc.integer({ min: 1, max: 4 }), waiting: fc.integer({ min: 0, max: 4 }) }),
        fc.array(fc.record({ steps: fc.nat(3), fails: fc.boolean(), known: fc.boolean() }), {
          maxLength: 30,
        }),
        async (limits, works) => {
          const gate = gateOf({ ...limits, patienceMs: 60_000 });
          let now = 0;
          const one = (steps: number, fails: boolean) => async () => {
            now += 1;
            expect(now).toBeLessThanOrEqual(limits.inFlight);
            for (let step = 0; step < steps; step++) await Promise.resolve();
            now -= 1;
            if (fails) throw new Error('failed');
          };
          await Promise.allSettled(
            works.map(({ steps, fails, known }) => gate[known ? 'goOn' : 'admit'](one(steps, fails))),
          );
          expect([now, gate.running, gate.waiting]).toEqual([0, 0, 0]);
        },
      ),
    );
  });
});
