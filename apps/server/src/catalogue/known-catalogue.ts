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

/** What is remembered of these, and what has to be read for them. */
export interface Looked {
  /** The catalogue that it is remembered of. */
  readonly number: number;
  readonly places: readonly Place[];
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

  /** Where these are and what is missing, in one pass: each of twenty thousand goods lies somewhere else in memory. */
  look(all: readonly PlaceAsked[]): Looked {
    const products = new Set<string>();
    const stores = new Set<string>();
    const places = all.map(({ key, lines }) => {
      const store = this.#stores.get(key.storeId) ?? null;
      const till = store?.tills.has(key.tillId) === true;
      // A till that is not known may be new.
      if (!till) stores.add(key.storeId);
      const found = new Map<string, ProductFacts>();
      for (const { productId } of lines) {
        const product = this.#product(productId);
        if (product) found.set(productId, product);
        else products.add(productId);
      }
      return { store, till, products: found };
    });
    return { number: this.#number, places, products: [...products], stores: [...stores] };
  }

  /**
   * Remembers what was read.
   * @param looked what was remembered when the rest was asked for
   * @returns where all of these are; null: not all is known by now, since the catalogue has changed, or much else was read
   */
  take(read: CatalogueRead, all: readonly PlaceAsked[], looked: Looked): readonly Place[] | null {
    const { products, stores } = looked;
    if (read.number < this.#number) return null;
    // Nothing had to be read, and nothing has changed since: what was found holds, whatever was forgotten to make room.
    if (read.number === looked.number && products.length + stores.length === 0) return looked.places;
    if (read.number > this.#number) this.#forget(read.number);
    for (const row of read.products ?? []) this.#remember(this.#factsOf(row));
    for (const { store_id, tags, tills } of read.stores ?? [])
      this.#stores.set(store_id, { tags, tills: new Set(tills) });
    const now = this.look(all);
    const isKnown =
      now.products.every((id) => products.includes(id)) && now.stores.every((id) => stores.includes(id));
    return isKnown ? now.places : null;
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
