import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Figures, Rule, Subject, Trace } from './suspicion.ts';

export type MeasureName = 'block-cards' | 'suspend-members' | 'flag';

/** What a decision did, so exactly that it can be undone. */
export interface Decided {
  readonly decision: 'block' | 'release';
  readonly by: string | null;
  readonly at: string;
  readonly reason: string;
  readonly measures: readonly MeasureName[];
  /** Cards it blocked or gave back, each with the instant of its block. */
  readonly cards: readonly {
    readonly memberId: string;
    readonly number: string;
    readonly blockedAt: string;
  }[];
  /** Members it suspended or let go on, each with the event that says so. */
  readonly suspended: readonly { readonly memberId: string; readonly eventId: string }[];
}

/** A case as it is kept. */
export interface StoredCase {
  readonly case_id: string;
  readonly key: string;
  readonly rule: Rule;
  readonly subject: Subject;
  readonly state: 'open' | 'blocked' | 'released';
  readonly weight: number;
  readonly figures: Figures;
  readonly members: readonly string[];
  readonly traces: readonly Trace[];
  readonly decisions: readonly Decided[];
  readonly quiet_until: number | null;
  readonly found_at: number;
  readonly grown_at: number;
  readonly version: number;
}

export const caseColumns = sql.raw(
  'case_id, key, rule, subject, state, weight, figures, members, traces, decisions, quiet_until, found_at, grown_at, version',
);

export async function readCase(db: Kysely<Database>, caseId: string): Promise<StoredCase | null> {
  const { rows } = await sql<StoredCase>`
    select ${caseColumns} from abuse_case where case_id = ${caseId}`.execute(db);
  return rows[0] ?? null;
}
