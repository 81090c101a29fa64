import { Type } from 'typebox';
import {
  CardNumber,
  closed,
  Day,
  Language,
  Moment,
  nullable,
  Phone,
  PointCount,
  text,
  Uuid,
} from './common.ts';
import { AnswerValue, Consent, Gender, questionId } from './member.ts';

const Name = closed({ ru: Type.String(), en: Type.String() });
const Option = closed({ id: Type.String(), name: Name });

const Question = closed({
  id: Type.String({ description: 'Of a field of the profile its name' }),
  name: nullable(closed({ ru: Type.String(), en: Type.String() }, 'null: a field of the profile')),
  hint: nullable(Name),
  type: Type.Union([
    Type.Literal('profile'),
    Type.Literal('text'),
    Type.Literal('choice'),
    Type.Literal('several'),
    Type.Literal('date'),
    Type.Literal('number'),
    Type.Literal('yes-no'),
  ]),
  required: Type.Boolean(),
  options: Type.Array(Option),
  most: nullable(Type.Integer({ description: 'How many options, or how long a text' })),
  from: nullable(Type.Integer()),
  to: nullable(Type.Integer()),
  answer: nullable(AnswerValue),
});

const Questionnaire = closed({
  questions: Type.Array(Question),
  missing: Type.Array(Type.String(), { description: 'What is required and not answered yet' }),
  accumulateOnly: Type.Boolean({ description: 'Points cannot be spent before it is complete' }),
  reward: nullable(closed({ kind: Type.String(), name: Name, points: PointCount, given: Type.Boolean() })),
});

export const subscriptionChannels = ['push', 'email', 'sms', 'wallet'] as const;
export const subscriptionKinds = ['offers', 'receipts', 'service'] as const;

const Channel = Type.Union([
  Type.Literal('push'),
  Type.Literal('email'),
  Type.Literal('sms'),
  Type.Literal('wallet'),
]);
const Kind = Type.Union([Type.Literal('offers'), Type.Literal('receipts'), Type.Literal('service')]);
export const Subscription = closed({ channel: Channel, kind: Kind, on: Type.Boolean() });

export const SaidConsent = closed({
  kind: Type.String(),
  version: Type.String(),
  given: Type.Boolean(),
  at: Moment,
  by: Type.Union([
    Type.Literal('member'),
    Type.Literal('staff'),
    Type.Literal('before'),
    Type.Literal('system-of-record'),
  ]),
});

const MyCard = closed({
  number: Type.String(),
  form: Type.Union([Type.Literal('virtual'), Type.Literal('physical')]),
  state: Type.Union([Type.Literal('active'), Type.Literal('blocked')]),
  main: Type.Boolean(),
  issuedAt: Moment,
  blockedAt: nullable(Moment),
});

/** Everything the pages of a member's account show. */
export const Account = closed({
  profile: closed({
    name: nullable(Type.String()),
    surname: nullable(Type.String()),
    birthDate: nullable(Type.String()),
    birthDateFixed: Type.Boolean({ description: 'It was said once; staff change it from now on' }),
    gender: nullable(Gender),
    city: nullable(Type.String()),
    language: Language,
  }),
  contacts: closed({
    phone: nullable(Type.String()),
    email: nullable(Type.String()),
    emailProved: Type.Boolean({ description: 'A code sent to it came back' }),
    proof: Type.Array(Type.Union([Type.Literal('phone'), Type.Literal('email')]), {
      description:
        'Before a contact changes, a code sent to one of these is wanted; empty: not now, the session is fresh',
    }),
  }),
  cards: Type.Array(MyCard),
  mostCards: Type.Integer(),
  questionnaire: nullable(Questionnaire),
  subscriptions: Type.Array(Subscription),
  consents: Type.Array(SaidConsent, { description: 'Every word on every consent, the newest first' }),
});

export const ProfileChange = Type.Object(
  {
    name: Type.Optional(text(300)),
    surname: Type.Optional(nullable(text(300))),
    birthDate: Type.Optional(Day),
    gender: Type.Optional(nullable(Gender)),
    city: Type.Optional(nullable(text(300))),
    language: Type.Optional(Language),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const QuestionnaireAnswers = closed({
  answers: Type.Record(Type.String({ pattern: questionId }), nullable(AnswerValue), {
    additionalProperties: false,
    maxProperties: 60,
    description: 'By the id of the question or the name of the field; null takes an answer back',
  }),
});

export const Subscriptions = closed({
  subscriptions: Type.Array(Subscription, { minItems: 1, maxItems: 32 }),
  consent: Type.Optional(
    closed({ version: text(64) }, 'To the text on advertising that was shown, where offers are turned on'),
  ),
});

export const ConsentWord = Consent;
export const NewCard = closed({ cardId: Uuid });
export const OwnCard = closed({ number: CardNumber });
export const LostCard = closed({
  number: CardNumber,
  reason: Type.Union([
    Type.Literal('lost'),
    Type.Literal('stolen'),
    Type.Literal('damaged'),
    Type.Literal('not-needed'),
  ]),
});

export const Given = closed({ confirmationId: Uuid, code: Type.String({ pattern: '^[0-9]{4,8}$' }) });
const By = Type.Union([Type.Literal('phone'), Type.Literal('email')]);

export const ProofRequest = closed({
  confirmationId: Uuid,
  by: By,
  purpose: Type.Union([Type.Literal('prove'), Type.Literal('erase')]),
});
export const ContactRequest = Type.Object(
  {
    changeId: Uuid,
    phone: Type.Optional(Phone),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    proof: Type.Optional(Given),
  },
  { additionalProperties: false, description: 'One of phone and email; a proof where get-account wants one' },
);
export const ContactCode = closed({ changeId: Uuid, code: Given.properties.code });

export const ErasureTerms = closed({
  points: Type.Union([Type.Literal('burn'), Type.Literal('stay')]),
  kinds: Type.Array(
    closed({
      kind: Type.String(),
      name: Name,
      available: PointCount,
      pending: PointCount,
      debt: PointCount,
    }),
  ),
  cards: Type.Integer(),
  receipts: Type.Integer(),
  paying: Type.Boolean({ description: 'A receipt is being paid with points: not before it is done' }),
  by: Type.Array(By, { description: 'Where the code can go' }),
});

export const LinkedCard = closed({ linkId: Uuid, number: CardNumber });

export const ExportRequest = closed({
  form: Type.Union([Type.Literal('html'), Type.Literal('json')]),
  language: Type.Optional(Language),
});
export const Proved = Type.Object(
  { proof: Type.Optional(Given) },
  { additionalProperties: false, description: 'The code that send-proof sent' },
);
