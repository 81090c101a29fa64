import { sql } from 'kysely';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { deliverMessages } from '../messages/deliver-messages.ts';
import { gateway } from '../messages/testing/gateway.ts';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { prospectOf } from './address.ts';
import { sendCode, type CodeRequest } from './send-code.ts';

const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** What a till sends when a member who has points wants to spend them. */
async function spending(chain: Chain) {
  const memberId = await chain.till.join();
  await chain.till.grant(memberId, 500, 'cashback');
  const basket = chain.till.basket([line('SHOES', 1000)], { member: { memberId } });
  return { memberId, request: await chain.till.holding(memberId, basket, { cashback: 100 }) };
}

describe('U2 spending without a code is impossible', () => {
  test(
    'a wrong code holds nothing, the right one then does',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await spending(chain);
      const guess = { ...request.confirmation, code: wrong(request.confirmation.code) };
      expect(await chain.refusal('hold-points', { ...request, confirmation: guess })).toBe(
        'confirmation-wrong',
      );
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      expect(await chain.refusal('hold-points', request)).toBe('ok');
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 400, held: 100 });
    }),
  );

  test(
    'after five wrong codes the right one is no longer taken',
    inChain('clothing', async (chain) => {
      const { request } = await spending(chain);
      const guess = { ...request.confirmation, code: wrong(request.confirmation.code) };
      for (let tries = 0; tries < 5; tries++) {
        await chain.refusal('hold-points', { ...request, confirmation: guess });
      }
      expect(await chain.refusal('hold-points', request)).toBe('confirmation-wrong');
    }),
  );

  test(
    'a right code is not worn out by others who change the same member',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await spending(chain);
      const grants = Array.from({ length: 20 }, () => chain.till.grant(memberId, 1, 'cashback'));
      const [held] = await Promise.all([chain.refusal('hold-points', request), ...grants]);
      expect(held).toBe('ok');
    }),
  );

  test(
    'a code lives five minutes',
    inChain('clothing', async (chain) => {
      const { request } = await spending(chain);
      chain.now += minutes(1);
      expect(await chain.refusal('hold-points', request)).toBe('confirmation-wrong');
    }),
  );

  test(
    'a code works once',
    inChain('clothing', async (chain) => {
      const { request } = await spending(chain);
      await chain.must('hold-points', request);
      const again = { ...request, key: chain.till.key(), holdId: v7() };
      expect(await chain.refusal('hold-points', again)).toBe('confirmation-wrong');
    }),
  );

  test(
    'a code used for two receipts at once pays for one of them',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await spending(chain);
      const attempts = Array.from({ length: 10 }, () => ({
        ...request,
        key: chain.till.key(),
        holdId: v7(),
      }));
      const answers = await Promise.all(attempts.map((attempt) => chain.refusal('hold-points', attempt)));
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'confirmation-wrong')).toHaveLength(9);
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ held: 100 });
    }),
  );

  test(
    "another member's code and a code for joining hold nothing",
    inChain('clothing', async (chain) => {
      const { request } = await spending(chain);
      const other = await chain.till.join();
      const theirs = await chain.till.confirmation({ purpose: 'spend', member: { memberId: other } });
      expect(await chain.refusal('hold-points', { ...request, confirmation: theirs })).toBe(
        'confirmation-wrong',
      );
      const phone = chain.till.phone();
      const joining = await chain.till.confirmation({ purpose: 'join', phone });
      expect(await chain.refusal('hold-points', { ...request, confirmation: joining })).toBe(
        'confirmation-wrong',
      );
      const join = { memberId: v7(), phone, confirmation: request.confirmation };
      expect(await chain.refusal('join-member', join)).toBe('confirmation-wrong');
    }),
  );

  test(
    'a thousand guesses at once get five tries',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await spending(chain);
      const { confirmationId, code } = request.confirmation;
      // Every code but the right one, in the order in which somebody would count.
      const guesses = Array.from({ length: 1000 }, (_, index) =>
        String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
      );
      const answers = await Promise.all(
        guesses.map((guess) =>
          chain.refusal('hold-points', { ...request, confirmation: { confirmationId, code: guess } }),
        ),
      );
      expect(new Set(answers)).toEqual(new Set(['confirmation-wrong']));
      const { tries_left } = await chain.shell.db
        .selectFrom('confirmation')
        .select('tries_left')
        .where('confirmation_id', '=', confirmationId)
        .executeTakeFirstOrThrow();
      expect(tries_left).toBe(0);
      expect(await chain.refusal('hold-points', request)).toBe('confirmation-wrong');
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ held: 0 });
    }),
  );
});

