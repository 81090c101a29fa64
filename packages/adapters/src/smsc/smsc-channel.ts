import { createHash } from 'node:crypto';
import { askGateway, digitsOf, micros } from '../http/ask-gateway.ts';
import type { Channel, ChannelMessage, Delivery } from '../ports.ts';

export interface SmscAccount {
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** The name that an SMS comes from; as agreed with the gateway. */
  readonly sender: string;
}

/** SMS by SMSC.ru. It keeps our number of a message, so one that nobody knows of is asked after before it is sent again. */
export const smscChannel = (account: SmscAccount): Channel => ({
  provider: 'smsc',
  codes: 'ours',
  knowsRepetitions: true,
  send: (message) => send(account, message),
});

async function send(account: SmscAccount, message: ChannelMessage): Promise<Delivery> {
  const phone = digitsOf(message.address);
  const id = numberOf(message.messageId);
  if (message.again) {
    const known = await isKnown(account, { phone, id });
    if (known !== 'unknown') return known;
  }
  const form = { phones: phone, mes: message.text, id, sender: account.sender, charset: 'utf-8', cost: '3' };
  const answered = await ask(account, 'send', form);
  if (!answered.ok) return answered.delivery;
  const { body } = answered;
  if (body['error_code'] !== undefined) return refusal(Number(body['error_code']));
  if (body['id'] === undefined) return { state: 'unsure', because: 'not-understood' };
  return taken({ phone, id }, micros(body['cost']));
}

const ask = (
  { url, login, password }: SmscAccount,
  act: 'send' | 'status',
  fields: Readonly<Record<string, string>>,
): ReturnType<typeof askGateway> =>
  askGateway(`${url}/sys/${act}.php`, {
    body: new URLSearchParams({ login, psw: password, fmt: '3', ...fields }),
  });

interface SmscId {
  readonly phone: string;
  readonly id: string;
}

const taken = (sent: SmscId, costMicros: number | undefined): Delivery => ({
  state: 'taken',
  gatewayIds: [smscGatewayId(sent)],
  ...(costMicros !== undefined && { costMicros }),
});

/** Whether the gateway has this message already. */
async function isKnown(account: SmscAccount, sent: SmscId): Promise<Delivery | 'unknown'> {
  const answered = await ask(account, 'status', { ...sent });
  if (!answered.ok) return answered.delivery;
  const { status, error_code } = answered.body;
  if (status === NOT_FOUND) return 'unknown';
  return error_code === undefined ? taken(sent, undefined) : { state: 'unsure', because: 'not-understood' };
}
const NOT_FOUND = -3;

/** SMSC.ru numbers messages with 31 bits, and only together with the phone. */
const numberOf = (messageId: string): string =>
  String(createHash('sha256').update(messageId).digest().readUInt32BE() & 0x7f_ff_ff_ff || 1);

export const smscGatewayId = ({ phone, id }: SmscId): string =>
  createHash('sha256').update(`${id}:${phone}`).digest('base64url').slice(0, 22);

const words: Readonly<Record<number, string>> = {
  1: 'bad-request',
  2: 'wrong-login',
  3: 'no-money',
  6: 'forbidden-text',
  7: 'bad-phone',
  8: 'cannot-reach',
  9: 'too-many',
};

/** Its address was blocked for a while after mistakes; that passes. */
const refusal = (code: number): Delivery =>
  code === 4
    ? { state: 'later', because: 'blocked-for-now' }
    : { state: 'refused', because: words[code] ?? `smsc-${code}` };
