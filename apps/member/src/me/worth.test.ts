import { describe, expect, test } from 'vitest';
import type { Me } from './use-me.ts';
import { daysUntil, heroOf, nextEnding, shareOf } from './worth.ts';

const kind = (rest: Partial<Me['kinds'][number]>): Me['kinds'][number] => ({
  kind: 'bonus',
  name: { ru: 'Баллы', en: 'Points' },
  worth: 100,
  share: 3000,
  available: 0,
  pending: 0,
  held: 0,
  debt: 0,
  expiring: [],
  activating: [],
  ...rest,
});
const me = (...kinds: Me['kinds']) => ({ kinds });
const now = Date.parse('2026-11-22T12:00:00');

describe('the one figure', () => {
  test('adds up points that are worth the same, and no stamps', () => {
    const stamps = kind({ share: null, available: 4, worth: 3000 });
    expect(heroOf(me(kind({ available: 350 }), kind({ available: 4462 }), stamps))).toEqual({ points: 4812 });
  });

  test('is what they pay where they are not', () => {
    expect(heroOf(me(kind({ available: 100 }), kind({ available: 1000, worth: 10 })))).toEqual({
      sum: 20_000,
    });
  });

  test('can pay the largest share of any kind', () => {
    expect(shareOf(me(kind({ share: 2000 }), kind({ share: 5000 }), kind({ share: null })))).toBe(0.5);
    expect(shareOf(me())).toBe(0);
  });
});

describe('what expires next', () => {
  const ending = (at: string, points: number) => kind({ expiring: [{ at, points }] });

  test('is the nearest of all kinds, within a month', () => {
    const all = me(ending('2026-12-05T00:00:00', 70), ending('2026-11-30T00:00:00', 150));
    expect(nextEnding(all, now)).toMatchObject({ points: 150 });
    expect(nextEnding(me(ending('2027-02-01T00:00:00', 1)), now)).toBeNull();
  });

  test.each([
    ['2026-11-23T00:00:00', 0],
    ['2026-11-22T23:59:59', 0],
    ['2026-11-24T00:00:00', 1],
    ['2026-11-30T23:59:59', 8],
  ])('%s is so many days away', (at, days) => expect(daysUntil(at, now)).toBe(days));
});
