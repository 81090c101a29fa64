import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { answerFeed } from '../odata/answer-feed.ts';
import { inChain, minutes } from '../testing/chain.ts';

test(
  'goods that were given up are left out, unless they are asked for; who asks hears what was given up since',
  inChain('sportswear', async (chain) => {
    const { db } = chain.shell;
    const product = (productId: string) => ({ productId, name: productId, price: 100 });
    const before = await chain.must('list-products', {});
    await chain.must('put-products', { products: [product('KEPT'), product('LEFT')] });
    chain.now += minutes(10);
    const { asOf } = await chain.must('list-products', {});
    chain.now += minutes(10);
    await sql`update product set gone_at = ${new Date(chain.now)} where product_id = 'LEFT'`.execute(db);
    const ids = async (input: object): Promise<string[]> =>
      (await chain.must('list-products', input)).products.map(({ productId }) => productId);

    expect(await ids({})).toEqual([...before.products.map(({ productId }) => productId), 'KEPT'].toSorted());
    expect(await ids({ gone: true })).toContain('LEFT');
    expect(await ids({ since: asOf })).toEqual([]);
    const told = await chain.must('list-products', { since: asOf, gone: true });
    expect(told.products).toMatchObject([{ productId: 'LEFT', goneAt: new Date(chain.now).toISOString() }]);

    const feed = await answerFeed(db, {
      path: 'Products',
      options: new Map([['$filter', 'goneAt eq null']]),
      preferred: undefined,
      root: 'https://chain.example/odata/v4',
      seesPersonal: false,
    });
    expect(JSON.stringify(feed.body)).toContain('KEPT');
    expect(JSON.stringify(feed.body)).not.toContain('LEFT');

    // Put again, it is sold again.
    await chain.must('put-products', { products: [product('LEFT')] });
    expect(await ids({ since: asOf })).toEqual(['LEFT']);
  }),
);