describe('codes are few for one phone', () => {
  const ask = (chain: Chain, phone: string, confirmationId = v7()) =>
    chain.refusal('request-confirmation', { confirmationId, purpose: 'join', phone });

  test(
    'three in ten minutes, however the phone is written and however many ask at once',
    inChain('clothing', async (chain) => {
      const writings = ['+7 916 123-45-67', '8(916)1234567', '9161234567', '+79161234567'];
      const asked = await Promise.all(
        Array.from({ length: 40 }, (_, index) => ask(chain, writings[index % 4] ?? '')),
      );
      expect(asked.filter((answer) => answer === 'ok')).toHaveLength(3);
      expect(asked.filter((answer) => answer === 'confirmation-limit')).toHaveLength(37);
      chain.now += minutes(10);
      expect(await ask(chain, '+79161234567')).toBe('ok');
    }),
  );

  test(
    'ten in a day',
    inChain('clothing', async (chain) => {
      const answers: string[] = [];
      for (let times = 0; times < 12; times++) {
        answers.push(await ask(chain, '+79161234567'));
        chain.now += minutes(10);
      }
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(10);
      const refused = await chain.ask('request-confirmation', {
        confirmationId: v7(),
        purpose: 'join',
        phone: '+79161234567',
      });
      expect(refused).toMatchObject({ code: 'confirmation-limit', extra: { retryAfterMinutes: 1320 } });
    }),
  );

  test(
    'asking again with the same id sends nothing more, at once or later',
    inChain('clothing', async (chain) => {
      const confirmationId = v7();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => ask(chain, '+79161234567', confirmationId)),
      );
      expect(new Set(answers)).toEqual(new Set(['ok']));
      expect(await ask(chain, '+79161234567', confirmationId.toUpperCase())).toBe('ok');
      const messages = await chain.shell.db.selectFrom('message').select('body').execute();
      expect(messages).toHaveLength(1);
    }),
  );
});

describe('a code for joining never tells whether the phone is known', () => {
  test(
    'the answers for a member and for a stranger differ in nothing but themselves',
    inChain('clothing', async (chain) => {
      const [known, stranger] = [chain.till.phone(), chain.till.phone()];
      await chain.till.join({ phone: known });
      chain.now += minutes(20);
      const answer = (phone: string) =>
        chain.must('request-confirmation', { confirmationId: v7(), purpose: 'join', phone });
      const [one, other] = [await answer(known), await answer(stranger)];
      const blank = { confirmationId: '', sentTo: '' };
      expect({ ...one, ...blank }).toEqual({ ...other, ...blank });
      const failed = await Promise.all(
        [known, stranger].map(async (phone) => {
          const { confirmationId } = await answer(phone);
          const join = { memberId: v7(), phone, confirmation: { confirmationId, code: '0000' } };
          return chain.ask('join-member', join);
        }),
      );
      expect(failed[0]).toEqual(failed[1]);
    }),
  );

  test(
    'the message says what the code is for, in the language asked for',
    inChain('clothing', async (chain) => {
      const confirmationId = v7();
      const request = { confirmationId, purpose: 'join', phone: '+79161234567', language: 'en' } as const;
      expect(await chain.must('request-confirmation', request)).toMatchObject({ sentTo: '+7 ••• •••-45-67' });
      const { given, channel } = gateway();
      await deliverMessages(chain.shell, {
        channels: { sms: channel },
        logger: pino({ level: 'silent' }),
      });
      expect(given[0]?.text).toMatch(/^\d{6} is your code to join/);
    }),
  );
});

/** Asks for a code to sign in, as the operation of a browser does. */
async function signingIn(chain: Chain, changes: Partial<CodeRequest> = {}): Promise<string> {
  const to = changes.to ?? { kind: 'phone', value: chain.till.phone() };
  const sent = await sendCode(
    { shell: chain.shell, now: chain.shell.clock() },
    {
      ownerId: prospectOf(to.value),
      confirmationId: v7(),
      purpose: 'sign-in',
      language: 'ru',
      ...changes,
      to,
    },
  );
  return sent.ok ? 'ok' : sent.code;
}

describe('codes are few for one device and one address of the network', () => {
  test.each([
    { from: { device: 'd' }, most: 5 },
    { from: { address: '192.0.2.1' }, most: 60 },
  ])('$most in ten minutes from $from, for however many phones at once', async ({ from, most }) =>
    inChain('clothing', async (chain) => {
      const asked = await Promise.all(Array.from({ length: most + 15 }, () => signingIn(chain, { from })));
      expect(asked.filter((answer) => answer === 'ok')).toHaveLength(most);
      expect(asked.filter((answer) => answer === 'confirmation-limit')).toHaveLength(15);
      expect(await signingIn(chain, { from: { device: 'other', address: '192.0.2.2' } })).toBe('ok');
    })(),
  );

  test(
    'who has had enough uses up no codes of a phone that is not theirs',
    inChain('clothing', async (chain) => {
      const to = { kind: 'phone', value: '+79160000001' } as const;
      const from = { device: 'a curious one' };
      await Promise.all(Array.from({ length: 5 }, () => signingIn(chain, { from })));
      const tried = await Promise.all(Array.from({ length: 20 }, () => signingIn(chain, { from, to })));
      expect(new Set(tried)).toEqual(new Set(['confirmation-limit']));
      expect(await signingIn(chain, { to })).toBe('ok');
    }),
  );

  test(
    'nothing that is counted says whose it is',
    inChain('clothing', async (chain) => {
      await signingIn(chain, {
        to: { kind: 'phone', value: '+79160000001' },
        from: { device: 'device-of-anna', address: '192.0.2.1' },
      });
      const { rows } = await sql<{ all: string }>`select json_agg(q)::text as all from code_quota q`.execute(
        chain.shell.db,
      );
      expect(rows[0]?.all).not.toMatch(/9160000001|anna|192\.0/);
    }),
  );

  test(
    'a code that is only pretended is counted and sent to nobody',
    inChain('clothing', async (chain) => {
      const to = { kind: 'phone', value: '+79160000001' } as const;
      const answers = [];
      for (const decoy of [true, true, true, true]) answers.push(await signingIn(chain, { to, decoy }));
      expect(answers).toEqual(['ok', 'ok', 'ok', 'confirmation-limit']);
      const { given, channel } = gateway();
      await deliverMessages(chain.shell, { channels: { sms: channel }, logger: pino({ level: 'silent' }) });
      expect(given).toEqual([]);
    }),
  );
});
