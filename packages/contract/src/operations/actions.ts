import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/actions.ts';
import { Confirmation, Member, PointsAccount } from '../schemas/member.ts';
import { ReturnedReceipt } from '../schemas/receipt.ts';

const params = closed({ memberId: Uuid });
const memberExample = { memberId: example.ids.member };
/** What any act of staff may be refused with, beside its own. */
export const ofStaff = [
  'reason-needed',
  'changed-since',
  'confirmation-needed',
  'confirmation-wrong',
  'waits-for-approval',
] as const;
const inStaffWords =
  'Staff give a reason. Where the chain wants the member’s word the code goes along; above what a role may do alone it waits for a second person.';

export const sendActionCode = contract({
  id: 'send-action-code',
  method: 'POST',
  path: '/members/{memberId}/action-codes',
  tag: 'actions',
  summary: 'Send a member a code to agree by',
  description:
    'To their phone, or to the e-mail that they proved. The message says what it is for, and the code counts for nothing else.',
  access: 'members:read',
  mostPerMinute: 60,
  params,
  body: schema.ActionCodeRequest,
  answer: Confirmation,
  refusals: ['unknown-member', 'no-such-contact', 'no-channel', 'confirmation-limit', 'id-reused'],
  examples: [
    {
      name: 'By an e-mail that nobody has proved',
      params: memberExample,
      body: { confirmationId: example.ids.actionConfirmation, action: 'grant-points', by: 'email' },
      refusal: 'no-such-contact',
    },
  ],
});

export const withdrawPoints = contract({
  id: 'withdraw-points',
  method: 'POST',
  path: '/members/{memberId}/withdrawals',
  tag: 'actions',
  summary: 'Take points off by hand',
  description: `Those that expire first, or of the lot that is named. Nobody is brought into debt. The caller makes \`withdrawalId\`: asking again takes nothing more. ${inStaffWords}`,
  access: 'points:grant',
  params,
  body: schema.WithdrawRequest,
  answer: PointsAccount,
  refusals: ['unknown-member', 'unknown-kind', 'not-enough-points', 'id-reused', ...ofStaff],
  examples: [
    {
      name: 'Granted by mistake',
      params: memberExample,
      body: { withdrawalId: example.ids.withdrawal, kind: 'points', points: 100, reason: 'Начислено дважды' },
    },
    {
      name: 'More than there is',
      params: memberExample,
      body: { withdrawalId: example.ids.key, kind: 'points', points: 99_000_000, reason: 'Проверка' },
      refusal: 'not-enough-points',
    },
  ],
});

export const suspendMember = contract({
  id: 'suspend-member',
  method: 'POST',
  path: '/members/{memberId}/suspension',
  tag: 'actions',
  summary: 'Suspend a member',
  description: `Neither earns nor spends until resumed, and keeps everything; the till says so, and so does the app. Safe to repeat. ${inStaffWords}`,
  access: 'members:suspend',
  params,
  body: schema.ReasonRequest,
  answer: Member,
  refusals: ['unknown-member', ...ofStaff],
  examples: [{ name: 'Under review', params: memberExample, body: { reason: 'Проверяем операции' } }],
});

export const resumeMember = contract({
  id: 'resume-member',
  method: 'POST',
  path: '/members/{memberId}/resumption',
  tag: 'actions',
  summary: 'Let a suspended member take part again',
  description: `Safe to repeat. ${inStaffWords}`,
  access: 'members:suspend',
  params,
  body: schema.ReasonRequest,
  answer: Member,
  refusals: ['unknown-member', ...ofStaff],
  examples: [{ name: 'All is well', params: memberExample, body: { reason: 'Проверили' } }],
});

export const unblockCard = contract({
  id: 'unblock-card',
  method: 'POST',
  path: '/members/{memberId}/cards/unblock',
  tag: 'cards',
  summary: 'Unblock a card',
  description: `A card that was found again. One that another has replaced stays blocked. Safe to repeat. ${inStaffWords}`,
  access: 'cards:write',
  params,
  body: schema.UnblockCardRequest,
  answer: Member,
  refusals: ['unknown-member', 'unknown-card', 'card-blocked', 'too-many-cards', ...ofStaff],
  examples: [{ name: 'Found', params: memberExample, body: { number: '2900000000025', reason: 'Нашлась' } }],
});

