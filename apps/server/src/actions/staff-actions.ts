import type { ActionId } from '@bonum/contract';
import { blockCard } from '../cards/block-card.ts';
import { issueCard } from '../cards/issue-card.ts';
import { linkCard } from '../cards/link-card.ts';
import { replaceCard } from '../cards/replace-card.ts';
import { unblockCard } from '../cards/unblock-card.ts';
import { returnAtDesk } from '../checkout/return-at-desk.ts';
import { addReceipt } from '../fiscal/add-receipt.ts';
import { attachPhone } from '../members/attach-phone.ts';
import { confirmMemberContact } from '../members/confirm-member-contact.ts';
import { giveOffer } from '../members/give-offer.ts';
import { mergeMembers } from '../members/merge-members.ts';
import { resumeMember } from '../members/resume-member.ts';
import { suspendMember } from '../members/suspend-member.ts';
import { undoMerge } from '../members/undo-merge.ts';
import { updateMember } from '../members/update-member.ts';
import { grantPoints } from '../points/grant-points.ts';
import { reverseTransfer } from '../points/reverse-transfer.ts';
import { withdrawPoints } from '../points/withdraw-points.ts';
import { issueSignInCode } from '../sign-in/issue-sign-in-code.ts';
import type { StaffAction } from './staff-action.ts';

/** What a second person may let happen; one that is missing does not compile. */
export const staffActions = {
  'update-member': updateMember,
  'attach-phone': attachPhone,
  'confirm-member-contact': confirmMemberContact,
  'issue-sign-in-code': issueSignInCode,
  'grant-points': grantPoints,
  'withdraw-points': withdrawPoints,
  'reverse-transfer': reverseTransfer,
  'give-offer': giveOffer,
  'issue-card': issueCard,
  'block-card': blockCard,
  'unblock-card': unblockCard,
  'replace-card': replaceCard,
  'link-card': linkCard,
  'suspend-member': suspendMember,
  'resume-member': resumeMember,
  'merge-members': mergeMembers,
  'undo-merge': undoMerge,
  'add-receipt': addReceipt,
  'return-at-desk': returnAtDesk,
} satisfies { readonly [Id in ActionId]: StaffAction<Id> };
