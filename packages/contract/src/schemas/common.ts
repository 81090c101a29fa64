import { Type, type TSchema } from 'typebox';

/** The largest sum one line or receipt may have, in minor units: keeps every product with a rate exact. */
export const largestAmount = 1_000_000_000_000;

/** How many lines one receipt may have: a wholesale order; it fits into one request. */
export const mostLines = 5000;

/** Any text a person may read; control characters have no business in it. */
export const text = (maxLength: number, description?: string): ReturnType<typeof Type.String> =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000-\\u001f\\u007f]+$',
    ...(description && { description }),
  });

export const Uuid = Type.String({ format: 'uuid', description: 'UUID; version 7 where the caller makes it' });
export const Moment = Type.String({
  format: 'date-time',
  maxLength: 40,
  description: 'RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00',
});
export const Day = Type.String({ format: 'date', description: 'RFC 3339 full-date' });
export const Minor = Type.Integer({
  minimum: -largestAmount,
  maximum: largestAmount,
  description: 'Money in minor units (kopecks, cents)',
});
/** A sum over many receipts, which has no other limit than that it is exact. */
export const Sum = Type.Integer({ description: 'Money in minor units' });
export const PointCount = Type.Integer({ minimum: 0, maximum: largestAmount, description: 'Whole points' });
export const PointsByKind = Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }), PointCount, {
  maxProperties: 16,
  additionalProperties: false,
  description: 'Points by kind',
});
export const Identifier = text(64, 'An identifier of the chain');
export const Audience = Type.Union(
  [Type.Literal('cashier'), Type.Literal('operator'), Type.Literal('member')],
  { description: 'Who is told: what to say now, everything with its ids, or a friendly word' },
);
export const Language = Type.Union([Type.Literal('ru'), Type.Literal('en')]);
export const Phone = Type.String({
  minLength: 5,
  maxLength: 32,
  description: 'In any writing: +7 916 123-45-67, 8(916)1234567',
});
export const CardNumber = Type.String({
  minLength: 8,
  maxLength: 32,
  pattern: '^[0-9 -]+$',
  description: 'EAN-13, as printed or scanned',
});

export const nullable = <S extends TSchema>(
  schema: S,
): ReturnType<typeof Type.Union<[S, ReturnType<typeof Type.Null>]>> => Type.Union([schema, Type.Null()]);

/** One of these words. */
export const oneOf = <const T extends string>(values: readonly T[], description?: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...(description !== undefined && { description }) });

/** An object that refuses fields it does not know, by name. */
export const closed = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description && { description }) });
