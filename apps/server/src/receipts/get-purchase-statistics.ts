import type { Answer } from '@bonum/contract';
import type { ReturnDue } from '@bonum/engine';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { readMember } from '../members/member-answer.ts';
import { operation, refuse } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import { shownKinds } from '../points/kinds.ts';
import {
  readBroughtBack,
  readCategories,
  readMonths,
  readSold,
  type CategoryRow,
  type Period,
  type PointsRow,
  type ReturnRow,
  type SoldRow,
} from './purchase-sums.ts';

type Statistics = Answer<'get-purchase-statistics'>;
type Month = Statistics['months'][number];

const MOST_MONTHS = 36;

/** What a member bought and kept, by month and category. */
export const getPurchaseStatistics = operation('get-purchase-statistics', async (call, asked) => {
  const months = monthsOf(asked);
  if (months.length === 0 || months.length > MOST_MONTHS)
    return refuse('bad-period', `Ask for one month or more, and at most ${MOST_MONTHS}.`, { path: '/from' });
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { owner, member } = found.value;
  const { db } = call.shell;
  const { programme } = await call.shell.programmes.current();
  const tally = new Tally(months);
  const ownerIds = await withMerged(db, owner.owner_id);
  for (const ownerId of ownerIds) {
    const sold = await readMonths(db, ownerId, asked);
    for (const { month, purchases, bought, saved } of sold.months)
      tally.month(month, { purchases, bought, saved });
    for (const row of sold.points) tally.points(row);
    for (const row of await readCategories(db, ownerId, asked)) tally.category(row);
  }
  await takeBack(db, ownerIds, tally);
  return {
    ok: true,
    value: {
      currency: programme.currency,
      kinds: shownKinds(programme, asked.language ?? member?.language ?? 'ru'),
      ...tally.sums(),
    },
  };
});

function monthsOf({ from, to }: Period): string[] {
  const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: Math.max(0, index(to) - index(from) + 1) }, (_, step) => {
    const at = index(from) + step;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** Sums of sales less what came back of them. */
class Tally {
  readonly #months: ReadonlyMap<string, Month>;
  readonly #categories = new Map<string, CategoryRow>();

  constructor(months: readonly string[]) {
    const empty = { purchases: 0, bought: 0, saved: 0 };
    this.#months = new Map(
      months.map((month) => [month, { month, ...empty, earned: {}, spent: {} }] as const),
    );
  }

  month(month: string, { purchases, bought, saved }: Pick<Month, 'purchases' | 'bought' | 'saved'>): void {
    const sums = this.#months.get(month);
    if (!sums) return;
    sums.purchases += purchases;
    sums.bought += bought;
    sums.saved += saved;
  }

  points({ month, what, kind, points }: PointsRow): void {
    const sums = this.#months.get(month)?.[what];
    if (sums) sums[kind] = (sums[kind] ?? 0) + points;
  }

  category({ month, category, bought, saved }: CategoryRow): void {
    if (!this.#months.has(month)) return;
    const key = JSON.stringify([month, category]);
    const before = this.#categories.get(key);
    this.#categories.set(key, {
      month,
      category,
      bought: bought + (before?.bought ?? 0),
      saved: saved + (before?.saved ?? 0),
    });
  }

  sums(): Pick<Statistics, 'months' | 'categories'> {
    const months = [...this.#months.values()];
    for (const { earned, spent } of months) for (const sums of [earned, spent]) dropZeros(sums);
    const categories = [...this.#categories.values()].filter(
      ({ bought, saved }) => bought !== 0 || saved !== 0,
    );
    return { months, categories };
  }
}

function dropZeros(sums: Record<string, number>): void {
  for (const [kind, points] of Object.entries(sums)) if (points === 0) delete sums[kind];
}

/** A sale may lie with an owner who was merged away since, and its returns with the one that stands. */
async function takeBack(db: Kysely<Database>, ownerIds: readonly string[], tally: Tally): Promise<void> {
  const returns: ReturnRow[] = [];
  for (const ownerId of ownerIds) returns.push(...(await readBroughtBack(db, ownerId)));
  if (returns.length === 0) return;
  const ids = [...new Set(returns.map(({ of_receipt_id }) => of_receipt_id))];
  const sold = new Map<string, SoldRow>();
  for (const ownerId of ownerIds)
    for (const row of await readSold(db, ownerId, ids)) sold.set(row.receipt_id, row);
  for (const { of_receipt_id, due, whole } of returns) {
    const sale = sold.get(of_receipt_id);
    if (!sale) throw new Error(`the sale ${of_receipt_id} of a return is not its owner's`);
    takeOff(tally, sale, { due, whole });
  }
}

function takeOff(
  tally: Tally,
  { month, categories }: SoldRow,
  { due, whole }: { due: ReturnDue; whole: boolean },
) {
  tally.month(month, { purchases: whole ? -1 : 0, bought: 0 - due.refund, saved: 0 - due.discount });
  for (const { kind, points } of due.earned)
    tally.points({ month, what: 'earned', kind, points: 0 - points });
  for (const { kind, points } of due.spent) tally.points({ month, what: 'spent', kind, points: 0 - points });
  for (const { id, refund, discount } of due.lines)
    tally.category({ month, category: categories[id] ?? null, bought: 0 - refund, saved: 0 - discount });
}
