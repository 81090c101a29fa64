import type { Input } from '@bonum/contract';
import canonicalize from 'canonicalize';
import { v7 } from 'uuid';
import type { Random } from '../../demo/random.ts';
import { ask, confirm, must, type Journal, type Place } from './place.ts';

type Basket = Omit<Input<'commit-receipt'>, 'holdId' | 'quoteToken'>;
type Away = Input<'sync-receipts'>['receipts'][number];
type Does = 'sell' | 'pay' | 'release' | 'cancel' | 'return' | 'sell-away';

/** How often a till does what. */
const often: Readonly<Record<Does, number>> = {
  sell: 4,
  pay: 4,
  release: 2,
  cancel: 2,
  return: 3,
  'sell-away': 3,
};
const acts = Object.keys(often) as Does[];
/** So many receipts are sent at once that were made without network. */
const A_BATCH = 4;

export interface TillPlan {
  readonly tillId: string;
  readonly members: readonly string[];
  readonly random: Random;
  readonly stopped: () => boolean;
}

/** Sells, holds points, takes goods back and breaks sales off, until told to stop; then it has every answer. */
export const workTill = (place: Place, plan: TillPlan): Promise<Journal> => new ChaosTill(place, plan).work();

class ChaosTill {
  readonly #place: Place;
  readonly #plan: TillPlan;
  readonly #journal: Journal = { sales: [], returns: [], cancels: [] };
  readonly #away: Away[] = [];
  #number = 0;

  constructor(place: Place, plan: TillPlan) {
    this.#place = place;
    this.#plan = plan;
  }

  async work(): Promise<Journal> {
    const does: Readonly<Record<Does, () => Promise<void>>> = {
      sell: () => this.#sell(this.#basket()),
      pay: () => this.#pay(),
      release: () => this.#release(),
      cancel: () => this.#cancel(this.#someSale()?.key ?? this.#key()),
      return: () => this.#return(),
      'sell-away': () => this.#sellAway(),
    };
    while (!this.#plan.stopped()) await does[this.#plan.random.weighted(acts, (act) => often[act])]();
    await this.#sync();
    return this.#journal;
  }

  #key(): Basket['key'] {
    this.#number += 1;
    return { storeId: 'S-1', tillId: this.#plan.tillId, shift: '1', number: String(this.#number) };
  }

  #basket(member = this.#plan.random.chance(0.8) ? this.#somebody() : null): Basket {
    const { random } = this.#plan;
    const lines = [
      { id: '1', productId: 'SHOES', quantity: 2000, amount: 100 * random.whole(1000, 20_000) },
      { id: '2', productId: 'SOCKS', quantity: 3000, amount: 29_700 },
    ];
    return { key: this.#key(), at: now(), lines, ...(member && { member }) };
  }

  #somebody(): { memberId: string } {
    return { memberId: this.#plan.random.pick(this.#plan.members) };
  }

  #someSale(): Input<'commit-receipt'> | undefined {
    const { sales } = this.#journal;
    return sales.length === 0 ? undefined : this.#plan.random.pick(sales).request;
  }

