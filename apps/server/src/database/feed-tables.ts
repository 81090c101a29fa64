import type { Generated, JSONColumnType } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** Feeds of goods at addresses. */
export interface FeedTables {
  feed: {
    feed_id: string;
    kind: 'yml' | 'akeneo';
    name: string;
    /** Null: files are sent to it. */
    url: string | null;
    file_id: string | null;
    settings: Buffer | null;
    shown: JSONColumnType<object> | null;
    read_from: MaybeMoment;
    whole_at: MaybeMoment;
    every_minutes: number;
    paused: Generated<boolean>;
    created_at: Moment;
    due_at: Moment;
    run_id: string | null;
    beat_at: MaybeMoment;
    promotions: JSONColumnType<object[]>;
  };
  feed_run: {
    run_id: string;
    feed_id: string;
    began_at: Moment;
    ended_at: MaybeMoment;
    state: 'running' | 'done' | 'failed';
    goods: Generated<number>;
    written: Generated<number>;
    gone: Generated<number>;
    bad: Generated<number>;
    promos: Generated<number>;
    bytes: Generated<number>;
    because: string | null;
    message: string | null;
  };
  feed_problem: {
    run_id: string;
    number: number;
    line: number;
    what: string;
    reason: string;
    written: string;
  };
  feed_file: { file_id: string; feed_id: string; begun_at: Moment; parts: number | null };
  feed_part: { file_id: string; number: number; bytes: Buffer };
  feed_product: { feed_id: string; product_id: string; seen_in: string };
}
