import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { scopes } from '@bonum/contract';
import { v7 } from 'uuid';
import { createKeyCommand } from '../../commands/key.ts';
import { publishProgrammeCommand } from '../../commands/programme.ts';
import { CHECKOUT } from '../../config.ts';
import { prospectOf } from '../../confirmations/address.ts';
import { randomOf, type Random } from '../../demo/random.ts';
import { runCommand } from '../command.ts';
import { GIVEN, wrongIn } from './count.ts';
import { calls, confirm, send, type Counter, type Place } from './place.ts';
import { sum, unproved, type Report } from './report.ts';
import { makeStand, victims, type Stand } from './stand.ts';
import { Struck } from './struck.ts';
import { workTill } from './till.ts';

const MEMBERS = 8;
/** How often a kill waits until tills sell again; else it may come while what was killed is hardly back. */
const STANDS_AGAIN = 0.8;
/** Longer than a start takes on a machine that is busy. */
const STARTING_MS = 60_000;
/** So long, at most, everything stands until the next kill is aimed. */
const LIFE_MS = 1200;
/** What is aimed at may not be asked at once: then whatever is under way is hit. */
const AIM_MS = 1000;
/** So long, at most, a request is under way when its server is killed: a commit takes some five. */
const UNDER_WAY_MS = 12;

export interface Wanted {
  readonly kills: number;
  readonly tills: number;
  /** What is killed, what is aimed at, and what tills do follow from it; who is faster does not. */
  readonly seed: number;
}

/** Tills trade while server and PostgreSQL are killed again and again; then everything is counted. */
export async function chaos({ kills, tills, seed }: Wanted): Promise<Report> {
  const begin = performance.now();
  await using stand = await makeStand();
  const key = await open(stand);
  const counter: Counter = { requests: 0, lost: 0, turnedAway: 0, released: 0, synced: 0, wrong: [] };
  const struck = new Struck();
  const place: Place = { baseUrl: stand.baseUrl, key, connection: stand.connection, counter, struck };
  const members = await Promise.all(
    Array.from({ length: MEMBERS }, (_, index) => joinSomebody(place, index)),
  );
  let stopped = false;
  const working = Array.from({ length: tills }, (_, index) => {
    const tillId = String(index + 1);
    const random = randomOf(`chaos ${seed} till ${tillId}`);
    return workTill(place, { tillId, members, random, stopped: () => stopped });
  });
  // All are done before a failure of one is told: none goes on asking a server that is gone.
  const done = Promise.allSettled(working);
  const killed = await killAll(stand, struck, { kills, random: randomOf(`chaos ${seed}`) });
  stopped = true;
  await done;
  const journals = await Promise.all(working);
  const wrong = [...counter.wrong, ...(await wrongIn(place, journals, members))];
  const sales = journals.flatMap((journal) => journal.sales);
  const figures = {
    kills,
    tills,
    hits: struck.kills,
    sales: sales.length,
    spentPoints: sum(sales.flatMap(({ answer }) => answer.spending.map(({ points }) => points))),
    released: counter.released,
    returns: sum(journals.map((journal) => journal.returns.length)),
    cancels: sum(journals.map((journal) => journal.cancels.length)),
    synced: counter.synced,
    requests: counter.requests,
    lost: counter.lost,
    turnedAway: counter.turnedAway,
    seconds: Math.round((performance.now() - begin) / 1000),
  };
  return { figures, killed, struck: struck.calls, wrong: [...wrong, ...unproved(figures)] };
}

/** How often each was killed, at moments of chance, while some request or other is under way. */
async function killAll(
  stand: Stand,
  struck: Struck,
  { kills, random }: { kills: number; random: Random },
): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  for (let kill = 0; kill < kills; kill++) {
    const victim = random.pick(victims);
    const call = random.pick(calls);
    if (random.chance(STANDS_AGAIN)) await struck.next('answered', 'commit-receipt', STARTING_MS);
    await pause(random.whole(0, LIFE_MS));
    await struck.next('begun', call, AIM_MS);
    await pause(random.whole(0, UNDER_WAY_MS));
    struck.strike(kill);
    await stand.kill(victim, random.next());
    killed[victim] = (killed[victim] ?? 0) + 1;
  }
  return killed;
}

/** A programme, a key, a store with goods, and a server. */
async function open(stand: Stand): Promise<string> {
  const programme = join(CHECKOUT, 'programmes/sportswear.json');
  await runCommand((context) => publishProgrammeCommand(context, programme), stand.env);
  const flags = { name: 'chaos', scope: [...scopes] };
  const { printed } = await runCommand((context) => createKeyCommand(context, flags), stand.env);
  const key = /bonum_\S+/.exec(printed)?.[0] ?? '';
  await stand.serve();
  const { baseUrl } = stand;
  const tills = Array.from({ length: 32 }, (_, index) => ({ tillId: String(index), name: `Касса ${index}` }));
  const stores = [{ storeId: 'S-1', name: 'Спорт', tills }];
  await send({ baseUrl, key }, { method: 'PUT', path: 'stores', body: { stores } });
  const products = [
    { productId: 'SHOES', name: 'Кроссовки', category: ['Обувь'] },
    { productId: 'SOCKS', name: 'Носки', category: ['Одежда', 'Носки'] },
  ];
  await send({ baseUrl, key }, { method: 'PUT', path: 'products', body: { products } });
  return key;
}

/** Somebody who may pay with points: they have bought for 60 000 and were given points. */
async function joinSomebody(place: Place, index: number): Promise<string> {
  const phone = `+7916100000${index}`;
  const confirmation = await confirm(place.connection, { ownerId: prospectOf(phone), purpose: 'join' });
  const memberId = v7();
  const person = { memberId, phone, name: 'Анна', confirmation };
  await send(place, { method: 'POST', path: 'members', body: person });
  const grant = { grantId: v7(), kind: 'bonus', points: GIVEN, reason: 'Начало' };
  await send(place, { method: 'POST', path: `members/${memberId}/grants`, body: grant });
  const sale = {
    key: { storeId: 'S-1', tillId: '0', shift: '0', number: String(index) },
    at: new Date().toISOString(),
    member: { memberId },
    lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 6_000_000 }],
  };
  await send(place, { method: 'POST', path: 'receipts/commit', body: sale });
  return memberId;
}
