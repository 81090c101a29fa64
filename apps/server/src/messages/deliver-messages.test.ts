import type { Channel, ChannelKind } from '@bonum/adapters/ports';
import { instant } from '@bonum/engine';
import { sql, type Kysely } from 'kysely';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { codeFor } from '../confirmations/code.ts';
import { requestConfirmation } from '../confirmations/request-confirmation.ts';
import type { Database } from '../database/schema.ts';
import { anybody, inChain, type Chain } from '../testing/chain.ts';
import { withDatabase } from '../testing/database.ts';
import { deliverMessages, MESSAGES_A_BATCH, type Channels } from './deliver-messages.ts';
import { LEASE_MS, type Step } from './next-act.ts';
import { takeReceipt } from './receipts.ts';
import { gateway } from './testing/gateway.ts';

const NOW = Date.UTC(2026, 10, 22);
const quiet = pino({ level: 'silent' });
const shellOf = (db: Kysely<Database>, now = NOW) => ({
  db,
  clock: () => instant(now),
  secret: 'only for tests',
  publicUrl: 'https://chain.example',
});
const bySms = (address: string): Step => ({ channel: 'sms', to: [address], waitSeconds: null });

async function put(
  db: Kysely<Database>,
  count: number,
  rest: { steps?: readonly Step[]; at?: number } = {},
): Promise<void> {
  const at = rest.at ?? NOW - 1000;
  const rows = Array.from({ length: count }, (_, index) => ({
    owner_id: v7(),
    message_id: v7(),
    purpose: 'points-expire',
    title: null,
    body: `${100_000 + index} points`,
    url: null,
    unsubscribe_url: null,
    steps: JSON.stringify(rest.steps ?? [bySms('+70001000001')]),
    step: 0,
    next_at: new Date(at + index),
    created_at: new Date(at + index),
    expires_at: new Date(at + 3_600_000),
    sent_at: null,
    failed: null,
  }));
  await db.insertInto('message').values(rows).execute();
}

const states = (db: Kysely<Database>) =>
  db.selectFrom('message').select(['sent_at', 'failed', 'next_at']).orderBy('created_at').execute();

const attempts = (db: Kysely<Database>) =>
  db
    .selectFrom('attempt')
    .select(['channel', 'state', 'tries', 'because'])
    .orderBy('began_at')
    .orderBy('step')
    .execute();

