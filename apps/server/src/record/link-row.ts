import { sql } from 'kysely';
import type { Said } from './said.ts';

/** A member, and what the system of record has of them. */
export interface Link {
  readonly recordId: string | null;
  readonly beside: number;
  readonly said: Said | null;
  /** Who they are it has from us since. */
  readonly told: boolean;
  readonly readAt: number | null;
}

/** Times as they are in JSON too: epoch milliseconds. */
export const linkColumns = sql`record_id as "recordId", beside, said, told, (extract(epoch from read_at) * 1000)::bigint as "readAt"`;
