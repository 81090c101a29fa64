import type { Invariant } from '@bonum/ledger';
import { allowances } from './allowances.ts';
import { barcodeIdentifier } from './barcode-identifier.ts';
import { budgets } from './budgets.ts';
import { cardIdentifier } from './card-identifier.ts';
import { identifierOwner } from './identifier-owner.ts';
import { limitUses } from './limit-uses.ts';
import { ownerRows } from './owner-rows.ts';
import { ownerSpend } from './owner-spend.ts';
import { phoneClaim } from './phone-claim.ts';
import { phoneIdentifier } from './phone-identifier.ts';
import { receiptIdentifier } from './receipt-identifier.ts';
import { receiptPoints } from './receipt-points.ts';
import { receiptSeal } from './receipt-seal.ts';
import { usedByReceipt } from './used-by-receipt.ts';

/** What must hold beyond the ledger: of receipts, of who they belong to, and of what leads to them. */
export const receiptInvariants: readonly Invariant[] = [
  receiptSeal,
  receiptPoints,
  ownerSpend,
  ownerRows,
  identifierOwner,
  receiptIdentifier,
  cardIdentifier,
  barcodeIdentifier,
  phoneIdentifier,
  phoneClaim,
  usedByReceipt,
  limitUses,
  budgets,
  allowances,
];
