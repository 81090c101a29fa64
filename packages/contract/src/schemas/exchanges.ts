import { Type } from 'typebox';
import { closed, Moment, nullable, oneOf, Uuid } from './common.ts';

export const exchangeFileStates = ['waiting', 'running', 'done', 'failed'] as const;
const Count = Type.Integer({ minimum: 0 });
const File = closed({
  file: Type.String({ description: 'As 1C calls it' }),
  state: oneOf(exchangeFileStates),
  askedAt: Moment,
  taken: Type.Integer({ minimum: 0, description: 'Rows that were taken, changed or not' }),
  bad: Type.Integer({ minimum: 0, description: 'Rows that were not taken, or not whole' }),
  parts: Type.Integer({ minimum: 0, description: 'Read so far, of so many in `ofParts`' }),
  ofParts: Count,
  message: nullable(
    Type.String({ description: 'What is wrong with the file, with its line, as 1C was told' }),
  ),
});

export const Exchange = closed({
  exchangeId: Uuid,
  keyName: Type.String({ description: 'The key that 1C came with' }),
  beganAt: Moment,
  lastAt: Moment,
  whole: Type.Boolean({ description: 'The catalogue was sent whole, as far as it was read' }),
  files: Type.Array(File, { description: 'In the order in which 1C wanted them read' }),
});
export const ExchangeList = closed({ exchanges: Type.Array(Exchange) });

export const ExchangeProblems = closed({
  file: Type.String({ minLength: 1, maxLength: 200 }),
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const ExchangeProblemPage = closed({
  problems: Type.Array(
    closed({
      number: Type.Integer(),
      line: Type.Integer({ description: 'of the file, from 1' }),
      what: Type.String({ description: 'What the row calls itself' }),
      reason: Type.String({ description: 'In the words that 1C is told, so in Russian' }),
    }),
  ),
  next: nullable(Type.Integer()),
});
