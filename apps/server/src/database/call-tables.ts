import type { CallNews } from '@bonum/adapters/ports';
import type { ColumnType, JSONColumnType } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** The tables of calls and their recordings. */
export interface CallTables {
  call: {
    call_id: string;
    provider: string;
    external_id: string;
    version: number;
    state: 'ringing' | 'talking' | 'held' | 'ended';
    direction: 'in' | 'out' | null;
    client_phone: string | null;
    line: string | null;
    extension: string | null;
    ringing_at: string[];
    leg: string | null;
    started_at: Moment;
    answered_at: MaybeMoment;
    ended_at: MaybeMoment;
    talk_seconds: number | null;
    matched: string[];
    member_id: string | null;
    operator_id: string | null;
    topic: string | null;
    note: string | null;
    wrapped_at: MaybeMoment;
  };
  call_news: { call_id: string; news_hash: Buffer; news: JSONColumnType<CallNews>; told_at: Moment };
  recording: {
    call_id: string;
    recording_id: string;
    provider: string;
    record_ref: string | null;
    state: 'waiting' | 'kept' | 'lost' | 'leaving' | 'deleted' | 'erasing';
    type: ColumnType<string | null, string | null | undefined>;
    size: ColumnType<number | null, number | null | undefined>;
    sha256: ColumnType<Buffer | null, Buffer | null | undefined>;
    tries: number;
    because: ColumnType<string | null, string | null | undefined>;
    asked_at: Moment;
    next_at: MaybeMoment;
    kept_at: ColumnType<number | null, Date | null | undefined, Date | null>;
  };
  listening: { call_id: string; recording_id: string; listener: string; hour: Moment };
  extension: { extension: string; operator_id: string; taken_at: Moment };
}
