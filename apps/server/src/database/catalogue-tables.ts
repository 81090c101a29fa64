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
  };
  catalogue_change: { single: boolean; number: number };
}
