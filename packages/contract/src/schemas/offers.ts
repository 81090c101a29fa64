import { Type } from 'typebox';
import { closed, Day, Identifier, Moment, nullable } from './common.ts';

/** In every language, so that who changes theirs need not ask again. */
const Said = closed({ ru: Type.String(), en: Type.String() });

const states = [
  Type.Literal('ready', { description: 'It fires by itself' }),
  Type.Literal('off', { description: 'It can be turned on' }),
  Type.Literal('on', { description: 'It was turned on' }),
  Type.Literal('soon', { description: 'From `from` on' }),
  Type.Literal('used', { description: 'As often as it may be, for now' }),
  Type.Literal('over', { description: 'Its time has passed' }),
] as const;

export const MemberOffer = closed({
  offerId: Type.String({
    description: 'Of a personal offer its own id, of any other the id of the promotion',
  }),
  personal: Type.Boolean(),
  state: Type.Union([...states]),
  name: Said,
  figure: closed(
    { ru: Type.String(), en: Type.String() },
    'What stands there big, such as −20 %, ×3 or +200',
  ),
  of: Type.Union([Type.Literal('price'), Type.Literal('points')]),
  does: Said,
  terms: closed({ ru: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
  text: nullable(Said),
  picture: nullable(
    closed(
      {
        address: Type.String({ description: 'On this server, such as /app/picture/summer-sale' }),
        width: Type.Integer({ minimum: 1 }),
        height: Type.Integer({ minimum: 1 }),
        of: nullable(
          Type.String({
            description: 'The goods that it shows; null: it is the picture of the offer itself',
          }),
        ),
      },
      'Its own picture, else that of the first of its goods that has one',
    ),
  ),
  from: Day,
  until: nullable(Day),
  stores: nullable(
    Type.Array(closed({ name: Type.String(), city: nullable(Type.String()) }), {
      description: 'null: every store',
    }),
  ),
});
export const MemberOffers = closed({ offers: Type.Array(MemberOffer) });
export const MemberOfferDetails = closed({
  offer: MemberOffer,
  goods: Type.Array(
    closed({ name: Type.String(), price: nullable(Type.Integer({ description: 'Minor units' })) }),
    { description: 'Some of those that take part, twelve at most; none where any goods do' },
  ),
});
export const OfferName = Identifier;

export const Notice = closed({
  noticeId: Type.String(),
  kind: Type.String({ description: 'Such as `points-earned`; a new one may come' }),
  at: Moment,
  title: Said,
  text: Said,
  points: nullable(Type.Integer({ description: 'What was earned, or below zero taken' })),
  link: nullable(
    closed({
      page: Type.Union([
        Type.Literal('receipt'),
        Type.Literal('points'),
        Type.Literal('offers'),
        Type.Literal('card'),
        Type.Literal('profile'),
        Type.Literal('help'),
      ]),
      id: nullable(Type.String()),
    }),
  ),
  read: Type.Boolean(),
});
export const Notices = closed({ unread: Type.Integer(), notices: Type.Array(Notice) });
export const NoticesRead = closed({ until: Moment });
export const Unread = closed({ unread: Type.Integer() });

export const PushRequest = closed({
  endpoint: Type.String({ pattern: '^https://[^\\s]+$', maxLength: 1900 }),
  keys: closed({
    p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{80,100}={0,2}$' }),
    auth: Type.String({ pattern: '^[A-Za-z0-9_-]{16,40}={0,2}$' }),
  }),
  language: Type.Union([Type.Literal('ru'), Type.Literal('en')]),
});
export const Push = closed({
  publicKey: nullable(
    Type.String({ description: 'For `applicationServerKey`; null: this server pushes nothing' }),
  ),
  on: Type.Boolean({ description: 'For this browser' }),
});
