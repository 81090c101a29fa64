import { setTimeout as pause } from 'node:timers/promises';
import { Chain } from './chain.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { OwnPostgres } from './own-postgres.ts';
import { line, type Basket } from './till.ts';
import { wholeServer, type WholeServer } from './whole-server.ts';

/** A chain with one member on a PostgreSQL of its own, and the server that faults are watched from. */
export class Rig implements AsyncDisposable {
  readonly postgres: OwnPostgres;
  readonly proxy: CuttingProxy;
  readonly whole: WholeServer;
  readonly memberId: string;
  readonly #chain: Chain;
  readonly #sold = new Map<string, string>();

  private constructor(parts: Pick<Rig, 'postgres' | 'proxy' | 'whole' | 'memberId'> & { chain: Chain }) {
    ({ postgres: this.postgres, proxy: this.proxy, whole: this.whole, memberId: this.memberId } = parts);
    this.#chain = parts.chain;
  }

  static async set(folder?: string): Promise<Rig> {
    const postgres = await OwnPostgres.create(folder);
    const proxy = await CuttingProxy.before(postgres.port);
    const whole = await wholeServer({ database: postgres.database(proxy.port) });
    const chain = new Chain(whole.database);
    chain.now = Date.now();
    await chain.publish('sportswear');
    await chain.till.stock();
    return new Rig({ postgres, proxy, whole, memberId: await chain.till.join(), chain });
  }

  join(): Promise<string> {
    return this.#chain.till.join();
  }

  sale(): Basket {
    return this.#chain.till.basket([line('SOCKS', 300)], { member: { memberId: this.memberId } });
  }

  async ask(path: string, body: object): Promise<{ status: number; answer: Record<string, unknown> }> {
    const response = await fetch(`${this.whole.baseUrl}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.whole.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, answer };
  }

  async sell(sale: Basket): Promise<unknown[]> {
    const { status, answer } = await this.ask('receipts/commit', sale);
    if (status === 200) this.#sold.set(sale.key.number, String(answer['receiptId']));
    return status === 200 ? [200] : [status, answer['code'], answer['detail']];
  }

  /** As a till does: the same again until there is an answer, and nothing but what may pass in between. */
  async sellAtLast(sale: Basket = this.sale()): Promise<void> {
    for (;;) {
      const [status, code] = await this.sell(sale);
      if (status === 200) return;
      if (code !== 'database-away' && code !== 'busy') throw new Error(`a sale was refused: ${String(code)}`);
      await pause(20);
    }
  }

  async ready(): Promise<[number, unknown]> {
    const response = await fetch(`${this.whole.baseUrl}/ready`);
    return [response.status, ((await response.json()) as { code?: string }).code];
  }

  /** What is wrong: receipts that were acknowledged and are not there once, others that are, invariants that do not hold. */
  async wrong(): Promise<string[]> {
    const rows = await this.postgres.ask<{ id: string }>('select receipt_id as id from receipt');
    const kept = rows.map(({ id }) => id);
    const sold = [...this.#sold.values()];
    const lost = sold.filter((id) => !kept.includes(id)).map((id) => `${id} is lost`);
    const unknown = kept.filter((id) => !sold.includes(id)).map((id) => `${id} was never acknowledged`);
    const twice = new Set(kept).size === kept.length ? [] : ['a receipt is there twice'];
    return [...lost, ...unknown, ...twice, ...(await this.whole.breaks())];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.whole[Symbol.asyncDispose]();
    await this.proxy[Symbol.asyncDispose]();
    await this.postgres[Symbol.asyncDispose]();
  }
}
