import { operations, type Answer, type Input } from '@bonum/contract';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { codeHash } from '../../confirmations/code.ts';
import type { Connection } from '../../database/connect.ts';
import { SECRET } from './stand.ts';

type Call = 'commit-receipt' | 'sync-receipts' | 'return-receipt' | 'cancel-receipt' | 'hold-points';

export interface Counter {
  requests: number;
  /** No answer came: the connection broke or the time ran out. */
  lost: number;
  /** The server asked to come again. */
  turnedAway: number;
  /** Statuses that no till should ever see. */
  readonly wrong: string[];
}

/** What a till was told in the end, for each thing it asked. */
export interface Journal {
  readonly sales: { request: Input<'commit-receipt'>; answer: Answer<'commit-receipt'> }[];
  readonly returns: { request: Input<'return-receipt'>; answer: Answer<'return-receipt'> }[];
  readonly cancels: { request: Input<'cancel-receipt'>; answer: Answer<'cancel-receipt'> }[];
}

export interface Place {
  readonly baseUrl: string;
  readonly key: string;
  readonly connection: Connection;
  readonly counter: Counter;
}

/** How long a till waits for an answer, and before it asks again. */
const PATIENCE_MS = 2000;
const REST_MS = 40;

type Said<Id extends Call> = { ok: true; value: Answer<Id> } | { ok: false; code: string };

/** Asks until there is an answer, the same request each time. */
async function ask<Id extends Call>(place: Place, id: Id, input: Input<Id>): Promise<Said<Id>> {
  const { counter } = place;
  const body = JSON.stringify(input);
  const headers = { authorization: `Bearer ${place.key}`, 'content-type': 'application/json' };
  counter.requests += 1;
  for (;;) {
    try {
      const answer = await fetch(`${place.baseUrl}/v1${operations[id].path}`, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const said: unknown = await answer.json();
      if (answer.ok) return { ok: true, value: said as Answer<Id> };
      const { code } = said as { code: string };
      if (answer.status < 500 && answer.status !== 429) return { ok: false, code };
      if (answer.status === 503 || answer.status === 429) counter.turnedAway += 1;
      else counter.wrong.push(`${id}: ${answer.status} ${code}`);
    } catch {
      counter.lost += 1;
    }
    await pause(REST_MS);
  }
}

/** The answer of what must be booked: here nothing that a till sends is wrong. */
async function must<Id extends Call>(place: Place, id: Id, input: Input<Id>): Promise<Answer<Id>> {
  const said = await ask(place, id, input);
  if (said.ok) return said.value;
  throw new Error(`${id} was refused: ${said.code}: ${JSON.stringify(input)}`);
}

export interface TillPlan {
  readonly tillId: string;
  readonly members: readonly string[];
  readonly stopped: () => boolean;
}

/** One till: sells, holds points, takes goods back and breaks sales off, until told to stop; then it has every answer. */
export async function workTill(place: Place, { tillId, members, stopped }: TillPlan): Promise<Journal> {
  const journal: Journal = { sales: [], returns: [], cancels: [] };
  const away: Basket[] = [];
  const now = () => new Date().toISOString();
  for (let number = 1; !stopped(); number++) {
    const key = { storeId: 'S-1', tillId, shift: '1', number: String(number) };
    const memberId = members[(number * 7 + Number(tillId)) % members.length] ?? '';
    const named = number % 5 === 0 ? {} : { member: { memberId } };
    const lines = [
      { id: '1', productId: 'SHOES', quantity: 2000, amount: 100_000 + number * 100 },
      { id: '2', productId: 'SOCKS', quantity: 3000, amount: 29_700 },
    ];
    const basket = { key, at: now(), lines, ...named };
    if (number % 6 === 1) {
      away.push(basket);
      if (away.length === 3) await sendAway(place, away.splice(0), journal);
      continue;
    }
    const holdId = number % 3 === 0 && number % 5 !== 0 ? await hold(place, basket, memberId) : null;
    if (number % 11 === 0) {
      const request = { key, at: now() };
      journal.cancels.push({ request, answer: await must(place, 'cancel-receipt', request) });
      continue;
    }
    const request = { ...basket, ...(holdId !== null && { holdId }) };
    journal.sales.push({ request, answer: await must(place, 'commit-receipt', request) });
    const sale = journal.sales[Math.floor(journal.sales.length / 2)];
    if (number % 4 === 0 && sale) {
      const of = sale.request.key;
      const part = { key: { ...key, shift: 'back' }, at: now(), of, lines: [{ id: '1', quantity: 700 }] };
      const said = await ask(place, 'return-receipt', part);
      if (said.ok) journal.returns.push({ request: part, answer: said.value });
      else if (said.code !== 'quantity-exceeded') throw new Error(`return-receipt was refused: ${said.code}`);
    }
    if (number % 7 === 0) {
      const cancel = { key, at: now() };
      journal.cancels.push({ request: cancel, answer: await must(place, 'cancel-receipt', cancel) });
    }
  }
  await sendAway(place, away, journal);
  return journal;
}

type Basket = Omit<Input<'commit-receipt'>, 'holdId' | 'quoteToken'>;

/** Sends what was sold without network, at the price on the label; asked for as a commit, it has an answer like any other. */
async function sendAway(place: Place, away: readonly Basket[], journal: Journal): Promise<void> {
  if (away.length === 0) return;
  const receipts = away.map((basket) => ({
    type: 'sale' as const,
    ...basket,
    charged: {
      programmeVersion: 1,
      lines: basket.lines.map(({ id, amount }) => ({ id, discounts: [], spent: [], paid: amount })),
    },
  }));
  const sentAt = new Date().toISOString();
  const told = await must(place, 'sync-receipts', { sentAt, receipts });
  const waiting = away.filter((_, index) => told.receipts[index]?.outcome === 'waiting');
  for (const { outcome, refusal } of told.receipts)
    if (refusal && outcome !== 'waiting') throw new Error(`sync-receipts refused a sale: ${refusal.code}`);
  for (const request of away)
    if (!waiting.includes(request))
      journal.sales.push({ request, answer: await must(place, 'commit-receipt', request) });
  await sendAway(place, waiting, journal);
}

async function hold(
  place: Place,
  basket: Omit<Input<'hold-points'>, 'holdId' | 'spend' | 'confirmation' | 'member'>,
  memberId: string,
): Promise<string | null> {
  const holdId = v7();
  const confirmation = await confirm(place.connection, { ownerId: memberId, purpose: 'spend' });
  const request = { ...basket, member: { memberId }, holdId, spend: { bonus: 20 }, confirmation };
  const said = await ask(place, 'hold-points', request);
  return said.ok ? holdId : null;
}

/** No channel sends codes here, so the code is put where it would be. */
export async function confirm(
  { db }: Connection,
  { ownerId, purpose }: { ownerId: string; purpose: 'spend' | 'join' },
): Promise<{ confirmationId: string; code: string }> {
  const [confirmationId, code] = [v7(), '123456'];
  for (;;) {
    try {
      await sql`
        insert into confirmation (owner_id, confirmation_id, purpose, kind, address, language, code_hashes, tries_left, created_at, expires_at)
        values (${ownerId}::uuid, ${confirmationId}::uuid, ${purpose}, 'phone', '+70001000001', 'ru',
                array[${codeHash(SECRET, confirmationId, code)}::bytea], 5, now(), now() + interval '1 hour')
        on conflict (owner_id, confirmation_id) do nothing`.execute(db);
      return { confirmationId, code };
    } catch {
      // The database is being killed.
      await pause(REST_MS);
    }
  }
}
