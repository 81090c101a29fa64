import { describe, expect, test } from 'vitest';
import { planYear } from './plan.ts';
import { DAY_MS, DAYS } from './rhythm.ts';

const days = { first: Date.UTC(2025, 10, 22) };
const plan = planYear(days, 60);
const receipts = [...plan.keys];

describe('the made-up year', () => {
  test('is the same each time, and a larger chain begins like a smaller one', () => {
    expect(planYear(days, 60)).toEqual(plan);
    expect(planYear(days, 5).lives).toEqual(plan.lives.slice(0, 5));
  });

  test('lies within the year, each life in order after joining', () => {
    for (const [{ at }] of receipts) {
      expect(at).toBeGreaterThanOrEqual(days.first - DAY_MS);
      expect(at).toBeLessThan(days.first + DAYS * DAY_MS);
    }
    for (const { joinsAt, deeds, invitedBy } of plan.lives) {
      const times = deeds.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeGreaterThan(joinsAt);
      expect(joinsAt - (invitedBy?.at ?? joinsAt)).toBeLessThan(14 * DAY_MS);
    }
  });

  test('no till gives a number twice', () => {
    const keys = receipts.map(([, key]) => JSON.stringify(key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has weekends, returns and points asked for', () => {
    const weekday = ([{ at }]: (typeof receipts)[number]): number => new Date(at).getUTCDay();
    const saturdays = receipts.filter((receipt) => weekday(receipt) === 6).length;
    const mondays = receipts.filter((receipt) => weekday(receipt) === 1).length;
    expect(saturdays).toBeGreaterThan(mondays);
    const types = plan.lives.flatMap(({ deeds }) => deeds.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['sale', 'return', 'gift', 'offer']));
    expect(
      plan.lives.some(({ deeds }) => deeds.some((deed) => deed.type === 'sale' && deed.wantsToSpend)),
    ).toBe(true);
  });

  test('reaches no real phone, and nobody shares one', () => {
    const phones = plan.lives.map(({ phone }) => phone);
    expect(new Set(phones).size).toBe(phones.length);
    for (const phone of phones) expect(phone).toMatch(/^\+7000\d{7}$/);
  });
});
