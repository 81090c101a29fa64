import { connect } from 'node:net';
import { onecBase, type OnecBase } from '@bonum/standins/onec-base';
import { describe, expect, test } from 'vitest';

/** Asks as it is written, with nothing made right on the way. */
async function ask(
  base: OnecBase,
  path: string,
  request: { method?: string; body?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${base.address}/${path}`, {
    ...request,
    headers: {
      authorization: `Basic ${Buffer.from(`${base.user}:${base.password}`).toString('base64')}`,
      'content-type': 'application/json',
      accept: 'application/json',
      ...request.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, text, code: /"code":"(-?\d+)"/.exec(text)?.[1] };
}

const people = encodeURIComponent('Catalog_ФизическиеЛица');
const cards = encodeURIComponent('Catalog_ИнформационныеКарты');
const register = encodeURIComponent('AccumulationRegister_БонусныеБаллы');
const filter = (text: string) => `${people}?$format=json&$filter=${encodeURIComponent(text)}`;

describe('the stand-in refuses what 1C refuses', () => {
  test.each([
    ['a guid of version 4', filter('Ref_Key eq 6f9619ff-8b86-4d01-b42d-00cf4fc964ff'), '14'],
    ['a date of version 4', filter('ДатаРождения eq 1990-12-31T00:00:00Z'), '14'],
    ['a function of version 4', filter("contains(Description,'Анна')"), '14'],
    ['a function that 1C has not', filter("tolower(Description) eq 'анна'"), '14'],
    ['too few arguments', filter('startswith(Description)'), '21'],
    ['half a condition', filter("Description eq 'Анна"), '14'],
    ['types that do not fit', filter("Ref_Key eq '6f9619ff'"), '14'],
    ['a field that is not there', filter("Фамилия eq 'Иванова'"), '10'],
    ['an option of version 4', `${people}?$count=true`, '14'],
    ['an order by nothing', `${people}?$orderby=${encodeURIComponent('Нет')}`, '10'],
    ['an object of another configuration', encodeURIComponent('Catalog_КартыЛояльности'), '8'],
    ['an object that is not there', `${people}(guid'6f9619ff-8b86-4d01-b42d-00cf4fc964ff')`, '9'],
    ['a key that is none', `${people}('1')`, '6'],
    ['a description in JSON', '$metadata?$format=json', '3'],
    ['a method that is not there', `${register}/Remains`, '11'],
  ])('%s', async (_, path, code) => {
    await using base = await onecBase({ configuration: 'rt2' });
    base.desk.enter({});
    expect(await ask(base, path)).toMatchObject({ code });
  });

  test.each([
    ['rows by themselves', `${people}_${encodeURIComponent('КонтактнаяИнформация')}`, {}, '13'],
    ['a row number that is a number', people, { КонтактнаяИнформация: [{ LineNumber: 1 }] }, '4'],
    ['a word that the enumeration has not', people, { Пол: 'женский' }, '4'],
    ['a date with a zone', people, { ДатаРождения: '1990-12-31T00:00:00Z' }, '4'],
    [
      'an owner of a type that none may be',
      cards,
      { ВладелецКарты_Type: 'StandardODATA.Catalog_Партнеры' },
      '4',
    ],
    ['a register by hand', register, {}, '19'],
  ])('writing %s', async (_, path, body, code) => {
    await using base = await onecBase({ configuration: 'rt2' });
    expect(await ask(base, path, { method: 'POST', body: JSON.stringify(body) })).toMatchObject({ code });
  });

  test('a name that is not escaped', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    const { port } = new URL(base.address);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(
          `GET /trade/odata/standard.odata/Catalog_ФизическиеЛица HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Basic ${Buffer.from(`${base.user}:${base.password}`).toString('base64')}\r\n\r\n`,
        ),
      );
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the stand-in does as 1C does', () => {
  test('a reference of several types is found by a cast, and by a bare guid never', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    const { person } = base.desk.enter({ card: '17' });
    const found = async (condition: string) =>
      (await ask(base, `${cards}/$count?$filter=${encodeURIComponent(condition)}`)).text;
    expect(await found(`ВладелецКарты eq cast(guid'${person}','Catalog_ФизическиеЛица')`)).toBe('1');
    expect(await found(`ВладелецКарты eq cast(guid'${person}','Catalog_Контрагенты')`)).toBe('0');
    expect(await found(`ВладелецКарты eq guid'${person}'`)).toBe('0');
    expect(await found(`isof(ВладелецКарты,'Catalog_ФизическиеЛица') and not (Code eq 'x')`)).toBe('1');
  });

  test('how many there are is a text, and then nothing is left out', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    for (const name of ['Один', 'Два', "О'Три"]) base.desk.enter({ name });
    const all = await ask(base, `${people}?$inlinecount=allpages&$top=1`);
    expect(JSON.parse(all.text)).toMatchObject({ 'odata.count': '3', value: [{}, {}, {}] });
    const some = await ask(base, `${people}?$top=1&$skip=1&$orderby=Code%20desc&$select=Description`);
    expect(JSON.parse(some.text)).toMatchObject({ value: [{ Description: 'Два' }] });
    expect((await ask(base, filter("substringof('''три',Description)"))).text).toContain('Три');
  });

  test('what it does not know it leaves out, what is nothing is no null, and a key is there once', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    const body = { Ref_Key: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', Description: 'Анна', Фамилия: 'Иванова' };
    const made = await ask(base, people, { method: 'POST', body: JSON.stringify(body) });
    expect(made.status).toBe(201);
    expect(JSON.parse(made.text)).toMatchObject({
      Description: 'Анна',
      ДатаРождения: '0001-01-01T00:00:00',
      Пол: '',
    });
    expect(made.text).not.toContain('Фамилия');
    expect(await ask(base, people, { method: 'POST', body: JSON.stringify(body) })).toMatchObject({
      status: 400,
      code: '15',
    });
  });

  test('a version that was changed meanwhile is refused', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    const { person } = base.desk.enter({});
    const patch = (version: string) =>
      ask(base, `${people}(guid'${person}')`, {
        method: 'PATCH',
        body: '{"Description":"Мария"}',
        headers: { 'if-match': version },
      });
    const version = String(base.rows('Catalog_ФизическиеЛица')[0]?.['DataVersion']);
    expect((await patch(version)).status).toBe(200);
    expect((await patch(version)).status).toBe(412);
  });

  test('a document is posted in a step of its own, and not operationally', async () => {
    await using base = await onecBase({ configuration: 'ut11' });
    const { person } = base.desk.enter({});
    const document = encodeURIComponent('Document_НачислениеИСписаниеБонусныхБаллов');
    const made = async (body: object) => {
      const { text } = await ask(base, document, { method: 'POST', body: JSON.stringify(body) });
      return /"Ref_Key":"([^"]+)"/.exec(text)?.[1] ?? text;
    };
    const post = (key: string, operational = false) =>
      ask(base, `${document}(guid'${key}')/Post?PostingModeOperational=${operational}`, { method: 'POST' });
    const rows = {
      Date: '2026-11-02T12:00:00',
      КоличествоПериодовДействия: 0,
      Начисление: [{ LineNumber: '1', Партнер_Key: person, Баллы: 5 }],
    };
    const programme = { БонуснаяПрограммаЛояльности_Key: base.desk.programme };
    const without = await made({ ...programme, ...rows });
    // A document that is not said to be an accrual has its accruals emptied.
    expect(await post(without)).toMatchObject({ status: 500, code: '-1' });
    const key = await made({ ...programme, ...rows, ВидПравила: 'Начисление' });
    expect(base.balance(person)).toBe(0);
    expect(await post(key, true)).toMatchObject({ status: 500, code: '-1' });
    expect(await post(key)).toMatchObject({ status: 200 });
    expect(await post(key)).toMatchObject({ status: 200 });
    expect(base.balance(person)).toBe(5);
    expect(await ask(base, `${document}(guid'${key}')/Unpost`, { method: 'POST' })).toMatchObject({
      status: 200,
    });
    expect(base.balance(person)).toBe(0);
  });

  test('the balance is a virtual table, with quotes doubled inside of a condition', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    const { card } = base.desk.enter({ card: '17', points: 350 });
    const condition = `ДисконтнаяКарта_Key eq guid'${card}'`;
    const table = encodeURIComponent(`Balance(Condition='${condition.replaceAll("'", "''")}',Dimensions='')`);
    for (const path of [
      `${register}/${table}?$format=json`,
      `${register}/Balance?Condition=${encodeURIComponent(condition)}`,
    ])
      expect(JSON.parse((await ask(base, path)).text)).toMatchObject({
        value: [{ ДисконтнаяКарта_Key: card, НачисленоBalance: 350, КСписаниюBalance: 0 }],
      });
    const undoubled = encodeURIComponent(`Balance(Condition='${condition}')`);
    expect(await ask(base, `${register}/${undoubled}`)).toMatchObject({ code: '6' });
  });

  test('whoever says nothing gets Atom', async () => {
    await using base = await onecBase({ configuration: 'rt2' });
    expect((await ask(base, people, { headers: { accept: '*/*' } })).text).toMatch(/^<\?xml.*<feed/s);
  });
});
