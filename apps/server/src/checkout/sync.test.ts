import { describe, expect, test } from 'vitest';
import { publish } from '../programme/publish.ts';
import { anybody, days, inChain, minutes, shipped, type Chain } from '../testing/chain.ts';
import { OfflineTill, type OfflineReceipt, type OfflineSale } from '../testing/offline-till.ts';
import { line } from '../testing/till.ts';
import { receiptIdOf } from './receipt-id.ts';
import { syncReceipts } from './sync-receipts.ts';

const flat = {
  earning: [{ id: 'base', name: { ru: 'За покупки', en: 'For purchases' }, kind: 'bonus', rate: 300 }],
  promotions: [],
};

/** What became of each receipt, in words. */
async function sync(chain: Chain, receipts: OfflineReceipt[], sentAt = chain.till.time()) {
  const { receipts: told } = await chain.must('sync-receipts', { sentAt, receipts });
  return told;
}
const outcomes = async (chain: Chain, receipts: OfflineReceipt[], sentAt?: string): Promise<string[]> =>
  (await sync(chain, receipts, sentAt)).map(({ outcome, again, refusal }) =>
    [outcome, ...(again ? ['again'] : []), ...(refusal ? [refusal.code] : [])].join(' '),
  );

describe('B4 receipts made offline are sent later', () => {
  test(
    'C5 a member earns for what was bought while there was no network, once, however often it is sent',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const till = await OfflineTill.of(chain);
        const sale = till.sell(chain.till.basket([line('TEE', 1000)], { member: { memberId } }));
        chain.now += days(3);
        expect(await sync(chain, [sale])).toMatchObject([
          { outcome: 'committed', again: false, earned: { bonus: 30 }, difference: null },
        ]);
        expect(await outcomes(chain, [sale, sale])).toEqual(['committed again', 'committed again']);
        expect((await chain.till.balance(memberId)).available).toBe(30);
        const [{ at }] = (await chain.database.db.selectFrom('receipt').select('at').execute()) as [
          { at: number },
        ];
        expect(at).toBe(Date.parse(sale.at));
      },
      flat,
    ),
  );

  test(
    'C4 sent by two calls at once, or committed online and then sent, nothing is booked twice',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const till = await OfflineTill.of(chain);
        const sales = [1000, 2000, 3000].map((price) =>
          till.sell(chain.till.basket([line('TEE', price)], { member: { memberId } })),
        );
        const [online] = sales as [OfflineSale];
        const { type: _type, charged: _charged, ...commit } = online;
        const all = await Promise.all([
          chain.must('commit-receipt', commit),
          ...[1, 2, 3].map(() => outcomes(chain, sales)),
        ]);
        for (const told of all.slice(1) as string[][])
          for (const one of told) expect(one).toMatch(/^committed/);
        expect((await chain.till.balance(memberId)).available).toBe(180);
        // And the other way round: the answer of the commit was lost, and the till asks for it after it has sent the receipt.
        expect((await chain.must('commit-receipt', commit)).totals.paid).toBe(100_000);
      },
      flat,
    ),
  );

  test(
    'C4 broken off in the middle of a batch, what was booked stays booked, and sent again the rest follows',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const till = await OfflineTill.of(chain);
        const sales = [1000, 2000, 3000, 4000].map((price) =>
          till.sell(chain.till.basket([line('TEE', price)], { member: { memberId } })),
        );
        let calls = 0;
        const clock: typeof chain.shell.clock = () => {
          calls += 1;
          if (calls > 3) throw Object.assign(new Error('the database ends here'), { code: '57P01' });
          return chain.shell.clock();
        };
        const request = { sentAt: chain.till.time(), receipts: sales };
        await expect(syncReceipts.run({ ...chain.shell, clock }, anybody, request)).rejects.toThrow(
          'ends here',
        );
        expect((await chain.till.balance(memberId)).available).toBe(90);
        expect(await outcomes(chain, sales)).toEqual([
          'committed again',
          'committed again',
          'committed',
          'committed',
        ]);
        expect((await chain.till.balance(memberId)).available).toBe(300);
      },
      flat,
    ),
  );

  test(
    'one that the server fails over holds up no other, and is logged',
    inChain('sportswear', async (chain) => {
      const bugs: unknown[] = [];
      Object.assign(chain.shell, { onBug: (...bug: unknown[]) => bugs.push(bug) });
      const till = await OfflineTill.of(chain);
      const [broken, sound] = [1, 2].map(() => till.sell(chain.till.basket([line('TEE', 1000)]))) as [
        OfflineSale,
        OfflineSale,
      ];
      const receiptId = receiptIdOf(broken.key);
      // Somebody has edited by hand: a receipt can be found that is not there.
      await chain.database.db
        .insertInto('identifier')
        .values({ kind: 'receipt', value: receiptId, owner_id: receiptId })
        .execute();
      expect(await outcomes(chain, [broken, sound])).toEqual(['waiting bug', 'committed']);
      expect(bugs).toEqual([['sync-receipts', expect.objectContaining({ name: 'Error' })]]);
      await chain.database.db.deleteFrom('identifier').where('value', '=', receiptId).execute();
      expect(await outcomes(chain, [broken, sound])).toEqual(['committed', 'committed again']);
    }),
  );

  test(
    'what was charged stands, and what the rules say of it is kept beside it',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const till = await OfflineTill.of(chain);
      const sale = till.sell(
        chain.till.basket([line('TEE', 1000), line('SHOES', 3000)], { member: { memberId } }),
      );
      const [first, second] = sale.charged.lines as [
        OfflineSale['charged']['lines'][number],
        OfflineSale['charged']['lines'][number],
      ];
      const dearer: OfflineSale = {
        ...sale,
        charged: {
          ...sale.charged,
          lines: [
            { ...first, discounts: [], paid: 100_000 },
            { ...second, discounts: [{ promotion: 'start10', amount: 1000 }], paid: 299_000 },
          ],
        },
      };
      const [told] = await sync(chain, [dearer]);
      expect(told).toMatchObject({ outcome: 'adjusted' });
      expect(await sync(chain, [dearer])).toEqual([{ ...told, again: true }]);
      expect(await outcomes(chain, [sale])).toEqual(['differs key-reused']);
      const stored = await chain.must('get-receipt', { receiptId: told?.receiptId ?? '' });
      expect(stored).toMatchObject({
        paid: 399_000,
        calculation: { totals: { paid: 399_000 }, offline: { calculated: { totals: {} } } },
      });
    }),
  );

  test.each([
    ['a sum that is none', { paid: 1 }, 'bad-charge'],
    [
      'a discount below zero',
      { discounts: [{ promotion: 'start10', amount: -5 }], paid: 100_005 },
      'bad-charge',
    ],
    [
      'money paid out',
      { discounts: [{ promotion: 'start10', amount: 200_000 }], paid: -100_000 },
      'bad-charge',
    ],
    [
      'a promotion that is none',
      { discounts: [{ promotion: 'gift', amount: 5 }], paid: 99_995 },
      'bad-charge',
    ],
    [
      'a promotion named twice',
      {
        discounts: [
          { promotion: 'start10', amount: 1 },
          { promotion: 'start10', amount: 1 },
        ],
        paid: 99_998,
      },
      'bad-charge',
    ],
    [
      'points without an allowance',
      { discounts: [], spent: [{ kind: 'bonus', points: 5, amount: 500 }], paid: 99_500 },
      'bad-allowance',
    ],
  ])('%s is refused', async (_what, changed, code) => {
    await inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('TEE', 1000)]));
      const lines = sale.charged.lines.map((one) => ({ ...one, ...changed }));
      const other = till.sell(chain.till.basket([line('TEE', 500)]));
      const wrong = { ...sale, charged: { ...sale.charged, lines } };
      expect(await outcomes(chain, [wrong, other])).toEqual([`refused ${code}`, 'committed']);
    })();
  });

  test(
    'C4 sent again by a clock that was put right since, what is booked is there, and not from the future',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const right = chain.till.time();
      chain.now += days(3);
      const wrong = chain.till.time();
      const sale = till.sell(chain.till.basket([line('TEE', 1000)]));
      const back: OfflineReceipt = { type: 'return', ...chain.till.returning({ request: sale }) };
      const gone: OfflineReceipt = { type: 'cancel', key: chain.till.key(), at: wrong };
      chain.now -= days(3);
      const all = [sale, back, gone];
      expect(await outcomes(chain, all, wrong)).toEqual(all.map(() => 'committed'));
      expect(await outcomes(chain, all, right)).toEqual(all.map(() => 'committed again'));
      const unknown = till.sell({ ...chain.till.basket([line('TEE', 1000)]), at: wrong });
      expect(await outcomes(chain, [unknown], right)).toEqual(['refused bad-receipt']);
    }),
  );

  test(
    'whatever the till calculated by, a member stands where the live programme puts them',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('DRESS', 20_000)], { member: { memberId } }));
      const { levels } = await shipped('sportswear');
      const dearer = levels.map((level) => ({ ...level, from: level.from * 100 }));
      await chain.publish('sportswear', { levels: dearer });
      expect(await outcomes(chain, [sale])).toEqual(['committed']);
      expect((await chain.must('get-member', { memberId })).level).toBe(levels[0]?.id);
    }),
  );

  test(
    'no till calculates by a version that was never live, or is none',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const tried = await publish(chain.shell.db, await shipped('sportswear', flat), 'apart');
      const live = await chain.publish('sportswear', { earning: [] });
      const sales = [tried, live + 1].map((programmeVersion) => {
        const sale = till.sell(chain.till.basket([line('TEE', 1000)]));
        return { ...sale, charged: { ...sale.charged, programmeVersion } };
      });
      expect(await outcomes(chain, sales)).toEqual(['refused unknown-version', 'refused unknown-version']);
      expect(await outcomes(chain, [till.sell(chain.till.basket([line('TEE', 1000)]))])).toEqual([
        'committed',
      ]);
    }),
  );

  test(
    'one receipt that is refused does not hold up the others, and they come in any order',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('TEE', 1000, 2)]));
      const back: OfflineReceipt = { type: 'return', ...chain.till.returning({ request: sale }) };
      const elsewhere: OfflineReceipt = {
        type: 'return',
        ...chain.till.returning({ request: { ...sale, key: { ...sale.key, tillId: '2' } } }),
      };
      const nowhere = till.sell(chain.till.basket([line('NOTHING', 1000)]));
      const broken = till.sell(chain.till.basket([line('SOCKS', 300)]));
      const annulled: OfflineReceipt = { type: 'cancel', key: broken.key, at: chain.till.time() };
      expect(await outcomes(chain, [back, elsewhere, annulled, nowhere, broken, sale])).toEqual([
        'committed',
        'waiting unknown-receipt',
        'committed',
        'refused unknown-product',
        'committed',
        'committed',
      ]);
      expect(await outcomes(chain, [annulled, back])).toEqual(['committed again', 'committed again']);
      // What has been booked is no later for being asked again.
      chain.now += days(31);
      const unsold: OfflineReceipt = { ...annulled, key: chain.till.key(), at: chain.till.time() };
      expect(await outcomes(chain, [unsold])).toEqual(['committed']);
      chain.now += days(31);
      expect(await outcomes(chain, [unsold, annulled, back])).toEqual(Array(3).fill('committed again'));
      const late: OfflineReceipt = { ...annulled, key: chain.till.key() };
      expect(await outcomes(chain, [late])).toEqual(['refused too-old']);
    }),
  );

  test(
    'money that was given back by mistake is told of',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('TEE', 1000)]));
      const back: OfflineReceipt = {
        type: 'return',
        ...chain.till.returning({ request: sale }),
        refund: 100_500,
      };
      const [, told] = await sync(chain, [sale, back]);
      const paid = sale.charged.lines[0]?.paid ?? 0;
      expect(told).toMatchObject({ outcome: 'adjusted', difference: { paid: 100_500 - paid } });
    }),
  );

  test(
    'a card that is nobody sells to nobody, with an invitation for whoever has it',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('TEE', 1000)], { member: { card: '2101999999998' } }));
      const [told] = await sync(chain, [sale]);
      expect(told).toMatchObject({ outcome: 'committed', withoutMember: expect.stringMatching(/card/) });
      expect(told?.invitation).toMatch(/\w{6}/);
      expect(await outcomes(chain, [sale])).toEqual(['committed again']);
    }),
  );

  test(
    'too old is too old, unless it is there already; a clock that is years off is put right',
    inChain(
      'sportswear',
      async (chain) => {
        const till = await OfflineTill.of(chain);
        const early = till.sell(chain.till.basket([line('TEE', 1000)]));
        const late = till.sell(chain.till.basket([line('TEE', 2000)]));
        expect(await outcomes(chain, [early])).toEqual(['committed']);
        chain.now += days(8);
        expect(await outcomes(chain, [early, late])).toEqual(['committed again', 'refused too-old']);
        const basket = { ...chain.till.basket([line('TEE', 3000)]), at: '2019-01-01T12:00:00+03:00' };
        const lost = till.sell(basket);
        const [told] = await sync(chain, [lost], '2019-01-01T12:30:00+03:00');
        expect(told).toMatchObject({ outcome: 'committed' });
        chain.now += minutes(1);
        expect(await outcomes(chain, [lost], '2019-01-01T12:31:30+03:00')).toEqual(['committed again']);
        const { at } = await chain.database.db
          .selectFrom('receipt')
          .select('at')
          .where('receipt_id', '=', told?.receiptId ?? '')
          .executeTakeFirstOrThrow();
        expect(at).toBe(chain.now - minutes(31));
        const ahead = till.sell({
          ...chain.till.basket([line('TEE', 4000)]),
          at: '2031-01-01T12:00:00+03:00',
        });
        expect(await outcomes(chain, [ahead])).toEqual(['refused bad-receipt']);
      },
      { offline: { days: 7 } },
    ),
  );

  test(
    'a key of another till is told so, receipt by receipt',
    inChain('sportswear', async (chain) => {
      const till = await OfflineTill.of(chain);
      const sale = till.sell(chain.till.basket([line('TEE', 1000)]));
      const caller = { ...anybody, storeId: 'S-1', tillId: '2' };
      const outcome = await chain.ask(
        'sync-receipts',
        { sentAt: chain.till.time(), receipts: [sale] },
        caller,
      );
      expect(outcome).toMatchObject({
        value: { receipts: [{ outcome: 'refused', refusal: { code: 'wrong-store' } }] },
      });
    }),
  );
});
