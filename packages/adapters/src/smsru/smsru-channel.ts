import { askGateway, digitsOf, isObject, micros, type Answered } from '../http/ask-gateway.ts';
import type { Channel, ChannelMessage, Delivery } from '../ports.ts';

export interface SmsruAccount {
  readonly url: string;
  readonly apiId: string;
  /** The name that an SMS comes from; without it the gateway takes the account's own. */
  readonly sender?: string;
}

/** SMS by SMS.ru. It does not know what it was given twice. */
export const smsruChannel = (account: SmsruAccount): Channel => ({
  provider: 'smsru',
  codes: 'ours',
  knowsRepetitions: false,
  send: (message) => write(account, message),
});

/** FlashCall by SMS.ru, which chooses the digits. It does not know what it was asked twice. */
export const smsruCallChannel = (account: SmsruAccount): Channel => ({
  provider: 'smsru-call',
  codes: 'theirs',
  knowsRepetitions: false,
  send: (message) => call(account, message),
});

const ask = (
  { url, apiId }: SmsruAccount,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered> =>
  askGateway(url + path, { body: new URLSearchParams({ api_id: apiId, json: '1', ...fields }) });

async function write(account: SmsruAccount, { address, text }: ChannelMessage): Promise<Delivery> {
  const to = digitsOf(address);
  const from = account.sender === undefined ? {} : { from: account.sender };
  const answered = await ask(account, '/sms/send', { to, msg: text, ...from });
  if (!answered.ok) return answered.delivery;
  const { status, status_code, sms } = answered.body;
  if (status !== 'OK') return refusal(status_code);
  // The envelope may be well and the number in it refused.
  const mine = isObject(sms) ? sms[to] : undefined;
  if (!isObject(mine)) return { state: 'unsure', because: 'not-understood' };
  if (mine['status'] !== 'OK') return refusal(mine['status_code']);
  const costMicros = micros(mine['cost']);
  return {
    state: 'taken',
    gatewayIds: [String(mine['sms_id'])],
    ...(costMicros !== undefined && { costMicros }),
  };
}

async function call(account: SmsruAccount, { address }: ChannelMessage): Promise<Delivery> {
  const answered = await ask(account, '/code/call', { phone: digitsOf(address) });
  if (!answered.ok) return answered.delivery;
  const { status, status_code, code, cost } = answered.body;
  if (status !== 'OK') return refusal(status_code);
  const said = typeof code === 'string' || typeof code === 'number' ? String(code).padStart(4, '0') : '';
  if (!/^\d{4}$/.test(said)) return { state: 'unsure', because: 'not-understood' };
  const costMicros = micros(cost);
  return { state: 'taken', code: said, ...(costMicros !== undefined && { costMicros }) };
}

const words: Readonly<Record<number, string>> = {
  200: 'wrong-login',
  201: 'no-money',
  202: 'bad-phone',
  203: 'bad-request',
  204: 'wrong-sender',
  205: 'too-long',
  206: 'too-many',
  207: 'cannot-reach',
  209: 'stop-list',
  230: 'too-many',
  231: 'too-many',
  232: 'too-many',
  233: 'too-many',
  300: 'wrong-login',
  301: 'wrong-login',
  302: 'wrong-login',
};
/** The service is away for a while. */
const passing = new Set([220, 500]);

function refusal(status: unknown): Delivery {
  const code = Number(status);
  if (passing.has(code)) return { state: 'later', because: 'away' };
  return { state: 'refused', because: words[code] ?? `smsru-${code}` };
}
