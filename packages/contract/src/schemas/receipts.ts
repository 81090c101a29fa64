import { Type } from 'typebox';
import { closed, Day, Identifier, Language, Minor, Moment, nullable, text, Uuid } from './common.ts';

const ReceiptType = Type.Union([Type.Literal('sale'), Type.Literal('return')]);

/** Which receipts are meant. */
export const receiptFilter = {
  memberId: Type.Optional(Uuid),
  storeId: Type.Optional(Identifier),
  type: Type.Optional(ReceiptType),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
};

export const ReceiptList = closed({
  ...receiptFilter,
  before: Type.Optional(text(120, 'From the page before')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const ReceiptExport = closed({ ...receiptFilter, language: Type.Optional(Language) });

export const ReceiptRow = closed({
  receiptId: Uuid,
  memberId: nullable(Uuid),
  type: ReceiptType,
  at: Moment,
  offsetMinutes: Type.Integer(),
  store: closed({ storeId: Type.String(), name: Type.String(), city: nullable(Type.String()) }),
  tillId: Type.String(),
  shift: Type.String(),
  number: Type.String(),
  discount: Minor,
  paid: Type.Integer({ description: 'In money; of a return, given back, below zero' }),
  plus: Type.Integer({ minimum: 0, description: 'Points that pay: earned, or given back by a return' }),
  minus: Type.Integer({ minimum: 0, description: 'Points that pay: spent, or taken back by a return' }),
});

export const ReceiptPage = closed({
  currency: Type.String(),
  receipts: Type.Array(ReceiptRow, { description: 'The newest first' }),
  next: nullable(Type.String({ description: 'Give it as `before` to read on' })),
});

/** A file: it goes out as its bytes. */
export const File = closed({
  type: Type.String(),
  name: Type.String(),
  rows: Type.Optional(Type.Integer()),
  bytes: Type.Unsafe<Uint8Array | AsyncIterable<string>>({}),
});
