import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Chain, days, minutes } from '../testing/chain.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { heardDatabase } from '../testing/heard.ts';
import { line } from '../testing/till.ts';
import { collectReceipts } from './collect-receipts.ts';
import { keepCases } from './keep-cases.ts';
import { usualParameters } from './parameters.ts';
import type { Suspicion } from './suspicion.ts';
import { watchAbuse } from './watch-abuse.ts';

let database: TestDatabase;
let chain: Chain;
let friend: string;

/** Two tills; at one of them a cashier's own card is shown whenever a customer has none. */
beforeAll(async () => {
  database = await createDatabase({ poolSize: 12 });
  chain = new Chain(database);
  await chain.publish('clothing');
  await chain.till.stock();
  friend = await chain.till.join();
  const opening = chain.now;
  for (let day = 0; day < 8; day++) {
    chain.now = opening + days(day);
    for (let hour = 0; hour < 3; hour++) {
      chain.now += minutes(60);
      await sell('1', 'honest', null);
      await sell('1', 'honest', await chain.till.join());
      await sell('2', 'sly', friend);
      await sell('2', 'sly', friend);
    }
  }
}, 240_000);
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(() => chain.database.db.deleteFrom('abuse_case').execute());

async function sell(tillId: string, cashier: string, memberId: string | null): Promise<string> {
  chain.now += minutes(1);
  const basket = chain.till.basket([line('SOCKS', 300)], memberId === null ? {} : { member: { memberId } });
  const request = { ...basket, key: chain.till.key(tillId), cashier };
  return (await chain.must('commit-receipt', request)).receiptId;
}

const cardCase = async () => {
  chain.now += minutes(1);
  await watchAbuse(chain.shell);
  const { cases } = await chain.must('list-cases', { rule: 'one-till', language: 'en' });
  const [only] = cases;
  if (!only) throw new Error('the card at one till was not found');
  return chain.must('get-case', { caseId: only.caseId, language: 'en' });
};

const block = (caseId: string, version: number, rest: object = {}) =>
  chain.ask('decide-case', {
    caseId,
    decision: 'block',
    reason: 'Карта кассира',
    ifVersion: version,
    measures: ['block-cards', 'suspend-members', 'flag'],
    members: [friend],
    ...rest,
  });

describe('D8 a card on many receipts at one till', () => {
  test('is found, with the receipts it rests on and sentences that say why', async () => {
    const found = await cardCase();
    expect(found).toMatchObject({
      state: 'open',
      subject: { kind: 'member', id: friend, seat: { storeId: 'S-1', cashier: 'sly', tillId: null } },
      figures: { receipts: 48, days: 8, mostInADay: 6 },
      measures: ['block-cards', 'suspend-members', 'flag'],
      mayRelease: true,
    });
    expect(found.headline).toBe('One card on 48 receipts, all at Спорт на Тверской, cashier sly');
    expect(found.sentences.join(' ')).toContain('Most in a day: 6.');
    expect(found.traces).toHaveLength(48);
    // By the clock of the store, wherever the reviewer sits.
    expect(new Set(found.traces.map(({ offsetMinutes }) => offsetMinutes))).toEqual(new Set([180]));
    expect(found.members).toMatchObject([{ memberId: friend, status: 'active', activeCards: 1 }]);
    expect(JSON.stringify(found)).not.toMatch(/\+7/);
  });

  test('is one case, however often the rules look and however much it grows', async () => {
    const before = await cardCase();
    expect((await cardCase()).version).toBe(before.version);
    await sell('2', 'sly', friend);
    const after = await cardCase();
    expect(after).toMatchObject({ caseId: before.caseId, figures: { receipts: 49 } });
    expect(after.version).toBe(before.version + 1);
    const { open } = await chain.must('list-cases', {});
    const all = await chain.must('list-cases', { limit: 200 });
    expect(open).toBe(all.cases.length);
  });

  test('two workers at once, and one that was killed half-way: each receipt is copied once', async () => {
    chain.now += minutes(1);
    await Promise.all([watchAbuse(chain.shell), watchAbuse(chain.shell), watchAbuse(chain.shell)]);
    // As if the bookmark had not been moved yet.
    await sql`update abuse_bookmark set until = until - interval '3 days'`.execute(database.db);
    await watchAbuse(chain.shell);
    const { rows } = await sql<{ copied: number; sold: number }>`
      select (select count(*) from abuse_receipt) as copied, (select count(*) from receipt) as sold`.execute(
      database.db,
    );
    expect(rows[0]?.copied).toBe(rows[0]?.sold);
    expect((await chain.must('list-cases', { rule: 'one-till' })).cases).toHaveLength(1);
  });

  test('a day with more receipts than one statement may copy is copied by many', async () => {
    chain.now += minutes(1);
    await watchAbuse(chain.shell);
    const all = () => database.db.selectFrom('abuse_receipt').selectAll().orderBy('receipt_id').execute();
    const before = await all();
    await database.db.deleteFrom('abuse_receipt').execute();
    await database.db.deleteFrom('abuse_bookmark').execute();
    const { db, said } = heardDatabase(database.pool);
    expect(await collectReceipts({ ...chain.shell, db }, { windowDays: 60 }, 3)).toBe(before.length);
    const copies = said.filter(({ sql: text }) => text.trimStart().startsWith('insert into abuse_receipt'));
    expect(copies.length).toBeGreaterThanOrEqual(before.length / 3);
    expect(await all()).toEqual(before);
  });
});

