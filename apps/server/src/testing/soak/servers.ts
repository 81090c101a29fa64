import type { Answer, Input, OperationId } from '@bonum/contract';
import { pino } from 'pino';
import { expect } from 'vitest';
import { settleDue } from '../../jobs/settle-due.ts';
import type { Outcome } from '../../operation.ts';
import { Chain } from '../chain.ts';
import { pick } from './acts.ts';

/** The servers of one chain, each with a clock of its own that may have been set back; calls go to them in turn. */
export class Servers {
  readonly #chain: Chain;
  readonly #servers: readonly { readonly server: Chain; back: number }[];
  #turn = 0;

  /** @param chain whose time is the right one */
  constructor(chain: Chain) {
    this.#chain = chain;
    this.#servers = [0, 1].map(() => ({ server: new Chain(chain.database), back: 0 }));
  }

  /** The clock of one of them is so far behind from now on; 0: it is put right. */
  setBack(which: number, milliseconds: number): void {
    const one = pick(this.#servers, which);
    if (one) one.back = milliseconds;
  }

  ask<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Outcome<Answer<Id>>> {
    return this.#next().ask(id, input);
  }

  /** A worker books what is due by its clock. */
  settle(): Promise<void> {
    return settleAll(this.#next());
  }

  #next(): Chain {
    this.#turn += 1;
    const { server = this.#chain, back = 0 } = pick(this.#servers, this.#turn) ?? {};
    server.now = this.#chain.now - back;
    return server;
  }
}

export async function settleAll({ shell }: Chain): Promise<void> {
  const broken = new Set<string>();
  while ((await settleDue(shell, broken, pino({ level: 'silent' }))) > 0);
  expect([...broken], 'owners that the worker cannot settle').toEqual([]);
}
