import { operations } from '@bonum/contract';
import { assert, integer, property, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stubServer } from '../testing/stub-server.ts';
import { partWanted } from './files.ts';

const bytes = Buffer.from('0123456789');
const stub = stubServer({
  'get-call-recording': async () => ({
    ok: true,
    value: {
      type: 'audio/wav',
      size: bytes.length,
      open: async ({ first, last }: { first: number; last: number }) =>
        new Blob([bytes.subarray(first, last + 1)]).stream(),
    },
  }),
});
let baseUrl = '';
beforeAll(async () => {
  baseUrl = await stub.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => stub.server.close());

const id = '01932e2c-0000-7000-8000-000000000001';
const ask = async (range?: string) => {
  const path = operations['get-call-recording'].path.replaceAll(/\{\w+\}/g, id);
  const headers = { authorization: `Bearer ${stub.key}`, ...(range !== undefined && { range }) };
  const response = await fetch(`${baseUrl}/v1${path}`, { headers });
  const { status } = response;
  return [
    status,
    await response.text(),
    response.headers.get('content-range'),
    response.headers.get('content-length'),
  ];
};

describe('G7 a file that is streamed', () => {
  test('comes whole, or the part that is asked for', async () => {
    expect(await ask()).toEqual([200, '0123456789', null, '10']);
    expect(await ask('bytes=0-')).toEqual([206, '0123456789', 'bytes 0-9/10', '10']);
    expect(await ask('bytes=3-5')).toEqual([206, '345', 'bytes 3-5/10', '3']);
    expect(await ask('bytes=-4')).toEqual([206, '6789', 'bytes 6-9/10', '4']);
    expect(await ask('bytes=8-99')).toEqual([206, '89', 'bytes 8-9/10', '2']);
    expect(await ask('bytes=10-')).toEqual([416, '', 'bytes */10', '0']);
    expect(await ask('bytes=5-3')).toEqual([200, '0123456789', null, '10']);
    expect(await ask('lines=1-2')).toEqual([200, '0123456789', null, '10']);
  });

  test('a part lies within the file and is never empty', () => {
    const asked = tuple(
      integer({ min: 0, max: 30 }),
      integer({ min: 0, max: 30 }),
      integer({ min: 1, max: 20 }),
    );
    assert(
      property(asked, ([from, to, size]) => {
        for (const header of [`bytes=${from}-${to}`, `bytes=${from}-`, `bytes=-${to}`]) {
          const part = partWanted(header, size);
          if (part === null || part === 'none') continue;
          expect(part.first).toBeLessThanOrEqual(part.last);
          expect(part.first).toBeGreaterThanOrEqual(0);
          expect(part.last).toBeLessThan(size);
        }
      }),
    );
  });
});
