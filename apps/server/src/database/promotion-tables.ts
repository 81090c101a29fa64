import type { ColumnType } from 'kysely';
import type { Moment } from './schema.ts';

/** What of promotions is used up, and codes. */
export interface PromotionTables {
  promotion_use: { owner_id: string; period: string; promotion: string; times: number };
  budget: {
    promotion: string;
    limit_name: 'total' | 'discount' | 'points';
    period: string;
    most: number;
    used: number;
    leased: number;
  };
  budget_lease: {
    promotion: string;
    lease_id: string;
    limit_name: 'total' | 'discount' | 'points';
    period: string;
    amount: number;
    ends_at: Moment;
  };
  budget_use: {
    owner_id: string;
    receipt_id: string;
    promotion: string;
    limit_name: 'total' | 'discount' | 'points';
    period: string;
    lease_id: string;
    amount: number;
  };
  promo_code: {
    code: string;
    promotion: string;
    valid_from: Moment;
    valid_until: Moment;
    taken_by: string | null;
    taken_at: ColumnType<number | null, Date | null | undefined, Date | null>;
    taken_from: ColumnType<string | null, string | null | undefined>;
  };
}
