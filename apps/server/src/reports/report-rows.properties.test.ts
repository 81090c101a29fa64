import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inChain, minutes, shipped, type Chain } from '../testing/chain.ts';
import { everyMechanic, goods, stamps } from '../testing/mechanics.ts';
import type { Basket, Bought } from '../testing/till.ts';
import { fillReports } from './fill-reports.ts';

const sales = fc.record({
  lines: goods,
  codes: fc.subarray(['START10']),
  by: fc.constantFrom('nobody', 'member', 'points'),
  /** Parts of lines that come back, one after the other; some are written out in between. */
  back: fc.array(
    fc.record({ line: fc.nat(), share: fc.integer({ min: 1, max: 1000 }), filled: fc.boolean() }),
    { maxLength: 5 },
  ),
});
type Sale = typeof sales extends fc.Arbitrary<infer Value> ? Value : never;

async function write(chain: Chain): Promise<void> {
  chain.now += minutes(1);
  await fillReports(chain.shell);
}

async function sell(chain: Chain, { lines, codes, by }: Sale, kinds: readonly string[]): Promise<Bought> {
  const { till } = chain;
  const numbered: Basket['lines'] = lines.map((line, index) => ({ id: `${index}`, ...line }));
  if (by === 'nobody') return till.buy(null, numbered, { codes });
  const memberId = await till.join();
  await till.buy(memberId, [{ id: '1', productId: 'BALL', quantity: 4000, amount: 5_500_000 }]);
  for (const kind of kinds) await till.grant(memberId, 1500, kind);
  chain.now += minutes(1);
  const basket = till.basket(numbered, { member: { memberId }, codes });
  const { spending } = await chain.must('quote-receipt', { ...basket, spend: 'most' });
  if (by === 'member' || spending.every(({ most }) => most === 0))
    return { request: basket, answer: await chain.must('commit-receipt', basket) };
  const { holdId } = await chain.must('hold-points', await till.holding(memberId, basket, 'most'));
  const request = { ...basket, holdId };
  return { request, answer: await chain.must('commit-receipt', request) };
}

async function bringBack(chain: Chain, sale: Bought, back: Sale['back']): Promise<void> {
  const left = new Map(sale.request.lines.map(({ id, quantity }) => [id, quantity]));
  for (const { line, share, filled } of back) {
    const { id = '', quantity: all = 0 } = sale.request.lines[line % sale.request.lines.length] ?? {};
    const quantity = Math.min(left.get(id) ?? 0, Math.ceil((all * share) / 1000));
    if (quantity === 0) continue;
    await chain.till.giveBack(sale, [{ id, quantity }]);
    left.set(id, (left.get(id) ?? 0) - quantity);
    if (filled) await write(chain);
  }
}

