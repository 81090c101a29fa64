import type { JSONColumnType } from 'kysely';
import type { Moment } from './schema.ts';

/** What the chain says in its own words. */
export type ContentName = 'brand' | 'faq' | 'announcements' | 'notice-texts';

/** What the chain says and shows of its own. */
export interface ContentTables {
  content: { name: ContentName; version: number; document: JSONColumnType<object>; written_at: Moment };
  asset: {
    asset_id: string;
    type: string;
    bytes: Buffer;
    written_at: Moment;
    width: number | null;
    height: number | null;
  };
}
