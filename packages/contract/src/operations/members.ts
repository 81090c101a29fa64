import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { Audience, closed, Language, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/member.ts';
import { ofStaff } from './actions.ts';
import { MemberReference } from '../schemas/receipt.ts';

const params = closed({ memberId: Uuid });
const memberExample = { memberId: example.ids.member };

export const requestConfirmation = contract({
  id: 'request-confirmation',
  method: 'POST',
  path: '/confirmations',
  tag: 'members',
  summary: 'Send a one-time code',
  description:
    'To a phone, for joining; or to a member, for spending points. The code lives five minutes, works once and takes five tries. A person gets three in ten minutes and ten in a day; a key may ask sixty times a minute. For joining, the answer never says whether the phone is known.',
  access: 'members:join',
  keyScope: 'till',
  mostPerMinute: 60,
  body: schema.ConfirmationRequest,
  answer: schema.Confirmation,
  refusals: [
    'no-channel',
    'confirmation-limit',
    'bad-phone',
    'unknown-member',
    'unknown-card',
    'bad-card-number',
    'id-reused',
    'card-blocked',
    'member-suspended',
  ],
  examples: [
    {
      name: 'To join',
      body: { confirmationId: example.ids.joinConfirmation, purpose: 'join', phone: example.phones.member },
    },
    {
      name: 'A friend joins',
      body: { confirmationId: example.ids.otherConfirmation, purpose: 'join', phone: example.phones.other },
    },
  ],
});

export const joinMember = contract({
  id: 'join-member',
  method: 'POST',
  path: '/members',
  tag: 'members',
  summary: 'Sign a person up',
  description:
    'By a phone and the code sent to it. The caller makes `memberId`, so that asking again is safe. With `invitation` the anonymous receipt that printed it counts for the new member.\n\nA phone that already belongs to a member gives that member, whose `memberId` is not the one that was sent. `card` is linked to them. Their data stay as they are, whatever was sent of the profile, consents and store. An invitation is for new members: with one the answer is `already-member`, and the code can be used again without it.\n\nA key without `members:read` is answered the short member.',
  access: 'members:join',
  body: schema.JoinRequest,
  answer: schema.MemberForKey,
  refusals: [
    'confirmation-wrong',
    'bad-phone',
    'card-taken',
    'card-blocked',
    'bad-card-number',
    'invitation-invalid',
    'already-member',
    'member-id-reused',
    'unknown-store',
  ],
  examples: [
    {
      name: 'With a card from the counter',
      body: {
        memberId: example.ids.member,
        phone: example.phones.member,
        confirmation: { confirmationId: example.ids.joinConfirmation, code: '123456' },
        name: 'Анна',
        surname: 'Кузнецова',
        card: example.card,
        consents: [{ kind: 'personal-data', version: '2026-01', given: true }],
      },
    },
    {
      name: 'With a virtual card',
      body: {
        memberId: example.ids.other,
        phone: example.phones.other,
        confirmation: { confirmationId: example.ids.otherConfirmation, code: '123456' },
        name: 'Борис',
      },
    },
  ],
});

export const findMember = contract({
  id: 'find-member',
  method: 'POST',
  path: '/members/find',
  tag: 'members',
  summary: 'Find a member by phone, card or id',
  description:
    'What identifies a person is sent in the body, never in an address. A key without `members:read` is answered the short member: enough to sell, nothing to write to a person.',
  access: 'members:search',
  keyScope: 'till',
  audited: 'view',
  body: MemberReference,
  answer: schema.MemberForKey,
  refusals: ['unknown-member', 'unknown-card', 'bad-card-number', 'bad-phone', 'card-blocked'],
  examples: [
    { name: 'By phone, as it was said', body: { phone: '8 (916) 555-01-01' } },
    { name: 'By card', body: { card: example.card } },
    { name: 'A phone nobody has', body: { phone: '+7 916 555-99-99' }, refusal: 'unknown-member' },
  ],
});

export const getMember = contract({
  id: 'get-member',
  method: 'GET',
  path: '/members/{memberId}',
  tag: 'members',
  summary: 'A member',
  description: 'Profile, level, balances by kind and cards.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: schema.Member,
  refusals: ['unknown-member'],
  examples: [{ name: 'A member', params: memberExample }],
});

export const updateMember = contract({
  id: 'update-member',
  method: 'PATCH',
  path: '/members/{memberId}',
  tag: 'members',
  summary: "Fill in or change a member's data",
  description:
    "Fields that are absent stay as they are. Completing the programme's questionnaire lets a member who could only accumulate spend.",
  access: 'members:write',
  params,
  body: schema.MemberUpdate,
  answer: schema.Member,
  refusals: ['unknown-member', 'bad-answer', ...ofStaff],
  examples: [
    { name: 'Birthday and city', params: memberExample, body: { birthDate: '1990-03-08', city: 'Москва' } },
  ],
});

export const getPoints = contract({
  id: 'get-points',
  method: 'GET',
  path: '/members/{memberId}/points',
  tag: 'members',
  summary: "A member's points, lot by lot",
  description: 'Balances by kind, and each lot with where it came from and when it expires.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: schema.PointsAccount,
  refusals: ['unknown-member'],
  examples: [{ name: "A member's points", params: memberExample }],
});

export const listTransfers = contract({
  id: 'list-transfers',
  method: 'GET',
  path: '/members/{memberId}/transfers',
  tag: 'members',
  summary: 'Every movement of points, newest first',
  description: 'Two accounts and a positive amount each; nothing is ever edited, only reversed.',
  access: 'members:read',
  audited: 'view',
  params,
  query: closed({
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  answer: schema.TransferPage,
  refusals: ['unknown-member'],
  examples: [{ name: 'The last ten', params: memberExample, query: { limit: 10 } }],
});

const transferParams = closed({
  memberId: Uuid,
  number: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

export const getTransfer = contract({
  id: 'get-transfer',
  method: 'GET',
  path: '/members/{memberId}/transfers/{number}',
  tag: 'members',
  summary: 'A movement of points, and why it was',
  description:
    'In sentences for `audience` (an operator unless it is said), made of what was stored at the time, whatever the programme is by now. A member who was merged into another is that other, whose numbers are other ones.',
  access: 'members:read',
  audited: 'view',
  params: transferParams,
  query: closed({ language: Type.Optional(Language), audience: Type.Optional(Audience) }),
  answer: schema.ExplainedTransfer,
  refusals: ['unknown-member', 'unknown-transfer'],
  examples: [
    {
      name: 'For the member, in English',
      params: { memberId: example.ids.member, number: 1 },
      query: { language: 'en', audience: 'member' },
    },
    {
      name: 'Not there',
      params: { memberId: example.ids.member, number: 999999 },
      refusal: 'unknown-transfer',
    },
  ],
});

export const grantPoints = contract({
  id: 'grant-points',
  method: 'POST',
  path: '/members/{memberId}/grants',
  tag: 'members',
  summary: 'Grant points by hand',
  description: 'The caller makes `grantId`: asking again grants nothing more.',
  access: 'points:grant',
  params,
  body: schema.GrantRequest,
  answer: schema.PointsAccount,
  refusals: ['unknown-member', 'unknown-kind', 'id-reused', ...ofStaff],
  examples: [
    {
      name: 'An apology',
      params: memberExample,
      body: { grantId: example.ids.grant, kind: 'points', points: 500, reason: 'Извинение за очередь' },
    },
    {
      name: 'A kind the programme does not have',
      params: memberExample,
      body: { grantId: example.ids.key, kind: 'gold-coins', points: 1, reason: 'Проверка' },
      refusal: 'unknown-kind',
    },
  ],
});

export const reverseTransfer = contract({
  id: 'reverse-transfer',
  method: 'POST',
  path: '/members/{memberId}/transfers/{number}/reverse',
  tag: 'members',
  summary: 'Reverse a movement of points',
  description:
    'Adds its mirror image. Only grants and withdrawals by hand are reversed so; a receipt is returned.',
  access: 'points:grant',
  params: transferParams,
  body: schema.ReverseRequest,
  answer: schema.PointsAccount,
  refusals: ['unknown-member', 'unknown-transfer', 'cannot-reverse', ...ofStaff],
  examples: [
    {
      name: 'Not there',
      params: { memberId: example.ids.member, number: 999999 },
      body: { reason: 'Ошибка' },
      refusal: 'unknown-transfer',
    },
  ],
});

export const giveOffer = contract({
  id: 'give-offer',
  method: 'POST',
  path: '/members/{memberId}/offers',
  tag: 'members',
  summary: 'Make a member a personal offer',
  description: 'Of a promotion that the programme marks as personal; it fires on one receipt.',
  access: 'members:write',
  params,
  body: schema.OfferRequest,
  answer: schema.Offer,
  refusals: ['unknown-member', 'unknown-promotion', 'id-reused', ...ofStaff],
  examples: [
    {
      name: 'A personal discount',
      params: memberExample,
      body: {
        offerId: example.ids.offer,
        promotion: 'personal-discount',
        validUntil: '2026-12-31T23:59:59+03:00',
      },
    },
  ],
});

export const attachPhone = contract({
  id: 'attach-phone',
  method: 'POST',
  path: '/members/{memberId}/phone',
  tag: 'members',
  summary: 'Give a member a phone',
  description:
    'By staff who know that it is theirs: somebody lost theirs, or a phone went to a new account by mistake. Whoever had it has it no longer and keeps everything else; the phone that the member had before leads nowhere, and where they were signed in by it they are not any more. Safe to repeat.',
  access: 'members:write',
  params,
  body: schema.AttachPhoneRequest,
  answer: schema.Member,
  refusals: ['unknown-member', 'bad-phone', ...ofStaff],
  examples: [
    {
      name: 'A new number, shown at the service desk',
      params: { memberId: example.ids.openCard },
      body: { phone: '+7 916 555-01-08', reason: 'Паспорт показан' },
    },
  ],
});

export const mergeMembers = contract({
  id: 'merge-members',
  method: 'POST',
  path: '/members/{memberId}/merges',
  tag: 'members',
  summary: 'Merge another member into this one',
  description:
    'Lots keep their dates and sources, spend is summed, cards and phone lead to the one that stays.',
  access: 'members:merge',
  keyScope: 'members:write',
  params,
  body: schema.MergeRequest,
  answer: schema.Member,
  refusals: ['unknown-member', 'same-member', 'open-hold', 'member-suspended', 'id-reused', ...ofStaff],
  examples: [
    {
      name: 'Two profiles of one person',
      params: memberExample,
      body: { mergeId: example.ids.merge, fromMemberId: example.ids.other },
    },
  ],
});

export const undoMerge = contract({
  id: 'undo-merge',
  method: 'POST',
  path: '/members/{memberId}/merges/{mergeId}/undo',
  tag: 'members',
  summary: 'Undo a merge',
  description: 'While neither side has moved since.',
  access: 'members:merge',
  keyScope: 'members:write',
  params: closed({ memberId: Uuid, mergeId: Uuid }),
  body: schema.UndoMergeRequest,
  answer: schema.Member,
  refusals: ['unknown-member', 'unknown-merge', 'moved-since', ...ofStaff],
  examples: [
    { name: 'They were two after all', params: { memberId: example.ids.member, mergeId: example.ids.merge } },
  ],
});

export const issueCard = contract({
  id: 'issue-card',
  method: 'POST',
  path: '/members/{memberId}/cards',
  tag: 'cards',
  summary: 'Issue a virtual card or link a physical one',
  description:
    'With `cardId`, which the caller makes, a virtual card with a new EAN-13 number: asking again issues no other. With `number` the physical card that has it. For staff who know that the member is who they say; a till links a card with join-member, by the code sent to the phone.',
  access: 'cards:write',
  keyScope: 'members:write',
  params,
  body: schema.IssueCardRequest,
  answer: schema.Member,
  refusals: ['unknown-member', 'card-taken', 'bad-card-number', 'card-blocked', 'id-reused', ...ofStaff],
  examples: [
    { name: 'A virtual card', params: memberExample, body: { cardId: example.ids.card } },
    { name: 'A card from the counter', params: memberExample, body: { number: '2900000000025' } },
    {
      name: 'Not a card of this chain',
      params: memberExample,
      body: { number: '4006381333931' },
      refusal: 'bad-card-number',
    },
  ],
});

export const blockCard = contract({
  id: 'block-card',
  method: 'POST',
  path: '/members/{memberId}/cards/block',
  tag: 'cards',
  summary: 'Block a card',
  description: 'A blocked card neither earns nor spends; the points stay with the member.',
  access: 'cards:write',
  keyScope: 'members:write',
  params,
  body: schema.BlockCardRequest,
  answer: schema.Member,
  refusals: ['unknown-member', 'unknown-card', 'bad-card-number', ...ofStaff],
  examples: [{ name: 'Lost', params: memberExample, body: { number: '2900000000025', reason: 'Потеряна' } }],
});
