import { expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

test(
  'D8 a till says who sits at it: kept with the sale and with the return, online and offline, and absent where it does not',
  inChain('clothing', async (chain) => {
    const { till } = chain;
    const memberId = await till.join();
    const sale = {
      ...till.basket([line('SHOES', 9000)], { member: { memberId } }),
      cashier: 'Кассир 7 "вечер"',
    };
    const { receiptId } = await chain.must('commit-receipt', sale);
    expect(await chain.must('commit-receipt', sale)).toMatchObject({ receiptId });
    expect(await chain.refusal('commit-receipt', { ...sale, cashier: '8' })).toBe('key-reused');
    const back = { key: till.key(), at: till.time(), of: sale.key, cashier: '8' };
    const returned = await chain.must('return-receipt', back);
    expect(await chain.must('return-receipt', back)).toEqual(returned);
    const plain = await chain.must('commit-receipt', till.basket([line('SOCKS', 300)]));
    await chain.must('sync-receipts', {
      sentAt: till.time(),
      receipts: [
        {
          type: 'sale',
          key: till.key(),
          at: till.time(),
          cashier: '9',
          lines: [line('SOCKS', 300)],
          charged: {
            programmeVersion: 1,
            lines: [{ id: 'SOCKS-300', discounts: [], spent: [], paid: 30_000 }],
          },
        },
      ],
    });
    const rows = await chain.shell.db.selectFrom('receipt').select(['receipt_id', 'cashier']).execute();
    const byId = new Map(rows.map(({ receipt_id, cashier }) => [receipt_id, cashier]));
    expect([...byId.values()].filter((cashier) => cashier !== null).toSorted()).toEqual(
      ['8', '9', 'Кассир 7 "вечер"'].toSorted(),
    );
    expect(byId.get(receiptId)).toBe('Кассир 7 "вечер"');
    expect(byId.get(plain.receiptId)).toBeNull();
  }),
);
