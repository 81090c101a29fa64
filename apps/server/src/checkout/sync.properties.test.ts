import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Chain, inChain, minutes } from '../testing/chain.ts';
import { OfflineTill, type OfflineReceipt } from '../testing/offline-till.ts';
import { line } from '../testing/till.ts';

/** Points by what was paid alone, so that the order in which a member's receipts come in makes no difference to them. */
const flat = {
  earning: [{ id: 'base', name: { ru: 'За покупки', en: 'For purchases' }, kind: 'bonus', rate: 300 }],
};

interface Act {
  /** Of these three: two members and nobody. */
  readonly who: 0 | 1 | 2;
  readonly does: 'buy' | 'return' | 'cancel';
  readonly price: number;
  /** Which sale before it a return or cancellation is of. */
  readonly of: number;
  readonly offline: boolean;
  /** What a till sends after this act: how much of what is waiting, turned about by so many. */
  readonly sends: number;
  readonly turn: number;
}

const anyActs: fc.Arbitrary<Act[]> = fc.array(
  fc.record<Act>({
    who: fc.constantFrom(0, 1, 2),
    does: fc.constantFrom('buy', 'buy', 'buy', 'return', 'cancel'),
    price: fc.integer({ min: 10, max: 40_000 }),
    of: fc.nat(10),
    offline: fc.boolean(),
    sends: fc.constantFrom(0, 0, 0, 1, 2, 5),
    turn: fc.nat(5),
  }),
  { minLength: 3, maxLength: 14 },
);

/** What is asked of the tills in both worlds: the same receipts at the same times. */
async function script(chain: Chain, till: OfflineTill, acts: readonly Act[], members: readonly string[]) {
  const sales: OfflineReceipt[] = [];
  const begin = chain.now;
  const receipts = acts.flatMap((act, index): OfflineReceipt[] => {
    chain.now = begin + index * minutes(60);
    const memberId = members[act.who];
    if (act.does === 'buy' || sales.length === 0) {
      const lines = [line('TEE', act.price, 3), line('SHOES', act.price)];
      const sale = till.sell(
        chain.till.basket(lines, memberId === undefined ? {} : { member: { memberId } }),
      );
      sales.push(sale);
      return [sale];
    }
    const sale = sales[act.of % sales.length];
    if (!sale) return [];
    if (act.does === 'cancel') return [{ type: 'cancel', key: sale.key, at: chain.till.time() }];
    const back = chain.till.returning({ request: sale as never }, [
      { id: `TEE-${lineOf(sale)}`, quantity: 1000 },
    ]);
    return [{ type: 'return', ...back }];
  });
  chain.now = begin;
  return receipts;
}

const lineOf = (sale: OfflineReceipt): string =>
  (sale.type === 'sale' ? (sale.lines[0]?.id ?? '') : '').replace('TEE-', '');

const operationOf = { sale: 'commit-receipt', return: 'return-receipt', cancel: 'cancel-receipt' } as const;

async function online(chain: Chain, receipt: OfflineReceipt): Promise<void> {
  const { type, ...request } = receipt;
  const { charged: _charged, refund: _refund, ...plain } = { charged: 0, refund: 0, ...request };
  await chain.ask(operationOf[type], plain);
}

/** Where each member stands, and what of the points there was ever. */
async function standing(chain: Chain, members: readonly string[]) {
  return Promise.all(
    members.map(async (ownerId) => ({
      owner: await chain.database.db
        .selectFrom('owner')
        .select(['spend', 'receipts', 'level'])
        .where('owner_id', '=', ownerId)
        .executeTakeFirst(),
      balance: await chain.till.balance(ownerId),
    })),
  );
}

const sync = async (chain: Chain, receipts: readonly OfflineReceipt[]): Promise<OfflineReceipt[]> => {
  if (receipts.length === 0) return [];
  const request = { sentAt: chain.till.time(), receipts: [...receipts] };
  const told = await chain.must('sync-receipts', request);
  return receipts.filter((_, index) => told.receipts[index]?.outcome === 'waiting');
};

describe('B4 offline receipts are sent later and nothing is lost or doubled', () => {
  test(
    'whatever was offline, in whatever order it comes, members end where they had ended online',
    inChain(
      'sportswear',
      async (chain) => {
        const till = await OfflineTill.of(chain);
        await fc.assert(
          fc.asyncProperty(anyActs, async (acts) => {
            const begin = chain.now;
            const there = [await chain.till.join(), await chain.till.join()];
            for (const [index, receipt] of (await script(chain, till, acts, there)).entries()) {
              chain.now = begin + index * minutes(60);
              await online(chain, receipt);
            }
            const expected = await standing(chain, there);

            chain.now = begin;
            const here = [await chain.till.join(), await chain.till.join()];
            const receipts = await script(chain, till, acts, here);
            let waiting: OfflineReceipt[] = [];
            for (const [index, receipt] of receipts.entries()) {
              chain.now = begin + index * minutes(60);
              const { offline = false, sends = 0, turn = 0 } = acts[index] ?? {};
              const unsent = waiting.some(({ key }) => isSame(key, saleOf(receipt)));
              if (offline || unsent) waiting.push(receipt);
              else await online(chain, receipt);
              const sent = [...waiting.slice(turn), ...waiting.slice(0, turn)].slice(0, sends);
              const still = await sync(chain, sent);
              // Sometimes the answer is lost, and all of it is sent again.
              if (turn % 2 === 0)
                waiting = waiting.filter((one) => !sent.includes(one) || still.includes(one));
            }
            chain.now = begin + acts.length * minutes(60);
            await sync(chain, await sync(chain, [...waiting, ...waiting].toReversed()));
            expect(await standing(chain, here)).toEqual(expected);
          }),
          { numRuns: 12 },
        );
      },
      flat,
    ),
  );
});

const saleOf = (receipt: OfflineReceipt): object => (receipt.type === 'return' ? receipt.of : receipt.key);
const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
