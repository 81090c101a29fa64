import * as fc from 'fast-check';
import type { Fault } from '@bonum/standins/http-gateway';
import { expect, test } from 'vitest';
import { command, onec, points, until } from '../testing/onec.ts';

const html = { status: 200, body: '<html/>', type: 'text/html' } as const;
const fault = fc.constantFrom<Fault>(
  'none',
  'none',
  'none',
  'drop-before',
  'drop-after',
  'half-written',
  html,
);

const step = fc.record({
  /** Which command is given: the same number is the same command. */
  which: fc.nat({ max: 5 }),
  faults: fc.array(fault, { maxLength: 4 }),
  /** Whether somebody waits for an answer. */
  patient: fc.boolean(),
});

test.each(['ut11', 'rt2', 'unf3'] as const)(
  '%s: whatever breaks and however often something is given again, every command counts once',
  async (configuration) => {
    await using stand = await onec(configuration, { timeoutMs: 3000 });
    const { base, record } = stand;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 6, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (amounts, steps) => {
          const { person, card } = base.desk.enter({ card: String(base.asked.length + 1_000_000) });
          const owner = configuration === 'ut11' ? person : (card ?? '');
          const commands = amounts.map((amount) => points(amount, { recordId: person }));
          const given = new Set<number>();
          const before = base.documents().length;
          for (const { which, faults, patient } of steps) {
            const one = commands[which];
            if (!one) continue;
            given.add(which);
            base.faults.push(...faults);
            await (patient ? until(record, one) : record.carryOut(one));
          }
          base.faults.length = 0;
          const ends: string[] = [];
          for (const one of commands.filter((_, which) => given.has(which)))
            ends.push((await until(record, one)).state);
          expect(new Set(ends)).toEqual(new Set(['done']));
          const sum = [...given].reduce((all, which) => all + (amounts[which] ?? 0), 0);
          expect(base.balance(owner)).toBe(sum);
          expect(base.documents().length - before).toBe(given.size);
          expect(await record.read(person)).toMatchObject({ value: { points: sum } });
        },
      ),
      { numRuns: 25 },
    );
  },
);

test('two who give the same command at once, and one that 1C is still at when nobody waits any more', async () => {
  await using stand = await onec('rt2', { timeoutMs: 1500 });
  const { base, record } = stand;
  const { person, card } = base.desk.enter({ card: '17' });
  const joins = command({ act: 'register' }, { phone: '+79160000001', card: '18' });
  await Promise.all([record.carryOut(joins), record.carryOut(joins)]);
  expect(base.rows('Catalog_ИнформационныеКарты')).toHaveLength(2);
  expect(base.rows('Catalog_ФизическиеЛица')).toHaveLength(2);
  const twice = points(10, { recordId: person });
  await Promise.all([record.carryOut(twice), record.carryOut(twice)]);
  const late = points(7, { recordId: person });
  base.manners.slowMs = 2000;
  expect(await record.carryOut(late)).toEqual({ state: 'away', because: 'no-answer' });
  base.manners.slowMs = 0;
  expect(await until(record, late)).toMatchObject({ state: 'done' });
  expect(await until(record, twice)).toMatchObject({ state: 'done' });
  expect(base.balance(card ?? '')).toBe(17);
});
