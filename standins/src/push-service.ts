import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';

interface Pushed {
  readonly device: string;
  readonly payload: string;
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string;
}

export interface PushService extends HttpGateway {
  readonly pushed: Pushed[];
  /** A browser subscribes: what it hands to the site, as JSON. */
  subscribe(device: string): string;
  /** A browser that is no more. */
  forget(device: string): void;
}

interface Subscriber {
  readonly keys: ECDH;
  readonly auth: Buffer;
}

/** A push service and the browsers behind it: whatever a browser could not read or would not believe is refused. */
export async function pushService(vapidPublicKey: string): Promise<PushService> {
  const subscribers = new Map<string, Subscriber>();
  const pushed: Pushed[] = [];
  const gateway: HttpGateway = await httpGateway((asked): Reply => {
    const device = asked.path.slice('/push/'.length);
    const subscriber = subscribers.get(device);
    if (!subscriber) return { status: 410, body: '' };
    if (!isSigned(asked, { vapidPublicKey, origin: gateway.url })) return { status: 403, body: '' };
    if (asked.body.length > 4096) return { status: 413, body: '' };
    const header = (name: string): string => String(asked.headers[name] ?? '');
    if (header('content-encoding') !== 'aes128gcm' || header('ttl') === '') return { status: 400, body: '' };
    const payload = decrypt(asked.body, subscriber);
    if (payload === null) return { status: 400, body: '' };
    pushed.push({
      device,
      payload,
      ttl: Number(header('ttl')),
      urgency: header('urgency'),
      topic: header('topic'),
    });
    return { status: 201, body: '' };
  });
  return Object.assign(gateway, {
    pushed,
    subscribe(device: string) {
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const auth = randomBytes(16);
      subscribers.set(device, { keys, auth });
      return JSON.stringify({
        endpoint: `${gateway.url}/push/${device}`,
        keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
      });
    },
    forget: (device: string) => void subscribers.delete(device),
  });
}

/** RFC 8292: a token signed with the key that browsers were given when they subscribed. */
function isSigned(
  { headers }: Asked,
  { vapidPublicKey, origin }: { vapidPublicKey: string; origin: string },
): boolean {
  const [, token = '', key = ''] =
    /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers['authorization']?.toString() ?? '') ?? [];
  if (key !== vapidPublicKey) return false;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it says is believed only if it is signed, and compared field by field
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
    aud?: string;
    exp?: number;
    sub?: string;
  };
  const lasts = (said.exp ?? 0) - Date.now() / 1000;
  return signed && said.aud === origin && lasts > 0 && lasts <= 86_400 && said.sub !== undefined;
}

/** RFC 8188 and 8291, one record; null: it was not meant for this browser. */
function decrypt(body: Buffer, { keys, auth }: Subscriber): string | null {
  const salt = body.subarray(0, 16);
  const length = body[20] ?? 0;
  const sender = body.subarray(21, 21 + length);
  const shared = keys.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const record = body.subarray(21 + length);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  try {
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
  } catch {
    return null;
  }
}
