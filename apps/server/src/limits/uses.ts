import { periodsAt, type Calculation, type LimitUse } from '@bonum/engine';
import type { Lookup } from '../checkout/read-checkout.ts';
import type { OwnerState, UseRow } from '../owner/read-owner.ts';
import type { Row } from '../write.ts';
import type { Drawn } from './budgets.ts';

/** The periods whose uses a receipt has to know of its member: none where the programme limits nothing for a member. */
export const countedPeriods = ({
  programme,
  at,
  offsetMinutes,
}: Pick<Lookup, 'programme' | 'at' | 'offsetMinutes'>): string[] =>
  programme.compiled.countsMembers ? periodsAt(at, offsetMinutes) : [];

/** Receipts of earlier versions know no limits. */
export const usesOf = (calculation: Partial<Pick<Calculation, 'uses'>>): readonly LimitUse[] =>
  calculation.uses ?? [];

export const ofMember = ({ limit }: LimitUse): boolean => limit === 'member';
export const ofEverybody = ({ limit }: LimitUse): boolean => limit !== 'member';

export const givenBack = <Use extends CountedUse>(uses: readonly Use[]): Use[] =>
  uses.map((use) => ({ ...use, amount: -use.amount }));

export type CountedUse = Pick<LimitUse, 'promotion' | 'period' | 'amount'>;

/** The member's counts as they become. */
export function memberUses({ owner, uses: known }: OwnerState, uses: readonly CountedUse[]): UseRow[] {
  return uses.map(({ promotion, period, amount }) => {
    const before = known.find((row) => row.promotion === promotion && row.period === period);
    return { owner_id: owner.owner_id, period, promotion, times: (before?.times ?? 0) + amount };
  });
}

/** What a receipt took of everybody's, or gave back. */
export const budgetUses = (
  drawn: Drawn | null,
  { ownerId, receiptId }: { ownerId: string; receiptId: string },
): Row[] => (drawn?.uses ?? []).map((use) => ({ ...use, owner_id: ownerId, receipt_id: receiptId }));
