import { Type } from 'typebox';
import { scopes } from '../operation.ts';
import { deskPageNames, roleNames } from '../roles.ts';
import { closed, Language, Moment, nullable, oneOf, text, Uuid } from './common.ts';

export const RoleName = oneOf(roleNames);
const Roles = Type.Array(RoleName, { maxItems: 16 });
const Scopes = Type.Array(oneOf(scopes));

export const Login = Type.String({
  minLength: 1,
  maxLength: 254,
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
  description: 'A name or an e-mail address; capitals are the same as small letters',
});
const Password = Type.String({ minLength: 1, maxLength: 200 });
const Invitation = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'What stands behind the # of the link',
});

export const StaffWays = closed({
  company: nullable(closed({ ru: Type.String(), en: Type.String() }, 'What the button says: sign in …')),
});
export const StaffSignIn = closed({ login: Login, password: Password });
export const StaffCodeWanted = closed({
  signIn: Type.String({ description: 'To be sent with the code, from this browser' }),
  expiresAt: Moment,
});
export const StaffCode = closed({
  signIn: Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' }),
  code: Type.String({
    minLength: 6,
    maxLength: 20,
    pattern: '^[A-Za-z0-9 -]+$',
    description: 'Six digits of the authenticator app, or a recovery code',
  }),
});
export const StaffSignedIn = closed({
  operatorId: Uuid,
  recoveryCodesLeft: Type.Integer({ description: 'Codes for when the phone is lost; each opens once' }),
});

export const InvitationRequest = closed({ invitation: Invitation });
export const OpenInvitation = closed({
  login: Type.String(),
  name: Type.String(),
  roles: Roles,
  totp: closed({
    secret: Type.String({ description: 'For an authenticator app, to type: base32' }),
    uri: Type.String({ description: 'The same for its camera, as a QR code: otpauth://…' }),
  }),
  expiresAt: Moment,
});
export const AcceptedInvitation = closed({
  invitation: Invitation,
  password: Type.String({ minLength: 12, maxLength: 200, description: 'Twelve characters or more' }),
  code: Type.String({ pattern: '^[0-9]{6}$', description: 'Of the authenticator app that was set up' }),
});
export const WelcomedOperator = closed({
  operatorId: Uuid,
  recoveryCodes: Type.Array(Type.String(), {
    description: 'Shown this once: each opens once, with the password, when the phone is lost',
  }),
});

export const StaffMe = closed({
  operatorId: Uuid,
  login: Type.String(),
  name: Type.String(),
  language: Language,
  source: oneOf(['local', 'oidc'], 'oidc: the chain’s identity provider says who they are'),
  roles: Roles,
  scopes: Scopes,
  pages: Type.Array(oneOf(deskPageNames), {
    description: 'Of the desk, those that they may open, in this order',
  }),
  recoveryCodesLeft: Type.Integer(),
});

export const StaffSessions = closed({
  sessions: Type.Array(
    closed({
      sessionId: Uuid,
      way: oneOf(['password', 'passkey', 'company']),
      browser: nullable(Type.String({ description: 'null: it did not say which it is' })),
      system: nullable(Type.String()),
      address: Type.String({ description: 'Where it was signed in from' }),
      signedInAt: Moment,
      seenAt: Moment,
      here: Type.Boolean(),
    }),
  ),
});

export const Operator = closed({
  operatorId: Uuid,
  login: Type.String(),
  name: Type.String(),
  roles: Roles,
  language: Language,
  state: oneOf(
    ['invited', 'active', 'blocked'],
    'invited: the link that was given out last has not been used yet',
  ),
  source: oneOf(['local', 'oidc']),
  invitedUntil: nullable(Moment),
  version: Type.Integer({ description: 'Moved by every change' }),
  createdAt: Moment,
});

export const NewOperator = closed({
  operatorId: Uuid,
  login: Login,
  name: text(200),
  roles: Type.Array(RoleName, { minItems: 1, maxItems: 16, uniqueItems: true }),
  language: Type.Optional(Language),
});
export const InvitedOperator = closed({
  operator: Operator,
  link: Type.String({ description: 'Shown this once: for the operator alone, by which they come in' }),
  linkUntil: Moment,
});

const Reason = text(500, 'Stands in the audit log');
export const OperatorChange = closed({
  name: Type.Optional(text(200)),
  roles: Type.Optional(Type.Array(RoleName, { minItems: 1, maxItems: 16, uniqueItems: true })),
  blocked: Type.Optional(Type.Boolean()),
  ifVersion: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  reason: Type.Optional(Reason),
});
export const OperatorReset = closed({ reason: Type.Optional(Reason) });

const AuditKind = oneOf(['view', 'change', 'sign-in']);
const auditFilter = {
  memberId: Type.Optional(
    Type.String({ format: 'uuid', description: 'Whom it concerns: a member, or an operator' }),
  ),
  operatorId: Type.Optional(
    Type.String({ format: 'uuid', description: 'Who did it: an operator, or a key' }),
  ),
  operation: Type.Optional(Type.String({ pattern: '^[a-z-]{1,64}$' })),
  kind: Type.Optional(AuditKind),
  from: Type.Optional(Moment),
  until: Type.Optional(Moment),
};
export const AuditExport = closed({ ...auditFilter, language: Type.Optional(Language) });
export const AuditQuery = closed({
  ...auditFilter,
  after: Type.Optional(Type.String({ maxLength: 100, pattern: '^[0-9a-f.-]+$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export const AuditPage = closed({
  entries: Type.Array(
    closed({
      concerns: Type.String({ description: 'The member, or the operator' }),
      concernsName: nullable(Type.String({ description: 'Of an operator; members are not named here' })),
      number: Type.Integer({ description: 'Of those that concern the same' }),
      at: Moment,
      kind: AuditKind,
      operation: Type.String(),
      actor: oneOf(['operator', 'key', 'terminal']),
      actorId: nullable(Type.String()),
      actorName: nullable(Type.String()),
      address: nullable(Type.String()),
      detail: Type.Record(Type.String(), Type.Unknown(), { description: 'Ids, figures and the reason' }),
    }),
  ),
  next: nullable(Type.String()),
});
