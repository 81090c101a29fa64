import type { Answer } from '@bonum/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { KeyCaller } from '../operation.ts';
import { anybody, Chain } from '../testing/chain.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { line } from '../testing/till.ts';
import { indexNames } from './index-names.ts';

let database: TestDatabase;
let chain: Chain;
const people: Record<string, string> = {};

const reader: KeyCaller = { ...anybody, scopes: ['members:search'] };
const whole: KeyCaller = { ...anybody, scopes: ['members:search', 'personal:read'] };

const search = (text: string, caller = whole): Promise<Answer<'search-members'>> =>
  chain.must('search-members', { text }, caller);
/** The ids that a text finds, in their order. */
const found = async (text: string): Promise<string[]> =>
  (await search(text)).members.map(({ memberId }) => memberId);

beforeAll(async () => {
  database = await createDatabase();
  chain = new Chain(database);
  await chain.publish('clothing');
  await chain.till.stock();
  const join = async (who: string, name: string, surname: string, phone: string): Promise<void> => {
    people[who] = await chain.till.join({ name, surname, phone });
  };
  await join('marina', 'Марина Сергеевна', 'Ковалёва', '+79164021855');
  await join('anna', 'Анна', 'Ковалева', '+79164021856');
  await join('petr', 'Пётр', 'Петров', '+79031234567');
  await join('double', 'Ольга', 'Иванова-Соловьёва', '+79057654321');
  await join('hostile', `'; drop table member; --`, '%_\\ <b>', '+79057654322');
  await join('long', 'Я'.repeat(300), 'Б'.repeat(300), '+79057654323');
});
afterAll(() => database[Symbol.asyncDispose]());

describe('G6 a member is found by surname', () => {
  test.each([
    'Ковалёва',
    'ковалева',
    'KOVALEVA',
    'kovalyova',
    'rjdfktdf',
    'Ковалева ',
    'ковал',
    'ковлаева',
    'кавалева',
    'коволёва',
  ])('«%s»', async (text) => {
    expect(new Set(await found(text))).toEqual(new Set([people['marina'], people['anna']]));
  });

  test('and name, in any order, each by its beginning; and what fits exactly says so', async () => {
    expect(await found('марина ковалева')).toEqual([people['marina']]);
    expect(await found('Ковалева М')).toEqual([]);
    expect(await found('Ковалева Ма')).toEqual([people['marina']]);
    expect(await found('ковалёва марина сергеевна')).toEqual([people['marina']]);
    expect(await found('pertov')).toEqual([people['petr']]);
    expect(await found('соловьева')).toEqual([people['double']]);
    const { members } = await search('Ковалева');
    expect(members.map(({ matched }) => matched)).toEqual(
      Array.from({ length: 2 }, () => ({ by: 'name', exact: true, receiptId: null })),
    );
    expect((await search('ковлаева')).members[0]?.matched.exact).toBe(false);
  });

  test('with the end of a phone', async () => {
    expect(await found('ковалева 1855')).toEqual([people['marina']]);
    expect(await found('ковалева 856')).toEqual([people['anna']]);
  });

  test('hostile and endless names are names like others', async () => {
    expect(await found('drop table')).toEqual([people['hostile']]);
    expect(await found('Я'.repeat(200))).toEqual([people['long']]);
    for (const text of ['%', '_', '\\', "'", '%%%', '🙂', '()', '+', '-'])
      expect(await found(text)).toEqual([]);
  });
});

