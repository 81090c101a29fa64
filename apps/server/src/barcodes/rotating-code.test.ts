import { createHmac } from 'node:crypto';
import { instant } from '@bonum/engine';
import { assert, integer, nat, property, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit } from '../cards/card-number.ts';
import { codeAt, freshnessOf, parseRotatingCode, stepAt } from './rotating-code.ts';

const now = instant(Date.parse('2026-11-22T12:00:10+03:00'));
const later = (seconds: number) => instant(now + seconds * 1000);
const digits = (length: number) => stringMatching(new RegExp(`^[0-9]{${length}}$`));
const written = (reference: string, code: string) => {
  const body = `29${reference}${code}`;
  return body + checkDigit(body);
};

describe('B5 a code that changes every 30 seconds', () => {
  test('is that of RFC 6238, appendix B, with SHA-256', () => {
    const seed = Buffer.from('12345678901234567890123456789012');
    const at = (seconds: number) => codeAt(seed, stepAt(instant(seconds * 1000)));
    // The document has eight digits; ours are its last seven.
    expect([59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000].map(at)).toEqual([
      '6119246',
      '8084774',
      '7062674',
      '1819424',
      '0698825',
      '7737706',
    ]);
  });

  test('is taken for as long as it is shown and half a minute on either side, and then is stale', () => {
    const seed = createHmac('sha256', 'a phone').digest();
    const code = codeAt(seed, stepAt(now));
    const fresh = { fresh: true, step: stepAt(now) };
    // Shown from 12:00:00 to 12:00:30.
    expect([-41, -11].map((seconds) => freshnessOf(seed, code, later(seconds)))).toEqual(['stale', fresh]);
    expect([0, 19, 49].map((seconds) => freshnessOf(seed, code, later(seconds)))).toEqual([
      fresh,
      fresh,
      fresh,
    ]);
    expect([50, 3000].map((seconds) => freshnessOf(seed, code, later(seconds)))).toEqual(['stale', 'stale']);
    expect(freshnessOf(seed, code, later(2 * 3600))).toBe('wrong');
  });
});

describe('what is scanned', () => {
  test('is read back as it was written, with any gaps', () => {
    assert(
      property(digits(8), digits(7), (reference, code) => {
        const text = written(reference, code);
        expect(text).toHaveLength(18);
        expect(parseRotatingCode(text)).toEqual({ reference, code });
        expect(parseRotatingCode(text.replaceAll(/(.{4})/g, '$1 '))).toEqual({ reference, code });
      }),
      { numRuns: 100 },
    );
  });

  test('is none of ours with a digit changed, missing or more', () => {
    assert(
      property(digits(8), digits(7), nat(17), integer({ min: 1, max: 9 }), (reference, code, at, by) => {
        const text = written(reference, code);
        const changed = String((Number(text[at]) + by) % 10);
        expect(parseRotatingCode(text.slice(0, at) + changed + text.slice(at + 1))).toBeNull();
        expect(parseRotatingCode(text.slice(0, at) + text.slice(at + 1))).toBeNull();
        expect(parseRotatingCode(`${text}${by}`)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test('is never a card', () => {
    assert(
      property(digits(13), (number) => {
        expect(parseRotatingCode(number)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});
