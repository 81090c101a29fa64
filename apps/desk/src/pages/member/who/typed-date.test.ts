import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfTyped, dotted } from './typed-date.ts';

test.each([
  ['0', '0'],
  ['0803', '08.03'],
  ['08031990', '08.03.1990'],
  ['08/03/1990', '08.03.1990'],
  ['080319901', '08.03.1990'],
  ['восьмое', ''],
])('%s is shown as %s', (typed, shown) => {
  expect(dotted(typed)).toBe(shown);
});

test.each([
  ['08.03.1990', '1990-03-08'],
  ['29.02.2000', '2000-02-29'],
  ['29.02.1900', null],
  ['31.04.1990', null],
  ['00.01.1990', null],
  ['08.03.90', null],
  ['', null],
])('%s is the day %s', (typed, day) => {
  expect(dayOfTyped(typed)).toBe(day);
});

test('G6 every day of a calendar can be typed', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (at) => {
      const iso = at.toISOString().slice(0, 10);
      const [year = '', month = '', day = ''] = iso.split('-');
      expect(dayOfTyped(dotted(day + month + year))).toBe(iso);
    }),
  );
});
