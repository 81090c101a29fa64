import type { Answer, Input } from '@bonum/contract';
import { v7 } from 'uuid';
import type { Chain } from './chain.ts';

type Line = Input<'commit-receipt'>['lines'][number];
type Committed = Answer<'commit-receipt'>;
export type Basket = Pick<Input<'commit-receipt'>, 'key' | 'at' | 'lines' | 'member' | 'codes'>;
type Joining = Partial<Input<'join-member'>>;

const goods = [
  { productId: 'SHOES', name: 'Кроссовки беговые', category: ['Обувь'], brand: 'Быстрый шаг' },
  { productId: 'SOCKS', name: 'Носки', category: ['Одежда', 'Носки'] },
  { productId: 'TEE', name: 'Футболка', category: ['Одежда', 'Футболки'] },
  { productId: 'DRESS', name: 'Платье', category: ['Новая коллекция'] },
  { productId: 'BALL', name: 'Мяч с уценкой', category: ['Инвентарь'], onSale: true },
  { productId: 'RACKET', name: 'Ракетка не ниже своей цены', category: ['Инвентарь'], floor: 90_000 },
];

/** So many roubles' worth of a product, one unit unless said. */
export const line = (productId: string, roubles: number, units = 1): Line => ({
  id: `${productId}-${roubles}`,
  productId,
  quantity: Math.round(units * 1000),
  amount: Math.round(roubles * 100),
});

/** What people do at the tills of a chain with two stores. */
export class Till {
  readonly #chain: Chain;
  #receipts = 0;
  #people = 0;

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  async stock(): Promise<void> {
    const tills = [
      { tillId: '1', name: 'Касса 1' },
      { tillId: '2', name: 'Касса 2' },
    ];
    const stores = [
      { storeId: 'S-1', name: 'Спорт на Тверской', tills },
      { storeId: 'S-2', name: 'Спорт на Невском', tills },
    ];
    await this.#chain.must('put-stores', { stores });
    await this.#chain.must('put-products', { products: goods });
  }

  /** A key no receipt has had yet. */
  key(tillId = '1'): Basket['key'] {
    this.#receipts += 1;
    return { storeId: 'S-1', tillId, shift: '1', number: String(this.#receipts) };
  }

  /** The chain's time as a till in Moscow writes it. */
  time(): string {
    return new Date(this.#chain.now + 3 * 3_600_000).toISOString().replace('Z', '+03:00');
  }

  /** A phone nobody has had yet. */
  phone(): string {
    this.#people += 1;
    return `+7916${String(1_000_000 + this.#people)}`;
  }

  basket(lines: Line[], rest: Partial<Basket> = {}): Basket {
    return { key: this.key(), at: this.time(), lines, ...rest };
  }

  /** Asks for a code and reads it off the phone. */
  async confirmation(request: Omit<Input<'request-confirmation'>, 'confirmationId'>): Promise<Confirmation> {
    const confirmationId = v7();
    await this.#chain.must('request-confirmation', { confirmationId, ...request });
    return { confirmationId, code: this.#chain.sentCode(confirmationId) };
  }

  /** A person joins; the member's id. */
  async join(rest: Joining = {}): Promise<string> {
    const phone = rest.phone ?? this.phone();
    const confirmation = rest.confirmation ?? (await this.confirmation({ purpose: 'join', phone }));
    const request = { memberId: v7(), name: 'Анна', ...rest, phone, confirmation };
    return (await this.#chain.must('join-member', request)).memberId;
  }

  /** Somebody buys and pays in money; nobody in particular when there is no member. */
  async buy(memberId: string | null, lines: Line[], rest: Partial<Basket> = {}): Promise<Bought> {
    const who = memberId === null ? {} : { member: { memberId } };
    const request = this.basket(lines, { ...who, ...rest });
    return { request, answer: await this.#chain.must('commit-receipt', request) };
  }

  /** What a member must send to hold points for a basket. */
  async holding(
    memberId: string,
    basket: Basket,
    spend: Input<'hold-points'>['spend'],
  ): Promise<Input<'hold-points'> & { confirmation: Confirmation }> {
    const member = { memberId };
    const confirmation = await this.confirmation({ purpose: 'spend', member });
    // Codes are few in a while; a test may spend more often than a person does.
    this.#chain.now += 4 * 60_000;
    return { ...basket, member, holdId: v7(), spend, confirmation };
  }

  /** A member buys and pays with points. */
  async pay(memberId: string, lines: Line[], spend: Input<'hold-points'>['spend']): Promise<Bought> {
    const basket = this.basket(lines, { member: { memberId } });
    const { holdId } = await this.#chain.must('hold-points', await this.holding(memberId, basket, spend));
    const request = { ...basket, holdId };
    return { request, answer: await this.#chain.must('commit-receipt', request) };
  }

  async grant(memberId: string, points: number, kind = 'bonus'): Promise<void> {
    await this.#chain.must('grant-points', { memberId, grantId: v7(), kind, points, reason: 'Проверка' });
  }

  /** Lines of a sale come back; all of them when none are named. */
  returning({ request }: Pick<Bought, 'request'>, lines?: { id: string; quantity: number }[]) {
    return { key: this.key(), at: this.time(), of: request.key, ...(lines && { lines }) };
  }

  async giveBack(sale: Pick<Bought, 'request'>, lines?: { id: string; quantity: number }[]) {
    return this.#chain.must('return-receipt', this.returning(sale, lines));
  }

  /** What a member has of a kind. */
  async balance(memberId: string, kind = 'bonus'): Promise<Balance> {
    const { balances } = await this.#chain.must('get-member', { memberId });
    const balance = balances.find((candidate) => candidate.kind === kind);
    if (!balance) throw new Error(`there are no points of kind ${kind}`);
    return balance;
  }
}

interface Confirmation {
  readonly confirmationId: string;
  readonly code: string;
}
export interface Bought {
  readonly request: Input<'commit-receipt'>;
  readonly answer: Committed;
}
export type Balance = Answer<'get-member'>['balances'][number];
