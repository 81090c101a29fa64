import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { receiptIdOf } from '../checkout/receipt-id.ts';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { settleCodes } from './code-claim.ts';
import { claimReceipt, fence, readClaims, settledClaim } from './receipt-claim.ts';

/** As on a distributed database, on one PostgreSQL: what meets here meets there. */
const claiming = (body: (chain: Chain) => Promise<void>, changes: object = {}) =>
  inChain(
    'clothing',
    async (chain) => body(Object.assign(chain, { shell: { ...chain.shell, distributed: true } })),
    changes,
  );

const goods = [line('TEE', 1000)];

async function receiptsOf({ shell }: Chain, receiptId: string): Promise<string[]> {
  const rows = await shell.db
    .selectFrom('receipt')
    .select('owner_id')
    .where('receipt_id', '=', receiptId)
    .execute();
  return rows.map((row) => row.owner_id);
}

describe('U12 a receipt is claimed before it is written', () => {
  test(
    'a claim without a receipt does no harm to whoever asks again',
    claiming(async (chain) => {
      const { till, shell } = chain;
      const memberId = await till.join();
      const request = till.basket(goods, { member: { memberId } });
      const receiptId = receiptIdOf(request.key);
      await claimReceipt(shell.db, { value: receiptId, owner_id: memberId });
      expect(await chain.refusal('get-receipt', { receiptId })).toBe('unknown-receipt');
      const answer = await chain.must('commit-receipt', request);
      expect(await chain.must('commit-receipt', request)).toEqual(answer);
      expect(await receiptsOf(chain, receiptId)).toEqual([memberId]);
    }),
  );

  test(
    'nor to another buyer, nobody in particular included; the first is told that the key is used',
    claiming(async (chain) => {
      const { till, shell } = chain;
      const [anna, boris] = [await till.join(), await till.join()];
      for (const [first, second] of [
        [anna, boris],
        [anna, null],
        [null, anna],
      ] as const) {
        const basket = till.basket(goods);
        const by = (memberId: string | null) =>
          memberId === null ? basket : { ...basket, member: { memberId } };
        const receiptId = receiptIdOf(basket.key);
        await claimReceipt(shell.db, { value: receiptId, owner_id: first ?? receiptId });
        await chain.must('commit-receipt', by(second));
        expect(await chain.refusal('commit-receipt', by(first))).toBe('key-reused');
        expect(await receiptsOf(chain, receiptId)).toEqual([second ?? receiptId]);
      }
    }),
  );

  test(
    'nor to a cancellation, after which it cannot be committed',
    claiming(async (chain) => {
      const { till, shell } = chain;
      for (const memberId of [await till.join(), null]) {
        const request = till.basket(goods, memberId === null ? {} : { member: { memberId } });
        const receiptId = receiptIdOf(request.key);
        await claimReceipt(shell.db, { value: receiptId, owner_id: memberId ?? receiptId });
        await chain.must('cancel-receipt', { key: request.key, at: till.time() });
        expect(await chain.refusal('commit-receipt', request)).toBe('receipt-cancelled');
      }
    }),
  );

  test(
    'whoever stopped between taking a claim over and asking the former owner is finished by the next',
    claiming(async (chain) => {
      const { till, shell } = chain;
      const [anna, boris] = [await till.join(), await till.join()];
      const takeOver = (value: string) =>
        sql`update identifier set owner_id = ${boris}, from_owner_id = ${anna}, claim = coalesce(claim, 0) + 1
             where kind = 'receipt' and value = ${value}`.execute(shell.db);
      // Anna had the receipt after all: it is found with her, and stays hers.
      const sold = await till.buy(anna, goods);
      const soldId = receiptIdOf(sold.request.key);
      await takeOver(soldId);
      expect(await chain.must('commit-receipt', sold.request)).toEqual(sold.answer);
      expect(await chain.refusal('commit-receipt', { ...sold.request, member: { memberId: boris } })).toBe(
        'key-reused',
      );
      expect(await settledClaim(shell.db, soldId)).toMatchObject({ owner_id: anna, from_owner_id: null });
    }),
  );

  test(
    'what was thought before the claim moved cannot be written',
    claiming(async (chain) => {
      const { till, shell } = chain;
      const anna = await till.join();
      const version = async () =>
        (
          await shell.db
            .selectFrom('owner')
            .select('version')
            .where('owner_id', '=', anna)
            .executeTakeFirstOrThrow()
        ).version;
      const before = await version();
      await fence(shell.db, anna);
      expect(await version()).toBe(before + 1);
    }),
  );

  test(
    'many commits of one key by different buyers, a cancellation among them: one receipt',
    claiming(async (chain) => {
      const { till } = chain;
      const members = await Promise.all(Array.from({ length: 4 }, () => till.join()));
      for (let round = 0; round < 6; round++) {
        const basket = till.basket(goods);
        const commits = [...members, ...members].map((memberId) =>
          chain.refusal('commit-receipt', { ...basket, member: { memberId } }),
        );
        const cancel =
          round % 2 === 0 ? [chain.refusal('cancel-receipt', { key: basket.key, at: till.time() })] : [];
        const outcomes = await Promise.all([...commits, chain.refusal('commit-receipt', basket), ...cancel]);
        expect(outcomes).toContain('ok');
        const { rows } = await sql<{ owner_id: string }>`
          select owner_id from receipt where receipt_id = ${receiptIdOf(basket.key)}`.execute(chain.shell.db);
        expect(rows.length).toBe(1);
        const [claim] = await readClaims(chain.shell.db, [receiptIdOf(basket.key)]);
        expect(claim?.owner_id).toBe(rows[0]?.owner_id);
      }
    }),
  );

  test(
    'a key that fifty ask for at once gives fifty equal answers',
    claiming(async (chain) => {
      const { till } = chain;
      const request = till.basket(goods, { member: { memberId: await till.join() } });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => chain.must('commit-receipt', request)),
      );
      expect(new Set(answers.map((answer) => canonicalize(answer))).size).toBe(1);
    }),
  );
});

