import { expect, test } from 'vitest';
import { demoChannel } from './demo-channel.ts';

test('the demo channel takes every message', async () => {
  const message = {
    messageId: '1',
    channel: 'sms',
    purpose: 'confirm-spend',
    address: '+70001000001',
    body: '',
  };
  expect(await demoChannel.send(message)).toEqual({ state: 'taken' });
});