/** Receipts whose lines do not come to what the receipt says itself. */
async function mismatches({ shell: { db } }: Chain): Promise<readonly object[]> {
  const points = (figure: string) =>
    sql.raw(`(
    select coalesce(jsonb_object_agg(kind, points), '{}') from (
      select kind, sum(${figure}) as points from bi.receipt_points p where p.receipt_id = r.receipt_id
       group by kind having sum(${figure}) <> 0) s)`);
  const said = (...lists: string[]) =>
    sql.raw(`(
    select coalesce(jsonb_object_agg(kind, points), '{}') from (
      select e ->> 'kind' as kind, sum((e ->> 'points')::bigint * case r.type when 'sale' then 1 else -1 end) as points
        from jsonb_array_elements(${lists.map((list) => `coalesce(c.calculation #> '{${list}}', '[]')`).join(' || ')}) e
       group by 1 having sum((e ->> 'points')::bigint) <> 0) s)`);
  const { rows } = await sql<object>`
    select r.*, l.*, d.promised from bi.receipts r join public.receipt c using (owner_id, receipt_id)
      left join lateral (
        select coalesce(sum(amount), 0) as amount_of_lines, coalesce(sum(discount), 0) as discount_of_lines,
               coalesce(sum(paid_by_points), 0) as points_of_lines, coalesce(sum(paid), 0) as paid_of_lines
          from bi.receipt_lines l where l.receipt_id = r.receipt_id) l on true
      left join lateral (select coalesce(sum(discount), 0) as promised from bi.receipt_promotions p where p.receipt_id = r.receipt_id) d on true
     where l.paid_of_lines is distinct from r.paid
        or l.discount_of_lines is distinct from coalesce(r.discount, -(c.calculation #>> '{due,discount}')::bigint)
        or d.promised is distinct from l.discount_of_lines
        or (r.type = 'sale' and (l.amount_of_lines is distinct from r.amount or l.points_of_lines is distinct from r.paid_by_points))
        or l.amount_of_lines is distinct from l.discount_of_lines + l.points_of_lines + l.paid_of_lines
        or ${points('earned')} is distinct from ${said('earning', 'due,earned')}
        or ${points('spent')} is distinct from ${said('spending', 'stamps', 'due,spent')}`.execute(db);
  return rows;
}

/** What is left of a sale that came back whole: nothing of anything. */
async function leftOf({ shell: { db } }: Chain, saleId: string): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    select line_id, sum(quantity) as quantity, sum(amount) as amount, sum(discount) as discount, sum(paid) as paid
      from bi.receipt_lines where ${saleId} in (receipt_id, of_receipt_id) group by line_id
    having (sum(quantity), sum(amount), sum(discount), sum(paid_by_points), sum(paid)) <> (0, 0, 0, 0, 0)
    union all
    select promotion, sum(quantity), sum(amount), sum(discount), sum(paid) from bi.receipt_promotions
     where ${saleId} in (receipt_id, of_receipt_id) group by promotion
    having (sum(quantity), sum(amount), sum(discount), sum(paid)) <> (0, 0, 0, 0)
    union all
    select kind || ' ' || coalesce(source, ''), sum(earned), sum(spent), 0, 0 from bi.receipt_points
     where ${saleId} in (receipt_id, of_receipt_id) group by kind, source having (sum(earned), sum(spent)) <> (0, 0)`.execute(
    db,
  );
  return rows;
}

describe('U9 lines, promotions and points of receipts as rows', () => {
  test(
    'add up to their receipts, over any baskets, promotions and returns; what came back whole leaves nothing',
    inChain('sportswear', async (chain) => {
      const programmes = fc.record({
        name: fc.constantFrom('sportswear', 'clothing'),
        everything: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(programmes, sales, fc.boolean(), async ({ name, everything }, sale, whole) => {
          const { kinds } = await shipped(name);
          const all = { kinds: [...kinds, stamps.kind], promotions: everyMechanic(kinds[0]?.id ?? '') };
          await chain.publish(name, everything ? all : {});
          const sold = await sell(chain, sale, name === 'clothing' ? ['promo', 'cashback'] : ['bonus']);
          await bringBack(chain, sold, sale.back);
          const { key } = sold.request;
          if (whole) await chain.must('cancel-receipt', { key, at: chain.till.time() });
          await write(chain);
          expect(await mismatches(chain)).toEqual([]);
          const { receiptId, promotions } = sold.answer;
          const { rows } = await sql<{ promotion: string }>`
            select distinct promotion from bi.receipt_promotions where receipt_id = ${receiptId}`.execute(
            chain.shell.db,
          );
          expect(rows.map(({ promotion }) => promotion).toSorted()).toEqual(
            [...new Set(promotions.map(({ promotion }) => promotion))].toSorted(),
          );
          expect(whole ? await leftOf(chain, receiptId) : []).toEqual([]);
        }),
        { numRuns: 40, endOnFailure: true },
      );
      const { rows } = await sql<{
        promotion: string;
      }>`select distinct promotion from bi.receipt_promotions`.execute(chain.shell.db);
      expect(rows.length).toBeGreaterThan(8);
    }),
  );
});
