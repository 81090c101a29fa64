import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { scopes, type Answer } from '@bonum/contract';
import { verify } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { answerOfSale } from '../../checkout/stored-answer.ts';
import { readStored, type StoredReceipt } from '../../checkout/stored-receipt.ts';
import { createKeyCommand } from '../../commands/key.ts';
import { publishProgrammeCommand } from '../../commands/programme.ts';
import { CHECKOUT } from '../../config.ts';
import { prospectOf } from '../../confirmations/address.ts';
import { allInvariants } from '../../verify/all-invariants.ts';
import { runCommand } from '../command.ts';
import { makeStand, type Stand, type Victim } from './stand.ts';
import { confirm, workTill, type Counter, type Journal, type Place } from './till.ts';

const MEMBERS = 8;
/** Somewhere between these after the last kill comes the next. */
const LIVES_MS = { least: 150, most: 1500 };

export interface ChaosReport {
  readonly kills: number;
  readonly tills: number;
  readonly sales: number;
  readonly spentPoints: number;
  readonly returns: number;
  readonly cancels: number;
  readonly requests: number;
  /** Times that no answer came and the till asked again. */
  readonly lost: number;
  readonly turnedAway: number;
  readonly seconds: number;
  /** What is not as it must be, in a sentence each. */
  readonly wrong: readonly string[];
}

/** Tills trade while server and PostgreSQL are killed again and again; then everything is counted. */
export async function chaos({ kills, tills }: { kills: number; tills: number }): Promise<ChaosReport> {
  const begin = performance.now();
  await using stand = await makeStand();
  const key = await open(stand);
  const counter: Counter = { requests: 0, lost: 0, turnedAway: 0, wrong: [] };
  const place: Place = { baseUrl: stand.baseUrl, key, connection: stand.connection, counter };
  const members = await Promise.all(
    Array.from({ length: MEMBERS }, (_, index) => joinSomebody(stand, key, index)),
  );
  let stopped = false;
  const working = Promise.all(
    Array.from({ length: tills }, (_, index) =>
      workTill(place, { tillId: String(index + 1), members, stopped: () => stopped }),
    ),
  );
  // Heard below; until then it must not end the process.
  working.catch(() => {});
  for (let kill = 0; kill < kills; kill++) {
    await pause(LIVES_MS.least + Math.random() * (LIVES_MS.most - LIVES_MS.least));
    await stand.kill(victims[kill % victims.length] ?? 'both');
  }
  stopped = true;
  const journals = await working;
  const wrong = [...counter.wrong, ...(await wrongIn(place, journals, members))];
  const sales = journals.flatMap((journal) => journal.sales);
  return {
    kills,
    tills,
    sales: sales.length,
    spentPoints: sum(sales.flatMap(({ answer }) => answer.spending.map(({ points }) => points))),
    returns: sum(journals.map((journal) => journal.returns.length)),
    cancels: sum(journals.map((journal) => journal.cancels.length)),
    requests: counter.requests,
    lost: counter.lost,
    turnedAway: counter.turnedAway,
    seconds: Math.round((performance.now() - begin) / 1000),
    wrong,
  };
}

const victims: readonly Victim[] = ['database', 'server', 'both'];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A programme, a key, a store with goods, and a server. */
async function open(stand: Stand): Promise<string> {
  const programme = join(CHECKOUT, 'programmes/sportswear.json');
  await runCommand((context) => publishProgrammeCommand(context, programme), stand.env);
  const flags = { name: 'chaos', scope: [...scopes] };
  const { printed } = await runCommand((context) => createKeyCommand(context, flags), stand.env);
  const key = /bonum_\S+/.exec(printed)?.[0] ?? '';
  await stand.serve();
  const tills = Array.from({ length: 32 }, (_, index) => ({ tillId: String(index), name: `Касса ${index}` }));
  await send(stand, key, {
    method: 'PUT',
    path: 'stores',
    body: { stores: [{ storeId: 'S-1', name: 'Спорт', tills }] },
  });
  const products = [
    { productId: 'SHOES', name: 'Кроссовки', category: ['Обувь'] },
    { productId: 'SOCKS', name: 'Носки', category: ['Одежда', 'Носки'] },
  ];
  await send(stand, key, { method: 'PUT', path: 'products', body: { products } });
  return key;
}

interface Sent {
  readonly method: 'PUT' | 'POST' | 'GET';
  readonly path: string;
  readonly body?: object;
}

async function send(
  stand: Pick<Stand, 'baseUrl'>,
  key: string,
  { method, path, body }: Sent,
): Promise<unknown> {
  const answer = await fetch(`${stand.baseUrl}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said)}`);
  return said;
}

