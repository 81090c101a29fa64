import type { Scope } from '@bonum/contract';
import { OnecTill } from '@bonum/standins/onec-till';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { buildServer } from '../../http/server.ts';
import { insertKey } from '../../keys/create-key.ts';
import type { Chain } from '../../testing/chain.ts';
import { inChain } from '../../testing/chain.ts';
import { line } from '../../testing/till.ts';
import { handlersOf, keepersOf, onecTillOf } from '../../wire.ts';

/** Goods of the chain as 1C calls them. */
export const goods = {
  shoes: '0d4a5f0e-2b57-11ee-8c99-0242ac120002',
  socks: '1d4a5f0e-2b57-11ee-8c99-0242ac120002',
  ball: '2d4a5f0e-2b57-11ee-8c99-0242ac120002',
} as const;

interface KeyOf {
  readonly till?: string | null;
  readonly scopes?: readonly Scope[];
}

/** A chain whose tills are 1C, behind a real socket. */
export class OnecShop {
  readonly chain: Chain;
  readonly address: string;

  constructor(chain: Chain, address: string) {
    this.chain = chain;
    this.address = address;
  }

  /** A till of store S-1 with a key of its own, which may spend by card unless its scopes say otherwise. */
  async till(of: KeyOf = {}): Promise<OnecTill> {
    return new OnecTill({ address: this.address, user: 'Касса 1', password: await this.key(of) });
  }

  async key({ till = '1', scopes = ['till', 'members:join', 'points:spend'] }: KeyOf = {}): Promise<string> {
    const secret = `key-${v7()}`;
    const { shell, now } = this.chain;
    const place = { storeId: till === null ? null : 'S-1', tillId: till };
    await insertKey(shell.db, { keyId: v7(), name: 'касса', scopes, ...place, demo: false, secret, now });
    return secret;
  }

  /** Somebody who may spend, with a card and so many points. */
  async member(points = 500): Promise<{ memberId: string; card: string }> {
    const { till } = this.chain;
    const memberId = await till.join({ name: 'Анна' });
    await till.buy(memberId, [line('SHOES', 20_000)]);
    const { available } = await till.balance(memberId);
    await till.grant(memberId, points - available);
    const { cards } = await this.chain.must('get-member', { memberId });
    return { memberId, card: cards[0]?.number ?? '' };
  }

  async available(memberId: string): Promise<number> {
    return (await this.chain.till.balance(memberId)).available;
  }

  /** What 1C's clock shows. */
  date(): string {
    return this.chain.till.time().slice(0, 19);
  }
}

/** For a test's body: a fresh chain with tills that are 1C, proved sound when the body is through. */
export const inShop = (
  body: (shop: OnecShop) => Promise<void>,
  changes: object = {},
): (() => Promise<void>) =>
  inChain(
    'sportswear',
    async (chain) => {
      const { shell } = chain;
      await chain.must('put-products', {
        products: [
          { productId: goods.shoes, name: 'Кроссовки', category: ['Обувь'] },
          { productId: goods.socks, name: 'Носки', category: ['Одежда', 'Носки'] },
          { productId: goods.ball, name: 'Мяч', category: ['Инвентарь'], onSale: true },
        ],
      });
      const server = buildServer({
        handlers: handlersOf(shell),
        keepers: keepersOf(shell),
        onecTill: onecTillOf(shell),
        publicUrl: 'https://chain.example',
        logger: pino({ level: 'silent' }),
      });
      try {
        const url = await server.listen({ port: 0, host: '127.0.0.1' });
        await body(new OnecShop(chain, `${url}/bonum/hs/loyaltyservice`));
      } finally {
        await server.close();
      }
    },
    changes,
  );
