import { Type, type TSchema } from 'typebox';
import { roleNames } from '../roles.ts';
import {
  CardNumber,
  closed,
  Identifier,
  largestAmount,
  Moment,
  nullable,
  oneOf,
  Phone,
  text,
  Uuid,
} from './common.ts';
import { MemberReference } from './receipt.ts';

/** What staff do on a member, each by the operation of that name. */
export const actionIds = [
  'update-member',
  'attach-phone',
  'confirm-member-contact',
  'issue-sign-in-code',
  'grant-points',
  'withdraw-points',
  'reverse-transfer',
  'give-offer',
  'issue-card',
  'block-card',
  'unblock-card',
  'replace-card',
  'link-card',
  'suspend-member',
  'resume-member',
  'merge-members',
  'undo-merge',
  'add-receipt',
  'return-at-desk',
] as const;
export type ActionId = (typeof actionIds)[number];

/** What of an action is limited. */
export const actionUnits: Readonly<Record<ActionId, 'times' | 'points' | 'money'>> = {
  'update-member': 'times',
  'attach-phone': 'times',
  'confirm-member-contact': 'times',
  'issue-sign-in-code': 'times',
  'grant-points': 'points',
  'withdraw-points': 'points',
  'reverse-transfer': 'times',
  'give-offer': 'times',
  'issue-card': 'times',
  'block-card': 'times',
  'unblock-card': 'times',
  'replace-card': 'times',
  'link-card': 'times',
  'suspend-member': 'times',
  'resume-member': 'times',
  'merge-members': 'times',
  'undo-merge': 'times',
  'add-receipt': 'money',
  'return-at-desk': 'times',
};

export const reason = text(300, 'Why, in the words of whoever does it');
const Code = Type.String({ pattern: '^[0-9]{4,8}$' });

/** What staff send along with a change. A key need not. */
export const byStaff = {
  ifVersion: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        'The `version` of the member that was seen; if their data have changed since, nothing is done',
    }),
  ),
  confirmation: Type.Optional(
    closed(
      { confirmationId: Uuid, code: Code },
      'The code that send-action-code sent to the member, where the chain wants one',
    ),
  ),
};
/** The same of a change whose reason a key may leave out; staff give one. */
export const byStaffWithReason = { reason: Type.Optional(reason), ...byStaff };

export const ActionName = oneOf(actionIds, 'The operation of that name');

const Limit = Type.Integer({
  minimum: 0,
  maximum: largestAmount,
  description: 'Points, minor units or times, as the action is counted',
});
const RoleLimits = closed({ each: Type.Optional(Limit), day: Type.Optional(Limit) });
const optional = <S extends TSchema>(names: readonly string[], schema: S) =>
  Object.fromEntries(names.map((name) => [name, Type.Optional(schema)])) as Record<string, S>;

export const StaffRules = closed({
  actions: closed(
    optional(
      actionIds,
      closed({
        confirm: Type.Optional(Type.Boolean({ description: 'The member confirms it by a code' })),
        approval: Type.Optional(
          oneOf(['above-limit', 'always'], 'When a second person is asked; above the limit unless said'),
        ),
        limits: Type.Optional(
          closed(
            optional(roleNames, RoleLimits),
            'What a role may do alone, at once and in a day. Without it there is no limit; a role that is not named may do nothing alone.',
          ),
        ),
      }),
    ),
  ),
  approvalHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 336, description: '24, unless said' })),
  signInCodeMinutes: Type.Optional(
    Type.Integer({ minimum: 5, maximum: 1440, description: '30, unless said' }),
  ),
  receipts: Type.Optional(
    closed({
      days: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 365,
          description: 'How old a missing receipt may be; 14, unless said',
        }),
      ),
      withoutLines: Type.Optional(
        nullable(text(64, 'The product that stands for goods nobody knows; null: lines are asked for')),
      ),
    }),
  ),
});

/** What may be done on a member, and up to where alone. */
export const AllowedAction = closed({
  id: ActionName,
  unit: oneOf(['points', 'money', 'times']),
  each: nullable(Type.Integer({ description: 'The most at once without a second person; null: any' })),
  left: nullable(Type.Integer({ description: 'What is left of today without a second person; null: any' })),
  approval: oneOf(['above-limit', 'always']),
  confirm: Type.Boolean({ description: 'The member confirms it by a code' }),
});

export const Approval = closed({
  approvalId: Uuid,
  memberId: Uuid,
  memberName: nullable(Type.String()),
  action: Type.String(),
  input: Type.Record(Type.String(), Type.Unknown(), { description: 'As it was sent to the operation' }),
  reason: Type.String(),
  unit: oneOf(['points', 'money', 'times']),
  amount: Type.Integer(),
  because: oneOf(['above-each', 'above-day', 'always', 'unconfirmed']),
  confirmed: Type.Boolean({ description: 'The member confirmed it by a code' }),
  askedBy: closed({ operatorId: Uuid, name: Type.String() }),
  askedAt: Moment,
  expiresAt: Moment,
  state: oneOf(['pending', 'approved', 'declined', 'withdrawn', 'expired']),
  decidedBy: nullable(closed({ operatorId: Uuid, name: Type.String() })),
  decidedAt: nullable(Moment),
  said: nullable(Type.String()),
  actions: Type.Array(oneOf(['approve', 'decline', 'withdraw']), {
    description: 'What whoever asks may say to it',
  }),
});
export const ApprovalPage = closed({
  approvals: Type.Array(Approval),
  next: nullable(Type.String({ description: 'Give it as `after` to read on' })),
});
export const Decide = closed({
  decision: oneOf(['approve', 'decline', 'withdraw']),
  said: Type.Optional(text(300, 'To whoever asked')),
});

