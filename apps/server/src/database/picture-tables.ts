import type { Generated } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** Pictures of goods: where they are said to be, what was had, and which offer shows which. */
export interface PictureTables {
  picture: { picture_id: string; type: string; bytes: Buffer; width: number; height: number };
  picture_source: {
    source_id: Buffer;
    address: string;
    picture_id: string | null;
    due_at: Moment;
    tried_at: MaybeMoment;
    failures: Generated<number>;
    because: string | null;
    changed_at: Moment;
    unwanted_at: MaybeMoment;
  };
  promotion_picture: { promotion: string; picture_id: string; product_id: string };
  picture_choice: {
    single: Generated<boolean>;
    programme: number;
    catalogue: number;
    day: string;
    at: Moment;
  };
  exchange_picture: {
    file: string;
    session_id: string;
    bytes: Buffer | null;
    because: string | null;
    came_at: Moment;
  };
}
