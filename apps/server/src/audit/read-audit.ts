import type { Answer, Input } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type ExpressionBuilder, type Expression, type Kysely, type SqlBool } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Place } from './cursor.ts';

/** Which entries are meant. */
export type AuditFilter = Pick<
  Input<'list-audit'>,
  'memberId' | 'operatorId' | 'operation' | 'kind' | 'from' | 'until'
>;
export type ShownEntry = Answer<'list-audit'>['entries'][number];
/** An entry as it is shown, and where it stands in the log. */
export interface FoundEntry {
  readonly shown: ShownEntry;
  readonly place: Place;
}

const meant =
  ({ memberId, operatorId, operation, kind, from, until }: AuditFilter) =>
  (e: ExpressionBuilder<Database, 'audit_entry'>): Expression<SqlBool> =>
    e.and([
      ...(memberId === undefined ? [] : [e('owner_id', '=', memberId)]),
      ...(operatorId === undefined ? [] : [e('actor_id', '=', operatorId)]),
      ...(operation === undefined ? [] : [e('operation', '=', operation)]),
      ...(kind === undefined ? [] : [e('kind', '=', kind)]),
      ...(from === undefined ? [] : [e('at', '>=', sql<number>`${new Date(from)}`)]),
      ...(until === undefined ? [] : [e('at', '<', sql<number>`${new Date(until)}`)]),
    ]);

export async function countEntries(db: Kysely<Database>, filter: AuditFilter): Promise<number> {
  const { count } = await db
    .selectFrom('audit_entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(meant(filter))
    .executeTakeFirstOrThrow();
  return count;
}

/** The newest after a place, with the names of the staff and keys in them. */
export async function readEntries(
  db: Kysely<Database>,
  filter: AuditFilter,
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): Promise<readonly FoundEntry[]> {
  let entries = db
    .selectFrom('audit_entry')
    .select(['owner_id', 'number', 'at', 'kind', 'operation', 'actor', 'actor_id', 'address', 'detail'])
    .where(meant(filter))
    .orderBy('at', 'desc')
    .orderBy('owner_id', 'desc')
    .orderBy('number', 'desc')
    .limit(limit);
  if (after !== null)
    entries = entries.where(
      sql<boolean>`(at, owner_id, number) < (${new Date(after.at)}::timestamptz, ${after.ownerId}::uuid, ${after.number}::bigint)`,
    );
  const rows = await entries.execute();
  const names = await namesOf(db, [
    ...new Set(
      rows.flatMap(({ owner_id, actor_id }) => (actor_id === null ? [owner_id] : [owner_id, actor_id])),
    ),
  ]);
  return rows.map((row) => ({
    place: { at: row.at, ownerId: row.owner_id, number: row.number },
    shown: {
      concerns: row.owner_id,
      concernsName: names.get(row.owner_id) ?? null,
      number: row.number,
      at: iso(row.at),
      kind: row.kind,
      operation: row.operation,
      actor: row.actor,
      actorId: row.actor_id,
      actorName: row.actor_id === null ? null : (names.get(row.actor_id) ?? null),
      address: row.address,
      detail: JSON.parse(row.detail),
    },
  }));
}

/** Operators and keys by their ids; none is ever deleted. */
async function namesOf(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const [operators, keys] = await Promise.all([
    db
      .selectFrom('operator')
      .select(['operator_id as id', 'name'])
      .where('operator_id', 'in', [...ids])
      .execute(),
    db
      .selectFrom('api_key')
      .select(['key_id as id', 'name'])
      .where('key_id', 'in', [...ids])
      .execute(),
  ]);
  return new Map([...operators, ...keys].map(({ id, name }) => [id, name]));
}
