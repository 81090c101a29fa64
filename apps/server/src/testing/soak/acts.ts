import * as fc from 'fast-check';

/** A line somebody puts on the belt. */
export interface Goods {
  readonly productId: string;
  readonly quantity: number;
  readonly amount: number;
}

/**
 * What somebody does. `who`, `which`, `other` are any numbers: they are counted round over what there is when it comes to
 * it, so a plan stays a plan when parts of it are left out.
 */
export type Act =
  | { readonly does: 'join'; readonly invited: boolean; readonly which: number }
  | { readonly does: 'buy'; readonly who: number; readonly basket: Basket }
  | { readonly does: 'pay'; readonly who: number; readonly basket: Basket; readonly share: number }
  | { readonly does: 'open'; readonly who: number; readonly basket: Basket }
  | { readonly does: 'hold'; readonly which: number; readonly share: number }
  | { readonly does: 'commit'; readonly which: number; readonly token: boolean; readonly held: boolean }
  | { readonly does: 'cancel'; readonly which: number; readonly sold: boolean }
  | { readonly does: 'return'; readonly which: number; readonly parts: readonly Part[] }
  | {
      readonly does: 'grant';
      readonly who: number;
      readonly kind: string;
      readonly points: number;
      readonly reversed: boolean;
    }
  | { readonly does: 'reverse'; readonly which: number }
  | { readonly does: 'merge'; readonly who: number; readonly other: number; readonly undone: boolean }
  | { readonly does: 'undo' }
  | { readonly does: 'offer'; readonly who: number }
  | { readonly does: 'codes'; readonly count: number }
  | { readonly does: 'publish'; readonly which: number }
  | { readonly does: 'allow'; readonly who: number; readonly till: string }
  | {
      readonly does: 'sell-away';
      readonly who: number;
      readonly basket: Basket;
      readonly till: string;
      readonly which: number;
      /** The till asks for an allowance, and a moment later has no network. */
      readonly allowed: boolean;
    }
  | {
      readonly does: 'undo-away';
      readonly which: number;
      readonly cancelled: boolean;
      readonly parts: readonly Part[];
    }
  | { readonly does: 'sync'; readonly count: number; readonly turn: number; readonly lost: boolean }
  | { readonly does: 'settle' }
  | { readonly does: 'wait'; readonly minutes: number }
  /** The clock of a server is so far behind from now on. */
  | { readonly does: 'clock'; readonly which: number; readonly minutes: number }
  | { readonly does: 'again'; readonly which: number };

export interface Basket {
  readonly lines: readonly Goods[];
  readonly start: boolean;
  readonly code: number | null;
  /** How many hours ago the till rang it up. */
  readonly hoursLate: number;
  /** As whom: nobody, by the member's id, or by phone. */
  readonly as: 'nobody' | 'id' | 'phone';
}

/** Of which line comes back which share, in thousandths of what is still out. No parts: everything. */
export interface Part {
  readonly line: number;
  readonly share: number;
}

/** Acts that tills, the site and the staff send at the same moment; `twice`: each sends its call two times at once. */
export interface Step {
  readonly atOnce: readonly Act[];
  readonly twice: boolean;
}
export type Plan = readonly Step[];

export const pick = <T>(all: readonly T[], which: number): T | undefined =>
  all[which % Math.max(1, all.length)];

const any = fc.nat({ max: 99 });
const hours = 60;
const days = 24 * hours;

const goods: fc.Arbitrary<Goods> = fc
  .record({
    productId: fc.constantFrom('SHOES', 'SOCKS', 'TEE', 'DRESS', 'BALL', 'RACKET'),
    quantity: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }).map((units) => units * 1000) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 4500 }) },
    ),
    amount: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1000, max: 900_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 }) },
    ),
    back: fc.integer({ min: 0, max: 15 }),
  })
  .map(({ back, ...line }) =>
    // Now and then something is brought back within a sale.
    back === 0 ? { ...line, quantity: -line.quantity, amount: -line.amount } : line,
  );

const basket: fc.Arbitrary<Basket> = fc.record({
  lines: fc.array(goods, { minLength: 1, maxLength: 5 }),
  start: fc.boolean(),
  code: fc.option(any, { freq: 2 }),
  hoursLate: fc.constantFrom(0, 0, 0, 2, 26, 24 * 40),
  as: fc.constantFrom('nobody', 'id', 'id', 'id', 'phone'),
});

const parts = fc.array(fc.record({ line: any, share: fc.integer({ min: 1, max: 1000 }) }), { maxLength: 4 });
const till = fc.constantFrom('1', '2');
const share = fc.integer({ min: 1, max: 100 });

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('join'), invited: fc.boolean(), which: any }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('buy'), who: any, basket }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('pay'), who: any, basket, share }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('open'), who: any, basket }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('hold'), which: any, share }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('commit'),
      which: any,
      token: fc.boolean(),
      held: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('cancel'), which: any, sold: fc.boolean() }) },
  { weight: 10, arbitrary: fc.record({ does: fc.constant('return'), which: any, parts }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('grant'),
      who: any,
      kind: fc.constantFrom('bonus', 'gift'),
      points: fc.integer({ min: 1, max: 3000 }),
      reversed: fc.integer({ min: 0, max: 3 }).map((value) => value === 3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('reverse'), which: any }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('merge'), who: any, other: any, undone: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'undo' }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('offer'), who: any }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('codes'), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('publish'), which: any }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('allow'), who: any, till }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('sell-away'),
      who: any,
      basket,
      till,
      which: any,
      allowed: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('undo-away'), which: any, cancelled: fc.boolean(), parts }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('sync'),
      count: fc.constantFrom(1, 2, 5, 200),
      turn: any,
      lost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ does: 'settle' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('wait'),
      minutes: fc.oneof(
        fc.constantFrom(1, 6, 16, hours, 5 * hours, days, 2 * days, 15 * days, 31 * days, 366 * days),
        fc.integer({ min: 1, max: 3 * days }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('clock'),
      which: any,
      minutes: fc.oneof(fc.constantFrom(0, 1, 6, 16, 5 * hours, days), fc.integer({ min: 1, max: days })),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('again'), which: any }) },
) as fc.Arbitrary<Act>;

const step: fc.Arbitrary<Step> = fc.record({
  atOnce: fc.oneof(
    { weight: 4, arbitrary: fc.array(act, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(act, { minLength: 2, maxLength: 4 }) },
  ),
  twice: fc.integer({ min: 0, max: 5 }).map((value) => value === 5),
});

export const plans = (steps: { min: number; max: number }): fc.Arbitrary<Plan> =>
  fc.array(step, { minLength: steps.min, maxLength: steps.max, size: 'max' });
