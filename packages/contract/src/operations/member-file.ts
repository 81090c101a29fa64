import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, text, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/member-file.ts';

const params = closed({ memberId: Uuid });
const memberExample = { memberId: example.ids.member };

export const getMemberOverview = contract({
  id: 'get-member-overview',
  method: 'GET',
  path: '/members/{memberId}/overview',
  tag: 'members',
  summary: 'Who a member is, as staff see it',
  description:
    'Profile, contacts, cards with their states, every consent with the version of its text, subscriptions, where they are signed in, offers, merges. Who lacks `personal:read` sees the surname’s initial and the ends of phone and e-mail. A member who was merged into another is that other.',
  access: 'members:read',
  audited: 'view',
  params,
  answer: schema.MemberOverview,
  refusals: ['unknown-member'],
  examples: [{ name: 'A member', params: memberExample }],
});

export const listMemberMessages = contract({
  id: 'list-member-messages',
  method: 'GET',
  path: '/members/{memberId}/messages',
  tag: 'members',
  summary: 'What was sent to a member, and whether it arrived',
  description:
    'Every message with each attempt to deliver it: by which channel, when, and what came of it. What held a code is listed without its text.',
  access: 'members:read',
  audited: 'view',
  params,
  query: closed({
    before: Type.Optional(text(120, 'From the page before')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '30, unless said' })),
  }),
  answer: schema.MemberMessages,
  refusals: ['unknown-member'],
  examples: [{ name: 'The last ten', params: memberExample, query: { limit: 10 } }],
});
