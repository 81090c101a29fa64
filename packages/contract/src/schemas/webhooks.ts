import { Type } from 'typebox';
import { eventTypes, TRIED } from '../event-types.ts';
import { closed, Moment, nullable, oneOf, text, Uuid } from './common.ts';

const Address = Type.String({
  minLength: 9,
  maxLength: 2000,
  pattern: '^https?://[^\\s]+$',
  description:
    'https; http only to a host of the chain itself, which BONUM_WEBHOOK_HOSTS names. No user, no password, no fragment.',
});
const Events = Type.Array(oneOf(eventTypes), {
  maxItems: eventTypes.length,
  uniqueItems: true,
  description: 'What it is told of; empty: of everything',
});
const Description = text(200, 'What it is for');

export const WebhookRequest = closed({
  webhookId: Uuid,
  url: Address,
  events: Type.Optional(Events),
  description: Type.Optional(Description),
});

export const WebhookChange = closed({
  url: Type.Optional(Address),
  events: Type.Optional(Events),
  description: Type.Optional(nullable(Description)),
  paused: Type.Optional(
    Type.Boolean({ description: 'What happens meanwhile waits, and is told afterwards' }),
  ),
});

export const webhookStates = ['open', 'failing', 'paused', 'gone'] as const;
export const Webhook = closed({
  webhookId: Uuid,
  url: Type.String(),
  events: Events,
  description: nullable(Type.String()),
  state: oneOf(
    webhookStates,
    'failing: its last delivery failed, so one at a time is tried; paused: by somebody, or since it took nothing for five days; gone: it answered 410, and is paused',
  ),
  createdAt: Moment,
  waiting: Type.Integer({ minimum: 0, description: 'Deliveries that are still to be made' }),
  failed: Type.Integer({ minimum: 0, description: 'Deliveries that were given up' }),
  failingSince: nullable(Moment),
  oldSecretUntil: nullable(
    Type.Unsafe<string>({
      ...Moment,
      description: 'Until then a secret from before signs too; of several the last',
    }),
  ),
});
export const WebhookList = closed({ webhooks: Type.Array(Webhook) });
export const Rotation = closed({
  revoke: Type.Optional(
    Type.Boolean({ description: 'Secrets from before sign no more, as of now: they have leaked' }),
  ),
});
export const NewWebhook = closed({
  webhook: Webhook,
  secret: Type.String({ description: 'Signs what is sent. Shown this once' }),
});

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
const Try = closed({
  at: Moment,
  status: nullable(Type.Integer({ description: 'of HTTP; null: there was no answer' })),
  because: nullable(Type.String({ description: 'Why it does not count as delivered' })),
  ms: Type.Integer({ minimum: 0 }),
});
export const Delivery = closed({
  eventId: Uuid,
  type: oneOf([...eventTypes, TRIED]),
  ownerId: Type.String({
    description:
      'What it is about: the member, of an anonymous receipt the receipt itself, or a feed, an exchange, a webhook, a document of 1C',
  }),
  at: Moment,
  state: oneOf(deliveryStates),
  nextAt: nullable(Moment),
  tries: Type.Array(Try, { description: 'The last ten, the newest first' }),
});
export const DeliveryList = closed({
  state: Type.Optional(oneOf(deliveryStates)),
  after: Type.Optional(Uuid),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const DeliveryPage = closed({ deliveries: Type.Array(Delivery), next: nullable(Uuid) });

export const Replay = Type.Union([
  closed({ eventIds: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }) }),
  closed({
    since: Moment,
    until: Type.Optional(Moment),
    failedOnly: Type.Optional(
      Type.Boolean({ description: 'Only what was given up; else also what was never told to this webhook' }),
    ),
  }),
]);
export const Replayed = closed({ replayed: Type.Integer({ minimum: 0 }) });
export const Tried = closed({ eventId: Uuid });
