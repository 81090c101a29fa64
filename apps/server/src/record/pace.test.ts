import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('C1 strangers have so many questions a second, and none in advance', () => {
  let now = 0;
  const pace = new Pace(5, () => now);
  const asked = (times: number): number =>
    Array.from({ length: times }, () => pace.mayAsk()).filter(Boolean).length;
  expect(asked(9)).toBe(5);
  now += 400;
  expect(asked(9)).toBe(2);
  now += 60_000;
  expect(asked(9)).toBe(5);
});