/** Somebody who may pay with points: they have bought for 60 000 and were given 5 000 points. */
async function joinSomebody(stand: Stand, key: string, index: number): Promise<string> {
  const phone = `+7916100000${index}`;
  const confirmation = await confirm(stand.connection, { ownerId: prospectOf(phone), purpose: 'join' });
  const memberId = v7();
  await send(stand, key, {
    method: 'POST',
    path: 'members',
    body: { memberId, phone, name: 'Анна', confirmation },
  });
  const grant = { grantId: v7(), kind: 'bonus', points: 5000, reason: 'Начало' };
  await send(stand, key, { method: 'POST', path: `members/${memberId}/grants`, body: grant });
  const sale = {
    key: { storeId: 'S-1', tillId: '0', shift: '0', number: String(index) },
    at: new Date().toISOString(),
    member: { memberId },
    lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 6_000_000 }],
  };
  await send(stand, key, { method: 'POST', path: 'receipts/commit', body: sale });
  return memberId;
}

/** Everything acknowledged is there once, as acknowledged; nothing else is; points add up; the books are right. */
async function wrongIn(
  place: Place,
  journals: readonly Journal[],
  members: readonly string[],
): Promise<string[]> {
  const { db } = place.connection;
  const breaks = (await Array.fromAsync(verify(db, { invariants: allInvariants }))).map(
    ({ sentence }) => sentence,
  );
  return [
    ...breaks,
    ...(await wrongReceipts(place, journals)),
    ...(await wrongPoints(place, journals, members)),
  ];
}

interface Acknowledged {
  readonly type: 'sale' | 'return' | 'void';
  readonly receiptId: string;
  readonly answer: unknown;
}

function acknowledged({ sales, returns, cancels }: Journal): Acknowledged[] {
  return [
    ...sales.map(({ answer }) => ({ type: 'sale' as const, receiptId: answer.receiptId, answer })),
    ...returns.map(({ answer }) => ({ type: 'return' as const, receiptId: answer.receiptId, answer })),
    ...cancels.map(({ answer }) =>
      answer.returned
        ? { type: 'return' as const, receiptId: answer.returned.receiptId, answer: answer.returned }
        : { type: 'void' as const, receiptId: answer.receiptId, answer },
    ),
  ];
}

/** What a till that asks again is told. */
const answerOf = (stored: StoredReceipt, names: ReadonlyMap<string, string | null>): unknown =>
  stored.type === 'sale' ? answerOfSale(stored, names.get(stored.owner_id) ?? null) : stored.answer;

async function wrongReceipts({ connection }: Place, journals: readonly Journal[]): Promise<string[]> {
  const members = await connection.db.selectFrom('member').select(['owner_id', 'name']).execute();
  const names = new Map(members.map(({ owner_id, name }) => [owner_id, name]));
  const stored = new Map<string, StoredReceipt>();
  const wrong: string[] = [];
  for (const row of await readStored(connection.db, sql`shift <> '0'`)) {
    if (stored.has(row.receipt_id)) wrong.push(`receipt ${row.receipt_id} is there twice`);
    stored.set(row.receipt_id, row);
  }
  const told = journals.flatMap(acknowledged);
  for (const { receiptId, type, answer } of told) {
    const row = stored.get(receiptId);
    if (!row) wrong.push(`receipt ${receiptId} was acknowledged and is not there`);
    else if (row.type !== type || canonicalize(answerOf(row, names)) !== canonicalize(answer))
      wrong.push(`receipt ${receiptId} was acknowledged as something else`);
    stored.delete(receiptId);
  }
  return [...wrong, ...[...stored.keys()].map((id) => `receipt ${id} is there and nobody was told`)];
}

async function wrongPoints(
  place: Place,
  journals: readonly Journal[],
  members: readonly string[],
): Promise<string[]> {
  const expected = new Map(members.map((memberId) => [memberId, 5000]));
  const add = (memberId: string | undefined, points: number): void => {
    if (memberId !== undefined) expected.set(memberId, (expected.get(memberId) ?? 0) + points);
  };
  const owners = new Map<string, string | undefined>();
  for (const { answer } of journals.flatMap(({ sales }) => sales)) {
    const memberId = answer.member?.memberId;
    owners.set(answer.receiptId, memberId);
    add(
      memberId,
      sum(answer.earning.map(({ points }) => points)) - sum(answer.spending.map(({ points }) => points)),
    );
  }
  const returned = journals.flatMap(({ returns, cancels }) => [
    ...returns.map(({ answer }) => answer),
    ...cancels.flatMap(({ answer }) => answer.returned ?? []),
  ]);
  for (const { ofReceiptId, pointsGivenBack, pointsTakenBack, refundReducedBy } of returned) {
    const moved = sum(Object.values(pointsGivenBack)) - sum(Object.values(pointsTakenBack));
    // A point is a rouble; what the refund paid for is owed no more.
    add(owners.get(ofReceiptId), moved + refundReducedBy / 100);
  }
  const wrong: string[] = [];
  for (const [memberId, points] of expected) {
    const said = await send(place, place.key, { method: 'GET', path: `members/${memberId}` });
    const [balance] = (said as Answer<'get-member'>).balances;
    const { available = 0, pending = 0, held = 0, debt = 0 } = balance ?? {};
    if (available + pending - debt !== points || held !== 0)
      wrong.push(`member ${memberId} has ${available + pending - debt} points (${held} held), not ${points}`);
  }
  return wrong;
}
