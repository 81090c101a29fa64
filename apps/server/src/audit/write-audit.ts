import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { contentHash, noEntry, type AuditEntry } from './audit-entry.ts';

/**
 * Adds entries to the log, each next in the chain of whom it concerns. The chain's end is locked till the transaction ends, so
 * this comes last in it, and in one order for all.
 */
export async function writeAudit(db: Transaction<Database>, entries: readonly AuditEntry[]): Promise<void> {
  const ordered = entries.toSorted((a, b) => (a.owner_id < b.owner_id ? -1 : 1));
  for (const entry of ordered) await append(db, entry);
}

async function append(db: Transaction<Database>, entry: AuditEntry): Promise<void> {
  const content = contentHash(entry);
  const first = createHash('sha256').update(noEntry).update(content).digest();
  // Two statements, for Citus puts no row into two tables at once where one of them asks the other for its number.
  const { rows } = await sql<{ entries: number; hash: Buffer }>`
    insert into audit_head (owner_id, entries, hash) values (${entry.owner_id}, 1, ${first})
    on conflict (owner_id) do update
       set entries = audit_head.entries + 1, hash = sha256(audit_head.hash || ${content}::bytea)
    returning entries, hash`.execute(db);
  const [head] = rows;
  if (!head) throw new Error(`the log of ${entry.owner_id} did not grow`);
  await db
    .insertInto('audit_entry')
    .values({ ...entry, number: head.entries, hash: head.hash })
    .execute();
}
