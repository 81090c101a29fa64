import { httpGateway } from '@bonum/standins/http-gateway';
import { describe, expect, test } from 'vitest';
import { askSystem, jsonOf } from './ask-system.ts';
import { atOnce } from './at-once.ts';
import { decodeBody } from './decode-body.ts';

describe('asking a system of record', () => {
  test.each([
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { because: 'busy', retryAfterMs: 7000 },
    ],
    [{ status: 503 }, { because: 'busy' }],
    [{ status: 502 }, { because: 'no-answer' }],
    [{ status: 302, headers: { location: '/login' } }, { because: 'led-elsewhere' }],
  ])('%j is away', async (reply, away) => {
    await using gateway = await httpGateway(() => ({ body: '<html/>', ...reply }));
    expect(await askSystem({ most: 1 })(gateway.url)).toEqual({ state: 'away', ...away });
  });

  test('a line that breaks, and one that says nothing', async () => {
    await using gateway = await httpGateway(() => ({ body: '{}' }));
    const ask = askSystem({ most: 1, patienceMs: 200 });
    gateway.faults.push('drop-after', 'silent');
    expect(await ask(gateway.url)).toEqual({ state: 'away', because: 'no-answer' });
    expect(await ask(gateway.url)).toEqual({ state: 'away', because: 'no-answer' });
    expect(await ask(gateway.url)).toMatchObject({ state: 'heard', status: 200, text: '{}' });
  });

  test('nobody is there', async () => {
    const gateway = await httpGateway(() => ({ body: '{}' }));
    await gateway[Symbol.asyncDispose]();
    expect(await askSystem({ most: 1 })(gateway.url)).toEqual({ state: 'away', because: 'unreachable' });
  });

  test('a page for people is no JSON', () => {
    expect(jsonOf({ text: '<html>Работы на сервере</html>' })).toBeUndefined();
  });
});

test('no more work at the same moment than is let', async () => {
  const within = atOnce(2);
  let working = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, (working += 1));
    await new Promise((resolve) => void setImmediate(resolve));
    working -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => within(work)));
  expect(most).toBe(2);
});

test('Russian Windows is read, whatever the answer says of itself', () => {
  const bytes = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
  expect(decodeBody(bytes, 'application/json; charset=utf-8')).toBe('Привет');
  expect(decodeBody(bytes, 'text/html; charset=windows-1251')).toBe('Привет');
  expect(decodeBody(Buffer.from('Привет'), null)).toBe('Привет');
});
