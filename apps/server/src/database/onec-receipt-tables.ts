import type { JSONColumnType } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** Receipts of 1C that are not booked yet. */
export interface OnecReceiptTables {
  onec_receipt: {
    document_id: string;
    key_id: string;
    type: 'sale' | 'return';
    number: string;
    at: string;
    document: JSONColumnType<object> | null;
    state: 'waiting' | 'refused' | 'differs' | 'discarded';
    because: string;
    message: string;
    tries: number;
    discarded_at: MaybeMoment;
    first_at: Moment;
    next_at: MaybeMoment;
    told: string | null;
  };
}
