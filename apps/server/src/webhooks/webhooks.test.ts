import { webhookPost } from '@bonum/adapters/webhook';
import { webhookReceiver } from '@bonum/standins/webhook-receiver';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tellEvents } from '../notices/tell-events.ts';
import { inChain, minutes } from '../testing/chain.ts';
import { aWorker, heardBy, post, stateOf, tell, tellFor, typesOf } from './testing/hearing.ts';

// The library of the other side asks the clock whether what it hears is of now.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('G9 a webhook hears of what happens', () => {
  test(
    'signed so that the library of a stranger verifies it; with ids and amounts, without personal data',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      await heardBy(chain, receiver);
      const memberId = await chain.till.join({ phone: '+79161234567', name: 'Ёлкина Пелагея' });
      await tell(chain);
      expect(typesOf(receiver)).toContain('member-joined');
      expect(new Set(receiver.received.map(({ ownerId }) => ownerId))).toEqual(new Set([memberId]));
      const text = JSON.stringify(receiver.received);
      for (const personal of ['9161234567', 'Ёлкина', 'Пелагея']) expect(text).not.toContain(personal);
      const heard = receiver.received.length;
      await tell(chain);
      expect(receiver.received).toHaveLength(heard);
    }),
  );

  test(
    'of the types that it asked for, each event once for each webhook',
    inChain('clothing', async (chain) => {
      await using all = await webhookReceiver();
      await using some = await webhookReceiver();
      await heardBy(chain, all);
      const webhookId = await heardBy(chain, some, ['level-changed']);
      await chain.till.join();
      await tell(chain);
      expect(typesOf(some)).toEqual([]);
      expect(typesOf(all)).toContain('member-joined');
      await chain.must('change-webhook', { webhookId, events: ['member-joined', 'level-changed'] });
      await chain.till.join();
      await tell(chain);
      expect(typesOf(some)).toEqual(['member-joined']);
    }),
  );

  test(
    'by two workers at once, and by one that takes over from one that died: nothing is lost, ids tell what came twice',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver);
      for (let one = 0; one < 8; one++) await chain.till.join();
      await Promise.all([tell(chain), tell(chain), tell(chain)]);
      const once = receiver.received.map(({ id }) => id);
      expect(new Set(once).size).toBe(once.length);
      await chain.till.join();
      while ((await tellEvents(chain.shell)) > 0);
      // Its deliveries were taken by a worker that never said what became of them.
      await sql`update webhook_delivery set next_at = ${new Date(chain.now + minutes(1))} where next_at is not null`.execute(
        chain.shell.db,
      );
      await tell(chain);
      expect((await stateOf(chain, webhookId))?.waiting).toBeGreaterThan(0);
      chain.now += minutes(1);
      await tell(chain);
      expect(await stateOf(chain, webhookId)).toMatchObject({ waiting: 0, failed: 0, state: 'open' });
    }),
  );
});

