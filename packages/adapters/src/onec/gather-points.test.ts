import type { Fault } from '@bonum/standins/http-gateway';
import { describe, expect, test } from 'vitest';
import { command, onec, points, reading, until } from '../testing/onec.ts';

const cardsIn = { rt2: 'Catalog_ИнформационныеКарты', unf3: 'Catalog_ДисконтныеКарты' } as const;

/** Somebody with an old card and a new one, and points on both. */
async function stand(configuration: 'rt2' | 'unf3') {
  const stood = await onec(configuration);
  const { desk } = stood.base;
  const { person, card } = desk.enter({ card: '17' });
  const next = desk.giveCard(person, '18');
  desk.movePoints(card ?? '', 40);
  desk.movePoints(next, 2);
  const put = (number: string, state: 'active' | 'blocked', shown: string | null = '18') =>
    command({ act: 'put-card', card: { number, state } }, { recordId: person, card: shown });
  return Object.assign(stood, { person, old: card ?? '', next, put });
}

describe.each(['rt2', 'unf3'] as const)('%s: D2 a card that gives way', (configuration) => {
  test('leaves its points to the one that is shown, by one document, however often it is told', async () => {
    await using stood = await stand(configuration);
    const { base, record, person, old, next, put } = stood;
    const before = base.documents().length;
    const given = put('17', 'blocked');
    for (const _again of [1, 2]) {
      expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
      expect([base.balance(old), base.balance(next)]).toEqual([0, 42]);
      expect(base.documents()).toHaveLength(before + 1);
    }
    expect(await reading(record, person)).toMatchObject({ points: 42 });
    // Works again: nothing goes back.
    expect(await record.carryOut(put('17', 'active'))).toMatchObject({ state: 'done' });
    expect([base.balance(old), base.balance(next)]).toEqual([0, 42]);
  });

  test('before there is another waits with its points until there is', async () => {
    await using stood = await stand(configuration);
    const { base, record, old, put } = stood;
    expect(await record.carryOut(put('17', 'blocked', null))).toMatchObject({ state: 'done' });
    expect(base.balance(old)).toBe(40);
    const given = put('19', 'active', '19');
    expect(await until(record, given)).toMatchObject({ state: 'done' });
    const made = base.rows(cardsIn[configuration]).at(-1);
    expect([base.balance(old), base.balance(String(made?.['Ref_Key']))]).toEqual([0, 40]);
  });

  test('and still works has its own', async () => {
    await using stood = await stand(configuration);
    const { base, record, old, next, put } = stood;
    await record.carryOut(put('18', 'active'));
    expect([base.balance(old), base.balance(next)]).toEqual([40, 2]);
  });

  test('of two programmes leaves what is of each of it', async () => {
    const other = '0b0b0b0b-0000-4000-8000-000000000009';
    await using stood = await onec(configuration, { kinds: { gifts: other } });
    const { base, record } = stood;
    const { person, card } = base.desk.enter({ card: '17' });
    const next = base.desk.giveCard(person, '18');
    base.desk.movePoints(card ?? '', 40);
    base.desk.movePoints(card ?? '', 7, { programme: other });
    const given = command(
      { act: 'put-card', card: { number: '17', state: 'blocked' } },
      { recordId: person, card: '18' },
    );
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect([base.balance(card ?? ''), base.balance(next)]).toEqual([0, 47]);
    const gift = { ...points(-7, { recordId: person, card: '18' }), kind: 'gifts' };
    expect(await record.carryOut(gift)).toMatchObject({ state: 'done' });
    expect(base.balance(next)).toBe(40);
  });

  const lost: readonly Fault[] = ['drop-before', 'drop-after', 'half-written'];
  test.each(lost)('%s, whichever answer is lost on the way: once', async (fault) => {
    for (let calls = 0; calls < 10; calls++) {
      await using stood = await stand(configuration);
      const { base, record, old, next, put } = stood;
      base.faults.push(...Array.from({ length: calls }, () => 'none' as const), fault);
      expect(await until(record, put('17', 'blocked'))).toMatchObject({ state: 'done' });
      base.faults.length = 0;
      expect([base.balance(old), base.balance(next)]).toEqual([0, 42]);
    }
  });

  test('that 1C does not let be emptied is blocked all the same, and people are asked; then it moves what there is by then', async () => {
    await using stood = await stand(configuration);
    const { base, record, person, old, next, put } = stood;
    base.manners.refusesPosting = 'Период закрыт';
    const given = put('17', 'blocked');
    expect(await record.carryOut(given)).toEqual({
      state: 'refused',
      because: 'not-posted',
      about: { said: 'Период закрыт' },
    });
    expect(await reading(record, person)).toMatchObject({
      points: 42,
      cards: expect.arrayContaining([{ number: '17', state: 'blocked' }]),
    });
    base.manners.refusesPosting = null;
    base.desk.movePoints(old, -15);
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect([base.balance(old), base.balance(next)]).toEqual([0, 27]);
  });
});