describe('G6 a member is found by phone, card, e-mail, receipt and id', () => {
  test.each(['+7 916 402-18-55', '8(916)4021855', '89164021855', '1855', '02-18-55', '4021855'])(
    'the phone %s',
    async (text) => expect(await found(text)).toEqual([people['marina']]),
  );

  test('a card and its end', async () => {
    const { cards } = await chain.must('get-member', { memberId: people['petr'] ?? '' });
    const number = cards[0]?.number ?? '';
    expect(await found(number)).toEqual([people['petr']]);
    expect(await found(number.slice(-6))).toEqual([people['petr']]);
    expect((await search(number)).members[0]?.matched).toMatchObject({ by: 'card', exact: true });
  });

  test('an e-mail, as it begins and in the other layout', async () => {
    await chain.must('update-member', { memberId: people['petr'] ?? '', email: 'Petr.P@mail.example' });
    expect(await found('petr.p@mail.example')).toEqual([people['petr']]);
    expect(await found('petr.p@')).toEqual([people['petr']]);
    expect(await found('зуекюз"')).toEqual([people['petr']]);
  });

  test('a receipt, the QR code on it, its id; one of nobody is shown by itself', async () => {
    const key = { ...chain.till.key(), number: '0004321' };
    const { answer } = await chain.till.buy(people['petr'] ?? '', [line('SHOES', 8187)], { key });
    const nobody = { ...chain.till.key('2'), number: '0004321' };
    const other = await chain.till.buy(null, [line('SOCKS', 100)], { key: nobody });
    const { members, receipts } = await search('0004321');
    expect(members).toMatchObject([
      { memberId: people['petr'], matched: { by: 'receipt', exact: true, receiptId: answer.receiptId } },
    ]);
    expect(new Map(receipts.map(({ receiptId, memberId }) => [receiptId, memberId]))).toEqual(
      new Map([
        [answer.receiptId, people['petr']],
        [other.answer.receiptId, null],
      ]),
    );
    const { paid } = receipts.find(({ memberId }) => memberId !== null) ?? { paid: 0 };
    const qr = `t=20261122T1200&s=${(paid / 100).toFixed(2)}&fn=9282440300669857&i=0004321&fp=1637291&n=1`;
    expect((await search(qr)).receipts.map(({ receiptId }) => receiptId)).toEqual([answer.receiptId]);
    expect(await found(answer.receiptId)).toEqual([people['petr']]);
    expect(await found(people['anna'] ?? '')).toEqual([people['anna']]);
    expect(await found(v7())).toEqual([]);
  });
});

describe('S8 who may know it', () => {
  test('is told who a person is; anybody else sees initials and ends', async () => {
    const [shown] = (await search('1855', reader)).members;
    expect(shown).toMatchObject({
      name: 'Марина Сергеевна',
      surname: 'К.',
      phone: '+7 916 ···-18-55',
      email: null,
    });
    expect((await search('1855')).members[0]).toMatchObject({ surname: 'Ковалёва', phone: '+79164021855' });
    await chain.must('update-member', { memberId: people['anna'] ?? '', email: 'kovaleva@mail.example' });
    expect((await search('1856', reader)).members[0]?.email).toBe('ko···@mail.example');
  });
});

describe('S2 S8 merged and forgotten', () => {
  test('who was merged leads to who stays, once; a new name takes the place of the old', async () => {
    const gone = await chain.till.join({
      name: 'Зинаида',
      surname: 'Переименованная',
      phone: '+79161112233',
    });
    const stays = await chain.till.join({ name: 'Зинаида', surname: 'Оставшаяся', phone: '+79161112234' });
    await chain.must('update-member', { memberId: stays, surname: 'Новая' });
    expect(await found('оставшаяся')).toEqual([]);
    expect(await found('новая')).toEqual([stays]);
    await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: gone });
    expect(await found('переименованная')).toEqual([stays]);
    expect(await found('зинаида')).toEqual([stays]);
    expect(await found('+79161112233')).toEqual([stays]);
  });
});

test('S8 who was forgotten is not found, and a name that nobody else has is not known any more', async () => {
  const memberId = await chain.till.join({ surname: 'Единственнова', name: 'Анна', phone: '+79169998877' });
  expect(await found('единствен')).toEqual([memberId]);
  const me = { memberId, sessionId: v7(), deviceId: 'd', address: '127.0.0.1', userAgent: '' };
  const confirmationId = v7();
  await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, me);
  await chain.must('erase-me', { confirmationId, code: chain.sentCode(confirmationId) }, me);
  for (const text of ['единственнова', '+79169998877', '8877', memberId])
    expect(await found(text), text).toEqual([]);
  const words = await chain.shell.db.selectFrom('search_word').select('word').execute();
  expect(words.map(({ word }) => word)).not.toContain('edinstvenova');
  // Of others there still are some.
  expect(words.map(({ word }) => word)).toContain('ana');
});

test('those of an earlier release become findable', async () => {
  const memberId = await chain.till.join({ surname: 'Прежняя' });
  await sql`delete from member_search where owner_id = ${memberId}`.execute(chain.shell.db);
  expect(await found('прежняя')).toEqual([]);
  expect(await indexNames(chain.shell.db)).toBe(1);
  expect(await indexNames(chain.shell.db)).toBe(0);
  expect(await found('прежняя')).toEqual([memberId]);
});

test('twenty are shown, and that there are more is said', async () => {
  for (let index = 0; index < 21; index++) await chain.till.join({ surname: 'Однофамилец' });
  const { members, more } = await search('однофамилец');
  expect([members.length, more]).toEqual([20, true]);
  expect((await search('ковалева')).more).toBe(false);
});
