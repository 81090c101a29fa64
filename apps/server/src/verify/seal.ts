import { sql, type RawBuilder } from 'kysely';

/**
 * A receipt's seal over everything that must never change, for a row of `receipt` known by `alias`: the write path
 * makes it with this expression and `verify` compares. All but `claimed_by`, which a member who joins may set. One
 * JSON array, so that no text can run over into its neighbour; instants as epoch milliseconds, as their text would
 * depend on the connection's time zone.
 */
export function sealExpression(alias: string): RawBuilder<Buffer> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  const milliseconds = (name: string): RawBuilder<unknown> =>
    sql`(extract(epoch from ${column(name)}) * 1000)::bigint`;
  const sealed = [
    ...['owner_id', 'receipt_id', 'type', 'of_receipt_id', 'store_id', 'till_id', 'shift', 'number'].map(
      column,
    ),
    milliseconds('at'),
    ...['offset_minutes', 'programme_version', 'paid', 'request', 'calculation', 'answer'].map(column),
    milliseconds('recorded_at'),
  ];
  return sql`sha256(convert_to(jsonb_build_array(${sql.join(sealed)})::text, 'UTF8'))`;
}