describe('messages', () => {
  test(
    'go out once, oldest first, and are marked',
    withDatabase(async ({ db }) => {
      await put(db, 3);
      const { given, channel } = gateway();
      const means = { channels: { sms: channel }, logger: quiet };
      expect(await deliverMessages(shellOf(db), means)).toBe(3);
      expect(given.map(({ text }) => text.slice(0, 6)).toSorted()).toEqual(['100000', '100001', '100002']);
      expect(given[0]).not.toHaveProperty('ownerId');
      expect(await states(db)).toEqual(given.map(() => ({ sent_at: NOW, failed: null, next_at: null })));
      expect(await deliverMessages(shellOf(db), means)).toBe(0);
      expect(given).toHaveLength(3);
    }),
  );

  test.each([false, true])(
    'many workers at once send each once (tables on many machines: %s)',
    async (distributed) =>
      withDatabase(async ({ db }) => {
        await put(db, MESSAGES_A_BATCH * 2 + 5);
        const { given, channel } = gateway();
        const shell = { ...shellOf(db), distributed };
        const means = { channels: { sms: channel }, logger: quiet };
        // Who finds everything taken comes again, as the worker's loop does.
        while (given.length < MESSAGES_A_BATCH * 2 + 5) {
          await Promise.all(Array.from({ length: 3 }, () => deliverMessages(shell, means)));
        }
        expect(await deliverMessages(shell, means)).toBe(0);
        expect(new Set(given.map(({ messageId }) => messageId)).size).toBe(MESSAGES_A_BATCH * 2 + 5);
        expect(given).toHaveLength(MESSAGES_A_BATCH * 2 + 5);
      })(),
  );

  test(
    'what a gateway never takes is marked with why; what it cannot take now waits; what nobody knows is not sent again',
    withDatabase(async ({ db }) => {
      await put(db, 3);
      const { given, channel } = gateway(async ({ text }) => {
        if (text.startsWith('100000')) return { state: 'refused', because: 'bad-phone' };
        if (text.startsWith('100001')) return { state: 'later', because: 'throttled' };
        throw new Error(`could not send ${text}`);
      });
      const lines: string[] = [];
      const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
      const means = { channels: { sms: channel }, logger };
      await deliverMessages(shellOf(db), means);
      expect(await states(db)).toEqual([
        { sent_at: null, failed: 'bad-phone', next_at: null },
        { sent_at: null, failed: null, next_at: NOW + 1000 },
        { sent_at: null, failed: 'broken', next_at: null },
      ]);
      expect(lines).toHaveLength(1);
      expect(lines.join()).not.toMatch(/\+7|points|100002/);
      await deliverMessages(shellOf(db, NOW + 1000), means);
      expect(given).toHaveLength(4);
      expect((await attempts(db)).map(({ state, tries }) => `${state} ${tries}`).toSorted()).toEqual([
        'later 2',
        'refused 1',
        'unsure 1',
      ]);
    }),
  );

  test(
    'without a channel they fail and say so, and one that is too old is not sent any more',
    withDatabase(async ({ db }) => {
      await put(db, 1, { at: NOW - 3_700_000 });
      await put(db, 1, { steps: [{ ...bySms('a@example.org'), channel: 'email' }] });
      const { given, channel } = gateway();
      await deliverMessages(shellOf(db), { channels: { sms: channel }, logger: quiet });
      expect(given).toEqual([]);
      expect((await states(db)).map(({ failed }) => failed)).toEqual(['too-late', 'no-channel']);
    }),
  );

  test(
    'S4 push first: an SMS only where no device has taken it, and who is gone is told of',
    withDatabase(async ({ db }) => {
      const push = (to: readonly string[]): Step => ({ channel: 'push', to, waitSeconds: null });
      await put(db, 1, { steps: [push(['old', 'phone']), bySms('+70001000001')] });
      await put(db, 1, { steps: [push(['old', 'older']), bySms('+70001000002')], at: NOW - 500 });
      const pushed = gateway(async ({ address }) =>
        address.startsWith('old')
          ? { state: 'refused', because: 'gone', gone: true }
          : { state: 'taken', costMicros: 0 },
      );
      const texted = gateway(async () => ({ state: 'taken', costMicros: 2_850_000 }));
      const gone: string[] = [];
      const counted: string[] = [];
      await deliverMessages(shellOf(db), {
        channels: { push: pushed.channel, sms: texted.channel },
        logger: quiet,
        count: (channel, state) => counted.push(`${channel} ${state}`),
        gone: async (_ownerId, channel, address) => void gone.push(`${channel} ${address}`),
      });
      expect(texted.given.map(({ address }) => address)).toEqual(['+70001000002']);
      expect(gone.toSorted()).toEqual(['push old', 'push old', 'push older']);
      expect(counted.toSorted()).toEqual([
        'push refused',
        'push refused',
        'push refused',
        'push taken',
        'sms taken',
      ]);
      const { rows } = await sql<{ channel: string; cost: number }>`
        select channel, sum(cost_micros)::int as cost from attempt where state = 'taken' group by 1 order by 1`.execute(
        db,
      );
      expect(rows).toEqual([
        { channel: 'push', cost: 0 },
        { channel: 'sms', cost: 2_850_000 },
      ]);
    }),
  );

  test.each([
    { knowsRepetitions: false, given: 1, failed: 'worker-died' },
    { knowsRepetitions: true, given: 2, failed: null },
  ])(
    'a worker that dies before it noted one: sent again only by a gateway that knows repetitions ($knowsRepetitions)',
    async ({ knowsRepetitions, given: times, failed }) =>
      withDatabase(async ({ db }) => {
        await put(db, 1);
        const { given, channel } = gateway(undefined, { knowsRepetitions });
        const dying = {
          ...shellOf(db),
          clock: () => {
            if (given.length === 1) throw new Error('killed');
            return instant(NOW);
          },
        };
        const means = { channels: { sms: channel }, logger: quiet };
        await expect(deliverMessages(dying, means)).rejects.toThrow('killed');
        expect(await deliverMessages(shellOf(db, NOW + 1000), means)).toBe(0);
        await deliverMessages(shellOf(db, NOW + LEASE_MS + 1000), means);
        expect(given).toHaveLength(times);
        expect(new Set(given.map(({ messageId }) => messageId)).size).toBe(1);
        expect(await states(db)).toMatchObject([{ failed }]);
      })(),
  );
});

const phone = '+79160000001';

/** A chain that rings first and writes then, with a member waiting for a code. */
async function waiting(chain: Chain, { ring, text }: { ring: Channel; text: Channel }) {
  const channels: Channels = { flashcall: ring, sms: text };
  const shell = { ...chain.shell, channels };
  const confirmationId = v7();
  const ask = async () => {
    const asked = { confirmationId, purpose: 'join', phone } as const;
    const outcome = await requestConfirmation.run(shell, anybody, asked);
    if (!outcome.ok) throw new Error(outcome.detail);
    return outcome.value;
  };
  const first = await ask();
  const deliver = () => deliverMessages(shell, { channels, logger: quiet });
  const join = (code: string) =>
    chain.refusal('join-member', { memberId: v7(), phone, confirmation: { confirmationId, code } });
  return { shell, confirmationId, first, ask, deliver, join };
}

