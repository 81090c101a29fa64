import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOutfits, buy, paidFor, turned } from '../testing/mechanics.ts';
import { compiled, document, line, promotion } from '../testing/receipts.ts';
import { validateProgramme } from '../validation/validate.ts';

const of = (what: string) => ({ fact: 'line.category', op: 'within', value: [what] });
const part = (what: string, units = 1) => ({ lines: of(what), units });
const bundle = (parts: readonly unknown[], price: number, rest = {}) =>
  compiled(document({ promotions: [promotion({ type: 'bundle', parts, price, ...rest })] }));

const outfit = bundle([part('shirt'), part('tie'), part('socks', 2)], 500_000);
const shirt = line(300_000, { id: 'shirt', category: ['shirt'] });
const tie = line(200_000, { id: 'tie', category: ['tie'] });
const socks = (units: number) => line(50_000 * units, { id: 'socks', category: ['socks'], units });

describe('U3 bundle: a set of different goods at one price', () => {
  test('the saving is spread over every unit of the set, by price', () => {
    const { lines, fired } = buy(outfit, [shirt, tie, socks(2)]);
    expect(lines.map(({ paid }) => paid)).toEqual([250_000, 166_667, 83_333]);
    expect(fired).toMatchObject([{ discount: 100_000, times: 1 }]);
  });

  test('what lies in no set costs what it cost', () => {
    const { totals } = buy(outfit, [shirt, tie, socks(3)]);
    expect(totals).toMatchObject({ discount: 100_000, paid: 550_000 });
  });

  test('as many sets as there are, the dearest first, and none that is cheaper by itself (medusa#13265)', () => {
    const pair = bundle([part('shirt'), part('tie')], 400);
    const lines = [
      line(900, { id: 'dear', category: ['shirt'], units: 3 }),
      line(200, { id: 'cheap', category: ['shirt'], units: 2 }),
      line(1000, { id: 'ties', category: ['tie'], units: 5 }),
    ];
    // Three times 300 + 200 for 400; 100 + 200 is less than 400 already.
    expect(buy(pair, lines).fired).toMatchObject([{ discount: 300, times: 3 }]);
  });

  test('any three of these: one part (mix and match)', () => {
    const three = bundle([part('socks', 3)], 99_900, { times: 2 });
    const lines = [line(160_000, { id: 'a', category: ['socks'], units: 4 }), socks(4)];
    // 50 + 50 + 50 and 50 + 40 + 40, each for 999.
    expect(buy(three, lines).totals.discount).toBe(150_000 - 99_900 + (130_000 - 99_900));
  });

  test('a line may meet several parts; it is used by the first, and never twice', () => {
    const both = bundle([part('shirt'), { lines: { any: [of('shirt'), of('tie')] }, units: 1 }], 100_000);
    expect(buy(both, [shirt]).fired).toEqual([]);
    expect(paidFor(buy(both, [shirt, tie]))).toEqual({ shirt: 60_000, tie: 40_000 });
  });

  test('where more than half of the set is there, the cashier hears what is missing', () => {
    expect(buy(outfit, [shirt, tie, socks(1)]).missed).toEqual([
      { promotion: 'promo', code: null, because: { type: 'add-units', units: 1 } },
    ]);
    expect(buy(outfit, [shirt]).missed).toEqual([]);
  });

  test('a billion units a line take no longer than one', () => {
    const pair = bundle([part('shirt'), part('tie')], 1);
    const many = (id: string) => line(1e9, { id, category: [id], units: 1e9 });
    expect(buy(pair, [many('shirt'), many('tie')]).fired).toMatchObject([{ discount: 1e9, times: 1e9 }]);
  });

  test('the same as putting sets together by hand, and the order of scanning changes nothing', () => {
    const programme = bundle([part('shirt'), part('socks', 2)], 1500);
    fc.assert(
      fc.property(anyOutfits, (lines) => {
        const prices = (what: string): number[] =>
          lines
            .filter(({ product }) => product.category[0] === what)
            .flatMap(({ amount, quantity }) =>
              Array.from({ length: quantity / 1000 }, () => (amount * 1000) / quantity),
            )
            .sort((a, b) => b - a);
        const [shirts, pairs] = [prices('shirt'), prices('socks')];
        let saved = 0;
        shirts.forEach((price, index) => {
          const [one, two] = pairs.slice(index * 2, index * 2 + 2);
          if (one !== undefined && two !== undefined) saved += Math.max(0, price + one + two - 1500);
        });
        const [answer, other] = turned(programme, lines);
        expect(answer.totals.discount).toBe(saved);
        expect(other.lines).toEqual(answer.lines);
      }),
      { numRuns: 500 },
    );
  });

  test('a bundle without parts, or with a part of nothing, is refused in its place', () => {
    const problems = (parts: unknown) => {
      const checked = validateProgramme(
        document({ promotions: [promotion({ type: 'bundle', parts, price: 1 })] }),
      );
      return checked.ok ? [] : checked.problems.map(({ path, message }) => [path, message.en]);
    };
    expect(problems([])).toEqual([
      ['/promotions/0/effect/parts', 'Promotion “Акция”, effect, parts: the list must have 1 to 20 entries.'],
    ]);
    expect(problems([{ lines: of('tie'), units: 0 }])).toMatchObject([
      ['/promotions/0/effect/parts/0/units', expect.stringContaining('from 1 to 1000')],
    ]);
  });
});
