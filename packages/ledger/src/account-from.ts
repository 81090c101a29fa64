import { emptyAccount, type Account, type Hold, type Lot, type Transfer, type Wallet } from './account.ts';

export type HoldJson = Omit<Hold, 'parts'> & { readonly parts: Hold['parts'] | null };

/** What `accountJson` gives. */
export interface AccountJson {
  readonly ownerId: string;
  readonly owner: { readonly transfers: number; readonly head: string } | null;
  readonly wallets: readonly Wallet[] | null;
  readonly lots: readonly Lot[] | null;
  readonly holds: readonly HoldJson[] | null;
  readonly history: readonly Transfer[] | null;
}

/**
 * The account out of what `accountJson` read; an owner that isn't there has an empty one.
 * @throws RangeError when a stored number is too large to be exact here.
 */
export function accountFrom(read: AccountJson): Account {
  requireSafeNumbers(read);
  if (read.owner === null) return emptyAccount(read.ownerId);
  return {
    ownerId: read.ownerId,
    transfers: read.owner.transfers,
    head: read.owner.head,
    wallets: read.wallets ?? [],
    lots: read.lots ?? [],
    holds: (read.holds ?? []).map(holdFrom),
    history: read.history ?? [],
  };
}

export const holdFrom = (read: HoldJson): Hold => ({ ...read, parts: read.parts ?? [] });

// The shape is our own statement's; only the size of numbers isn't known, as PostgreSQL's are 64 bits wide.
function requireSafeNumbers(value: unknown): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`not a safe integer: ${value}`);
  }
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(requireSafeNumbers);
}
