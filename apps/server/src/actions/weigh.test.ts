import { roleNames } from '@bonum/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitOf, weigh } from './weigh.ts';

const limit = fc.integer({ min: 0, max: 1000 });
const limits = fc.dictionary(
  fc.constantFrom(...roleNames),
  fc.record({ each: limit, day: limit }, { requiredKeys: [] }),
);
const roles = fc.subarray([...roleNames], { minLength: 1 });
const amounts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 20 });

describe('G6 limits per role', () => {
  test('no slicing gets more through in a day than the day allows, nor any slice above its own limit', () => {
    fc.assert(
      fc.property(limits, roles, amounts, (theirs, has, slices) => {
        const rule = { limits: theirs };
        const { each, day } = limitOf(rule, has);
        let used = 0;
        for (const amount of slices) {
          const { alone } = weigh({ rule, roles: has, amount, used, unconfirmed: false });
          const fits = amount <= (each ?? Infinity) && used + amount <= (day ?? Infinity);
          expect(alone).toBe(fits);
          if (alone) used += amount;
        }
        expect(used).toBeLessThanOrEqual(day ?? Infinity);
      }),
    );
  });

  test('another role never takes anything away', () => {
    fc.assert(
      fc.property(limits, roles, fc.constantFrom(...roleNames), (theirs, has, more) => {
        const one = limitOf({ limits: theirs }, has);
        const other = limitOf({ limits: theirs }, [...has, more]);
        for (const part of ['each', 'day'] as const)
          expect(other[part] ?? Infinity).toBeGreaterThanOrEqual(one[part] ?? Infinity);
      }),
    );
  });

  test('without limits anything goes; a role that the limits leave out goes nowhere; always is always', () => {
    const asked = { roles: ['operator'], amount: 1, used: 0, unconfirmed: false } as const;
    expect(weigh({ ...asked, rule: undefined })).toEqual({ alone: true, day: null });
    expect(weigh({ ...asked, rule: { limits: { 'senior-operator': {} } } })).toEqual({
      alone: false,
      because: 'above-each',
    });
    expect(weigh({ ...asked, rule: { approval: 'always' } })).toEqual({ alone: false, because: 'always' });
    expect(weigh({ ...asked, rule: {}, unconfirmed: true })).toEqual({
      alone: false,
      because: 'unconfirmed',
    });
  });
});
