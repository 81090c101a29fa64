import { describe, expect, test } from 'vitest';
import type { ConfigurationName } from '@bonum/standins/onec-base';
import { command, onec, points, reading } from '../testing/onec.ts';
import type { RecordAct } from '../system-of-record.ts';

const noField = (...names: readonly string[]) => ({
  state: 'refused',
  because: 'no-field',
  about: { names: names.join(', '), setting: 'profile' },
});

const anna = {
  name: 'Анна',
  surname: 'Иванова',
  phone: '+79160000001',
  email: 'anna@shop.example',
  birthDate: '1990-12-31',
  gender: 'female',
  card: '17',
} as const;

describe('1C leaves out without a word what it has no field for: that is not taken for done', () => {
  const blocked = { act: 'put-card', card: { number: '17', state: 'blocked' } } as const;

  test('a card that is to be blocked; told again once the name is right, it is', async () => {
    await using stand = await onec('ut11');
    const { base, record } = stand;
    const { person: recordId, card } = base.desk.enter({ name: 'Иванова Анна', card: '17' });
    const given = command(blocked, { recordId });
    base.rename('Catalog_КартыЛояльности', 'Статус', 'Состояние');
    expect(await record.carryOut(given)).toEqual(noField('Catalog_КартыЛояльности.Статус'));
    // Nor is it taken for one that works.
    expect(await record.read(recordId)).toEqual(noField('Catalog_КартыЛояльности.Статус'));
    expect(await record.find({ card: '17' })).toEqual(noField('Catalog_КартыЛояльности.Статус'));
    base.rename('Catalog_КартыЛояльности', 'Состояние', 'Статус');
    expect(await record.carryOut(given)).toEqual({ state: 'done' });
    expect(await reading(record, recordId)).toMatchObject({ cards: [{ number: '17', state: 'blocked' }] });
    expect(base.rows('Catalog_КартыЛояльности').map((row) => row['Ref_Key'])).toEqual([card]);
  });

  const change: RecordAct = { act: 'change' };
  test.each<readonly [ConfigurationName, string, { field: string; value: unknown }, RecordAct]>([
    ['ut11', 'Catalog_Партнеры', { field: 'НаименованиеПолное', value: 'Иванова Анна' }, change],
    ['ut11', 'Catalog_Партнеры', { field: 'ДатаРождения', value: '1990-12-31T00:00:00' }, change],
    ['rt2', 'Catalog_ФизическиеЛица', { field: 'Пол', value: 'Женский' }, change],
    ['unf3', 'Catalog_Контрагенты', { field: 'DeletionMark', value: true }, { act: 'suspend' }],
    [
      'unf3',
      'Catalog_Контрагенты',
      { field: 'НаименованиеПолное', value: 'Удалён по требованию' },
      { act: 'forget' },
    ],
    ['rt2', 'Catalog_ИнформационныеКарты', { field: 'Description', value: '17' }, { act: 'register' }],
    ['unf3', 'Catalog_Контрагенты', { field: 'Покупатель', value: true }, { act: 'register' }],
  ])('%s: what %s has not got, of %j, is missed by %j', async (configuration, set, { field, value }, act) => {
    await using stand = await onec(configuration);
    const { base, record } = stand;
    const recordId = act.act === 'register' ? null : base.desk.enter({ name: 'Громов Пётр' }).person;
    const given = command(act, { ...anna, recordId });
    base.rename(set, field, 'Иное');
    expect(await record.carryOut(given)).toEqual(noField(`${set}.${field}`));
    expect(await record.carryOut(given)).toEqual(noField(`${set}.${field}`));
    base.rename(set, 'Иное', field);
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(base.rows(set)).toHaveLength(1);
    expect(base.rows(set)[0]).toHaveProperty(field, value);
  });

  test('a column of contacts', async () => {
    await using stand = await onec('rt2');
    const { base, record } = stand;
    const { person: recordId } = base.desk.enter({ name: 'Громов Пётр' });
    const set = 'Catalog_ФизическиеЛица';
    base.renameColumn(set, 'КонтактнаяИнформация', 'НомерТелефонаБезКодов', 'Иное');
    const given = command({ act: 'change' }, { ...anna, recordId });
    for (const _again of [1, 2])
      expect(await record.carryOut(given)).toEqual(
        noField(`${set}.КонтактнаяИнформация.НомерТелефонаБезКодов`),
      );
  });

  test('the head of a document, and a column of it: nothing is posted before they are there', async () => {
    await using stand = await onec('rt2');
    const { base, record } = stand;
    const { person: recordId, card } = base.desk.enter({ card: '17' });
    const document = 'Document_НачислениеИСписаниеБонусныхБаллов';
    const given = points(5, { recordId, card: '17' });
    base.rename(document, 'БонуснаяПрограммаЛояльности_Key', 'Иное');
    expect(await record.carryOut(given)).toEqual(noField(`${document}.БонуснаяПрограммаЛояльности_Key`));
    base.rename(document, 'Иное', 'БонуснаяПрограммаЛояльности_Key');
    base.renameColumn(document, 'Начисление', 'Баллы', 'Иное');
    expect(await record.carryOut(given)).toEqual(noField(`${document}.Начисление.Баллы`));
    expect(base.balance(card ?? '')).toBe(0);
    base.renameColumn(document, 'Начисление', 'Иное', 'Баллы');
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(base.balance(card ?? '')).toBe(5);
    expect(base.documents()).toHaveLength(1);
  });

  test('who has lost a field there has not lost what stood in it', async () => {
    await using stand = await onec('rt2');
    const { base, record } = stand;
    const { person: recordId } = base.desk.enter({ birthDate: '1990-12-31' });
    expect(await reading(record, recordId)).toMatchObject({ birthDate: '1990-12-31' });
    base.rename('Catalog_ФизическиеЛица', 'ДатаРождения', 'Иное');
    expect(await record.read(recordId)).toEqual(noField('Catalog_ФизическиеЛица.ДатаРождения'));
  });

  test('a base that answers a change with nothing is asked what became of it', async () => {
    await using stand = await onec('ut11');
    const { base, record } = stand;
    base.manners.saysNothingOfChanges = true;
    const { person: recordId } = base.desk.enter({ card: '17' });
    const given = command(blocked, { recordId });
    expect(await record.carryOut(given)).toEqual({ state: 'done' });
    base.rename('Catalog_Партнеры', 'НаименованиеПолное', 'Иное');
    expect(await record.carryOut(command({ act: 'change' }, { ...anna, recordId }))).toEqual(
      noField('Catalog_Партнеры.НаименованиеПолное'),
    );
  });
});
