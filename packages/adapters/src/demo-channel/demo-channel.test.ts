import { expect, test } from 'vitest';
import { demoChannel } from './demo-channel.ts';

test('the demo channel takes every message', async () => {
  const message = {
    messageId: '1',
    purpose: 'confirm-spend',
    address: '+70001000001',
    title: null,
    text: '',
    url: null,
    unsubscribeUrl: null,
    code: null,
    again: false,
  };
  expect(await demoChannel.send(message)).toEqual({ state: 'taken' });
});
