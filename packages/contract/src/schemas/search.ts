import { Type } from 'typebox';
import { closed, Language, Minor, Moment, nullable, text, Uuid } from './common.ts';

export const SearchRequest = closed({
  text: text(
    200,
    'A name as it was heard, in either alphabet; a phone or its last digits; a card; an e-mail; a receipt’s number; an id',
  ),
  language: Type.Optional(Language),
});

const Store = closed({ storeId: Type.String(), name: Type.String(), city: nullable(Type.String()) });
export const LevelName = closed({ id: Type.String(), name: Type.String() });

const Matched = closed({
  by: Type.Union([
    Type.Literal('member-id'),
    Type.Literal('phone'),
    Type.Literal('claimed-phone'),
    Type.Literal('phone-end'),
    Type.Literal('card'),
    Type.Literal('card-end'),
    Type.Literal('email'),
    Type.Literal('receipt'),
    Type.Literal('name'),
  ]),
  exact: Type.Boolean({ description: 'false: alike, or only the beginning' }),
  receiptId: nullable(Uuid),
});

export const SearchHit = closed({
  memberId: Uuid,
  status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
  name: nullable(Type.String()),
  surname: nullable(Type.String({ description: 'Its initial, for who lacks personal:read' })),
  phone: nullable(Type.String({ description: 'Masked, for who lacks personal:read' })),
  email: nullable(Type.String({ description: 'Masked, for who lacks personal:read' })),
  city: nullable(Type.String()),
  level: LevelName,
  joinedAt: Moment,
  cards: Type.Array(Type.String(), { description: 'The last four digits of active ones' }),
  matched: Matched,
});

export const SearchAnswer = closed({
  members: Type.Array(SearchHit, { description: 'The best first; twenty at most' }),
  receipts: Type.Array(
    closed({
      receiptId: Uuid,
      memberId: nullable(Uuid),
      type: Type.Union([Type.Literal('sale'), Type.Literal('return')]),
      number: Type.String(),
      at: Moment,
      store: Store,
      paid: Minor,
    }),
    { description: 'With this number, nobody’s among them; the newest first, five at most' },
  ),
  more: Type.Boolean({ description: 'There are more members than these: say more of who is meant' }),
});
