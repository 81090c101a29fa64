import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/webhooks.ts';

const params = closed({ webhookId: Uuid });
const itsId = { webhookId: example.ids.webhook };

export const createWebhook = contract({
  id: 'create-webhook',
  method: 'POST',
  path: '/webhooks',
  tag: 'webhooks',
  summary: 'Have events told to an address',
  description:
    'Each event is posted as JSON and signed as the specification Standard Webhooks says, so its libraries verify it: headers webhook-id (the event), webhook-timestamp and webhook-signature. Answer 2xx within ten seconds; else it is tried again for three days, less and less often. An event may come twice and out of order: its id is the same. Addresses inside the chain’s own network are refused, unless the installation names their host.',
  access: 'webhooks:write',
  body: schema.WebhookRequest,
  answer: schema.NewWebhook,
  refusals: ['id-reused', 'inward-address', 'too-many-webhooks'],
  examples: [
    {
      name: 'The CRM hears of receipts',
      body: {
        webhookId: example.ids.webhook,
        url: 'https://crm.example/bonum',
        events: ['receipt-committed', 'receipt-returned', 'level-changed'],
        description: 'CRM',
      },
    },
  ],
});

export const listWebhooks = contract({
  id: 'list-webhooks',
  method: 'GET',
  path: '/webhooks',
  tag: 'webhooks',
  summary: 'Webhooks, the newest first',
  description: 'With how they fare; without their secrets.',
  access: 'webhooks:write',
  answer: schema.WebhookList,
  refusals: [],
  examples: [{ name: 'All webhooks' }],
});

export const changeWebhook = contract({
  id: 'change-webhook',
  method: 'PATCH',
  path: '/webhooks/{webhookId}',
  tag: 'webhooks',
  summary: 'Change a webhook, pause it or let it go on',
  description: 'What is not named stays. What waits while it is paused is told when it goes on.',
  access: 'webhooks:write',
  params,
  body: schema.WebhookChange,
  answer: schema.Webhook,
  refusals: ['unknown-webhook', 'inward-address'],
  examples: [{ name: 'Everything is told from now on', params: itsId, body: { events: [] } }],
});

export const rotateWebhookSecret = contract({
  id: 'rotate-webhook-secret',
  method: 'POST',
  path: '/webhooks/{webhookId}/rotate-secret',
  tag: 'webhooks',
  summary: 'Give a webhook a new secret',
  description:
    'The one before signs beside it for a day, so that nothing is refused while the other side follows; also if yet another is made meanwhile. At most three from before are good at once. One that has leaked is ended at once by `revoke`.',
  access: 'webhooks:write',
  params,
  body: schema.Rotation,
  answer: schema.NewWebhook,
  refusals: ['unknown-webhook', 'too-many-secrets'],
  examples: [
    { name: 'Once a year', params: itsId, body: {} },
    { name: 'A secret that has leaked', params: itsId, body: { revoke: true } },
  ],
});

export const endWebhook = contract({
  id: 'end-webhook',
  method: 'POST',
  path: '/webhooks/{webhookId}/end',
  tag: 'webhooks',
  summary: 'End a webhook',
  description: 'For good, with what still waits for it.',
  access: 'webhooks:write',
  params,
  answer: closed({}),
  refusals: ['unknown-webhook'],
  examples: [{ name: 'It is not needed any more', params: itsId }],
});

export const tryWebhook = contract({
  id: 'try-webhook',
  method: 'POST',
  path: '/webhooks/{webhookId}/try',
  tag: 'webhooks',
  summary: 'Send a webhook an event that means nothing',
  description: 'Of the type webhook-tried. What came of it stands among its deliveries a moment later.',
  access: 'webhooks:write',
  mostPerMinute: 30,
  params,
  answer: schema.Tried,
  refusals: ['unknown-webhook'],
  examples: [{ name: 'Does it arrive?', params: itsId }],
});

export const listWebhookDeliveries = contract({
  id: 'list-webhook-deliveries',
  method: 'GET',
  path: '/webhooks/{webhookId}/deliveries',
  tag: 'webhooks',
  summary: 'What was told to a webhook, the newest first',
  description:
    'Each with its tries. What was delivered is forgotten after thirty days. Ask for the next page with `after`.',
  access: 'webhooks:write',
  params,
  query: schema.DeliveryList,
  answer: schema.DeliveryPage,
  refusals: ['unknown-webhook'],
  examples: [
    { name: 'All', params: itsId },
    { name: 'Those that were given up', params: itsId, query: { state: 'failed' } },
  ],
});

export const replayWebhook = contract({
  id: 'replay-webhook',
  method: 'POST',
  path: '/webhooks/{webhookId}/replay',
  tag: 'webhooks',
  summary: 'Tell events to a webhook once more',
  description:
    'Those that are named, or all that happened in a time of at most 31 days, such as while it was away or before it was made. They are told under their own ids.',
  access: 'webhooks:write',
  params,
  body: schema.Replay,
  answer: schema.Replayed,
  refusals: ['unknown-webhook'],
  examples: [
    {
      name: 'What was given up since midnight',
      params: itsId,
      body: { since: '2026-11-22T00:00:00+03:00', until: '2026-11-23T00:00:00+03:00', failedOnly: true },
    },
  ],
});
