import type { JSONColumnType } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** The tables of the rules against abuse. */
export interface AbuseTables {
  abuse_receipt: {
    owner_id: string;
    receipt_id: string;
    type: 'sale' | 'return';
    of_receipt_id: string | null;
    member: boolean;
    store_id: string;
    till_id: string;
    cashier: string | null;
    at: Moment;
    offset_minutes: number;
    paid: number;
    earned: number;
    spent: number;
    owed: number;
  };
  abuse_bookmark: { name: string; until: Moment };
  abuse_case: {
    case_id: string;
    key: string;
    open_key: string | null;
    rule: string;
    subject: JSONColumnType<object>;
    state: 'open' | 'blocked' | 'released';
    weight: number;
    figures: JSONColumnType<object>;
    members: JSONColumnType<object>;
    traces: JSONColumnType<object>;
    decisions: JSONColumnType<object>;
    quiet_until: MaybeMoment;
    found_at: Moment;
    grown_at: Moment;
    version: number;
  };
}
