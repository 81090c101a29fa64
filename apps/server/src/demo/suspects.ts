import { commitReceipt } from '../checkout/commit-receipt.ts';
import { must, type Stage } from './act.ts';
import { demoId } from './life.ts';
import { randomOf } from './random.ts';
import { DAY_MS, written } from './rhythm.ts';
import { stores } from './stores.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** How far back the story goes: the rules look at four weeks. */
const STORY_DAYS = 24;

/** A card that a cashier shows for customers who have none, and one that is passed about between two cities. */
const CASHIERS_FRIEND = 2;
const TRAVELLER = 3;

interface Bought {
  readonly member: number;
  readonly storeId: string;
  readonly tillId: string;
  readonly cashier: string;
  readonly at: number;
}

/** Something for the reviewers of abuse to look at, lately. It may be done again: each receipt then finds itself there. */
export async function makeSuspects(stage: Stage): Promise<void> {
  const today = Math.floor(stage.shell.clock() / DAY_MS) * DAY_MS;
  for (const [index, bought] of [...atOneTill(today), ...inTwoCities(today)].entries())
    await buy(stage, bought, index);
}

function atOneTill(today: number): Bought[] {
  const random = randomOf('suspects at one till');
  const till = { member: CASHIERS_FRIEND, storeId: 'MSK-1', tillId: '2', cashier: '14' };
  return Array.from({ length: STORY_DAYS / 2 }, (_, index) => today - (2 * index + 1) * DAY_MS).flatMap(
    (day) =>
      Array.from({ length: random.whole(2, 4) }, () => ({
        ...till,
        at: day + 8 * HOUR_MS + random.whole(0, 9 * 60) * MINUTE_MS,
      })),
  );
}

function inTwoCities(today: number): Bought[] {
  return [3, 8, 13, 19].flatMap((daysAgo) => {
    const at = today - daysAgo * DAY_MS + 12 * HOUR_MS;
    return [
      { member: TRAVELLER, storeId: 'MSK-2', tillId: '1', cashier: '21', at },
      { member: TRAVELLER, storeId: 'SPB-1', tillId: '1', cashier: '32', at: at + 25 * MINUTE_MS },
    ];
  });
}

async function buy(
  { shell, caller }: Stage,
  { member, storeId, tillId, cashier, at }: Bought,
  index: number,
): Promise<void> {
  const offsetMinutes = stores.find((store) => store.storeId === storeId)?.offsetMinutes ?? 0;
  const amount = 100 * randomOf(`suspect ${index}`).whole(600, 4000);
  must(
    await commitReceipt.run(shell, caller, {
      key: { storeId, tillId, shift: `check-${Math.floor(at / DAY_MS)}`, number: String(index + 1) },
      at: written(at, offsetMinutes),
      cashier,
      member: { memberId: demoId(`member ${member}`) },
      lines: [{ id: '1', productId: 'S11', quantity: 1000, amount }],
    }),
  );
}
