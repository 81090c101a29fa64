import type { ChannelMessage } from '../ports.ts';

let made = 0;

/** A message as a worker hands it to a channel. */
export function message(changes: Partial<ChannelMessage> = {}): ChannelMessage {
  made += 1;
  return {
    messageId: `01932e2c-0000-7000-8000-${String(made).padStart(12, '0')}`,
    purpose: 'confirm-sign-in',
    address: '+79160000001',
    title: 'Код для входа',
    text: '123456 — код для входа. Никому не говорите.',
    url: null,
    unsubscribeUrl: null,
    code: '123456',
    again: false,
    ...changes,
  };
}
