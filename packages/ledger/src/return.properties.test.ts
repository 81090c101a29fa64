import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAccount, type Account, type Points } from './account.ts';
import type { Book } from './book.ts';
import { clawBack } from './claw-back.ts';
import { grant } from './grant.ts';
import { hold, redeemHold } from './hold.ts';
import { restore } from './restore.ts';
import { spend } from './spend.ts';
import { faults, sum, worth } from './testing/faults.ts';
import { openAt, reopen, written } from './testing/reopen.ts';

const owner = '0190a000-0000-7000-8000-000000000001';
const kind = 'cashback';

/** A line of a sale: some units, and what it earned and spent. */
interface Line {
  readonly units: number;
  readonly earned: Points;
  readonly spent: Points;
}
const line: fc.Arbitrary<Line> = fc.record({
  units: fc.integer({ min: 1, max: 5 }),
  earned: fc.nat(40),
  spent: fc.nat(40),
});
const lines = fc.array(line, { minLength: 1, maxLength: 4 });
const policy = fc.constantFrom('debt', 'reduce-refund');
const grants = fc.array(
  fc.record({ points: fc.integer({ min: 1, max: 60 }), life: fc.option(fc.nat(300)) }),
  {
    maxLength: 5,
  },
);

const story = fc.record({
  grants,
  lines,
  /** Whether the points were held first, then spent. */
  held: fc.boolean(),
  delay: fc.nat(150),
  life: fc.option(fc.integer({ min: 160, max: 400 })),
  /** What happened between the sale and its return. */
  meanwhile: fc.array(
    fc.record({ wait: fc.nat(120), spend: fc.nat(60), hold: fc.nat(20), grant: fc.nat(30) }),
    { maxLength: 3 },
  ),
  policy,
  graceDays: fc.nat(2),
});
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

/** Up to the moment of the return. */
function tell(told: Story): Book {
  let book = openAt(emptyAccount(owner), 1000);
  for (const { points, life } of told.grants) {
    const expiresAt = life === null ? null : 1001 + life;
    grant(book, { kind, points, from: 'adjusted', reason: 'gift', expiresAt });
  }
  book = sell(reopen(book), told);
  for (const [index, step] of told.meanwhile.entries()) {
    book = reopen(book, book.now + step.wait);
    spend(book, { points: { [kind]: step.spend }, receiptId: `other-${index}` });
    const expiresAt = book.now + 100_000;
    hold(book, { holdId: `h-${index}`, receiptId: `h-${index}`, points: { [kind]: step.hold }, expiresAt });
    grant(book, { kind, points: step.grant, from: 'adjusted', reason: 'gift', expiresAt: null });
  }
  return reopen(book);
}

function sell(book: Book, { lines: sold, held, delay, life }: Story): Book {
  const points = { [kind]: sum(sold.map(({ spent }) => spent)) };
  if (held) {
    hold(book, { holdId: 'h', receiptId: 'sale', points, expiresAt: book.now + 10 });
    redeemHold(book, { holdId: 'h', points });
  } else spend(book, { points, receiptId: 'sale' });
  const earned = sum(sold.map((one) => one.earned));
  const cause = { from: 'issued', reason: 'earned', receiptId: 'sale' } as const;
  const terms = { activeFrom: book.now + delay, expiresAt: life === null ? null : book.now + life };
  grant(book, { kind, points: earned, ...cause, ...terms });
  return reopen(book);
}

/** What is due after returning some units of each line: of each, floor(total × k / n). */
const due = (sold: readonly Line[], back: readonly number[], what: 'earned' | 'spent'): Points =>
  sum(sold.map((one, index) => Math.floor((one[what] * (back[index] ?? 0)) / one.units)));

interface Ended {
  readonly book: Book;
  readonly shortfall: Points;
}