  async #sell(basket: Basket, holdId?: string): Promise<void> {
    const held = holdId === undefined ? {} : { holdId };
    const quote = this.#plan.random.chance(0.5)
      ? { quoteToken: (await must(this.#place, 'quote-receipt', basket)).quoteToken }
      : {};
    const request = { ...basket, ...held, ...quote };
    this.#journal.sales.push({ request, answer: await must(this.#place, 'commit-receipt', request) });
  }

  /** Points are reserved and then pay; where there are too few, money does. */
  async #pay(): Promise<void> {
    const member = this.#somebody();
    const basket = this.#basket(member);
    await this.#sell(basket, await this.#hold(basket, member));
  }

  /** Points are reserved, and the receipt is given up. */
  async #release(): Promise<void> {
    const member = this.#somebody();
    const basket = this.#basket(member);
    if ((await this.#hold(basket, member)) !== undefined) this.#place.counter.released += 1;
    await this.#cancel(basket.key);
  }

  async #hold(basket: Basket, member: { memberId: string }): Promise<string | undefined> {
    const holdId = v7();
    const confirmation = await confirm(this.#place.connection, {
      ownerId: member.memberId,
      purpose: 'spend',
    });
    const spend = { bonus: this.#plan.random.whole(1, 60) };
    const request = { ...basket, member, holdId, spend, confirmation };
    return (await ask(this.#place, 'hold-points', request)).ok ? holdId : undefined;
  }

  /** What is cancelled already is so once, and the till is told the same. */
  async #cancel(key: Basket['key']): Promise<void> {
    const request = { key, at: now() };
    const answer = await must(this.#place, 'cancel-receipt', request);
    const before = this.#journal.cancels.find((cancel) => cancel.answer.receiptId === answer.receiptId);
    if (!before) this.#journal.cancels.push({ request, answer });
    else if (canonicalize(before.answer) !== canonicalize(answer))
      this.#place.counter.wrong.push(`receipt ${answer.receiptId} was cancelled twice, otherwise each time`);
  }

  async #return(): Promise<void> {
    const of = this.#someSale()?.key;
    if (of) await this.#takeBack({ ...this.#part(of), at: now() });
  }

  #part(of: Basket['key']): Omit<Input<'return-receipt'>, 'at'> {
    const quantity = this.#plan.random.whole(1, 1400);
    return { key: { ...this.#key(), shift: 'back' }, of, lines: [{ id: '1', quantity }] };
  }

  async #takeBack(request: Input<'return-receipt'>): Promise<void> {
    const said = await ask(this.#place, 'return-receipt', request);
    if (said.ok) this.#journal.returns.push({ request, answer: said.value });
    else if (said.code !== 'quantity-exceeded') throw new Error(`return-receipt was refused: ${said.code}`);
  }

  /** Sold without network at the price on the label; now and then it comes back, or is cancelled, before that was sent. */
  async #sellAway(): Promise<void> {
    const basket = this.#basket();
    const charged = {
      programmeVersion: 1,
      lines: basket.lines.map(({ id, amount }) => ({ id, discounts: [], spent: [], paid: amount })),
    };
    this.#away.push({ type: 'sale', ...basket, charged });
    const { random } = this.#plan;
    if (random.chance(0.4)) this.#away.unshift({ type: 'return', ...this.#part(basket.key), at: now() });
    if (random.chance(0.2)) this.#away.unshift({ type: 'cancel', key: basket.key, at: now() });
    if (this.#away.length >= A_BATCH) await this.#sync();
  }

  /** Sends what was made without network, the wrong way round, until all of it is booked. */
  async #sync(): Promise<void> {
    while (this.#away.length > 0) {
      const receipts = this.#away.splice(0);
      const told = await must(this.#place, 'sync-receipts', { sentAt: now(), receipts });
      for (const [index, receipt] of receipts.entries()) {
        const { outcome, refusal } = told.receipts[index] ?? { outcome: 'waiting', refusal: null };
        if (outcome === 'waiting') this.#away.push(receipt);
        else if (refusal === null) await this.#learn(receipt);
        // It was cancelled while the sale itself had to wait.
        else if (refusal.code !== 'receipt-cancelled')
          throw new Error(`sync-receipts refused a ${receipt.type}: ${refusal.code}`);
      }
    }
  }

  /** Asked for as if there were network, it is answered like any other. */
  async #learn(receipt: Away): Promise<void> {
    this.#place.counter.synced += 1;
    if (receipt.type === 'cancel') return this.#cancel(receipt.key);
    if (receipt.type === 'return') {
      const { key, at, of, lines } = receipt;
      return this.#takeBack({ key, at, of, ...(lines && { lines }) });
    }
    const { key, at, lines, member } = receipt;
    const request = { key, at, lines, ...(member && { member }) };
    this.#journal.sales.push({ request, answer: await must(this.#place, 'commit-receipt', request) });
  }
}

const now = (): string => new Date().toISOString();
