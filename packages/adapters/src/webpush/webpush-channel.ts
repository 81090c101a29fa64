import webPush from 'web-push';
import { isObject, neverOpen } from '../http/ask-gateway.ts';
import type { Channel, ChannelMessage, Delivery } from '../ports.ts';
import { post } from '../http/post.ts';
import { InwardAddress, isWrittenInward, lookupPublic } from '../http/public-address.ts';

export interface VapidIdentity {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service may write to when something is wrong: `https://…` or `mailto:…`. */
  readonly subject: string;
}

const PATIENCE_MS = 8000;
const DAY_SECONDS = 86_400;
const CODE_SECONDS = 300;
/** With what encryption adds it stays below the 4096 bytes that every push service takes. */
const MOST_LETTERS = 1000;

/** Which addresses are posted to: a browser says where its push service is, and whoever signs in can say anything. */
type Reach = 'internet' | 'anywhere';

/** Web Push. What is given twice replaces itself on the device, by its topic and its tag. */
export const webpushChannel = (identity: VapidIdentity, reach: Reach = 'internet'): Channel => ({
  provider: 'webpush',
  codes: 'ours',
  knowsRepetitions: true,
  send: (message) => push(identity, message, reach),
});

async function push(identity: VapidIdentity, message: ChannelMessage, reach: Reach): Promise<Delivery> {
  const subscription = subscriptionOf(message.address);
  if (!subscription || !URL.canParse(subscription.endpoint)) return badAddress;
  const url = new URL(subscription.endpoint);
  if (reach === 'internet' && (url.protocol !== 'https:' || isWrittenInward(url.hostname))) return badAddress;
  const isCode = message.code !== null;
  const { headers, body } = webPush.generateRequestDetails(subscription, payloadOf(message), {
    vapidDetails: identity,
    TTL: isCode ? CODE_SECONDS : DAY_SECONDS,
    urgency: isCode ? 'high' : 'normal',
    topic: message.messageId.replaceAll('-', ''),
    contentEncoding: 'aes128gcm',
  });
  try {
    const status = await post(url, {
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(reach === 'internet' && { lookup: lookupPublic }),
    });
    return whatBecame(status);
  } catch (error) {
    if (error instanceof InwardAddress) return badAddress;
    return neverOpen(error) ? { state: 'later', because: 'away' } : { state: 'unsure', because: 'no-answer' };
  }
}

const badAddress: Delivery = { state: 'refused', because: 'bad-address', gone: true };

/** What the app's worker is woken with. */
function payloadOf({ messageId, title, text, url }: ChannelMessage): string {
  return JSON.stringify({ title, body: text.slice(0, MOST_LETTERS), url, tag: messageId });
}

function whatBecame(status: number): Delivery {
  if (status >= 200 && status < 300) return { state: 'taken', costMicros: 0 };
  if (status === 404 || status === 410) return { state: 'refused', because: 'gone', gone: true };
  if (status === 429 || status === 503) return { state: 'later', because: 'busy' };
  if (status >= 500) return { state: 'unsure', because: 'broken' };
  return { state: 'refused', because: `http-${status}` };
}

function subscriptionOf(address: string): webPush.PushSubscription | null {
  const said: unknown = parse(address);
  if (!isObject(said) || typeof said['endpoint'] !== 'string' || !isObject(said['keys'])) return null;
  const { p256dh, auth } = said['keys'];
  if (typeof p256dh !== 'string' || typeof auth !== 'string') return null;
  return { endpoint: said['endpoint'], keys: { p256dh, auth } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