describe('a single-use code is claimed before it is used', () => {
  const code = 'ONCE-1';
  const codeOf = async ({ shell }: Chain) =>
    shell.db
      .selectFrom('promo_code')
      .select(['taken_by', 'taken_at', 'taken_from'])
      .where('code', '=', code)
      .executeTakeFirst();

  const withCode = (body: (chain: Chain) => Promise<void>) =>
    claiming(async (chain) => {
      const promotion = (await chain.shell.programmes.current()).programme.promotions[0]?.id ?? '';
      await sql`insert into promo_code (code, promotion, valid_from, valid_until)
        values (${code}, ${promotion}, now() - interval '10 years', now() + interval '10 years')`.execute(
        chain.shell.db,
      );
      await body(chain);
    });
  const take = async ({ shell }: Chain, receiptId: string) =>
    sql`update promo_code set taken_by = ${receiptId}, taken_at = ${new Date(shell.wallClock())} where code = ${code}`.execute(
      shell.db,
    );

  test(
    'one whose receipt was never written can be used again after a while, not before',
    withCode(async (chain) => {
      const { till, shell } = chain;
      const memberId = await till.join();
      const receiptId = receiptIdOf(till.basket(goods).key);
      await claimReceipt(shell.db, { value: receiptId, owner_id: memberId });
      await take(chain, receiptId);
      expect(await settleCodes(chain.shell)).toBe(0);
      chain.now += minutes(11);
      expect(await settleCodes(chain.shell)).toBe(1);
      expect(await codeOf(chain)).toEqual({ taken_by: null, taken_at: null, taken_from: null });
      expect(await settleCodes(chain.shell)).toBe(0);
    }),
  );

  test(
    'one that its receipt went without is free again too; and a worker that stopped half-way is finished by the next',
    withCode(async (chain) => {
      const { till, shell } = chain;
      const { request } = await till.buy(await till.join(), goods);
      await take(chain, receiptIdOf(request.key));
      await sql`update promo_code set taken_from = taken_by, taken_by = null`.execute(shell.db);
      chain.now += minutes(11);
      expect(await settleCodes(chain.shell)).toBe(1);
      expect(await codeOf(chain)).toEqual({ taken_by: null, taken_at: null, taken_from: null });
    }),
  );
});