export const ActionCodeRequest = closed({
  confirmationId: Uuid,
  action: ActionName,
  by: Type.Optional(oneOf(['phone', 'email'])),
});

export const WithdrawRequest = closed({
  withdrawalId: Uuid,
  kind: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
  points: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  lotId: Type.Optional(Uuid),
  reason,
  ...byStaff,
});

export const ReasonRequest = closed({ reason, ...byStaff });
export const UnblockCardRequest = closed({ number: CardNumber, reason, ...byStaff });
export const ReplaceCardRequest = closed({
  replacementId: Uuid,
  old: CardNumber,
  number: Type.Optional(CardNumber),
  reason,
  ...byStaff,
});
export const LinkCardRequest = closed({ linkId: Uuid, number: CardNumber, reason, ...byStaff });

export const ContactRequest = closed({
  changeId: Uuid,
  phone: Type.Optional(Phone),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
});
export const ConfirmContactRequest = closed({ code: Code, reason, ...byStaff });

export const SignInCodeRequest = closed({ codeId: Uuid, reason, ...byStaff });
export const SignInCode = closed({
  code: Type.String({ description: 'Told to the member, once; it stands nowhere' }),
  expiresAt: Moment,
});

export const PreviewRequest = closed({ fromMemberId: Uuid });
const Side = closed({
  memberId: Uuid,
  name: nullable(Type.String()),
  surname: nullable(Type.String()),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  level: Type.String(),
  spend: Type.Integer(),
  receipts: Type.Integer(),
  joinedAt: Moment,
  points: Type.Record(Type.String(), Type.Integer(), { description: 'By kind; below zero is a debt' }),
  cards: Type.Array(closed({ number: Type.String(), state: Type.String() })),
  consents: Type.Array(closed({ kind: Type.String(), version: Type.String(), given: Type.Boolean() })),
  offers: Type.Integer(),
});
export const MergePreview = closed({
  stays: Side,
  goes: Side,
  after: Side,
  notTaken: Type.Array(
    closed({ field: Type.String(), stays: nullable(Type.String()), goes: nullable(Type.String()) }),
    {
      description:
        'Where the two differ and that of the one who stays counts. What the other had is kept with them, and comes back when the merge is undone.',
    },
  ),
  obstacle: nullable(oneOf(['open-hold', 'member-suspended'], 'Why it cannot be done now')),
});
export const MergeList = closed({
  merges: Type.Array(
    closed({
      mergeId: Uuid,
      fromMemberId: Uuid,
      at: Moment,
      undoneAt: nullable(Moment),
      canUndo: Type.Boolean(),
    }),
  ),
});

const QrText = Type.String({
  minLength: 20,
  maxLength: 200,
  pattern: '^[a-z]+=[0-9T.]+(&[a-z]+=[0-9T.]+)*$',
  description: 'What the fiscal QR code says: t=…&s=…&fn=…&i=…&fp=…&n=…',
});
export const AddReceiptRequest = closed({
  qr: QrText,
  storeId: Identifier,
  lines: Type.Optional(
    Type.Array(
      closed({
        productId: Identifier,
        quantity: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
        amount: Type.Integer({ minimum: 1, maximum: largestAmount }),
      }),
      {
        minItems: 1,
        maxItems: 500,
        description: 'As the paper shows them; where the till sent the receipt they are known',
      },
    ),
  ),
  reason,
  ...byStaff,
});
export const AddedReceipt = closed({
  receiptId: Uuid,
  source: oneOf(['till', 'paper'], 'till: it was there without a member. paper: nobody had sent it'),
  paid: Type.Integer(),
  at: Moment,
  earned: Type.Record(Type.String(), Type.Integer(), { description: 'Points by kind' }),
});

export const DeskReturnRequest = closed({
  returnId: Uuid,
  lines: Type.Optional(
    Type.Array(closed({ id: text(64), quantity: Type.Integer({ minimum: 1, maximum: 100_000_000 }) }), {
      minItems: 1,
      maxItems: 500,
      description: 'Everything that is still out, unless said',
    }),
  ),
  reason,
  ...byStaff,
});

export const StaffCodeSignIn = closed({
  signInId: Uuid,
  member: MemberReference,
  code: Type.String({ pattern: '^[0-9 ]{8,9}$' }),
});
export const SignedIn = closed({ signedIn: Type.Boolean() });
