import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../database/cluster.ts';
import { Chain } from '../testing/chain.ts';
import { startBonum, type Running } from '../testing/child.ts';
import { runCommand } from '../testing/command.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { line, type Basket } from '../testing/till.ts';
import { createKeyCommand } from './key.ts';

let database: TestDatabase;
let chain: Chain;
let key: string;
let port: number;
let env: Record<string, string>;
let running: Running;

beforeEach(async () => {
  database = await createDatabase();
  chain = new Chain(database);
  chain.now = Date.now();
  await chain.publish('sportswear');
  await chain.till.stock();
  port = await freePort();
  env = { DATABASE_URL: database.url, BONUM_SECRET: 'x'.repeat(40), PORT: String(port) };
  // The tests make statements wait, on a machine that may be slow.
  Object.assign(env, { BONUM_STATEMENT_TIMEOUT_MS: '30000', BONUM_STOP_DEADLINE_MS: '60000' });
  const flags = { name: 'till', scope: ['till'] };
  const { printed } = await runCommand((context) => createKeyCommand(context, flags), env);
  key = /bonum_\S+/.exec(printed)?.[0] ?? '';
});
afterEach(async () => {
  running.child.kill('SIGKILL');
  await running.end();
  await database[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: Record<string, unknown>;
}

/** One request of a till that keeps its connection. */
function ask(path: string, body?: object, agent = new Agent({ keepAlive: true })): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const options = { agent, port, path, ...(body ? { method: 'POST', headers } : {}) };
    const asked = request(options, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => {
        const { statusCode: status = 0, headers: said } = response;
        resolve({ status, connection: said.connection, body: JSON.parse(text) as Answer['body'] });
      });
    });
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

const commit = (sale: Basket): Promise<Answer> => ask('/v1/receipts/commit', sale);

/** Nobody can write a receipt until it is let go. */
async function holdReceipts(): Promise<() => Promise<void>> {
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query('lock table receipt in exclusive mode');
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

/** How many statements of the server wait for those locks. */
async function waiting(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.application_name = 'bonum-serve'`,
  );
  return rows[0]?.count ?? 0;
}

async function serve(settings: Record<string, string> = {}): Promise<void> {
  running = startBonum(['serve'], { ...env, ...settings });
  await running.until('Bonum serves');
}

const sales = (count: number): Basket[] =>
  Array.from({ length: count }, () => chain.till.basket([line('SOCKS', 300)]));

async function receipts(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('select count(*)::int as count from receipt');
  return rows[0]?.count ?? 0;
}

describe('U12 a server that is told to stop', () => {
  test('answers what is under way, each once, takes the last of its clients, and ends with 0', async () => {
    await serve({ BONUM_STOP_GRACE_MS: '5000' });
    const letGo = await holdReceipts();
    const kept = new Agent({ keepAlive: true });
    expect((await ask('/ready', undefined, kept)).status).toBe(200);
    const underWay = sales(6).map(commit);
    // Some go in one statement.
    await expect.poll(waiting).toBeGreaterThan(0);
    running.child.kill('SIGTERM');
    await expect.poll(async () => (await ask('/ready', undefined, kept)).status).toBe(503);
    const late = await ask('/health');
    expect([late.status, late.connection]).toEqual([200, 'close']);
    await letGo();
    for (const answer of await Promise.all(underWay)) {
      expect([answer.status, answer.connection]).toEqual([200, 'close']);
    }
    const { code, stdout, stderr } = await running.end();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('nobody new is let in');
    await expect(ask('/health')).rejects.toThrow('ECONNREFUSED');
    expect(await receipts()).toBe(6);
    expect(await chain.breaks()).toEqual([]);
  });

  test('is not held for ever by what is stuck: at the deadline it says so and ends with 1', async () => {
    await serve({ BONUM_STOP_GRACE_MS: '0', BONUM_STOP_DEADLINE_MS: '500' });
    const letGo = await holdReceipts();
    const [sale] = sales(1);
    const stuck = commit(sale as Basket).catch(String);
    await expect.poll(waiting).toBe(1);
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.end();
    expect(await stuck).toMatch(/hang up|ECONNRESET/);
    expect(code).toBe(1);
    expect(stdout).toMatch(/"running":1.*stopped at the deadline/);
    await letGo();
    // Asked again of another server, it is there once, whichever way it went here.
    await serve({ BONUM_STOP_GRACE_MS: '0' });
    expect((await commit(sale as Basket)).status).toBe(200);
    expect(await receipts()).toBe(1);
  });

  test('a second signal, later, ends it at once', async () => {
    await serve({ BONUM_STOP_GRACE_MS: '60000', BONUM_STOP_DEADLINE_MS: '60000' });
    running.child.kill('SIGINT');
    // A terminal and npm both deliver the first one; only one that comes later is meant.
    const again = setInterval(() => running.child.kill('SIGINT'), 300);
    const { code, stderr } = await running.end();
    clearInterval(again);
    expect(code).toBe(130);
    expect(stderr).toContain('told to stop a second time');
  });
});

describe('U12 more than a server can do', () => {
  test('is told so at once, those it took are answered, and its health is still told', async () => {
    await serve({ BONUM_REQUESTS_IN_FLIGHT: '2', BONUM_REQUESTS_WAITING: '3', BONUM_STOP_GRACE_MS: '0' });
    const letGo = await holdReceipts();
    const first: Promise<Answer>[] = [];
    for (const sale of sales(2)) {
      first.push(commit(sale));
      await expect.poll(waiting).toBe(first.length);
    }
    const told: unknown[] = [];
    const asked = sales(8).map(async (sale) => {
      const { status, body } = await commit(sale);
      told.push([status, body['code']]);
      return status;
    });
    await expect.poll(() => told).toEqual(Array.from({ length: 5 }, () => [503, 'busy']));
    expect((await ask('/health')).status).toBe(200);
    await letGo();
    for (const { status } of await Promise.all(first)) expect(status).toBe(200);
    expect((await Promise.all(asked)).filter((status) => status === 200)).toHaveLength(3);
    expect(await receipts()).toBe(5);
  });
});
