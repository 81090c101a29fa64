import { Type } from 'typebox';
import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import * as schema from '../schemas/actions.ts';
import { closed, text, Uuid } from '../schemas/common.ts';

export const getStaffRules = contract({
  id: 'get-staff-rules',
  method: 'GET',
  path: '/staff-rules',
  tag: 'actions',
  summary: 'What staff may do alone',
  description: 'As the chain has said, or as it is usual.',
  access: 'members:read',
  keyScope: 'staff:write',
  answer: schema.StaffRules,
  refusals: [],
  examples: [{ name: 'As they are' }],
});

export const putStaffRules = contract({
  id: 'put-staff-rules',
  method: 'PUT',
  path: '/staff-rules',
  tag: 'actions',
  summary: 'Say what staff may do alone',
  description:
    'For each action, named by its operation: up to where each role may do it alone, at once and in a day of the chain; whether the member confirms it by a code; whether a second person is always asked. What is not named has no limit.',
  access: 'staff:write',
  body: schema.StaffRules,
  answer: schema.StaffRules,
  refusals: ['bad-rules', 'unknown-product'],
  examples: [
    {
      name: 'Grants above 500 want a second person',
      body: {
        actions: {
          'grant-points': {
            limits: {
              operator: { each: 500, day: 2000 },
              'senior-operator': { each: 5000, day: 20_000 },
            },
          },
        },
        receipts: { days: 14, withoutLines: 'EX-SOCKS' },
      },
    },
    {
      name: 'More at once than in a day',
      body: { actions: { 'grant-points': { limits: { operator: { each: 500, day: 100 } } } } },
      refusal: 'bad-rules',
    },
  ],
});

export const listApprovals = contract({
  id: 'list-approvals',
  method: 'GET',
  path: '/approvals',
  tag: 'actions',
  summary: 'What waits for a second person',
  description:
    'Whoever may decide sees everything, others what they asked for themselves. With `open=true` what waits, the oldest first; with `open=false` what is through, the newest first.',
  access: 'members:read',
  audited: 'view',
  query: closed({
    open: Type.Boolean(),
    after: Type.Optional(text(100, 'From the page before')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
  }),
  answer: schema.ApprovalPage,
  refusals: [],
  examples: [{ name: 'What waits', query: { open: true } }],
});

const approvalParams = closed({ memberId: Uuid, approvalId: Uuid });
const noApproval = { memberId: example.ids.member, approvalId: example.ids.key };

export const decideApproval = contract({
  id: 'decide-approval',
  method: 'POST',
  path: '/members/{memberId}/approvals/{approvalId}/decision',
  tag: 'actions',
  summary: 'Agree to what somebody asked for, or not',
  description:
    'By another operator than the one who asked, who may do such a thing themselves. Agreed to, it is carried out at once and once, as things stand then; where that is not possible any more nothing is done, and it stays open.',
  access: 'approvals:decide',
  params: approvalParams,
  body: schema.Decide,
  answer: schema.Approval,
  refusals: ['unknown-approval', 'approval-closed', 'second-person-needed', 'cannot-carry-out'],
  examples: [
    { name: 'Not there', params: noApproval, body: { decision: 'approve' }, refusal: 'unknown-approval' },
  ],
});

export const withdrawApproval = contract({
  id: 'withdraw-approval',
  method: 'POST',
  path: '/members/{memberId}/approvals/{approvalId}/withdrawal',
  tag: 'actions',
  summary: 'Take back what one asked for',
  description: 'While nobody has decided.',
  access: 'members:read',
  params: approvalParams,
  answer: schema.Approval,
  refusals: ['unknown-approval', 'approval-closed', 'second-person-needed'],
  examples: [{ name: 'Not there', params: noApproval, refusal: 'unknown-approval' }],
});
