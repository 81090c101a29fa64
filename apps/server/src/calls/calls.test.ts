import type { Input } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { anybody, days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { callIdOf } from './call-id.ts';

const phone = '+79265550001';
const iso = (at: number): string => new Date(at).toISOString();

type News = Input<'report-call'>;

const tell = (chain: Chain, externalCallId: string, news: Partial<News> & Pick<News, 'event'>) =>
  chain.must('report-call', { provider: 'front-desk', externalCallId, at: iso(chain.now), ...news });

const ring = (chain: Chain, externalCallId: string, rest: Partial<News> = {}) =>
  tell(chain, externalCallId, {
    event: 'started',
    direction: 'in',
    clientPhone: phone,
    line: '74950000001',
    extension: '101',
    ...rest,
  });

async function operatorAt(chain: Chain, extension: string, roles = ['operator'] as const) {
  const staff = await chain.staff({ roles });
  await chain.must('set-my-extension', { extension }, staff.caller);
  return staff;
}

describe('G7 a call', () => {
  test(
    'rings at the telephone of one operator, and on no other’s screen',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ phone });
      const [anna, boris] = [await operatorAt(chain, '101'), await operatorAt(chain, '102')];
      const { callId } = await ring(chain, 'c1');
      const shown = await chain.must('list-my-calls', {}, anna.caller);
      expect(shown).toMatchObject({
        extension: '101',
        calls: [
          {
            callId,
            state: 'ringing',
            direction: 'in',
            clientPhone: phone,
            found: 'one',
            memberId,
            line: '74950000001',
          },
        ],
      });
      expect(shown.calls[0]?.members).toMatchObject([{ memberId }]);
      expect((await chain.must('list-my-calls', {}, boris.caller)).calls).toEqual([]);
      // Whoever sits down at the telephone last has it.
      await chain.must('set-my-extension', { extension: '101' }, boris.caller);
      expect((await chain.must('list-my-calls', {}, boris.caller)).calls).toHaveLength(1);
      expect(await chain.must('list-my-calls', {}, anna.caller)).toMatchObject({
        extension: null,
        calls: [],
      });
      expect(await chain.refusal('set-my-extension', { extension: '103' })).toBe('operators-only');
    }),
  );

  test(
    'told out of order and more than once, by many at the same moment, is one call',
    inChain('sportswear', async (chain) => {
      await operatorAt(chain, '101');
      const at = (seconds: number) => iso(chain.now + seconds * 1000);
      const leg = { leg: 'A', extension: '101' };
      const news: (Partial<News> & Pick<News, 'event'>)[] = [
        { event: 'ended', at: at(40), ...leg, order: 3 },
        { event: 'recording-ready', at: at(41), recordingUrl: 'https://pbx.example/once/1.mp3' },
        { event: 'started', at: at(0), ...leg, order: 1, direction: 'in', clientPhone: phone },
        { event: 'ended', at: at(40), talkSeconds: 35 },
        { event: 'answered', at: at(5), ...leg, order: 2 },
      ];
      await Promise.all([...news, ...news, ...news].map((one) => tell(chain, 'c2', one)));
      const { calls } = await chain.must('list-calls', {});
      expect(calls).toMatchObject([
        {
          state: 'ended',
          talkSeconds: 35,
          clientPhone: phone,
          recordings: [{ state: 'waiting' }],
          answeredAt: at(5),
          endedAt: at(40),
        },
      ]);
      expect(calls[0]?.operator?.name).toBe('Ольга Операторова');
      const before = calls[0]?.version;
      await tell(chain, 'c2', news[0] ?? { event: 'ended' });
      expect((await chain.must('list-calls', {})).calls[0]?.version).toBe(before);
    }),
  );

  test(
    'says honestly whom its phone leads to: one, several, nobody, or that it is withheld',
    inChain('sportswear', async (chain) => {
      const sure = await chain.till.join({ phone });
      const found = async (id: string, clientPhone: string | null) => {
        await ring(chain, id, { clientPhone });
        const { calls } = await chain.must('list-calls', {});
        return calls.find(({ callId }) => callId === callIdOf('front-desk', id));
      };
      expect(await found('1', '8 (926) 555-00-01')).toMatchObject({ found: 'one', memberId: sure });
      expect(await found('2', '+79167777777')).toMatchObject({ found: 'none', memberId: null });
      expect(await found('3', null)).toMatchObject({ found: 'withheld', memberId: null, clientPhone: null });
      // Two who said that a phone is theirs, and proved nothing.
      const claims = [await chain.till.join(), await chain.till.join()];
      const claimed = '+79168888888';
      for (const owner_id of claims) {
        const { db } = chain.shell;
        await db.insertInto('phone_claim').values({ phone: claimed, owner_id }).execute();
        await db
          .updateTable('member')
          .set({ claimed_phone: claimed })
          .where('owner_id', '=', owner_id)
          .execute();
      }
      expect(await found('4', claimed)).toMatchObject({ found: 'several', memberId: null });
      const anna = await operatorAt(chain, '101');
      const mine = await chain.must('list-my-calls', {}, anna.caller);
      const choice = mine.calls.find((one) => one.found === 'several');
      expect(choice?.members.map(({ memberId }) => memberId).sort()).toEqual(claims.toSorted());
      // An exchange that leaves the country out.
      expect(await found('5', '9168888888')).toMatchObject({ found: 'several' });
      expect(
        await chain.refusal('report-call', {
          provider: 'x',
          externalCallId: 'y',
          event: 'started',
          at: iso(chain.now),
          clientPhone: '12345',
        }),
      ).toBe('bad-phone');
      expect(
        await chain.refusal('report-call', {
          provider: 'x',
          externalCallId: 'y',
          event: 'started',
          at: iso(chain.now + days(1)),
        }),
      ).toBe('call-ahead');
    }),
  );

  test(
    'whose end nobody tells leaves the screen by itself',
    inChain('sportswear', async (chain) => {
      const anna = await operatorAt(chain, '101');
      await ring(chain, 'lost');
      chain.now += minutes(6 * 60 + 1);
      expect((await chain.must('list-my-calls', {}, anna.caller)).calls).toEqual([]);
    }),
  );
});

