import { Webhook } from 'standardwebhooks';
import { httpGateway, type HttpGateway } from './http-gateway.ts';

export interface Received {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly ownerId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebhookReceiver extends HttpGateway {
  /** Where it hears. */
  readonly address: string;
  /** Everything that it took, in the order in which it came; what came twice stands there twice. */
  readonly received: Received[];
  /** The secret it was given when the webhook was made. */
  secret: string;
}

interface Hearing {
  /** A free one unless it is said. */
  readonly port?: number;
  readonly secret?: string;
  /** Called with each event that it took. */
  readonly heard?: (event: Received) => void;
}

/**
 * A system that hears of events, by the library that its developers would use: what is not signed by its secret, is too old, or has
 * another id than its body says, is refused.
 */
export async function webhookReceiver({
  port = 0,
  secret = '',
  heard,
}: Hearing = {}): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const gateway = await httpGateway(({ method, path, body, headers }) => {
    if (method !== 'POST' || path !== '/hook') return { status: 404, body: '' };
    const text = body.toString('utf8');
    try {
      new Webhook(receiver.secret).verify(
        text,
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      );
    } catch {
      return { status: 401, body: 'not signed by us' };
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is signed, so it is what was promised; tests look at it
    const event = JSON.parse(text) as Received;
    if (event.id !== headers['webhook-id']) return { status: 400, body: 'another event' };
    received.push(event);
    heard?.(event);
    return { status: 204, body: '' };
  }, port);
  const receiver: WebhookReceiver = Object.assign(gateway, {
    address: `${gateway.url}/hook`,
    received,
    secret,
  });
  return receiver;
}
