import { describe, expect, test } from 'vitest';
import { command, onec, points, reading, until } from '../testing/onec.ts';
import type { RecordedMember } from '../system-of-record.ts';

const anna = {
  phone: '+79160000001',
  email: 'anna@example.com',
  name: 'Анна',
  surname: 'Иванова',
  birthDate: '1990-12-31',
  gender: 'female',
  city: 'Казань',
  card: '2990000000017',
} as const;

const known = {
  phone: anna.phone,
  email: anna.email,
  name: anna.name,
  surname: anna.surname,
  birthDate: anna.birthDate,
  city: anna.city,
  answers: {},
};

describe.each(['ut11', 'rt2', 'unf3'] as const)('%s', (configuration) => {
  const registered = async () => {
    const stand = await onec(configuration);
    const done = await stand.record.carryOut(command({ act: 'register' }, anna));
    const recordId = done.state === 'done' ? (done.recordId ?? '') : JSON.stringify(done);
    return { ...stand, me: { ...anna, recordId } };
  };

  test('whoever was entered in 1C is found by phone, e-mail and card, with what they have', async () => {
    await using stand = await onec(configuration);
    const { person } = stand.base.desk.enter({
      name: 'Иванова Анна Петровна',
      phone: '+7 (916) 000-00-01',
      email: 'Anna@Example.com',
      birthDate: '1990-12-31',
      city: anna.city,
      card: anna.card,
      points: 350,
    });
    stand.base.desk.enter({ name: 'Петров Иван', phone: '+79160000002', card: '2990000000024', points: 5 });
    const member: RecordedMember = {
      ...known,
      gender: null,
      recordId: person,
      cards: [{ number: anna.card, state: 'active' }],
      points: 350,
      suspended: false,
      consents: {},
    };
    for (const by of [{ phone: anna.phone }, { email: anna.email }, { card: anna.card }])
      expect(await stand.record.find(by)).toEqual({ state: 'read', value: member });
    expect(await stand.record.read(person)).toEqual({ state: 'read', value: member });
  });

  test('who is not there is nobody', async () => {
    await using stand = await onec(configuration);
    const nobody = { state: 'read', value: null };
    for (const by of [{ phone: anna.phone }, { email: "o'neil@example.com" }, { card: '17' }])
      expect(await stand.record.find(by)).toEqual(nobody);
    for (const id of ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'nonsense', 'card:', ''])
      expect(await stand.record.read(id)).toEqual(nobody);
  });

  test('somebody new is registered with contacts and card, once however often it is given', async () => {
    await using stand = await onec(configuration);
    const given = command({ act: 'register' }, anna);
    const done = await stand.record.carryOut(given);
    expect(done).toEqual({ state: 'done', recordId: given.commandId });
    expect(await stand.record.carryOut(given)).toEqual(done);
    expect(await reading(stand.record, given.commandId)).toEqual({
      ...known,
      gender: 'female',
      recordId: given.commandId,
      cards: [{ number: anna.card, state: 'active' }],
      points: 0,
      suspended: false,
      consents: {},
    });
    const people = stand.base.rows(
      { ut11: 'Catalog_Партнеры', rt2: 'Catalog_ФизическиеЛица', unf3: 'Catalog_Контрагенты' }[configuration],
    );
    expect(people).toMatchObject([{ Description: 'Иванова Анна', Пол: 'Женский' }]);
    expect(people[0]?.['КонтактнаяИнформация']).toMatchObject([
      { LineNumber: '1', Тип: 'Телефон', НомерТелефона: '79160000001', НомерТелефонаБезКодов: '0000001' },
      { LineNumber: '2', Тип: 'АдресЭлектроннойПочты', АдресЭП: anna.email },
      { LineNumber: '3', Тип: 'Адрес', Представление: anna.city, Город: anna.city },
    ]);
  });

  test('one that is there by phone or by card is taken as they are', async () => {
    await using stand = await onec(configuration);
    const byPhone = stand.base.desk.enter({ name: 'Та Самая', phone: '89160000001' });
    expect(
      await stand.record.carryOut(command({ act: 'register' }, { phone: anna.phone, name: 'Анна' })),
    ).toEqual({
      state: 'done',
      found: true,
      recordId: byPhone.person,
    });
    const byCard = stand.base.desk.enter({ name: 'Другой Кто-то', card: anna.card });
    expect(await stand.record.carryOut(command({ act: 'register' }, { card: anna.card }))).toEqual({
      state: 'done',
      found: true,
      recordId: byCard.person,
    });
    expect(await reading(stand.record, byPhone.person)).toMatchObject({ surname: 'Та', name: 'Самая' });
  });

  test('points come by a document that is posted, and go again', async () => {
    await using stand = await registered();
    expect(await stand.record.carryOut(points(120, stand.me))).toMatchObject({
      state: 'done',
      reference: 'БП-000001',
    });
    expect(await stand.record.carryOut(points(-20, stand.me))).toMatchObject({ state: 'done' });
    expect((await reading(stand.record, stand.me.recordId)).points).toBe(100);
    expect(stand.base.documents()).toMatchObject([
      { Posted: true, Комментарий: 'Bonum: earned', Date: '2026-11-02T12:00:00' },
      { Posted: true },
    ]);
  });

  test('more than there is 1C does not post, and says so; once there is enough the same command goes through', async () => {
    await using stand = await registered();
    const given = points(-20, stand.me);
    expect(await stand.record.carryOut(given)).toEqual({
      state: 'refused',
      because: 'not-posted',
      about: { said: 'Недостаточно бонусных баллов: не хватает 20' },
    });
    await stand.record.carryOut(points(50, stand.me));
    expect(await stand.record.carryOut(given)).toMatchObject({ state: 'done' });
    expect((await reading(stand.record, stand.me.recordId)).points).toBe(30);
    expect(stand.base.documents()).toHaveLength(2);
  });

  test('what has changed is written, and what Bonum knows nothing of stays', async () => {
    await using stand = await onec(configuration);
    const { person } = stand.base.desk.enter({
      name: 'Иванова Анна Петровна',
      phone: '+79160000009',
      email: anna.email,
    });
    const changed = { ...anna, recordId: person, email: null };
    expect(await stand.record.carryOut(command({ act: 'change' }, changed))).toEqual({ state: 'done' });
    expect(await reading(stand.record, person)).toMatchObject({ ...known, email: null, gender: 'female' });
    const row = stand.base
      .rows(
        { ut11: 'Catalog_Партнеры', rt2: 'Catalog_ФизическиеЛица', unf3: 'Catalog_Контрагенты' }[
          configuration
        ],
      )
      .find((one) => one['Ref_Key'] === person);
    expect(row).toMatchObject({ Description: 'Иванова Анна Петровна' });
    expect(row?.['КонтактнаяИнформация']).toMatchObject([{ Тип: 'Телефон' }, { Тип: 'Адрес' }]);
  });

  test('another surname keeps the patronymic, and another phone what else there is', async () => {
    await using stand = await onec(configuration);
    const { base, record } = stand;
    const { person } = base.desk.enter({
      name: 'Иванова Анна Петровна',
      phone: '+79160000009',
      email: anna.email,
    });
    const set = { ut11: 'Catalog_Партнеры', rt2: 'Catalog_ФизическиеЛица', unf3: 'Catalog_Контрагенты' }[
      configuration
    ];
    const found = () => base.rows(set).find((one) => one['Ref_Key'] === person) ?? {};
    const address = { LineNumber: '3', Тип: 'Адрес', Представление: 'Москва' };
    base.desk.edit(set, person, {
      КонтактнаяИнформация: [found()['КонтактнаяИнформация'], address].flat(),
    });
    await record.carryOut(
      command({ act: 'change' }, { ...anna, recordId: person, surname: 'Сидорова', city: null }),
    );
    expect(found()).toMatchObject({
      Description: 'Сидорова Анна Петровна',
      КонтактнаяИнформация: [
        { LineNumber: '1', НомерТелефона: '79160000001' },
        { LineNumber: '2', АдресЭП: anna.email },
        { LineNumber: '3', Тип: 'Адрес', Представление: 'Москва' },
      ],
    });
  });

  test('signs that mean something in an address are found as they are', async () => {
    await using stand = await onec(configuration);
    const { person } = stand.base.desk.enter({ email: "anna+o'neil&co#1@example.com" });
    expect(await stand.record.find({ email: "anna+o'neil&co#1@example.com" })).toMatchObject({
      value: { recordId: person },
    });
  });

  test('what somebody changed in 1C is read', async () => {
    await using stand = await registered();
    const { recordId } = stand.me;
    const card = (await reading(stand.record, recordId)).cards[0]?.number ?? '';
    const cardKey = stand.base.asked.length > 0 ? cardIn(stand.base, card) : '';
    stand.base.desk.changePhone(recordId, '+79160000077');
    stand.base.desk.movePoints(configuration === 'ut11' ? recordId : cardKey, 40);
    stand.base.desk.blockCard(cardKey);
    expect(await reading(stand.record, recordId)).toMatchObject({
      phone: '+79160000077',
      points: 40,
      cards: [{ number: card, state: 'blocked' }],
    });
  });

  test('they are suspended and resumed', async () => {
    await using stand = await registered();
    for (const [act, suspended] of [
      ['suspend', true],
      ['suspend', true],
      ['resume', false],
    ] as const) {
      expect(await stand.record.carryOut(command({ act }, stand.me))).toEqual({ state: 'done' });
      expect(await reading(stand.record, stand.me.recordId)).toMatchObject({ suspended });
    }
  });

  test('a card is put, blocked and freed; with points on it, it stays whose it is', async () => {
    await using stand = await registered();
    const put = (number: string, state: 'active' | 'blocked', me: object = stand.me) =>
      stand.record.carryOut(command({ act: 'put-card', card: { number, state } }, me));
    for (const state of ['active', 'blocked', 'active'] as const) {
      expect(await put('2990000000031', state)).toEqual({ state: 'done' });
      const { cards } = await reading(stand.record, stand.me.recordId);
      expect(cards.toSorted((a, b) => a.number.localeCompare(b.number))).toEqual([
        { number: anna.card, state: 'active' },
        { number: '2990000000031', state },
      ]);
    }
    const other = stand.base.desk.enter({ name: 'Петров Иван' });
    await stand.record.carryOut(points(5, stand.me));
    const byPerson = configuration === 'ut11';
    expect(await put(anna.card, 'active', { recordId: other.person })).toEqual({
      state: byPerson ? 'done' : 'kept',
    });
    expect(await stand.record.find({ card: anna.card })).toMatchObject({
      value: { recordId: byPerson ? other.person : stand.me.recordId },
    });
    expect(await put('2990000000031', 'active', { recordId: other.person })).toEqual({ state: 'done' });
    expect(await stand.record.find({ card: '2990000000031' })).toMatchObject({
      value: { recordId: other.person },
    });
  });

  test('what several cards hold is spent together, the card they show first', async () => {
    await using stand = await registered();
    const { base, record, me } = stand;
    await record.carryOut(points(30, me));
    await record.carryOut(
      command({ act: 'put-card', card: { number: '2990000000031', state: 'active' } }, me),
    );
    await record.carryOut(points(20, { ...me, card: '2990000000031' }));
    const given = points(-60, me);
    expect(await record.carryOut(given)).toMatchObject({ because: 'not-posted' });
    await record.carryOut(points(15, { ...me, card: '2990000000031' }));
    // What each card has is looked at anew.
    expect(await record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(await reading(record, me.recordId)).toMatchObject({ points: 5 });
    expect(base.documents()).toHaveLength(4);
    // The card they show gives first; points by partner lie on no card.
    expect(base.balance(cardIn(base, anna.card))).toBe(0);
  });

  test.each([false, true])(
    'one that becomes part of another leaves them the cards (theirs first: %s)',
    async (otherFirst) => {
      await using stand = await registered();
      const into = stand.base.desk.enter({
        name: 'Иванова Аня',
        phone: '+79160000009',
        card: '2990000000048',
        points: 7,
      });
      const me = stand.me;
      await stand.record.carryOut(points(30, me));
      const merge = command({ act: 'merge', intoRecordId: into.person }, { ...me, card: null });
      const ofOne = [points(-30, { ...me, card: null }), merge, merge];
      const ofOther = [
        command(
          { act: 'put-card', card: { number: anna.card, state: 'active' } },
          { recordId: into.person, card: '2990000000048' },
        ),
        points(30, { recordId: into.person, card: '2990000000048' }),
      ];
      // What is said of each comes in its order, and of both in any.
      for (const one of otherFirst ? [...ofOther, ...ofOne] : [...ofOne, ...ofOther])
        expect(['done', 'kept']).toContain((await stand.record.carryOut(one)).state);
      const whole = await reading(stand.record, into.person);
      expect(whole.points).toBe(37);
      expect(whole.cards.map(({ number }) => number).toSorted()).toEqual([anna.card, '2990000000048']);
      expect(await reading(stand.record, me.recordId)).toMatchObject({ cards: [], suspended: true });
      expect(await stand.record.find({ card: anna.card })).toMatchObject({
        value: { recordId: into.person },
      });
    },
  );

  test('whoever asks to be forgotten has no name there any more', async () => {
    await using stand = await registered();
    await stand.record.carryOut(points(30, stand.me));
    const forget = command({ act: 'forget' }, stand.me);
    for (const _again of [1, 2]) expect(await stand.record.carryOut(forget)).toEqual({ state: 'done' });
    for (const by of [{ phone: anna.phone }, { email: anna.email }])
      expect(await stand.record.find(by)).toEqual({ state: 'read', value: null });
    const everything = JSON.stringify(
      ['Партнеры', 'ФизическиеЛица', 'Контрагенты'].map((set) => stand.base.rows(`Catalog_${set}`)),
    );
    expect(everything).not.toMatch(/Анна|Иванова|9160000001|anna@|1990/);
    expect(await reading(stand.record, stand.me.recordId)).toMatchObject({
      suspended: true,
      cards: [{ state: 'blocked' }],
    });
    expect(await stand.record.carryOut(command({ act: 'forget' }, {}))).toEqual({ state: 'done' });
  });

  test('receipts reach 1C from its tills', async () => {
    await using stand = await registered();
    const receipt = {
      receiptId: 'r',
      kind: 'sale',
      at: 0,
      offsetMinutes: 180,
      storeId: 's',
      tillId: 't',
      number: '1',
      lines: [],
      total: 0,
    } as const;
    expect(await stand.record.carryOut(command({ act: 'receipt', receipt }, stand.me))).toEqual({
      state: 'kept',
    });
  });

  test('everything that the profile names is there', async () => {
    await using stand = await onec(configuration);
    const checks = await stand.record.check();
    expect(checks.filter(({ fault: is }) => is !== null)).toEqual([]);
    expect(checks.map(({ what }) => what)).toContain('AccumulationRegister_БонусныеБаллы');
  });

  test('sessions are used again, and given back', async () => {
    await using stand = await onec(configuration);
    stand.base.sessions.cap = 2;
    const { person } = stand.base.desk.enter({ phone: anna.phone, card: anna.card });
    await Promise.all(Array.from({ length: 12 }, () => stand.record.read(person)));
    expect(stand.base.sessions.alive).toBe(2);
    stand.base.sessions.end();
    expect(await stand.record.read(person)).toMatchObject({ state: 'read' });
    await stand.record.close?.();
    expect(stand.base.sessions.alive).toBe(0);
    expect(await until(stand.record, command({ act: 'register' }, { phone: anna.phone }))).toMatchObject({
      recordId: person,
    });
  });
});

function cardIn(
  base: { rows(set: string): readonly Readonly<Record<string, unknown>>[] },
  number: string,
): string {
  const cards = ['КартыЛояльности', 'ИнформационныеКарты', 'ДисконтныеКарты'].flatMap((set) =>
    base.rows(`Catalog_${set}`),
  );
  return String(cards.find((row) => Object.values(row).includes(number))?.['Ref_Key']);
}