describe('G7 what a call was about', () => {
  test(
    'says whoever took it; a topic is one of the chain’s; the trace is with the member',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const [anna, boris] = [await operatorAt(chain, '101'), await operatorAt(chain, '102')];
      const { callId } = await ring(chain, 'c');
      await tell(chain, 'c', { event: 'answered', extension: '101' });
      chain.now += minutes(1);
      await tell(chain, 'c', { event: 'ended' });
      const unsaid = await chain.must('list-my-calls', {}, anna.caller);
      expect(unsaid.calls).toMatchObject([{ callId, state: 'ended', talkSeconds: 60 }]);
      await chain.must('put-call-settings', {
        topics: [{ id: 'points', title: { ru: 'Баллы', en: 'Points' } }],
        keepRecordingsDays: 30,
      });
      const word = { callId, note: ' Спросила о баллах\nза кроссовки ', topic: 'points', memberId };
      expect(await chain.refusal('wrap-up-call', word, boris.caller)).toBe('not-your-call');
      expect(await chain.refusal('wrap-up-call', { callId, topic: 'weather' }, anna.caller)).toBe(
        'unknown-topic',
      );
      expect(await chain.refusal('wrap-up-call', { callId, memberId: v7() }, anna.caller)).toBe(
        'unknown-member',
      );
      expect(await chain.refusal('wrap-up-call', { callId: v7() }, anna.caller)).toBe('unknown-call');
      expect(await chain.must('wrap-up-call', word, anna.caller)).toMatchObject({
        memberId,
        topic: 'points',
        note: 'Спросила о баллах\nза кроссовки',
        operator: { operatorId: anna.operatorId },
      });
      expect((await chain.must('list-my-calls', {}, anna.caller)).calls).toEqual([]);
      const senior = await chain.staff({ roles: ['senior-operator'] });
      await chain.must('wrap-up-call', { ...word, note: 'Решено' }, senior.caller);
      const log = await chain.shell.db
        .selectFrom('audit_entry')
        .select(['operation', 'actor_id', 'detail'])
        .where('owner_id', '=', memberId)
        .orderBy('number')
        .execute();
      expect(log.filter(({ operation }) => operation === 'wrap-up-call')).toMatchObject([
        { actor_id: anna.operatorId },
        { actor_id: senior.operatorId },
      ]);
      expect(JSON.stringify(log)).not.toContain('кроссовки');
    }),
  );
});

