import { Type } from 'typebox';
import { closed, Moment, nullable, PointCount, Sum } from './common.ts';
import { Profile } from './member.ts';
import { Balance } from './receipt.ts';
import { RecordStanding } from './record.ts';

/** In every language, so that who changes theirs need not ask again. */
const Name = closed({ ru: Type.String(), en: Type.String() });
const Dated = Type.Array(closed({ at: Moment, points: PointCount }), {
  description: 'By the day of the chain, the nearest first; ten at most',
});

const share = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description:
    'The most of a receipt that these may pay, in hundredths of a percent; null: they are only counted',
});
const rate = Type.Integer({
  minimum: 0,
  description: 'What a purchase earns, in hundredths of a percent; null: nothing',
});

const Kind = closed({
  ...Balance.properties,
  name: Name,
  worth: Type.Integer({ description: 'What one point pays for, in minor units' }),
  share: nullable(share),
  expiring: Dated,
  activating: Dated,
});

const Standing = closed({
  name: Name,
  begins: Sum,
  rate: nullable(rate),
  next: nullable(
    closed({
      level: Type.String(),
      name: Name,
      rate: nullable(rate),
      from: Sum,
      missing: Sum,
    }),
  ),
});

/** Where a member stands: what they have of every kind of points, and on which level. */
export const MemberStanding = closed({
  now: Moment,
  version: Type.Integer({ description: 'Moves with every change; give it to `live` as `after`' }),
  programme: closed({ name: Name, currency: Type.String() }),
  kinds: Type.Array(Kind, {
    description: 'Of every kind the programme has, in the order in which they are spent',
  }),
  standing: Standing,
  cannotSpend: nullable(
    Type.Union(
      [
        Type.Literal('questionnaire-incomplete'),
        Type.Literal('level-does-not-spend'),
        Type.Literal('suspended'),
      ],
      { description: 'Why points only add up for now; null: they can be spent' },
    ),
  ),
  mainCard: nullable(Type.String({ description: 'The card to show where no rotating barcode is read' })),
});

/** Everything that the app's first screen shows. */
export const Me = closed({
  ...Profile.properties,
  ...MemberStanding.properties,
  record: Type.Optional(RecordStanding),
  barcode: nullable(
    Type.String({ description: 'The reference of the rotating barcode that this phone was given' }),
  ),
});

export const Barcode = closed({
  reference: Type.String({ pattern: '^[0-9]{8}$' }),
  seed: Type.String({
    description: 'What its codes are made of, 32 bytes in base64url; it is told this once',
  }),
  now: Moment,
});
