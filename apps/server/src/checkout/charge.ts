import type { Input } from '@bonum/contract';
import { minor, points, type Calculation, type ChargedLine } from '@bonum/engine';
import { refuse, type Refusal } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';

export type OfflineReceipt = Input<'sync-receipts'>['receipts'][number];
export type OfflineSale = Extract<OfflineReceipt, { type: 'sale' }>;
type Charged = OfflineSale['charged']['lines'][number];

/** What was charged, less what the rules say. */
export interface Difference {
  readonly paid: number;
  readonly discount: number;
  readonly spent: number;
  readonly earned: number;
}

export const chargedLines = ({ charged }: OfflineSale): ChargedLine[] =>
  charged.lines.map(({ id, discounts, spent, paid }) => ({
    id,
    discounts: discounts.map(({ promotion, amount }) => ({ promotion, amount: minor(amount) })),
    spent: spent.map((part) => ({
      kind: part.kind,
      points: points(part.points),
      amount: minor(part.amount),
    })),
    paid: minor(paid),
  }));

/** Points that the customer paid with, by kind. */
export function chargedPoints({ charged }: OfflineSale): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, points: count } of charged.lines.flatMap(({ spent }) => spent)) {
    if (count > 0) sums[kind] = (sums[kind] ?? 0) + count;
  }
  return sums;
}

const bad = (index: number, detail: string): Refusal =>
  refuse('bad-charge', detail, { path: `/charged/lines/${index}` });

/** What was charged stands whatever the rules say, but it must add up. */
export function checkCharge({ lines, charged }: OfflineSale, { compiled }: ProgrammeVersion): Refusal | null {
  const amounts = new Map(lines.map(({ id, quantity, amount }) => [id, quantity === 0 ? 0 : amount]));
  if (charged.lines.length !== amounts.size)
    return refuse('bad-charge', 'Say once of every line what was charged for it.', {
      path: '/charged/lines',
    });
  for (const [index, line] of charged.lines.entries()) {
    const amount = amounts.get(line.id);
    if (amount === undefined)
      return bad(index, `The receipt has no line ${line.id}, or it stands here twice.`);
    amounts.delete(line.id);
    const wrong = wrongLine(line, amount) ?? unknownNames(line, compiled);
    if (wrong !== null) return bad(index, wrong);
  }
  return null;
}

function wrongLine({ discounts, spent, paid }: Charged, amount: number): string | null {
  const parts = [...discounts, ...spent].map((part) => part.amount);
  const names = [...discounts.map(({ promotion }) => promotion), ...spent.map(({ kind }) => kind)];
  if (new Set(names).size < names.length) return 'Name each promotion, and each kind of points, once.';
  if (parts.some((part) => part < 0)) return 'A discount below zero is none.';
  if (amount - parts.reduce((sum, part) => sum + part, 0) !== paid)
    return 'paid must be the amount of the line less its discounts and what points paid.';
  // Money that is given back within a sale is given back as it is.
  if (amount <= 0 && parts.some((part) => part > 0)) return 'A line that costs nothing has no discount.';
  return amount > 0 && paid < 0 ? 'Nobody is paid for taking goods: paid is below zero.' : null;
}

function unknownNames(
  { discounts, spent }: Charged,
  { index, spending }: ProgrammeVersion['compiled'],
): string | null {
  for (const { promotion } of discounts) {
    if (!index.byId.has(promotion)) return `This version of the programme has no promotion ${promotion}.`;
  }
  for (const part of spent) {
    const worth = spending.find(({ kind }) => kind.id === part.kind)?.kind.worth;
    if (worth === undefined) return `In this version of the programme no points of kind ${part.kind} pay.`;
    if (part.points * worth !== part.amount)
      return `${part.points} points of kind ${part.kind} pay ${part.points * worth}.`;
  }
  return null;
}

const pointsEarned = ({ earning }: Calculation): number =>
  earning.reduce((sum, part) => sum + part.points, 0);

/** null: line by line it is the same. */
export function differenceOf(charged: Calculation, ours: Calculation): Difference | null {
  if (asText(charged) === asText(ours)) return null;
  return {
    paid: charged.totals.paid - ours.totals.paid,
    discount: charged.totals.discount - ours.totals.discount,
    spent: charged.totals.spent - ours.totals.spent,
    earned: pointsEarned(charged) - pointsEarned(ours),
  };
}

/** What a customer sees of it, in one writing. */
const asText = ({ lines }: Pick<Calculation, 'lines'>): string =>
  JSON.stringify(
    lines.map(({ id, discounts, spent, paid }) => [
      id,
      discounts.map(({ promotion, amount }) => [promotion, amount]),
      spent.map(({ kind, points: count, amount }) => [kind, count, amount]),
      paid,
    ]),
  );
