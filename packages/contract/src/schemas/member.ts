import { Type } from 'typebox';
import {
  CardNumber,
  closed,
  Day,
  Identifier,
  Language,
  Sum,
  Moment,
  nullable,
  Phone,
  PointCount,
  text,
  Uuid,
} from './common.ts';
import { Balance, MemberReference } from './receipt.ts';

const Name = text(300);
const Email = Type.String({ format: 'email', maxLength: 254 });
const Gender = Type.Union([Type.Literal('female'), Type.Literal('male')]);
export const Consent = closed({
  kind: text(64, 'What is agreed to: terms, personal-data, sms, email, push …'),
  version: text(64, 'The version of the text that was shown'),
  given: Type.Boolean(),
});

/** What the questionnaire may ask. */
const profile = {
  name: Type.Optional(Name),
  surname: Type.Optional(Name),
  birthDate: Type.Optional(Day),
  email: Type.Optional(Email),
  gender: Type.Optional(Gender),
  city: Type.Optional(Name),
  language: Type.Optional(Language),
  consents: Type.Optional(Type.Array(Consent, { maxItems: 32 })),
};

export const ConfirmationRequest = closed({
  confirmationId: Uuid,
  purpose: Type.Union([Type.Literal('join'), Type.Literal('spend')]),
  phone: Type.Optional(Phone),
  member: Type.Optional(MemberReference),
  language: Type.Optional(Language),
});
export const Confirmation = closed({
  confirmationId: Uuid,
  channel: Type.String(),
  sentTo: Type.String({ description: 'Masked' }),
  expiresAt: Moment,
});

export const JoinRequest = closed({
  memberId: Uuid,
  phone: Phone,
  confirmation: closed({ confirmationId: Uuid, code: Type.String({ pattern: '^[0-9]{4,8}$' }) }),
  ...profile,
  card: Type.Optional(CardNumber),
  invitation: Type.Optional(Type.String({ minLength: 4, maxLength: 64, pattern: '^[0-9A-Za-z -]+$' })),
  storeId: Type.Optional(Identifier),
});
export const MemberUpdate = Type.Object(profile, { additionalProperties: false, minProperties: 1 });

export const Card = closed({
  number: Type.String(),
  form: Type.Union([Type.Literal('virtual'), Type.Literal('physical')]),
  state: Type.Union([Type.Literal('active'), Type.Literal('blocked')]),
  issuedAt: Moment,
});
export const Member = closed({
  memberId: Uuid,
  status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  name: nullable(Type.String()),
  surname: nullable(Type.String()),
  birthDate: nullable(Type.String()),
  gender: nullable(Gender),
  city: nullable(Type.String()),
  language: Language,
  consents: Type.Array(
    closed({ kind: Type.String(), version: Type.String(), given: Type.Boolean(), at: Moment }),
  ),
  joinedAt: Moment,
  level: Type.String(),
  spend: Sum,
  receipts: Type.Integer(),
  accumulateOnly: Type.Boolean({ description: 'Earns but cannot spend until the questionnaire is complete' }),
  missingFields: Type.Array(Type.String()),
  balances: Type.Array(Balance),
  cards: Type.Array(Card),
});

/** What a sale needs and a receipt shows: nothing by which a person can be written to or found elsewhere. */
export const ShortMember = closed({
  memberId: Member.properties.memberId,
  status: Member.properties.status,
  name: Member.properties.name,
  language: Member.properties.language,
  level: Member.properties.level,
  accumulateOnly: Member.properties.accumulateOnly,
  missingFields: Member.properties.missingFields,
  balances: Member.properties.balances,
});
export const MemberForKey = Type.Union([Member, ShortMember], {
  description: 'The whole member for a key with the scope members:read, the short one for any other',
});

export const IssueCardRequest = Type.Object(
  {
    cardId: Type.Optional(Uuid),
    number: Type.Optional(CardNumber),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    description: 'Either an id that you make, for a new virtual card, or the number of a physical one',
  },
);
export const BlockCardRequest = closed({ number: CardNumber, reason: text(300) });

export const PointsAccount = closed({
  memberId: Uuid,
  balances: Type.Array(Balance),
  lots: Type.Array(
    closed({
      lotId: Uuid,
      kind: Type.String(),
      granted: PointCount,
      available: PointCount,
      pending: PointCount,
      held: PointCount,
      activeFrom: Moment,
      expiresAt: nullable(Moment),
      source: Type.String(),
      receiptId: nullable(Uuid),
    }),
  ),
});
export const Transfer = closed({
  number: Type.Integer(),
  kind: Type.String(),
  debit: Type.String(),
  credit: Type.String(),
  points: PointCount,
  lotId: nullable(Uuid),
  reason: Type.String(),
  receiptId: nullable(Uuid),
  reverses: nullable(Type.Integer()),
  at: Moment,
  recordedAt: Moment,
});
export const TransferPage = closed({
  transfers: Type.Array(Transfer),
  next: nullable(Type.Integer({ description: 'Give it as `before` to read on' })),
});
export const GrantRequest = closed({
  grantId: Uuid,
  kind: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
  points: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  reason: text(300),
});
export const ReverseRequest = closed({ reason: text(300) });
export const OfferRequest = closed({
  offerId: Uuid,
  promotion: Identifier,
  validFrom: Type.Optional(Moment),
  validUntil: Moment,
});
export const Offer = closed({
  offerId: Uuid,
  promotion: Type.String(),
  validFrom: Moment,
  validUntil: Moment,
  usedBy: nullable(Uuid),
});
export const MergeRequest = closed({ mergeId: Uuid, fromMemberId: Uuid });
