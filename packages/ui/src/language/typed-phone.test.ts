import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWholePhone, phoneOf, writtenPhone } from './typed-phone.ts';

test.each([
  ['+7 916 402-18-55', '+79164021855'],
  ['8 (916) 402-18-55', '+79164021855'],
  ['9164021855', '+79164021855'],
  ['+375 29 123-45-67', '+375291234567'],
  ['', '+'],
])('%s is %s', (typed, phone) => expect(phoneOf(typed)).toBe(phone));

test.each([
  ['9', '+7 9'],
  ['8916', '+7 916'],
  ['+79164021855', '+7 916 402-18-55'],
  ['+375291234567', '+375291234567'],
  ['+', '+'],
  ['', ''],
])('%s is written %s', (typed, written) => expect(writtenPhone(typed)).toBe(written));

test('writing changes no digit, and what is written is written no other way again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(\+7|8|9)\d{0,10}$/), (typed) => {
      const written = writtenPhone(typed);
      expect(writtenPhone(written)).toBe(written);
      expect(phoneOf(written).startsWith('+7')).toBe(true);
      expect(written.replaceAll(/\D/g, '').slice(-9)).toBe(
        `7${typed.replaceAll(/\D/g, '').replace(/^[78](?!$)|^[78]$/, '')}`.slice(-9),
      );
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['+7 916 402-18-5', false],
  ['+7 916 402-18-55', true],
  ['+375 29 123-45-67', true],
  ['', false],
])('whether %s is whole: %s', (typed, whole) => expect(isWholePhone(typed)).toBe(whole));
