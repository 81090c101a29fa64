import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault } from '@bonum/standins/http-gateway';
import type { ConfigurationName } from '@bonum/standins/onec-base';
import { command, onec, reading, until } from '../testing/onec.ts';
import type { Agreeing } from '../system-of-record.ts';
import type { OnecSettings } from './onec-record.ts';

const sets = {
  ut11: 'Catalog_Партнеры',
  rt2: 'Catalog_ФизическиеЛица',
  unf3: 'Catalog_Контрагенты',
} as const;
const chart = 'ChartOfCharacteristicTypes_ДополнительныеРеквизитыИСведения';

/** A base to which people have added what Bonum is to know. */
async function withProperties(configuration: ConfigurationName, person: OnecSettings['person'] = {}) {
  const names = ['advertising', 'sms', 'children', 'size', 'since', 'sport', 'note'] as const;
  const values: Record<string, string> = {};
  const stand = await onec(configuration, {
    values,
    person: {
      consents: {
        advertising: { property: '$advertising', yes: true, no: false },
        'offers/sms': { property: '$sms', yes: 'Да', no: 'Нет' },
      },
      answers: {
        children: { property: '$children', as: 'yes-no' },
        size: { property: '$size', as: 'number' },
        since: { property: '$since', as: 'date' },
        sport: {
          property: '$sport',
          as: 'choice',
          options: { run: '0b0b0b0b-0000-4000-8000-000000000001', ski: 'Лыжи' },
        },
        note: { property: '$note', as: 'text' },
      },
      ...person,
    },
  });
  values['cardKind'] = stand.base.desk.cardKind;
  for (const name of names) values[name] = stand.base.desk.addProperty(name);
  return { ...stand, values };
}

