import { demoChannel } from '@bonum/adapters/demo-channel';
import type { Channel, ChannelMessage } from '@bonum/adapters/ports';
import { instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import { withDatabase } from '../testing/database.ts';
import { deliverMessages, MESSAGES_A_BATCH } from './deliver-messages.ts';

const NOW = Date.UTC(2026, 10, 22);
const quiet = pino({ level: 'silent' });
const shellOf = (db: Kysely<Database>) => ({ db, clock: () => instant(NOW) });

async function put(
  db: Kysely<Database>,
  count: number,
  rest: { channel?: string; at?: number; purpose?: string } = {},
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    owner_id: v7(),
    message_id: v7(),
    channel: rest.channel ?? 'sms',
    purpose: rest.purpose ?? 'confirm-spend',
    address: '+70001000001',
    body: `${100_000 + index} — код`,
    created_at: new Date((rest.at ?? NOW) - 1000 + index),
    sent_at: null,
    failed: null,
  }));
  await db.insertInto('message').values(rows).execute();
}

/** A gateway that remembers what it was given. */
function gateway(answer: Channel['send'] = async () => ({ state: 'taken' })) {
  const given: ChannelMessage[] = [];
  const channel: Channel = {
    send: (message) => {
      given.push(message);
      return answer(message);
    },
  };
  return { given, channel };
}

const states = (db: Kysely<Database>) =>
  db.selectFrom('message').select(['sent_at', 'failed']).orderBy('created_at').execute();

describe('messages', () => {
  test(
    'go out once, oldest first, and are marked',
    withDatabase(async ({ db }) => {
      await put(db, 3);
      const { given, channel } = gateway();
      expect(await deliverMessages(shellOf(db), { sms: channel }, quiet)).toBe(3);
      expect(given.map(({ body }) => body.slice(0, 6))).toEqual(['100000', '100001', '100002']);
      expect(given[0]).not.toHaveProperty('ownerId');
      expect(await states(db)).toEqual(given.map(() => ({ sent_at: NOW, failed: null })));
      expect(await deliverMessages(shellOf(db), { sms: channel }, quiet)).toBe(0);
      expect(given.length).toBe(3);
    }),
  );

  test(
    'many workers at once send each once',
    withDatabase(async ({ db }) => {
      await put(db, MESSAGES_A_BATCH * 3);
      const { given, channel } = gateway();
      const counts = await Promise.all(
        Array.from({ length: 4 }, () => deliverMessages(shellOf(db), { sms: channel }, quiet)),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(MESSAGES_A_BATCH * 3);
      expect(new Set(given.map(({ messageId }) => messageId)).size).toBe(given.length);
    }),
  );

  test(
    'what a gateway never takes is marked with why; what it cannot take now waits',
    withDatabase(async ({ db }) => {
      await put(db, 3);
      const answers = [{ state: 'refused', because: 'wrong-number' }, { state: 'later' }, null] as const;
      const { channel } = gateway(async ({ body }) => {
        const answer = answers[Number(body.slice(0, 6)) - 100_000];
        if (!answer) throw new Error(`could not send ${body}`);
        return answer;
      });
      const lines: string[] = [];
      const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
      expect(await deliverMessages(shellOf(db), { sms: channel }, logger)).toBe(1);
      expect(await states(db)).toEqual([
        { sent_at: null, failed: 'wrong-number' },
        { sent_at: null, failed: null },
        { sent_at: null, failed: null },
      ]);
      expect(lines.length).toBe(1);
      expect(lines.join()).not.toMatch(/\+7|код|100002/);
    }),
  );

  test(
    'without a channel they fail and say so, and a code an hour old is not sent any more',
    withDatabase(async ({ db }) => {
      await put(db, 1, { channel: 'pigeon' });
      await put(db, 1, { at: NOW - 3_700_000 });
      const { given, channel } = gateway();
      await deliverMessages(shellOf(db), { sms: channel }, quiet);
      expect(given).toEqual([]);
      // The old one comes first.
      expect((await states(db)).map(({ failed }) => failed)).toEqual(['too-late', 'no-channel']);
    }),
  );

  test(
    'a code is wiped once it is out or given up; other texts, and what a developer reads, stay',
    withDatabase(async ({ db }) => {
      const bodies = async () =>
        (await db.selectFrom('message').select('body').orderBy('created_at').execute()).map(
          ({ body }) => body,
        );
      await put(db, 1, { at: NOW - 4000 });
      await put(db, 1, { at: NOW - 3000, purpose: 'confirm-join', channel: 'pigeon' });
      await put(db, 1, { at: NOW - 2000, purpose: 'points-expire' });
      await put(db, 1, { at: NOW - 1000, channel: 'busy' });
      await put(db, 1, { channel: 'page' });
      const channels = {
        sms: gateway().channel,
        busy: gateway(async () => ({ state: 'later' })).channel,
        page: demoChannel,
      };
      await deliverMessages(shellOf(db), channels, quiet);
      const text = '100000 — код';
      expect(await bodies()).toEqual(['', '', text, text, text]);
    }),
  );

  test(
    'a worker that dies before it noted them leaves them to be sent again',
    withDatabase(async ({ db }) => {
      await put(db, 2);
      const { given, channel } = gateway();
      const dying = {
        db,
        clock: () => {
          if (given.length === 2) throw new Error('killed');
          return instant(NOW);
        },
      };
      await expect(deliverMessages(dying, { sms: channel }, quiet)).rejects.toThrow('killed');
      expect(await deliverMessages(shellOf(db), { sms: channel }, quiet)).toBe(2);
      expect(given.length).toBe(4);
    }),
  );
});