describe('D8 a reviewer decides', () => {
  test('a block stops the card and the member; a release gives back exactly what the block took', async () => {
    const { cards } = await chain.must('get-member', { memberId: friend });
    const number = cards[0]?.number ?? '';
    const lost = await chain.must('issue-card', { memberId: friend, cardId: v7() });
    const other = lost.cards.find((card) => card.number !== number)?.number ?? '';
    await chain.must('block-card', { memberId: friend, number: other, reason: 'Потеряна' });
    const found = await cardCase();
    // A basket is on the screen as the block comes.
    const basket = chain.till.basket([line('SOCKS', 300)], { member: { card: number } });
    await chain.must('quote-receipt', basket);
    const blocked = await block(found.caseId, found.version);
    expect(blocked).toMatchObject({
      ok: true,
      value: {
        state: 'blocked',
        members: [{ status: 'suspended', activeCards: 0 }],
        decisions: [{ decision: 'block', cards: 1, members: 1, reason: 'Карта кассира' }],
        measures: [],
      },
    });
    expect(await chain.refusal('commit-receipt', basket)).toBe('member-suspended');
    const { member: _member, ...without } = basket;
    expect(await chain.refusal('commit-receipt', without)).toBe('ok');
    const again = { caseId: found.caseId, decision: 'release' as const, reason: 'Карта семьи' };
    const released = await chain.must('decide-case', { ...again, ifVersion: found.version + 1 });
    expect(released).toMatchObject({ state: 'released', members: [{ status: 'active', activeCards: 1 }] });
    expect((await chain.must('get-member', { memberId: friend })).cards).toMatchObject(
      cards.concat(lost.cards.filter((card) => card.number === other)).map((card) => ({
        number: card.number,
        state: card.number === other ? 'blocked' : 'active',
      })),
    );
    expect(await chain.refusal('decide-case', { ...again, ifVersion: found.version + 2 })).toBe(
      'bad-decision',
    );
    expect(await chain.breaks()).toEqual([]);
  });

  test('what somebody else blocked meanwhile stays blocked', async () => {
    const found = await cardCase();
    await block(found.caseId, found.version, { measures: ['block-cards'] });
    await sql`update card set blocked_at = blocked_at + interval '1 second', block_reason = 'Потеряна'
      where owner_id = ${friend} and state = 'blocked'`.execute(database.db);
    const released = await chain.must('decide-case', {
      caseId: found.caseId,
      decision: 'release',
      reason: 'Ошибка',
      ifVersion: found.version + 1,
    });
    expect(released).toMatchObject({
      members: [{ activeCards: 0 }],
      decisions: [{ cards: 1 }, { cards: 0 }],
    });
    await sql`update card set state = 'active', blocked_at = null, block_reason = null where owner_id = ${friend}`.execute(
      database.db,
    );
  });

  test('of two at once one decides, and the other is told what it has become', async () => {
    const found = await cardCase();
    const release = {
      caseId: found.caseId,
      decision: 'release' as const,
      reason: 'Всё в порядке',
      ifVersion: found.version,
    };
    const outcomes = await Promise.all([
      chain.ask('decide-case', release),
      block(found.caseId, found.version, { measures: ['flag'], members: [] }),
      chain.ask('decide-case', release),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes.filter(({ ok }) => !ok))
      expect(outcome).toMatchObject({ code: 'changed-since', path: '/ifVersion' });
  });

  test('a release rests: the same does not come back while it is quiet, and comes back after', async () => {
    const found = await cardCase();
    await chain.must('decide-case', {
      caseId: found.caseId,
      decision: 'release',
      reason: 'Карта магазина',
      ifVersion: found.version,
    });
    await watchAbuse(chain.shell);
    expect((await chain.must('list-cases', { rule: 'one-till' })).cases).toEqual([]);
    await sql`update abuse_case set quiet_until = ${new Date(chain.now)}`.execute(database.db);
    expect((await cardCase()).caseId).not.toBe(found.caseId);
  });

  test.each([
    ['a measure that the case has not', { measures: ['block-cards'], members: [v7()] }, '/members/0'],
    ['no measure', { measures: [], members: [] }, '/measures'],
    ['nobody', { measures: ['suspend-members'], members: [] }, '/members'],
    ['a flag on a member', { measures: ['flag'] }, '/members'],
    ['a release that names something', { decision: 'release' }, '/measures'],
  ])('%s is refused, and nothing is done', async (_, wrong, path) => {
    const found = await cardCase();
    expect(await block(found.caseId, found.version, wrong)).toMatchObject({ code: 'bad-decision', path });
    expect((await chain.must('get-case', { caseId: found.caseId })).state).toBe('open');
  });
});

test('D8 many cases come page by page, the weightiest first, each once', async () => {
  const suspicions = Array.from({ length: 7 }, (_, index): Suspicion => ({
    rule: 'merges',
    subject: { kind: 'member', memberId: v7() },
    chance: 10 ** -(2 + (index % 3)),
    byChance: 10 ** -(2 + (index % 3)),
    figures: { merges: 4 },
    members: [],
    traces: [],
  }));
  await keepCases(database.db, suspicions, chain.now);
  const seen: { caseId: string; weight: number }[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { cases: typeof seen; next: string | null } = await chain.must('list-cases', {
      limit: 2,
      ...(after !== '' && { after }),
    });
    seen.push(...page.cases);
    after = page.next;
  }
  expect(new Set(seen.map(({ caseId }) => caseId)).size).toBe(7);
  expect(seen.map(({ weight }) => weight)).toEqual([40, 40, 30, 30, 20, 20, 20]);
});

test('D8 settings are the chain’s own, and name stores that there are', async () => {
  expect(await chain.must('get-abuse-settings', {})).toEqual(usualParameters);
  const changed = { ...usualParameters, windowDays: 14, storesWithoutCashiers: ['S-2'] };
  expect(await chain.must('put-abuse-settings', changed)).toEqual(changed);
  expect(await chain.must('get-abuse-settings', {})).toEqual(changed);
  expect(await chain.refusal('put-abuse-settings', { ...changed, storesWithoutCashiers: ['S-9'] })).toBe(
    'unknown-store',
  );
  await chain.must('put-abuse-settings', usualParameters);
});
