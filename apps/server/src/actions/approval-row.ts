import { sql, type Kysely, type Transaction } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';

/** A row as it is written; instants are ISO text. */
export interface ApprovalRow {
  readonly owner_id: string;
  readonly approval_id: string;
  readonly action: string;
  readonly input: object;
  readonly digest: string;
  readonly reason: string;
  readonly amount: number;
  readonly because: 'above-each' | 'above-day' | 'always' | 'unconfirmed';
  readonly confirmed: boolean;
  readonly asked_by: string;
  readonly asked_name: string;
  readonly asked_at: string;
  readonly expires_at: string;
  readonly state: 'pending' | 'approved' | 'declined' | 'withdrawn';
  readonly decided_by: string | null;
  readonly decided_name: string | null;
  readonly decided_at: string | null;
  readonly said: string | null;
}

/** What becomes of one that is open. */
export interface Decided {
  readonly ownerId: string;
  readonly approvalId: string;
  readonly state: Exclude<ApprovalRow['state'], 'pending'>;
  readonly by: { readonly operatorId: string; readonly name: string };
  readonly at: string;
  readonly said: string | null;
}

export const isOpen = (
  { state, expires_at }: Pick<ApprovalRow, 'state' | 'expires_at'>,
  now: number,
): boolean => state === 'pending' && Date.parse(expires_at) > now;

/** Those of one member that ask for the very same, by one operator. */
export async function readAlike(
  db: Kysely<Database>,
  ownerId: string,
  digest: Buffer,
): Promise<ApprovalRow[]> {
  const { rows } = await sql<{ row: ApprovalRow }>`
    select row_to_json(a) as row from approval a where a.owner_id = ${ownerId} and a.digest = ${digest}
     order by a.asked_at`.execute(db);
  return rows.map(({ row }) => row);
}

export async function readApproval(
  db: Kysely<Database>,
  ownerId: string,
  approvalId: string,
): Promise<ApprovalRow | null> {
  const { rows } = await sql<{ row: ApprovalRow }>`
    select row_to_json(a) as row from approval a
     where a.owner_id = ${ownerId} and a.approval_id = ${approvalId}`.execute(db);
  return rows[0]?.row ?? null;
}

/**
 * In the transaction of what it lets happen: of two who decide at the same moment one finds it open.
 * @throws Conflict when it is open no longer
 */
export async function writeDecided(
  db: Transaction<Database>,
  { ownerId, approvalId, state, by, at, said }: Decided,
): Promise<void> {
  const done = await db
    .updateTable('approval')
    .set({
      state,
      decided_by: by.operatorId,
      decided_name: by.name,
      decided_at: at,
      said,
    })
    .where('owner_id', '=', ownerId)
    .where('approval_id', '=', approvalId)
    .where('state', '=', 'pending')
    .where(sql<boolean>`expires_at > ${at}::timestamptz`)
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) === 0) throw new Conflict('an approval was decided');
}
