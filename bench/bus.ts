import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookPost } from '@bonum/adapters/webhook';
import { sql } from 'kysely';
import { loggerOf } from '../apps/server/src/wire.ts';
import { instant } from '@bonum/engine';
import { answerFeed } from '../apps/server/src/odata/answer-feed.ts';
import { webhookSender } from '../apps/server/src/webhooks/deliver-webhooks.ts';
import { newSecret, sealSecret } from '../apps/server/src/webhooks/sealed-secret.ts';
import type { Figures } from './figures.ts';
import type { Stand } from './stand.ts';

const SECRET = 'a secret of the bench, which protects nothing at all';

interface BusOptions {
  readonly stand: Stand;
  readonly members: number;
  readonly say: (line: string) => void;
}

/** What goes out to other systems: events to a webhook, and the feed that reports read. */
export async function benchBus(
  options: BusOptions,
): Promise<Pick<Figures, 'webhooksPerSecond' | 'feedRowsPerSecond'>> {
  return { webhooksPerSecond: await webhooks(options), feedRowsPerSecond: await feed(options) };
}

/** Deliveries that wait, as after an hour in which the other side was away; that side answers from this very process. */
async function webhooks({ stand: { connection }, members, say }: BusOptions): Promise<number> {
  const { db } = connection;
  let heard = 0;
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => {
      heard += 1;
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const webhookId = randomUUID();
  const deliveries = Math.min(members, 5000);
  await sql`
    insert into webhook (webhook_id, url, events, secret, created_at)
    values (${webhookId}, ${`http://127.0.0.1:${port}/`}, '{}', ${sealSecret(SECRET, webhookId, newSecret())}, now())`.execute(
    db,
  );
  await sql`
    with told as (
      insert into event (owner_id, event_id, type, payload, at, delivered_at)
      select owner_id, gen_random_uuid(), 'level-changed', '{"level": "gold"}', now(), now() from member limit ${deliveries}
      returning owner_id, event_id)
    insert into webhook_delivery (owner_id, event_id, webhook_id, state, next_at)
    select owner_id, event_id, ${webhookId}, 'waiting', now() from told`.execute(db);
  const shell = { db, clock: () => instant(Date.now()), secret: SECRET };
  const means = { webhooks: webhookPost(new Set(['127.0.0.1'])), logger: loggerOf({ logLevel: 'silent' }) };
  const sender = webhookSender(shell, means);
  const began = performance.now();
  while (await sender.work());
  await sender.drained();
  const seconds = (performance.now() - began) / 1000;
  receiver.close();
  receiver.closeAllConnections();
  await sql`delete from webhook where webhook_id = ${webhookId}`.execute(db);
  await sql`delete from webhook_delivery where webhook_id = ${webhookId}`.execute(db);
  if (heard < deliveries) throw new Error(`${heard} of ${deliveries} were heard`);
  say(`  ${deliveries} webhooks in ${seconds.toFixed(1)} s`);
  return deliveries / seconds;
}

/** All transfers, page after page; how long each fifth took tells whether the last page takes longer than the first. */
async function feed({ stand: { connection }, members, say }: BusOptions): Promise<number> {
  const root = 'https://chain.example/odata/v4';
  const most = Math.min(members, 1_000_000);
  const began = performance.now();
  const fifths: number[] = [];
  let rows = 0;
  let options: ReadonlyMap<string, string> = new Map();
  for (;;) {
    const question = { path: 'Transfers', options, root, preferred: undefined, seesPersonal: false };
    const { body } = await answerFeed(connection.db, question);
    const page = JSON.parse(JSON.stringify(body)) as { value: unknown[]; '@odata.nextLink'?: string };
    rows += page.value.length;
    if (rows >= ((fifths.length + 1) * most) / 5) fifths.push((performance.now() - began) / 1000);
    const next = page['@odata.nextLink'];
    if (next === undefined || rows >= most) break;
    options = new Map(new URL(next).searchParams);
  }
  const seconds = (performance.now() - began) / 1000;
  const shown = fifths.map((at, index) => (at - (fifths[index - 1] ?? 0)).toFixed(1)).join(', ');
  say(`  ${rows} rows of the feed in ${seconds.toFixed(1)} s, each fifth in ${shown} s`);
  return rows / seconds;
}
