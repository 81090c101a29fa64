import type { Moment } from './schema.ts';

/** Receipts written out for reports. */
export interface ReportTables {
  report_line: {
    owner_id: string;
    receipt_id: string;
    place: number;
    line_id: string;
    type: 'sale' | 'return';
    of_receipt_id: string | null;
    member_id: string | null;
    store_id: string;
    at: Moment;
    offset_minutes: number;
    product_id: string;
    quantity: number;
    amount: number;
    discount: number;
    paid_by_points: number;
    paid: number;
    recorded_at: Moment;
  };
  report_promotion: {
    owner_id: string;
    receipt_id: string;
    place: number;
    promotion: string;
    discount: number;
  };
  report_points: {
    owner_id: string;
    receipt_id: string;
    number: number;
    place: number;
    kind: string;
    source: string | null;
    earned: number;
    spent: number;
  };
  report_progress: { name: string; until: Moment; swept: Moment };
}
