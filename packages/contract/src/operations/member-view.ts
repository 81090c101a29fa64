import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Day, Language, text, Uuid } from '../schemas/common.ts';
import * as history from '../schemas/history.ts';
import { MemberStanding } from '../schemas/me.ts';
import { MemberOffers } from '../schemas/offers.ts';

const params = closed({ memberId: Uuid });
const memberExample = { memberId: example.ids.member };

export const getStanding = contract({
  id: 'get-standing',
  method: 'GET',
  path: '/members/{memberId}/standing',
  tag: 'members',
  summary: 'Level, points by kind, and what comes due',
  description:
    'What the first screen of the member’s own app shows of them: what of each kind can be spent, waits or will expire, and the way to the next level.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: MemberStanding,
  refusals: ['unknown-member'],
  examples: [{ name: 'Where a member stands', params: memberExample }],
});

export const listMemberHistory = contract({
  id: 'list-member-history',
  method: 'GET',
  path: '/members/{memberId}/history',
  tag: 'members',
  summary: "What happened to a member's points",
  description:
    'As the member sees it, with what was left after each, and what staff wrote where they did it by hand.',
  access: 'members:read',
  audited: 'view',
  params,
  query: closed({
    before: Type.Optional(text(120, 'From the page before')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '30, unless said' })),
    show: Type.Optional(history.HistoryShow),
    kind: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' })),
    language: Type.Optional(Language),
  }),
  answer: history.MemberHistoryPage,
  refusals: ['unknown-member'],
  examples: [{ name: 'The last ten', params: memberExample, query: { limit: 10 } }],
});

export const getMemberReceipt = contract({
  id: 'get-member-receipt',
  method: 'GET',
  path: '/members/{memberId}/receipts/{receiptId}',
  tag: 'members',
  summary: 'A receipt of a member, and why it is so',
  description:
    'As the member sees it: lines with prices, discounts and points, each with its reasons in words that can be read out; what nearly applied and why not; its returns.',
  access: 'members:read',
  audited: 'view',
  params: closed({ memberId: Uuid, receiptId: Uuid }),
  query: closed({ language: Type.Optional(Language) }),
  answer: history.MyReceipt,
  refusals: ['unknown-member', 'unknown-receipt'],
  examples: [
    {
      name: 'Shoes and socks',
      params: { ...memberExample, receiptId: example.ids.firstReceipt },
      query: { language: 'en' },
    },
  ],
});

export const listMemberOffers = contract({
  id: 'list-member-offers',
  method: 'GET',
  path: '/members/{memberId}/offers',
  tag: 'members',
  summary: "A member's offers",
  description: 'Those of everybody and their own, as the member sees them; what ends soonest comes first.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: MemberOffers,
  refusals: ['unknown-member'],
  examples: [{ name: 'What there is for a member', params: memberExample }],
});

export const checkBirthDate = contract({
  id: 'check-birth-date',
  method: 'POST',
  path: '/members/{memberId}/birth-date/check',
  tag: 'members',
  summary: 'Whether somebody said their date of birth',
  description:
    'For staff who want to know whom they speak to: they type what they hear, and Bonum compares. What it is, is not answered.',
  access: 'members:read',
  audited: 'view',
  mostPerMinute: 10,
  params,
  body: closed({ birthDate: Day }),
  answer: closed({
    known: Type.Boolean({ description: 'false: the member never told it, so nothing matches' }),
    matches: Type.Boolean(),
  }),
  refusals: ['unknown-member'],
  examples: [{ name: 'As it was said', params: memberExample, body: { birthDate: '1990-03-08' } }],
});
