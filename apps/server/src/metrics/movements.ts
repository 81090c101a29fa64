import type { AccountName, TransferRow } from '@bonum/ledger';

type Owner = 'available' | 'pending' | 'held' | 'debt';
type Programme = Exclude<AccountName, Owner>;

/** What it is called when points come from an account of the programme to a member, and when they go back to it. */
const movements = {
  issued: { from: 'issued', to: 'taken-back' },
  redeemed: { from: 'given-back', to: 'spent' },
  expired: { from: 'revived', to: 'expired' },
  migrated: { from: 'migrated', to: 'migrated-back' },
  adjusted: { from: 'adjusted-up', to: 'adjusted-down' },
  breakage: { from: 'breakage-back', to: 'breakage' },
  merged: { from: 'merged-in', to: 'merged-out' },
} as const satisfies Record<Programme, { from: string; to: string }>;

export type Movement = (typeof movements)[Programme]['from' | 'to'];

const isProgramme = (account: AccountName): account is Programme => Object.hasOwn(movements, account);

/** How a transfer moves points into or out of members' hands; null when they stay with the member. */
export function movementOf({ debit, credit }: Pick<TransferRow, 'debit' | 'credit'>): Movement | null {
  if (isProgramme(debit)) return movements[debit].from;
  return isProgramme(credit) ? movements[credit].to : null;
}
