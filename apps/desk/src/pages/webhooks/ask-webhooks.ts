import type { paths } from '@bonum/client';
import { useAsked, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';

const askAll = (signal: AbortSignal) => answered(api.GET('/v1/webhooks', { signal }));
export type Webhook = Answered<typeof askAll>['webhooks'][number];

/** All there are, the newest first. */
export function useWebhooks(): Asked<readonly Webhook[]> {
  const asked = useAsked(keys.allWebhooks, askAll);
  return asked.state === 'here' ? { ...asked, value: asked.value.webhooks } : asked;
}

const path = ({ webhookId }: Webhook) => ({ path: { webhookId } });

const askDeliveries = (webhook: Webhook, query: object, signal: AbortSignal) =>
  answered(api.GET('/v1/webhooks/{webhookId}/deliveries', { params: { ...path(webhook), query }, signal }));
export type Delivery = Answered<typeof askDeliveries>['deliveries'][number];

/** What was told to one, the newest first; or what was given up. */
export const useDeliveries = (webhook: Webhook, failedOnly: boolean): Asked<Listed<Delivery>> =>
  useListed<Delivery>(keys.deliveries(webhook.webhookId, failedOnly), async (after, signal) => {
    const query = {
      limit: 20,
      ...(failedOnly && { state: 'failed' }),
      ...(after !== undefined && { after }),
    };
    const answer = await askDeliveries(webhook, query, signal);
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.deliveries, next: answer.value.next } };
  });

type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: { content: { 'application/json': infer T } };
}
  ? T
  : never;
export type NewWebhook = Body<'/v1/webhooks', 'post'>;
export type EventType = NonNullable<NewWebhook['events']>[number];
type Change = Body<'/v1/webhooks/{webhookId}', 'patch'>;

export const createWebhook = (body: NewWebhook) => answered(api.POST('/v1/webhooks', { body }));
/** A webhook with its secret, shown once. */
export type Made = Answered<typeof createWebhook>;

export const changeWebhook = (webhook: Webhook, body: Change): Promise<Answer<Webhook>> =>
  answered(api.PATCH('/v1/webhooks/{webhookId}', { params: path(webhook), body }));

export const rotateSecret = (webhook: Webhook, revoke: boolean): Promise<Answer<Made>> =>
  answered(api.POST('/v1/webhooks/{webhookId}/rotate-secret', { params: path(webhook), body: { revoke } }));

export const endWebhook = (webhook: Webhook) =>
  answered(api.POST('/v1/webhooks/{webhookId}/end', { params: path(webhook) }));

export const tryWebhook = (webhook: Webhook) =>
  answered(api.POST('/v1/webhooks/{webhookId}/try', { params: path(webhook) }));

export const tellAgain = (webhook: Webhook, eventIds: readonly string[]) =>
  answered(
    api.POST('/v1/webhooks/{webhookId}/replay', { params: path(webhook), body: { eventIds: [...eventIds] } }),
  );
