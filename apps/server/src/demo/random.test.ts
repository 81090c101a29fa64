import { expect, test } from 'vitest';
import { randomOf } from './random.ts';

const draws = (name: string): number[] => {
  const random = randomOf(name);
  return Array.from({ length: 5 }, () => random.whole(1, 1000));
};

test('the same name tells the same story, another name another', () => {
  expect(draws('member 1')).toEqual(draws('member 1'));
  expect(draws('member 1')).not.toEqual(draws('member 2'));
});

test('is spread evenly enough', () => {
  const random = randomOf('even');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i++) {
    const at = random.whole(0, 9);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('heavier is likelier, and weightless never comes', () => {
  const random = randomOf('weights');
  const drawn = Array.from({ length: 1000 }, () => random.weighted([0, 1, 3], (weight) => weight));
  expect(drawn).not.toContain(0);
  expect(drawn.filter((weight) => weight === 3).length).toBeGreaterThan(650);
});
