import { ledgerInvariants, type Invariant } from '@bonum/ledger';
import { auditInvariants } from './audit-chain.ts';
import { receiptInvariants } from './receipts.ts';

/** Everything `bonum verify` checks. */
export const allInvariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...receiptInvariants,
  ...auditInvariants,
];
