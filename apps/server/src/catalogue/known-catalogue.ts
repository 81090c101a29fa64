import { minor, type ProductFacts } from '@bonum/engine';

/** What a statement reads of the catalogue: its number, and whatever was asked for. */
export interface CatalogueRead {
  readonly number: number;
  readonly products: readonly ProductRow[] | null;
  readonly stores: readonly StoreRow[] | null;
}
export interface ProductRow {
  readonly product_id: string;
  readonly category: readonly string[];
  readonly brand: string | null;
  readonly on_sale: boolean;
  readonly floor: number;
}
export interface StoreRow {
  readonly store_id: string;
  readonly tags: readonly string[];
  readonly tills: readonly string[] | null;
}

/** Where a receipt is, and what is in it. */
export interface Place {
  readonly store: { readonly tags: readonly string[] } | null;
  readonly till: boolean;
  readonly products: ReadonlyMap<string, ProductFacts>;
}
export interface PlaceAsked {
  readonly key: { readonly storeId: string; readonly tillId: string };
  readonly lines: readonly { readonly productId: string }[];
}

export interface CatalogueAsked {
  readonly products: readonly string[];
  readonly stores: readonly string[];
}

interface KnownStore {
  readonly tags: readonly string[];
  readonly tills: ReadonlySet<string>;
}

/** Goods that are remembered: those of the last so many, and as many before them. */
const MOST_PRODUCTS = 16_384;

/** What was read of the catalogue since it last changed: docs/decisions/0018. */
export class KnownCatalogue {
  #number = 0;
  #recent = new Map<string, ProductFacts>();
  #before = new Map<string, ProductFacts>();
  readonly #stores = new Map<string, KnownStore>();
  /** Shelves and brands are few, and goods are many. */
  readonly #shelves = new Map<string, readonly string[]>();

  /** What has to be read for these. */
  missing(all: readonly PlaceAsked[]): CatalogueAsked {
    const products = new Set<string>();
    const stores = new Set<string>();
    for (const { key, lines } of all) {
      // A till that is not known may be new.
      if (this.#stores.get(key.storeId)?.tills.has(key.tillId) !== true) stores.add(key.storeId);
      for (const { productId } of lines) if (!this.#product(productId)) products.add(productId);
    }
    return { products: [...products], stores: [...stores] };
  }

  /**
   * Remembers what was read.
   * @param asked what was missing when it was asked for
   * @returns false: not all of these is known by now, since the catalogue has changed, or much else was read
   */
  take(read: CatalogueRead, all: readonly PlaceAsked[], asked: CatalogueAsked): boolean {
    if (read.number < this.#number) return false;
    if (read.number > this.#number) this.#forget(read.number);
    for (const row of read.products ?? []) this.#remember(this.#factsOf(row));
    for (const { store_id, tags, tills } of read.stores ?? [])
      this.#stores.set(store_id, { tags, tills: new Set(tills) });
    const left = this.missing(all);
    return (
      left.products.every((id) => asked.products.includes(id)) &&
      left.stores.every((id) => asked.stores.includes(id))
    );
  }

  placeOf({ key, lines }: PlaceAsked): Place {
    const store = this.#stores.get(key.storeId);
    const products = new Map<string, ProductFacts>();
    for (const { productId } of lines) {
      const product = this.#product(productId);
      if (product) products.set(productId, product);
    }
    return { store: store ?? null, till: store?.tills.has(key.tillId) === true, products };
  }

  #product(id: string): ProductFacts | undefined {
    const recent = this.#recent.get(id);
    if (recent) return recent;
    const known = this.#before.get(id);
    if (known) this.#remember(known);
    return known;
  }

  #remember(product: ProductFacts): void {
    if (this.#recent.size >= MOST_PRODUCTS) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(product.id, product);
  }

  #forget(number: number): void {
    this.#number = number;
    this.#recent = new Map();
    this.#before = new Map();
    this.#stores.clear();
    this.#shelves.clear();
  }

  #factsOf({ product_id, category, brand, on_sale, floor }: ProductRow): ProductFacts {
    const shelf = this.#shared(category);
    const [shared = null] = brand === null ? [] : this.#shared([brand]);
    return { id: product_id, category: shelf, brand: shared, onSale: on_sale, floor: minor(floor) };
  }

  #shared(names: readonly string[]): readonly string[] {
    const key = JSON.stringify(names);
    const known = this.#shelves.get(key);
    if (known) return known;
    this.#shelves.set(key, names);
    return names;
  }
}
