import { webhookReceiver, type WebhookReceiver } from '@bonum/standins/webhook-receiver';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { heardBy, tell } from './testing/hearing.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const until = (ms: number): string => new Date(ms).toISOString();

/** Which of these secrets the signatures of now are verified by, in the library of the other side. */
async function good(
  chain: Chain,
  { webhookId, receiver }: { webhookId: string; receiver: WebhookReceiver },
  secrets: readonly string[],
): Promise<readonly boolean[]> {
  const verified: boolean[] = [];
  for (const secret of secrets) {
    receiver.secret = secret;
    const heard = receiver.received.length;
    await chain.must('try-webhook', { webhookId });
    await tell(chain);
    verified.push(receiver.received.length > heard);
    // What was refused has failed: it is to be asked at once all the same.
    await chain.must('change-webhook', { webhookId, paused: false });
  }
  return verified;
}

describe('G9 under a new secret and those before', () => {
  test(
    'each signs until its own day has ended, however often a new one is made meanwhile',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      const secrets = [receiver.secret];
      const rotate = async () => {
        const { secret, webhook } = await chain.must('rotate-webhook-secret', { webhookId });
        secrets.push(secret);
        return webhook.oldSecretUntil;
      };
      const began = chain.now;
      expect(await rotate()).toBe(until(began + days(1)));
      chain.now += minutes(60);
      expect(await rotate()).toBe(until(began + minutes(60) + days(1)));
      expect(await good(chain, { webhookId, receiver }, secrets)).toEqual([true, true, true]);
      chain.now = began + days(1);
      expect(await good(chain, { webhookId, receiver }, secrets)).toEqual([false, true, true]);
      chain.now += minutes(60);
      expect(await good(chain, { webhookId, receiver }, secrets)).toEqual([false, false, true]);
      const [webhook] = (await chain.must('list-webhooks', {})).webhooks;
      expect(webhook?.oldSecretUntil).toBe(null);

      const { rows } = await sql<{ text: string }>`select webhook::text as text from webhook`.execute(
        chain.shell.db,
      );
      const kept = JSON.stringify([rows, webhook]);
      for (const one of secrets) {
        expect(kept).not.toContain(one);
        expect(kept).not.toContain(Buffer.from(one).toString('hex'));
      }
    }),
  );

  test(
    'three from before at most: who asks for more is told when, and one that has leaked is revoked at once with all before it',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      const secrets = [receiver.secret];
      const began = chain.now;
      for (let one = 0; one < 3; one++, chain.now += minutes(1))
        secrets.push((await chain.must('rotate-webhook-secret', { webhookId })).secret);
      const refused = await chain.ask('rotate-webhook-secret', { webhookId });
      expect(refused).toMatchObject({
        code: 'too-many-secrets',
        detail: expect.stringContaining(until(began + days(1))),
      });
      expect(await good(chain, { webhookId, receiver }, secrets)).toEqual([true, true, true, true]);

      const { secret, webhook } = await chain.must('rotate-webhook-secret', { webhookId, revoke: true });
      expect(webhook.oldSecretUntil).toBe(null);
      expect(await good(chain, { webhookId, receiver }, [...secrets, secret])).toEqual([
        ...secrets.map(() => false),
        true,
      ]);
      // A place is free again.
      for (let one = 0; one < 3; one++) await chain.must('rotate-webhook-secret', { webhookId });
      expect(await chain.refusal('rotate-webhook-secret', { webhookId })).toBe('too-many-secrets');
      chain.now += days(1);
      await chain.must('rotate-webhook-secret', { webhookId });
    }),
  );

  test(
    'asked for by two at once, neither is lost',
    inChain('clothing', async (chain) => {
      await using receiver = await webhookReceiver();
      const webhookId = await heardBy(chain, receiver, ['member-joined']);
      const first = receiver.secret;
      const both = await Promise.all([1, 2].map(() => chain.must('rotate-webhook-secret', { webhookId })));
      const secrets = [first, ...both.map(({ secret }) => secret)];
      expect(await good(chain, { webhookId, receiver }, secrets)).toEqual([true, true, true]);
    }),
  );
});
