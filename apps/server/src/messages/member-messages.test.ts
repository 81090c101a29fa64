import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { messageRow } from './message-row.ts';

test(
  'S8 staff see what was sent to a member and what came of it, and no code',
  inChain('clothing', async (chain) => {
    const memberId = await chain.till.join({ phone: '+79164021855' });
    await chain.till.confirmation({ purpose: 'spend', member: { memberId } });
    const messageId = v7();
    const { db } = chain.shell;
    const row = messageRow({
      ownerId: memberId,
      messageId,
      purpose: 'points-earned',
      title: 'Баллы',
      body: 'Начислено 35 баллов',
      steps: [
        { channel: 'push', to: ['https://push.example/1'], waitSeconds: 5 },
        { channel: 'sms', to: ['+79164021855'], waitSeconds: null },
      ],
      at: chain.shell.clock(),
      expiresAt: chain.now + 60_000,
    });
    await db
      .insertInto('message')
      .values({ ...row, steps: JSON.stringify((row as { steps: object }).steps) } as never)
      .execute();
    const attempt = { owner_id: memberId, message_id: messageId, nth: 0, tries: 1, receipts: '{}' };
    const at = (seconds: number): Date => new Date(chain.now + seconds * 1000);
    await db
      .insertInto('attempt')
      .values([
        {
          ...attempt,
          step: 0,
          channel: 'push',
          provider: 'web',
          state: 'undelivered',
          because: 'gone',
          began_at: at(0),
          ended_at: at(1),
        },
        {
          ...attempt,
          step: 1,
          channel: 'sms',
          provider: 'smsc',
          state: 'delivered',
          began_at: at(2),
          ended_at: at(4),
        },
      ])
      .execute();
    const { messages, next } = await chain.must('list-member-messages', { memberId });
    expect(next).toBeNull();
    const told = messages.find((message) => message.messageId === messageId);
    expect(told).toMatchObject({
      purpose: 'points-earned',
      text: 'Начислено 35 баллов',
      state: 'on-its-way',
      planned: ['push', 'sms'],
      attempts: [
        { channel: 'push', to: null, state: 'undelivered', because: 'gone' },
        { channel: 'sms', to: '+7 916 ···-18-55', state: 'delivered', because: null },
      ],
    });
    const codes = messages.filter(({ purpose }) => purpose.startsWith('confirm-'));
    expect(codes.length).toBeGreaterThan(0);
    for (const { title, text } of codes) expect([title, text]).toEqual([null, null]);
    const one = await chain.must('list-member-messages', { memberId, limit: 1 });
    expect(one.messages).toHaveLength(1);
    const rest = await chain.must('list-member-messages', { memberId, before: one.next ?? '' });
    expect([...one.messages, ...rest.messages].map((message) => message.messageId)).toEqual(
      messages.map((message) => message.messageId),
    );
  }),
);