/** Returns units in the order given, so many of them at once. */
function giveBack(
  start: Book,
  told: Story,
  split: { units: readonly number[]; sizes: readonly number[] },
): Ended {
  const back = told.lines.map(() => 0);
  const earlierReturnIds: string[] = [];
  let book = start;
  let shortfall = 0;
  const left = [...split.units];
  for (let turn = 0; left.length > 0; turn++) {
    const before = [...back];
    for (const index of left.splice(0, split.sizes[turn] ?? left.length))
      back[index] = (back[index] ?? 0) + 1;
    const points = (what: 'earned' | 'spent') => due(told.lines, back, what) - due(told.lines, before, what);
    const of = { receiptId: 'sale', returnId: `return-${turn}`, earlierReturnIds: [...earlierReturnIds] };
    book = reopen(book);
    const restored = () => restore(book, of, { kind, points: points('spent'), graceDays: told.graceDays });
    // Either order: what a return ends in doesn't depend on it.
    if (turn % 2 === 0) restored();
    const clawed = clawBack(book, of, { kind, points: points('earned'), policy: told.policy });
    if (turn % 2 === 1) restored();
    if (clawed.ok) shortfall += clawed.shortfall;
    expect(faults(written(book), book.now)).toEqual([]);
    earlierReturnIds.push(of.returnId);
  }
  return { book, shortfall };
}

const unitsOf = (told: Story): number[] =>
  told.lines.flatMap(({ units }, index) => Array.from({ length: units }, () => index));

const byKey = ([one]: [string, Points], [other]: [string, Points]): number => (one < other ? -1 : 1);

/** Lots by what they are worth; lots that returns made are one where their terms and origin are one. */
function standing({ wallets, lots }: Account): unknown {
  const worthOf = new Map<string, Points>();
  for (const lot of lots) {
    const id = lot.source === 'return' ? `${lot.fromLotId} ${lot.activeFrom} ${lot.expiresAt}` : lot.lotId;
    const key = `${id} ${lot.pending > 0 ? 'pending' : ''} ${lot.held}`;
    worthOf.set(key, (worthOf.get(key) ?? 0) + lot.available + lot.pending);
  }
  return { wallets, lots: [...worthOf].filter(([, points]) => points > 0).sort(byKey) };
}

describe('returns', () => {
  test('any split in any order ends where the whole return ends, lot by lot', () => {
    fc.assert(
      fc.property(
        story.chain((told) =>
          fc.tuple(
            fc.constant(told),
            fc.shuffledSubarray(unitsOf(told), { minLength: unitsOf(told).length }),
            fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 20 }),
          ),
        ),
        ([told, units, sizes]) => {
          const start = tell(told);
          const whole = giveBack(start, told, { units, sizes: [] });
          const parts = giveBack(start, told, { units, sizes });
          expect(standing(written(parts.book))).toEqual(standing(written(whole.book)));
          expect(parts.shortfall).toBe(whole.shortfall);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('buying and returning everything leaves what was there, in points and money', () => {
    fc.assert(
      fc.property(
        fc.array(lines, { minLength: 1, maxLength: 4 }),
        policy,
        fc.integer({ min: 100, max: 500 }),
        (sales, how, gift) => {
          let book = openAt(emptyAccount(owner), 1000);
          grant(book, { kind, points: gift, from: 'adjusted', reason: 'gift', expiresAt: null });
          const made = sales.map((sale, index) => {
            book = reopen(book, book.now + 1);
            const spent = sum(sale.map((one) => one.spent));
            const done = spend(book, { points: { [kind]: spent }, receiptId: `sale-${index}` });
            const earned = sum(sale.map((one) => one.earned));
            const cause = { from: 'issued', reason: 'earned', receiptId: `sale-${index}` } as const;
            grant(book, { kind, points: earned, ...cause, expiresAt: null });
            return { index, earned, spent: done.ok ? spent : 0 };
          });
          let shortfall = 0;
          for (const { index, earned, spent } of made) {
            book = reopen(book, book.now + 1);
            const of = { receiptId: `sale-${index}`, returnId: `return-${index}`, earlierReturnIds: [] };
            const clawed = clawBack(book, of, { kind, points: earned, policy: how });
            if (clawed.ok) shortfall += clawed.shortfall;
            restore(book, of, { kind, points: spent, graceDays: 0 });
          }
          expect(worth(written(book)) - shortfall).toBe(gift);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with time going by nobody ends with more than was given', () => {
    fc.assert(
      fc.property(story, (told) => {
        const start = tell(told);
        const given = sum(told.grants.map(({ points }) => points)) + sum(told.meanwhile.map((m) => m.grant));
        const { book, shortfall } = giveBack(start, told, { units: unitsOf(told), sizes: [] });
        expect(worth(written(book)) - shortfall).toBeLessThanOrEqual(given);
      }),
      { numRuns: 500 },
    );
  });
});
