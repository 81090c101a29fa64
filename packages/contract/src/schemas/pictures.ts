import { Type } from 'typebox';
import { closed, Moment, nullable } from './common.ts';

const Count = Type.Integer({ minimum: 0 });

const PictureProblem = closed({
  productId: nullable(
    Type.String({ description: 'Of the goods that it is of; null: they have another now' }),
  ),
  name: nullable(Type.String()),
  address: Type.String({
    description: 'Without what may be secret in it; or what the file is called in the exchange, or in Akeneo',
  }),
  reason: Type.String({
    description:
      'http-404 and the like, inward, away, no-answer, slow, cut-off, too-large, not-a-picture, no-file, no-room, busy, not-let-in, other-secret. An open list.',
  }),
  failures: Type.Integer({ minimum: 1, description: 'How often in a row' }),
  kept: Type.Boolean({ description: 'What was taken before is still shown' }),
  triedAt: Moment,
  nextAt: Moment,
});
export const Pictures = closed({
  shown: Type.Integer({ minimum: 0, description: 'Promotions whose offers show a picture of their goods' }),
  waiting: Type.Integer({
    minimum: 0,
    description:
      'Pictures that are still to be taken, are tried again within a minute, or that offers are about to show',
  }),
  failed: Count,
  problems: Type.Array(PictureProblem, { description: 'A hundred at most, the newest first' }),
});
