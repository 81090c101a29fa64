import type { Input } from '@bonum/contract';
import {
  instant,
  minor,
  thousandths,
  type Calculation,
  type MemberFacts,
  type ProductFacts,
  type SpendWish,
} from '@bonum/engine';
import * as engine from '@bonum/engine/till';
import { zoneOffsets } from '../programme/zone-calendar.ts';
import type { Chain } from './chain.ts';
import type { Basket } from './till.ts';

export type OfflineReceipt = Input<'sync-receipts'>['receipts'][number];
export type OfflineSale = Extract<OfflineReceipt, { type: 'sale' }>;

const unknown = (id: string): ProductFacts => ({
  id,
  category: [],
  brand: null,
  onSale: false,
  floor: minor(0),
});

interface Buyer {
  readonly facts: MemberFacts;
  readonly wish: SpendWish;
}

/** A till as it goes on without network: it calculates by what it was given before, and keeps what it sold. */
export class OfflineTill {
  readonly #version: number;
  readonly #rules: engine.TillRules;

  readonly #products: ReadonlyMap<string, ProductFacts>;

  private constructor(version: number, rules: engine.TillRules, products: readonly ProductFacts[]) {
    this.#version = version;
    this.#rules = rules;
    this.#products = new Map(products.map((product) => [product.id, product]));
  }

  static async of(chain: Chain): Promise<OfflineTill> {
    const { version, programme } = await chain.shell.programmes.current();
    const rows = await chain.shell.db.selectFrom('product').selectAll().execute();
    const products = rows.map((row) => ({
      id: row.product_id,
      category: row.category,
      brand: row.brand,
      onSale: row.on_sale,
      floor: minor(row.floor),
    }));
    return new OfflineTill(version, { programme, offsets: zoneOffsets(programme.zone) }, products);
  }

  calculate({ at, lines, key, codes = [] }: Basket, buyer: Buyer | null): Calculation {
    return engine.calculate(engine.compileRules(this.#rules), {
      basket: {
        at: instant(Date.parse(at)),
        offsetMinutes: 180,
        store: { id: key.storeId, tags: [] },
        codes: codes.map((code) => ({ code, singleUseOf: null })),
        lines: lines.map(({ id, productId, quantity, amount }) => ({
          id,
          product: this.#products.get(productId) ?? unknown(productId),
          quantity: thousandths(quantity),
          amount: minor(amount),
        })),
      },
      member: buyer?.facts ?? null,
      wish: buyer?.wish ?? 'none',
    });
  }

  sell(basket: Basket, buyer: Buyer | null = null): OfflineSale {
    const { lines } = this.calculate(basket, buyer);
    const charged = lines.map(({ id, discounts, spent, paid }) => ({
      id,
      discounts: [...discounts],
      spent: [...spent],
      paid,
    }));
    return { type: 'sale', ...basket, charged: { programmeVersion: this.#version, lines: charged } };
  }
}
