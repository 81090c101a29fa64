import type { FaultFacts, RecordCheck, RecordSystem } from '@bonum/adapters/system-of-record';
import type { Generated } from 'kysely';
import type { StoredAct } from '../record/acts-of.ts';
import type { Said } from '../record/said.ts';
import type { MaybeMoment, Moment } from './schema.ts';

/** What connects members with the system that keeps them, where that is not Bonum. */
export interface RecordTables {
  record_link: {
    owner_id: string;
    record_id: string | null;
    beside: Generated<number>;
    said: Said | null;
    told: Generated<boolean>;
    read_at: MaybeMoment;
    leased_until: MaybeMoment;
  };
  record_command: {
    owner_id: string;
    version: number;
    place: number;
    command_id: string;
    act: StoredAct;
    at: Moment;
    state: 'waiting' | 'refused' | 'done' | 'kept' | 'discarded';
    tries: Generated<number>;
    next_at: MaybeMoment;
    because: string | null;
    about: FaultFacts | null;
    reference: string | null;
    ended_at: MaybeMoment;
  };
  record_state: {
    system: RecordSystem;
    answered_at: MaybeMoment;
    away_since: MaybeMoment;
    because: string | null;
    checked_at: MaybeMoment;
    checks: readonly RecordCheck[] | null;
    told_away_at: MaybeMoment;
  };
}
