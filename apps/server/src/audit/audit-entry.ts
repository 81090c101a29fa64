import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';

/** What the audit log says: who saw or changed what of whom. */
export interface AuditEntry {
  /** Whom it concerns: a member, or the operator themselves. */
  readonly owner_id: string;
  readonly at: string;
  readonly kind: 'view' | 'change' | 'sign-in';
  readonly operation: string;
  readonly actor: 'operator' | 'key' | 'terminal';
  readonly actor_id: string | null;
  readonly session_id: string | null;
  readonly address: string | null;
  /** JSON, as it is kept. */
  readonly detail: string;
}

/** The hash before the first entry of somebody. */
export const noEntry = Buffer.alloc(32);

/** No part but the last may hold the line's end: ids, words of ours, and JSON, which writes it otherwise. */
const linesOf = (entry: AuditEntry): string =>
  [
    entry.owner_id,
    Date.parse(entry.at),
    entry.kind,
    entry.operation,
    entry.actor,
    entry.actor_id ?? '',
    entry.session_id ?? '',
    entry.address ?? '',
    entry.detail,
  ].join('\n');

/** SHA-256 of what an entry says; the chain's hash is that of the hash before and of this. */
export const contentHash = (entry: AuditEntry): Buffer =>
  createHash('sha256').update(linesOf(entry)).digest();

/** The same by the database, of a row of `audit_entry` known by `e`. */
export const contentHashExpression: RawBuilder<Buffer> = sql`sha256(convert_to(concat_ws(e'\\n', e.owner_id,
  (extract(epoch from e.at) * 1000)::bigint, e.kind, e.operation, e.actor, coalesce(e.actor_id::text, ''),
  coalesce(e.session_id::text, ''), coalesce(e.address, ''), e.detail), 'UTF8'))`;