describe('G7 whose call it is', () => {
  test(
    'says the operator while it goes on, where the phone does not; what is told of it later does not change that',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const [anna, boris] = [await operatorAt(chain, '101'), await operatorAt(chain, '102')];
      const { callId } = await ring(chain, 'c', { clientPhone: null });
      const said = { callId, memberId };
      expect(await chain.refusal('set-call-member', said, boris.caller)).toBe('not-your-call');
      expect(await chain.refusal('set-call-member', { callId: v7(), memberId }, anna.caller)).toBe(
        'unknown-call',
      );
      expect(await chain.refusal('set-call-member', { callId, memberId: v7() }, anna.caller)).toBe(
        'unknown-member',
      );
      expect(await chain.must('set-call-member', said, anna.caller)).toMatchObject({
        memberId,
        found: 'withheld',
        state: 'ringing',
      });
      await tell(chain, 'c', { event: 'answered', extension: '101', clientPhone: '+79167777777' });
      await tell(chain, 'c', { event: 'ended' });
      const unsaid = await chain.must('list-my-calls', {}, anna.caller);
      expect(unsaid.calls).toMatchObject([{ callId, memberId, state: 'ended', topic: null }]);
      const log = await chain.shell.db
        .selectFrom('audit_entry')
        .select(['operation', 'actor_id'])
        .where('owner_id', '=', memberId)
        .where('operation', '=', 'set-call-member')
        .execute();
      expect(log).toEqual([{ operation: 'set-call-member', actor_id: anna.operatorId }]);
    }),
  );
});

describe('G7 calls are found', () => {
  test(
    'by member, phone, operator, day, and how they went; page by page',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ phone });
      const anna = await operatorAt(chain, '101');
      for (let number = 1; number <= 5; number++) {
        const clientPhone = number % 2 === 0 ? '+79167777777' : phone;
        await ring(chain, `c${number}`, { clientPhone });
        if (number <= 2) await tell(chain, `c${number}`, { event: 'answered', extension: '101' });
        await tell(chain, `c${number}`, { event: 'ended' });
        chain.now += minutes(1);
      }
      const ids = async (asked: Input<'list-calls'>) =>
        (await chain.must('list-calls', asked, anna.caller)).calls.map(({ callId }) => callId);
      const named = (...numbers: number[]) => numbers.map((number) => callIdOf('front-desk', `c${number}`));
      expect(await ids({ memberId })).toEqual(named(5, 3, 1));
      expect(await ids({ phone: '8 916 777-77-77' })).toEqual(named(4, 2));
      expect(await ids({ operatorId: anna.operatorId })).toEqual(named(2, 1));
      expect(await ids({ outcome: 'missed' })).toEqual(named(5, 4, 3));
      expect(await ids({ until: iso(chain.now - minutes(4)) })).toEqual(named(1));
      const first = await chain.must('list-calls', { limit: 2 });
      const second = await chain.must('list-calls', {
        limit: 2,
        ...(first.next !== null && { before: first.next }),
      });
      const third = await chain.must('list-calls', {
        limit: 2,
        ...(second.next !== null && { before: second.next }),
      });
      expect([first, second, third].flatMap(({ calls }) => calls.map(({ callId }) => callId))).toEqual(
        named(5, 4, 3, 2, 1),
      );
      expect(third.next).toBeNull();
      for (const before of ['x', '2026-11-22T09:00:00.000Z_x', '_'.repeat(61)])
        expect(await chain.refusal('list-calls', { before })).toBe('bad-request');
    }),
  );

  test(
    'a key that may not see personal data sees no phone',
    inChain('sportswear', async (chain) => {
      await ring(chain, 'c');
      const { calls } = await chain.must('list-calls', {}, { ...anybody, scopes: ['calls:take'] });
      expect(JSON.stringify(calls)).not.toContain(phone.slice(0, 8));
    }),
  );
});

