import { describe, expect, test } from 'vitest';
import { command, onec, points, reading } from '../testing/onec.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import type { OnecProfile } from './onec-record.ts';

const wrong = async (record: Awaited<ReturnType<typeof onec>>['record']) =>
  (await record.check()).flatMap(({ what, fault, about }) =>
    fault === null ? [] : [[what, fault, ...Object.values(about)].join(' ')],
  );

describe('what a base lacks is named, with what to do about it', () => {
  test('objects that are not published', async () => {
    await using stand = await onec('rt2');
    stand.base.unpublish('Document_НачислениеИСписаниеБонусныхБаллов');
    expect(await wrong(stand.record)).toEqual([
      'Document_НачислениеИСписаниеБонусныхБаллов not-published',
      'Document_НачислениеИСписаниеБонусныхБаллов_Начисление not-published',
      'Document_НачислениеИСписаниеБонусныхБаллов_Списание not-published',
    ]);
  });

  test('fields that are called otherwise, which 1C leaves out without a word', async () => {
    await using stand = await onec('ut11');
    stand.base.rename('Catalog_КартыЛояльности', 'Статус', 'Состояние');
    expect(await wrong(stand.record)).toEqual(['Catalog_КартыЛояльности no-fields Статус']);
  });

  test('another configuration', async () => {
    await using stand = await onec('unf3', { profile: 'rt2' });
    expect((await wrong(stand.record)).map((one) => one.split(' ')[0])).toEqual([
      'Catalog_ФизическиеЛица',
      'Catalog_ФизическиеЛица_КонтактнаяИнформация',
      'Catalog_ИнформационныеКарты',
      'InformationRegister_Штрихкоды',
      'Catalog_БонусныеПрограммыЛояльности',
      'AccumulationRegister_БонусныеБаллы',
      'Document_НачислениеИСписаниеБонусныхБаллов',
      'Document_НачислениеИСписаниеБонусныхБаллов_Начисление',
      'Document_НачислениеИСписаниеБонусныхБаллов_Списание',
    ]);
  });

  test('rights', async () => {
    await using stand = await onec('rt2');
    stand.base.forbid('Catalog_ИнформационныеКарты');
    expect(await wrong(stand.record)).toEqual([
      expect.stringMatching(/^Catalog_ИнформационныеКарты not-readable .*прав/i),
    ]);
  });

  test('settings that point nowhere', async () => {
    await using stand = await onec('ut11', { programme: '0b0b0b0b-0000-4000-8000-000000000001', values: {} });
    expect(await wrong(stand.record)).toEqual([
      expect.stringMatching(/^Catalog_БонусныеПрограммыЛояльности 0b0b0b0b-.* no-programme$/),
      'values.cardKind no-value Owner_Key values.cardKind',
    ]);
  });

  test.each([
    ['the password', { password: 'wrong' }, /wrong-login user, password$/],
    ['the address', { url: 'http://127.0.0.1:9/odata/standard.odata' }, /no-answer url$/],
  ])('%s', async (_, settings, fault) => {
    await using stand = await onec('rt2', settings);
    expect(await wrong(stand.record)).toEqual([expect.stringMatching(fault)]);
  });

  test('a page for people', async () => {
    await using stand = await onec('rt2');
    stand.base.faults.push({ status: 200, body: '<html/>' });
    expect(await wrong(stand.record)).toEqual([expect.stringMatching(/not-understood/)]);
    stand.base.faults.push('none', { status: 200, body: '<html><br></html>' });
    expect(await wrong(stand.record)).toEqual([expect.stringMatching(/no-description/)]);
  });
});

test('a configuration that was changed works by a profile that says so', async () => {
  const { ut11 } = builtInProfiles;
  const profile: OnecProfile = {
    ...ut11,
    name: 'ours',
    card: { ...ut11.card, blocked: { field: 'Состояние', yes: 'Аннулирована', no: 'Действует' } },
  };
  await using stand = await onec('ut11', { profile });
  stand.base.rename('Catalog_КартыЛояльности', 'Статус', 'Состояние');
  expect(await wrong(stand.record)).toEqual([]);
  const me = { phone: '+79160000001', card: '17' };
  const done = await stand.record.carryOut(command({ act: 'register' }, me));
  const recordId = done.state === 'done' ? (done.recordId ?? '') : '';
  await stand.record.carryOut(points(5, { ...me, recordId }));
  await stand.record.carryOut(
    command({ act: 'put-card', card: { number: '17', state: 'blocked' } }, { ...me, recordId }),
  );
  expect(await reading(stand.record, recordId)).toMatchObject({
    points: 5,
    cards: [{ number: '17', state: 'blocked' }],
  });
});

test('what has no place in a profile is kept', async () => {
  const { suspended: _, ...person } = builtInProfiles.rt2.person;
  await using stand = await onec('rt2', { profile: { ...builtInProfiles.rt2, person } });
  const { person: recordId } = stand.base.desk.enter({ name: 'Иванова Анна' });
  expect(await stand.record.carryOut(command({ act: 'suspend' }, { recordId }))).toEqual({ state: 'kept' });
});
