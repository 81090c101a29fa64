import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stubServer } from '../testing/stub-server.ts';

const stub = stubServer();
let port = 0;

beforeAll(async () => {
  await stub.server.listen({ port: 0, host: '127.0.0.1' });
  const address: AddressInfo | string | null = stub.server.server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => stub.server.close());

/** Sends bytes as they are and reads until the server hangs up. */
function send(...chunks: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    let received = '';
    socket.setTimeout(30_000, () =>
      socket.destroy(new Error(`The server kept the connection; so far: ${received}`)),
    );
    socket.on('data', (data) => {
      received += data.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}

function problem(answer: string): { status: number; code: unknown } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const document: { status: unknown; code: unknown } = JSON.parse(
    body.replace(/^[0-9a-f]+\r\n/, '').replace(/\r\n0$/, ''),
  );
  expect(document.status).toBe(status);
  return { status, code: document.code };
}

const quote = (headers: readonly string[], body: string | Buffer = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        'POST /v1/receipts/quote HTTP/1.1',
        `Authorization: Bearer ${stub.key}`,
        'Connection: close',
        ...headers,
        '',
        '',
      ].join('\r\n'),
    ),
    Buffer.from(body),
  ]);

const json = ['Host: x', 'Content-Type: application/json'];

describe('bytes that are hardly HTTP', () => {
  test.each<[string, Buffer, number, string]>([
    ['no HTTP at all', Buffer.from('\x16\x03\x01 hello\r\n\r\n'), 400, 'bad-request'],
    ['a method nobody has', Buffer.from('BREW / HTTP/1.1\r\nHost: x\r\n\r\n'), 400, 'bad-request'],
    ['a content-length that is no number', quote([...json, 'Content-Length: ten']), 400, 'bad-request'],
    ['a negative content-length', quote([...json, 'Content-Length: -1']), 400, 'bad-request'],
    [
      'two content-lengths',
      quote([...json, 'Content-Length: 2', 'Content-Length: 3'], '{}'),
      400,
      'bad-request',
    ],
    [
      'a length and chunks at once',
      quote([...json, 'Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      400,
      'bad-request',
    ],
    [
      'a chunk size that is no number',
      quote([...json, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
      400,
      'bad-request',
    ],
    ['a header with a line break inside', quote([...json, 'X-A: b\rX-C: d']), 400, 'bad-request'],
    ['headers without end', quote([...json, `X-Long: ${'x'.repeat(20_000)}`]), 431, 'too-large'],
    ['no host', quote(['Content-Type: application/json', 'Content-Length: 2'], '{}'), 400, 'bad-request'],
    [
      'an expectation nobody meets',
      quote([...json, 'Expect: miracles', 'Content-Length: 2'], '{}'),
      417,
      'bad-request',
    ],
    ['a body said to be too large', quote([...json, 'Content-Length: 99999999']), 413, 'too-large'],
    [
      'a body that is not UTF-8',
      quote(
        [...json, 'Content-Length: 9'],
        Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0x20]),
      ),
      400,
      'bad-json',
    ],
    [
      'a path that cannot be decoded',
      Buffer.from('GET /v1/members/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      400,
      'bad-request',
    ],
  ])('%s', async (_name, bytes, status, code) => {
    expect(problem(await send(bytes))).toEqual({ status, code });
  });

  test('chunks that together are too large', async () => {
    const chunk = `${(256 * 1024).toString(16)}\r\n${'x'.repeat(256 * 1024)}\r\n`;
    const answer = await send(
      quote([...json, 'Transfer-Encoding: chunked']),
      ...Array.from({ length: 6 }, () => chunk),
    );
    expect(problem(answer)).toEqual({ status: 413, code: 'too-large' });
  });

  test('the server lives on and no handler was reached', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    expect(answer.status).toBe(200);
    expect(stub.reached()).toBe(0);
    expect(stub.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
