import type { Moment } from './schema.ts';

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
  };
  catalogue_change: { single: boolean; number: number };
}
