import { verify } from '@bonum/ledger';
import { instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Database } from '../database/schema.ts';
import { withDatabase } from '../testing/database.ts';
import { allInvariants } from '../verify/all-invariants.ts';
import { loadWorld } from '../verify/testing/load.ts';
import { anna, holdId, start } from '../verify/testing/world.ts';
import { ownersDue, settleDue, settleOwner } from './settle-due.ts';

const DAY = 86_400_000;
const quiet = pino({ level: 'silent' });

const at = (db: Kysely<Database>, time: number) => ({
  db,
  clock: () => instant(time),
  wallClock: () => instant(time),
});

async function breaks(db: Kysely<Database>): Promise<string[]> {
  const found: string[] = [];
  for await (const { sentence } of verify(db, { invariants: allInvariants })) found.push(sentence);
  return found;
}

const settledEvents = (db: Kysely<Database>) =>
  db.selectFrom('event').select(['owner_id', 'payload']).where('type', '=', 'points-settled').execute();

describe('B1 what falls due is booked', () => {
  test(
    'a hold that ends by time gives its points back, and an expiry takes them',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      expect(await breaks(db)).toEqual([]);
      const before = await db
        .selectFrom('hold')
        .select(['state', 'expires_at'])
        .where('hold_id', '=', holdId.open)
        .executeTakeFirstOrThrow();
      expect(before.state).toBe('open');
      const later = at(db, before.expires_at + 1);
      expect(await settleOwner(later, anna)).toBe(true);
      const after = await db
        .selectFrom('hold')
        .select(['state', 'closed_at'])
        .where('hold_id', '=', holdId.open)
        .executeTakeFirstOrThrow();
      expect(after).toEqual({ state: 'expired', closed_at: before.expires_at });
      expect(await settledEvents(db)).toMatchObject([
        { owner_id: anna, payload: { points: { 'hold-expired': { cashback: 60 } }, holdsEnded: 1 } },
      ]);
      expect(await breaks(db)).toEqual([]);
    }),
  );

  test(
    'everything of everybody, once: a second round finds nothing',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      const later = at(db, start + 400 * DAY);
      expect((await ownersDue(later, new Set())).length).toBeGreaterThan(0);
      expect(await settleDue(later, new Set(), quiet)).toBeGreaterThan(0);
      expect(await ownersDue(later, new Set())).toEqual([]);
      const transfers = await countTransfers(db);
      expect(await settleDue(later, new Set(), quiet)).toBe(0);
      expect(await settleOwner(later, anna)).toBe(false);
      expect(await countTransfers(db)).toBe(transfers);
      const expired = await db.selectFrom('transfer').select('at').where('reason', '=', 'expired').execute();
      expect(expired.length).toBeGreaterThan(0);
      // Booked as of when it fell due, whenever the worker came.
      expect(expired.every((transfer) => transfer.at < start + 400 * DAY)).toBe(true);
      expect(await breaks(db)).toEqual([]);
    }),
  );

  test(
    'many workers at once book it once between them',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      const later = at(db, start + 400 * DAY);
      const due = await ownersDue(later, new Set());
      const settled = await Promise.all(Array.from({ length: 6 }, () => settleDue(later, new Set(), quiet)));
      expect(settled.reduce((sum, count) => sum + count, 0)).toBe(due.length);
      expect((await settledEvents(db)).length).toBe(due.length);
      expect(await breaks(db)).toEqual([]);
    }),
  );

  test(
    'an owner whose rows were edited by hand does not hold up the others',
    withDatabase(async ({ db }) => {
      await loadWorld(db);
      const later = at(db, start + 400 * DAY);
      const due = await ownersDue(later, new Set());
      await db
        .updateTable('wallet')
        .set((eb) => ({ available: eb('available', '+', 1) }))
        .where('owner_id', '=', anna)
        .execute();
      const broken = new Set<string>();
      expect(await settleDue(later, broken, quiet)).toBe(due.length - 1);
      expect([...broken]).toEqual([anna]);
      expect(await ownersDue(later, broken)).toEqual([]);
    }),
  );
});

async function countTransfers(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('transfer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
