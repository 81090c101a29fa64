import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuse } from '../operation.ts';

type Kept = Answer<'list-onec-receipts'>['receipts'][number];

export interface KeptRow extends Omit<Kept, 'firstAt' | 'nextAt'> {
  readonly firstAt: number;
  readonly nextAt: number | null;
}

export const keptColumns = sql`document_id as "documentId", type, number, at, state, because, message, tries,
  first_at as "firstAt", next_at as "nextAt", document is null as unreadable`;

export const keptAnswer = ({ firstAt, nextAt, ...row }: KeptRow): Kept => ({
  ...row,
  firstAt: iso(firstAt),
  nextAt: nextAt === null ? null : iso(nextAt),
});

export async function readKept(db: Kysely<Database>, documentId: string): Promise<KeptRow | null> {
  const { rows } = await sql<KeptRow>`
    select ${keptColumns} from onec_receipt where document_id = ${documentId} and state <> 'discarded'`.execute(
    db,
  );
  return rows[0] ?? null;
}

export const notKept = refuse('unknown-onec-receipt', 'It is booked, or was given up. Load the list again.', {
  path: '/documentId',
});
