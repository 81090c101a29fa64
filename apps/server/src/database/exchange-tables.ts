import type { Generated } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** Exchanges of goods with 1C. */
export interface ExchangeTables {
  exchange_session: {
    session_id: string;
    hash: Buffer;
    key_id: string;
    began_at: Moment;
    used_at: Moment;
    price_type: string | null;
    whole: Generated<boolean>;
    pictures: Generated<number>;
  };
  exchange_part: {
    session_id: string;
    file: string;
    number: number;
    bytes: Buffer;
    sealed: Generated<boolean>;
  };
  exchange_import: {
    session_id: string;
    file: string;
    state: 'waiting' | 'running' | 'done' | 'failed';
    asked_at: Moment;
    beat_at: MaybeMoment;
    taken: Generated<number>;
    bad: Generated<number>;
    parts: Generated<number>;
    of_parts: Generated<number>;
    message: string | null;
  };
  exchange_problem: {
    session_id: string;
    file: string;
    number: number;
    line: number;
    what: string;
    reason: string;
  };
  exchange_group: { group_id: string; path: string[] };
  exchange_price: { product_id: string; price: number };
  exchange_product: { product_id: string; seen_in: string };
}
