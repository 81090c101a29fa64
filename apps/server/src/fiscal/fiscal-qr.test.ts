import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fiscalName, parseFiscalQr } from './fiscal-qr.ts';

const good = 't=20261122T1905&s=1249.90&fn=9999078900001234&i=12345&fp=1234567890&n=1';

describe('G6 a missing receipt is known by its fiscal QR code', () => {
  test('as registers print it, with seconds or without, kopecks or none, fields in any order', () => {
    const receipt = {
      localTime: '2026-11-22T19:05:00',
      sum: 124_990,
      storage: '9999078900001234',
      document: '12345',
      sign: '1234567890',
      kind: 'sale',
    };
    expect(parseFiscalQr(good)).toEqual({ ok: true, receipt });
    const turned = good.split('&').toReversed().join('&');
    expect(parseFiscalQr(turned)).toEqual({ ok: true, receipt });
    expect(parseFiscalQr(good.replace('T1905', 'T190559'))).toMatchObject({
      receipt: { localTime: '2026-11-22T19:05:59' },
    });
    expect(parseFiscalQr(good.replace('1249.90', '1249'))).toMatchObject({ receipt: { sum: 124_900 } });
    expect(parseFiscalQr(good.replace('1249.90', '0.5'))).toMatchObject({ receipt: { sum: 50 } });
    expect(parseFiscalQr(good.replace('n=1', 'n=2'))).toMatchObject({ receipt: { kind: 'return' } });
  });

  test.each([
    ['t', '20260231T1905'],
    ['t', '20261122T2460'],
    ['t', '2026-11-22'],
    ['s', '0.00'],
    ['s', '-5'],
    ['s', '1.999'],
    ['s', '1e3'],
    ['fn', '999907890000123'],
    ['i', '0'],
    ['i', '12345678901'],
    ['fp', ''],
    ['n', '5'],
  ])('%s=%s is none', (field, value) => {
    const text = good.replace(new RegExp(`(^|&)${field}=[^&]*`), `$1${field}=${value}`);
    expect(parseFiscalQr(text)).toEqual({ ok: false, field });
  });

  test('a field that is missing is named; one that stands twice, or is none of them, is no code of ours', () => {
    expect(parseFiscalQr(good.replace('&fp=1234567890', ''))).toEqual({ ok: false, field: 'fp' });
    expect(parseFiscalQr(`${good}&n=1`)).toEqual({ ok: false, field: null });
    expect(parseFiscalQr(`${good}&x=1`)).toEqual({ ok: false, field: null });
    expect(parseFiscalQr('https://example.com')).toMatchObject({ ok: false });
  });

  test('no text whatever makes it fail', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFiscalQr(text)));
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 5 }), { maxLength: 8 }), (parts) => {
        expect(parseFiscalQr(parts.join('&')).ok).toBe(false);
      }),
    );
  });

  test('one document has one name, however many zeros stand before its number', () => {
    const padded = parseFiscalQr(good.replace('i=12345', 'i=0000012345'));
    const plain = parseFiscalQr(good);
    expect(padded.ok && plain.ok && fiscalName(padded.receipt) === fiscalName(plain.receipt)).toBe(true);
  });
});
