import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { Conflict } from '../conflict.ts';
import type { Identifier } from '../write.ts';

/** A browser's sign-in as it becomes: its next version, if nothing else was written meanwhile. */
export interface SignInRow {
  readonly [column: string]: unknown;
  readonly version: number;
}

interface PhoneClaim {
  readonly phone: string;
  readonly owner_id: string;
}

export interface PhoneWrites {
  /** Lead to nobody any more. */
  readonly lost?: readonly Identifier[];
  /** Proven anew by whoever they lead to. */
  readonly proven?: readonly (Identifier & { readonly proven_at: string })[];
  /** Said to be somebody's, by others. */
  readonly claimed?: readonly PhoneClaim[];
  readonly unclaimed?: readonly PhoneClaim[];
}

/** @throws Conflict when the browser has got on since it was read */
export async function writeSignIn(db: Transaction<Database>, row: SignInRow): Promise<void> {
  const { rows } = await sql`
    insert into sign_in as s select r.* from jsonb_populate_recordset(null::sign_in, ${JSON.stringify([row])}::jsonb) r
    on conflict (device) do update
       set version = excluded.version, sign_in_id = excluded.sign_in_id, asked_id = excluded.asked_id,
           language = excluded.language, state = excluded.state, code = excluded.code, expires_at = excluded.expires_at
     where s.version = ${row.version - 1}
    returning 1`.execute(db);
  if (rows.length === 0) throw new Conflict('this browser has got on in signing in');
}

export async function writePhones(
  db: Transaction<Database>,
  { lost = [], proven = [], claimed = [], unclaimed = [] }: PhoneWrites,
): Promise<void> {
  for (const { kind, value, owner_id } of lost) {
    await db
      .deleteFrom('identifier')
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('owner_id', '=', owner_id)
      .execute();
  }
  for (const { kind, value, owner_id, proven_at } of proven) {
    await db
      .updateTable('identifier')
      .set({ proven_at })
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('owner_id', '=', owner_id)
      .execute();
  }
  for (const claim of claimed) await db.insertInto('phone_claim').values(claim).execute();
  for (const { phone, owner_id } of unclaimed) {
    await db.deleteFrom('phone_claim').where('phone', '=', phone).where('owner_id', '=', owner_id).execute();
  }
}
