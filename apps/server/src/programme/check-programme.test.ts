import { operations } from '@bonum/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formCheck } from '../testing/arbitrary.ts';
import { shipped } from '../testing/chain.ts';
import { checkProgramme } from './check-programme.ts';

const sportswear = await shipped('sportswear');
const [bonus] = sportswear.kinds;

/** Whether a programme may have kinds with these ids, besides its own. */
function taken(ids: readonly string[]): boolean {
  const kinds = [bonus, ...ids.map((id) => ({ ...bonus, id }))];
  return checkProgramme({ ...sportswear, kinds }).ok;
}

describe('kinds of points that a programme has are those that the API takes', () => {
  const fits = formCheck(operations['return-receipt'].answer.properties.pointsTakenBack);
  const allowed = (ids: readonly string[]): boolean =>
    fits(Object.fromEntries(['bonus', ...ids].map((id) => [id, 1])));

  test('by their ids', () => {
    const ids = fc.oneof(
      fc.stringMatching(/^[a-z0-9-]{1,34}$/),
      fc.string({ maxLength: 3 }),
      fc.constantFrom('a'.repeat(32), 'a'.repeat(33), '1a', '-a', 'A', 'a_b', ''),
    );
    const other = ids.filter((id) => id !== 'bonus' && id !== '__proto__');
    fc.assert(
      fc.property(other, (id) => {
        expect(taken([id])).toBe(allowed([id]));
      }),
      { numRuns: 500 },
    );
  });

  test.each([14, 15, 16, 19])('by their number: %i more', (count) => {
    const ids = Array.from({ length: count }, (_, index) => `kind-${index}`);
    expect(taken(ids)).toBe(allowed(ids));
  });
});

test('a zone that this machine does not know is refused', () => {
  const checked = checkProgramme({ ...sportswear, zone: 'Europe/Moscov' });
  expect(checked).toMatchObject({ ok: false, problems: [{ path: '/zone' }] });
});
