import type { Scope } from '@bonum/contract';
import { OnecExchange } from '@bonum/standins/onec-exchange';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { exchangeAddress } from '../../http/exchange.ts';
import { buildServer } from '../../http/server.ts';
import { runLoop } from '../../jobs/loop.ts';
import { insertKey } from '../../keys/create-key.ts';
import { inChain, type Chain } from '../../testing/chain.ts';
import { exchangeOf, handlersOf, keepersOf } from '../../wire.ts';
import { importCatalogue } from '../import-catalogue.ts';

export interface Product {
  readonly name: string;
  readonly category: readonly string[];
  readonly brand: string | null;
  readonly price: number | null;
  readonly barcode: string | null;
  readonly gone: boolean;
}

/** A chain to which 1C gives its goods, behind a real socket, with a worker that reads them. */
export class ExchangeSite {
  readonly chain: Chain;
  readonly address: string;

  constructor(chain: Chain, address: string) {
    this.chain = chain;
    this.address = address;
  }

  async onec(scopes: readonly Scope[] = ['catalogue:write']): Promise<OnecExchange> {
    const secret = `key-${v7()}`;
    const { shell, now } = this.chain;
    const place = { storeId: null, tillId: null };
    await insertKey(shell.db, { keyId: v7(), name: '1С', scopes, ...place, demo: false, secret, now });
    return new OnecExchange({ address: this.address, user: 'Обмен', password: secret });
  }

  async product(productId: string): Promise<Product | null> {
    const found = await this.chain.shell.db
      .selectFrom('product')
      .select(['name', 'category', 'brand', 'price', 'barcode', 'gone_at'])
      .where('product_id', '=', productId)
      .executeTakeFirst();
    if (!found) return null;
    const { gone_at, ...rest } = found;
    return { ...rest, gone: gone_at !== null };
  }

  /** How often goods were changed. */
  async changes(): Promise<number> {
    const { number } = await this.chain.shell.db
      .selectFrom('catalogue_change')
      .select('number')
      .executeTakeFirstOrThrow();
    return number;
  }
}

interface Parts {
  readonly priceType?: string;
  /** No worker reads what comes. */
  readonly idle?: boolean;
  /** To the programme. */
  readonly changes?: object;
}

/** For a test's body: a fresh chain with an address that 1C gives its goods to. */
export const inExchange = (
  body: (site: ExchangeSite) => Promise<void>,
  { priceType, idle = false, changes = {} }: Parts = {},
): (() => Promise<void>) =>
  inChain(
    'sportswear',
    async (chain) => {
      const { shell } = chain;
      const logger = pino({ level: 'silent' });
      const server = buildServer({
        handlers: handlersOf(shell),
        keepers: keepersOf(shell),
        publicUrl: 'https://chain.example',
        exchange: exchangeOf(shell),
        logger,
      });
      const stop = new AbortController();
      const work = () => importCatalogue(shell, { priceType, stop: stop.signal });
      const worker = idle
        ? null
        : runLoop({ name: 'import-catalogue', restMs: 20, work }, stop.signal, logger);
      try {
        const url = await server.listen({ port: 0, host: '127.0.0.1' });
        await body(new ExchangeSite(chain, `${url}${exchangeAddress}`));
      } finally {
        stop.abort();
        await worker;
        await server.close();
      }
    },
    changes,
  );
