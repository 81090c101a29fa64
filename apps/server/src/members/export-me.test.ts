import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { MemberCaller } from '../operation.ts';
import { inChain, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';

const HOUR_MS = 3_600_000;

/** In a browser that was signed in an hour ago. */
async function signedIn(chain: Chain, memberId: string): Promise<MemberCaller> {
  const me = await memberCaller(chain.shell, memberId);
  chain.now += HOUR_MS;
  return me;
}

async function codeFor(chain: Chain, me: MemberCaller) {
  const confirmationId = v7();
  await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'prove' }, me);
  return { proof: { confirmationId, code: chain.sentCode(confirmationId) } };
}

/** All of it, as a browser has it in the end. */
async function wholeExport(chain: Chain, me: MemberCaller) {
  await chain.must('prove-me', await codeFor(chain, me), me);
  const { bytes } = await chain.must('export-me', { form: 'json' }, me);
  const text = (await Array.fromAsync(bytes as AsyncIterable<string>)).join('');
  return JSON.parse(text) as Record<
    'receipts' | 'transfers' | 'messages' | 'notices',
    Record<string, unknown>[]
  > & { member: unknown };
}

describe('S8 a member’s data to take along', () => {
  test(
    'has what they said, bought and were told, and no code',
    inChain('clothing', async (chain) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, name: 'Анна' });
      const me = await signedIn(chain, memberId);
      await chain.must('commit-receipt', chain.till.basket([line('SHOES', 1000)], { member: { phone } }));
      const data = await wholeExport(chain, me);
      expect(data.member).toMatchObject({ name: 'Анна', phone });
      expect(data.receipts).toMatchObject([{ type: 'sale' }]);
      expect(data.transfers.length).toBeGreaterThan(0);
      expect(data.messages.filter(({ text }) => /\d{4}/.test(String(text)))).toEqual([]);
    }),
  );

  test(
    'is whole and in order, however much there is of it: it is read in parts, and more is not held',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const me = await signedIn(chain, memberId);
      for (let bought = 0; bought < 60; bought += 1) await chain.till.buy(memberId, [line('SHOES', 1000)]);
      // Two thousand notices, many of one moment.
      await sql`insert into notice (owner_id, notice_id, kind, facts, at)
        select ${memberId}::uuid, gen_random_uuid(), 'welcome', json_build_object('n', n), '2026-01-01'::timestamptz + n / 700 * interval '1 hour'
          from generate_series(1, 2000) n`.execute(chain.shell.db);
      const data = await wholeExport(chain, me);
      expect(new Set(data.receipts.map((one) => one['receiptId'])).size).toBe(60);
      expect(data.receipts).toHaveLength(60);
      const told = data.notices.flatMap(({ facts }) => Object(facts).n ?? []);
      expect(new Set(told)).toEqual(new Set(Array.from({ length: 2000 }, (_, at) => at + 1)));
      expect(told).toHaveLength(2000);
      const moments = data.notices.map(({ at }) => String(at));
      expect(moments).toEqual(moments.toSorted());
    }),
  );

  test(
    'is given for a while to the browser that proves anew that it is still them, and to no other',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const [me, other] = [await signedIn(chain, memberId), await signedIn(chain, memberId)];
      const wanted = { form: 'html' } as const;
      expect(await chain.ask('export-me', wanted, me)).toMatchObject({ code: 'proof-needed' });
      expect(await chain.ask('prove-me', {}, me)).toMatchObject({ code: 'proof-needed' });
      const right = await codeFor(chain, me);
      const wrong = { proof: { ...right.proof, code: right.proof.code === '000000' ? '000001' : '000000' } };
      expect(await chain.ask('prove-me', wrong, me)).toMatchObject({ code: 'confirmation-wrong' });
      // Many at once: the code is used once.
      const said = await Promise.all([1, 2, 3].map(() => chain.ask('prove-me', right, me)));
      expect(said.filter(({ ok }) => ok).length).toBeGreaterThan(0);
      expect(await chain.ask('prove-me', {}, me)).toMatchObject({ ok: true });
      expect(await chain.ask('export-me', wanted, me)).toMatchObject({ ok: true });
      // What broke off is asked for again without another code.
      expect(await chain.ask('export-me', wanted, me)).toMatchObject({ ok: true });
      expect(await chain.ask('export-me', wanted, other)).toMatchObject({ code: 'proof-needed' });
      expect(await chain.ask('prove-me', right, other)).toMatchObject({ code: 'confirmation-wrong' });
      chain.now += HOUR_MS;
      expect(await chain.ask('export-me', wanted, me)).toMatchObject({ code: 'proof-needed' });
      expect(await chain.ask('prove-me', right, me)).toMatchObject({ code: 'confirmation-wrong' });
    }),
  );

  test(
    'has the history of whoever became one with them, over several merges, and their offers',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const [first, second, third] = [await till.join(), await till.join(), await till.join()];
      for (const memberId of [first, second, third]) await till.buy(memberId, [line('SHOES', 1000)]);
      await chain.must('merge-members', { memberId: second, mergeId: v7(), fromMemberId: third });
      await chain.must('merge-members', { memberId: first, mergeId: v7(), fromMemberId: second });
      const me = await signedIn(chain, first);
      const data = await wholeExport(chain, me);
      expect(data.receipts).toHaveLength(3);
      expect(new Set(data.transfers.map(({ receiptId }) => receiptId)).size).toBeGreaterThanOrEqual(3);
      expect(data).toMatchObject({ offers: [], passkeys: [], feedback: [] });
    }),
  );
});
