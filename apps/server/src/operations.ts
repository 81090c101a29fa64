import type { OperationId } from '@bonum/contract';
import { blockCard } from './cards/block-card.ts';
import { issueCard } from './cards/issue-card.ts';
import { addCodes } from './catalogue/add-codes.ts';
import { putProducts } from './catalogue/put-products.ts';
import { putStores } from './catalogue/put-stores.ts';
import { cancelReceipt } from './checkout/cancel-receipt.ts';
import { commitReceipt } from './checkout/commit-receipt.ts';
import { getReceipt } from './checkout/get-receipt.ts';
import { holdPoints } from './checkout/hold-points.ts';
import { quoteReceipt } from './checkout/quote-receipt.ts';
import { returnReceipt } from './checkout/return-receipt.ts';
import { requestConfirmation } from './confirmations/request-confirmation.ts';
import { createKey } from './keys/create-key.ts';
import { listKeys } from './keys/list-keys.ts';
import { revokeKey } from './keys/revoke-key.ts';
import { findMember } from './members/find-member.ts';
import { getMember } from './members/get-member.ts';
import { giveOffer } from './members/give-offer.ts';
import { joinMember } from './members/join-member.ts';
import { mergeMembers } from './members/merge-members.ts';
import { undoMerge } from './members/undo-merge.ts';
import { updateMember } from './members/update-member.ts';
import type { Operation } from './operation.ts';
import { getPoints } from './points/get-points.ts';
import { grantPoints } from './points/grant-points.ts';
import { listTransfers } from './points/list-transfers.ts';
import { reverseTransfer } from './points/reverse-transfer.ts';
import { getProgramme } from './programme/get-programme.ts';
import { publishProgramme } from './programme/publish-programme.ts';
import { validateProgramme } from './programme/validate-programme.ts';

/** What answers each operation of the contract; one that is missing does not compile. */
export const operations = {
  'quote-receipt': quoteReceipt,
  'hold-points': holdPoints,
  'commit-receipt': commitReceipt,
  'cancel-receipt': cancelReceipt,
  'return-receipt': returnReceipt,
  'get-receipt': getReceipt,
  'request-confirmation': requestConfirmation,
  'join-member': joinMember,
  'find-member': findMember,
  'get-member': getMember,
  'update-member': updateMember,
  'get-points': getPoints,
  'list-transfers': listTransfers,
  'grant-points': grantPoints,
  'reverse-transfer': reverseTransfer,
  'give-offer': giveOffer,
  'merge-members': mergeMembers,
  'undo-merge': undoMerge,
  'issue-card': issueCard,
  'block-card': blockCard,
  'get-programme': getProgramme,
  'validate-programme': validateProgramme,
  'publish-programme': publishProgramme,
  'put-products': putProducts,
  'put-stores': putStores,
  'add-codes': addCodes,
  'create-key': createKey,
  'list-keys': listKeys,
  'revoke-key': revokeKey,
} satisfies { readonly [Id in OperationId]: Operation<Id> };
