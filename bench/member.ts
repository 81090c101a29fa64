import { sql, type RawBuilder } from 'kysely';

/** The card of each member is known by their number alone, so that tills need no list of a million. */
export function cardOf(member: number): string {
  const digits = `2201${String(member).padStart(8, '0')}`;
  let sum = 0;
  for (let place = 0; place < 12; place++) sum += Number(digits[place]) * (place % 2 === 0 ? 1 : 3);
  return digits + String((10 - (sum % 10)) % 10);
}

/** `cardOf` in SQL; `member` is an expression for the number. */
export function cardExpression(member: RawBuilder<unknown>): RawBuilder<string> {
  const digits = sql`('2201' || lpad(${member}::text, 8, '0'))`;
  const sum = sql.join(
    Array.from(
      { length: 12 },
      (_, place) =>
        sql`substr(${digits}, ${sql.lit(place + 1)}, 1)::int * ${sql.lit(place % 2 === 0 ? 1 : 3)}`,
    ),
    sql` + `,
  );
  return sql`(${digits} || ((10 - (${sum}) % 10) % 10)::text)`;
}

/** In the order of joining, as a UUIDv7 has it. */
export const ownerExpression = (member: RawBuilder<unknown>): RawBuilder<string> =>
  sql`('01900000-0000-7000-8000-' || lpad(to_hex(${member}), 12, '0'))::uuid`;