describe('G7 an exchange obeys', () => {
  test(
    'whoever sits at the telephone of the call, as far as it can',
    inChain('sportswear', async (chain) => {
      const commands: object[] = [];
      const exchange = {
        can: ['hang-up', 'transfer', 'call-back'] as const,
        command: async (one: object) => (commands.push(one), { state: 'done' as const }),
      };
      const obeying = Object.assign(chain.shell, { telephony: { 'front-desk': exchange } });
      expect(obeying.telephony).toBeDefined();
      const memberId = await chain.till.join({ phone });
      const [anna, boris] = [await operatorAt(chain, '101'), await operatorAt(chain, '102')];
      const { callId } = await ring(chain, 'c');
      expect((await chain.must('list-my-calls', {}, anna.caller)).calls[0]?.can).toEqual(['hang-up']);
      await tell(chain, 'c', { event: 'answered', extension: '101' });
      const shown = await chain.must('list-my-calls', {}, anna.caller);
      expect(shown).toMatchObject({ mayCallBack: true, calls: [{ can: ['hang-up', 'transfer'] }] });
      expect(await chain.refusal('command-call', { callId, act: 'hang-up' }, boris.caller)).toBe(
        'not-your-call',
      );
      expect(await chain.refusal('command-call', { callId, act: 'hold' }, anna.caller)).toBe(
        'exchange-cannot',
      );
      expect(await chain.refusal('command-call', { callId, act: 'transfer' }, anna.caller)).toBe(
        'bad-request',
      );
      await chain.must('command-call', { callId, act: 'transfer', to: '102' }, anna.caller);
      await chain.must('call-back', { memberId }, anna.caller);
      const nobody = await chain.staff({ roles: ['operator'] });
      expect(await chain.refusal('call-back', { memberId }, nobody.caller)).toBe('no-extension');
      expect(commands).toEqual([
        { act: 'transfer', externalCallId: 'c', leg: '101', extension: '101', to: '102' },
        { act: 'call-back', extension: '101', phone },
      ]);
    }),
  );
});

describe('S8 a member who is erased', () => {
  test(
    'has called nobody: calls, notes and what was told are gone, and their files leave',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ phone });
      await ring(chain, 'c');
      await tell(chain, 'c', { event: 'recording-ready', recordingUrl: 'https://pbx.example/1.mp3' });
      await ring(chain, 'other', { clientPhone: '+79167777777' });
      const caller = await memberCaller(chain.shell, memberId);
      const confirmationId = v7();
      await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, caller);
      await chain.must('erase-me', { confirmationId, code: chain.sentCode(confirmationId) }, caller);
      const left = async (table: 'call' | 'call_news') =>
        (await chain.shell.db.selectFrom(table).select('call_id').distinct().execute()).map(
          ({ call_id }) => call_id,
        );
      expect([await left('call'), await left('call_news')]).toEqual([
        [callIdOf('front-desk', 'other')],
        [callIdOf('front-desk', 'other')],
      ]);
      const files = await chain.shell.db.selectFrom('recording').select(['state', 'record_ref']).execute();
      expect(files).toEqual([{ state: 'erasing', record_ref: null }]);
    }),
  );
});
