import { decideCase } from './abuse/decide-case.ts';
import { getAbuseSettings } from './abuse/get-abuse-settings.ts';
import { getCase } from './abuse/get-case.ts';
import { listCases } from './abuse/list-cases.ts';
import { putAbuseSettings } from './abuse/put-abuse-settings.ts';
import type { OperationId } from '@bonum/contract';
import { unblockCard } from './cards/unblock-card.ts';
import { replaceCard } from './cards/replace-card.ts';
import { linkCard } from './cards/link-card.ts';
import { withdrawPoints } from './points/withdraw-points.ts';
import { suspendMember } from './members/suspend-member.ts';
import { resumeMember } from './members/resume-member.ts';
import { requestMemberContact } from './members/request-member-contact.ts';
import { confirmMemberContact } from './members/confirm-member-contact.ts';
import { issueSignInCode } from './sign-in/issue-sign-in-code.ts';
import { signInWithCode } from './sign-in/sign-in-with-code.ts';
import { previewMerge } from './members/preview-merge.ts';
import { listMerges } from './members/list-merges.ts';
import { addReceipt } from './fiscal/add-receipt.ts';
import { returnAtDesk } from './checkout/return-at-desk.ts';
import { sendActionCode } from './actions/send-action-code.ts';
import { getStaffRules } from './actions/get-staff-rules.ts';
import { putStaffRules } from './actions/put-staff-rules.ts';
import { listApprovals } from './actions/list-approvals.ts';
import { decideApproval } from './actions/decide-approval.ts';
import { withdrawApproval } from './actions/withdraw-approval.ts';
import { issueBarcode } from './barcodes/issue-barcode.ts';
import { getBrand } from './brand/get-brand.ts';
import { putBrand } from './brand/put-brand.ts';
import { blockMyCard } from './cards/block-my-card.ts';
import { issueMyCard } from './cards/issue-my-card.ts';
import { makeCardMain } from './cards/make-card-main.ts';
import { answerQuestionnaire } from './members/answer-questionnaire.ts';
import { changeProfile } from './members/change-profile.ts';
import { confirmContact } from './members/confirm-contact.ts';
import { eraseMe } from './members/erase-me.ts';
import { getErasure } from './members/get-erasure.ts';
import { sendProof } from './members/send-proof.ts';
import { requestContact } from './members/request-contact.ts';
import { exportMe } from './members/export-me.ts';
import { proveMe } from './members/prove-me.ts';
import { linkMyCard } from './cards/link-my-card.ts';
import { getAccount } from './members/get-account.ts';
import { sayConsent } from './members/say-consent.ts';
import { setSubscriptions } from './members/set-subscriptions.ts';
import { blockCard } from './cards/block-card.ts';
import { issueCard } from './cards/issue-card.ts';
import { openCard } from './cards/open-card.ts';
import { callBack } from './calls/call-back.ts';
import { commandCall } from './calls/command-call.ts';
import { getCallSettings } from './calls/get-call-settings.ts';
import { listCalls } from './calls/list-calls.ts';
import { listMyCalls } from './calls/list-my-calls.ts';
import { putCallSettings } from './calls/put-call-settings.ts';
import { reportCall } from './calls/report-call.ts';
import { setCallMember } from './calls/set-call-member.ts';
import { setMyExtension } from './calls/set-my-extension.ts';
import { wrapUpCall } from './calls/wrap-up-call.ts';
import { addCodes } from './catalogue/add-codes.ts';
import { listStores } from './catalogue/list-stores.ts';
import { searchProducts } from './catalogue/search-products.ts';
import { listProducts } from './catalogue/list-products.ts';
import { putProducts } from './catalogue/put-products.ts';
import { putStores } from './catalogue/put-stores.ts';
import { cancelReceipt } from './checkout/cancel-receipt.ts';
import { commitReceipt } from './checkout/commit-receipt.ts';
import { getReceipt } from './checkout/get-receipt.ts';
import { grantAllowances } from './checkout/grant-allowances.ts';
import { holdPoints } from './checkout/hold-points.ts';
import { quoteReceipt } from './checkout/quote-receipt.ts';
import { returnReceipt } from './checkout/return-receipt.ts';
import { syncReceipts } from './checkout/sync-receipts.ts';
import { getFaq } from './content/get-faq.ts';
import { getNoticeTexts } from './content/get-notice-texts.ts';
import { listAnnouncements } from './content/list-announcements.ts';
import { putAnnouncements } from './content/put-announcements.ts';
import { exportReceipts } from './history/export-receipts.ts';
import { printReceipt } from './history/print-receipt.ts';
import { printReceipts } from './history/print-receipts.ts';
import { listReceipts } from './history/list-receipts.ts';
import { putAsset } from './content/put-asset.ts';
import { putNoticeTexts } from './content/put-notice-texts.ts';
import { putCascades } from './messages/put-cascades.ts';
import { putFaq } from './content/put-faq.ts';
import { requestConfirmation } from './confirmations/request-confirmation.ts';
import { getFeedbackPhoto } from './feedback/get-feedback-photo.ts';
import { getMyFeedbackPhoto } from './feedback/get-my-feedback-photo.ts';
import { feedOperations } from './feeds/operations.ts';
import { giveFeedback } from './feedback/give-feedback.ts';
import { listFeedback } from './feedback/list-feedback.ts';
import { putFeedbackPhoto } from './feedback/put-feedback-photo.ts';
import { createWebhook } from './webhooks/create-webhook.ts';
import { listWebhooks } from './webhooks/list-webhooks.ts';
import { changeWebhook } from './webhooks/change-webhook.ts';
import { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts';
import { endWebhook } from './webhooks/end-webhook.ts';
import { tryWebhook } from './webhooks/try-webhook.ts';
import { listWebhookDeliveries } from './webhooks/list-webhook-deliveries.ts';
import { checkRecord } from './record/check-record.ts';
import { discardRecordCommand } from './record/discard-record-command.ts';
import { getRecord } from './record/get-record.ts';
import { listRecordCommands } from './record/list-record-commands.ts';
import { retryRecordCommand } from './record/retry-record-command.ts';
import { replayWebhook } from './webhooks/replay-webhook.ts';
import { listExchanges } from './exchange/list-exchanges.ts';
import { discardOnecReceipt } from './onec-till/discard-onec-receipt.ts';
import { listOnecReceipts } from './onec-till/list-onec-receipts.ts';
import { retryOnecReceipt } from './onec-till/retry-onec-receipt.ts';
import { listExchangeProblems } from './exchange/list-exchange-problems.ts';
import { pictureOperations } from './pictures/operations.ts';
import { createKey } from './keys/create-key.ts';
import { resetSandbox } from './sandbox/reset-sandbox.ts';
import { listKeys } from './keys/list-keys.ts';
import { endOldSecret } from './keys/end-old-secret.ts';
import { revokeKey } from './keys/revoke-key.ts';
import { rotateKey } from './keys/rotate-key.ts';
import { attachPhone } from './members/attach-phone.ts';
import { findMember } from './members/find-member.ts';
import { getMe } from './members/get-me.ts';
import { getMember } from './members/get-member.ts';
import { checkBirthDate } from './members/check-birth-date.ts';
import { getStanding } from './members/get-standing.ts';
import { getMemberOverview } from './members/get-member-overview.ts';
import { listMemberMessages } from './messages/list-member-messages.ts';
import { giveOffer } from './members/give-offer.ts';
import { joinMember } from './members/join-member.ts';
import { mergeMembers } from './members/merge-members.ts';
import { undoMerge } from './members/undo-merge.ts';
import { updateMember } from './members/update-member.ts';
import { listMyNotices } from './notices/list-my-notices.ts';
import { readMyNotices } from './notices/read-my-notices.ts';
import { activateOffer } from './offers/activate-offer.ts';
import { getMyOffer } from './offers/get-my-offer.ts';
import { listMemberOffers } from './offers/list-member-offers.ts';
import { listMyOffers } from './offers/list-my-offers.ts';
import type { Operation } from './operation.ts';
import { addPasskey } from './passkeys/add-passkey.ts';
import { listPasskeys } from './passkeys/list-passkeys.ts';
import { removePasskey } from './passkeys/remove-passkey.ts';
import { requestPasskeySignIn } from './passkeys/request-passkey-sign-in.ts';
import { requestPasskey } from './passkeys/request-passkey.ts';
import { signInWithPasskey } from './passkeys/sign-in-with-passkey.ts';
import { getMyPush } from './push/get-my-push.ts';
import { startMyPush } from './push/start-my-push.ts';
import { stopMyPush } from './push/stop-my-push.ts';
import { getMyReceipt } from './receipts/get-my-receipt.ts';
import { getPurchaseStatistics } from './receipts/get-purchase-statistics.ts';
import { getCallRecording } from './recordings/get-call-recording.ts';
import { putCallRecording } from './recordings/put-call-recording.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { endSession } from './sessions/end-session.ts';
import { endOtherSessions } from './sessions/end-other-sessions.ts';
import { signOut } from './sessions/sign-out.ts';
import { getComingPoints } from './points/get-coming-points.ts';
import { getPoints } from './points/get-points.ts';
import { getTransfer } from './points/get-transfer.ts';
import { listMemberHistory } from './points/list-member-history.ts';
import { getMemberReceipt } from './receipts/get-member-receipt.ts';
import { grantPoints } from './points/grant-points.ts';
import { listHistory } from './points/list-history.ts';
import { listTransfers } from './points/list-transfers.ts';
import { reverseTransfer } from './points/reverse-transfer.ts';
import { searchMembers } from './search/search-members.ts';
import { listBudgets } from './limits/list-budgets.ts';
import { getProgramme } from './programme/get-programme.ts';
import { getTillRules } from './programme/get-till-rules.ts';
import { publishProgramme } from './programme/publish-programme.ts';
import { validateProgramme } from './programme/validate-programme.ts';
import { answerCode } from './sign-in/answer-code.ts';
import { cancelSignIn } from './sign-in/cancel-sign-in.ts';
import { chooseMainCard } from './sign-in/choose-main-card.ts';
import { completeRegistration } from './sign-in/complete-registration.ts';
import { enterCard } from './sign-in/enter-card.ts';
import { getSignIn } from './sign-in/get-sign-in.ts';
import { givePhone } from './sign-in/give-phone.ts';
import { sayWho } from './sign-in/say-who.ts';
import { sendAgain } from './sign-in/send-again.ts';
import { startSignIn } from './sign-in/start-sign-in.ts';
import { exportAudit } from './audit/export-audit.ts';
import { listAudit } from './audit/list-audit.ts';
import { staffOperations } from './staff/staff-operations.ts';

/** What answers each operation of the contract; one that is missing does not compile. */
export const operations = {
  ...staffOperations,
  'quote-receipt': quoteReceipt,
  'hold-points': holdPoints,
  'commit-receipt': commitReceipt,
  'cancel-receipt': cancelReceipt,
  'return-receipt': returnReceipt,
  'get-receipt': getReceipt,
  'list-receipts': listReceipts,
  'export-receipts': exportReceipts,
  'print-receipts': printReceipts,
  'print-receipt': printReceipt,
  'sync-receipts': syncReceipts,
  'grant-allowances': grantAllowances,
  'request-confirmation': requestConfirmation,
  'join-member': joinMember,
  'open-card': openCard,
  'find-member': findMember,
  'search-members': searchMembers,
  'get-member': getMember,
  'get-member-overview': getMemberOverview,
  'list-member-messages': listMemberMessages,
  'update-member': updateMember,
  'get-standing': getStanding,
  'list-member-history': listMemberHistory,
  'get-member-receipt': getMemberReceipt,
  'list-member-offers': listMemberOffers,
  'check-birth-date': checkBirthDate,
  'get-points': getPoints,
  'list-transfers': listTransfers,
  'get-transfer': getTransfer,
  'grant-points': grantPoints,
  'reverse-transfer': reverseTransfer,
  'give-offer': giveOffer,
  'attach-phone': attachPhone,
  'merge-members': mergeMembers,
  'undo-merge': undoMerge,
  'issue-card': issueCard,
  'block-card': blockCard,
  'list-cases': listCases,
  'get-case': getCase,
  'decide-case': decideCase,
  'get-abuse-settings': getAbuseSettings,
  'put-abuse-settings': putAbuseSettings,
  'unblock-card': unblockCard,
  'replace-card': replaceCard,
  'link-card': linkCard,
  'withdraw-points': withdrawPoints,
  'suspend-member': suspendMember,
  'resume-member': resumeMember,
  'request-member-contact': requestMemberContact,
  'confirm-member-contact': confirmMemberContact,
  'issue-sign-in-code': issueSignInCode,
  'sign-in-with-code': signInWithCode,
  'preview-merge': previewMerge,
  'list-merges': listMerges,
  'add-receipt': addReceipt,
  'return-at-desk': returnAtDesk,
  'send-action-code': sendActionCode,
  'get-staff-rules': getStaffRules,
  'put-staff-rules': putStaffRules,
  'list-approvals': listApprovals,
  'decide-approval': decideApproval,
  'withdraw-approval': withdrawApproval,
  'get-programme': getProgramme,
  'list-budgets': listBudgets,
  'validate-programme': validateProgramme,
  'publish-programme': publishProgramme,
  'get-till-rules': getTillRules,
  'list-products': listProducts,
  'put-products': putProducts,
  ...feedOperations,
  'list-exchanges': listExchanges,
  'list-exchange-problems': listExchangeProblems,
  ...pictureOperations,
  'list-onec-receipts': listOnecReceipts,
  'retry-onec-receipt': retryOnecReceipt,
  'discard-onec-receipt': discardOnecReceipt,
  'put-stores': putStores,
  'list-stores': listStores,
  'search-products': searchProducts,
  'add-codes': addCodes,
  'list-my-offers': listMyOffers,
  'get-my-offer': getMyOffer,
  'activate-offer': activateOffer,
  'list-my-notices': listMyNotices,
  'read-my-notices': readMyNotices,
  'get-my-push': getMyPush,
  'start-my-push': startMyPush,
  'stop-my-push': stopMyPush,
  'get-brand': getBrand,
  'put-brand': putBrand,
  'put-asset': putAsset,
  'get-faq': getFaq,
  'put-cascades': putCascades,
  'put-faq': putFaq,
  'list-announcements': listAnnouncements,
  'put-announcements': putAnnouncements,
  'get-notice-texts': getNoticeTexts,
  'put-notice-texts': putNoticeTexts,
  'create-webhook': createWebhook,
  'list-webhooks': listWebhooks,
  'change-webhook': changeWebhook,
  'rotate-webhook-secret': rotateWebhookSecret,
  'end-webhook': endWebhook,
  'try-webhook': tryWebhook,
  'list-webhook-deliveries': listWebhookDeliveries,
  'replay-webhook': replayWebhook,
  'get-record': getRecord,
  'list-record-commands': listRecordCommands,
  'retry-record-command': retryRecordCommand,
  'discard-record-command': discardRecordCommand,
  'check-record': checkRecord,
  'reset-sandbox': resetSandbox,
  'create-key': createKey,
  'list-keys': listKeys,
  'rotate-key': rotateKey,
  'end-old-secret': endOldSecret,
  'revoke-key': revokeKey,
  'list-audit': listAudit,
  'export-audit': exportAudit,
  'start-sign-in': startSignIn,
  'get-sign-in': getSignIn,
  'answer-code': answerCode,
  'send-again': sendAgain,
  'give-phone': givePhone,
  'say-who': sayWho,
  'enter-card': enterCard,
  'choose-main-card': chooseMainCard,
  'complete-registration': completeRegistration,
  'cancel-sign-in': cancelSignIn,
  'list-passkeys': listPasskeys,
  'request-passkey': requestPasskey,
  'add-passkey': addPasskey,
  'remove-passkey': removePasskey,
  'request-passkey-sign-in': requestPasskeySignIn,
  'sign-in-with-passkey': signInWithPasskey,
  'get-me': getMe,
  'issue-barcode': issueBarcode,
  'get-account': getAccount,
  'change-profile': changeProfile,
  'answer-questionnaire': answerQuestionnaire,
  'set-subscriptions': setSubscriptions,
  'say-consent': sayConsent,
  'issue-my-card': issueMyCard,
  'block-my-card': blockMyCard,
  'make-card-main': makeCardMain,
  'list-sessions': listSessions,
  'end-session': endSession,
  'end-other-sessions': endOtherSessions,
  'link-my-card': linkMyCard,
  'export-me': exportMe,
  'prove-me': proveMe,
  'send-proof': sendProof,
  'request-contact': requestContact,
  'confirm-contact': confirmContact,
  'get-erasure': getErasure,
  'erase-me': eraseMe,
  'sign-out': signOut,
  'list-history': listHistory,
  'get-coming-points': getComingPoints,
  'get-my-receipt': getMyReceipt,
  'get-purchase-statistics': getPurchaseStatistics,
  'give-feedback': giveFeedback,
  'put-feedback-photo': putFeedbackPhoto,
  'get-my-feedback-photo': getMyFeedbackPhoto,
  'list-feedback': listFeedback,
  'get-feedback-photo': getFeedbackPhoto,
  'report-call': reportCall,
  'put-call-recording': putCallRecording,
  'list-my-calls': listMyCalls,
  'set-my-extension': setMyExtension,
  'list-calls': listCalls,
  'wrap-up-call': wrapUpCall,
  'set-call-member': setCallMember,
  'command-call': commandCall,
  'call-back': callBack,
  'get-call-recording': getCallRecording,
  'get-call-settings': getCallSettings,
  'put-call-settings': putCallSettings,
} satisfies { readonly [Id in OperationId]: Operation<Id> };
