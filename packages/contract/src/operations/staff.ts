import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, nullable, Uuid } from '../schemas/common.ts';
import { File } from '../schemas/receipts.ts';
import * as schema from '../schemas/staff.ts';

export const getStaffWays = contract({
  id: 'get-staff-ways',
  method: 'GET',
  path: '/staff/sign-in',
  tag: 'staff',
  summary: 'By what staff sign in here',
  description:
    'Login and password always; `company` where the chain has an identity provider: the browser goes to `/v1/staff/company`, and comes back signed in.',
  access: 'public',
  answer: schema.StaffWays,
  refusals: [],
  examples: [{ name: 'Anybody' }],
});

export const startStaffSignIn = contract({
  id: 'start-staff-sign-in',
  method: 'POST',
  path: '/staff/sign-in',
  tag: 'staff',
  summary: 'An operator’s login and password',
  description:
    'Right ones are asked for a code with finish-staff-sign-in, within five minutes and from the same browser. Of wrong ones it is not said what is wrong. Ten tries of one login in a quarter of an hour, whether there is such a login or not.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.StaffSignIn,
  answer: schema.StaffCodeWanted,
  refusals: ['not-let-in', 'no-tries-left'],
  examples: [
    {
      name: 'Nobody of that name',
      body: { login: 'nobody', password: 'correct horse battery staple' },
      refusal: 'not-let-in',
    },
  ],
});

export const finishStaffSignIn = contract({
  id: 'finish-staff-sign-in',
  method: 'POST',
  path: '/staff/sign-in/code',
  tag: 'staff',
  summary: 'The code of an operator’s phone',
  description:
    'Opens a session: it ends after half an hour without use, and after twelve hours at the latest. A recovery code does as well, once.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.StaffCode,
  answer: schema.StaffSignedIn,
  refusals: ['not-let-in', 'no-tries-left'],
  examples: [
    { name: 'Not after a password', body: { signIn: 'AAAA', code: '123456' }, refusal: 'not-let-in' },
  ],
});

export const openStaffInvitation = contract({
  id: 'open-staff-invitation',
  method: 'POST',
  path: '/staff/invitation',
  tag: 'staff',
  summary: 'What a link of invitation is for',
  description: 'Whom it invites, and what their authenticator app is to be told. Changes nothing.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.InvitationRequest,
  answer: schema.OpenInvitation,
  refusals: ['invitation-over'],
  examples: [{ name: 'One that was used', body: { invitation: 'AAAA' }, refusal: 'invitation-over' }],
});

export const acceptStaffInvitation = contract({
  id: 'accept-staff-invitation',
  method: 'POST',
  path: '/staff/invitation/accept',
  tag: 'staff',
  summary: 'An operator’s first password and code',
  description:
    'The operator is in; the link opens nothing any more, and sessions from before have ended. Recovery codes are shown this once.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.AcceptedInvitation,
  answer: schema.WelcomedOperator,
  refusals: ['invitation-over', 'weak-password', 'not-let-in', 'no-tries-left'],
  examples: [
    {
      name: 'A link that was used',
      body: { invitation: 'AAAA', password: 'correct horse battery staple', code: '123456' },
      refusal: 'invitation-over',
    },
  ],
});

export const getStaffMe = contract({
  id: 'get-staff-me',
  method: 'GET',
  path: '/staff/me',
  tag: 'staff',
  summary: 'The operator who has signed in',
  description: 'Name, roles, what they may do, and the pages of the desk that they may open.',
  access: 'staff',
  answer: schema.StaffMe,
  refusals: [],
  examples: [{ name: 'Me' }],
});

export const listStaffSessions = contract({
  id: 'list-staff-sessions',
  method: 'GET',
  path: '/staff/me/sessions',
  tag: 'staff',
  summary: 'Where the operator is signed in',
  description: 'Browsers, the one seen last first; `here` is the one that asks.',
  access: 'staff',
  answer: schema.StaffSessions,
  refusals: [],
  examples: [{ name: 'Mine' }],
});

export const endStaffSession = contract({
  id: 'end-staff-session',
  method: 'POST',
  path: '/staff/me/sessions/{sessionId}/end',
  tag: 'staff',
  summary: 'Sign out a browser of mine',
  description: 'At once. Safe to repeat.',
  access: 'staff',
  params: closed({ sessionId: Uuid }),
  answer: closed({ ended: Type.Integer({ description: 'How many are signed out by this' }) }),
  refusals: [],
  examples: [{ name: 'One that is not there', params: { sessionId: example.ids.session } }],
});

