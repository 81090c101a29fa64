import { describe, expect, test } from 'vitest';
import { command, onec, points, reading, until } from '../testing/onec.ts';
import { onecRecord } from './onec-record.ts';

const html = { status: 200, body: '<html>Ведутся работы</html>', type: 'text/html' } as const;
const anna = { phone: '+79160000001', card: '2990000000017' };

/** Long enough for whatever else this machine does. */
const PATIENCE_MS = 1500;

async function stand(configuration: 'ut11' | 'rt2' = 'ut11') {
  const made = await onec(configuration, { timeoutMs: PATIENCE_MS });
  const { person, card } = made.base.desk.enter({ name: 'Иванова Анна', ...anna, points: 100 });
  return {
    ...made,
    me: { ...anna, recordId: person },
    owner: configuration === 'ut11' ? person : (card ?? ''),
  };
}

describe('an answer that never came', () => {
  // In Управление торговлей points are two calls: the document, and its posting.
  test.each([
    ['before the document', ['drop-before']],
    ['after the document', ['drop-after']],
    ['half of it, after the document', ['half-written']],
    ['nothing said, after the document', ['silent']],
    ['a page for people, and no document', [html]],
    ['before the posting', ['none', 'drop-before']],
    ['after the posting', ['none', 'drop-after']],
    ['a page for people instead of the posting', ['none', html]],
    ['nothing said, after the posting', ['none', 'silent']],
    ['again and again', ['drop-after', 'drop-after', 'half-written', 'none', 'none', 'drop-after']],
  ] as const)('%s: asked again, points count once', async (_, faults) => {
    await using stood = await stand();
    const { base, record, me, owner } = stood;
    base.faults.push(...faults);
    const given = points(25, me);
    expect(await record.carryOut(given)).toMatchObject({ state: 'away' });
    expect(await until(record, given)).toMatchObject({ state: 'done', reference: 'БП-000002' });
    expect(await record.carryOut(given)).toMatchObject({ state: 'done', reference: 'БП-000002' });
    expect(base.balance(owner)).toBe(125);
    expect(base.documents()).toHaveLength(2);
  });

  test('a registration that broke off anywhere ends with one person and one card', async () => {
    for (let at = 0; at < 8; at++) {
      await using made = await onec('rt2', { timeoutMs: PATIENCE_MS });
      made.base.faults.push(...Array.from({ length: at }, () => 'none' as const), 'drop-after');
      const done = await until(made.record, command({ act: 'register' }, anna));
      expect(done).toMatchObject({ state: 'done' });
      expect(made.base.rows('Catalog_ФизическиеЛица')).toHaveLength(1);
      expect(made.base.rows('Catalog_ИнформационныеКарты')).toHaveLength(1);
    }
  });
});

describe('what stands between 1C and us', () => {
  test.each([
    ['drop-before', { state: 'away', because: 'no-answer' }],
    ['drop-after', { state: 'away', because: 'no-answer' }],
    ['half-written', { state: 'away', because: 'no-answer' }],
    ['silent', { state: 'away', because: 'no-answer' }],
    [html, { state: 'away', because: 'not-understood' }],
    [
      { status: 200, body: '{"value":' },
      { state: 'away', because: 'not-understood' },
    ],
    [
      { status: 503, body: '', headers: { 'retry-after': '30' } },
      { state: 'away', because: 'busy', retryAfterMs: 30_000 },
    ],
    [
      { status: 429, body: '' },
      { state: 'away', because: 'busy' },
    ],
    [
      { status: 502, body: '<html/>' },
      { state: 'away', because: 'no-answer' },
    ],
    [
      { status: 302, body: '', headers: { location: '/login' } },
      { state: 'away', because: 'led-elsewhere' },
    ],
    [
      { status: 404, body: '<html>IIS</html>' },
      { state: 'away', because: 'http-404' },
    ],
    [
      { status: 500, body: 'Превышено количество сеансов' },
      { state: 'away', because: 'no-session' },
    ],
    [
      { status: 500, body: refusal('-1', 'Конфликт блокировок при выполнении транзакции') },
      { state: 'away', because: 'locked' },
    ],
  ] as const)('%j', async (fault, away) => {
    await using stood = await stand();
    stood.base.faults.push(fault);
    expect(await stood.record.read(stood.me.recordId)).toEqual(away);
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 100 });
  });

  test('nobody is there', async () => {
    const { base, record, me } = await stand();
    await base[Symbol.asyncDispose]();
    expect(await record.carryOut(points(5, me))).toEqual({ state: 'away', because: 'unreachable' });
    await record.close?.();
  });

  test('a server that makes windows-1251 of it is understood', async () => {
    await using stood = await stand();
    stood.base.faults.push('windows-1251');
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ surname: 'Иванова', points: 100 });
  });

  test('a session that ended, and a password that was changed', async () => {
    await using stood = await stand();
    const { base, record, me } = stood;
    await reading(record, me.recordId);
    base.faults.push({ status: 401, body: 'Unauthorized' });
    expect(await reading(record, me.recordId)).toMatchObject({ points: 100 });
    base.manners.knowsUser = false;
    expect(await record.carryOut(points(5, me))).toEqual({ state: 'away', because: 'wrong-login' });
    base.manners.knowsUser = true;
    expect(await record.carryOut(points(5, me))).toMatchObject({ state: 'done' });
    expect(base.balance(me.recordId)).toBe(105);
  });

  test('no licence is left; when one is, all goes on', async () => {
    await using stood = await stand();
    stood.base.sessions.cap = 0;
    expect(await stood.record.read(stood.me.recordId)).toEqual({ state: 'away', because: 'no-session' });
    stood.base.sessions.cap = 2;
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 100 });
  });
});

