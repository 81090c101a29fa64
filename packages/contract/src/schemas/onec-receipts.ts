import { Type } from 'typebox';
import { closed, Moment, nullable, oneOf, Uuid } from './common.ts';

export const onecReceiptStates = ['waiting', 'refused', 'differs'] as const;

export const OnecReceipt = closed({
  documentId: Type.Unsafe<string>({ ...Uuid, description: 'The Ref_Key of the document' }),
  type: oneOf(['sale', 'return']),
  number: Type.String({ description: 'As 1C numbers it' }),
  at: Type.String({ description: 'When it was made, in the local time of 1C' }),
  state: oneOf(
    onecReceiptStates,
    'waiting: a return whose sale is not there yet; refused: `because` says why; differs: another content is booked under this document',
  ),
  because: Type.String({ description: 'The code of the refusal, no-such-date, or unreadable' }),
  message: Type.String({ description: 'In the words that 1C was told, so in Russian' }),
  tries: Type.Integer({ minimum: 0, description: 'How often it was tried again since it came' }),
  firstAt: Type.Unsafe<string>({ ...Moment, description: 'When it came first' }),
  nextAt: nullable(Moment),
  unreadable: Type.Boolean({ description: '1C has to send it again; Bonum cannot try it by itself' }),
});

export const OnecReceiptList = closed({
  after: Type.Optional(Uuid),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const OnecReceiptPage = closed({
  receipts: Type.Array(OnecReceipt),
  next: nullable(Type.String()),
});