export const signOutStaff = contract({
  id: 'sign-out-staff',
  method: 'POST',
  path: '/staff/me/sign-out',
  tag: 'staff',
  summary: 'Sign out here',
  description:
    'This browser is nobody’s from now on. Who came by the company’s account ends the session there too, at `companyUrl`.',
  access: 'staff',
  answer: closed({ signedOut: Type.Boolean(), companyUrl: nullable(Type.String()) }),
  refusals: [],
  examples: [{ name: 'Here' }],
});

export const inviteOperator = contract({
  id: 'invite-operator',
  method: 'POST',
  path: '/staff/operators',
  tag: 'staff',
  summary: 'Invite an operator',
  description:
    'Makes a local account, and a link for its first day: by it the operator chooses a password and sets up their phone. The link is shown once. A key gives only roles whose scopes it has all.',
  access: 'staff:write',
  body: schema.NewOperator,
  answer: schema.InvitedOperator,
  refusals: ['id-reused', 'login-taken', 'scope-missing'],
  examples: [
    {
      name: 'For the info desk',
      body: {
        operatorId: example.ids.operator,
        login: 'vera@chain.example',
        name: 'Вера Климова',
        roles: ['info-desk'],
      },
    },
  ],
});

const params = closed({ operatorId: Uuid });

export const listOperators = contract({
  id: 'list-operators',
  method: 'GET',
  path: '/staff/operators',
  tag: 'staff',
  summary: 'All operators',
  description: 'By name, those who were shut out too.',
  access: 'staff:write',
  audited: 'view',
  answer: closed({ operators: Type.Array(schema.Operator) }),
  refusals: [],
  examples: [{ name: 'All' }],
});

export const changeOperator = contract({
  id: 'change-operator',
  method: 'PATCH',
  path: '/staff/operators/{operatorId}',
  tag: 'staff',
  summary: 'Change an operator',
  description:
    'What is absent stays as it is. Who is blocked is signed out at once. Names the version that was seen; when somebody changed the operator meanwhile, it is refused. The last administrator stays one.',
  access: 'staff:write',
  params,
  body: schema.OperatorChange,
  answer: schema.Operator,
  refusals: ['unknown-operator', 'changed-since', 'roles-elsewhere', 'last-administrator', 'scope-missing'],
  examples: [
    {
      name: 'Another role, with its reason',
      params: { operatorId: example.ids.operator },
      body: { roles: ['operator'], ifVersion: 1, reason: 'Перешла в поддержку' },
    },
    {
      name: 'As it was seen before that',
      params: { operatorId: example.ids.operator },
      body: { blocked: true, ifVersion: 1 },
      refusal: 'changed-since',
    },
  ],
});

export const resetOperator = contract({
  id: 'reset-operator',
  method: 'POST',
  path: '/staff/operators/{operatorId}/reset',
  tag: 'staff',
  summary: 'A new first day for an operator',
  description:
    'Password, phone, passkeys and sessions are gone at once; a new link, shown once, lets them begin again. For local accounts.',
  access: 'staff:write',
  params,
  body: schema.OperatorReset,
  answer: schema.InvitedOperator,
  refusals: ['unknown-operator', 'roles-elsewhere', 'operator-blocked', 'scope-missing'],
  examples: [
    {
      name: 'A lost phone',
      params: { operatorId: example.ids.operator },
      body: { reason: 'Потерян телефон' },
    },
  ],
});

export const listAudit = contract({
  id: 'list-audit',
  method: 'GET',
  path: '/audit',
  tag: 'audit',
  summary: 'Who saw and changed what',
  description:
    'The newest first, page by page: `next` is sent as `after`. By whom it concerns, by who did it (an operator or a key), by operation, by kind, by dates.',
  access: 'audit:read',
  audited: 'view',
  query: schema.AuditQuery,
  answer: schema.AuditPage,
  refusals: [],
  examples: [{ name: 'What was done of a member', query: { memberId: example.ids.member, limit: 10 } }],
});

export const exportAudit = contract({
  id: 'export-audit',
  method: 'GET',
  path: '/exports/audit',
  tag: 'audit',
  summary: 'The audit log as a file for a spreadsheet',
  description:
    'What list-audit would show, the newest first, until the moment it is asked for. CSV in UTF-8 with a byte order mark: `;` between cells in Russian, `,` in English. No cell is taken for a formula. It comes as it is read, however much there is; the header `bonum-rows` says how many rows there will be.',
  access: 'audit:read',
  audited: 'view',
  mostPerMinute: 10,
  query: schema.AuditExport,
  answer: File,
  download: ['text/csv'],
  refusals: [],
  examples: [{ name: 'What was done of a member', query: { memberId: example.ids.member, language: 'ru' } }],
});
