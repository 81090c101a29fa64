import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAccount, type Account } from './account.ts';
import { balancesAt } from './balances.ts';
import type { Book } from './book.ts';
import { clawBack } from './claw-back.ts';
import { grant } from './grant.ts';
import { hold, redeemHold, releaseHold } from './hold.ts';
import { mergeInto, undoMerge } from './merge.ts';
import { restore } from './restore.ts';
import { reverse } from './reverse.ts';
import { spend, withdraw } from './spend.ts';
import { writeOff } from './write-off.ts';
import { faults, gone, worth } from './testing/faults.ts';
import { openAt, written } from './testing/reopen.ts';

const owner = '0190a000-0000-7000-8000-000000000001';
const kinds = ['cashback', 'promo'] as const;
const receipts = ['r1', 'r2', 'r3'] as const;
const holds = ['h1', 'h2', 'h3'] as const;

const kind = fc.constantFrom(...kinds);
const points = fc.integer({ min: 1, max: 100 });
const receiptId = fc.constantFrom(...receipts);
const holdId = fc.constantFrom(...holds);

/** Any act on a book; what it answers is its own tests' matter, here only what it leaves behind. */
const act: fc.Arbitrary<(book: Book) => unknown> = fc.oneof(
  fc
    .record({
      kind,
      points,
      receiptId: fc.option(receiptId),
      from: fc.constantFrom('issued', 'migrated', 'adjusted'),
      delay: fc.integer({ min: -50, max: 50 }),
      life: fc.option(fc.integer({ min: 1, max: 200 })),
      late: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ delay, life, late, ...rest }) => (book: Book) => {
      const at = book.now - late;
      const expiresAt = life === null ? null : at + life;
      return grant(book, { ...rest, at, activeFrom: at + delay, expiresAt, reason: 'test' });
    }),
  fc.record({ kind, points, receiptId }).map((it) => (book: Book) => {
    return spend(book, { points: { [it.kind]: it.points }, receiptId: it.receiptId });
  }),
  fc.record({ holdId, receiptId, a: points, b: fc.nat(60), life: fc.integer({ min: 1, max: 80 }) }).map(
    (it) => (book: Book) =>
      hold(book, {
        holdId: it.holdId,
        receiptId: it.receiptId,
        points: { cashback: it.a, promo: it.b },
        expiresAt: book.now + it.life,
      }),
  ),
  fc.record({ holdId, a: fc.nat(60), b: fc.nat(60) }).map((it) => (book: Book) => {
    return redeemHold(book, { holdId: it.holdId, points: { cashback: it.a, promo: it.b } });
  }),
  holdId.map((id) => (book: Book) => releaseHold(book, { holdId: id, state: 'cancelled' })),
  fc.record({ kind, points }).map((it) => (book: Book) => withdraw(book, { ...it, reason: 'test' })),
  fc.constant((book: Book) => writeOff(book, { reason: 'test' })),
  fc
    .record({ kind, points, receiptId, policy: fc.constantFrom('debt', 'reduce-refund') })
    .map((it) => (book: Book) => clawBack(book, returnOf(it.receiptId), it)),
  fc
    .record({ kind, points, receiptId, graceDays: fc.nat(1) })
    .map((it) => (book: Book) => restore(book, returnOf(it.receiptId), it)),
  fc.integer({ min: 1, max: 40 }).map((number) => (book: Book) => reverse(book, { number, reason: 'test' })),
);

const returnOf = (sale: string) => ({ receiptId: sale, returnId: `${sale}-back`, earlierReturnIds: [] });

const steps = fc.array(fc.record({ act, wait: fc.oneof(fc.constant(0), fc.nat(60)) }), { maxLength: 40 });

/** Acts one after the other, each written and read again, with the clock going on between. */
function live(account: Account, script: readonly { act: (book: Book) => unknown; wait: number }[]): Book {
  let now = 1000;
  let book = openAt(account, now);
  for (const step of script) {
    now += step.wait;
    book = openAt(written(book), now);
    step.act(book);
    expect(faults(written(book), now)).toEqual([]);
  }
  return book;
}

describe('whatever happens to an owner', () => {
  test('wallets are lots are transfers, nothing is below zero, the chain holds', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const book = live(emptyAccount(owner), script);
        expect(faults(written(book), book.now)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('no point is made or lost: what the programme gave is what the owner has', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const account = written(live(emptyAccount(owner), script));
        const programme = ['issued', 'redeemed', 'expired', 'migrated', 'adjusted', 'breakage'] as const;
        const taken = programme.reduce((sum, name) => sum + gone(account, name), 0);
        expect(taken + worth(account)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('booking what is due early or late gives the same balances', () => {
    fc.assert(
      fc.property(steps, fc.nat(300), fc.nat(300), (script, a, b) => {
        const account = written(live(emptyAccount(owner), script));
        const start = 1000 + script.reduce((sum, { wait }) => sum + wait, 0);
        const [soon, late] = a < b ? [start + a, start + b] : [start + b, start + a];
        const twice = written(openAt(account, soon));
        expect(balancesAt(twice, late)).toEqual(balancesAt(account, late));
      }),
      { numRuns: 300 },
    );
  });

  test('a refused act leaves no trace', () => {
    fc.assert(
      fc.property(steps, act, (script, last) => {
        const book = live(emptyAccount(owner), script);
        const before = written(book);
        const answer = last(book);
        const refused = typeof answer === 'object' && answer !== null && 'code' in answer;
        expect(refused ? written(book) : before).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});

describe('merging', () => {
  const other = '0190a000-0000-7000-8000-000000000002';

  test('moves everything, keeps both sides sound, nets to nothing, and can be undone', () => {
    fc.assert(
      fc.property(steps, steps, (one, two) => {
        const left = written(live(emptyAccount(owner), one));
        const right = written(live(emptyAccount(other), two));
        const now = 10_000;
        const from = openAt(left, now);
        const into = openAt(right, now);
        const beforeFrom = [...from.wallets.values()];
        const kept = new Map(into.wallets);
        const whole = worth(written(from)) + worth(written(into));
        const merged = mergeInto(from, into);
        if (!merged.ok) throw new Error(merged.code);
        expect(faults(written(from), now)).toEqual([]);
        expect(faults(written(into), now)).toEqual([]);
        expect(worth(written(from))).toBe(0);
        expect(worth(written(into))).toBe(whole);
        expect(gone(written(from), 'merged') + gone(written(into), 'merged')).toBe(0);

        const sides = { from: openAt(written(from), now), into: openAt(written(into), now) };
        expect(undoMerge(sides, merged.evidence).ok).toBe(true);
        expect(faults(written(sides.from), now)).toEqual([]);
        expect(faults(written(sides.into), now)).toEqual([]);
        expect([...sides.from.wallets.values()]).toEqual(beforeFrom);
        const nothing = { available: 0, pending: 0, held: 0, debt: 0 };
        for (const wallet of sides.into.wallets.values()) {
          expect(wallet).toEqual(kept.get(wallet.kind) ?? { kind: wallet.kind, ...nothing });
        }
      }),
      { numRuns: 200 },
    );
  });
});