describe('what 1C itself says no to', () => {
  test('rights that are missing', async () => {
    await using stood = await stand();
    stood.base.forbid('Document_НачислениеИСписаниеБонусныхБаллов');
    expect(await stood.record.carryOut(points(5, stood.me))).toMatchObject({
      state: 'refused',
      because: 'no-rights',
    });
  });

  test('what is not published', async () => {
    await using stood = await stand();
    stood.base.unpublish('Catalog_КартыЛояльности');
    expect(await stood.record.find({ card: anna.card })).toMatchObject({
      state: 'refused',
      because: 'not-published',
    });
  });

  test('a posting handler, in its own words', async () => {
    await using stood = await stand();
    stood.base.manners.refusesPosting = 'Период закрыт для изменений';
    const given = points(5, stood.me);
    expect(await stood.record.carryOut(given)).toEqual({
      state: 'refused',
      because: 'not-posted',
      about: { said: 'Период закрыт для изменений' },
    });
    stood.base.manners.refusesPosting = null;
    expect(await stood.record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(stood.base.balance(stood.me.recordId)).toBe(105);
  });

  test('a base that makes keys of its own: nothing is posted, since nothing would keep it from counting twice', async () => {
    await using stood = await stand();
    stood.base.manners.makesOwnKeys = true;
    const given = points(5, stood.me);
    for (const _again of [1, 2])
      expect(await stood.record.carryOut(given)).toMatchObject({
        state: 'refused',
        because: 'keys-not-taken',
      });
    expect(stood.base.balance(stood.me.recordId)).toBe(100);
  });

  test('somebody who does not exist there', async () => {
    await using stood = await stand();
    const gone = { recordId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', card: null };
    for (const act of ['change', 'suspend', 'resume'] as const)
      expect(await stood.record.carryOut(command({ act }, gone))).toMatchObject({ because: 'not-there' });
    expect(await stood.record.carryOut(points(5, { recordId: null }))).toMatchObject({
      because: 'not-there',
    });
    expect(
      await stood.record.carryOut(command({ act: 'merge', intoRecordId: gone.recordId }, stood.me)),
    ).toMatchObject({
      because: 'not-there',
    });
  });
});

describe('what bases differ in', () => {
  test('somebody else was faster: read again, once', async () => {
    await using stood = await stand();
    const { base, record, me } = stood;
    base.manners.meddling = 1;
    expect(await record.carryOut(command({ act: 'suspend' }, me))).toEqual({ state: 'done' });
    base.manners.meddling = 2;
    expect(await record.carryOut(command({ act: 'resume' }, me))).toEqual({
      state: 'away',
      because: 'changed-meanwhile',
    });
    expect(await record.carryOut(command({ act: 'resume' }, me))).toEqual({ state: 'done' });
  });

  test.each(['as-function', 'as-options'] as const)('virtual tables %s', async (way) => {
    await using stood = await stand();
    stood.base.manners.virtualTables = way;
    for (const _again of [1, 2])
      expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 100 });
  });

  test('a platform that knows no conditions on rows', async () => {
    await using stood = await stand('rt2');
    stood.base.manners.knowsLambdas = false;
    expect(await stood.record.find({ phone: anna.phone })).toMatchObject({
      value: { recordId: stood.me.recordId },
    });
    expect(await stood.record.find({ phone: '+79169999999' })).toEqual({ state: 'read', value: null });
  });

  test('a base that fails at any order', async () => {
    await using stood = await stand('rt2');
    stood.base.manners.failsAtOrder = true;
    expect(await stood.record.find({ card: anna.card })).toMatchObject({ value: { points: 100 } });
  });

  test('more of them than a page holds', async () => {
    await using stood = await stand('rt2');
    const numbers = Array.from({ length: 230 }, (_, index) => String(3_000_000 + index));
    for (const number of numbers)
      stood.base.desk.movePoints(stood.base.desk.giveCard(stood.me.recordId, number), 1);
    const member = await reading(stood.record, stood.me.recordId);
    expect(member.cards).toHaveLength(231);
    expect(member.points).toBe(330);
  });

  test('points that begin some day are none yet', async () => {
    await using stood = await stand();
    stood.base.desk.movePoints(stood.owner, 40, { day: '2999-01-01T00:00:00' });
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 100 });
  });

  test('points that 1C itself gave for a time are there until it is over', async () => {
    await using stood = await stand();
    const { desk } = stood.base;
    desk.movePoints(stood.owner, 40, { day: '2026-01-01T00:00:00', until: '2026-02-01T00:00:00' });
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 100 });
    desk.movePoints(stood.owner, 40, { until: '2999-01-01T00:00:00' });
    expect(await reading(stood.record, stood.me.recordId)).toMatchObject({ points: 140 });
  });

  test('a company’s card is nobody’s, and its owner is not taken for a member', async () => {
    await using stood = await stand('rt2');
    const card = stood.base.desk.giveCard(null, '777');
    stood.base.desk.edit('Catalog_ИнформационныеКарты', card, {
      ВладелецКарты: stood.me.recordId,
      ВладелецКарты_Type: 'StandardODATA.Catalog_Контрагенты',
    });
    expect(await stood.record.find({ card: '777' })).toEqual({ state: 'read', value: null });
    expect((await reading(stood.record, stood.me.recordId)).cards).toHaveLength(1);
  });

  test('a card without a name keeps its points until it has one', async () => {
    await using stood = await stand('rt2');
    const { base, record } = stood;
    const card = base.desk.giveCard(null, '778');
    base.desk.movePoints(card, 15);
    const recordId = `card:${card}`;
    expect(await record.find({ card: '778' })).toMatchObject({ value: { recordId, points: 15, name: null } });
    expect(await record.carryOut(points(5, { recordId, card: '778' }))).toMatchObject({ state: 'done' });
    const named = await record.carryOut(
      command({ act: 'change' }, { recordId, card: '778', name: 'Мария', surname: 'Петрова' }),
    );
    const person = named.state === 'done' ? (named.recordId ?? '') : '';
    expect(await reading(record, person)).toMatchObject({
      name: 'Мария',
      points: 20,
      cards: [{ number: '778' }],
    });
    expect(await reading(record, recordId)).toMatchObject({ recordId: person });
  });

  test('a barcode card is found by the register of barcodes', async () => {
    await using stood = await stand('rt2');
    const { base, record, me } = stood;
    const card = base.desk.giveCard(me.recordId, '779');
    base.desk.edit('Catalog_ИнформационныеКарты', card, { ВидКарты: 'Штриховая' });
    base.desk.giveBarcode('2990000000055', card);
    expect(await record.find({ card: '2990000000055' })).toMatchObject({ value: { recordId: me.recordId } });
  });

  test('points by card need a card, and get the one they show', async () => {
    await using stood = await stand('rt2');
    const { person } = stood.base.desk.enter({ name: 'Без Карты' });
    expect(await stood.record.carryOut(points(5, { recordId: person }))).toMatchObject({
      because: 'no-card',
    });
    const given = points(5, { recordId: person, card: '780' });
    expect(await stood.record.carryOut(given)).toMatchObject({ state: 'done' });
    expect(await reading(stood.record, person)).toMatchObject({ points: 5, cards: [{ number: '780' }] });
  });
});

