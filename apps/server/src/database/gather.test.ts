import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { gather } from './gather.ts';

class Spoilt extends Error {}
const isOfOne = (error: unknown): boolean => error instanceof Spoilt;
const nameless = (): null => null;

/** Work that ends when the test says so. */
function held() {
  const lots: { all: readonly number[]; end: () => void }[] = [];
  const doAll = (all: readonly number[]): Promise<number[]> =>
    new Promise((resolve) => lots.push({ all, end: () => resolve(all.map((one) => one * 10)) }));
  return { lots, doAll };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what waits at the same moment is done together', () => {
  test('the first waits for nobody, and whoever comes meanwhile goes with all others who do', async () => {
    const { lots, doAll } = held();
    const work = gather(doAll, { lanes: 1, slowAfter: 9000, most: 3, nameOf: nameless, isOfOne });
    const first = work(1);
    await turn();
    expect(lots.map(({ all }) => all)).toEqual([[1]]);
    const others = [2, 3, 4, 5].map(work);
    await turn();
    expect(lots).toHaveLength(1);
    lots[0]?.end();
    expect(await first).toBe(10);
    await turn();
    lots[1]?.end();
    expect(await Promise.all(others.slice(0, 3))).toEqual([20, 30, 40]);
    await turn();
    expect(lots.map(({ all }) => all)).toEqual([[1], [2, 3, 4], [5]]);
    lots[2]?.end();
    expect(await others[3]).toBe(50);
  });

  test('a second lot begins beside one that is under way when it is full, and not before', async () => {
    const { lots, doAll } = held();
    const work = gather(doAll, { lanes: 2, slowAfter: 9000, most: 3, nameOf: nameless, isOfOne });
    const begun = [1, 2].map(work);
    await turn();
    begun.push(...[3, 4].map(work));
    await turn();
    expect(lots.map(({ all }) => all)).toEqual([[1, 2]]);
    begun.push(...[5, 6].map(work));
    await turn();
    expect(lots.map(({ all }) => all)).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    // There is no third, however many wait.
    begun.push(...[7, 8, 9].map(work));
    await turn();
    expect(lots).toHaveLength(2);
    lots[1]?.end();
    await turn();
    lots[0]?.end();
    await turn();
    expect(lots.map(({ all }) => all)).toEqual([
      [1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
    lots[2]?.end();
    await turn();
    expect(lots.at(-1)?.all).toEqual([9]);
    lots[3]?.end();
    expect(await Promise.all(begun)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  test('nobody waits behind a lot that is slow', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { lots, doAll } = held();
      const work = gather(doAll, { lanes: 2, slowAfter: 50, most: 3, nameOf: nameless, isOfOne });
      const begun = [work(1)];
      await turn();
      begun.push(work(2));
      await turn();
      vi.advanceTimersByTime(49);
      expect(lots).toHaveLength(1);
      vi.advanceTimersByTime(1);
      expect(lots.map(({ all }) => all)).toEqual([[1], [2]]);
      // Both lanes are taken, however slow what is in them.
      begun.push(work(3));
      await turn();
      vi.advanceTimersByTime(1000);
      expect(lots).toHaveLength(2);
      lots[1]?.end();
      await turn();
      // And where the quick one is done, the next need not be full.
      expect(lots.map(({ all }) => all)).toEqual([[1], [2], [3]]);
      for (const { end } of lots) end();
      expect(await Promise.all(begun)).toEqual([10, 20, 30]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('one that spoils its lot fails by itself; what is nobody’s doing fails for all', async () => {
    const lots: (readonly string[])[] = [];
    const doAll = async (all: readonly string[]): Promise<string[]> => {
      lots.push(all);
      await turn();
      if (all.includes('spoilt')) throw new Spoilt();
      if (all.includes('no disk')) throw new Error('no disk');
      return all.map((one) => `${one} done`);
    };
    const work = gather(doAll, { lanes: 1, slowAfter: 9000, most: 9, nameOf: nameless, isOfOne });
    const settled = await Promise.allSettled(['a', 'spoilt', 'b'].map(work));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(lots).toEqual([['a', 'spoilt', 'b'], ['a'], ['spoilt'], ['b']]);
    const all = await Promise.allSettled(['c', 'no disk', 'd'].map(work));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(lots).toHaveLength(5);
  });

  test('everybody is done once, no two of a name in one lot, never more at once than there are lanes', async () => {
    const one = fc.record({ name: fc.nat(4), spoilt: fc.boolean(), after: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        async (all, lanes, most, slowAfter) => {
          const did = new Map<object, number>();
          let lots = 0;
          const doAll = async (lot: readonly (typeof all)[number][]): Promise<object[]> => {
            // Each of a lot that was spoilt is done in the lane of the lot.
            if (lot.length > 1) lots += 1;
            expect(lots).toBeLessThanOrEqual(lanes);
            expect(lot.length).toBeLessThanOrEqual(most);
            expect(new Set(lot.map(({ name }) => name)).size).toBe(lot.length);
            await turn();
            if (lot.length > 1) lots -= 1;
            if (lot.some(({ spoilt }) => spoilt)) throw new Spoilt();
            for (const item of lot) did.set(item, (did.get(item) ?? 0) + 1);
            return [...lot];
          };
          const work = gather(doAll, { lanes, slowAfter, most, nameOf: ({ name }) => String(name), isOfOne });
          const begun = all.map(async (item) => {
            for (let turns = 0; turns < item.after; turns++) await turn();
            return work(item);
          });
          const done = await Promise.allSettled(begun);
          for (const [index, item] of all.entries()) {
            expect(done[index]).toMatchObject(item.spoilt ? { status: 'rejected' } : { value: item });
            expect(did.get(item)).toBe(item.spoilt ? undefined : 1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