export const replaceCard = contract({
  id: 'replace-card',
  method: 'POST',
  path: '/members/{memberId}/cards/replace',
  tag: 'cards',
  summary: 'Replace a card',
  description: `The old one is blocked for good and the new one works: both or neither. With \`number\` a physical card, without it a virtual one. The caller makes \`replacementId\`. ${inStaffWords}`,
  access: 'cards:write',
  params,
  body: schema.ReplaceCardRequest,
  answer: Member,
  refusals: [
    'unknown-member',
    'unknown-card',
    'card-blocked',
    'card-taken',
    'bad-card-number',
    'id-reused',
    ...ofStaff,
  ],
  examples: [
    {
      name: 'Lost',
      params: memberExample,
      body: { replacementId: example.ids.replacement, old: '2900000000025', reason: 'Потеряна' },
    },
  ],
});

export const linkCard = contract({
  id: 'link-card',
  method: 'POST',
  path: '/members/{memberId}/cards/link',
  tag: 'cards',
  summary: 'Link a card that nobody has proved to hold',
  description: `A card without a phone, brought to the service desk: it becomes the member's with everything it has earned. The caller makes \`linkId\`. ${inStaffWords}`,
  access: 'cards:write',
  params,
  body: schema.LinkCardRequest,
  answer: Member,
  refusals: [
    'unknown-member',
    'bad-card-number',
    'card-not-linked',
    'too-many-cards',
    'open-hold',
    ...ofStaff,
  ],
  examples: [
    {
      name: 'Not handed out',
      params: memberExample,
      body: { linkId: example.ids.key, number: '2900000000049', reason: 'Карта в руках' },
      refusal: 'card-not-linked',
    },
  ],
});

export const requestMemberContact = contract({
  id: 'request-member-contact',
  method: 'POST',
  path: '/members/{memberId}/contact-changes',
  tag: 'actions',
  summary: "Send a code to a member's new phone or e-mail",
  description:
    'Which the member tells to staff. With neither, to the e-mail that is written down: so it is confirmed. Whether somebody else has it is not said.',
  access: 'members:write',
  mostPerMinute: 60,
  params,
  body: schema.ContactRequest,
  answer: Confirmation,
  refusals: ['unknown-member', 'bad-phone', 'no-channel', 'confirmation-limit', 'id-reused'],
  examples: [
    {
      name: 'A new e-mail',
      params: memberExample,
      body: { changeId: example.ids.staffContact, email: 'anna.new@mail.example' },
    },
  ],
});

export const confirmMemberContact = contract({
  id: 'confirm-member-contact',
  method: 'POST',
  path: '/members/{memberId}/contact-changes/{changeId}/confirmation',
  tag: 'actions',
  summary: "Make the new phone or e-mail a member's",
  description: `By the code that came to it. The old one is told; where they were signed in by the old phone they are not any more. ${inStaffWords}`,
  access: 'members:write',
  params: closed({ memberId: Uuid, changeId: Uuid }),
  body: schema.ConfirmContactRequest,
  answer: Member,
  refusals: ['unknown-member', 'contact-taken', ...ofStaff],
  examples: [
    {
      name: 'A wrong code',
      params: { memberId: example.ids.member, changeId: example.ids.staffContact },
      body: { code: '000000', reason: 'Сменила почту' },
      refusal: 'confirmation-wrong',
    },
  ],
});

export const issueSignInCode = contract({
  id: 'issue-sign-in-code',
  method: 'POST',
  path: '/members/{memberId}/sign-in-codes',
  tag: 'actions',
  summary: 'Give a member a code to sign in once',
  description: `For one who has lost their phone, and whom staff know. It is told, sent nowhere, works once, and lets them do nothing but prove a phone or an e-mail. Phone and e-mail that are known hear of it. The last one given counts. ${inStaffWords}`,
  access: 'members:write',
  params,
  body: schema.SignInCodeRequest,
  answer: schema.SignInCode,
  refusals: ['unknown-member', 'id-reused', ...ofStaff],
  examples: [
    {
      name: 'The phone is lost',
      params: memberExample,
      body: { codeId: example.ids.letIn, reason: 'Потерян телефон, паспорт показан' },
    },
  ],
});

