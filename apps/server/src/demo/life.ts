import { v5 } from 'uuid';
import { makeBasket, type Lines } from './basket.ts';
import { hero } from './hero.ts';
import { emailOf, makePerson, type Person } from './person.ts';
import { randomOf, type Random } from './random.ts';
import { busyDays, DAY_MS, DAYS, openingTime, type Days } from './rhythm.ts';
import { stores, tillIds, type DemoStore } from './stores.ts';

interface AtTill {
  readonly at: number;
  readonly offsetMinutes: number;
  readonly storeId: string;
  readonly tillId: string;
}
export interface Sale extends AtTill {
  readonly type: 'sale';
  readonly lines: Lines;
  readonly code: string | null;
  /** Asks the cashier to take points, if there are any. */
  readonly wantsToSpend: boolean;
}
export interface Return extends AtTill {
  readonly type: 'return';
  readonly of: Sale;
  /** null: everything. */
  readonly lines: readonly { readonly id: string; readonly quantity: number }[] | null;
}
export interface Gift {
  readonly type: 'gift';
  readonly at: number;
  readonly grantId: string;
  readonly points: number;
  readonly reason: string;
}
export interface Offer {
  readonly type: 'offer';
  readonly at: number;
  readonly offerId: string;
  readonly until: number;
}
export type Deed = Sale | Return | Gift | Offer;

/** A member's year: how they joined and what they did then, in order. */
export interface Life {
  readonly memberId: string;
  readonly phone: string;
  /** The twelve digits of the card from the counter, without check digit and range; null: a virtual one. */
  readonly card: string | null;
  readonly person: Person;
  readonly email: string | null;
  readonly home: DemoStore;
  readonly joinsAt: number;
  /** The receipt whose invitation they joined with. */
  readonly invitedBy: Sale | null;
  readonly deeds: readonly Deed[];
}

const NAMESPACE = 'c4f6dcb4-9d0c-4b41-8fd6-3e5d1f0a7c11';
/** Ids of the demo are the same in every demo. */
export const demoId = (name: string): string => v5(name, NAMESPACE);

const LAST_DAY = DAYS - 1;
const MINUTE_MS = 60_000;

export function makeLife(days: Days, index: number): Life {
  const random = randomOf(`member ${index}`);
  const year = new Date(days.first).getUTCFullYear();
  const person = index === 0 ? hero.person : makePerson(random, year);
  const home = index === 0 ? stores[0] : random.weighted(stores, (store) => store.share);
  if (!home) throw new RangeError('the chain has no stores');
  const joinDay =
    index === 0 ? 20 : random.chance(0.45) ? random.whole(0, 45) : random.whole(10, LAST_DAY - 20);
  const count = index === 0 ? hero.purchases : howOften(random, LAST_DAY - joinDay);
  const made = makeSales(random, days, { home, joinDay, count, spends: index !== 0 });
  const sales = index === 0 ? heroSales(made) : made;
  const joinsAt = (sales[0]?.at ?? days.first) - 3 * MINUTE_MS;
  const isBroughtBack = (at: number): boolean =>
    index === 0 ? hero.bringsBack.includes(at) : random.chance(0.05);
  const bringsBack = sales.flatMap((sale, at) => (isBroughtBack(at) ? makeReturn(random, days, sale) : []));
  const favours = index === 0 ? heroGift(sales) : makeFavours(random, days, { index, joinsAt });
  const deeds: Deed[] = [...sales, ...bringsBack, ...favours];
  return {
    memberId: demoId(`member ${index}`),
    phone: phoneOf(index),
    card: index === 0 || random.chance(0.7) ? String(index + 1) : null,
    person,
    email: random.chance(0.5) ? emailOf(person, index) : null,
    home,
    joinsAt,
    invitedBy: joinDay > 12 && random.chance(0.12) ? invitation(random, days, { home, joinsAt }) : null,
    deeds: deeds.toSorted((a, b) => a.at - b.at),
  };
}

/** No area code begins with 0: a message sent to one of these by mistake reaches nobody. */
export const phoneOf = (index: number): string => `+7000100${String(index + 1).padStart(4, '0')}`;

