import { webhookPost } from '@bonum/adapters/webhook';
import { examples } from '@bonum/contract';
import { createBonumClient } from '@bonum/client';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { feedSources } from '../feeds/feed-sources.ts';
import { runJobs } from '../jobs/jobs.ts';
import { pictureSources } from '../pictures/picture-sources.ts';
import { citusRefusals } from '../testing/citus-refusals.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { runExamples } from '../testing/examples.ts';
import { isStatement } from '../testing/watching-client.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';

/** The text of everything that is asked of it from now on. */
function listen({ pool }: TestDatabase): ReadonlySet<string> {
  const heard = new Set<string>();
  pool.on('connect', (client) => {
    const plain = client.query.bind(client) as (...args: unknown[]) => unknown;
    const query = (...args: unknown[]): unknown => {
      const [sql] = args;
      if (typeof sql === 'string' && isStatement({ sql })) heard.add(sql);
      return plain(...args);
    };
    client.query = query as typeof client.query;
  });
  return heard;
}

/** Every example of the contract, through the real server. */
async function askEverything(whole: WholeServer): Promise<void> {
  const spendingCode = async (confirmationId: string): Promise<string> => {
    if (confirmationId === examples.ids.spendConfirmation) {
      await createBonumClient(whole).POST('/v1/confirmations', {
        body: { confirmationId, purpose: 'spend', member: { card: examples.card } },
      });
    }
    return whole.codeOf(confirmationId);
  };
  await runExamples({ ...whole, codeOf: spendingCode });
}

/** Each job of the worker once. */
async function workOnce({ shell }: WholeServer): Promise<void> {
  const stop = new AbortController();
  const nowhere: ReadonlySet<string> = new Set();
  const work = runJobs({
    shell,
    channels: {},
    webhooks: webhookPost(nowhere),
    feeds: feedSources(nowhere),
    pictures: pictureSources(nowhere),
    logger: pino({ level: 'silent' }),
    stop: stop.signal,
  });
  stop.abort();
  await work;
}

test('B7 no operation and no job sends a change that Citus would refuse however its rows lie', async () => {
  const database = await createDatabase();
  const heard = listen(database);
  await using whole = await wholeServer({ database });
  // As where tables lie on many machines, though they lie on one.
  Object.assign(whole.shell, { together: undefined, distributed: true });
  await askEverything(whole);
  await workOnce(whole);
  const statements = [...heard];
  expect(statements.length).toBeGreaterThan(300);
  const refused: string[] = [];
  for (const sql of statements)
    refused.push(...(await citusRefusals(database.pool, sql)).map((because) => `${because}: ${sql}`));
  expect(refused.join('\n')).toBe('');
});
