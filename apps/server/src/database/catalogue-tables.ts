import type { Generated } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** Where a chain sells, and what. */
export interface CatalogueTables {
  store: {
    store_id: string;
    name: string;
    city: string | null;
    tags: string[];
    latitude: number | null;
    longitude: number | null;
  };
  till: { store_id: string; till_id: string; name: string };
  product: {
    product_id: string;
    name: string;
    category: string[];
    brand: string | null;
    price: number | null;
    floor: number;
    on_sale: boolean;
    barcode: string | null;
    changed_at: Moment;
    /** Given up by the system of record; it stays, since receipts speak of it. */
    gone_at: MaybeMoment;
    /** Where the first of its pictures is, as a feed tells it. */
    picture: Generated<string | null>;
  };
  catalogue_change: { single: boolean; number: number };
}
