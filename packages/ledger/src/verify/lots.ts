import { sql, type RawBuilder } from 'kysely';
import type { Bucket } from '../account.ts';
import { net, type Invariant, type Sieve } from './invariant.ts';

/** What the transfer that made a lot seals of it. Its source is derived: see `sourceOf`. */
const source = sql`case t.debit when 'merged' then 'merge' when 'redeemed' then 'return' when 'migrated' then 'migration'
  when 'issued' then case when t.receipt_id is null then 'grant' else 'receipt' end else 'grant' end`;
const sealed = sql`(t.points, t.active_from, t.expires_at, t.at, t.receipt_id, ${source})`;
const kept = sql`(l.granted, l.active_from, l.expires_at, l.created_at, l.receipt_id, l.source)`;

/**
 * All transfers in the order of their lots, beside all lots in that of their key. As a join for the terms, one for the sums and one
 * for lots that are missing it took twice as long. The order is asked for, or PostgreSQL sees few lots to an owner and lays each of
 * them beside each of their transfers. Amounts of four bytes add up to eight, where those of eight add up to what takes a tenth longer.
 */
const byLot = sql`
    from (select *, case when amount between 1 and 2147483647 then amount::int end as points
      from transfer where lot_id is not null order by owner_id, lot_id) t
    left join lot l on l.owner_id = t.owner_id and l.lot_id = t.lot_id
   group by t.owner_id, t.lot_id`;
const sum = (account: Bucket): RawBuilder<unknown> => net(account, sql`t.points`);
/** It is wrong, or one of its amounts does not fit four bytes. */
const isSuspect = sql`
  ((min(l.available), min(l.pending), min(l.held)) is distinct from (${sum('available')}, ${sum('pending')}, ${sum('held')})
      or count(t.active_from) <> 1
      or bool_or(t.points is null or l.kind is distinct from t.kind
        or (t.active_from is not null and ${kept} is distinct from ${sealed})))`;

const suspects = sql`
  select t.owner_id, t.lot_id ${byLot} having ${isSuspect}
   union all
  select l.owner_id, l.lot_id from lot l
   where not exists (select from transfer t where t.owner_id = l.owner_id and t.lot_id = l.lot_id)`;

/** A lot of which no transfer speaks is not looked for: where all that they speak of are right, it is one too many. */
const sieve: Sieve = {
  suspects: sql`
    select from (select count(*) as lots, bool_or(is_suspect) as some_are from (select ${isSuspect} as is_suspect ${byLot}) one) spoken_of
     where some_are or lots <> (select count(*) from lot)`,
};

/** Of a lot that may be wrong; looked up one by one, since there are none or few. */
const ofIt = sql`t.owner_id = w.owner_id and t.lot_id = w.lot_id`;

const said = (name: string, expected: RawBuilder<unknown>, found: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${sql.lit(name)}, (${expected})::text, (${found})::text)`;

/**
 * A lot is what its transfers made of it: one of them granted it, and sealed its terms; what is left is what they add up to, all
 * of them of its kind. And what transfers speak of exists.
 */
export const lots: Invariant = {
  name: 'lots',
  breaks: sql`
    select w.owner_id, 'lot ' || w.lot_id || ', ' || a.name as place, coalesce(a.expected, 'nothing') as expected,
      coalesce(a.found, 'nothing') as found
    from (${suspects}) w
    left join lateral (select * from lot l where l.owner_id = w.owner_id and l.lot_id = w.lot_id limit 1) l on true
    cross join lateral (select ${net('available')} as available, ${net('pending')} as pending, ${net('held')} as held,
        count(t.active_from) as grants, count(*) filter (where t.kind <> l.kind) as others
      from transfer t where ${ofIt}) m
    left join lateral (select t.*, ${source} as sealed_source from transfer t
      where ${ofIt} and t.active_from is not null order by t.number limit 1) t on true
    cross join lateral (values
      ${sql.join([
        said('available', sql`m.available`, sql`l.available`),
        said('pending', sql`m.pending`, sql`l.pending`),
        said('held', sql`m.held`, sql`l.held`),
        said('granting transfers', sql`1`, sql`m.grants`),
        said('transfers of another kind', sql`0`, sql`m.others`),
        said('kind', sql`t.kind`, sql`l.kind`),
        said('granted', sql`t.amount`, sql`l.granted`),
        said('active_from', sql`t.active_from`, sql`l.active_from`),
        said('expires_at', sql`t.expires_at`, sql`l.expires_at`),
        said('created_at', sql`t.at`, sql`l.created_at`),
        said('receipt_id', sql`t.receipt_id`, sql`l.receipt_id`),
        said('source', sql`t.sealed_source`, sql`l.source`),
      ])}) a (name, expected, found)
    where a.found is distinct from a.expected`,
  says: ({ place, expected, found }) =>
    `Of ${place} should be ${expected} by its transfers, but is ${found}.`,
  sieve,
};