export const signInWithCode = contract({
  id: 'sign-in-with-code',
  method: 'POST',
  path: '/sign-in/code-of-staff',
  tag: 'sign-in',
  summary: 'Sign in by a code that staff gave',
  description:
    'With the number of a card or a phone. Until a phone or an e-mail is proved, this browser may do nothing else.',
  access: 'public',
  mostPerMinute: 5,
  body: schema.StaffCodeSignIn,
  answer: schema.SignedIn,
  refusals: ['confirmation-wrong'],
  examples: [
    {
      name: 'A wrong code',
      body: { signInId: example.ids.letIn, member: { card: example.card }, code: '0000 0000' },
      refusal: 'confirmation-wrong',
    },
  ],
});

export const previewMerge = contract({
  id: 'preview-merge',
  method: 'POST',
  path: '/members/{memberId}/merges/preview',
  tag: 'actions',
  summary: 'See what two members would be as one',
  description: 'Thought through by the merge itself. Nothing is written.',
  access: 'members:merge',
  audited: 'view',
  params,
  body: schema.PreviewRequest,
  answer: schema.MergePreview,
  refusals: ['unknown-member', 'same-member'],
  examples: [{ name: 'Two profiles', params: memberExample, body: { fromMemberId: example.ids.other } }],
});

export const listMerges = contract({
  id: 'list-merges',
  method: 'GET',
  path: '/members/{memberId}/merges',
  tag: 'actions',
  summary: 'Who became one with a member',
  description: 'The newest first. They are undone in reverse order, each while nobody has moved since.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: schema.MergeList,
  refusals: ['unknown-member'],
  examples: [{ name: 'Of a member', params: memberExample }],
});

export const addReceipt = contract({
  id: 'add-receipt',
  method: 'POST',
  path: '/members/{memberId}/receipts',
  tag: 'actions',
  summary: 'Add a missing receipt by its fiscal QR code',
  description: `A receipt that the till had sent without a member counts with its goods. One that nobody sent counts by the lines that are typed, or by its sum where the chain has named a product for that. One fiscal receipt counts once. ${inStaffWords}`,
  access: 'receipts:correct',
  params,
  body: schema.AddReceiptRequest,
  answer: schema.AddedReceipt,
  refusals: [
    'unknown-member',
    'member-suspended',
    'unknown-store',
    'unknown-product',
    'bad-fiscal-code',
    'not-a-sale',
    'receipt-counted',
    'too-old',
    'lines-needed',
    'bad-receipt',
    ...ofStaff,
  ],
  examples: [
    {
      name: 'A code that was cut off',
      params: memberExample,
      body: { qr: 't=20261122T1905&s=1249.90', storeId: 'EX-1', reason: 'Забыли карту' },
      refusal: 'bad-fiscal-code',
    },
  ],
});

export const returnAtDesk = contract({
  id: 'return-at-desk',
  method: 'POST',
  path: '/members/{memberId}/receipts/{receiptId}/returns',
  tag: 'actions',
  summary: 'Return goods at the service desk',
  description: `Line by line, or all that is still out: points are put right as a return at the till does it. The caller makes \`returnId\`. ${inStaffWords}`,
  access: 'receipts:correct',
  params: closed({ memberId: Uuid, receiptId: Uuid }),
  body: schema.DeskReturnRequest,
  answer: ReturnedReceipt,
  refusals: [
    'unknown-member',
    'unknown-receipt',
    'unknown-line',
    'quantity-exceeded',
    'receipt-cancelled',
    'not-a-sale',
    'key-reused',
    ...ofStaff,
  ],
  examples: [
    {
      name: 'Not theirs',
      params: { memberId: example.ids.member, receiptId: example.ids.key },
      body: { returnId: example.ids.withdrawal, reason: 'Брак' },
      refusal: 'unknown-receipt',
    },
  ],
});
