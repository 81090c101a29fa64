import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { minor, points, thousandths } from './number.ts';
import { cancelDue, returnDue, type SoldLine } from './returns.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';

const threeForTwo = compiled(
  document({ promotions: [promotion({ type: 'buy-get-free', buy: 2, free: 1 })] }),
);

/** Three units of 100 ₽, one of them a gift, 20 points spent, the rest earned on. */
function sold(): SoldLine[] {
  const goods = line(30_000, { id: 'socks', units: 3 });
  const who = member({ balances: { bonus: points(20) } });
  const { lines } = calculate(threeForTwo, { basket: basket([goods]), member: who, wish: 'most' });
  return lines.map((calculated) => ({ calculated, quantity: goods.quantity, returned: thousandths(0) }));
}

const back = (lines: readonly SoldLine[], units: number): ReturnType<typeof returnDue> =>
  returnDue(lines, [{ id: 'socks', quantity: thousandths(units * 1000) }]);

describe('B8 a return books what is not booked yet', () => {
  test('one of three: a third of the money and of the spent points, and a third of the earned ones rounded up', () => {
    expect(back(sold(), 1)).toEqual({
      ok: true,
      due: {
        lines: [
          {
            id: 'socks',
            quantity: 1000,
            refund: 6000,
            discount: 3333,
            spent: [{ kind: 'bonus', points: 6, amount: 600 }],
            earned: [{ kind: 'bonus', source: 'purchase', points: 6 }],
          },
        ],
        refund: 6000,
        discount: 3333,
        spent: [{ kind: 'bonus', points: 6, amount: 600 }],
        earned: [{ kind: 'bonus', source: 'purchase', points: 6 }],
      },
    });
  });

  test('the rest of it makes the whole', () => {
    const [first] = sold();
    const rest = cancelDue(first === undefined ? [] : [{ ...first, returned: thousandths(1000) }]);
    expect(rest).toMatchObject({ refund: 12_000, discount: 6667 });
    expect(rest.spent).toEqual([{ kind: 'bonus', points: 14, amount: 1400 }]);
    expect(rest.earned).toEqual([{ kind: 'bonus', source: 'purchase', points: 12 }]);
  });

  test('keeping the gift and bringing the others back gains nothing: a third has been paid', () => {
    const answer = back(sold(), 2);
    expect(answer.ok && answer.due.refund).toBe(12_000);
  });

  test('what was booked otherwise than it should have been is made good', () => {
    const none = { refund: minor(0), discount: minor(0), spent: [], earned: [] };
    const [first] = sold();
    const due = cancelDue(
      first === undefined ? [] : [{ ...first, returned: thousandths(1000), booked: none }],
    );
    expect(due).toMatchObject({ refund: 18_000, discount: 10_000 });
  });

  test.each([
    ['socks', 4, 'more-than-left'],
    ['socks', 0, 'nothing-to-return'],
    ['boots', 1, 'no-such-line'],
  ])('%s × %d: %s', (id, units, code) => {
    expect(returnDue(sold(), [{ id, quantity: thousandths(units * 1000) }])).toEqual({
      ok: false,
      code,
      line: id,
    });
  });

  test('one line named twice is asked for once', () => {
    const wish = { id: 'socks', quantity: thousandths(2000) };
    expect(returnDue(sold(), [wish, wish])).toMatchObject({ ok: false, code: 'more-than-left' });
  });
});
