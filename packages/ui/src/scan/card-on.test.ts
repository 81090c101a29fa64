import { assert, integer, nat, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { cardOn } from './card-on.ts';

test('a card is known by its digits', () => {
  expect(cardOn('2101000000538')).toBe('2101000000538');
  expect(cardOn('2101000000539')).toBeNull();
  expect(cardOn('https://example.org/2101000000538')).toBeNull();
});

test('no other digit in any place makes another card', () => {
  const change = record({ place: nat(12), by: integer({ min: 1, max: 9 }) });
  assert(
    property(change, ({ place, by }) => {
      const digits = Array.from('2101000000538', Number);
      digits[place] = ((digits[place] ?? 0) + by) % 10;
      expect(cardOn(digits.join(''))).toBeNull();
    }),
    { numRuns: 100 },
  );
});
