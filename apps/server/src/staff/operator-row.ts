import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';

/** Every column, by name: see keys/key-answer.ts. */
const operatorColumns = [
  'operator_id',
  'login',
  'name',
  'roles',
  'language',
  'state',
  'source',
  'subject',
  'password_hash',
  'totp_secret',
  'totp_step',
  'recovery',
  'invitation_hash',
  'invitation_until',
  'demo',
  'version',
  'created_at',
] as const;

export type OperatorRow = Selectable<Database['operator']>;

/** As logins are kept: what somebody types may have capitals and spaces around it. */
export const plainLogin = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase();

export const operatorByLogin = (db: Kysely<Database>, login: string): Promise<OperatorRow | undefined> =>
  db.selectFrom('operator').select(operatorColumns).where('login', '=', plainLogin(login)).executeTakeFirst();

export const operatorById = (db: Kysely<Database>, operatorId: string): Promise<OperatorRow | undefined> =>
  db.selectFrom('operator').select(operatorColumns).where('operator_id', '=', operatorId).executeTakeFirst();

export const operatorBySubject = (db: Kysely<Database>, subject: string): Promise<OperatorRow | undefined> =>
  db.selectFrom('operator').select(operatorColumns).where('subject', '=', subject).executeTakeFirst();

/** As many as people work at a chain's desks: some hundred at most. */
export const allOperators = (db: Kysely<Database>): Promise<OperatorRow[]> =>
  db
    .selectFrom('operator')
    .select(operatorColumns)
    .orderBy('name')
    .orderBy('operator_id')
    .limit(5000)
    .execute();

/**
 * Changes an operator as they were read.
 * @throws Conflict when they have moved since
 */
export async function changeOperator(
  db: Transaction<Database>,
  { operator_id, version }: Pick<OperatorRow, 'operator_id' | 'version'>,
  changes: Omit<Updateable<Database['operator']>, 'operator_id' | 'version'>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('operator')
    .set({ ...changes, version: version + 1 })
    .where('operator_id', '=', operator_id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) throw new Conflict(`operator ${operator_id} has moved`);
}
