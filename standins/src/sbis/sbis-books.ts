import { randomUUID } from 'node:crypto';
import { SbisRefusal } from './sbis-refusal.ts';

export interface SbisCustomer {
  readonly id: string;
  /** Digits. */
  phone: string;
  name: string;
  /** null: paying with bonuses is switched off. */
  bonuses: number | null;
}

export interface SbisOrder {
  readonly saleKey: string;
  readonly number: string;
  /** As whoever made it called it. */
  readonly externalId: string;
  readonly pointId: number;
  readonly comment: string;
  readonly datetime: string;
  readonly customerId: string;
  /** In roubles, before bonuses. */
  readonly total: number;
  /** Bonuses that were earned, and that were taken off. */
  bonusInc: number;
  bonusDec: number;
}

type Said = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null;
const textOf = (said: Said, name: string): string => {
  const value = said[name];
  return typeof value === 'string' ? value : '';
};

/** Of a sum no more than this can be paid with bonuses. */
const MOST_SHARE = 0.5;

/** Customers and orders, and what Saby refuses of them. */
export class SbisBooks {
  readonly customers: SbisCustomer[] = [];
  readonly orders: SbisOrder[] = [];
  readonly #keepsForeignIds: boolean;
  readonly #writeOffsAddUp: boolean;

  constructor(keepsForeignIds: boolean, writeOffsAddUp: boolean) {
    this.#keepsForeignIds = keepsForeignIds;
    this.#writeOffsAddUp = writeOffsAddUp;
  }

  find(phone: string): unknown {
    const digits = phone.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
    const found = this.customers.find((customer) => customer.phone === digits);
    if (!found) throw SbisRefusal.json(404, 'Клиент не найден');
    return { person: found.id };
  }

  customer(id: string): SbisCustomer {
    const found = this.customers.find((customer) => customer.id === id);
    if (!found) throw SbisRefusal.json(404, 'Клиент не найден');
    return found;
  }

  order(id: string): SbisOrder {
    const found = this.orders.find(
      ({ saleKey, externalId }) => saleKey === id || (this.#keepsForeignIds && externalId === id),
    );
    if (!found) throw SbisRefusal.json(404, 'Заказ не найден');
    return found;
  }

  /** Saby knows no repetition: what is asked for twice is made twice. */
  create(
    said: Said,
    { points, percent }: { points: Readonly<Record<number, string>>; percent: number },
  ): unknown {
    const [pointId, datetime] = [Number(said['pointId']), textOf(said, 'datetime')];
    if (!['delivery', 'restaurant', 'retail'].includes(textOf(said, 'product')))
      throw SbisRefusal.json(400, 'product');
    if (!(pointId in points)) throw SbisRefusal.json(400, 'Неизвестная точка продаж');
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(datetime))
      throw SbisRefusal.text(400, 'datetime: ГГГГ-ММ-ДД ЧЧ:ММ:СС');
    const total = totalOf(said['nomenclatures']);
    const customer = this.#customerOf(said['customer']);
    const bonusInc = Math.floor((total * percent) / 100);
    const order: SbisOrder = {
      saleKey: randomUUID(),
      number: String(1001 + this.orders.length),
      externalId: textOf(said, 'externalId'),
      pointId,
      comment: textOf(said, 'comment'),
      datetime,
      customerId: customer.id,
      total,
      bonusInc,
      bonusDec: 0,
    };
    this.orders.push(order);
    if (customer.bonuses !== null) customer.bonuses += bonusInc;
    return { resultCode: 0, orderNumber: order.number, saleKey: order.saleKey };
  }

  /** Somebody new is made a customer by their first order. */
  #customerOf(said: unknown): SbisCustomer {
    if (!isObject(said) || textOf(said, 'name') === '' || textOf(said, 'phone') === '')
      throw SbisRefusal.json(400, 'customer: нужны name и phone');
    const phone = textOf(said, 'phone').replace(/\D/g, '');
    const known = this.customers.find(({ id, phone: own }) => id === said['externalId'] || own === phone);
    if (known) return known;
    const customer = { id: randomUUID(), phone, name: textOf(said, 'name'), bonuses: 0 };
    this.customers.push(customer);
    return customer;
  }

  shown(order: SbisOrder): unknown {
    const { saleKey, number, pointId, comment, datetime, total } = order;
    return { id: saleKey, key: saleKey, saleKey, number, pointId, comment, datetime, totalPrice: total };
  }

  states(ids: string): unknown {
    return ids
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((id) => id.trim().replaceAll('"', ''))
      .map((externalId) => ({ externalId, state: this.#isKnown(externalId) ? 10 : null }));
  }

  #isKnown(id: string): boolean {
    return this.orders.some(
      ({ saleKey, externalId }) => saleKey === id || (this.#keepsForeignIds && externalId === id),
    );
  }

  bonusRead(order: SbisOrder): unknown {
    const { bonuses } = this.customer(order.customerId);
    return {
      availableBonusBalance: String(bonuses ?? 0),
      totalBonusBalance: String(bonuses ?? 0),
      availableBonusDec: bonuses === null ? null : String(this.#available(order)),
      availableBonusInc: order.bonusInc,
      userBonusDec: order.bonusDec,
      bonusDec: order.bonusDec,
      bonusInc: order.bonusInc,
      bonusAction: order.bonusDec > 0 ? -1 : 1,
    };
  }

  #available(order: SbisOrder): number {
    const { bonuses } = this.customer(order.customerId);
    return Math.min((bonuses ?? 0) + order.bonusDec, Math.floor(order.total * MOST_SHARE));
  }

  /** An order has one amount: another one takes its place, or comes on top of it; null: none was heard. */
  writeOff(order: SbisOrder, asked: number | null): unknown {
    if (asked === null) return { totalPrice: order.total - order.bonusDec, totalDiscount: order.bonusDec };
    const bonusDec = this.#writeOffsAddUp ? order.bonusDec + asked : asked;
    const customer = this.customer(order.customerId);
    if (!(asked >= 0) || customer.bonuses === null) throw SbisRefusal.json(400, 'bonusDec');
    if (bonusDec > this.#available(order))
      throw SbisRefusal.text(400, `Доступно к списанию: ${this.#available(order)}`);
    customer.bonuses += order.bonusDec - bonusDec;
    order.bonusDec = bonusDec;
    return { totalPrice: order.total - bonusDec, totalDiscount: bonusDec };
  }
}

function totalOf(rows: unknown): number {
  if (!Array.isArray(rows) || rows.length === 0) throw SbisRefusal.json(400, 'nomenclatures');
  let kopecks = 0;
  for (const row of rows as readonly unknown[]) {
    if (!isObject(row) || !['id', 'externalId', 'nomNumber'].some((name) => row[name] !== undefined))
      throw SbisRefusal.json(400, 'nomenclatures: нужен id, externalId или nomNumber');
    const [count, cost] = [row['count'], row['cost']];
    if (typeof count !== 'number' || typeof cost !== 'number' || !(count > 0) || !(cost >= 0))
      throw SbisRefusal.json(400, 'nomenclatures: count и cost — числа');
    kopecks += Math.round(count * cost * 100);
  }
  return kopecks / 100;
}
