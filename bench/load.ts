import { createHash } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { hashExpression } from '../packages/ledger/src/chain.ts';
import type { Database } from '../apps/server/src/database/schema.ts';
import { checkProgramme } from '../apps/server/src/programme/check-programme.ts';
import { publish } from '../apps/server/src/programme/publish.ts';
import { makeProducts, makeProgramme, size, storeOf, tills } from './chain.ts';
import { cardExpression, ownerExpression } from './member.ts';

/**
 * Fills a migrated, empty database, in SQL: what the operations would have written, a hundred times as fast. Foreign keys are
 * not looked at meanwhile, which a superuser may ask for; `verify` does so afterwards.
 */
export async function load(db: Kysely<Database>, members: number): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    await loadChain(connection);
    await loadPast(connection, members);
    await loadMembers(connection, members);
    await sql`reset session_replication_role`.execute(connection);
  });
}

async function loadChain(db: Kysely<Database>): Promise<void> {
  const checked = checkProgramme(makeProgramme());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  await publish(db, checked.programme, 'live');
  await sql`insert into store (store_id, name)
    select s, s from unnest(${Array.from({ length: size.stores }, (_, index) => storeOf(index))}::text[]) s`.execute(
    db,
  );
  const keys = tills.map(({ storeId, tillId, secret }) => ({
    store_id: storeId,
    till_id: tillId,
    hash: `\\x${createHash('sha256').update(secret).digest('hex')}`,
  }));
  const rows = sql`jsonb_populate_recordset(null::api_key, ${JSON.stringify(keys)}::jsonb) k`;
  await sql`insert into till (store_id, till_id, name) select k.store_id, k.till_id, k.till_id from ${rows}`.execute(
    db,
  );
  await sql`insert into api_key (key_id, name, hash, scopes, store_id, till_id, created_at, secret_since)
    select gen_random_uuid(), k.store_id || '/' || k.till_id, k.hash, '{till}', k.store_id, k.till_id, now(), now() from ${rows}`.execute(
    db,
  );
  await sql`insert into product (product_id, name, category, brand, price, floor, on_sale)
    select product_id, name, category, brand, price, floor, on_sale
      from jsonb_populate_recordset(null::product, ${JSON.stringify(makeProducts())}::jsonb)`.execute(db);
}

const joined = sql`timestamptz '2026-01-15 10:00:00+00'`;
const ended = sql`timestamptz '2026-07-15 21:00:00+00'`;
const lasting = sql`timestamptz '2030-01-01 00:00:00+00'`;
const member = sql.ref('n');

async function loadMembers(db: Kysely<Database>, members: number): Promise<void> {
  const all = sql`(select n, ${ownerExpression(member)} as id, ${cardExpression(member)} as card,
    '+79' || lpad(n::text, 9, '0') as phone from generate_series(1, ${members}::int) n) m`;
  await sql`insert into owner (owner_id, type, version, transfers, head, spend, receipts, level, due_at)
    select owner_id, 'member', 1, number, hash, 0, 0, 'guest', ${lasting} from link_3`.execute(db);
  await sql`insert into member (owner_id, status, phone, name, language, consents, joined_at, joined_store)
    select id, 'active', phone, 'Имя ' || n, 'ru', '[]', ${joined}, ${storeOf(0)} from ${all}`.execute(db);
  await sql`insert into card (owner_id, number, form, state, issued_at)
    select id, card, 'virtual', 'active', ${joined} from ${all}`.execute(db);
  await sql`insert into identifier (kind, value, owner_id) select 'card', card, id from ${all}`.execute(db);
  await sql`insert into identifier (kind, value, owner_id) select 'phone', phone, id from ${all}`.execute(db);
}

/** The lot that transfer `number` makes, as the ledger derives its id. */
const lotExpression = (number: number): RawBuilder<string> => {
  const hex = sql`encode(sha256(convert_to('lot|' || owner_id || '|' || ${sql.lit(number)}, 'UTF8')), 'hex')`;
  return sql`overlay(overlay(left(${hex}, 32) placing '8' from 13) placing
    to_hex((('x' || substr(${hex}, 17, 1))::bit(4)::int & 3) | 8) from 17)::uuid`;
};

const kept = 600;
const lost = 150;

interface Step {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  /** The number of the transfer that made its lot. */
  readonly lot: number;
  readonly reason: string;
  /** When it makes its lot. */
  readonly expires?: RawBuilder<unknown>;
}

/** The past of each member's points: brought along, a grant, and its end. */
const past: readonly Step[] = [
  { from: 'migrated', to: 'available', amount: kept, lot: 1, reason: 'brought', expires: lasting },
  { from: 'issued', to: 'available', amount: lost, lot: 2, reason: 'granted', expires: ended },
  { from: 'available', to: 'expired', amount: lost, lot: 2, reason: 'expired' },
];

/** The points of each member, with the hash chain of their transfers, link by link. */
async function loadPast(db: Kysely<Database>, members: number): Promise<void> {
  const none = sql`decode(repeat('00', 32), 'hex')`;
  await sql`create temporary table link_0 as
    select ${ownerExpression(member)} as owner_id, ${none} as hash from generate_series(1, ${members}::int) n`.execute(
    db,
  );
  for (const [index, step] of past.entries()) await addLink(db, index + 1, step);
  await sql`insert into wallet (owner_id, kind, available, pending, held, debt)
    select owner_id, 'bonus', ${sql.lit(kept)}, 0, 0, 0 from link_0`.execute(db);
  for (const [number, left, source] of [
    [1, kept, 'migration'],
    [2, 0, 'grant'],
  ] as const) {
    await sql`insert into lot (owner_id, lot_id, kind, granted, available, pending, held, active_from, expires_at, source, created_at)
      select owner_id, lot_id, kind, amount, ${sql.lit(left)}, 0, 0, active_from, expires_at, ${sql.lit(source)}, at
        from ${link(number)}`.execute(db);
  }
}

const link = (number: number): RawBuilder<unknown> => sql.table(`link_${number}`);

async function addLink(db: Kysely<Database>, number: number, step: Step): Promise<void> {
  const at = step.expires ? joined : ended;
  const columns = sql.raw(
    'owner_id, number, kind, debit, credit, amount, lot_id, reason, receipt_id, hold_id, reverses, at, recorded_at, active_from, expires_at',
  );
  await sql`create temporary table ${link(number)} as
    select ${columns}, ${hashExpression('t', sql.ref('t.before'))} as hash
      from (select owner_id, ${sql.lit(number)}::bigint as number, 'bonus' as kind, ${sql.lit(step.from)} as debit,
          ${sql.lit(step.to)} as credit, ${sql.lit(step.amount)}::bigint as amount, ${lotExpression(step.lot)} as lot_id,
          ${sql.lit(step.reason)} as reason, null::uuid as receipt_id, null::uuid as hold_id, null::bigint as reverses,
          ${at} as at, ${at} as recorded_at, ${step.expires ? joined : sql`null::timestamptz`} as active_from,
          ${step.expires ?? sql`null::timestamptz`} as expires_at, hash as before
        from ${link(number - 1)}) t`.execute(db);
  await sql`insert into transfer (${columns}, hash) select ${columns}, hash from ${link(number)}`.execute(db);
}
