import type { AnswerOf, InputOf } from './operation.ts';
import * as chain from './operations/chain.ts';
import * as members from './operations/members.ts';
import * as till from './operations/till.ts';

/** Every operation of the API by its name. */
export const operations = {
  'quote-receipt': till.quoteReceipt,
  'hold-points': till.holdPoints,
  'commit-receipt': till.commitReceipt,
  'cancel-receipt': till.cancelReceipt,
  'return-receipt': till.returnReceipt,
  'get-receipt': till.getReceipt,
  'request-confirmation': members.requestConfirmation,
  'join-member': members.joinMember,
  'find-member': members.findMember,
  'get-member': members.getMember,
  'update-member': members.updateMember,
  'get-points': members.getPoints,
  'list-transfers': members.listTransfers,
  'grant-points': members.grantPoints,
  'reverse-transfer': members.reverseTransfer,
  'give-offer': members.giveOffer,
  'merge-members': members.mergeMembers,
  'undo-merge': members.undoMerge,
  'issue-card': members.issueCard,
  'block-card': members.blockCard,
  'get-programme': chain.getProgramme,
  'validate-programme': chain.validateProgramme,
  'publish-programme': chain.publishProgramme,
  'put-products': chain.putProducts,
  'put-stores': chain.putStores,
  'add-codes': chain.addCodes,
  'create-key': chain.createKey,
  'list-keys': chain.listKeys,
  'revoke-key': chain.revokeKey,
} as const;

export type OperationId = keyof typeof operations;
export type Input<Id extends OperationId> = InputOf<(typeof operations)[Id]>;
export type Answer<Id extends OperationId> = AnswerOf<(typeof operations)[Id]>;
