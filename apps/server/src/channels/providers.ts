import type { Channel, ChannelKind, Receipt } from '@bonum/adapters/ports';
import { smppChannel } from '@bonum/adapters/smpp';
import { smscChannel } from '@bonum/adapters/smsc';
import { smscReceipts } from '@bonum/adapters/smsc-receipt';
import { smsruCallChannel, smsruChannel } from '@bonum/adapters/smsru';
import { smsruReceipts } from '@bonum/adapters/smsru-receipt';
import { smtpChannel } from '@bonum/adapters/smtp';
import { ucallerChannel } from '@bonum/adapters/ucaller';

/** What the file of channels says of one: every value as text. */
export type Settings = Readonly<Record<string, string>>;

/** What a gateway's callback says; null: it is forged. */
export type ReadCallback = (form: URLSearchParams) => readonly Receipt[] | null;

interface Provider {
  readonly kind: ChannelKind;
  readonly needs: readonly string[];
  readonly may: readonly string[];
  readonly open: (settings: Settings) => Channel;
  /** For gateways that tell receipts by calling us. */
  readonly callback?: (settings: Settings) => ReadCallback;
}

const to = (settings: Settings, name: string): string => settings[name] ?? '';
const sender = ({ sender: name }: Settings) => (name === undefined ? {} : { sender: name });

/** Who can be behind a channel, and what has to be known of them: docs/channels.md says the same in words. */
export const providers: Readonly<Record<string, Provider>> = {
  smpp: {
    kind: 'sms',
    needs: ['host', 'systemId', 'password', 'sender'],
    may: ['port', 'tls', 'systemType', 'receiptIds'],
    open: (settings) =>
      smppChannel({
        host: to(settings, 'host'),
        port: Number(settings['port'] ?? (settings['tls'] === 'true' ? 3550 : 2775)),
        tls: settings['tls'] === 'true',
        systemId: to(settings, 'systemId'),
        password: to(settings, 'password'),
        sender: to(settings, 'sender'),
        receiptIds: settings['receiptIds'] === 'decimal' ? 'decimal' : 'same',
        ...(settings['systemType'] !== undefined && { systemType: settings['systemType'] }),
      }),
  },
  smsc: {
    kind: 'sms',
    needs: ['login', 'password', 'sender'],
    may: ['callbackSecret', 'url'],
    open: (settings) =>
      smscChannel({
        url: settings['url'] ?? 'https://smsc.ru',
        login: to(settings, 'login'),
        password: to(settings, 'password'),
        sender: to(settings, 'sender'),
      }),
    callback: ({ callbackSecret }) =>
      callbackSecret === undefined ? () => null : (form) => smscReceipts(callbackSecret, form),
  },
  smsru: {
    kind: 'sms',
    needs: ['apiId'],
    may: ['sender', 'url'],
    open: (settings) =>
      smsruChannel({
        url: settings['url'] ?? 'https://sms.ru',
        apiId: to(settings, 'apiId'),
        ...sender(settings),
      }),
    callback: (settings) => (form) => smsruReceipts(to(settings, 'apiId'), form),
  },
  'smsru-call': {
    kind: 'flashcall',
    needs: ['apiId'],
    may: ['url'],
    open: (settings) =>
      smsruCallChannel({ url: settings['url'] ?? 'https://sms.ru', apiId: to(settings, 'apiId') }),
  },
  ucaller: {
    kind: 'flashcall',
    needs: ['serviceId', 'key'],
    may: ['url'],
    open: (settings) =>
      ucallerChannel({
        url: settings['url'] ?? 'https://api.ucaller.ru',
        serviceId: to(settings, 'serviceId'),
        key: to(settings, 'key'),
      }),
  },
  smtp: {
    kind: 'email',
    needs: ['url', 'from'],
    may: [],
    open: (settings) => smtpChannel({ url: to(settings, 'url'), from: to(settings, 'from') }),
  },
};