test('kinds are of programmes, a hundred of Bonum’s may be one of 1C’s, and what has no place is kept', async () => {
  await using made = await onec('ut11');
  const { base } = made;
  const { person } = base.desk.enter({ name: 'Иванова Анна', points: 3 });
  const other = '0b0b0b0b-0000-4000-8000-000000000001';
  await using record = await disposable(base, { pointsPerUnit: 100, kinds: { gifts: other, paper: null } });
  const me = { recordId: person };
  const give = (amount: number, kind: string) =>
    record.carryOut(
      command({ act: 'points', points: amount, kind, because: 'earned', receiptId: 'r-1' }, me),
    );
  expect(await give(150, 'points')).toMatchObject({ state: 'done' });
  expect(await give(50, 'gifts')).toMatchObject({ state: 'done' });
  expect(await give(50, 'paper')).toEqual({ state: 'kept' });
  expect(base.balance(person)).toBe(5);
  expect(base.documents().at(-1)).toMatchObject({
    БонуснаяПрограммаЛояльности_Key: other,
    Комментарий: 'Bonum: earned, r-1',
  });
  base.desk.movePoints(person, 1000, { programme: '0b0b0b0b-0000-4000-8000-000000000002' });
  expect(await record.read(person)).toMatchObject({ value: { points: 500 } });
});

async function disposable(
  base: { address: string; user: string; password: string; desk: { programme: string } },
  settings: object,
) {
  const record = onecRecord({
    url: base.address,
    user: base.user,
    password: base.password,
    profile: 'ut11',
    programme: base.desk.programme,
    ...settings,
  });
  return Object.assign(record, { [Symbol.asyncDispose]: async () => record.close?.() });
}

function refusal(code: string, value: string): string {
  return JSON.stringify({ 'odata.error': { code, message: { lang: 'ru', value } } });
}