describe('G9 a webhook that does not take what it is told', () => {
  test(
    'is told again: lines that break, other answers, silence; nothing is lost and the log says what happened',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      receiver.faults.push('drop-before', { status: 500, body: '<html>' }, 'drop-after', {
        status: 302,
        body: '',
      });
      await chain.till.join();
      await tellFor(chain, minutes(20), 5000);
      const ids = receiver.received.map(({ id }) => id);
      // The answer to one that it had taken was lost, so it came twice, under the same id.
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
      const { deliveries } = await chain.must('list-webhook-deliveries', { webhookId });
      expect(deliveries.map(({ state }) => state)).toEqual(['delivered']);
      expect(deliveries[0]?.tries.map(({ status, because }) => [status, because])).toEqual([
        [204, null],
        [302, 'http-302'],
        [null, 'no-answer'],
        [500, 'http-500'],
        [null, 'no-answer'],
      ]);
    }),
  );

  test(
    'is asked once in a while, however much waits for it; and gets all of it when it is back',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      for (let one = 0; one < 40; one++) await chain.till.join();
      let asked = 0;
      const counting = aWorker(chain, {
        post: async () => {
          asked += 1;
          return { status: 503, because: 'http-503' };
        },
      });
      for (let second = 0; second < 120; second++, chain.now += 1000) await tell(chain, counting);
      // The first lot was on its way before anybody knew; then 1, 2, 4 … seconds apart.
      expect(asked).toBeLessThan(32 + 10);
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'failing', waiting: 40 });
      await tellFor(chain, minutes(15), minutes(1) / 2);
      expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(40);
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'open', waiting: 0 });
    }),
  );

  test(
    'is given up after three days, which staff see, and told once more when they say so',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      await chain.till.join();
      const deaf = aWorker(chain, { post: async () => ({ status: null, because: 'away' }) });
      for (let hour = 0; hour < 24 * 5; hour++, chain.now += minutes(60)) await tell(chain, deaf);
      expect(await stateOf(chain, webhookId)).toMatchObject({ waiting: 0, failed: 1 });
      const failed = await chain.must('list-webhook-deliveries', { webhookId, state: 'failed' });
      const [delivery] = failed.deliveries;
      expect(delivery?.tries).toHaveLength(10);
      await chain.must('change-webhook', { webhookId, paused: false });
      const again = await chain.must('replay-webhook', { webhookId, eventIds: [delivery?.eventId ?? ''] });
      expect(again).toEqual({ replayed: 1 });
      await tell(chain);
      expect(receiver.received.map(({ id }) => id)).toEqual([delivery?.eventId]);
    }),
  );

  test(
    'and answers 410 is paused; what waits is told when it goes on',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      receiver.faults.push({ status: 410, body: '' });
      await chain.till.join();
      await tell(chain);
      expect(await stateOf(chain, webhookId)).toMatchObject({ state: 'gone', waiting: 1 });
      await chain.till.join();
      await tellFor(chain, minutes(3), minutes(1));
      expect(receiver.received).toEqual([]);
      await chain.must('change-webhook', { webhookId, paused: false });
      await tell(chain);
      expect(receiver.received).toHaveLength(2);
    }),
  );

  test(
    'holds up nobody else',
    inChain('clothing', async (chain) => {
      await using slow = await webhookReceiver();
      await using quick = await webhookReceiver();
      await heardBy(chain, slow, ['member-joined']);
      await heardBy(chain, quick, ['member-joined']);
      const held = Promise.withResolvers<void>();
      const worker = aWorker(chain, {
        post: async (message) => {
          if (message.url === slow.address) await held.promise;
          return post.post(message);
        },
      });
      for (let one = 0; one < 40; one++) await chain.till.join();
      vi.setSystemTime(chain.now);
      while ((await tellEvents(chain.shell)) > 0);
      while (quick.received.length < 40) await worker.work();
      expect(slow.received).toEqual([]);
      held.resolve();
      while (await worker.work()) await worker.drained();
      expect(slow.received).toHaveLength(40);
    }),
  );
});

describe('G9 what happened is told once more', () => {
  test(
    'of a time, to a webhook that was made afterwards; once, and only of its types',
    inChain('clothing', async (chain) => {
      const since = new Date(chain.now).toISOString();
      for (let one = 0; one < 5; one++) await chain.till.join();
      await tell(chain);
      const until = new Date(chain.now + 1).toISOString();
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      await tell(chain);
      expect(receiver.received).toEqual([]);
      expect(await chain.must('replay-webhook', { webhookId, since, until, failedOnly: true })).toEqual({
        replayed: 0,
      });
      expect(await chain.must('replay-webhook', { webhookId, since, until })).toEqual({ replayed: 5 });
      expect(await chain.must('replay-webhook', { webhookId, since, until })).toEqual({ replayed: 0 });
      await tell(chain);
      expect(receiver.received).toHaveLength(5);
      const tooLong = { webhookId, since: '2026-01-01T00:00:00Z', until };
      expect(await chain.refusal('replay-webhook', tooLong)).toBe('bad-request');
    }),
  );

  test(
    'and nothing waits for a webhook that was ended',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver);
      await chain.till.join();
      while ((await tellEvents(chain.shell)) > 0);
      await chain.must('end-webhook', { webhookId });
      await tell(chain);
      expect(receiver.received).toEqual([]);
      expect(await chain.refusal('end-webhook', { webhookId })).toBe('unknown-webhook');
      for (const id of ['try-webhook', 'list-webhook-deliveries', 'rotate-webhook-secret'] as const)
        expect(await chain.refusal(id, { webhookId })).toBe('unknown-webhook');
    }),
  );
});

describe('a webhook does not lead into the network of the server', () => {
  test.each([
    'https://localhost/hook',
    'https://127.0.0.2/hook',
    'https://2130706434/hook',
    'https://0x7f.2/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/hook',
    'https://db.internal/hook',
    'http://crm.example/hook',
    'https://user:password@crm.example/hook',
    'https://crm.example/hook#fragment',
  ])('%s', async (url) => {
    await inChain('clothing', async (chain) => {
      expect(await chain.refusal('create-webhook', { webhookId: v7(), url })).toBe('inward-address');
      const { webhook } = await chain.must('create-webhook', {
        webhookId: v7(),
        url: 'https://crm.example/bonum',
      });
      const changed = { webhookId: webhook.webhookId, url };
      expect(await chain.refusal('change-webhook', changed)).toBe('inward-address');
    })();
  });

  test('nor by a name that leads there when something is sent', async () => {
    const answer = await webhookPost(new Set()).post({
      url: 'https://localhost:9/hook',
      headers: {},
      body: '{}',
    });
    expect(answer).toEqual({ status: null, because: 'inward' });
  });
});