describe('C2 a code by FlashCall, and by SMS when the call fails', () => {
  test(
    'whoever waits sees what is happening, and nothing goes twice by one channel',
    inChain('clothing', async (chain) => {
      const [ring, text] = [gateway(), gateway()];
      const wait = await waiting(chain, { ring: ring.channel, text: text.channel });
      const began = chain.now;
      const calling = { channel: 'flashcall', digits: 4, state: 'on-its-way', sentTo: '+7 ••• •••-00-01' };
      expect(wait.first).toMatchObject({ ...calling, next: { channel: 'sms', at: iso(began + 26_000) } });
      await wait.deliver();
      expect(ring.given.map(({ code }) => code)).toEqual([
        codeFor(chain.shell.secret, wait.confirmationId, 'flashcall'),
      ]);
      chain.now += 25_000;
      await wait.deliver();
      expect(text.given).toHaveLength(0);
      chain.now += 1000;
      await wait.deliver();
      await wait.deliver();
      expect([ring.given.length, text.given.length]).toEqual([1, 1]);
      expect(await wait.ask()).toMatchObject({ channel: 'sms' satisfies ChannelKind, digits: 6, next: null });
      // The call may still come: either code will do, one of them once.
      expect(await wait.join(ring.given[0]?.code ?? '')).toBe('ok');
      expect(await wait.join(text.given[0]?.code ?? '')).toBe('confirmation-wrong');
    }),
  );

  test(
    'a call that is refused is an SMS at once; one that was answered is none',
    inChain('clothing', async (chain) => {
      const text = gateway();
      const refusing = gateway(async () => ({ state: 'refused', because: 'no-money' }));
      const wait = await waiting(chain, { ring: refusing.channel, text: text.channel });
      await wait.deliver();
      expect(text.given).toHaveLength(1);
      expect(text.given[0]?.text).toMatch(/^\d{6} — код для вступления/);
      expect(await attempts(chain.shell.db)).toEqual([
        { channel: 'flashcall', state: 'refused', tries: 1, because: 'no-money' },
        { channel: 'sms', state: 'taken', tries: 1, because: null },
      ]);
    }),
  );

  test(
    'a code that was typed ends the matter',
    inChain('clothing', async (chain) => {
      const [ring, text] = [gateway(), gateway()];
      const wait = await waiting(chain, { ring: ring.channel, text: text.channel });
      await wait.deliver();
      expect(await wait.join(ring.given[0]?.code ?? '')).toBe('ok');
      chain.now += 60_000;
      await wait.deliver();
      expect(text.given).toHaveLength(0);
      expect(await states(chain.shell.db)).toMatchObject([{ failed: null, next_at: null }]);
    }),
  );

  test(
    'digits that the gateway chose are a code from its answer on',
    inChain('clothing', async (chain) => {
      const chosen = gateway(async () => ({ state: 'taken', code: '4712' }), { codes: 'theirs' });
      const wait = await waiting(chain, { ring: chosen.channel, text: gateway().channel });
      expect(await wait.join('4712')).toBe('confirmation-wrong');
      await wait.deliver();
      expect(chosen.given[0]?.code).toBeNull();
      expect(await wait.join('4712')).toBe('ok');
      const { rows } = await sql<{ all: string }>`
        select (select json_agg(t) from attempt t)::text || (select json_agg(t) from message t)::text as all`.execute(
        chain.shell.db,
      );
      expect(rows[0]?.all).not.toContain('4712');
    }),
  );

  test(
    'four digits may be guessed three times, however many guess at once',
    inChain('clothing', async (chain) => {
      const ring = gateway();
      const wait = await waiting(chain, { ring: ring.channel, text: gateway().channel });
      await wait.deliver();
      const right = ring.given[0]?.code ?? '';
      const guesses = Array.from({ length: 60 }, (_, index) =>
        String((Number(right) + 1 + index) % 10_000).padStart(4, '0'),
      );
      const answers = await Promise.all(guesses.map((guess) => wait.join(guess)));
      expect(new Set(answers)).toEqual(new Set(['confirmation-wrong']));
      expect(await wait.join(right)).toBe('confirmation-wrong');
      // Nothing more is sent for a code that nobody can use.
      chain.now += 30_000;
      await wait.deliver();
      expect(await states(chain.shell.db)).toMatchObject([{ next_at: null }]);
    }),
  );
});

