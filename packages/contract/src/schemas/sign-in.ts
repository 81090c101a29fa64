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
import { Confirmation, Consent } from './member.ts';

const Ending = Type.String({ description: 'The last four digits of a card' });

const CardWord = Type.Union([Type.Literal('linked'), Type.Literal('not-linked')], {
  description:
    'What became of the card that was typed. `not-linked`: it is not in the base, is blocked, or is somebody’s; which of these is not said',
});

/** The card that was typed on the way, and what became of it. */
const TypedCard = nullable(closed({ ending: Ending, word: CardWord }));

const until = Type.String({
  format: 'date-time',
  description: 'When this sign-in runs out, and one begins again',
});

const Start = closed({ state: Type.Literal('start') }, 'Nothing has begun here, or it ran out');

const { channel, state, digits, expiresAt, next } = Confirmation.properties;
/** Of a card or an e-mail only what was planned is told, known or not. */
const SentCode = closed({
  channel,
  state,
  digits,
  sentTo: nullable(Type.String({ description: 'Masked; null for a card' })),
  expiresAt,
  next,
});

const Code = closed(
  {
    state: Type.Literal('code'),
    to: Type.Union([Type.Literal('phone'), Type.Literal('card'), Type.Literal('email')], {
      description:
        'What was typed. Of a card or an e-mail nobody is told whether a code went anywhere: it did, if they are known',
    }),
    code: SentCode,
    sendAgainAt: Moment,
    until,
  },
  'A code was asked for: answer-code, send-again; after a card also give-phone',
);

const AskPhone = closed(
  { state: Type.Literal('phone'), until },
  'The e-mail was proven and the phone is lost: give-phone, the new one',
);

const Who = closed(
  {
    state: Type.Literal('who'),
    initial: nullable(
      Type.String({ description: 'The first letter of the name that stands in the profile' }),
    ),
    cardEnding: nullable(Ending),
    birthDate: Type.Boolean({ description: 'Whether the birth date proves it; a card number always does' }),
    triesLeft: Type.Integer(),
    until,
  },
  'The phone was proven so long ago that it may have changed hands: say-who',
);

export const ChoiceCard = closed({
  cardId: Uuid,
  ending: Ending,
  form: Type.Union([Type.Literal('virtual'), Type.Literal('physical')]),
  issuedAt: Moment,
  profile: Type.Integer({ description: 'Cards of one profile have one number, and one account of points' }),
});

const Choice = closed(
  {
    state: Type.Literal('choice'),
    cards: Type.Array(ChoiceCard),
    profiles: Type.Array(
      closed({
        profile: Type.Integer(),
        level: Type.String({ description: 'Its name in the language that was asked for' }),
        points: PointCount,
        lastPurchaseAt: nullable(Moment),
      }),
    ),
    points: PointCount,
    card: TypedCard,
    triesLeft: Type.Integer({ description: 'How many more cards can be typed' }),
    until,
  },
  'Several cards: choose-main-card, or enter-card. The others are blocked, their points move to the main one',
);

const Register = closed(
  {
    state: Type.Literal('register'),
    phone: Type.String({ description: 'Masked' }),
    card: TypedCard,
    triesLeft: Type.Integer({ description: 'How many more cards can be typed' }),
    until,
  },
  'Nobody has this phone yet, or nobody has agreed to the terms: complete-registration; a card can be typed first with enter-card',
);

const SignedIn = closed(
  {
    state: Type.Literal('signed-in'),
    memberId: Uuid,
    joined: Type.Boolean({ description: 'They are new' }),
    card: TypedCard,
  },
  'This browser has a session',
);

export const SignIn = Type.Union([Start, Code, AskPhone, Who, Choice, Register, SignedIn]);

export const StartSignIn = Type.Object(
  {
    signInId: Uuid,
    phone: Type.Optional(Phone),
    card: Type.Optional(CardNumber),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    language: Type.Optional(Language),
  },
  {
    additionalProperties: false,
    minProperties: 2,
    description:
      'One of phone, card and email; with an id that you make, so that asking again sends no second code',
  },
);
export const AnswerCode = closed({ code: Type.String({ pattern: '^[0-9]{4,8}$' }) });
export const GivePhone = closed({ phone: Phone });
export const EnterCard = closed({ card: CardNumber });
export const ChooseMainCard = closed({ cardId: Uuid });
export const SayWho = closed({
  me: Type.Boolean({ description: '`false`: the profile that has this phone is somebody else’s' }),
  birthDate: Type.Optional(Day),
  card: Type.Optional(CardNumber),
});
export const Registration = closed({
  name: text(300),
  birthDate: Type.Optional(Day),
  consents: Type.Array(Consent, {
    minItems: 1,
    maxItems: 32,
    description: 'With `terms` and `personal-data` given, each with the version of the text that was shown',
  }),
});
