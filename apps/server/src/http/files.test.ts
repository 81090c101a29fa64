import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { operations } from '@bonum/contract';
import { pictures } from '../testing/pictures.ts';
import { stubServer } from '../testing/stub-server.ts';

const { jpeg } = pictures;
const said = {
  stars: 5,
  text: null,
  photo: true,
  givenAt: '2026-11-22T09:00:00Z',
  changeableUntil: '2026-11-23T09:00:00Z',
};
const came: unknown[] = [];
const stub = stubServer({
  'put-feedback-photo': async (input) => {
    came.push(input);
    return { ok: true, value: said };
  },
  'get-my-feedback-photo': async () => ({ ok: true, value: jpeg }),
  'sign-out': async () => ({ ok: true, value: { signedOut: true } }),
});
let baseUrl = '';
beforeAll(async () => {
  baseUrl = await stub.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => stub.server.close());

const receiptId = v7();
const address = `/v1/me/receipts/${receiptId}/feedback/photo`;
const send = (body: Buffer | string, type: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(baseUrl + address, {
    method: 'PUT',
    headers: { cookie: stub.cookie, 'content-type': type, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
const codeOf = async (response: Response): Promise<unknown> => [
  response.status,
  Object(await response.json()).code,
];

describe('a file through the door', () => {
  test('comes in as its bytes and its type, and goes out as them', async () => {
    const response = await send(jpeg.bytes, 'IMAGE/JPEG; name=x');
    expect([response.status, await response.json()]).toEqual([200, said]);
    expect(came).toEqual([{ receiptId, file: { type: 'image/jpeg', bytes: jpeg.bytes } }]);
    const back = await fetch(baseUrl + address, { headers: { cookie: stub.cookie } });
    expect(back.headers.get('content-type')).toBe('image/jpeg');
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(back.headers.get('cache-control')).toBe('private, no-store');
    expect(Buffer.from(await back.arrayBuffer()).equals(jpeg.bytes)).toBe(true);
  });

  test('is no other type, not nothing, not too large, and not from another site', async () => {
    expect(await codeOf(await send('{}', 'application/json'))).toEqual([415, 'not-a-photo']);
    expect(await codeOf(await send('<svg/>', 'image/svg+xml'))).toEqual([415, 'not-a-photo']);
    expect(await codeOf(await send('', 'image/png'))).toEqual([415, 'not-a-photo']);
    const { mostBytes } = operations['put-feedback-photo'].upload;
    expect(await codeOf(await send(Buffer.alloc(mostBytes + 1), 'image/png'))).toEqual([413, 'too-large']);
    expect(await codeOf(await send(jpeg.bytes, jpeg.type, { origin: 'https://elsewhere.example' }))).toEqual([
      403,
      'wrong-origin',
    ]);
  });

  test('comes in nowhere else', async () => {
    const headers = { cookie: stub.cookie, 'content-type': 'image/jpeg' };
    const response = await fetch(`${baseUrl}/v1/me/sign-out`, { method: 'POST', headers, body: 'x' });
    expect(await codeOf(response)).toEqual([415, 'not-json']);
  });
});
