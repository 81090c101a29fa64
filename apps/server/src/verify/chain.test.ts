import {
  canonical,
  canonicalExpression,
  genesis,
  hashExpression,
  hashTransfer,
  type Hashed,
} from '@bonum/ledger';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { anna } from './testing/world.ts';

const account = fc.constantFrom('available', 'pending', 'held', 'debt', 'issued', 'merged');
const instant = fc.integer({ min: Date.UTC(1970), max: Date.UTC(2999) });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value);
const uuid = fc.uuid();

const transfer: fc.Arbitrary<Hashed> = fc.record({
  number: fc.integer({ min: 1 }),
  kind: fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\0|]/.test(text) && text.isWellFormed()),
  debit: account,
  credit: account,
  amount: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  lotId: maybe(uuid),
  reason: fc.stringMatching(/^[a-z0-9-]+$/),
  receiptId: maybe(uuid),
  holdId: maybe(uuid),
  reverses: maybe(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  at: instant,
  recordedAt: instant,
  activeFrom: maybe(instant),
  expiresAt: maybe(instant),
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const row = (of: Hashed): object => ({
  ...of,
  owner_id: anna,
  lot_id: of.lotId,
  receipt_id: of.receiptId,
  hold_id: of.holdId,
  at: iso(of.at),
  recorded_at: iso(of.recordedAt),
  active_from: iso(of.activeFrom),
  expires_at: iso(of.expiresAt),
});

test(
  'a transfer has one line and one hash, in JavaScript and in SQL',
  withDatabase(async ({ db }) => {
    const transfers = fc.sample(transfer, 500);
    const { rows } = await sql<{ line: string; hash: Buffer }>`
      select ${canonicalExpression('t')} as line,
        ${hashExpression('t', sql`decode(repeat('00', 32), 'hex')`)} as hash
      from rows from (jsonb_to_recordset(${JSON.stringify(transfers.map(row))}::jsonb)
        as (owner_id uuid, number bigint, kind text, debit text, credit text, amount bigint, lot_id uuid, reason text,
          receipt_id uuid, hold_id uuid, reverses bigint, at timestamptz(3), recorded_at timestamptz(3),
          active_from timestamptz(3), expires_at timestamptz(3))) with ordinality t order by ordinality`.execute(
      db,
    );
    expect(rows.map(({ line }) => line)).toEqual(transfers.map((one) => canonical(anna, one)));
    expect(rows.map(({ hash }) => hash.toString('hex'))).toEqual(
      transfers.map((one) => hashTransfer(genesis, anna, one)),
    );
  }),
);
