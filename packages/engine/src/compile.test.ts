import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BasketLine } from './basket.ts';
import { calculate } from './calculate.ts';
import type { CompiledProgramme } from './compile.ts';
import { requiredKeys } from './line-keys.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';

const words = ['a', 'b', 'c', 'd'] as const;
const anyWord = fc.constantFrom(...words);

const { condition } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.record({ fact: fc.constantFrom('line.product', 'line.brand'), op: fc.constant('is'), value: anyWord }),
    fc.record({
      fact: fc.constant('line.category'),
      op: fc.constant('within'),
      value: fc.array(anyWord, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ fact: fc.constant('line.onSale'), op: fc.constant('is'), value: fc.boolean() }),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const anyLines: fc.Arbitrary<BasketLine[]> = fc
  .array(
    fc.record({
      product: anyWord,
      brand: anyWord,
      category: fc.array(anyWord, { maxLength: 3 }),
      onSale: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  .map((goods) => goods.map((each, index) => line(1000 * (index + 1), { id: `${index}`, ...each })));

/** `not not x` means the same as `x`, but hides from the index which lines it can concern. */
function programme(conditions: readonly unknown[], hidden: boolean): CompiledProgramme {
  const promotions = conditions.map((lines, index) =>
    promotion(
      { type: 'line-percent', rate: 1000 },
      { id: `p${index}`, lines: hidden ? { not: { not: lines } } : lines },
    ),
  );
  return compiled(document({ promotions }));
}

test('the index leaves out only promotions that do nothing', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 6 }), anyLines, (conditions, lines) => {
      const question = { basket: basket(lines), member: member(), wish: 'none' as const };
      expect(calculate(programme(conditions, false), question)).toEqual(
        calculate(programme(conditions, true), question),
      );
    }),
    { numRuns: 500 },
  );
});

test('the index finds by product, brand and the last step of a category', () => {
  expect(requiredKeys({ fact: 'line.category', op: 'within', value: ['Обувь', 'Ботинки'] })).toEqual([
    { of: 'category', word: 'Ботинки' },
  ]);
  expect(
    requiredKeys({
      all: [
        { fact: 'line.onSale', op: 'is', value: false },
        { fact: 'line.product', op: 'in', value: ['1', '2'] },
        { fact: 'line.brand', op: 'is', value: 'Север' },
      ],
    }),
  ).toEqual([{ of: 'brand', word: 'Север' }]);
  expect(
    requiredKeys({
      any: [
        { fact: 'line.product', op: 'is', value: '1' },
        { fact: 'line.onSale', op: 'is', value: true },
      ],
    }),
  ).toBeNull();
});