/** Purchases in the days that are left: some come for Christmas, some every other week. */
function howOften(random: Random, left: number): number {
  const [from, to] = random.weighted(
    [
      [2, 6, 45],
      [7, 14, 35],
      [15, 34, 20],
    ] as const,
    ([, , share]) => share,
  );
  return Math.max(1, Math.round((random.whole(from, to) * left) / DAYS));
}

interface Habits {
  readonly home: DemoStore;
  readonly joinDay: number;
  readonly count: number;
  readonly spends: boolean;
}

function makeSales(random: Random, days: Days, { home, joinDay, count, spends }: Habits): Sale[] {
  const later = busyDays(random, days, { from: joinDay, to: LAST_DAY, count: count - 1 });
  return [joinDay, ...later]
    .map((day, index) => {
      const store = index === 0 || random.chance(0.9) ? home : random.pick(stores);
      return makeSale(random, days, {
        day,
        store,
        code: random.chance(index === 0 ? 0.2 : 0.03) ? 'START10' : null,
        wantsToSpend: spends && random.chance(0.4),
      });
    })
    .toSorted((a, b) => a.at - b.at);
}

function makeSale(
  random: Random,
  days: Days,
  of: { day: number; store: DemoStore; code: string | null; wantsToSpend: boolean },
): Sale {
  const { storeId, offsetMinutes } = of.store;
  return {
    type: 'sale',
    at: openingTime(random, days, { day: of.day, offsetMinutes }),
    offsetMinutes,
    storeId,
    tillId: random.pick(tillIds),
    lines: makeBasket(random, days, of.day),
    code: of.code,
    wantsToSpend: of.wantsToSpend,
  };
}

const heroSales = (sales: readonly Sale[]): Sale[] =>
  sales.map((sale, at) => ({ ...sale, wantsToSpend: hero.spendsAt.includes(at) }));

function heroGift(sales: readonly Sale[]): Gift[] {
  const { after, points, reason } = hero.gift;
  const sale = sales[after];
  if (!sale) return [];
  return [{ type: 'gift', at: sale.at + DAY_MS, grantId: demoId('gift 0'), points, reason }];
}

/** Within two weeks, mostly one thing that did not fit. */
function makeReturn(random: Random, days: Days, of: Sale): Return[] {
  const at = of.at + random.whole(1, 13) * DAY_MS;
  if (at >= days.first + DAYS * DAY_MS - DAY_MS) return [];
  const { storeId, tillId, offsetMinutes } = of;
  const line = random.pick(of.lines);
  const lines = random.chance(0.3) ? null : [{ id: line.id, quantity: 1000 }];
  return [{ type: 'return', at, offsetMinutes, storeId, tillId, of, lines }];
}

/** A few get points for a mishap, a few an offer of their own. */
function makeFavours(random: Random, days: Days, of: { index: number; joinsAt: number }): (Gift | Offer)[] {
  const room = Math.max(1, Math.floor((days.first + LAST_DAY * DAY_MS - of.joinsAt) / DAY_MS) - 1);
  const someTime = (): number => of.joinsAt + random.whole(1, room) * DAY_MS;
  const favours: (Gift | Offer)[] = [];
  if (random.chance(0.04)) {
    const reason = random.pick([
      'Извинение за очередь',
      'Бонусы не начислились на кассе',
      'Победа в конкурсе',
    ]);
    const points = random.pick([200, 300, 500]);
    favours.push({ type: 'gift', at: someTime(), grantId: demoId(`gift ${of.index}`), points, reason });
  }
  if (random.chance(0.1)) {
    const at = someTime();
    favours.push({ type: 'offer', at, offerId: demoId(`offer ${of.index}`), until: at + 60 * DAY_MS });
  }
  return favours;
}

/** Bought without a card some days before joining, in the same store. */
function invitation(
  random: Random,
  days: Days,
  { home, joinsAt }: { home: DemoStore; joinsAt: number },
): Sale {
  const day = Math.floor((joinsAt - days.first) / DAY_MS) - random.whole(1, 10);
  return makeSale(random, days, { day, store: home, code: null, wantsToSpend: false });
}

/** Somebody without a card. */
export function makePasserBy(days: Days, index: number): Sale {
  const random = randomOf(`passer-by ${index}`);
  const [day = 0] = busyDays(random, days, { from: 0, to: LAST_DAY, count: 1 });
  const store = random.weighted(stores, ({ share }) => share);
  return makeSale(random, days, { day, store, code: null, wantsToSpend: false });
}
