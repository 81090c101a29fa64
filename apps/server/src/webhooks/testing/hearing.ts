import type { WebhookPost } from '@bonum/adapters/ports';
import { webhookPost } from '@bonum/adapters/webhook';
import type { WebhookReceiver } from '@bonum/standins/webhook-receiver';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { vi } from 'vitest';
import { tellEvents } from '../../notices/tell-events.ts';
import type { Chain } from '../../testing/chain.ts';
import { webhookSender, type WebhookSender } from '../deliver-webhooks.ts';

export const post = webhookPost(new Set(['127.0.0.1']));
export const aWorker = (chain: Chain, webhooks: WebhookPost = post): WebhookSender =>
  webhookSender(chain.shell, { webhooks, logger: pino({ level: 'silent' }) });

/**
 * All that a worker does until there is nothing more to be done at this moment. The clock must be a false one: the library of the other
 * side asks it whether what it hears is of now.
 */
export async function tell(chain: Chain, worker = aWorker(chain)): Promise<void> {
  vi.setSystemTime(chain.now);
  while ((await tellEvents(chain.shell)) > 0);
  while (await worker.work()) await worker.drained();
}

/** Time passes, and a worker works: each try that failed is tried again. */
export async function tellFor(chain: Chain, ms: number, stepMs: number): Promise<void> {
  const end = chain.now + ms;
  for (; chain.now < end; chain.now += stepMs) await tell(chain);
}

/** A webhook that leads there. */
export async function heardBy(
  chain: Chain,
  receiver: WebhookReceiver,
  events: Parameters<typeof chain.must<'create-webhook'>>[1]['events'] = [],
): Promise<string> {
  const webhookId = v7();
  const { secret } = await chain.must('create-webhook', { webhookId, url: receiver.address, events });
  receiver.secret = secret;
  return webhookId;
}

export const stateOf = async (chain: Chain, webhookId: string) =>
  (await chain.must('list-webhooks', {})).webhooks.find((webhook) => webhook.webhookId === webhookId);

export const typesOf = (receiver: WebhookReceiver): string[] => receiver.received.map(({ type }) => type);
