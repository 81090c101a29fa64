import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { loadWorld } from './testing/load.ts';

// PostgreSQL reads a check anew for each statement that writes: each of these tables has one, of what must never be.

const wrong: Record<string, readonly string[]> = {
  owner_counts: [
    'update owner set version = 0',
    'update owner set receipts = -1',
    'update owner set transfers = -1',
  ],
  receipt_parts: [
    `update receipt set of_receipt_id = gen_random_uuid() where type = 'sale'`,
    `update receipt set evidence = null, request = null`,
  ],
  lot_bounds: [
    'update lot set available = -1',
    'update lot set pending = -1',
    'update lot set held = -1',
    'update lot set available = granted + 1',
    'update lot set granted = 0, available = 0, pending = 0, held = 0',
  ],
  wallet_bounds: [
    'update wallet set available = -1',
    'update wallet set pending = -1',
    'update wallet set held = -1',
    'update wallet set debt = -1',
  ],
  transfer_moves: [
    'update transfer set amount = 0',
    'update transfer set number = 0',
    'update transfer set credit = debit',
    `update transfer set reason = ''`,
    `update transfer set reason = 'a|b'`,
    `update transfer set kind = 'a|b'`,
  ],
};

test(
  'the tables that every sale writes refuse what must never be, by one check each',
  withDatabase(async ({ db }) => {
    await loadWorld(db);
    for (const [constraint, statements] of Object.entries(wrong))
      for (const statement of statements)
        await expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({
          code: '23514',
          constraint,
        });
    const { rows } = await sql<{ table: string; checks: number }>`
      select t as table, (select count(*) from pg_constraint where conrelid = t::regclass and contype = 'c')::int as checks
        from unnest(array['owner', 'receipt', 'lot', 'wallet', 'transfer', 'event', 'identifier']) t`.execute(
      db,
    );
    expect(rows.filter(({ checks }) => checks > 1)).toEqual([]);
  }),
);
