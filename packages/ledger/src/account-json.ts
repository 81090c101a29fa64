import { sql, type RawBuilder } from 'kysely';
import type { AccountJson } from './account-from.ts';

/** What to read besides what is open: the past of some receipts, a closed hold, some transfers. */
export interface AccountWanted {
  /** A hold to know of even when it is closed. */
  readonly holdId?: string | null;
  /** Receipts whose transfers and lots are wanted: a sale and its returns. */
  readonly receiptIds?: readonly string[];
  /** Transfers wanted by number, each with everything on its lot and its reversal: to reverse, to undo a merge. */
  readonly numbers?: readonly number[];
}

/**
 * One JSON value with everything of an owner's points that an operation thinks about, for `accountFrom`. A fragment,
 * so that the server can read it together with its own facts in one statement, hence in one snapshot. `ownerId` is
 * any uuid expression; on Citus give a parameter, so that the statement goes to one shard.
 */
export function accountJson(
  ownerId: RawBuilder<unknown>,
  wanted: Omit<AccountWanted, 'holdId'> & { readonly holdId?: HoldWanted } = {},
): RawBuilder<AccountJson> {
  return sql`json_build_object(
    'ownerId', ${ownerId},
    'owner', (select json_build_object('transfers', o.transfers, 'head', encode(o.head, 'hex'))
      from owner o where o.owner_id = ${ownerId}),
    'wallets', (select json_agg(json_build_object('kind', w.kind, 'available', w.available, 'pending', w.pending,
      'held', w.held, 'debt', w.debt)) from wallet w where w.owner_id = ${ownerId}),
    'holds', ${holdsJson(ownerId, wanted.holdId)},
    'lots', ${lotsJson(ownerId, wanted)},
    'history', ${historyJson(ownerId, wanted)})`;
}

const milliseconds = (column: string): RawBuilder<unknown> =>
  sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

// What a hold still holds of each lot is what it took less what it gave back; all its transfers carry its receipt,
// which has an index. Taken in the order of the first transfer, so that redeeming follows the spending order.
const partsJson = (
  ownerId: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(select json_agg(json_build_object('lotId', p.lot_id, 'kind', p.kind, 'points', p.points)
    order by p.first)
  from (select t.lot_id, t.kind, min(t.number) as first,
      sum(case 'held' when t.credit then t.amount when t.debit then -t.amount else 0 end) as points
    from transfer t
    where t.owner_id = ${ownerId} and t.receipt_id = h.receipt_id and t.hold_id = h.hold_id
    group by t.lot_id, t.kind) p
  where p.points > 0)`;

type PastWanted = Omit<AccountWanted, 'holdId'>;
/** A value, or an expression where a statement reads many accounts. */
type HoldWanted = AccountWanted['holdId'] | RawBuilder<unknown>;

/** The holds of an account: those that are open, and the one asked for. */
export function holdsJson(ownerId: RawBuilder<unknown>, holdId: HoldWanted): RawBuilder<unknown> {
  const asked = holdId === null || holdId === undefined ? sql`false` : sql`h.hold_id = ${holdId}::uuid`;
  return sql`(select json_agg(json_build_object('holdId', h.hold_id, 'receiptId', h.receipt_id, 'state', h.state,
      'points', h.points, 'confirmationId', h.confirmation_id, 'createdAt', ${milliseconds('h.created_at')},
      'expiresAt', ${milliseconds('h.expires_at')}, 'closedAt', ${milliseconds('h.closed_at')},
      'parts', ${partsJson(ownerId)}))
    from hold h where h.owner_id = ${ownerId} and (h.state = 'open' or ${asked}))`;
}

function lotsJson(ownerId: RawBuilder<unknown>, wanted: PastWanted): RawBuilder<unknown> {
  const asked = anyWanted(wanted) ? sql`l.lot_id in (${touchedLots(ownerId, wanted)})` : sql`false`;
  return sql`(select json_agg(json_build_object('lotId', l.lot_id, 'kind', l.kind, 'granted', l.granted,
      'available', l.available, 'pending', l.pending, 'held', l.held,
      'activeFrom', ${milliseconds('l.active_from')}, 'expiresAt', ${milliseconds('l.expires_at')},
      'source', l.source, 'receiptId', l.receipt_id, 'fromOwnerId', l.from_owner_id, 'fromLotId', l.from_lot_id,
      'createdAt', ${milliseconds('l.created_at')}))
    from lot l where l.owner_id = ${ownerId} and (l.available + l.pending + l.held > 0 or ${asked}))`;
}

function historyJson(ownerId: RawBuilder<unknown>, wanted: PastWanted): RawBuilder<unknown> {
  if (!anyWanted(wanted)) return sql`null::json`;
  return sql`(select json_agg(json_build_object('number', t.number, 'kind', t.kind, 'debit', t.debit,
      'credit', t.credit, 'amount', t.amount, 'lotId', t.lot_id, 'reason', t.reason, 'receiptId', t.receipt_id,
      'holdId', t.hold_id, 'reverses', t.reverses, 'at', ${milliseconds('t.at')},
      'recordedAt', ${milliseconds('t.recorded_at')}, 'activeFrom', ${milliseconds('t.active_from')},
      'expiresAt', ${milliseconds('t.expires_at')}, 'hash', encode(t.hash, 'hex')) order by t.number)
    from transfer t where t.owner_id = ${ownerId} and (${isWanted('t', wanted)}
      or t.reverses = any(${numbers(wanted)}) or t.lot_id in (${touchedLots(ownerId, wanted)})))`;
}

const anyWanted = (wanted: PastWanted): boolean =>
  (wanted.receiptIds?.length ?? 0) > 0 || (wanted.numbers?.length ?? 0) > 0;

const receiptIds = (wanted: PastWanted): RawBuilder<unknown> => sql`${wanted.receiptIds ?? []}::uuid[]`;
const numbers = (wanted: PastWanted): RawBuilder<unknown> => sql`${wanted.numbers ?? []}::bigint[]`;

const isWanted = (alias: string, wanted: PastWanted): RawBuilder<unknown> =>
  sql`(${sql.ref(`${alias}.receipt_id`)} = any(${receiptIds(wanted)})
    or ${sql.ref(`${alias}.number`)} = any(${numbers(wanted)}))`;

const touchedLots = (ownerId: RawBuilder<unknown>, wanted: PastWanted): RawBuilder<unknown> =>
  sql`select f.lot_id from transfer f
    where f.owner_id = ${ownerId} and f.lot_id is not null and ${isWanted('f', wanted)}`;
