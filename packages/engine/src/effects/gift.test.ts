import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cashierHints } from '../words/cashier-hints.ts';
import { namesOf } from '../names.ts';
import { anyOutfits, buy, paidFor, turned } from '../testing/mechanics.ts';
import { compiled, document, line, promotion } from '../testing/receipts.ts';

const of = (what: string) => ({ fact: 'line.category', op: 'within', value: [what] });
const gift = (effect: object, lines?: object) =>
  compiled(
    document({ promotions: [promotion({ type: 'gift', units: 1, ...effect }, lines ? { lines } : {})] }),
  );

const shirts = (units: number, price = 100_000) =>
  line(price * units, { id: 'shirts', category: ['shirt'], units });
const tie = line(50_000, { id: 'tie', category: ['tie'] });
const dearTie = line(90_000, { id: 'dear-tie', category: ['tie'] });

const forTwo = gift({ gift: of('tie'), for: { units: 2 } }, of('shirt'));
const forMoney = gift({ gift: of('tie'), for: { from: 300_000 }, price: 100 });

describe('U3 gift: other goods for who takes enough of these', () => {
  test('the cheapest that is scanned; the saving is spread over all that took part', () => {
    const answer = buy(forTwo, [shirts(3), tie, dearTie]);
    expect(answer.fired).toMatchObject([{ discount: 50_000, times: 1 }]);
    // Two of the three shirts earned it: 50 000 over 200 000 and 50 000.
    expect(paidFor(answer)).toEqual({ shirts: 260_000, tie: 40_000, 'dear-tie': 90_000 });
  });

  test('where only the gift is in the basket it is not near, though another promotion took it', () => {
    const taking = (lines: object) =>
      compiled(
        document({
          promotions: [
            promotion(
              { type: 'line-percent', rate: 1000 },
              { id: 'first', priority: 2, stacking: 'exclusive', lines },
            ),
            promotion({ type: 'gift', units: 1, gift: of('tie'), for: { units: 2 } }, { lines: of('shirt') }),
          ],
        }),
      );
    expect(buy(taking(of('tie')), [tie]).missed).toEqual([]);
    // The goods that it goes with were taken: that is near.
    expect(buy(taking(of('shirt')), [shirts(2)]).missed).toMatchObject([{ because: { type: 'taken' } }]);
  });

  test('as many times as goods and gifts reach (medusa#13265)', () => {
    expect(buy(forTwo, [shirts(4), tie, dearTie]).fired).toMatchObject([{ discount: 140_000, times: 2 }]);
  });

  test('for a sum, at a price; a gift is not part of the sum that earns it', () => {
    expect(buy(forMoney, [shirts(3), tie]).fired).toMatchObject([{ discount: 49_900, times: 1 }]);
    expect(buy(forMoney, [shirts(3, 99_999), tie]).fired).toEqual([]);
    const byWeight = line(300_000, { id: 'cheese', thousandths: 1500 });
    expect(paidFor(buy(forMoney, [byWeight, tie]))).toEqual({ cheese: 257_229, tie: 42_871 });
  });

  test('a unit that is given does not qualify for another', () => {
    const third = gift({ gift: of('shirt'), for: { units: 2 } }, of('shirt'));
    expect(buy(third, [shirts(2)]).fired).toEqual([]);
    expect(buy(third, [shirts(3)]).fired).toMatchObject([{ discount: 100_000, times: 1 }]);
    expect(buy(third, [shirts(5)]).fired).toMatchObject([{ times: 1 }]);
    expect(buy(third, [shirts(6)]).fired).toMatchObject([{ times: 2 }]);
  });

  test('what costs no more than the gift does anyway is none', () => {
    const dear = gift({ gift: of('tie'), for: { units: 1 }, price: 50_000 }, of('shirt'));
    expect(buy(dear, [shirts(1), tie]).fired).toEqual([]);
    expect(buy(dear, [shirts(1), tie, dearTie]).fired).toMatchObject([{ discount: 40_000 }]);
  });

  test('earned and not scanned: the cashier hears of it', () => {
    const answer = buy(forTwo, [shirts(4), tie]);
    expect(answer.missed).toMatchObject([{ because: { type: 'gift-not-in-basket', units: 1 } }]);
    expect(cashierHints(answer, namesOf(forTwo.programme), 'ru')).toContain(
      'Пробейте подарок: ещё 1 товар по акции «Акция»',
    );
    expect(buy(forTwo, [shirts(1)]).missed).toMatchObject([{ because: { type: 'add-units', units: 1 } }]);
    expect(buy(forMoney, [shirts(2)]).missed).toMatchObject([
      { because: { type: 'spend-more', missing: 100_000 } },
    ]);
    expect(buy(forMoney, [shirts(1)]).missed).toEqual([]);
  });

  test('no set of lines gives more gifts than were earned, and the order of scanning changes nothing', () => {
    const programme = gift(
      { gift: { any: [of('tie'), of('socks')] }, for: { units: 2 } },
      { any: [of('shirt'), of('socks')] },
    );
    fc.assert(
      fc.property(anyOutfits, (lines) => {
        const [answer, other] = turned(programme, lines);
        expect(other.lines).toEqual(answer.lines);
        const units = lines.reduce((sum, { quantity }) => sum + quantity / 1000, 0);
        expect((answer.fired[0]?.times ?? 0) * 3).toBeLessThanOrEqual(units);
        for (const { paid, amount } of answer.lines) expect(paid <= amount && paid >= 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
