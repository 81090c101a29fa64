import type { JSONColumnType } from 'kysely';
import type { Moment } from './schema.ts';

/** What members are told, and which browsers it is pushed to. */
export interface NoticeTables {
  notice: { owner_id: string; notice_id: string; kind: string; facts: JSONColumnType<object>; at: Moment };
  inbox: { owner_id: string; read_until: Moment };
  push_subscription: {
    owner_id: string;
    session_id: string;
    endpoint: string;
    p256dh: string;
    auth: string;
    language: 'ru' | 'en';
    created_at: Moment;
  };
}
