import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText, type Split } from './split-text.ts';

/** What a phone shows of it: the parts in their order, each decoded by itself. */
const shown = ({ coding, parts }: Split): string =>
  parts
    .map(({ message }) => (coding === 8 ? Buffer.from(message).swap16().toString('utf16le') : gsm(message)))
    .join('');

/** As much of GSM's alphabet as the letters below. */
const gsm = (octets: Buffer): string =>
  octets.toString('latin1').replaceAll('\u001be', '€').replaceAll('\u001b(', '{').replaceAll('\u001b)', '}');

const letters = fc.oneof(fc.constantFrom(...'abc XYZ 019'.split('')), fc.constantFrom('€', '{', '}'));
const anything = fc.oneof(fc.constantFrom(...'Привет, abc'.split('')), fc.constantFrom('🎁', '😀', '👍🏽'));

describe('a text as short messages', () => {
  test.each([
    ['x'.repeat(160), 0, 1],
    ['x'.repeat(161), 0, 2],
    [`${'x'.repeat(159)}€`, 0, 2],
    ['я'.repeat(70), 8, 1],
    ['я'.repeat(71), 8, 2],
    ['🎁'.repeat(35), 8, 1],
    ['x'.repeat(306), 0, 2],
    ['x'.repeat(307), 0, 3],
    ['я'.repeat(134), 8, 2],
    ['я'.repeat(135), 8, 3],
  ] as const)('%s: coding %i in %i', (text, coding, parts) => {
    const split = splitText(text, 7);
    expect([split.coding, split.parts.length]).toEqual([coding, parts]);
  });

  test('is whole again on the phone, each part by itself, and none is too long', () => {
    const texts = fc.oneof(
      fc.array(letters, { minLength: 1, maxLength: 700 }),
      fc.array(anything, { minLength: 1, maxLength: 400 }),
    );
    fc.assert(
      fc.property(texts, fc.nat(255), (pieces, reference) => {
        const text = pieces.join('');
        const split = splitText(text, reference);
        expect(shown(split)).toBe(text);
        const most = split.coding === 8 ? [140, 134] : [160, 153];
        const limit = split.parts.length === 1 ? most[0] : most[1];
        expect(split.parts.every(({ message }) => message.length <= (limit ?? 0))).toBe(true);
        const headers = split.parts.map(({ udh }) => udh && [...udh]);
        const total = split.parts.length;
        expect(headers).toEqual(
          total === 1 ? [null] : split.parts.map((_, index) => [5, 0, 3, reference, total, index + 1]),
        );
      }),
      { numRuns: 200 },
    );
  });
});
