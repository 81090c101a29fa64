import { chainHead } from './chain-head.ts';
import { dueAt } from './due-at.ts';
import { holdReceipts } from './hold-receipts.ts';
import { holdState } from './hold-state.ts';
import { holdTransfers } from './hold-transfers.ts';
import { holdWallets } from './hold-wallets.ts';
import type { Invariant } from './invariant.ts';
import { lotBounds } from './lot-bounds.ts';
import { lotOrigin } from './lot-origin.ts';
import { lots } from './lots.ts';
import { mergedOwners } from './merged-owners.ts';
import { mergedTotals } from './merged-totals.ts';
import { numbering } from './numbering.ts';
import { orphans } from './orphans.ts';
import { programmeTotals } from './programme-totals.ts';
import { reversals } from './reversals.ts';
import { transferAccounts } from './transfer-accounts.ts';
import { transferCount } from './transfer-count.ts';
import { transferHash } from './transfer-hash.ts';
import { walletBounds } from './wallet-bounds.ts';
import { walletDebt } from './wallet-debt.ts';
import { walletLots } from './wallet-lots.ts';

/** All that must hold of the ledger's tables, the chain first: what it seals, the others rely on. */
export const ledgerInvariants: readonly Invariant[] = [
  numbering,
  transferCount,
  transferHash,
  chainHead,
  transferAccounts,
  walletDebt,
  lots,
  walletLots,
  walletBounds,
  lotBounds,
  lotOrigin,
  holdState,
  holdTransfers,
  holdWallets,
  holdReceipts,
  reversals,
  orphans,
  mergedTotals,
  mergedOwners,
  dueAt,
  programmeTotals,
];
