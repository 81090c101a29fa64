import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { examples, operations, refusals } from '@bonum/contract';
import { createBonumClient } from '@bonum/client';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { settleDue } from '../jobs/settle-due.ts';
import { days, inChain } from '../testing/chain.ts';
import { runExamples } from '../testing/examples.ts';
import { parsePrometheus, sumOf, type Sample } from '../testing/prometheus.ts';
import { stubServer } from '../testing/stub-server.ts';
import { line } from '../testing/till.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { createMetrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const quiet = pino({ level: 'silent' });

async function scrape({ metrics }: Pick<WholeServer, 'metrics'>): Promise<readonly Sample[]> {
  await using served = await serveMetrics(metrics, { metricsHost: '127.0.0.1', metricsPort: 0 }, quiet);
  const address = `http://127.0.0.1:${served.port}`;
  expect((await fetch(`${address}/`)).status).toBe(404);
  const response = await fetch(`${address}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parsePrometheus(await response.text());
}

/** Every example of the contract, each through the real server. */
async function everyExample(whole: WholeServer): Promise<number> {
  const spendingCode = async (confirmationId: string): Promise<string> => {
    if (confirmationId === examples.ids.spendConfirmation) {
      await createBonumClient(whole).POST('/v1/confirmations', {
        body: { confirmationId, purpose: 'spend', member: { card: examples.card } },
      });
    }
    return whole.codeOf(confirmationId);
  };
  return (await runExamples({ ...whole, codeOf: spendingCode })).length;
}

/** What the database says, apart from the way the figures are counted. */
const moved = async ({ database: { db } }: Pick<WholeServer, 'database'>, from: string, to: string) => {
  const { rows } = await sql<{ points: number }>`
    select coalesce(sum(amount), 0)::int as points from transfer where debit like ${from} and credit like ${to}`.execute(
    db,
  );
  return rows[0]?.points;
};
const OWNERS = '%e%';

describe('U12 figures for Prometheus', () => {
  test('after real operations they are those of the database, and say nothing of people', async () => {
    await using whole = await wholeServer();
    const asked = await everyExample(whole);
    await fetch(`${whole.baseUrl}/v1/nowhere/+79160000000`);
    const samples = await scrape(whole);
    const points = (movement: string): number => sumOf(samples, 'bonum_points_total', { movement });

    expect(await moved(whole, 'issued', OWNERS)).toBeGreaterThan(0);
    expect(points('issued')).toBe(await moved(whole, 'issued', OWNERS));
    expect(points('taken-back')).toBe(await moved(whole, OWNERS, 'issued'));
    expect(await moved(whole, 'held', 'redeemed')).toBeGreaterThan(0);
    expect(points('spent')).toBe(await moved(whole, OWNERS, 'redeemed'));
    expect(points('given-back')).toBe(await moved(whole, 'redeemed', OWNERS));
    expect(sumOf(samples, 'bonum_queue_size', { queue: 'messages' })).toBe(
      await waiting(whole, 'message', 'next_at is not null'),
    );

    const requests = samples.filter(({ name }) => name === 'bonum_requests_total');
    expect(sumOf(samples, 'bonum_requests_total')).toBeGreaterThanOrEqual(asked);
    expect(sumOf(samples, 'bonum_request_seconds_count')).toBe(sumOf(samples, 'bonum_requests_total'));
    const known = new Set([...Object.keys(operations), 'unknown']);
    expect(requests.filter(({ labels }) => !known.has(labels['operation'] ?? ''))).toEqual([]);
    const codes = new Set(['ok', ...Object.keys(refusals)]);
    expect(requests.filter(({ labels }) => !codes.has(labels['code'] ?? ''))).toEqual([]);
    expect(sumOf(samples, 'bonum_requests_total', { code: 'no-such-operation' })).toBe(1);

    expect(sumOf(samples, 'bonum_requests_in_flight')).toBe(0);
    expect(sumOf(samples, 'bonum_database_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(sumOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'nodejs_gc_duration_seconds_count'])
      expect(samples.map((sample) => sample.name)).toContain(name);
    // Names and labels only: a measured figure has whatever digits it has.
    expect(JSON.stringify(samples.map(({ name, labels }) => ({ name, labels })))).not.toMatch(/7916|2101000/);
  });

  test(
    'what a worker books is counted too, and a write begun anew',
    inChain('sportswear', async (chain) => {
      const metrics = createMetrics();
      Object.assign(chain.shell, { witness: metrics.witness });
      const memberId = await chain.till.join();
      await chain.till.grant(memberId, 500);
      // Sales of one member at once: all but one find that somebody was faster.
      await Promise.all(Array.from({ length: 5 }, () => chain.till.buy(memberId, [line('SOCKS', 300)])));
      chain.now += days(1000);
      expect(await settleDue(chain.shell, new Set(), quiet)).toBeGreaterThan(0);
      const samples = parsePrometheus(await metrics.text());
      const expired = await moved(chain, OWNERS, 'expired');
      expect(expired).toBeGreaterThanOrEqual(500);
      expect(sumOf(samples, 'bonum_points_total', { movement: 'expired', kind: 'bonus' })).toBe(expired);
      expect(sumOf(samples, 'bonum_retries_total', { operation: 'commit-receipt' })).toBeGreaterThan(0);
    }),
  );

  test('without a database everything else is still told', async () => {
    const metrics = createMetrics();
    metrics.look({
      pool: { totalCount: 2, idleCount: 0, waitingCount: 7 },
      waiting: async () => null,
    });
    const samples = parsePrometheus(await metrics.text());
    expect(sumOf(samples, 'bonum_database_connections', { state: 'awaited' })).toBe(7);
    expect(samples.filter(({ name }) => name.startsWith('bonum_queue'))).toEqual([]);
  });

  test('clients beyond the most there may be are let go at once, and counted', async () => {
    const metrics = createMetrics();
    const { server } = stubServer({}, { connections: 1, metrics });
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const first = connect(port, '127.0.0.1');
    await once(first, 'connect');
    const second = connect(port, '127.0.0.1');
    await once(second, 'close');
    expect(sumOf(parsePrometheus(await metrics.text()), 'bonum_connections_dropped_total')).toBe(1);
    first.destroy();
    await server.close();
  });

  test('a scrape that is not well-formed is found out', () => {
    const good = '# HELP a b\n# TYPE a counter\na{b="c"} 1\n';
    expect(parsePrometheus(good)).toEqual([{ name: 'a', labels: { b: 'c' }, value: 1 }]);
    for (const bad of [
      good.trim(),
      good + good,
      `${good}a{b="c"} 2\n`,
      `${good}other 1\n`,
      good.replace('"c"', 'c'),
    ])
      expect(() => parsePrometheus(bad), bad).toThrow(
        /not a sample|two types|twice|stands under|does not end/,
      );
  });
});

async function waiting({ database: { db } }: WholeServer, table: string, where: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${sql.raw(where)}`.execute(db);
  return rows[0]?.count ?? 0;
}