const iso = (at: number): string => new Date(at).toISOString();

describe('delivery receipts', () => {
  const ringing = () => gateway(async () => ({ state: 'taken', gatewayIds: ['7-1'] }), { provider: 'bell' });

  test(
    'one that says it did not arrive brings the next channel at once, however often it comes',
    inChain('clothing', async (chain) => {
      const text = gateway();
      const wait = await waiting(chain, { ring: ringing().channel, text: text.channel });
      await wait.deliver();
      chain.now += 2000;
      const failed = { gatewayId: '7-1', state: 'undelivered' } as const;
      await Promise.all([1, 2, 3].map(() => takeReceipt(wait.shell, 'bell', failed)));
      await Promise.all([1, 2, 3].map(() => wait.deliver()));
      expect(text.given).toHaveLength(1);
      // Out of order and too late: the first word about it stays.
      await takeReceipt(wait.shell, 'bell', { gatewayId: '7-1', state: 'delivered' });
      await takeReceipt(wait.shell, 'other', failed);
      await wait.deliver();
      expect((await attempts(chain.shell.db)).map(({ state }) => state)).toEqual(['undelivered', 'taken']);
      expect(text.given).toHaveLength(1);
    }),
  );

  test(
    'one that says it arrived ends the matter, and so it does when it comes before the answer',
    inChain('clothing', async (chain) => {
      const text = gateway();
      const early: Channel = {
        ...ringing().channel,
        send: async () => {
          await takeReceipt(wait.shell, 'bell', { gatewayId: '7-1', state: 'delivered' });
          return { state: 'taken', gatewayIds: ['7-1'] };
        },
      };
      const wait = await waiting(chain, { ring: early, text: text.channel });
      await wait.deliver();
      chain.now += 60_000;
      await wait.deliver();
      expect(text.given).toHaveLength(0);
      expect(await attempts(chain.shell.db)).toMatchObject([{ channel: 'flashcall', state: 'delivered' }]);
      expect(await wait.ask()).toMatchObject({ state: 'delivered' });
    }),
  );

  test(
    'at the same moment as the answer, in any order',
    withDatabase(async ({ db }) => {
      await put(db, 40);
      const racing: Promise<void>[] = [];
      const { channel } = gateway(
        async ({ messageId }) => {
          racing.push(takeReceipt(shellOf(db), 'bell', { gatewayId: messageId, state: 'delivered' }));
          return { state: 'taken', gatewayIds: [messageId] };
        },
        { provider: 'bell' },
      );
      await deliverMessages(shellOf(db), { channels: { sms: channel }, logger: quiet });
      await Promise.all(racing);
      expect(new Set((await attempts(db)).map(({ state }) => state))).toEqual(new Set(['delivered']));
    }),
  );

  test(
    'a long text has arrived when every part has, and has not when one has not',
    withDatabase(async ({ db }) => {
      await put(db, 2);
      const { channel } = gateway(
        async ({ text }) => ({
          state: 'taken',
          gatewayIds: ['a', 'b'].map((part) => text.slice(0, 6) + part),
        }),
        { provider: 'bell' },
      );
      await deliverMessages(shellOf(db), { channels: { sms: channel }, logger: quiet });
      const told = (gatewayId: string, state: 'delivered' | 'undelivered') =>
        takeReceipt(shellOf(db), 'bell', { gatewayId, state });
      await told('100000b', 'delivered');
      await told('100001a', 'undelivered');
      await told('100001b', 'delivered');
      const of = async () => (await attempts(db)).map(({ state }) => state).toSorted();
      expect(await of()).toEqual(['taken', 'undelivered']);
      await told('100000a', 'delivered');
      expect(await of()).toEqual(['delivered', 'undelivered']);
    }),
  );
});

describe('the cascade is the chain’s own', () => {
  test(
    'once it has said so; channels that it does not have are passed over',
    inChain('clothing', async (chain) => {
      const [ring, text] = [gateway(), gateway()];
      await chain.must('put-cascades', { join: [{ channel: 'push' }, { channel: 'sms' }] });
      const wait = await waiting(chain, { ring: ring.channel, text: text.channel });
      expect(wait.first).toMatchObject({ channel: 'sms', next: null });
      await wait.deliver();
      expect([ring.given.length, text.given.length]).toEqual([0, 1]);
      expect((await chain.ask('put-cascades', {})).ok).toBe(true);
      const again = await waiting(chain, { ring: ring.channel, text: text.channel });
      expect(again.first).toMatchObject({ channel: 'flashcall', next: { channel: 'sms' } });
    }),
  );
});
