import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, dropConstraints, withoutSieves } from './testing/edit.ts';
import { id } from './testing/world.ts';

const ofLots = ['available', 'pending', 'held'];
const owners = [...ofLots, 'debt'];
const known = [...owners, 'issued', 'redeemed', 'expired', 'migrated', 'adjusted', 'breakage', 'merged'];
const names = [...known, 'somewhere', ''];

interface Move {
  readonly number: number;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
  readonly lot_id: string | null;
}

const isRight = ({ debit, credit, amount, lot_id: lot }: Move): boolean =>
  amount > 0 &&
  debit !== credit &&
  [debit, credit].every((name) => known.includes(name)) &&
  [debit, credit].some((name) => owners.includes(name)) &&
  (lot !== null || ![debit, credit].some((name) => ofLots.includes(name)));

const moves: readonly Move[] = names
  .flatMap((debit) => names.map((credit) => ({ debit, credit })))
  .flatMap((move) => [id(1), null].map((lot) => ({ ...move, lot_id: lot })))
  .flatMap((move) => [1, 0, -1].map((amount) => ({ ...move, amount })))
  .map((move, index) => ({ ...move, number: index + 1 }));

test(
  'of all moves between any two accounts, with a lot and without one, those that cannot be are told',
  withDatabase(async ({ db }) => {
    await dropConstraints(db);
    const rest = { owner_id: id(2), kind: 'cashback', reason: 'made', hash: '' };
    const at = '2026-01-01T00:00:00Z';
    const rows = moves.map((move) => ({ ...rest, ...move, at, recorded_at: at }));
    await sql`insert into transfer select * from jsonb_populate_recordset(null::transfer, ${JSON.stringify(rows)}::jsonb)`.execute(
      db,
    );
    const invariants = withoutSieves.filter(({ name }) => name === 'transfer-accounts');
    const told = await breaksOf(db, { invariants, limit: moves.length });
    const wrong = moves.filter((move) => !isRight(move)).map(({ number }) => `transfer ${number}`);
    expect(told.map(({ row }) => row)).toEqual(wrong);
    // Between two of the owner's; between one of them and one of the programme's; and of a debt alone, which no lot has.
    expect(moves.length - wrong.length).toBe(4 * 3 + 2 * 4 * 7 + 2 * 7);
  }),
);