describe.each(['ut11', 'rt2', 'unf3'] as const)('D4 the questionnaire in %s', (configuration) => {
  const set = sets[configuration];
  const wrongIn = async (record: Awaited<ReturnType<typeof onec>>['record']) =>
    (await record.check()).flatMap(({ what, fault, about }) =>
      fault === null ? [] : [[what, fault, ...Object.values(about)].join(' ')],
    );

  test('birthday, gender, city, answers and consents are written where nobody is yet, and read again', async () => {
    await using stand = await withProperties(configuration);
    const answers = { children: false, size: 42, since: '2020-05-17', sport: 'run', note: 'Пишите' };
    const who = {
      name: 'Анна',
      birthDate: '1990-12-31',
      gender: 'female',
      city: 'Казань',
      answers,
      consents: { advertising: 'yes', 'offers/sms': 'no', other: 'yes' },
    } as const;
    const given = command({ act: 'register' }, who);
    expect(await stand.record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(await reading(stand.record, given.commandId)).toMatchObject({
      birthDate: '1990-12-31',
      gender: 'female',
      city: 'Казань',
      answers,
      consents: { advertising: true, 'offers/sms': false },
    });
    expect(await wrongIn(stand.record)).toEqual([]);
    await stand.record.carryOut(command({ act: 'forget' }, { recordId: given.commandId }));
    expect(stand.base.rows(set)[0]).toMatchObject({ ДополнительныеРеквизиты: [], КонтактнаяИнформация: [] });
  });

  test('what people say of somebody in 1C is read; nobody has said anything where nothing stands', async () => {
    await using stand = await withProperties(configuration);
    const { base, record, values } = stand;
    const { person } = base.desk.enter({ name: 'Иванова Анна', city: 'Пермь' });
    expect(await reading(record, person)).toMatchObject({
      city: 'Пермь',
      consents: {},
      answers: { children: null, size: null, since: null, sport: null, note: null },
    });
    base.desk.setProperty(person, values['advertising'] ?? '', false);
    base.desk.setProperty(person, values['sms'] ?? '', 'да');
    base.desk.setProperty(person, values['sport'] ?? '', 'Лыжи');
    expect(await reading(record, person)).toMatchObject({
      consents: { advertising: false, 'offers/sms': true },
      answers: { sport: 'ski' },
    });
  });

  test('a change leaves what it does not speak of: a street in the same city, properties of others', async () => {
    await using stand = await withProperties(configuration);
    const { base, record, values } = stand;
    const { person: recordId } = base.desk.enter({ name: 'Иванова Анна', city: 'Пермь' });
    const others = base.desk.addProperty('Не для Bonum');
    base.desk.setProperty(recordId, others, 'Как было');
    base.desk.setProperty(recordId, values['size'] ?? '', '40');
    const row = () => base.rows(set).find((one) => one['Ref_Key'] === recordId);
    const change = (who: object) =>
      record.carryOut(command({ act: 'change' }, { name: 'Анна', surname: 'Иванова', recordId, ...who }));
    expect(await change({ city: 'г. пермь', answers: { size: 41 } })).toEqual({ state: 'done' });
    expect(row()?.['КонтактнаяИнформация']).toMatchObject([
      { Тип: 'Адрес', Представление: 'г Пермь, ул Ленина, дом 5' },
    ]);
    expect(base.desk.propertyOf(recordId, others)).toBe('Как было');
    expect(base.desk.propertyOf(recordId, values['size'] ?? '')).toBe('41');
    // The street was in the other city.
    expect(await change({ city: 'Самара', answers: { size: null } })).toEqual({ state: 'done' });
    expect(row()?.['КонтактнаяИнформация']).toMatchObject([{ Представление: 'Самара', Город: 'Самара' }]);
    expect(base.desk.propertyOf(recordId, values['size'] ?? '')).toBeNull();
    expect(await change({ city: null })).toEqual({ state: 'done' });
    expect(row()?.['КонтактнаяИнформация']).toEqual([]);
  });

  test.each<readonly [Agreeing, boolean | null, boolean]>([
    ['no', null, false],
    ['no', true, false],
    ['no', false, false],
    ['yes', null, true],
    ['yes', true, true],
    ['yes', false, false],
    ['anew', null, true],
    ['anew', false, true],
    ['anew', true, true],
  ])('a consent of which Bonum says %s where %s stands: %s', async (asked, there, after) => {
    await using stand = await withProperties(configuration);
    const { base, record, values } = stand;
    const { person: recordId } = base.desk.enter({ name: 'Анна' });
    base.desk.setProperty(recordId, values['advertising'] ?? '', there);
    const given = command({ act: 'change' }, { name: 'Анна', recordId, consents: { advertising: asked } });
    for (const _again of [1, 2]) expect(await record.carryOut(given)).toEqual({ state: 'done' });
    expect((await reading(record, recordId)).consents).toEqual({ advertising: after });
  });

  test('a section that is called otherwise is missed by who reads and who writes, and seen by the check', async () => {
    await using stand = await withProperties(configuration);
    const { base, record } = stand;
    const { person: recordId } = base.desk.enter({ name: 'Анна' });
    base.renameColumn(set, 'ДополнительныеРеквизиты', 'Значение', 'Иное');
    const given = command({ act: 'change' }, { name: 'Анна', recordId, consents: { advertising: 'no' } });
    const lost = {
      state: 'refused',
      because: 'no-field',
      about: { names: `${set}.ДополнительныеРеквизиты.Значение`, setting: 'profile' },
    };
    expect(await record.carryOut(given)).toMatchObject({ ...lost, about: { setting: 'profile' } });
    expect(await wrongIn(record)).toEqual([
      `${set}_ДополнительныеРеквизиты no-fields Значение, Значение_Type`,
    ]);
  });

  test('what the check says of properties and of the kind of address', async () => {
    await using stand = await withProperties(configuration);
    const { base, record, values } = stand;
    base.desk.edit(chart, values['advertising'] ?? '', { DeletionMark: true });
    const kinds = 'Catalog_ВидыКонтактнойИнформации';
    const address = base.rows(kinds).find((row) => /Адрес/.test(String(row['PredefinedDataName'])));
    const named = String(address?.['PredefinedDataName']);
    base.desk.edit(kinds, String(address?.['Ref_Key']), { PredefinedDataName: 'Иное' });
    const noProperty = `${chart} ${values['advertising'] ?? ''} no-property $advertising`;
    expect(await wrongIn(record)).toEqual([
      expect.stringMatching(/: \S*Адрес\S* no-contact-kind person\.contacts\.address\.kind$/),
      noProperty,
    ]);
    base.desk.edit(kinds, String(address?.['Ref_Key']), { PredefinedDataName: named });
    expect(await wrongIn(record)).toEqual([noProperty]);
    delete values['sms'];
    base.unpublish(chart);
    expect(await wrongIn(record)).toEqual([
      `${chart} not-published`,
      'values.sms no-value ДополнительныеРеквизиты values.sms',
    ]);
  });
});

describe('fields that a chain has of its own', () => {
  const own = {
    person: {
      city: { field: 'Комментарий' },
      consents: { advertising: { field: 'СогласенНаРассылкуSMS', yes: true, no: false } },
    },
  } as const;

  test('are read and written; a base that has lost one is not taken for one where nobody agrees', async () => {
    await using stand = await onec('ut11', own);
    const { base, record } = stand;
    base.rename('Catalog_Партнеры', 'Поставщик', 'СогласенНаРассылкуSMS');
    const { person: recordId } = base.desk.enter({ name: 'Анна', city: 'Пермь' });
    expect(await reading(record, recordId)).toMatchObject({ city: null, consents: { advertising: false } });
    const given = command(
      { act: 'change' },
      { name: 'Анна', recordId, city: 'Казань', consents: { advertising: 'anew' } },
    );
    expect(await record.carryOut(given)).toEqual({ state: 'done' });
    expect(await reading(record, recordId)).toMatchObject({
      city: 'Казань',
      consents: { advertising: true },
    });
    base.rename('Catalog_Партнеры', 'СогласенНаРассылкуSMS', 'Иное');
    const lost = {
      state: 'refused',
      because: 'no-field',
      about: { names: 'Catalog_Партнеры.СогласенНаРассылкуSMS', setting: 'profile' },
    };
    expect(await record.read(recordId)).toEqual(lost);
    expect(await record.carryOut(given)).toEqual(lost);
    expect((await record.check()).filter(({ fault }) => fault !== null)).toMatchObject([
      { what: 'Catalog_Партнеры', fault: 'no-fields', about: { names: 'СогласенНаРассылкуSMS' } },
    ]);
  });

  test('a withdrawal that code of 1C undoes is refused, for people to see', async () => {
    await using stand = await onec('ut11', own);
    const { base, record } = stand;
    base.rename('Catalog_Партнеры', 'Поставщик', 'СогласенНаРассылкуSMS');
    const { person: recordId } = base.desk.enter({ name: 'Анна' });
    base.desk.edit('Catalog_Партнеры', recordId, { СогласенНаРассылкуSMS: true });
    const row = base.rows('Catalog_Партнеры').find((one) => one['Ref_Key'] === recordId);
    await record.read(recordId);
    const given = command({ act: 'change' }, { name: 'Анна', recordId, consents: { advertising: 'no' } });
    await record.carryOut(command({ act: 'change' }, { name: 'Анна', recordId }));
    base.faults.push('none', 'none', {
      status: 200,
      body: JSON.stringify({ ...row, СогласенНаРассылкуSMS: true }),
      type: 'application/json',
    });
    expect(await record.carryOut(given)).toEqual({
      state: 'refused',
      because: 'consent-stays',
      about: { names: 'advertising', setting: 'person.consents' },
    });
    expect(await record.carryOut(given)).toEqual({ state: 'done' });
  });
});

test('whatever breaks and however often it is told, a withdrawal that is done is there', async () => {
  await using stand = await withProperties('rt2');
  const { base, record, values } = stand;
  const fault = fc.constantFrom<Fault>('none', 'drop-before', 'drop-after', 'half-written', {
    status: 200,
    body: '<html/>',
    type: 'text/html',
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ yes: fc.boolean(), faults: fc.array(fault, { maxLength: 4 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (words) => {
        const { person: recordId } = base.desk.enter({ name: 'Анна' });
        for (const { yes, faults } of words) {
          const consents = { advertising: yes ? 'anew' : 'no' } as const;
          const given = command({ act: 'change' }, { name: 'Анна', recordId, city: 'Казань', consents });
          base.faults.push(...faults);
          const carried = await until(record, given);
          expect(carried).toEqual({ state: 'done' });
          base.faults.length = 0;
          expect(base.desk.propertyOf(recordId, values['advertising'] ?? '')).toBe(String(yes));
        }
      },
    ),
    { numRuns: 15 },
  );
});
