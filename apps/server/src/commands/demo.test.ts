import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, runningServer } from '../database/cluster.ts';
import { demoKeys } from '../demo/keys.ts';
import { thingsToTry } from '../demo/welcome.ts';
import { runBonum, startBonum, type Running } from '../testing/child.ts';
import { onDatabase } from '../testing/embedded-client.ts';
import { quickFolder } from '../testing/quick-place.ts';

const READY = 'Ctrl-C stops everything';
const CARD = '2101000000019';

let folder: string;
let port: number;
let demo: Running;

const environment = (): Record<string, string> => ({
  BONUM_DATA: folder,
  PORT: String(port),
  BONUM_DEMO_MEMBERS: '6',
});
const url = (): string => `http://localhost:${port}`;

async function startDemo(): Promise<void> {
  demo = startBonum(['demo'], environment());
  await demo.until(READY);
}

/** The body of a printed curl command, sent. */
async function tryOut(index: number): Promise<Record<string, unknown>> {
  const { command } = thingsToTry({ url: url(), card: CARD, now: Date.now() })[index] ?? { command: '' };
  const [, address = ''] = /curl -s (\S+)/.exec(command) ?? [];
  const headers = Object.fromEntries(
    [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
  );
  const [, body = ''] = /-d '(.+)'$/s.exec(command) ?? [];
  const response = await fetch(address, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return response.json() as Promise<Record<string, unknown>>;
}

/** What is there of everything that a second start could lose or double. */
const counts = (): Promise<unknown> =>
  onDatabase(folder, (client) => client.query(COUNTS).then(({ rows }) => rows[0]));

const TABLES = 'owner member receipt transfer lot message confirmation event api_key programme_version';
const COUNTS = `select ${TABLES.split(' ')
  .map((table) => `(select count(*) from ${table}) as "${table}"`)
  .join()}`;

beforeAll(async () => {
  folder = await quickFolder();
  port = await freePort();
  await startDemo();
});

afterAll(async () => {
  demo.child.kill('SIGINT');
  await demo.end();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

describe('B7 one command to try it all', () => {
  test('a fresh start prints the addresses and the keys', () => {
    for (const path of ['/app/', '/desk/', '/studio', '/docs', '/dev/messages']) {
      expect(demo.said()).toContain(`${url()}${path} `);
    }
    for (const { secret } of Object.values(demoKeys)) expect(demo.said()).toContain(secret);
    expect(demo.said()).toMatch(/Made up 6 stores, 1\d\d goods, 8 members and \d+ receipts in/);
  });

  test('figures are told as in production, on a port of their own and to this machine alone', async () => {
    await tryOut(0);
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/metrics/.exec(demo.said()) ?? [];
    const told = await (await fetch(address)).text();
    expect(told).toMatch(/^bonum_requests_total\{operation="quote-receipt",code="ok"\} [1-9]/m);
    expect(told).toMatch(/^bonum_queue_size\{queue="messages"\} \d+/m);
    expect((await fetch(`${url()}/metrics`)).status).toBe(404);
  });

  test.each(['/', '/desk/', '/studio', '/docs/', '/docs/openapi.json', '/dev/messages', '/health', '/ready'])(
    '%s answers',
    async (path) => {
      expect((await fetch(url() + path)).status).toBe(200);
    },
  );

  test('U3 the three things to try work as they are printed', async () => {
    expect(demo.said()).toContain(CARD);
    const quote = await tryOut(0);
    expect(quote).toMatchObject({ member: { name: 'Анна Сергеевна' } });
    expect(JSON.stringify(quote['promotions'])).toContain('1+1=3');
    expect(await tryOut(1)).toMatchObject({ surname: 'Соколова', phone: '+70001000001' });
    expect(await tryOut(2)).toMatchObject({ channel: 'flashcall', next: { channel: 'sms' } });
    const page = await fetch(`${url()}/dev/messages`, { headers: { 'accept-language': 'ru' } });
    expect(await page.text()).toMatch(/class="code">\d{4}</);
  });

  test('each demo key may do what it is for and no more', async () => {
    const ask = async (key: string, path: string): Promise<number> =>
      (await fetch(`${url()}/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await ask(demoKeys.read.secret, '/programme')).toBe(200);
    expect(await ask(demoKeys.read.secret, '/keys')).toBe(403);
    expect(await ask(demoKeys.office.secret, '/keys')).toBe(200);
    expect(await ask(demoKeys.till.secret, '/programme')).toBe(403);
    expect(await ask('demo-other-key', '/programme')).toBe(401);
  });

  test('B1 verify finds nothing wrong, in the database of the running server', async () => {
    const before = await runningServer(join(folder, 'postgres'));
    const { code, stdout } = await runBonum(['verify'], { BONUM_DATA: folder });
    expect(stdout).toMatch(/All \d+ invariants hold\./);
    expect(code).toBe(0);
    expect(await runningServer(join(folder, 'postgres'))).toEqual(before);
  });

  test('a second one on the same port says what to do', async () => {
    const { code, stderr } = await runBonum(['demo'], environment());
    expect(code).toBe(1);
    expect(stderr).toBe(
      `bonum: Port ${port} is in use, perhaps by another Bonum. Stop that, or take another port: PORT=${port + 1}\n`,
    );
  });

  test('a second start after Ctrl-C keeps everything', async () => {
    const before = await counts();
    demo.child.kill('SIGINT');
    expect(await demo.end()).toMatchObject({ code: 0, stderr: '' });
    expect(await runningServer(join(folder, 'postgres'))).toBeUndefined();
    await startDemo();
    expect(await counts()).toEqual(before);
    expect(demo.said()).not.toContain('Made up');
    expect(await tryOut(1)).toMatchObject({ surname: 'Соколова' });
  });

  test('a killed one starts again with everything', async () => {
    const before = await counts();
    demo.child.kill('SIGKILL');
    await demo.end();
    await startDemo();
    expect(await counts()).toEqual(before);
  });
});

test('a port that is in use is noticed before anything else is done', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  const nowhere = join(folder, 'never-made');
  const { stderr } = await runBonum(['demo'], { BONUM_DATA: nowhere, PORT: String(taken) });
  expect(stderr).toContain(`Port ${taken} is in use`);
  other.close();
});
