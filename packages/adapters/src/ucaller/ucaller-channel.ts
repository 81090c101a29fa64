import { askGateway, digitsOf } from '../http/ask-gateway.ts';
import type { Channel, ChannelMessage, Delivery } from '../ports.ts';

export interface UcallerAccount {
  readonly url: string;
  readonly serviceId: string;
  readonly key: string;
}

/** FlashCall by uCaller, which rings with our digits and knows by our id what it was asked before. */
export const ucallerChannel = (account: UcallerAccount): Channel => ({
  provider: 'ucaller',
  codes: 'ours',
  knowsRepetitions: true,
  send: (message) => call(account, message),
});

async function call(
  { url, serviceId, key }: UcallerAccount,
  { messageId, address, code }: ChannelMessage,
): Promise<Delivery> {
  if (code === null) return { state: 'refused', because: 'no-code' };
  const answered = await askGateway(`${url}/v1.0/initCall`, {
    headers: { authorization: `Bearer ${key}.${serviceId}`, 'content-type': 'application/json' },
    body: JSON.stringify({ phone: Number(digitsOf(address)), code, unique: messageId }),
  });
  if (!answered.ok) return answered.delivery;
  const { body } = answered;
  if (body['status'] === true) return { state: 'taken' };
  return body['code'] === undefined
    ? { state: 'unsure', because: 'not-understood' }
    : refusal(Number(body['code']));
}

const words: Readonly<Record<number, string>> = {
  2: 'bad-request',
  3: 'bad-phone',
  9: 'cannot-reach',
  11: 'too-many',
  12: 'too-many',
  18: 'too-many',
  19: 'too-many',
  401: 'wrong-login',
  1001: 'blocked',
  1002: 'no-money',
  1003: 'wrong-login',
  1005: 'wrong-login',
};

function refusal(code: number): Delivery {
  if (code === 429) return { state: 'later', because: 'busy' };
  if (code === 500) return { state: 'unsure', because: 'broken' };
  return { state: 'refused', because: words[code] ?? `ucaller-${code}` };
}
