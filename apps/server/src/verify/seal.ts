import { sql, type RawBuilder } from 'kysely';

/**
 * A receipt's seal over everything that must never change, for a row of `receipt` known by `alias`: the write path
 * makes it with this expression and `verify` compares. All but `claimed_by`, which a member who joins may set. One
 * JSON array, so that no text can run over into its neighbour; instants as epoch milliseconds, as their text would
 * depend on the connection's time zone. Where evidence is packed its bytes follow the array of all else; it begins with a `[`,
 * which nothing after a whole array can be part of. The long columns go into the array's text as they are: to build them into an
 * array first, which has the same text, took half as long again.
 */
export function sealExpression(
  alias: string,
  { answer = 'answer' }: { readonly answer?: string } = {},
): RawBuilder<Buffer> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  const milliseconds = (name: string): RawBuilder<unknown> =>
    sql`(date_part('epoch', ${column(name)}) * 1000)::bigint`;
  const short = [
    ...['owner_id', 'receipt_id', 'type', 'of_receipt_id', 'store_id', 'till_id', 'shift', 'number'].map(
      column,
    ),
    milliseconds('at'),
    ...['offset_minutes', 'programme_version', 'paid'].map(column),
  ];
  const long = ['request', 'calculation', answer].map(column);
  const text = sql`concat_ws(', ', left(jsonb_build_array(${sql.join(short)})::text, -1), ${sql.join(long)},
    ${milliseconds('recorded_at')}) || ']'`;
  const beside = [...short, column('calculation'), milliseconds('recorded_at')];
  return sql`sha256(case when ${column('evidence')} is null then convert_to(${text}, 'UTF8')
    else convert_to(jsonb_build_array(${sql.join(beside)})::text, 'UTF8') || ${column('evidence')} end)`;
}
