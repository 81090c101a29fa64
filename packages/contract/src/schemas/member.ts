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
import { AllowedAction, byStaff, byStaffWithReason } from './actions.ts';
import { Balance, MemberReference } from './receipt.ts';

/** What a question takes for an answer: a text, a number, yes or no, an option by its id, several of them. */
export const AnswerValue = Type.Union([
  text(2000),
  Type.Integer({ minimum: -1_000_000_000_000, maximum: 1_000_000_000_000 }),
  Type.Boolean(),
  Type.Array(text(64), { maxItems: 200 }),
]);
export const questionId = '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$';

const Name = text(300);
const Email = Type.String({ format: 'email', maxLength: 254 });
export const Gender = Type.Union([Type.Literal('female'), Type.Literal('male')]);
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
export const Channel = Type.Union(
  [Type.Literal('sms'), Type.Literal('flashcall'), Type.Literal('email'), Type.Literal('push')],
  { description: 'flashcall: a phone rings, and the end of the caller’s number is the code' },
);
export const Confirmation = closed({
  confirmationId: Uuid,
  channel: Channel,
  state: Type.Union([Type.Literal('on-its-way'), Type.Literal('delivered'), Type.Literal('failed')], {
    description: 'How far this channel has come',
  }),
  digits: Type.Integer({ minimum: 4, maximum: 8, description: 'Of the code, as this channel says it' }),
  sentTo: Type.String({ description: 'Masked' }),
  expiresAt: Moment,
  next: nullable(
    closed(
      { channel: Channel, at: nullable(Moment) },
      'What is tried next if this channel brings nothing; without a time, as soon as it fails',
    ),
  ),
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
export const OpenCardRequest = closed({
  memberId: Uuid,
  number: CardNumber,
  claimedPhone: Type.Optional(Phone),
  storeId: Type.Optional(Identifier),
});
export const MemberUpdate = Type.Object(
  {
    ...profile,
    answers: Type.Optional(
      Type.Record(Type.String({ pattern: questionId }), AnswerValue, {
        additionalProperties: false,
        maxProperties: 60,
        description: "To the programme's own questions, by id",
      }),
    ),
    ...byStaffWithReason,
  },
  { additionalProperties: false, minProperties: 1 },
);

export const Card = closed({
  number: Type.String(),
  form: Type.Union([Type.Literal('virtual'), Type.Literal('physical')]),
  state: Type.Union([Type.Literal('active'), Type.Literal('blocked')]),
  issuedAt: Moment,
});
/** What is known of a member, to themselves too. */
export const Profile = closed({
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
  answers: Type.Record(Type.String(), AnswerValue, {
    description: "To the programme's own questions, by id; those that only rules go by are left out",
  }),
  joinedAt: Moment,
  level: Type.String(),
  spend: Sum,
  receipts: Type.Integer(),
  accumulateOnly: Type.Boolean({ description: 'Earns but cannot spend until the questionnaire is complete' }),
  missingFields: Type.Array(Type.String()),
  balances: Type.Array(Balance),
  cards: Type.Array(Card),
});
export const Member = closed({
  ...Profile.properties,
  version: Type.Integer({
    description: 'Moves with every change; give it as `ifVersion` to change what was seen',
  }),
  actions: Type.Array(AllowedAction, {
    description: 'What whoever asks may do with this member, and up to where alone',
  }),
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
    ...byStaffWithReason,
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'Either an id that you make, for a new virtual card, or the number of a physical one',
  },
);
export const BlockCardRequest = closed({ number: CardNumber, reason: text(300), ...byStaff });

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
const transfer = {
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
};
export const Transfer = closed(transfer);
export const ExplainedTransfer = closed({
  ...transfer,
  activeFrom: nullable(Moment),
  expiresAt: nullable(Moment),
  reversedBy: nullable(Type.Integer()),
  reasons: Type.Array(Type.String(), {
    description:
      'What it was, for which receipt, by which rule, and where its points come from: made of what was stored then',
  }),
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
  ...byStaff,
});
export const ReverseRequest = closed({ reason: text(300), ...byStaff });
export const OfferRequest = closed({
  offerId: Uuid,
  promotion: Identifier,
  validFrom: Type.Optional(Moment),
  validUntil: Moment,
  ...byStaffWithReason,
});
export const Offer = closed({
  offerId: Uuid,
  promotion: Type.String(),
  validFrom: Moment,
  validUntil: Moment,
  usedBy: nullable(Uuid),
});
export const AttachPhoneRequest = closed({ phone: Phone, reason: text(300), ...byStaff });
export const MergeRequest = closed({ mergeId: Uuid, fromMemberId: Uuid, ...byStaffWithReason });
export const UndoMergeRequest = closed(byStaffWithReason);
